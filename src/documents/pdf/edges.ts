import type { TypeLine, TypePage } from './lines.js';

/** What stands at the edges of pages: running heads, feet and page numbers. */
export interface PageEdges {
  furniture: Set<TypeLine>;
  /** What is printed on each page, in order. */
  labels: (string | null)[];
}

/** How many lines at the top and at the bottom of a page may be its head or foot. */
const edgeLines = 3;
/** Lines at the same height differ by less, in points. */
const sameHeight = 4;

/** A head as it repeats: without the page's number at either end. "The Ledger 147" → "the ledger #" */
const shapeOf = (text: string): string => text.replace(/^\d{1,4}(?!\d)|(?<!\d)\d{1,4}$/gu, '#').replace(/\s+/gu, ' ').toLowerCase().slice(0, 80);

/** A number alone, "Page 3 of 12", "– 147 –". */
const numberAlone = /^(?:[-–—[(|·]\s?)?(?:page\s|p\.\s?|seite\s|s\.\s|página\s)?([ivxlc]{1,7}|[A-Z]?-?\d{1,4})(?:\s?(?:of|von|de|sur|\/)\s?\d{1,4})?(?:\s?[-–—\])|·])?$/iu;
const numberAtEnd = [/^(\d{1,4})(?:\s|$|(?=\D))/u, /(?:^|\s|\D)(\d{1,4})$/u];

interface EdgeLine {
  line: TypeLine;
  /** Index of its page. */
  page: number;
  /** From the nearer of the page's top and bottom; below zero from the bottom. */
  height: number;
  /** The outermost lines have 0. */
  depth: number;
}

export function findEdges(pages: readonly TypePage[]): PageEdges {
  const edges = pages.map((page, index) => edgesOf(page, index));
  const furniture = new Set<TypeLine>();
  for (const { line } of repeated(edges.flat())) furniture.add(line);
  const { labels, numbers } = readNumbers(edges, pages.length);
  for (const line of numbers) furniture.add(line);
  return { furniture, labels };
}

function edgesOf({ lines, height }: TypePage, page: number): EdgeLine[] {
  const byHeight = [...lines].sort((a, b) => a.y - b.y);
  const top = byHeight.slice(0, edgeLines).map((line, depth) => ({ line, page, height: line.y, depth }));
  const bottom = byHeight.slice(edgeLines).reverse().slice(0, edgeLines).map((line, depth) => ({ line, page, height: line.y - height, depth }));
  // Of lines at one height, as a head's two halves, none stands deeper than the other.
  for (const side of [top, bottom]) {
    side.forEach((edge, index) => {
      const before = side[index - 1];
      if (before) edge.depth = Math.abs(before.line.y - edge.line.y) < sameHeight ? before.depth : before.depth + 1;
    });
  }
  return [...top, ...bottom];
}

/** Lines that come back with the same words at the same height of several pages. */
function repeated(edges: readonly EdgeLine[]): EdgeLine[] {
  const keyOf = (shape: string, step: number): string => `${step} ${shape}`;
  const stepOf = ({ height }: EdgeLine): number => Math.round(height / sameHeight);
  const pages = new Map<string, Set<number>>();
  const shaped = edges.map((edge) => ({ edge, shape: shapeOf(edge.line.text) })).filter(({ shape }) => /\p{L}/u.test(shape));
  for (const { edge, shape } of shaped) {
    for (const step of [-1, 0, 1]) {
      const key = keyOf(shape, stepOf(edge) + step);
      pages.set(key, (pages.get(key) ?? new Set()).add(edge.page));
    }
  }
  const isRepeated = ({ edge, shape }: { edge: EdgeLine; shape: string }): boolean => {
    const on = pages.get(keyOf(shape, stepOf(edge)))?.size ?? 0;
    return on > 2 || (on === 2 && (edge.depth === 0 || edge.line.text.length > 12));
  };
  return shaped.filter(isRepeated).map(({ edge }) => edge);
}

interface Printed {
  label: string;
  /** In figures: 12 of "xii". */
  value: number;
  edge: EdgeLine;
  alone: boolean;
}

function numbersIn(edge: EdgeLine): Printed[] {
  const alone = numberAlone.exec(edge.line.text)?.[1];
  if (alone !== undefined) {
    const value = /\d/u.test(alone) ? Number(/\d+$/u.exec(alone)![0]) : romanValue(alone);
    return [{ label: alone, value, edge, alone: true }];
  }
  if (edge.line.text.length > 120) return [];
  return numberAtEnd.flatMap((pattern) => {
    const label = pattern.exec(edge.line.text)?.[1];
    return label === undefined ? [] : [{ label, value: Number(label), edge, alone: false }];
  });
}

const romanDigits: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

function romanValue(label: string): number {
  const digits = [...label.toLowerCase()].map((digit) => romanDigits[digit] ?? 0);
  return digits.reduce((sum, digit, index) => sum + (digit < (digits[index + 1] ?? 0) ? -digit : digit), 0);
}

/** The numbers printed on pages: those that count up as the pages do. */
function readNumbers(edges: readonly EdgeLine[][], pageCount: number): { labels: (string | null)[]; numbers: TypeLine[] } {
  const printed = edges.map((own) => own.flatMap(numbersIn));
  const votes = new Map<string, number>();
  const keyOf = ({ label, value }: Printed, page: number): string => `${/\d/u.test(label) ? 'figures' : 'roman'} ${value - page}`;
  printed.forEach((own, page) => {
    for (const key of new Set(own.map((one) => keyOf(one, page)))) votes.set(key, (votes.get(key) ?? 0) + 1);
  });
  const fewest = pageCount === 1 ? 1 : 2;
  const numbers: TypeLine[] = [];
  const labels = printed.map((own, page): string | null => {
    const counting = own.filter((one) => (votes.get(keyOf(one, page)) ?? 0) >= (one.alone ? fewest : Math.max(fewest, 2)));
    const best = counting.reduce<Printed | null>((most, one) => (most === null || (votes.get(keyOf(one, page)) ?? 0) > (votes.get(keyOf(most, page)) ?? 0) ? one : most), null);
    for (const { edge, alone } of counting) if (alone || edge.depth === 0) numbers.push(edge.line);
    return best?.label ?? null;
  });
  return { labels: fillIn(labels), numbers };
}

/** A page without a number between or before pages that count up has the one that is missing: an opening page, a full-page table. */
function fillIn(labels: readonly (string | null)[]): (string | null)[] {
  return labels.map((label, page) => {
    if (label !== null) return label;
    const [after, again] = [labels[page + 1], labels[page + 2]];
    if (!after || !again || !/^\d+$/u.test(after) || Number(again) !== Number(after) + 1) return null;
    const value = Number(after) - 1;
    const before = page > 0 ? labels[page - 1] : null;
    if (value < 1 || (before !== null && before !== undefined && before !== String(value - 1))) return null;
    return String(value);
  });
}
