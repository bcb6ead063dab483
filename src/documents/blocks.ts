import type { Block } from './document.js';
import { endsEarly, endsSentence, type Line } from './lines.js';
import type { Mender } from './mend.js';
import type { BodyLine } from './notes.js';

/** Longest line that can be a heading where lines are not set to a width. */
const longestHeading = 140;

/** So far in, in characters, the lines of a block quotation are set. */
const setIn = 3;

/** How far in most lines are set. */
function usualIndent(body: readonly BodyLine[]): number {
  const times = new Map<number, number>();
  for (const { line } of body) times.set(line.indent, (times.get(line.indent) ?? 0) + 1);
  return [...times].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0])[0];
}

/** Puts the lines of the running text together to paragraphs, block quotations and headings, over page breaks and the notes between. */
export function buildBlocks(body: readonly BodyLine[], mender: Mender, width: number): Block[] {
  const usual = usualIndent(body);
  const blocks: Block[] = [];
  let current: BodyLine[] = [];
  const close = (next: Line | null): void => {
    const lines = current.map(({ line }) => line);
    if (current.length > 0) blocks.push({ kind: kindOf(current, next, width, usual), passage: mender.join(lines) });
    current = [];
  };
  for (const next of body) {
    if (current.length > 0 && startsBlock(current, next, width)) close(next.line);
    current.push(next);
  }
  close(null);
  return blocks;
}

function startsBlock(current: readonly BodyLine[], { line, gap }: BodyLine, width: number): boolean {
  if (width === 0) return true;
  const previous = current.at(-1)!.line;
  const open = !endsSentence(previous.words);
  const capital = /^[‘“"'(«]?[\p{Lu}\d]/u.test(line.words);
  const early = endsEarly(previous, line, width);
  const headed = isHeading(current, line, width);
  if (gap.interrupted) return !open || (headed && capital);
  if (gap.blank && Math.abs(line.indent - current.at(-1)!.line.indent) >= setIn) return true;
  if (gap.blank) return !open || (capital && (early || headed));
  if (headed) return true;
  if (line.indent > previous.indent) return !open || (early && capital);
  return early && !open && capital;
}

function kindOf(lines: readonly BodyLine[], next: Line | null, width: number, usual: number): Block['kind'] {
  if (isCaption(lines[0]!.line.words, lines.at(-1)!.line.words)) return 'caption';
  if (lines.length > 1 && lines.every(({ line }) => line.indent >= usual + setIn)) return 'quotation';
  return isHeading(lines, next, width) ? 'heading' : 'paragraph';
}

/** A short line that does not end like a sentence and was ended on purpose, before a capital. */
function isHeading(lines: readonly BodyLine[], next: Line | null, width: number): boolean {
  if (lines.length > 3) return false;
  const words = lines.map(({ line }) => line.words).join(' ');
  if (words.length > longestHeading || /[.,;…–—-]$|[.,;:]["'’”]?\s?\d{0,3}$/u.test(words)) return false;
  if (/[.?!][’”"')]?\s+\p{Lu}/u.test(words)) return false;
  if (!/^[‘“"'(]?[\p{Lu}\d]/u.test(words) || /\b(?:the|a|an|of|and|or|in|on|to|for|by|with|that|which|from|as|at|is|are|was)$/iu.test(words)) return false;
  if (next && !/^[‘“"'(]?[\p{Lu}\d]/u.test(next.words)) return false;
  // A heading stands apart; without a blank line above it, only a line much shorter than the rest is one.
  const { gap } = lines[0]!;
  return width === 0 || next === null || endsEarly(lines.at(-1)!.line, next, width, gap.blank ? 0.05 : 0.3);
}

/** A picture's caption as a web page leaves it in the text: a file's name first ("07_03_Talks_02 …") or an agency last ("…/Reuters"). */
function isCaption(words: string, last: string): boolean {
  return (
    /^\S{0,40}\d\S{0,40}_\S{1,60}\s/u.test(words) ||
    /\/(?:reuters|ap|afp|getty(?: images)?|epa|shutterstock|ap photo)\.?$/iu.test(last) ||
    /^(?:image|photo|picture|credit|source)s?:\s\S.{0,80}$/iu.test(words) ||
    /^(?:with|additional reporting by|reporting by)\s\p{Lu}\p{Ll}+\s\p{Lu}[\p{L} ,.’'-]{0,80}$/u.test(words)
  );
}
