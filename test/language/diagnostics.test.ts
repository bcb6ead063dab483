import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Diagnoser, severities, type Diagnostic, type NamedBibliographies } from '../../src/language/diagnostics.js';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import type { LibraryItem } from '../../src/library/library.js';
import { problemCodes } from '../../src/text/problem.js';
import { claim, example, mahlouly, powell, vale } from './example.js';

const article: LibraryItem = { ...mahlouly, page: '235–41' };
const items = [vale, powell, article];

interface Given {
  items?: LibraryItem[];
  claims?: ReturnType<typeof claim>[];
  named?: NamedBibliographies;
  language?: string;
}

function diagnosed(text: string, { items: held = items, claims = [], named = 'read', language = 'markdown' }: Given = {}): Diagnostic[] {
  const document = new DocumentCitations(language, text);
  const diagnoser = new Diagnoser(example({ items: held, claims }));
  Array.from(diagnoser.learn(document));
  return diagnoser.diagnose(document, named);
}

/** What is told of a text, with the words that it is told of: `key-undefined @vale`. */
const told = (text: string, given?: Given): string[] => diagnosed(text, given).map(({ code, start, end }) => `${code} ${text.slice(start, end)}`);
const messageOf = (text: string, given?: Given): string => diagnosed(text, given)[0]?.message ?? '';
type Fields = { [field in keyof LibraryItem]?: LibraryItem[field] | undefined };
const withFields = (fields: Fields): Given => ({ items: [{ ...article, id: 'a', ...fields } as LibraryItem] });

describe('what is told of a document’s citations', () => {
  const rows: [text: string, expected: string[], given?: Given][] = [
    ['As [@vale2018cubs] and @powell2014talking say', []],
    ['As [@vale2018cub; @powell2014talking] say', ['key-undefined @vale2018cub']],
    ['As @{vale:2018} says', ['key-undefined @{vale:2018}']],
    ['😀 \u05e9\u05dc\u05d5\u05dd\r\n\r\nAs @nobody says\r\n', ['key-undefined @nobody']],
    ['\\autocite[18]{vale2018cubs, valee}', ['key-undefined valee'], { language: 'latex' }],
    ['\\nocite{*}', [], { language: 'latex' }],
    ['```\n@nobody\n```', []],
    // a key may stand in a bibliography that is not there
    ['As @nobody says', [], { named: 'missing' }],
    ['Nobody is cited', [], { named: 'none' }],
    // nothing says that these are keys
    ['Thanks to @octocat for @types/node', [], { named: 'none' }],
    ['Thanks to @octocat', [], { named: 'none', items: [] }],
    ['Thanks to [@octocat]', ['bibliography-unnamed @octocat', 'key-undefined @octocat'], { named: 'none' }],
    ['As [@vale2018cubs] and @powell2014talking say', ['bibliography-unnamed @vale2018cubs'], { named: 'none' }],
    // told once, not of each key
    ['As [@vale2018cubs] and @powell2014talking say', ['bibliography-unnamed @vale2018cubs'], { named: 'none', items: [] }],
    ['As [@vale2018cubs] says', [], { named: 'missing', items: [] }],
    ['As [@vale2018cubs] says', ['key-undefined @vale2018cubs'], { named: 'read', items: [] }],
  ];
  for (const [text, expected, given] of rows) {
    it(`${JSON.stringify(text)} → ${expected.join(', ') || 'nothing'}`, () => assert.deepEqual(told(text, given), expected));
  }

  it('is grave enough for each code that there is', () => {
    for (const code of Object.keys(severities)) assert.ok(Object.hasOwn(problemCodes, code), code);
  });

  it('can be set in the settings code by code', async () => {
    const { contributes } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
      contributes: { configuration: { properties: { 'ibid.diagnostics': { properties: Record<string, { default: string }> } } } };
    };
    const { properties } = contributes.configuration.properties['ibid.diagnostics'];
    assert.deepEqual(Object.fromEntries(Object.entries(properties).map(([code, one]) => [code, one.default])), severities);
  });
});

