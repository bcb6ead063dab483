import assert from 'node:assert/strict';
import type { CslFields } from '../../src/csl.js';
import { citeKey, regenerateKeys } from '../../src/library/citeKey.js';
import { parseFormula, type KeyFormula } from '../../src/library/keyFormula.js';
import type { Library, LibraryItem } from '../../src/library/library.js';
import { importItems } from '../../src/library/importItems.js';
import { merge } from '../../src/library/merge.js';
import { cited, powell, source, vale } from './read.js';

const issued = (...date: number[]) => ({ 'date-parts': [date] });
const people = (...families: string[]) => families.map((family, index) => ({ family, given: ['Ann Marie', 'Bo', 'Cy', 'Di', 'Ed'][index]! }));

const article: CslFields = {
  type: 'article-journal', title: 'An Awesome Paper on Counter-Terrorism: the “Lions” of Łódź', author: people('Vale', 'Powell', 'Cronin'),
  issued: issued(2018, 7, 3), 'original-date': issued(1999), 'container-title': 'Journal of Lions and Cubs', 'container-title-short': 'J. Lions',
  page: '101-115', volume: '12', issue: '3', DOI: '10.1000/xyz', keyword: 'war, children', note: 'tex.shortauthor: APA\nPMID: 42', language: 'en-GB',
};
const two: CslFields = { ...article, author: people('Vale', 'Powell') };
const one: CslFields = { ...article, author: people('Vale') };
const five: CslFields = { ...article, author: people('Vale', 'Powell', 'Cronin', 'Horgan', 'Bloom') };
const book: CslFields = {
  type: 'book', title: 'Öffentliche Größe', editor: [{ family: 'Weiß', given: 'Jürgen', 'non-dropping-particle': 'von der' }], publisher: 'Müller & Söhne',
  'publisher-place': 'New York', issued: issued(2001), language: 'de',
};
const nobody: CslFields = { type: 'webpage', title: 'The News', URL: 'https://example.org' };

function formula(text: string): KeyFormula {
  const read = parseFormula(text);
  assert.ok(read.formula, read.fault?.message);
  return read.formula;
}

