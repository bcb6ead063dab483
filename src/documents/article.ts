import { Readability } from '@mozilla/readability';
import type { Document, Element } from 'domhandler';
import { parseHTML } from 'linkedom';
import { isFurniture, isSilent } from './html/elements.js';
import type { Apparatus } from './html/apparatus.js';
import type { Selection } from './html/walk.js';
import { descendants, localName, visit } from './markup.js';

/** Beyond them a page is no article, and Readability would take its time over it. */
const mostElements = 20_000;
const deepest = 200;

/** What Readability finds must be so long, and so large a share of what the page's own markup says is the article. */
const leastLength = 500;
const leastShare = 0.5;

/** Each element's own attribute: Readability renames elements and merges them, which leaves the attributes of both on one. */
const tagged = (index: number): string => `data-ibid-${index}`;
const tag = /^data-ibid-(\d+)$/u;
const keptAttributes = ['class', 'id', 'role', 'href', 'src', 'style', 'itemprop', 'rel'];
const voidElements = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/**
 * Tells an article from the page around it, as Mozilla's Readability does; where that finds too little, by the page's own `article` or `main`. Notes
 * and bibliographies are looked at by neither: they are known already.
 */
export function selectArticle(root: Document, apparatus: Apparatus): Selection {
  const fallback = ownArticle(root);
  const byMarkup: Selection = (element) => (isFurniture(element) ? 'out' : fallback.inside(element) ? 'in' : 'around');
  const found = readably(root, apparatus);
  if (!found || found.length < Math.max(leastLength, leastShare * lengthOf(fallback.element, apparatus))) return byMarkup;
  const around = withAncestors(found.elements);
  return (element) => (found.elements.has(element) ? 'in' : around.has(element) ? 'around' : 'out');
}

/** The page's `article`, `main` or `body`, if there is but one that is longest. */
function ownArticle(root: Document): { element: Element | Document; inside: (element: Element) => boolean } {
  const named = [...descendants(root)].filter((element) => localName(element) === 'article' || localName(element) === 'main' || element.attribs['role'] === 'main');
  const element = named.find((one) => localName(one) !== 'article') ?? (named.length === 1 ? named[0]! : root);
  if (element === root) return { element, inside: () => true };
  const inside = new Set([element as Element, ...descendants(element)]);
  return { element, inside: (one) => inside.has(one) };
}

/** How many characters the article's own words have, without what stands around them. */
function lengthOf(element: Element | Document, apparatus: Apparatus): number {
  let length = 0;
  visit(element, {
    open: (child) => !isSilent(child) && !isFurniture(child) && !apparatus.unitAt(child),
    close: () => undefined,
    text: ({ data }) => { length += data.trim().length; },
  });
  return length;
}

function withAncestors(elements: ReadonlySet<Element>): Set<Element> {
  const around = new Set<Element>();
  for (const { parent } of elements) {
    for (let above = parent; above && !around.has(above as Element); above = above.parent) around.add(above as Element);
  }
  return around;
}

/** What is asked of linkedom's elements, whose own types want those of a browser. */
interface PageElement {
  getAttributeNames(): string[];
  querySelectorAll(selector: string): Iterable<PageElement>;
}
type Page = ConstructorParameters<typeof Readability>[0];

/** The elements that Readability leaves of a page, and the length of their words. Null where it finds no article. */
function readably(root: Document, apparatus: Apparatus): { elements: Set<Element>; length: number } | null {
  if (apparatus.places.elements.length > mostElements) return null;
  const page = taggedPage(root, apparatus);
  if (!page) return null;
  const article = parsed(page.html);
  if (!article?.content) return null;
  const elements = new Set<Element>();
  for (const element of [article.content, ...article.content.querySelectorAll('*')]) {
    for (const name of element.getAttributeNames()) {
      const index = tag.exec(name)?.[1];
      if (index !== undefined) elements.add(page.elements[Number(index)]!);
    }
  }
  return { elements, length: article.textContent?.replace(/\s+/gu, ' ').length ?? 0 };
}

/** Readability throws for pages that are none: without a body, or with markup in places that it does not expect. */
function parsed(html: string): ReturnType<Readability<PageElement>['parse']> {
  try {
    const { document } = parseHTML(html) as unknown as { document: Page };
    return new Readability<PageElement>(document, { keepClasses: true, disableJSONLD: true, serializer: (node: PageElement) => node }).parse();
  } catch {
    return null;
  }
}

/** A page as Readability needs it, each element tagged, without scripts, notes and bibliography. Null for one too deep. */
function taggedPage(root: Document, apparatus: Apparatus): { html: string; elements: Element[] } | null {
  const elements: Element[] = [];
  const pieces: string[] = [];
  let [depth, most] = [0, 0];
  visit(root, {
    open: (element) => {
      if ((isSilent(element) && localName(element) !== 'img') || (apparatus.unitAt(element) && !apparatus.unitAt(element)!.runsOn)) return false;
      most = Math.max(most, ++depth);
      pieces.push(`<${element.name} ${tagged(elements.length)}=""${attributesOf(element)}>`);
      elements.push(element);
      return true;
    },
    close: (element) => {
      depth--;
      if (!voidElements.has(element.name)) pieces.push(`</${element.name}>`);
    },
    text: ({ data }) => { pieces.push(data); },
  });
  return most > deepest ? null : { html: pieces.join(''), elements };
}

const attributesOf = ({ attribs }: Element): string =>
  keptAttributes.flatMap((name) => (attribs[name] === undefined ? [] : ` ${name}="${attribs[name].replaceAll('"', '&quot;')}"`)).join('');

