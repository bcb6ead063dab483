import { BibFile } from '../documents/bib/bibFile.js';
import { positionsOf } from '../documents/bib/positions.js';
import { bibitems } from '../documents/latex/bibliography.js';
import { TexSource } from '../documents/latex/tex.js';
import { jsonValues, stringOf } from '../text/jsonValues.js';
import type { Span } from '../text/span.js';
import { formatOf } from './formats/formats.js';
import { isObject } from './formats/kept.js';
import { readYamlEntries } from './formats/yaml.js';

/** The key of an entry as it stands in its file, in UTF-16 code units, without what it is quoted in. */
export interface EntryKey extends Span {
  key: string;
}

/** By the names of formats; those that are not named have no keys of their own that could be pointed to. */
const finders = new Map<string, (text: string) => EntryKey[]>([
  ['bibtex', ofBib],
  ['biblatex', ofBib],
  ['csl-json', ofJson],
  ['csl-yaml', ofCslYaml],
  ['hayagriva', ofHayagriva],
  ['ris', ofTag(/^ID {1,2}- ([^\n]*)$/gm)],
  ['enw', ofTag(/^%F ([^\n]*)$/gm)],
  ['bibitem', ofBibitems],
]);

/** The keys of a bibliography's entries, in the order of the file. None for a format that has none. @param file by whose name the format is known */
export function entryKeys(text: string, file: string): EntryKey[] {
  return finders.get(formatOf(file, text)?.name ?? '')?.(text) ?? [];
}

function ofBib(text: string): EntryKey[] {
  const bib = new BibFile(text);
  const entries = bib.keys().flatMap((key, entry) => (key === '' ? [] : [{ key, start: bib.at(entry, 'keyStart'), end: bib.at(entry, 'keyEnd') }]));
  const positions = positionsOf(bib.bytes, entries.flatMap(({ start, end }) => [start, end]));
  return entries.map(({ key, start, end }) => ({ key, start: positions.get(start)!.offset, end: positions.get(end)!.offset }));
}

/** `"id"` of the entries of a list, or of one below `references` or `items`. */
function ofJson(text: string): EntryKey[] {
  const found: EntryKey[] = [];
  for (const { path, written, start, end } of jsonValues(text)) {
    const depth = path.length;
    if (path[depth - 1] !== 'id' || depth > 3 || depth < 2 || typeof path[depth - 2] !== 'number') continue;
    if (depth === 3 && path[0] !== 'references' && path[0] !== 'items') continue;
    const quotes = written.startsWith('"') ? 1 : 0;
    found.push({ key: stringOf(written), start: start + quotes, end: end - quotes });
  }
  return found;
}

const idField = /(?:^|[\n{,])[ \t]*(?:-[ \t]+)?(["']?)id\1[ \t]*:[ \t]+/g;
const scalar = /^(?:"[^"\n]*"|'[^'\n]*'|[^\s#,}][^\n#,}]*)/;
const longestKey = 1000;

/** Below `references:`; also of a document's metadata. */
export function ofCslYaml(text: string): EntryKey[] {
  return readYamlEntries(text, '', 'references').entries.flatMap(({ value, start, end }) => {
    const id = isObject(value) ? value['id'] : undefined;
    if (typeof id !== 'string' && typeof id !== 'number') return [];
    for (const { index, 0: field } of text.slice(start, end).matchAll(idField)) {
      const from = start + index + field.length;
      const written = scalar.exec(text.slice(from, Math.min(from + longestKey, end)))?.[0].trimEnd() ?? '';
      const span = withoutQuotes(text, { start: from, end: from + written.length });
      if (text.slice(span.start, span.end) === String(id)) return [{ key: String(id), ...span }];
    }
    return [];
  });
}

function ofHayagriva(text: string): EntryKey[] {
  return readYamlEntries(text, '', 'mapping').entries.map(({ key, start }) => ({ key, ...withoutQuotes(text, { start, end: start + key.length + (isQuote(text[start]) ? 2 : 0) }) }));
}

const isQuote = (sign: string | undefined): boolean => sign === '"' || sign === "'";

const withoutQuotes = (text: string, { start, end }: Span): Span => (isQuote(text[start]) ? { start: start + 1, end: end - 1 } : { start, end });

function ofTag(line: RegExp): (text: string) => EntryKey[] {
  return (text) => Array.from(text.matchAll(line), ({ index, 0: whole, 1: value }) => {
    const start = index + whole.length - value!.length;
    const key = value!.trim();
    const from = start + value!.indexOf(key);
    return { key, start: from, end: from + key.length };
  });
}

function ofBibitems(text: string): EntryKey[] {
  return bibitems(new TexSource(text)).flatMap(({ id, start, end }) => {
    const at = id ? text.indexOf(`{${id}}`, start) : -1;
    return at < 0 || at >= end ? [] : [{ key: id!, start: at + 1, end: at + 1 + id!.length }];
  });
}
