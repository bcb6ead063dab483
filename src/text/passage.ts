import type { Span } from './span.js';

/** A run of a passage that stands as it is in the source: `length` code units at `at` here, at `source` there. */
interface Run {
  at: number;
  source: number;
  length: number;
}

/**
 * A piece of text put together from pieces of a source, that knows where each of its characters stands there.
 *
 * "conflict-\naffected" in a source becomes the passage "conflict-affected" whose every offset leads back to the source.
 * Offsets are UTF-16 code units.
 */
export class Passage {
  private constructor(
    readonly text: string,
    private readonly runs: readonly Run[],
  ) {}

  /** The stretch of a source as it stands. */
  static of(source: string, span: Span): Passage {
    const text = source.slice(span.start, span.end);
    return new Passage(text, text === '' ? [] : [{ at: 0, source: span.start, length: text.length }]);
  }

  static join(parts: readonly (Passage | string)[]): Passage {
    const builder = new PassageBuilder();
    for (const part of parts) builder.add(part);
    return builder.build();
  }

  static fromRuns(text: string, runs: readonly Run[]): Passage {
    return new Passage(text, runs);
  }

  get length(): number {
    return this.text.length;
  }

  private runAt(offset: number): number {
    let low = 0;
    let high = this.runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.runs[middle]!.at <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Where the character at `offset` stands in the source; for one that was put in (a space for a line break), the end of what precedes it. */
  toSource(offset: number): number {
    const run = this.runs[this.runAt(offset)];
    if (!run) return 0;
    if (offset < run.at) return run.source;
    return run.source + Math.min(offset - run.at, run.length);
  }

  /** The span of the source from the first to the last character of `span`; what interrupts it in the source lies inside. */
  spanInSource(span: Span): Span {
    if (span.end <= span.start) {
      const at = this.toSource(span.start);
      return { start: at, end: at };
    }
    const start = this.toSource(span.start);
    return { start, end: Math.max(start, this.endInSource(span.end - 1)) };
  }

  /** Behind the character at `offset` in the source; for one that does not stand there (the "i" of "ﬁ"), behind what precedes it. */
  private endInSource(offset: number): number {
    const run = this.runs[this.runAt(offset)];
    if (!run || offset < run.at) return this.toSource(offset);
    return run.source + Math.min(offset - run.at + 1, run.length);
  }

  /** The pieces of the source that `span` is made of, in order, without what interrupts it. */
  piecesInSource(span: Span): Span[] {
    const pieces: Span[] = [];
    for (let index = this.runAt(span.start); index < this.runs.length; index++) {
      const run = this.runs[index]!;
      if (run.at >= span.end) break;
      const start = Math.max(run.at, span.start);
      const end = Math.min(run.at + run.length, span.end);
      if (end > start) pieces.push({ start: run.source + start - run.at, end: run.source + end - run.at });
    }
    return pieces;
  }

  /** The runs, for a builder. */
  piecesWithOffsets(): readonly Run[] {
    return this.runs;
  }

  slice(start: number, end: number = this.text.length): Passage {
    const runs: Run[] = [];
    for (let index = this.runAt(start); index < this.runs.length; index++) {
      const run = this.runs[index]!;
      if (run.at >= end) break;
      const from = Math.max(run.at, start);
      const to = Math.min(run.at + run.length, end);
      if (to > from) runs.push({ at: from - start, source: run.source + from - run.at, length: to - from });
    }
    return new Passage(this.text.slice(start, end), runs);
  }

  trimEnd(): Passage {
    const end = this.text.trimEnd().length;
    return end === this.text.length ? this : this.slice(0, end);
  }

  trim(): Passage {
    const start = this.text.length - this.text.trimStart().length;
    const end = Math.max(start, this.text.trimEnd().length);
    return start === 0 && end === this.text.length ? this : this.slice(start, end);
  }
}

/** Puts a passage together in linear time; strings are text that does not stand in the source. */
export class PassageBuilder {
  private readonly parts: string[] = [];
  private readonly runs: Run[] = [];
  length = 0;

  /** The last character, or ''. */
  get last(): string {
    return this.parts.at(-1)?.at(-1) ?? '';
  }

  /** The last `length` characters. */
  tail(length: number): string {
    let tail = '';
    for (let index = this.parts.length - 1; index >= 0 && tail.length < length; index--) tail = this.parts[index]!.slice(-length) + tail;
    return tail.slice(-length);
  }

  add(part: Passage | string): this {
    if (typeof part === 'string') {
      this.parts.push(part);
      this.length += part.length;
      return this;
    }
    for (const piece of part.piecesWithOffsets()) this.addRun(piece.source, piece.length, this.length + piece.at);
    this.parts.push(part.text);
    this.length += part.length;
    return this;
  }

  /** Adds `source.slice(start, end)`. */
  addSpan(source: string, start: number, end: number): this {
    if (end <= start) return this;
    this.addRun(start, end - start, this.length);
    this.parts.push(source.slice(start, end));
    this.length += end - start;
    return this;
  }

  /** Adds `text` for a piece of source it mends: " " for three spaces, "fi" for a ligature. Its first character leads to that piece. */
  addReplacement(text: string, source: number, length: number): this {
    if (text !== '' && length > 0) this.addRun(source, 1, this.length);
    this.parts.push(text);
    this.length += text.length;
    return this;
  }

  /** Takes back the last `count` characters, as for a hyphen at a line's end. */
  dropLast(count: number): this {
    const kept = this.length - count;
    let text = this.parts.pop() ?? '';
    while (text.length < count && this.parts.length > 0) text = this.parts.pop()! + text;
    this.parts.push(text.slice(0, Math.max(0, text.length - count)));
    this.length = Math.max(0, kept);
    for (let last = this.runs.at(-1); last && last.at + last.length > this.length; last = this.runs.at(-1)) {
      if (last.at >= this.length) this.runs.pop();
      else last.length = this.length - last.at;
    }
    return this;
  }

  private addRun(source: number, length: number, at: number): void {
    const last = this.runs[this.runs.length - 1];
    if (last && last.at + last.length === at && last.source + last.length === source) last.length += length;
    else this.runs.push({ at, source, length });
  }

  build(): Passage {
    return Passage.fromRuns(this.parts.join(''), this.runs);
  }
}
