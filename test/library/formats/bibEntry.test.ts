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
