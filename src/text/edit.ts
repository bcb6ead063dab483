import type { Span } from './span.js';

/** A stretch of a text and what is to stand there instead. */
export interface Edit extends Span {
  text: string;
}
