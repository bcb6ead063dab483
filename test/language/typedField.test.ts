import assert from 'node:assert/strict';
import { readTyped, shownField, typedForm } from '../../src/language/typedField.js';

const vale = { family: 'Vale', given: 'Gina' };
const van = { family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van der' };

describe('a field as a person types it', () => {
  const typed: [field: string, value: unknown, typed: string][] = [
    ['author', [vale, { family: 'Winter', given: 'Charlie' }], 'Vale, Gina; Winter, Charlie'],
    ['author', [van, { literal: 'World Bank' }, { family: 'Plato' }], 'van der Berg, Jan; World Bank; Plato'],
    ['editor', [{ ...vale, suffix: 'Jr.' }], 'Vale, Gina, Jr.'],
    ['issued', { 'date-parts': [[2018]] }, '2018'],
    ['issued', { 'date-parts': [[2018, 3, 1]] }, '2018-03-01'],
    ['issued', { 'date-parts': [[1914], [1918]] }, '1914/1918'],
    ['issued', { 'date-parts': [[1850]], circa: true }, '1850~'],
    ['publisher', 'Brill', 'Brill'],
    ['type', 'article-journal', 'article-journal'],
    ['DOI', '10.1000/182', '10.1000/182'],
  ];
  for (const [field, value, words] of typed) {
    it(`${field}: ${words}`, () => {
      assert.equal(typedForm(field, value), words);
      const read = readTyped(field, words, undefined);
      assert.deepEqual('value' in read && read.value, value);
    });
  }

  const faults: [field: string, typed: string][] = [
    ['issued', '2018-13'], ['issued', 'March 2018'], ['issued', '2018-02-40'], ['author', 'Vale, Gina, Winter, Charlie'], ['type', 'novel'], ['title', ' '], ['DOI', 'doi.org'], ['URL', 'www.ibid.org'],
  ];
  for (const [field, words] of faults) it(`${field} can’t be “${words}”, and a person is told why`, () => assert.ok('fault' in readTyped(field, words, 'x')));

  it('keeps names as they were that are not typed anew', () => {
    const before = [{ family: 'Berg', given: 'Jan', 'dropping-particle': 'van' }, { family: 'Vlae', given: 'Gina' }];
    const read = readTyped('author', 'Berg, Jan van; Vale, Gina', before);
    assert.deepEqual('value' in read && read.value, [before[0], vale]);
  });

  it('is the very value where nothing was changed, also of one that can’t be typed', () => {
    const season = { literal: 'undated, c. 1990' };
    const read = readTyped('issued', typedForm('issued', season), season);
    assert.equal('value' in read && read.value, season);
  });

  it('is taken out where nothing is typed', () => assert.deepEqual(readTyped('publisher', '', 'Brill'), { value: undefined, shown: '' }));

  it('is shown as it will be read', () => {
    assert.equal(shownField('issued', { 'date-parts': [[2018, 3]] }), 'March 2018');
    assert.equal(shownField('issued', { 'date-parts': [[2018, 3, 1]], circa: true }), 'about March 1, 2018');
    assert.equal(shownField('author', [vale, van]), 'Gina Vale · Jan van der Berg');
    assert.equal(shownField('issued', { 'date-parts': [[2018, 3]] }, 'de'), 'März 2018');
  });
});
