import { firstAt } from './firstAt.js';

/** The lines of a text by offset. */
export class LineNumbers {
  private readonly starts: number[] = [0];

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1);
  }

  /** The number of the line, from 1, in which an offset stands. */
  at(offset: number): number {
    return firstAt(this.starts.length, (line) => this.starts[line]! > offset);
  }
}
