import type { CslDate, CslFields, CslName } from '../csl.js';
import { fold } from '../text/fold.js';
import { withoutMarkup } from '../text/words.js';

const someYear = /\d{3,4}/;

/** The year of a date, also where only its words are known: "c. 1850"; null where there is none. */
export function yearOf(date: CslDate | undefined): number | null {
  const year = date?.['date-parts']?.[0]?.[0];
  if (typeof year === 'number' && Number.isFinite(year)) return year;
  const words = someYear.exec(date?.literal ?? date?.raw ?? '');
  return words ? Number(words[0]) : null;
}

const article = /^(?:the|an?|der|die|das|ein|eine|les?|la|il|lo|gli|el|los|las|un|une|una)\s+(?=\S)/i;

/** "The Sexual Contract" and "Sexual Contract" are one title. */
export const withoutArticle = (title: string): string => title.trimStart().replace(article, '');

const notLetters = /[^\p{L}\p{N}]+/gu;
const notAsciiLetters = /[^a-z0-9]+/g;
const foreign = /[\u0080-\uffff]/;
/** What parts words in a text that is folded. */
const between = (text: string): RegExp => (foreign.test(text) ? notLetters : notAsciiLetters);
const lettersOf = (text: string): string => text.replace(between(text), '');
const onlyLetters = (text: string): string => lettersOf(fold(text));

const texCommand = /\\[a-z]{1,20}\s?|[{}\\]/gi;
const plain = (title: string): string => withoutMarkup(title).replace(texCommand, '');

