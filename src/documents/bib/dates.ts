import type { CslDate } from '../../csl.js';
import { fromTex } from './fromTex.js';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** One end of a date by EDTF, as biblatex takes it: "2018-07-03T10:00", "-0031", "1850~", "2018-21", "y-17000". */
const edtf = /^(?<year>-?\d{1,6}|y-?\d{5,9})(?:-(?<month>\d\d)(?:-(?<day>\d\d))?)?(?:T[\d:.Z+-]{1,30})?(?<mark>[~?%])?$/;
/** "199X", "19XX": a decade or a century. */
const unspecified = /^(\d{1,3})(X{1,3})$/i;
/** "1999-XX", "2004-06-uu": a year or month of which no more is known. */
const unknownParts = /(?:-(?:XX|uu)){1,2}$/i;

interface End {
  parts: number[];
  circa: boolean;
  season?: number;
}

function endOf(text: string): End | null {
  const { year, month, day, mark } = edtf.exec(text.replace(unknownParts, ''))?.groups ?? {};
  if (year === undefined) return null;
  // CSL counts years before our era from -1; EDTF has a year 0.
  const counted = Number(year.replace('y', ''));
  const parts = [counted <= 0 ? counted - 1 : counted];
  const season = month !== undefined && Number(month) >= 21 && Number(month) <= 24 ? Number(month) - 20 : undefined;
  if (month !== undefined && season === undefined && Number(month) >= 1 && Number(month) <= 12) {
    parts.push(Number(month));
    if (day !== undefined && Number(day) >= 1 && Number(day) <= 31) parts.push(Number(day));
  }
  return { parts, circa: mark !== undefined, ...(season === undefined ? {} : { season }) };
}

/** In a range each end has its season as a month, from 21, as citeproc and Pandoc have it. */
const withSeason = ({ parts, season }: End): number[] => (season === undefined ? parts : [...parts, season + 20]);

/**
 * A date as biblatex writes it, by EDTF levels 0 and 1 (https://www.loc.gov/standards/datetime/), without TeX. Where a range is open, its other end is the
 * date, with the range's words in `literal`; what is no date keeps its words.
 */
export function dateOf(text: string): CslDate | undefined {
  const words = text.trim();
  if (words === '') return undefined;
  const decade = unspecified.exec(words);
  if (decade) {
    const [zeros, nines] = ['0', '9'].map((digit) => Number(decade[1]! + digit.repeat(decade[2]!.length))) as [number, number];
    return { 'date-parts': [[zeros], [nines]] };
  }
  const [first = '', last, ...more] = words.split('/');
  const from = endOf(first);
  const to = last === undefined ? null : endOf(last);
  const begins = from ?? to;
  if (!begins || more.length > 0 || !(from || isOpen(first)) || !(to || last === undefined || isOpen(last))) return { literal: words };
  const circa = begins.circa ? { circa: true } : {};
  if (from && to) return { 'date-parts': [withSeason(from), withSeason(to)], ...circa };
  const season = begins.season === undefined ? {} : { season: begins.season };
  return { 'date-parts': [begins.parts], ...circa, ...season, ...(last === undefined ? {} : { literal: words }) };
}

const isOpen = (end: string): boolean => end === '' || end === '..';

function edtfYear(year: number): string {
  const counted = year < 0 ? year + 1 : year;
  const digits = String(Math.abs(counted));
  return `${digits.length > 4 ? 'y' : ''}${year < -1 ? '-' : ''}${digits.padStart(4, '0')}`;
}

/** A date as biblatex writes it; '' for what EDTF has no words for. What `dateOf` reads of it is the date again, or the date has no words in EDTF. */
export function edtfOf(date: CslDate | undefined): string {
  const { 'date-parts': ends = [], season, circa, literal } = date ?? {};
  if (literal !== undefined || ends.length > 2 || ends.some(([year]) => !year)) return '';
  const [first, last] = ends.map(([year, ...rest]) => [edtfYear(year!), ...rest.map((part) => String(part).padStart(2, '0'))].join('-'));
  if (first === undefined) return '';
  return `${first}${season ? `-${season + 20}` : ''}${circa ? '~' : ''}${last === undefined ? '' : `/${last}`}`;
}

function monthOf(words: string): number | null {
  const number = /^\d{1,2}$/.test(words) ? Number(words) : months.indexOf(words.slice(0, 3).toLowerCase()) + 1;
  return number >= 1 && number <= 12 ? number : null;
}

/** "1998--2003", "1998-99"; null for "1998-03". */
function rangeOfYears(words: string): CslDate | null {
  const [, from, to] = /^(\d{4})\s?[-–/]{1,2}\s?(\d{2}|\d{4})$/.exec(words) ?? [];
  if (from === undefined || to === undefined) return null;
  const last = Number(from.slice(0, 4 - to.length) + to);
  return last > Number(from) ? { 'date-parts': [[Number(from)], [last]] } : null;
}

/** "2018", "2018-07", "2018-07-03", as most dates are written; null for all else. */
export function plainDate(words: string): CslDate | null {
  if (!/^[1-9]\d{3}(?:-\d\d){0,2}$/.test(words)) return null;
  const year = Number(words.slice(0, 4));
  if (words.length === 4) return { 'date-parts': [[year]] };
  const month = Number(words.slice(5, 7));
  if (month < 1 || month > 12) return null;
  if (words.length === 7) return { 'date-parts': [[year, month]] };
  const day = Number(words.slice(8));
  return day >= 1 && day <= 31 ? { 'date-parts': [[year, month, day]] } : null;
}

/** The date of `date` and its like, in TeX, with the dashes for a range that people write. */
export function dateInTex(tex: string): CslDate | undefined {
  const plain = plainDate(tex);
  if (plain) return plain;
  const words = fromTex(tex.replace(/\\textasciitilde(?:\{\})?|~/g, '\\textasciitilde{}'));
  return /^\d{4}-\d\d$/.test(words) ? dateOf(words) : (rangeOfYears(words) ?? dateOf(words));
}

/** A month alone, or none: "jul", "July", "7". */
export const isPlainMonth = (month: string): boolean => month === '' || (/^(?:\d{1,2}|[A-Za-z]+)$/.test(month) && monthOf(month) !== null);

/**
 * BibTeX's year and month. A month may hold a day: "3~" # jul, "July 3"; a year may be a range, or words.
 *
 * @param day biblatex's older field
 */
export function yearAndMonth(year: string, month = '', day = ''): CslDate | undefined {
  const range = rangeOfYears(year);
  if (range) return range;
  const found = /^[[(]?(?:(c(?:irca|a)?\.?)\s?)?(\d{4})[?\])]{0,2}$/i.exec(year);
  if (!found) return year === '' ? undefined : dateOf(year);
  const parts = [Number(found[2])];
  const named = monthOf(/[A-Za-z]{3,}/.exec(month)?.[0] ?? month);
  const inMonth = Number(day || /(?<![\d])(\d{1,2})(?![\d])/.exec(/[A-Za-z]/.test(month) ? month : '')?.[1]);
  if (named !== null) parts.push(named);
  if (named !== null && inMonth >= 1 && inMonth <= 31) parts.push(inMonth);
  return { 'date-parts': [parts], ...(found[1] || year.includes('?') ? { circa: true } : {}) };
}
