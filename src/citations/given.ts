import * as l10n from '@vscode/l10n';
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

/** "3, 5–7", "[3]"; a cite key may hold a year too, and is told by its "@". */
const numbers = /^[\s([]*\d{1,4}(?:\s?[,;–-]\s?\d{1,4}){0,60}[\s)\]]*$/u;
const dated = /(?<![\p{L}\d])(?:1[5-9]|20)\d\d|\b(?:n\.\s?d\.|s\.\s?d\.|o\.\s?J\.|in press|forthcoming|submitted|in preparation|im Erscheinen)/iu;

/** "(2018)" behind a name, and "Vale (2018": such a marker stands before what it supports. */
const yearAlone = /^[\s(]*(?:1[5-9]|20)\d\d[a-z]?(?![\p{L}\d])/u;
const nameBefore = /\p{L}(?:\.|[’']s?)?,?\s*$/u;
const yearInParentheses = /\p{L}(?:\.|[’']s?)?,?\s\((?:1[5-9]|20)\d\d/u;

function kindOf(label: string): MarkerKind {
  if (label.startsWith('@')) return 'key';
  if (numbers.test(label) && !yearAlone.test(label)) return 'numeric';
  return dated.test(label) ? 'author-date' : 'key';
}

function leadsTo(marker: GivenMarker, words: string, text: string, open: number): boolean {
  if (marker.leads !== undefined) return marker.leads;
  if (yearInParentheses.test(words) && !/^[([]/u.test(words)) return true;
  const from = open >= 0 ? open : marker.start;
  return yearAlone.test(words) && nameBefore.test(text.slice(Math.max(0, from - 40), from)) && (open < 0 || /^[\s(]*$/u.test(text.slice(open + 1, marker.start)));
}

/** ", p. 18" behind a marker, up to the next marker or the end of the bracket. */
const pinpointBehind = /^\s?[,:]\s?(\p{L}{0,8}\.?\s?[\divxlc§][\w\s,.–-]{0,40}?)(?=[;)\]]|$)/u;
/** ", p. 18" or ":18" in a marker, behind its year. */
const pinpointWithin = /(?:1[5-9]|20)\d\d[a-z]?\s?[,:]\s?([^;]{1,60}?)[\s)\]]*$/u;
const anotherYear = /^(?:and\s|&\s)?(?:1[5-9]|20)\d\d[a-z]?(?![\d–-])/u;

/** The words of a pinpoint in a marker, or in its bracket behind it. */
function pinpointOf(words: string, behind: string): string | null {
  const pin = pinpointWithin.exec(words)?.[1] ?? pinpointBehind.exec(behind)?.[1];
  return pin === undefined || anotherYear.test(pin) ? null : pin;
}

const firstWords = /^[\s([]*((?:\p{L}[\p{Ll}.]{0,12},?\s){1,4}?)(?=\p{Lu}|\p{Ll}{1,4}\s\p{Lu}|\d)/u;

/** "see also" of "(see also Roe 2001" or, where the marker is only "Roe 2001", of what stands before it in the bracket; "But see" of a note that says "But see Roe (2001)". */
function signalOf(words: string, before: string, inBracket: boolean): string | null {
  const lead = before.slice(Math.max(before.lastIndexOf(';'), inBracket ? -1 : before.lastIndexOf('.')) + 1).trim();
  const signal = leadingSignal(lead);
  // Outside brackets a sentence may end in such words and mean something else.
  if (signal !== null && (inBracket || signal.length >= lead.length - 1)) return signal;
  const own = firstWords.exec(words)?.[1];
  return own === undefined ? null : leadingSignal(own);
}

/** So far behind a marker a pinpoint is looked for where no bracket closes. */
const longestPinpoint = 60;
const longestSignal = 60;

/**
 * What a marker of the format itself stands for. A target that names no entry gives a citation without a work, and a problem.
 *
 * @param passage that of its block, from which the numbers of notes were taken
 * @param works the works of the bibliography's entries, by their ids
 * @param told ids for which a problem was given before; those of this marker are put to them
 */
export function readGiven(marker: GivenMarker, passage: Passage, works: ReadonlyMap<string, number>, told = new Set<string>()): { given: GivenCitation; problems: Problem[] } {
  const { text } = passage;
  const words = text.slice(marker.start, marker.end);
  const open = openBefore(text, marker.start);
  // "(Roe 2001;" may open the bracket itself, and "Doe 2004)" close it.
  const closed = openBefore(text, marker.end) < 0 ? -1 : closedBehind(text, marker.end);
  const signal = signalOf(words, text.slice(open < 0 ? Math.max(0, marker.start - longestSignal) : open + 1, marker.start), open >= 0);
  const pin = pinpointOf(words, closed < 0 ? '' : text.slice(marker.end, Math.min(closed, marker.end + longestPinpoint)));
  const leads = leadsTo(marker, words, text, open);
  const last = marker.targets.length - 1;
  return {
    given: {
      at: leads || closed < 0 ? marker.end : closed,
      marker: { kind: kindOf(marker.label), label: marker.label.replace(/^@/u, '') },
      citations: marker.targets.map((target, index) => {
        const work = works.get(target.id) ?? null;
        const locator = target.locator ?? (index === last ? pin : null);
        return {
          work,
          locator: locator === null ? null : parseLocator(locator),
          signal: target.signal ?? (index === 0 ? signal : null),
          quoted: null,
          confidence: work === null ? unknown : byMarkup,
        };
      }),
      leads,
    },
    problems: missing(marker, works, told).map((message) => ({ code: 'citation-without-entry', message, ...passage.spanInSource(marker) })),
  };
}

/** What is cited without an entry is the source's own claim, as far as anyone can tell. */
const unknown = 0.3;
const noBibliography = '';

/** Each id that leads nowhere is told of once; where none leads anywhere, the bibliography is what is missing. */
function missing({ targets }: GivenMarker, works: ReadonlyMap<string, number>, told: Set<string>): string[] {
  const lost = [...new Set(targets.map(({ id }) => id))].filter((id) => !works.has(id) && !told.has(id) && !told.has(noBibliography));
  for (const id of lost) told.add(id);
  if (works.size > 0) return lost.map((id) => l10n.t('“{0}” is cited here, but the source’s bibliography has no such entry. The claim is kept without a reference.', id));
  if (lost.length === 0) return [];
  told.add(noBibliography);
  return [l10n.t('“{0}” is cited here, but this source comes without the bibliography that its citations name. Put that beside it and import it again; until then its claims are kept without references.', lost[0]!)];
}
