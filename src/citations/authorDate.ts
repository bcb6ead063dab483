import type { CslName, Locator } from '../csl.js';
import { parseLocator } from '../references/normalise/locator.js';
import type { Span } from '../text/span.js';
import { authorsOf, longestNames, namesBefore, partsOf, shortened, withoutOpener, type NamesBefore } from './authorNames.js';
import { bracketsOf, type Bracket } from './brackets.js';
import type { Listed, ListedFit } from './listed.js';
import { leadingSignal } from './signals.js';

/** When a cited work came out: "2018a", "1965/1990", "n.d.", "in press". */
export interface CitedDate {
  /** Null for "n.d." and "in press". */
  year: number | null;
  /** The second of "1722/1973" and of "2006–2007". */
  other: number | null;
  /** "a" of 2018a. */
  letter: string;
  /** As it stands. */
  words: string;
}

/** One work in an author-date citation: "Clarke 2020" of "(Clarke 2020 and Jackson 2020)". */
export interface AuthorDate extends Span {
  /** As it stands: "Modirzadeh et al., 2011". */
  label: string;
  authors: CslName[];
  /** True where "et al." stands for more authors. */
  more: boolean;
  date: CitedDate;
  locator: Locator | null;
  signal: string | null;
  /** Those of the bibliography's works that names and date fit best: one as a rule; none where nothing fits. */
  fit: ListedFit | null;
  /** True for one whose author is a part of the sentence: "Vale (2018) argues"; "as Vale 2018 argues". */
  narrative: boolean;
  /** Behind the bracket around it. */
  closes: number;
  /** How sure it is that this is a citation, 0..1. */
  confidence: number;
}

const year = String.raw`(?:1[4-9]|20)\d\d`;
/** Group `more`: letters of further works of the year, "b" and "c" of "2018a,b,c". */
const dates = new RegExp(
  String.raw`(?<![\d\p{L}./–$€£#-]|\d,)(?:(?<year>${year})(?:\]?\s?[/–-]\s?\[?(?<other>${year}))?(?:(?<letter>[a-z])(?![\p{L}\d])(?<more>(?:\s?[,;&–-]\s?[a-z](?![\p{L}\d.])){0,6}))?(?![\p{L}\d%°])|` +
    String.raw`(?<undated>n\.\s?d\.|s\.\s?a\.|o\.\s?J\.|in\s(?:press|prep(?:aration)?\b\.?)|im\sDruck|im\sErscheinen|forthcoming|submitted|à\sparaître|en\sprensa))`,
  'gu',
);

/** Works cited so are in no bibliography. */
const unpublished = /^(?:submitted|in\sprep)/u;

interface DateInText extends CitedDate, Span {
  moreLetters: string[];
}

function datesIn(text: string): DateInText[] {
  return Array.from(text.matchAll(dates), ({ 0: words, index, groups }) => {
    const { year: first, other, letter = '', more = '' } = groups!;
    return {
      start: index,
      end: index + words.length,
      year: first ? Number(first) : null,
      other: other ? Number(other) : null,
      letter,
      words,
      moreLetters: letter === '' ? [] : lettersAfter(letter, more),
    };
  });
}

/** ",b,c" → b, c; "–d" after "b" → c, d. */
function lettersAfter(first: string, more: string): string[] {
  const listed = more.match(/[a-z]/g) ?? [];
  const last = listed.at(-1);
  if (!last || !/[–-]/.test(more) || listed.length > 1) return listed;
  return Array.from({ length: last.charCodeAt(0) - first.charCodeAt(0) }, (_, index) => String.fromCharCode(first.charCodeAt(0) + index + 1));
}

/** How sure a citation is that fits no entry of a bibliography, though there is one. */
const unlisted = 0.5;

/** All author-date citations of a stretch of running text, in order. @param listed the bibliography, if the source has one */
export function findAuthorDates(text: string, listed: Listed | null = null): AuthorDate[] {
  const found = datesIn(text);
  return found.length === 0 ? [] : new Finder(text, found, listed).find();
}

class Finder {
  private readonly citations: AuthorDate[] = [];
  private readonly around: (Bracket | null)[];
  /** Where the last citation ended, so that the next does not reach into it. */
  private from = 0;

