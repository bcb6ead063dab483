import assert from 'node:assert/strict';
import { announcedIn, fitOf } from '../../src/citations/shortForm.js';
import type { CslFields, CslName } from '../../src/csl.js';

/** "Roe J. & Poe | A Closed Road | 2001": who wrote it, its title, its year; any of them may be left out. */
function item(drawn: string): CslFields {
  const [names = '', title = '', year = ''] = drawn.split('|').map((part) => part.trim());
  const author = names.split(' & ').filter((name) => name !== '').map((name): CslName => {
    const [, family, given] = /^(.+?)(?: (\p{Lu}\.))?$/u.exec(name)!;
    return { family: family!, ...(given ? { given } : {}) };
  });
  return { type: 'document', ...(author.length > 0 ? { author } : {}), ...(title ? { title } : {}), ...(year ? { issued: { 'date-parts': [[Number(year)]] } } : {}) };
}

const fit = (short: string, full: string): number => fitOf({ item: item(short), letter: '', text: '' }, item(full));

/** A short form, and works it fits, the best first; those behind `not` it does not fit. */
const tables: { short: string; fits: string[]; not: string[] }[] = [
  { short: 'Roe', fits: ['Roe J. | A Closed Road | 2001', 'Roe J. & Poe M. | Two Roads | 2002'], not: ['Doe J. | Open Gates | 2004', 'Poe M. & Roe J. & Doe J. | Three Roads | 2003'] },
  { short: 'Roe J.', fits: ['Roe J. | A Closed Road | 2001'], not: ['Roe M. | A Closed Road | 2001'] },
  { short: 'Roe & Poe', fits: ['Roe J. & Poe M. | Two Roads | 2002'], not: ['Roe J. | A Closed Road | 2001'] },
  { short: 'Roe & Roe | | 2002', fits: ['Roe J. & Roe M. | Two Roads | 2002'], not: ['Roe J. & Poe M. | Two Roads | 2002'] },
  { short: 'Roe & Poe & Doe | | 2002', fits: ['Roe J. & Poe M. & Doe J. | Three Roads | 2002', 'Roe J. & Poe M. | Two Roads | 2002'], not: ['Roe J. & Poe M. | Two Roads | 2003'] },
  { short: 'Roe | | 2001', fits: ['Roe J. | A Closed Road | 2001', 'Roe J. | A Closed Road'], not: ['Roe J. | A Closed Road | 2005'] },
  { short: 'Roe | Closed Road', fits: ['Roe J. | A Closed Road: Walking Home | 2001'], not: ['Roe J. | The Other Bank | 2005', 'Doe J. | Closed Roads and Open Gates'] },
  { short: 'Roe | The Closed Road | 2002', fits: ['Roe J. | A Closed Road | 2002', 'Roe J. | A Closed Road | 2001'], not: [] },
  { short: '| A Closed Road', fits: ['Roe J. | A Closed Road | 2001', '| A Closed Road'], not: ['Doe J. | Home by a Closed Road'] },
  { short: '| Roe', fits: ['Roe J. | A Closed Road | 2001'], not: ['Doe J. | On Roe'] },
  { short: 'Garcia', fits: ['| National Road Bank v. Garcia | 1994'], not: ['Roe J. | Garcia’s Road | 1994'] },
  { short: '| Road Bank v. Garcia', fits: ['| Road Bank v. Garcia | 1994'], not: ['Roe J. | Walking Home: Road Bank v. Garcia | 1996'] },
  { short: 'Baumgartner', fits: ['Baumgartner K. | Recht', 'Baumgartmer K. | Recht'], not: ['Baumgarten K. | Recht'] },
];

/** What fits nothing is below this; see `works.ts`. */
const least = 0.55;

describe('a short form', () => {
  for (const { short, fits, not } of tables) {
    it(`${short} fits ${fits.join(', ')}`, () => {
      const values = fits.map((full) => fit(short, full));
      assert.ok(values.every((value) => value >= least), values.join(' '));
      assert.deepEqual(values, [...values].sort((a, b) => b - a));
    });
    for (const full of not) it(`${short} does not fit ${full}`, () => assert.ok(fit(short, full) < least, String(fit(short, full))));
  }
});

describe('a name by which a work will be cited', () => {
  const table: [string, string[]][] = [
    ['John Doe, Documents on Roads (London, 1950) (hereafter DR).', ['DR']],
    ['John Doe, Documents on Roads (hereinafter cited as ‘Documents’), p. 3.', ['Documents']],
    ['Koch, Recht und Konflikt, 1976 (im Folgenden zitiert als: Koch, Konflikt), S. 4.', ['Koch, Konflikt']],
    ['Roe, La route (ci-après LR) ; Doe, Les portes (ci-après LP).', ['LR', 'LP']],
    ['The roads were closed hereafter for years to come, as everyone in the towns along the two rivers knew well before', []],
    ['Roe, A Closed Road, p. 3.', []],
  ];
  for (const [text, names] of table) it(`${names.join(', ') || 'none'}: ${text}`, () => assert.deepEqual(announcedIn(text).map(({ name }) => name), names));
});
