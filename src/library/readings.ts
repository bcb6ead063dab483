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
  /** The entry of a bibliography that is taken over, where it is no source that says it. */
  entry?: LibraryItem;
}

/** One value for a field, with who gave it. */
export interface Offer {
  value: unknown;
  confidence: number;
  file: string;
  /** It stands so in a bibliography that a person took over: no reading of a source is better. */
  given: boolean;
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

export const fieldsOf = (item: LibraryItem): Fields => Object.fromEntries(Object.entries(item).filter(([field]) => !notFields.has(field)));

export const provenanceOf = (item: LibraryItem): Provenance | undefined => item.custom?.ibid;

/** The key by which Ibid knows the item, whatever a person has renamed it to. */
export const ownKey = (item: LibraryItem): string => provenanceOf(item)?.key ?? item.id;

/** All keys that lead to the item: its own, what a person renamed it to, and those of items that were merged with it. */
export function keysOf(item: LibraryItem): string[] {
  const { key = item.id, merged = [] } = provenanceOf(item) ?? {};
  if (key === item.id && merged.length === 0) return [key];
  return [...new Set([item.id, key, ...merged.flatMap((one) => keysOf(one.item as LibraryItem))])];
}

/** The keys that stand in the ids of an item's claims: its own first, those of items merged with it, that of one it was taken out of. */
export function claimKeysOf(item: LibraryItem): string[] {
  const { merged = [], apart } = provenanceOf(item) ?? {};
  return [...new Set([ownKey(item), ...merged.flatMap((one) => claimKeysOf(one.item as LibraryItem)), ...(apart === undefined ? [] : [apart])])];
}

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
  const ranks = (offer: Offer): number[] => [offer.given ? 4 : grade(offer.confidence), completeness(offer.value), offer.confidence];
  const [ours, theirs] = [ranks(a), ranks(b)];
  const at = ours.findIndex((rank, index) => rank !== theirs[index]);
  return at >= 0 ? ours[at]! > theirs[at]! : a.file < b.file;
}

