import { cslDateVariables, cslNameVariables, cslNumberVariables, cslStandardVariables, type CslFields } from '../../csl.js';
import { months } from '../../documents/bib/fields.js';
import { fieldGroups, itemOf, type FieldGroup } from '../../documents/bib/item.js';
import { own } from '../../text/own.js';
import { canonical } from '../digest.js';
import type { LibraryItem } from '../library.js';
import { biblatexShape, type EntryShape } from './biblatex.js';
import { bibtexShape } from './bibtex.js';
import { isObject, keptOf, remainderOf, withRemainder, type Remainder } from './kept.js';

/*
 * Entries of a .bib from which the whole item can be read again. Three things stand in them:
 * - what BibTeX or biblatex has a field for;
 * - what the item keeps of a .bib in `custom.biblatex`: fields that CSL has no variable for, as they stood; fields whose TeX says more than their
 *   variable (formulas, subtitles apart from titles), as long as they still say what the variable says; under `entrytype` the type of the entry;
 * - the remainder (kept.ts), in a field of its own that BibTeX and biber pass over: JSON, with braces only where they pair.
 *
 * Others write less: citation-js, Better BibTeX and Pandoc leave out what the format has no field for.
 */

/** How BibTeX or biblatex says an item. */
interface Dialect {
  /** The field of the remainder. */
  remainder: string;
  shape: (item: CslFields) => EntryShape;
}
const bibtex: Dialect = { remainder: 'csl-bibtex', shape: bibtexShape };
const biblatex: Dialect = { remainder: 'csl-biblatex', shape: biblatexShape };
const dialects = [bibtex, biblatex];

type Fields = ReadonlyMap<string, string>;
type ItemAndRest = ReturnType<typeof itemOf>;
interface Entry {
  type: string;
  fields: Fields;
}

const checks: Readonly<Record<string, (value: unknown) => boolean>> = Object.fromEntries([
  ...[...cslNumberVariables, ...cslStandardVariables].map((variable) => [variable, (value: unknown) => typeof value === 'string' || typeof value === 'number'] as const),
  ...cslNameVariables.map((variable) => [variable, (value: unknown) => Array.isArray(value) && value.every(isName)] as const),
  ...cslDateVariables.map((variable) => [variable, isDate] as const),
  ['type', (value: unknown) => typeof value === 'string'] as const,
  ['id', () => false] as const,
]);

const isName = (value: unknown): boolean => isObject(value) && Object.values(value).every((part) => part === undefined || ['string', 'boolean', 'number'].includes(typeof part));

function isDate(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { 'date-parts': parts, ...rest } = value;
  const areParts = parts === undefined || (Array.isArray(parts) && parts.every((day) => Array.isArray(day) && day.every((part) => typeof part === 'number')));
  return areParts && Object.values(rest).every((one) => one === undefined || typeof one !== 'object');
}

/** A variable of CSL whose value is none that CSL-JSON has there; a person may have written it into a file. */
const isUnsound = ([name, value]: readonly [string, unknown]): boolean => own(checks, name)?.(value) === false;

/** What the formats can say of an item; texts that CSL-JSON may have as numbers are texts. */
const sound = (item: LibraryItem): CslFields =>
  Object.fromEntries(Object.entries(item).flatMap((entry) => (isUnsound(entry) ? [] : [[entry[0], typeof entry[1] === 'number' ? String(entry[1]) : (entry[1] as unknown)]]))) as unknown as CslFields;

