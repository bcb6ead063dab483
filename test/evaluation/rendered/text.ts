/** An article as plain text, as it is when someone takes the text from a journal's pages. */
import { cellGap, textOf, type Article, type ArticleNote, type Piece } from '../linkingArticle.js';

export const entryLayouts = ['line', 'hanging', 'spaced', 'numbered'] as const;
/** One entry a line; wrapped with a hanging indent; wrapped with blank lines between; numbered and wrapped. */
export type EntryLayout = (typeof entryLayouts)[number];

export interface TextLayout {
  /** Paragraphs stand on a line each, or are wrapped at so many characters. */
  width: number | null;
  /** A line more between paragraphs, or an indent before each. */
  parted: 'blank' | 'indent';
  /** Lines of a page, with its running head, number and notes; null for no pages, and notes at the end. */
  page: number | null;
  entries: EntryLayout;
}

/** Breaks between words. */
export function wrap(text: string, width: number, first = '', rest = ''): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(' ')) {
    if (!empty && line.length + word.length + 1 > width) {
      lines.push(line);
      line = rest;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}

/** The lines of a bibliography. */
export function entryLines(entries: readonly string[], layout: EntryLayout, width = 84): string[] {
  return entries.flatMap((text, index) => {
    if (layout === 'line') return [text];
    if (layout === 'hanging') return wrap(text, width, '', '    ');
    if (layout === 'spaced') return [...wrap(text, width), ''];
    return wrap(text, width, `${index + 1}. `.padEnd(4), '    ');
  });
}

/** A line of print with the notes that its markers lead to. */
interface Line {
  text: string;
  notes: ArticleNote[];
}

const joinedWords = (pieces: readonly Piece[]): string => textOf(pieces).replaceAll(cellGap, '  ');

function bodyLines({ blocks, notes }: Article, { width, parted }: TextLayout): Line[] {
  const byId = new Map(notes.map((note) => [note.id, note]));
  return blocks.flatMap(({ kind, pieces }) => {
    const own = pieces.flatMap(({ pointer }) => byId.get(pointer?.note ?? '') ?? []);
    const words = joinedWords(pieces);
    const lines = width === null || kind === 'row' ? [words] : wrap(words, width, parted === 'indent' && kind === 'paragraph' ? '   ' : '');
    const blank = kind !== 'row' && (parted === 'blank' || kind !== 'paragraph');
    const printed = lines.map((text, index): Line => ({ text, notes: index === lines.length - 1 ? own : [] }));
    return blank ? [...(kind === 'heading' ? [{ text: '', notes: [] }] : []), ...printed, { text: '', notes: [] }] : printed;
  });
}

const noteLines = ({ label, pieces }: ArticleNote, width: number | null): string[] => (width === null ? [`${label} ${textOf(pieces)}`] : wrap(`${label} ${textOf(pieces)}`, width));

/** Lines cut into pages: each with a running head, its notes at its foot, and its number. */
function paged({ title }: Article, lines: readonly Line[], { page, width }: TextLayout): string[] {
  const printed: string[] = [];
  const head = title.slice(0, 60);
  let number = 1;
  for (let at = 0; at < lines.length; number++) {
    const here: string[] = [];
    const foot: string[] = [];
    while (at < lines.length && here.length + foot.length < page!) {
      const line = lines[at++]!;
      here.push(line.text);
      foot.push(...line.notes.flatMap((note) => noteLines(note, width)));
    }
    if (number > 1) printed.push(`\f${head}`, '');
    printed.push(...here, ...(foot.length > 0 ? ['', ...foot] : []), '', `${' '.repeat(40)}${number}`);
  }
  return printed;
}

export function renderText(article: Article, layout: TextLayout): string {
  const lines = bodyLines(article, layout);
  const entries = entryLines(article.entries.map(({ text }) => text), layout.entries).map((text): Line => ({ text, notes: [] }));
  const back = article.entries.length === 0 ? [] : [{ text: '', notes: [] }, { text: 'References', notes: [] }, { text: '', notes: [] }, ...entries];
  const front = [article.title, '', article.authors.join(', '), '', ''];
  if (layout.page !== null) return [...front, ...paged(article, [...lines, ...back], layout)].join('\n');
  const notes = article.notes.length === 0 ? [] : ['', 'Notes', '', ...article.notes.flatMap((note) => noteLines(note, layout.width))];
  return [...front, ...lines.map(({ text }) => text), ...notes, ...back.map(({ text }) => text)].join('\n');
}
