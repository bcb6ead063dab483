import { inReadingOrder, type Stretch } from './columns.js';
import type { Item, PdfPage } from './file.js';
import { commonSize, isBlank, piecesOf, rightOf, rowsOf, type Row } from './rows.js';

/** A stretch of a line in one type. Offsets are in the line's text. */
export interface Run {
  start: number;
  end: number;
  /** Smaller, and above the line. */
  raised: boolean;
  size: number;
  bold: boolean;
  italic: boolean;
}

/** A line of type. In points, from the page's top left corner. */
export interface TypeLine {
  text: string;
  runs: Run[];
  /** From 0. */
  page: number;
  /** From 0 at the left; null on a page without columns, and for what reaches over them. */
  column: number | null;
  left: number;
  right: number;
  /** The baseline. */
  y: number;
  /** That of most letters. */
  size: number;
  bold: boolean;
  italic: boolean;
  /** How many pieces a wide gap parts it into: the cells of a table's row. */
  cells: number;
}

export interface TypePage {
  width: number;
  height: number;
  /** In the order in which they are read. */
  lines: TypeLine[];
  /** The x of the right edge of each gutter between columns, from left to right. */
  gutters: number[];
  /** Set aside: numbers of lines in the margin, text at another angle. */
  aside: string[];
}

/** Shares of the type's size. */
const spaceFrom = 0.13;
const raisedFrom = 0.12;
const cellGap = 1.1;

/**
 * Lines of type from what stands on a page.
 *
 * @param page its index
 * @param usual the gutters of the pages before
 */
export function linesOf({ width, height, items, turned }: PdfPage, page: number, usual: readonly number[] = []): TypePage {
  const { rest, caps } = takeDropCaps(items);
  const rows = rowsOf(rest);
  const numbers = takeLineNumbers(rows);
  const { order, gutters } = inReadingOrder(rows.filter((row) => row.items.some((item) => !isBlank(item))), usual);
  const lines = order.map((stretch) => lineOf(stretch, page));
  for (const cap of caps) putBack(cap, lines, page);
  return { width, height, lines, gutters, aside: [...numbers, ...turned] };
}

function lineOf({ column, y, pieces }: Stretch, page: number): TypeLine {
  const items = pieces.flatMap((piece) => piece.items).sort((a, b) => a.x - b.x);
  const size = commonSize(items);
  const base = items.find((item) => item.size === size)?.y ?? y;
  const { text, runs } = setText(items, size, base);
  const share = (has: (run: Run) => boolean): number => runs.reduce((sum, run) => sum + (has(run) ? run.end - run.start : 0), 0) / Math.max(1, text.length);
  return {
    text,
    runs,
    page,
    column,
    left: items[0]!.x,
    right: items.reduce((right, item) => Math.max(right, rightOf(item)), -Infinity),
    y: base,
    size,
    bold: share(({ bold }) => bold) > 0.8,
    italic: share(({ italic }) => italic) > 0.8,
    cells: cellsIn(items),
  };
}

/** How many pieces wide gaps part a line into. A line whose words all stand wide apart is loosely set, and no row of a table. */
function cellsIn(items: readonly Item[]): number {
  const set = items.filter((item) => !isBlank(item));
  const gaps = set.slice(1).map((item, index) => (item.x - rightOf(set[index]!)) / Math.max(item.size, set[index]!.size)).filter((gap) => gap > spaceFrom);
  const cells = 1 + gaps.filter((gap) => gap > cellGap).length;
  if (cells < 3) return cells;
  const numbers = set.filter(({ text }) => /^[^\p{L}]*$/u.test(text)).length;
  return Math.max(...gaps) < Math.min(...gaps) * 1.7 && numbers < set.length * 0.5 ? 1 : cells;
}

