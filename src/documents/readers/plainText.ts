import { cutEntries } from '../bibliography.js';
import { buildBlocks } from '../blocks.js';
import type { Note, Page, SourceDocument } from '../document.js';
import { findFurniture, type Furniture } from '../furniture.js';
import { lineWidth, splitLines, type Line } from '../lines.js';
import { readMasthead } from '../masthead.js';
import { Mender } from '../mend.js';
import { divide, type NoteLines } from '../notes.js';

/** Plain text as extracted from a PDF or copied from a web page. */
export function readPlainText(text: string): SourceDocument {
  const lines = splitLines(text);
  const width = lineWidth(lines);
  const furniture = findFurniture(lines);
  const division = divide(text, lines, furniture, width);
  const mender = new Mender(text, width);
  // Notes are often set smaller, so that their lines hold more: the running text has a width of its own.
  const blocks = buildBlocks(division.body, mender, lineWidth(division.body.map(({ line }) => line)));
  return {
    text,
    masthead: readMasthead(blocks, text),
    pages: pagesOf(lines, furniture, text.length),
    blocks,
    notes: division.notes.map((note) => noteOf(note, mender)),
    bibliography: cutEntries(division.bibliography, mender, width),
    marked: false,
    furniture: division.furniture.map(({ start, end }) => ({ start, end })),
    problems: division.problems,
  };
}

function noteOf(note: NoteLines, mender: Mender): Note {
  const first = note.lines[0]!;
  const words = first.text.slice(note.wordsAt).trim();
  const opening: Line = { ...first, start: first.start + note.wordsAt, text: first.text.slice(note.wordsAt), words };
  const rest = note.lines.slice(1);
  return {
    label: note.label,
    passage: mender.join([opening, ...rest]),
    place: note.place,
    group: note.group,
    ...(note.from === undefined ? {} : { from: note.from }),
    start: first.start,
    end: note.lines.at(-1)!.end,
  };
}

function pagesOf(lines: readonly Line[], furniture: Furniture, length: number): Page[] {
  const starts = furniture.pageStarts;
  return starts.map(({ line, label }, index) => {
    const next = starts[index + 1];
    return { label, start: lines[line]?.start ?? 0, end: next ? lines[next.line]!.start : length };
  });
}
