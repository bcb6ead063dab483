import assert from 'node:assert/strict';
import { decodeSource } from '../../src/documents/decode.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Two bytes a code unit. */
function utf16(text: string, order: 'little' | 'big', mark: boolean): Uint8Array {
  const units = [...(mark ? [0xfeff] : []), ...Array.from(text, (_, index) => text.charCodeAt(index))];
  return Uint8Array.from(units.flatMap((unit) => (order === 'little' ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])));
}

/** One byte a character, as in Windows-1252 for what stands above 0x9F. */
const oneByte = (text: string): Uint8Array => Uint8Array.from(text, (character) => ({ '’': 0x92, '“': 0x93, '”': 0x94 })[character] ?? character.charCodeAt(0));

const words = 'The café was “shut”, it’s said; Éva waited in São Paulo.';
const plain = 'A text in plain words that goes on for a while.';

const files: [name: string, bytes: Uint8Array, text: string, problems: string[]][] = [
  ['nothing', new Uint8Array(), '', ['empty-source']],
  ['white space', utf8(' \n\t\n'), ' \n\t\n', ['empty-source']],
  ['UTF-8', utf8(words), words, []],
  ['UTF-8 with its mark', utf8(`\ufeff${words}`), words, []],
  ['UTF-16, little end first', utf16(words, 'little', true), words, []],
  ['UTF-16, big end first', utf16(words, 'big', true), words, []],
  ['UTF-16 without a mark', utf16(plain, 'little', false), plain, []],
  ['UTF-16 without a mark, big end first', utf16(plain, 'big', false), plain, []],
  ['Windows-1252', oneByte(words), words, ['invalid-encoding']],
  ['UTF-8 with broken bytes', Uint8Array.from([...utf8('The “café” is '), 0xff, 0xc3, ...utf8(' shut')]), 'The “café” is \ufffd\ufffd shut', ['invalid-encoding']],
  ['a lone surrogate in UTF-8', Uint8Array.from([...utf8('“A” '), 0xed, 0xa0, 0x80]), '“A” \ufffd\ufffd\ufffd', ['invalid-encoding']],
  ['a lone surrogate in UTF-16', utf16('A word \ud800 alone', 'little', true), 'A word \ufffd alone', ['invalid-encoding']],
  ['an odd byte at the end of UTF-16', Uint8Array.from([...utf16(plain, 'little', true), 0x41]), `${plain}\ufffd`, ['invalid-encoding']],
  ['a PDF called .txt', utf8('%PDF-1.7\n1 0 obj'), '', ['binary-source']],
  ['a ZIP called .txt', Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00]), '', ['binary-source']],
  ['bytes of a program', Uint8Array.from({ length: 4000 }, (_, index) => (index * 7919) % 251), '', ['binary-source']],
  ['a lone NUL in a long text', utf8(`${plain.repeat(20)}\0`), `${plain.repeat(20)}\0`, []],
];

describe('decoding', () => {
  for (const [name, bytes, text, problems] of files) {
    it(name, () => {
      const decoded = decodeSource(bytes);
      assert.equal(decoded.text, text);
      assert.deepEqual(decoded.problems.map(({ code }) => code), problems);
    });
  }

  it('says where the first character stands that could not be read, and what to do', () => {
    const [problem] = decodeSource(Uint8Array.from([...utf8('“café” '), 0xff])).problems;
    assert.equal(problem!.start, '“café” '.length);
    assert.match(problem!.message, /UTF-8.*1 character.*import it again/);
  });
});
