import type { Span } from '../../text/span.js';
import type { Label, LabelledToken } from '../labels.js';
import { tokenise, type Token } from '../tokens.js';

/** A reference while rules label it: what is labelled stays, later rules fill what is left. */
export class Draft {
  readonly tokens: readonly Token[];
  private readonly labelled: (Label | undefined)[];
  private readonly confidences: number[];

  constructor(readonly text: string) {
    this.tokens = tokenise(text);
    this.labelled = new Array<Label | undefined>(this.tokens.length).fill(undefined);
    this.confidences = new Array<number>(this.tokens.length).fill(0);
  }

  /** Index of the first token that ends after `offset`. */
  indexAt(offset: number): number {
    let low = 0;
    let high = this.tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.tokens[middle]!.end > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  labelAt(index: number): Label | undefined {
    return this.labelled[index];
  }

  has(label: Label): boolean {
    return this.labelled.includes(label);
  }

  /** No word of the span is labelled yet. */
  isFree(span: Span): boolean {
    for (let index = this.indexAt(span.start); index < this.tokens.length && this.tokens[index]!.start < span.end; index++) {
      if (this.labelled[index] !== undefined) return false;
    }
    return true;
  }

  /** Labels what is still free in the span. */
  paint(span: Span, label: Label, confidence: number): void {
    for (let index = this.indexAt(span.start); index < this.tokens.length && this.tokens[index]!.start < span.end; index++) {
      if (this.labelled[index] !== undefined) continue;
      this.labelled[index] = label;
      this.confidences[index] = confidence;
    }
  }

  /** The stretches between labelled words, each from its first free token to its last. */
  gaps(): Span[] {
    const gaps: Span[] = [];
    let open: Span | null = null;
    this.tokens.forEach((token, index) => {
      if (this.labelled[index] !== undefined) open = null;
      else if (open) open.end = token.end;
      else gaps.push((open = { start: token.start, end: token.end }));
    });
    return gaps;
  }

  /** The first and last offset that bear a label; null where none does. */
  extent(label: Label): Span | null {
    const first = this.labelled.indexOf(label);
    return first < 0 ? null : { start: this.tokens[first]!.start, end: this.tokens[this.labelled.lastIndexOf(label)]!.end };
  }

  finish(): LabelledToken[] {
    return this.tokens.map(({ text, start, end }, index) => ({
      text,
      label: this.labelled[index] ?? 'other',
      start,
      end,
      confidence: this.confidences[index]!,
    }));
  }
}
