import { settleNotes, type Citation } from '../../src/citations/settle.js';
import { Works } from '../../src/citations/works.js';
import type { Note } from '../../src/documents/document.js';
import { parseNote } from '../../src/references/parse.js';
import { Passage } from '../../src/text/passage.js';

/** `entries` of a bibliography, and notes by their numbers: "2. Ibid., p. 9." */
export interface Apparatus {
  entries?: readonly string[];
  notes: readonly string[];
}

/** How a confidence reads: at least 0.9, 0.7, or less. */
const certainty = (confidence: number): string => (confidence >= 0.9 ? 'sure' : confidence >= 0.7 ? 'likely' : 'doubtful');

function nameOf({ list }: Works, work: number): string {
  const { author, editor, title, issued } = list[work]!.item;
  const [name] = author ?? editor ?? [];
  return [name && (name.family ?? name.literal), title ?? issued?.['date-parts']?.[0]?.[0]].filter((part) => part !== undefined).join(', ');
}

function shown(works: Works, label: string, { work, locator, confidence }: Citation): string {
  if (work === null) return `${label} -> ?`;
  return `${label} -> ${nameOf(works, work)}${locator ? ` (${locator.label} ${locator.value})` : ''}: ${certainty(confidence)}`;
}

/** What notes are settled to, a line for each work they point to: "2 -> Roe, A Closed Road (page 9): sure"; and what a person is told. */
export function settled({ entries = [], notes }: Apparatus): { lines: string[]; told: string[]; works: Works } {
  const works = new Works();
  entries.forEach((entry, index) => {
    for (const { item, confidence } of parseNote(entry).references) works.add(item, confidence, { text: entry, note: null, start: -2 - index, end: -1 - index });
  });
  const source = notes.join('\n');
  let at = 0;
  const read = notes.map((words): Note => {
    const number = /^\d+\.\s/.exec(words)![0];
    const span = { start: at + number.length, end: at + words.length };
    at += words.length + 1;
    return { label: number.slice(0, -2), passage: Passage.of(source, span), ...span, place: 'foot', group: 0 };
  });
  const { citations, problems } = settleNotes(read, works);
  const told = problems.filter(({ code }) => code !== 'field-doubtful').map(({ code, message }) => `${code}: ${message}`);
  return { lines: read.flatMap((note) => citations.get(note)!.map((citation) => shown(works, note.label, citation))), told, works };
}
