import * as l10n from '@vscode/l10n';
import type { Confidence, CslFields } from '../csl.js';
import { citeKey } from './citeKey.js';
import { canonical } from './digest.js';
import type { Claim, Library, LibraryItem, Provenance } from './library.js';
import { assembled, claimKeysOf, editsOf, fieldsOf, heldOffers, isPersons, keysOf, Offers, ownKey, provenanceOf, type Edits, type Offer } from './readings.js';

/** What came of a decision: the library as it is then, or, in words for a person, why it can't be. */
export type Decided = { library: Library } | { refused: string };

type Merged = NonNullable<Provenance['merged']>[number];
type Mentions = Provenance['from'];

const byId = (a: LibraryItem, b: LibraryItem): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
const itemIn = ({ items }: Library, key: string): LibraryItem | undefined => items.find(({ id }) => id === key);
const noWork = (key: string): Decided => ({ refused: l10n.t('The library has no work {0}.', key) });

/** Items in place of those of these keys. */
function replaced(library: Library, keys: readonly string[], items: readonly LibraryItem[], claims: readonly Claim[] = library.claims): Decided {
  const others = library.items.filter(({ id }) => !keys.includes(id));
  return { library: { ...library, items: [...others, ...items].sort(byId), claims: [...claims] } };
}

/** An item with other provenance; a person's own entry is given one. What is undefined is taken out. */
export function withProvenance(item: LibraryItem, change: Partial<Provenance>): LibraryItem {
  const known = { ...(provenanceOf(item) ?? { key: item.id, confidence: {}, read: {}, from: [] }), ...change };
  const ibid = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) as Provenance;
  return { ...item, custom: { ...item.custom, ibid } };
}

const listed = (keys: readonly string[] | undefined, key: string): string[] => [...new Set([...(keys ?? []), key])].sort();
const unlisted = (keys: readonly string[] | undefined, gone: readonly string[]): string[] | undefined => {
  const left = keys?.filter((key) => !gone.includes(key)) ?? [];
  return left.length > 0 ? left : undefined;
};

/** The item with a decision on the work of these keys, of which the first names it, in one list and in the other no more. */
function decided(item: LibraryItem, list: 'same' | 'different', keys: readonly string[]): LibraryItem {
  const other = list === 'same' ? 'different' : 'same';
  const known = provenanceOf(item);
  return withProvenance(item, { [list]: listed(known?.[list], keys[0]!), [other]: unlisted(known?.[other], keys) });
}

const isMention = (a: Mentions[number], b: Mentions[number]): boolean => a.file === b.file && a.text === b.text;
const without = (from: Mentions, others: Mentions): Mentions => from.filter((one) => !others.some((other) => isMention(one, other)));

/** All that is known of two items as one. What a person wrote stands, first of the one that is kept; of readings the better. */
function united(kept: LibraryItem, other: LibraryItem): LibraryItem {
  const [ours, theirs] = [provenanceOf(kept), provenanceOf(other)];
  const from = [...(ours?.from ?? []), ...without(theirs?.from ?? [], ours?.from ?? [])];
  const bare = withProvenance({ ...kept, custom: { ...other.custom, ...kept.custom, ibid: ours ?? newProvenance(kept) } }, { from, source: ours?.source ?? theirs?.source });
  if (isPersons(kept)) return bare;
  const offers = new Offers();
  for (const item of [kept, other]) for (const [field, offer] of heldOffers(item)) offers.add(field, offer);
  return assembled(bare as LibraryItem & { custom: { ibid: Provenance } }, unitedEdits(editsOf(kept), editsOf(other)), offers);
}

const newProvenance = ({ id }: LibraryItem): Provenance => ({ key: id, confidence: {}, read: {}, from: [] });

function unitedEdits(kept: Edits, other: Edits): Edits {
  const theirs = <Value>(record: Record<string, Value>): [string, Value][] => Object.entries(record).filter(([field]) => !kept.names.has(field));
  return {
    names: new Set([...kept.names, ...other.names]),
    fields: { ...Object.fromEntries(theirs(other.fields)), ...kept.fields },
    read: { ...Object.fromEntries(theirs(other.read)), ...kept.read },
  };
}

/** Claims of one item as those of another. */
const claimsMoved = (claims: readonly Claim[], from: string, to: string): Claim[] =>
  claims.map((claim) => {
    if (claim.reference !== from && claim.source.reference !== from) return claim;
    const move = (key: string): string => (key === from ? to : key);
    return { ...claim, reference: claim.reference && move(claim.reference), source: { ...claim.source, reference: move(claim.source.reference) } };
  });

