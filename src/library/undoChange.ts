import { deflateSync, inflateSync } from 'fflate';
import type { FileProblem } from '../text/problem.js';
import { canonical } from './digest.js';
import type { Claim, Library, LibraryItem, Provenance } from './library.js';
import type { FileSystem } from './fileSystem.js';
import { followRenamed } from './merge.js';
import { fieldsOf, keysOf, ownKey, provenanceOf } from './readings.js';
import { saveDecision, type ProblemsSince, type SavedDecision } from './saveDecision.js';

/** What became of one row: null where there was none before, or is none after. */
export interface Change<Row> {
  before: Row | null;
  after: Row | null;
}

/** What one saving did to a library. */
export interface LibraryChange {
  items: Change<LibraryItem>[];
  claims: Change<Claim>[];
  problems: Change<FileProblem>[];
}

/** What a person, or another import, has changed since, and what that needs: it was not taken back. */
export interface Kept {
  /** Cite keys. */
  items: string[];
  /** Ids. */
  claims: string[];
}

const idOf = ({ id }: Claim): string => id;
const isSame = (a: unknown, b: unknown): boolean => a === b || canonical(a) === canonical(b);

/** Rows by their keys, but for those whose key stands twice: nobody can tell which of these is which. */
export function byKey<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row> {
  const found = new Map<string, Row>();
  const twice = new Set<string>();
  for (const row of rows) {
    const key = keyOf(row);
    if (found.has(key)) twice.add(key);
    found.set(key, row);
  }
  for (const key of twice) found.delete(key);
  return found;
}

function changesOf<Row>(before: readonly Row[], after: readonly Row[], keyOf: (row: Row) => string): Change<Row>[] {
  const [held, made] = [byKey(before, keyOf), byKey(after, keyOf)];
  const rows = [...new Set([...held.keys(), ...made.keys()])].map((key): Change<Row> => ({ before: held.get(key) ?? null, after: made.get(key) ?? null }));
  return rows.filter((row) => !isSame(row.before, row.after));
}

/** @param problems what became of problems that stood in problems.json, and those that were found */
export const changeOf = (before: Library, after: Library, problems: Change<FileProblem>[]): LibraryChange => ({
  items: changesOf(before.items, after.items, ownKey),
  claims: changesOf(before.claims, after.claims, idOf),
  problems: problems.filter((row) => !isSame(row.before, row.after)),
});

/** Small enough to be kept for as long as a window is open: some megabytes for the import of ten thousand works. */
export const packChanges = (changes: readonly LibraryChange[]): Uint8Array => deflateSync(new TextEncoder().encode(JSON.stringify(changes)), { level: 1 });
export const unpackChanges = (packed: Uint8Array): LibraryChange[] => JSON.parse(new TextDecoder().decode(inflateSync(packed))) as LibraryChange[];

/** What a row is when a change is taken back: as before, or as it is now. */
interface TakenBack<Row> {
  change: Change<Row>;
  now: Row | null;
  row: Row | null;
}

function takenBack<Row>(change: Change<Row>, now: Row | null): TakenBack<Row> {
  return { change, now, row: isSame(now, change.after) || isSame(now, change.before) ? change.before : now };
}

const isKept = <Row>({ change, row }: TakenBack<Row>): boolean => !isSame(row, change.before);

/** An item as before, but for its key and those of its fields that a person has changed since; null where more than that was changed. */
function withEditsSince({ before, after }: Change<LibraryItem>, now: LibraryItem | null): LibraryItem | null {
  const [known, read] = [before && provenanceOf(before), after && provenanceOf(after)];
  if (!now || !known || !read || !isSame(now.custom, after!.custom)) return null;
  const [fields, then, old] = [now, after, before].map((item) => fieldsOf(item!) as Record<string, unknown>) as [Record<string, unknown>, Record<string, unknown>, Record<string, unknown>];
  const isEdited = (field: string): boolean => !isSame(fields[field], then[field]);
  const chosen = <Value>(edited: Record<string, Value>, other: Record<string, Value>): Record<string, Value> => ({
    ...Object.fromEntries(Object.entries(other).filter(([field]) => !isEdited(field))), ...Object.fromEntries(Object.entries(edited).filter(([field]) => isEdited(field))),
  });
  const ibid: Provenance = { ...known, read: chosen(read.read, known.read) };
  return { ...chosen(fields, old), id: now.id, custom: { ...before!.custom, ibid } } as LibraryItem;
}

