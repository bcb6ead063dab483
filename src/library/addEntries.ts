import * as l10n from '@vscode/l10n';
import type { CslFields } from '../csl.js';
import { WorkIndex } from '../references/sameWork.js';
import { citeKey } from './citeKey.js';
import type { Decided } from './decisions.js';
import { canonical, digest } from './digest.js';
import type { FileSystem } from './fileSystem.js';
import type { KeyFormula } from './keyFormula.js';
import type { Library, LibraryItem } from './library.js';
import { keysOf, provenanceOf } from './readings.js';
import { saveDecision, type Decision, type SavedDecision } from './saveDecision.js';

/** An entry that a person adds. Without `id` it is given a key by its work. */
export type NewEntry = CslFields & { id?: string };

/** Where the work of an entry stands now. */
export interface AddedEntry {
  key: string;
  /** Null where the work was there already. */
  item: LibraryItem | null;
}

/** Items that stand beside a library, in the bibliographies of a document. */
export interface KnownItems {
  /** As much of them as tells whether they are the same works as others. */
  compared(): Iterable<LibraryItem>;
  has(key: string): boolean;
}

/** Nothing stands beside it. */
export const nothingKnown: KnownItems = { compared: () => [], has: () => false };

/** The key of the item that surely is of a work, of several the likeliest; null for none. */
function keyOfSame(work: CslFields, items: Iterable<LibraryItem>): string | null {
  const sought = new WorkIndex<true>();
  sought.add(true, work);
  let best: { key: string; score: number } | null = null;
  for (const { id, ...fields } of items) {
    if (isSamePreprint(work, fields)) return id;
    const [match] = sought.matches(fields);
    if (match?.isSure && match.score > (best?.score ?? 0)) best = { key: id, score: match.score };
  }
  return best?.key ?? null;
}

const isSamePreprint = (a: CslFields, b: CslFields): boolean => a.archive_location !== undefined && a.archive_location === b.archive_location && a.archive === b.archive;

const byId = (a: LibraryItem, b: LibraryItem): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** A key and a type alone say of no work that it is another. */
const tells = (entry: NewEntry): boolean => Object.keys(entry).some((field) => field !== 'id' && field !== 'type');

const identifying = new Set(['id', 'type', 'DOI', 'ISBN', 'archive', 'archive_location']);
const isBare = (entry: NewEntry): boolean => (entry.DOI ?? entry.ISBN ?? entry.archive_location) !== undefined && Object.keys(entry).every((field) => identifying.has(field));

/** Fields that an import may complete, as it does those that it has read itself. */
function toBeCompleted(id: string, fields: CslFields): LibraryItem {
  const each = <Value>(value: (field: string) => Value): Record<string, Value> => Object.fromEntries(Object.keys(fields).map((field) => [field, value(field)]));
  const confidence = each((field) => (field === 'type' ? 0 : 1));
  return { id, ...fields, custom: { ibid: { key: id, confidence, read: each((field) => digest((fields as unknown as Record<string, unknown>)[field])), from: [] } } };
}

export interface AddOptions {
  known?: KnownItems;
  keyFormula?: KeyFormula | undefined;
}

/**
 * Puts entries into a library as a person's own, which no import changes or takes away. A work that surely is in the library already, or in what is known
 * beside it, is not added again. Keys are such as no item has or had. An entry that has nothing but identifiers is completed by what is imported later.
 *
 * @param reserved keys that no item may be given, beside those of the library
 */
export function addEntries(library: Library, entries: readonly NewEntry[], reserved: readonly string[], { known = nothingKnown, keyFormula }: AddOptions = {}): { library: Library; added: AddedEntry[] } {
  const items = [...library.items];
  const keys = new Set([...reserved, ...items.flatMap(keysOf)]);
  const taken = { has: (key: string) => keys.has(key) || known.has(key) };
  const added = entries.map((entry): AddedEntry => {
    const there = tells(entry) ? (keyOfSame(entry, known.compared()) ?? keyOfSame(entry, items)) : null;
    if (there !== null) return { key: there, item: null };
    const { id = citeKey(entry, taken, keyFormula), ...fields } = entry;
    if (taken.has(id)) return { key: id, item: null };
    const item: LibraryItem = isBare(entry) ? toBeCompleted(id, fields) : { id, ...fields };
    keys.add(id);
    items.push(item);
    return { key: id, item };
  });
  return { library: { ...library, items: items.sort(byId) }, added };
}

/** An item as it was added, before its entry stood in references.bib. */
function unmarked(item: LibraryItem): LibraryItem {
  const ibid = provenanceOf(item);
  return ibid?.bib === undefined ? item : { ...item, custom: { ...item.custom, ibid: { ...ibid, bib: undefined } } };
}

/** Takes items out of a library again that were added to it, as long as nobody has changed them, and nothing refers to them. */
export const removeEntries = (added: readonly LibraryItem[]): Decision => (library): Decided => {
  const unchanged = new Map(added.map((item) => [item.id, canonical(item)]));
  const used = new Set(library.claims.flatMap(({ reference, source }) => [reference, source.reference]));
  const items = library.items.filter((item) => unchanged.get(item.id) !== canonical(unmarked(item)) || used.has(item.id));
  if (items.length + added.length > library.items.length) return { refused: l10n.t('What was added has been changed since, so it stays. Delete it in references.json.') };
  return { library: { ...library, items } };
};

export interface SavedEntries extends SavedDecision {
  /** What became of each entry, in their order. */
  added: AddedEntry[];
}

/** Adds entries to the library of a folder, as `addEntries` does. Throws `FileSystemError` where the folder can't be read. */
export async function saveEntries(fs: FileSystem, folder: string, entries: readonly NewEntry[], options?: AddOptions): Promise<SavedEntries> {
  let added: AddedEntry[] = [];
  const saved = await saveDecision(fs, folder, (library, reserved) => {
    const after = addEntries(library, entries, reserved, options);
    added = after.added;
    return after;
  });
  return { ...saved, added };
}
