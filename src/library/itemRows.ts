import { BibFile } from '../documents/bib/bibFile.js';
import type { BibLayout } from '../documents/bib/entries.js';
import { workOf } from './formats/readBibtex.js';
import type { LibraryItem } from './library.js';
import { jsonAt, packJson, type PackedJson } from './packedJson.js';
import { scan } from './scan.js';

/** The works of a .bib: its own bytes, in which each is read when it is asked for. */
export interface PackedBib {
  bytes: Uint8Array;
  layout: BibLayout;
  /** The entry of each row. */
  entries: Int32Array;
}

/** Items of any other format, each as JSON. */
export interface PackedItems {
  items: PackedJson;
  /** One value: the list of their keys. */
  keys: PackedJson;
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
   * Rows that hold all words of a query, whole or begun, found without an index: those whose keys do first, then those whose names, title or
   * year do. For the time until there is one.
   */
  scan(query: string, limit: number): number[];
}

/** What each kind of rows must know; the rest is the same for all. */
interface Source {
  keys(): readonly string[];
  read(row: number): LibraryItem;
  /** Where a row's text stands. */
  bytes: Uint8Array;
  startAt(row: number): number;
  endAt(row: number): number;
}

class Rows implements ItemRows {
  private keys: readonly string[] | undefined;
  private rows: Map<string, number> | undefined;
  private readonly known: LibraryItem[] = [];

  constructor(readonly size: number, private readonly source: Source) {}

  keyAt(row: number): string {
    return this.allKeys()[row]!;
  }

  itemAt(row: number): LibraryItem {
    return (this.known[row] ??= this.source.read(row));
  }

  rowOf(key: string): number {
    this.rows ??= new Map(this.allKeys().map((one, row): [string, number] => [one, row]));
    return this.rows.get(key) ?? -1;
  }

  scan(query: string, limit: number): number[] {
    return scan(query, limit, { ...this.source, keys: this.allKeys(), itemAt: (row) => this.itemAt(row) });
  }

  private allKeys(): readonly string[] {
    return (this.keys ??= this.source.keys());
  }
}

export const packItems = (items: readonly LibraryItem[]): PackedItems => ({ items: packJson(items), keys: packJson([items.map(({ id }) => id)]) });

export function rowsOf(packed: PackedRows): ItemRows {
  if ('layout' in packed) return rowsOfBib(new BibFile(packed.bytes, packed.layout), packed.entries);
  const { items, keys } = packed;
  return new Rows(items.starts.length - 1, {
    keys: () => jsonAt(keys, 0) as string[],
    read: (row) => jsonAt(items, row) as LibraryItem,
    bytes: items.bytes,
    startAt: (row) => items.starts[row]!,
    endAt: (row) => items.starts[row + 1]!,
  });
}

/** @param entries the entry of each row */
export function rowsOfBib(bib: BibFile, entries: Int32Array): ItemRows {
  return new Rows(entries.length, {
    keys() {
      const keys = bib.keys();
      return Array.from(entries, (entry) => keys[entry]!);
    },
    read: (row) => workOf(bib.keyOf(entries[row]!), bib.read(entries[row]!)),
    bytes: bib.bytes,
    startAt: (row) => bib.at(entries[row]!, 'start'),
    endAt: (row) => bib.at(entries[row]!, 'end'),
  });
}
