import assert from 'node:assert/strict';
import { openBibliography } from '../../src/language/bibliography.js';
import { longestStyle, readStyle, shippedStyle } from '../../src/language/styles.js';
import { styleFiles, vale } from './example.js';

describe('the name of a style', () => {
  const rows: [name: string, expected: string | null][] = [
    ['apa', 'apa'],
    ['APA.csl', 'apa'],
    ['styles/ieee.csl', 'ieee'],
    ['..\\styles\\ieee.csl', 'ieee'],
    ['https://www.zotero.org/styles/apa', 'apa'],
    ['https://raw.githubusercontent.com/citation-style-language/styles/master/modern-language-association.csl', 'modern-language-association'],
    ['chicago', 'chicago-author-date'],
    ['chicago-notes', 'chicago-note-bibliography'],
    ['mla', 'modern-language-association'],
    ['turabian-fullnote-8', 'turabian-fullnote-bibliography'],
    ['cell', null],
    ['constructor', null],
    ['', null],
  ];
  for (const [name, expected] of rows) it(`${JSON.stringify(name)} → ${expected}`, () => assert.equal(shippedStyle(name), expected));
});

const styleOf = (body: string): string => `<?xml version="1.0"?>\n<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">${body}</style>`;
const macro = (name: string, ...calls: string[]): string => `<macro name="${name}">${calls.map((call) => `<text macro="${call}"/>`).join('')}</macro>`;
const doubling = Array.from({ length: 40 }, (_, at) => macro(`m${at}`, `m${at + 1}`, `m${at + 1}`)).join('');

describe('the text of a style', () => {
  for (const name of ['apa', 'chicago-author-date', 'chicago-note-bibliography', 'ieee', 'modern-language-association']) {
    it(`of ${name} says the same as the file`, async () => {
      const files = await styleFiles(name);
      const read = readStyle(files.style);
      assert.ok(read && 'style' in read);
      const [made, expected] = await Promise.all([openBibliography({ ...files, style: read.style }, 'en-US'), openBibliography(files, 'en-US')]);
      assert.deepEqual(made.entry(vale), expected.entry(vale));
    });
  }

  it('may lead to the style that it depends on', () => {
    const dependent = styleOf('<info><link href="http://www.zotero.org/styles/some-journal" rel="self"/><link href="http://www.zotero.org/styles/apa" rel="independent-parent"/></info>');
    assert.deepEqual(readStyle(dependent), { parent: 'http://www.zotero.org/styles/apa' });
  });

  const refused: [what: string, xml: string][] = [
    ['nothing', ''],
    ['another file', '<html><body>No style</body></html>'],
    ['what is too large', styleOf(' '.repeat(longestStyle))],
    ['a tag of any length', styleOf(`<text value="${'a'.repeat(10_000)}"/>`)],
    ['a tag that is not closed', styleOf('<text value="a"').slice(0, -8)],
    ['an attribute that is a pattern', styleOf('<text (a+)+b="a"/>')],
    ['one behind another', styleOf('<text value="a"(a+)+b="a"/>')],
    ['a term that is a pattern', styleOf('<locale><terms><term name="and">(a+)+b</term></terms></locale>')],
    ['macros one in another without end', styleOf(Array.from({ length: 20_000 }, (_, at) => macro(`m${at}`, `m${at + 1}`)).join(''))],
    ['macros that double', styleOf(`${doubling}<citation><layout><text macro="m0"/></layout></citation>`)],
    ['a macro that calls itself', styleOf(`${macro('a', 'b')}${macro('b', 'a')}<citation><layout><text macro="a"/></layout></citation>`)],
  ];
  for (const [what, xml] of refused) it(`is refused for ${what}`, () => assert.equal(readStyle(xml), null));

  it('has lost its comments', () => {
    assert.deepEqual(readStyle('<!-- a --><style class="in-text">b<!-- c -->\n</style><!-- d'), { style: '<style class="in-text">b </style>' });
  });
});
