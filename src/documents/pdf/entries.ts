import { cutEntries } from '../bibliography.js';
import type { BibliographyEntry } from '../document.js';
import { endsSentence } from '../lines.js';
import type { Mender } from '../mend.js';
import { quantile } from './columns.js';
import type { TypeLine } from './lines.js';
import { ColumnEdges, leadingOf } from './measure.js';
import type { Rendition } from './rendition.js';

const numberHead = /^(?:\[(\d{1,4})\]|\((\d{1,4})\)|(\d{1,4})(?:[.)]|(?=\s)))\s*(?=\S)/u;
const keyHead = /^\[(\p{Lu}[\p{L}+’'-]{0,12}\s?\d{2,4}[a-z]?)\]\s*(?=\S)/u;
const dashes = /^[-–—_]{2,}/u;

/** How far in, in sizes of type. */
const indentFrom = 0.6;
const mostIndent = 8;
const gapFrom = 1.18;

/** First lines are few where entries are long. */
const hangingShare = 0.1;

/** Fewest entries by which a way of setting them is known. */
const fewest = 3;
/** How many numbers may be missing. */
const largestGap = 3;

/** Cuts the lines of a bibliography into entries: by their numbers, by how far their first lines are set out or in, by the gaps between them. */
export function entriesOf(lines: readonly TypeLine[], mender: Mender, rendition: Rendition): BibliographyEntry[] {
  const starts = numberedStarts(lines) ?? keyedStarts(lines) ?? indentStarts(lines) ?? gapStarts(lines);
  if (!starts) {
    const set = lines.map((line) => rendition.line(line));
    return cutEntries(set, mender, rendition.lineWidth(lines)).map(withId);
  }
  const groups: TypeLine[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    if (!group || starts.has(line)) groups.push([line]);
    else group.push(line);
  }
  const labelled = labelledBy(starts);
  return groups.map((group) => withId(entryOf(group, labelled, mender, rendition)));
}

const withId = (entry: BibliographyEntry): BibliographyEntry => (entry.label === null ? entry : { ...entry, id: entry.label });

/** The pattern of the entries' labels; null where they have none. */
function labelledBy(starts: ReadonlySet<TypeLine>): RegExp | null {
  return [numberHead, keyHead].find((head) => [...starts].every(({ text }) => head.test(text))) ?? null;
}

function entryOf(group: readonly TypeLine[], labelled: RegExp | null, mender: Mender, rendition: Rendition): BibliographyEntry {
  const [first, ...rest] = group as [TypeLine, ...TypeLine[]];
  const head = labelled?.exec(first.text);
  const opening = rendition.lineFrom(first, head?.[0].length ?? 0);
  return {
    label: head ? head.slice(1).find((label) => label !== undefined)! : null,
    passage: mender.join([opening, ...rest.map((line) => rendition.line(line))]),
    start: rendition.line(first).start,
    end: rendition.line(group.at(-1)!).end,
  };
}

const numberOf = ({ text }: TypeLine): number => Number(numberHead.exec(text)?.slice(1).find((digits) => digits !== undefined) ?? NaN);

/** Lines whose numbers count up from the first. */
function numberedStarts(lines: readonly TypeLine[]): Set<TypeLine> | null {
  const present = new Set(lines.map(numberOf));
  const starts = new Set<TypeLine>();
  let last = NaN;
  for (const line of lines) {
    const number = numberOf(line);
    const skips = !present.has(last + 1) && number > last && number <= last + largestGap;
    if (number !== last + 1 && !skips && !(Number.isNaN(last) && number <= fewest)) continue;
    starts.add(line);
    last = number;
  }
  const enough = starts.size >= Math.min(fewest, lines.length) && starts.size * 8 >= lines.length;
  return enough && starts.has(lines.find((line) => numberHead.test(line.text))!) ? starts : null;
}

function keyedStarts(lines: readonly TypeLine[]): Set<TypeLine> | null {
  const starts = lines.filter(({ text }) => keyHead.test(text));
  return starts.length >= fewest && starts[0] === lines[0] ? new Set(starts) : null;
}

/** First lines that hang out to the left of the others, or are set in. */
function indentStarts(lines: readonly TypeLine[]): Set<TypeLine> | null {
  const edges = new ColumnEdges(lines, hangingShare);
  const isIn = (line: TypeLine): boolean => {
    const indent = line.left - edges.of(line).left;
    return indent > line.size * indentFrom && indent < line.size * mostIndent;
  };
  const inside = lines.filter(isIn);
  const outside = lines.filter((line) => !isIn(line));
  if (inside.length < fewest || outside.length < fewest || Math.min(inside.length, outside.length) * 10 < lines.length) return null;
  return new Set(isIn(lines[0]!) ? inside : outside);
}

/** Lines with more room above than between the lines of an entry. */
function gapStarts(lines: readonly TypeLine[]): Set<TypeLine> | null {
  const gaps = lines.slice(1).flatMap((line, index) => (isBelow(line, lines[index]!) ? [line.y - lines[index]!.y] : []));
  const within = quantile(gaps, 0.15) || leadingOf(lines);
  const wide = (line: TypeLine, above: TypeLine): boolean => line.y - above.y > within * gapFrom;
  const starts = lines.filter((line, index) => {
    const above = lines[index - 1];
    if (!above) return true;
    return isBelow(line, above) ? wide(line, above) : endsSentence(above.text) && (/^\p{Lu}/u.test(line.text) || dashes.test(line.text));
  });
  return starts.length >= fewest && starts.length < lines.length && starts.length * 8 >= lines.length ? new Set(starts) : null;
}

const isBelow = (line: TypeLine, above: TypeLine): boolean => line.page === above.page && line.column === above.column && line.y > above.y;
