import assert from 'node:assert/strict';
import { claimSpan } from '../../src/language/claimSpan.js';

const claim = 'The group taught children “to love the state” in conflict-affected schools.';

/** The words of the source that the claim stands in, given where it was read. */
function found(text: string, start: number, end: number): string | null {
  const span = claimSpan(text, { claim, source: { reference: 'k', file: 'f', start, end } });
  return span && text.slice(span.start, span.end);
}

describe('finding a claim in its source', () => {
  it('takes the offsets where the words are still there', () => {
    const text = `Before. ${claim} After. ${claim}`;
    const second = text.lastIndexOf('The group');
    assert.deepEqual(claimSpan(text, { claim, source: { reference: 'k', file: 'f', start: second, end: second + claim.length } }), {
      start: second,
      end: second + claim.length,
    });
  });

  it('takes the offsets where a note interrupts the words near their end', () => {
    const text = claim.replace('schools', '\n\n16 A note, which is long.\n\n\fschools');
    assert.deepEqual(claimSpan(text, { claim, source: { reference: 'k', file: 'f', start: 0, end: text.length } }), { start: 0, end: text.length });
  });

  it('finds words that moved, the nearest of several', () => {
    const text = `${claim} ${'x '.repeat(100)}${claim}`;
    const span = claimSpan(text, { claim, source: { reference: 'k', file: 'f', start: 190, end: 200 } });
    assert.equal(span!.start, text.lastIndexOf('The group'));
  });

  const rows: [what: string, text: string, expected: string | null][] = [
    [
      'in words broken over lines, with a note between',
      'A. The group taught chil-\r\ndren "to love\r\n\r\n 3 Vale, p. 18.\r\n\r\n\f12\r\nthe state" in conﬂict-\r\naffected schools.2 B.',
      'The group taught chil-\r\ndren "to love\r\n\r\n 3 Vale, p. 18.\r\n\r\n\f12\r\nthe state" in conﬂict-\r\naffected schools',
    ],
    ['nowhere when they are gone', 'Something else.', null],
    ['nowhere when only their start is left', 'The group taught children “to love the state” elsewhere.', null],
    ['nowhere in an empty file', '', null],
  ];
  for (const [what, text, expected] of rows) it(what, () => assert.equal(found(text, 9000, 9100), expected));

  it('in long sources in linear time', () => {
    const text = 'The group taught children to love '.repeat(30_000);
    assert.equal(found(text, 0, 5), null);
  });
});
