import assert from 'node:assert/strict';
import { found, outline, type Asked } from './find.js';

const bib = '';

interface Row extends Asked {
  name: string;
  gives: string[];
}

const rows: Row[] = [
  { name: 'one file', of: 'a.typ', files: { 'a.typ': 'See @vale.\n#bibliography("refs.bib")', 'refs.bib': bib }, gives: ['refs.bib'] },
  { name: 'several, with other arguments', of: 'a.typ', files: { 'a.typ': '#bibliography(\n  ("a.bib", "b.yml",),\n  title: "Works (all)", style: "ieee", full: true)', 'a.bib': bib, 'b.yml': bib }, gives: ['a.bib', 'b.yml'] },
  { name: 'in code, as bytes', of: 'a.typ', files: { 'a.typ': '#show: paper.with(bibliography: bibliography(title: none, read("refs.bib", encoding: none)))', 'refs.bib': bib }, gives: ['refs.bib'] },
  { name: 'an argument of a template', of: 'a.typ', files: { 'a.typ': '#show: paper.with(bibliography-file: "refs.bib")', 'refs.bib': bib }, gives: ['refs.bib'] },
  { name: 'no comment, no raw text, no word', of: 'a.typ', files: { 'a.typ': '// #bibliography("refs.bib")\n/* #bibliography("refs.bib") */ `#bibliography("refs.bib")` ```typ #bibliography("refs.bib") ``` the bibliography ("refs.bib") my-bibliography("refs.bib")', 'refs.bib': bib }, gives: [] },
  { name: 'behind an address', of: 'a.typ', files: { 'a.typ': 'https://example.org #bibliography("refs.bib")', 'refs.bib': bib }, gives: ['refs.bib'] },
  { name: 'files that it includes, and those they import', of: 'main.typ', files: { 'main.typ': '#include "ch/one.typ"\n#import "@preview/paper:0.1.0": paper', 'ch/one.typ': '#import "../end.typ": end', 'end.typ': '#let end = bibliography("lib/refs.bib")', 'lib/refs.bib': bib }, gives: ['lib/refs.bib < end.typ'] },
  { name: 'a path is that of its own file', of: 'main.typ', files: { 'main.typ': '#include "ch/one.typ"', 'ch/one.typ': '#bibliography("refs.bib")', 'ch/refs.bib': bib, 'refs.bib': bib }, gives: ['ch/refs.bib < ch/one.typ'] },
  { name: 'a path from the workspace', of: 'ch/a.typ', files: { 'ch/a.typ': '#bibliography("/lib/refs.bib")', 'lib/refs.bib': bib }, gives: ['lib/refs.bib'] },
  { name: 'a path from the project', of: 'in/ch/a.typ', files: { 'in/ch/a.typ': '#bibliography("/lib/refs.bib")', 'in/typst.toml': '', 'in/lib/refs.bib': bib, 'lib/refs.bib': bib }, gives: ['in/lib/refs.bib'] },
  { name: 'the document that includes a chapter', of: 'ch/a.typ', files: { 'ch/a.typ': 'See @vale.', 'main.typ': '#include "ch/a.typ"\n#bibliography("refs.bib")', 'refs.bib': bib }, gives: ['refs.bib < main.typ'] },
  { name: 'files that include each other', of: 'a.typ', files: { 'a.typ': '#include "b.typ"', 'b.typ': '#include "a.typ"\n#bibliography("refs.bib")', 'refs.bib': bib }, gives: ['refs.bib < b.typ'] },
  { name: 'a file that is not there', of: 'a.typ', files: { 'a.typ': '#bibliography("gone.bib")' }, gives: ['bibliography-not-found at a.typ "gone.bib"'] },
  { name: 'calls that are not finished', of: 'a.typ', files: { 'a.typ': '#include #bibliography(("refs.bib", "more', 'refs.bib': bib }, gives: ['refs.bib'] },
];

describe('bibliographies of Typst', () => {
  for (const { name, gives, ...asked } of rows) it(name, async () => assert.deepEqual(await outline(asked), gives));

  it('have a style, by name or as a file', async () => {
    const styleOf = async (style: string): Promise<unknown> => {
      const { style: given } = await found({ of: 'a.typ', files: { 'a.typ': `#bibliography("refs.bib", style: "${style}")`, 'refs.bib': bib, 'own.csl': '' } });
      return [given?.name, given?.path];
    };
    assert.deepEqual(await styleOf('chicago-notes'), ['chicago-notes', null]);
    assert.deepEqual(await styleOf('own.csl'), ['own.csl', '/w/own.csl']);
  });
});
