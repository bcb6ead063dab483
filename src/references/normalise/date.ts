import { fold } from '../../text/fold.js';
import type { CslDate } from '../../csl.js';
import { months, seasons } from '../dictionary.js';
import { folded, trimmed } from './edges.js';

/** A date, that of the first edition where the words name it, and the words that are no part of either. */
export interface DateReading {
  date: CslDate;
  original?: CslDate;
  /** The edition that stands raised before the year: "²1998". */
  edition?: string;
  unread: string;
}

/** Words in place of a date, without points and spaces: "n. d.", "o. J.", "im Druck". */
const withoutDate = new Set(
  (
    'nd|sd|sa|oj|od|sf|undated|undatiert|ohnejahr|nodate|sansdate|senzadata|sinfecha|forthcoming|inpress|inpreparation|toappear|toappearin|' +
    'submitted|accepted|imerscheinen|imdruck|erscheint|erscheintdemnächst|inpreparazione|incorsodistampa|dipubblicazione|' +
    'àparaître|souspresse|enprensa|depróximaaparición|enpreparación'
  ).split('|'),
);

/** Words that a date is joined by, and days of the week: nothing is lost without them. */
const joining = new Set(
  (
    'of the in on at and to der den dem das des vom im am bis und le la les du de del di il lo el los et e y al st nd rd th er ' +
    'c ca circa um about around vers verso hacia monday tuesday wednesday thursday friday saturday sunday ' +
    'montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche'
  ).split(' '),
);

const piece = /\d+|\p{L}[\p{L}\p{M}]*|[-‐‑–—/]/gu;
const dash = /^[-‐‑–—]$/;
const roman = /^M{0,2}(?:CM|CD|DC{0,4}|C{1,4})?(?:XC|XL|LX{0,4}|X{1,4}|L)?(?:IX|IV|VI{0,4}|I{1,4})?$/;
const romanValues: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };

/** "MDCLXII" to 1662; only of 1400 to 2099, as years of print are. */
function romanYear(text: string): number | null {
  if (!text.startsWith('M') || text.length < 3 || !roman.test(text)) return null;
  const values = [...text].map((letter) => romanValues[letter]!);
  const year = values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
  return year >= 1400 && year < 2100 ? year : null;
}

/** A year to which a raised figure has stuck, an edition's or a note's: "21982", "19692". */
const gluedYear = /^(?:[1-9]((?:1[5-9]\d|20[0-2])\d)|((?:1[5-9]\d|20[0-2])\d)[1-9])$/;
const isYear = (text: string): boolean => text.length === 4 && (text[0] === '1' || text.startsWith('20'));

/** "1974/75" and "1974–5": the second year with the digits of the first that it leaves out. */
function shortYear(text: string, before: number): number | null {
  if (text.length > 2) return null;
  const whole = Number(String(before).slice(0, 4 - text.length) + text);
  return whole > before ? whole : null;
}

interface Parts {
  years: number[];
  months: number[];
  days: number[];
  season?: number;
  /** Two full years joined by a stroke, as APA gives a reprint: "1998/2007". */
  reprint: boolean;
  unread: string[];
}

function collect(words: string): Parts {
  const parts: Parts = { years: [], months: [], days: [], reprint: false, unread: [] };
  const pieces = words.match(piece) ?? [];
  pieces.forEach((text, index) => addPiece(parts, text, pieces, index));
  return parts;
}

function addPiece(parts: Parts, text: string, pieces: readonly string[], index: number): void {
  const before = pieces[index - 1] ?? '';
  const joined = before === '/' || dash.test(before);
  const year = parts.years.at(-1);
  if (/^\d/.test(text)) {
    const isDayNext = /^(?:st|nd|rd|th)$/.test(pieces[index + 1] ?? '') || months.has(fold(pieces[index + 1] ?? ''));
    const short = joined && !isDayNext && year !== undefined && isYear(pieces[index - 2] ?? '') ? shortYear(text, year) : null;
    const glued = gluedYear.exec(text);
    if (glued) {
      addYear(parts, Number(glued[1] ?? glued[2]), false);
      parts.unread.push(text);
    } else if (isYear(text)) addYear(parts, Number(text), before === '/' && isYear(pieces[index - 2] ?? ''));
    else if (short !== null) parts.years.push(short);
    else if (text.length <= 2 && Number(text) >= 1 && Number(text) <= 31) parts.days.push(Number(text));
    else parts.unread.push(text);
  } else if (text.length > 1 || (year === undefined && /\p{L}/u.test(text))) addWord(parts, text);
}

function addYear(parts: Parts, year: number, stroke: boolean): void {
  if (stroke && year - parts.years.at(-1)! > 1) parts.reprint = true;
  if (!parts.years.includes(year)) parts.years.push(year);
}

function addWord(parts: Parts, text: string): void {
  const word = fold(text);
  const month = months.get(word);
  const season = seasons.get(word);
  if (month !== undefined) parts.months.push(month);
  else if (season !== undefined) parts.season ??= season;
  else if (!joining.has(word)) {
    const year = romanYear(text);
    if (year !== null) parts.years.push(year);
    else parts.unread.push(text);
  }
}

const isMonth = (month: number): boolean => month >= 1 && month <= 12;
const isDay = (day: number): boolean => day >= 1 && day <= 31;
const fullYear = (text: string): number => (text.length === 4 ? Number(text) : Number(text) + (Number(text) < 40 ? 2000 : 1900));

