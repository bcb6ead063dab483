import assert from 'node:assert/strict';
import { found, outline, type Asked } from './find.js';

const bib = '';

interface Row extends Asked {
  name: string;
  gives: string[];
}

const rows: Row[] = [
  { name: 'one file', of: 'a.md', files: { 'a.md': '---\ntitle: A\nbibliography: refs.bib\n---\n\nText [@vale].', 'refs.bib': bib }, gives: ['refs.bib'] },
  { name: 'a list in brackets', of: 'a.md', files: { 'a.md': '---\nbibliography: [refs.bib, "more refs.json"]\n---\n', 'refs.bib': bib, 'more refs.json': bib }, gives: ['refs.bib', 'more refs.json'] },
  { name: 'a list of lines', of: 'a.md', files: { 'a.md': '---\nbibliography:\n  - refs.bib\n  - lib/more.yaml\n...\n', 'refs.bib': bib, 'lib/more.yaml': bib }, gives: ['refs.bib', 'lib/more.yaml'] },
  { name: 'lists under names, as multibib has them', of: 'a.md', files: { 'a.md': '---\nbibliography:\n  main: a.bib\n  data: [b.bib]\n---\n', 'a.bib': bib, 'b.bib': bib }, gives: ['a.bib', 'b.bib'] },
  { name: 'a map in braces', of: 'a.md', files: { 'a.md': '---\n{"bibliography": "refs.bib"}\n---\n', 'refs.bib': bib }, gives: ['refs.bib'] },
  { name: 'Windows line ends', of: 'a.md', files: { 'a.md': '---\r\nbibliography: refs.bib\r\n---\r\n', 'refs.bib': bib }, gives: ['refs.bib'] },
  { name: 'a block at the end', of: 'a.md', files: { 'a.md': 'Text.\n\n---\nbibliography: refs.bib\n...', 'refs.bib': bib }, gives: ['refs.bib'] },
  { name: 'a rule with text under it, then a block', of: 'a.md', files: { 'a.md': 'One.\n\n---\nTwo.\n\n---\nbibliography: refs.bib\n---\n', 'refs.bib': bib }, gives: ['refs.bib'] },
  { name: 'no block in a code block', of: 'a.md', files: { 'a.md': '```yaml\n\n---\nbibliography: refs.bib\n---\n```\n', 'refs.bib': bib }, gives: [] },
  { name: 'no block within a paragraph', of: 'a.md', files: { 'a.md': 'Heading\n---\nbibliography: refs.bib\n---\n', 'refs.bib': bib }, gives: [] },
  { name: 'a format’s own', of: 'a.qmd', files: { 'a.qmd': '---\nformat:\n  pdf:\n    bibliography: pdf.bib\n  html: default\n---\n', 'pdf.bib': bib }, gives: ['pdf.bib'] },
  {
    name: 'references within the metadata, beside a file', of: 'a.md',
    files: { 'a.md': '---\nreferences:\n- id: vale\n  title: Cubs\nbibliography: refs.bib\n---\n', 'refs.bib': bib }, gives: ['references of 37 letters', 'refs.bib'],
  },
  { name: 'a path from the workspace folder', of: 'ch/a.md', files: { 'ch/a.md': '---\nbibliography: lib/refs.bib\n---\n', 'lib/refs.bib': bib }, gives: ['lib/refs.bib'] },
  { name: 'a path from the document’s folder first', of: 'ch/a.md', files: { 'ch/a.md': '---\nbibliography: refs.bib\n---\n', 'refs.bib': bib, 'ch/refs.bib': bib }, gives: ['ch/refs.bib'] },
  { name: 'a path up and down', of: 'ch/a.md', files: { 'ch/a.md': '---\nbibliography: ../lib/refs.bib\n---\n', 'lib/refs.bib': bib }, gives: ['lib/refs.bib'] },
  { name: 'a path with backslashes', of: 'a.md', files: { 'a.md': '---\nbibliography: lib\\refs.bib\n---\n', 'lib/refs.bib': bib }, gives: ['lib/refs.bib'] },
  { name: 'an absolute path', of: 'a.md', files: { 'a.md': '---\nbibliography: /w/lib/refs.bib\n---\n', 'lib/refs.bib': bib }, gives: ['lib/refs.bib'] },
  { name: 'a path on a Windows drive', of: 'a.md', files: { 'a.md': '---\nbibliography: \'C:\\lib\\refs.bib\'\n---\n' }, disk: (fs) => fs.write('/C:/lib/refs.bib', ''), gives: ['/C:/lib/refs.bib'] },
  { name: 'a path from the person’s own folder', of: 'a.md', home: '/home/vale', files: { 'a.md': '---\nbibliography: ~/refs.bib\n---\n' }, disk: (fs) => fs.write('/home/vale/refs.bib', ''), gives: ['/home/vale/refs.bib'] },
  { name: 'a resource path', of: 'a.md', files: { 'a.md': '---\nresource-path: [".", "lib"]\nbibliography: refs.bib\n---\n', 'lib/refs.bib': bib }, gives: ['lib/refs.bib'] },
  { name: 'a file of metadata', of: 'a.md', files: { 'a.md': '---\nmetadata-files: [meta/all.yml]\n---\n', 'meta/all.yml': 'bibliography: refs.bib', 'meta/refs.bib': bib }, gives: ['meta/refs.bib < meta/all.yml'] },

  {
    name: 'a Quarto project, the nearest first', of: 'part/one/a.qmd',
    files: {
      'part/one/a.qmd': '---\nbibliography: own.bib\n---\n', 'part/one/own.bib': bib,
      'part/one/_metadata.yml': 'bibliography: one.bib', 'part/one/one.bib': bib,
      'part/_metadata.yml': 'bibliography: part.bib', 'part/part.bib': bib,
      '_quarto.yml': 'project:\n  type: book\nbibliography: [all.bib]\n', 'all.bib': bib,
    },
    gives: ['part/one/own.bib', 'part/one/one.bib < part/one/_metadata.yml', 'part/part.bib < part/_metadata.yml', 'all.bib < _quarto.yml'],
  },
  { name: 'a project’s profile', of: 'a.qmd', files: { 'a.qmd': '', '_quarto.yml': 'project: {type: book}', '_quarto-print.yml': 'bibliography: print.bib', 'print.bib': bib }, gives: ['print.bib < _quarto-print.yml'] },
  { name: 'nothing above the project', of: 'in/a.qmd', files: { 'in/a.qmd': '', 'in/_quarto.yml': 'project: {type: book}', '_quarto.yml': 'bibliography: out.bib', 'out.bib': bib }, gives: [] },
  { name: 'a path from the project’s folder', of: 'in/ch/a.qmd', files: { 'in/ch/a.qmd': '---\nbibliography: /lib/refs.bib\n---\n', 'in/_quarto.yml': 'project: {}', 'in/lib/refs.bib': bib }, gives: ['in/lib/refs.bib'] },
  { name: 'bookdown: index.Rmd', of: '01.Rmd', files: { '01.Rmd': '# One', '_bookdown.yml': 'book_filename: a', 'index.Rmd': '---\nbibliography: [book.bib]\n---\n', 'book.bib': bib }, gives: ['book.bib < index.Rmd'] },
  { name: 'bookdown: its own file', of: '01.Rmd', files: { '01.Rmd': '# One', '_bookdown.yml': 'bibliography: book.bib', 'book.bib': bib }, gives: ['book.bib < _bookdown.yml'] },
  { name: 'MyST', of: 'ch/a.md', files: { 'ch/a.md': '{cite:p}`vale`', 'myst.yml': 'version: 1\nproject:\n  bibliography:\n    - refs.bib\n', 'refs.bib': bib, 'other.bib': bib }, gives: ['refs.bib < myst.yml'] },
  { name: 'MyST without a list: all there are', of: 'ch/a.md', files: { 'ch/a.md': '', 'myst.yml': 'version: 1', 'refs.bib': bib, 'ch/own.bib': bib }, gives: ['refs.bib < myst.yml', 'ch/own.bib < myst.yml'] },
  { name: 'Jupyter Book', of: 'a.md', files: { 'a.md': '', '_config.yml': 'bibtex_bibfiles:\n  - references.bib\n', 'references.bib': bib }, gives: ['references.bib < _config.yml'] },
  { name: 'Pandoc’s defaults', of: 'a.md', files: { 'a.md': '', 'defaults.yaml': 'from: markdown\nbibliography: refs.bib', 'refs.bib': bib }, gives: ['refs.bib < defaults.yaml'] },
  { name: 'defaults, for this document and for another', of: 'a.md', files: { 'a.md': '', 'a.yaml': 'input-files: [a.md]\nbibliography: a.bib', 'b.yaml': 'input-file: b.md\nmetadata: {bibliography: b.bib}', 'a.bib': bib, 'b.bib': bib }, gives: ['a.bib < a.yaml'] },
  { name: 'no YAML that is no file of defaults', of: 'a.md', files: { 'a.md': '', 'notes.yaml': 'bibliography: refs.bib', 'refs.bib': bib }, gives: [] },

  { name: 'settings last, with patterns', of: 'ch/a.md', settings: ['lib/**/*.bib', '{x,y}.json'], files: { 'ch/a.md': '---\nbibliography: own.bib\n---\n', 'ch/own.bib': bib, 'lib/b.bib': bib, 'lib/in/a.bib': bib, 'lib/.trash-old/c.bib': bib, 'lib/node_modules/d.bib': bib, 'y.json': bib }, gives: ['ch/own.bib', 'lib/b.bib < the setting', 'lib/in/a.bib < the setting', 'y.json < the setting'] },

  { name: 'a file that is not there', of: 'a.md', files: { 'a.md': '---\nbibliography: [gone.bib, refs.bib]\n---\n', 'refs.bib': bib }, gives: ['refs.bib', 'bibliography-not-found at a.md "gone.bib"'] },
  { name: 'a setting that leads nowhere', of: 'a.md', settings: ['lib/*.bib'], files: { 'a.md': '' }, gives: ['bibliography-not-found at the setting ""'] },
  { name: 'braces that stand for more files than there are', of: 'a.md', settings: ['{a,b,c,d}'.repeat(30)], files: { 'a.md': '' }, gives: ['bibliography-not-found at the setting ""'] },
  { name: 'an address', of: 'a.md', files: { 'a.md': '---\nbibliography: https://example.org/refs.bib\n---\n' }, gives: ['bibliography-passed-over at a.md "https://example.org/refs.bib"'] },
  { name: 'broken YAML: what can be read of it', of: 'a.md', files: { 'a.md': '---\nbibliography: [refs.bib, gone.bib\ntitle: A\n---\n', 'refs.bib': bib }, gives: ['refs.bib', 'metadata-broken at a.md "t"', 'bibliography-not-found at a.md "gone.bib"'] },
  { name: 'a broken project', of: 'a.qmd', files: { 'a.qmd': '---\nbibliography: refs.bib\n---\n', 'refs.bib': bib, '_quarto.yml': 'bibliography: [all.bib\n', 'all.bib': bib }, gives: ['refs.bib', 'all.bib < _quarto.yml', 'metadata-broken at _quarto.yml ""'] },
  { name: 'a mistake in another field', of: 'a.md', files: { 'a.md': '---\ntitle: x: [y\nauthor: "Vale\nbibliography: refs.bib\n---\n', 'refs.bib': bib }, gives: ['refs.bib'] },
  { name: 'a block that is not closed', of: 'a.md', files: { 'a.md': '---\nbibliography: refs.bib\n\nText', 'refs.bib': bib }, gives: [] },
  { name: 'brackets by the thousand', of: 'a.md', files: { 'a.md': `---\nbibliography: ${'['.repeat(200_000)}\n---\n` }, gives: ['metadata-broken at a.md "bibliography"'] },
  { name: 'a number, nothing, and maps', of: 'a.md', files: { 'a.md': '---\nbibliography: [2018, null, {}, ""]\ncsl: []\nreferences: none\n---\n' }, gives: ['bibliography-not-found at a.md "2018"'] },
  { name: 'a project too large', of: 'a.qmd', files: { 'a.qmd': '', '_quarto.yml': 'bibliography: all.bib', 'all.bib': bib }, disk: (fs) => fs.sizes.set('/w/_quarto.yml', 1e7), gives: ['bibliography-passed-over at _quarto.yml ""'] },
  { name: 'a bibliography too large', of: 'a.md', files: { 'a.md': '---\nbibliography: all.bib\n---\n', 'all.bib': bib }, disk: (fs) => fs.sizes.set('/w/all.bib', 1e9), gives: ['bibliography-passed-over at a.md "all.bib"'] },
  { name: 'a project that can’t be read', of: 'a.qmd', files: { 'a.qmd': '---\nbibliography: refs.bib\n---\n', 'refs.bib': bib, '_quarto.yml': '' }, disk: (fs) => fs.failing.set('/w/_quarto.yml', 'no-permission'), gives: ['refs.bib', 'bibliography-passed-over at _quarto.yml ""'] },
];

