import { PassageBuilder } from '../../text/passage.js';
import type { BibliographyEntry, Block, Note } from '../document.js';
import { bibliographyHeading } from '../headings.js';
import { numbered } from '../bibliography.js';
import { Parts } from '../parts.js';
import type { PageNumbers, Paragraph } from './body.js';

/** By how much more than usual a quotation is set in, in twips: 0.7 cm. */
const setIn = 400;
/** Paragraphs shorter than this tell nothing of how the text is set. */
const longParagraph = 100;

/** Puts the paragraphs of a document to its running text, or to its bibliography. */
export function assemble(paragraphs: readonly Paragraph[], lists: ReadonlyMap<string, number>): { parts: Parts; titles: string[]; authors: string[] } {
  const assembler = new Assembler(usualIndent(paragraphs), lists);
  for (const paragraph of paragraphs) assembler.take(paragraph);
  addPages(assembler.parts, paragraphs, assembler.firstBlocks);
  const wordsOf = (role: Paragraph['look']['role']): string[] => paragraphs.filter(({ look, passage }) => look.role === role && passage.text !== '').map(({ passage }) => passage.text);
  return { parts: assembler.parts, titles: wordsOf('title'), authors: wordsOf('author') };
}

class Assembler {
  readonly parts = new Parts();
  /** Of each paragraph, the block that it is or that follows it. */
  readonly firstBlocks: number[] = [];
  /** The level of the heading that the bibliography stands under; null outside it. */
  private bibliographyLevel: number | null = null;
  private readonly counted = new Map<string, number>();

  constructor(private readonly indent: number, private readonly lists: ReadonlyMap<string, number>) {}

  take(paragraph: Paragraph): void {
    const { passage, look, apart, listed, markers } = paragraph;
    this.firstBlocks.push(this.parts.blocks.length);
    if (passage.text === '' || look.role === 'aside') return;
    const level = levelOf(paragraph);
    if (level !== null) this.takeHeading(paragraph, level);
    else if (!apart && (listed || look.role === 'entry' || this.bibliographyLevel !== null)) this.parts.bibliography.push(this.entryOf(paragraph));
    else this.parts.blocks.push({ kind: this.kindOf(paragraph), passage, ...(markers.length > 0 ? { markers } : {}) });
  }

  private takeHeading({ passage, markers }: Paragraph, level: number): void {
    if (this.bibliographyLevel !== null && level <= this.bibliographyLevel) this.bibliographyLevel = null;
    if (bibliographyHeading.test(withoutNumber(passage.text))) this.bibliographyLevel = level;
    this.parts.blocks.push({ kind: 'heading', passage, ...(markers.length > 0 ? { markers } : {}) });
  }

  private kindOf({ look, apart, passage }: Paragraph): Block['kind'] {
    if (apart || look.role === 'caption') return 'caption';
    if (look.role === 'title' || look.role === 'author') return 'heading';
    const isSetIn = !look.list && !look.hanging && (look.left ?? 0) >= this.indent + setIn;
    return look.role === 'quotation' || (isSetIn && ((look.right ?? 0) >= setIn || passage.length >= longParagraph)) ? 'quotation' : 'paragraph';
  }

  private entryOf({ passage, look, listed }: Paragraph): BibliographyEntry {
    const printed = numbered.exec(passage.text);
    const label = printed?.slice(1).find((group) => group !== undefined);
    const words = passage.slice(printed?.[0].length ?? 0);
    return { passage: words, label: label ?? (look.list && !listed ? this.counter(look.list.id) : null), start: 0, end: 0 };
  }

  private counter(list: string): string | null {
    const first = this.lists.get(list);
    if (first === undefined) return null;
    const number = this.counted.get(list) ?? first;
    this.counted.set(list, number + 1);
    return String(number);
  }
}

const withoutNumber = (heading: string): string => heading.replace(/^(?:\d{1,2}|[IVX]{1,5})[.)]?\s+/u, '');

