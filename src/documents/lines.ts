import type { Span } from '../text/span.js';

/** A line of a source, without its line end. */
export interface Line extends Span {
  text: string;
  /** `text` without white space at either end. */
  words: string;
  /** White space before the first word, in characters. */
  indent: number;
  /** True where a form feed stands before or at the head of the line. */
  startsPage: boolean;
}

/** Lines end in LF, CRLF or CR; a form feed ends a line and begins a page. */
export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  const ends = /\r\n|[\n\r\f]/g;
  let start = 0;
  let startsPage = false;
  const add = (end: number): void => {
    const line = text.slice(start, end);
    const words = line.trim();
    lines.push({ start, end, text: line, words, indent: words === '' ? 0 : line.length - line.trimStart().length, startsPage });
  };
  for (let match = ends.exec(text); match; match = ends.exec(text)) {
    add(match.index);
    start = match.index + match[0].length;
    startsPage = match[0] === '\f';
  }
  if (start < text.length) add(text.length);
  return lines;
}

/** How wide the lines of a text are set: the length that nine in ten of its longer half do not pass. 0 for text that is not set in lines. */
export function lineWidth(lines: readonly Line[]): number {
  const lengths = lines.map((line) => line.words.length).filter((length) => length > 0).sort((a, b) => a - b);
  const longer = lengths.slice(Math.floor(lengths.length / 2));
  const width = longer[Math.floor(longer.length * 0.9)] ?? 0;
  return width > 180 ? 0 : width;
}

/** True where a line was ended on purpose: the next word would still have fitted. `slack` is the share of the width that ragged setting leaves. */
export function endsEarly(line: Line, next: Line, width: number, slack = 0.15): boolean {
  if (width === 0) return true;
  const firstWord = /^\S+/u.exec(next.words)?.[0].length ?? 0;
  return line.words.length + 1 + firstWord < width * (1 - slack);
}

/** Ends as a sentence ends, closing quotation marks and a note's number aside: "academy”’.29". */
export const endsSentence = (words: string): boolean => /[.?!…][)\]’”"'»*]{0,4}\s?(?:\d{0,3}|[⁰¹²³⁴-⁹]{1,3}|\[\d{1,3}\])$/u.test(words);

/** A line drawn above the notes: a run of spaces that some extractors leave of it, or of dashes or underscores. */
export function isRule(line: Line): boolean {
  return line.words === '' ? line.text.length >= 20 : /^(?:[_\-–—―─]\s?){5,}$/u.test(line.words);
}
