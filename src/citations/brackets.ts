import type { Span } from '../text/span.js';

/** A pair of brackets with all between them; `end` is -1 where it is not closed. */
export type Bracket = Span;

const opening: Record<string, string> = { ')': '(', ']': '[' };

/** Farthest that a bracket opens before what stands in it. */
const longest = 600;

/** The innermost bracket around each of several offsets (in order), or null; in one walk through the text. */
export function bracketsOf(text: string, offsets: readonly number[]): (Bracket | null)[] {
  const open: Bracket[] = [];
  const around: (Bracket | null)[] = [];
  let next = 0;
  for (let at = 0; at <= text.length && (next < offsets.length || open.length > 0); at++) {
    while (next < offsets.length && offsets[next] === at) {
      const innermost = open.at(-1);
      around.push(innermost && at - innermost.start <= longest ? innermost : null);
      next++;
    }
    const character = text[at];
    if (character === '(' || character === '[') open.push({ start: at, end: -1 });
    else if (character === ')' || character === ']') {
      // "(see a) or b)": what closes nothing of its own kind stands alone.
      const own = open.findLastIndex(({ start }) => text[start] === opening[character]);
      if (own < 0) continue;
      open[own]!.end = at + 1;
      open.length = own;
    }
  }
  return around;
}
