import assert from 'node:assert/strict';
import type { State, Table } from '../../../src/pages/matrix/messages.js';
import { rowHeight, RowPlaces, shownColumns, shownRows, usedColumns } from '../../../src/pages/matrix/shown.js';

const numbers = (...given: number[]): Uint32Array => Uint32Array.from(given);
/** Three works: `a` is said something of by the first source, `b` by both, `c` by none. */
const table: Table = {
  division: 'source', keys: ['a', 'b', 'c'], authors: ['A', 'B', 'C'], years: ['2003', '2001', '2002'], titles: ['y', 'x', 'z'],
  counts: numbers(1, 5, 0), yearRanks: numbers(2, 0, 1), titleRanks: numbers(1, 0, 2),
  columns: [{ id: 'source:one', label: 'One', detail: '' }, { id: 'source:two', label: 'Two', detail: '' }],
  cellStarts: numbers(0, 1, 3, 3), cellColumns: numbers(0, 0, 1), cellCounts: Uint16Array.of(1, 2, 3), notes: [],
};
const state: State = {
  division: 'source', works: 'all', query: '', sort: { column: 'author', descending: false }, pinnedColumns: [], pinnedRows: [], hidden: [], expanded: [], left: 0, top: 0,
};
const keys = (rows: readonly number[]): string => rows.map((row) => table.keys[row]).join('');
const all = { found: null, cited: null };

describe('the rows of the matrix', () => {
  const sorts: [column: string, descending: boolean, expected: string][] = [
    ['author', false, 'abc'], ['author', true, 'cba'], ['year', false, 'bca'], ['title', false, 'bac'], ['claims', true, 'bac'], ['source:two', true, 'bac'], ['source:one', true, 'bac'],
    ['source:gone', false, 'abc'],
  ];
  for (const [column, descending, expected] of sorts) {
    it(`are sorted by ${column}${descending ? ', backwards' : ''}`, () => assert.equal(keys(shownRows(table, { ...state, sort: { column, descending } }, all).rows), expected));
  }

  it('are those that are found, and cited, where these are asked for; what is pinned stays above them', () => {
    const limits = { found: new Set([0, 1]), cited: new Set([1, 2]) };
    assert.equal(keys(shownRows(table, state, limits).rows), 'ab');
    assert.equal(keys(shownRows(table, { ...state, works: 'cited' }, limits).rows), 'b');
    const { pinned, rows } = shownRows(table, { ...state, works: 'cited', pinnedRows: ['c', 'a'] }, limits);
    assert.deepEqual([keys(pinned), keys(rows)], ['ac', 'b']);
    assert.equal(keys(shownRows(table, { ...state, works: 'cited' }, all).rows), '');
  });
});

describe('the columns of the matrix', () => {
  const shown = (choices: Partial<State>, rows: number[], of = table): string => shownColumns(of, { ...state, ...choices }, usedColumns(of, rows)).map(({ id, left }) => `${id}@${left}`).join(' ');

  it('are those that the rows have something in', () => {
    assert.equal(shown({}, [0, 1, 2]), 'author@0 year@170 title@228 claims@478 source:one@566 source:two@836');
    assert.equal(shown({}, [0, 2]), 'author@0 year@170 title@228 claims@478 source:one@566');
    assert.equal(shown({}, [0], { ...table, notes: [{ row: 0, column: 1, note: 'mine' }] }), shown({}, [0, 1, 2]));
  });

  it('are pinned to the left, and hidden', () => {
    assert.equal(shown({ pinnedColumns: ['source:two'], hidden: ['title', 'author', 'source:one'] }, [1]), 'source:two@0 year@270 claims@328');
  });
});

describe('the places of the rows', () => {
  const places = new RowPlaces([7, 8, 9], new Map([[8, rowHeight + 100], [1, 999]]));

  it('are one below the other, those that are opened with more room', () => {
    assert.deepEqual([0, 1, 2, 3].map((index) => places.top(index)), [0, rowHeight, 2 * rowHeight + 100, 3 * rowHeight + 100]);
  });

  it('are found by their height', () => {
    assert.deepEqual([-5, 0, rowHeight, 2 * rowHeight + 99, 2 * rowHeight + 100, 9999].map((y) => places.at(y)), [0, 0, 1, 1, 2, 2]);
    assert.equal(new RowPlaces([], new Map()).at(10), 0);
  });
});
