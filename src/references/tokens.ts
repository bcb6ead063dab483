import type { Span } from '../text/span.js';

/** `word` begins with a letter, `number` with a digit; every other character that is not white space is a `mark` of its own. */
export interface Token extends Span {
  text: string;
  kind: 'word' | 'number' | 'mark';
}

const word = String.raw`\p{L}[\p{L}\p{M}\p{N}]*(?:[-‐‑'’]\p{L}[\p{L}\p{M}\p{N}]*)*`;
const number = String.raw`\p{N}+\p{L}*`;
const token = new RegExp(`(${word})|(${number})|\\S`, 'gu');

/** Cuts a text into words, numbers and marks: "pp. 235–41" is `pp` `.` `235` `–` `41`, "al-Istrabadi" and "America’s" one word each. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(token)) {
    const kind = match[1] !== undefined ? 'word' : match[2] !== undefined ? 'number' : 'mark';
    tokens.push({ text: match[0], kind, start: match.index, end: match.index + match[0].length });
  }
  return tokens;
}

/** Begins with a capital letter. */
export function isCapitalised(word: string): boolean {
  const first = word.charAt(0);
  return first !== first.toLowerCase();
}
