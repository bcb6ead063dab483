import * as l10n from '@vscode/l10n';
import type { FileProblem } from '../text/problem.js';
import type { Span } from '../text/span.js';
import type { IndexedItem } from './indexedWords.js';
import type { ItemRows, PackedRows } from './itemRows.js';
import type { LibraryItem } from './library.js';
import { formatNumber } from '../words.js';

/** Told where items are shown that the file does not hold now, but may still: it is being written, or something in it hides them. */
export const keptProblem = (file: string, count: number): FileProblem => ({
  code: 'library-broken',
  message:
    count === 1
      ? l10n.t('{0} is cut off or broken: an item that is missing from it stays as it was last read, until the file is whole again.', file)
      : l10n.t('{0} is cut off or broken: {1} items that are missing from it stay as they were last read, until the file is whole again.', file, formatNumber(count)),
  file, start: 0, end: 0,
});

/** What a bibliography file shows at one time. */
export interface Version {
  readonly rows: ItemRows;
  /** A copy, to be handed over. */
  packed(): PackedRows;
  /** What is searched of some rows; reading them finds out what is wrong with them. */
  searched(rows: Iterable<number>): Iterable<IndexedItem>;
  /** All items as they are shown, read anew each time, and not remembered. */
  items(): Iterable<LibraryItem>;
  /** As much of the items as tells whether they are the same works as others: none of what is long. They are not remembered. */
  compared(): Iterable<LibraryItem>;
  /** Where the key of an item stands; null where that is not known. */
  placeOf(key: string): Span | null;
  /** What is wrong, as far as it has been read. */
  problems(): FileProblem[];
}

export interface Step {
  version: Version;
  /** For each row of the version before, the row that has the very same item now; or -1. */
  now: Int32Array;
}
