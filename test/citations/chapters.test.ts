import assert from 'node:assert/strict';
import { claimsIn, codesIn, read } from './outline.js';

const roe = 'Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4.';
const poe = 'Mary Poe, The Other Bank (London: Roads Press, 2009), p. 7.';
const doe = 'John Doe, Open Gates (London: Gates Press, 2004), p. 40.';

const opening = ['One road was opened first.1', 'A second was opened in the year that followed.2'];
const middle = ['A third one was never opened.1', 'Of the fourth nobody knows a thing at all.2'];
const closing = ['The bridge was built by hand.1', 'The ferry was sold in the year that followed.2'];

/** The claims of `[heading, text, …, heading, note, …]`, each part a paragraph. */
async function check(parts: readonly string[], wanted: readonly string[], problems: readonly string[] = []): Promise<void> {
  const source = await read(['A Book on Roads', ...parts].join('\n\n'));
  assert.deepEqual(claimsIn(source), wanted);
  assert.deepEqual(codesIn(source), problems);
}

/** A book of chapters that are called so, and its notes under headings of theirs. */
const book = (chapters: readonly string[], notes: Record<string, readonly string[]>): string[] => [
  ...[opening, middle, closing].flatMap((text, index) => [chapters[index]!, text.join(' ')]),
  'Notes',
  ...Object.entries(notes).flatMap(([heading, list]) => [heading, ...list]),
];

const first = ['1 -> Roe, A Closed Road (page 4): One road was opened first.', '2 -> Roe, A Closed Road (page 9): A second was opened in the year that followed.'];
const second = ['1 -> Doe, Open Gates (page 40): A third one was never opened.', '2 -> Roe, A Closed Road (page 11): Of the fourth nobody knows a thing at all.'];
const third = ['1 -> Poe, The Other Bank (page 7): The bridge was built by hand.', '2 -> Doe, Open Gates (page 12): The ferry was sold in the year that followed.'];

const [ofFirst, ofSecond, ofThird] = [[roe, 'Ibid., p. 9.'], [doe, 'Roe, A Closed Road, p. 11.'], [poe, 'Doe, Open Gates, p. 12.']].map((notes) =>
  notes.map((words, index) => `${index + 1}. ${words}`)) as [string[], string[], string[]];

describe('the notes of chapters', () => {
  for (const chapters of [
    ['Introduction', 'Chapter 1', 'Chapter 2'],
    ['Introduction', '1. The Closed Road', '2. The Other Bank'],
    ['I. The Closed Road', 'II. The Open Gate', 'III. The Other Bank'],
    ['Einleitung', 'Erstes Kapitel', 'Zweites Kapitel'],
  ]) {
    it(`under “${chapters.join('”, “')}”`, () =>
      check(book(chapters, { [chapters[0]!]: ofFirst, [chapters[1]!]: ofSecond, [chapters[2]!]: ofThird }), [...first, ...second, ...third]));
  }

  it('under headings that say more, or less, than the chapters’', () =>
    check(book(['Chapter 1: Roads', 'Chapter 2: Gates', 'Chapter 3: Banks'], { 'Notes to Chapter 1': ofFirst, 'Chapter 2': ofSecond, 'Chapter 3: Banks': ofThird }), [...first, ...second, ...third]));

  it('of which one has none', () => check(book(['Chapter 1', 'Chapter 2', 'Chapter 3'], { 'Chapter 1': ofFirst, 'Chapter 3': ofThird.slice(0, 1) }), [...first, third[0]!, '2 -> ?: The ferry was sold in the year that followed.'], ['note-missing']));

  it('stand below each', () =>
    check(['1. Roads', opening.join(' '), 'Notes', ...ofFirst, '2. Gates', middle.join(' '), 'Notes', ...ofSecond, '3. Banks', closing.join(' '), 'Notes', ...ofThird], [...first, ...second, ...third]));

  it('stand below each, and the first of one is lost', () =>
    check(
      ['Chapter 1', opening.join(' '), 'Notes', ...ofFirst, 'Chapter 2', middle.join(' '), 'Notes', ofSecond[1]!],
      [...first, '1 -> ?: A third one was never opened.', second[1]!],
      ['note-missing'],
    ));
});
