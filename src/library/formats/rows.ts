import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import type { FileProblem } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import { citeKeys } from '../citeKey.js';
import { claimSchema, provenanceSchema, type Claim, type LibraryItem } from '../library.js';
import { readJson } from './json.js';
import { objectsOf } from './jsonObjects.js';
import { isObject, isTooDeep } from './kept.js';

/** A file that holds a list, read as far as it can be. */
export interface Rows<Row> {
  rows: Row[];
  /** What a row was in the file, for those that were not taken as they stood. */
  verbatim: Map<Row, unknown>;
  /** Entries that are not valid: kept, and left alone. */
  kept: unknown[];
  problems: FileProblem[];
  /** The file is not a list at all; nothing of it may be overwritten. */
  broken: boolean;
}

/** The rows of a JSON list. */
export interface ListedRows<Row> extends Rows<Row> {
  /** The list as it stands in the file, valid or not; null where there is none. */
  values: readonly unknown[] | null;
}

const name = z.looseObject({
  family: z.optional(z.string()),
  given: z.optional(z.string()),
  literal: z.optional(z.string()),
  suffix: z.optional(z.string()),
  'non-dropping-particle': z.optional(z.string()),
  'dropping-particle': z.optional(z.string()),
});
const names = z.optional(z.array(name));
const number = z.union([z.string(), z.number()]);
const date = z.optional(
  z.looseObject({
    'date-parts': z.optional(z.array(z.array(number))),
    literal: z.optional(z.string()),
    raw: z.optional(z.string()),
  }),
);
const text = z.optional(z.string());
const count = z.optional(number);

/** As much of the CSL-JSON schema as Ibid relies on; https://github.com/citation-style-language/schema */
const itemSchema = z.looseObject({
  id: number,
  type: z.string(),
  author: names, editor: names, translator: names, 'container-author': names, 'collection-editor': names,
  issued: date, accessed: date, 'event-date': date, 'original-date': date,
  title: text, 'title-short': text, 'container-title': text, 'collection-title': text, publisher: text, 'publisher-place': text,
  genre: text, medium: text, 'event-title': text, 'event-place': text, archive: text, archive_location: text, authority: text,
  DOI: text, ISBN: text, ISSN: text, URL: text, note: text, abstract: text, language: text,
  volume: count, issue: count, page: count, edition: count, number: count, 'collection-number': count,
  custom: z.optional(z.looseObject({ ibid: z.optional(provenanceSchema) })),
});

const countFields = ['id', 'volume', 'issue', 'page', 'edition', 'number', 'collection-number'] as const;
const dateFields = ['issued', 'accessed', 'event-date', 'original-date'] as const;

/** CSL-JSON has numbers as texts or as numbers; here they are of one kind. The very same object where they are so already. */
function withOneKindOfNumber(item: z.infer<typeof itemSchema>): LibraryItem {
  const changed: Record<string, unknown> = {};
  for (const field of countFields) if (typeof item[field] === 'number') changed[field] = String(item[field]);
  for (const field of dateFields) {
    const parts = item[field]?.['date-parts'];
    if (parts?.some((list) => list.some((part) => typeof part === 'string'))) {
      changed[field] = { ...item[field], 'date-parts': parts.map((list) => list.map(Number).filter(Number.isFinite)) };
    }
  }
  return (Object.keys(changed).length === 0 ? item : { ...item, ...changed }) as unknown as LibraryItem;
}

/** What of a row is not valid: "author.0.family". */
function whereInvalid(error: z.core.$ZodError): string {
  const path = error.issues[0]?.path.join('.') ?? '';
  return path === '' ? l10n.t('it is not an object with fields') : l10n.t('its “{0}” is missing or of the wrong kind', path);
}

