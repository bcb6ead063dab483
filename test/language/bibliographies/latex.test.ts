import assert from 'node:assert/strict';
import { found, outline, type Asked } from './find.js';

const bib = '';
const begin = '\\documentclass{book}\n';

interface Row extends Asked {
  name: string;
  gives: string[];
}

const rows: Row[] = [
  { name: 'BibTeX', of: 'a.tex', files: { 'a.tex': `${begin}\\bibliography{refs}`, 'refs.bib': bib }, gives: ['refs.bib'] },
  { name: 'several, one with its ending', of: 'a.tex', files: { 'a.tex': `${begin}\\bibliography{refs, lib/more.bib}`, 'refs.bib': bib, 'lib/more.bib': bib }, gives: ['refs.bib', 'lib/more.bib'] },
  { name: 'lines and comments within', of: 'a.tex', files: { 'a.tex': `${begin}\\bibliography{%\n  refs,% mine\n  more% theirs\n}`, 'refs.bib': bib, 'more.bib': bib }, gives: ['refs.bib', 'more.bib'] },
  { name: 'biblatex', of: 'a.tex', files: { 'a.tex': `${begin}\\addbibresource[label=main, datatype=bibtex]{refs.bib}\\addglobalbib{all.bib}\\addsectionbib{one.bib}`, 'refs.bib': bib, 'all.bib': bib, 'one.bib': bib }, gives: ['refs.bib', 'all.bib', 'one.bib'] },
  { name: 'a pattern', of: 'a.tex', files: { 'a.tex': `${begin}\\addbibresource[glob=true]{bib/*.bib}`, 'bib/b.bib': bib, 'bib/a.bib': bib, 'bib/a.txt': '' }, gives: ['bib/a.bib', 'bib/b.bib'] },
  { name: 'a name with a space, in quotation marks', of: 'a.tex', files: { 'a.tex': `${begin}\\addbibresource{"my refs.bib"}`, 'my refs.bib': bib }, gives: ['my refs.bib'] },
  { name: 'bibunits, bibentry, multibib', of: 'a.tex', files: { 'a.tex': `${begin}\\newcites{own,web}{Own works,Web}\\bibliographyown{own}\\nobibliography{refs}\\putbib[unit]\\putbib`, 'own.bib': bib, 'refs.bib': bib, 'unit.bib': bib }, gives: ['own.bib', 'refs.bib', 'unit.bib'] },
  { name: 'thebibliography', of: 'a.tex', files: { 'a.tex': `${begin}\\begin{thebibliography}{9}\\bibitem{vale} Vale.\\end{thebibliography}` }, gives: ['a.tex itself'] },
  { name: 'macros in paths', of: 'a.tex', files: { 'a.tex': `${begin}\\newcommand{\\home}{lib}\\newcommand*\\bibfolder{\\home/bib}\\def\\name{refs}\\addbibresource{\\bibfolder/\\name.bib}\\bibliography{\\jobname}`, 'lib/bib/refs.bib': bib, 'a.bib': bib }, gives: ['lib/bib/refs.bib', 'a.bib'] },
  { name: 'no comment, nothing verbatim, nothing behind the end', of: 'a.tex', files: { 'a.tex': `${begin}% \\bibliography{refs}\n\\% \\verb|\\bibliography{refs}|\\begin{verbatim}\\input part \\end{verbatim}\\iffalse\\bibliography{refs}\\fi\\end{document}\\bibliography{refs}`, 'refs.bib': bib, 'part.tex': '\\bibliography{refs}' }, gives: [] },
  { name: 'behind an escaped per cent', of: 'a.tex', files: { 'a.tex': `${begin}5 \\% \\bibliography{refs}`, 'refs.bib': bib }, gives: ['refs.bib'] },

  {
    name: 'sub-files, in their order', of: 'main.tex',
    files: {
      'main.tex': `${begin}\\input{setup}\\include{ch/one}\\input ch/two \\bibliography{last}`, 'setup.tex': '\\addbibresource{first.bib}\\newcommand\\bibfolder{lib}', 'ch/one.tex': '\\bibliography{\\bibfolder/one}', 'ch/two.tex': '\\input{ch/three.tex}',
      'ch/three.tex': '\\bibliography{own}', 'first.bib': bib, 'lib/one.bib': bib, 'ch/own.bib': bib, 'last.bib': bib,
    },
    gives: ['first.bib < setup.tex', 'lib/one.bib < ch/one.tex', 'ch/own.bib < ch/three.tex', 'last.bib'],
  },
  {
    name: 'import and subimport', of: 'main.tex',
    files: { 'main.tex': `${begin}\\import{part/}{one}`, 'part/one.tex': '\\subimport{deep/}{two}\\bibliography{refs}', 'part/deep/two.tex': '\\bibliography{refs}', 'part/refs.bib': bib, 'part/deep/refs.bib': bib, 'refs.bib': bib },
    gives: ['part/deep/refs.bib < part/deep/two.tex', 'part/refs.bib < part/one.tex'],
  },
  { name: 'files that take in each other, and one that is not there', of: 'main.tex', files: { 'main.tex': `${begin}\\input{a}\\input{gone}\\bibliography{refs}`, 'a.tex': '\\input{main}\\input{a}', 'refs.bib': bib }, gives: ['refs.bib'] },

  { name: 'the root that a comment names', of: 'ch/a.tex', files: { 'ch/a.tex': '% !TeX root = ../main.tex\nText', 'main.tex': `${begin}\\input{ch/a}\\bibliography{refs}`, 'refs.bib': bib }, gives: ['refs.bib < main.tex'] },
  { name: 'the same as older editors write it', of: 'ch/a.tex', files: { 'ch/a.tex': '%!TEX root=../main\nText', 'main.tex': `${begin}\\bibliography{refs}`, 'refs.bib': bib }, gives: ['refs.bib < main.tex'] },
  { name: 'the root of subfiles', of: 'ch/a.tex', files: { 'ch/a.tex': '\\documentclass[../main.tex]{subfiles}\\bibliography{\\subfix{../own}}', 'main.tex': `${begin}\\addbibresource{refs.bib}\\subfile{ch/a}`, 'refs.bib': bib, 'own.bib': bib }, gives: ['refs.bib < main.tex', 'own.bib'] },
  { name: 'a root that includes it, the nearest', of: 'ch/a.tex', files: { 'ch/a.tex': 'Text', 'other/far.tex': `${begin}\\input{../ch/a}\\bibliography{far}`, 'main.tex': `${begin}\\input{ch/a}\\bibliography{refs}`, 'refs.bib': bib, 'other/far.bib': bib }, gives: ['refs.bib < main.tex'] },
  { name: 'a root in another folder, by way of a part', of: 'text/a.tex', files: { 'text/a.tex': 'Text', 'text/all.tex': '\\input{../text/a}', 'build/main.tex': `${begin}\\input{../text/all}\\bibliography{refs}`, 'build/refs.bib': bib }, gives: ['refs.bib < build/main.tex'].map((line) => `build/${line}`) },
  { name: 'paths of a part as they are from its root', of: 'ch/a.tex', files: { 'ch/a.tex': '\\bibliography{lib/refs}', 'book/main.tex': `${begin}\\input{../ch/a}`, 'book/lib/refs.bib': bib }, gives: ['book/lib/refs.bib'] },
  { name: 'no root for a document of its own', of: 'a.tex', files: { 'a.tex': begin, 'main.tex': `${begin}\\input{a}\\bibliography{refs}`, 'refs.bib': bib }, gives: [] },
  { name: 'the root of a figure of standalone', of: 'fig.tex', files: { 'fig.tex': '\\documentclass{standalone}', 'main.tex': `${begin}\\input{fig}\\bibliography{refs}`, 'refs.bib': bib }, gives: ['refs.bib < main.tex'] },
  { name: 'a root that is not there', of: 'ch/a.tex', files: { 'ch/a.tex': '% !TeX root = ../gone.tex\n\\bibliography{refs}', 'ch/refs.bib': bib }, gives: ['ch/refs.bib'] },

  { name: 'a file that is not there', of: 'a.tex', files: { 'a.tex': `${begin}\\bibliography{refs, gone}`, 'refs.bib': bib }, gives: ['refs.bib', 'bibliography-not-found at a.tex "gone"'] },
  { name: 'a command that is not known', of: 'a.tex', files: { 'a.tex': `${begin}\\addbibresource{\\unknown/refs.bib}` }, gives: ['bibliography-not-found at a.tex "\\\\unknown/refs.bib"'] },
  { name: 'a command that means itself', of: 'a.tex', files: { 'a.tex': `${begin}\\def\\a{\\a\\a\\a}\\addbibresource{\\a}` }, gives: ['bibliography-not-found at a.tex "\\\\a"'] },
  { name: 'an address', of: 'a.tex', files: { 'a.tex': `${begin}\\addbibresource[location=remote]{http://example.org/refs.bib}` }, gives: ['bibliography-passed-over at a.tex "http://example.org/refs.bib"'] },
  { name: 'braces that are not closed', of: 'a.tex', files: { 'a.tex': `${begin}\\bibliography{refs \\bibliography{more}`, 'more.bib': bib }, gives: ['more.bib'] },
  { name: 'commands that are not finished', of: 'a.tex', files: { 'a.tex': `${begin}\\import\\newcommand\\def\\x\\input{}\\bibliography{,}\\addbibresource[\\documentclass\\verb` }, gives: [] },
];

