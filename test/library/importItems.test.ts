import assert from 'node:assert/strict';
import { entriesIn, importItems } from '../../src/library/importItems.js';
import type { Library, LibraryItem } from '../../src/library/library.js';
import { merge } from '../../src/library/merge.js';
import { originOf } from '../../src/library/readings.js';
import { cited, claim, powell, source, vale } from './read.js';

const article = source('a.txt', { works: [cited(vale, 'Vale, Cubs'), cited(powell, 'Powell, Talking', 0.95)], claims: [claim(0, 'Children were taught.')] });
const before = merge({ items: [], claims: [] }, [article]).library;
const entry = (id: string, fields: object): LibraryItem => ({ id, ...fields }) as LibraryItem;
const refs = [
  entry('Vale:2018', { ...vale, publisher: 'ICSR', 'publisher-place': 'London', custom: { biblatex: { keywords: 'children' } } }),
  entry('powell14', { ...powell, title: 'Talking to Terrorists: Why' }),
  entry('new1', { type: 'book', title: 'Something Else Entirely', author: [{ family: 'Hill' }] }),
];
const take = (library: Library, entries: readonly LibraryItem[] = refs): Library => importItems(library, entries, 'refs.ris').library;
const item = (library: Library, id: string): LibraryItem => library.items.find((held) => held.id === id)!;
function edited(library: Library, change: (library: Library) => void): Library {
  const copy = structuredClone(library);
  change(copy);
  return copy;
}

describe('taking over the entries of a bibliography', () => {
  const after = take(before);

  it('merges what is there already, under its key, and takes in the rest under theirs', () => {
    assert.deepEqual(after.items.map(({ id }) => id), ['articleTxt', 'new1', 'powell2014talking', 'vale2018cubs']);
    assert.equal(item(after, 'vale2018cubs').publisher, 'ICSR');
    assert.deepEqual(item(after, 'vale2018cubs').custom?.biblatex, { keywords: 'children' });
    assert.deepEqual(after.claims, before.claims);
  });

  it('believes the bibliography before any reading, and the person before both', () => {
    assert.equal(item(after, 'powell2014talking').title, 'Talking to Terrorists: Why');
    const mine = edited(before, (library) => (item(library, 'powell2014talking').title = 'My title'));
    assert.equal(item(take(mine), 'powell2014talking').title, 'My title');
    const own = edited(before, ({ items }) => items.push(entry('mine', refs[2]!)));
    assert.deepEqual(item(take({ ...own, items: own.items.map((one) => (one.id === 'new1' ? { ...one, id: 'mine' } : one)) }), 'mine'), { ...refs[2]!, id: 'mine' });
  });

  it('changes nothing when it is done again, also after the sources were imported again', () => {
    assert.deepEqual(take(after), after);
    assert.deepEqual(merge(after, [article]).library, after);
  });

  it('knows an entry again whose title, or whose item’s key and title, are others now', () => {
    const retitled = take(after, [{ ...refs[2]!, title: 'Renamed' }]);
    assert.equal(item(retitled, 'new1').title, 'Renamed');
    const mine = edited(after, (library) => Object.assign(item(library, 'new1'), { id: 'mine', title: 'My title' }));
    const again = take(mine);
    assert.deepEqual(again.items.map(({ id, title }) => [id, title]), mine.items.map(({ id, title }) => [id, title]));
    assert.deepEqual(take(again), again);
  });

  it('gives another key where the entry’s is taken', () => {
    assert.deepEqual(take(before, [entry('vale2018cubs', refs[2]!)].map((one) => ({ ...one, id: 'vale2018cubs' }))).items.map(({ id }) => id).filter((id) => id.startsWith('hill')), ['hillSomething']);
  });

  it('takes in what may be there already as an item of its own, and tells', () => {
    const { library, doubtful } = importItems(before, [entry('v19', { ...vale, issued: { 'date-parts': [[2019]] } })], 'refs.ris');
    assert.ok(item(library, 'v19'));
    assert.deepEqual(doubtful.map(({ own, other, why }) => [own, other, why]), [['vale2018cubs', 'v19', 'the dates differ']]);
    assert.deepEqual(importItems(library, [entry('v19', { ...vale, issued: { 'date-parts': [[2019]] } })], 'refs.ris').doubtful, []);
  });

  it('tells where each field comes from', () => {
    const mine = edited(after, (library) => {
      item(library, 'vale2018cubs').genre = 'Report';
      delete (item(library, 'vale2018cubs') as Partial<LibraryItem>).issued;
    });
    const vale18 = item(mine, 'vale2018cubs');
    const by = (field: string): (string | undefined)[] => [originOf(vale18, field)?.by, originOf(vale18, field)?.file];
    assert.deepEqual([by('publisher'), by('genre'), by('issued'), by('DOI')], [['bibliography', 'refs.ris'], ['person', undefined], ['person', undefined], [undefined, undefined]]);
    const title = originOf(item(before, 'vale2018cubs'), 'title');
    assert.deepEqual([title?.by, title?.file, title?.confidence, title?.words?.note, title?.words?.text], ['source', 'a.txt', 0.9, '1', 'Vale, Cubs']);
    const found = { ...item(before, 'vale2018cubs') };
    const ibid = { ...found.custom!.ibid!, readIn: { title: 'https://api.example.org/works/1' } };
    assert.deepEqual(originOf({ ...found, custom: { ibid } }, 'title'), { by: 'lookup', file: 'https://api.example.org/works/1', confidence: 0.9 });
    assert.equal(originOf(item(before, 'articleTxt'), 'title')?.file, 'a.txt');
  });
});

describe('the entries of a file that is to be imported', () => {
  const cases: [string, string, number | null][] = [
    ['refs.bib', '@book{x, title={A}}', 1],
    ['refs.ris', 'TY  - BOOK\nTI  - A\nER  - \n', 1],
    ['refs.json', '[{"id":"x","type":"book"},{"id":"y","type":"book"}]', 2],
    ['export.txt', 'TY  - BOOK\nTI  - A\nER  - \n', 1],
    ['article.txt', 'On BibTeX. It looks so:\n@book{x, title={A}}', null],
    ['article.xml', '<article><back/></article>', null],
    ['article.tex', '\\documentclass{article} \\begin{thebibliography}{9}\\bibitem{x} A.\\end{thebibliography}', null],
    ['empty.txt', '', null],
  ];
  for (const [file, text, count] of cases) {
    it(`${file}: ${count ?? 'none, it is a source'}`, () => assert.equal(entriesIn(new TextEncoder().encode(text), file)?.rows.length ?? null, count));
  }
});