describe('bibliographies of Markdown', () => {
  for (const { name, gives, ...asked } of rows) it(name, async () => assert.deepEqual(await outline(asked), gives));

  it('are looked for in the document’s own folder alone where no workspace is open', async () => {
    assert.deepEqual(await outline({ of: 'ch/a.md', folder: null, files: { 'ch/a.md': '---\nbibliography: refs.bib\n---\n', 'ch/refs.bib': bib, '_quarto.yml': 'bibliography: out.bib', 'out.bib': bib } }), ['ch/refs.bib']);
  });

  it('say where they were looked for', async () => {
    const { problems } = await found({ of: 'ch/a.md', files: { 'ch/a.md': '---\nbibliography: refs.bib\n---\n' } });
    assert.equal(problems[0]!.message, 'There is no refs.bib. Ibid looked for /w/ch/refs.bib, /w/refs.bib. Correct the path, or put the file there.');
  });

  it('give the references as CSL-YAML', async () => {
    const { named } = await found({ of: 'a.md', files: { 'a.md': '---\ntitle: A\nreferences:\n- id: vale\n  title: Cubs\n- id: roe\n---\n' } });
    assert.ok(named[0]?.kind === 'references');
    assert.equal(named[0].yaml, 'references:\n- id: vale\n  title: Cubs\n- id: roe\n');
  });

  it('tell what to watch, also what is not there yet', async () => {
    const { consulted, watched } = await found({ of: 'ch/a.md', files: { 'ch/a.md': '---\nbibliography: refs.bib\n---\n' }, settings: ['lib/*.bib'] });
    for (const path of ['/w/ch/refs.bib', '/w/refs.bib', '/w/ch/_metadata.yml', '/w/_quarto.yml']) assert.ok(consulted.includes(path), path);
    assert.ok(watched.some(({ folder, pattern }) => folder === '/w/lib' && pattern === '*.bib'));
  });
});

