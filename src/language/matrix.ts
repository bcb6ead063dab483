import * as l10n from '@vscode/l10n';
import type { Claim, Library, LibraryItem, LibraryView } from '../library/library.js';
import { themeColumn, type CellNote, type MatrixFile, type Theme } from '../library/matrixFile.js';
import { keysOf } from '../library/readings.js';
import { fold } from '../text/fold.js';
import { append } from '../text/multimap.js';
import { creators, familyOf, nameOfWork, textOf, year } from './brief.js';
import { cardClaim } from './card.js';
import { tagsOf } from './catalogue.js';
import { says, wordsAsked } from './contents.js';
import { factColumns, factLabel, placeInWords, type FactColumn, type MatrixClaim, type MatrixColumn, type MatrixDivision, type MatrixTable, type PlacedNote } from './matrixTable.js';

/** Works with their claims, by their keys: what the editor shows of a library, or what the thread holds of it. */
type Works = Pick<LibraryView, 'get' | 'keyOf' | 'claims'>;
/** The columns that a claim of a work stands in, by their ids. */
type Placing = (claim: Claim, item: LibraryItem) => readonly string[];

/** How claims are put into the columns of a division. */
function placingBy(division: MatrixDivision, themes: readonly Theme[], works: Pick<Works, 'get'>): Placing {
  switch (division) {
    case 'source': {
      const columns = remembering((source: string) => [`source:${source}`]);
      return ({ source }) => columns(source.reference);
    }
    case 'tag': {
      const tags = remembering((key: string) => tagColumns(works.get(key)));
      return ({ source }, item) => withoutTwice(tags(item.id), tags(source.reference));
    }
    case 'theme': {
      const asked = themes.map(({ name, words }) => ({ id: themeColumn(name), ways: waysToSay(words) }));
      return (claim) => {
        const said = says(claim);
        return asked.filter(({ ways }) => ways.some(said)).map(({ id }) => id);
      };
    }
  }
}

const tagColumns = (item: LibraryItem | undefined): string[] => (item ? tagsOf(item).map((tag) => `tag:${tag}`) : []);
const withoutTwice = (one: readonly string[], other: readonly string[]): readonly string[] => (other.length === 0 ? one : one.length === 0 ? other : [...new Set([...one, ...other])]);

function remembering<Value>(make: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}

/** "school, teach boys": a claim says one or the other; of one that has several words, all. */
const waysToSay = (words: string): (readonly string[])[] => words.split(/[,;\n]/).map(wordsAsked).filter((asked) => asked.length > 0);

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

interface SortedItem {
  item: LibraryItem;
  authors: string;
  title: string;
  /** Author, year and title, as they are sorted by. */
  by: readonly string[];
}

const worksOfLibraries = new WeakMap<Library, Works>();

/** A library that is at hand as a whole, by the keys that its works have now, and those that they had before. */
function worksOf(library: Library): Works {
  const works = worksOfLibraries.get(library) ?? makeWorks(library);
  worksOfLibraries.set(library, works);
  return works;
}

function makeWorks({ items, claims }: Library): Works {
  const byKey = new Map<string, LibraryItem>();
  for (const item of items) for (const key of keysOf(item)) byKey.set(key, item);
  for (const item of items) byKey.set(item.id, item);
  const claimsByKey = new Map<string, Claim[]>();
  for (const claim of claims) if (claim.reference !== null) append(claimsByKey, claim.reference, claim);
  return { get: (key) => byKey.get(key), keyOf: (key) => byKey.get(key)?.id, claims: (key) => claimsByKey.get(key) ?? [] };
}

/** All works with claims, or with notes, of a library as one table. What a source says itself, and cites for nothing, is no work's. */
export function matrixOf(library: Library, division: MatrixDivision, { themes, notes }: Pick<MatrixFile, 'themes' | 'notes'>): MatrixTable {
  const works = worksOf(library);
  const noted = new Set(notes.map(({ item }) => works.keyOf(item)));
  const rows = library.items.filter(({ id }) => works.claims(id).length > 0 || noted.has(id)).map(sortedItem).sort(byAuthor);
  const cells = countedCells(rows, works, placingBy(division, themes, works));
  const placed = notes.flatMap((note) => placedNote(note, division, works));
  const columns = columnsOf(division, themes, [...cells.keys(), ...placed.map(({ column }) => column)], works);
  return {
    division,
    ...shownOf(rows),
    counts: Uint32Array.from(rows, ({ item }) => works.claims(item.id).length),
    columns,
    ...packedCells(columns.map(({ id }) => cells.get(id)), rows.length),
    notes: numberedNotes(placed, rows, columns),
  };
}

const sortedItems = new WeakMap<LibraryItem, SortedItem>();

