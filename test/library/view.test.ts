import assert from 'node:assert/strict';
import { indexWords, segmentOf } from '../../src/library/indexedWords.js';
import { packItems, rowsOf } from '../../src/library/itemRows.js';
import type { Claim, LibraryItem, LibraryView } from '../../src/library/library.js';
import { claimRowsOf, packClaims } from '../../src/library/claimRows.js';
import { viewOf, viewOfParts, type ViewFile } from '../../src/library/view.js';

const item = (id: string, title = id): LibraryItem => ({ id, type: 'book', title });
const claim = (id: string, reference: string | null, source: string): Claim => ({
  id, reference, claim: id, before: '', quotes: [], locator: null, marker: { kind: 'note', label: '1' }, source: { reference: source, file: 'a.txt', start: 0, end: 1 }, confidence: 1,
});
const keys = (items: readonly LibraryItem[]): string[] => items.map(({ id }) => id);

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
  it('leads from a key that an item had before to the item', () => {
    const items = [item('now'), item('other')];
    const own = { file: '', rows: rowsOf(packItems(items)), segments: [segmentOf(indexWords(items))] };
    const renamed = viewOfParts({ own, claims: claimRowsOf(packClaims([])), formerKeys: new Map([['before', 'now'], ['other', 'now'], ['gone', 'nowhere']]) });
    assert.deepEqual(['before', 'other', 'gone'].map((key) => renamed.get(key)?.id), ['now', 'other', undefined]);
  });
  it('searches', () => assert.deepEqual(keys(view.search('b', 5)), ['b']));
});

describe('several files as one library', () => {
  const file = (name: string, items: LibraryItem[], isIndexed = true): ViewFile => ({
    file: name, rows: rowsOf(packItems(items)), segments: isIndexed ? [segmentOf(indexWords(items))] : [],
  });
  const view = (isIndexed = true): LibraryView => viewOfParts({
    bibliographies: [
      file('/paper/refs.bib', [item('gina', 'Cubs in the Lions’ Den'), item('shared', 'The First Reading')], isIndexed),
      file('/shelf/more.bib', [item('shared', 'The Second Reading'), item('powell', 'Talking to Terrorists')], isIndexed),
    ],
    own: file('references.json', [item('vale2018cubs', 'Cubs in the Lions Den'), item('alone', 'A Work of Its Own')]),
    claims: claimRowsOf(packClaims([claim('c1', 'vale2018cubs', 'alone'), claim('c2', null, 'alone')])),
    same: new Map([['vale2018cubs', 'gina']]),
  });

  it('has of a key that stands in two the first', () => {
    assert.equal(view().get('shared')?.title, 'The First Reading');
    assert.deepEqual(view().search('reading', 9).map(({ title }) => title), ['The First Reading']);
  });

  it('has of a work that Ibid read and the user has the user’s item, with the claims, under either key', () => {
    const one = view();
    assert.deepEqual(keys(one.search('cubs lions', 9)), ['gina']);
    assert.deepEqual([one.get('vale2018cubs')?.id, one.claims('gina').map(({ id }) => id)], ['gina', ['c1']]);
    assert.equal(one.fileOf('vale2018cubs'), '/paper/refs.bib');
  });

  it('finds the user’s item by words that only Ibid’s reading of it has', () => {
    assert.deepEqual(keys(view().search('vale2018', 9)), ['gina']);
  });

  it('is the same while large files are being indexed, but for typos', () => {
    assert.deepEqual(keys(view(false).search('talking', 9)), ['powell']);
    assert.deepEqual(keys(view(false).search('a work', 1)), ['alone']);
  });

  it('gives what is preferred first, and all in the order of the files', () => {
    assert.deepEqual(keys(view().search('', 9)), ['gina', 'shared', 'powell', 'alone']);
    assert.deepEqual(keys(view().search('', 2, new Map([['nobody', 1], ['alone', 0.2], ['powell', 1]]))), ['powell', 'alone']);
  });

  it('prefers among works that fit as well those that are cited already', () => {
    const twins = viewOf({ items: [item('one', 'Armed Talks'), item('two', 'Armed Talks')], claims: [] });
    assert.deepEqual(keys(twins.search('armed', 9, new Map([['two', 1]]))), ['two', 'one']);
  });
});
