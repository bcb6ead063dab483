import assert from 'node:assert/strict';
import { parseExtent, parseLocator, parsePages, type Pages } from '../../../src/references/normalise/locator.js';

const cases: [string, string, string][] = [
  ['p. 18', 'page', '18'],
  ['p. 113', 'page', '113'],
  ['pp. 18-30', 'page', '18-30'],
  ['pp. 235–41', 'page', '235-241'],
  ['S. 65—83', 'page', '65-83'],
  ['S. 125 ff.', 'page', '125 ff.'],
  ['12f', 'page', '12 f.'],
  ['at 45', 'page', '45'],
  ['45', 'page', '45'],
  ['hier S. 349', 'page', '349'],
  ['especially 43–59', 'page', '43-59'],
  ['p. xii', 'page', 'xii'],
  ['pp. xii–xv', 'page', 'xii-xv'],
  ['pp. 12, 15–18', 'page', '12, 15-18'],
  ['pagg. 9-38', 'page', '9-38'],
  ['págs. 9-12', 'page', '9-12'],
  ['e23–e45', 'page', 'e23-e45'],
  ['pp. 98–118).', 'page', '98-118'],
  ['pp257-286', 'page', '257-286'],
  ['S08002', 'page', 'S08002'],
  ['S95–S120', 'page', 'S95-S120'],
  ['ch. 3', 'chapter', '3'],
  ['§ 12', 'section', '12'],
  ['para. 4', 'paragraph', '4'],
  ['Rn. 4', 'paragraph', '4'],
  ['n. 7', 'note', '7'],
  ['Bd. 2', 'volume', '2'],
  ['c. 114r', 'folio', '114r'],
];

describe('locators', () => {
  for (const [text, label, value] of cases) it(text, () => assert.deepEqual(parseLocator(text), { label, value }));

  it('is none where no figure stands first', () => {
    for (const text of ['passim', '', 'V. Senato', 'Archivio di Stato, b. 3']) assert.equal(parseLocator(text), null);
  });
});

const pages: [string, Pages][] = [
  ['pp. 3-5.', { page: '3-5' }],
  ['235–41', { page: '235-241' }],
  ['S. 12-15, hier 14', { page: '12-15', pinpoint: ' hier 14' }],
  ['431, 440', { page: '431', pinpoint: ' 440' }],
  ['12-15, 14', { page: '12-15', pinpoint: ' 14' }],
  ['12-15, 20-23', { page: '12-15, 20-23' }],
  ['075001 (7pp', { page: '075001', extent: '7' }],
  ['A800-633', { page: 'A800-633' }],
  ['1550128', { page: '1550128' }],
];

describe('pages of a part', () => {
  for (const [text, expected] of pages) it(text, () => assert.deepEqual(parsePages(text), expected));
});

describe('how many pages a work has', () => {
  for (const [text, expected] of [['130 p.', '130'], ['XII, 183 S.', 'XII, 183'], ['49 pages', '49'], ['pp. 12', null], ['p. 45', null]] as const) {
    it(text, () => assert.equal(parseExtent(text), expected));
  }
});
