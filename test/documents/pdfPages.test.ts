import assert from 'node:assert/strict';
import { divideType } from '../../src/documents/pdf/divide.js';
import { findEdges } from '../../src/documents/pdf/edges.js';
import type { Item, PdfPage } from '../../src/documents/pdf/file.js';
import { linesOf, type TypePage } from '../../src/documents/pdf/lines.js';
import { measureOf } from '../../src/documents/pdf/measure.js';
import { paragraphsOf } from '../../src/documents/pdf/paragraphs.js';

/** How wide a letter is, in sizes of type. */
const letter = 0.5;

/** Type at x and y points from the page's top left corner. */
const type = (x: number, y: number, text: string, size = 10, bold = false): Item => ({ text, x, y, width: text.length * size * letter, size, bold, italic: false });

/** Words of a line each on its own, spread from `x` to `right` as justified setting does. */
function justified(x: number, right: number, y: number, text: string, size = 10): Item[] {
  const words = text.split(' ');
  const space = (right - x - words.join('').length * size * letter) / (words.length - 1);
  let at = x;
  return words.map((word) => {
    const item = type(at, y, word, size);
    at += item.width + space;
    return item;
  });
}

const pageOf = (...items: (Item | Item[])[]): PdfPage => ({ width: 400, height: 600, items: items.flat(), turned: [] });
const linesIn = (...items: (Item | Item[])[]): string[] => linesOf(pageOf(...items), 0).lines.map(({ text }) => text);

/** Lines of `words` filling a column of 30 letters. */
const lines = (x: number, y: number, count: number, name: string, leading = 12): Item[] =>
  Array.from({ length: count }, (_, index) => type(x, y + index * leading, `${name} line ${String(index + 1).padStart(2, '0')} of its own column`));

describe('PDF, lines', () => {
  const cases: [string, (Item | Item[])[], string[]][] = [
    ['words set one by one', [justified(50, 350, 100, 'What was owed and to whom')], ['What was owed and to whom']],
    ['a raised number', [type(50, 100, 'owed'), type(70, 96, '12', 6), type(80, 100, 'and')], ['owed12 and']],
    ['a raised number at a note’s head', [type(50, 97, '3', 5), type(54, 100, 'Jane Vale', 8)], ['3 Jane Vale']],
    ['a lowered letter', [type(50, 100, 'CO'), type(60, 103, '2', 6), type(66, 100, 'rose')], ['CO2 rose']],
    ['text drawn twice to look bold', [type(50, 100, 'Heading'), type(50.3, 100, 'Heading')], ['Heading']],
    ['letters set apart', [...'NOTES'].map((sign, index) => type(50 + index * 9, 100, sign)), ['NOTES']],
    ['an accent over its letter', [type(50, 100, 'Ren´e')], ['René']],
    ['an accent of its own', [type(50, 100, 'Mart'), type(70, 100, '´'), type(70, 100, 'ınez')], ['Martínez']],
    ['a ligature of a bitmap font', [type(50, 100, 'e\u001ecient o\u001bers')], ['efficient offers']],
    [
      'a letter that opens the text over two lines',
      [type(50, 112, 'T', 24), type(63, 100, 'he harbour kept its own'), type(63, 112, 'ledger, and every'), type(50, 124, 'merchant wrote in it what was owed')],
      ['The harbour kept its own', 'ledger, and every', 'merchant wrote in it what was owed'],
    ],
    [
      'numbers of lines in the margin',
      ['the harbour kept', 'its own ledger and', 'every merchant in', 'the town wrote what', 'he owed to whom', 'and when it fell'].flatMap((text, index) => [
        type(20, 100 + index * 12, String(index + 1), 6),
        type(50, 100 + index * 12, text),
      ]),
      ['the harbour kept', 'its own ledger and', 'every merchant in', 'the town wrote what', 'he owed to whom', 'and when it fell'],
    ],
  ];
  for (const [what, items, expected] of cases) it(what, () => assert.deepEqual(linesIn(...(items as Item[])), expected));

  it('takes a loosely set line for no row of a table', () => {
    const [loose] = linesOf(pageOf(justified(50, 350, 100, 'Hui, 2013; Nucciarelli et al., 2017),')), 0).lines;
    const [row] = linesOf(pageOf(type(50, 100, 'Owed'), type(150, 100, '12'), type(250, 100, '14')), 0).lines;
    assert.deepEqual([loose!.cells, row!.cells], [1, 3]);
  });
});

