import assert from 'node:assert/strict';
import { cutEntries, layoutWidth, place, sameEnds, type BibLayout } from '../../../src/documents/bib/entries.js';
import { randomFrom } from '../../support/random.js';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A .bib of entries of many forms, some of them broken. */
const shelf = Array.from({ length: 120 }, (_, number) => {
  const title = `title = {A ${'long and longer '.repeat(number % 7)}title, {\\"u}ber @home} `;
  return [
    `@article{key${number}, author = {Roe, R.}, ${title}}`,
    `@Book(key${number}, year = "20${number}")`,
    `@misc{key${number}, note = {not closed, ${title}`,
    `% a line between\n@string{s${number} = "x"}`,
    `@comment{@book{inside${number}, year = 1}}`,
    `%@book{off${number},\n% year = 1}`,
  ][number % 6];
}).join('\n\n');

/** What a layout says, without the numbers of its types, which may differ. */
const entriesOf = ({ places, types, cutOff }: BibLayout): object => ({
  cutOff,
  entries: Array.from({ length: places.length / layoutWidth }, (_, entry) => {
    const numbers = [...places.subarray(entry * layoutWidth, (entry + 1) * layoutWidth)];
    return numbers.map((number, at) => (at === place.type ? types[number] : number));
  }),
});

describe('cutting a .bib that was cut before', () => {
  const pieces = ['', '{', '}', '"', '@', '@book{new, year = 2001}\n', '\n@article{', '@comment{', ',', '% ', 'ü', 'words in between ', '\n\n'];

  it('gives after any change what cutting all of it gives', () => {
    const random = randomFrom(7);
    const changed = (text: string): string => {
      const at = random(text.length);
      return text.slice(0, at) + pieces[random(pieces.length)]! + text.slice(at + random(random(4) === 0 ? 3000 : 12));
    };
    for (let round = 0; round < 600; round++) {
      const text = round % 3 === 0 ? shelf : changed(shelf);
      const [earlier, later] = [bytesOf(text), bytesOf(changed(text))];
      const again = cutEntries(later, { layout: cutEntries(earlier), ends: sameEnds(earlier, later) });
      assert.deepEqual(entriesOf(again), entriesOf(cutEntries(later)), `The change of round ${round}.`);
    }
  });

  it('looks at all of it where a comment that was open may have been closed', () => {
    const books = Array.from({ length: 100 }, (_, number) => `@book{key${number}, title = {Title}, year = 2001}\n`).join('');
    const [earlier, later] = [`${books}@comment{${books}`, `${books}@comment{${books}}\n@book{last, year = 1}`].map(bytesOf) as [Uint8Array, Uint8Array];
    const again = cutEntries(later, { layout: cutEntries(earlier), ends: sameEnds(earlier, later) });
    assert.deepEqual(entriesOf(again), entriesOf(cutEntries(later)));
    assert.equal(again.places.length / layoutWidth, 101);
  });
});

describe('what two states of a file have in common', () => {
  const rows: [one: string, other: string, first: number, last: number][] = [
    ['abcdefghij', 'abcdefghij', 10, 0],
    ['abcdefghij', 'abcdefXghij', 6, 4],
    ['abcdefghij', 'abcdeghij', 5, 4],
    ['aaaaaaaaaa', 'aaaaaaaaaaaa', 10, 0],
    ['', 'abc', 0, 0],
    ['xbcdefghi', 'ybcdefghi', 0, 8],
  ];
  it('is the same for long ones, where they differ in the midst', () => {
    const long = 'abc'.repeat(20_000);
    assert.deepEqual(sameEnds(bytesOf(`${long}X${long}`), bytesOf(`${long}YZ${long}`)), { first: 60_000, last: 60_000, shift: 1 });
  });
  for (const [one, other, first, last] of rows) {
    it(`${one} and ${other}`, () => assert.deepEqual(sameEnds(bytesOf(one), bytesOf(other)), { first, last, shift: other.length - one.length }));
  }
});
