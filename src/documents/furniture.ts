import { append } from '../text/multimap.js';
import type { Line } from './lines.js';

/** What page furniture tells: which lines are not text, and where pages begin and what is printed on them. */
export interface Furniture {
  /** By line: true for running heads, page numbers, and what a web page puts after an article. */
  isFurniture: boolean[];
  /** Lines that are the first of a page, in order, each with its page's label. The first page begins at line 0. */
  pageStarts: { line: number; label: string | null }[];
}

/** A line as a running head repeats: without the page number at either end. "Studies, Vol. 4 147" → "studies, vol. 4 #". */
const headShape = (words: string): string => words.replace(/^\d{1,4}(?!\d)|(?<!\d)\d{1,4}$/g, '#').replace(/\s+/g, ' ').toLowerCase();

const pageNumber = /^(?:[-–—[(|]\s?)?(?:page\s|p\.\s|seite\s|s\.\s)?(\d{1,4}|[ivxl]{1,7})(?:\s?(?:of|von|\/)\s?\d{1,4})?(?:\s?[-–—\])|])?$/iu;

/** A web page goes on after its article: these head what is no longer part of it. */
const webHeading =
  /^(?:recommended(?: for you| reading)?|check also|related(?: articles?| stories| posts| content| reading)?|read (?:more|next|also)|more (?:from|on|stories)\b.{0,40}|share this.{0,40}|you (?:may|might) also like|subscribe.{0,60}|sign up.{0,60}|leave a (?:reply|comment)|comments|advertisement|trending|most (?:read|popular)|tags|follow us.{0,40}|©.{0,80}|all rights reserved.?)\s*:?$/iu;
const webCredit = /^(?:image|photo|picture|credit|photo credit|image credit)s?:\s.{1,80}$/iu;

/** How far into a page, in lines that hold words, a head or foot may stand. */
const edge = 2;

export function findFurniture(lines: readonly Line[]): Furniture {
  const isFurniture = lines.map(() => false);
  const pageStarts: Furniture['pageStarts'] = [{ line: 0, label: null }];
  const pages = formFeedPages(lines);
  if (pages.length > 1) markPages(lines, pages, isFurniture, pageStarts);
  else markRepeatedHeads(lines, isFurniture, pageStarts);
  markWebTrimmings(lines, isFurniture);
  return { isFurniture, pageStarts };
}

/** The first and last line (exclusive) of each page, where form feeds part them. */
function formFeedPages(lines: readonly Line[]): { first: number; end: number }[] {
  const pages: { first: number; end: number }[] = [];
  let first = 0;
  lines.forEach((line, index) => {
    if (line.startsPage && index > first) {
      pages.push({ first, end: index });
      first = index;
    }
  });
  pages.push({ first, end: lines.length });
  return pages;
}

/** Lines with words at a page's head and foot, outermost first. */
function edges(lines: readonly Line[], page: { first: number; end: number }): number[] {
  const filled: number[] = [];
  for (let index = page.first; index < page.end; index++) if (lines[index]!.words !== '') filled.push(index);
  return [...new Set([...filled.slice(0, edge), ...filled.slice(-edge).reverse()])];
}

function markPages(
  lines: readonly Line[],
  pages: readonly { first: number; end: number }[],
  isFurniture: boolean[],
  pageStarts: Furniture['pageStarts'],
): void {
  const counts = new Map<string, number>();
  const perPage = pages.map((page) => edges(lines, page));
  for (const candidates of perPage)
    for (const shape of new Set(candidates.map((index) => headShape(lines[index]!.words)))) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  pageStarts.length = 0;
  pages.forEach((page, number) => {
    let label: string | null = null;
    for (const index of perPage[number]!) {
      const { words } = lines[index]!;
      // The first page's head is the title, which the heads of later pages repeat.
      const repeated = number > 0 && (counts.get(headShape(words)) ?? 0) >= 2 && canBeHead(words);
      if (!pageNumber.test(words) && !repeated) continue;
      isFurniture[index] = true;
      label ??= labelIn(words);
    }
    pageStarts.push({ line: page.first, label });
  });
  markByNumber(lines, perPage, isFurniture, pageStarts);
}

/** A head that comes but once, as a chapter's may, shows itself by the number that follows on the page before: "146 …", "A CLOSED ROAD 147". */
function markByNumber(lines: readonly Line[], perPage: readonly number[][], isFurniture: boolean[], pageStarts: Furniture['pageStarts']): void {
  perPage.forEach((candidates, number) => {
    const start = pageStarts[number]!;
    const before = pageStarts[number - 1]?.label;
    if (start.label !== null || !before) return;
    const next = String(Number(before) + 1);
    const head = candidates.find((index) => labelIn(lines[index]!.words) === next && canBeHead(lines[index]!.words));
    if (head === undefined) return;
    isFurniture[head] = true;
    start.label = next;
  });
}

const canBeHead = (words: string): boolean => words.length < 100 && !looksLikeText(headShape(words));

/** The page number of a head or foot: alone, or at either end of a running head. */
function labelIn(words: string): string | null {
  return pageNumber.exec(words)?.[1] ?? /^(\d{1,4})\b(?!\s*\()/u.exec(words)?.[1] ?? /\b(\d{1,4})$/u.exec(words)?.[1] ?? null;
}

/** Without form feeds, a head shows itself by coming back: three times or more, short, with a number that grows. */
function markRepeatedHeads(lines: readonly Line[], isFurniture: boolean[], pageStarts: Furniture['pageStarts']): void {
  const places = new Map<string, number[]>();
  lines.forEach((line, index) => {
    if (line.words.length > 90 || labelIn(line.words) === null) return;
    append(places, headShape(line.words), index);
  });
  const heads: { line: number; label: string }[] = [];
  for (const [shape, found] of places) {
    if (found.length < 3 || looksLikeText(shape)) continue;
    const numbers = found.map((index) => Number(labelIn(lines[index]!.words)));
    const grows = numbers.every((number, at) => at === 0 || (number > numbers[at - 1]! && number <= numbers[at - 1]! + 4));
    if (!grows) continue;
    found.forEach((index, at) => heads.push({ line: index, label: String(numbers[at]) }));
  }
  heads.sort((a, b) => a.line - b.line);
  for (const head of heads) {
    isFurniture[head.line] = true;
    pageStarts.push({ line: head.line, label: head.label });
  }
}

/** "# ibid." comes back with growing numbers too, but is a note, and "chapter #" a heading. */
function looksLikeText(shape: string): boolean {
  return /^#[.)]?\s(?:ibid|ebd|idem|op\. cit|loc\. cit)|^(?:chapter|part|section|kapitel|teil|chapitre|table|figure) #$/iu.test(shape) || /[.,;:]\s?#$/u.test(shape) || /\bpp?\. #$/u.test(shape);
}

/** From the first heading of a web page's own after the article's last fifth, all is trimmings. */
function markWebTrimmings(lines: readonly Line[], isFurniture: boolean[]): void {
  const total = lines.reduce((sum, line) => sum + line.words.length, 0);
  let after = 0;
  let cut = -1;
  for (let index = lines.length - 1; index >= 0; index--) {
    const { words } = lines[index]!;
    after += words.length;
    if (after > total * 0.2 + 200) break;
    if (webHeading.test(words) || (webCredit.test(words) && after < total * 0.1)) cut = index;
  }
  if (cut > 0) for (let index = cut; index < lines.length; index++) isFurniture[index] = true;
}
