import assert from 'node:assert/strict';
import type { LibraryItem } from '../../src/library/library.js';
import { indexWords, segmentOf, type Segment } from '../../src/library/indexedWords.js';
import { SearchIndex } from '../../src/library/search.js';
import { viewOf } from '../../src/library/view.js';

const by = (...names: string[]) => names.map((name) => ({ family: name.split(', ')[0]!, ...(name.includes(', ') ? { given: name.split(', ')[1]! } : {}) }));
const work = (id: string, title: string, author: object[], year?: number, rest: object = {}): LibraryItem =>
  ({ id, type: 'book', title, author, ...(year === undefined ? {} : { issued: { 'date-parts': [[year]] } }), ...rest }) as LibraryItem;

const items = [
  work('bbcnews2019is', 'IS “Caliphate” Defeated but Jihadist Group Remains a Threat', [{ literal: 'BBC News' }], 2019),
  work('cronin2009terrorism', 'How Terrorism Ends', by('Cronin, Audrey Kurth'), 2009, { publisher: 'Princeton University Press' }),
  work('crocker2015fighting', 'Fighting ISIS, Then and Now', by('Crocker, Ryan'), 2015, { 'container-title': 'Blind Spot' }),
  work('hrw2016marked', 'Marked with an X', [{ literal: 'Human Rights Watch' }], 2016),
  work('mahlouly2018tale', 'A Tale of Two Caliphates: Comparing Internal and External Messaging', by('Mahlouly, Dounia', 'Winter, Charlie'), 2018),
  work('muellerweiss2001', 'Über den Frieden', by('Müller-Weiß, Émile'), 2001),
  work('oneill2010', 'Counter-Terrorism and the State’s Response', by('O’Neill, Bard'), 2010),
  work('powell2014talking', 'Talking to Terrorists: How to End Armed Conflicts', by('Powell, Jonathan'), 2014),
  work('powellTerrorists', 'Terrorists at the Table', by('Powell, Jonathan')),
  work('reissNegotiating', 'Negotiating with Evil: When to Talk to Terrorists', by('Reiss, Mitchell B.')),
  work('vale2018cubs', 'Cubs in the Lions’ Den: Indoctrination and Recruitment of Children', by('Vale, Gina'), 2018, { 'container-title': 'ICSR Reports' }),
];
const indexOf = (some: readonly LibraryItem[]): SearchIndex => new SearchIndex([segmentOf(indexWords(some))], (row) => some[row]!);
const keysIn = (some: readonly LibraryItem[], query: string, limit: number): string[] => indexOf(some).search(query, limit).map((row) => some[row]!.id);
const index = indexOf(items);
const first = (query: string): string | undefined => items[index.search(query, 10)[0] ?? -1]?.id;

const found: [string, string, string][] = [
  ['cite key', 'vale2018cubs', 'vale2018cubs'],
  ['begun cite key', 'vale2018c', 'vale2018cubs'],
  ['cite key in humps', 'powellterr', 'powellTerrorists'],
  ['surname begun', 'mahl', 'mahlouly2018tale'],
  ['second author', 'winter tale', 'mahlouly2018tale'],
  ['given name before surname', 'gina vale', 'vale2018cubs'],
  ['initials', 'j powell talking', 'powell2014talking'],
  ['words out of order', 'table terr powell', 'powellTerrorists'],
  ['begun words', 'neg ev', 'reissNegotiating'],
  ['author and year', 'powell 2014', 'powell2014talking'],
  ['year run into the name', 'powell2014', 'powell2014talking'],
  ['container', 'blind spot', 'crocker2015fighting'],
  ['publisher', 'princeton', 'cronin2009terrorism'],
  ['accents left out', 'muller uber', 'muellerweiss2001'],
  ['accents typed', 'Émile', 'muellerweiss2001'],
  ['ß as ss', 'weiss frieden', 'muellerweiss2001'],
  ['compound as one word', 'counterterrorism', 'oneill2010'],
  ['name without its apostrophe', 'oneill', 'oneill2010'],
  ['words run together', 'talkingto terrorists', 'powell2014talking'],
  ['a word typed apart', 'negoti ating evil', 'reissNegotiating'],
  ['acronym of a body', 'hrw', 'hrw2016marked'],
  ['one typo', 'terorists table', 'powellTerrorists'],
  ['first letter wrong', 'xronin', 'cronin2009terrorism'],
  ['letters swapped', 'malhouly', 'mahlouly2018tale'],
  ['two typos in a long word', 'indoktrinatoin', 'vale2018cubs'],
  ['an inflected word', 'caliphates tales', 'mahlouly2018tale'],
  ['another ending', 'fighters', 'crocker2015fighting'],
  ['a wrong year', 'vale 2017 cubs', 'vale2018cubs'],
  ['a word too many', 'vale cubs london', 'vale2018cubs'],
  ['an ampersand', 'mahlouly & winter', 'mahlouly2018tale'],
  ['the word for an ampersand', 'mahlouly and winter', 'mahlouly2018tale'],
  ['acronym of a title with its small words', 'mwax', 'hrw2016marked'],
  ['punctuation', '[@vale2018cubs, p. 3', 'vale2018cubs'],
];