describe('PDF, columns', () => {
  it('are read one after the other, below a title that reaches over them', () => {
    const read = linesIn(type(80, 60, 'A Title that Reaches over Both of the Columns', 12), lines(30, 100, 8, 'left'), lines(220, 103, 8, 'right'));
    assert.deepEqual(read.map((text) => text.slice(0, 5)), ['A Tit', ...Array<string>(8).fill('left '), ...Array<string>(8).fill('right')]);
  });

  it('go on below what reaches over them', () => {
    const read = linesIn(lines(30, 60, 7, 'left'), lines(220, 60, 7, 'right'), type(30, 200, 'Table 1. What was owed in the harbour and in the town behind it'), lines(30, 240, 7, 'left'), lines(220, 240, 7, 'right'));
    assert.deepEqual(read.filter((_, index) => index % 7 === 0).map((text) => text.slice(0, 5)), ['left ', 'right', 'Table', 'left ', 'right']);
  });

  it('are none where the gaps of loosely set lines meet by chance', () => {
    const words = ['it was', 'owed by', 'him who', 'wrote in', 'them all'];
    const loose = words.flatMap((text, index) => [type(30, 100 + index * 24, `${text} in the harbour`), type(190, 100 + index * 24, 'and the town, as they say it')]);
    const full = words.map((_, index) => type(30, 112 + index * 24, 'and nobody had ever asked why the books were closed in winter'));
    assert.equal(linesIn(loose, full).length, 10);
  });
});

const typePages = (pages: (Item | Item[])[][]): TypePage[] => pages.map((items, index) => linesOf(pageOf(...items), index));

describe('PDF, edges of pages', () => {
  const text = (page: number): Item[] => lines(50, 80, 10, `page ${'abcdef'[page]}`);
  const cases: [string, Item[][], string[], (string | null)[]][] = [
    ['heads that alternate', [0, 1, 2, 3].map((page) => [type(50, 30, page % 2 ? 'Vale and Roe' : 'The Ledger')]), ['The Ledger', 'Vale and Roe', 'The Ledger', 'Vale and Roe'], [null, null, null, null]],
    ['numbers in heads', [0, 1, 2].map((page) => [type(50, 30, page % 2 ? `${145 + page} Vale and Roe` : `The Ledger ${145 + page}`)]), ['The Ledger 145', '146 Vale and Roe', 'The Ledger 147'], ['145', '146', '147']],
    ['numbers at the foot', [0, 1].map((page) => [type(200, 580, `– ${7 + page} –`)]), ['– 7 –', '– 8 –'], ['7', '8']],
    ['Roman numbers', [0, 1, 2].map((page) => [type(200, 580, ['xi', 'xii', 'xiii'][page]!)]), ['xi', 'xii', 'xiii'], ['xi', 'xii', 'xiii']],
    ['a first page without its number', [0, 1, 2].map((page) => (page === 0 ? [] : [type(200, 580, String(20 + page))])), ['21', '22'], ['20', '21', '22']],
    ['years that do not count up', [0, 1].map((page) => [type(200, 580, page ? '1998' : '1871')]), [], [null, null]],
  ];
  for (const [what, extra, furniture, labels] of cases) {
    it(what, () => {
      const found = findEdges(typePages(extra.map((items, page) => [...items, ...text(page)])));
      assert.deepEqual([[...found.furniture].map((line) => line.text).sort(), found.labels], [[...furniture].sort(), labels]);
    });
  }
});

/** Divides pages, and gives each part's lines. */
function divided(...pages: (Item | Item[])[][]): { body: string[]; notes: string[]; bibliography: string[] } {
  const set = typePages(pages);
  const { body, notes, bibliography } = divideType(set, new Set(), measureOf(set.flatMap((page) => page.lines)));
  const texts = (of: readonly { text: string }[]): string[] => of.map((line) => line.text);
  return { body: texts(body), notes: notes.map(({ label, lines: own }) => `${label}: ${texts(own).join(' / ')}`), bibliography: texts(bibliography) };
}

