import assert from 'node:assert/strict';
import { unzipSync } from 'fflate';
import { cellsOf, matrixOf, ownKeysOf, wordedMatrix, type WordedMatrix } from '../../src/language/matrix.js';
import { matrixFormats } from '../../src/language/matrixFormats.js';
import type { MatrixDivision, MatrixTable } from '../../src/language/matrixTable.js';
import type { Claim, Library, LibraryItem } from '../../src/library/library.js';
import type { CellNote, Theme } from '../../src/library/matrixFile.js';
import { viewOf } from '../../src/library/view.js';
import { mahlouly, powell, vale } from './example.js';

const review = { id: 'zimmer2021review', type: 'article-journal', title: 'A Review', author: [{ family: 'Zimmer' }], issued: { 'date-parts': [[2021]] }, keyword: 'reviews' } as LibraryItem;
const said = (id: string, reference: string | null, claim: string, source = review.id): Claim => ({
  id, reference, claim, before: '', quotes: [], locator: { label: 'page', value: '18' }, marker: { kind: 'note', label: '1' }, confidence: 1,
  source: { reference: source, file: 'a.txt', page: '7', start: 0, end: 1 },
});
const library: Library = {
  items: [vale, { ...powell, keyword: 'peace; talks' }, mahlouly, review],
  claims: [
    said('1', vale.id, 'Boys were taught in the schools of Mosul.'),
    said('2', vale.id, 'Girls stayed at home.', 'other'),
    said('3', powell.id, 'One must talk; schools come later.'),
    said('4', null, 'The author says something.'),
  ],
};
const themes: Theme[] = [{ name: 'School', words: 'school, the boys taught' }, { name: 'Nothing', words: 'whales' }];
const table = (division: MatrixDivision, notes: CellNote[] = [], own = library): MatrixTable => matrixOf(own, division, { themes, notes });

/** "vale2018cubs: Zimmer 2021 ×1, other ×1" */
function drawn({ keys, columns, cellStarts, cellColumns, cellCounts, notes }: MatrixTable): string[] {
  return keys.map((key, row) => {
    const cells = [...cellColumns].map((column, cell) => ({ column, cell })).filter(({ cell }) => cell >= cellStarts[row]! && cell < cellStarts[row + 1]!);
    const written = notes.filter((note) => note.row === row).map(({ column, note }) => `${columns[column]!.label} “${note}”`);
    return `${key}: ${[...cells.map(({ column, cell }) => `${columns[column]!.label} ×${cellCounts[cell]}`), ...written].join(', ')}`;
  });
}

describe('a literature matrix', () => {
  const rows: [division: MatrixDivision, expected: string[]][] = [
    ['source', ['powell2014talking: Zimmer 2021 ×1', 'vale2018cubs: other ×1, Zimmer 2021 ×1']],
    ['tag', ['powell2014talking: peace ×1, reviews ×1, talks ×1', 'vale2018cubs: reviews ×1']],
    ['theme', ['powell2014talking: School ×1', 'vale2018cubs: School ×1']],
  ];
  for (const [division, expected] of rows) it(`has its works by author, and columns by ${division}`, () => assert.deepEqual(drawn(table(division)), expected));

  it('tells of each work who wrote it, when, and its place by year and title', () => {
    const { authors, years, titles, counts, yearRanks, titleRanks } = table('source');
    assert.deepEqual([authors, years, [...counts], [...yearRanks], [...titleRanks]], [['Powell', 'Vale'], ['2014', '2018'], [1, 2], [0, 1], [1, 0]]);
    assert.match(titles[1]!, /^Cubs/);
  });

  it('keeps all themes, in a person’s order', () => assert.deepEqual(table('theme').columns.map(({ label, detail }) => [label, detail]), [['School', 'school, the boys taught'], ['Nothing', 'whales']]));

  it('has a work for the sake of a note', () => {
    const notes = [{ item: mahlouly.id, column: 'theme:School', note: 'Look again.' }, { item: 'gone', column: 'theme:School', note: 'x' }, { item: vale.id, column: 'theme:Gone', note: 'y' }];
    assert.deepEqual(drawn(table('theme', notes)), ['mahlouly2019reframing: School “Look again.”', 'powell2014talking: School ×1', 'vale2018cubs: School ×1']);
  });

  it('shows a note under the key that a work, or a source, has now', () => {
    const renamed = (item: LibraryItem, key: string): LibraryItem => ({ ...item, custom: { ibid: { key, confidence: {}, read: {}, from: [] } } });
    const own = { items: [renamed(vale, 'valeBefore'), renamed(review, 'reviewBefore')], claims: library.claims.slice(0, 1) };
    assert.deepEqual(drawn(table('source', [{ item: 'valeBefore', column: 'source:reviewBefore', note: 'Mine.' }], own)), ['vale2018cubs: Zimmer 2021 ×1, Zimmer 2021 “Mine.”']);
  });

  it('may be empty', () => assert.deepEqual(table('source', [], { items: [], claims: [] }).keys, []));

  it('says in its cells what its counts say', () => {
    const view = viewOf(library);
    for (const division of ['source', 'tag', 'theme'] as const) {
      const { keys, columns, cellStarts, cellColumns, cellCounts } = table(division);
      keys.forEach((key, row) => {
        const counted = [...cellColumns].map((column, cell): [number, string, number] => [cell, columns[column]!.id, cellCounts[cell]!]).filter(([cell]) => cell >= cellStarts[row]! && cell < cellStarts[row + 1]!);
        const cells = cellsOf(key, view, division, themes);
        assert.deepEqual(new Map([...cells].map(([id, claims]) => [id, claims.length])), new Map(counted.map(([, id, count]) => [id, count])));
      });
    }
  });

  it('has each claim with where it stands', () => {
    assert.deepEqual(cellsOf(vale.id, viewOf(library), 'source', []).get('source:zimmer2021review'), [
      { id: '1', text: 'Boys were taught in the schools of Mosul.', locator: 'p. 18', page: 'p. 7', source: 'Zimmer 2021', signal: null, uncertain: null },
    ]);
  });

  it('knows which works a document cites', () => assert.deepEqual([...ownKeysOf([vale.id, 'unknown', mahlouly.id], viewOf(library))], [vale.id]));
});

