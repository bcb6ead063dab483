import assert from 'node:assert/strict';
import { deleteItems, markAllSame, type Decided } from '../../src/library/decisions.js';
import type { Library } from '../../src/library/library.js';
import { merge } from '../../src/library/merge.js';
import { changeOf } from '../../src/library/undoChange.js';
import { undoEdit } from '../../src/library/undoEdit.js';
import { cited, claim, powell, source, vale } from './read.js';

const ito = { ...powell, title: 'Rivers of Paper', author: [{ family: 'Ito', given: 'Mika' }] };
const a = source('a.txt', { works: [cited(vale, 'Vale, Cubs'), cited(powell, 'Powell, Talking')], claims: [claim(0, 'Children were taught.'), claim(1, 'One must talk.'), claim(0, 'They sang.')] });
const b = source('b.txt', { works: [cited(ito, 'Ito, Rivers')], claims: [claim(0, 'Paper flows.')] });
const before = merge({ items: [], claims: [] }, [a, b]).library;

function done(decided: Decided): Library {
  assert.ok('library' in decided, JSON.stringify(decided));
  return decided.library;
}
const keys = ({ items }: Library): string[] => items.map(({ id }) => id);
/** What the thread sends to the editor, and gets back when a person undoes it. */
const change = (after: Library): ReturnType<typeof changeOf> => structuredClone(changeOf(before, after, []));
const undone = (after: Library, now = after): Library => done(undoEdit(change(after))(now, []));

describe('works that are deleted', () => {
  const after = done(deleteItems(before, ['vale2018cubs', 'powell2014talking']));

  it('go with the claims that they support, and stay away when their sources are read again', () => {
    assert.deepEqual(after.claims.map((one) => one.claim), ['Paper flows.']);
    const again = merge(after, [a, b]).library;
    assert.deepEqual([keys(again), again.claims], [keys(after), after.claims]);
  });

  it('come back as and where they were', () => {
    assert.deepEqual(undone(after), before);
  });

  it('come back beside what was changed elsewhere since', () => {
    const now = { ...after, items: after.items.map((item) => (item.id.startsWith('ito') ? { ...item, note: 'read twice' } : item)) };
    assert.deepEqual(keys(undone(after, now)), keys(before));
    assert.equal(undone(after, now).items.find(({ id }) => id.startsWith('ito'))!.note, 'read twice');
  });

  it('do not come back over works that have their keys now', () => {
    const now = { ...after, items: [...after.items, { id: 'vale2018cubs', title: 'Another' }] };
    assert.match(JSON.stringify(undoEdit(change(after))(now as Library, [])), /refused/);
  });

  it('must be there', () => assert.deepEqual(deleteItems(before, ['nobody']), { refused: 'The library has no work nobody.' }));
});

describe('works that are merged', () => {
  const ids = keys(before).filter((id) => /^(?:ito|powell|vale)/.test(id));
  const after = done(markAllSame(before, ids));

  it('are one, with the claims of all', () => {
    assert.equal(keys(after).length, keys(before).length - 2);
    assert.deepEqual(new Set(after.claims.map(({ reference }) => reference)), new Set([ids[0]]));
  });

  it('are what they were when that is undone', () => {
    assert.deepEqual(undone(after), before);
  });

  it('stay one where the work was edited since', () => {
    const now = { ...after, items: after.items.map((item) => (item.id === ids[0] ? { ...item, title: 'Mine' } : item)) };
    assert.match(JSON.stringify(undoEdit(change(after))(now, [])), /can’t be undone/);
  });
});