function sortedItem(item: LibraryItem): SortedItem {
  const sorted = sortedItems.get(item) ?? readSorted(item);
  sortedItems.set(item, sorted);
  return sorted;
}

function readSorted(item: LibraryItem): SortedItem {
  const [authors, title] = [creators(item) || item.id, textOf(item, 'title')];
  const folded = fold(title);
  return { item, authors, title, by: [fold(familyOf(item) || creators(item)) || folded || fold(item.id), year(item), folded] };
}

const byAuthor = (a: SortedItem, b: SortedItem): number => inOrder(a.by[0]!, b.by[0]!) || inOrder(a.by[1]!, b.by[1]!) || inOrder(a.by[2]!, b.by[2]!);

function shownOf(rows: readonly SortedItem[]): Pick<MatrixTable, 'keys' | 'authors' | 'years' | 'titles' | 'yearRanks' | 'titleRanks'> {
  return {
    keys: rows.map(({ item }) => item.id),
    authors: rows.map(({ authors }) => authors),
    years: rows.map(({ by }) => by[1]!),
    titles: rows.map(({ title }) => title),
    yearRanks: ranks(rows, 1),
    titleRanks: ranks(rows, 2),
  };
}

function ranks(rows: readonly SortedItem[], by: 1 | 2): Uint32Array {
  const order = [...rows.keys()].sort((a, b) => inOrder(rows[a]!.by[by]!, rows[b]!.by[by]!));
  const places = new Uint32Array(rows.length);
  order.forEach((row, place) => (places[row] = place));
  return places;
}

/** The cells of a column that have claims: their rows, and how many. */
interface Cells {
  rows: number[];
  counts: number[];
}

/** By the ids of their columns. */
function countedCells(rows: readonly SortedItem[], works: Works, placing: Placing): Map<string, Cells> {
  const columns = new Map<string, Cells>();
  rows.forEach(({ item }, row) => {
    for (const claim of works.claims(item.id)) for (const id of placing(claim, item)) count(columns, id, row);
  });
  return columns;
}

function count(columns: Map<string, Cells>, id: string, row: number): void {
  const cells = columns.get(id) ?? { rows: [], counts: [] };
  columns.set(id, cells);
  if (cells.rows.at(-1) === row) cells.counts.push(cells.counts.pop()! + 1);
  else {
    cells.rows.push(row);
    cells.counts.push(1);
  }
}

/** Sources and tags by name, themes as a person has put them. */
function columnsOf(division: MatrixDivision, themes: readonly Theme[], ids: readonly string[], works: Works): MatrixColumn[] {
  if (division === 'theme') return themes.map(({ name, words }) => ({ id: themeColumn(name), label: name, detail: words }));
  const columns = [...new Set(ids)].map((id): MatrixColumn => {
    const name = id.slice(division.length + 1);
    const source = division === 'source' ? works.get(name) : undefined;
    return { id, label: source ? nameOfWork(source) : name, detail: source ? textOf(source, 'title') : '' };
  });
  const sorted = columns.map((column) => ({ column, by: fold(column.label) }));
  return sorted.sort((a, b) => inOrder(a.by, b.by) || inOrder(a.column.id, b.column.id)).map(({ column }) => column);
}

/** @param columns in their order */
function packedCells(columns: readonly (Cells | undefined)[], rowCount: number): Pick<MatrixTable, 'cellStarts' | 'cellColumns' | 'cellCounts'> {
  const cellStarts = new Uint32Array(rowCount + 1);
  for (const cells of columns) for (const row of cells?.rows ?? []) cellStarts[row + 1]!++;
  for (let row = 0; row < rowCount; row++) cellStarts[row + 1]! += cellStarts[row]!;
  const next = cellStarts.slice();
  const [cellColumns, cellCounts] = [new Uint32Array(cellStarts[rowCount]!), new Uint16Array(cellStarts[rowCount]!)];
  columns.forEach((cells, column) => cells?.rows.forEach((row, index) => {
    const cell = next[row]!++;
    cellColumns[cell] = column;
    cellCounts[cell] = Math.min(cells.counts[index]!, 0xffff);
  }));
  return { cellStarts, cellColumns, cellCounts };
}

const numbersOf = (columns: readonly MatrixColumn[]): ReadonlyMap<string, number> => new Map(columns.map(({ id }, index) => [id, index]));

/** A note with its work's key, and a source's, as they are now. None where it belongs to another division, or its work is gone. */
function placedNote({ item, column, note }: CellNote, division: MatrixDivision, works: Works): CellNote[] {
  const work = works.get(item);
  if (!work || !column.startsWith(`${division}:`)) return [];
  const source = division === 'source' ? works.get(column.slice('source:'.length)) : undefined;
  return [{ item: work.id, column: source ? `source:${source.id}` : column, note }];
}

