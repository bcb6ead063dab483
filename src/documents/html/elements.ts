import type { Element } from 'domhandler';
import { attribute, localName } from '../markup.js';

const names = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Elements that begin and end a paragraph; all others stand within a line. */
const blockNames = names(
  'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul',
);
export const isBlock = (element: Element): boolean => blockNames.has(localName(element));

export const headingLevel = (element: Element): number | null => {
  const level = /^h([1-6])$/u.exec(localName(element))?.[1];
  if (level) return Number(level);
  return element.attribs['role'] === 'heading' ? Number(element.attribs['aria-level'] ?? 2) || 2 : null;
};

/** Elements whose content is no text of the page. */
const silentNames = names(
  'script style noscript template svg head title meta link iframe object embed audio video canvas button select textarea input img map datalist annotation annotation-xml rp rt',
);
/** Classes of what is said to machines and screen readers only, and of what wikis and blogs put beside the text. */
const silentClasses = names(
  'mw-editsection mw-jump-link mw-cite-backlink navbox printfooter catlinks sr-only visually-hidden visuallyhidden screen-reader-text noprint u-visually-hidden anchor-link headerlink heading-anchor',
);
const hiding = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/iu;

/** Formulas are hidden from some readers and shown to others, in two forms of which one is MathML. */
const holdsMath = (element: Element): boolean => localName(element) === 'math' || classesOf(element).some((name) => /math/iu.test(name) && !/katex-html|MJX|mathjax/iu.test(name));

export function isSilent(element: Element): boolean {
  if (silentNames.has(localName(element))) return true;
  const { style, hidden } = element.attribs;
  if (classesOf(element).some((name) => silentClasses.has(name))) return true;
  return (hidden !== undefined || element.attribs['aria-hidden'] === 'true' || (style !== undefined && hiding.test(style))) && !holdsMath(element);
}

/** Elements around an article that hold none of it. */
const furnitureNames = names('nav header footer aside form dialog menu');
const furnitureRoles = names('navigation banner contentinfo complementary search menu menubar dialog doc-toc');
export const isFurniture = (element: Element): boolean => furnitureNames.has(localName(element)) || rolesOf(element).some((role) => furnitureRoles.has(role));

export const classesOf = ({ attribs }: Element): string[] => wordsIn(attribs['class']);

/** DPUB-ARIA's roles and EPUB's types, under the names of the first: "doc-footnote". */
export function rolesOf({ attribs }: Element): string[] {
  return [...wordsIn(attribs['role']), ...wordsIn(attribs['epub:type']).map((type) => `doc-${type}`)];
}

const wordsIn = (value: string | undefined): string[] => value?.split(/\s+/u).filter((word) => word !== '') ?? [];

/** What links can name an element by. */
export const idsOf = (element: Element): string[] => [element.attribs['id'] ?? element.attribs['xml:id'], localName(element) === 'a' ? element.attribs['name'] : undefined].flatMap((id) => id || []);

export const hrefOf = (element: Element): string | undefined => (localName(element) === 'a' ? attribute(element, 'href') : undefined);
