import assert from 'node:assert/strict';
import { findNoteMarkers } from '../../src/citations/markers.js';
import { readPlainText } from '../../src/documents/readers/plainText.js';

/**
 * Checks which numbers of `text` are note numbers: those drawn in braces. Notes are put behind the text for the numbers of
 * `notes`, by default for all that are drawn.
 */
function check(text: string, notes = [...text.matchAll(/\{\D*(\d+)\D*\}/g)].map((match) => match[1]!)): void {
  const plain = text.replace(/[{}]/g, '');
  const list = notes.map((label) => `${label}. Jane Roe, A Closed Road (London: Roads Press, 2001), p. ${label}.`);
  const { blocks } = findNoteMarkers(readPlainText([`An opening paragraph that stands before it. ${plain}`, 'Notes', ...list].join('\n\n')));
  const found = blocks.flatMap(({ passage, markers }) => {
    let drawn = passage.text;
    for (const { at, label } of [...markers].reverse()) drawn = `${drawn.slice(0, at)}{${label}}${drawn.slice(at)}`;
    return drawn;
  });
  assert.ok(found.join(' ').includes(text.replace(/ ?\{\D*(\d+)\D*\}/g, '{$1}')), found.join(' '));
}

/** Superscripts are put in plain figures, as labels are. */
const shapes = [
  'It was closed.{1} It was opened.{2} So it stayed.{3}',
  'It was closed,{1} then opened;{2} so it stayed.{3}',
  'It was “closed”.{1} It was ‘opened.’{2} So it (stayed).{3}',
  'It was closed{1} and opened{2} again.{3}',
  'It was closed in 1972.{1} It was opened in 1984.{2} So it stayed.{3}',
  'It was ‘closed’. {1} When it was opened, ‘they’ came. {2} So it stayed.{3}',
  'It was closed.{[1]} It was opened [{2}]. So it stayed.{[3]}'.replace('[{2}]', '{[2]}'),
  'It was closed{1}{,2} and opened.{3}{,4} So it stayed.{5}',
  'The DDR{1} was closed. The RUF{2} was opened. So it stayed.{3}',
];

const numbersOfTheText = [
  'It was closed.{1} In 2011 there were 3 roads, and 12 in 2012. It was opened.{2} So it stayed.{3}',
  'It was closed.{1} The ABC2 met. A B3 flew over. It was opened.{2} So it stayed.{3}',
  'It has 2.8 million users.{1} It cost approx.2 per cent.{2} On p.3 it says so.{3}',
  'See p.2 and vol.3 of it.{1} It was No.3 of them.{2} So it stayed.{3}',
  'COVID-2 was gone.{1} It was opened.{2} So it stayed.{3}',
  'It had rows1,234 long.{1} So it stayed.{2}',
  'On 3 May it was closed.{1} It was 2nd.{2} So it stayed.{3}',
];

describe('note numbers in the text', () => {
  for (const text of [...shapes, ...numbersOfTheText]) it(text, () => check(text));

  it('whose note is missing are found between those that have theirs', () => {
    check('It was closed.{1} It was opened.{2} So it stayed.{3} Then it went.{4}', ['1', '4']);
  });

  it('whose notes are missing at the end are found while they stick to words', () => {
    check('It was closed.{1} It was opened.{2} So it stayed.{3} Then it went.{4}', ['1', '2']);
  });

  it('that restart are put to the notes in their order', () => {
    const chapter = 'It was closed.{1} It was opened.{2} So it stayed.{3}';
    check(`${chapter} ${chapter}`);
  });

  it('are not seen in a text without notes that has numbers', () => {
    check('It has 1 road. The road has 2 ends. In 2003, 3 men came.', []);
  });
});