  constructor(
    private readonly text: string,
    private readonly dates: readonly DateInText[],
    private readonly listed: Listed | null,
  ) {
    this.around = bracketsOf(text, dates.map(({ start }) => start));
  }

  find(): AuthorDate[] {
    this.dates.forEach((date, index) => {
      const bracket = this.around[index]!;
      const citation = this.citationAt(date, bracket) ?? this.laterDate(date, bracket);
      if (!citation) return;
      this.from = citation.end;
      this.citations.push(citation);
      for (const letter of date.moreLetters) this.citations.push(this.sameAuthors(citation, { ...date, letter, words: `${date.year}${letter}` }, citation));
    });
    return this.citations;
  }

  private citationAt(date: DateInText, bracket: Bracket | null): AuthorDate | null {
    const opens = bracket !== null && /^[\s[(]*$/u.test(this.text.slice(bracket.start + 1, date.start));
    const from = Math.max(this.from, bracket && !opens ? bracket.start + 1 : 0, date.start - 2 * longestNames);
    const to = opens ? bracket.start : date.start;
    const before = this.text.slice(from, to);
    if (opens && !/[\p{L}.’')][’']?\s?$/u.test(before)) return null;
    const names = namesBefore(before) ?? this.nameByListed(before, date);
    if (!names) return null;
    return this.settled({ ...names, start: names.start + from, end: names.end + from }, date, bracket, opens);
  }

  /** Names in small letters, "bell hooks", are known from the bibliography only. */
  private nameByListed(before: string, date: CitedDate): NamesBefore | null {
    if (!this.listed) return null;
    const words = before.trimEnd().replace(/[,:]+$/u, '');
    for (const { index } of [...words.slice(-longestNames).matchAll(/(?<=^|[\s([])[\p{L}’'-]+/gu)].slice(-3)) {
      const start = Math.max(0, words.length - longestNames) + index;
      const names = { start, end: words.length, words: words.slice(start), more: false };
      if (this.listed.fit([names.words], false, date)) return names;
    }
    return null;
  }

  /** The citation that names and a date make, if they are one: they fit the bibliography, or stand as a citation stands. */
  private settled(names: NamesBefore, date: DateInText, bracket: Bracket | null, opens: boolean): AuthorDate | null {
    const within = bracket !== null && !opens;
    const rest = this.pinpoint(date, bracket);
    for (const fewer of this.listed ? shortened(names) : []) {
      const fit = this.listed!.fit(partsOf(fewer.words), fewer.more, date);
      if (!fit || (!bracket && !fit.sure)) continue;
      return this.citation(fewer, date, rest, { fit, bracket, opens, confidence: fit.sure ? 0.97 : 0.8 });
    }
    const bare = within ? names : withoutOpener(names);
    if (bracket === null || bracket.end < 0 || unpublished.test(date.words) || (within ? !this.standsAlone(names, rest, bracket) : !this.leads(bare, rest, bracket))) return null;
    const confidence = names.more || partsOf(names.words).length > 1 || rest.locator ? 0.95 : 0.9;
    return this.citation(bare, date, rest, { fit: null, bracket, opens, confidence: this.listed ? unlisted : confidence });
  }

  /** Whether nothing but names, a date and what belongs to them stands between the marks that part citations. */
  private standsAlone(names: NamesBefore, rest: Pinpoint, bracket: Bracket): boolean {
    const lead = this.text.slice(Math.max(bracket.start + 1, this.from), names.start);
    const own = lead.slice(lead.lastIndexOf(';') + 1).replace(/^[\s,&)([]*(?:(?:and|und|et|y)\s)?/u, '');
    return (own.trim() === '' || leadingSignal(own) !== null) && /^[\s,.;:)\]([]*(?:$|[\p{Lu};)\]]|\d{4}|(?:and|und|et|y|&)\s)/u.test(this.text.slice(rest.end, Math.min(rest.end + 40, bracket.end)));
  }

  /** "in Iraq (2003)" gives a place and its year. */
  private leads(names: NamesBefore, rest: Pinpoint, bracket: Bracket): boolean {
    if (/\b(?:in|at|since|the|from)\s$/iu.test(this.text.slice(Math.max(0, names.start - 8), names.start))) return false;
    return /^[\s,;:.]*(?:[\d;,\sa-z]{0,20})[)\]]$/u.test(this.text.slice(rest.end, bracket.end));
  }

  /** "2019" of "(Clements 2018, 2019)" is by the author before. */
  private laterDate(date: DateInText, bracket: Bracket | null): AuthorDate | null {
    const previous = this.citations.at(-1);
    if (!previous || bracket === null || date.start - previous.end > 12 || !/^(?:\s?[,;&]?\s?|,?\s(?:and|und|et|y)\s)$/u.test(this.text.slice(previous.end, date.start).replace(/^[)\]]/u, ''))) return null;
    return this.sameAuthors(previous, date, { start: date.start, end: this.pinpoint(date, bracket).end }, this.pinpoint(date, bracket).locator);
  }

  private sameAuthors(previous: AuthorDate, date: CitedDate, { start, end }: Span, locator: Locator | null = null): AuthorDate {
    const names = previous.authors.map(({ family, literal }) => family ?? literal ?? '');
    const { year: first, other, letter, words } = date;
    return { ...previous, start, end, label: words, date: { year: first, other, letter, words }, locator, fit: this.listed?.fit(names, previous.more, date) ?? null };
  }

  /** What follows a date up to the end of its citation: ", p. 18", ": 12–14". */
  private pinpoint(date: DateInText, bracket: Bracket | null): Pinpoint {
    if (bracket === null) return { end: date.end, locator: null };
    const behind = this.text.slice(date.end, Math.min(date.end + longestPinpoint, bracket.end < 0 ? Infinity : bracket.end - 1));
    const match = pinpoint.exec(behind);
    const locator = match && parseLocator(match.groups!['words']!);
    return locator ? { end: date.end + match[0].trimEnd().length, locator } : { end: date.end, locator: null };
  }

  private citation(names: NamesBefore, date: DateInText, { end, locator }: Pinpoint, of: { fit: ListedFit | null; bracket: Bracket | null; opens: boolean; confidence: number }): AuthorDate | null {
    const authors = authorsOf(names.words) ?? (of.fit ? partsOf(names.words).map((literal) => ({ literal })) : null);
    if (authors === null) return null;
    const closes = of.bracket && of.bracket.end >= 0 ? of.bracket.end : end;
    const within = of.bracket !== null && !of.opens;
    const lead = within ? this.text.slice(Math.max(of.bracket!.start + 1, this.from), names.start) : '';
    const { year: first, other, letter, words } = date;
    return {
      start: names.start,
      end: of.opens && end === closes - 1 ? closes : end,
      label: within || !of.bracket ? this.text.slice(names.start, end).trim() : `${this.text.slice(names.start, names.end).replace(/[’']s?$/u, '')} ${this.text.slice(date.start, end)}`,
      authors,
      more: names.more,
      date: { year: first, other, letter, words },
      locator,
      signal: within ? leadingSignal(lead.slice(lead.lastIndexOf(';') + 1).replace(/^[\s,]+/u, '')) : null,
      fit: of.fit,
      narrative: !within,
      closes,
      confidence: of.confidence,
    };
  }
}

interface Pinpoint {
  end: number;
  locator: Locator | null;
}

const longestPinpoint = 80;
const number = String.raw`(?!${year}(?!\d))(?:\d{1,5}|[ivxlc]{1,8}\b)(?:\s?[-–—]\s?(?:\d{1,5}|[ivxlc]{1,8}\b))?(?:\s?ff?\b\.?)?`;
const label = String.raw`(?:(?:at\s)?(?:[\p{Ll}§¶]{1,10}\.?|S\.?|Seiten?|Kap\.|Abb\.|Abs\.|Rn\.?|Bd\.|Figs?\.?|Tables?|Chap(?:ter|\.)|Sec(?:tion|\.)|Vol\.|Part)\s?)?`;
const pinpoint = new RegExp(String.raw`^(?:\s?[,:]\s?|\s(?=[pS§]))(?<words>${label}${number}(?:,\s${number}){0,4})(?=\s*(?:$|[;,)\].]|and\s|&))`, 'u');
