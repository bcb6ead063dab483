import { noteHeading } from './headings.js';
import type { Furniture } from './furniture.js';
import { endsSentence, type Line } from './lines.js';
import { noteHead, type StuckNumbers } from './noteNumber.js';

/** Longest line that heads the notes of a chapter, or a chapter. */
const longestHeading = 90;
/** "Chapter 3", and below it the chapter's title. */
const mostLines = 2;

/** What notes have and headings have not: a page, a year at the end, "ibid.", an address. */
const saysWhere = /\b(?:pp?|vols?|nos?)\.|\b(?:1[5-9]|20)\d\d\)?$|\b(?:ibid|ebd|ders|op\. cit)\b|https?:|\bsee\b|\bvgl\b/iu;

/** "Notes to Chapter 3", "Chapter 3: The Closed Road", "3. The Closed Road": what they have in common. */
const shown = (words: string): string =>
  words.toLowerCase().replace(/^notes? (?:to|for|on) /u, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** Headings by which notes and texts are divided, where each chapter's notes begin at 1 again. */
export class NoteDivisions {
  /** The lines that open a list of notes which begins at 1. */
  private readonly lists: readonly number[];
  /** The first of `lists` that is not passed yet. */
  private list = 0;
  /** Where the lines stand that may head a chapter, by their words. */
  private readonly chapters = new Map<string, number>();

  constructor(
    private readonly lines: readonly Line[],
    private readonly furniture: Furniture,
    private readonly numbers: StuckNumbers,
  ) {
    this.lists = lines.flatMap(({ words }, index) => (words.length <= longestHeading && noteHeading.test(words) && this.beginsList(index) ? [index] : []));
    if (this.lists.length > 0) for (const line of lines) this.addChapter(line);
  }

  nextFilled(index: number): number {
    let next = index + 1;
    while (next < this.lines.length && (this.lines[next]!.words === '' || this.furniture.isFurniture[next])) next++;
    return next;
  }

  /** Whether a line among notes, of which the last had the number `last`, is the heading of a chapter's notes: they begin at 1 right below it. */
  headsNotes(index: number, last: number): boolean {
    const line = this.lines[index]!;
    if (!this.mayHead(line.words)) return false;
    // "3. The Closed Road" may be a note: it is none where a chapter is called so.
    if (noteHead(line.words)?.number === last + 1 && this.chapterOf(line) === undefined) return false;
    return this.beginsList(index);
  }

  /** Whether a chapter begins here that has notes of its own further down. Lines are asked about in their order. */
  headsChapter(index: number): boolean {
    const line = this.lines[index]!;
    const next = this.lines[this.nextFilled(index)];
    while (this.lists[this.list]! <= index) this.list++;
    const list = this.lists[this.list];
    if (list === undefined || !next || !this.mayHead(line.words) || noteHead(next.words)) return false;
    return this.numbers.standsIn('1', line.start, this.lines[list]!.start);
  }

  /** Where the chapter begins that notes under this heading belong to. */
  chapterOf({ words, start }: Line): number | undefined {
    const from = this.chapters.get(shown(words));
    return from === undefined || from >= start ? undefined : from;
  }

  private addChapter({ words, start }: Line): void {
    if (!this.mayHead(words)) return;
    for (const name of [shown(words), shown(words.split(':', 1)[0]!)]) if (!this.chapters.has(name)) this.chapters.set(name, start);
  }

  private mayHead(words: string): boolean {
    return words.length <= longestHeading && !/^\p{Ll}/u.test(words) && /\p{L}/u.test(words) && !/[,;]$/u.test(words) && !endsSentence(words) && !saysWhere.test(words);
  }

  /** Whether a note numbered 1 stands below a heading, and below what else heads it. */
  private beginsList(index: number): boolean {
    let at = this.nextFilled(index);
    for (let line = 0; line < mostLines && at < this.lines.length; line++, at = this.nextFilled(at)) {
      const { words } = this.lines[at]!;
      if (noteHead(words)?.number === 1 && !this.mayHead(words)) return true;
      if (!this.mayHead(words)) return false;
    }
    return false;
  }
}
