import assert from 'node:assert/strict';
import { literatureMap, openMap, packMap, purposes, rowLength, type LiteratureMap } from '../../src/language/literatureMap.js';
import type { Claim, LibraryItem } from '../../src/library/library.js';
import { mahlouly, powell, review, vale } from './example.js';

/** @param from the files it was read in @param source the file that it is itself */
const read = (item: LibraryItem, { from = [], source }: { from?: string[]; source?: string }): LibraryItem => ({
  ...item,
  custom: {
    ibid: {
      key: item.id, confidence: {}, read: {}, from: from.map((file) => ({ file, start: 0, end: 1, text: 'x' })),
      ...(source === undefined ? {} : { source: { file: source, digest: '', references: [], claims: [] } }),
    },
  },
});

const claim = (source: string, reference: string | null, does?: Claim['function']): Claim => ({
  id: '', reference, claim: 'x', before: '', quotes: [], locator: null, marker: { kind: 'note', label: '1' },
  ...(does === undefined ? {} : { function: does }), source: { reference: source, file: 'a.txt', start: 0, end: 1 }, confidence: 1,
});

/** "author2021review supports vale2018cubs 2", a line each. */
const citations = ({ works, citations: rows }: LiteratureMap): string[] =>
  Array.from({ length: rows.length / rowLength }, (_, row) => {
    const [from, to, purpose, claims] = rows.subarray(row * rowLength);
    return `${works[from!]!.key} ${purposes[purpose!]} ${works[to!]!.key} ${claims}`;
  });

describe('the map of the literature', () => {
  const source = read(review, { source: 'a.txt' });

  it('says who cites whom, how often and what for', () => {
    const said = [claim(review.id, vale.id), claim(review.id, powell.id, 'quoted'), claim(review.id, vale.id), claim(review.id, vale.id, 'contrasted'), claim(review.id, powell.id, 'see')];
    const map = literatureMap({ items: [vale, powell, source], claims: said });
    assert.deepEqual(citations(map), [
      'author2021review supports vale2018cubs 2', 'author2021review contrasts vale2018cubs 1',
      'author2021review quotes powell2014talking 1', 'author2021review points powell2014talking 1',
    ]);
    assert.deepEqual(map.works.map(({ name, year, isSource }) => [name, year, isSource]), [['Author et al. 2021', 2021, true], ['Vale 2018', 2018, false], ['Powell 2014', 2014, false]]);
  });

  it('has works that stand among the references only, and leaves out those that no source has', () => {
    const map = literatureMap({ items: [read(vale, { from: ['a.txt', 'a.txt'] }), powell, source], claims: [] });
    assert.deepEqual(citations(map), ['author2021review lists vale2018cubs 0']);
    assert.equal(map.works.length, 2);
  });

  it('does not list what there are claims about', () => {
    const map = literatureMap({ items: [read(vale, { from: ['a.txt'] }), read(powell, { from: ['a.txt'] }), source], claims: [claim(review.id, powell.id), claim(review.id, powell.id, 'see')] });
    assert.deepEqual(citations(map).sort(), ['author2021review lists vale2018cubs 0', 'author2021review points powell2014talking 1', 'author2021review supports powell2014talking 1']);
  });

  it('goes to a page and comes back', () => {
    const map = literatureMap({ items: [vale, source], claims: [claim(review.id, vale.id), claim('gone', 'a "key"\n')] });
    assert.deepEqual(openMap(packMap(map)), map);
  });

  it('has a source that cites nothing, and one that cites another', () => {
    const map = literatureMap({ items: [source, read(mahlouly, { source: 'b.txt', from: ['b.txt', 'a.txt'] })], claims: [claim(review.id, null), claim(review.id, review.id)] });
    assert.deepEqual(citations(map), ['author2021review lists mahlouly2019reframing 0']);
    assert.ok(map.works.every(({ isSource }) => isSource));
  });

  it('has works that the library has lost, by their keys', () => {
    const map = literatureMap({ items: [], claims: [claim('gone', 'lost')] });
    assert.deepEqual(map.works, [{ key: 'gone', name: 'gone', title: '', year: null, isSource: true }, { key: 'lost', name: 'lost', title: '', year: null, isSource: false }]);
  });
});
