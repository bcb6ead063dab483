import { piecesOf, type Piece, type Row } from './rows.js';

/** A piece of a page that is read in one go: a column between two gutters, or what reaches over a gutter. */
export interface Stretch {
  /** From 0 at the left; null for what reaches over a gutter. */
  column: number | null;
  y: number;
  pieces: Piece[];
}

interface Cut {
  y: number;
  pieces: Piece[];
}

/** Fewest rows on either side of a gutter. */
const fewestRows = 5;
/** Fewest rows below each other. */
const fewestInRun = 6;
/** Narrowest gutter, in points. */
const narrowest = 4;
/** Narrowest column, as a share of the page's text. */
const narrowestColumn = 0.2;
const mostColumns = 4;

/**
 * The rows of a page in the order in which they are read: down each column, and over all of them where a line reaches over a gutter.
 *
 * @param usual the gutters of the pages before, which are believed with less to show for them
 */
export function inReadingOrder(rows: readonly Row[], usual: readonly number[] = []): { order: Stretch[]; gutters: number[] } {
  const cuts = rows.map((row): Cut => ({ y: row.y, pieces: piecesOf(row) }));
  const { from, to } = extent(cuts);
  const gutters = findGutters(cuts, mostColumns, { usual, least: (to - from) * narrowestColumn });
  if (gutters.length === 0) return { order: cuts.map(({ y, pieces }) => ({ column: null, y, pieces })), gutters };
  const order: Stretch[] = [];
  let columns: Stretch[][] = [];
  const flush = (): void => {
    order.push(...columns.flat());
    columns = [];
  };
  for (const { y, pieces } of cuts) {
    if (pieces.some((piece) => reachesOver(piece, gutters, pieces.length))) {
      flush();
      order.push({ column: null, y, pieces });
      continue;
    }
    const byColumn = new Map<number, Piece[]>();
    for (const piece of pieces) {
      const column = columnOf(piece, gutters);
      byColumn.set(column, [...(byColumn.get(column) ?? []), piece]);
    }
    for (const [column, own] of byColumn) (columns[column] ??= []).push({ column, y, pieces: own });
  }
  flush();
  return { order, gutters };
}

/** How far a piece must reach into the columns on both sides to be no line of one of them that runs too long, in its type's size. */
const reach = 2;

const reachesOver = ({ left, right, size }: Piece, gutters: readonly number[], ofPieces: number): boolean =>
  gutters.some((gutter) => left < gutter - size * reach && right > gutter + size * (ofPieces === 1 ? reach : reach * 2));

const columnOf = ({ left, right }: Piece, gutters: readonly number[]): number => gutters.filter((gutter) => gutter < (left + right) / 2).length;

/** What a page's columns are measured by. */
interface Known {
  /** The gutters of the pages before. */
  usual: readonly number[];
  /** The narrowest column, in points. */
  least: number;
}

function extent(cuts: readonly Cut[]): { from: number; to: number } {
  const all = cuts.flatMap(({ pieces }) => pieces);
  return { from: quantile(all.map(({ left }) => left), 0.02), to: quantile(all.map(({ right }) => right), 0.98) };
}

/** Where the page is blank from top to bottom, but for lines that reach over: the x of each gutter's right edge, from left to right. */
function findGutters(cuts: readonly Cut[], columns: number, known: Known): number[] {
  if (columns < 2) return [];
  const best = [...known.usual, ...candidates(cuts)]
    .map((gutter) => ({ gutter, weight: weigh(gutter, cuts, known) }))
    .reduce((most, one) => (one.weight > most.weight ? one : most), { gutter: 0, weight: 0 });
  if (best.weight === 0) return [];
  const { gutter } = best;
  const side = (isOn: (piece: Piece) => boolean): Cut[] =>
    cuts.filter(({ pieces }) => !pieces.some((piece) => crosses(piece, gutter))).map(({ y, pieces }) => ({ y, pieces: pieces.filter(isOn) })).filter(({ pieces }) => pieces.length > 0);
  const left = findGutters(side((piece) => piece.right <= gutter), columns - 1, known);
  const right = findGutters(side((piece) => piece.left >= gutter - 1), columns - 1 - left.length, known);
  return [...left, gutter, ...right];
}

const crosses = ({ left, right }: Piece, gutter: number): boolean => left < gutter - 1 && right > gutter + 1;

/** Where pieces begin most often. */
function candidates(cuts: readonly Cut[]): number[] {
  const votes = countsBy(cuts.flatMap(({ pieces }) => pieces.map(({ left }) => left)), (left) => Math.round(left / 2));
  return [...votes].filter(([, count]) => count >= 3).sort((a, b) => b[1] - a[1]).slice(0, 12).map(([place]) => place * 2 - 2);
}

/** How many rows a gutter parts; 0 where it is none. */
function weigh(gutter: number, cuts: readonly Cut[], { usual, least }: Known): number {
  const { from, to } = extent(cuts);
  if (gutter - from < least || to - gutter < least) return 0;
  const parted = partedRows(gutter, cuts);
  const lefts = parted.map(({ pieces }) => pieces.filter((piece) => piece.right <= gutter + 1)).filter(({ length }) => length > 0);
  const rights = parted.map(({ pieces }) => pieces.filter((piece) => piece.left >= gutter - 1)).filter(({ length }) => length > 0);
  if (Math.min(lefts.length, rights.length) < fewestRows) return 0;
  const starts = rights.map((pieces) => pieces[0]!.left);
  if (quantile(starts, 0.1) - quantile(lefts.map((pieces) => pieces.at(-1)!.right), 0.95) < narrowest) return 0;
  const prose = quantile(lefts.map(filled), 0.5) > (gutter - from) * 0.5 && quantile(rights.map(filled), 0.5) > (to - gutter) * 0.5;
  return usual.includes(gutter) || (prose && isAligned(starts)) ? lefts.length + rights.length - (cuts.length - parted.length) * 0.5 : 0;
}

/** Rows that a gutter parts, where many do so one below the other: in loosely set lines a few gaps meet by chance. */
function partedRows(gutter: number, cuts: readonly Cut[]): Cut[] {
  const parted: Cut[] = [];
  let run: Cut[] = [];
  const close = (): void => {
    if (run.length >= fewestInRun) parted.push(...run);
    run = [];
  };
  for (const cut of cuts) {
    if (cut.pieces.some((piece) => crosses(piece, gutter))) close();
    else run.push(cut);
  }
  close();
  return parted;
}

/** Lines of a column begin at one place or two: its edge, and where its paragraphs or the rest of its entries are set in. */
function isAligned(starts: readonly number[]): boolean {
  const counts = [...countsBy(starts, (start) => Math.round(start / 2)).values()].sort((a, b) => b - a);
  return (counts[0] ?? 0) + (counts[1] ?? 0) >= starts.length * 0.5;
}

function countsBy(values: readonly number[], keyOf: (value: number) => number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(keyOf(value), (counts.get(keyOf(value)) ?? 0) + 1);
  return counts;
}

const filled = (pieces: readonly Piece[]): number => pieces.reduce((sum, { left, right }) => sum + right - left, 0);

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
