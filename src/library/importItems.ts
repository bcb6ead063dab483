import type { CslFields } from '../csl.js';
import { decodeSource } from '../documents/decode.js';
import { formatOf } from './formats/formats.js';
import type { Rows } from './formats/rows.js';
import type { KeyFormula } from './keyFormula.js';
import type { LibraryItem, Library } from './library.js';
import { giveKeys, itemsNow, summarise, type Merged } from './merge.js';
import { doubtfulPair, type DoubtfulPair } from './joined.js';
import { fieldsOf } from './readings.js';
import { isReadable } from './sourceSearch.js';
import { Works } from './works.js';

/** How exports of items begin whose files are named as those of sources: .txt, .xml, .tex. An article may quote such lines further on. */
const beginsWithItems = /^\ufeff?\s*(?:TY {1,2}-|%0 |PMID- ?\d|RT [A-Z][a-z]|@[A-Za-z]{1,20}\s*[{(]|(?:<\?xml[^>]{0,200}>\s*)?<xml>\s*<records>)/;

/** The entries of a file that a person gave to be imported, or null where it is a source. @param file as the library names it */
export function entriesIn(bytes: Uint8Array, file: string): Rows<LibraryItem> | null {
  const { text } = decodeSource(bytes);
  if (isReadable(file) && !beginsWithItems.test(text)) return null;
  return formatOf(file, text)?.read(text, file) ?? null;
}

/** What came of taking over a bibliography. */
export interface ImportedItems extends Merged {
  /** Entries that were taken in as items of their own, though they may be works that the library had. */
  doubtful: DoubtfulPair[];
}

/**
 * Takes the entries of a bibliography into a library, once and for all. An entry that surely is a work of the library gives it its fields, but for those
 * that a person edited; the item keeps its key. Any other becomes an item, under its own key where that is free. Taking over the same again changes nothing.
 *
 * @param file as the library is to name it
 * @param reserved keys that no item may be given, beside those of `library`
 * @param formula by which items have their keys whose own are not free
 */
export function importItems(library: Library, entries: readonly LibraryItem[], file: string, reserved: Iterable<string> = [], formula?: KeyFormula): ImportedItems {
  const works = new Works(library.items);
  const added = entries.map((entry) => works.addEntry(file, entry, fieldsOf(entry) as unknown as CslFields));
  const keys = giveKeys(works.all, library.items, reserved, formula);
  const after = { items: itemsNow(works.all, keys), claims: library.claims };
  const keyOf = (work: (typeof added)[number]['work']): string => work.before?.id ?? keys.of.get(work)!;
  const doubtful = added.flatMap(({ work, doubts }) => doubts.map((doubt) => doubtfulPair(keyOf(doubt.work), keyOf(work), doubt)));
  return { library: after, problems: [], summary: summarise(library, after), doubtful };
}
