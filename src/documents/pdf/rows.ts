import type { Item } from './file.js';

/** Items that stand on one baseline, from left to right, with what is raised above or lowered below it. */
export interface Row {
  y: number;
  items: Item[];
}

/** Items of a row without a wide gap between them. */
export interface Piece {
  items: Item[];
  left: number;
  right: number;
  /** That of most of its letters. */
  size: number;
}

/** Shares of the type's size. */
const sameBaseline = 0.2;
const wideGap = 0.6;
const touching = 0.5;
const farthestShift = 0.7;

/** Longest piece that can stand raised: a list of numbers. */
const longestRaised = 24;

export const rightOf = ({ x, width }: Item): number => x + width;
const lettersIn = ({ text }: Item): number => text.trim().length;
export const isBlank = ({ text }: Item): boolean => text.trim() === '';

/** A page's items as rows, from the top down. */
export function rowsOf(items: readonly Item[]): Row[] {
  const rows = clusterByBaseline(withoutTwins(items));
  attachShifted(rows);
  return rows.filter((row) => row.items.some((item) => !isBlank(item)));
}

/** Text that is drawn twice, a hair apart, to look bold. */
function withoutTwins(items: readonly Item[]): Item[] {
  const seen = new Set<string>();
  return items.filter(({ text, x, y, size }) => {
    const place = `${Math.round(x / (size * 0.2))} ${Math.round(y / (size * 0.2))} ${text}`;
    if (seen.has(place)) return false;
    seen.add(place);
    return true;
  });
}

function clusterByBaseline(items: readonly Item[]): Row[] {
  const rows: Row[] = [];
  for (const item of [...items].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const row = rows.at(-1);
    const size = Math.min(item.size, row?.items.at(-1)?.size ?? 0);
    if (row && item.y - row.y <= size * sameBaseline) row.items.push(item);
    else rows.push({ y: item.y, items: [item] });
  }
  for (const row of rows) row.items.sort((a, b) => a.x - b.x);
  return rows;
}

/** Cuts a row where the gap between two items is wider than a space between words. */
export function piecesOf(row: Row): Piece[] {
  const pieces: Piece[] = [];
  let current: Item[] = [];
  let right = -Infinity;
  for (const item of row.items) {
    if (isBlank(item)) continue;
    if (current.length > 0 && item.x - right > Math.max(item.size, current.at(-1)!.size) * wideGap) {
      pieces.push(pieceOf(current));
      current = [];
    }
    current.push(item);
    right = Math.max(right, rightOf(item));
  }
  if (current.length > 0) pieces.push(pieceOf(current));
  return pieces;
}

export function pieceOf(items: Item[]): Piece {
  return { items, left: items[0]!.x, right: items.reduce((right, item) => Math.max(right, rightOf(item)), -Infinity), size: commonSize(items) };
}

/** The size of most letters. */
export function commonSize(items: readonly Item[]): number {
  const letters = new Map<number, number>();
  for (const item of items) letters.set(item.size, (letters.get(item.size) ?? 0) + lettersIn(item));
  let common = 0;
  let most = -1;
  for (const [size, count] of letters) if (count > most) [common, most] = [size, count];
  return common;
}

/** Rows looked at above and below one for what a raised piece touches; rows with more items are no text. */
const nearRows = 8;
const mostItems = 2000;

/** Puts what stands raised or lowered to the row that it touches: notes' numbers, exponents, the "E" of TeX's own name. */
function attachShifted(rows: Row[]): void {
  rows.forEach((row, index) => {
    if (row.items.length > mostItems) return;
    for (const piece of piecesOf(row)) {
      if (lettersOf(piece) > longestRaised) continue;
      const host = hostOf(piece, row.y, rows.slice(Math.max(0, index - nearRows), index + nearRows + 1).filter((other) => other !== row));
      if (!host) continue;
      row.items = row.items.filter((item) => !piece.items.includes(item));
      host.items.push(...piece.items);
      host.items.sort((a, b) => a.x - b.x);
    }
  });
}

function hostOf(piece: Piece, y: number, near: readonly Row[]): Row | null {
  let host: Row | null = null;
  let nearest = Infinity;
  for (const row of near) {
    const distance = Math.abs(row.y - y);
    if (distance >= nearest || row.items.length > mostItems) continue;
    if (row.items.some((item) => isHost(item, piece, distance))) [host, nearest] = [row, distance];
  }
  return host;
}

function isHost(item: Item, piece: Piece, distance: number): boolean {
  if (isBlank(item) || distance > item.size * farthestShift) return false;
  const smaller = piece.size < item.size * 0.92;
  const gap = Math.max(piece.left - rightOf(item), item.x - piece.right);
  if (gap < -item.size * 0.5) return false;
  return smaller ? gap < item.size * touching : piece.size < item.size * 1.05 && lettersOf(piece) <= 2 && gap < item.size * 0.1;
}

const lettersOf = ({ items }: Piece): number => items.reduce((sum, item) => sum + lettersIn(item), 0);
