import type { ReadClaim, ReadSource, Work as CitedWork } from '../citations/source.js';
import { append } from '../text/multimap.js';
import type { FileProblem } from '../text/problem.js';
import { citeKeys } from './citeKey.js';
import { mergeClaims, type OwnKeyOf } from './claims.js';
import { canonical } from './digest.js';
import type { Claim, Library, LibraryItem, Provenance } from './library.js';
import { bestFields, itemOf, ownKey, provenanceOf, type Reading, type Work } from './readings.js';
import { sameWork, WorkIndex } from '../references/sameWork.js';

/** What an import did to a library. */
export interface MergeSummary {
  newItems: number;
  changedItems: number;
  newClaims: number;
  removedClaims: number;
}

export interface Merged {
  library: Library;
  problems: FileProblem[];
  summary: MergeSummary;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Of copies of one text the first counts; else its every claim would stand twice. */
function withoutCopies(sources: readonly ReadSource[]): ReadSource[] {
  const seen = new Set<string>();
  return [...sources]
    .sort((a, b) => byText(a.file, b.file))
    .filter(({ digest }) => !seen.has(digest) && seen.add(digest));
}

/** Whether one of this import's works is already known to be made of these words: "(Clarke and Jackson 2020)" may be two works. */
const isReadFrom = (work: Work, file: string, text: string): boolean =>
  work.readings.some((reading) => reading.file === file && reading.mentions.some((mention) => mention.text === text));

/** Of works made from the same words, the one that is most like what was read of them now. */
function likeliest(works: readonly Work[], cited: CitedWork): Work {
  const [key] = citeKeys(cited.item);
  const likeness = ({ before }: Work): number => (before && ownKey(before) === key ? 1 : before ? sameWork(before, cited.item) : 0);
  return works.reduce((best, work) => (likeness(work) > likeness(best) ? work : best));
}

/** The works of the library and of the sources, each once. */
class Works {
  readonly all: Work[] = [];
  private readonly index = new WorkIndex<Work>();
  private readonly bySource = new Map<string, Work>();
  private readonly byWords = new Map<string, Work[]>();

  /** @param moved the name a file had before, by its name now */
  constructor(items: readonly LibraryItem[], private readonly moved: ReadonlyMap<string, string>) {
    for (const item of items) this.hold(item);
  }

  private hold(item: LibraryItem): void {
    const work: Work = { before: item, readings: [], source: null };
    const provenance = provenanceOf(item);
    this.all.push(work);
    this.index.add(work, item);
    if (provenance?.source) this.bySource.set(provenance.source.file, work);
    for (const { file, text } of provenance?.from ?? []) {
      append(this.byWords, `${file}\n${text}`, work);
    }
  }

  private fileBefore(file: string): string {
    return this.moved.get(file) ?? file;
  }

  private add(): Work {
    const work: Work = { before: null, readings: [], source: null };
    this.all.push(work);
    return work;
  }

  addSource(source: ReadSource): Work {
    const { file, item, confidence } = source;
    const reading: Reading = { file, fields: item, confidence, mentions: [] };
    const found = this.bySource.get(this.fileBefore(file)) ?? this.notASource(this.index.find(item));
    const work = found ?? this.add();
    work.source = source;
    return this.read(work, reading);
  }

  /** An item stands for one source at most: two files that tell of the same article are two sources. */
  private notASource(work: Work | null): Work | null {
    return work && !work.source && !work.before?.custom?.ibid?.source ? work : null;
  }

  addCited(file: string, cited: CitedWork): Work {
    const reading: Reading = { file, fields: cited.item, confidence: cited.confidence, mentions: cited.mentions };
    return this.read(this.readBefore(file, cited) ?? this.index.find(cited.item) ?? this.add(), reading);
  }

  /** The item made from the same words at the last import, so that neither a new key nor a new title hides it. */
  private readBefore(file: string, cited: CitedWork): Work | undefined {
    for (const { text } of cited.mentions) {
      const works = (this.byWords.get(`${this.fileBefore(file)}\n${text}`) ?? []).filter((work) => !isReadFrom(work, file, text));
      if (works.length > 0) return likeliest(works, cited);
    }
    return undefined;
  }