describe('PDF, notes', () => {
  const text = (page: string): Item[] => lines(50, 60, 12, page);
  const marked = (page: string, label: string): Item[] => [...text(page), type(50, 204, 'what was owed.'), type(50 + 14 * 5, 201, label, 6)];

  it('in smaller type at the foot, over several lines', () => {
    const { notes } = divided([marked('a', '1'), type(50, 500, '1', 5), type(54, 502, 'Jane Vale, The Ledger', 8), type(50, 512, '(London, 1998), 12.', 8)]);
    assert.deepEqual(notes, ['1: 1 Jane Vale, The Ledger / (London, 1998), 12.']);
  });

  it('that go on at the foot of the next page', () => {
    const { notes } = divided([marked('a', '1'), type(50, 500, '1 Jane Vale, who wrote of it in', 8)], [marked('b', '2'), type(50, 500, 'her Ledger (London, 1998).', 8), type(50, 510, '2 Ibid., 14.', 8)]);
    assert.deepEqual(notes, ['1: 1 Jane Vale, who wrote of it in / her Ledger (London, 1998).', '2: 2 Ibid., 14.']);
  });

  it('with a sign for a number', () => {
    assert.deepEqual(divided([marked('a', '∗'), type(50, 500, '∗ The author thanks nobody.', 8)]).notes, ['*: ∗ The author thanks nobody.']);
  });

  it('are no captions and no rows of a table', () => {
    const { notes, body } = divided([text('a'), type(50, 500, 'Table 1. What was owed', 8), type(50, 510, '1', 8), type(120, 510, '14', 8), type(190, 510, 'Vale', 8)]);
    assert.deepEqual([notes, body.length], [[], 14]);
  });

  it('at the end, below their heading, up to the bibliography', () => {
    const { notes, bibliography } = divided(
      [text('a'), text('b').map((item) => ({ ...item, y: item.y + 200 }))],
      [type(50, 60, 'Notes', 12, true), type(50, 80, '1. Jane Vale, The Ledger.', 9), type(50, 92, '2. Ibid.', 9), type(50, 130, 'References', 12, true), type(50, 150, 'Vale, J. (1998). The Ledger.', 9)],
    );
    assert.deepEqual([notes, bibliography], [['1: 1. Jane Vale, The Ledger.', '2: 2. Ibid.'], ['Vale, J. (1998). The Ledger.']]);
  });
});

describe('PDF, paragraphs', () => {
  const column = (texts: readonly (string | { indent?: number; gap?: number; text: string; size?: number; bold?: boolean })[]): Item[] => {
    let y = 60;
    return texts.map((line) => {
      const { indent = 0, gap = 0, text, size = 10, bold = false } = typeof line === 'string' ? { text: line } : line;
      y += 12 + gap;
      return type(50 + indent, y, text, size, bold);
    });
  };
  const full = ['nobody had ever asked why the books were closed', 'the clerk copied what was owed in spring again,', 'and the copies went to the archive of the lands'];

  const cases: [string, Parameters<typeof column>[0], string[]][] = [
    ['by indents', [...full, { text: 'and lost it there in winter, as everybody knew.' }, { indent: 12, text: 'Others remembered it otherwise and said,' }, ...full], ['paragraph 4', 'paragraph 4']],
    ['by gaps', [...full, 'and lost.', { gap: 8, text: 'Others remembered it otherwise and said, well,' }, ...full], ['paragraph 4', 'paragraph 4']],
    ['below a heading in larger type', [...full, 'and lost.', { gap: 10, size: 14, text: 'What They Owed' }, { gap: 4, text: 'Others remembered it otherwise and said, well,' }, ...full], ['paragraph 4', 'heading 1', 'paragraph 4']],
    ['below a heading in bold', [...full, 'and lost.', { gap: 6, bold: true, text: '2.1 What They Owed' }, 'Others remembered it otherwise and said, well,', ...full], ['paragraph 4', 'heading 1', 'paragraph 4']],
    ['around a quotation set in', [...full, 'and lost:', ...full.map((text, index) => ({ indent: 20, gap: index ? 0 : 8, text: index ? text.slice(0, 40) : `They kept ${text.slice(10, 40)}` })), { gap: 8, text: 'Others remembered it otherwise and said, well,' }, ...full], ['paragraph 4', 'quotation 3', 'paragraph 4']],
    ['around a table in their midst', [...full, { gap: 10, size: 8, text: 'Table 1. What was owed' }, { gap: 10, text: 'and lost it there in winter, as everybody knew.' }, ...full], ['paragraph 7', 'caption 1']],
  ];
  for (const [what, texts, expected] of cases) {
    it(what, () => {
      const { lines: set } = linesOf(pageOf(column(texts)), 0);
      assert.deepEqual(paragraphsOf(set, measureOf(set)).map(({ kind, lines: own }) => `${kind} ${own.length}`), expected);
    });
  }
});
