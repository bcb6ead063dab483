import type { ReadSource, Mention } from '../citations/source.js';
import type { Confidence, CslFields } from '../csl.js';
import { canonical, digest } from './digest.js';
import type { LibraryItem, Provenance } from './library.js';

/** What one source says of one work. */
export interface Reading {
  file: string;
  fields: CslFields;
  confidence: Confidence;
  mentions: readonly Mention[];
}

/** One value for a field, with who gave it. */
interface Offer {
  value: unknown;
  confidence: number;
  file: string;
}

type Fields = Record<string, unknown>;

/** The order in which an item's fields stand in the files: what a reader looks for first comes first; all others after, as they were. */
const fieldOrder = [
  'type', 'author', 'title', 'title-short', 'editor', 'translator', 'container-author', 'container-title', 'collection-editor',
  'collection-title', 'collection-number', 'edition', 'volume', 'issue', 'number', 'genre', 'medium', 'event-title', 'event-place',
  'event-date', 'publisher', 'publisher-place', 'authority', 'issued', 'original-date', 'page', 'archive', 'archive_location', 'DOI',
  'ISBN', 'ISSN', 'URL', 'accessed', 'language', 'abstract', 'note',
];
const placeOf = new Map(fieldOrder.map((field, index) => [field, index]));

/** What an item holds beside the fields of its work. */
const notFields = new Set(['id', 'custom']);
const unsureOfItself = 0.5;

const fieldsOf = (item: LibraryItem): Fields => Object.fromEntries(Object.entries(item).filter(([field]) => !notFields.has(field)));

export const provenanceOf = (item: LibraryItem): Provenance | undefined => item.custom?.ibid;

/** The key by which Ibid knows the item, whatever a person has renamed it to. */
export const ownKey = (item: LibraryItem): string => provenanceOf(item)?.key ?? item.id;

/** A person's own entry: Ibid has read none of its fields, and alters none. */
export const isPersons = (item: LibraryItem): boolean => Object.keys(provenanceOf(item)?.read ?? {}).length === 0;

/** Longer names, dates to the day and whole titles tell more than short ones. */
function completeness(value: unknown): number {
  if (typeof value === 'string') return value.length;
  return canonical(value).length;
}

/** Sure, likely, doubtful: within one of these the more complete value is the better one. */
const grade = (confidence: number): number => Math.floor(Math.min(confidence, 0.99) * 4);

/** Whether `a` is the better value; a total order, so that the order of the sources does not matter. */
function better(a: Offer, b: Offer): boolean {
  const ranks = (offer: Offer): number[] => [grade(offer.confidence), completeness(offer.value), offer.confidence];
  const [ours, theirs] = [ranks(a), ranks(b)];
  const at = ours.findIndex((rank, index) => rank !== theirs[index]);
  return at >= 0 ? ours[at]! > theirs[at]! : a.file < b.file;
}

class Offers {
  readonly best = new Map<string, Offer>();

  add(field: string, offer: Offer): void {
    const held = this.best.get(field);
    if (!held || better(offer, held)) this.best.set(field, offer);
  }
}

/** Where a field that stands in the library was read. */
function fileOf(provenance: Provenance, field: string): string {
  return provenance.readIn?.[field] ?? provenance.from[0]?.file ?? provenance.source?.file ?? '';
}

/** The fields that a person has changed, put in or taken out: they are no longer Ibid's to write. */
function editedFields(fields: Fields, provenance: Provenance): Set<string> {
  const named = new Set([...Object.keys(fields), ...Object.keys(provenance.read)]);
  return new Set([...named].filter((field) => !(field in fields) || provenance.read[field] !== digest(fields[field])));
}

/** Fresh values of the sources read now, against what the library holds from the sources that were not. */
function gather(readings: readonly Reading[], held: Fields, provenance: Provenance | undefined): Offers {
  const offers = new Offers();
  for (const { fields, confidence, file } of readings) {
    for (const [field, value] of Object.entries(fields) as [keyof Confidence, unknown][]) {
      // "document" only says that no type was found
      const sure = value === 'document' ? 0 : (confidence[field] ?? unsureOfItself);
      if (value !== undefined) offers.add(field, { value, confidence: sure, file });
    }
  }
  if (!provenance) return offers;
  const readNow = new Set(readings.map((reading) => reading.file));
  const wholly = provenance.from.every((mention) => readNow.has(mention.file));
  for (const [field, value] of Object.entries(held)) {
    const file = fileOf(provenance, field);
    const superseded = readNow.has(file) && (wholly || offers.best.has(field));
    if (!superseded) offers.add(field, { value, confidence: provenance.confidence[field] ?? unsureOfItself, file });
  }
  return offers;
}

