import assert from 'node:assert/strict';
import type { Edit } from '../../src/text/edit.js';
import { regeneratedKeys } from '../../src/library/regeneratedKeys.js';

const own = (id: string, family: string, title: string, more: object = {}): object => ({
  id, type: 'book', author: [{ family }], title, issued: { 'date-parts': [[2018]] }, custom: { ibid: { key: id, confidence: {}, read: { title: 'x' }, from: [], ...more } },
});
const written = (...items: object[]): string => JSON.stringify(items, null, 2);
const edited = (text: string, edits: readonly Edit[]): string => [...edits].reverse().reduce((all, { start, end, text: now }) => all.slice(0, start) + now + all.slice(end), text);

interface Row {
  id: string;
  custom: { ibid: { key: string; regenerated?: string } };
}

describe('Keys of a library made anew', () => {
  const formula = 'auth + year';
  const text = written(own('vale2018cubs', 'Vale', 'Cubs'), own('mine', 'Vale', 'Lions', { key: 'vale2018lions' }), own('roe2018bears', 'Roe', 'Bears'));
  const bib = '@book{vale2018cubs,\n  title = {Cubs},\n}\n\n@book{mine,\n  title = {Lions},\n}\n';

  it('stand in both files, with those from before leading to them', () => {
    const { count, names, references, bibtex } = regeneratedKeys(text, bib, formula);
    assert.equal(count, 2);
    assert.deepEqual([...names], [['vale2018cubs', 'Vale2018'], ['roe2018bears', 'Roe2018']]);
    const rows = JSON.parse(edited(text, references)) as Row[];
    assert.deepEqual(rows.map(({ id, custom }) => [id, custom.ibid.key, custom.ibid.regenerated]), [
      ['Vale2018', 'vale2018cubs', 'Vale2018'], ['mine', 'vale2018lions', undefined], ['Roe2018', 'roe2018bears', 'Roe2018'],
    ]);
    assert.equal(edited(bib, bibtex), bib.replace('{vale2018cubs', '{Vale2018'));
  });

  it('can be made anew again, and be those that they were first', () => {
    const once = edited(text, regeneratedKeys(text, null, formula).references);
    assert.equal(regeneratedKeys(once, null, formula).count, 0);
    const { names, references } = regeneratedKeys(once, null);
    assert.deepEqual([...names], [['Vale2018', 'vale2018cubs'], ['Roe2018', 'roe2018bears']]);
    assert.deepEqual((JSON.parse(edited(once, references)) as Row[]).map(({ id }) => id), ['vale2018cubs', 'mine', 'roe2018bears']);
  });

  it('never lead to what another work’s key led to', () => {
    const chain = written(own('Roe2018', 'Vale', 'Cubs'), own('roe2018bears', 'Roe', 'Bears'));
    assert.deepEqual([...regeneratedKeys(chain, null, formula).names], [['Roe2018', 'Vale2018'], ['roe2018bears', 'Roe2018a']]);
  });
});
