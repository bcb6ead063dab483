import assert from 'node:assert/strict';
import { extentsOf, locatorInWords, locatorsMeet, withDashes, writtenLocator } from '../../src/language/locators.js';
import { speak, spokenWords } from '../../src/words.js';

describe('locators in words', () => {
  const rows: [label: string, value: string, expected: string][] = [
    ['page', '18', 'p. 18'],
    ['page', '29-30', 'pp. 29–30'],
    ['page', '12, 15-18', 'pp. 12, 15–18'],
    ['page', 'xii', 'p. xii'],
    ['page', 'xii-xv', 'pp. xii–xv'],
    ['chapter', '3', 'chap. 3'],
    ['verse', '4', 'v. 4'],
    ['constructor', '4', 'constructor 4'],
  ];
  for (const [label, value, expected] of rows) it(expected, () => assert.equal(locatorInWords({ label, value }), expected));

  it('are German where Ibid speaks it, and stay English in documents', () => {
    const before = spokenWords();
    speak({ language: 'de', messages: {} });
    try {
      assert.deepEqual(['page', 'chapter', 'volume'].map((label) => locatorInWords({ label, value: '2-3' })), ['S. 2–3', 'Kap. 2–3', 'Bde. 2–3']);
      assert.equal(writtenLocator({ label: 'page', value: '18' }), 'p. 18');
    } finally {
      speak(before);
    }
  });

  it('have the dashes of their language', () => assert.equal(withDashes('12, 15-18, 20 – 21', '--'), '12, 15--18, 20--21'));
});

describe('what a locator covers', () => {
  const rows: [value: string, expected: [kind: string, first: number, last: number][]][] = [
    ['18', [['', 18, 18]]],
    ['12, 15-18', [['', 12, 12], ['', 15, 18]]],
    ['153–4', [['', 153, 154]]],
    ['xii–xv', [['roman', 12, 15]]],
    ['iv & 3', [['roman', 4, 4], ['', 3, 3]]],
    ['A5', [['a', 5, 5]]],
    ['S12–S14', [['s', 12, 14]]],
    ['18 f.', [['', 18, 19]]],
    ['18n3', [['', 18, 18]]],
    ['20-18', [['', 20, 20]]],
    ['passim', []],
    ['', []],
  ];
  for (const [value, expected] of rows) {
    it(JSON.stringify(value), () => assert.deepEqual(extentsOf(value).map(({ kind, first, last }) => [kind, first, last]), expected));
  }

  const meetings: [one: string, other: string, expected: boolean][] = [['18', '17-19', true], ['12, 15-18', '16', true], ['18', '19', false], ['18', 'xviii', false]];
  for (const [one, other, expected] of meetings) {
    it(`${one} and ${other} ${expected ? 'meet' : 'do not meet'}`, () => {
      assert.equal(locatorsMeet({ label: 'page', value: one }, { label: 'page', value: other }), expected);
    });
  }

  it('is another thing for another label', () => assert.equal(locatorsMeet({ label: 'page', value: '3' }, { label: 'chapter', value: '3' }), false));
});
