import assert from 'node:assert/strict';
import { found, type Asked } from './find.js';

interface Row extends Asked {
  name: string;
  gives: string[];
}

const rows: Row[] = [
  {
    name: 'bibliography and style of a Markdown document', of: 'a.md',
    files: { 'a.md': '---\nbibliography: [refs.bib, "lib/more.json"]\ncsl: house.csl\n---\n', 'refs.bib': '', 'lib/more.json': '', 'house.csl': '' },
    gives: ['refs.bib → /w/refs.bib', '"lib/more.json" → /w/lib/more.json', 'house.csl → /w/house.csl'],
  },
  { name: 'what is not there', of: 'a.md', files: { 'a.md': '---\nbibliography: refs.bib\ncsl: chicago\n---\n' }, gives: [] },
  { name: 'LaTeX', of: 'a.tex', files: { 'a.tex': '\\documentclass{article}\\bibliography{refs,lib/more}', 'refs.bib': '', 'lib/more.bib': '' }, gives: ['refs → /w/refs.bib', 'lib/more → /w/lib/more.bib'] },
  { name: 'a pattern by the first file', of: 'a.tex', files: { 'a.tex': '\\documentclass{article}\\addbibresource{*.bib}', 'a.bib': '', 'b.bib': '' }, gives: ['*.bib → /w/a.bib'] },
  { name: 'Typst', of: 'a.typ', files: { 'a.typ': '#bibliography("refs.bib", style: "house.csl")', 'refs.bib': '', 'house.csl': '' }, gives: ['refs.bib → /w/refs.bib', 'house.csl → /w/house.csl'] },
  { name: 'not what another file of the document names', of: 'a.tex', files: { 'a.tex': '\\documentclass{article}\\input{b}', 'b.tex': '\\bibliography{refs}', 'refs.bib': '' }, gives: [] },
];

describe('the files that a document’s own text names', () => {
  for (const { name, gives, ...asked } of rows) {
    it(name, async () => {
      const text = asked.files[asked.of]!;
      const { inText } = await found(asked);
      assert.deepEqual(inText.map(({ start, end, path }) => `${text.slice(start, end)} → ${path}`), gives);
    });
  }
});