/**
 * Two works are one. Of two items of the library the first is kept, with its key; it is given the claims and readings of the other, which is remembered as it
 * was. A key that is none of the library's is that of an entry in a bibliography file of the user's: it is remembered as being this work.
 */
export function markSame(library: Library, key: string, otherKey: string): Decided {
  const [kept, other] = [itemIn(library, key), itemIn(library, otherKey)];
  if (!kept) return noWork(key);
  if (key === otherKey) return { refused: l10n.t('{0} is one work already.', key) };
  if (!other) return replaced(library, [key], [decided(kept, 'same', [otherKey])]);
  const [ours, theirs] = [provenanceOf(kept), provenanceOf(other)];
  if (ours?.source && theirs?.source) return { refused: l10n.t('{0} and {1} are two sources, each with claims of its own, and so stay two. Remove one of the files and its entry instead.', key, otherKey) };
  const into = ours ? withProvenance(kept, { merged: undefined, source: undefined }) : kept;
  const claims = library.claims.filter(({ reference }) => reference === otherKey).map(({ id }) => id);
  const one = withProvenance(united(kept, other), { merged: [...(ours?.merged ?? []), { item: other, into, claims }] });
  return replaced(library, [key, otherKey], [decidedNoMore(one, keysOf(other))], claimsMoved(library.claims, otherKey, key));
}

/** Several works are one: the first is kept, as `markSame` has it. */
export function markAllSame(library: Library, [kept, ...others]: readonly string[]): Decided {
  let decided: Decided = { library };
  for (const other of others) if ('library' in decided) decided = markSame(decided.library, kept!, other);
  return decided;
}

/** Takes items out of a library, with the claims that they support. What sources cite of them stays out at later imports. */
export function deleteItems(library: Library, keys: readonly string[]): Decided {
  const gone = new Set(keys);
  const missing = keys.find((key) => !itemIn(library, key));
  if (missing !== undefined) return noWork(missing);
  const isOf = ({ reference, source }: Claim): boolean => gone.has(reference ?? source.reference);
  return { library: { ...library, items: library.items.filter(({ id }) => !gone.has(id)), claims: library.claims.filter((claim) => !isOf(claim)) } };
}

const decidedNoMore = (item: LibraryItem, keys: readonly string[]): LibraryItem => {
  const { same, different } = provenanceOf(item) ?? {};
  return withProvenance(item, { same: unlisted(same, keys), different: unlisted(different, keys) });
};

/** Two works are not one, and are never taken for one again; where a person merged them before, that is undone. */
export function markDifferent(library: Library, key: string, otherKey: string): Decided {
  const item = itemIn(library, key);
  if (!item) return noWork(key);
  const merged = provenanceOf(item)?.merged?.find((one) => keysOf(one.item as LibraryItem).includes(otherKey));
  if (merged) {
    const undone = unmerged(library, item, merged);
    return 'library' in undone ? markDifferent(undone.library, key, otherKey) : undone;
  }
  const other = itemIn(library, otherKey);
  if (!other) return replaced(library, [key], [decided(item, 'different', [otherKey])]);
  if (key === otherKey) return { refused: l10n.t('{0} is one work. To take it apart, split it.', key) };
  const [names, otherNames] = [item, other].map((one) => [ownKey(one), ...keysOf(one)]);
  return replaced(library, [key, otherKey], [decided(item, 'different', otherNames!), decided(other, 'different', names!)]);
}

/** Takes back what a person said of two works: whether they are one is open again. */
export function markUndecided(library: Library, key: string, otherKey: string): Decided {
  const item = itemIn(library, key);
  if (!item) return noWork(key);
  const merged = provenanceOf(item)?.merged?.find((one) => keysOf(one.item as LibraryItem).includes(otherKey));
  if (merged) return unmerged(library, item, merged);
  const other = itemIn(library, otherKey);
  if (!other) return replaced(library, [key], [decidedNoMore(item, [otherKey])]);
  const [names, otherNames] = [item, other].map((one) => [ownKey(one), ...keysOf(one)]);
  return replaced(library, [key, otherKey], [decidedNoMore(item, otherNames!), decidedNoMore(other, names!)]);
}

/** Readings as they stand now, of those that an item had. */
const mentionsNow = (before: Mentions, now: Mentions): Mentions => before.map((mention) => now.find((one) => isMention(one, mention)) ?? mention);

