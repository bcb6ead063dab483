import assert from 'node:assert/strict';
import { endsEarly, endsSentence, isRule, lineWidth, splitLines } from '../../src/documents/lines.js';

const line = (text: string) => splitLines(text)[0] ?? { start: 0, end: 0, text: '', words: '', indent: 0, startsPage: false };

describe('lines', () => {
  it('end in LF, CRLF, CR or a form feed, and keep their places', () => {
    const text = 'one\ntwo\r\nthree\rfour\ffive';
    const lines = splitLines(text);
    assert.deepEqual(lines.map(({ words }) => words), ['one', 'two', 'three', 'four', 'five']);
    assert.deepEqual(lines.map(({ start, end }) => text.slice(start, end)), ['one', 'two', 'three', 'four', 'five']);
    assert.deepEqual(lines.map(({ startsPage }) => startsPage), [false, false, false, false, true]);
  });

  it('tell how far they are indented', () => {
    assert.deepEqual(splitLines('a\n  b\n\tc\n   ').map(({ indent }) => indent), [0, 2, 1, 0]);
  });

  it('are set to the width of their longer half', () => {
    assert.equal(lineWidth(splitLines(`${`${'x'.repeat(60)}\n`.repeat(20)}short\nlines\n`)), 60);
    assert.equal(lineWidth(splitLines(`${'x'.repeat(600)}\n`.repeat(5))), 0);
    assert.equal(lineWidth([]), 0);
  });

  for (const [text, rule] of [
    ['                    ', true],
    ['__________', true],
    ['– – – – –', true],
    ['   ', false],
    ['--', false],
    ['a -----', false],
  ] as const) {
    it(`“${text}” is ${rule ? 'a' : 'no'} rule`, () => assert.equal(isRule(line(text)), rule));
  }

  for (const [words, ends] of [
    ['It was over.', true],
    ['It was ‘over’.12', true],
    ['“It was over.”', true],
    ['Was it over? 3', true],
    ['it was', false],
    ['it was,', false],
    ['In the year 1972', false],
  ] as const) {
    it(`“${words}” ${ends ? 'ends' : 'does not end'} a sentence`, () => assert.equal(endsSentence(words), ends));
  }

  it('end early where the next word would have fitted', () => {
    assert.equal(endsEarly(line('a short line'), line('Next'), 60), true);
    assert.equal(endsEarly(line('x'.repeat(57)), line('Next'), 60), false);
    assert.equal(endsEarly(line('x'.repeat(30)), line('y'.repeat(40)), 60), false);
  });
});
