import type { Span } from './span.js';

const pairs: Record<string, string> = { '‘': '’', '“': '”', '«': '»', '„': '“', '‚': '‘', '‹': '›' };
const marks = /[‘’“”„‚«»‹›"']/g;

/** Longest quotation that is looked for; what is longer is most likely a mark that was never closed. */
const longest = 2000;

/**
 * The quoted words of a text, without their marks; quotations inside quotations are not listed apart.
 *
 * Mixed marks are paired as they come ("… defeated.” with a straight opening mark), and an apostrophe ("ISIS’s", "groups’ aims")
 * is not a closing mark.
 */
export function quotations(text: string): Span[] {
  const places = Array.from(text.matchAll(marks), ({ index }) => index);
  const ends = places.filter((at) => mayEnd(text, at));
  const spans: Span[] = [];
  let next = 0;
  let from = 0;
  for (const at of places) {
    while (next < ends.length && ends[next]! <= at) next++;
    if (at < from || !opens(text, at)) continue;
    const end = closing(text, at, ends, next);
    if (end === null) continue;
    if (end > at + 1) spans.push({ start: at + 1, end });
    from = end + 1;
  }
  return spans;
}

const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character);
const isSpace = (character: string | undefined): boolean => character === undefined || /\s/u.test(character);

function opens(text: string, at: number): boolean {
  const mark = text[at]!;
  if (mark in pairs && mark !== '“') return true;
  if (mark === '“') return !isWord(text[at - 1]);
  // Straight marks, and a closing mark set where an opening one was meant (‘”What …” Revisited’).
  return (mark === '"' || mark === '”' || mark === "'") && !isWord(text[at - 1]) && isWord(text[at + 1]);
}

/** True for marks at which a quotation may end, or be given up; false for apostrophes inside words, and straight marks before one. */
function mayEnd(text: string, at: number): boolean {
  const mark = text[at]!;
  if (mark in pairs) return true;
  if (isSpace(text[at - 1])) return false;
  return (mark !== '’' && mark !== "'") || !isWord(text[at + 1]);
}

/** What closes a quotation that `mark` opens: single and double marks are mixed up freely, each among themselves. */
function closersOf(mark: string): string {
  if (mark === '‘' || mark === "'") return "’'";
  return mark === '"' || mark === '“' || mark === '”' ? '"”' : pairs[mark]!;
}

/** Where the quotation ends that opens at `open`; `ends[next]` is the first mark behind it that may end one. */
function closing(text: string, open: number, ends: readonly number[], next: number): number | null {
  const mark = text[open]!;
  const closers = closersOf(mark);
  const single = closers.includes("'");
  let fallback: number | null = null;
  for (let index = next; index < ends.length && ends[index]! < open + longest; index++) {
    const at = ends[index]!;
    const character = text[at]!;
    // The same mark opens once more: this one was never closed.
    if (character === mark && mark in pairs) return fallback;
    if (!closers.includes(character) || isSpace(text[at - 1])) continue;
    if (!single || !isPlural(text, at)) return at;
    fallback ??= at;
  }
  return fallback;
}

/** "the states’ interests": a plural's apostrophe is followed by a lower-case word; a true end may follow it. */
const isPlural = (text: string, at: number): boolean => /s/i.test(text[at - 1]!) && /^\s\p{Ll}/u.test(text.slice(at + 1, at + 3));
