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

type Names = ReadonlyMap<string, string>;

/**
 * The edits by which an entry of a bibliography is given another key: of the key itself, and of what else in the file names the entry by it. None where the
 * file has no such entry, or its format has no keys.
 *
 * @param file by whose name the format is known
 * @param key as it stands there
 */
export const renamedEntry = (text: string, file: string, key: string, newKey: string): Edit[] => renamedEntries(text, file, new Map([[key, newKey]]));

/** The same of several entries at once. @param names the new keys by those that stand there */
export function renamedEntries(text: string, file: string, names: Names): Edit[] {
  const places = entryKeys(text, file).filter(({ key }) => names.has(key));
  if (places.length === 0) return [];
  const format = formatOf(file, text)?.name ?? '';
  if (format === 'csl-json') return inJson(text, names);
  if (format === 'csl-yaml' || format === 'hayagriva') return places.map((place) => inYaml(text, place, names.get(place.key)!));
  const keys = places.map(({ key, start, end }) => ({ start, end, text: names.get(key)! }));
  return format === 'bibtex' || format === 'biblatex' ? inBib(text, keys, names) : keys;
}

const sorted = (edits: readonly Edit[]): Edit[] => [...edits].sort((a, b) => a.start - b.start);

/** Fields of biblatex and BibTeX that hold keys, several apart by commas. */
const naming = /(?<![\w-])(?:crossref|xref|xdata|related|ids|entryset)\s{0,40}=\s{0,40}([{"])([^{}"]*)/gi;

/** An entry that Ibid wrote stays one: its mark is that of what it says now. */
function inBib(text: string, keys: readonly Edit[], names: Names): Edit[] {
  const fields = Array.from(text.matchAll(naming)).flatMap(({ index, 0: whole, 1: opening, 2: list }) => {
    const at = index + whole.length - list!.length;
    return namesIn(list!, names, at).filter(() => depthAt(text, at) === (opening === '{' ? 2 : 1));
  });
  return sorted([...keys, ...fields, ...keys.flatMap((edit) => markAfter(text, edit) ?? [])]);
}

function namesIn(list: string, names: Names, at: number): Edit[] {
  let start = at;
  return list.split(',').flatMap((part) => {
    const from = start + part.length - part.trimStart().length;
    start += part.length + 1;
    const key = part.trim();
    return names.has(key) ? [{ start: from, end: from + key.length, text: names.get(key)! }] : [];
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
function inJson(text: string, names: Names): Edit[] {
  const values = [...jsonValues(text)];
  const decided = new Map(names);
  const edits: Edit[] = [];
  for (const { id, own } of itemsIn(values, names)) {
    const key = stringOf(id.written);
    const has = (name: string): JsonValue[] => own.filter((value) => ofIbid(value, id.path.length - 1) === name && stringOf(value.written) === key);
    if (has('key').length > 0) decided.delete(key);
    edits.push(...[id, ...has('bib')].map((value) => quoted(value, names.get(key)!)));
  }
  return sorted([...edits, ...decisionsIn(values, decided)]);
}

/** Items that are renamed, with all that they hold. */
function itemsIn(values: readonly JsonValue[], names: Names): { id: JsonValue; own: JsonValue[] }[] {
  const isId = ({ path }: JsonValue): boolean => path.at(-1) === 'id' && path.length <= 3 && typeof path.at(-2) === 'number';
  const byItem = new Map(values.filter((value) => isId(value) && names.has(stringOf(value.written))).map((id) => [id.path.slice(0, -1).join('/'), { id, own: [] as JsonValue[] }]));
  for (const value of values) {
    for (const depth of [1, 2]) byItem.get(value.path.slice(0, depth).join('/'))?.own.push(value);
  }
  return [...byItem.values()];
}

const quoted = ({ start, end }: Span, text: string): Edit => ({ start, end, text: JSON.stringify(text) });

const decision = /^(?:same|different)\.\d+$/;

const decisionsIn = (values: readonly JsonValue[], names: Names): Edit[] =>
  values.filter((value) => decision.test(ofIbid(value, 1)) && names.has(stringOf(value.written))).map((value) => quoted(value, names.get(stringOf(value.written))!));

/** The edits of references.json by which what a person decided of an entry of a bibliography stays decided once that has another key. */
export const renamedDecisions = (references: string, key: string, newKey: string): Edit[] => decisionsIn([...jsonValues(references)], new Map([[key, newKey]]));
