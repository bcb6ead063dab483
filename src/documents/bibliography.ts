import type { BibliographyEntry } from './document.js';
import type { Line } from './lines.js';
import { endsEarly, endsSentence } from './lines.js';
import type { Mender } from './mend.js';

export const numbered = /^(?:\[(\d{1,3})\]|(\d{1,3})[.)])\s+(?=\S)/u;
const authorFirst = /^(?:[-–—_]{2,4}|[\p{Lu}][\p{L}'’-]+(?:\s[\p{Lu}][\p{L}'’-]+)?,\s\p{Lu}|(?:\p{Lu}[\p{L}&’'-]*\s?){1,6}[.(,]\s?(?:\(?(?:1[5-9]|20)\d\d|\p{Lu}))/u;

/** Cuts the lines under a bibliography's heading into entries: by their numbers, by blank lines, by hanging indents, or by how an entry begins. */
export function cutEntries(lines: readonly Line[], mender: Mender, width: number): BibliographyEntry[] {
  const filled = lines.filter((line) => line.words !== '');
  if (filled.length === 0) return [];
  const starts = startsOf(lines, filled, width);
  const entries: BibliographyEntry[] = [];
  let current: Line[] = [];
  const close = (): void => {
    if (current.length > 0) entries.push(entryOf(current, mender));
    current = [];
  };
  for (const line of filled) {
    if (starts.has(line)) close();
    current.push(line);
  }
  close();
  return entries;
}

function entryOf(lines: readonly Line[], mender: Mender): BibliographyEntry {
  const whole = mender.join(lines);
  const number = numbered.exec(whole.text);
  return {
    label: number ? (number[1] ?? number[2]!) : null,
    passage: number ? whole.slice(number[0].length) : whole,
    start: lines[0]!.start,
    end: lines.at(-1)!.end,
  };
}

function startsOf(lines: readonly Line[], filled: readonly Line[], width: number): Set<Line> {
  const numberedLines = filled.filter((line) => numbered.test(line.words));
  if (numberedLines.length >= 2 && numbered.test(filled[0]!.words)) return new Set(numberedLines);
  if (width === 0) return new Set(filled);
  const afterBlank = lines.filter((line, index) => line.words !== '' && (line === filled[0] || lines[index - 1]?.words === ''));
  if (afterBlank.length >= 3 && afterBlank.length > filled.length / 6) return new Set(afterBlank);
  const hanging = hangingStarts(filled);
  if (hanging) return hanging;
  return new Set(filled.filter((line, index) => index === 0 || beginsEntry(filled[index - 1]!, line, width)));
}

/** Lines set further left than most: the first lines of entries with hanging indents. */
function hangingStarts(filled: readonly Line[]): Set<Line> | null {
  const left = filled.reduce((least, line) => Math.min(least, line.indent), Infinity);
  const starts = filled.filter((line) => line.indent === left);
  return starts.length < filled.length && starts.length >= filled.length / 8 && filled[0]!.indent === left ? new Set(starts) : null;
}

const beginsEntry = (previous: Line, line: Line, width: number): boolean =>
  authorFirst.test(line.words) && (endsSentence(previous.words) || /[\d/]$/u.test(previous.words) || endsEarly(previous, line, width));
