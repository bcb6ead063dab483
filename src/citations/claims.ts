import * as l10n from '@vscode/l10n';
import type { Passage } from '../text/passage.js';
import type { Problem } from '../text/problem.js';
import { quotations } from '../text/quotations.js';
import { sentences } from '../text/sentences.js';
import type { Span } from '../text/span.js';
import type { CleanBlock } from './markers.js';
import type { ReadClaim } from './source.js';

/** Longest claim: what goes on for longer without a sentence's end is no prose, and its last words are kept. */
const longest = 6000;

/** The words that a citation supports, with where they stand. */
export type Statement = Pick<ReadClaim, 'claim' | 'before' | 'quotes' | 'start' | 'end'>;

/** A block of running text cut into sentences, with the sentence before its first. */
export interface Sentences {
  block: CleanBlock;
  spans: Span[];
  previous: string;
  /** For the line under an epigraph that says whose words it is: the epigraph itself, which a marker there supports. */
  epigraph: Statement | null;
}

/** The running text in sentences; a quotation of several sentences is not cut. Headings and captions count where `mayCite` says so. */
export function cutSentences(blocks: readonly CleanBlock[], mayCite: (block: CleanBlock) => boolean): Sentences[] {
  const cut: Sentences[] = [];
  let previous = '';
  for (const block of blocks) {
    if (block.kind === 'heading') previous = '';
    if (block.kind !== 'paragraph' && block.kind !== 'quotation' && !mayCite(block)) continue;
    const { text } = block.passage;
    const spans = block.kind === 'quotation' ? quotedWhole(block) : joinQuoted(text, sentences(text));
    const above = cut.at(-1);
    const isCredit = above !== undefined && cut.length === 1 && above.spans.length <= 4 && above.block.markers.length === 0 && isCreditLine(text, block);
    cut.push({ block, spans, previous, epigraph: isCredit ? statementAt(above, { start: 0, end: above.block.passage.length }, 0) : null });
    const last = spans.at(-1);
    if (last) previous = lastWords(text, last);
  }
  return cut;
}

/** A block quotation with its only markers at its end is one statement: what they support is the whole of it. */
function quotedWhole({ passage: { text }, markers, citations, numerics }: CleanBlock): Span[] {
  const ends = [...markers.map(({ at }) => at), ...citations.map(({ end }) => end), ...numerics.map(({ end }) => end)];
  const isWhole = ends.every((end) => !/[\p{L}\p{N}]/u.test(text.slice(end)));
  return isWhole && text.length < longest ? [{ start: 0, end: text.length }] : joinQuoted(text, sentences(text));
}

/** "President George W. Bush, April 4, 2002": a short line with a marker at its end and no sentence in it. */
const isCreditLine = (text: string, { markers }: CleanBlock): boolean => markers.at(-1)?.at === text.trimEnd().length && text.length < 120 && !/[.?!]$/u.test(text.trimEnd());

/** Joins sentences that stand inside one quotation: "‘They may unsettle. They may recruit.’" is one statement. */
function joinQuoted(text: string, spans: readonly Span[]): Span[] {
  const quoted = quotations(text);
  const joined: Span[] = [];
  let at = 0;
  for (const span of spans) {
    const last = joined.at(-1);
    while (at < quoted.length && quoted[at]!.end < span.start) at++;
    const inside = quoted[at] && last && quoted[at]!.start < last.end && quoted[at]!.end > span.start;
    if (inside) last.end = span.end;
    else joined.push({ ...span });
  }
  return joined;
}

/** The place of the sentence that holds `offset`, or that ends there: a note's number stands behind the sentence it belongs to. */
export function sentenceAt(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.end < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The statement made by a stretch of a block.
 *
 * @param span offsets in the block's passage
 * @param index the place of the sentence it is (part of) among `of.spans`
 */
export function statementAt(of: Sentences, span: Span, index: number): Statement {
  const { passage } = of.block;
  const trimmed = trimSpan(passage, span);
  const claim = passage.text.slice(trimmed.start, trimmed.end);
  const before = of.spans[index - 1];
  return {
    claim,
    before: before ? lastWords(passage.text, before) : of.previous,
    quotes: quotations(claim).map(({ start, end }) => claim.slice(start, end)),
    ...passage.spanInSource(trimmed),
  };
}

const lastWords = (text: string, { start, end }: Span): string => text.slice(Math.max(start, end - longest), end);

/** Without white space, and without the comma or semicolon that parted it from what another marker supports. */
function trimSpan(passage: Passage, { start, end }: Span): Span {
  const { text } = passage;
  start = Math.max(start, end - longest);
  while (start < end && /[\s,;:–—]/u.test(text[start]!)) start++;
  while (end > start && /\s/u.test(text[end - 1]!)) end--;
  return { start, end };
}

/**
 * What each of several markers in one sentence supports: the words from the marker before it up to itself; the last also what
 * is left of the sentence if that is no more than a closing mark. Markers side by side support the same words.
 */
export function cutToMarkers(sentence: Span, offsets: readonly number[], text: string): Span[] {
  if (offsets.length === 1) return [sentence];
  const parts: Span[] = [];
  let start = sentence.start;
  for (const offset of offsets) {
    const previous = parts.at(-1);
    if (previous && !/[\p{L}\p{N}]/u.test(text.slice(start, offset))) parts.push(previous);
    else parts.push({ start, end: offset });
    start = Math.max(start, offset);
  }
  const rest = text.slice(start, sentence.end);
  if (!/[\p{L}\p{N}]/u.test(rest)) for (const part of parts) if (part.end === start) part.end = sentence.end;
  return parts;
}

/** A claim whose sentence breaks off: the source as extracted lacks its end. */
export function cutProblem(statement: Statement): Problem | null {
  if (/[.?!…:;][)\]’”"'»]*$/u.test(statement.claim) || statement.claim.length < 40) return null;
  return {
    code: 'claim-cut',
    message: l10n.t('This sentence breaks off in the source as extracted. Look at the original before you rely on it.'),
    start: statement.start,
    end: statement.end,
  };
}
