import assert from 'node:assert/strict';
import { BibliographyFile } from '../../src/library/bibliographyFile.js';
import { entryKeys } from '../../src/library/entryKeys.js';
import { formatOf } from '../../src/library/formats/formats.js';

/** Keys are drawn in the file between ‹ and ›. */
const files: { name: string; file: string; drawn: string }[] = [
  { name: 'BibTeX', file: 'refs.bib', drawn: '% 😀\r\n@string{x = "y"}\r\n@book{ ‹vale2018› ,\r\n title={T}}\r\n@article(‹doe:20›, title = {@book{no,}})' },
  { name: 'CSL-JSON', file: 'refs.json', drawn: '[\n  {"id": "‹vale2018›", "type": "book", "custom": {"id": "no", "x": [{"id": "no"}]}},\n  {"type": "book", "title": "\\"id\\": \\"no\\"", "id":"‹é😀›"}, {"id": ‹12›, "type": "book"}]' },
  { name: 'CSL-JSON in an object', file: 'refs.json', drawn: '{"items": [{"title": "“", "id": "‹a›"}], "references": [{"id": "‹b›"}], "others": [{"id": "no"}]}' },
  { name: 'CSL-YAML', file: 'refs.yaml', drawn: 'references:\n- type: book\n  title: "id: no"\n  id: ‹vale2018› # id: no\n- id: "‹doe›"\n  type: book\n- {type: book, id: \'‹roe›\', title: X}\n' },
  { name: 'Hayagriva', file: 'refs.yml', drawn: '‹vale2018›:\n  type: book\n  title: "T: x"\n"‹doe:20›":\n  type: book\n  title: U\n' },
  { name: 'RIS', file: 'refs.ris', drawn: 'TY  - BOOK\nID  - ‹vale2018›\nTI  - ID  - no\nER  - \n' },
  { name: 'EndNote’s tagged format', file: 'refs.enw', drawn: '%0 Book\n%T Title\n%F ‹vale2018›\n' },
  { name: 'thebibliography', file: 'refs.bbl', drawn: '\\bibitem{no} x\n\\begin{thebibliography}{9}\n\\bibitem[Vale(2018)Vale]{‹vale2018›} Gina Vale. Title.\n\\bibitem{‹doe›}\nDoe. Other.\n\\end{thebibliography}' },
];

/** Keys with the text that stands at their places. */
const written = (text: string, file: string): string[] => entryKeys(text, file).map(({ key, start, end }) => `${key} ${text.slice(start, end)}`);

describe('The keys of a bibliography’s entries', () => {
  for (const { name, file, drawn } of files) {
    it(`stand in ${name} where they are written`, () => {
      const keys = Array.from(drawn.matchAll(/‹(.*?)›/g), ([, key]) => key!);
      const text = drawn.replace(/[‹›]/g, '');
      assert.deepEqual(written(text, file), keys.map((key) => `${key} ${key}`));
    });
  }

  it('are found in files that are broken or empty as far as that goes', () => {
    for (const { file } of files) assert.deepEqual(entryKeys('', file), []);
    assert.deepEqual(written('[{"id": "a", "type": "book"}, {"id": "b" "type": "book"}', 'refs.json'), ['a a', 'b b']);
    assert.deepEqual(written('@book{a, title = {T\n\n@book{b, title = {U}}', 'refs.bib').at(-1), 'b b');
  });

  it('are what a bibliography file tells of its items', async () => {
    for (const { file, drawn, name } of files) {
      if (name === 'thebibliography') continue;
      const text = drawn.replace(/[‹›]/g, '');
      const bibliography = new BibliographyFile(file, (source, path) => formatOf(path, source)!.read(source, path));
      await bibliography.update(new TextEncoder().encode(text));
      const [, key] = /‹(.*?)›/.exec(drawn)!;
      const { start, end } = bibliography.placeOf(key!);
      assert.equal(text.slice(start, end), key, name);
      assert.deepEqual(bibliography.placeOf('nobody'), { start: 0, end: 0 });
    }
  });

  it('are found in the time of the file’s length', () => {
    // mocha keeps each error's whole stack, and YAML's parser makes many
    Error.stackTraceLimit = 10;
    for (const piece of ['{"id":', '- id: "', '{', '"\\', '@book{', 'id: \'', '[[', '\\bibitem{', '- id: a\n']) {
      for (const file of ['x.json', 'x.yaml', 'x.bib', 'x.bbl']) entryKeys(piece.repeat(4000), file);
    }
  });
});
