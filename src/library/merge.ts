import * as l10n from '@vscode/l10n';
import type { ReadClaim, ReadSource } from '../citations/source.js';
import { append } from '../text/multimap.js';
import type { FileProblem } from '../text/problem.js';
import { citeKeys } from './citeKey.js';
import { mergeClaims, type OwnKeysOf } from './claims.js';
import { canonical } from './digest.js';
import type { KeyFormula } from './keyFormula.js';
import type { Claim, Library, LibraryItem, Provenance } from './library.js';
import { bestFields, claimKeysOf, itemOf, keysOf, ownKey, provenanceOf, type Work } from './readings.js';
import { Works, type Part } from './works.js';

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
  const renamed = (one: LibraryItem): LibraryItem => underNewNames(one, names);
  if (provenance.merged) ibid.merged = provenance.merged.map((one) => ({ ...one, item: renamed(one.item as LibraryItem), into: renamed(one.into as LibraryItem) }));
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
  const present = new Set(items.flatMap(keysOf));
  const given = items.flatMap((item) => provenanceOf(item)?.source?.references ?? []);
  return new Set(given.filter((key) => !present.has(key)));
}

/** Ibid's key of each work, and which of them a person has taken out of the library. */
export interface Keys {
  of: Map<Work, string>;
  deleted: Set<Work>;
}

/** The keys that a new item may have, best first: those it has in bibliographies that it is taken over from come before Ibid's. */
function* wishedKeys(work: Work, deleted: ReadonlySet<string>, formula: KeyFormula | undefined): Generator<string, void> {
  for (const { entry } of work.readings) if (entry) yield entry.id;
  const fields = bestFields(work);
  const [own] = citeKeys(fields);
  // a work that was deleted before a person set a formula is known by the key it had
  if (formula && deleted.has(own!)) yield own!;
  yield* citeKeys(fields, formula);
}

export function giveKeys(works: readonly Work[], items: readonly LibraryItem[], reserved: Iterable<string>, formula?: KeyFormula): Keys {
  const keys: Keys = { of: new Map(), deleted: new Set() };
  const deleted = deletedKeys(items);
  const taken = new Set([...reserved, ...items.flatMap(keysOf)]);
  for (const work of works) {
    if (work.before) keys.of.set(work, ownKey(work.before));
    else for (const key of wishedKeys(work, deleted, formula)) {
      const isWanted = work.source !== null || work.readings.some(({ entry }) => entry);
      if (deleted.has(key) && !isWanted) keys.deleted.add(work);
      else if (taken.has(key) || (deleted.has(key) && work.source)) continue;
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
    message: l10n.t('{0} was deleted from the library, but is still cited here. It stays deleted; to have it back, add an entry with this key to references.json and import again.', key),
    file,
    start: mentions[0]?.start ?? 0,
    end: mentions[0]?.end ?? 0,
  }));
}

/** Sources that works of the library were read from, and whose own items are gone. */
function deletedSources(items: readonly LibraryItem[], sources: readonly ReadSource[], works: Works): ReadSource[] {
  const readFrom = new Set(items.flatMap((item) => provenanceOf(item)?.from ?? []).filter(({ key }) => key === undefined).map(({ file }) => file));
  return sources.filter(({ file, item }) => readFrom.has(file) && !works.ofSource(file, item));
}

const deletedSource = ({ file, item }: ReadSource): FileProblem => ({
  code: 'item-deleted',
  message: l10n.t('This source’s own entry (“{0}”) was deleted from the library, so the source was not read into it again; what it said before stays. To have it back, add an entry with its title to references.json and import again.', item.title ?? file),
  file,
  start: 0,
  end: 0,
});

/** Claims whose item a person has given another key, or merged with another, go with it. */
export function followRenamed(claims: readonly Claim[], items: readonly LibraryItem[]): Claim[] {
  const present = new Set(items.map((item) => item.id));
  const renamed = new Map(items.flatMap((item) => keysOf(item).filter((key) => !present.has(key)).map((key) => [key, item.id])));
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
  cited: Part[][];
}

/** Sources first, so that one that is also cited is one item. */
function place(works: Works, sources: readonly ReadSource[]): Placed[] {
  const placed = sources.map((source) => ({ source, self: works.addSource(source) }));
  return placed.map(({ source, self }) => ({ source, self, cited: source.works.map((cited) => works.addCited(source.file, cited)) }));
}

function groupBySource(claims: readonly Claim[], ownKeysOf: OwnKeysOf): Map<string, Claim[]> {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) append(groups, ownKeysOf(claim.source.reference)[0]!, claim);
  return groups;
}

