import { claimRowsOf, packClaims, type ClaimRows } from './claimRows.js';
import { indexWords, segmentOf, type Segment } from './indexedWords.js';
import { packItems, rowsOf, type ItemRows } from './itemRows.js';
import { libraryFiles, type Library, type LibraryItem, type LibraryView, type Preferred } from './library.js';
import { SearchIndex } from './search.js';

/** The items of one file, with their words; no segments as long as a large file is being indexed. */
export interface ViewFile {
  /** Its path; of Ibid's own library relative to its folder. */
  file: string;
  rows: ItemRows;
  segments: readonly Segment[];
}

export interface ViewParts {
  own: ViewFile;
  claims: ClaimRows;
  /** Keys that own items had before, each with that of now; so that what cites an older one still leads somewhere. */
  formerKeys?: ReadonlyMap<string, string>;
  /** In the order in which they win where the same key stands in several; all win over `own`. */
  bibliographies?: readonly ViewFile[];
  /** Keys of own items that are the same work as one of a bibliography, with its key there. */
  same?: ReadonlyMap<string, string>;
}

/**
 * Several files as one library. Rows are numbered through: those of the second file follow those of the first. A row that another stands
 * for (the same key in an earlier file, an own item whose work is in a bibliography) is that other one in all that follows.
 */
class LibraryOfFiles implements LibraryView {
  private readonly files: readonly ViewFile[];
  private readonly bases: number[];
  /** For each row the one that stands for it. */
  private readonly shown: Int32Array;
  private readonly sameBy = new Map<string, string[]>();
  private readonly known = new WeakMap<Preferred, ReadonlyMap<number, number>>();
  private index: SearchIndex | undefined;

  constructor(private readonly parts: ViewParts) {
    const { own, bibliographies = [], same = new Map<string, string>() } = parts;
    this.files = [...bibliographies, own];
    let size = 0;
    this.bases = this.files.map(({ rows }) => (size += rows.size) - rows.size);
    this.shown = new Int32Array(size);
    for (let row = 0; row < size; row++) this.shown[row] = row;
    this.files.forEach((_, later) => this.files.slice(0, later).forEach((_, earlier) => this.showEarlier(earlier, later)));
    for (const [ownKey, key] of same) this.join(ownKey, key);
  }

  get size(): number {
    return this.shown.length;
  }

  get(key: string): LibraryItem | undefined {
    const row = this.rowOf(key);
    return row < 0 ? undefined : this.itemAt(row);
  }

  keyOf(key: string): string | undefined {
    const row = this.rowOf(key);
    return row < 0 ? undefined : this.keyAt(row);
  }

  fileOf(key: string): string | null {
    const row = this.rowOf(key);
    return row < 0 ? null : this.files[this.fileAt(row)]!.file;
  }

  claims(key: string): ReturnType<LibraryView['claims']> {
    const keys = this.keysOf(key);
    return keys.length === 1 ? this.parts.claims.of(key) : keys.flatMap((one) => [...this.parts.claims.of(one)]);
  }

  claimCount(key: string): number {
    return this.keysOf(key).reduce((sum, one) => sum + this.parts.claims.count(one), 0);
  }

  claim(id: string): ReturnType<LibraryView['claim']> {
    return this.parts.claims.get(id);
  }

  search(query: string, limit: number, preferred: Preferred = new Map(), strict = false): LibraryItem[] {
    return this.rowsFound(query, limit, preferred, strict).map((row) => this.itemAt(row));
  }

  searchKeys(query: string, limit: number): string[] {
    return this.rowsFound(query, limit, new Map(), false).map((row) => this.keyAt(row));
  }

  /** The keys that a work has in the library: those of own items that are the same as it, and its own. */
  private keysOf(key: string): string[] {
    return [...(this.sameBy.get(key) ?? []), key];
  }

  private rowsFound(query: string, limit: number, preferred: Preferred, strict: boolean): number[] {
    const liked = this.rowsOf(preferred);
    return query.trim() === '' ? this.first(limit, liked) : this.found(query, limit, liked, strict);
  }

