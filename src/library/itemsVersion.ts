import { decodeSource } from '../documents/decode.js';
import type { FileProblem } from '../text/problem.js';
import type { Span } from '../text/span.js';
import { entryKeys } from './entryKeys.js';
import { keptKeys, type Rows } from './formats/rows.js';
import type { IndexedItem } from './indexedWords.js';
import { packItems, rowsOf, type ItemRows, type PackedItems, type PackedRows } from './itemRows.js';
import type { LibraryItem } from './library.js';
import { jsonAt } from './packedJson.js';
import { keptProblem, type Step, type Version } from './version.js';

/** Reads all items of a file, of whatever format. */
export type ItemReader = (text: string, file: string) => Rows<LibraryItem> | Promise<Rows<LibraryItem>>;

/** A file of items that is read as a whole, as it is shown: items of before that can't be read now are shown as they stood. */
export class ItemsVersion implements Version {
  readonly rows: ItemRows;
  /** Where keys stand, once someone has asked. */
  private places: ReadonlyMap<string, Span> | undefined;

  private constructor(private readonly packedItems: PackedItems, private readonly found: readonly FileProblem[], private readonly bytes: Uint8Array, private readonly file: string) {
    this.rows = rowsOf(packedItems);
  }

  /** The version that follows on `before`, once the file holds `bytes`. */
  static async after(before: ItemsVersion | null, bytes: Uint8Array, file: string, read: ItemReader): Promise<Step> {
    const { text } = decodeSource(bytes);
    const { rows, problems, broken, kept } = await read(text, file);
    const items = new Map(rows.map((item): [string, LibraryItem] => [item.id, item]));
    const all = broken || text.trim() === '';
    const held = before ? before.missing(items, all ? null : new Set(keptKeys({ kept }))) : [];
    for (const item of held) items.set(item.id, item);
    const version = new ItemsVersion(packItems([...items.values()]), held.length > 0 && all ? [...problems, keptProblem(file, held.length)] : problems, bytes, file);
    return { version, now: before ? version.rowsNow(before) : new Int32Array(0) };
  }

  packed(): PackedRows {
    const { items, keys, table } = this.packedItems;
    return { items: copyOf(items), keys: copyOf(keys), table: table.slice() };
  }

  *searched(rows: Iterable<number>): Generator<IndexedItem> {
    for (const row of rows) yield this.rows.itemAt(row);
  }

  *items(): Generator<LibraryItem> {
    for (let row = 0; row < this.rows.size; row++) yield jsonAt(this.packedItems.items, row) as LibraryItem;
  }

  compared(): Iterable<LibraryItem> {
    return this.items();
  }

  placeOf(key: string): Span | null {
    this.places ??= new Map(entryKeys(decodeSource(this.bytes).text, this.file).map(({ key: one, start, end }): [string, Span] => [one, { start, end }]).reverse());
    return this.places.get(key) ?? null;
  }

  problems(): FileProblem[] {
    return [...this.found];
  }

  /** The items whose keys are not among those that were read: of some keys, or all. */
  private missing(read: ReadonlyMap<string, LibraryItem>, keys: ReadonlySet<string> | null): LibraryItem[] {
    const found: LibraryItem[] = [];
    for (let row = 0; row < this.rows.size; row++) {
      const key = this.rows.keyAt(row);
      if (!read.has(key) && (keys === null || keys.has(key))) found.push(this.rows.itemAt(row));
    }
    return found;
  }

  private rowsNow(before: ItemsVersion): Int32Array {
    return Int32Array.from({ length: before.rows.size }, (_, was) => {
      const row = this.rows.rowOf(before.rows.keyAt(was));
      return row >= 0 && before.equals(was, this, row) ? row : -1;
    });
  }

  private equals(was: number, { packedItems: now }: ItemsVersion, row: number): boolean {
    const { items: before } = this.packedItems;
    const [from, start] = [before.starts[was]!, now.items.starts[row]!];
    const length = now.items.starts[row + 1]! - start;
    if (before.starts[was + 1]! - from !== length) return false;
    for (let at = 0; at < length; at++) if (before.bytes[from + at] !== now.items.bytes[start + at]) return false;
    return true;
  }
}

const copyOf = <Packed extends PackedItems['items']>({ bytes, starts }: Packed): PackedItems['items'] => ({ bytes: bytes.slice(), starts: starts.slice() });
