import assert from 'node:assert/strict';
import { WorkIndex } from '../../src/references/sameWork.js';
import type { CslFields } from '../../src/csl.js';

const issued = (...parts: number[]) => ({ 'date-parts': [parts] });
const powell = [{ family: 'Powell', given: 'Jonathan' }];

const talking: CslFields = {
  type: 'book', title: 'Talking to Terrorists: How to End Armed Conflicts', author: powell, issued: issued(2014), publisher: 'Bodley Head',
};
const chapter: CslFields = {
  type: 'chapter', title: 'Fighting ISIS, Then and Now', author: [{ family: 'Crocker', given: 'Ryan' }], 'container-title': 'Blind Spot', issued: issued(2015),
};
const news: CslFields = {
  type: 'article-newspaper', title: 'Europe battles problem of returning fighters', author: [{ family: 'Peel' }], issued: issued(2019, 2, 19), 'container-title': 'Financial Times',
};

const same: [string, CslFields, CslFields][] = [
  ['a short form by surname and main title', talking, { type: 'document', title: 'Talking to Terrorists', author: [{ family: 'Powell' }] }],
  ['a short form that breaks off', talking, { type: 'document', title: 'Talking', author: [{ family: 'Powell' }] }],
  ['an initial for the given name', talking, { ...talking, author: [{ family: 'POWELL', given: 'J.' }] }],
  ['case, accents and quotation marks', { ...talking, title: 'Régner “chez soi” en paix' }, { ...talking, title: 'Regner chez soi en Paix' }],
  ['a DOI in two forms', { ...talking, DOI: '10.1/AB' }, { type: 'document', DOI: 'https://doi.org/10.1/ab' }],
  ['ISBN 10 and 13', { ...talking, ISBN: '0-306-40615-2' }, { type: 'book', title: 'Talking', ISBN: '978-0-306-40615-7' }],
  ['an address with and without its trimmings', { ...news, URL: 'https://www.ft.com/content/1?utm_source=x#top' }, { type: 'webpage', URL: 'http://ft.com/content/1/' }],
  ['a year that only one of them has', talking, { ...talking, issued: undefined } as unknown as CslFields],
  ['a list of authors cut by et al.', { ...talking, author: [...powell, { family: 'Second' }] }, talking],
  ['a long title without an author', news, { ...news, author: undefined } as unknown as CslFields],
  ['an article before the title', { ...talking, title: 'The Talking' }, { ...talking, title: 'Talking' }],
  ['a slip in a long title', talking, { ...talking, title: 'Talking to Terorists: How to End Armed Conflicts' }],
];

const different: [string, CslFields, CslFields][] = [
  ['another year', talking, { ...talking, issued: issued(2015) }],
  ['another given name', talking, { ...talking, author: [{ family: 'Powell', given: 'Colin' }] }],
  ['another author', talking, { ...talking, author: [{ family: 'Reiss' }] }],
  ['another second author', { ...talking, author: [...powell, { family: 'Hill' }] }, { ...talking, author: [...powell, { family: 'Dale' }] }],
  ['another title by the same author', talking, { ...talking, title: 'Terrorists at the Table' }],
  ['a longer title of one year that only begins the same', { ...talking, title: 'War' }, { ...talking, title: 'War and Peace' }],
  ['an edition', { ...talking, edition: '1' }, { ...talking, edition: '2' }],
  ['a volume', { ...talking, volume: '1' }, { ...talking, volume: '2' }],
  ['a chapter and its book', chapter, { ...chapter, type: 'book', title: 'Fighting ISIS, Then and Now' }],
  ['a chapter in another book', chapter, { ...chapter, 'container-title': 'Another Book' }],
  ['another DOI', { ...talking, DOI: '10.1/a' }, { ...talking, DOI: '10.1/b' }],
  ['the site but not the page', { ...news, URL: 'https://www.ft.com/' }, { type: 'webpage', title: 'Another page here', URL: 'https://ft.com' }],
  ['another day', news, { ...news, issued: issued(2019, 2, 20) }],
  ['a common title without an author', { type: 'chapter', title: 'Introduction' }, { type: 'chapter', title: 'Introduction', author: powell }],
  ['an author and a year alone', { type: 'document', author: powell, issued: issued(2020) }, { type: 'document', author: powell, issued: issued(2020) }],
];

const meet = (a: CslFields, b: CslFields): boolean => {
  const index = new WorkIndex<string>();
  index.add('a', a);
  return index.find(b) === 'a';
};

describe('the same work', () => {
  for (const [name, a, b] of same) it(`in spite of ${name}`, () => assert.deepEqual([meet(a, b), meet(b, a)], [true, true]));
});

describe('not the same work', () => {
  for (const [name, a, b] of different) it(`for ${name}`, () => assert.deepEqual([meet(a, b), meet(b, a)], [false, false]));
});
