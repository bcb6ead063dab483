import type { CslName, Locator } from '../csl.js';
import { parseLocator } from '../references/normalise/locator.js';
import { capital, letter } from '../text/letters.js';
import type { Span } from '../text/span.js';

/** One work in an author-date citation: "Clarke 2020" of "(Clarke 2020 and Jackson 2020)". */
export interface AuthorDate extends Span {
  /** As it stands: "Modirzadeh et al., 2011". */
  label: string;
  authors: CslName[];
  /** True where "et al." stands for more authors. */
  more: boolean;
  year: number;
  /** "a" of 2018a. */
  letter: string;
  locator: Locator | null;
  signal: string | null;
  /** How sure it is that this is a citation, 0..1. */
  confidence: number;
}

/** A word of a name: a capital first, or a particle before one. */
const nameWord = String.raw`[${capital}](?:\.|[${letter}'’-]{0,40})`;
const particle = String.raw`(?:d[aeiou]s?|d[aeiou]l|de la|van|von|der|den|ten|ter|al|el|bin|ibn|la|le|zu|zur|of|the|for|on|and the)`;
const name = String.raw`(?:(?:${particle})[ -]){0,2}${nameWord}(?: (?:(?:${particle})[ -]){0,2}${nameWord}){0,6}`;
const year = String.raw`(?:1[5-9]|20)\d\d`;

/** Inside parentheses, from the first author to the year: "Mackintosh and Duplat, 2013a: 12". */
const entry = new RegExp(
  String.raw`^(?<authors>${name}(?:\s?(?:,|&|,?\s(?:and|und|et|y|e)\s|/)\s?${name}){0,8})(?<more>,?\s(?:et al\.?|and others|and colleagues|u\.\s?a\.))?[’']?s?,?\s(?:\()?(?<year>${year}|n\.d\.|forthcoming)(?<letter>[a-z])?(?<rest>.*)$`,
  'u',
);
/** Outside: "Vale (2018, p. 18)", "Mahlouly and Winter’s (2018)". */
const narrative = new RegExp(
  String.raw`(?<authors>${name}(?:\s?(?:,|&|,?\s(?:and|und|et)\s)\s?${name}){0,5})(?<more>,?\s(?:et al\.?|and colleagues))?(?:[’']s?)?\s\((?<year>${year})(?<letter>[a-z])?(?<rest>[,:][^()]{0,60})?\)`,
  'gu',
);
const parenthesis = /\(([^()]{5,400})\)/gu;
const signalWords = /^(?<signal>(?:see(?:,? e\.\s?g\.|,? for example|,? inter alia|,? also)?|cf\.|e\.\s?g\.|for example|but see|contrast|compare|quoted in|cited in|vgl\.|siehe|also|i\.\s?e\.|for instance|see especially)[, ]+){1,2}/iu;

/** Capitalised words before a year that are no author: "(March 2015)", "(Resolution 2014)". */
const noAuthor = new Set(
  'january february march april may june july august september october november december spring summer autumn fall winter in since from until before after during by circa around late early mid between as vol volume no number issue page chapter figure table section article resolution act law version edition copyright established founded born died updated accessed published press'.split(
    ' ',
  ),
);
const organisation = /\b(?:of|for|the|and)\b|\b(?:United|World|Bank|Council|Committee|Commission|Group|Institute|Ministry|Department|Office|Organi[sz]ation|Agency|Union|Centre|Center|Network|Association|Foundation|Nations|Government|House|News|Press)\b|^\p{Lu}{2,}$/u;

/** The signal that the words before a citation end in: "see also" of "(see also ". Null where they are none. */
export const leadingSignal = (words: string): string | null => signalWords.exec(`${words.trim()} `)?.[0].replace(/[, ]+$/, '') ?? null;

