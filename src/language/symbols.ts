import * as l10n from '@vscode/l10n';
import type { LibraryView } from '../library/library.js';
import { append } from '../text/multimap.js';
import type { Span } from '../text/span.js';
import { cut } from './bibliography.js';
import { nameOfWork, textOf } from './brief.js';
import { everyWork, type Citation, type CitedWork } from './citations.js';
import type { CitingBlock, DocumentCitations } from './documentCitations.js';
import { locatorInWords } from './locators.js';

/** A line of a document's outline. Its span is that of the citation that it leads to. */
export interface CitedSymbol extends Span {
  name: string;
  detail: string;
}

/** A work that a document cites, at its first citation. */
export interface WorkSymbol extends CitedSymbol {
  /** Where it is cited; in the outline none where that is once. */
  citations: CitedSymbol[];
}

/** So many of a document's cited works are gone through: the editor makes its outline anew whenever one stops writing. */
const mostCited = 5000;
const longestTitle = 100;
const longestWords = 60;

interface Cited {
  work: CitedWork;
  symbol: CitedSymbol;
}

/** The works that a document cites, as its outline shows them. */
export function symbols(document: DocumentCitations, library: LibraryView): WorkSymbol[] {
  return citedWorks(document, library).map((work) => (work.citations.length > 1 ? work : { ...work, citations: [] }));
}

/** The works that a document cites, each with all its citations, in the order of their first; those that the library does not have by their keys. */
export function citedWorks(document: DocumentCitations, library: LibraryView): WorkSymbol[] {
  const byKey = new Map<string, Cited[]>();
  for (const one of citedIn(document)) append(byKey, one.work.key.key, one);
  const byWork = new Map<string, Cited[]>();
  for (const [key, cited] of byKey) {
    const work = library.keyOf(key) ?? key;
    byWork.set(work, [...(byWork.get(work) ?? []), ...cited]);
  }
  return [...byWork].map(([key, all]) => {
    const citations = all.map(({ symbol }) => symbol);
    const { start, end } = citations[0]!;
    return { ...nameAndTitle(key, library), start, end, citations };
  });
}

function citedIn(document: DocumentCitations): Cited[] {
  const cited: Cited[] = [];
  for (const block of document.citingBlocks) {
    const outlined = outlinedIn(block);
    for (const [index, citation] of block.placed.entries()) {
      if (!document.cites(citation)) continue;
      const { name, details } = outlined[index]!;
      const { start, end, works } = citation;
      works.forEach((work, at) => work.key.key !== everyWork && cited.push({ work, symbol: { name, detail: details[at]!, start, end } }));
      if (cited.length > mostCited) return cited.slice(0, mostCited);
    }
  }
  return cited;
}

function nameAndTitle(key: string, library: LibraryView): Pick<CitedSymbol, 'name' | 'detail'> {
  const item = library.get(key);
  if (!item) return { name: `@${key}`, detail: l10n.t('not in the library') };
  return { name: cut(nameOfWork(item), longestTitle), detail: cut(textOf(item, 'title'), longestTitle) };
}

/** What the outline says of a citation, and of each of its works. */
interface Outlined {
  name: string;
  details: string[];
}

/** Of blocks that stay as they are while one writes elsewhere. */
const known = new WeakMap<readonly Citation[], Outlined[]>();

function outlinedIn({ text, citations }: CitingBlock): Outlined[] {
  const outlined = known.get(citations) ?? citations.map((citation) => ({ name: wordsAround(citation, text), details: citation.works.map(pinpoint) }));
  known.set(citations, outlined);
  return outlined;
}

const pinpoint = ({ locator }: CitedWork): string => (locator ? locatorInWords(locator) : '');

/** The words of the paragraph before a citation, by which one knows it again; where it opens the paragraph, those behind it. */
function wordsAround({ start, end }: Span, paragraph: string): string {
  const from = Math.max(0, start - longestWords);
  const before = paragraph.slice(from, start);
  const whole = from === 0 ? before : before.replace(/^\S*/, '…');
  if (/[\p{L}\p{N}]/u.test(whole)) return inOneLine(whole);
  return inOneLine(paragraph.slice(start, end + longestWords).replace(/[\uD800-\uDBFF]$/, ''));
}

const inOneLine = (words: string): string => (/[^\S ]| {2}/.test(words) ? words.replace(/\s+/g, ' ') : words).trim();
