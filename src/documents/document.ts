import type { Passage } from '../text/passage.js';
import type { Problem } from '../text/problem.js';
import type { Span } from '../text/span.js';

/** A page of a source, with the label printed on it where the source tells: "147", "xii". */
export interface Page extends Span {
  label: string | null;
}

/** A paragraph, heading or caption of the running text, put together over line and page breaks and the notes between. */
export interface Block {
  kind: 'paragraph' | 'heading' | 'caption';
  passage: Passage;
}

/** A note of the source. */
export interface Note extends Span {
  /** "12", or "*" and the like. */
  label: string;
  /** The words of the note, without its number. */
  passage: Passage;
  /** Where it stands: at a page's end, among the notes at the end of a text or chapter, or inline where its marker would be. */
  place: 'foot' | 'end' | 'inline';
  /** Notes that stand together (one page's, one list's) share a group; groups count up through the source. */
  group: number;
}

export interface BibliographyEntry extends Span {
  passage: Passage;
  /** The number of a numbered entry: "3" of "[3] Vale, …". */
  label: string | null;
}

/** What a source says of itself. */
export interface Masthead {
  title: string | null;
  /** As printed: "Richard Roe". */
  authors: string[];
  /** As printed: "March 2015". */
  date: string | null;
  /** The journal's own line: "Northern Studies 12, no. 2 (2022), 145–152". */
  publication: string | null;
}

/** A marker that the format itself gives, so that nothing need be guessed: Markdown's `[^1]`. Offsets are in the source. */
export interface GivenMarker extends Span {
  label: string;
}

/** A source taken apart. Every reader ends in this one structure. All offsets lead into `text`. */
export interface SourceDocument {
  text: string;
  masthead: Masthead;
  pages: Page[];
  blocks: Block[];
  notes: Note[];
  bibliography: BibliographyEntry[];
  /** null where the format has no markers of its own, and they must be found in the words. */
  markers: GivenMarker[] | null;
  /** Running heads, page numbers, rules, a web page's trimmings: set aside, not lost. */
  furniture: Span[];
  problems: Problem[];
}
