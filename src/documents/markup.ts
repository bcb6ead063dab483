import { type ChildNode, type Document, DomHandler, type Element, type Text } from 'domhandler';
import { decodeHTML, decodeXML } from 'entities';
import { Parser } from 'htmlparser2';
import type { Span } from '../text/span.js';
import type { PassageBuilder } from '../text/passage.js';

/** How deep elements may be nested, as in browsers; those further in come to stand beside each other. */
const deepest = 512;

/** Elements know how far in they stand. */
class DepthHandler extends DomHandler {
  get depth(): number {
    return this.tagStack.length;
  }
}

/** A parser that takes elements which are nested too deeply for empty ones: its time grows with the square of the depth. */
class ShallowParser extends Parser {
  private flat = false;

  constructor(private readonly handler: DepthHandler, options: ConstructorParameters<typeof Parser>[1]) {
    super(handler, options);
  }

  override onopentagname(start: number, end: number): void {
    this.flat = this.handler.depth > deepest;
    super.onopentagname(start, end);
  }

  override onclosetag(start: number, end: number): void {
    this.flat = false;
    super.onclosetag(start, end);
  }

  protected override isVoidElement(name: string): boolean {
    return this.flat || super.isVoidElement(name);
  }
}

/**
 * XML or HTML as a tree whose nodes know where they stand. Never throws: what is not well-formed gives the tree that can be made of it. Entities
 * that a document declares itself are not expanded.
 */
export function parseMarkup(text: string, { xml }: { xml: boolean }): Document {
  const options = { xmlMode: xml, decodeEntities: false, withStartIndices: true, withEndIndices: true };
  const handler = new DepthHandler(undefined, options);
  new ShallowParser(handler, options).end(text);
  endWithin(handler.root, text.length);
  return handler.root;
}

/** What is open where the text breaks off ends a character behind it. */
function endWithin(root: Document, length: number): void {
  for (let last: ChildNode | null = root.lastChild; last; last = 'lastChild' in last ? last.lastChild : null) last.endIndex = Math.min(last.endIndex ?? 0, length - 1);
}

export const isElement = (node: ChildNode): node is Element => node.type === 'tag' || node.type === 'script' || node.type === 'style';

/** The name of an element without its namespace's prefix: "p" of "w:p". */
export const localName = ({ name }: Element): string => name.slice(name.indexOf(':') + 1);

const cdata = '<![CDATA['.length;

/** Where a node stands in the source. The text of a CDATA section, for which the parser tells no place, stands behind its mark. */
export function spanOf(node: ChildNode): Span {
  const { startIndex, endIndex, parent } = node;
  if (startIndex === null && node.type === 'text' && parent?.type === 'cdata') {
    const start = (parent.startIndex ?? 0) + cdata;
    return { start, end: start + node.data.length };
  }
  return { start: startIndex ?? 0, end: (endIndex ?? -1) + 1 };
}

/** An attribute's value with its entities resolved, by its name with or without a namespace's prefix. */
export function attribute(element: Element, name: string): string | undefined {
  const value = element.attribs[name] ?? Object.entries(element.attribs).find(([key]) => key.endsWith(`:${name}`))?.[1];
  return value === undefined ? undefined : decodeHTML(value);
}

/** Child elements, with a local name where one is given. */
export const childElements = (parent: Element | Document, name?: string): Element[] =>
  parent.children.filter(isElement).filter((child) => name === undefined || localName(child) === name);

/** All elements below, in the order of the text, without recursion: documents may be nested deeper than a stack. */
export function* descendants(parent: Element | Document): Generator<Element> {
  const waiting: ChildNode[] = [...parent.children].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isElement(node)) continue;
    yield node;
    for (let at = node.children.length - 1; at >= 0; at--) waiting.push(node.children[at]!);
  }
}

/** What is done at each element and text of a tree. An element whose `open` gives false is not gone into, and not closed. */
export interface Visitor {
  open(element: Element): boolean;
  close(element: Element): void;
  text(node: Text): void;
}

/** Goes through a tree in the order of the text, without recursion. */
export function visit(parent: Element | Document, visitor: Visitor): void {
  const waiting: (ChildNode | { closes: Element })[] = [...parent.children].reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if ('closes' in next) visitor.close(next.closes);
    else if (next.type === 'text') visitor.text(next as Text);
    else if (isElement(next) || next.type === 'cdata') {
      if (isElement(next)) {
        if (!visitor.open(next)) continue;
        waiting.push({ closes: next });
      }
      for (let at = next.children.length - 1; at >= 0; at--) waiting.push(next.children[at]!);
    }
  }
}

/** A tag, comment or CDATA section's mark in raw text; an entity; a run of white space; or other characters. */
const pieces = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});|\s+|[^\s&]+|&/giu;

/**
 * Adds the words of a text node, entities resolved and white space folded to single spaces, each character led back to where it stands. None is
 * added behind a space, or at the beginning.
 *
 * @param source the text that was parsed
 */
export function addText(builder: PassageBuilder, source: string, { start, end }: Span, { xml, endsInSpace }: { xml: boolean; endsInSpace: boolean }): boolean {
  let spaced = endsInSpace;
  for (const { 0: piece, index } of source.slice(start, end).matchAll(pieces)) {
    const at = start + index;
    if (/^\s/u.test(piece)) {
      if (!spaced) builder.addReplacement(' ', at, piece.length);
      spaced = true;
      continue;
    }
    const decoded = piece.startsWith('&') ? (xml ? decodeXML(piece) : decodeHTML(piece)) : piece;
    if (decoded === piece) builder.addSpan(source, at, at + piece.length);
    else builder.addReplacement(decoded, at, piece.length);
    spaced = false;
  }
  return spaced;
}

/** The words below an element, entities resolved and white space folded, without what `isLeftOut`. */
export function wordsOf(element: Element, isLeftOut: (child: Element) => boolean = () => false): string {
  const pieces: string[] = [];
  visit(element, {
    open: (child) => !isLeftOut(child),
    close: () => undefined,
    text: ({ data }) => { pieces.push(data); },
  });
  return decodeHTML(pieces.join('')).replace(/\s+/gu, ' ').trim();
}
