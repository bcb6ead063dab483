import assert from 'node:assert/strict';
import { readBibitems, writeBibitems } from '../../../src/library/formats/bibitem.js';
import type { LibraryItem } from '../../../src/library/library.js';

const list = (...entries: string[]): string => `\\documentclass{article}\n\\begin{thebibliography}{9}\n${entries.join('\n')}\n\\end{thebibliography}\n`;
const read = (...entries: string[]): LibraryItem[] => readBibitems(list(...entries), 'paper.tex').rows;

describe('reading \\bibitem', () => {
  it('reads what the words say', () => {
    const [item] = read('\\bibitem{vale18} Vale, Gina. \\emph{Women in {\\"U}bersee}. London: Roads Press, 2018.');
    assert.deepEqual([item?.id, item?.author, item?.title, item?.issued], ['vale18', [{ family: 'Vale', given: 'Gina' }], 'Women in Übersee', { 'date-parts': [[2018]] }]);
  });
  it('takes names and year from natbib’s label where the words do not give them', () => {
    const [item] = read('\\bibitem[Winter et al.(2020)Winter, Roe, and Doe]{winter} A handbook of harbours.');
    assert.deepEqual([item?.author, item?.issued], [[{ literal: 'Winter et al.' }], { 'date-parts': [[2020]] }]);
  });
  it('keeps words that it can make nothing of as the title', () => {
    assert.equal(read('\\bibitem{x} Xyzzy')[0]?.title, 'Xyzzy');
  });
  it('tells of a key that two have, and leaves the second out', () => {
    const { rows, problems } = readBibitems(list('\\bibitem{a} Vale, G. \\emph{One}. 2018.', '\\bibitem{a} Roe, R. \\emph{Two}. 2019.'), 'paper.tex');
    assert.deepEqual([rows.length, problems.length], [1, 1]);
    assert.match(problems[0]!.message, /paper\.tex has the same cite key as one before it \(a\)/);
  });
  it('finds none where there is none', () => assert.deepEqual(readBibitems('\\bibitem{a} outside', 'a.tex').rows, []));
});

describe('writing \\bibitem', () => {
  it('keeps keys, labels and words as they stood', () => {
    const entries = ['\\bibitem[Vale(2018)Vale]{vale18}\nVale, G.\n\\newblock \\emph{One {\\"u}ber} \\& all. 2018.', '\\bibitem{roe}\nRoe, R. Two $x^2$. \\emph{Journal}, 4(2):1--3, 2019.'];
    const written = writeBibitems(read(...entries));
    for (const entry of entries) assert.ok(written.includes(entry), written);
    assert.deepEqual(readBibitems(written, 'b.tex').rows, read(...entries));
  });
  it('sets an item anew whose words no longer say what it says', () => {
    const [item] = read('\\bibitem{vale18} Vale, G. \\emph{One}. Roads Press, 2018.');
    assert.match(writeBibitems([{ ...item!, title: 'Another' }]), /\\emph\{Another\}/);
  });
  const item = (fields: object): LibraryItem => ({ id: 'key', type: 'book', ...fields }) as LibraryItem;
  const set: [string, object, string][] = [
    ['a book', { author: [{ family: 'Gogh', given: 'Vincent', 'non-dropping-particle': 'van' }], title: 'Letters & more', publisher: 'P', 'publisher-place': 'Rome', issued: { 'date-parts': [[2018]] } },
      'Vincent van Gogh.\n\\emph{Letters \\& more}.\nP, Rome, 2018.'],
    ['an article', { type: 'article-journal', author: [{ family: 'A', given: 'B.' }, { family: 'C' }, { literal: 'Org' }], title: 'T', 'container-title': 'J', volume: '4', issue: '2', page: '1-3', issued: { 'date-parts': [[2019]] }, DOI: '10.1/x_y' },
      'B. A, C, and Org.\nT.\n\\emph{J}, 4(2):1--3, 2019.\ndoi:10.1/x\\_y.'],
    ['a chapter', { type: 'chapter', author: [{ family: 'A' }], title: 'T', editor: [{ family: 'E' }, { family: 'F' }], 'container-title': 'B', page: '1-3', publisher: 'P', issued: { 'date-parts': [[2019]] } },
      'A.\nT.\nIn E and F, editors, \\emph{B}, pages 1--3. P, 2019.'],
    ['an editor’s book', { editor: [{ family: 'E' }], title: 'T', issued: { literal: 'in press' } }, 'E, editor.\n\\emph{T}.\nin press.'],
    ['what would be a command', { title: '}\\input{x}' }, '\\emph{\\textbraceright{}\\textbackslash{}input\\textbraceleft{}x\\textbraceright{}}.'],
  ];
  for (const [name, fields, words] of set) it(`sets ${name}`, () => assert.ok(writeBibitems([item(fields)]).includes(`\\bibitem{key}\n${words}\n`), writeBibitems([item(fields)])));
});
