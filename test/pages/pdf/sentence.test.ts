import assert from 'node:assert/strict';
import { findSentence } from '../../../src/pages/pdf/sentence.js';

const claim = 'The group taught children “to love the state” in conflict-affected schools.';

/** The words found, page by page: "7: The group". Pages are counted from 7. */
function found(words: string, ...texts: string[]): string[] {
  const pages = texts.map((text, index) => ({ page: 7 + index, text }));
  return findSentence(words, pages).map(({ page, start, end }) => `${page}: ${texts[page - 7]!.slice(start, end)}`);
}

describe('finding a sentence on the pages of a PDF', () => {
  const rows: [what: string, texts: string[], expected: string[]][] = [
    ['as it is', [`Before. ${claim} After.`], ['7: The group taught children “to love the state” in conflict-affected schools']],
    [
      'with ligatures, other quotation marks, and words cut at the ends of lines',
      ['A.The group taught chil-dren "to lovethe state" in conﬂict-affected schools.B.'],
      ['7: The group taught chil-dren "to lovethe state" in conﬂict-affected schools'],
    ],
    [
      'with the number of a note in it',
      ['The group taught children “to love the state”12 in conflict-affected schools.'],
      ['7: The group taught children “to love the state”12 in conflict-affected schools'],
    ],
    [
      'over two pages, without the notes and the running head between',
      ['A. The group taught children “to love 3 Vale, Cubs, p. 18.', 'Northern Studies 146 the state” in conflict-affected schools. B.'],
      ['7: The group taught children “to love', '8: the state” in conflict-affected schools'],
    ],
    ['on the next page', ['Nothing here.', claim], ['8: The group taught children “to love the state” in conflict-affected schools']],
    [
      'with letters that were lost',
      ['The group taught children “to lo e the state” in con ict-affected schools.'],
      ['7: The group taught children “to lo e the state” in con ict-affected schools'],
    ],
    [
      'as the longest run of its words where the rest is not there',
      ['The group taught. It taught children “to love the state” elsewhere.'],
      ['7: taught children “to love the state'],
    ],
    ['nowhere where only a word or two are there', ['The group met.'], []],
    ['nowhere on a page without text', [''], []],
  ];
  for (const [what, texts, expected] of rows) it(what, () => assert.deepEqual(found(claim, ...texts), expected));

  it('finds nothing for a claim without words', () => assert.deepEqual(found('…', 'A page.'), []));

  it('takes a claim of many thousand words that is not there', () => {
    assert.deepEqual(found('never '.repeat(20_000), 'ever and '.repeat(20_000)), []);
  });
});