  private read(work: Work, reading: Reading): Work {
    work.readings.push(reading);
    this.index.add(work, reading.fields);
    return work;
  }
}

/** The names that files had at the last import, by their names now: the same bytes under a name that the library does not know. */
function movedFiles(items: readonly LibraryItem[], sources: readonly ReadSource[]): Map<string, string> {
  const byDigest = new Map<string, string>();
  const known = new Set<string>();
  for (const item of items) {
    const source = provenanceOf(item)?.source;
    if (!source) continue;
    known.add(source.file);
    byDigest.set(source.digest, source.file);
  }
  const readNow = new Set(sources.map((source) => source.file));
  const moved = new Map<string, string>();
  for (const { file, digest } of sources) {
    const before = byDigest.get(digest);
    if (before !== undefined && !known.has(file) && !readNow.has(before)) moved.set(file, before);
  }
  return moved;
}

/** The same item with the files it was read from under their names now. */
function underNewNames(item: LibraryItem, names: ReadonlyMap<string, string>): LibraryItem {
  const provenance = provenanceOf(item);
  if (!provenance || names.size === 0) return item;
  const now = (file: string): string => names.get(file) ?? file;
  const ibid: Provenance = { ...provenance, from: provenance.from.map((mention) => ({ ...mention, file: now(mention.file) })) };
  if (provenance.readIn) ibid.readIn = Object.fromEntries(Object.entries(provenance.readIn).map(([field, file]) => [field, now(file)]));
  if (provenance.source) ibid.source = { ...provenance.source, file: now(provenance.source.file) };
  return { ...item, custom: { ...item.custom, ibid } };
}

/** The same claims with their sources under their names now. */
function claimsUnder(claims: readonly Claim[], names: ReadonlyMap<string, string>): Claim[] {
  return claims.map((claim) => {
    const file = names.get(claim.source.file);
    return file === undefined ? claim : { ...claim, source: { ...claim.source, file } };
  });
}

/** Keys that were given once and whose items are gone: a person deleted them. */
function deletedKeys(items: readonly LibraryItem[]): Set<string> {
  const present = new Set(items.flatMap((item) => [item.id, ownKey(item)]));
  const given = items.flatMap((item) => provenanceOf(item)?.source?.references ?? []);
  return new Set(given.filter((key) => !present.has(key)));
}

/** Ibid's key of each work, and which of them a person has taken out of the library. */
interface Keys {
  of: Map<Work, string>;
  deleted: Set<Work>;
}

function giveKeys(works: readonly Work[], items: readonly LibraryItem[], reserved: Iterable<string>): Keys {
  const keys: Keys = { of: new Map(), deleted: new Set() };
  const deleted = deletedKeys(items);
  const taken = new Set([...reserved, ...items.flatMap((item) => [item.id, ownKey(item)])]);
  for (const work of works) {
    if (work.before) keys.of.set(work, ownKey(work.before));
    else for (const key of citeKeys(bestFields(work))) {
      if (deleted.has(key) && !work.source) keys.deleted.add(work);
      else if (taken.has(key) || deleted.has(key)) continue;
      taken.add(key);
      keys.of.set(work, key);
      break;
    }
  }
  return keys;
}

function deletedProblems(key: string, work: Work): FileProblem[] {
  return work.readings.map(({ file, mentions }) => ({
    code: 'item-deleted',
    message: `${key} was deleted from the library, but is still cited here. It stays deleted; to have it back, add an entry with this key to references.json and import again.`,
    file,
    start: mentions[0]?.start ?? 0,
    end: mentions[0]?.end ?? 0,
  }));
}

/** Claims whose item a person has given another key go with it. */
function followRenamed(claims: readonly Claim[], items: readonly LibraryItem[]): Claim[] {
  const present = new Set(items.map((item) => item.id));
  const renamed = new Map(items.filter((item) => !present.has(ownKey(item))).map((item) => [ownKey(item), item.id]));
  if (renamed.size === 0) return [...claims];
  return claims.map((claim) => {
    const reference = claim.reference === null ? null : (renamed.get(claim.reference) ?? claim.reference);
    const source = renamed.get(claim.source.reference) ?? claim.source.reference;
    if (reference === claim.reference && source === claim.source.reference) return claim;
    return { ...claim, reference, source: { ...claim.source, reference: source } };
  });
}

/** One source of this import, with the works it was found to be and to cite. */
interface Placed {
  source: ReadSource;
  self: Work;
  cited: Work[];
}

/** Sources first, so that one that is also cited is one item. */
function place(works: Works, sources: readonly ReadSource[]): Placed[] {
  const placed = sources.map((source) => ({ source, self: works.addSource(source) }));
  return placed.map(({ source, self }) => ({ source, self, cited: source.works.map((cited) => works.addCited(source.file, cited)) }));
}

function groupBySource(claims: readonly Claim[], ownKeyOf: OwnKeyOf): Map<string, Claim[]> {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) append(groups, ownKeyOf(claim.source.reference), claim);
  return groups;
}

type SourceRecord = NonNullable<Provenance['source']>;

const recordOf = (work: Work): SourceRecord | undefined => work.before?.custom?.ibid?.source;
const idOf = (work: Work, keys: Keys): string => work.before?.id ?? keys.of.get(work)!;

/** What a claim refers to; a source that cites itself makes the claim itself. */
function referenceOf(claim: ReadClaim, { self, cited }: Placed, keys: Keys): { reference: string | null; deleted: boolean } {
  const work = claim.work === null ? undefined : cited[claim.work];
  if (!work || work === self) return { reference: null, deleted: false };
  return { reference: idOf(work, keys), deleted: keys.deleted.has(work) };
}

