import type { CslDate } from '../../csl.js';

const padded = (part: number, length: number): string => String(part).padStart(length, '0');

/** EDTF has a year 0; CSL counts from 1 and from -1. */
function yearText(year: number): string {
  const counted = year < 0 ? year + 1 : year;
  return counted < 0 ? `-${padded(-counted, 4)}` : padded(counted, 4);
}

/** A date by EDTF (https://www.loc.gov/standards/datetime/): "2018-07-03", "2018-21", "1850~", "1914/1918"; '' for one in words only. */
export function edtfOf({ 'date-parts': parts = [], season, circa }: CslDate): string {
  const ends = parts.filter(([year]) => year !== undefined).map(([year, month, day]) => {
    const inYear = month === undefined && season !== undefined ? [20 + season] : [month, day].filter((part) => part !== undefined);
    return [yearText(year!), ...inYear.map((part) => padded(part, 2))].join('-') + (circa ? '~' : '');
  });
  return ends.join('/');
}
