import type { Page } from '../document.js';
import type { Line } from '../lines.js';
import type { TypeLine, TypePage } from './lines.js';
import { isSameSize } from './measure.js';

/** The text of a PDF: a line for each line of type, in the order in which they are read; a form feed before each page but the first. */
export class Rendition {
  readonly text: string;
  readonly pages: Page[] = [];
  /** Text that is no line of its page: stamps, watermarks, numbers of lines. */
  readonly aside: Line[] = [];
  private readonly lines = new Map<TypeLine, Line>();

  constructor(pages: readonly TypePage[], labels: readonly (string | null)[]) {
    const parts: string[] = [];
    let length = 0;
    const add = (text: string): void => {
      parts.push(text);
      length += text.length;
    };
    pages.forEach(({ lines, aside }, index) => {
      if (index > 0) add('\f');
      const start = length;
      const addLine = (text: string): Line => {
        const line = { start: length, end: length + text.length, text, words: text, indent: 0, startsPage: length === start && index > 0 };
        add(`${text}\n`);
        return line;
      };
      lines.forEach((line, at) => {
        if (at > 0 && standsApart(lines[at - 1]!, line)) add('\n');
        this.lines.set(line, addLine(line.text));
      });
      if (aside.length > 0) this.aside.push(addLine(aside.join(' ').replace(/\s+/gu, ' ').trim()));
      this.pages.push({ label: labels[index] ?? null, number: index + 1, start, end: length });
    });
    this.text = parts.join('');
  }

  line(of: TypeLine): Line {
    return this.lines.get(of)!;
  }

  /** A line from an offset of its text on. */
  lineFrom(of: TypeLine, offset: number): Line {
    const { start, end, startsPage } = this.line(of);
    const text = of.text.slice(offset);
    return { start: start + offset, end, text, words: text.trim(), indent: 0, startsPage };
  }

  lineWidth(of: readonly TypeLine[]): number {
    const lengths = of.map(({ text }) => text.length).sort((a, b) => a - b);
    return lengths[Math.floor(lengths.length * 0.85)] ?? 0;
  }
}

/** Whether a reader sees more than a line's end between two lines. */
const standsApart = (above: TypeLine, line: TypeLine): boolean =>
  line.column !== above.column || line.y - above.y > Math.max(line.size, above.size) * apartFrom || !isSameSize(line.size, above.size);

/** In sizes of type, from baseline to baseline. */
const apartFrom = 1.6;
