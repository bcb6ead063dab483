import { fold } from '../text/fold.js';
import type { Span } from '../text/span.js';

/** The letters and digits of a text, folded, with where each stands: what extraction and mending leave the same. */
export interface Letters {
  letters: string;
  /** Where the letter at an index stands in the text. */
  at(index: number): number;
}

const letter = /[\p{L}\p{N}]/u;

export function lettersOf(text: string): Letters {
  const found: string[] = [];
  const offsets: number[] = [];
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code < 0x80 && !isAsciiLetter(code)) continue;
    const character = text[offset]!;
    if (code >= 0x80 && !letter.test(character)) continue;
    for (const folded of fold(character)) {
      found.push(folded);
      offsets.push(offset);
    }
  }
  return { letters: found.join(''), at: (index) => offsets[index]! };
}

const isAsciiLetter = (code: number): boolean => (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

/** How many letters at the claim's start and end must stand together; fewer are tried where a note may stand between them. */
const telling = [32, 16, 8];
/** How much of a claim must stand at the start and the end of where it was read, between which notes may stand. */
const sameShare = 0.6;
/** How much longer than its words a sentence can be in the source, for the notes and page breaks that interrupt it. */
const longestInterruption = 6000;
/** How much of a claim's letters its source may lack, where mending brought back what a PDF had lost ("con ict"). */
const lostShare = 0.1;

/** The words of a claim, with where they were read. */
export interface StandingWords {
  claim: string;
  source: Span & { reference?: string; file?: string };
}

/** The text of a source as it is now, in which its claims are looked for. */
export class SourceText {
  private letters: Letters | undefined;

  constructor(private readonly text: string) {}

  /**
   * Where a claim stands: where it was read if its words are there still, else where they stand now, the nearest if several times; null where they are
   * gone. Offsets in UTF-16 code units.
   */
  spanOf({ claim, source }: StandingWords): Span | null {
    const words = lettersOf(claim).letters;
    if (words === '') return null;
    const there = lettersOf(this.text.slice(source.start, source.end)).letters;
    const same = commonLength(words, there, 0, 1) + commonLength(words, there, -1, -1);
    if (same >= words.length * sameShare) return { start: source.start, end: source.end };
    this.letters ??= lettersOf(this.text);
    for (const length of telling) {
      const span = nearest(spansOf(words, this.letters, length), source.start);
      if (span) return span;
    }
    return null;
  }
}

export const claimSpan = (text: string, claim: StandingWords): Span | null => new SourceText(text).spanOf(claim);

/** How many letters two texts share, from the start on (0, 1) or from the end back (-1, -1). */
function commonLength(a: string, b: string, from: number, step: number): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.at(from + step * length) === b.at(from + step * length)) length++;
  return length;
}

function* spansOf(words: string, whole: Letters, length: number): Generator<Span> {
  const opening = words.slice(0, length);
  const closing = words.slice(-length);
  for (let from = 0; ; ) {
    const start = whole.letters.indexOf(opening, from);
    if (start < 0) return;
    from = start + 1;
    const earliest = start + Math.max(0, Math.floor(words.length * (1 - lostShare)) - closing.length);
    const end = whole.letters.slice(earliest, earliest + closing.length + longestInterruption).indexOf(closing);
    if (end >= 0) yield { start: whole.at(start), end: whole.at(earliest + end + closing.length - 1) + 1 };
  }
}

function nearest(spans: Iterable<Span>, to: number): Span | null {
  let best: Span | null = null;
  for (const span of spans) if (!best || Math.abs(span.start - to) < Math.abs(best.start - to)) best = span;
  return best;
}
