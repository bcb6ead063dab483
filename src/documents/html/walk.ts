import type { Element, Text } from 'domhandler';
import { PassageBuilder, type Passage } from '../../text/passage.js';
import type { Span } from '../../text/span.js';
import { numbered } from '../bibliography.js';
import type { Block, GivenMarker } from '../document.js';
import { addText, attribute, localName, spanOf, visit } from '../markup.js';
import type { Parts } from '../parts.js';
import type { Apparatus, Unit } from './apparatus.js';
import { classesOf, headingLevel, idsOf, isBlock, isSilent, rolesOf } from './elements.js';
import { finishMarkers, type FoundMarker } from './linkedMarkers.js';
import { parentOf, type Chapter } from './places.js';

/** Whether an element belongs to the article (`in`), only holds what does (`around`), or is page furniture (`out`). */
export type Selection = (element: Element) => 'in' | 'around' | 'out';

/** Reads a chapter's running text, notes and bibliography into `parts`. */
export function readChapter(chapter: Chapter, apparatus: Apparatus, selection: Selection, parts: Parts): void {
  const walker = new Walker(chapter, apparatus, selection, parts);
  const first = chapter.pageAt?.('');
  if (first !== undefined) walker.beginPage(first, 0);
  visit(chapter.root, walker);
  walker.flush();
}

/** A paragraph, or a note or entry, as it is put together. */
class Writing {
  readonly builder = new PassageBuilder();
  readonly markers: FoundMarker[] = [];
  spaced = true;

  /** A space, where a paragraph ends within a note. */
  space(): void {
    if (!this.spaced) this.builder.add(' ');
    this.spaced = true;
  }
}

const kinds: Record<string, Block['kind']> = { blockquote: 'quotation', figcaption: 'caption', caption: 'caption', figure: 'caption' };
/** Links of publishers' pages that lead away from an entry. */
const elsewhere = /^(?:google scholar|crossref|pubmed(?: central)?|pmc|article|web of science|full text|view(?: article)?|cas|mathscinet|zbmath|math|ads|medline|isi|scopus|pdf|link|doi)$/iu;
const doiAddress = /^https?:\/\/(?:dx\.)?doi\.org\/(10\.\S{3,200})$/iu;
const longestQuotation = 4000;
const raisedDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

class Walker {
  private writing = new Writing();
  private unit: Unit | null = null;
  /** A block quotation, whose paragraphs are one statement. */
  private quotation: Element | null = null;
  /** Of each element that is open: what it makes of the paragraphs in it, and whether its words count. */
  private readonly around: { kind: Block['kind']; counts: boolean }[] = [];
  /** Whether nothing but white space followed the last line break. */
  private broken = false;
  private raised = 0;
  /** The number that a browser puts before an item. */
  private readonly listNumbers = new Map<Element, string>();

  constructor(
    private readonly chapter: Chapter,
    private readonly apparatus: Apparatus,
    private readonly selection: Selection,
    private readonly parts: Parts,
  ) {}

  open(element: Element): boolean {
    if (isSilent(element)) return false;
    const unit = this.apparatus.unitAt(element);
    if (!unit && !this.unit && this.selection(element) === 'out' && !this.apparatus.holdsUnits(element)) {
      this.parts.furniture.push(spanOf(element));
      return false;
    }
    if (isBlock(element)) this.endParagraph();
    if (unit) this.beginUnit(unit);
    if (localName(element) === 'blockquote' && this.isShort(element)) this.quotation ??= element;
    if (this.apparatus.isBackLink(element) || this.isAside(element)) return false;
    this.takePageBreak(element);
    if (isPageBreak(element)) return false;
    this.around.push(this.insideOf(element));
    if (localName(element) === 'br') this.lineBreak();
    if (localName(element) === 'sup') this.raised++;
    if (localName(element) === 'ol') this.numberItems(element);
    if (this.apparatus.targetOf(element)) this.openMarker(element);
    return true;
  }

  close(element: Element): void {
    if (this.apparatus.targetOf(element)) this.closeMarker();
    if (localName(element) === 'sup') this.raised--;
    this.addDoi(element);
    if (element === this.quotation) this.quotation = null;
    if (isBlock(element)) this.endParagraph();
    this.around.pop();
    const { unit } = this;
    if (unit && (unit.runsOn ? parentOf(unit.element) : unit.element) === element) this.endUnit();
  }

