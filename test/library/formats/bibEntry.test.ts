import assert from 'node:assert/strict';
import { cslDateVariables, cslNameVariables, cslNumberVariables, cslStandardVariables, cslTypes } from '../../../src/csl.js';
import { writeBiblatexFile, writeBibtexFile } from '../../../src/library/formats/bibEntry.js';
import { readBibtex } from '../../../src/library/formats/readBibtex.js';
import type { LibraryItem } from '../../../src/library/library.js';

const writers = { biblatex: writeBiblatexFile, bibtex: writeBibtexFile };
const read = (bib: string): LibraryItem[] => readBibtex(bib, 'a.bib').rows;
const item = (fields: object): LibraryItem => ({ id: 'key', type: 'book', title: 'A Title', ...fields }) as LibraryItem;

/** The item without what is kept of the .bib it was read from: the types and fields that the writer chose. */
function said({ custom, ...variables }: LibraryItem): object {
  const others = Object.entries(custom ?? {}).filter(([format]) => format !== 'biblatex');
  return others.length > 0 ? { ...variables, custom: Object.fromEntries(others) } : variables;
}

const texts = [
  'Müller & Söhne: 100 % of $5_a #1 ~ ^ \\ {x} }', 'It’s ‘quoted’, "so" and \'so\' — “thus” – and -- ``this\'\' --- too', '<i>Dabiq</i>, H<sub>2</sub>O and <b>b</b> < c',
  'two\n\nparagraphs,  two spaces ', 'Достоевский 東京 ﬁ café', 'The rise of ISIS in Syria', 'The <span class="nocase">van</span> of <span style="font-variant:small-caps;">Names</span>',
  '\\input{x}', '@book{evil,', '@comment{', 'a, b and c = d', 'and', '{"json": [1]}', '2019--2020',
];
const names = [
  [{ family: 'Vale', given: 'Gina' }, { literal: 'others' }], [{ literal: 'Health and Safety Executive, UK' }], [{ family: 'Gogh', given: 'Vincent', 'non-dropping-particle': 'van' }],
  [{ family: 'Cruz', given: 'Juana', 'dropping-particle': 'de la' }], [{ family: 'King', given: 'Martin Luther', suffix: 'Jr.', 'comma-suffix': true }], [{ family: 'van Dijk', given: 'T.' }],
  [{ family: 'Aristotle' }], [{ given: 'Cher' }], [{ family: 'Poussin', given: 'Charles', 'non-dropping-particle': 'de la', 'dropping-particle': 'Comte' }], [{ family: 'a = b', given: '}{' }],
];
const dates = [
  { 'date-parts': [[2019]] }, { 'date-parts': [[2019, 2, 9]] }, { 'date-parts': [[1914, 7], [1918, 11]] }, { 'date-parts': [[-32]] }, { 'date-parts': [[-1]] }, { 'date-parts': [[476]] },
  { 'date-parts': [[2019]], season: 1 }, { 'date-parts': [[1900]], circa: true }, { 'date-parts': [[1850, 3], [1860]], circa: true }, { literal: 'in press' }, { raw: 'May 2010' },
  { 'date-parts': [[12019, 1]] }, { 'date-parts': [[1900], [0]] }, { 'date-parts': [[2001, 21], [2001, 22]] }, { 'date-parts': [[2019, 14]] },
];

for (const [dialect, write] of Object.entries(writers)) {
  const again = (one: LibraryItem): LibraryItem => read(write([one]))[0]!;

  describe(`an item written as ${dialect} and read again`, () => {
    for (const type of cslTypes) {
      it(`is a ${type}`, () => {
        const one = item({ type, 'container-title': 'C', publisher: 'P', genre: 'G', number: '1', issue: '2' });
        assert.deepEqual(said(again(one)), one);
      });
    }
    for (const variable of [...cslStandardVariables, ...cslNumberVariables]) {
      it(`has its ${variable}`, () => {
        for (const text of texts) assert.deepEqual(said(again(item({ [variable]: text }))), item({ [variable]: text }));
      });
    }
    for (const variable of cslNameVariables) {
      it(`has its ${variable}`, () => {
        for (const list of names) assert.deepEqual(said(again(item({ [variable]: list }))), item({ [variable]: list }));
      });
    }
    for (const variable of cslDateVariables) {
      it(`has its ${variable}`, () => {
        for (const date of dates) assert.deepEqual(said(again(item({ [variable]: date }))), item({ [variable]: date }));
      });
    }
    it('has everything at once', () => {
      const all = item({
        ...Object.fromEntries([...cslStandardVariables, ...cslNumberVariables].map((variable, index) => [variable, texts[index % texts.length]])),
        ...Object.fromEntries(cslNameVariables.map((variable, index) => [variable, names[index % names.length]])),
        ...Object.fromEntries(cslDateVariables.map((variable, index) => [variable, dates[index]])),
      });
      assert.deepEqual(said(again(all)), all);
    });
    it('has what other formats keep in it, and nothing of what Ibid keeps', () => {
      const kept = item({ custom: { ris: { U1: ['x'] }, ibid: { key: 'k' } }, journalAbbreviation: 'J.' });
      assert.deepEqual(said(again(kept)), item({ custom: { ris: { U1: ['x'] } }, journalAbbreviation: 'J.' }));
    });
  });
}

