import type { BibliographyEntry } from './document.js';
import { bibliographyDivision } from './headings.js';
import { endsEarly, endsSentence, lineWidth, type Line } from './lines.js';
import type { Mender } from './mend.js';

/** What stands before a numbered entry: "[3] ", "3. ", "(3) ". */
export const numbered = /^(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.)])\s+(?=\S)/u;
/** "3 Vale J. …": the numbers alone, where they count up. */
const bareNumber = /^(\d{1,3})\s+(?=[\p{L}‘“"«„(])/u;
/** "[Val18] ", "[VRo+18a] ". */
const keyed = /^\[(\p{Lu}[\p{L}+*’'-]{0,14}\s?\d{2,4}[a-z]?)\]\s+(?=\S)/u;

const repeated = String.raw`[-–—―_]{2,}|(?:ders|dies|dens)\.|(?:idem|eadem)\b`;
const particles = String.raw`(?:(?:d[aeiou]s?|de la|van|von|vom|den|der|ten|ter|al|el|bin|ibn|la|le|zu)\s|[dl][’'])*`;
const surname = String.raw`${particles}\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+)?`;
/** How an entry begins: "Vale, J", "Vale JM, ", "J. Vale", a body with a year, a dash for the author before. */
export const authorFirst = new RegExp(String.raw`^(?:${repeated}|${surname}(?:,\s\p{Lu}|\s\p{Lu}{1,3}[,.;:])|(?:\p{Lu}\.[\s-]?){1,3}${surname}|(?:\p{Lu}[\p{L}&’'-]*,?\s?){1,8}[.(,]\s?(?:\(?(?:1[5-9]|20)\d\d|\p{Lu}))`, 'u');

/** Stands for blank lines between bibliography entries. */
export const blankLine: Line = { start: 0, end: 0, text: '', words: '', indent: 0, startsPage: false };
/** Stands where a page ends within a bibliography: what is blank there says nothing. */
export const pageBreak: Line = { ...blankLine, startsPage: true };

/** Cuts the lines under a bibliography's heading into entries: by their numbers, by blank lines, by indents, or by how an entry begins. */
export function cutEntries(lines: readonly Line[], mender: Mender, width: number): BibliographyEntry[] {
  const kept = lines.filter(({ words }) => !bibliographyDivision.test(words));
  const filled = kept.filter(({ words }) => words !== '');
  if (filled.length === 0) return [];
  const { starts, head } = startsOf(kept, filled, width);
  const entries: BibliographyEntry[] = [];
  let current: Line[] = [];
  const close = (): void => {
    if (current.length > 0) entries.push(entryOf(current, head, mender));
    current = [];
  };
  for (const line of filled) {
    if (starts.has(line)) close();
    current.push(line);
  }
  close();
  return entries;
}

function entryOf(lines: readonly Line[], head: RegExp, mender: Mender): BibliographyEntry {
  const whole = mender.join(lines);
  const label = head.exec(whole.text);
  return {
    label: label ? label.slice(1).find((group) => group !== undefined)! : null,
    passage: label ? whole.slice(label[0].length) : whole,
    start: lines[0]!.start,
    end: lines.at(-1)!.end,
  };
}

interface Starts {
  starts: Set<Line>;
  /** What an entry's label looks like. */
  head: RegExp;
}

function startsOf(lines: readonly Line[], filled: readonly Line[], width: number): Starts {
  const labelled = countedStarts(filled, numbered, 2) ?? countedStarts(filled, bareNumber, 3) ?? keyedStarts(filled);
  if (labelled) return labelled;
  // A bibliography may be set otherwise than the text above it.
  const own = Math.min(width, lineWidth(filled));
  return { starts: hangingStarts(filled) ?? blankStarts(lines, filled, own) ?? lineStarts(filled, own), head: numbered };
}

/** By how much one number may be ahead of the one before. */
const largestGap = 3;

/** Lines whose numbers count up: a number that does not is a year's, a volume's or a page's that a line begins with. */
function countedStarts(filled: readonly Line[], head: RegExp, fewest: number): Starts | null {
  const starts = new Set<Line>();
  let last = 0;
  for (const line of filled) {
    const match = head.exec(line.words);
    const number = match ? Number(match.slice(1).find((group) => group !== undefined)) : NaN;
    const follows = number > last && number <= last + largestGap;
    const restarts = number === 1 && last > 1;
    if (!follows && !restarts && !(starts.size === 0 && line === filled[0] && number > 0)) continue;
    starts.add(line);
    last = number;
  }
  const isWhole = starts.size >= fewest && starts.has(filled[0]!) && starts.size >= filled.length / 25;
  return isWhole ? { starts, head } : null;
}

function keyedStarts(filled: readonly Line[]): Starts | null {
  const starts = filled.filter(({ words }) => keyed.test(words));
  return starts.length >= 2 && starts[0] === filled[0] ? { starts: new Set(starts), head: keyed } : null;
}

/** Lines below a blank one; at a page's end only those that begin as an entry does. */
function blankStarts(lines: readonly Line[], filled: readonly Line[], width: number): Set<Line> | null {
  const starts = new Set<Line>();
  let below = 0;
  let before: Line | null = null;
  lines.forEach((line, index) => {
    if (line.words === '') return;
    const above = lines[index - 1];
    const isFirst = before === null;
    if (isFirst || above === blankLine || (above?.words === '' && !above.startsPage)) below++;
    if (isFirst || (above?.words === '' && (!above.startsPage || beginsEntry(before!, line, width)))) starts.add(line);
    before = line;
  });
  const apart = below >= 3 && below > filled.length / 6;
  return apart && below < filled.length ? starts : null;
}

/** Share of the lines set in or out by which entries are known. */
const fewestSetOut = 8;

/** Lines set out are believed to begin entries though more of the others, by so great a share, look like it. */
const setOutAnyway = 0.3;

/** Lines set further left than the rest, as with hanging indents; or further right, where that is how the first lines of entries are set. */
function hangingStarts(filled: readonly Line[]): Set<Line> | null {
  const left = filled.reduce((least, line) => Math.min(least, line.indent), Infinity);
  const out = filled.filter((line) => line.indent === left);
  const inward = filled.filter((line) => line.indent > left);
  if (inward.length === 0 || Math.min(out.length, inward.length) < filled.length / fewestSetOut) return null;
  const [starts, rest] = out[0] === filled[0] ? [out, inward] : [inward, out];
  return beginning(starts) + setOutAnyway >= beginning(rest) ? new Set(starts) : null;
}

const beginning = (lines: readonly Line[]): number => lines.filter(({ words }) => authorFirst.test(words)).length / lines.length;

/** Share of the lines that begin and end as entries do, by which each is one. */
const oneALine = 0.75;

/** Lines that begin as an entry does, below one that ends as an entry does. */
function lineStarts(filled: readonly Line[], width: number): Set<Line> {
  if (width === 0) return new Set(filled);
  const whole = filled.filter((line, index) => authorFirst.test(line.words) && (index === 0 || endsEntry(filled[index - 1]!)));
  if (whole.length >= filled.length * oneALine) return new Set(filled);
  return new Set(filled.filter((line, index) => index === 0 || beginsEntry(filled[index - 1]!, line, width)));
}

const endsEntry = ({ words }: Line): boolean => endsSentence(words) || /[\d/)]$/u.test(words) || /\bhttps?:\S+$/u.test(words);

const beginsEntry = (previous: Line, line: Line, width: number): boolean =>
  authorFirst.test(line.words) && (endsEntry(previous) || endsEarly(previous, line, width));
