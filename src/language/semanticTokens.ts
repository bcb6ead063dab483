import type { LibraryView } from '../library/library.js';
import type { Span } from '../text/span.js';
import type { Citation } from './citations.js';
import type { DocumentCitations } from './documentCitations.js';

/** What package.json declares. A key that the library does not have is left in the colour of its surroundings. */
export const tokenTypes = ['citeKey', 'unknownCiteKey', 'citeLocator'] as const;

/** A stretch of one line that has a meaning of its own. */
export interface SemanticToken extends Span {
  type: (typeof tokenTypes)[number];
}

/** The keys and locators of some of a document's citations. */
export function semanticTokens(document: DocumentCitations, citations: readonly Citation[], library: LibraryView): SemanticToken[] {
  const known = new Map<string, boolean>();
  const isKnown = (key: string): boolean => {
    const answer = known.get(key) ?? library.get(key) !== undefined;
    known.set(key, answer);
    return answer;
  };
  return citations.flatMap(({ works }) => works.flatMap(({ key: { key, signed }, locator }): SemanticToken[] => [
    { start: signed.start, end: signed.end, type: isKnown(key) ? 'citeKey' : 'unknownCiteKey' },
    ...(locator ? lines(locator, document).map((line) => ({ ...line, type: 'citeLocator' as const })) : []),
  ]));
}

/** A span in its lines, since a token that an editor colours stands in one. */
function lines({ start, end }: Span, document: DocumentCitations): Span[] {
  return Array.from(document.slice({ start, end }).matchAll(/[^\r\n]+/g), ({ index, 0: { length } }) => ({ start: start + index, end: start + index + length }));
}
