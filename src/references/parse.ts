import * as l10n from '@vscode/l10n';
import type { Problem, ProblemCode } from '../text/problem.js';
import type { Span } from '../text/span.js';
import { findContainer, findCrossReference, type CrossReference } from './crossReference.js';
import type { CslVariable } from '../csl.js';
import { readItem, type Reading } from './item.js';
import { labelTokens } from './label.js';
import type { Label, LabelledToken } from './labels.js';
import { tidied } from './model/tidy.js';
import { parseLocator } from './normalise/locator.js';
import type { ParsedNote, Reference, ReferenceForm } from './reference.js';
import { segment, type ReferenceSegment } from './segment.js';
import { formatNumber } from '../words.js';

/** No note is longer; what is over stays unread, as a remark. In UTF-16 code units. */
export const longestNote = 20_000;

/** Fields below this are named in a problem. */
const doubtful = 0.65;

const messages = (): Partial<Record<ProblemCode, string>> => ({
  'note-cut': l10n.t('The note breaks off here. What it says so far was kept; complete the entry from the work itself.'),
  'reference-unparsed': l10n.t('No work could be made of these words. They were kept; add the entry by hand if they cite one.'),
  'input-too-long': l10n.t('The text is longer than {0} characters. Only that much was read; cut it into its references.', formatNumber(longestNote)),
});

function problem(code: ProblemCode, { start, end }: Span, message = messages()[code]!): Problem {
  return { code, message, start, end };
}

/** The text that is read: up to the last space before the limit. */
function readable(text: string): string {
  if (text.length <= longestNote) return text;
  const space = text.lastIndexOf(' ', longestNote);
  return text.slice(0, space > longestNote / 2 ? space : longestNote);
}

const publicationFields: readonly CslVariable[] = [
  'issued', 'publisher', 'publisher-place', 'container-title', 'URL', 'DOI', 'ISBN', 'volume', 'issue', 'edition', 'genre', 'archive', 'editor',
];

function formOf(text: string, { item }: Reading, crossReference: CrossReference | null): ReferenceForm {
  const named = item.title !== undefined && (item.author !== undefined || item.editor !== undefined);
  if (crossReference?.kind === 'ibid') return 'ibid';
  // "‘Private Ordering’ in Thornton, op. cit." names its own work; only its container is named elsewhere.
  if (crossReference) return named && (item['container-title'] !== undefined || findContainer(text) !== null) ? 'full' : 'cross-reference';
  const published = publicationFields.some((variable) => item[variable] !== undefined);
  return published && (item.title !== undefined || item['container-title'] !== undefined) ? 'full' : 'short';
}

/** "Ibid., pp. 18-30": what stands behind is a locator, with or without its label. */
function ibidReference(text: string, span: Span, crossReference: CrossReference, signal: string | null): Reference {
  return {
    ...span,
    text,
    form: 'ibid',
    item: { type: 'document' },
    confidence: {},
    locator: parseLocator(text.slice(crossReference.end)),
    signal,
  };
}

function readReference(source: string, part: ReferenceSegment): Reference {
  const span = { start: part.start, end: part.end };
  const text = source.slice(span.start, span.end);
  const signal = part.signal ? source.slice(part.signal.start, part.signal.end) : null;
  const crossReference = findCrossReference(text);
  if (crossReference?.kind === 'ibid') return ibidReference(text, span, crossReference, signal);
  const tokens = tidied(part.tokens, span.start);
  if (crossReference) leadBack(tokens, crossReference);
  const reading = readItem(text, tokens);
  const form = formOf(text, reading, crossReference);
  const { item, confidence, locator } = reading;
  const reference: Reference = { start: part.start, end: part.end, text, form, item, confidence, locator, signal };
  if (form === 'cross-reference' && crossReference?.note) reference.note = crossReference.note;
  if (part.quoted) reference.quoted = source.slice(part.quoted.start, part.quoted.end);
  return reference;
}

/** "n. 12" is no page, and "op. cit." no part of a title. */
function leadBack(tokens: readonly LabelledToken[], { words }: CrossReference): void {
  for (const token of tokens) {
    if (words.some(({ start, end }) => token.start < end && token.end > start)) token.label = 'cross-reference';
  }
}