const keys: [formula: string, item: CslFields, key: string][] = [
  // the formula that Better BibTeX has by itself, and others its pages tell of
  ['auth.lower + shorttitle(3,3) + year', article, 'valeAwesomePaperCounterTerrorism2018'],
  ['auth.lower + year', article, 'vale2018'],
  ['authEtal2 + year', article, 'Vale.etal2018'],
  ['authEtal2 + year', two, 'Vale.Powell2018'],
  ['authEtal2.lower + year', one, 'vale2018'],
  ['authEtAl + year', article, 'ValeEtAl2018'],
  ['authEtal2.transliterate.capitalize + year + shorttitle(3, 3)', book, 'VonDerWeiss2001OeffentlicheGroesse'],
  ["auth + '_' + year", article, 'Vale_2018'],
  ['type(book) + auth | auth.upper + shortyear', article, 'VALE18'],
  ['type(book) + auth | auth.upper + shortyear', book, 'vonderWeiss'],
  // creators
  ['auth(3)', article, 'Val'],
  ['auth(n=3, m=2)', article, 'Pow'],
  ['auth(initials=true)', article, 'ValeAM'],
  ['auth', book, 'vonderWeiss'],
  ['authors', article, 'ValePowellCronin'],
  ['authors(2)', article, 'ValePowellEtAl'],
  ['authors(2, sep="-")', article, 'Vale-Powell-EtAl'],
  ['authorLast', article, 'Cronin'],
  ['authForeIni + authorLastForeIni', article, 'AMC'],
  ['authorsAlpha', one, 'Val'],
  ['authorsAlpha', article, 'VPC'],
  ['authorsAlpha', five, 'VPC+'],
  ['authIni(2)', article, 'Va.Po.Cr'],
  ['authorIni', article, 'Vale.P.C'],
  ['authAuthEa', article, 'Vale.Powell.ea'],
  ['authshort', one, 'Vale'],
  ['authshort', five, 'V.P.C+'],
  ['edtr + year', book, 'vonderWeiss2001'],
  ['edtr | auth', article, 'Vale'],
  // titles
  ['title', article, 'AwesomePaperCounterTerrorismLionsLodz'],
  ['shorttitle', article, 'AwesomePaperCounterTerrorism'],
  ['veryshorttitle.lower', article, 'awesome'],
  ['shorttitle(1)', nobody, 'News'],
  // dates
  ['year', article, '2018'],
  ['origyear', article, '1999'],
  ['month', article, 'jul'],
  ["date('%Y%m%d')", article, '20180703'],
  ["date('%Y-%m')", book, '2001'],
  ["date('%-m.%-d')", article, '7.3'],
  ["date('%oY')", article, '1999'],
  ['AccessDate', { ...nobody, accessed: issued(2020, 1, 5) }, '2020-01-05'],
  ["Date.formatDate('%d%m%y')", article, '030718'],
  // fields
  ['journal', article, 'J.Lions'],
  ["journal('full').abbr", article, 'JoLaC'],
  ['PublicationTitle.skipwords.abbr', article, 'JLC'],
  ['PublicationTitle.select(1,1)', article, 'Journal'],
  ["Place.condense('_')", book, 'New_York'],
  ['PublisherPlace + Publisher', book, 'NewYorkMuellerSoehne'],
  ['firstpage + lastpage', article, '101115'],
  ["Volume.prefix('v') + Issue.prefix('n') + Edition.prefix('ed')", article, 'v12n3'],
  ['keyword(1)', article, 'war'],
  ["extra('PMID')", article, '42'],
  ["extra('tex.shortauthor')", article, 'APA'],
  ['field("Publication Title").lower.substring(1, 7)', article, 'journal'],
  ['type', article, 'journalArticle'],
  ['zotero', article, 'vale_awesome_2018'],
  // filters
  ['auth.substring(2,2)', article, 'al'],
  ["Title.replace('awesome', 'Poor').select(2,2)", article, 'PoorPaper'],
  ["auth.replace(find='.', replace='x')", article, 'Vale'],
  ['Title.select(start=-2)', article, 'ofLodz'],
  ['Title.nopunct.select(5, 1)', article, 'Counter-Terrorism'],
  ['Title.nopunctordash.select(5, 1)', article, 'CounterTerrorism'],
  ['DOI', article, '10.1000/xyz'],
  ['DOI.alphanum', article, '101000xyz'],
  ['auth.fold.lower', book, 'vonderweiss'],
  ['shorttitle.transliterate(minimal)', book, 'OffentlicheGrosse'],
  ['shorttitle.ascii', book, 'ffentlicheGre'],
  ["Edition.default('1st')", article, '1st'],
  ['auth.discard + year', article, '2018'],
  ["auth.postfix('+') + Edition.postfix('ed')", article, 'Vale+'],
  // alternatives and conditions
  ["auth.len('>', 4) + year | 'short' + auth", article, 'shortVale'],
  ['auth.len + year | shorttitle', nobody, 'News'],
  ["(Edition || Volume) + '.' + year", article, '12.2018'],
  ["(type(book) + 'B' | 'A') + year", article, 'A2018'],
  ["(type(book) + 'B' | 'A') + year", book, 'B2001'],
  ["Title.match('awesome') + auth | year", article, 'AnAwesomePaperonCounter-Terrorism:theLionsofLodzVale'],
  ["Title.match('awesome') + auth | year", book, '2001'],
  ["language(german, en) + 'x' | 'y'", book, 'x'],
  ["language(fr) + 'x' | 'y'", book, 'y'],
  // the notation before
  ['[auth:lower][year]', article, 'vale2018'],
  ['[auth:lower]_[shorttitle3_3]_[year]', article, 'vale_AwesomePaperCounterTerrorism_2018'],
  ['[auth3_2]', article, 'Pow'],
  ['[authors2][year]', article, 'ValePowellEtAl2018'],
  ['[auth.etal]', article, 'Vale.etal'],
  ['[auth+initials]', article, 'ValeAM'],
  ['[=book][Title] | [authEtAl:lower]', article, 'valeetal'],
  ['[auth:>5][year]|[shorttitle1_1:upper]', article, 'AWESOME'],
  ['[Title:skipwords:select=1,2:condense=-]', article, 'Awesome-Paper'],
  ['[Title:replace=awesome,x:substring=1,4]', article, 'Anx'],
  ['[Edition:(none)][year]', article, 'none2018'],
  ['[zotero:clean]', article, 'vale_awesome_2018'],
];

const withoutAnything: [formula: string, item: CslFields][] = [
  ["auth.prefix('by-') + year", nobody],
  ["type(report) + year; Edition", article],
  ['auth(creator=editor)', article],
  ['DOI.numeric', { ...article, DOI: 'none' }],
];

