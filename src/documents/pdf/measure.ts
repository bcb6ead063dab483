import { append } from '../../text/multimap.js';
import { quantile } from './columns.js';
import type { TypeLine } from './lines.js';

/** How a source is set. In points. */
export interface Measure {
  /** The size of the running text. */
  size: number;
  /** From one baseline of the running text to the next. */
  leading: number;
}

/** Sizes that differ by less are one. */
export const sizeStep = 0.25;

export const isSmaller = (size: number, than: number): boolean => size < than * 0.95 - 0.05;
export const isLarger = (size: number, than: number): boolean => size > than * 1.05 + 0.05;
export const isSameSize = (size: number, other: number): boolean => !isSmaller(size, other) && !isSmaller(other, size);

export function measureOf(lines: readonly TypeLine[]): Measure {
  const size = commonestSize(lines);
  return { size, leading: leadingOf(lines.filter((line) => isSameSize(line.size, size))) || size * 1.2 };
}

/** The size of most letters. */
export function commonestSize(lines: readonly TypeLine[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of lines) {
    const step = Math.round(size / sizeStep);
    letters.set(step, (letters.get(step) ?? 0) + text.length);
  }
  return [...letters].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0])[0] * sizeStep;
}

/** The middle distance between the baselines of lines that follow each other; 0 where none do. */
export function leadingOf(lines: readonly TypeLine[]): number {
  const distances: number[] = [];
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    if (before && before.page === line.page && before.column === line.column && line.y > before.y) distances.push(line.y - before.y);
  });
  return quantile(distances, 0.4);
}

/** Where most lines of a column begin and end. */
export interface Edges {
  left: number;
  right: number;
}

const columnKey = ({ page, column }: TypeLine): string => `${page} ${column ?? '-'}`;

/** The edges of each column of each page, by a line of it. */
export class ColumnEdges {
  private readonly byColumn = new Map<string, Edges>();

  /** @param share how many lines, of those at the place where most begin, must begin at a place for it to be the edge */
  constructor(lines: readonly TypeLine[], share = 0.35) {
    const groups = new Map<string, TypeLine[]>();
    for (const line of lines) append(groups, columnKey(line), line);
    for (const [key, group] of groups) this.byColumn.set(key, { left: commonLeft(group, share), right: quantile(group.map(({ right }) => right), 0.85) });
  }

  of(line: TypeLine): Edges {
    return this.byColumn.get(columnKey(line)) ?? { left: line.left, right: line.right };
  }
}

/** The leftmost of the places where many lines begin. */
function commonLeft(lines: readonly TypeLine[], share: number): number {
  const counts = new Map<number, number>();
  for (const { left } of lines) counts.set(Math.round(left), (counts.get(Math.round(left)) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return Math.min(...[...counts].filter(([, count]) => count >= most * share).map(([left]) => left));
}
