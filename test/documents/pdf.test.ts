import assert from 'node:assert/strict';
import { readPdf } from '../../src/documents/readers/pdf.js';
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

describe('PDF', () => {
  it('tells running text, a raised marker, its note and the page’s number apart', async () => {
    const page = [
      ...column(prose.slice(0, 3)),
      { x: 50, y: 524, text: prose[3]!, raised: '1' },
      ...column(['Jane Vale, The Ledger (London: Harbour Press, 1998), 12.'], { x: 56, y: 60, size: 8 }),
      { x: 50, y: 63, text: '1', size: 5 },
      { x: 200, y: 20, text: '17', size: 10 },
    ];
    const document = await readPdf(pdfOf([page, [...column(more), { x: 200, y: 20, text: '18' }]]), {});
    assert.deepEqual(outline(document).at(-1), '1) Jane Vale, The Ledger (London: Harbour Press, 1998), 12.');
    assert.deepEqual(document.pages.map(({ label, number }) => [label, number]), [['17', 1], ['18', 2]]);
    assert.equal(document.marked, true);
    assert.deepEqual(document.blocks.flatMap(({ markers = [] }) => markers.map(({ kind, label, targets }) => [kind, label, targets[0]?.id])), [['note', '1', document.notes[0]!.id]]);
  });

  it('says of what cannot be read why', async () => {
    const cases: [Uint8Array, string][] = [
      [new TextEncoder().encode('no PDF at all'), 'source-damaged'],
      [pdfOf([[], []]), 'source-without-text'],
    ];
    for (const [bytes, code] of cases) {
      const { problems, blocks } = await readPdf(bytes, {});
      assert.deepEqual([problems.map((problem) => problem.code), blocks], [[code], []]);
    }
  });
});