/** Undoes a merge: both items as they were, with what was edited and read of the one that was kept since. */
function unmerged(library: Library, item: LibraryItem, merged: Merged): Decided {
  const [into, other] = [merged.into as LibraryItem, merged.item as LibraryItem];
  const ibid = provenanceOf(item)!;
  const takesSource = provenanceOf(other)?.source !== undefined;
  const others = ibid.merged!.filter((one) => one !== merged);
  const kept = withProvenance(unchangedAs(item, united(into, other), into), {
    merged: others.length > 0 ? others : undefined, source: takesSource ? undefined : ibid.source,
  });
  const back = provenanceOf(other)
    ? withProvenance(other, { from: mentionsNow(provenanceOf(other)!.from, ibid.from), source: takesSource ? ibid.source : undefined })
    : other;
  const [ours, theirs, ids] = [new Set(claimKeysOf(kept)), claimKeysOf(other), new Set(merged.claims)];
  const isTheirs = ({ id }: Claim): boolean => ids.has(id) || theirs.some((key) => !ours.has(key) && claimOf(key).test(id));
  const claims = library.claims.map((claim): Claim => {
    const reference = claim.reference === item.id && isTheirs(claim) ? other.id : claim.reference;
    const source = takesSource && claim.source.reference === item.id ? other.id : claim.source.reference;
    return reference === claim.reference && source === claim.source.reference ? claim : { ...claim, reference, source: { ...claim.source, reference: source } };
  });
  const isBare = !provenanceOf(into) && canonical(provenanceOf(kept)) === canonical(newProvenance(into));
  return replaced(library, [item.id], [isBare ? into : kept, back], claims);
}

const special = /[\\^$.*+?()[\]{}|]/g;
/** The ids of claims that were read for an item of this key. */
const claimOf = (key: string): RegExp => new RegExp(`^${key.replace(special, '\\$&')}-[0-9a-z]{11,13}(?:-[0-9]{1,9})?$`);

const records = ['confidence', 'read', 'readIn'] as const;

/** An item with every part that is still as `made` as it was `before`. */
function unchangedAs(item: LibraryItem, made: LibraryItem, before: LibraryItem): LibraryItem {
  const [now, then, old] = [item, made, before].map((one) => fieldsOf(one)) as [Record<string, unknown>, Record<string, unknown>, Record<string, unknown>];
  const isUnchanged = (field: string): boolean => canonical(now[field]) === canonical(then[field]);
  const chosen = (current: Record<string, unknown>, earlier: Record<string, unknown>): [string, unknown][] => [
    ...Object.entries(earlier).filter(([field]) => isUnchanged(field)), ...Object.entries(current).filter(([field]) => !isUnchanged(field)),
  ];
  const [ibid, madeIbid, oldIbid] = [item, made, before].map((one) => provenanceOf(one) ?? newProvenance(one)) as [Provenance, Provenance, Provenance];
  const kept = Object.fromEntries(records.map((name) => [name, Object.fromEntries(chosen(ibid[name] ?? {}, oldIbid[name] ?? {}))])) as Pick<Provenance, 'confidence' | 'read'>;
  const from = [...mentionsNow(oldIbid.from, ibid.from), ...without(ibid.from, madeIbid.from)];
  const readIn = (kept as Provenance).readIn;
  const custom = { ...before.custom, ibid: { ...ibid, ...kept, from } };
  return withProvenance({ id: item.id, ...Object.fromEntries(chosen(now, old)), custom } as LibraryItem, { readIn: readIn && Object.keys(readIn).length > 0 ? readIn : undefined });
}

/** Reads the words of a reference again; null where no work is in them. */
export type ReadWords = (words: string) => { fields: CslFields; confidence: Confidence } | null;

/** The words of a work that are to be another's: all that a file gives, or these alone. */
export interface SplitReading {
  file: string;
  text?: string;
}

/**
 * Takes a work apart that was wrongly made of several. Without `reading` the last merge by a person is undone. Else what was read from the words of
 * `reading` becomes an item of its own, with the claims that were read for it, and stays so at every import.
 *
 * @param reserved keys that no item may be given, beside those of `library`
 */
