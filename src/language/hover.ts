import type { LibraryView } from '../library/library.js';
import type { Span } from '../text/span.js';
import type { Bibliography } from './bibliography.js';
import { cardOf, type Card } from './card.js';
import type { DocumentCitations } from './documentCitations.js';
import { writtenAt } from './nearness.js';

/** What to show over a cite key: at most this many claims. */
const mostClaims = 5;

/** The card of the item whose key or pinpoint stands at `offset`, and what to show it over; null where none stands, or none of the library's. */
export function hover(document: DocumentCitations, offset: number, library: LibraryView, bibliography: Bibliography): { span: Span; card: Card } | null {
  const found = document.at(offset);
  const span = found && [found.work.key.signed, found.work.locator].find((one) => one && one.start <= offset && offset <= one.end);
  const item = span && library.get(found.work.key.key);
  return item ? { span, card: cardOf(item, library, bibliography, { mostClaims, written: writtenAt(document, offset) }) } : null;
}
