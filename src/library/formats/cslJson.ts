import * as l10n from '@vscode/l10n';
import { LineNumbers } from '../../text/lines.js';
import type { FileProblem } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import type { LibraryItem } from '../library.js';
import { readJson, writeJson } from './json.js';
import { objectsOf } from './jsonObjects.js';
import { isObject, withoutProvenance } from './kept.js';
import { brokenFile, itemsOf, type Entry, type Rows } from './rows.js';

/*
 * CSL-JSON of whatever origin (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html): a list of items, or an object with one under `references`
 * or `items`. Where it is no JSON as a whole, its entries are read one by one.
 */

/** Where entries begin in a text that is no JSON: at the lines that open an object as far in as the first of them. */
function piecesOf(text: string): Span[] {
  const indent = /^([ \t]*)\{/m.exec(text)?.[1];
  const starts = indent === undefined ? [] : Array.from(text.matchAll(new RegExp(`^${indent}\\{`, 'gm')), ({ index }) => index);
  if (starts.length < 2) return objectsOf(text);
  return starts.map((start, at) => ({ start, end: starts[at + 1] ?? text.length }));
}

const listOf = (value: unknown): unknown[] | null => {
  const list = isObject(value) ? (value['references'] ?? value['items']) : value;
  return Array.isArray(list) ? list : null;
};

function namedEntries(values: readonly unknown[], spans: readonly Span[], lines: LineNumbers): Entry[] {
  return values.map((value, at): Entry => {
    const { start, end } = spans[at] ?? { start: 0, end: 0 };
    return { value, name: l10n.t('The entry in line {0}', lines.at(start)), start, end };
  });
}

/** Without what stands between entries, or closes the list. */
const bare = (piece: string): string => piece.replace(/[\s,]*(?:\][\s}]*)?$/, '');

/** The entries of a file that is broken somewhere. */
function readPieces(text: string, file: string, lines: LineNumbers): Rows<LibraryItem> {
  const problems: FileProblem[] = [];
  const entries: Entry[] = [];
  for (const { start, end } of piecesOf(text)) {
    const { value, fault } = readJson(bare(text.slice(start, end)));
    if (!fault) {
      entries.push(...namedEntries([value], [{ start, end }], lines));
      continue;
    }
    const message = l10n.t('The entry in line {0} of {1} can’t be read: {2} (line {3}). It was left out; mend it there.', lines.at(start), file, fault.message, lines.at(start + fault.offset));
    problems.push({ code: 'item-invalid', message, file, start, end });
  }
  const rows = itemsOf(entries, file);
  return { ...rows, problems: [...problems, ...rows.problems].sort((a, b) => a.start - b.start) };
}

export function readCslJson(source: string, file: string): Rows<LibraryItem> {
  const text = source.replace(/^\ufeff/, ' ');
  if (text.trim() === '') return itemsOf([], file);
  const { value, fault } = readJson(text);
  const lines = new LineNumbers(text);
  const list = listOf(value);
  if (list) {
    const rows = itemsOf(namedEntries(list, [], lines), file);
    // where entries stand is only found out for those of which something is to be told
    return rows.problems.length === 0 ? rows : itemsOf(namedEntries(list, objectsOf(text), lines), file);
  }
  if (!fault) return brokenFile(file, l10n.t('{0} can’t be read: it should be a list of references in square brackets. Check that it is the file you mean.', file));
  const rows = readPieces(text, file, lines);
  if (rows.rows.length === 0) return brokenFile(file, l10n.t('{0} can’t be read: line {1}, column {2}: {3}. Mend it there.', file, fault.line, fault.column, fault.message), fault.offset);
  if (rows.problems.length > 0) return rows;
  const message = l10n.t('{0}: line {1}, column {2}: {3}. Its entries were read one by one; mend it there.', file, fault.line, fault.column, fault.message);
  return { ...rows, problems: [{ code: 'item-invalid', message, file, start: fault.offset, end: fault.offset }] };
}

export const writeCslJson = (items: readonly LibraryItem[]): string => writeJson(items.map(withoutProvenance));
