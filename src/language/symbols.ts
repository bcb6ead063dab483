import type { LibraryView } from '../library/library.js';
import { append } from '../text/multimap.js';
import type { Span } from '../text/span.js';
import { cut } from './bibliography.js';
import { nameOfWork, textOf } from './brief.js';
import { everyWork, type Citation, type CitedWork } from './citations.js';
import type { DocumentCitations } from './documentCitations.js';
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
  citation: Citation;
  work: CitedWork;
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
    const { start, end } = all[0]!.citation;
    return { ...nameAndTitle(key, library), start, end, citations: all.map((one) => citationSymbol(one, document)) };
  });
}

function citedIn(document: DocumentCitations): Cited[] {
  const cited = document.all.flatMap((citation) => citation.works.map((work): Cited => ({ citation, work })));
  return cited.filter(({ work: { key } }) => key.key !== everyWork).slice(0, mostCited);
}

function nameAndTitle(key: string, library: LibraryView): Pick<CitedSymbol, 'name' | 'detail'> {
  const item = library.get(key);
  if (!item) return { name: `@${key}`, detail: 'not in the library' };
  return { name: cut(nameOfWork(item), longestTitle), detail: cut(textOf(item, 'title'), longestTitle) };
}

function citationSymbol({ citation: { start, end }, work: { locator } }: Cited, document: DocumentCitations): CitedSymbol {
  return { name: wordsAround({ start, end }, document), detail: locator ? locatorInWords(locator) : '', start, end };
}

/** The words of the paragraph before a citation, by which one knows it again; where it opens the paragraph, those behind it. */
function wordsAround({ start, end }: Span, document: DocumentCitations): string {
  const from = Math.max(0, start - longestWords);
  const before = document.slice({ start: from, end: start }).split(blankLine).at(-1)!;
  const whole = from === 0 || before.length < start - from ? before : before.replace(/^\S*/, '…');
  if (/[\p{L}\p{N}]/u.test(whole)) return inOneLine(whole);
  const [after = ''] = document.slice({ start, end: end + longestWords }).split(blankLine);
  return inOneLine(after.replace(/[\uD800-\uDBFF]$/, ''));
}

const blankLine = /\n[ \t\r]*\n/;

const inOneLine = (words: string): string => (/[^\S ]| {2}/.test(words) ? words.replace(/\s+/g, ' ') : words).trim();
