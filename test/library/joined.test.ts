import assert from 'node:assert/strict';
import type { CslFields } from '../../src/csl.js';
import { doubtfulItems, joined, type JoinedFile } from '../../src/library/joined.js';
import type { LibraryItem, Provenance } from '../../src/library/library.js';
import { powell, vale } from './read.js';

const own = (id: string, fields: CslFields, ibid: Partial<Provenance> = {}): LibraryItem => ({
  id, ...fields, custom: { ibid: { key: id, confidence: {}, read: {}, from: [], ...ibid } },
});
const bib = (entries: Record<string, CslFields>, file = 'my.bib'): JoinedFile => ({ file, entries: Object.entries(entries).map(([key, fields]) => ({ key, fields })) });
const later: CslFields = { ...vale, issued: { 'date-parts': [[2019]] } };
const match = (items: readonly LibraryItem[], ...files: JoinedFile[]): Record<string, string> =>
  Object.fromEntries([...joined(items, files).entries].map(([key, entry]) => [key, `${entry.file} ${entry.key}`]));

describe('Ibid’s items and the user’s bibliography files', () => {
  it('are one library, in which the user’s entry gives key and fields', () => {
    assert.deepEqual(match([own('vale2018cubs', vale), own('other', powell)], bib({ 'Vale:2018': { ...vale, publisher: 'ICSR' } })), { vale2018cubs: 'my.bib Vale:2018' });
  });

  it('the first file goes before the second, the likeliest entry before others of one file', () => {
    const items = [own('v', { ...vale, DOI: '10.1/v' })];
    assert.deepEqual(match(items, bib({ x: vale }), bib({ y: { ...vale, DOI: '10.1/v' } }, 'second.bib')), { v: 'my.bib x' });
    assert.deepEqual(match(items, bib({ x: vale, y: { ...vale, DOI: '10.1/v' } })), { v: 'my.bib y' });
  });

  it('what may be one is asked, with what speaks against it', () => {
    const { entries, doubtful } = joined([own('v', vale)], [bib({ x: later })]);
    assert.equal(entries.size, 0);
    assert.deepEqual(doubtful.map((pair) => [pair.own, pair.file, pair.other, pair.why]), [['v', 'my.bib', 'x', 'the dates differ']]);
  });

  it('is not asked of an item that surely is another entry', () => assert.deepEqual(joined([own('v', vale)], [bib({ x: later, y: vale })]).doubtful, []));

  it('a person’s decision goes before any likeness', () => {
    assert.deepEqual(match([own('v', vale, { same: ['y'] })], bib({ x: vale }), bib({ y: powell }, 'second.bib')), { v: 'second.bib y' });
    const apart = joined([own('v', vale, { different: ['x', 'z'] })], [bib({ x: vale, z: later })]);
    assert.deepEqual([apart.entries.size, apart.doubtful], [0, []]);
  });

  it('tells which entries of a later file an earlier one has', () => {
    const { repeated } = joined([], [bib({ x: vale, p: powell }), bib({ y: vale, q: later }, 'second.bib')]);
    assert.deepEqual(repeated, [{ first: { file: 'my.bib', key: 'x' }, again: { file: 'second.bib', key: 'y' } }]);
  });

  it('asks for each entry once', () => {
    let asked = 0;
    const entries = (function* () { for (const key of ['x', 'y']) yield (asked++, { key, fields: vale }); })();
    joined([own('v', vale)], [{ file: 'my.bib', entries }]);
    assert.equal(asked, 2);
  });
});

describe('items that may be one work', () => {
  it('are named once, likeliest first, in each the one that more is known of before the other', () => {
    const items = [own('a', vale), own('b', later), own('c', { type: 'document', author: powell.author!, issued: powell.issued! }), own('d', powell)];
    assert.deepEqual(doubtfulItems(items).map(({ own, other, why }) => [own, other, why]), [
      ['a', 'b', 'the dates differ'], ['d', 'c', 'of one only author and year are known'],
    ]);
  });

  it('are found anew where an item has changed, and only there', () => {
    const items = [own('a', vale), own('b', later), own('c', powell)];
    const pairs = (of: readonly LibraryItem[]): string[][] => doubtfulItems(of).map(({ own, other, why }) => [own, other, why]);
    assert.deepEqual(pairs(items), [['a', 'b', 'the dates differ']]);
    assert.deepEqual(pairs(items.with(1, own('b', powell))), [['b', 'c', 'several small things differ']]);
    assert.deepEqual(pairs(items), [['a', 'b', 'the dates differ']]);
  });

  it('are not two sources, nor two that a person said are not one', () => {
    const source = (file: string): Partial<Provenance> => ({ source: { file, digest: file, references: [], claims: [] } });
    assert.deepEqual(doubtfulItems([own('a', vale, source('a.txt')), own('b', later, source('b.txt'))]), []);
    assert.deepEqual(doubtfulItems([own('a', vale), own('renamed', later, { key: 'b' }), own('c', powell, { different: ['b'] })]).length, 1);
    assert.deepEqual(doubtfulItems([own('a', vale, { different: ['b'] }), own('renamed', later, { key: 'b' })]), []);
  });
});
