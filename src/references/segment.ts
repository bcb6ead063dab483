import type { Span } from '../text/span.js';
import { conjunctions } from './dictionary.js';
import type { Label } from './labels.js';
import type { ModelLabel } from './model/labeller.js';
import { isWord } from './tokens.js';

/** One reference of a note, with the words that introduce it. */
export interface ReferenceSegment extends Span {
  /** "See also", "For more details, see,", "quoted in". */
  signal: Span | null;
  /** Whom the work is quoted for: "Abba Eban" of "Abba Eban, quoted in Powell, …". */
  quoted: Span | null;
  /** Its words and marks. */
  tokens: ModelLabel[];
}

/** A note taken apart. Spans are in the text given and do not overlap; together with the marks between them they are the whole text. */
export interface Segments {
  references: ReferenceSegment[];
  remarks: Span[];
}

/** What stands in a row in a note. */
interface Stretch {
  kind: 'reference' | 'signal' | 'remark' | 'number';
  tokens: ModelLabel[];
}

const kindOf = ({ label, remark }: ModelLabel): Stretch['kind'] | 'neutral' =>
  remark ? 'remark' : label === 'signal' ? 'signal' : label === 'citation-number' ? 'number' : label === 'other' ? 'neutral' : 'reference';

/** Cuts the tokens where what they are changes, and where a reference begins; marks between go with what stands before them. */
function stretches(tokens: readonly ModelLabel[]): Stretch[] {
  const found: Stretch[] = [];
  for (const token of tokens) {
    const kind = kindOf(token);
    const last = found.at(-1);
    if (last && !token.begins && (kind === last.kind || kind === 'neutral')) last.tokens.push(token);
    else found.push({ kind: kind === 'neutral' ? 'remark' : kind, tokens: [token] });
  }
  return found;
}

/** Some of these a reference has; a page or a year alone is a piece of one, or of a remark. */
const telling: ReadonlySet<Label> = new Set<Label>(['author', 'editor', 'title', 'container-title', 'cross-reference', 'archive', 'publisher', 'url', 'doi', 'collection-title']);
const tellsOfWork = ({ kind, tokens }: Stretch): boolean => kind === 'reference' && tokens.some(({ label }) => telling.has(label));

/** So many tokens of a remark may stand within a reference: "(a fine book)". */
const longestAside = 8;

const pointing = /^(?:but|see|cf|compare|contrast|vgl|siehe|hierzu|dazu|so|as|quoted|cited|reprinted|zit|voir|cité|cfr|vedi|citato|e)$/i;

/** "A fine discussion of what | terror is": the end of a sentence is no signal by itself. */
function goesOn(remark: Stretch, { kind, tokens }: Stretch): boolean {
  return kind === 'signal' && /^\p{Ll}/u.test(tokens[0]!.text) && !pointing.test(tokens[0]!.text) && !/^[.;:]$/.test(remark.tokens.at(-1)!.text);
}

/** Joins what the labels tore: a reference that goes on behind an aside, a page in the middle of a remark. */
function joined(all: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const [index, stretch] of all.entries()) {
    const last = result.at(-1);
    const next = all[index + 1];
    const piece = stretch.kind === 'reference' && !tellsOfWork(stretch);
    if (last?.kind === 'reference' && stretch.kind === 'remark' && stretch.tokens.length <= longestAside && next?.kind === 'reference' && !next.tokens[0]!.begins && !tellsOfWork(next)) {
      last.tokens.push(...stretch.tokens);
    } else if (last && last.kind !== 'number' && piece && !stretch.tokens[0]!.begins) last.tokens.push(...stretch.tokens);
    else if (last?.kind === 'remark' && (stretch.kind === 'remark' || goesOn(last, stretch))) last.tokens.push(...stretch.tokens);
    else result.push({ kind: piece ? 'remark' : stretch.kind, tokens: stretch.tokens });
  }
  return result;
}

const staysInside = ({ text }: ModelLabel): boolean => text !== ',' && text !== ';';

/** The words of a stretch without the commas and semicolons around them; `null` where nothing is left. */
function spanOf({ kind, tokens }: Stretch): Span | null {
  const first = tokens.find(staysInside);
  // "For details, see," keeps its comma.
  const last = kind === 'signal' ? tokens.at(-1) : tokens.findLast(staysInside);
  return first && last && tokens.some(isWord) ? { start: first.start, end: last.end } : null;
}

const quotedIn = /^(?:as\s)?(?:quoted|cited|zit|cité|citato)/i;
const nameAlone = /^\p{Lu}[\p{L}.'’-]{0,30}(?:\s\p{Lu}[\p{L}.'’-]{0,30}){0,4}$/u;

/** "… is best discussed by Samir Puri in his account": an author, and a work that other notes name. */
const examinedBy = /\b(?:examined|discussed|explored|argued|analy[sz]ed|described|studied|treated|made|put|set\sout|summari[sz]ed)\s(?:\p{L}{2,12}\s)?by\s(?<name>\p{Lu}[\p{L}.'’-]{0,30}(?:\s\p{Lu}[\p{L}.'’-]{0,30}){1,3})\s(?:in|throughout)\s(?:his|her|their)\b/du;

function addRemark(text: string, remark: Span, { references, remarks }: Segments): void {
  const words = text.slice(remark.start, remark.end);
  const name = examinedBy.exec(words)?.indices?.groups?.name;
  if (!name) return void remarks.push(remark);
  const [start, end] = [remark.start + name[0], remark.start + name[1]];
  const author: ModelLabel = { text: text.slice(start, end), label: 'author', begins: true, remark: false, confidence: 0.8, start, end };
  references.push({ start, end, signal: null, quoted: null, tokens: [author] });
  remarks.push({ start: remark.start, end: start - 1 }, { start: end + 1, end: remark.end });
}

/** Takes a note apart whose words have their labels: into references, each with its signal, and the remarks around them. */
export function segment(text: string, tokens: readonly ModelLabel[]): Segments {
  const segments: Segments = { references: [], remarks: [] };
  let [signal, quoted]: [Span | null, Span | null] = [null, null];
  const all = joined(stretches(tokens));
  all.forEach((stretch, index) => {
    const span = spanOf(stretch);
    if (!span || stretch.kind === 'number') return;
    const next = all[index + 1];
    if (stretch.kind === 'signal' && next?.kind === 'reference') signal = conjunctions.has(text.slice(span.start, span.end)) ? null : span;
    else if (next?.kind === 'signal' && quotedIn.test(text.slice(next.tokens[0]!.start, next.tokens[0]!.start + 20)) && nameAlone.test(text.slice(span.start, span.end))) quoted = span;
    else if (stretch.kind !== 'reference') addRemark(text, span, segments);
    else {
      segments.references.push({ ...span, signal, quoted, tokens: stretch.tokens.filter(({ start, end }) => start >= span.start && end <= span.end) });
      [signal, quoted] = [null, null];
    }
  });
  return segments;
}