  text(node: Text): void {
    if (!this.unit && !this.around.at(-1)?.counts) return;
    const { writing } = this;
    if (node.data.trim() !== '') this.broken = false;
    const digits = this.raised > 0 && !writing.markers.at(-1)?.open ? node.data.trim() : '';
    if (/^\d{1,3}$/u.test(digits)) {
      const span = spanOf(node);
      writing.builder.addReplacement(digits.replace(/\d/gu, (digit) => raisedDigits[Number(digit)]!), span.start, span.end - span.start);
      writing.spaced = false;
    } else writing.spaced = addText(writing.builder, this.chapter.source, spanOf(node), { xml: false, endsInSpace: writing.spaced });
  }

  /** Old pages have all their text in a block quotation, to set it in. */
  private isShort(element: Element): boolean {
    const { from, to } = this.apparatus.places.of(element);
    return to - from <= longestQuotation;
  }

  /** What the paragraphs in an element are, and whether its words are the article's. */
  private insideOf(element: Element): { kind: Block['kind']; counts: boolean } {
    const above = this.around.at(-1) ?? { kind: 'paragraph', counts: false };
    const counts = this.selection(element) === 'in';
    if (headingLevel(element) !== null) return { kind: 'heading', counts };
    const name = localName(element);
    const isTabular = name === 'th' || (name === 'table' && this.holdsHeads(element)) || classesOf(element).some((one) => /caption/iu.test(one));
    return { kind: isTabular ? 'caption' : (kinds[name] ?? above.kind), counts };
  }

  /** A table of data, which has heads or a caption; other tables only arrange the page. */
  private holdsHeads(table: Element): boolean {
    return table.children.some((child) => child.type === 'tag' && ['thead', 'caption'].includes(localName(child))) || classesOf(table).some((name) => /^(?:wikitable|infobox|table)/iu.test(name));
  }

  /** In an entry: "Google Scholar". */
  private isAside(element: Element): boolean {
    return this.unit?.kind === 'entry' && localName(element) === 'a' && elsewhere.test(this.apparatus.places.wordsOf(element)) && !this.doiOf(element);
  }

  private doiOf(element: Element): string | undefined {
    return localName(element) === 'a' ? doiAddress.exec(attribute(element, 'href') ?? '')?.[1] : undefined;
  }

  /** A reference's DOI, where it stands behind words only. */
  private addDoi(element: Element): void {
    const doi = this.unit ? this.doiOf(element) : undefined;
    if (!doi || this.apparatus.places.wordsOf(this.unit!.element, 2000).includes(doi)) return;
    this.writing.space();
    this.writing.builder.add(`https://doi.org/${doi}`);
    this.writing.spaced = false;
  }

  private takePageBreak(element: Element): void {
    const listed = idsOf(element).map((id) => this.chapter.pageAt?.(id)).find((label) => label !== undefined);
    if (listed === undefined && !isPageBreak(element)) return;
    const own = attribute(element, 'aria-label') ?? attribute(element, 'title') ?? this.apparatus.places.wordsOf(element, 12);
    this.beginPage(listed ?? own.replace(/^page\s+/iu, '').replace(/\.$/u, ''), spanOf(element).start);
  }

  beginPage(label: string, source: number): void {
    this.parts.breaks.push({ block: this.parts.blocks.length, at: this.unit ? 0 : this.writing.builder.length, source, label: label || null });
  }

  /** Two line breaks end a paragraph, as pages had it before there were paragraphs. */
  private lineBreak(): void {
    if (this.broken) this.endParagraph();
    else this.writing.space();
    this.broken = true;
  }

  private numberItems(list: Element): void {
    const first = Number(list.attribs['start'] ?? 1);
    const items = list.children.filter((child): child is Element => child.type === 'tag' && localName(child) === 'li');
    items.forEach((item, index) => this.listNumbers.set(item, item.attribs['value'] ?? String((Number.isInteger(first) ? first : 1) + index)));
  }

