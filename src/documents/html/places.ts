import type { Document, Element } from 'domhandler';
import { localName, visit } from '../markup.js';
import { headingLevel, hrefOf, idsOf, isBlock, isSilent } from './elements.js';

/** One file of marked-up text: a web page, a chapter of an EPUB. */
export interface Chapter {
  /** Its name among the files that link to each other; '' for a page by itself. */
  path: string;
  source: string;
  root: Document;
  /** What a link leads to, as `path#id`; null if it leads elsewhere. */
  resolve(href: string): string | null;
  /** The label of the printed page that begins at an id, or with '' at the beginning of the file. */
  pageAt?(id: string): string | undefined;
}

/** Where an element stands among all, in the order of their beginnings, and which characters of the text are in it. */
export interface Place {
  at: number;
  /** The last place in it. */
  end: number;
  from: number;
  to: number;
}

export interface Link {
  element: Element;
  /** Of the file it stands in. */
  chapter: Chapter;
  target: Element;
}

/** An element that opens what follows it. */
export interface Heading {
  element: Element;
  level: number;
}

/** Farthest up that a heading is looked at for what it heads, or the target of a link for the note it stands in. */
export const highest = 8;

/** How deep in a line an element may stand. */
const deepest = 64;

/** Longest paragraph that may be a heading: "References". */
const longestHeading = 60;

/** All elements of some files in order, with their words and the links between them. */
export class Places {
  readonly elements: Element[] = [];
  readonly headings: Heading[];
  readonly links: Link[];
  private readonly places = new Map<Element, Place>();
  private readonly holding = { block: new Set<Element>(), li: new Set<Element>() };
  private readonly text: string;

  constructor(chapters: readonly Chapter[]) {
    const anchors = new Map<string, Element>();
    const waiting: { element: Element; chapter: Chapter; key: string }[] = [];
    const texts: string[] = [];
    let length = 0;
    for (const chapter of chapters) {
      visit(chapter.root, {
        open: (element) => {
          if (isSilent(element)) return false;
          this.places.set(element, { at: this.elements.length, end: this.elements.length, from: length, to: length });
          this.elements.push(element);
          for (const id of idsOf(element)) if (!anchors.has(`${chapter.path}#${id}`)) anchors.set(`${chapter.path}#${id}`, element);
          const href = hrefOf(element);
          const key = href === undefined ? null : chapter.resolve(href);
          if (key !== null) waiting.push({ element, chapter, key });
          if (isBlock(element)) this.hold('block', element);
          if (localName(element) === 'li') this.hold('li', element);
          return true;
        },
        close: (element) => {
          const place = this.places.get(element)!;
          place.end = this.elements.length - 1;
          place.to = length;
        },
        text: ({ data }) => {
          const words = data.replace(/\s+/gu, ' ');
          if (words === ' ') return;
          texts.push(words);
          length += words.length;
        },
      });
    }
    this.text = texts.join('');
    this.links = waiting.flatMap(({ element, chapter, key }) => {
      const target = anchors.get(key);
      return target && target !== element ? { element, chapter, target } : [];
    });
    this.headings = this.elements.flatMap((element) => {
      const level = headingLevel(element) ?? (this.mayHead(element) ? 6 : null);
      return level === null ? [] : { element, level };
    });
  }

  /** Old pages have headings that are mere paragraphs. */
  private mayHead(element: Element): boolean {
    const { from, to } = this.of(element);
    return ['p', 'div', 'center'].includes(localName(element)) && to > from && to - from <= longestHeading && !this.holds('block', element) && this.isBold(element);
  }

  /** Whether all its words stand in an element of its own: <p><b>References</b></p>. */
  private isBold(element: Element): boolean {
    const { from, to } = this.of(element);
    return element.children.some((child) => child.type === 'tag' && ['b', 'strong'].includes(localName(child)) && this.of(child).from === from && this.of(child).to === to);
  }

  private hold(what: 'block' | 'li', element: Element): void {
    const held = this.holding[what];
    for (let above = parentOf(element); above && !held.has(above); above = parentOf(above)) held.add(above);
  }

  /** Whether blocks, or list items, stand in an element. */
  holds(what: 'block' | 'li', element: Element): boolean {
    return this.holding[what].has(element);
  }

  of(element: Element): Place {
    return this.places.get(element) ?? nowhere;
  }

  contains(outer: Element, inner: Element): boolean {
    const { at, end } = this.of(outer);
    const place = this.of(inner);
    return place.at >= at && place.at <= end;
  }

  /** The words of an element, so many at the most. */
  wordsOf(element: Element, most = 200): string {
    const { from, to } = this.of(element);
    return this.text.slice(from, Math.min(to, from + most)).trim();
  }

  /** The nearest element around, or the element itself, that is a paragraph of its own. */
  blockOf(element: Element): Element {
    let block = element;
    for (let step = 0; step < deepest && !isBlock(block); step++) block = parentOf(block) ?? block;
    return block;
  }
}

/** Of what is not shown. */
const nowhere: Place = { at: -1, end: -1, from: 0, to: 0 };

export const parentOf = ({ parent }: Element): Element | null => (parent && 'name' in parent ? parent : null);
