import { claimSpan, lettersOf, type Letters } from '../../language/claimSpan.js';
import type { Span } from '../../text/span.js';

export interface PageText {
  /** Of the file, from 1. */
  page: number;
  text: string;
}

/** A stretch of one page's text. */
export interface Stretch extends Span {
  page: number;
}

/**
 * Where the words of a claim stand on pages that follow one another: without the notes, page numbers and running heads that
 * interrupt them. Where not all the words are there, the longest run of them, if it says enough; else nothing.
 */
export function findSentence(claim: string, pages: readonly PageText[]): Stretch[] {
  const text = pages.map((page) => page.text).join('');
  const whole = claimSpan(text, { claim, source: { reference: '', file: '', start: 0, end: 0 } });
  const run = whole ? null : longestRun(claim, text);
  const spans = whole ? runsWithin(claim, text, whole) : run ? [run] : [];
  return spans.flatMap((span) => onPages(span, pages));
}

/** How many letters tell where a sentence goes on after an interruption. */
const telling = 8;
/** Interruptions of so many letters, such as a note's number, are taken for part of the sentence. */
const slight = 4;
/** How many of a claim's letters may be missing in a place. */
const mostMissing = 16;

/** The parts of a span that the claim's words make up. */
function runsWithin(claim: string, text: string, span: Span): Span[] {
  const words = lettersOf(claim).letters;
  const there = lettersOf(text.slice(span.start, span.end));
  const runs: Span[] = [];
  for (let word = 0, at = 0; at >= 0 && word < words.length; ) {
    const length = commonLength(words.slice(word), there.letters.slice(at));
    addRun(runs, at, at + length);
    word += length;
    ({ word, at } = resumption(words, word, there.letters, at + length));
  }
  return runs.map((run) => spanOf(run, there, span.start));
}

function commonLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[length] === b[length]) length++;
  return length;
}

function addRun(runs: Span[], start: number, end: number): void {
  const last = runs.at(-1);
  if (last && start - last.end <= slight) last.end = end;
  else if (end > start) runs.push({ start, end });
}

/** Where both go on together; `at` is -1 where they do not. */
function resumption(words: string, word: number, letters: string, at: number): { word: number; at: number } {
  for (let missing = 0; missing <= mostMissing && word + missing < words.length; missing++) {
    const found = letters.indexOf(words.slice(word + missing, word + missing + telling), at);
    if (found >= 0) return { word: word + missing, at: found };
  }
  return { word, at: -1 };
}

const spanOf = ({ start, end }: Span, letters: Letters, offset: number): Span => ({
  start: offset + letters.at(start),
  end: offset + letters.at(end - 1) + 1,
});

/** A run of fewer letters says too little, unless it is half of the claim. */
const fewestLetters = 24;
const mostWords = 300;

/** The longest run of a claim's words that stands in a text. */
function longestRun(claim: string, text: string): Span | null {
  const words = claim.split(/\s+/, mostWords).map((word) => lettersOf(word).letters);
  const there = lettersOf(text);
  let best: Span = { start: 0, end: 0 };
  for (let first = 0; first < words.length; first++) {
    for (let last = first + 1; last <= words.length; last++) {
      const run = words.slice(first, last).join('');
      if (run.length <= best.end - best.start) continue;
      const start = there.letters.indexOf(run);
      if (start < 0) break;
      best = { start, end: start + run.length };
    }
  }
  const enough = Math.min(fewestLetters, Math.ceil(words.join('').length / 2));
  return best.end - best.start >= Math.max(1, enough) ? spanOf(best, there, 0) : null;
}

/** A span of the pages' joined texts, as its part of each. */
function onPages(span: Span, pages: readonly PageText[]): Stretch[] {
  let offset = 0;
  return pages.flatMap(({ page, text }) => {
    const start = Math.max(0, span.start - offset);
    const end = Math.min(text.length, span.end - offset);
    offset += text.length;
    return start < end ? [{ page, start, end }] : [];
  });
}
