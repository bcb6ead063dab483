import { firstAt } from '../text/firstAt.js';
import { inString, jsonValues, stringOf, type JsonValue } from '../text/jsonValues.js';
import type { Span } from '../text/span.js';

/** A Markdown cell of a notebook's file. */
export interface NotebookCell {
  text: string;
  /** The stretch of the file that a stretch of the cell's text stands in, within one of its lines. */
  inFile(span: Span): Span;
}

interface Cell {
  kind: string;
  lines: JsonValue[];
}

/**
 * The Markdown cells of a notebook's file (nbformat 4: https://nbformat.readthedocs.io/en/latest/format_description.html), whose text is one string or a
 * list of its lines. None where the file is no notebook.
 */
export function notebookCells(file: string): NotebookCell[] {
  const cells = new Map<number, Cell>();
  for (const value of jsonValues(file)) {
    const [list, number, field] = value.path;
    if (list !== 'cells' || typeof number !== 'number' || value.path.length > 4) continue;
    const cell = cells.get(number) ?? { kind: '', lines: [] };
    cells.set(number, cell);
    if (field === 'cell_type') cell.kind = stringOf(value.written);
    else if (field === 'source') cell.lines.push(value);
  }
  return [...cells.values()].filter(({ kind }) => kind === 'markdown').map(cellOf);
}

function cellOf({ lines }: Cell): NotebookCell {
  const texts = lines.map(({ written }) => stringOf(written));
  let end = 0;
  const ends = texts.map((text) => (end += text.length));
  return {
    text: texts.join(''),
    inFile({ start, end: behind }) {
      const line = firstAt(ends.length, (at) => ends[at]! > start);
      const { start: from, written } = lines[line]!;
      const base = ends[line]! - texts[line]!.length;
      return { start: from + inString(written, start - base), end: from + inString(written, behind - base) };
    },
  };
}