describe('an undefined key', () => {
  const rows: [key: string, nearest: string][] = [
    ['vale2018cub', 'Did you mean vale2018cubs?'],
    ['vael2018cubs', 'Did you mean vale2018cubs?'],
    ['Vale2018', 'Did you mean vale2018cubs?'],
    ['ValeCubs2018', 'Did you mean vale2018cubs?'],
    ['powell_2014', 'Did you mean powell2014talking?'],
    ['zartman2003timing', 'No entry has the key zartman2003timing.'],
    ['constructor', 'No entry has the key constructor.'],
    ['x'.repeat(5000), 'x.'],
  ];
  for (const [key, nearest] of rows) it(`${key.slice(0, 20)}: ${nearest}`, () => assert.ok(messageOf(`[@${key}]`).endsWith(nearest), messageOf(`[@${key}]`)));

  it('is told with the three nearest at most, the nearest first', () => {
    const held = ['roe2019a', 'roe2019b', 'roe2019c', 'roe2019d', 'roe2018'].map((id): LibraryItem => ({ ...vale, id }));
    assert.match(messageOf('[@roe2019]', { items: held }), /Did you mean roe2019a, roe2019b or roe2019c\?$/);
  });
});

describe('an entry that lacks what its reference needs', () => {
  const rows: [fields: Fields, missing: string | null][] = [
    [{}, null],
    [{ title: '' }, 'title'],
    [{ 'container-title': undefined }, 'title of the journal'],
    [{ author: undefined, issued: undefined }, 'author or date'],
    [{ author: undefined, editor: [{ family: 'Roe' }] }, null],
    [{ issued: undefined, status: 'forthcoming' }, null],
    [{ type: 'chapter', 'container-title': undefined }, 'title of the book'],
    [{ type: 'webpage', author: undefined, issued: undefined, accessed: { 'date-parts': [[2024]] } }, null],
    [{ type: 'report', author: undefined, publisher: 'ICSR' }, null],
    [{ type: 'personal_communication', title: undefined }, null],
    [{ type: 'not-a-type' as 'book', title: undefined }, 'title'],
  ];
  for (const [fields, missing] of rows) {
    it(`${JSON.stringify(fields)}: ${missing ?? 'lacks nothing'}`, () => {
      assert.equal(messageOf('[@a]', withFields(fields)), missing === null ? '' : `The entry a has no ${missing}, which its reference needs.`);
    });
  }

  it('is told once, at its first citation', () => {
    const text = 'As [@vale2018cubs] and [@a] and @a say';
    assert.deepEqual(diagnosed(text, { items: [vale, { ...article, id: 'a', title: '' }] }).map(({ start }) => start), [text.indexOf('@a')]);
  });
});

describe('a page outside the work', () => {
  const rows: [page: string, cited: string, outside: boolean][] = [
    ['235–41', 'p. 236', false],
    ['235–41', 'p. 18', true],
    ['235--241', 'pp. 240-1', false],
    ['235-241', 'pp. 241–243', false],
    ['235-241', 'pp. 242–243', true],
    ['235-241', 'pp. 236, 18', true],
    ['235-241, 250', 'p. 245', false],
    ['235-241', 'p. xii', false],
    ['235-241', 'chap. 3', false],
    ['235', 'p. 18', false],
    ['e0123', 'p. 18', false],
    ['S12–S20', 'p. 3', false],
    ['', 'p. 18', false],
  ];
  for (const [page, cited, outside] of rows) {
    it(`${cited} of ${page || 'no pages'}: ${outside}`, () => {
      const text = `\\cite[${cited.replace(/^pp?\. /, '')}]{a}`;
      assert.deepEqual(told(text, { ...withFields({ page }), language: 'latex' }).length > 0, outside);
    });
  }

  it('is told of the pinpoint, with the pages of the work', () => {
    assert.deepEqual(told('[@mahlouly2019reframing, p. 18]'), ['page-outside p. 18']);
    assert.equal(messageOf('[@mahlouly2019reframing, p. 18]'), 'Mahlouly and Winter 2019 has the pages 235–41, and 18 is not among them.');
  });

  it('is not told of a book, whose pages are their number', () => {
    assert.deepEqual(told('[@a, p. 300]', withFields({ type: 'book', page: '1-245' })), []);
  });
});

