import assert from 'node:assert/strict';
import { claimsIn, codesIn, read } from './outline.js';

const roe = 'Jane Roe, A Closed Road (London: Roads Press, 2001)';
const doe = 'John Doe, Open Gates (London: Gates Press, 2004)';

/** What the notes of a text are settled to: "2 -> Roe, A Closed Road (page 9)" for each work that note 2 points to. */
async function check(notes: Record<string, string>, wanted: string[], problems: string[] = []): Promise<void> {
  const last = Math.max(...Object.keys(notes).map(Number));
  const text = Array.from({ length: last }, (_, index) => `The road number ${'abcdefgh'[index]} was closed to them.${index + 1}`).join(' ');
  const list = Object.entries(notes).map(([label, words]) => `${label}. ${words}`);
  const source = await read(['A Title for It', `A paragraph to open it. ${text}`, 'Notes', ...list].join('\n\n'));
  assert.deepEqual(claimsIn(source).map((claim) => claim.replace(/: The road.*/, '')), wanted);
  assert.deepEqual(codesIn(source), problems);
}

describe('settling notes', () => {
  it('ibid. with and without a page', () =>
    check({ 1: `${roe}, p. 4.`, 2: 'Ibid., p. 9.', 3: 'Ibid.' }, ['1 -> Roe, A Closed Road (page 4)', '2 -> Roe, A Closed Road (page 9)', '3 -> Roe, A Closed Road (page 9)']));

  it('ibid. after a note with two works is the last of them, and doubtful', () =>
    check(
      { 1: `${roe}, p. 4; ${doe}, p. 5.`, 2: 'Ibid., p. 9.' },
      ['1 -> Roe, A Closed Road (page 4)', '1 -> Doe, Open Gates (page 5)', '2 -> Doe, Open Gates (page 9)'],
      ['ibid-ambiguous'],
    ));

  it('ibid. after a note that is missing has no work', () =>
    check({ 1: `${roe}, p. 4.`, 3: 'Ibid., p. 9.' }, ['1 -> Roe, A Closed Road (page 4)', '2 -> ?', '3 -> ? (page 9)'], ['note-missing', 'ibid-without-work']));

  it('ibid. in the first note has no work', () => check({ 1: 'Ibid., p. 9.', 2: `${roe}.` }, ['1 -> ? (page 9)', '2 -> Roe, A Closed Road'], ['ibid-without-work']));

  it('ibid. after a short form is the work it stands for', () =>
    check({ 1: `${roe}.`, 2: `${doe}.`, 3: 'Roe, A Closed Road, p. 7.', 4: 'Ibid., p. 8.' }, [
      '1 -> Roe, A Closed Road',
      '2 -> Doe, Open Gates',
      '3 -> Roe, A Closed Road (page 7)',
      '4 -> Roe, A Closed Road (page 8)',
    ]));

  it('a short form by surname, and by title', () =>
    check({ 1: `${roe}.`, 2: `${doe}.`, 3: 'Roe, p. 7.', 4: 'Doe, Open Gates, p. 8.' }, [
      '1 -> Roe, A Closed Road',
      '2 -> Doe, Open Gates',
      '3 -> Roe, A Closed Road (page 7)',
      '4 -> Doe, Open Gates (page 8)',
    ]));

  it('a short form that stands before the full reference', () =>
    check({ 1: 'Roe, A Closed Road, p. 7.', 2: `${roe}, p. 4.` }, ['1 -> Roe, A Closed Road (page 7)', '2 -> Roe, A Closed Road (page 4)']));

  it('a short form whose full reference is missing makes a work of what is known', () =>
    check({ 1: `${doe}.`, 2: 'Roe, A Closed Road, p. 7.', 3: 'Roe, A Closed Road, p. 9.' }, [
      '1 -> Doe, Open Gates',
      '2 -> Roe, A Closed Road (page 7)',
      '3 -> Roe, A Closed Road (page 9)',
    ]));

  it('a short form that fits two works is left open', () =>
    check(
      { 1: `${roe}.`, 2: 'Jane Roe, The Other Bank (London: Roads Press, 2005).', 3: 'Roe, p. 7.' },
      ['1 -> Roe, A Closed Road', '2 -> Roe, The Other Bank', '3 -> ? (page 7)'],
      ['short-form-unsettled'],
    ));

  it('two full references of one work are one work', async () => {
    const source = await read(['A paragraph to open it. It was closed.1 It was opened.2', 'Notes', `1. ${roe}, p. 4.`, `2. ${roe}, p. 9.`].join('\n\n'));
    assert.equal(source.works.length, 1);
    assert.deepEqual(source.works[0]!.mentions.map(({ note }) => note), ['1', '2']);
  });

  it('a cross-reference to a note', () =>
    check({ 1: `${roe}.`, 2: `${doe}.`, 3: 'Roe (n 1) 12.' }, ['1 -> Roe, A Closed Road', '2 -> Doe, Open Gates', '3 -> Roe, A Closed Road (page 12)']));

  it('a note that only remarks gives no claim', () =>
    check({ 1: `${roe}.`, 2: 'The word is used here in its common sense.' }, ['1 -> Roe, A Closed Road']));

  it('notes without a number in the text are told of', async () => {
    const source = await read(['A paragraph to open it. It was closed.1 It was opened.2', 'Notes', `1. ${roe}.`, `2. ${doe}.`, '3. Roe, A Closed Road, p. 7.'].join('\n\n'));
    assert.deepEqual(codesIn(source), ['note-unmarked']);
    assert.equal(source.works.length, 2);
  });
});