const notes = [{ item: vale.id, column: 'theme:School', note: 'Mine.\nTwo lines.' }];
const selection = { division: 'theme' as const, rows: [[vale.id, 'theirs_2018'], [powell.id, powell.id], ['gone', 'gone']] as const, columns: ['year', 'theme:School', 'theme:Gone', 'claims'] };

describe('an exported matrix', () => {
  it('has the works and columns that were shown, in their order, with the notes', () => {
    assert.deepEqual(wordedMatrix(library, selection, { themes, notes }), {
      headings: [{ label: 'Year', isNumber: true }, { label: 'School', isNumber: false }, { label: 'Claims', isNumber: true }],
      rows: [
        { citeKey: 'theirs_2018', cells: [['2018'], ['Boys were taught in the schools of Mosul. (p. 18; Zimmer 2021, p. 7)', 'Note: Mine.', 'Two lines.'], ['2']] },
        { citeKey: 'powell2014talking', cells: [['2014'], ['One must talk; schools come later. (p. 18; Zimmer 2021, p. 7)'], ['1']] },
      ],
    });
  });

  const hostile: WordedMatrix = {
    headings: [{ label: 'Year', isNumber: true }, { label: 'A|B & <i>', isNumber: false }],
    rows: [
      { citeKey: 'vale_2018', cells: [['2018'], ['=HYPERLINK("http://x")', 'two | <script> $5 & 10% \\input{x}']] },
      { citeKey: '-x', cells: [[''], ['@SUM(1,2)']] },
    ],
  };
  const bytes = async (extension: string, matrix = hostile): Promise<Uint8Array> => matrixFormats.find((format) => format.extension === extension)!.write(matrix);
  const text = async (extension: string): Promise<string> => new TextDecoder('utf-8', { ignoreBOM: true }).decode(await bytes(extension));

  it('is a table in Markdown, with citations', async () => {
    assert.equal(await text('md'), [
      '| Cite key | Year | A\\|B \\& \\<i> |',
      '| --- | --- | --- |',
      '| [@vale_2018] | 2018 | =HYPERLINK("http://x")<br>two \\| \\<script> \\$5 \\& 10% \\\\input\\{x\\} |',
      '| [@{-x}] |  | \\@SUM(1,2) |',
      '',
    ].join('\n'));
  });

  it('is CSV that no spreadsheet computes', async () => {
    assert.equal(await text('csv'), [
      '\ufeffCite key,Year,A|B & <i>',
      'vale_2018,2018,"\'=HYPERLINK(""http://x"")\ntwo | <script> $5 & 10% \\input{x}"',
      '\'-x,,"\'@SUM(1,2)"',
      '',
    ].join('\r\n'));
  });

  it('is a longtable in LaTeX, with citations', async () => {
    const written = await text('tex');
    assert.match(written, /^\\cite\{vale_2018\} & 2018 & =HYPERLINK\("http:\/\/x"\) \\newline two \| <script> \\\$5 \\& 10\\% \\textbackslash\{\}input\\textbraceleft\{\}x\\textbraceright\{\} \\tabularnewline$/m);
    assert.match(written, /\\begin\{longtable\}[^]*\\endhead[^]*\\end\{longtable\}\n$/);
  });

  it('is a sheet of Excel, with texts and numbers and no formula', async () => {
    const files = unzipSync(await bytes('xlsx'));
    const xml = (name: string): string => new TextDecoder().decode(files[name]);
    const [sheet, strings] = [xml('xl/worksheets/sheet1.xml'), xml('xl/sharedStrings.xml')];
    assert.doesNotMatch(sheet, /<f>/);
    assert.match(sheet, /<c r="B2"[^>]*><v>2018<\/v><\/c>/);
    assert.match(strings, /=HYPERLINK\((?:"|&quot;)http:\/\/x(?:"|&quot;)\)\ntwo \| &lt;script&gt; \$5 &amp; 10% \\input\{x\}/);
  });

  it('has no more in a cell than Excel takes', async () => {
    const long = { headings: [{ label: 'x', isNumber: false }], rows: [{ citeKey: 'k', cells: [['a'.repeat(40_000)]] }] };
    assert.match(new TextDecoder().decode(unzipSync(await bytes('xlsx', long))['xl/sharedStrings.xml']), /<t[^>]*>a{32766}…<\/t>/);
  });
});
