import assert from 'node:assert/strict';
import { readPdf } from '../../src/documents/readers/pdf.js';
import type { SourceDocument } from '../../src/documents/document.js';
import { pdfOf, type Set } from './drawnPdf.js';
import { outline } from './outline.js';

/** Lines below each other, from the top of the page at `y` down. */
const column = (lines: readonly string[], { x = 50, y = 560, size = 10, leading = 12 } = {}): Set[] => lines.map((text, index) => ({ x, y: y - index * leading, text, size }));

const prose = [
  'The harbour kept its own ledger, in which every merchant wrote down',
  'what was owed and to whom, and nobody in the town had ever asked why',
  'the books were closed in winter. The clerk copied them in spring again,',
  'and the copies went to the archive of the province, where they were lost.',
];

const more = [
  'Others remembered it otherwise, and said that the clerk had kept them.',
  'There was no archive then, they said, and no province that had asked.',
];

const read = (...pages: Set[][]): Promise<SourceDocument> => readPdf(pdfOf(pages), {});
const markersOf = ({ blocks }: SourceDocument): [string, string, string[]][] =>
  blocks.flatMap(({ markers = [] }) => markers.map(({ kind, label, targets }): [string, string, string[]] => [kind, label, targets.map(({ id }) => id)]));

describe('PDF', () => {
  it('tells running text, a raised marker, its note and the page’s number apart', async () => {
    const page = [
      ...column(prose.slice(0, 3)),
      { x: 50, y: 524, text: prose[3]!, raised: '1' },
      ...column(['Jane Vale, The Ledger (London: Harbour Press, 1998), 12.'], { x: 56, y: 60, size: 8 }),
      { x: 50, y: 63, text: '1', size: 5 },
      { x: 200, y: 20, text: '17', size: 10 },
    ];
    const document = await read(page, [...column(more), { x: 200, y: 20, text: '18' }]);
    assert.deepEqual(outline(document).at(-1), '1) Jane Vale, The Ledger (London: Harbour Press, 1998), 12.');
    assert.deepEqual(document.pages.map(({ label, number }) => [label, number]), [['17', 1], ['18', 2]]);
    assert.equal(document.marked, true);
    assert.deepEqual(markersOf(document), [['note', '1', [document.notes[0]!.id]]]);
  });

  it('leads raised numbers to a numbered bibliography where there are no notes; an exponent leads nowhere', async () => {
    const document = await read([
      ...column(prose.slice(0, 2)),
      { x: 50, y: 536, text: 'The field behind the harbour had 12 m', raised: '2' },
      { x: 50, y: 524, text: 'and was sold twice, as two of the ledgers that were kept say.', raised: '1,2' },
      ...column(more, { y: 512 }),
      { x: 50, y: 460, text: 'References', size: 12, bold: true },
      ...column(['1. Vale J. The ledger. London: Harbour Press; 1998.', '2. Roe R. Owing. Northern Studies. 2004;12:3–9.', '3. Marsh A. Winters. 2011.'], { y: 440 }),
    ]);
    assert.deepEqual(markersOf(document), [['citation', '1,2', ['1', '2']]]);
    assert.deepEqual(document.bibliography.map(({ id, label }) => [id, label]), [['1', '1'], ['2', '2'], ['3', '3']]);
  });

  it('leads every passage back to its words in the text', async () => {
    const { text, blocks, pages } = await read(column(prose), column(more));
    const [block] = blocks;
    assert.match(text, /\f/);
    assert.equal(pages[1]!.start, text.indexOf(more[0]!));
    for (const words of ['every merchant', 'archive of the province']) {
      const at = block!.passage.text.indexOf(words);
      const { start, end } = block!.passage.spanInSource({ start: at, end: at + words.length });
      assert.equal(text.slice(start, end), words);
    }
  });

  it('says of what cannot be read why, and reads the rest', async () => {
    const misled = Buffer.from(Buffer.from(pdfOf([column(prose)])).toString('latin1').replace(/startxref\n\d+/, 'startxref\n7'), 'latin1');
    const cases: [string, Uint8Array, string[], number][] = [
      ['no PDF', new TextEncoder().encode('no PDF at all'), ['source-damaged'], 0],
      ['nothing', new Uint8Array(), ['source-damaged'], 0],
      ['pictures', pdfOf([[], []]), ['source-without-text'], 0],
      ['a page of pictures', pdfOf([column(prose), []]), ['source-without-text'], 1],
      ['locked', pdfOf([column(prose)], `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >> /ID [<00> <00>]`), ['source-locked'], 0],
      ['a wrong table of objects', new Uint8Array(misled), [], 1],
    ];
    for (const [what, bytes, codes, blocks] of cases) {
      const document = await readPdf(bytes, {});
      assert.deepEqual([what, document.problems.map(({ code }) => code), document.blocks.length], [what, codes, blocks]);
    }
  });

  it('stops when it is told to', async () => {
    const stopped = AbortSignal.abort(new Error('enough'));
    await assert.rejects(readPdf(pdfOf([column(prose)]), { signal: stopped }), /enough/);
  });
});