/** The keys a source cites, and those it cited once that a person has since deleted. */
function referencesOf({ self, cited }: Placed, keys: Keys, present: ReadonlySet<string>): string[] {
  const deleted = (recordOf(self)?.references ?? []).filter((key) => !present.has(key));
  return [...new Set([...cited.map((work) => keys.of.get(work)!), ...deleted])];
}

function mergeAllClaims(placed: readonly Placed[], library: Library, keys: Keys): { claims: Claim[]; records: Map<Work, SourceRecord> } {
  const own = new Map([...keys.of].map(([work, key]) => [idOf(work, keys), key]));
  const ownKeyOf: OwnKeyOf = (key) => own.get(key) ?? key;
  const groups = groupBySource(followRenamed(library.claims, library.items), ownKeyOf);
  const records = new Map<Work, SourceRecord>();
  const present = new Set(keys.of.values());
  for (const one of placed) {
    const { source, self } = one;
    const read = source.claims.map((claim) => ({ claim, ...referenceOf(claim, one, keys) }));
    const record = recordOf(self);
    const ofSource = { reference: idOf(self, keys), file: source.file, read, known: record?.claims ?? [] };
    const { claims, known } = mergeClaims(ofSource, groups.get(keys.of.get(self)!) ?? [], ownKeyOf);
    groups.set(keys.of.get(self)!, claims);
    const { file, digest, version } = source;
    records.set(self, { ...record, file, digest, version, references: referencesOf(one, keys, present), claims: known });
  }
  return { claims: [...groups.values()].flat().sort(byPlace), records };
}

function byPlace(a: Claim, b: Claim): number {
  return byText(a.source.file, b.source.file) || a.source.start - b.source.start || a.source.end - b.source.end || byText(a.id, b.id);
}

/** The item of a work as it is now: the very same object where nothing changed. */
function itemNow(work: Work, keys: Keys, records: ReadonlyMap<Work, SourceRecord>, names: ReadonlyMap<string, string>): LibraryItem {
  const { before } = work;
  const renamed = before && underNewNames(before, names);
  const item = work.readings.length === 0 ? renamed! : itemOf({ ...work, before: renamed }, keys.of.get(work)!, records.get(work));
  return before && isEqual(before, item) ? before : item;
}

const isEqual = (a: unknown, b: unknown): boolean => a === b || canonical(a) === canonical(b);
const withoutProvenance = (item: LibraryItem): unknown => ({ ...item, custom: undefined });

/** What came of one or of several imports. */
export function summarise(before: Library, after: Library): MergeSummary {
  const items = new Map(before.items.map((item) => [item.id, item]));
  const changed = after.items.filter((item) => {
    const held = items.get(item.id);
    return held && held !== item && !isEqual(withoutProvenance(held), withoutProvenance(item));
  });
  const [claimsBefore, claimsAfter] = [before, after].map((library) => new Set(library.claims.map((claim) => claim.id)));
  return {
    newItems: after.items.filter((item) => !items.has(item.id)).length,
    changedItems: changed.length,
    newClaims: [...claimsAfter!].filter((id) => !claimsBefore!.has(id)).length,
    removedClaims: [...claimsBefore!].filter((id) => !claimsAfter!.has(id)).length,
  };
}

/**
 * Puts what was read into a library. Never takes back what a person did: their entries, fields, keys and claims stay as they are, what
 * they deleted stays deleted. What other sources said stays. The same sources give the same library again, in whatever order they come.
 *
 * @param sources each source once; those that could not be read must not be among them, or what they said before is taken back
 * @param reserved keys that no item may be given, beside those of `library`
 * @param renamed sources that were not read again, since only their names are others: the name each had before, by its name now
 */
export function merge(library: Library, sources: readonly ReadSource[], reserved: Iterable<string> = [], renamed: ReadonlyMap<string, string> = new Map()): Merged {
  const fresh = withoutCopies(sources);
  const moved = new Map([...renamed, ...movedFiles(library.items, fresh)]);
  const works = new Works(library.items, moved);
  const placed = place(works, fresh);
  const keys = giveKeys(works.all, library.items, reserved);
  const names = new Map([...moved].map(([now, before]) => [before, now]));
  const { claims, records } = mergeAllClaims(placed, { items: library.items, claims: claimsUnder(library.claims, names) }, keys);
  const present = works.all.filter((work) => !keys.deleted.has(work));
  const items = present.map((work) => itemNow(work, keys, records, names)).sort((a, b) => byText(a.id, b.id));
  const after = { items, claims };
  return {
    library: after,
    problems: [...keys.deleted].flatMap((work) => deletedProblems(keys.of.get(work)!, work)),
    summary: summarise(library, after),
  };
}
