/** The example sources as other extractors would give them. Each dressing changes how the text is set, never what it says. */
import { findNoteMarkers } from '../../src/citations/markers.js';
import type { SourceDocument } from '../../src/documents/document.js';
import { readPlainText } from '../../src/documents/readers/plainText.js';

/** The text dressed otherwise; null where a source has nothing that the dressing changes. */
type Dress = (text: string, file: string) => string | null;

interface Edit {
  at: number;
  length: number;
  words: string;
}

function edited(text: string, edits: readonly Edit[]): string | null {
  if (edits.length === 0) return null;
  let at = 0;
  const parts: string[] = [];
  for (const edit of [...edits].sort((a, b) => a.at - b.at)) {
    parts.push(text.slice(at, edit.at), edit.words);
    at = edit.at + edit.length;
  }
  return parts.join('') + text.slice(at);
}

/** Dresses plain text only: Markdown tells by its own signs what is what. */
const plain =
  (dress: (text: string) => string | null): Dress =>
  (text, file) => {
    const dressed = file.endsWith('.txt') ? dress(text) : null;
    return dressed === text ? null : dressed;
  };

/** Every note number, in the text and at its note's head, written otherwise. */
const numbersAs = (inText: (label: string) => string, atNote: (label: string) => string): Dress =>
  plain((text) => {
    const document = readPlainText(text);
    const markers = findNoteMarkers(document).blocks.flatMap((block) => block.markers);
    const inNotes = document.notes.map(({ label, start, end }) => ({ label, at: start + text.slice(start, end).indexOf(label) }));
    return edited(text, [
      ...markers.map(({ label, source }) => ({ at: source.start, length: source.end - source.start, words: inText(label) })),
      ...inNotes.map(({ label, at }) => ({ at, length: /^\S\d*[.\])]?\s*/.exec(text.slice(at))![0].length, words: atNote(label) })),
    ]);
  });

const superscript = (label: string): string => label.replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]!);

/** Offsets at which a page begins: where the running text goes on after the notes of the page before. */
function pageStarts(text: string): number[] {
  const { notes, blocks } = readPlainText(text);
  const bodies = blocks.flatMap(({ passage }) => passage.piecesInSource({ start: 0, end: passage.length }).map(({ start }) => start));
  const firsts = notes.filter((note, index) => note.place === 'foot' && note.group !== notes[index - 1]?.group);
  const starts = firsts.flatMap((note) => bodies.find((start) => start > note.start) ?? []);
  return [...new Set(starts)].map((start) => text.lastIndexOf('\n', start) + 1);
}

const atPageStarts = (words: (page: number) => string): Dress =>
  plain((text) => (text.includes('\f') ? null : edited(text, pageStarts(text).map((at, index) => ({ at, length: 0, words: words(index + 2) })))));

/** One line for a paragraph, the notes behind the text. */
function unwrapped({ blocks, notes, bibliography }: SourceDocument): string {
  const paragraphs = blocks.map(({ passage }) => passage.text);
  const list = (heading: string, entries: readonly string[]): string[] => (entries.length === 0 ? [] : [heading, ...entries]);
  return [
    ...paragraphs,
    ...list('Notes', notes.map(({ label, passage }) => `${label}. ${passage.text}`)),
    ...list('Bibliography', bibliography.map(({ passage }) => passage.text)),
  ].join('\n\n');
}

export const dressings: Record<string, Dress> = {
  'as it is': (text) => text,
  'with CRLF': (text) => text.replaceAll('\n', '\r\n'),
  'without rules': plain((text) => text.replace(/^(?:[^\S\n]{20,}|[_—-]{5,})\n/gm, '')),
  'flush left': plain((text) => text.replace(/^[^\S\n\f]+/gm, '')),
  'form feeds': atPageStarts(() => '\f'),
  'no form feeds': plain((text) => text.replaceAll('\f', '')),
  'running heads': atPageStarts((page) => `${page === 2 ? '' : '\n'}Journal of Open Doors, Vol. 4 ${page + 100}\n\n`),
  'page numbers and form feeds': atPageStarts((page) => `\n${page + 100}\n\f`),
  'numbers in brackets': numbersAs((label) => `[${label}]`, (label) => `[${label}] `),
  'superscript numbers': numbersAs(superscript, superscript),
  'superscript in the text only': numbersAs(superscript, (label) => `${label} `),
  'numbers stuck to notes': numbersAs((label) => label, (label) => label),
  'unwrapped, notes at the end': plain((text) => unwrapped(readPlainText(text))),
};
