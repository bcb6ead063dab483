import type { Locator } from '../csl.js';
import { own } from '../text/own.js';
import { spokenWords } from '../words.js';

type LocatorTerms = Readonly<Record<string, readonly [one: string, several: string]>>;

/** CSL's locator labels as its English locale abbreviates them: one, several. `article` is what Ibid reads of laws. */
export const locatorTerms: LocatorTerms = {
  act: ['act', 'acts'], appendix: ['app.', 'apps.'], article: ['art.', 'arts.'], 'article-locator': ['art.', 'arts.'], book: ['bk.', 'bks.'], canon: ['canon', 'canons'],
  chapter: ['chap.', 'chaps.'], column: ['col.', 'cols.'], elocation: ['loc.', 'locs.'], equation: ['eq.', 'eqs.'], figure: ['fig.', 'figs.'], folio: ['fol.', 'fols.'],
  issue: ['no.', 'nos.'], line: ['l.', 'll.'], note: ['n.', 'nn.'], opus: ['op.', 'opp.'], page: ['p.', 'pp.'], paragraph: ['para.', 'paras.'], part: ['pt.', 'pts.'],
  rule: ['r.', 'rr.'], scene: ['sc.', 'scs.'], section: ['sec.', 'secs.'], 'sub-verbo': ['s.v.', 's.vv.'], table: ['tbl.', 'tbls.'], 'title-locator': ['tit.', 'tits.'],
  verse: ['v.', 'vv.'], volume: ['vol.', 'vols.'],
};

const alike = (term: string): [string, string] => [term, term];

/** As CSL's German locale abbreviates them; where it has the English term, as German does. */
const germanTerms: LocatorTerms = {
  act: ['Akt', 'Akte'], appendix: alike('Anh.'), article: alike('Art.'), 'article-locator': alike('Art.'), book: alike('B.'), canon: ['Kanon', 'Kanones'],
  chapter: alike('Kap.'), column: alike('Sp.'), elocation: alike('Pos.'), equation: alike('Gl.'), figure: alike('Abb.'), folio: alike('Fol.'), issue: alike('Nr.'), line: alike('Z.'),
  note: alike('N.'), opus: alike('op.'), page: alike('S.'), paragraph: alike('Abs.'), part: ['Teil', 'Teile'], rule: ['Regel', 'Regeln'], scene: alike('Sz.'), section: alike('Abschn.'),
  'sub-verbo': ['s. v.', 's. vv.'], table: alike('Tab.'), 'title-locator': alike('Tit.'), verse: alike('V.'), volume: ['Bd.', 'Bde.'],
};

/** As it is told to a person, in the language that Ibid speaks: "p. 18", "pp. 29–30"; "S. 18". */
export const locatorInWords = (locator: Locator): string => worded(locator, spokenWords().language.startsWith('de') ? germanTerms : locatorTerms);

/** As it is written into a document, where English terms are understood whatever is spoken. */
export const writtenLocator = (locator: Locator): string => worded(locator, locatorTerms);

function worded({ label, value }: Locator, terms: LocatorTerms): string {
  const [one, several] = own(terms, label) ?? [label, label];
  return `${/[-–,&]/.test(value) ? several : one} ${withDashes(value, '–')}`;
}

/** The value of a locator with its ranges written as a language writes them: "29–30", in LaTeX "29--30". */
export const withDashes = (value: string, dash: string): string => value.replace(/([\p{L}\d]) ?[-–—]{1,3} ?(?=[\p{L}\d])/gu, `$1${dash}`);

/** A run of places that are counted alike: pages in Arabic figures (kind ''), in Roman (`roman`), with a letter before them (`a` of "A5"). */
export interface Extent {
  kind: string;
  first: number;
  last: number;
}

const arabic = /^(\p{L}{0,3})(\d{1,7})(?:\p{L}{0,2} ?[-–—]{1,3} ?\p{L}{0,3}(\d{1,7})| (f)\.?(?!f))?/u;
const roman = /^([ivxlcdm]{1,12})(?: ?[-–—]{1,3} ?([ivxlcdm]{1,12}))?(?!\p{L})/u;
const mostExtents = 50;

/** What the value of a locator covers: two of "12, 15-18"; the second of "153–4" goes to 154. What can't be read is left out. */
export function extentsOf(value: string): Extent[] {
  const parts = value.slice(0, 1000).toLowerCase().split(/[,;&]|\band\b/u, mostExtents);
  return parts.flatMap((part) => extentOf(part.trim()) ?? []);
}

function extentOf(part: string): Extent | null {
  const [, from, to] = roman.exec(part) ?? [];
  if (from !== undefined) return upTo('roman', romanNumber(from), to === undefined ? undefined : romanNumber(to));
  const [, kind, first, last, following] = arabic.exec(part) ?? [];
  if (first === undefined) return null;
  if (following) return { kind: kind!, first: Number(first), last: Number(first) + 1 };
  return upTo(kind!, Number(first), last === undefined ? undefined : Number(first.slice(0, Math.max(0, first.length - last.length)) + last));
}

const upTo = (kind: string, first: number, last = first): Extent => ({ kind, first, last: Math.max(first, last) });

const romanValues: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };

function romanNumber(numeral: string): number {
  const values = [...numeral].map((letter) => romanValues[letter]!);
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0);
}

export const extentsMeet = (one: Extent, other: Extent): boolean => one.kind === other.kind && one.first <= other.last && other.first <= one.last;

/** Whether two locators have a place in common: page 18 and pages 17–19. */
export function locatorsMeet(one: Locator, other: Locator): boolean {
  if (one.label !== other.label) return false;
  const others = extentsOf(other.value);
  return extentsOf(one.value).some((extent) => others.some((another) => extentsMeet(extent, another)));
}