describe('searching the library', () => {
  for (const [name, query, key] of found) it(`finds by ${name}: ${query}`, () => assert.equal(first(query), key));

  it('prefers whole words to begun ones, and names to titles', () => {
    const works = [work('a', 'Talking of Powell', by('Doe')), work('b', 'X', by('Powells')), work('c', 'X', by('Powell'))];
    assert.deepEqual(keysIn(works, 'powell', 9), ['c', 'b', 'a']);
  });
  it('takes the words of a title without its markup', () => {
    const marked = new SearchIndex([segmentOf(indexWords([work('a', 'Life of <span class="nocase">NATO</span> Glass<sub>2</sub>ware', [])]))], () => work('a', '', []));
    assert.deepEqual(['nato', 'glass', 'span', 'nocase', 'sub'].map((query) => marked.search(query, 1).length), [1, 1, 0, 0, 0]);
  });

  it('prefers works whose title is known', () => {
    const untitled = { id: 'vale2018', type: 'document', author: by('Vale'), issued: { 'date-parts': [[2018]] } } as LibraryItem;
    assert.deepEqual(keysIn([untitled, ...items], 'vale', 2), ['vale2018cubs', 'vale2018']);
  });
  it('finds nothing that only looks alike when it is to be strict', () => {
    const strict = (query: string): number => viewOf({ items, claims: [] }).search(query, 9, undefined, true).length;
    assert.deepEqual(['vale cubs', 'val cub', 'vael cubs', 'vale cubs terror'].map(strict), [1, 1, 0, 0]);
  });
  it('does not need small words', () => {
    assert.deepEqual(keysIn([work('a', 'Cubs of Valets et Alia', by('Doe'), 2018), ...items], 'vale et al. 2018 cubs', 9), ['vale2018cubs', 'a']);
  });
  it('knows initials written together', () => {
    const works = [work('a', 'Terror', by('Cronin, Bob')), work('b', 'How Terrorism Ends and Why It Does', by('Cronin, A. K.')), work('c', 'Akin to Cronin', by('Doe'))];
    assert.deepEqual(keysIn(works, 'ak cronin', 9), ['b', 'c']);
  });
  it('knows ue for ü', () => {
    assert.deepEqual(keysIn([work('a', 'Frieden', by('Muellers')), work('b', 'Vom Frieden in der Welt', by('Müller'))], 'mueller frieden', 9), ['b', 'a']);
  });
  it('finds a word without its first letter among many', () => {
    const others = Array.from({ length: 80 }, (_, at) => work(`z${at}`, 'Zymology', by('Zweig')));
    assert.equal(keysIn([...others, ...items], 'ronin', 9)[0], 'cronin2009terrorism');
  });
  it('prefers titles that have the words as they were typed', () => {
    const works = [work('a', 'Ends and Means', by('Doe')), work('b', 'How It All Ends and Why Such Means', by('Doe')), work('c', 'Means and Ends', by('Doe'))];
    assert.deepEqual([keysIn(works, 'means and en', 9)[0], keysIn(works, 'ends and me', 9)[0]], ['c', 'a']);
  });
  it('prefers rare words where not all are there', () => {
    const works = [...Array.from({ length: 30 }, (_, at) => work(`a${at}`, 'State Building Reconsidered', by('Doe'))), work('b', 'Caliphate', by('Roe'))];
    assert.equal(keysIn(works, 'state caliphate', 9)[0], 'b');
  });
  it('finds the best of the many that have a letter, wherever they stand', () => {
    const many = Array.from({ length: 90 }, (_, at) => work(`z${at}`, `Of Long and Other Titles ${at}`, by('Dolan')));
    const works = [...many, work('y1', 'X', by('Dolan')), work('y2', 'Daring', by('Roe')), work('y3', 'Dreary Titles', by('Dolan'))];
    assert.deepEqual(keysIn(works, 'd', 2), ['y3', 'y1']);
  });
  it('takes the year before or after for a year remembered wrongly', () => {
    assert.equal(keysIn([work('a', 'X', by('Doe'), 1950), work('b', 'X', by('Doe'), 1999)], 'doe 2000', 9)[0], 'b');
  });
  it('gives all in the order of their keys for an empty query', () => {
    assert.deepEqual(index.search('', 3), [0, 1, 2]);
    assert.deepEqual(index.search(' ,;', 3), [0, 1, 2]);
  });
  it('gives no more than asked for, none twice', () => {
    assert.equal(index.search('t', 4).length, 4);
    const all = index.search('terrorists', 50);
    assert.equal(new Set(all).size, all.length);
    assert.deepEqual(index.search('vale', 0), []);
  });
  it('gives nothing for nonsense', () => assert.deepEqual(index.search('qqqq zzzz', 10), []));
  it('leaves no trace of a query in the next', () => {
    const before = index.search('powell talk', 10);
    for (const query of ['vale', 'x y z', 'terorists', '2018 tale winter']) index.search(query, 10);
    assert.deepEqual(index.search('powell talk', 10), before);
  });
  it('takes any query', () => {
    for (const query of ['a'.repeat(100_000), '\ud800', '| ! ^ = \' "', 'a '.repeat(1000), '(((((', '東京']) assert.ok(index.search(query, 5).length <= 5);
  });
  it('finds by the words of claims, after those whose title has them', () => {
    const claimed = [{ ...items[10]!, claims: ['The indoctrination of minors is state policy.'] }, work('x', 'Minors', by('Doe')), work('y', 'Mining', by('Doe'))];
    assert.deepEqual(keysIn(claimed, 'minors', 9), ['x', 'vale2018cubs']);
    assert.deepEqual(keysIn(claimed, 'policy vale', 9), ['vale2018cubs']);
  });
  it('puts what is preferred first among those that fit as well, and no sooner', () => {
    const twice = [...items, work('vale2018cubs2', 'Cubs in the Lions’ Den, and a Longer Title Than That of the Other', by('Vale, Gina'), 2018)];
    const prefer = (row: number): number => (row === 11 ? 1 : 0);
    assert.deepEqual(indexOf(twice).search('vale 2018', 9), [10, 11]);
    assert.deepEqual(indexOf(twice).search('vale 2018', 9, { prefer }), [11, 10]);
    assert.deepEqual(indexOf(twice).search('vale 2018', 1, { prefer }), [11]);
    assert.deepEqual(indexOf(twice).search('vale indoctrination', 9, { prefer }), [10]);
    assert.deepEqual(indexOf(twice).search('', 2, { prefer }), [11, 0]);
  });
  it('is empty over an empty library', () => assert.deepEqual(indexOf([]).search('x', 5), []));
});

