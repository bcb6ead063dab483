import assert from 'node:assert/strict';
import { read } from './outline.js';

const opening = `
      The first page speaks of a road that was closed to all who came here.
      It goes on about the men who kept it, and about the letters that they
      wrote. Nobody answered them, and the road stayed as it was for years.`;

/** What the lines above a text tell of it. */
const mastheads: [name: string, above: string, title: string | null, authors: string[], rest?: object][] = [
  ['a title', 'On Closed Roads', 'On Closed Roads', []],
  ['a title and its author', 'On Closed Roads\n\n      Jane Roe', 'On Closed Roads', ['Jane Roe']],
  ['an author with a note’s sign', 'On Closed Roads\n\n      Jane Roe*', 'On Closed Roads', ['Jane Roe']],
  ['two authors, behind “by”', 'On Closed Roads\n\n      By Jane Roe and John van der Poe', 'On Closed Roads', ['Jane Roe', 'John van der Poe']],
  ['a title in capitals', 'ROADS THAT ARE CLOSED\n\n      JANE ROE', 'Roads That Are Closed', ['Jane Roe']],
  ['a title in two lines', 'On Roads That Were Closed to All and to\n      the Men Who Kept Them\n\n      Jane Roe', 'On Roads That Were Closed to All and to the Men Who Kept Them', ['Jane Roe']],
  ['a title and a subtitle', 'On Closed Roads\n      Letters and Their Answers\n\n      Jane Roe', 'On Closed Roads: Letters and Their Answers', ['Jane Roe']],
  ['a date', 'On Closed Roads\n\n      Jane Roe\n\n      12 March 2015', 'On Closed Roads', ['Jane Roe'], { date: '12 March 2015' }],
  ['a journal’s line', 'Studies of Roads 12, no. 2 (2022), 145–152\n\n      On Closed Roads\n\n      Jane Roe', 'On Closed Roads', ['Jane Roe'], { publication: 'Studies of Roads 12, no. 2 (2022), 145–152' }],
  ['nothing', '', null, []],
  ['words that are no name', 'On Closed Roads\n\n      Wrote Letters', 'On Closed Roads', []],
];

describe('the masthead', () => {
  for (const [name, above, title, authors, rest = {}] of mastheads) {
    it(`with ${name}`, () => {
      const { masthead } = read(`\n      ${above}\n${opening}\n      They had wrote letters.\n`);
      assert.deepEqual(masthead, { title, authors, date: null, publication: null, ...rest });
    });
  }

  it('takes an author from a line at the end', () => {
    const { masthead } = read(`
      On Closed Roads
${opening}

      Jane Roe is a fellow of the Road Institute, and keeps a small gate.
      `);
    assert.deepEqual(masthead.authors, ['Jane Roe']);
  });
});
