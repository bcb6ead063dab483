import assert from 'node:assert/strict';
import { parseLocator } from '../../../src/references/normalise/locator.js';

const cases: [string, string, string][] = [
  ['p. 18', 'page', '18'],
  ['p. 113', 'page', '113'],
  ['pp. 18-30', 'page', '18-30'],
  ['pp. 235–41', 'page', '235-241'],
  ['S. 65—83', 'page', '65-83'],
  ['S. 125 ff.', 'page', '125 ff.'],
  ['at 45', 'page', '45'],
  ['45', 'page', '45'],
  ['hier S. 349', 'page', '349'],
  ['especially 43–59', 'page', '43-59'],
  ['p. xii', 'page', 'xii'],
  ['pp. 12, 15–18', 'page', '12, 15-18'],
  ['ch. 3', 'chapter', '3'],
  ['§ 12', 'section', '12'],
  ['para. 4', 'paragraph', '4'],
  ['n. 7', 'note', '7'],
  ['Bd. 2', 'volume', '2'],
];

describe('locators', () => {
  for (const [text, label, value] of cases) it(text, () => assert.deepEqual(parseLocator(text), { label, value }));

  it('is none where there is no figure', () => {
    assert.equal(parseLocator('passim'), null);
    assert.equal(parseLocator(''), null);
  });
});
