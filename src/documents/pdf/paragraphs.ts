import type { Block } from '../document.js';
import { endsSentence } from '../lines.js';
import { withoutNumber } from './divide.js';
import type { TypeLine } from './lines.js';
import { ColumnEdges, isLarger, isSameSize, isSmaller, type Measure } from './measure.js';

/** The lines of a block of the running text. */
export interface TypeBlock {
  kind: Block['kind'];
  lines: TypeLine[];
}

const capital = /^[‘“"'(«[]?[\p{Lu}\d]/u;
const lower = /^[‘“"'(«[]?\p{Ll}/u;
const bullet = /^(?:[•●▪■◦‣·–—-]|\(?(?:\d{1,2}|[ivx]{1,4}|\p{Ll})[.)])\s/u;
const captionHead = /^(?:table|tab\.|figure|fig\.|tabelle|abb(?:ildung|\.)|tableau|box|scheme|chart|map|plate|graph)\s?(?:[A-Z]{1,2}\.?)?[\divx]{1,4}(?:\.\d{1,2})?\b/iu;
const captionFoot = /^(?:sources?|quellen?|notes?|anm(?:erkung|\.))\s?:/iu;

/** How far a line is set in, and by how much a gap is wider than between lines. In sizes of type and in leadings. */
const indentFrom = 0.7;
const mostIndent = 5;
const gapFrom = 1.35;

/** Lines of bold type that follow one another are a heading up to so many. */
const longestHeading = 4;
const mostHeadingLetters = 200;

/** Puts the lines of the running text together to paragraphs, headings, captions and quotations. */
export function paragraphsOf(lines: readonly TypeLine[], measure: Measure): TypeBlock[] {
  return new Setter(lines, measure).blocks();
}

class Setter {
  private readonly edges: ColumnEdges;
  private readonly kinds: Block['kind'][];
  private readonly built: TypeBlock[] = [];
  /** The block of the line before: the last, or a paragraph that goes on behind a table. */
  private current: TypeBlock | null = null;

  constructor(
    private readonly lines: readonly TypeLine[],
    private readonly measure: Measure,
  ) {
    this.edges = new ColumnEdges(lines.filter(({ size }) => isSameSize(size, measure.size)));
    this.kinds = lines.map((line, index) => this.kindOf(line, lines[index - 1], lines[index + 1]));
    this.keepLongBold();
  }

  blocks(): TypeBlock[] {
    this.lines.forEach((line, index) => this.add(line, this.kinds[index]!));
    for (const block of this.built) if (block.kind === 'paragraph' && this.isQuotation(block)) block.kind = 'quotation';
    return this.built;
  }

  private add(line: TypeLine, kind: Block['kind']): void {
    const { current } = this;
    const goesOn = current !== null && current.kind === kind && !this.startsBlock(current, line);
    this.current = (goesOn ? current : kind === 'paragraph' ? this.interrupted(line) : null) ?? this.open(kind);
    this.current.lines.push(line);
  }

  private open(kind: Block['kind']): TypeBlock {
    const block: TypeBlock = { kind, lines: [] };
    this.built.push(block);
    return block;
  }

  /** The paragraph that a table or figure stands in the midst of, where a line goes on with it. */
  private interrupted(line: TypeLine): TypeBlock | null {
    let index = this.built.length - 1;
    while (index >= 0 && this.built[index]!.kind === 'caption') index--;
    const open = this.built[index];
    const last = open?.lines.at(-1);
    if (!open || !last || index === this.built.length - 1 || open.kind !== 'paragraph' || endsSentence(last.text) || !isSameSize(last.size, line.size)) return null;
    return lower.test(line.text) || (/[\p{L}\d,-]$/u.test(last.text) && !this.endsShort(last, line)) ? open : null;
  }

  private kindOf(line: TypeLine, above: TypeLine | undefined, below: TypeLine | undefined): Block['kind'] {
    if (this.isCaption(line)) return 'caption';
    return this.isHeading(line, above, below) ? 'heading' : 'paragraph';
  }

  private isCaption({ text, size, cells }: TypeLine): boolean {
    if (cells >= 3) return true;
    if (isSmaller(size, this.measure.size)) return cells === 2 || captionHead.test(text) || captionFoot.test(text);
    return /^(?:table|figure|fig\.|tabelle|abbildung)\s\d{1,2}\s?[.:|]/iu.test(text) && !isLarger(size, this.measure.size);
  }

  private isHeading(line: TypeLine, above: TypeLine | undefined, below: TypeLine | undefined): boolean {
    const { text, size, bold, italic } = line;
    if (text.length > mostHeadingLetters || !/\p{L}{2}/u.test(text)) return false;
    if (isLarger(size, this.measure.size)) return true;
    if (isSmaller(size, this.measure.size * 0.9)) return false;
    const numbered = withoutNumber(text) !== text && /^\p{Lu}/u.test(withoutNumber(text));
    const apart = !above || this.gapAbove(above, line) > 1.2;
    const style = bold || isCapitals(text) || (apart && (italic || numbered));
    if (!style || /[.,;:]$/u.test(text) && !bold) return false;
    const goesOn = below !== undefined && below.bold === bold && below.italic === italic && lower.test(below.text);
    return !goesOn ? this.isShort(line) && (capital.test(text)) : bold;
  }

  /** A paragraph all in bold, as some abstracts are. */
  private keepLongBold(): void {
    let from = 0;
    for (let index = 1; index <= this.lines.length; index++) {
      const [line, before] = [this.lines[index], this.lines[index - 1]!];
      if (line && this.kinds[index] === 'heading' && this.kinds[from] === 'heading' && line.size === before.size && line.page === before.page && this.gapAbove(before, line) < gapFrom) continue;
      const isText = index - from > longestHeading && !isLarger(before.size, this.measure.size) && !isCapitals(before.text);
      if (isText) this.kinds.fill('paragraph', from, index);
      from = index;
    }
  }

  /** In leadings; one for a line that stands in another column. */
  private gapAbove(above: TypeLine, line: TypeLine): number {
    if (above.page !== line.page || above.column !== line.column || line.y <= above.y) return 1;
    return (line.y - above.y) / (this.measure.leading * Math.max(1, line.size / this.measure.size));
  }

  private isShort(line: TypeLine): boolean {
    const { right } = this.edges.of(line);
    return line.right < right - line.size * 1.5 || isCentred(line, this.edges.of(line));
  }

  /** Whether the next line's first word would have fitted. */
  private endsShort(line: TypeLine, next: TypeLine): boolean {
    const { right } = this.edges.of(line);
    const word = /^\S+/u.exec(next.text)![0].length;
    const letter = (next.right - next.left) / Math.max(1, next.text.length);
    return line.right + letter * (word + 1) + line.size * 0.8 < right;
  }

  private isIndented(line: TypeLine): boolean {
    const indent = line.left - this.edges.of(line).left;
    return indent > line.size * indentFrom && indent < line.size * mostIndent;
  }

  private startsBlock({ kind, lines }: TypeBlock, line: TypeLine): boolean {
    const above = lines.at(-1)!;
    if (kind === 'heading') return above.size !== line.size || above.bold !== line.bold || this.gapAbove(above, line) > 1.6 || above.page !== line.page;
    if (kind === 'caption') return captionHead.test(line.text) || line.cells > 1 || above.cells > 1 || above.page !== line.page;
    return this.startsParagraph(above, line);
  }

  private startsParagraph(above: TypeLine, line: TypeLine): boolean {
    const ended = endsSentence(above.text) || /[:;]$/u.test(above.text);
    if (!isSameSize(above.size, line.size)) return ended || capital.test(line.text);
    if (lower.test(line.text) && !ended) return false;
    const short = this.endsShort(above, line);
    const moved = above.page !== line.page || above.column !== line.column || line.y < above.y;
    if (moved) return ended && capital.test(line.text) && (short || this.isIndented(line));
    if (bullet.test(line.text) && (ended || short)) return true;
    if (this.gapAbove(above, line) > gapFrom) return ended || capital.test(line.text) || bullet.test(line.text);
    if (!capital.test(line.text) && !ended) return false;
    if (this.isIndented(line) && line.left - above.left > line.size * indentFrom) return ended || short;
    return short && (ended || this.isVeryShort(above));
  }

  private isVeryShort(line: TypeLine): boolean {
    const { left, right } = this.edges.of(line);
    return line.right < left + (right - left) * 0.7;
  }

  /** Set in on the left in all its lines, and of the text's size or less. */
  private isQuotation({ lines }: TypeBlock): boolean {
    if (lines.length < 2 || bullet.test(lines[0]!.text) || isLarger(lines[0]!.size, this.measure.size)) return false;
    const setIn = lines.every((line) => line.left > this.edges.of(line).left + line.size * indentFrom);
    return setIn && lines.every((line) => line.right < this.edges.of(line).right + line.size * 0.5);
  }
}

function isCapitals(text: string): boolean {
  const letters = text.replace(/\P{L}/gu, '');
  return letters.length >= 4 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
}

function isCentred({ left, right, size }: TypeLine, edges: { left: number; right: number }): boolean {
  const before = left - edges.left;
  const after = edges.right - right;
  return before > size * 2 && Math.abs(before - after) < size * 1.5;
}
