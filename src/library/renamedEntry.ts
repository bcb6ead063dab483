import * as l10n from '@vscode/l10n';
import type { Edit } from '../text/edit.js';
import { jsonValues, stringOf, type JsonValue } from '../text/jsonValues.js';
import type { Span } from '../text/span.js';
import { entryKeys } from './entryKeys.js';
import { markAfter } from './formats/bibtex.js';
import { formatOf } from './formats/formats.js';

/** What is wrong with a cite key: no sign that ends a key, or means something else, in BibTeX, LaTeX, Markdown, MyST or Typst. Null where nothing is. */
export function keyFault(key: string): string | null {
  if (key === '') return l10n.t('A cite key has at least one letter.');
  const unfit = /[\s,;{}()[\]<>=\\%#~"'`@|\p{Cc}\p{Cs}]/u.exec(key)?.[0];
  if (unfit === undefined) return null;
  return /\s/.test(unfit) ? l10n.t('A cite key has no spaces.') : l10n.t('A cite key can’t have “{0}” in it. Letters, digits and - _ . : + / are safe everywhere.', unfit);
}

/**
 * The edits by which an entry of a bibliography is given another key: of the key itself, and of what else in the file names the entry by it. None where the
 * file has no such entry, or its format has no keys.
 *
 * @param file by whose name the format is known
 * @param key as it stands there
 */
export function renamedEntry(text: string, file: string, key: string, newKey: string): Edit[] {
  const places = entryKeys(text, file).filter((one) => one.key === key);
  if (places.length === 0) return [];
  const format = formatOf(file, text)?.name ?? '';
  if (format === 'csl-json') return inJson(text, key, newKey);
  if (format === 'csl-yaml' || format === 'hayagriva') return places.map((place) => inYaml(text, place, newKey));
  const keys = places.map(({ start, end }) => ({ start, end, text: newKey }));
  return format === 'bibtex' || format === 'biblatex' ? inBib(text, keys, key, newKey) : keys;
}

const sorted = (edits: readonly Edit[]): Edit[] => [...edits].sort((a, b) => a.start - b.start);

/** Fields of biblatex and BibTeX that hold keys, several apart by commas. */
const naming = /(?<![\w-])(?:crossref|xref|xdata|related|ids|entryset)\s{0,40}=\s{0,40}([{"])([^{}"]*)/gi;

/** An entry that Ibid wrote stays one: its mark is that of what it says now. */
function inBib(text: string, keys: readonly Edit[], key: string, newKey: string): Edit[] {
  const fields = Array.from(text.matchAll(naming)).flatMap(({ index, 0: whole, 1: opening, 2: list }) => {
    const at = index + whole.length - list!.length;
    return namesIn(list!, key, at).filter(() => depthAt(text, at) === (opening === '{' ? 2 : 1)).map((span) => ({ ...span, text: newKey }));
  });
  return sorted([...keys, ...fields, ...keys.flatMap((edit) => markAfter(text, edit) ?? [])]);
}

function namesIn(list: string, key: string, at: number): Span[] {
  let start = at;
  return list.split(',').flatMap((part) => {
    const from = start + part.length - part.trimStart().length;
    start += part.length + 1;
    return part.trim() === key ? [{ start: from, end: from + key.length }] : [];
  });
}

const longestEntry = 100_000;

/** How many brackets are open at a place of a .bib: one in an entry, two in the value of a field, more in words that only look like a field. */
function depthAt(text: string, at: number): number {
  const before = text.slice(Math.max(0, at - longestEntry), at);
  const entry = before.slice(Math.max(0, before.search(/\n[ \t]*@[^@]*$/)));
  let depth = 0;
  for (const [sign] of entry.matchAll(/\\.|[{}]/g)) depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
  return depth;
}

const trueOrFalse = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
const plainInYaml = /^[A-Za-z_][\w.+/-]*(?::[\w.+/-]+)*$/;

function inYaml(text: string, { start, end }: Span, newKey: string): Edit {
  const quote = text[start - 1];
  if (quote === '"') return { start, end, text: JSON.stringify(newKey).slice(1, -1) };
  if (quote === "'" && text[end] === "'") return { start, end, text: newKey.replaceAll("'", "''") };
  return { start, end, text: plainInYaml.test(newKey) && !trueOrFalse.test(newKey) ? newKey : JSON.stringify(newKey) };
}

/** What Ibid keeps of an item in its `custom.ibid`, whose place is that much further in than its `id`. */
const ofIbid = ({ path }: JsonValue, depth: number): string => (path[depth] === 'custom' && path[depth + 1] === 'ibid' ? path.slice(depth + 2).join('.') : '');

/**
 * In references.json the key under which references.bib has the entry goes along. What persons decided of other works names the entry by its key, or by the
 * one that Ibid first gave it, which stays.
 */
function inJson(text: string, key: string, newKey: string): Edit[] {
  const values = [...jsonValues(text)];
  const isId = ({ path }: JsonValue): boolean => path.at(-1) === 'id' && path.length <= 3 && typeof path.at(-2) === 'number';
  const ids = values.filter((value) => isId(value) && stringOf(value.written) === key);
  const ofItem = (name: string): JsonValue[] => ids.flatMap(({ path }) => {
    const isOfItem = (value: JsonValue): boolean => path.slice(0, -1).every((part, at) => value.path[at] === part);
    return values.filter((value) => isOfItem(value) && ofIbid(value, path.length - 1) === name && stringOf(value.written) === key);
  });
  const named = [...ids, ...ofItem('bib')].map((value) => quoted(value, newKey));
  return sorted([...named, ...(ofItem('key').length > 0 ? [] : decisionsIn(values, key, newKey))]);
}

const quoted = ({ start, end }: Span, text: string): Edit => ({ start, end, text: JSON.stringify(text) });

const decision = /^(?:same|different)\.\d+$/;

const decisionsIn = (values: readonly JsonValue[], key: string, newKey: string): Edit[] =>
  values.filter((value) => decision.test(ofIbid(value, 1)) && stringOf(value.written) === key).map((value) => quoted(value, newKey));

/** The edits of references.json by which what a person decided of an entry of a bibliography stays decided once that has another key. */
export const renamedDecisions = (references: string, key: string, newKey: string): Edit[] => decisionsIn([...jsonValues(references)], key, newKey);