export function split(library: Library, key: string, read: ReadWords, reading?: SplitReading, reserved: Iterable<string> = []): Decided {
  const item = itemIn(library, key);
  if (!item) return noWork(key);
  const { merged = [], from = [], source } = provenanceOf(item) ?? {};
  const isMeant = (mention: { file: string; text: string }): boolean => mention.file === reading?.file && (reading.text === undefined || mention.text === reading.text);
  const undone = reading ? merged.find((one) => provenanceOf(one.item as LibraryItem)?.from.some(isMeant)) : merged.at(-1);
  if (undone) return unmerged(library, item, undone);
  const files = [...new Set([...from.map(({ file }) => file), ...(source ? [source.file] : [])])];
  if (!reading) return { refused: l10n.t('{0} was not merged by you. Say which file’s words are another work: {1}.', key, files.join(', ')) };
  const [moved, rest] = [from.filter(isMeant), from.filter((mention) => !isMeant(mention))];
  const takesSource = source?.file === reading.file && reading.text === undefined;
  if (moved.length === 0 && !takesSource) return { refused: l10n.t('Nothing of {0} was read in {1}, but in: {2}.', key, reading.file, files.join(', ')) };
  if (rest.length === 0 && (takesSource || !source)) return { refused: l10n.t('{0} was read from nothing else, so there is nothing to take apart.', key) };
  return apart(library, item, { moved, rest, takesSource }, read, reserved);
}

interface Apart {
  moved: Mentions;
  rest: Mentions;
  takesSource: boolean;
}

/** What the library holds from some files, and for what is missing then, what the words say when they are read again. */
function offersFrom(held: ReadonlyMap<string, Offer>, isFrom: (file: string) => boolean, mentions: Mentions, read: ReadWords): Offers {
  const offers = new Offers();
  for (const { file, text, key } of mentions) {
    const found = key === undefined ? read(text) : null;
    for (const [field, value] of Object.entries(found?.fields ?? {})) {
      offers.add(field, { value, confidence: found!.confidence[field as keyof Confidence] ?? 0.5, file, given: false });
    }
  }
  for (const [field, offer] of held) if (isFrom(offer.file)) offers.best.set(field, offer);
  return offers;
}

function apart(library: Library, item: LibraryItem, { moved, rest, takesSource }: Apart, read: ReadWords, reserved: Iterable<string>): Decided {
  const ibid = provenanceOf(item)!;
  const filesOf = (mentions: Mentions, hasSource: boolean): Set<string> => new Set([...mentions.map(({ file }) => file), ...(ibid.source && hasSource ? [ibid.source.file] : [])]);
  const [files, otherFiles] = [filesOf(moved, takesSource), filesOf(rest, !takesSource)];
  const held = heldOffers(item);
  const offers = offersFrom(held, (file) => files.has(file) && !otherFiles.has(file), moved, read);
  if (!offers.best.has('type')) offers.add('type', { value: 'document', confidence: 0, file: [...files][0]!, given: false });
  const fields = Object.fromEntries([...offers.best].map(([field, { value }]) => [field, value])) as unknown as CslFields;
  const id = citeKey(fields, new Set([...reserved, ...library.items.flatMap(keysOf)]));
  const provenance: Provenance = {
    key: id, confidence: {}, read: {}, from: moved, apart: ownKey(item), different: [ownKey(item)], ...(takesSource ? { source: ibid.source } : {}),
  };
  const fresh = assembled({ id, custom: { ibid: provenance } }, { names: new Set(), fields: {}, read: {} }, offers);
  const bare = decided(withProvenance(item, { from: rest, source: takesSource ? undefined : ibid.source }), 'different', [id]) as LibraryItem & { custom: { ibid: Provenance } };
  const kept = isPersons(item) ? bare : assembled(bare, editsOf(item), offersFrom(held, (file) => otherFiles.has(file), rest, read));
  const isMoved = ({ source, marker }: Claim): boolean =>
    moved.some(({ file, note }) => file === source.file && (!rest.some((mention) => mention.file === file) || note === marker.label));
  const claims = library.claims.map((claim): Claim => {
    const reference = claim.reference === item.id && isMoved(claim) ? id : claim.reference;
    const source = takesSource && claim.source.reference === item.id ? id : claim.source.reference;
    return reference === claim.reference && source === claim.source.reference ? claim : { ...claim, reference, source: { ...claim.source, reference: source } };
  });
  return replaced({ ...library, items: library.items.map((one) => citing(one, files, id)) }, [item.id], [citing(kept, files, id), citing(fresh, files, id)], claims);
}

/** The item of a source with one work more among those it cites. */
function citing(item: LibraryItem, files: ReadonlySet<string>, key: string): LibraryItem {
  const source = provenanceOf(item)?.source;
  if (!source || !files.has(source.file) || source.references.includes(key)) return item;
  return withProvenance(item, { source: { ...source, references: [...source.references, key] } });
}
