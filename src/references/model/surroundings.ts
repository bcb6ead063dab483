import { findQuotations } from '../quotation.js';
import { holdsNumber, K } from './forms.js';
import type { ModelToken } from './words.js';

/** Distances as the model tells them apart: 0 1 2 3 4 5-6 7-9 10-15 16-30 more. */
const buckets = Uint8Array.from({ length: 64 }, (_, distance) => (distance < 5 ? distance : distance < 7 ? 5 : distance < 10 ? 6 : distance < 16 ? 7 : distance < 31 ? 8 : 9));
export const bucket = (distance: number): number => (distance < 64 ? buckets[distance]! : 9);

/** Where a token is inside a quotation, or is a mark of one. */
export const quotedAs = { outside: 0, inside: 1, opening: 2, closing: 3 };

/** A bracket that is never closed ends after so many tokens. */
const longestBracket = 60;

/** What a token may be that others are near to: a bit each. */
const landmark = { mark: 1, year: 2, cue: 4, quotation: 8, sentenceEnd: 16 };

/** Kinds of tokens in a row, five bits each. */
const kindBits = 5;
export const threeKinds = 2 ** (3 * kindBits) - 1;
const fourKinds = 2 ** (4 * kindBits) - 1;
const noKinds = [K.none, K.none, K.none, K.none].reduce((kinds, kind) => (kinds << kindBits) | kind, 0);

/** For each token of a text the indices of the nearest landmarks of one kind before and behind it, -1 where there is none. */
class Nearest {
  readonly previous: Int32Array;
  readonly next: Int32Array;

  constructor(private readonly bit: number, capacity: number) {
    this.previous = new Int32Array(capacity);
    this.next = new Int32Array(capacity);
  }

  survey(landmarks: Uint8Array, size: number): void {
    const { bit, previous, next } = this;
    for (let index = 0, last = -1; index < size; index++) {
      previous[index] = last;
      if (landmarks[index]! & bit) last = index;
    }
    for (let index = size - 1, last = -1; index >= 0; index--) {
      next[index] = last;
      if (landmarks[index]! & bit) last = index;
    }
  }
}

/** For each token of a text what stands around it: found in passes over all tokens, so that a token costs the same in any text. */
export class Surroundings {
  tokens: readonly ModelToken[] = [];
  /** Of `quotedAs`. */
  readonly quoted: Uint8Array;
  /** 0 outside brackets, 1 in round ones, 2 in square ones, 3 deeper. */
  readonly bracket: Uint8Array;
  readonly marks: Nearest;
  readonly years: Nearest;
  readonly cues: Nearest;
  readonly quotations: Nearest;
  /** The kinds of a token and of the three before it, also for three behind the last. */
  readonly kindsUpTo: Int32Array;
  private readonly sentenceEnds: Nearest;
  private readonly landmarks: Uint8Array;
  /** Words of prose up to and with a token. */
  private readonly proseUpTo: Int32Array;
  /** The dictionaries that hold a word of the token's chunk, which goes from a mark to the next, and whether it holds a number. */
  readonly chunkListed: Int32Array;

  /** With room for as many tokens as `capacity`. */
  constructor(readonly capacity: number) {
    this.quoted = new Uint8Array(capacity);
    this.bracket = new Uint8Array(capacity);
    this.marks = new Nearest(landmark.mark, capacity);
    this.years = new Nearest(landmark.year, capacity);
    this.cues = new Nearest(landmark.cue, capacity);
    this.quotations = new Nearest(landmark.quotation, capacity);
    this.sentenceEnds = new Nearest(landmark.sentenceEnd, capacity);
    this.landmarks = new Uint8Array(capacity);
    this.proseUpTo = new Int32Array(capacity);
    this.chunkListed = new Int32Array(capacity);
    this.kindsUpTo = new Int32Array(capacity + 3);
  }

  survey(text: string, tokens: readonly ModelToken[]): void {
    this.tokens = tokens;
    this.surveyQuotations(text);
    this.surveyBrackets();
    this.surveyLandmarks();
    for (const nearest of [this.marks, this.years, this.cues, this.quotations, this.sentenceEnds]) nearest.survey(this.landmarks, tokens.length);
    this.surveyProse();
    this.surveyChunks();
    this.surveyKinds();
  }

  private surveyQuotations(text: string): void {
    const { tokens, quoted } = this;
    quoted.fill(quotedAs.outside, 0, tokens.length);
    let index = 0;
    for (const { start, end, closed } of findQuotations(text)) {
      while (index < tokens.length && tokens[index]!.end <= start) index++;
      for (; index < tokens.length && tokens[index]!.start < end; index++) {
        const token = tokens[index]!;
        quoted[index] = token.start === start ? quotedAs.opening : closed && token.end === end ? quotedAs.closing : quotedAs.inside;
      }
    }
  }

  private surveyBrackets(): void {
    const { tokens, bracket } = this;
    const open: { index: number; square: boolean }[] = [];
    for (let index = 0; index < tokens.length; index++) {
      const { kind, text } = tokens[index]!;
      while (open.length > 0 && index - open[0]!.index > longestBracket) open.shift();
      if (kind === K.opening) open.push({ index, square: text === '[' });
      bracket[index] = open.length > 1 ? 3 : open.length === 0 ? 0 : open[0]!.square ? 2 : 1;
      if (kind === K.closing) open.pop();
    }
  }

  private surveyLandmarks(): void {
    const { tokens, quoted } = this;
    for (let index = 0, wordLength = 0; index < tokens.length; index++) {
      const { kind, form, start, end } = tokens[index]!;
      let bits = kind >= K.comma && kind <= K.quote ? landmark.mark : kind === K.year ? landmark.year : 0;
      if (form.cue) bits |= landmark.cue;
      if (quoted[index]! >= quotedAs.opening) bits |= landmark.quotation;
      // The point of an abbreviation ends no sentence.
      if (kind === K.semicolon || (kind === K.point && wordLength > 3)) bits |= landmark.sentenceEnd;
      this.landmarks[index] = bits;
      wordLength = end - start;
    }
  }

  private surveyProse(): void {
    for (let index = 0, words = 0; index < this.tokens.length; index++) {
      if (this.tokens[index]!.form.prose) words++;
      this.proseUpTo[index] = words;
    }
  }

  private surveyChunks(): void {
    const { tokens } = this;
    for (let start = 0; start < tokens.length; ) {
      const next = this.marks.next[start]!;
      const end = next < 0 ? tokens.length : next;
      let bits = 0;
      for (let index = start; index < end; index++) bits |= tokens[index]!.form.listed | (tokens[index]!.kind === K.number ? holdsNumber : 0);
      this.chunkListed.fill(bits, start, end);
      start = end;
    }
  }

  private surveyKinds(): void {
    const { tokens, kindsUpTo } = this;
    for (let index = 0, kinds = noKinds; index < tokens.length + 3; index++) {
      kinds = ((kinds << kindBits) | (index < tokens.length ? tokens[index]!.kind : K.none)) & fourKinds;
      kindsUpTo[index] = kinds;
    }
  }

  /** How many words of prose the sentence of a token has. */
  prose(index: number): number {
    const start = this.sentenceEnds.previous[index]!;
    const end = this.sentenceEnds.next[index]!;
    return this.proseUpTo[end < 0 ? this.tokens.length - 1 : end]! - (start < 0 ? 0 : this.proseUpTo[start]!);
  }
}
