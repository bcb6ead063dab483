import assert from 'node:assert/strict';
import { utf8Of } from '../../../src/documents/bib/encoding.js';
import { randomFrom } from '../../support/random.js';

const encoder = new TextEncoder();

describe('a .bib in UTF-8 that has changed', () => {
  it('is mended as if it were read anew, wherever a character was cut', () => {
    const random = randomFrom(3);
    const known = encoder.encode('Zoë, “Größe”, 数学, 😀. '.repeat(8));
    for (let round = 0; round < 3000; round++) {
      const from = random(known.length);
      const pieces = [[], [0x41], [0xc3], [0xa4], [0xc3, 0xa4], [0xe6, 0x95], [0xf0, 0x9f, 0x98, 0x80]];
      const changed = Uint8Array.from([...known.subarray(0, from), ...pieces[random(pieces.length)]!, ...known.subarray(from + random(5))]);
      const { bytes, mended } = utf8Of(changed, known);
      assert.deepEqual({ bytes, mended }, { bytes: utf8Of(changed).bytes, mended: utf8Of(changed).mended }, `round ${round}`);
    }
  });

  it('has in common with what it was all but the change', () => {
    const known = encoder.encode('title = {Über}, year = 2001');
    assert.deepEqual(utf8Of(encoder.encode('title = {Über alles}, year = 2001'), known).ends, { first: 14, last: 14, shift: 6 });
  });
});