function mentionsOf(readings: readonly Reading[], provenance: Provenance | undefined): Provenance['from'] {
  const readNow = new Set(readings.map((reading) => reading.file));
  const fresh = readings.flatMap(({ file, mentions }) =>
    mentions.map(({ start, end, text, note }) => ({ file, start, end, text, ...(note === null ? {} : { note }) })),
  );
  return [...fresh, ...(provenance?.from ?? []).filter((mention) => !readNow.has(mention.file))];
}

/** First the source that most of the fields were read from, then by file; within one, as the source gave them. */
function inOrder(from: Provenance['from'], offers: Offers): Provenance['from'] {
  const given = new Map<string, number>();
  for (const { file } of offers.best.values()) given.set(file, (given.get(file) ?? 0) + 1);
  const rank = (file: string): number => -(given.get(file) ?? 0);
  return [...from].sort((a, b) => rank(a.file) - rank(b.file) || (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}

/** An item of the library, or one that is to be, with all that is known of it now. */
export interface Work {
  /** As it stands in the library; null for a new one. */
  before: LibraryItem | null;
  readings: Reading[];
  source: ReadSource | null;
}

/** What is best known of a work before it has a key. */
export function bestFields(work: Work): CslFields {
  const offers = gather(work.readings, {}, undefined);
  return { type: 'document', ...Object.fromEntries([...offers.best].map(([field, offer]) => [field, offer.value])) } as CslFields;
}

/**
 * The item that a work's readings make of what stood in the library. What a person wrote, or took away, stays so; each other field is
 * the best that any source gives.
 *
 * @param key Ibid's own key for it
 */
export function itemOf(work: Work, key: string, source: Provenance['source']): LibraryItem {
  const before = work.before;
  const provenance = before ? provenanceOf(before) : undefined;
  if (before && isPersons(before)) return source ? withSource(before, key, source) : before;
  const held = before ? fieldsOf(before) : {};
  const edited = provenance ? editedFields(held, provenance) : new Set<string>();
  const unedited = Object.fromEntries(Object.entries(held).filter(([field]) => !edited.has(field)));
  const offers = gather(work.readings, unedited, provenance);
  for (const field of edited) offers.best.delete(field);

  const from = inOrder(mentionsOf(work.readings, provenance), offers);
  const main = from[0]?.file ?? source?.file;
  const read: Record<string, string> = {};
  const confidence: Record<string, number> = {};
  const readIn: Record<string, string> = {};
  const fields: Fields = {};
  for (const field of edited) {
    if (field in held) fields[field] = held[field];
    if (provenance?.read[field] !== undefined) read[field] = provenance.read[field];
  }
  for (const [field, offer] of offers.best) {
    fields[field] = offer.value;
    read[field] = digest(offer.value);
    confidence[field] = Math.round(offer.confidence * 100) / 100;
    if (offer.file !== main) readIn[field] = offer.file;
  }
  const ibid: Provenance = { ...provenance, key, confidence: inFieldOrder(confidence), read: inFieldOrder(read), from };
  if (source) ibid.source = source;
  if (Object.keys(readIn).length > 0) ibid.readIn = inFieldOrder(readIn);
  else delete ibid.readIn;
  return { id: before?.id ?? key, ...inFieldOrder(fields), custom: { ...before?.custom, ibid } } as LibraryItem;
}

function inFieldOrder<Value>(record: Record<string, Value>): Record<string, Value> {
  const place = (field: string): number => placeOf.get(field) ?? fieldOrder.length;
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => place(a) - place(b)));
}

/** A person's own entry for a source keeps all it holds; beside it stands only what was read from the source. */
function withSource(item: LibraryItem, key: string, source: NonNullable<Provenance['source']>): LibraryItem {
  const ibid = provenanceOf(item) ?? { key, confidence: {}, read: {}, from: [] };
  return { ...item, custom: { ...item.custom, ibid: { ...ibid, source } } };
}
