import type { CslDate } from '../../csl.js';
import { dateOf, yearAndMonth } from '../../documents/bib/dates.js';

/* Dates of the formats that EndNote exchanges: a year, and beside it a date in words or as RIS has it ("2018/07/03/"). */

const seasons = ['spring', 'summer', 'autumn', 'winter'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** RIS: year, month, day and other words, any of which may be missing: "2018/07/03/", "2018///Spring". */
const slashed = /^(\d{1,4})\/(\d{0,2})(?:\/(\d{0,2}))?(?:\/([^/]{0,40}))?$/;
const iso = /^-?\d{4}-\d\d(?:-\d\d)?(?:T.{0,30})?$/;

const seasonOf = (words: string): number | undefined => {
  const at = seasons.indexOf(words.trim().toLowerCase().replace('fall', 'autumn')) + 1;
  return at > 0 ? at : undefined;
};

function slashedDate(text: string): CslDate | undefined {
  const [, year, month = '', day = '', other = ''] = slashed.exec(text) ?? [];
  if (year === undefined) return undefined;
  const parts = [Number(year)];
  if (Number(month) >= 1 && Number(month) <= 12) parts.push(Number(month));
  if (parts.length === 2 && Number(day) >= 1 && Number(day) <= 31) parts.push(Number(day));
  const season = seasonOf(other);
  return { 'date-parts': [parts], ...(season === undefined ? {} : { season }) };
}

/** A date that says its year itself; words are kept where they say none. */
export function readDate(text: string): CslDate | undefined {
  const words = text.trim();
  if (words === '') return undefined;
  const plain = slashedDate(words) ?? (iso.test(words) ? dateOf(words) : undefined);
  if (plain) return plain;
  const year = /(?<!\d)\d{4}(?!\d)/.exec(words)?.[0];
  const read = year === undefined ? undefined : yearAndMonth(year, words.replace(year, ' ').trim());
  return read?.['date-parts'] ? read : { literal: words };
}

/** When a work appeared, by its year and the date beside it. */
export function issuedOf(year: string, date: string): CslDate | undefined {
  const plain = readDate(date);
  if (plain?.['date-parts']) return plain;
  const known = slashedDate(year) ?? (year === '' ? undefined : yearAndMonth(year, date));
  if (!known?.['date-parts']) return known ?? plain;
  const season = seasonOf(date);
  return season === undefined ? known : { ...known, season };
}

const padded = (part: number): string => String(part).padStart(2, '0');

/** Year and date of a date, as far as they can say it. */
export function issuedTexts(issued: CslDate, slashes: boolean): { year: string; date: string } {
  const parts = issued['date-parts'];
  const [year, month, day] = parts?.[0] ?? [];
  if (year === undefined) return { year: issued.literal ?? issued.raw ?? '', date: '' };
  const last = parts?.[1]?.[0];
  const whole = last !== undefined && month === undefined ? `${year}-${last}` : String(year);
  const season = issued.season === undefined ? '' : (seasons[issued.season - 1] ?? '').replace(/^./, (letter) => letter.toUpperCase());
  if (month === undefined) return { year: whole, date: season === '' ? '' : slashes ? `${year}///${season}` : season };
  const named = [months[month - 1] ?? '', day ?? ''].join(' ').trim();
  return { year: whole, date: slashes ? `${year}/${padded(month)}/${day === undefined ? '' : padded(day)}/${season}` : named };
}

/** A date on its own: "2018/07/03/" or "2018-07-03". */
export function accessedText(date: CslDate, slashes: boolean): string {
  const parts = date['date-parts']?.[0];
  if (parts?.[0] === undefined) return date.literal ?? date.raw ?? '';
  const [year, ...rest] = parts;
  return slashes ? `${[year, ...[0, 1].map((at) => (rest[at] === undefined ? '' : padded(rest[at])))].join('/')}/` : [year, ...rest.map(padded)].join('-');
}
