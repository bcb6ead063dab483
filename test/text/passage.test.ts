import assert from 'node:assert/strict';
import { Passage, PassageBuilder } from '../../src/text/passage.js';

const source = 'A conflict-\naffected   place. 12 Its ﬁnal days.';
const at = (words: string): number => source.indexOf(words);

/** "A conflictaffected place. Its final days.", put together from the source above. */
function build(): Passage {
  return new PassageBuilder()
    .addSpan(source, 0, at('\n'))
    .dropLast(1)
    .addSpan(source, at('affected'), at('   '))
    .addReplacement(' ', at('   '), 3)
    .addSpan(source, at('place'), at(' 12'))
    .add(' ')
    .addSpan(source, at('Its'), at('ﬁ'))
    .addReplacement('fi', at('ﬁ'), 1)
    .addSpan(source, at('nal'), source.length)
    .build();
}

/** The stretch of the source for the first place of `words` in the passage. */
function inSource(passage: Passage, words: string): string {
  const start = passage.text.indexOf(words);
  const span = passage.spanInSource({ start, end: start + words.length });
  return source.slice(span.start, span.end);
}

describe('a passage', () => {
  it('is the words put together', () => {
    assert.equal(build().text, 'A conflictaffected place. Its final days.');
  });

  for (const [words, wanted] of [
    ['A', 'A'],
    ['conflict', 'conflict'],
    ['conflictaffected', 'conflict-\naffected'],
    ['affected place', 'affected   place'],
    ['place. Its', 'place. 12 Its'],
    ['Its final days.', 'Its ﬁnal days.'],
    ['nal', 'nal'],
    ['Its fi', 'Its ﬁ'],
  ] as const) {
    it(`leads from “${words}” to its place in the source`, () => assert.equal(inSource(build(), words), wanted));
  }

  it('gives the pieces that a span is made of, without what interrupts it', () => {
    const passage = build();
    const start = passage.text.indexOf('conflict');
    const pieces = passage.piecesInSource({ start, end: passage.text.indexOf(' place') });
    assert.deepEqual(pieces.map((piece) => source.slice(piece.start, piece.end)), ['conflict', 'affected']);
  });

  it('cut in two leads to the same places, but for what was put in', () => {
    const passage = build();
    const putIn = passage.text.indexOf(' Its');
    for (let cut = 0; cut <= passage.length; cut++) {
      const right = passage.slice(cut);
      for (let at = cut; at < passage.length; at++) if (at !== putIn) assert.equal(right.toSource(at - cut), passage.toSource(at), `${at} cut at ${cut}`);
    }
  });

  it('joined of two leads to the places of both', () => {
    const joined = Passage.join([build().slice(0, 18), ' … ', build().slice(19, 25)]);
    assert.equal(joined.text, 'A conflictaffected … place.');
    assert.equal(inSource(joined, 'place.'), 'place.');
  });

  it('trimmed keeps its places', () => {
    const text = ' \n words here \t';
    const passage = Passage.of(text, { start: 0, end: text.length });
    assert.equal(passage.trim().text, 'words here');
    assert.equal(passage.trim().toSource(0), 3);
    assert.equal(passage.trimEnd().text, ' \n words here');
    assert.equal(Passage.of(text, { start: 0, end: 3 }).trim().text, '');
  });

  it('of nothing has no place but its own', () => {
    assert.deepEqual(Passage.join([]).spanInSource({ start: 0, end: 0 }), { start: 0, end: 0 });
    assert.deepEqual(Passage.of(source, { start: 2, end: 10 }).spanInSource({ start: 3, end: 3 }), { start: 5, end: 5 });
  });
});
