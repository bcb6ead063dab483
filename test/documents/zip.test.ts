import assert from 'node:assert/strict';
import { strToU8, zipSync } from 'fflate';
import { Zip } from '../../src/documents/zip.js';

const words = (bytes: Uint8Array | null): string | null => bytes && new TextDecoder().decode(bytes);
const codes = ({ problems }: Zip): string[] => problems.map(({ code }) => code);
const packed = zipSync({ 'a/one.txt': strToU8('Roads close. '.repeat(50)), 'two.txt': [strToU8('Gates open.'), { level: 0 }] });

/** Where a record begins: `PK` and two more bytes. */
const recordAt = (bytes: Uint8Array, second: number, from = 0): number => bytes.findIndex((byte, at) => at >= from && byte === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === second);

describe('a ZIP archive', () => {
  it('gives its files, packed or not', () => {
    const zip = Zip.open(packed);
    assert.deepEqual(zip.names, ['a/one.txt', 'two.txt']);
    assert.equal(words(zip.read('a/one.txt')), 'Roads close. '.repeat(50));
    assert.equal(words(zip.read('two.txt')), 'Gates open.');
    assert.equal(zip.read('three.txt'), null);
    assert.deepEqual(codes(zip), []);
  });

  it('that breaks off is damaged', () => {
    for (const length of [0, 3, 30, packed.length - 30, packed.length - 1]) {
      const zip = Zip.open(packed.subarray(0, length));
      assert.deepEqual([zip.names, codes(zip)], [[], ['source-damaged']]);
    }
  });

  it('whose parts lie over each other is damaged', () => {
    const bytes = packed.slice();
    const second = recordAt(bytes, 1, recordAt(bytes, 1) + 4);
    new DataView(bytes.buffer).setUint32(second + 42, 0, true);
    assert.deepEqual(codes(Zip.open(bytes)), ['source-damaged']);
  });

  it('gives what can be unpacked of a broken part, and says so', () => {
    const bytes = packed.slice();
    bytes.fill(0xff, 45, 60);
    const zip = Zip.open(bytes);
    zip.read('a/one.txt');
    assert.deepEqual(codes(zip), ['source-damaged']);
    assert.equal(words(zip.read('two.txt')), 'Gates open.');
  });

  it('is not unpacked beyond its limits, whatever sizes it claims', () => {
    const bomb = zipSync({ 'a.xml': new Uint8Array(5_000_000), 'b.xml': new Uint8Array(500_000), 'c.xml': new Uint8Array(600_000) });
    const zip = Zip.open(bomb, { entry: 1_000_000, total: 1_000_000 });
    assert.equal(zip.read('a.xml'), null);
    assert.equal(zip.read('b.xml')?.length, 500_000);
    assert.equal(zip.read('c.xml'), null);
    assert.deepEqual(codes(zip), ['source-too-large', 'source-too-large']);
    const lying = bomb.slice();
    new DataView(lying.buffer).setUint32(recordAt(lying, 1) + 24, 10, true);
    const other = Zip.open(lying, { entry: 1_000_000 });
    assert.equal(other.read('a.xml'), null);
    assert.deepEqual(codes(other), ['source-too-large']);
    assert.deepEqual(codes(Zip.open(bomb, { entries: 2 })), ['source-damaged']);
  });

  it('that is encrypted is locked', () => {
    const bytes = packed.slice();
    bytes[recordAt(bytes, 1) + 8]! |= 1;
    const zip = Zip.open(bytes);
    assert.equal(zip.read('a/one.txt'), null);
    assert.deepEqual(codes(zip), ['source-locked']);
  });
});
