import type { LibraryView } from '../library/library.js';
import type { Span } from '../text/span.js';
import type { Bibliography } from './bibliography.js';
import { cardOf, type Card } from './card.js';
import type { DocumentCitations } from './documentCitations.js';

/** What to show over a cite key: at most this many claims. */
const mostClaims = 5;

/** The card of the item whose key stands at `offset`, and what to show it over; null where no key stands, or none of the library's. */
export function hover(document: DocumentCitations, offset: number, library: LibraryView, bibliography: Bibliography): { span: Span; card: Card } | null {
  const found = document.keyAt(offset);
  const item = found && library.get(found.key);
  return item ? { span: found.signed, card: cardOf(item, library, bibliography, mostClaims) } : null;
}
