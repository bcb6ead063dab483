import type { Span } from '../text/span.js';

// What a finder reads at most around the cursor, in UTF-16 code units, so that a document of 10 MB costs no more than a page.
const behind = 1 << 17;
const longLine = 1 << 12;
export const textAhead = 1 << 13;
const paragraphBehind = 1 << 14;

/** How much of a document a finder needs before the offset to answer as it would with all of it. */
export const textBehind = behind + longLine;

const newline = 0x0a;

/** Where the stretch before `offset` starts that tells what the cursor stands in: a code block, a comment. */
export function regionStart(text: string, offset: number): number {
  return offset <= behind ? 0 : lineStart(text, offset - behind, offset - behind - longLine);
}

/** The lines around `offset` up to the nearest blank ones. Nothing before `from` is taken. */
export function paragraphAt(text: string, offset: number, from: number): Span {
  const earliest = Math.max(from, offset - paragraphBehind);
  let start = lineStart(text, offset, earliest);
  while (start > earliest) {
    const before = lineStart(text, start - 1, earliest);
    if (isBlank(text, before, start - 1)) break;
    start = before;
  }
  const latest = Math.min(text.length, offset + textAhead);
  let end = lineEnd(text, offset, latest);
  while (end < latest) {
    const next = lineEnd(text, end + 1, latest);
    if (isBlank(text, end + 1, next)) break;
    end = next;
  }
  return { start, end };
}

export function lineStart(text: string, offset: number, from = 0): number {
  const earliest = Math.max(from, 0);
  let start = offset;
  while (start > earliest && text.charCodeAt(start - 1) !== newline) start--;
  return start;
}

export function lineEnd(text: string, offset: number, to = text.length): number {
  let end = offset;
  while (end < to && text.charCodeAt(end) !== newline) end++;
  return end;
}

export function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!' \t\r'.includes(text[at]!)) return false;
  return true;
}

/** Where a sticky pattern that matches at `at` ends; null where it does not. */
export function matchEnd(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}
