import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import type { FileProblem } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import { citeKeys } from '../citeKey.js';
import { claimSchema, provenanceSchema, type Claim, type LibraryItem } from '../library.js';
import { readJson, type ReadJson } from './json.js';
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

/** What a value of a file is: a row, or why it is none. */
type Checked<Row> = { row: Row } | { why: string };

interface Kind<Row> {
  schema: z.ZodMiniType;
  take(row: unknown): Row;
}

function checked<Row>(value: unknown, { schema, take }: Kind<Row>): Checked<Row> {
  if (isTooDeep(value)) return { why: l10n.t('it is nested too deeply') };
  const parsed = z.safeParse(schema, value);
  return parsed.success ? { row: take(value) } : { why: whereInvalid(parsed.error) };
}

function takeRows<Row extends { id: string }>(entries: Iterable<Entry>, file: string, check: (value: unknown) => Checked<Row>): Rows<Row> {
  const result = emptyRows<Row>();
  const keys = new Set<string>();
  for (const { value, name, start, end } of entries) {
    const found = check(value);
    const key = keyOf(value);
    const fresh = key !== null && !keys.has(key);
    if (key !== null) keys.add(key);
    if ('row' in found && fresh) {
      result.rows.push(found.row);
      if (found.row !== value) result.verbatim.set(found.row, value);
      continue;
    }
    result.kept.push(value);
    const why = 'why' in found ? found.why : l10n.t('another entry before it has the same id');
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

/** The texts of the entries of a list as `writeJson` lays it out; null where it is laid out otherwise. */
function entryTexts(text: string): string[] | null {
  if (!text.startsWith('[\n  ') || !text.endsWith('\n]\n')) return null;
  // no string holds a new line, and what is cut within an entry can't be parsed
  return text.slice('[\n  '.length, -'\n]\n'.length).split(/,\n {2}(?=\S)/);
}

/**
 * Reads a file of Ibid's again and again, as it changes: an entry with the words it had last time is the very same row, so that what is made of rows need
 * not be made anew. Rows must not be altered.
 */
class ListReader<Row extends { id: string }> {
  /** What was read last. */
  private last: { content: string; file: string; rows: ListedRows<Row> } | null = null;
  /** The entries of the last text that was laid out so, and their values. */
  private entries: { texts: readonly string[]; values: readonly unknown[] } = { texts: [], values: [] };
  private readonly valid = new WeakMap<object, { row: Row }>();

  constructor(private readonly kind: Kind<Row>) {}

  read(content: string | null, file: string): ListedRows<Row> {
    if (content === null || content.replace('\ufeff', '').trim() === '') return { ...emptyRows(), values: null };
    if (this.last?.content === content && this.last.file === file) return this.last.rows;
    const rows = this.readAnew(content, file);
    // problems are told in the language of the moment
    this.last = rows.problems.length === 0 ? { content, file, rows } : null;
    return rows;
  }

  private readAnew(content: string, file: string): ListedRows<Row> {
    const { value, fault } = this.parsed(content);
    if (fault || !Array.isArray(value)) {
      const why = fault
        ? l10n.t('{0} can’t be read: line {1}, column {2}: {3}.', file, fault.line, fault.column, fault.message)
        : l10n.t('{0} can’t be read: it should be a list in square brackets.', file);
      const message = l10n.t('{0} It was left as it is, and nothing was written over it. Mend it there, or move the file away, and import again.', why);
      return { ...brokenFile(file, message, fault?.offset), values: null };
    }
    return { ...this.rowsOf(value, content, file), values: value };
  }

  private parsed(content: string): ReadJson {
    const texts = entryTexts(content);
    if (texts === null) return readJson(content);
    const known = new Map(this.entries.texts.map((text, index) => [text, this.entries.values[index]]));
    try {
      const values = texts.map((text) => (known.size > 0 ? known.get(text) : undefined) ?? (JSON.parse(text) as unknown));
      this.entries = { texts, values };
      return { value: values, fault: null };
    } catch {
      return readJson(content);
    }
  }

  private rowsOf(values: readonly unknown[], content: string, file: string): Rows<Row> {
    const check = (value: unknown): Checked<Row> => this.checked(value);
    const rows = takeRows(values.map((value) => ({ value, name: '', start: 0, end: 0 })), file, check);
    if (rows.problems.length === 0) return rows;
    // which entries they are, and where they stand, is only found out where something is to be told
    const spans = objectsOf(content);
    const places = spans.length === values.length ? spans : values.map(() => ({ start: 0, end: 0 }));
    return takeRows(values.map((value, index): Entry => ({ value, name: l10n.t('Entry {0}', index + 1), ...places[index]! })), file, check);
  }

  private checked(value: unknown): Checked<Row> {
    const known = isObject(value) ? this.valid.get(value) : undefined;
    const found = known ?? checked(value, this.kind);
    if (isObject(value) && 'row' in found) this.valid.set(value, found);
    return found;
  }
}

const takeItem = (row: unknown): LibraryItem => withOneKindOfNumber(row as z.infer<typeof itemSchema>);
const itemKind: Kind<LibraryItem> = { schema: itemSchema, take: takeItem };

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
  const rows = takeRows(keyed, file, (value) => checked(value, itemKind));
  return { ...rows, problems: [...told, ...rows.problems].sort((a, b) => a.start - b.start) };
}

const itemList = new ListReader(itemKind);
const claimList = new ListReader<Claim>({ schema: claimSchema, take: (row) => row as Claim });

/** Reads CSL-JSON; a file that is empty, or not there, has no rows. */
export const readItems = (content: string | null, file: string): ListedRows<LibraryItem> => itemList.read(content, file);

/** Reads claims.json. */
export const readClaims = (content: string | null, file: string): ListedRows<Claim> => claimList.read(content, file);

/** Rows as a file holds them, in their order, entries that are not valid at the end. */
export const writtenRows = <Row>(rows: readonly Row[], { verbatim, kept }: Pick<Rows<Row>, 'verbatim' | 'kept'>): unknown[] =>
  [...rows.map((row) => verbatim.get(row) ?? row), ...kept];

/** Keys that entries hold which are not valid: no other entry may be given them. */
export const keptKeys = (rows: Pick<Rows<unknown>, 'kept'>): string[] => rows.kept.map(keyOf).filter((key) => key !== null);