/** Two notes come into one cell where two works were found to be one. */
function numberedNotes(notes: readonly CellNote[], rows: readonly SortedItem[], columns: readonly MatrixColumn[]): PlacedNote[] {
  const rowNumbers = new Map(rows.map(({ item }, row) => [item.id, row]));
  const columnNumbers = numbersOf(columns);
  const cells = new Map<string, PlacedNote>();
  for (const { item, column, note } of notes) {
    const [row, number] = [rowNumbers.get(item), columnNumbers.get(column)];
    if (row === undefined || number === undefined) continue;
    const held = cells.get(`${row} ${number}`);
    cells.set(`${row} ${number}`, { row, column: number, note: held ? `${held.note}\n${note}` : note });
  }
  return [...cells.values()];
}

/** What the cells of one work say, by the ids of their columns. @param key the work's in Ibid's own library */
export function cellsOf(key: string, library: Works, division: MatrixDivision, themes: readonly Theme[]): ReadonlyMap<string, MatrixClaim[]> {
  const cells = new Map<string, MatrixClaim[]>();
  const item = library.get(key);
  if (!item) return cells;
  const placing = placingBy(division, themes, library);
  for (const claim of library.claims(library.keyOf(key) ?? key).filter(({ reference }) => reference === key)) {
    for (const id of placing(claim, item)) append(cells, id, matrixClaim(claim, library));
  }
  return cells;
}

function matrixClaim(claim: Claim, library: Works): MatrixClaim {
  const { id, text, locator, page, source, signal, uncertain } = cardClaim(claim, library);
  return { id, text: text.map((run) => run.text).join('').replace(/\s+/g, ' ').trim(), locator, page, source: source?.name ?? '', signal, uncertain };
}

/** The works that keys in a document lead to, by their keys in Ibid's own library. */
export const ownKeysOf = (keys: Iterable<string>, library: Works): Set<string> =>
  new Set([...keys].flatMap((key) => library.claims(library.keyOf(key) ?? key).flatMap(({ reference }) => reference ?? [])));

/** What is to be written of a matrix: works and columns, as they are shown. */
export interface MatrixSelection {
  division: MatrixDivision;
  /** Keys in Ibid's own library, each with the one to cite the work by. */
  rows: readonly (readonly [key: string, citeKey: string])[];
  /** Of facts and of the division, by their ids. */
  columns: readonly string[];
}

/** A matrix as words, to be written in some format. Each cell has its lines. */
export interface WordedMatrix {
  headings: readonly { label: string; isNumber: boolean }[];
  rows: readonly { citeKey: string; cells: readonly (readonly string[])[] }[];
}

export function wordedMatrix(library: Library, { division, rows, columns }: MatrixSelection, file: Pick<MatrixFile, 'themes' | 'notes'>): WordedMatrix {
  const works = worksOf(library);
  const table = matrixOf(library, division, file);
  const numbers = new Map(table.keys.map((key, row) => [key, row]));
  const labels = new Map(table.columns.map(({ id, label }) => [id, label]));
  const notes = new Map(table.notes.map(({ row, column, note }) => [`${row} ${table.columns[column]!.id}`, note]));
  const facts: Record<FactColumn, (row: number) => string> = {
    author: (row) => table.authors[row]!, year: (row) => table.years[row]!, title: (row) => table.titles[row]!, claims: (row) => String(table.counts[row]),
  };
  const isFact = (id: string): id is FactColumn => (factColumns as readonly string[]).includes(id);
  const known = columns.filter((id) => isFact(id) || labels.has(id));
  return {
    headings: known.map((id) => ({ label: isFact(id) ? factLabel(id) : labels.get(id)!, isNumber: id === 'year' || id === 'claims' })),
    rows: rows.filter(([key]) => numbers.has(key)).map(([key, citeKey]) => {
      const row = numbers.get(key)!;
      const cells = cellsOf(key, works, division, file.themes);
      return { citeKey, cells: known.map((id) => (isFact(id) ? [facts[id](row)] : linesOf(cells.get(id) ?? [], notes.get(`${row} ${id}`), division))) };
    }),
  };
}

/** "Children were taught at school (p. 18; Vale 2018, p. 7; quoted in)". A column of a source need not name it again. */
function linesOf(claims: readonly MatrixClaim[], note: string | undefined, division: MatrixDivision): string[] {
  const said = claims.map((claim) => {
    const where = placeInWords(claim, division);
    return where === '' ? claim.text : `${claim.text} (${where})`;
  });
  return note === undefined ? said : [...said, ...l10n.t('Note: {0}', note).split('\n')];
}