/** Joins items to text, with a space where they stand apart. */
function setText(items: readonly Item[], size: number, base: number): { text: string; runs: Run[] } {
  const spread = isSpread(items) ? spreadOf(items) : 0;
  const runs: Run[] = [];
  let text = '';
  let right: number | null = null;
  for (const item of items) {
    const words = compose(text, spread > 0 ? item.text.replace(/\s/gu, '') : plain(item.text));
    if (words.text.trim() === '') continue;
    const gap = right === null ? 0 : item.x - right;
    const apart = gap > Math.max(Math.min(item.size, size) * spaceFrom, spread) || words.text.startsWith(' ');
    text = words.before;
    if (apart && text !== '' && !text.endsWith(' ')) text += ' ';
    const start = text.length;
    text += text === '' || text.endsWith(' ') ? words.text.trimStart() : words.text;
    const { bold, italic } = item;
    const raised = item.size < size * 0.92 && base - item.y > size * raisedFrom;
    const last = runs.at(-1);
    if (last && last.raised === raised && last.bold === bold && last.italic === italic && last.size === item.size) last.end = text.length;
    else runs.push({ start: Math.min(start, text.length), end: text.length, raised, size: item.size, bold, italic });
    right = rightOf(item);
  }
  const trimmed = text.trimEnd();
  for (const run of runs) run.end = Math.min(run.end, trimmed.length);
  return { text: trimmed, runs: runs.filter(({ start, end }) => end > start) };
}

/** Where TeX's fonts have their ligatures, quotation marks and dashes; a font made of bitmaps tells no more. */
const ligatures: Record<string, string> = {
  '\u0010': '“', '\u0011': '”', '\u0012': '„', '\u0013': '«', '\u0014': '»', '\u0015': '–', '\u0016': '—',
  '\u001b': 'ff', '\u001c': 'fi', '\u001d': 'fl', '\u001e': 'ffi', '\u001f': 'ffl', '\u000b': 'ff', '\u000c': 'fi', '\u000e': 'ffi', '\u000f': 'ffl',
};

const plain = (text: string): string => text.replace(/\p{Cc}/gu, (sign) => ligatures[sign] ?? ' ').replace(/\s+/gu, ' ');

const accents: Record<string, string> = { '´': '\u0301', '`': '\u0300', '¨': '\u0308', 'ˆ': '\u0302', '˜': '\u0303', '¸': '\u0327', 'ˇ': '\u030c', '˚': '\u030a', '¯': '\u0304', '˝': '\u030b', '˙': '\u0307' };
const accent = /[´`¨ˆ˜¸ˇ˚¯˝˙]/u;
const accentAndLetter = /([´`¨ˆ˜¸ˇ˚¯˝˙]) ?([\p{L}])/gu;

