import assert from 'node:assert/strict';
import { byLetter, catalogued, openCatalogue, packCatalogue, shelvesOf, type Division } from '../../src/language/catalogue.js';
import type { LibraryItem } from '../../src/library/library.js';
import { mahlouly, powell, vale } from './example.js';

const from = (item: LibraryItem, ...files: string[]): LibraryItem => ({
  ...item, custom: { ibid: { key: item.id, confidence: {}, read: {}, from: files.map((file) => ({ file, start: 0, end: 1, text: 'x' })) } },
});

describe('a work in a list', () => {
  it('is told by who wrote it and when, its title without marks, its sources and tags', () => {
    const item = { ...from(mahlouly, 'sources/a.txt', 'sources/a.txt', 'b.pdf'), keyword: 'media; propaganda, media' };
    assert.deepEqual(catalogued(item), {
      key: 'mahlouly2019reframing', name: 'Mahlouly and Winter 2019', title: 'Reframing Dabiq', family: 'Mahlouly', year: '2019',
      sources: ['sources/a.txt', 'b.pdf'], tags: ['media', 'propaganda'], source: '',
    });
  });

  it('may have next to nothing', () => assert.equal(catalogued({ id: 'x' } as LibraryItem).name, 'x'));
});

describe('works on shelves', () => {
  const works = [from(vale, 'sources/two.txt'), from(powell, 'sources/one.txt', 'sources/two.txt'), { ...mahlouly, keyword: 'media' }, { id: 'anon', title: 'Anonymous' } as LibraryItem];
  const opened = openCatalogue(packCatalogue(works));

  const rows: [by: Division, expected: string][] = [
    ['source', 'one.txt: powell2014talking | two.txt: powell2014talking vale2018cubs | Cited in no source: anon mahlouly2019reframing'],
    ['author', 'Mahlouly: mahlouly2019reframing | Powell: powell2014talking | Vale: vale2018cubs | Nobody named: anon'],
    ['year', '2019: mahlouly2019reframing | 2018: vale2018cubs | 2014: powell2014talking | Undated: anon'],
    ['tag', 'media: mahlouly2019reframing | Without tags: anon powell2014talking vale2018cubs'],
    ['cited', 'Cited here: vale2018cubs | Not cited here: anon mahlouly2019reframing powell2014talking'],
  ];
  for (const [by, expected] of rows) {
    it(`by ${by}`, () => {
      const shelves = shelvesOf(opened, by, new Set(['vale2018cubs']));
      assert.equal(shelves.map(({ label, items }) => `${label}: ${items.map(({ key }) => key).join(' ')}`).join(' | '), expected);
    });
  }

  it('are what they were when they have crossed over from the thread, in their order', () => {
    const inOrder = ['anon', 'mahlouly2019reframing', 'powell2014talking', 'vale2018cubs'].map((key) => works.find(({ id }) => id === key)!);
    assert.deepEqual(opened, inOrder.map(catalogued));
  });

  it('by author, where there are too many authors for one list, stand by first letters', () => {
    const many = Array.from({ length: 1001 }, (_, index): LibraryItem => ({ type: 'book', id: `x${index}`, author: [{ family: `${index % 2 ? 'É' : 'b'}name${index}` }] }));
    const shelves = shelvesOf(openCatalogue(packCatalogue([...many, { type: 'book', id: 'y', title: '1984' }])), 'author', new Set());
    assert.deepEqual(shelves.map(({ label, items }) => `${label} ${items.length}`), ['# 1', 'B 501', 'E 500']);
  });

  it('that have neither name nor title stand apart', () => assert.deepEqual(byLetter([catalogued({ type: 'book', id: 'x' })]).map(({ label }) => label), ['Without name or title']));
});
