// What Ibid makes of the name or the text of a CSL style.

/** The styles that Ibid ships, as CSL's repository names them: https://github.com/citation-style-language/styles */
export const shippedStyles = [
  'chicago-author-date', 'chicago-note-bibliography', 'chicago-fullnote-bibliography', 'apa', 'modern-language-association', 'ieee', 'harvard-cite-them-right', 'vancouver', 'nature', 'science',
  'american-medical-association', 'american-political-science-association', 'american-sociological-association', 'american-chemical-society', 'association-for-computing-machinery',
  'modern-humanities-research-association', 'oscola', 'turabian-author-date', 'turabian-fullnote-bibliography', 'din-1505-2', 'iso690-author-date-en', 'elsevier-harvard',
  'elsevier-with-titles', 'springer-basic-author-date',
] as const;
const shipped: ReadonlySet<string> = new Set(shippedStyles);

/** Other names of theirs, those of Typst included (https://typst.app/docs/reference/model/bibliography/#parameters-style), and of what differs from them in citations alone. */
const otherNames = new Map(Object.entries({
  apa: ['american-psychological-association', 'apa-7th-edition', 'apa-6th-edition', 'apa-no-ampersand', 'apa-cv'],
  'chicago-author-date': ['chicago', 'chicago-author-date-16th-edition', 'chicago-author-date-17th-edition', 'chicago-author-date-18th-edition'],
  'chicago-note-bibliography': ['chicago-notes', 'chicago-shortened-notes', 'chicago-shortened-notes-bibliography', 'chicago-notes-bibliography', 'chicago-note-bibliography-17th-edition'],
  'chicago-fullnote-bibliography': ['chicago-fullnotes', 'chicago-fullnote-bibliography-17th-edition'],
  ieee: ['institute-of-electrical-and-electronics-engineers', 'ieee-with-url'],
  'modern-language-association': ['mla', 'mla-8', 'modern-language-association-8', 'modern-language-association-8th-edition', 'modern-language-association-9th-edition'],
  'harvard-cite-them-right': ['harvard', 'harvard-cite-them-right-12th-edition'],
  vancouver: ['vancouver-superscript', 'vancouver-brackets'],
  'american-medical-association': ['ama', 'american-medical-association-11th-edition', 'american-medical-association-brackets'],
  'association-for-computing-machinery': ['acm'],
  'american-chemical-society': ['acs'],
  'american-sociological-association': ['asa'],
  'american-political-science-association': ['apsa'],
  'modern-humanities-research-association': ['mhra', 'modern-humanities-research-association-notes', 'modern-humanities-research-association-3rd-edition'],
  'turabian-fullnote-bibliography': ['turabian-fullnote-8', 'turabian-fullnote-bibliography-8th-edition', 'turabian-fullnote-bibliography-no-ibid'],
  'iso690-author-date-en': ['iso-690-author-date'],
}).flatMap(([style, names]) => names.map((name): [string, string] => [name, style])));

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

const title = /<title>([^<]{1,300})<\/title>/;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What a style calls itself: "Chicago Manual of Style 17th edition (author-date)"; '' where it does not say. */
export const styleTitle = (xml: string): string =>
  (title.exec(xml.slice(0, 5000))?.[1] ?? '').replace(/&(amp|lt|gt|quot|apos);/g, (_entity, name: string) => entities[name]!).replace(/\s+/g, ' ').trim();

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
