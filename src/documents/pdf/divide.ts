import { afterword, bibliographyHeading, noteHeading } from '../headings.js';
import { endsSentence } from '../lines.js';
import type { TypeLine, TypePage } from './lines.js';
import { isLarger, isSameSize, isSmaller, commonestSize, type Measure } from './measure.js';

/** A note as lines of type. */
export interface TypeNote {
  label: string;
  /** Offset in the first line's text where the note's words begin. */
  wordsAt: number;
  lines: TypeLine[];
  place: 'foot' | 'end';
  group: number;
}

export interface TypeDivision {
  body: TypeLine[];
  notes: TypeNote[];
  bibliography: TypeLine[];
  /** Headings over notes and bibliography. */
  headings: TypeLine[];
}

interface Head {
  label: string;
  /** NaN for a sign or letter. */
  number: number;
  wordsAt: number;
  raised: boolean;
}

const raisedLabel = /^(\d{1,3}|[*∗†‡§¶#]{1,3}|\p{Ll})[.)]?$/u;
const plainHead = /^(?:(\d{1,3})[.)]?\s+(?=\S)|\[(\d{1,3})\]\s*(?=\S)|([*∗†‡§¶]{1,3})\s*(?=[\p{Lu}‘“"]))/u;

/** "*" for the signs that look like it. */
export const plainSign = (label: string): string => label.replace(/∗/gu, '*');

/** What a line opens a note with. */
export function headOf({ text, runs }: TypeLine): Head | null {
  const first = runs[0];
  if (first?.raised) {
    const match = raisedLabel.exec(text.slice(0, first.end).trim());
    if (!match || first.end >= text.length) return null;
    const label = plainSign(match[1]!);
    return { label, number: Number(label), wordsAt: behindSpace(text, first.end), raised: true };
  }
  const match = plainHead.exec(text);
  if (!match) return null;
  const label = plainSign(match[1] ?? match[2] ?? match[3]!);
  return { label, number: Number(label), wordsAt: match[0].length, raised: false };
}

const behindSpace = (text: string, at: number): number => at + /^[.)]?\s*/u.exec(text.slice(at))![0].length;

const longestHeading = 90;

/** How many notes in a row may be missing before a number is taken for something else. */
const largestGap = 8;
/** A row with so many cells belongs to a table. */
const tableCells = 3;

const caption = /^(?:table|tab\.|figure|fig\.|tabelle|abb(?:ildung|\.)|tableau|source|quelle|note)s?[\s:.]/iu;

/** "7. References" as "References". */
export const withoutNumber = (text: string): string => text.replace(/^(?:\d{1,2}(?:\.\d{1,2})*\.?|[ivx]{1,5}\.|\p{Lu}\.)\s+/iu, '');

/** Tells running text, notes and bibliography apart by size, place and order of numbers. */
export function divideType(pages: readonly TypePage[], furniture: ReadonlySet<TypeLine>, measure: Measure): TypeDivision {
  return new Divider(pages, furniture, measure).divide();
}

type Section = 'text' | 'end' | 'bibliography';

class Divider {
  private readonly result: TypeDivision = { body: [], notes: [], bibliography: [], headings: [] };
  private section: Section = 'text';
  /** The heading of the section, whose like ends it. */
  private heading: TypeLine | null = null;
  private lastNumber = 0;
  private group = 0;
  /** Labels that stand raised in the text of the page. */
  private raised = new Set<string>();
  private seen = 0;
  /** Headings that open the notes or the bibliography. */
  private readonly opening = new Set<TypeLine>();
  private readonly total: number;

  constructor(
    private readonly pages: readonly TypePage[],
    private readonly furniture: ReadonlySet<TypeLine>,
    private readonly measure: Measure,
  ) {
    this.total = pages.reduce((sum, { lines }) => sum + lines.length, 0);
  }

  divide(): TypeDivision {
    for (const { lines } of this.pages) {
      const own = lines.filter((line) => !this.furniture.has(line));
      this.raised = raisedLabels(own);
      for (const stack of stacksOf(own)) this.takeStack(stack);
    }
    return this.result;
  }

  private takeStack(stack: readonly TypeLine[]): void {
    // What stands below a section's heading is looked at with that in mind.
    const heading = stack.findIndex((line, index) => index < stack.length - 1 && this.isSectionHeading(line, stack, index));
    const upTo = heading < 0 ? stack : stack.slice(0, heading + 1);
    const from = heading >= 0 || this.section === 'end' ? upTo.length : this.footStart(upTo);
    upTo.slice(0, from).forEach((line, index) => this.takeLine(line, stack[index + 1] ?? null));
    this.takeFoot(upTo.slice(from));
    if (heading >= 0) this.takeStack(stack.slice(heading + 1));
  }

  /** A heading over notes or a bibliography: set otherwise than what follows, or apart. Far from the end, a list of dated works must follow. */
  private isSectionHeading(line: TypeLine, stack: readonly TypeLine[], index: number): boolean {
    const { text, size, bold } = line;
    const words = withoutNumber(text);
    if (text.length > longestHeading || /^\p{Ll}/u.test(words) || ![bibliographyHeading, noteHeading].some((heading) => heading.test(words))) return false;
    const [above, below] = [stack[index - 1], stack[index + 1]!];
    const apart = !above || line.y - above.y > size * 1.5;
    const standsOut = apart || bold !== below.bold || !isSameSize(size, below.size) || text === text.toUpperCase();
    const following = stack.slice(index + 1, index + 30).filter((other) => other.text.length > 20);
    const dated = following.filter((other) => /\b(?:1[5-9]|20)\d\d/u.test(other.text)).length;
    const isLate = this.seen + index > this.total * 0.4;
    if (!standsOut || (isSmaller(size, this.measure.size) && !bold) || !(isLate || noteHeading.test(words) || dated >= following.length / 3)) return false;
    this.opening.add(line);
    return true;
  }

  /** The size of what stands above the notes. */
  private size(stack: readonly TypeLine[]): number {
    const own = commonestSize(stack);
    if (this.section === 'bibliography') return commonestSize(this.result.bibliography.slice(-40)) || own;
    return isLarger(own, this.measure.size) ? own : this.measure.size;
  }

  /** Where the notes at a column's foot begin; its length where it has none. */
  private footStart(stack: readonly TypeLine[]): number {
    const size = this.size(stack);
    let tail = stack.length;
    while (tail > 0 && isSmaller(stack[tail - 1]!.size, size)) tail--;
    const small = stack.findIndex((line, index) => index >= tail && this.opensFoot(line));
    if (small >= 0) return this.goesOn(stack[tail]!) ? tail : small;
    if (tail < stack.length && this.goesOn(stack[tail]!)) return tail;
    const same = stack.findIndex((line, index) => index > 0 && this.opensFootInTextSize(line, stack[index - 1]!));
    return same >= 0 ? same : stack.length;
  }

  private opensFoot(line: TypeLine): boolean {
    const head = headOf(line);
    if (!head || line.cells >= tableCells || !/\p{L}{2}/u.test(line.text)) return false;
    if (this.raised.has(head.label)) return head.raised || Number.isNaN(head.number) || this.follows(head) || head.number === 1;
    return (head.raised && !Number.isNaN(head.number) && this.follows(head)) || head.number === this.lastNumber + 1;
  }

  /** Notes as large as the text: their numbers are raised at the head of a line as nothing else is. */
  private opensFootInTextSize(line: TypeLine, above: TypeLine): boolean {
    const head = headOf(line);
    return head !== null && head.raised && !Number.isNaN(head.number) && this.follows(head) && this.raised.has(head.label) && line.y - above.y > this.measure.leading * 1.25;
  }

  private follows({ number }: Head): boolean {
    return (number > this.lastNumber && number <= this.lastNumber + largestGap) || number === 1;
  }

  /** Whether small type at a column's foot is the rest of a note that began a page or column before. */
  private goesOn(line: TypeLine): boolean {
    const note = this.result.notes.at(-1);
    if (!note || note.place !== 'foot' || caption.test(line.text) || this.opensFoot(line)) return false;
    const last = note.lines.at(-1)!;
    if (!isSameSize(last.size, line.size) || line.page > last.page + 1 || line.cells >= tableCells) return false;
    return !endsSentence(last.text) || /^\p{Ll}/u.test(line.text);
  }

  private takeFoot(lines: readonly TypeLine[]): void {
    if (lines.length === 0) return;
    this.group++;
    for (const line of lines) this.takeNoteLine(line, 'foot');
  }

  private takeNoteLine(line: TypeLine, place: 'foot' | 'end'): void {
    const head = headOf(line);
    const note = this.result.notes.at(-1);
    if (head && line.cells < tableCells && this.opensNote(head, place)) {
      this.result.notes.push({ label: head.label, wordsAt: head.wordsAt, lines: [line], place, group: this.group });
      if (!Number.isNaN(head.number)) this.lastNumber = head.number;
    } else if (note) note.lines.push(line);
  }

  private opensNote(head: Head, place: 'foot' | 'end'): boolean {
    if (Number.isNaN(head.number)) return place === 'foot' && (this.raised.has(head.label) || !/\p{L}/u.test(head.label));
    if (head.raised) return this.follows(head) || this.raised.has(head.label);
    return head.number === this.lastNumber + 1 || (head.number === 1 && this.startsAnew(place)) || (head.number > this.lastNumber && head.number <= this.lastNumber + largestGap && this.raised.has(head.label));
  }

  /** Whether numbers may begin at 1 again: at the head of a page's notes. */
  private startsAnew(place: 'foot' | 'end'): boolean {
    return place === 'end' || this.result.notes.at(-1)?.group !== this.group;
  }

  private takeLine(line: TypeLine, next: TypeLine | null): void {
    this.seen++;
    if (this.takeHeading(line, next)) return;
    if (this.section === 'bibliography') this.result.bibliography.push(line);
    else if (this.section === 'end') this.takeNoteLine(line, 'end');
    else this.result.body.push(line);
  }

  /** Headings that open the notes at the end or the bibliography, or end them. */
  private takeHeading(line: TypeLine, next: TypeLine | null): boolean {
    const words = withoutNumber(line.text);
    if (words.length > longestHeading) return false;
    if (this.opening.has(line) && bibliographyHeading.test(words)) this.open('bibliography', line);
    else if (this.opening.has(line) && next && headOf(next) !== null) {
      this.open('end', line);
      this.group++;
      this.lastNumber = 0;
    } else {
      if (this.section !== 'text' && this.endsSection(line, words, next)) this.section = 'text';
      return false;
    }
    return true;
  }

  private open(section: Section, heading: TypeLine): void {
    this.section = section;
    this.heading = heading;
    this.result.headings.push(heading);
  }

  /** Whether a line is set otherwise than the entry or note above it, or apart from it. */
  private standsOut(line: TypeLine): boolean {
    const above = this.section === 'bibliography' ? this.result.bibliography.at(-1) : this.result.notes.at(-1)?.lines.at(-1);
    if (!above) return false;
    const apart = above.page === line.page && above.column === line.column && line.y - above.y > line.size * 1.8;
    return apart || line.bold !== above.bold || !isSameSize(line.size, above.size);
  }

  private endsSection(line: TypeLine, words: string, next: TypeLine | null): boolean {
    if (afterword.test(words) && this.standsOut(line)) return true;
    const { heading } = this;
    if (!heading || !isSameSize(line.size, heading.size) || line.bold !== heading.bold) return false;
    const stands = isLarger(heading.size, this.measure.size) || (heading.bold && next !== null && !next.bold);
    return stands && (next === null || !(this.section === 'end' && headOf(next)?.number === 1));
  }
}

/** Labels of raised runs that do not open their line. */
function raisedLabels(lines: readonly TypeLine[]): Set<string> {
  const labels = new Set<string>();
  for (const { text, runs } of lines) {
    for (const { start, end, raised } of runs) if (raised && start > 0) for (const label of text.slice(start, end).split(/[\s,;]+/u)) labels.add(plainSign(label));
  }
  return labels;
}

/** Lines that stand below one another in one column. */
function stacksOf(lines: readonly TypeLine[]): TypeLine[][] {
  const stacks: TypeLine[][] = [];
  for (const line of lines) {
    const stack = stacks.at(-1);
    const above = stack?.at(-1);
    if (stack && above && above.column === line.column && above.y <= line.y) stack.push(line);
    else stacks.push([line]);
  }
  return stacks;
}
