import type { Span } from '../../text/span.js';

/** A span without the blanks at its ends; null where nothing else is in it. */
export function trimmed(text: string, start: number, end: number): Span | null {
  const words = text.slice(start, end);
  const from = start + (words.length - words.trimStart().length);
  const to = start + words.trimEnd().length;
  return from < to ? { start: from, end: to } : null;
}

/** `for one` of `, for one`. */
export const withoutComma = (text: string, words: Span | null): Span | null => (words && text[words.start] === ',' ? trimmed(text, words.start + 1, words.end) : words);