/** "2005-10-06", "2010/06/01". */
const yearFirst = /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/;
/** "6.10.2005", "18/11/2022", "12. 4. 98". */
const dayFirst = /(?<!\d)(\d{1,2})(?:\. ?(\d{1,2})\. ?|[/-](\d{1,2})[/-])((?:1\d|20)\d\d|\d\d)(?!\d)/;

/** A date all in figures. Where strokes leave it open which is the month, only the year is given, and the words are unread. */
function figuresDate(words: string): DateReading | null {
  const match = yearFirst.exec(words) ?? dayFirst.exec(words);
  if (!match) return null;
  const unread = unreadWords(`${words.slice(0, match.index)} ${words.slice(match.index + match[0].length)}`);
  if (match.length === 4) return dayOf(Number(match[1]), Number(match[2]), Number(match[3]), unread);
  const [one, other, year] = [Number(match[1]), Number(match[2] ?? match[3]), fullYear(match[4]!)];
  if (match[2] !== undefined || one > 12 || one === other) return dayOf(year, other, one, unread);
  return other > 12 ? dayOf(year, one, other, unread) : { date: { 'date-parts': [[year]] }, unread: words };
}

function dayOf(year: number, month: number, day: number, unread: string): DateReading | null {
  return isMonth(month) && isDay(day) ? { date: { 'date-parts': [[year, month, day]] }, unread } : null;
}

function unreadWords(words: string): string {
  const { years, unread } = collect(words);
  return [...years, ...unread].join(' ');
}

/** The points in time that the parts name: one, or the two ends of a range. */
function points({ years, months: monthNumbers, days }: Parts): number[][] {
  const [year] = years as [number];
  const [month, lastMonth] = monthNumbers;
  const [day, lastDay] = days;
  if (month === undefined) return years.slice(0, 2).map((one) => [one]);
  if (lastMonth !== undefined && lastMonth !== month) {
    const ends = [[year, month], [years[1] ?? year, lastMonth]];
    if (day !== undefined && lastDay !== undefined) return [[...ends[0]!, day], [...ends[1]!, lastDay]];
    return ends;
  }
  if (day === undefined) return [[year, month]];
  return lastDay === undefined || lastDay <= day ? [[year, month, day]] : [[year, month, day], [year, month, lastDay]];
}

/** Figures that no part of the date is made of: "10.00-11.30 on 2 September". */
function surplus({ years, months: monthNumbers, days }: Parts): number[] {
  const usedYears = monthNumbers.length === 0 || (monthNumbers[1] ?? monthNumbers[0]) !== monthNumbers[0] ? 2 : 1;
  return [...years.slice(usedYears), ...days.slice(monthNumbers.length === 0 ? 0 : 2)];
}

/** "1990 [1867]", "[1867] 1990": a year in brackets beside another, which is that of the first edition if it is the earlier. */
const bracketedYear = /[[(] ?(1\d{3}|20\d\d) ?[\])]/;

function originalOf(words: string): { original: number; rest: string } | null {
  const match = bracketedYear.exec(words);
  if (!match) return null;
  const rest = `${words.slice(0, match.index)} ${words.slice(match.index + match[0].length)}`;
  const other = /(?<!\d)(?:1\d{3}|20\d\d)(?!\d)/.exec(rest);
  return other && Number(other[0]) > Number(match[1]) ? { original: Number(match[1]), rest } : null;
}

const approximate = /^[[( ]*(?:c|ca|circa|um|about|around|vers|verso|hacia)[. ]|\?[\]) ]*$/iu;

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raisedEdition = /^[²³⁴-⁹](?=\d{4})/;
const plainYear = /^(?:1\d{3}|20\d\d)[a-z]?$/;

/**
 * A date in English, German, French, Italian or Spanish, to CSL: "6 October, 2005", "(March 2015)", "1. März 2001", "18.11.2022", "1974/75",
 * "Winter 1999", "c. 1850", "2012b", "MDCLXII", "1990 [1867]". One that has no year, such as "n.d." or "forthcoming", keeps its words as
 * `literal`.
 */
export function readDate(text: string): DateReading {
  const words = trimmed(folded(text));
  if (plainYear.test(words)) return { date: { 'date-parts': [[Number(words.slice(0, 4))]] }, unread: '' };
  const raised = raisedEdition.exec(words);
  if (raised) return { ...readDate(words.slice(1)), edition: String(superscripts.indexOf(raised[0])) };
  const figures = figuresDate(words);
  if (figures) return figures;
  const first = originalOf(trimmed(folded(text), ' ,.;:', ' ,.;:'));
  if (first) return { ...readDate(first.rest), original: { 'date-parts': [[first.original]] } };
  const undated = words.length < 40 && withoutDate.has(words.replace(/[. ]/g, '').toLowerCase());
  const parts = collect(words);
  if (undated || parts.years.length === 0) return { date: { literal: words }, unread: '' };
  return { ...settled(parts, words), unread: [...parts.unread, ...surplus(parts)].join(' ') };
}

function settled(parts: Parts, words: string): Omit<DateReading, 'unread'> {
  const [first, last] = parts.years;
  if (parts.reprint && parts.months.length === 0) return { date: { 'date-parts': [[last!]] }, original: { 'date-parts': [[first!]] } };
  const date: CslDate = { 'date-parts': points(parts) };
  if (parts.season !== undefined && parts.months.length === 0) date.season = parts.season;
  if (approximate.test(words)) date.circa = true;
  return { date };
}

/** The date of some words, as `readDate` has it, whatever else they say. */
export function parseDate(text: string): CslDate {
  return readDate(text).date;
}