const refused: [formula: string, offset: number, message: RegExp][] = [
  ['', 0, /a function, a field or a text in quotes was expected/],
  ['auth +', 6, /a function, a field/],
  ['auth.lower year', 11, /“\+”, “\.”, “\|” or the end was expected/],
  ['auth + athor', 7, /no function or field “athor”\. There are auth, /],
  ['Auther', 0, /no function or field “Auther”/],
  ['auth.lowr', 5, /no filter “lowr”\. There are lower, /],
  ['auth(1, 2', 9, /“,” or “\)” was expected/],
  ['(auth | year', 12, /“\)” was expected/],
  ['auth("x")', 5, /“n” of “auth” is to be a number/],
  ['year(3)', 5, /“year” takes nothing in parentheses/],
  ['auth(name="x")', 5, /“auth” takes n, m, creator, initials, and no “name”/],
  ['Title.replace(/(a+)+$/, "")', 15, /only words can be looked for, in quotes/],
  ['auth + "open', 7, /a function, a field or a text in quotes/],
  ["auth + postfix('-')", 7, /needs %\(a\)s, %\(A\)s or %\(n\)s/],
  ['[auth:lower][yeer]', 13, /no function or field “yeer”/],
  ['[auth:lowr]', 5, /no filter “lowr”/],
  ['[auth', 5, /“:” and a filter, or “\]” was expected/],
  ['[]', 1, /a function or a field was expected/],
  ['library + auth', 0, /no function or field “library”/],
  ['constructor', 0, /no function or field/],
  ['auth.toString', 5, /no filter/],
  ['auth(__proto__=1)', 5, /was expected/],
  [`${'('.repeat(30)}auth`, 21, /too many parentheses/],
  [`auth${'.lower'.repeat(400)}`, 2000, /at most 2000 characters/],
];

describe('cite key formulas', () => {
  for (const [text, item, key] of keys) {
    it(`${text} gives ${key}`, () => assert.equal(citeKey(item, new Set(), formula(text)), key));
  }

  for (const [text, item] of withoutAnything) {
    it(`${text} leaves the key to Ibid where it gives none`, () => {
      assert.equal(formula(text)(item), null);
      assert.equal(citeKey(item, new Set(), formula(text)), citeKey(item, new Set()));
    });
  }

  for (const [text, offset, message] of refused) {
    it(`“${text.slice(0, 40)}” is refused, with where and why`, () => {
      const { formula, fault } = parseFormula(text);
      assert.equal(formula, null);
      assert.equal(fault!.offset, offset, fault!.message);
      assert.match(fault!.message, message);
    });
  }
});

describe('keys by a formula', () => {
  const suffixes: [formula: string, taken: number, key: string][] = [
    ['auth + year', 1, 'Vale2018a'],
    ['auth + year', 2, 'Vale2018b'],
    ['auth + year', 27, 'Vale2018aa'],
    ["auth + year + postfix('-%(n)s')", 0, 'Vale2018'],
    ["auth + year + postfix('-%(n)s')", 1, 'Vale2018-1'],
    ["auth + postfix(format='-%(n)02d', start=1) + year", 0, 'Vale2018-01'],
    ["auth + infix('.%(A)s.') + year", 2, 'Vale.B.2018'],
    ['[auth][year][0]', 2, 'Vale2018-2'],
    ['[auth][year][postfix+1,_%(a)s]', 0, 'Vale2018_a'],
    ['zotero', 1, 'vale_awesome_2018a'],
  ];
  for (const [text, count, key] of suffixes) {
    it(`${text} gives ${key} where ${count} have its key already`, () => {
      const taken = new Set<string>();
      for (let left = count; left > 0; left--) taken.add(citeKey(one, taken, formula(text)));
      assert.equal(citeKey(one, taken, formula(text)), key);
    });
  }

  it('can stand in a .bib, in Markdown and in LaTeX, whatever the item and the formula hold', () => {
    const hostile = ['東京', '\ud800', '}\\input{x}', '٤٥', 'a, b @c #d [e]; f', '<i>x</i>', '\u001a\u0000', 'a'.repeat(100_000), ' ', '$1 & %'];
    for (const text of hostile) {
      const item: CslFields = { type: 'book', title: text, author: [{ family: text, given: text }], publisher: text, note: `a: ${text}`, page: text, issued: { literal: text } };
      for (const one of ['auth + Title + Publisher', "authors + title + extra('a')", `'${text.slice(0, 50).replaceAll('\\', '')}' + firstpage + year`]) {
        assert.match(citeKey(item, new Set(), formula(one)), /^[A-Za-z0-9.:/_+*?-]{1,400}$/, `${one} of ${text.slice(0, 20)}`);
      }
    }
  });

  it('stays short, however the filters of the formula make it grow', () => {
    const growing = `Title${".replace('a', 'aaaaaaaaaaaaaaaaaaaa')".repeat(40)}${".condense('xxxxxxxxxxxxxxxxxxxxxx')".repeat(5)}`;
    assert.equal(citeKey({ type: 'book', title: 'a a a' }, new Set(), formula(growing)).length, 200);
  });
});

