import assert from 'node:assert/strict';
import type { Claim, LibraryItem } from '../../src/library/library.js';
import { viewOf } from '../../src/library/view.js';

const item = (id: string): LibraryItem => ({ id, type: 'book', title: id });
const claim = (id: string, reference: string | null, source: string): Claim => ({
  id, reference, claim: id, before: '', quotes: [], locator: null, marker: { kind: 'note', label: '1' }, source: { reference: source, file: 'a.txt', start: 0, end: 1 }, confidence: 1,
});

describe('the library as the editor sees it', () => {
  const view = viewOf({
    items: [item('a'), item('b')],
    claims: [claim('own', null, 'a'), claim('cited', 'a', 'b'), claim('other', 'b', 'a'), claim('gone', 'x', 'a')],
  });
  it('gives an item by its key', () => assert.deepEqual([view.get('a')?.id, view.get('x'), view.get('__proto__')], ['a', undefined, undefined]));
  it('gives the claims that a key supports, then those of a source itself', () => {
    assert.deepEqual(view.claims('a').map(({ id }) => id), ['cited', 'own']);
    assert.deepEqual(view.claims('b').map(({ id }) => id), ['other']);
    assert.deepEqual(view.claims('unknown'), []);
  });
  it('searches', () => assert.deepEqual(view.search('b', 5).map(({ id }) => id), ['b']));
});