/** The rank of a heading; of a paragraph that only says "References" the lowest, whatever its style. */
function levelOf({ look, passage, apart }: Paragraph): number | null {
  if (look.role === 'heading') return look.level ?? 1;
  return !apart && look.role !== 'title' && passage.length < 60 && bibliographyHeading.test(withoutNumber(passage.text)) ? 9 : null;
}

/** The indent of most of the text, in twips. */
function usualIndent(paragraphs: readonly Paragraph[]): number {
  const counts = new Map<number, number>();
  for (const { look, passage, apart } of paragraphs) {
    if (!apart && !look.role && passage.length >= longParagraph) counts.set(look.left ?? 0, (counts.get(look.left ?? 0) ?? 0) + 1);
  }
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0])[0];
}

/** Pages as Word last drew them; in a document it never drew, as its author broke them. */
function addPages(parts: Parts, paragraphs: readonly Paragraph[], blocks: readonly number[]): void {
  const drawn = paragraphs.some(({ breaks }) => breaks.some((one) => one.drawn));
  const sections = sectionsOf(paragraphs);
  const counter = new PageCounter(sections[0] ?? null);
  const breaks = [{ block: 0, at: 0, paragraph: 0 }, ...paragraphs.flatMap((one, index) => one.breaks.filter((found) => found.drawn === drawn).map(({ at }) => ({ block: blocks[index]!, at, paragraph: index })))];
  if (breaks.length === 1 && sections.every((numbers) => numbers?.start == null)) return;
  breaks.forEach(({ block, at, paragraph }, index) => {
    parts.breaks.push({ block, at: parts.blocks[block] ? at : 0, source: 0, label: counter.next(sections[paragraph] ?? null), number: index + 1 });
  });
}

/** For each paragraph, how the pages of its section are numbered. */
function sectionsOf(paragraphs: readonly Paragraph[]): (PageNumbers | null)[] {
  const found: (PageNumbers | null)[] = [];
  let numbers: PageNumbers | null = null;
  for (let index = paragraphs.length - 1; index >= 0; index--) found[index] = numbers = paragraphs[index]!.numbers ?? numbers;
  return found;
}

/** Gives the printed numbers of pages, where a section says what they begin with. */
class PageCounter {
  private number: number | null = null;

  constructor(private section: PageNumbers | null) {
    this.begin();
  }

  next(section: PageNumbers | null): string | null {
    if (section !== this.section) {
      this.section = section;
      this.begin();
    }
    const number = this.number;
    if (number === null) return null;
    this.number = number + 1;
    return section?.roman ? roman(number) : String(number);
  }

  private begin(): void {
    this.number = this.section?.start ?? this.number;
  }
}

const numerals: [number, string][] = [[1000, 'm'], [900, 'cm'], [500, 'd'], [400, 'cd'], [100, 'c'], [90, 'xc'], [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i']];

function roman(number: number): string {
  let rest = number % 4000;
  return numerals.map(([value, sign]) => {
    const times = Math.floor(rest / value);
    rest -= times * value;
    return sign.repeat(times);
  }).join('');
}

/** A footnote or endnote of its paragraphs. */
export function noteOf(id: string, label: string, paragraphs: readonly Paragraph[]): Note {
  const builder = new PassageBuilder();
  const markers: NonNullable<Note['markers']> = [];
  for (const { passage, markers: found } of paragraphs) {
    if (passage.text === '') continue;
    if (builder.length > 0) builder.add(' ');
    const at = builder.length;
    markers.push(...found.filter(({ kind }) => kind === 'citation').map((marker) => ({ ...marker, start: marker.start + at, end: marker.end + at })));
    builder.add(passage);
  }
  const isFootnote = id.startsWith('footnote');
  return { id, label, passage: builder.build(), place: isFootnote ? 'foot' : 'end', group: isFootnote ? 1 : 2, start: 0, end: 0, ...(markers.length > 0 ? { markers } : {}) };
}