describe('the style of a document', () => {
  const styles: [name: string, files: Record<string, string>, style: string | null, path: string | null][] = [
    ['beside it', { 'a.md': '---\ncsl: apa.csl\n---\n', 'apa.csl': '' }, 'apa.csl', '/w/apa.csl'],
    ['by its bare name', { 'a.md': '---\ncsl: styles/apa\n---\n', 'styles/apa.csl': '' }, 'styles/apa', '/w/styles/apa.csl'],
    ['not there, and known by its name perhaps', { 'a.md': '---\ncsl: apa\n---\n' }, 'apa', null],
    ['of the last block', { 'a.md': '---\ncsl: one.csl\n---\n\n---\ncsl: two.csl\n---\n', 'two.csl': '' }, 'two.csl', '/w/two.csl'],
    ['of its project', { 'a.md': '', '_quarto.yml': 'csl: all.csl', 'all.csl': '' }, 'all.csl', '/w/all.csl'],
    ['none', { 'a.md': '---\nbibliography: []\n---\n' }, null, null],
  ];
  for (const [name, files, style, path] of styles) {
    it(name, async () => {
      const { style: given } = await found({ of: 'a.md', files });
      assert.deepEqual([given?.name ?? null, given?.path ?? null], [style, path]);
    });
  }
});
