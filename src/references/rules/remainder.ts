import type { Span } from '../../text/span.js';
import { abbreviations, periodicals, places, publisherWords } from '../dictionary.js';
import type { Label } from '../labels.js';
import type { Quotation } from '../quotation.js';
import { isCapitalised } from '../tokens.js';
import type { Draft } from './draft.js';
import type { Lead } from './people.js';

/** A run of words between points, commas, colons and brackets, with the mark that follows it. */
interface Chunk extends Span {
  text: string;
  after: string;
}

const breakMark = /[,;:()[\]]|[.?!](?=["”’»)]?\s|$)/g;

/** Is a point the end of a piece, or of an abbreviation such as "Univ." or "J."? */
function isAbbreviation(text: string, at: number): boolean {
  const word = /[\p{L}\d.]{1,20}$/u.exec(text.slice(Math.max(0, at - 20), at))?.[0] ?? '';
  return /^\p{Lu}$|\.\p{L}$/u.test(word) || abbreviations.has(word.toLowerCase());
}

function chunksOf(text: string, gap: Span): Chunk[] {
  const chunks: Chunk[] = [];
  let start = gap.start;
  const push = (end: number, after: string): void => {
    const words = text.slice(start, end).replace(/^[\s,.;:()[\]?!]+/, '').trimEnd();
    const from = text.indexOf(words, start);
    if (/[\p{L}\p{N}]/u.test(words)) chunks.push({ start: from, end: from + words.length, text: words, after });
    start = end;
  };
  for (const mark of text.slice(gap.start, gap.end).matchAll(breakMark)) {
    const at = gap.start + mark.index;
    if (mark[0] === '.' && isAbbreviation(text, at) && at + 1 < gap.end) continue;
    if (mark[0] === ':' && /\S/.test(text[at + 1] ?? ' ')) continue;
    push(/[?!]/.test(mark[0]) ? at + 1 : at, mark[0]);
  }
  push(gap.end, '');
  return chunks;
}

function isPlace(words: string): boolean {
  const bare = words.toLowerCase().replace(/[.,\s]+$/, '');
  if (places.has(bare) || places.has(`${bare}.`)) return true;
  const parts = bare.split(/\s*(?:\/|\s[-–—&]\s|\sand\s|\sund\s|\se\s|\set\s|,|(?<=\p{L}{4})-(?=\p{L}{4}))\s*/u);
  return parts.length > 1 && parts.length < 5 && parts.every((part) => places.has(part));
}

/** A state or country after a city: "MA", "Mass.", "UK". */
const region = /^(?:\p{Lu}{2}|\p{Lu}\.\s?\p{Lu}|Mass|Conn|Calif|Ill|Pa|Va|Md|Minn|Cal|Fla|Tex|N\.?\s?J|N\.?\s?Y|D\.?\s?C|Germany|England|France|Italy|Netherlands|The Netherlands|Switzerland|USA|UK|Canada|Australia|Belgium|Austria|Spain|Japan|India|China)\.?$/u;

const wordsOf = (text: string): string[] => text.split(/[\s/–-]+/).map((word) => word.replace(/[.,;:()]/g, '').toLowerCase());
const isPublisher = (text: string): boolean => text.length < 120 && wordsOf(text).some((word) => publisherWords.has(word));
const isPeriodical = (text: string): boolean => periodicals.has(text.toLowerCase().replace(/[.\s]+$/, ''));
const journalWord = /\b(?:journal|review|quarterly|studies|zeitschrift|annals|annales|bulletin|proceedings|transactions|rivista|revue|archiv|jahrbuch|letters|magazine|times|post|newspaper|gazette|daily|archivio|studi|cahiers|acta|conference|conf|workshop|symposium|lecture notes|trans|ann|bull|j|rev|q|proc|lett|phys|chem|sci|quart)\b\.?/i;

/** What is known of a reference when the rest of it is filled in. */
export interface Known {
  quotations: readonly Quotation[];
  lead: Lead | null;
  /** Where the container begins, after editors that "in" introduced. */
  containerAt: number | null;
}

interface Filling extends Known {
  draft: Draft;
}

/** Labels a span, and the bracket that closes one opened in it: "… of planets (in Russian)". */
function paint({ draft }: Filling, { start, end }: Span, label: Label, confidence: number): void {
  const words = draft.text.slice(start, end);
  const open = words.lastIndexOf('(') > words.lastIndexOf(')') && draft.text[end] === ')';
  draft.paint({ start, end: open ? end + 1 : end }, label, confidence);
}

/** How many chunks before `end` are one place: "London" 1, "Cambridge, MA" 2, none 0. */
function placeLength(chunks: readonly Chunk[], end: number): 0 | 1 | 2 {
  const last = chunks[end - 1];
  const before = chunks[end - 2];
  if (!last) return 0;
  if (region.test(last.text) && before?.after === ',' && (isPlace(before.text) || before.text.split(' ').length <= 2)) return 2;
  return isPlace(last.text) ? 1 : 0;
}

const spanOf = (chunks: readonly Chunk[]): Span => ({ start: chunks[0]!.start, end: chunks.at(-1)!.end });

/**
 * Labels an imprint from its end: "London: Verso", "Princeton University Press", "Milano, Electa". Gives how many chunks are left in front,
 * at least `keep`.
 */
function peelImprint(filling: Filling, chunks: readonly Chunk[], keep: number): number {
  let left = chunks.length;
  const take = (count: number, label: Label, confidence: number): void => {
    paint(filling, spanOf(chunks.slice(left - count, left)), label, confidence);
    left -= count;
  };
  while (left > keep) {
    const chunk = chunks[left - 1]!;
    const place = placeLength(chunks, left);
    const before = placeLength(chunks, left - 1);
    const colon = chunks[left - 2]?.after === ':';
    if (place > 0 && left - place >= keep) take(place, 'location', 0.92);
    else if (before > 0 && left - 1 - before >= keep && !/^in\b/i.test(chunk.text)) {
      take(1, 'publisher', colon ? 0.92 : 0.82);
      take(before, 'location', 0.93);
    } else if (isPublisher(chunk.text)) {
      let count = 1;
      while (left - count > keep && chunks[left - count - 1]!.after === ',' && isPublisher(chunks[left - count - 1]!.text)) count++;
      take(count, 'publisher', 0.85);
      if (colon && left > keep && chunks[left - 1]!.text.split(' ').length <= 3) take(1, 'location', 0.85);
    } else break;
  }
  return left;
}

/** Labels what a bracket with a year in it says beside the year: "(Regan Arts, 2015)", "(London: Verso, 2010)", "(Open Road" cut short. */
function fillImprint(filling: Filling): void {
  const { draft } = filling;
  for (const gap of draft.gaps()) {
    for (const bracket of bracketsIn(filling, gap)) {
      const chunks = chunksOf(draft.text, bracket);
      const speech = chunks[0] !== undefined && /^(?:speech|lecture|address|interview|paper|keynote|remarks|rede|vortrag)\b/i.test(chunks[0].text);
      if (speech) {
        paint(filling, chunks[0]!, 'genre', 0.95);
        if (chunks.length > 1) paint(filling, { start: chunks[1]!.start, end: chunks.at(-1)!.end }, 'location', 0.85);
        continue;
      }
      // "(1963; New York: Penguin, 1994)": the year of the first edition.
      if (/^\d{4}$/.test(chunks[0]?.text ?? '')) paint(filling, chunks.shift()!, 'note', 0.7);
      let left = peelImprint(filling, chunks, 0);
      const closed = bracket.closed;
      if (left > 0 && chunks[left - 1]!.after === ':') paint(filling, chunks[--left]!, 'location', 0.8);
      if (left > 0) paint(filling, { start: chunks[0]!.start, end: chunks[left - 1]!.end }, 'publisher', closed ? 0.93 : 0.7);
    }
  }
}

interface Bracket extends Span {
  closed: boolean;
}

/** The insides of the brackets in a gap that are an imprint: they end in the date, or break off at the end of the text. */
function bracketsIn({ draft }: Filling, gap: Span): Bracket[] {
  const { text } = draft;
  const found: Bracket[] = [];
  for (let at = text.indexOf('(', gap.start); at >= 0 && at < gap.end; at = text.indexOf('(', at + 1)) {
    const close = text.indexOf(')', at);
    const end = Math.min(close < 0 ? text.length : close, gap.end);
    const imprint = close >= 0 ? hasDate(draft, at, close) || isPlace(text.slice(at + 1, Math.min(end, at + 40)).split(':')[0]!) : at > text.length - 120;
    if (imprint && /[\p{L}]/u.test(text.slice(at + 1, end))) found.push({ start: at + 1, end, closed: close >= 0 });
  }
  return found;
}

function hasDate(draft: Draft, from: number, to: number): boolean {
  for (let index = draft.indexAt(from); index < draft.tokens.length && draft.tokens[index]!.start < to; index++) {
    if (draft.labelAt(index) === 'date') return true;
  }
  return false;
}

/** The title in quotation marks, where it stands at the start or right after the author and the date. */
function paintQuotedTitle(filling: Filling, at: number): number | null {
  const { draft, quotations } = filling;
  const title = quotations.find((quotation) => quotation.start >= at);
  if (!title || !/^[\s.,:;–—-]*$/.test(draft.text.slice(at, title.start))) return null;
  const follows = /^[.,]?\s*(?:$|[\p{Lu}\d([,.;]|in\b|dans\b|online\b|unter\b|edited\b)/u.test(draft.text.slice(title.end, title.end + 30).trimStart() || '');
  if (!follows && title.end < draft.text.length) return null;
  draft.paint(title, 'title', title.closed ? 0.97 : 0.8);
  return title.end;
}

const inMark = /^[\s.,;:]*\(?(?:[Ii]n|IN|dans|nel|nella)(?::\s?|\s)(?=["“‘„«\p{Lu}\d*])/u;
const splitIn = /[.,;:?!)”’"»]\s*(?:[Ii]n|IN):?\s(?=["“‘„«\p{Lu}*])|\sIn:\s|\sin:\s/u;

const trailingFigure = /[,.]?\s(\d{1,4}|[IVXLC]{1,7})$/;

/** Labels a container, and the volume that stands behind it without a label: "Security Studies 25". */
function paintContainerTitle(filling: Filling, span: Span, confidence: number): void {
  const { draft } = filling;
  const figure = draft.has('volume') ? null : trailingFigure.exec(draft.text.slice(span.start, span.end));
  if (figure && figure.index > 1) {
    paint(filling, { start: span.end - figure[1]!.length, end: span.end }, 'volume', confidence);
    paint(filling, { start: span.start, end: span.start + figure.index }, 'container-title', confidence);
  } else paint(filling, span, 'container-title', confidence);
}

/** Labels a container that "in" introduces. Gives its end. */
function paintContainer(filling: Filling, gap: Span): void {
  const { draft } = filling;
  const intro = inMark.exec(draft.text.slice(gap.start, gap.end));
  const start = gap.start + (intro?.[0].length ?? 0);
  const chunks = chunksOf(draft.text, { start, end: gap.end });
  if (chunks.length === 0) return;
  if (intro) draft.paint({ start: gap.start, end: start }, 'other', 0.9);
  const left = peelImprint(filling, chunks, 1);
  paintContainerTitle(filling, spanOf(chunks.slice(0, left)), intro ? 0.9 : 0.85);
}

/** Is the word after the span volume, issue or pages, so that what stands before it is a journal? */
function figuresFollow(draft: Draft, end: number): boolean {
  let seen = false;
  for (let index = draft.indexAt(end); index < draft.tokens.length; index++) {
    const label = draft.labelAt(index);
    if (label === 'volume' || label === 'issue') seen = true;
    else if (label === undefined && draft.tokens[index]!.kind === 'word') return false;
    else if (label !== undefined && label !== 'date' && label !== 'pages') return seen;
  }
  return seen;
}

/** Labels a title that no quotation marks set off, and what shares its gap with it. */
function fillTitle(filling: Filling, gap: Span, lead: Lead | null): void {
  const { draft } = filling;
  const inner = splitIn.exec(draft.text.slice(gap.start, gap.end));
  if (inner && inner.index > 3) {
    const at = gap.start + inner.index + 1;
    fillTitle(filling, { start: gap.start, end: at }, lead);
    paintContainer(filling, { start: at, end: gap.end });
    return;
  }
  const opening = imprintStart(filling, gap);
  const chunks = chunksOf(draft.text, { start: gap.start, end: opening });
  if (chunks.length === 0) return;
  const journal = opening === gap.end && figuresFollow(draft, gap.end);
  if (journal) return fillArticle(filling, chunks);
  let left = peelImprint(filling, chunks, 1);
  if (chunks[left - 2]?.after === '.' && left === chunks.length && chunks[left - 1]!.text.split(' ').length <= 2 && draft.labelAt(draft.indexAt(gap.end)) === 'date') {
    paint(filling, chunks[--left]!, 'publisher', 0.6);
  }
  const noteStyle = lead !== null && /,\s*$/.test(draft.text.slice(lead.end, gap.start));
  const stop = noteStyle ? -1 : chunks.findIndex((chunk, index) => index < left - 1 && /[.?!]/.test(chunk.after) && isSentence(draft.text, chunk, chunks[index + 1]!));
  if (stop >= 0) {
    paintRest(filling, chunks.slice(stop + 1, left));
    left = stop + 1;
  } else if (left > 1 && (isPeriodical(chunks[left - 1]!.text) || (chunks[left - 2]!.after === ',' && journalWord.test(chunks[left - 1]!.text)))) {
    paintContainerTitle(filling, chunks[left - 1]!, 0.85);
    left--;
  }
  paint(filling, { start: chunks[0]!.start, end: chunks[left - 1]!.end }, 'title', lead ? 0.88 : 0.7);
}

/** Does a new piece begin after the chunk's point? */
function isSentence(text: string, chunk: Chunk, next: Chunk): boolean {
  return isCapitalised(next.text) || /^[\d"“‘«„*]/.test(next.text) || chunk.after === '.' && /^\p{Lu}/u.test(text.slice(next.start, next.start + 1));
}

/** What follows a title after a point: a container or a publisher. */
function paintRest(filling: Filling, chunks: readonly Chunk[]): void {
  if (chunks.length === 0) return;
  const span = { start: chunks[0]!.start, end: chunks.at(-1)!.end };
  const words = filling.draft.text.slice(span.start, span.end);
  if (isPeriodical(words) || journalWord.test(words) || filling.draft.has('volume') || filling.draft.has('issue')) paint(filling, span, 'container-title', 0.8);
  else paint(filling, span, filling.draft.has('location') ? 'container-title' : 'publisher', 0.55);
}

/** Where the brackets of an imprint open in a gap, or its end. */
function imprintStart(filling: Filling, gap: Span): number {
  const bracket = bracketsIn(filling, gap)[0];
  return bracket ? bracket.start - 1 : gap.end;
}

/** Title and journal that share a gap: the journal is the last piece; alone it is the journal of a reference without a title. */
function fillArticle(filling: Filling, chunks: readonly Chunk[]): void {
  const { draft } = filling;
  const stops = chunks.flatMap((chunk, index) => (index < chunks.length - 1 && /[.?!]/.test(chunk.after) ? [index] : []));
  const whole = draft.text.slice(chunks[0]!.start, chunks.at(-1)!.end);
  const abbreviated = whole.split(/\s+/).length <= 8 && (whole.match(/\p{L}\./gu)?.length ?? 0) >= 2;
  let split = stops.length > 0 ? stops.at(-1)! + 1 : chunks.length - 1;
  // "… membrane. Nat. Cell Biol. 12": the abbreviated words of a journal belong together.
  while (split > 1 && /^\p{Lu}[\p{L}]{0,6}$/u.test(chunks[split - 1]!.text)) split--;
  if (split === 1 && chunks[0]!.text.split(' ').length <= 1 && abbreviated) split = 0;
  if (split > 0) paint(filling, { start: chunks[0]!.start, end: chunks[split - 1]!.end }, 'title', 0.88);
  paintContainerTitle(filling, spanOf(chunks.slice(split)), split > 0 ? 0.88 : 0.75);
}

/** Gives what is left after the title its part. */
function fillGap(filling: Filling, gap: Span, titleEnd: number): void {
  const { draft } = filling;
  const words = draft.text.slice(gap.start, gap.end);
  if (inMark.test(words)) return paintContainer(filling, gap);
  const chunks = chunksOf(draft.text, gap);
  if (chunks.length === 0) return;
  const contained = draft.has('container-title');
  const figures = figuresFollow(draft, gap.end);
  const wanted = !contained && (isContainerStart(filling, gap) || figures || (isQuotedTitle(filling, titleEnd) && !startsImprint(chunks)));
  const left = peelImprint(filling, chunks, wanted ? 1 : 0);
  if (left === 0) return;
  const span = { start: chunks[0]!.start, end: chunks[left - 1]!.end };
  if (wanted) paintContainerTitle(filling, span, figures ? 0.92 : 0.85);
  else if (/^[^,]{0,40}\bseries\b/i.test(words)) paint(filling, span, 'collection-title', 0.6);
  else if (!draft.has('publisher') && draft.has('title') && /[\p{L}]{2}/u.test(words) && isCapitalised(chunks[0]!.text)) paint(filling, span, 'publisher', 0.6);
  else paint(filling, span, 'note', 0.4);
}

function isContainerStart({ draft, containerAt }: Filling, gap: Span): boolean {
  return containerAt !== null && gap.start >= containerAt && /^[\s\p{P}]*$/u.test(draft.text.slice(containerAt, gap.start));
}

function startsImprint(chunks: readonly Chunk[]): boolean {
  return isPlace(chunks[0]!.text) && chunks[0]!.after === ':';
}

function isQuotedTitle({ quotations }: Filling, titleEnd: number): boolean {
  return quotations.some((quotation) => quotation.end === titleEnd);
}

/** Where the title may begin: after the author, and after a date that stands directly behind. */
function titleStart(draft: Draft, lead: Lead | null): number {
  let index = lead ? draft.indexAt(lead.end) : 0;
  while (index < draft.tokens.length) {
    const label = draft.labelAt(index);
    const skippable = label === 'date' || label === 'citation-number' || (label === undefined && /^[().,:;\]/–—-]$/.test(draft.tokens[index]!.text));
    if (!skippable) break;
    index++;
  }
  return index < draft.tokens.length ? draft.tokens[index]!.start : draft.text.length;
}

/** Labels title, container, publisher and place in what the other rules left over. Gives where the title ends. */
export function paintRemainder(draft: Draft, known: Known): number {
  const filling = { draft, ...known };
  const at = titleStart(draft, known.lead);
  const quotedEnd = draft.extent('title')?.end ?? paintQuotedTitle(filling, at);
  fillImprint(filling);
  if (quotedEnd === null) fillUnquotedTitle(filling, at);
  const titleEnd = quotedEnd ?? draft.extent('title')?.end ?? at;
  for (const gap of draft.gaps()) {
    if (gap.start >= titleEnd && hasWords(draft.text.slice(gap.start, gap.end))) fillGap(filling, gap, titleEnd);
  }
  return titleEnd;
}

const hasWords = (text: string): boolean => /\p{L}{2}/u.test(text);

function fillUnquotedTitle(filling: Filling, at: number): void {
  const { draft, lead } = filling;
  const gap = draft.gaps().find((one) => one.end > at && hasWords(draft.text.slice(Math.max(at, one.start), one.end)));
  if (gap && (lead || gap.start <= at + 3)) fillTitle(filling, { start: Math.max(at, gap.start), end: gap.end }, lead);
}