  private openMarker(element: Element): void {
    const { id, kind } = this.apparatus.targetOf(element)!;
    const isRaised = this.raised > 0 || element.children.every((child) => child.type === 'tag' && localName(child) === 'sup');
    this.writing.markers.push({ kind, target: id, start: this.writing.builder.length, end: this.writing.builder.length, raised: isRaised, open: true });
  }

  private closeMarker(): void {
    const marker = this.writing.markers.findLast(({ open }) => open);
    if (!marker) return;
    marker.end = this.writing.builder.length;
    marker.open = false;
  }

  private endParagraph(): void {
    if (this.unit ?? this.quotation) this.writing.space();
    else this.flush();
  }

  /** Ends the paragraph, or the note or entry. */
  flush(): void {
    if (this.unit) {
      this.endUnit();
      return;
    }
    const { passage, markers } = this.finish();
    if (passage.text === '') return;
    this.parts.blocks.push({ kind: this.around.at(-1)?.kind ?? 'paragraph', passage, ...(markers.length > 0 ? { markers } : {}) });
  }

  private finish(): { passage: Passage; markers: GivenMarker[] } {
    const passage = this.writing.builder.build().trimEnd();
    const markers = finishMarkers(this.writing.markers, passage, this.apparatus);
    this.writing = new Writing();
    return { passage, markers };
  }

  private beginUnit(unit: Unit): void {
    this.flush();
    this.unit = unit;
  }

  private endUnit(): void {
    const unit = this.unit!;
    this.unit = null;
    const { passage: words, markers } = this.finish();
    const span = spanOf(unit.element);
    if (unit.kind === 'entry') this.addEntry(unit, words, span);
    else this.addNote(unit, words, markers, span);
  }

  private addEntry({ id, element, label }: Unit, words: Passage, span: Span): void {
    const number = numbered.exec(words.text);
    const printed = number ? number.slice(1).find((group) => group !== undefined)! : (this.listNumbers.get(element) ?? (/^\d{1,4}$/u.test(label ?? '') ? label : null));
    const passage = number ? words.slice(number[0].length) : words.slice(/^[\s^↑]*/u.exec(words.text)![0].length);
    if (passage.text !== '') this.parts.bibliography.push({ id, label: printed, passage, ...span });
  }

  private addNote(unit: Unit, words: Passage, markers: readonly GivenMarker[], span: Span): void {
    const { notes } = this.parts;
    const before = notes.at(-1);
    if (unit.continues && before) {
      before.passage = joined(before.passage, words);
      before.end = span.end;
      return;
    }
    const head = noteHead(words.text, unit.label);
    const passage = words.slice(head).trimEnd();
    const tail = /(?:[\s↩↑⏎]|\ufe0e)*$/u.exec(passage.text)![0].length;
    const label = unit.label ?? this.listNumbers.get(unit.element) ?? (/\d{1,4}|[*†‡§]{1,3}/u.exec(words.text.slice(0, head))?.[0] || String(notes.length + 1));
    const within = markers.filter(({ kind }) => kind === 'citation').map((marker) => ({ ...marker, start: Math.max(0, marker.start - head), end: Math.max(0, marker.end - head) }));
    notes.push({
      id: unit.id, label, passage: passage.slice(0, passage.length - tail), place: 'end', group: unit.region, ...span, ...(within.length > 0 ? { markers: within } : {}),
    });
  }
}

const isPageBreak = (element: Element): boolean => rolesOf(element).includes('doc-pagebreak');

const joined = (before: Passage, more: Passage): Passage => new PassageBuilder().add(before).add(' ').add(more).build();

/** How many characters stand before a note's words: "[3] ", "3. ", "^ ". */
function noteHead(words: string, label: string | null): number {
  const sign = /^(?:[\s^↑↩]|\ufe0e)*(?:[.:)\]]\s+)?/u.exec(words)![0].length;
  const number = /^[[(]?(?:(\d{1,4})|([*†‡§]{1,3}))[\])]?[.:]?\s+/u.exec(words.slice(sign, sign + 40));
  const printed = number?.[1] ?? number?.[2];
  if (!number || (label !== null && printed !== label) || (label === null && number[1] !== undefined && Number(number[1]) > 1000)) return sign;
  return sign + number[0].length;
}
