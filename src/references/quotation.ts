import type { Span } from '../text/span.js';

/** Words in quotation marks. `start` and `end` take in the marks, `inner` leaves them out. */
export interface Quotation extends Span {
  inner: Span;
  /** False where the closing mark is missing, as sources have it: "‘Countering Extremism, online at". */
  closed: boolean;
}

const singleMarks = '‘’‚‛‹›\'`';
const doubleMarks = '“”„‟«»"';
const single = new RegExp(`[${singleMarks}]`, 'g');
const double = new RegExp(`[${doubleMarks}]`, 'g');
const either = new RegExp(`[${singleMarks}${doubleMarks}]`, 'g');
/** As far as a quoted title may reach, and how many marks may stand within it. */
const longest = 500;
const mostMarks = 40;

const beforeOpening = /[\s([{\-–—/“”„"‘’'«»]/;
const afterClosing = /[\s,.;:)\]}!?“”"‘’'»›\-–—/]/;
/** After a mark that surely closes: ‘The Lions’ Den’ has another one, after "Lions", that doesn't. */
const surelyClosed = /^(?:[,.;:)\]!?“”"'’»]|$|\s*[([]|\s*\d|\s(?:in|In|edited|ed|hrsg|trans|and|und)\b)/;

function opens(text: string, at: number): boolean {
  const next = text[at + 1];
  if (next === undefined) return false;
  if (text[at] === '«') return true;
  if (/\s/.test(next)) return false;
  if (at > 0 && !beforeOpening.test(text[at - 1]!)) return false;
  return !/^['’]\d0s|^['’]s\b/.test(text.slice(at, at + 4));
}

/** Where the next of some marks stands; `Infinity` where none does. */
function nextOf(marks: RegExp, text: string, from: number): number {
  marks.lastIndex = from;
  return marks.exec(text)?.index ?? Infinity;
}

function closingAt(text: string, open: number): number {
  const marks = singleMarks.includes(text[open]!) ? single : double;
  const spaced = text[open] === '«';
  const reach = text.slice(0, open + longest);
  let weak = -1;
  for (let at = nextOf(marks, reach, open + 2), seen = 0; at < reach.length && seen < mostMarks; at = nextOf(marks, reach, at + 1), seen++) {
    if (spaced ? text[at] === '»' : /\S/.test(text[at - 1]!) && (at + 1 === text.length || afterClosing.test(text[at + 1]!))) {
      if (marks === double || surelyClosed.test(text.slice(at + 1, at + 12))) return at;
      if (weak < 0) weak = at;
    } else if (marks === single && weak >= 0 && opens(text, at)) {
      return weak;
    }
  }
  return weak;
}

/** Where a quotation that is never closed may end: before the next piece of the reference. */
function unclosedEnd(text: string, open: number): number {
  const rest = text.slice(open + 1, open + longest);
  const stop = /,\s|\s\(|\.\s|$/.exec(rest)!;
  return open + 1 + stop.index;
}

/**
 * The quotations of a text, in order, not nested. Marks are told by where they stand, not by their shape, since sources swap them:
 * ”Title.” and ‘”A” B’ are both found. A mark within a word is an apostrophe.
 */
export function findQuotations(text: string): Quotation[] {
  const found: Quotation[] = [];
  for (let at = nextOf(either, text, 0), end = 0; at < text.length; at = nextOf(either, text, Math.max(at + 1, end))) {
    if (!opens(text, at)) continue;
    const close = closingAt(text, at);
    end = close >= 0 ? close + 1 : unclosedEnd(text, at);
    found.push({ start: at, end, inner: { start: at + 1, end: close >= 0 ? close : end }, closed: close >= 0 });
  }
  return found;
}
