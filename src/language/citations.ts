import type { Span } from '../text/span.js';
import { latex } from './latex.js';
import { markdown } from './markdown.js';

/** A cite key as it stands in a document. Its span is that of the key alone: `vale2018cubs` of `[-@vale2018cubs, p. 18]`. */
export interface CiteKey extends Span {
  key: string;
  /** The key with the sign that makes it one: `@vale2018cubs`, `@{vale2018cubs}`; in LaTeX the key alone. */
  signed: Span;
}

/** The key at the cursor while it is typed. Its span is what a chosen key replaces: all of the key, also what stands after the cursor. */
export interface TypedKey extends Span {
  /** What stands before the cursor: `val` of `@val|e2018`. */
  typed: string;
  /** `@val|`, where only characters of a key can be typed; between braces words and spaces can: `@{vale cu|}`, `\cite{vale cu|}`. */
  form: 'bare' | 'braced';
}

/**
 * Finds cite keys in documents of one language. All features ask this one finder, so that they can never disagree.
 *
 * It looks at the paragraph around `offset` and a bounded stretch before it, never at the whole text. Offsets are UTF-16 code units.
 */
export interface CitationFinder {
  /** The key that `offset` touches, its sign included: `@va|le`, `|@vale`, `@vale|`. */
  keyAt(text: string, offset: number): CiteKey | null;
  /** The key being typed at `offset`, if only its sign: `@|`, `\cite{a,|`. */
  typedAt(text: string, offset: number): TypedKey | null;
}

/** By VS Code's language ids. */
export const finders: ReadonlyMap<string, CitationFinder> = new Map([
  ['markdown', markdown],
  ['quarto', markdown],
  ['rmd', markdown],
  ['latex', latex],
  ['tex', latex],
  ['doctex', latex],
]);
