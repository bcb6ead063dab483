import type { Span } from '../text/span.js';

/** A numeric citation: "[3, 5–7]". Offsets take in the brackets. */
export interface Numeric extends Span {
  label: string;
  numbers: number[];
}

const brackets = /\[(\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,30})\]/gu;

/** Numbers of one citation that are believed: more is a matrix or a date range, not a citation. */
const most = 60;

export function findNumeric(text: string): Numeric[] {
  return [...text.matchAll(brackets)].flatMap((match) => {
    const numbers = match[1]!.split(/[,;]/u).flatMap(range);
    return numbers.length > most ? [] : [{ start: match.index, end: match.index + match[0].length, label: match[1]!, numbers }];
  });
}

/** "5–7" → 5, 6, 7. */
function range(part: string): number[] {
  const [first = 0, last = first] = part.split(/[–-]/u).map(Number);
  return last < first || last - first > most ? [first] : Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
