import assert from 'node:assert/strict';
import { notebookCells } from '../../src/language/notebookCells.js';

const notebook = (...cells: object[]): string => JSON.stringify({ nbformat: 4, metadata: { cells: [{ cell_type: 'markdown', source: 'no' }] }, cells }, null, 1);

describe('The cells of a notebook’s file', () => {
  it('are those of Markdown, whose text is one string or a list of lines', () => {
    const file = notebook(
      { cell_type: 'markdown', source: ['As @a,\n', 'and @b.'] },
      { cell_type: 'code', source: 'print("@c")', outputs: [{ data: { 'text/markdown': '@d', cell_type: 'markdown' } }] },
      { source: 'Type “last”: @e', cell_type: 'markdown', metadata: { tags: ['@f'] }, attachments: { source: { 'image/png': 'x' } } },
    );
    assert.deepEqual(notebookCells(file).map(({ text }) => text), ['As @a,\nand @b.', 'Type “last”: @e']);
  });

  for (const drawn of ['@vale', 'a “b”: @vale', '"quoted" \\ and \t @vale', 'é 😀 @vale x', 'line\n\nnext @vale']) {
    it(`tell where ${JSON.stringify(drawn)} has its key in the file`, () => {
      const lines = drawn.split(/(?<=\n)/);
      for (const source of [drawn, lines]) {
        const file = notebook({ cell_type: 'markdown', source }).replace('é', '\\u00e9');
        const [cell] = notebookCells(file);
        const start = cell!.text.indexOf('vale');
        const { start: from, end } = cell!.inFile({ start, end: start + 4 });
        assert.equal(file.slice(from, end), 'vale');
      }
    });
  }

  it('are none of what is no notebook, or broken off', () => {
    for (const file of ['', '[]', '{"cells": 1}', '"']) assert.deepEqual(notebookCells(file), []);
  });

  it('are read in the time of its length', () => {
    assert.deepEqual(notebookCells('['.repeat(500_000)), []);
    assert.deepEqual(notebookCells('"\\'.repeat(500_000)), []);
  });
});
