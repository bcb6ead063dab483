import assert from 'node:assert/strict';
import type { CslDate } from '../../../src/csl.js';
import { parseDate, readDate } from '../../../src/references/normalise/date.js';

const on = (...parts: number[]): CslDate => ({ 'date-parts': [parts] });
const between = (first: number[], last: number[]): CslDate => ({ 'date-parts': [first, last] });
const literal = (words: string): CslDate => ({ literal: words });

const cases: [string, CslDate][] = [
  ['2018', on(2018)],
  ['(2018),', on(2018)],
  ['2012b', on(2012)],
  ['[1919]', on(1919)],
  ['©2010', on(2010)],
  // to the month and the day
  ['6 October, 2005', on(2005, 10, 6)],
  ['October 6, 2005', on(2005, 10, 6)],
  ['July 4th, 1976', on(1976, 7, 4)],
  ['Friday 2 September 2016', on(2016, 9, 2)],
  ['2009, February 12', on(2009, 2, 12)],
  ['March 2015', on(2015, 3)],
  ['Sept. 1999', on(1999, 9)],
  ['Dec2010 .', on(2010, 12)],
  ['1. März 2001', on(2001, 3, 1)],
  ['Mittwoch, den 3. Okt. 1990', on(1990, 10, 3)],
  ['1er août 1914', on(1914, 8, 1)],
  ['12 maggio 1968', on(1968, 5, 12)],
  ['1º gennaio 1900', on(1900, 1, 1)],
  ['5 de mayo de 2001', on(2001, 5, 5)],
  // all in figures
  ['2005-10-06', on(2005, 10, 6)],
  ['2010/06/01', on(2010, 6, 1)],
  ['3.5.2019', on(2019, 5, 3)],
  ['12. 4. 98', on(1998, 4, 12)],
  ['18/11/2022', on(2022, 11, 18)],
  ['11/18/2022', on(2022, 11, 18)],
  ['03/04/2019', on(2019)],
  // ranges
  ['1974/75', between([1974], [1975])],
  ['1974–5', between([1974], [1975])],
  ['1972–1977', between([1972], [1977])],
  ['12–14 May 2001', between([2001, 5, 12], [2001, 5, 14])],
  ['30 April–2 May 1995', between([1995, 4, 30], [1995, 5, 2])],
  ['May/June 1996', between([1996, 5], [1996, 6])],
  ['enero-marzo 2001', between([2001, 1], [2001, 3])],
  ['December 2001/January 2002', between([2001, 12], [2002, 1])],
  ['Summer 2006', { 'date-parts': [[2006]], season: 2 }],
  ['Herbst 1989', { 'date-parts': [[1989]], season: 3 }],
  ['primavera 1989', { 'date-parts': [[1989]], season: 1 }],
  // roughly, and in numerals
  ['c. 1850', { 'date-parts': [[1850]], circa: true }],
  ['um 1850', { 'date-parts': [[1850]], circa: true }],
  ['[1850?]', { 'date-parts': [[1850]], circa: true }],
  ['MDCLXII.', on(1662)],
  ['MCMXCIX', on(1999)],
  // without a year
  ...['n.d.', 'n. d.', 'o. J.', 's. d.', 's. a.', 'forthcoming', 'in press', 'im Erscheinen', 'im Druck', 'à paraître', 'in corso di stampa', 'en prensa', '20060203', 'in the reign of Augustus']
    .map((words): [string, CslDate] => [words, literal(words)]),
  ['(im Druck)', literal('im Druck')],
];

describe('dates', () => {
  for (const [text, expected] of cases) it(text, () => assert.deepEqual(parseDate(text), expected));

  it('tells the first edition', () => {
    for (const text of ['1990 [1867]', '[1867] 1990', '(1867/1990)']) {
      const { date, original } = readDate(text);
      assert.deepEqual([date, original], [on(1990), on(1867)], text);
    }
  });

  it('tells the edition that stands raised before the year', () => {
    assert.deepEqual(readDate('²1998'), { date: on(1998), edition: '2', unread: '' });
    // sunk and stuck to it, it may be a note's number as well
    assert.deepEqual(readDate('21982'), { date: on(1982), unread: '21982' });
    assert.deepEqual(readDate('19692'), { date: on(1969), unread: '19692' });
  });

  it('says which words are no date', () => {
    assert.equal(readDate('Sommersemester 2010').unread, 'Sommersemester');
    assert.equal(readDate('03/04/2019').unread, '03/04/2019');
    assert.equal(readDate('Friday, the 2nd of September 2016').unread, '');
  });
});
