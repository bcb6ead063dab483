import { BibFile } from '../documents/bib/bibFile.js';
import type { BibLayout } from '../documents/bib/entries.js';
import { workOf } from './formats/readBibtex.js';
import { keyTable, rowIn, type KeysInBytes } from './keyTable.js';
import type { LibraryItem } from './library.js';
import { jsonAt, packJson, type PackedJson } from './packedJson.js';
import { isShared } from './remote.js';
import { scan } from './scan.js';

/** The works of a .bib: its own bytes, in which each is read when it is asked for. */
export interface PackedBib {
  bytes: Uint8Array;
  layout: BibLayout;
  /** The entry of each row. */
  entries: Int32Array;
  /** The rows by their keys. */
  table: Int32Array;
}

/** Items of any other format, each as JSON. */
export interface PackedItems {
  items: PackedJson;
  keys: PackedJson;
  /** The rows by their keys as JSON. */
  table: Int32Array;
}

/** Items as they go from one thread to another: plain data, whose buffers are handed over. */
export type PackedRows = PackedBib | PackedItems;

/** Items by their rows, each read when it is first asked for. */
export interface ItemRows {
  readonly size: number;
  keyAt(row: number): string;
  itemAt(row: number): LibraryItem;
  /** -1 where there is none. */
  rowOf(key: string): number;
  /**
   * Rows that hold all words of a query, whole or begun, found without an index, for the time until there is one: those whose keys do first, then
   * those whose names, title or year do, as far as they can be looked through in a moment.
   */
  scan(query: string, limit: number): number[];
}

/** What each kind of rows must know; the rest is the same for all. */
export interface RowsInBytes extends KeysInBytes {
  read(row: number): LibraryItem;
  /** Where the text of a row stands. */
  texts: Uint8Array;
  startAt(row: number): number;
  endAt(row: number): number;
  keyAt(row: number): string;
  /** A key as it stands in the bytes. */
  written(key: string): string;
}

const encoder = new TextEncoder();

class Rows implements ItemRows {
  private readonly known: LibraryItem[] = [];
  private readonly keys: string[] = [];

  constructor(private readonly source: RowsInBytes, private readonly table: Int32Array) {}

  get size(): number {
    return this.source.size;
  }

  keyAt(row: number): string {
    return (this.keys[row] ??= this.source.keyAt(row));
  }

  itemAt(row: number): LibraryItem {
    return (this.known[row] ??= this.source.read(row));
  }

  rowOf(key: string): number {
    const row = rowIn(this.table, this.source, encoder.encode(this.source.written(key)));
    // who looks for a key asks for it next
    if (row >= 0) this.keys[row] = key;
    return row;
  }

  scan(query: string, limit: number): number[] {
    return scan(query, limit, this.source, (row) => this.itemAt(row));
  }
}

/** The buffers of packed rows, which are handed over with them; but those that threads share. */
export function buffersOf(packed: PackedRows): ArrayBufferLike[] {
  const arrays = 'layout' in packed ? [packed.bytes, packed.layout.places, packed.entries] : [packed.items.bytes, packed.items.starts, packed.keys.bytes, packed.keys.starts];
  return [...arrays, packed.table].filter((array) => !isShared(array)).map(({ buffer }) => buffer);
}

export function packItems(items: readonly LibraryItem[]): PackedItems {
  const keys = packJson(items.map(({ id }) => id));
  return { items: packJson(items), keys, table: keyTable(keysIn(keys)) };
}

const keysIn = ({ bytes, starts }: PackedJson): KeysInBytes => ({
  size: starts.length - 1, bytes, keyStart: (row) => starts[row]!, keyEnd: (row) => starts[row + 1]!,
});

export function rowsOf(packed: PackedRows): ItemRows {
  if ('layout' in packed) return rowsOfBib(new BibFile(packed.bytes, packed.layout), packed.entries, packed.table);
  const { items, keys, table } = packed;
  const source: RowsInBytes = {
    ...keysIn(keys),
    read: (row) => jsonAt(items, row) as LibraryItem,
    texts: items.bytes,
    startAt: (row) => items.starts[row]!,
    endAt: (row) => items.starts[row + 1]!,
    keyAt: (row) => jsonAt(keys, row) as string,
    written: (key) => JSON.stringify(key),
  };
  return new Rows(source, table);
}

const keysOfBib = (bib: BibFile, entries: Int32Array): KeysInBytes => ({
  size: entries.length, bytes: bib.bytes, keyStart: (row) => bib.at(entries[row]!, 'keyStart'), keyEnd: (row) => bib.at(entries[row]!, 'keyEnd'),
});

/** The table of the keys of a .bib. @param entries the entry of each row */
export const tableOfBib = (bib: BibFile, entries: Int32Array): Int32Array => keyTable(keysOfBib(bib, entries));

/** @param entries the entry of each row */
export function rowsOfBib(bib: BibFile, entries: Int32Array, table: Int32Array): ItemRows {
  const source: RowsInBytes = {
    ...keysOfBib(bib, entries),
    read: (row) => workOf(bib.keyOf(entries[row]!), bib.read(entries[row]!)),
    texts: bib.bytes,
    startAt: (row) => bib.at(entries[row]!, 'start'),
    endAt: (row) => bib.at(entries[row]!, 'end'),
    keyAt: (row) => bib.keyOf(entries[row]!),
    written: (key) => key,
  };
  return new Rows(source, table);
}