function keyOf(row: unknown): string | null {
  const id = isObject(row) ? row['id'] : null;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

const emptyRows = <Row>(): Rows<Row> => ({ rows: [], verbatim: new Map(), kept: [], problems: [], broken: false });

/** An entry of a file, wherever it stands there. */
export interface Entry extends Span {
  value: unknown;
  /** "Entry 3", "The reference in line 12". */
  name: string;
}

function takeRows<Row extends { id: string }>(entries: Iterable<Entry>, file: string, schema: z.ZodMiniType, take: (row: unknown) => Row): Rows<Row> {
  const result = emptyRows<Row>();
  const keys = new Set<string>();
  for (const { value, name, start, end } of entries) {
    const parsed = z.safeParse(schema, value);
    const key = keyOf(value);
    const fresh = key !== null && !keys.has(key);
    if (key !== null) keys.add(key);
    const deep = isTooDeep(value);
    if (parsed.success && fresh && !deep) {
      const taken = take(value);
      result.rows.push(taken);
      if (taken !== value) result.verbatim.set(taken, value);
      continue;
    }
    result.kept.push(value);
    const why = deep ? l10n.t('it is nested too deeply') : parsed.success ? l10n.t('another entry before it has the same id') : whereInvalid(parsed.error);
    result.problems.push({
      code: 'item-invalid',
      message: l10n.t('{0} of {1} is not valid: {2}. It is kept as it is, but not used; mend it there.', name, key === null || key === '' ? file : `${file} (${key})`, why),
      file,
      start,
      end,
    });
  }
  return result;
}

/** A file of which nothing could be read. */
export const brokenFile = <Row>(file: string, message: string, start = 0): Rows<Row> => ({
  ...emptyRows<Row>(), broken: true, problems: [{ code: 'library-broken', message, file, start, end: start }],
});

function readRows<Row extends { id: string }>(content: string | null, file: string, schema: z.ZodMiniType, take: (row: unknown) => Row): ListedRows<Row> {
  if (content === null || content.replace('\ufeff', '').trim() === '') return { ...emptyRows(), values: null };
  const { value, fault } = readJson(content);
  if (fault || !Array.isArray(value)) {
    const why = fault
      ? l10n.t('{0} can’t be read: line {1}, column {2}: {3}.', file, fault.line, fault.column, fault.message)
      : l10n.t('{0} can’t be read: it should be a list in square brackets.', file);
    const message = l10n.t('{0} It was left as it is, and nothing was written over it. Mend it there, or move the file away, and import again.', why);
    return { ...brokenFile(file, message, fault?.offset), values: null };
  }
  const entries = (value as unknown[]).map((row, index): Entry => ({ value: row, name: l10n.t('Entry {0}', index + 1), start: 0, end: 0 }));
  const rows = { ...takeRows(entries, file, schema, take), values: value };
  if (rows.problems.length === 0) return rows;
  // where entries stand is only found out for those of which something is to be told
  const spans = objectsOf(content);
  return spans.length === entries.length ? { ...takeRows(entries.map((entry, index) => ({ ...entry, ...spans[index] })), file, schema, take), values: value } : rows;
}

const takeItem = (row: unknown): LibraryItem => withOneKindOfNumber(row as z.infer<typeof itemSchema>);

const mostTries = 20;

/** A key for a work that has none, or none of its own. */
function freeKey(item: LibraryItem, taken: ReadonlySet<string>): string {
  const keys = citeKeys(item);
  const first = keys.next().value;
  for (let key = first, tries = 0; tries < mostTries; key = keys.next().value, tries++) if (!taken.has(key)) return key;
  for (let number = taken.size; ; number++) if (!taken.has(`${first}-${number}`)) return `${first}-${number}`;
}

/**
 * The items of a bibliography file. An entry without a key of its own, or with one that another before it has, is given one by its work, so that no
 * entry is lost; the second is told.
 */
export function itemsOf(entries: readonly Entry[], file: string): Rows<LibraryItem> {
  const taken = new Set(entries.map(({ value }) => keyOf(value) ?? ''));
  const used = new Set(['']);
  const told: FileProblem[] = [];
  const tell = ({ name, start, end }: Entry, key: string, id: string): void => {
    const message = l10n.t('{0} of {1} has the key “{2}”, as another before it has. It is used as “{3}”; give it a key of its own there.', name, file, key, id);
    told.push({ code: 'item-invalid', message, file, start, end });
  };
  const keyed = entries.map((entry): Entry => {
    const { value } = entry;
    const key = keyOf(value) ?? '';
    if (!used.has(key) || !isObject(value)) {
      used.add(key);
      return entry;
    }
    const parsed = z.safeParse(itemSchema, { ...value, id: key });
    if (!parsed.success) return { ...entry, value: { ...value, id: key } };
    const id = freeKey(takeItem(parsed.data), taken);
    taken.add(id);
    if (key !== '') tell(entry, key, id);
    return { ...entry, value: { ...value, id } };
  });
  const rows = takeRows(keyed, file, itemSchema, takeItem);
  return { ...rows, problems: [...told, ...rows.problems].sort((a, b) => a.start - b.start) };
}

/** Reads CSL-JSON; a file that is empty, or not there, has no rows. */
export const readItems = (content: string | null, file: string): ListedRows<LibraryItem> =>
  readRows(content, file, itemSchema, takeItem);

/** Reads claims.json. */
export const readClaims = (content: string | null, file: string): ListedRows<Claim> => readRows(content, file, claimSchema, (row) => row as Claim);

/** Rows as a file holds them, in their order, entries that are not valid at the end. */
export const writtenRows = <Row>(rows: readonly Row[], { verbatim, kept }: Pick<Rows<Row>, 'verbatim' | 'kept'>): unknown[] =>
  [...rows.map((row) => verbatim.get(row) ?? row), ...kept];

/** Keys that entries hold which are not valid: no other entry may be given them. */
export const keptKeys = (rows: Pick<Rows<unknown>, 'kept'>): string[] => rows.kept.map(keyOf).filter((key) => key !== null);