export class Offers {
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

const isGiven = (provenance: Provenance, file: string): boolean => provenance.from.some((mention) => mention.file === file && mention.key !== undefined);

/** The fields that a person has changed, put in or taken out: they are no longer Ibid's to write. */
function editedFields(item: LibraryItem): Set<string> {
  const [fields, read] = [fieldsOf(item), provenanceOf(item)?.read ?? {}];
  const named = new Set([...Object.keys(fields), ...Object.keys(read)]);
  return new Set([...named].filter((field) => !(field in fields) || read[field] !== digest(fields[field])));
}

/** What the library holds of an item as it was read: all but what a person edited. */
export function heldOffers(item: LibraryItem): Map<string, Offer> {
  const provenance = provenanceOf(item);
  const edited = editedFields(item);
  const held = new Map<string, Offer>();
  for (const [field, value] of Object.entries(fieldsOf(item))) {
    if (!provenance || edited.has(field)) continue;
    const file = fileOf(provenance, field);
    held.set(field, { value, confidence: provenance.confidence[field] ?? unsureOfItself, file, given: isGiven(provenance, file) });
  }
  return held;
}

/** Who gave an item a field, or took it away. */
export interface Origin {
  by: 'person' | 'source' | 'bibliography' | 'lookup';
  /** The file, or the address of the service, where it is not a person. */
  file?: string;
  /** The words it was read from, with the note they stand in; not known of what a source says of itself. */
  words?: Provenance['from'][number];
  /** How sure it is, 0..1. */
  confidence?: number;
}

const address = /^https?:/;

/** Where a field of an item comes from; null where the item never had it. */
export function originOf(item: LibraryItem, field: string): Origin | null {
  const offer = heldOffers(item).get(field);
  if (!offer) return editedFields(item).has(field) ? { by: 'person' } : null;
  const { file, confidence, given } = offer;
  const words = provenanceOf(item)!.from.find((mention) => mention.file === file);
  return { by: given ? 'bibliography' : address.test(file) ? 'lookup' : 'source', file, confidence, ...(words ? { words } : {}) };
}

/** Fresh values of the sources read now, against what the library holds from the sources that were not. */
function gather(readings: readonly Reading[], before: LibraryItem | null): Offers {
  const offers = new Offers();
  for (const { fields, confidence, file, entry } of readings) {
    for (const [field, value] of Object.entries(fields) as [keyof Confidence, unknown][]) {
      // "document" only says that no type was found
      const sure = value === 'document' ? 0 : entry ? 1 : (confidence[field] ?? unsureOfItself);
      if (value !== undefined) offers.add(field, { value, confidence: sure, file, given: entry !== undefined && value !== 'document' });
    }
  }
  if (!before) return offers;
  const readNow = new Set(readings.map((reading) => reading.file));
  const wholly = provenanceOf(before)?.from.every((mention) => readNow.has(mention.file)) ?? true;
  for (const [field, held] of heldOffers(before)) {
    const superseded = readNow.has(held.file) && (wholly || offers.best.has(field));
    if (!superseded) offers.add(field, held);
  }
  return offers;
}

function mentionsOf(readings: readonly Reading[], provenance: Provenance | undefined): Provenance['from'] {
  const readNow = new Set(readings.map((reading) => reading.file));
  const fresh = readings.flatMap(({ file, mentions, entry }) =>
    mentions.map(({ start, end, text, note }) => ({ file, start, end, text, ...(note === null ? {} : { note }), ...(entry ? { key: entry.id } : {}) })),
  );
  return [...fresh, ...(provenance?.from ?? []).filter((mention) => !readNow.has(mention.file))];
}

/** First the source that most of the fields were read from, then by file; within one, as the source gave them. */
function inOrder(from: Provenance['from'], best: ReadonlyMap<string, Offer>): Provenance['from'] {
  const given = new Map<string, number>();
  for (const { file } of best.values()) given.set(file, (given.get(file) ?? 0) + 1);
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
  const offers = gather(work.readings, null);
  return { type: 'document', ...Object.fromEntries([...offers.best].map(([field, offer]) => [field, offer.value])) } as CslFields;
}

/** What bibliographies that were taken over hold of a work beside CSL's fields, and what the item holds already. */
function customOf({ before, readings }: Work): LibraryItem['custom'] {
  const given = readings.flatMap(({ entry }) => Object.entries(entry?.custom ?? {})).filter(([name]) => name !== 'ibid');
  return { ...Object.fromEntries(given), ...before?.custom };
}

/**
 * The item that a work's readings make of what stood in the library. What a person wrote, or took away, stays so; each other field is
 * the best that any source gives.
 *
 * @param key Ibid's own key for it
 */
export function itemOf(work: Work, key: string, source: Provenance['source']): LibraryItem {
  const { before, readings } = work;
  if (before && isPersons(before)) return source ? withSource(before, key, source) : before;
  const provenance = before ? provenanceOf(before) : undefined;
  const offers = gather(readings, before);
  const from = mentionsOf(readings, provenance);
  const ibid: Provenance = { ...provenance, key, confidence: {}, read: {}, from, ...(source ? { source } : {}) };
  return assembled({ id: before?.id ?? key, custom: { ...customOf(work), ibid } }, before ? editsOf(before) : noEdits, offers);
}

/** What a person did to the fields of an item: those that stand, and the digests of what was read where they changed or took away. */
export interface Edits {
  names: ReadonlySet<string>;
  fields: Fields;
  read: Record<string, string>;
}

const noEdits: Edits = { names: new Set(), fields: {}, read: {} };

export function editsOf(item: LibraryItem): Edits {
  const names = editedFields(item);
  const only = <Value>(record: Record<string, Value>): Record<string, Value> => Object.fromEntries(Object.entries(record).filter(([field]) => names.has(field)));
  return { names, fields: only(fieldsOf(item)), read: only(provenanceOf(item)?.read ?? {}) };
}

/** An item of what a person edited and, for all other fields, the best offers. @param bare its key and provenance, in which the fields are yet to come */
export function assembled(bare: { id: string; custom: { ibid: Provenance } }, edits: Edits, offers: Offers): LibraryItem {
  const best = new Map([...offers.best].filter(([field]) => !edits.names.has(field)));
  const { ibid: known } = bare.custom;
  const from = inOrder(known.from, best);
  const main = from[0]?.file ?? known.source?.file;
  const [fields, read, confidence, readIn] = [{ ...edits.fields }, { ...edits.read }, {} as Record<string, number>, {} as Record<string, string>];
  for (const [field, offer] of best) {
    fields[field] = offer.value;
    read[field] = digest(offer.value);
    confidence[field] = Math.round(offer.confidence * 100) / 100;
    if (offer.file !== main) readIn[field] = offer.file;
  }
  const ibid: Provenance = { ...known, confidence: inFieldOrder(confidence), read: inFieldOrder(read), from };
  if (Object.keys(readIn).length > 0) ibid.readIn = inFieldOrder(readIn);
  else delete ibid.readIn;
  return { id: bare.id, ...inFieldOrder(fields), custom: { ...bare.custom, ibid } } as LibraryItem;
}

export function inFieldOrder<Value>(record: Record<string, Value>): Record<string, Value> {
  const place = (field: string): number => placeOf.get(field) ?? fieldOrder.length;
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => place(a) - place(b)));
}

/** A person's own entry for a source keeps all it holds; beside it stands only what was read from the source. */
function withSource(item: LibraryItem, key: string, source: NonNullable<Provenance['source']>): LibraryItem {
  const ibid = provenanceOf(item) ?? { key, confidence: {}, read: {}, from: [] };
  return { ...item, custom: { ...item.custom, ibid: { ...ibid, source } } };
}
