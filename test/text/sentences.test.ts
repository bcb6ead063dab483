import assert from 'node:assert/strict';
import { sentences } from '../../src/text/sentences.js';

/** `drawn` is a text with " | " where one sentence ends and the next begins. */
function check(drawn: string): void {
  const parts = drawn.split(' | ');
  const text = parts.join(' ');
  assert.deepEqual(sentences(text).map(({ start, end }) => text.slice(start, end)), parts);
}

const drawn = [
  'One sentence only',
  'The road was shut. | Nobody came.',
  'Who shut it? | Nobody knew! | So it went.',
  'He met Dr. Vale in the U.S. embassy. | The door was open.',
  'He left the U.S. | The flight was long.',
  'She joined the U.S. Army in May.',
  'It was signed by J. R. Doe and Mr. Roe.',
  'See pp. 12 and vol. 3 of the series.',
  'They named rivers, hills, etc. | The list went on.',
  'Clarke et al. found it in 2011.',
  'Camps, e.g. Al-Hol, are full, i.e. closed.',
  'The figure is 2.8 million a year. | It will grow.',
  '‘Why?’ she asked. | Nobody said.',
  'He asked ‘why not?’ and left. | She stayed.',
  'She said: “It is done.” | Then she left.',
  'It was over (or so they said). | It was not.',
  'He waited… | Then he went.',
  'On the 3. of May it began.',
  'It cost 30 dollars. | 12 people came.',
  'Vgl. Müller und z. B. Weiß, Bd. 3.',
  'The vote was no. | The debate went on.',
  'It ends in a note.’ | “Another begins here.”',
];

describe('sentences', () => {
  for (const text of drawn) it(text, () => check(text));

  it('of nothing, or of white space, are none', () => {
    for (const text of ['', ' ', '\n\t ']) assert.deepEqual(sentences(text), []);
  });

  it('leave out the white space between them', () => {
    assert.deepEqual(sentences('  One.  \n Two. '), [{ start: 2, end: 6 }, { start: 10, end: 14 }]);
  });

  it('begin with letters of any script, also beyond the first plane', () => {
    check('It ended. | Über allem. | 𝔇as Ende.');
  });
});