function itemTakenBack(change: Change<LibraryItem>, now: LibraryItem | null): TakenBack<LibraryItem> {
  const taken = takenBack(change, now);
  return { ...taken, row: isKept(taken) ? (withEditsSince(change, now) ?? now) : taken.row };
}

/** Claims under the keys that their items have now. */
function followed(changes: readonly Change<Claim>[], items: readonly LibraryItem[]): Change<Claim>[] {
  const now = new Map<Claim, Claim>();
  for (const side of ['before', 'after'] as const) {
    const claims = changes.flatMap((change) => change[side] ?? []);
    for (const [index, claim] of followRenamed(claims, items).entries()) now.set(claims[index]!, claim);
  }
  const follow = (claim: Claim | null): Claim | null => claim && now.get(claim)!;
  return changes.map(({ before, after }) => ({ before: follow(before), after: follow(after) }));
}

/** Each row of a change as it is when that is taken back, by its key. */
function allTakenBack<Row>(changes: readonly Change<Row>[], rows: readonly Row[], keyOf: (row: Row) => string, take: (change: Change<Row>, now: Row | null) => TakenBack<Row>): Map<string, TakenBack<Row>> {
  const held = byKey(rows, keyOf);
  return new Map(changes.map((change) => {
    const key = keyOf((change.after ?? change.before)!);
    return [key, take(change, held.get(key) ?? null)];
  }));
}

type Taken<Row> = ReadonlyMap<string, TakenBack<Row>>;

/**
 * Takes back what one saving did to a library, exactly where nobody has changed it since. What a person, or another import, has changed stays as it is, and
 * with it what it refers to: the item of a claim, the source of an item. A source that stays is read again at its next import, and then gives again what was
 * taken back.
 */