describe('bibliographies of LaTeX', () => {
  for (const { name, gives, ...asked } of rows) it(name, async () => assert.deepEqual(await outline(asked), gives));

  it('are found through a thousand sub-files', async () => {
    const parts = Array.from({ length: 1000 }, (_, index) => [`ch/${index}.tex`, index < 999 ? `\\input{ch/${index + 1}}` : '\\bibliography{last}']);
    const files = { 'main.tex': `${begin}\\bibliography{first}\\input{ch/0}`, 'first.bib': bib, 'last.bib': bib, ...(Object.fromEntries(parts) as Record<string, string>) };
    assert.deepEqual(await outline({ of: 'main.tex', files }), ['first.bib', 'last.bib < ch/999.tex']);
    assert.deepEqual(await outline({ of: 'ch/500.tex', files }), ['first.bib < main.tex', 'last.bib < ch/999.tex']);
  });

  it('are those of the text in the editor, not of the file', async () => {
    const asked: Asked = { of: 'a.tex', files: { 'a.tex': `${begin}\\bibliography{new}`, 'new.bib': bib, 'old.bib': bib }, disk: (fs) => fs.write('/w/a.tex', `${begin}\\bibliography{old}`) };
    assert.deepEqual(await outline(asked), ['new.bib']);
  });

  it('tell what to watch: sub-files and roots that may come to be', async () => {
    const { consulted, watched } = await found({ of: 'ch/a.tex', files: { 'ch/a.tex': '\\input{gone}' } });
    assert.ok(consulted.includes('/w/ch/gone.tex'));
    assert.ok(watched.some(({ folder, pattern }) => folder === '/w' && pattern === '**/*.tex'));
  });
});
