import type { CslDate } from '../../csl.js';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** One end of a date by EDTF, as biblatex takes it: "2018-07-03T10:00", "-0031", "1850~", "2018-21". */
const edtf = /^(?<year>-?\d{1,6}|y-?\d{5,9})(?:-(?<month>\d\d)(?:-(?<day>\d\d))?)?(?:T[\d:.Z+-]{1,30})?(?<mark>[~?%])?$/;
/** "199X", "19XX": a decade or a century. */
const unspecified = /^(\d{1,3})(X{1,3})$/i;

interface End {
  parts: number[];
  circa: boolean;
  season?: number;
}

function endOf(text: string): End | null {
  const { year, month, day, mark } = edtf.exec(text)?.groups ?? {};
  if (year === undefined) return null;
  // CSL counts years before our era from -1; EDTF has a year 0.
  const counted = Number(year.replace('y', ''));
  const parts = [counted <= 0 ? counted - 1 : counted];
  const season = month !== undefined && Number(month) >= 21 && Number(month) <= 24 ? Number(month) - 20 : undefined;
  if (month !== undefined && season === undefined && Number(month) >= 1 && Number(month) <= 12) {
    parts.push(Number(month));
    if (day !== undefined && Number(day) >= 1 && Number(day) <= 31) parts.push(Number(day));
  }
  return { parts, circa: mark === '~' || mark === '%' || mark === '?', ...(season === undefined ? {} : { season }) };
}

/**
 * A date as biblatex writes it, by EDTF levels 0 and 1 (https://www.loc.gov/standards/datetime/). An open range keeps the end it has, and its words
 * in `literal`; what is no date keeps its words.
 */
export function dateOf(text: string): CslDate | undefined {
  const words = text.trim();
  if (words === '') return undefined;
  const decade = unspecified.exec(words);
  if (decade) {
    const [zeros, nines] = ['0', '9'].map((digit) => Number(decade[1]! + digit.repeat(decade[2]!.length))) as [number, number];
    return { 'date-parts': [[zeros], [nines]] };
  }
  const [first = '', last] = words.split('/');
  const from = endOf(first);
  const to = last === undefined ? null : endOf(last);
  const begins = from ?? to;
  if (!begins || (last !== undefined && last !== '' && last !== '..' && !to)) return { literal: words };
  return {
    'date-parts': from && to ? [from.parts, to.parts] : [begins.parts],
    ...(begins.circa ? { circa: true } : {}),
    ...(begins.season === undefined ? {} : { season: begins.season }),
    ...(from && to) || last === undefined ? {} : { literal: words },
  };
}

function monthOf(words: string): number | null {
  const number = /^\d{1,2}$/.test(words) ? Number(words) : months.indexOf(words.slice(0, 3).toLowerCase()) + 1;
  return number >= 1 && number <= 12 ? number : null;
}

/**
 * BibTeX's year and month. A month may hold a day: "3~" # jul, "July 3"; a year may be a range, or words.
 *
 * @param day biblatex's older field
 */
export function yearAndMonth(year: string, month = '', day = ''): CslDate | undefined {
  const range = /^(\d{4})\s?[-–/]{1,2}\s?(\d{2,4})$/.exec(year);
  if (range) return { 'date-parts': [[Number(range[1])], [Number(range[1]!.slice(0, 4 - range[2]!.length) + range[2]!)]] };
  const found = /^[[(]?(?:(c(?:irca|a)?\.?)\s?)?(\d{4})[?\])]{0,2}$/i.exec(year);
  if (!found) return year === '' ? undefined : dateOf(year);
  const parts = [Number(found[2])];
  const named = monthOf(/[A-Za-z]{3,}/.exec(month)?.[0] ?? month);
  const inMonth = Number(day || /(?<![\d])(\d{1,2})(?![\d])/.exec(/[A-Za-z]/.test(month) ? month : '')?.[1]);
  if (named !== null) parts.push(named);
  if (named !== null && inMonth >= 1 && inMonth <= 31) parts.push(inMonth);
  return { 'date-parts': [parts], ...(found[1] || year.includes('?') ? { circa: true } : {}) };
}
