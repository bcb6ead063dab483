import { Passage } from '../text/passage.js';
import type { Span } from '../text/span.js';
import type { BibliographyEntry, Block, Note, Page } from './document.js';

/** Where a page begins: within a block, `at` characters into its passage; `source` is the offset in what was read. */
export interface PageBreak {
  block: number;
  at: number;
  source: number;
  /** As printed, where the source tells. */
  label: string | null;
  number?: number;
}

/** What a walk through a marked-up source has found. */
export class Parts {
  readonly blocks: Block[] = [];
  readonly notes: Note[] = [];
  readonly bibliography: BibliographyEntry[] = [];
  readonly breaks: PageBreak[] = [];
  readonly furniture: Span[] = [];

  /** Whether the source gives the markers of notes, so that none is looked for in the words. */
  get marked(): boolean {
    return this.blocks.some(({ markers = [] }) => markers.some(({ kind }) => kind === 'note'));
  }
}

/** The stretches between page breaks, the first from the text's beginning. */
export function pagesBetween(breaks: readonly { start: number; label: string | null; number?: number }[], length: number): Page[] {
  const first = breaks[0]?.start === 0 ? [] : [{ start: 0, label: null }];
  const starts = [...first, ...breaks];
  return starts.map((page, index) => ({ ...page, end: starts[index + 1]?.start ?? length }));
}

/** A text laid out anew: paragraphs with a blank line between. */
class Layout {
  private readonly pieces: string[] = [];
  private length = 0;

  add(lead: string, words: string): Passage {
    const start = this.length + lead.length;
    const piece = `${lead}${words}\n\n`;
    this.pieces.push(piece);
    this.length += piece.length;
    return Passage.fromRuns(words, words === '' ? [] : [{ at: 0, source: start, length: words.length }]);
  }

  get text(): string {
    return this.pieces.join('');
  }
}

const whole = (passage: Passage): Span => passage.spanInSource({ start: 0, end: passage.length });

/**
 * Lays the parts of a source that is no text file out as one text, into which all their passages lead: the blocks, then the notes with their
 * numbers, then the bibliography.
 */
export function layOut({ blocks, notes, bibliography, breaks }: Parts): { text: string; blocks: Block[]; notes: Note[]; bibliography: BibliographyEntry[]; pages: Page[] } {
  const layout = new Layout();
  const laid = {
    blocks: blocks.map((block) => ({ ...block, passage: layout.add('', block.passage.text) })),
    notes: notes.map((note) => {
      const passage = layout.add(`${note.label}. `, note.passage.text);
      return { ...note, passage, ...whole(passage) };
    }),
    bibliography: bibliography.map((entry) => {
      const passage = layout.add(entry.label === null ? '' : `[${entry.label}] `, entry.passage.text);
      return { ...entry, passage, ...whole(passage) };
    }),
  };
  const { text } = layout;
  const starts = breaks.map(({ block, at, label, number }) => {
    const passage = laid.blocks[block]?.passage;
    const start = passage ? passage.toSource(Math.min(at, passage.length)) : (laid.blocks.at(-1)?.passage.toSource(Infinity) ?? 0);
    return { start, label, ...(number === undefined ? {} : { number }) };
  });
  return { text, ...laid, pages: pagesBetween(starts, text.length) };
}
