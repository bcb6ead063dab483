/** Farthest that a bracket opens before a place in it, or closes behind one. */
const longestBracket = 400;

const opening = '([';
const closing = ')]';

/** The offset of the bracket that is open at `at`, or -1. */
export function openBefore(text: string, at: number): number {
  let depth = 0;
  for (let index = at - 1; index >= Math.max(0, at - longestBracket); index--) {
    if (closing.includes(text[index]!)) depth++;
    else if (opening.includes(text[index]!) && depth-- === 0) return index;
  }
  return -1;
}

/** Behind the bracket that closes what is open at `at`, or -1. */
export function closedBehind(text: string, at: number): number {
  let depth = 0;
  for (let index = at; index < Math.min(text.length, at + longestBracket); index++) {
    if (opening.includes(text[index]!)) depth++;
    else if (closing.includes(text[index]!) && depth-- === 0) return index + 1;
  }
  return -1;
}
