// What Ibid makes of the name or the text of a CSL style.

/** The styles that Ibid ships, as CSL's repository names them: https://github.com/citation-style-language/styles */
const shipped = new Set(['apa', 'chicago-author-date', 'chicago-note-bibliography', 'ieee', 'modern-language-association']);

/** Other names of theirs, those of Typst included (https://typst.app/docs/reference/model/bibliography/#parameters-style), and of what differs from them in citations alone. */
const otherNames = new Map([
  ...['american-psychological-association', 'apa-7th-edition', 'apa-6th-edition', 'apa-no-ampersand', 'apa-cv'].map((name) => [name, 'apa'] as const),
  ...['chicago', 'chicago-author-date-16th-edition', 'chicago-author-date-17th-edition', 'chicago-author-date-18th-edition'].map((name) => [name, 'chicago-author-date'] as const),
  ...['chicago-notes', 'chicago-fullnotes', 'chicago-shortened-notes', 'chicago-notes-bibliography', 'chicago-fullnote-bibliography', 'chicago-shortened-notes-bibliography', 'chicago-note-bibliography-17th-edition', 'chicago-fullnote-bibliography-17th-edition'].map(
    (name) => [name, 'chicago-note-bibliography'] as const,
  ),
  ...['institute-of-electrical-and-electronics-engineers', 'ieee-with-url'].map((name) => [name, 'ieee'] as const),
  ...['mla', 'mla-8', 'modern-language-association-8', 'modern-language-association-8th-edition', 'modern-language-association-9th-edition'].map((name) => [name, 'modern-language-association'] as const),
]);

/** The shipped style that a name, a path or an address means: `apa`, `styles/apa.csl`, `https://www.zotero.org/styles/apa`; null for another. */
export function shippedStyle(name: string): string | null {
  const last = name.slice(name.search(/[^/\\]*$/)).toLowerCase().replace(/\.csl$/, '');
  return shipped.has(last) ? last : (otherNames.get(last) ?? null);
}

/** What a style file holds: a style, or the name of the one that it depends on. */
export type StyleText = { style: string } | { parent: string };

/** A larger file is no style; the largest of CSL's repository has 150 kB. */
export const longestStyle = 1 << 20;
const longestTag = 600;
const longestWords = 5000;
const mostMacros = 2000;
/** So many elements may be gone through for one reference, those of macros each time they are called. APA has 29,000. */
const mostElements = 500_000;

/**
 * A style as its file has it. It may come from anybody, and citeproc takes it as it is, its attributes' names and its terms into regular expressions: null
 * for what would keep it busy without end, and for what is no style.
 */
export function readStyle(xml: string): StyleText | null {
  if (xml.length > longestStyle) return null;
  const style = withoutComments(xml).replace(/\s+/g, ' ');
  const root = style.indexOf('<style ');
  const tags = root < 0 ? [] : style.slice(root + 1).split('<');
  if (tags.length === 0 || !tags.every(isPlain)) return null;
  const link = tags.find((tag) => tag.startsWith('link ') && /\brel="independent-parent"/.test(tag));
  if (link) return { parent: attribute(link, 'href') };
  return elementsIn(tags) <= mostElements ? { style: style.slice(root) } : null;
}

const attributes = / [A-Za-z][\w:.-]{0,60}=(?:"[^"]*"|'[^']*')/g;
const takenIntoPatterns = /^(?:term|single|multiple|style-options)\b/;

/** Whether a tag with the words behind it, `text macro="author"/> `, is what a person writes. */
function isPlain(tag: string): boolean {
  const end = tag.indexOf('>');
  if (end < 0 || end > longestTag || tag.length - end > longestWords) return false;
  return !tag.slice(0, end).replace(attributes, '').includes('=') && !(takenIntoPatterns.test(tag) && /[*+?{]/.test(tag));
}

function withoutComments(xml: string): string {
  let kept = '';
  for (let at = 0; ; ) {
    const start = xml.indexOf('<!--', at);
    const end = start < 0 ? -1 : xml.indexOf('-->', start + 4);
    if (end < 0) return kept + xml.slice(at, start < 0 ? xml.length : start);
    kept += xml.slice(at, start);
    at = end + 3;
  }
}

const attribute = (tag: string, name: string): string => new RegExp(`[ "']${name}=["']([^"']*)`).exec(tag)?.[1] ?? '';

interface Macro {
  elements: number;
  calls: string[];
}

/** How many elements there are once all macros are put in where they are called; Infinity where one calls itself, or there are too many to tell. */
function elementsIn(tags: readonly string[]): number {
  const outside: Macro = { elements: 0, calls: [] };
  const macros = new Map<string, Macro>();
  let current = outside;
  for (const tag of tags) {
    if (tag.startsWith('macro ')) macros.set(attribute(tag, 'name'), (current = { elements: 0, calls: [] }));
    else if (tag.startsWith('/macro')) current = outside;
    current.elements++;
    const called = attribute(tag, 'macro');
    if (called !== '') current.calls.push(called);
  }
  return macros.size > mostMacros ? Infinity : expanded(outside, macros, new Map());
}

/** @param known what macros are known to come to; Infinity for those that are being counted */
function expanded({ elements, calls }: Macro, macros: ReadonlyMap<string, Macro>, known: Map<string, number>): number {
  return calls.reduce((sum, name) => {
    const macro = macros.get(name);
    if (macro && !known.has(name)) {
      known.set(name, Infinity);
      known.set(name, expanded(macro, macros, known));
    }
    return sum + (known.get(name) ?? 0);
  }, elements);
}
