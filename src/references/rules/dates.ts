import { fold } from '../../text/fold.js';
import type { Span } from '../../text/span.js';
import { months, seasons } from '../dictionary.js';
import type { Token } from '../tokens.js';
import type { Draft } from './draft.js';

const isYear = (token: Token | undefined): boolean => token !== undefined && /^(?:1[4-9]\d\d|20[0-4]\d)[a-z]?$/.test(token.text);
const isDay = (token: Token | undefined): boolean => token !== undefined && /^(?:[12]?\d|3[01])(?:st|nd|rd|th|er)?$/.test(token.text);
const isMonth = (token: Token | undefined): boolean => {
  if (token?.kind !== 'word' || token.text.length > 10) return false;
  return token.text.split('-').every((word) => months.has(fold(word)) || seasons.has(fold(word)));
};
const isDash = (token: Token | undefined): boolean => token !== undefined && /^[-–—/]$/.test(token.text);
const isLink = (token: Token | undefined): boolean => token !== undefined && /^(?:[.,]|of|de|del)$/.test(token.text);

/** A date that may be the work's, by the tokens it runs from and to (both included). */
interface Candidate {
  from: number;
  to: number;
  rank: number;
}

/** From a month outwards: "6 October, 2005", "October 6, 2005", "12–14 May 2001", "2009, February 12", "Winter 1999/2000". */
function aroundMonth(tokens: readonly Token[], month: number): Candidate | null {
  let from = month;
  let to = month;
  const link = tokens[from - 1]?.text === '.' || tokens[from - 1]?.text === 'de' || tokens[from - 1]?.text === 'of' ? 1 : 0;
  if (isDay(tokens[from - 1 - link])) {
    from -= 1 + link;
    if (isDash(tokens[from - 1]) && isDay(tokens[from - 2])) from -= 2;
  }
  if (isDash(tokens[to + 1]) && isMonth(tokens[to + 2])) to += 2;
  if (tokens[to + 1]?.text === '.') to++;
  const yearBefore = isYear(tokens[from - 1]) || (isLink(tokens[from - 1]) && isYear(tokens[from - 2]));
  if (isDay(tokens[to + 1]) && from === month && !(yearBefore && tokens[to + 2]?.text === '(')) {
    to++;
    if (isDash(tokens[to + 1]) && isDay(tokens[to + 2])) to += 2;
  }
  const ahead = isLink(tokens[to + 1]) ? 2 : 1;
  if (isYear(tokens[to + ahead])) {
    to += ahead;
    if (isDash(tokens[to + 1]) && /^\d{2,4}$/.test(tokens[to + 2]?.text ?? '')) to += 2;
  } else if (isYear(tokens[from - 1])) from -= 1;
  else if (isLink(tokens[from - 1]) && isYear(tokens[from - 2])) from -= 2;
  else return null;
  return { from, to, rank: 6 };
}

/** How a bare year stands tells whether it is the date of the work: in brackets, after the author, or at the end of a piece. */
function rankYear(draft: Draft, from: number, to: number, leadEnd: number): number {
  const { tokens } = draft;
  const before = tokens[from - 1];
  const after = tokens[to + 1];
  const inBrackets = after?.text === ')' || after?.text === ']';
  const ranged = to > from ? 2.5 : 0;
  if (inBrackets && before?.text === '(') return (isLead(draft, from - 1, leadEnd) ? 7 : 5.5) - ranged;
  if (inBrackets) return 5 - ranged;
  if (isLead(draft, from, leadEnd)) return 4.5 - ranged;
  const closes = after === undefined || /^[.,;:)\]]$/.test(after.text);
  const opens = before === undefined || /^[.,;:([]$/.test(before.text) || draft.labelAt(from - 1) !== undefined;
  if (closes && opens) return 4 - ranged;
  if (closes) return 3.5 - ranged;
  return (opens ? 2 : 1) - ranged;
}

/** Does the token stand directly after the author, but for punctuation? */
function isLead(draft: Draft, index: number, leadEnd: number): boolean {
  return leadEnd > 0 && /^[\s.,:;]*$/.test(draft.text.slice(leadEnd, draft.tokens[index]!.start)) && draft.tokens[index]!.start >= leadEnd;
}

function candidates(draft: Draft, usable: (span: Span) => boolean, leadEnd: number): Candidate[] {
  const { tokens } = draft;
  const found: Candidate[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!;
    if (draft.labelAt(index) !== undefined || !usable(token)) continue;
    if (isMonth(token)) {
      const candidate = aroundMonth(tokens, index);
      if (!candidate) continue;
      const last = found.at(-1);
      if (last && last.to >= candidate.from) found.pop();
      found.push(candidate);
      index = candidate.to;
    } else if (isYear(token)) {
      const ranged = isDash(tokens[index + 1]) && /^\d{2,4}$/.test(tokens[index + 2]?.text ?? '');
      const to = ranged ? index + 2 : index;
      found.push({ from: index, to, rank: rankYear(draft, index, to, leadEnd) });
      index = to;
    }
  }
  return found;
}

const undated = /[([]?\b(?:n\.\s?d\.|s\.\s?d\.|o\.\s?J\.|undated|forthcoming|in press|im Erscheinen|im Druck|à paraître)[)\]]?/iu;

/** Labels the date of the work, and one that belongs to it ("(2011) … 12 March 2011"); other years are left as words of a title. */
export function paintDate(draft: Draft, usable: (span: Span) => boolean, leadEnd: number): void {
  const found = candidates(draft, usable, leadEnd);
  const best = found.reduce<Candidate | null>((chosen, one) => (!chosen || one.rank >= chosen.rank ? one : chosen), null);
  for (const one of found) {
    const dated = one === best || (one.rank === 6 && best !== null && best.rank > 6) || (best?.rank === 6 && isLead(draft, one.from, leadEnd));
    if (dated && one.rank > 0) paintCandidate(draft, one, one.rank >= 5 ? 0.96 : one.rank >= 3.5 ? 0.9 : 0.6);
  }
  if (best) return;
  const match = undated.exec(draft.text);
  const span = match && { start: match.index, end: match.index + match[0].length };
  if (span && usable(span) && draft.isFree(span)) draft.paint(span, 'date', 0.9);
}

function paintCandidate(draft: Draft, { from, to }: Candidate, confidence: number): void {
  draft.paint({ start: draft.tokens[from]!.start, end: draft.tokens[to]!.end }, 'date', confidence);
}
