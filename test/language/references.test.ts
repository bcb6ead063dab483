import assert from 'node:assert/strict';
import type { Run } from '../../src/language/runs.js';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import { citedItems, ownBibliography, writeReferences, type ReferenceFormat } from '../../src/language/references.js';
import { marked } from './cursor.js';
import { example, mahlouly, powell, vale } from './example.js';

const reference: Run[] = [{ text: 'Powell, J. 2014. ' }, { text: 'Talking', italic: true }, { text: '. ' }, { text: '5', bold: true }, { text: '.' }];
const hostile: Run[] = [{ text: '1. <img src=x> $x$ [a](b) @key #let x \\input{y} *no* & `code` {=html} // --' }];

describe('references as text', () => {
  const rows: [format: ReferenceFormat, expected: string, hostile: string][] = [
    ['plain', 'Powell, J. 2014. Talking. 5.', '1. <img src=x> $x$ [a](b) @key #let x \\input{y} *no* & `code` {=html} // --'],
    ['html', '<p>Powell, J. 2014. <i>Talking</i>. <b>5</b>.</p>', '<p>1. &lt;img src=x&gt; $x$ [a](b) @key #let x \\input{y} *no* &amp; `code` {=html} // --</p>'],
    ['pandoc', 'Powell, J. 2014. *Talking*. **5**.', '1\\. \\<img src=x> \\$x\\$ \\[a\\](b) \\@key #let x \\\\input\\{y\\} \\*no\\* \\& \\`code\\` \\{=html\\} // --'],
    [
      'latex', 'Powell, J. 2014. \\emph{Talking}. \\textbf{5}.',
      '1. <img src=x> \\$x\\$ [a](b) @key \\#let x \\textbackslash{}input\\textbraceleft{}y\\textbraceright{} *no* \\& \\textasciigrave{}code\\textasciigrave{} \\textbraceleft{}=html\\textbraceright{} // -{}-',
    ],
    ['typst', 'Powell, J. 2014. #emph[Talking]. #strong[5].', '1\\. \\<img src=x\\> \\$x\\$ \\[a\\](b) \\@key \\#let x \\\\input{y} \\*no\\* & \\`code\\` {=html} \\/\\/ \\-\\-'],
  ];
  for (const [format, expected, escaped] of rows) {
    it(`in ${format}`, () => assert.equal(writeReferences(format, [reference]), expected));
    it(`in ${format}, nothing being markup`, () => assert.equal(writeReferences(format, [hostile]), escaped));
  }

  it('stand one below the other', () => {
    assert.equal(writeReferences('plain', [[{ text: 'A.' }], [{ text: 'B.' }]]), 'A.\nB.');
    assert.equal(writeReferences('pandoc', [[{ text: 'A.' }], [{ text: 'B.' }]]), 'A.\n\nB.');
  });

  it('cite nothing themselves', () => {
    for (const [language, format] of [['markdown', 'pandoc'], ['latex', 'latex'], ['typst', 'typst']] as const) {
      assert.deepEqual(new DocumentCitations(language, writeReferences(format, [[{ text: 'As [@a, p. 3], \\cite{b} and #cite(<c>) say.', italic: true }]])).all, []);
    }
  });
});

describe('the works of a document', () => {
  const library = example({ items: [vale, powell, mahlouly] });
  const text = 'As @powell2014talking and [@vale2018cubs; @nobody] say, @powell2014talking again.';

  it('are those it cites, each once', () => {
    const { items, unknown } = citedItems(new DocumentCitations('markdown', text), library);
    assert.deepEqual([items.map(({ id }) => id), unknown], [['powell2014talking', 'vale2018cubs'], ['nobody']]);
  });

  const rows: [drawn: string, expected: string[]][] = [
    ['As @powell2014|talking and @vale2018cubs', ['powell2014talking']],
    ['As |and @vale2018cubs', []],
    ['As [@powell2014talking, p. 3|; @vale2018cubs]', []],
  ];
  for (const [drawn, expected] of rows) {
    it(`${drawn} has ${expected.length} at the cursor`, () => {
      const { text, offset } = marked(drawn);
      assert.deepEqual(citedItems(new DocumentCitations('markdown', text), library, { start: offset, end: offset }).items.map(({ id }) => id), expected);
    });
  }
});

describe('the language’s own bibliography', () => {
  const rows: [language: string, text: string, expected: string][] = [
    ['markdown', '[@a]', '::: {#refs}\n:::'],
    ['markdown', '{cite:p}`a`', '```{bibliography}\n```'],
    ['latex', '\\parencite{a}', '\\printbibliography'],
    ['latex', '\\citep{a}', '\\bibliographystyle{plainnat}\n\\bibliography{refs/all}'],
    ['typst', '@a', '#bibliography("refs/all.bib")'],
  ];
  for (const [language, text, expected] of rows) it(`of ${text}`, () => assert.equal(ownBibliography(new DocumentCitations(language, text), 'refs/all.bib').text, expected));
});
