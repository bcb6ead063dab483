import * as l10n from '@vscode/l10n';
import type { Decided } from './decisions.js';
import { canonical } from './digest.js';
import type { FileSystem } from './fileSystem.js';
import type { LibraryItem } from './library.js';
import { ownKey, provenanceOf } from './readings.js';
import { saveDecision, type Decision, type SavedDecision } from './saveDecision.js';
import { byKey, byPlace, changeOf, type Change, type LibraryChange } from './undoChange.js';

// An import is taken back as far as it still stands (undoChange.ts). What a person did to single works is undone as a whole, and exactly, or not at all.

/** An item but for what only tells of its entry in references.bib, which is noted when the library is saved. */
function withoutBib(item: LibraryItem): LibraryItem {
  const ibid = provenanceOf(item);
  if (ibid?.bib === undefined) return item;
  const rest = { ...ibid };
  delete rest.bib;
  return { ...item, custom: { ...item.custom, ibid: rest } };
}

interface Kind<Row> {
  key(row: Row): string;
  /** What of a row counts. */
  bare(row: Row): Row;
  order(a: Row, b: Row): number;
}

const itemKind: Kind<LibraryItem> = { key: ownKey, bare: withoutBib, order: (a, b) => (a.id < b.id ? -1 : 1) };
const claimKind: Kind<Parameters<typeof byPlace>[0]> = { key: ({ id }) => id, bare: (claim) => claim, order: byPlace };

/** The rows as they were; null where one of the changed is no longer as it was left. */
function rowsBefore<Row>(rows: readonly Row[], changes: readonly Change<Row>[], { key, bare, order }: Kind<Row>): Row[] | null {
  const now = byKey(rows, key);
  const text = (row: Row | null | undefined): string => (row ? canonical(bare(row)) : '');
  const changed = new Map(changes.map((change) => [key((change.before ?? change.after)!), change]));
  if ([...changed].some(([name, { after }]) => text(now.get(name)) !== text(after))) return null;
  const staying = rows.filter((row) => !changed.has(key(row)));
  // the entry in references.bib of one that was gone is gone too, and is to be written anew
  const back = changes.flatMap(({ before, after }) => (before ? [after ? before : bare(before)] : []));
  return [...staying, ...back].sort(order);
}

/** Undoes what a person did to works, unless any of these has been changed since. What else was changed stays. */
export const undoEdit = ({ items, claims }: LibraryChange): Decision => (library): Decided => {
  const [itemsBefore, claimsBefore] = [rowsBefore(library.items, items, itemKind), rowsBefore(library.claims, claims, claimKind)];
  if (!itemsBefore || !claimsBefore) return { refused: l10n.t('These works were changed in the library since, so this can’t be undone any more.') };
  return { library: { items: itemsBefore, claims: claimsBefore } };
};

export interface SavedEdit extends SavedDecision {
  /** For `undoEdit`. */
  change: LibraryChange;
}

/** Changes the library of a folder as `saveDecision` does, and says what that changed. */
export async function saveEdit(fs: FileSystem, folder: string, decision: Decision): Promise<SavedEdit> {
  let change: LibraryChange = { items: [], claims: [], problems: [] };
  const saved = await saveDecision(fs, folder, (library, reserved) => {
    const decided = decision(library, reserved);
    if ('library' in decided) change = changeOf(library, decided.library, []);
    return decided;
  });
  return { ...saved, change };
}
