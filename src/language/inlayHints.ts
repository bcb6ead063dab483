import type { LibraryItem, LibraryView } from '../library/library.js';
import type { Span } from '../text/span.js';
import { cut } from './bibliography.js';
import { nameOfWork, tellsNameAndYear } from './brief.js';
import type { DocumentCitations } from './documentCitations.js';

/** By whom and when the work of a key is, to be shown behind it. */
export interface InlayHint {
  offset: number;
  /** "Vale 2018" */
  words: string;
  item: LibraryItem;
}

const longestWords = 40;

/** The hints for the known keys in a span of a document; a key that says both itself has none. */
export function inlayHints(document: DocumentCitations, { start, end }: Span, library: LibraryView): InlayHint[] {
  const keys = document.near({ start, end }).flatMap(({ works }) => works.map(({ key }) => key));
  return keys.filter(({ signed }) => start <= signed.start && signed.end <= end).flatMap(({ key, signed }) => {
    const item = library.get(key);
    if (!item || tellsNameAndYear(key, item)) return [];
    const words = cut(nameOfWork(item), longestWords);
    return words === key ? [] : [{ offset: signed.end, words, item }];
  });
}
