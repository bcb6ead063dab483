import type { Claim } from '../library/library.js';
import type { Span } from '../text/span.js';
import { SourceText } from './claimSpan.js';

/** A sentence of a source that supports works. */
export interface SupportingSentence extends Span {
  /** The keys of the works, each once. */
  works: string[];
}

/** More claims of one source are not looked for. */
const mostClaims = 5000;

/** Which sentences of a source, as it is now, support what; in their order. What stands nowhere any more is left out. */
export function supportingSentences(text: string, claims: readonly Claim[]): SupportingSentence[] {
  const source = new SourceText(text);
  const sentences = new Map<string, SupportingSentence>();
  for (const claim of claims.slice(0, mostClaims)) {
    const span = claim.reference === null ? null : source.spanOf(claim);
    if (!span) continue;
    const place = `${span.start} ${span.end}`;
    const known = sentences.get(place) ?? { ...span, works: [] };
    sentences.set(place, known);
    if (!known.works.includes(claim.reference!)) known.works.push(claim.reference!);
  }
  return [...sentences.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}
