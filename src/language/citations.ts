import type { Manner } from '../documents/latex/citing.js';
import type { Span } from '../text/span.js';
import { doctex, latex } from './latex.js';
import { markdown, quarto } from './markdown.js';
import { typst } from './typst.js';

/** The key that stands for all works: LaTeX's `\nocite{*}`, Pandoc's `@*`. */
export const everyWork = '*';

/** A cite key as it stands in a document. Its span is that of the key alone: `vale2018cubs` of `[-@vale2018cubs, p. 18]`. */
export interface CiteKey extends Span {
  key: string;
  /** The key with the sign that makes it one: `@vale2018cubs`, `@{vale2018cubs}`; in LaTeX the key alone. */
  signed: Span;
}

/** A pinpoint as a document has it. Its span is that of all its words: `p. 18` of `[@vale2018cubs, p. 18, for one]`, `18` of `\cite[18]{vale2018cubs}`. */
export interface CitedLocator extends Span {
  /** CSL's word for what is counted: `page`, `chapter`. */
  label: string;
  /** As written: `18`, `18–20, 22`. */
  value: string;
}

/** One work of a citation. */
export interface CitedWork {
  key: CiteKey;
  /** The words before it, `see`, and those behind its pinpoint; null where there are none. */
  prefix: Span | null;
  locator: CitedLocator | null;
  suffix: Span | null;
  /** `-@vale2018cubs`: without the author's name, which the sentence has. */
  suppressesAuthor: boolean;
}

/** A citation as it stands in a document, with all its works: `[see @vale2018cubs, p. 18; @powell2014talking]`, `\parencite[18]{vale2018cubs}`, `@vale2018cubs [p. 18]`. */
export interface Citation extends Span {
  /** How it stands in its sentence. */
  manner: Manner;
  /** In the order of the document; at least one. */
  works: readonly CitedWork[];
  /** The command without its sign, where one makes it: `autocites`, `cite:p`, `cite`. */
  command?: string;
}

/** The key at the cursor while it is typed. Its span is what a chosen key replaces: all of the key, also what stands after the cursor. */
export interface TypedKey extends Span {
  /** What stands before the cursor: `val` of `@val|e2018`. */
  typed: string;
  /** `@val|`, where only characters of a key can be typed; between braces words and spaces can: `@{vale cu|}`, `\cite{vale cu|}`. */
  form: 'bare' | 'braced';
}

/** The pinpoint at the cursor while it is typed: `[@vale2018cubs, p. 1|]`, `\cite[1|]{vale2018cubs}`. Its span is what a chosen one replaces. */
export interface TypedLocator extends Span {
  /** The work it is a pinpoint of. */
  key: string;
  /** What stands before the cursor in the span. */
  typed: string;
  /** CSL's word for what is counted, where a term says it or none can: `page` of `p. |`. */
  label?: string;
  /** What a page's number is written with where nothing is typed yet: `p. `; '' where the number stands alone, as in LaTeX, or its term is there already. */
  term: string;
}

/** What a block's text leaves open for the next: '' for nothing, else the language's own words, `fence ~~~`. */
export type BlockState = string;

export interface ReadBlock {
  /** In the order of the text, which is that of their first keys; offsets in the block. */
  citations: readonly Citation[];
  /** What looks like a key where it is pointed to, and is none, since the document says so: an example's `(@good)` in Markdown, a `<figure>` in Typst. */
  labels?: readonly string[];
  state: BlockState;
}

/**
 * How citations are written in one language. A document is read block by block, so that a keystroke costs no more than its paragraph: a block is a
 * run of lines with the blank ones behind it, at most `longestBlock` code units. No citation goes over its end.
 *
 * All offsets are UTF-16 code units in the block. Nothing fails, and time is linear in the block.
 */
export interface CitationSyntax {
  /** @param state what the block before left open */
  read(block: string, state: BlockState): ReadBlock;
  /** The key being typed at `offset`, if only its sign: `@|`, `\cite{a,|`; null where none is. */
  typedKeyAt(block: string, state: BlockState, offset: number): TypedKey | null;
  /** The pinpoint being typed at `offset`: `[@vale2018cubs, |]`, `\cite[|]{vale2018cubs}`; null where none is. */
  typedLocatorAt(block: string, state: BlockState, offset: number): TypedLocator | null;
  /** The same with commands that cite which a person has made, by their names without the backslash; where the language has commands. */
  knowing?(commands: readonly string[]): CitationSyntax;
}

/** By VS Code's language ids. */
export const syntaxes: ReadonlyMap<string, CitationSyntax> = new Map([
  ['markdown', markdown],
  ['quarto', quarto],
  ['rmd', markdown],
  ['myst', markdown],
  ['latex', latex],
  ['tex', latex],
  ['doctex', doctex],
  ['rsweave', latex],
  ['typst', typst],
]);
