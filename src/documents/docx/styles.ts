import type { Element } from 'domhandler';
import { attribute, childElements, descendants, localName, parseMarkup } from '../markup.js';

/** What a style makes of a paragraph; `aside` is a table of contents and the like. */
export type Role = 'heading' | 'title' | 'author' | 'quotation' | 'caption' | 'entry' | 'aside';

/** How paragraphs or characters of a style look. Indents are in twips, twentieths of a point. */
export interface Look {
  role?: Role;
  /** Of a heading, from 1. */
  level?: number;
  left?: number;
  right?: number;
  hanging?: boolean;
  raised?: boolean;
  hidden?: boolean;
  list?: { id: string; level: number };
}

/** Word gives its own styles English names in every language; others call theirs what they like. */
const roles: [RegExp, Role][] = [
  [/^(?:title|subtitle|titel|untertitel)$/iu, 'title'],
  [/^authors?$/iu, 'author'],
  [/^(?:heading|überschrift|titre|título|titolo)\s?\d/iu, 'heading'],
  [/quot|^block text|zitat|^extract/iu, 'quotation'],
  [/^caption|^beschriftung/iu, 'caption'],
  [/^(?:bibliography|endnote bibliography|references?|literatur(?:verzeichnis)?)\b/iu, 'entry'],
  [/^(?:toc\b|table of|header$|footer$|index\s\d|abstract title)/iu, 'aside'],
];

/** How many styles a style may be based on, one on the other. */
const longestChain = 12;

export class Styles {
  private readonly own = new Map<string, Look & { basedOn?: string }>();

  /** @param xml word/styles.xml; '' for a document without */
  constructor(xml: string) {
    for (const style of descendants(parseMarkup(xml, { xml: true }))) {
      const id = localName(style) === 'style' ? attribute(style, 'styleId') : undefined;
      if (id === undefined) continue;
      const basedOn = valueOf(style, 'basedOn');
      const name = valueOf(style, 'name') ?? '';
      const role = roles.find(([pattern]) => pattern.test(name))?.[1];
      const level = role === 'heading' ? Number(/\d/u.exec(name)?.[0]) : undefined;
      this.own.set(id, { ...lookOf(style), ...(role ? { role } : {}), ...(level ? { level } : {}), ...(basedOn ? { basedOn } : {}) });
    }
  }

  look(id: string | undefined): Look {
    const chain: Look[] = [];
    for (let at = id; at !== undefined && chain.length < longestChain; at = this.own.get(at)?.basedOn) chain.unshift(this.own.get(at) ?? {});
    return Object.assign({}, ...chain) as Look;
  }
}

/** What the properties in a style, paragraph or run say themselves. */
export function lookOf(element: Element): Look {
  const look: Look = {};
  for (const properties of childElements(element)) {
    if (localName(properties) !== 'pPr' && localName(properties) !== 'rPr') continue;
    for (const property of childElements(properties)) readProperty(look, property);
  }
  return look;
}

function readProperty(look: Look, property: Element): void {
  const value = attribute(property, 'val');
  switch (localName(property)) {
    case 'outlineLvl':
      if (value !== undefined && /^[0-8]$/u.test(value)) Object.assign(look, { role: 'heading', level: Number(value) + 1 });
      return;
    case 'ind':
      look.left = twips(attribute(property, 'left') ?? attribute(property, 'start'));
      look.right = twips(attribute(property, 'right') ?? attribute(property, 'end'));
      look.hanging = twips(attribute(property, 'hanging')) > 0;
      return;
    case 'vertAlign':
      look.raised = value === 'superscript';
      return;
    case 'vanish':
      look.hidden = isOn(value);
      return;
    case 'numPr':
      look.list = { id: valueOf(property, 'numId') ?? '0', level: Number(valueOf(property, 'ilvl') ?? 0) };
  }
}

const twips = (value: string | undefined): number => Number.parseInt(value ?? '0', 10) || 0;
const isOn = (value: string | undefined): boolean => value === undefined || !['0', 'false', 'off'].includes(value);

/** `w:val` of a child. */
export const valueOf = (element: Element, child: string): string | undefined => childElements(element, child).map((one) => attribute(one, 'val'))[0];

/** Which lists count, by their number's id, with what they begin at. From word/numbering.xml. */
export function countedLists(xml: string): Map<string, number> {
  const counted = new Map<string, number>();
  const abstract = new Map<string, number>();
  for (const element of descendants(parseMarkup(xml, { xml: true }))) {
    if (localName(element) === 'abstractNum') {
      const first = childElements(element, 'lvl').find((level) => attribute(level, 'ilvl') === '0');
      if (first && valueOf(first, 'numFmt') === 'decimal') abstract.set(attribute(element, 'abstractNumId') ?? '', twips(valueOf(first, 'start') ?? '1'));
    } else if (localName(element) === 'num') {
      const start = abstract.get(valueOf(element, 'abstractNumId') ?? '');
      if (start !== undefined) counted.set(attribute(element, 'numId') ?? '', start);
    }
  }
  return counted;
}
