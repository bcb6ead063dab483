import type { Span } from '../text/span.js';

/** What a word of a note can be. `ibid parse --labels` prints these. */
export const labels = [
  'author', 'editor', 'translator', 'title', 'container-title', 'collection-title', 'publisher', 'location', 'date', 'volume', 'issue',
  'pages', 'locator', 'edition', 'genre', 'medium', 'doi', 'isbn', 'url', 'archive', 'note', 'signal', 'cross-reference', 'citation-number',
  'other',
] as const;

export type Label = (typeof labels)[number];

/** A word, number or mark of a text with what it is. `confidence` is 0..1. */
export interface LabelledToken extends Span {
  text: string;
  label: Label;
  confidence: number;
}