/** Does the note break off within the reference: an open bracket at its end, or a container with nothing after it? */
function isCutShort({ text, item, locator }: Reference): boolean {
  const open = text.lastIndexOf('(');
  if (open > text.lastIndexOf(')') && text.length - open < 120) return true;
  const placed = item.issued ?? item.volume ?? item.URL ?? item.publisher ?? locator;
  return item['container-title'] !== undefined && !placed && !/[.!?”"’»)\d]\s*$/.test(text);
}

/** A sentence that stops without a point, as a note does whose next page is missing. */
function isCutSentence(words: string): boolean {
  return words.split(/\s+/).length >= 4 && /[\p{L},]$/u.test(words);
}

/** Where the note breaks off: in its last reference, or in a remark behind that. */
function cutAt(text: string, reference: Reference | undefined, remarks: readonly Span[]): Span | null {
  const remark = remarks.reduce<Span | undefined>((latest, one) => (latest && latest.end > one.end ? latest : one), undefined);
  if (remark && (!reference || remark.end > reference.end)) return isCutSentence(text.slice(remark.start, remark.end).trimEnd()) ? remark : null;
  return reference && isCutShort(reference) ? reference : null;
}

function doubts(reference: Reference): Problem[] {
  const { confidence, item } = reference;
  if (reference.form === 'short' && item.title === undefined && item.author === undefined && item['container-title'] === undefined) {
    return [problem('reference-unparsed', reference)];
  }
  // What a short form says of a work only helps to find it.
  if (reference.form !== 'full') return [];
  const fields = (Object.keys(confidence) as CslVariable[]).filter((variable) => variable !== 'type' && confidence[variable]! < doubtful);
  if (fields.length === 0) return [];
  return [problem('field-doubtful', reference, l10n.t('Check {0} of this entry: the words of the source leave it open what they are.', fields.join(', ')))];
}

/**
 * Parses what stands in one note, bibliography entry or loose line: which works it points at, what it says of each, and the remarks
 * around them. Never throws; what can't be understood is kept and named in `problems`. Offsets are UTF-16 code units in `text`.
 */
export function parseNote(text: string): ParsedNote {
  const read = readable(text);
  const { references: parts, remarks } = segment(read, labelTokens(read));
  const references = parts.map((part) => readReference(read, part));
  const cut = cutAt(read, references.at(-1), remarks);
  // What is doubtful about a reference that breaks off is for its whole words to say.
  const problems = references.filter((reference) => reference !== cut).flatMap(doubts);
  if (cut) problems.push(problem('note-cut', cut));
  if (read.length < text.length) {
    const rest = { start: read.length, end: text.length };
    return { references, remarks: [...remarks, rest], problems: [...problems, problem('input-too-long', rest)] };
  }
  return { references, remarks, problems };
}

/** A whitespace-separated word of a note, with its label. Offsets are UTF-16 code units. */
export interface LabelledWord extends Span {
  text: string;
  label: Label;
}

/** The label that most of the letters and digits of a word bear. */
function labelOfWord(word: Span, text: string, spans: readonly (Span & { label: Label })[], from: number): Label {
  const weights = new Map<Label, number>();
  for (let index = from; index < spans.length && spans[index]!.start < word.end; index++) {
    const span = spans[index]!;
    const shared = text.slice(Math.max(word.start, span.start), Math.min(word.end, span.end));
    const weight = shared.replace(/[^\p{L}\p{N}]/gu, '').length + 0.01;
    weights.set(span.label, (weights.get(span.label) ?? 0) + weight);
  }
  return [...weights].reduce<[Label, number]>((best, entry) => (entry[1] > best[1] ? entry : best), ['other', 0])[0];
}

/** The words of a note (runs without white space), each with the label of most of its letters and digits. Never throws. */
export function labelNote(text: string): LabelledWord[] {
  const read = readable(text);
  const spans = labelTokens(read);
  const words: LabelledWord[] = [];
  let from = 0;
  for (const match of text.matchAll(/\S+/g)) {
    const word = { start: match.index, end: match.index + match[0].length };
    while (from < spans.length && spans[from]!.end <= word.start) from++;
    words.push({ text: match[0], label: word.start < read.length ? labelOfWord(word, read, spans, from) : 'other', ...word });
  }
  return words;
}