/** All author-date citations of a stretch of running text, in order. */
export function findAuthorDates(text: string): AuthorDate[] {
  const found: AuthorDate[] = [];
  for (const match of text.matchAll(parenthesis)) found.push(...inParentheses(match[1]!, match.index + 1));
  for (const match of text.matchAll(narrative)) {
    // "in Iraq (2003)" gives a place and its year.
    if (/\b(?:in|at|since|the|from)\s$/u.test(text.slice(Math.max(0, match.index - 8), match.index))) continue;
    const citation = citationOf(match, match.index, match[0]);
    if (citation) found.push(citation);
  }
  return found.sort((a, b) => a.start - b.start);
}

/** "see Clarke 2020; Jackson 2020, p. 4 and Vale 2018" → three. Text that is no citation gives none. */
function inParentheses(inner: string, offset: number): AuthorDate[] {
  const found: AuthorDate[] = [];
  let at = 0;
  for (const part of inner.split(separator)) {
    const start = inner.indexOf(part, at);
    at = start + part.length;
    const lead = part.length - part.trimStart().length;
    const signal = signalWords.exec(part.trimStart());
    const words = part.trimStart().slice(signal?.[0].length ?? 0);
    const match = entry.exec(words);
    const citation = match && citationOf(match, offset + start + lead + (signal?.[0].length ?? 0), words.trimEnd());
    if (citation) found.push(signal ? { ...citation, signal: signal[0].replace(/[, ]+$/, '') } : citation);
    else found.push(...laterYears(words, found.at(-1), offset + start + lead));
  }
  return found;
}

/** A semicolon, or a comma or "and" between a year (with its pinpoint) and the next name. */
const separator = new RegExp(String.raw`;|(?<=${year}[a-z]?(?:[,:]\s?(?:pp?\.\s?)?[\d–-]{1,12})?)(?:,?\s(?:and|und|et|&)\s|,\s(?=\p{Lu}))|(?<=${year}[a-z]?),\s(?=${year})`, 'u');

/** "2019" of "(Clements 2018, 2019)" is by the author before. */
function laterYears(words: string, previous: AuthorDate | undefined, start: number): AuthorDate[] {
  const match = new RegExp(`^(${year})([a-z])?$`, 'u').exec(words.trim());
  if (!match || !previous) return [];
  return [{ ...previous, start, end: start + words.length, label: words.trim(), year: Number(match[1]), letter: match[2] ?? '', locator: null }];
}

function citationOf(match: RegExpMatchArray, start: number, words: string): AuthorDate | null {
  const groups = match.groups!;
  const authors = authorsOf(groups['authors']!);
  if (authors === null || !/^\d/u.test(groups['year']!)) return null;
  const rest = groups['rest'] ?? '';
  const locator = rest === '' ? null : locatorOf(rest);
  if (rest.trim() !== '' && locator === null && !/^[,:;.\s)]*$/u.test(rest)) return null;
  const sure = groups['more'] || authors.length > 1 || locator ? 0.95 : 0.9;
  return {
    start,
    end: start + words.length,
    label: words.replace(/[’']s?\s\(/u, ' (').replace(/^(.*)\s\((.*)\)$/u, '$1 $2'),
    authors,
    more: groups['more'] !== undefined,
    year: Number(groups['year']),
    letter: groups['letter'] ?? '',
    locator,
    signal: null,
    confidence: sure,
  };
}

function locatorOf(rest: string): Locator | null {
  const words = rest.replace(/^[\s,:]+/u, '').trim();
  return words.length < 60 && /^(?:\d|[ivxl]+\b|[\p{L}§.]{1,12}\s?\d|p)/u.test(words) ? parseLocator(words) : null;
}

/** Names as an author-date citation gives them: families, or a body by its name. Null where they can be no authors. */
function authorsOf(words: string): CslName[] | null {
  const bare = words.trim().replace(/[’']s?$/u, '');
  if (bare.split(/[\s,]+/u).some((word) => noAuthor.has(word.toLowerCase().replace(/[.’']/gu, '')) && word !== 'Press')) return null;
  const parts = bare.split(/\s?[,&/]\s?|\s(?:and|und|et|y|e)\s/u).filter((part) => part !== '');
  if (parts.some((part) => part.split(' ').length > 3 && !organisation.test(part))) return null;
  return parts.length === 0 ? null : parts.map((part) => (organisation.test(part) ? { literal: part } : { family: part }));
}
