import type { GivenMarker } from '../documents/document.js';
import { parseLocator } from '../references/normalise/locator.js';
import { closedBehind, openBefore } from '../text/brackets.js';
import type { Passage } from '../text/passage.js';
import type { Problem } from '../text/problem.js';
import { leadingSignal } from './signals.js';
import type { Citation } from './settle.js';
import type { MarkerKind } from './source.js';

/** How sure a citation is that the format itself gives. */
export const byMarkup = 0.99;

/** A given marker with what it stands for. Offsets are in the passage of its block. */
export interface GivenCitation {
  /** Behind the words it supports: behind the bracket around it, where one opened before it. */
  at: number;
  marker: { kind: MarkerKind; label: string };
  citations: Citation[];
  leads: boolean;
}

const numbers = /^[\s([]*\d{1,4}(?:\s?[,;–-]\s?\d{1,4})*[\s)\]]*$/u;
const year = /(?:1[5-9]|20)\d\d/u;

function kindOf(label: string): MarkerKind {
  if (year.test(label)) return 'author-date';
  return numbers.test(label) ? 'numeric' : 'key';
}

/** "(2018)" behind a name, and "Vale (2018": such a marker stands before what it supports. */
const yearAlone = /^[\s(]*(?:1[5-9]|20)\d\d[a-z]?(?![\p{L}\d])/u;
const yearInParentheses = /\p{L}\.?,?\s\((?:1[5-9]|20)\d\d/u;

function leadsTo(marker: GivenMarker, words: string, text: string, open: number): boolean {
  if (marker.leads !== undefined) return marker.leads;
  if (yearInParentheses.test(words)) return true;
  return yearAlone.test(words) && /\p{L}\.?,?\s*$/u.test(text.slice(0, open >= 0 ? open : marker.start)) && (open < 0 || /^[\s(]*$/u.test(text.slice(open, marker.start)));
}

/** ", p. 18" behind a marker, up to the next marker or the end of the bracket. */
const pinpoint = /^\s?[,:]\s?((?:pp?|ch|chap|sec|§|S|Seite|fn|n|vol|art|para)?\.?\s?[\divxlc][\w\s,–-]{0,24}?)(?=[;)\]]|$)/u;

/**
 * What a marker of the format itself stands for. A target that names no entry gives a citation without a work, and a problem.
 *
 * @param passage that of its block, from which the numbers of notes were taken
 * @param works the works of the bibliography's entries, by their ids
 */
export function readGiven(marker: GivenMarker, passage: Passage, works: ReadonlyMap<string, number>): { given: GivenCitation; problems: Problem[] } {
  const { text } = passage;
  const open = openBefore(text, marker.start);
  // "(Roe 2001;" may open the bracket itself, and "Doe 2004)" close it.
  const closed = openBefore(text, marker.end) < 0 ? -1 : closedBehind(text, marker.end);
  const before = open < 0 ? '' : text.slice(open + 1, marker.start);
  const signal = leadingSignal(before.slice(before.lastIndexOf(';') + 1));
  const pin = open < 0 ? undefined : pinpoint.exec(text.slice(marker.end, closed < 0 ? marker.end + 40 : closed))?.[1];
  const missing = marker.targets.filter(({ id }) => !works.has(id));
  const leads = leadsTo(marker, text.slice(marker.start, marker.end), text, open);
  const last = marker.targets.length - 1;
  return {
    given: {
      at: leads || closed < 0 ? marker.end : closed,
      marker: { kind: kindOf(marker.label), label: marker.label },
      citations: marker.targets.map((target, index) => {
        const work = works.get(target.id) ?? null;
        const words = target.locator ?? (index === last ? pin : undefined);
        return { work, locator: words ? parseLocator(words) : null, signal: target.signal ?? (index === 0 ? signal : null), quoted: null, confidence: work === null ? 0.3 : byMarkup };
      }),
      leads,
    },
    problems: missing.map(({ id }) => ({
      code: 'citation-without-entry',
      message: `“${id}” is cited here, but the source’s bibliography has no such entry. The claim is kept without a reference.`,
      ...passage.spanInSource(marker),
    })),
  };
}