/** Words that one print of a title has and another does not, or writes as a sign; they do not tell works apart. In folded letters. */
const light = new Set(
  ('a an the and of in on at by for from to with der die das dem den des ein eine und von vom zu zum zur im am an auf aus mit le la les l un une de du et ' +
    'en dans sur par pour d il lo gli uno una di del della dei degli delle e ed da dal nel nella con su el los las y o').split(' '),
);
const apostrophe = /['’ʼ]/g;
const wordsOf = (text: string): string[] => text.replace(apostrophe, '').split(between(text)).filter((word) => word !== '');

/** The words of a folded text that say something, or all where none does. */
function wordsIn(text: string): string[] {
  const all = wordsOf(text);
  const heavy = all.filter((word) => !light.has(word));
  return heavy.length > 0 ? heavy : all;
}

const boundary = /[:?!–—,;([]|\.\s/g;

/** Where a folded title may break off, counted in its letters: "War: A History, 1900" at 3 and 11. */
function endsOf(title: string): number[] {
  const ends: number[] = [];
  let letters = 0;
  let from = 0;
  for (const { index } of title.matchAll(boundary)) {
    letters += lettersOf(title.slice(from, index)).length;
    if (letters > 0) ends.push(letters);
    from = index;
  }
  return ends;
}

/** Signs that DOIs hold and addresses do not. */
const escaped = /%(?:2[0-9f]|3[a-e])/g;
const trailing = /[\s.,;)\]}>"']+$/;

/** In lower case, from its "10." on; of an address without its escapes. */
function normalDoi(text: string): string {
  const start = text.indexOf('10.');
  if (start < 0) return '';
  const doi = text.slice(start, start + 300).trim().toLowerCase().replace(/\\/g, '').replace(escaped, (code) => String.fromCharCode(parseInt(code.slice(1), 16)));
  return doi.replace(trailing, '');
}

const addressOfDoi = /^\s*(?:https?:\/\/)?(?:dx\.)?doi\.org\//i;

/** ISBN-13 of either kind, without its check digit, so that a slip there does not part two books; of several, each. */
function normalIsbns(isbns: string): string[] {
  const found = isbns.match(/[0-9][0-9Xx-]{8,20}[0-9Xx]/g) ?? [isbns];
  return found.map((isbn) => isbn.replace(/[^0-9Xx]/g, '')).flatMap((digits) => {
    if (digits.length === 13) return [digits.slice(0, 12)];
    return digits.length === 10 ? [`978${digits.slice(0, 9)}`] : [];
  });
}

/** Host and path of a page; '' for a bare host, which names a site and not a work. */
function normalUrl(url: string): string {
  const [address = ''] = url.trim().split('#');
  const [place = '', query = ''] = address.replace(/^[a-z]{2,8}:\/\/(?:www\.)?/i, '').split('?');
  const slash = place.indexOf('/');
  const path = slash < 0 ? '' : place.slice(slash).replace(/\/$/, '');
  const asked = query.split('&').filter((part) => part !== '' && !part.startsWith('utm_')).join('&');
  if (path === '' && asked === '') return '';
  return `${place.slice(0, slash < 0 ? undefined : slash).toLowerCase()}${path}${asked === '' ? '' : `?${asked}`}`;
}

export interface ComparedName {
  /** The family name's letters, with and without its particles; of a name in one piece all its letters. */
  whole: string;
  bare: string;
  /** As it stands. */
  given: string;
  /** Of a name in one piece its words. */
  words: string[] | null;
}

const particles = /^(?:\p{Ll}[\p{Ll}'’]*\s+)+(?=\p{Lu})/u;
const others = new Set(['others', 'etal', 'ua', 'andere']);

function comparedName(name: CslName): ComparedName {
  const family = (name.family ?? name.literal ?? '').slice(0, 200);
  const particle = name['non-dropping-particle'] ?? name['dropping-particle'];
  const bare = onlyLetters(family.replace(particles, ''));
  return {
    whole: particle || particles.test(family) ? onlyLetters((particle ?? '') + family) : bare,
    bare,
    given: name.given ?? '',
    words: name.family === undefined ? wordsOf(fold(family)) : null,
  };
}

/** So many names of a work are looked at: lists of authors are cut at other lengths. */
const mostNames = 3;

const comparedNames = (names: readonly CslName[] = []): ComparedName[] =>
  names.slice(0, mostNames).map(comparedName).filter(({ whole }) => whole !== '' && !others.has(whole));

const umlaut = /(?<=[aou])e/g;
/** Folded words that are one: "Müller" is also written "Mueller" and "Muller". */
export const isWord = (a: string, b: string): boolean => a === b || (a.length !== b.length && a.replace(umlaut, '') === b.replace(umlaut, ''));

const romanDigits: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };
const roman = /^(?:x{0,3}|x[lc]|lx{0,3})(?:ix|iv|v?i{0,3})$/;

/** The number that a Roman one stands for; null where it is none. */
export function fromRoman(text: string): number | null {
  if (text === '' || !roman.test(text)) return null;
  const digits = [...text].map((letter) => romanDigits[letter]!);
  return digits.reduce((sum, digit, index) => sum + (digit < (digits[index + 1] ?? 0) ? -digit : digit), 0);
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** "2nd ed.", "II" and "second" are 2; "12(3)" is 12; words without a number are their letters. */
function count(text: string | undefined): string {
  if (!text) return '';
  const figures = /\d{1,9}/.exec(text);
  if (figures) return String(Number(figures[0]));
  const [word = ''] = fold(text).split(notLetters).filter(Boolean);
  const ordinal = ordinals.indexOf(word) + 1;
  return String(fromRoman(word) ?? (ordinal || onlyLetters(text)));
}

const pageRun = /([a-z]{0,3}\d{1,7}|[ivxlc]{1,9})(?:\s{0,3}(?:[-–—]{1,2}|to)\s{0,3}([a-z]{0,3}\d{1,7}|[ivxlc]{1,9}))?/;

/** First and last page, in lower case: "235–41" is 235 to 241. '' where there is none. */
function pagesOf(page: string | undefined): { first: string; last: string } {
  if (!page) return { first: '', last: '' };
  const [, first = '', end = ''] = pageRun.exec(fold(page).replace(/^\s*pp?\.?\s*/, '')) ?? [];
  const last = end !== '' && end.length < first.length && /^\d+$/.test(first + end) ? first.slice(0, first.length - end.length) + end : end;
  return { first, last: last === '' ? first : last };
}

/** A work as it is compared: its fields brought to one form, once; what few comparisons ask for, when it is first asked for. */
export class ComparedWork {
  /** Letters and figures only; '' for none. */
  readonly title: string;
  /** The words of the title but the lightest. */
  readonly words: readonly string[];
  readonly authors: readonly ComparedName[];
  readonly editors: readonly ComparedName[];
  readonly year: number | null;
  readonly volume: string;
  readonly firstPage: string;
  readonly lastPage: string;
  readonly doi: string;
  readonly isbns: readonly string[];
  readonly url: string;
  private readonly foldedTitle: string;
  private knownEnds: number[] | undefined;
  private knownContainer: string[] | undefined;

  constructor(readonly fields: CslFields) {
    const { title = '', DOI = '', ISBN = '', URL = '' } = fields;
    this.foldedTitle = fold(withoutArticle(plain(title).replace(opening, '')));
    this.title = lettersOf(this.foldedTitle);
    this.words = wordsIn(this.foldedTitle);
    this.authors = comparedNames(fields.author);
    this.editors = comparedNames(fields.editor);
    this.year = yearOf(fields.issued);
    this.volume = count(fields.volume);
    const { first, last } = pagesOf(fields.page);
    this.firstPage = first;
    this.lastPage = last;
    this.doi = normalDoi(DOI === '' && addressOfDoi.test(URL) ? URL : DOI);
    this.isbns = ISBN === '' ? [] : normalIsbns(ISBN);
    this.url = URL === '' ? '' : normalUrl(URL);
  }

  /** Where the title may break off, counted in letters. */
  get ends(): readonly number[] {
    return (this.knownEnds ??= endsOf(this.foldedTitle));
  }

  get mainTitle(): string {
    return this.title.slice(0, this.ends[0]);
  }

  /** The words of the journal or book in which it stands. */
  get container(): readonly string[] {
    return (this.knownContainer ??= wordsIn(fold(withoutArticle(plain(this.fields['container-title'] ?? '')))));
  }

  /** Also where it stands with the volume: "12(3)". */
  get issue(): string {
    return count(this.fields.issue ?? issueInVolume.exec(this.fields.volume ?? '')?.[1]);
  }

  get edition(): string {
    return count(this.fields.edition);
  }

  get number(): string {
    return count(this.fields.number);
  }
}

const opening = /^[\s"“”‘’«»„]+/;
const issueInVolume = /\d\s?\((\d{1,4})\)/;
