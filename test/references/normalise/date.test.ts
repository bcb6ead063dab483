import assert from 'node:assert/strict';
import type { CslDate } from '../../../src/references/csl.js';
import { parseDate } from '../../../src/references/normalise/date.js';

const on = (...parts: number[]): CslDate => ({ 'date-parts': [parts] });

const cases: [string, CslDate][] = [
  ['2018', on(2018)],
  ['(2018)', on(2018)],
  ['2012b', on(2012)],
  ['[1919]', on(1919)],
  ['6 October, 2005', on(2005, 10, 6)],
  ['October 6, 2005', on(2005, 10, 6)],
  ['19 February 2019', on(2019, 2, 19)],
  ['2009, February 12', on(2009, 2, 12)],
  ['March 2015', on(2015, 3)],
  ['Sept. 1999', on(1999, 9)],
  ['2005-10-06', on(2005, 10, 6)],
  ['1. März 2001', on(2001, 3, 1)],
  ['1er août 1914', on(1914, 8, 1)],
  ['12 maggio 1968', on(1968, 5, 12)],
  ['5 de mayo de 2001', on(2001, 5, 5)],
  ['1974/75', { 'date-parts': [[1974], [1975]] }],
  ['1972–1977', { 'date-parts': [[1972], [1977]] }],
  ['12–14 May 2001', { 'date-parts': [[2001, 5, 12], [2001, 5, 14]] }],
  ['May/June 1996', { 'date-parts': [[1996, 5], [1996, 6]] }],
  ['Summer 2006', { 'date-parts': [[2006]], season: 2 }],
  ['Herbst 1989', { 'date-parts': [[1989]], season: 3 }],
  ['c. 1850', { 'date-parts': [[1850]], circa: true }],
  ['1960 [1958]', on(1960)],
  ['n.d.', { literal: 'n.d.' }],
  ['forthcoming', { literal: 'forthcoming' }],
  ['im Erscheinen', { literal: 'im Erscheinen' }],
  ['in the reign of Augustus', { literal: 'in the reign of Augustus' }],
];

describe('dates', () => {
  for (const [text, expected] of cases) it(text, () => assert.deepEqual(parseDate(text), expected));
});