/** What BibTeX takes for a name. */
const fieldName = /^[^\s=,{}"#%()'\p{Cc}]{1,200}$/u;
/** What an entry is, and what Ibid itself writes into one. */
const notFields = new Set(['entrytype', 'ibid', ...dialects.map(({ remainder }) => remainder)]);

/** TeX whose braces pair, whatever was read: a brace without a partner goes. */
export function balanced(tex: string): string {
  let depth = 0;
  const closed = tex.replace(/[{}]/g, (brace) => {
    if (brace === '}' && depth === 0) return '';
    depth += brace === '{' ? 1 : -1;
    return brace;
  });
  return closed + '}'.repeat(depth);
}

function keptFields(item: LibraryItem): Fields {
  const kept = Object.entries(keptOf(item, 'biblatex')).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return new Map(kept.filter(([name]) => fieldName.test(name) && !notFields.has(name)).map(([name, tex]) => [name, balanced(tex)]));
}

const without = (fields: Fields, names: readonly string[]): [string, string][] => [...fields].filter(([name]) => !names.includes(name));

/** How the fields of a group can be put together with those that were kept of it: with what was kept if possible, and as it is written now if not. */
function ways(fields: Fields, { fields: names }: FieldGroup, kept: readonly (readonly [string, string])[]): Fields[] {
  const [keptNames, others] = [kept.map(([name]) => name), without(fields, names)];
  const written = [...fields].filter(([name]) => names.includes(name));
  const free = names.find((name) => !keptNames.includes(name) && !fields.has(name));
  const moved = written.map(([name, tex]) => [keptNames.includes(name) && free !== undefined ? free : name, tex] as const);
  const besides = written.filter(([name]) => !keptNames.includes(name));
  return [kept, [...besides, ...kept], [...kept, ...moved]].map((ofGroup) => new Map([...others, ...ofGroup])).concat([new Map(fields)]);
}

/** What an item says in some variables. */
const saidIn = (item: CslFields, { variables }: FieldGroup): string => canonical(Object.fromEntries(variables.map((variable) => [variable, item[variable as 'title']])));

const groupOf = new Map(fieldGroups.flatMap((group) => group.fields.map((field): [string, FieldGroup] => [field, group])));

function entryOf(item: LibraryItem, { shape }: Dialect): Entry {
  const wanted = sound(item);
  const { type: usual, fields: shaped } = shape(wanted);
  const kept = keptFields(item);
  let fields: Fields = new Map(shaped.filter(([, tex]) => tex !== ''));
  for (const group of new Set([...kept.keys()].flatMap((name) => groupOf.get(name) ?? []))) {
    const read = (way: Fields): string => saidIn(itemOf(usual, way).item, group);
    const all = ways(fields, group, [...kept].filter(([name]) => groupOf.get(name) === group));
    const [said, written] = [saidIn(wanted, group), read(fields)];
    fields = all.find((way) => read(way) === said) ?? all.find((way) => read(way) === written)!;
  }
  const whole = new Map([...fields, ...[...kept].filter(([name]) => !groupOf.has(name))]);
  return { type: typeOf(keptOf(item, 'biblatex')['entrytype'], usual, wanted, whole), fields: whole };
}

/** The entry's type as it was read, if CSL's has not been changed since. */
function typeOf(kept: unknown, usual: string, { type }: CslFields, fields: Fields): string {
  if (typeof kept !== 'string' || !/^[a-z][\w-]{0,40}$/i.test(kept)) return usual;
  return itemOf(kept.toLowerCase(), fields).item.type === type ? kept.toLowerCase() : usual;
}

const itemOfEntry = (id: string, { type, fields }: Entry): LibraryItem => withRest(id, itemOf(type, fields));

function withRest(id: string, { item, rest }: ItemAndRest): LibraryItem {
  for (const _ in rest) return { id, ...item, custom: { biblatex: rest } };
  return { id, ...item };
}

const jsonText = /"(?:[^"\\]|\\.)*"/g;
/** JSON without a brace in its texts, and with no white space that a program might fold. */
const bracedJson = (value: unknown): string =>
  JSON.stringify(value).replace(jsonText, (text) => text.replace(/[{}@]| (?= )/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`));

const unfitForKey = /[\s,{}=\\%#"@~\p{Cc}\p{Cs}]+/gu;

/**
 * A .bib for BibTeX, which biber reads too; `writeBiblatexFile` writes one for biber in biblatex's own types and fields. A key that no .bib can hold gets
 * hyphens for what is wrong in it.
 */
export const writeBibtexFile = (items: readonly LibraryItem[]): string => entries(items, bibtex);
export const writeBiblatexFile = (items: readonly LibraryItem[]): string => entries(items, biblatex);

function entries(items: readonly LibraryItem[], by: Dialect): string {
  const keys = new Set<string>();
  return items.map((item) => `${entryText(keyFor(item.id, keys), item, by)}\n`).join('\n');
}

/**
 * A key that TeX and a .bib can hold, and that no other item of a file has.
 *
 * @param taken the keys given so far, in lower case; this one is added
 */
export function keyFor(id: string, taken: Set<string>): string {
  const fit = id.replace(unfitForKey, '-') || 'item';
  let key = fit;
  for (let number = 2; taken.has(key.toLowerCase()); number++) key = `${fit}-${number}`;
  taken.add(key.toLowerCase());
  return key;
}

function entryText(key: string, item: LibraryItem, by: Dialect): string {
  const entry = entryOf(item, by);
  const remainder = remainderOf(item, itemOfEntry(item.id, entry), 'biblatex');
  const fields = Object.keys(remainder).length === 0 ? [...entry.fields] : [...entry.fields, [by.remainder, bracedJson(remainder)] as const];
  const lines = fields.map(([name, tex]) => `  ${name} = ${name === 'month' && months.has(tex) ? tex : `{${tex}}`},\n`);
  return `@${entry.type}{${key},\n${lines.join('')}}`;
}

/** The item of an entry, with what its fields do not say and Ibid wrote beside them. `rest` is taken over. */
export function libraryItem(id: string, { item, rest }: ItemAndRest): LibraryItem {
  const by = dialects.find(({ remainder }) => rest[remainder] !== undefined);
  if (!by) return withRest(id, { item, rest });
  const { [by.remainder]: json, ...kept } = rest;
  return withRemainder(withRest(id, { item, rest: kept }), remainderIn(json!), 'biblatex', (whole) => itemOfEntry(id, entryOf(whole, by)));
}

/** None for what is no JSON. */
function remainderIn(json: string): Remainder {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? Object.fromEntries(Object.entries(value).filter((entry) => entry[1] === null || !isUnsound(entry))) : {};
  } catch {
    return {};
  }
}
