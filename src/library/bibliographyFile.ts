import * as l10n from '@vscode/l10n';
import type { FileProblem } from '../text/problem.js';
import type { Span } from '../text/span.js';
import { BibVersion } from './bibVersion.js';
import { indexWords, type IndexedWords } from './indexedWords.js';
import { ItemsVersion, type ItemReader } from './itemsVersion.js';
import { packItems } from './itemRows.js';
import type { LibraryItem } from './library.js';
import type { PackedFile } from './packedFile.js';
import type { Step, Version } from './version.js';

/** So many rows are indexed while the caller waits, which takes less than 50 ms. */
const mostAtOnce = 500;
/** More small segments than this, or more rows in them than this part of all, are indexed anew with all the others. */
const mostSegments = 16;
const mostInSmall = 0.1;

const isBibtex = (file: string): boolean => /\.bib(?:tex)?$/i.test(file);

/**
 * A file of items that the user has, read entry by entry: when it has changed, only entries whose text has are read and indexed again. It is
 * only ever read.
 *
 * Nothing is lost from it by a state that does not last. An entry that is broken is shown as it was last good, with a problem; what is missing
 * from a file that is cut off, empty or gone stays as it was (`BibVersion` has the rules). What a file that is gone held stays until this object is
 * dropped, which is for those to do who know that it was deleted for good.
 *
 * A large file is read in two steps: after `update` its rows can be shown, and found by `ItemRows.scan`; after `index` they can be searched.
 */
export class BibliographyFile {
  private version: Version | null = null;
  /** The version whose rows went over last. */
  private sent: Version | null = null;
  private gone = false;
  private ids = 0;
  private segments: { id: number; words: IndexedWords | null; rows: Int32Array }[] = [];

  /** @param read what reads a file that is no .bib */
  constructor(readonly file: string, private readonly read?: ItemReader) {}

  /** Takes over what the file holds now; null where it is not there. True where `index` is still to be called. */
  async update(bytes: Uint8Array | null): Promise<boolean> {
    this.gone = bytes === null;
    if (bytes === null) return false;
    const { version, now } = await this.step(bytes);
    this.version = version;
    for (const segment of this.segments) segment.rows = segment.rows.map((row) => (row < 0 ? row : now[row]!));
    const fresh = this.fresh();
    if (fresh.length > mostAtOnce) this.segments = [];
    else if (fresh.length > 0) this.add(fresh);
    return !this.indexed;
  }

  /** Indexes the whole file, where that is called for. */
  index(): void {
    if (!this.version || this.indexed) return;
    this.segments = [];
    this.add(this.fresh());
  }

  /** What the thread that shows the file must have of it. Words go over once, and rows when they have changed. */
  packed(): PackedFile {
    const { file, version, indexed } = this;
    const segments = this.segments.map(({ id, words, rows }) => ({ id, words, rows: rows.slice() }));
    for (const segment of this.segments) segment.words = null;
    const rows = version === null ? packItems([]) : version === this.sent ? null : version.packed();
    this.sent = version;
    return { file, rows, segments, problems: [...(this.gone ? [goneProblem(file)] : []), ...(version?.problems() ?? [])], indexed };
  }

  /** All items as they are shown; they are read anew each time, and not remembered. */
  items(): Iterable<LibraryItem> {
    return this.version?.items() ?? [];
  }

  /** As much of the items as tells whether they are the same works as others; they are read anew each time, and not remembered. */
  compared(): Iterable<LibraryItem> {
    return this.version?.compared() ?? [];
  }

  has(key: string): boolean {
    return (this.version?.rows.rowOf(key) ?? -1) >= 0;
  }

  item(key: string): LibraryItem | undefined {
    const rows = this.version?.rows;
    const row = rows?.rowOf(key) ?? -1;
    return row < 0 ? undefined : rows!.itemAt(row);
  }

  /** Where the key of an item stands in the file, in UTF-16 code units; at its beginning where that is not known. */
  placeOf(key: string): Span {
    return this.version?.placeOf(key) ?? { start: 0, end: 0 };
  }

  private async step(bytes: Uint8Array): Promise<Step> {
    const before = this.version;
    if (this.read && !isBibtex(this.file)) return ItemsVersion.after(before instanceof ItemsVersion ? before : null, bytes, this.file, this.read);
    return BibVersion.after(before instanceof BibVersion ? before : null, bytes, this.file);
  }

  private get indexed(): boolean {
    const small = this.segments.slice(1).reduce((sum, { rows }) => sum + rows.length, 0);
    const size = this.version?.rows.size ?? 0;
    return size === 0 || (this.segments.length > 0 && this.segments.length <= mostSegments && small <= Math.max(mostAtOnce, size * mostInSmall));
  }

  /** The rows that no segment has. */
  private fresh(): Int32Array {
    const size = this.version?.rows.size ?? 0;
    const has = new Uint8Array(size);
    for (const { rows } of this.segments) for (const row of rows) if (row >= 0) has[row] = 1;
    const fresh: number[] = [];
    for (let row = 0; row < size; row++) if (has[row] === 0) fresh.push(row);
    return Int32Array.from(fresh);
  }

  private add(rows: Int32Array): void {
    this.segments.push({ id: ++this.ids, words: indexWords(this.version!.searched(rows)), rows });
  }
}

const goneProblem = (file: string): FileProblem => ({
  code: 'library-broken', message: l10n.t('{0} is not there any more. Its items stay as they were last read, until it is back.', file), file, start: 0, end: 0,
});
