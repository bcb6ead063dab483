import assert from 'node:assert/strict';
import { claimsIn, codesIn, read } from './outline.js';

const roe = 'Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4.';
const doe = 'John Doe, Open Gates (London: Gates Press, 2004), p. 40.';
const opening = 'A first paragraph says what all of this is about, and it says so at some length before it ends.';

/** A page with a rule above its notes. */
const page = (text: string, notes: readonly string[]): string => [`${opening} ${text}`, '_'.repeat(20), ...notes].join('\n');

async function check(text: string, wanted: readonly string[]): Promise<void> {
  const source = await read(`A Title for It\n\n${text}`);
  assert.deepEqual(claimsIn(source), wanted);
  assert.deepEqual(codesIn(source), []);
}

describe('notes that have signs for numbers', () => {
  const pairs = [['*', '†', '*', '†'], ['*', '**', '*', '**'], ['†', '‡', '†', '‡'], ['§', '¶', '§', '¶'], ['(a)', '(b)', 'a', 'b'], ['ᵃ', 'ᵇ', 'a', 'b']] as const;
  for (const [first, second, label, other] of pairs) {
    it(`${first} and ${second}`, () =>
      check(page(`One road was closed.${first} Another one was opened.${second}`, [`${first} ${roe}`, `${second} ${doe}`]), [
        `${label} -> Roe, A Closed Road (page 4): One road was closed.`,
        `${other} -> Doe, Open Gates (page 40): Another one was opened.`,
      ]));
  }

  it('beside numbers', () =>
    check(page('One road was closed.1 Another one was opened.*', [`1 ${roe}`, `* ${doe}`]), [
      '1 -> Roe, A Closed Road (page 4): One road was closed.',
      '* -> Doe, Open Gates (page 40): Another one was opened.',
    ]));
});

describe('a note on the author', () => {
  for (const words of ['Professor of Law, University of Roads.', 'Senior Lecturer, School of Roads, Roadtown. I thank John Doe, Open Gates Institute (2004).', 'I am grateful to John Doe (London, 2004).']) {
    it(`gives no claim and no work: ${words}`, async () => {
      const source = await read(`A Closed Road\n\nJane Roe*\n\n${page('One road was closed.1', [`* ${words}`, `1 ${roe}`])}`);
      assert.deepEqual(claimsIn(source), ['1 -> Roe, A Closed Road (page 4): One road was closed.']);
      assert.deepEqual(codesIn(source), []);
      assert.equal(source.works.length, 1);
    });
  }
});