describe('a pinpoint that no source supports', () => {
  const at = (value: string, label = 'page'): ReturnType<typeof claim> => claim({ locator: { label, value } });
  const rows: [cited: string, claims: ReturnType<typeof claim>[], told: string[]][] = [
    ['p. 18', [at('18')], []],
    ['p. 18', [at('17-19')], []],
    ['pp. 18–20', [at('20')], []],
    ['p. 99', [at('18'), at('3', 'chapter')], ['pinpoint-unsupported p. 99']],
    ['p. 99', [at('3', 'chapter')], []],
    ['p. 99', [claim({ locator: null })], []],
    // what a source says itself does not cite it
    ['p. 99', [claim({ reference: null, source: { reference: 'vale2018cubs', file: 'a.txt', start: 0, end: 9 }, locator: { label: 'page', value: '18' } })], []],
    ['chap. 9', [at('18')], []],
  ];
  for (const [cited, claims, expected] of rows) {
    it(`${cited}: ${expected.join() || 'nothing'}`, () => assert.deepEqual(told(`[@vale2018cubs, ${cited}]`, { claims }), expected));
  }

  it('is told with the pages that they cite', () => {
    assert.equal(messageOf('[@vale2018cubs, p. 99]', { claims: [at('27'), at('18-19'), at('18-19')] }), 'None of the sources in the library cites Vale 2018 there, but pp. 18–19, 27.');
  });
});

describe('a work that was taken back or replaced', () => {
  const rows: [fields: Fields, because: string | null][] = [
    [{ title: 'RETRACTED: On Water' }, 'its title begins “RETRACTED:”'],
    [{ title: 'RETRACTED ARTICLE: On Water' }, 'its title begins “RETRACTED ARTICLE:”'],
    [{ title: '[Retracted] On Water' }, 'its title begins “[Retracted]”'],
    [{ title: 'Retraction notice to: On Water' }, 'its title begins “Retraction notice to:”'],
    [{ title: 'Retracted Science and the Retraction Index' }, null],
    [{ title: 'Retraction' }, null],
    [{ keyword: 'water, retracted publication' }, 'its keywords have “retracted publication”'],
    [{ keyword: 'retracted reflexes' }, null],
    [{ status: 'retracted' }, 'its status says “retracted”'],
    [{ note: 'DOI: 10.1000/1\nRetracted: 2019-04-01' }, 'its note says “Retracted: 2019-04-01”'],
    [{ note: 'This article has been retracted by its authors.' }, 'its note says “This article has been retracted by its authors.”'],
    [{ note: 'A reply to claims that were never retracted' }, null],
    [{ note: 'Superseded by ISO 690:2021; see there' }, 'its note says “Superseded by ISO 690:2021”'],
    [{ custom: { biblatex: { relatedtype: 'retractedby' } } }, 'its relatedtype says “retractedby”'],
    [{ custom: { biblatex: { related: 'roe', relatedtype: 'translationof' } } }, null],
    [{ note: 'retracted '.repeat(50_000) }, `its note says “${'retracted '.repeat(7).trimEnd()}”`],
  ];
  for (const [fields, because] of rows) {
    it(`${JSON.stringify(fields).slice(0, 80)}: ${because?.slice(0, 60) ?? 'stands'}`, () => {
      const found = diagnosed('[@a]', withFields(fields))[0];
      if (because === null) return assert.equal(found, undefined);
      assert.ok(found!.message.includes(because), found!.message);
      assert.equal(found!.code, /supersed/i.test(because) ? 'work-superseded' : 'work-retracted');
    });
  }

  it('is told of at each citation', () => {
    assert.deepEqual(told('[@a] and @a', withFields({ status: 'Withdrawn' })), ['work-retracted @a', 'work-retracted @a']);
  });
});