describe('biblatex’s own fields', () => {
  const entries: [string, object, RegExp[]][] = [
    ['a particle that is dropped', { author: [{ family: 'Cruz', given: 'Juana', 'dropping-particle': 'de la' }] }, [/author = \{family=\{Cruz\}, given=\{Juana\}, prefix=\{de la\}, useprefix=false\}/]],
    ['a particle that is the family’s own', { author: [{ family: 'van Dijk', given: 'T.' }] }, [/author = \{\{van Dijk\}, T\.\}/]],
    ['organisations and others', { author: [{ literal: 'Fish and Ships' }, { literal: 'others' }] }, [/author = \{\{Fish and Ships\} and others\}/]],
    ['a compiler', { compiler: [{ family: 'Vale' }] }, [/editor = \{Vale\},\n {2}editortype = \{compiler\}/]],
    ['an editor beside whom others worked', { editor: [{ family: 'Roe' }], illustrator: [{ family: 'Vale' }] }, [/editor = \{Roe\}/, /editora = \{Vale\},\n {2}editoratype = \{illustrator\}/]],
    ['hyphens that are no dash', { title: 'a -- b' }, [/title = \{a -\{\}- b\}/]],
    ['letters as they are', { title: 'Łódź ’s “q” – 1' }, [/title = \{Łódź ’s “q” – 1\}/]],
    ['markup', { title: '<i>Dabiq</i>, H<sub>2</sub>O and the <span class="nocase">von</span>' }, [/\\emph\{Dabiq\}, \{H\\textsubscript\{2\}O\} and the \{von\}/]],
    ['a range', { issued: { 'date-parts': [[2018, 7, 30], [2018, 8, 2]] } }, [/date = \{2018-07-30\/2018-08-02\}/]],
    ['a season, about', { issued: { 'date-parts': [[2019]], season: 4, circa: true } }, [/date = \{2019-24~\}/]],
    ['a year before our era', { issued: { 'date-parts': [[-32]] } }, [/date = \{-0031\}/]],
    ['a date in words', { issued: { literal: 'in press' } }, [/year = \{in press\}/]],
    ['a preprint', { type: 'webpage', archive: 'arXiv', archive_location: '1706.03762', URL: 'https://arxiv.org/abs/1706.03762' }, [/eprinttype = \{arXiv\},\n {2}eprint = \{1706\.03762\}/, /^(?![\s\S]* url = )/]],
    ['a thesis', { type: 'thesis', genre: 'PhD thesis', publisher: 'Oslo' }, [/^@thesis/, /type = \{phdthesis\}/, /institution = \{Oslo\}/]],
    ['a newspaper', { type: 'article-newspaper', 'container-title': 'The Day' }, [/^@article/, /journaltitle = \{The Day\}/, /entrysubtype = \{newspaper\}/]],
    ['a piece in a volume of a work', { type: 'chapter', 'container-title': 'Works', 'volume-title': 'Second' }, [/booktitle = \{Second\},\n {2}maintitle = \{Works\}/]],
    ['languages', { language: 'en-GB' }, [/langid = \{british\}/]],
    ['fields kept of a .bib', { type: 'chapter', custom: { biblatex: { entrytype: 'inbook', file: ':a.pdf:PDF', options: 'skipbib' } } }, [/^@inbook/, /file = \{:a\.pdf:PDF\}/, /options = \{skipbib\}/]],
    ['a formula, as long as the title says it', { title: 'n<sup>2</sup>', custom: { biblatex: { title: '$n^2$' } } }, [/title = \{\$n\^2\$\}/]],
    ['no formula of a title that was changed', { title: 'Other', custom: { biblatex: { title: '$n^2$' } } }, [/title = \{Other\}/, /^(?![\s\S]*n\^2)/]],
    ['kept TeX with braces that do not pair', { custom: { biblatex: { note: 'a } b { c' } }, note: 'a b c' }, [/note = \{a {2}b \{ c\}\}/]],
  ];
  for (const [name, fields, expected] of entries) {
    it(name, () => {
      const bib = writeBiblatexFile([item(fields)]);
      for (const pattern of expected) assert.match(bib, pattern);
      assert.doesNotMatch(bib, /csl-biblatex/, 'it has fields for all of it');
    });
  }

  it('gives way to an edit that another program made of what Ibid wrote', () => {
    const bib = writeBiblatexFile([item({ type: 'webpage', 'container-title': 'The Site', composer: [{ family: 'Vale' }] })]);
    const edited = read(bib.replace('organization = {The Site}', 'organization = {Someone}'))[0]!;
    assert.deepEqual([edited.publisher, edited.composer], ['Someone', [{ family: 'Vale' }]]);
  });
  it('are read as they stand where the remainder beside them is broken or of the wrong kind', () => {
    for (const json of ['{', '[1]', '{"author": [1], "title": 7, "issued": {"date-parts": "x"}}', '{"__proto__": {"a": 1}}']) {
      assert.equal(read(`@book{a, title = {T}, csl-biblatex = {${json.replace(/^\{$/, 'x')}}}`)[0]?.author, undefined);
    }
  });
  it('have keys that a .bib can hold, each once', () => {
    const bib = writeBiblatexFile(['a b', 'a-b', 'ü:1'].map((id) => ({ ...item({}), id })));
    assert.deepEqual(read(bib).map(({ id }) => id), ['a-b', 'a-b-2', 'ü:1']);
  });
});
