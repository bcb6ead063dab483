// What of the table is shown, and where: plain functions of the table and of what a person has chosen.
import type { FactColumn } from '../../language/matrixTable.js';
import type { State, Table } from './messages.js';

export interface ShownColumn {
  /** "author", "source:vale2018cubs" */
  id: string;
  /** Its number in the table; null for what tells of the work itself. */
  number: number | null;
  isPinned: boolean;
  /** From the left edge of the whole table, and how wide, in pixels. */
  left: number;
  width: number;
}

const factWidths: Readonly<Record<FactColumn, number>> = { author: 170, year: 58, title: 250, claims: 88 };
const columnWidth = 270;

export const headHeight = 46;
export const rowHeight = 66;

/** Rows that a filter has found, and that the document in front cites; null for all. */
export interface Limits {
  found: ReadonlySet<number> | null;
  cited: ReadonlySet<number> | null;
}

type Choices = Pick<State, 'works' | 'sort' | 'pinnedColumns' | 'pinnedRows' | 'hidden'>;

/** The rows that are shown, in their order, apart from those that are pinned above them. */
export function shownRows(table: Table, { works, sort, pinnedRows }: Choices, { found, cited }: Limits): { pinned: number[]; rows: number[] } {
  const pinnedKeys = new Set(pinnedRows);
  const isPinned = (row: number): boolean => pinnedKeys.size > 0 && pinnedKeys.has(table.keys[row]!);
  const isShown = (row: number): boolean => (found?.has(row) ?? true) && (works === 'all' || (cited?.has(row) ?? false));
  const all = [...table.keys.keys()];
  const rank = rankBy(table, sort.column);
  const sign = sort.descending ? -1 : 1;
  const sorted = (rows: number[]): number[] => rows.sort((a, b) => sign * (rank(a) - rank(b)) || a - b);
  return { pinned: sorted(all.filter(isPinned)), rows: sorted(all.filter((row) => isShown(row) && !isPinned(row))) };
}

function rankBy(table: Table, column: string): (row: number) => number {
  switch (column) {
    case 'year': return (row) => table.yearRanks[row]!;
    case 'title': return (row) => table.titleRanks[row]!;
    case 'claims': return (row) => table.counts[row]!;
    default: {
      const number = table.columns.findIndex(({ id }) => id === column);
      return number < 0 ? (row) => row : (row) => claimsIn(table, row, number);
    }
  }
}

/** How many claims a cell has. */
export function claimsIn({ cellStarts, cellColumns, cellCounts }: Table, row: number, column: number): number {
  for (let cell = cellStarts[row]!; cell < cellStarts[row + 1]!; cell++) if (cellColumns[cell] === column) return cellCounts[cell]!;
  return 0;
}

/** Of each column that has a claim or a note in some of the rows, in how many. */
export function usedColumns(table: Table, rows: readonly number[]): ReadonlyMap<number, number> {
  const used = new Map<number, number>();
  const add = (column: number): void => void used.set(column, (used.get(column) ?? 0) + 1);
  for (const row of rows) for (let cell = table.cellStarts[row]!; cell < table.cellStarts[row + 1]!; cell++) add(table.cellColumns[cell]!);
  const shown = new Set(rows);
  for (const { row, column } of table.notes) if (shown.has(row) && claimsIn(table, row, column) === 0) add(column);
  return used;
}

/** The columns that are shown from left to right: authors, what is pinned, the others. */
export function shownColumns({ columns }: Table, { pinnedColumns, hidden }: Choices, used: ReadonlyMap<number, number>): ShownColumn[] {
  const facts = Object.entries(factWidths).map(([id, width]) => ({ id, number: null, width }));
  const divided = columns.map(({ id }, number) => ({ id, number, width: columnWidth })).filter(({ number }) => used.has(number));
  const isPinned = (id: string): boolean => id === 'author' || pinnedColumns.includes(id);
  const shown = [...facts, ...divided].filter(({ id }) => !hidden.includes(id));
  let left = 0;
  return [...shown.filter(({ id }) => isPinned(id)), ...shown.filter(({ id }) => !isPinned(id))].map((column) => {
    left += column.width;
    return { ...column, isPinned: isPinned(column.id), left: left - column.width };
  });
}

/** Where rows stand: all are of one height, but for those that are opened. */
export class RowPlaces {
  private readonly opened: { index: number; more: number }[];

  /** @param heights of the rows that are opened, by their numbers */
  constructor(private readonly rows: readonly number[], heights: ReadonlyMap<number, number>) {
    this.opened = heights.size === 0 ? [] : rows.flatMap((row, index) => (heights.has(row) ? [{ index, more: heights.get(row)! - rowHeight }] : []));
  }

  /** From the top of the rows, in pixels; of the index behind the last, how high they are together. */
  top(index: number): number {
    return this.opened.reduce((sum, one) => (one.index < index ? sum + one.more : sum), index * rowHeight);
  }

  /** The index of the row that stands at a height. */
  at(y: number): number {
    let [low, high] = [0, Math.max(0, this.rows.length - 1)];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.top(middle) <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
