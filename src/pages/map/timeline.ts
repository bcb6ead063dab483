import { append } from '../../text/multimap.js';
import { sizeOf, type Placed, type Places } from './layout.js';
import type { Shown, Work } from './literature.js';

/** Works by year: x in years, y in pixels from the line between cited works, above, and sources, below. */
export interface Timeline {
  places: Places;
  first: number;
  last: number;
  /** Where works without a year stand, beyond the last year; null where all have one. */
  undated: number | null;
  /** The end of all, in years. */
  end: number;
  /** In pixels. */
  above: number;
  below: number;
  /** The part of all years in which nearly all works are, in percent. */
  usual: { start: number; end: number };
}

const largestCell = 32;
const smallestCell = 4;
/** Works are not drawn smaller than this, in pixels, only because a year is: then those of years beside one another may touch. */
const leastWidth = 10;
/** Sources take this part of the height. */
const shareBelow = 0.24;
/** A few works are far older than all others: such a part of them is out of sight at first. */
const rare = 0.02;
/** Undated works stand this part of all years beyond the last. */
const margin = 0.03;

/** Stacks works over their years, as large as there is room for. @param frame in pixels */
export function timelineLayout({ works }: Shown, frame: { width: number; height: number }): Timeline {
  const years = works.flatMap(({ year }) => (year === null ? [] : [year])).sort((a, b) => a - b);
  const [first, last] = [years[0] ?? 0, years.at(-1) ?? 0];
  const usualFirst = Math.max(first, (years[Math.floor(years.length * rare)] ?? first) - 1);
  const span = last - usualFirst + 1;
  const below = Math.round(frame.height * shareBelow);
  const above = frame.height - below;
  const stacks = stacksOf(works);
  const undatedWorks = works.some(({ year }) => year === null);
  const gap = undatedWorks ? Math.max(1, span * margin) : 0;
  const undatedSpan = undatedWorks ? Math.max(1, span * 0.08) : 0;
  const yearWidth = frame.width / (span + gap + undatedSpan);
  const widthOf = (stack: Stack): number => yearWidth * (stack.year === null ? undatedSpan : 1);
  const cell = cellFor(stacks, (stack) => ({ width: widthOf(stack), height: stack.sources ? below : above }));
  const undated = undatedWorks ? last + 0.5 + gap + undatedSpan / 2 : null;
  const places = new Map<Work, Placed>();
  for (const stack of stacks) {
    const across = Math.max(1, Math.floor(widthOf(stack) / cell));
    stack.works.forEach((work, index) => {
      const inRow = Math.min(across, stack.works.length - Math.floor(index / across) * across);
      const column = (index % across) - (inRow - 1) / 2;
      const up = (Math.floor(index / across) + 0.5) * cell + 2;
      places.set(work, { x: (stack.year ?? undated!) + (column * cell) / yearWidth, y: stack.sources ? -up : up, size: Math.max(smallestCell, Math.min(cell - 1, Math.max(leastWidth, yearWidth) - 1, (sizeOf(work) * cell) / largestCell)) });
    });
  }
  const end = last + 0.5 + gap + undatedSpan;
  const whole = end - first + 0.5;
  return { places, first, last, undated, end, above, below, usual: { start: (100 * (usualFirst - first)) / whole, end: 100 } };
}

interface Stack {
  year: number | null;
  sources: boolean;
  works: Work[];
}

/** Those of a year, sources apart; the order of the works stays. */
function stacksOf(works: readonly Work[]): Stack[] {
  const stacks = new Map<string, Work[]>();
  for (const work of works) append(stacks, `${work.year} ${work.isSource}`, work);
  return [...stacks.values()].map((held) => ({ year: held[0]!.year, sources: held[0]!.isSource, works: held }));
}

/** The largest cell in which all stacks have room. */
function cellFor(stacks: readonly Stack[], roomOf: (stack: Stack) => { width: number; height: number }): number {
  for (let cell = largestCell; cell > smallestCell; cell--) {
    const fits = stacks.every((stack) => {
      const { width, height } = roomOf(stack);
      return Math.ceil(stack.works.length / Math.max(1, Math.floor(width / cell))) * cell <= height - 4;
    });
    if (fits) return cell;
  }
  return smallestCell;
}