  private found(query: string, limit: number, liked: ReadonlyMap<number, number>, strict: boolean): number[] {
    const indexed = this.searched().search(query, limit, { prefer: (row) => liked.get(row) ?? 0, strict });
    const scanned = this.files.flatMap(({ rows, segments }, file) =>
      segments.length > 0 ? [] : rows.scan(query, limit).map((row) => this.shown[this.bases[file]! + row]!),
    );
    return [...new Set([...indexed, ...scanned])].slice(0, limit);
  }

  /** The row that stands for a key, or for what was it; -1 for none. */
  private rowOf(key: string): number {
    const row = this.rowOfPresent(key);
    const now = row < 0 ? this.parts.formerKeys?.get(key) : undefined;
    return now === undefined ? row : this.rowOfPresent(now);
  }

  private rowOfPresent(key: string): number {
    for (const [file, { rows }] of this.files.entries()) {
      const row = rows.rowOf(key);
      if (row >= 0) return this.shown[this.bases[file]! + row]!;
    }
    return -1;
  }

  private itemAt(row: number): LibraryItem {
    const file = this.fileAt(row);
    return this.files[file]!.rows.itemAt(row - this.bases[file]!);
  }

  private keyAt(row: number): string {
    const file = this.fileAt(row);
    return this.files[file]!.rows.keyAt(row - this.bases[file]!);
  }

  private fileAt(row: number): number {
    return this.bases.findLastIndex((base) => base <= row);
  }

  private searched(): SearchIndex {
    const segments = this.files.flatMap(({ segments }, file) => segments.map((segment) => this.numberedThrough(segment, this.bases[file]!)));
    return (this.index ??= new SearchIndex(segments, (row) => this.itemAt(row)));
  }

  private numberedThrough({ words, rows }: Segment, base: number): Segment {
    return { words, rows: rows.map((row) => (row < 0 ? row : this.shown[base + row]!)) };
  }

  /** The preferred rows, then the others in their order. */
  private first(limit: number, preferred: ReadonlyMap<number, number>): number[] {
    const found = new Set([...preferred].sort(([, a], [, b]) => b - a).map(([row]) => row).slice(0, limit));
    for (let row = 0; row < this.size && found.size < limit; row++) found.add(this.shown[row]!);
    return [...found];
  }

  private rowsOf(preferred: Preferred): ReadonlyMap<number, number> {
    const known = this.known.get(preferred);
    if (known) return known;
    const rows = new Map<number, number>();
    for (const [key, much] of preferred) {
      const row = this.rowOf(key);
      if (row >= 0) rows.set(row, Math.max(much, rows.get(row) ?? 0));
    }
    this.known.set(preferred, rows);
    return rows;
  }

  private showEarlier(earlier: number, later: number): void {
    const [one, other] = [this.files[earlier]!.rows, this.files[later]!.rows];
    const [few, many] = one.size < other.size ? [one, other] : [other, one];
    for (let row = 0; row < few.size; row++) {
      const there = many.rowOf(few.keyAt(row));
      if (there < 0) continue;
      const [before, after] = few === one ? [row, there] : [there, row];
      this.shown[this.bases[later]! + after] = this.shown[this.bases[earlier]! + before]!;
    }
  }

  /** An own item that has been given the key of its work in a bibliography is that one already. */
  private join(ownKey: string, key: string): void {
    const row = this.parts.own.rows.rowOf(ownKey);
    const to = this.rowOf(key);
    if (row < 0 || to < 0 || ownKey === key) return;
    this.shown[this.bases.at(-1)! + row] = to;
    const keys = this.sameBy.get(key);
    if (keys) keys.push(ownKey);
    else this.sameBy.set(key, [ownKey]);
  }
}

/** Several files as one library, as the editor asks of it. */
export const viewOfParts = (parts: ViewParts): LibraryView => new LibraryOfFiles(parts);

/** A library that is at hand as a whole. */
export function viewOf(library: Library): LibraryView {
  const own = { file: libraryFiles.references, rows: rowsOf(packItems(library.items)), segments: [segmentOf(indexWords(library.items))] };
  return viewOfParts({ own, claims: claimRowsOf(packClaims(library.claims)) });
}
