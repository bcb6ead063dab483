import type { LibraryView } from '../library/library.js';
import type { Span } from '../text/span.js';
import { everyWork, type Citation } from './citations.js';
import type { DocumentCitations } from './documentCitations.js';

/** What package.json declares. A key that the library does not have is left in the colour of its surroundings. */
export const tokenTypes = ['citeKey', 'unknownCiteKey', 'citeLocator'] as const;

/** A stretch of one line that has a meaning of its own. */
export interface SemanticToken extends Span {
  type: (typeof tokenTypes)[number];
}

/** The keys and locators of some of a document's citations. */
export function semanticTokens(document: DocumentCitations, citations: readonly Citation[], library: LibraryView): SemanticToken[] {
  const typeOf = keyTypes(library);
  const tokens: SemanticToken[] = [];
  for (const { works } of citations) {
    for (const { key: { key, signed: { start, end } }, locator } of works) {
      if (key !== everyWork) tokens.push({ start, end, type: typeOf(key) });
      if (locator) for (const line of lines(locator, document)) tokens.push({ start: line.start, end: line.end, type: 'citeLocator' });
    }
  }
  return tokens;
}

/** What a key is, looked up once. */
function keyTypes(library: LibraryView): (key: string) => SemanticToken['type'] {
  const known = new Map<string, SemanticToken['type']>();
  return (key) => {
    const type = known.get(key) ?? (library.keyOf(key) === undefined ? 'unknownCiteKey' : 'citeKey');
    known.set(key, type);
    return type;
  };
}

/** A span in its lines, since a token that an editor colours stands in one. */
function lines(span: Span, document: DocumentCitations): readonly Span[] {
  const words = document.slice(span);
  if (!words.includes('\n')) return [span];
  return Array.from(words.matchAll(/[^\r\n]+/g), ({ index, 0: { length } }) => ({ start: span.start + index, end: span.start + index + length }));
}