type SourceRecord = NonNullable<Provenance['source']>;

const recordOf = (work: Work): SourceRecord | undefined => work.before?.custom?.ibid?.source;
const idOf = (work: Work, keys: Keys): string => work.before?.id ?? keys.of.get(work)!;

/** What a claim refers to; a source that cites itself makes the claim itself. */
function referenceOf(claim: ReadClaim, { self, cited }: Placed, keys: Keys): { reference: string | null; deleted: boolean } {
  const parts = claim.work === null ? [] : (cited[claim.work] ?? []);
  const { work } = parts.find(({ mentions }) => mentions.some(({ note }) => note === claim.marker.label)) ?? parts[0] ?? {};
  if (!work || work === self) return { reference: null, deleted: false };
  return { reference: idOf(work, keys), deleted: keys.deleted.has(work) };
}

/** The keys a source cites, and those it cited once that a person has since deleted. A work that was merged stays known by the key it was cited under. */
function referencesOf({ self, cited }: Placed, keys: Keys, present: ReadonlySet<string>): string[] {
  const known = recordOf(self)?.references ?? [];
  const keysNow = (work: Work): string[] => {
    const before = work.before ? keysOf(work.before).filter((key) => known.includes(key)) : [];
    return before.length > 0 ? before : [keys.of.get(work)!];
  };
  return [...new Set([...cited.flat().flatMap(({ work }) => keysNow(work)), ...known.filter((key) => !present.has(key))])];
}

function mergeAllClaims(placed: readonly Placed[], library: Library, keys: Keys): { claims: Claim[]; records: Map<Work, SourceRecord> } {
  const own = new Map([...keys.of].map(([work, key]) => [idOf(work, keys), work.before ? claimKeysOf(work.before) : [key]]));
  const ownKeysOf: OwnKeysOf = (key) => own.get(key) ?? [key];
  const groups = groupBySource(followRenamed(library.claims, library.items), ownKeysOf);
  const records = new Map<Work, SourceRecord>();
  const present = new Set([...keys.of.values(), ...library.items.flatMap(keysOf)]);
  for (const one of placed) {
    const { source, self } = one;
    const read = source.claims.map((claim) => ({ claim, ...referenceOf(claim, one, keys) }));
    const record = recordOf(self);
    const ofSource = { reference: idOf(self, keys), file: source.file, read, known: record?.claims ?? [] };
    const { claims, known } = mergeClaims(ofSource, groups.get(keys.of.get(self)!) ?? [], ownKeysOf);
    groups.set(keys.of.get(self)!, claims);
    const { file, digest, version } = source;
    records.set(self, { ...record, file, digest, version, references: referencesOf(one, keys, present), claims: known });
  }
  return { claims: [...groups.values()].flat().sort(byPlace), records };
}

/** Claims in the order of claims.json. */
export function byPlace(a: Claim, b: Claim): number {
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
/** The items of works that no one deleted, in the order of their keys. */
export function itemsNow(works: readonly Work[], keys: Keys, records: ReadonlyMap<Work, SourceRecord> = new Map(), names: ReadonlyMap<string, string> = new Map()): LibraryItem[] {
  return works.filter((work) => !keys.deleted.has(work)).map((work) => itemNow(work, keys, records, names)).sort((a, b) => byText(a.id, b.id));
}

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
 * @param formula by which new items have their keys; those that have one keep it
 */
export function merge(
  library: Library,
  sources: readonly ReadSource[],
  reserved: Iterable<string> = [],
  renamed: ReadonlyMap<string, string> = new Map(),
  formula?: KeyFormula,
): Merged {
  const fresh = withoutCopies(sources);
  const moved = new Map([...renamed, ...movedFiles(library.items, fresh)]);
  const works = new Works(library.items, moved);
  const deleted = new Set(deletedSources(library.items, fresh, works));
  const placed = place(works, fresh.filter((source) => !deleted.has(source)));
  const keys = giveKeys(works.all, library.items, reserved, formula);
  const names = new Map([...moved].map(([now, before]) => [before, now]));
  const { claims, records } = mergeAllClaims(placed, { items: library.items, claims: claimsUnder(library.claims, names) }, keys);
  const after = { items: itemsNow(works.all, keys, records, names), claims };
  return {
    library: after,
    problems: [...[...deleted].map(deletedSource), ...[...keys.deleted].flatMap((work) => deletedProblems(keys.of.get(work)!, work))],
    summary: summarise(library, after),
  };
}