describe('the keys of works that are read', () => {
  const byFormula = formula('auth + year');
  const article = source('a.txt', { works: [cited(vale, 'Vale'), cited(powell, 'Powell')] });
  const keysOf = (library: Library): string[] => library.items.map(({ id }) => id);
  const run = (library: Library, formula?: KeyFormula) => merge(library, [article], [], undefined, formula);
  const nothing: Library = { items: [], claims: [] };

  it('are by the formula', () => assert.deepEqual(keysOf(run(nothing, byFormula).library), ['Powell2014', 'Vale2018', 'articleTxt']));

  it('stay as they were given, whatever the formula is later', () => {
    const { library } = run(nothing);
    assert.deepEqual(keysOf(run(library, byFormula).library), keysOf(library));
    const later = run(nothing, byFormula).library;
    assert.deepEqual(keysOf(run(later).library), keysOf(later));
  });

  it('are by the formula where the key in a bibliography is another’s', () => {
    const held: Library = { items: [{ id: 'a', type: 'book', title: 'Another' }], claims: [] };
    assert.deepEqual(keysOf(importItems(held, [{ id: 'a', ...vale }, { id: 'b', ...powell }], 'my.bib', [], byFormula).library), ['Vale2018', 'a', 'b']);
  });

  it('are not given to a work that was deleted before there was a formula', () => {
    const { library } = run(nothing);
    const without = { ...library, items: library.items.filter(({ id }) => id !== 'vale2018cubs') };
    const again = run(without, byFormula);
    assert.deepEqual([keysOf(again.library), again.problems.map(({ code }) => code)], [['articleTxt', 'powell2014talking'], ['item-deleted']]);
  });
});

describe('making the keys of a library anew', () => {
  const own = (id: string, fields: Partial<CslFields>, key = id): LibraryItem =>
    ({ id, type: 'book', issued: issued(2018), ...fields, custom: { ibid: { key, confidence: {}, read: { type: 'x' }, from: [] } } }) as LibraryItem;
  const byVale = (id: string, title: string, key = id): LibraryItem => own(id, { author: people('Vale'), title }, key);

  it('gives the new keys by the old, letters in the order of the library', () => {
    const items = [byVale('vale2018cubs', 'Cubs'), byVale('vale2018lions', 'Lions'), own('powell2018talking', { author: people('Powell'), title: 'Talking' })];
    assert.deepEqual([...regenerateKeys({ items }, formula('auth + year'))], [['vale2018cubs', 'Vale2018'], ['vale2018lions', 'Vale2018a'], ['powell2018talking', 'Powell2018']]);
  });

  it('changes nothing the second time, though the order is another', () => {
    const items = [byVale('Vale2018', 'Lions'), byVale('Vale2018b', 'Bears'), byVale('Vale2018a', 'Cubs')];
    assert.equal(regenerateKeys({ items: [...items].reverse() }, formula('auth + year')).size, 0);
  });

  it('leaves the keys that a person gave, and gives them to no other', () => {
    const items = [byVale('Vale2018', 'Cubs', 'vale2018cubs'), { id: 'Vale2018a', type: 'book', title: 'Mine' } as LibraryItem, byVale('vale2018lions', 'Lions')];
    assert.deepEqual([...regenerateKeys({ items }, formula('auth + year'))], [['vale2018lions', 'Vale2018b']]);
  });

  it('leaves Ibid’s own keys without a formula', () => {
    const items = [byVale('vale2018cubs', 'Cubs in the Den'), byVale('vale2018cubsDen', 'Cubs in the Den'), byVale('vale2018cubsb', 'Cubs in the Den')];
    assert.equal(regenerateKeys({ items }).size, 0);
  });

  it('gives no key that a broken entry has', () => {
    assert.deepEqual([...regenerateKeys({ items: [byVale('x', 'Cubs')] }, formula('auth + year'), ['Vale2018'])], [['x', 'Vale2018a']]);
  });
});
