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

const journal: CslFields = {
  type: 'article-journal', title: 'The Price of Peace in Our Time', author: powell, issued: issued(2000), 'container-title': 'Journal of Political Economy',
  volume: '12', page: '235–41',
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
  ['a slip in the first word of the title', talking, { ...talking, title: 'Tlaking to Terrorists: How to End Armed Conflicts' }],
  ['a slip in the name', talking, { ...talking, author: [{ family: 'Powel', given: 'Jonathan' }] }],
  ['umlauts written out', { ...talking, author: [{ family: 'Müller' }] }, { ...talking, author: [{ family: 'Mueller' }] }],
  ['two umlauts in one word', { ...talking, title: 'Mädchenhäuser in Zürich' }, { ...talking, title: 'Maedchenhaeuser in Zürich' }],
  ['a name in one piece', talking, { ...talking, author: [{ literal: 'Jonathan Powell' }] }],
  ['a particle in its own field', { ...talking, author: [{ family: 'de Waal' }] }, { ...talking, author: [{ family: 'Waal', 'non-dropping-particle': 'de' }] }],
  ['initials run together', { ...talking, author: [{ family: 'Powell', given: 'Jonathan Nicholas' }] }, { ...talking, author: [{ family: 'Powell', given: 'JN' }] }],
  ['"and others" as a name', { ...journal, author: [...powell, { family: 'Hill' }] }, { ...journal, author: [...powell, { literal: 'others' }] }],
  ['the acronym of a body', { ...talking, author: [{ literal: 'World Health Organization' }] }, { ...talking, author: [{ literal: 'WHO' }] }],
  ['braces and markup in the title', talking, { ...talking, title: '{T}alking to {\\emph Terrorists}: How to <i>End</i> Armed Conflicts' }],
  ['a subtitle cut off behind a comma', { ...talking, title: 'End All Armed Conflicts, Once and Always' }, { ...talking, title: 'End All Armed Conflicts' }],
  ['an abbreviated journal', journal, { ...journal, 'container-title': 'J. Polit. Econ.' }],
  ['an acronym for the journal', { ...journal, 'container-title': 'Proceedings of the National Academy of Sciences' }, { ...journal, 'container-title': 'PNAS' }],
  ['print a year after the web', journal, { type: 'article-journal', title: journal.title!, author: powell, issued: issued(1999), 'container-title': 'Journal of Political Economy' }],
  ['a wrong year at the same page', journal, { ...journal, issued: issued(1989) }],
  ['pages in short and in full', journal, { ...journal, page: '235-241' }],
  ['the page cited instead of all', journal, { ...journal, page: '238' }],
  ['a Roman volume', { ...journal, volume: 'XII' }, { ...journal, volume: '12' }],
  ['an issue that stands with the volume', { ...journal, issue: '3' }, { ...journal, volume: '12(3)' }],
  ['an edition in words', { ...talking, edition: 'Second edition' }, { ...talking, edition: '2nd ed.' }],
  ['the DOI in the address', { ...journal, DOI: '10.1/AB(3)' }, { type: 'document', title: 'The Price of Peace', URL: 'https://dx.doi.org/10.1/ab%283%29' }],
  ['the DOI of JSTOR', { ...journal, DOI: '10.1/a' }, { ...journal, DOI: '10.2307/12345' }],
  ['one of several ISBNs', { ...talking, ISBN: '978-3-16-148410-0 978-0-306-40615-7' }, { type: 'book', title: 'Talking', ISBN: '0306406152' }],
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
  ['the second part', talking, { ...talking, title: `${talking.title!}, Part II` }],
  ['a number behind the title', journal, { ...journal, title: `${journal.title!} (2)`, page: '300-310' }],
  ['an erratum', journal, { ...journal, title: `Erratum: ${journal.title!}`, page: '300' }],
  ['a reply', journal, { ...journal, title: `${journal.title!}: A Reply`, page: '300-310' }],
  ['another figure in the title', { ...talking, title: 'World Report on Violence 2018' }, { ...talking, title: 'World Report on Violence 2019' }],
  ['another word in the title', { ...talking, title: 'The Wages of Men in France' }, { ...talking, title: 'The Wages of Women in France' }],
  ['the same title in another journal', journal, { ...journal, 'container-title': 'Security Dialogue', page: '1-9' }],
  ['another volume of the journal', journal, { ...journal, volume: '13', issued: issued(2001) }],
  ['another page of the journal', journal, { ...journal, page: '301-310' }],
  ['the version for a conference', journal, { ...journal, type: 'paper-conference', 'container-title': 'Proceedings of the Third Workshop', volume: undefined } as unknown as CslFields],
  ['a review under the title of the book', talking, { ...journal, title: talking.title!, author: [{ family: 'Hill' }] }],
  ['a volume that only one of them names', talking, { ...talking, volume: '2' }],
  ['another given name with the same initial', talking, { ...talking, author: [{ family: 'Powell', given: 'James' }] }],
  ['chapters with the DOI of their book', { ...chapter, DOI: '10.1/book' }, { ...chapter, DOI: '10.1/book', title: 'Fighting Wars' }],
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

const doubtful: [string, CslFields, CslFields, string[]][] = [
  ['a year more of a book', talking, { ...talking, issued: issued(2015) }, ['date']],
  ['another first name', talking, { ...talking, author: [{ family: 'Powell', given: 'Colin' }] }, ['names']],
  ['another DOI', { ...journal, DOI: '10.1/a' }, { ...journal, DOI: '10.1/b' }, ['DOI']],
  ['a title in another language at the same page', journal, { ...journal, title: 'Der Preis des Friedens' }, ['title']],
  ['an author and a year alone, if they are of one work only', talking, { type: 'document', author: [{ family: 'Powell' }], issued: issued(2014) }, ['untitled']],
];

describe('not the same work', () => {
  for (const [name, a, b] of different) it(`for ${name}`, () => assert.deepEqual([meet(a, b), meet(b, a)], [false, false]));
});

describe('perhaps the same work', () => {
  for (const [name, a, b, differs] of doubtful) {
    it(`in spite of ${name}`, () => {
      const index = new WorkIndex<string>();
      index.add('a', a);
      assert.equal(index.find(b), null);
      assert.deepEqual(index.doubtful(b).map((doubt) => [doubt.work, doubt.differs]), [['a', differs]]);
    });
  }

  it('of a work of which other words contradict it', () => {
    const index = new WorkIndex<string>();
    index.add('a', talking);
    index.add('a', { type: 'document', title: talking.title!, author: powell });
    const part: CslFields = { ...talking, type: 'chapter', 'container-title': 'Collected Works of Jonathan Powell' };
    assert.equal(index.find(part), null);
    assert.deepEqual(index.doubtful(part).map(({ work }) => work), ['a']);
  });

  it('is not asked where it surely is one', () => {
    const index = new WorkIndex<string>();
    index.add('2015', { ...talking, issued: issued(2015) });
    index.add('2014', talking);
    assert.deepEqual(index.doubtful(talking), []);
  });

  it('is not asked of an author and a year that fit two works', () => {
    const index = new WorkIndex<string>();
    index.add('a', talking);
    index.add('b', { ...talking, title: 'Another Book' });
    assert.deepEqual(index.doubtful({ type: 'document', author: powell, issued: issued(2014) }), []);
  });

  it('is not asked of works that may not be matched', () => {
    const index = new WorkIndex<string>();
    index.add('a', talking);
    assert.equal(index.find(talking, (work) => work !== 'a'), null);
    assert.deepEqual(index.doubtful({ ...talking, issued: issued(2015) }, (work) => work !== 'a'), []);
  });
});