function undoChange(library: Library, change: LibraryChange): { library: Library; kept: Kept } {
  const items = allTakenBack(change.items, library.items, ownKey, itemTakenBack);
  const claims = allTakenBack(followed(change.claims, library.items), library.claims, idOf, takenBack);
  keepNeeded(library.items, items, replaced(library.claims, idOf, claims), claims);
  const rows = replaced(library.items, ownKey, items).map((item) => toBeReadAgain(item, items, claims));
  const present = new Set(rows.flatMap(keysOf));
  const isLost = ({ id, reference, source }: Claim): boolean => claims.get(id)?.now === null && [reference ?? source.reference, source.reference].some((key) => !present.has(key));
  return {
    library: { items: rows.sort((a, b) => compare(a.id, b.id)), claims: replaced(library.claims, idOf, claims).filter((claim) => !isLost(claim)).sort(byPlace) },
    kept: { items: [...items.values()].filter(isKept).flatMap(({ row }) => row?.id ?? []), claims: [...claims.values()].filter(isKept).flatMap(({ row }) => row?.id ?? []) },
  };
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
export const byPlace = (a: Claim, b: Claim): number =>
  compare(a.source.file, b.source.file) || a.source.start - b.source.start || a.source.end - b.source.end || compare(a.id, b.id);

/** The rows with those that are taken back in place of what they are now. */
function replaced<Row>(rows: readonly Row[], keyOf: (row: Row) => string, taken: Taken<Row>): Row[] {
  const staying = rows.filter((row) => taken.get(keyOf(row))?.now !== row);
  return [...staying, ...[...taken.values()].flatMap(({ row }) => row ?? [])];
}

/** Lets stay what something that stays refers to: items of claims, sources of items. @param all the items as they are now @param staying the claims that there will be */
function keepNeeded(all: readonly LibraryItem[], items: Map<string, TakenBack<LibraryItem>>, staying: readonly Claim[], claims: Taken<Claim>): void {
  const queue = [...items.keys()].filter((key) => isKept(items.get(key)!));
  const keep = (key: string | undefined): void => {
    const one = key === undefined ? undefined : items.get(key);
    if (!one?.now || isSame(one.row, one.now)) return;
    one.row = one.now;
    queue.push(key!);
  };
  const keys = new Map([...items].flatMap(([key, { now }]) => (now ? [[now.id, key] as const] : [])));
  const keepIfGone = (key: string | undefined): void => (key !== undefined && items.get(key)?.row === null ? keep(key) : undefined);
  const sources = new Map([...items].flatMap(([key, { now, change }]) => {
    const file = now && provenanceOf(now)?.source?.file;
    return file && !(change.before && provenanceOf(change.before)?.source) ? [[file, key] as const] : [];
  }));
  for (const { id, reference, source } of staying) {
    if (reference !== null) keepIfGone(keys.get(reference));
    keepIfGone(keys.get(source.reference));
    if (claims.has(id)) keep(sources.get(source.file));
  }
  const keepSources = (item: LibraryItem | null): void => item === null ? undefined : provenanceOf(item)?.from.forEach(({ file }) => keep(sources.get(file)));
  // a person may have merged with one that is taken back
  for (const item of all) if (!items.has(ownKey(item))) keepSources(item);
  // grows as it is gone through
  for (const key of queue) keepSources(items.get(key)!.row);
}

const isOther = (one: TakenBack<unknown> | undefined): boolean => one !== undefined && !isSame(one.row, one.now);
const isGone = (one: TakenBack<unknown> | undefined): boolean => isOther(one) && one!.row === null;

/** The item of a source that stays, while something read from it does not, so that its next import does not think it unchanged, nor that a person deleted that. */
function toBeReadAgain(item: LibraryItem, items: Taken<LibraryItem>, claims: Taken<Claim>): LibraryItem {
  const ibid = provenanceOf(item);
  if (!ibid?.source || isOther(items.get(ownKey(item)))) return item;
  const { references, claims: known } = ibid.source;
  if (!references.some((key) => isOther(items.get(key))) && !known.some((id) => isOther(claims.get(id)))) return item;
  const source = { ...ibid.source, version: undefined, references: references.filter((key) => !isGone(items.get(key))), claims: known.filter((id) => !isGone(claims.get(id))) };
  return { ...item, custom: { ...item.custom, ibid: { ...ibid, source } } };
}

/** Takes back several, the last first. @param changes in the order in which they were saved */
export function undoChanges(library: Library, changes: readonly LibraryChange[]): { library: Library; kept: Kept } {
  const kept = { items: new Set<string>(), claims: new Set<string>() };
  let undone = library;
  for (const change of [...changes].reverse()) {
    const one = undoChange(undone, change);
    undone = one.library;
    for (const key of one.kept.items) kept.items.add(key);
    for (const id of one.kept.claims) kept.claims.add(id);
  }
  return { library: undone, kept: { items: [...kept.items], claims: [...kept.claims] } };
}

export interface SavedUndo extends SavedDecision {
  kept: Kept;
}

/** Takes back what was done to the library of a folder, the last first. Throws `FileSystemError` where the folder can't be read. @param changes as `undoChanges` has them */
export async function saveUndo(fs: FileSystem, folder: string, changes: readonly LibraryChange[]): Promise<SavedUndo> {
  let kept: Kept = { items: [], claims: [] };
  const saved = await saveDecision(fs, folder, (before) => {
    const undone = undoChanges(before, changes);
    kept = undone.kept;
    return undone;
  }, problemsBefore(changes));
  return { ...saved, kept };
}

/** The problems of the sources as they were. */
function problemsBefore(changes: readonly LibraryChange[]): ProblemsSince {
  const standing = new Map<string, FileProblem | null>();
  for (const { before, after } of changes.flatMap(({ problems }) => problems).reverse()) {
    if (after) standing.set(canonical(after), null);
    if (before) standing.set(canonical(before), before);
  }
  return { earlier: (problem) => (standing.has(canonical(problem)) ? null : problem), problems: [...standing.values()].filter((problem) => problem !== null) };
}