describe('searching segments', () => {
  const segment = (rows: number[], ...some: LibraryItem[]): Segment => ({ words: indexWords(some), rows: Int32Array.from(rows) });
  const [vale, powell, reiss] = [items[10]!, items[7]!, items[9]!];
  const over = (...segments: Segment[]): SearchIndex => new SearchIndex(segments, (row) => [vale, powell, reiss][row]!);

  it('finds in each of them', () => {
    const both = over(segment([0], vale), segment([2, 1], reiss, powell));
    assert.deepEqual([both.search('vale', 9), both.search('reiss', 9), both.search('terrorists', 9)], [[0], [2], [1, 2]]);
  });
  it('looks no further for typos in one where another has the word as typed', () => {
    assert.deepEqual(over(segment([0], work('a', 'Caliphate Studies', by('Doe'))), segment([1], work('b', 'Caliphata Studies', by('Doe')))).search('caliphate studies', 9), [0]);
  });
  it('does not find what is gone', () => {
    assert.deepEqual(over(segment([-1, 1], vale, powell)).search('vale', 9), []);
    assert.deepEqual(over(segment([-1, 1], vale, powell)).search('', 9), [1]);
  });
  it('gives a row that stands in two of them once, found by the words of both', () => {
    const own = { ...vale, id: 'other', claims: ['Schools taught arithmetic with bullets.'] };
    const both = over(segment([1, 0], powell, vale), segment([0], own));
    assert.deepEqual([both.search('vale', 9), both.search('cubs bullets', 9)], [[0], [0]]);
  });
  it('finds a few works among many that have the last word, however their rows stand', () => {
    const many = Array.from({ length: 300 }, (_, row) => work(`k${row}`, row % 100 === 0 ? 'Quiet Schools' : 'Schools and More Schools', by('Stone')));
    const inOrder = many.map((_, row) => row);
    const backwards = [...inOrder].reverse();
    const found = [
      [segment(inOrder, ...many)],
      [segment(backwards, ...backwards.map((row) => many[row]!))],
      [segment([...inOrder, 0], ...many, many[0]!)],
      [segment(inOrder.slice(0, 150), ...many.slice(0, 150)), segment(inOrder.slice(150), ...many.slice(150))],
    ].map((segments) => new SearchIndex(segments, (row) => many[row]!).search('quiet s', 9));
    assert.deepEqual(found, found.map(() => [0, 100, 200]));
  });
});
