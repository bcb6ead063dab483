import { parseLocator } from '../references/normalise/locator.js';
import type { Span } from '../text/span.js';
import { matchEnd } from '../text/sticky.js';
import type { CitedLocator } from './citations.js';

const blank = String.raw`(?:[\s~]|\\[,;: ])`;
const term = String.raw`[\p{L}§¶]{1,20}\.?|\\(?:pp?no|nopp|S|P)(?![A-Za-z])`;
const number = String.raw`(?:\p{L}?\d{1,9}(?:[.:]\d{1,9}){0,4}[a-e]?|[ivxlcdm]{1,12}|[IVXLCDM]{1,12})(?![\p{L}\d])`;
const following = String.raw`(?:${blank}?(?:ff?(?![\p{L}\d])\.?|\\(?:psqq?|sqq?)(?![A-Za-z])))?`;
const counted = String.raw`(?:${number}|\d{1,9}(?=ff?(?![\p{L}\d])))(?:${blank}?(?:-{1,3}|[‐‑–—])${blank}?${number})?${following}`;
const several = String.raw`${counted}(?:${blank}{0,2}(?:[,;]|\\?&|and|und|et)${blank}{0,2}${counted})*`;

const locator = new RegExp(String.raw`(?:(${term})${blank}{0,4})?(${several})`, 'uy');
const locatorAlone = new RegExp(String.raw`()(${several})`, 'uy');
const between = new RegExp(String.raw`(?:${blank}|[.,;:])*`, 'uy');

/** biblatex's own commands for what is counted, and LaTeX's signs. */
const labelOfCommand: Record<string, string> = { '\\pno': 'page', '\\ppno': 'page', '\\nopp': 'page', '\\S': 'section', '\\P': 'paragraph' };

/** CSL's word for a term in any of the languages that sources are read in: `p.`, `Kap.`; null for other words. */
function labelOf(word: string): string | null {
  if (word.startsWith('\\')) return labelOfCommand[word] ?? null;
  const read = parseLocator(`${word} 1`);
  return read?.value === '1' ? read.label : null;
}

export interface Postnote {
  locator: CitedLocator | null;
  /** The words behind the pinpoint, or all of them where there is none. */
  suffix: Span | null;
}

/**
 * The pinpoint with which the words behind a work begin: `p.~18--20` of `p.~18--20, for one`. So they stand in the optional argument of LaTeX and in
 * the supplement of Typst; a number without a term is a page's.
 */
export function postnoteOf(text: string, span: Span): Postnote {
  const { start, end } = trimmed(text, span);
  const words = text.slice(start, end);
  const found = locatorOf(words);
  if (!found) return { locator: null, suffix: start < end ? { start, end } : null };
  const behind = start + matchEnd(between, words, found.end)!;
  return {
    locator: { start, end: start + found.end, label: found.label, value: found.value },
    suffix: behind < end ? { start: behind, end } : null,
  };
}

function locatorOf(words: string): { label: string; value: string; end: number } | null {
  locator.lastIndex = 0;
  const [whole, word, value] = locator.exec(words) ?? [];
  if (whole === undefined) return null;
  const label = word === undefined ? 'page' : labelOf(word);
  if (label !== null) return { label, value: value!, end: whole.length };
  locatorAlone.lastIndex = 0;
  const alone = locatorAlone.exec(words)?.[2];
  return alone === undefined ? null : { label: 'page', value: alone, end: alone.length };
}

/** Without the white space at both ends. */
export function trimmed(text: string, { start, end }: Span): Span {
  const words = text.slice(start, end);
  const lead = words.length - words.trimStart().length;
  return { start: start + lead, end: start + Math.max(lead, words.trimEnd().length) };
}

const behindTerm = String.raw`(?:${blank}{1,4}|(?<=[.§¶])|(?=\d))`;
const typedNumber = new RegExp(String.raw`^${blank}{0,4}(?:(${term})${behindTerm})?((?:\d{1,9}(?:-{1,3}|[‐‑–—])?)?(?:\d{0,9}|[ivxlcdm]{0,12}))$`, 'u');
const typedTerm = new RegExp(String.raw`^${blank}{0,4}(\p{L}{1,20})$`, 'u');
const restOfNumber = /[\divxlcdm‐‑–—-]*/y;

/** The number of a pinpoint that is being typed. */
export interface TypedNumber extends Span {
  typed: string;
  /** What a term before it says that is counted; null where there is none. */
  label: string | null;
}

/** The number that is being typed at `offset` in the words behind a work, a term before it or not: `p.~1|8`, `18, 2|`, `p|`; null for other words. */
export function typedNumberAt(text: string, note: Span, offset: number): TypedNumber | null {
  const before = text.slice(note.start, offset);
  const last = Math.max(before.lastIndexOf(','), before.lastIndexOf(';'), before.lastIndexOf('&'));
  const first = last < 0 ? null : postnoteOf(before.slice(0, last), { start: 0, end: last });
  if (first && (!first.locator || first.suffix)) return null;
  const number = numberIn(before.slice(last + 1));
  if (!number) return null;
  const end = Math.min(note.end, matchEnd(restOfNumber, text, offset)!);
  return { start: offset - number.typed.length, end, typed: number.typed, label: number.label ?? first?.locator?.label ?? null };
}

function numberIn(words: string): Pick<TypedNumber, 'typed' | 'label'> | null {
  const [, word, typed] = typedNumber.exec(words) ?? [];
  const label = word === undefined ? null : labelOf(word);
  if (typed !== undefined) return word === undefined || label !== null ? { typed, label } : null;
  const begun = typedTerm.exec(words)?.[1];
  return begun !== undefined && labelOf(begun) === 'page' ? { typed: begun, label: null } : null;
}