/** Old fonts print an accent and its letter one over the other: "´e" is "é", and the "c" before "¸" takes it. */
function compose(before: string, text: string): { before: string; text: string } {
  if (!accent.test(text) && !accent.test(before.slice(-2))) return { before, text };
  const tail = /[´`¨ˆ˜¸ˇ˚¯˝˙] ?$/u.exec(before)?.[0] ?? '';
  const joined = (tail + text).replace(accentAndLetter, (all, sign: string, letter: string) => {
    const composed = (letter === 'ı' ? 'i' : letter) + accents[sign]!;
    return composed.normalize('NFC').length === 1 ? composed.normalize('NFC') : all;
  });
  return { before: before.slice(0, before.length - tail.length), text: joined };
}

/** Letters set apart: "I N T R O D U C T I O N". */
function isSpread(items: readonly Item[]): boolean {
  const words = items.flatMap(({ text }) => text.split(/\s+/u)).filter((word) => word !== '');
  return words.length >= 5 && words.filter((word) => /^\p{L}[.,:]?$/u.test(word)).length > words.length * 0.8;
}

/** The gap from which on words, not letters, are apart in such a line. */
function spreadOf(items: readonly Item[]): number {
  const filled = items.filter((item) => !isBlank(item));
  const gaps = filled.slice(1).map((item, index) => item.x - rightOf(filled[index]!)).sort((a, b) => a - b);
  return Math.max(0.01, (gaps[Math.floor(gaps.length / 2)] ?? 0) * 1.7);
}

const lineNumber = /^\d{1,4}$/u;
const fewestNumbers = 5;

/** Takes the numbers of lines out of the margin; they count up by one a row, or by five. */
function takeLineNumbers(rows: readonly Row[]): string[] {
  const heads = rows.flatMap((row, index) => {
    const [first, second] = piecesOf(row);
    const number = first && lineNumber.test(first.items.map(({ text }) => text).join('').trim()) ? first : null;
    return number ? [{ row, index, piece: number, value: Number(number.items.map(({ text }) => text).join('')), second }] : [];
  });
  const edge = mode(heads.map(({ piece }) => Math.round(piece.right)));
  const inMargin = heads.filter(({ piece, row }) => Math.abs(piece.right - edge) < 3 && row.items.every((item) => piece.items.includes(item) || isBlank(item) || item.x > piece.right + item.size * 0.6));
  if (inMargin.length < fewestNumbers || !countUp(inMargin) || !besideText(rows, inMargin)) return [];
  for (const { row, piece } of inMargin) row.items = row.items.filter((item) => !piece.items.includes(item));
  return inMargin.map(({ value }) => String(value));
}

function countUp(heads: readonly { value: number; index: number }[]): boolean {
  const steps = heads.slice(1).map(({ value }, at) => value - heads[at]!.value);
  const step = mode(steps);
  return (step === 1 || step === 5) && steps.filter((one) => one === step).length > steps.length * 0.8;
}

/** Text goes on in lower case beside many of them, as beside the numbers of a list's entries it does not. */
function besideText(rows: readonly Row[], heads: readonly { index: number; value: number; second: { items: Item[] } | undefined }[]): boolean {
  const first = heads[0]!.index;
  const last = heads.at(-1)!.index;
  const among = rows.slice(first, last + 1);
  const lower = among.filter((row) => /^\d*\s*\p{Ll}/u.test(row.items.map(({ text }) => text).join('').trim())).length;
  return lower > among.length * 0.25;
}

function mode(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [NaN, 0])[0];
}

/** How much larger than the text a letter is that opens it over several lines. */
const dropCapFrom = 1.9;
const mostDropCaps = 8;

function takeDropCaps(items: readonly Item[]): { rest: Item[]; caps: Item[] } {
  const size = commonSize(items);
  const large = items.filter((item) => item.size > size * dropCapFrom && /^[“"‘']?\p{Lu}$/u.test(item.text.trim()));
  const caps = large.slice(0, mostDropCaps).filter((cap) => items.some((other) => beside(cap, other)));
  return { rest: items.filter((item) => !caps.includes(item)), caps };
}

/** Whether an item stands right of a drop cap, in the upper of the lines that it takes. */
const beside = (cap: Item, item: Item): boolean =>
  item.size < cap.size * 0.6 && !isBlank(item) && item.y < cap.y - cap.size * 0.2 && item.y > cap.y - cap.size * 1.1 && item.x >= rightOf(cap) - 1 && item.x < rightOf(cap) + item.size;

/** Puts a drop cap before the first of the lines beside it. */
function putBack(cap: Item, lines: TypeLine[], page: number): void {
  const right = rightOf(cap);
  const own = lines.filter((line) => line.y <= cap.y + 1 && line.y > cap.y - cap.size * 1.1 && line.left >= right - 1 && line.left < right + line.size * 1.5);
  const first = own.reduce<TypeLine | null>((top, line) => (top === null || line.y < top.y ? line : top), null);
  if (!first || first.page !== page) return;
  const letter = cap.text.trim();
  first.text = letter + first.text;
  for (const run of first.runs) [run.start, run.end] = [run.start + letter.length, run.end + letter.length];
  first.runs.unshift({ start: 0, end: letter.length, raised: false, size: cap.size, bold: cap.bold, italic: cap.italic });
  for (const line of own) line.left = cap.x;
}
