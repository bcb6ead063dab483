import { behindString } from '../library/formats/jsonObjects.js';
import { firstAt } from '../text/firstAt.js';
import type { Span } from '../text/span.js';

/** A Markdown cell of a notebook's file. */
export interface NotebookCell {
  text: string;
  /** The stretch of the file that a stretch of the cell's text stands in, within one of its lines. */
  inFile(span: Span): Span;
}

/** A string as it stands in the file, its quotation marks included. */
interface Line extends Span {
  text: string;
}

interface Open {
  isList: boolean;
  /** The name of the field that is being read. */
  name: string;
}


/**
 * The Markdown cells of a notebook's file (nbformat 4: https://nbformat.readthedocs.io/en/latest/format_description.html), whose text is one string or a
 * list of its lines. None where the file is no notebook.
 */
export function notebookCells(file: string): NotebookCell[] {
  const open: Open[] = [];
  const cells: NotebookCell[] = [];
  let [lines, kind]: [Line[], string] = [[], ''];
  const signs = /["{}[\],]/g;
  for (let match = signs.exec(file); match; match = signs.exec(file)) {
    const [sign] = match;
    const at = open.at(-1);
    if (sign === '{' || sign === '[') {
      if (open.length === 2) [lines, kind] = [[], ''];
      open.push({ isList: sign === '[', name: '' });
    } else if (sign === '}' || sign === ']') {
      open.pop();
      if (open.length === 2 && open[0]!.name === 'cells' && kind === 'markdown') cells.push(cellOf(file, lines));
    } else if (sign === ',' && at && !at.isList) at.name = '';
    else if (sign === '"') {
      signs.lastIndex = behindString(file, match.index);
      const line = { start: match.index, end: signs.lastIndex, text: stringOf(file.slice(match.index, signs.lastIndex)) };
      const field = open[2]?.name;
      if (at && !at.isList && at.name === '') at.name = line.text;
      else if (field === 'cell_type' && open.length === 3) kind = line.text;
      else if (field === 'source' && (open.length === 3 || (open.length === 4 && at!.isList))) lines.push(line);
    }
  }
  return cells;
}

function stringOf(quoted: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return '';
  }
}

function cellOf(file: string, lines: readonly Line[]): NotebookCell {
  let end = 0;
  const ends = lines.map(({ text }) => (end += text.length));
  return {
    text: lines.map(({ text }) => text).join(''),
    inFile({ start, end: behind }) {
      const line = firstAt(ends.length, (at) => ends[at]! > start);
      const { start: from, end: to, text } = lines[line]!;
      const quoted = file.slice(from + 1, to - 1);
      const base = ends[line]! - text.length;
      return { start: from + 1 + inQuoted(quoted, start - base), end: from + 1 + inQuoted(quoted, behind - base) };
    },
  };
}

/** Where the character of a string stands that `offset` others precede, each of which may be written as an escape. */
function inQuoted(quoted: string, offset: number): number {
  let at = 0;
  for (let passed = 0; passed < offset && at < quoted.length; passed++) at += quoted[at] !== '\\' ? 1 : quoted[at + 1] === 'u' ? 6 : 2;
  return at;
}
