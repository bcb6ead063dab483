import type { Confidence, CslFields } from '../csl.js';
import type { Passage } from '../text/passage.js';
import type { Problem } from '../text/problem.js';
import type { Span } from '../text/span.js';

/** A page of a source, with the label printed on it where the source tells: "147", "xii". */
export interface Page extends Span {
  label: string | null;
  /** Which page of the file it is, from 1, where the file has pages (PDF). */
  number?: number;
}

/** A paragraph, heading, caption or block quotation of the running text, put together over line and page breaks and the notes between. */
export interface Block {
  kind: 'paragraph' | 'heading' | 'caption' | 'quotation';
  passage: Passage;
  /** The markers that the format itself gives within it, in the order of the text. */
  markers?: GivenMarker[];
}

/**
 * A marker that the format itself gives, so that nothing need be guessed: Markdown's `[^1]`, `\\cite{vale}`, JATS's `<xref rid="ref-3">`, a raised
 * number of a PDF. Offsets are in the passage of its block.
 */
export interface GivenMarker extends Span {
  /** A note's number is taken out of the sentence; the words of a citation stay, as the source states them, unless they are `raised`. */
  kind: 'note' | 'citation';
  /** As printed: "12", "3, 5–7", "Vale 2018". */
  label: string;
  /** The ids of notes or of bibliography entries that it leads to. One that names no entry is a problem. */
  targets: GivenTarget[];
  raised?: boolean;
  /** True for one that stands before what it supports: "Vale (2018) argues". Left out, its words decide. */
  leads?: boolean;
}

export interface GivenTarget {
  id: string;
  /** The words of the pinpoint: "p. 18", "18-20". */
  locator?: string;
  /** The words before it: "see", "but see". */
  signal?: string;
}

/** A note of the source. */
export interface Note extends Span {
  /** "12", or "*" and the like. */
  label: string;
  /** What given markers name it by, where labels repeat (a numbering for each chapter); else its label. */
  id?: string;
  /** The words of the note, without its number. */
  passage: Passage;
  /** The citations that the format itself gives within it; such a note's words are not parsed. */
  markers?: GivenMarker[];
  /** Where it stands: at a page's end, among the notes at the end of a text or chapter, or inline where its marker would be. */
  place: 'foot' | 'end' | 'inline';
  /** Notes that stand together (one page's, one list's) share a group; groups count up through the source. */
  group: number;
  /** Where the text of its chapter begins, if the notes tell: its marker stands behind that. */
  from?: number;
}

export interface BibliographyEntry extends Span {
  passage: Passage;
  /** The number of a numbered entry: "3" of "[3] Vale, …"; "Val18" of "[Val18] Vale, …". */
  label: string | null;
  /** What given markers name it by. */
  id?: string;
  /** The work, where the format has taken the entry apart (JATS, TEI, CSL metadata); else the words are parsed. */
  item?: CslFields;
  /** How sure the fields of `item` are; what is not named counts as sure. */
  confidence?: Confidence;
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
  /** What the format's own metadata say of the source (JATS's `front`, a DOCX's properties); goes before what the words say. */
  item?: CslFields;
}

/** A source taken apart. Every reader ends in this one structure. All offsets lead into `text`. */
export interface SourceDocument {
  /** The source itself, decoded, where it is a text file; else (PDF, DOCX, EPUB) the text taken from it. */
  text: string;
  masthead: Masthead;
  pages: Page[];
  blocks: Block[];
  notes: Note[];
  bibliography: BibliographyEntry[];
  /** True where the format gives the markers of its notes; else they are looked for in the words. */
  marked: boolean;
  /** Running heads, page numbers, rules, a web page's trimmings: set aside, not lost. */
  furniture: Span[];
  problems: Problem[];
}

/** A source of which nothing could be read, for a reason that its problems tell. */
export function unreadable(problems: Problem[]): SourceDocument {
  return {
    text: '', masthead: { title: null, authors: [], date: null, publication: null }, pages: [], blocks: [], notes: [], bibliography: [], marked: false,
    furniture: [], problems,
  };
}
