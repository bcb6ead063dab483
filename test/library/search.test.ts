import assert from 'node:assert/strict';
import type { LibraryItem } from '../../src/library/library.js';
import { SearchIndex } from '../../src/library/search.js';

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
const index = new SearchIndex(items);
const first = (query: string): string | undefined => index.search(query, 10)[0]?.id;

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
  ['punctuation', '[@vale2018cubs, p. 3', 'vale2018cubs'],
];

describe('searching the library', () => {
  for (const [name, query, key] of found) it(`finds by ${name}: ${query}`, () => assert.equal(first(query), key));

  it('prefers whole words to begun ones, and names to titles', () => {
    assert.deepEqual(new SearchIndex([work('a', 'Talking of Powell', by('Doe')), work('b', 'X', by('Powells')), work('c', 'X', by('Powell'))]).search('powell', 9).map(({ id }) => id), ['c', 'b', 'a']);
  });
  it('prefers works whose title is known', () => {
    const untitled = { id: 'vale2018', type: 'document', author: by('Vale'), issued: { 'date-parts': [[2018]] } } as LibraryItem;
    assert.deepEqual(new SearchIndex([untitled, ...items]).search('vale', 2).map(({ id }) => id), ['vale2018cubs', 'vale2018']);
  });
  it('takes the year before or after for a year remembered wrongly', () => {
    assert.equal(new SearchIndex([work('a', 'X', by('Doe'), 1950), work('b', 'X', by('Doe'), 1999)]).search('doe 2000', 9)[0]?.id, 'b');
  });
  it('gives all in the order of their keys for an empty query', () => {
    assert.deepEqual(index.search('', 3), items.slice(0, 3));
    assert.deepEqual(index.search(' ,;', 3), items.slice(0, 3));
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
  it('is empty over an empty library', () => assert.deepEqual(new SearchIndex([]).search('x', 5), []));
});
