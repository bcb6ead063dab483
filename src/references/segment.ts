import type { Span } from '../text/span.js';
import { findCrossReference } from './crossReference.js';
import { abbreviations, proseWords } from './dictionary.js';
import { scanOrganisation, scanPeople } from './normalise/names.js';
import { findUrls } from './normalise/url.js';
import { findQuotations, type Quotation } from './quotation.js';

/** One reference of a note, with the words that introduce it. */
export interface ReferenceSegment extends Span {
  /** "See also", "For more details, see,", "quoted in". */
  signal: Span | null;
  /** Whom the work is quoted for: "Abba Eban" of "Abba Eban, quoted in Powell, …". */
  quoted: Span | null;
  /** The words name an author and no work: "examined by Samir Puri in his study". */
  authorOnly: boolean;
}

/** A note taken apart. Spans are in the text given, in order, and do not overlap; together with the marks between them they are the whole text. */
export interface Segments {
  references: ReferenceSegment[];
  remarks: Span[];
}

/** A note while it is taken apart: its text, and where no cut may be made. */
interface Note {
  text: string;
  quotations: readonly Quotation[];
  /** 1 within quotation marks, brackets and web addresses. */
  closed: Uint8Array;
}

const longestBracket = 300;

function shield(text: string): Note {
  const quotations = findQuotations(text);
  const closed = new Uint8Array(text.length);
  for (const { start, end } of [...quotations, ...findUrls(text)]) closed.fill(1, start, end);
  for (let at = 0; at < text.length; at++) {
    if ((text[at] !== '(' && text[at] !== '[') || closed[at]) continue;
    const close = bracketEnd(text, at);
    if (close > at) closed.fill(1, at, close + 1);
    at = Math.max(at, close);
  }
  return { text, quotations, closed };
}

function bracketEnd(text: string, open: number): number {
  let depth = 0;
  const limit = Math.min(text.length, open + longestBracket);
  for (let at = open; at < limit; at++) {
    if (text[at] === '(' || text[at] === '[') depth++;
    else if ((text[at] === ')' || text[at] === ']') && --depth === 0) return at;
  }
  return -1;
}

/** Words that point at a work. What stands before them in the sentence belongs to the signal. */
const pointerWords = String.raw`(?<![\p{L}])(?:(?:but\s|and\s)?see(?:,?\s(?:also|for example|for instance|e\.g\.|generally|in particular|especially|further))?|as\squoted\sin|quoted\s(?:in|by|from)|cited\s(?:in|by)|cf\.?(?:\salso)?|compare|contrast|vgl\.?(?:\s(?:auch|hierzu|dazu|etwa|nur|statt\svieler|insbesondere|zum\sbeispiel|z\.\s?B\.))*|s\.\s(?:auch|dazu|hierzu)|siehe(?:\s(?:auch|hierzu|dazu|etwa))*|hierzu|dazu(?:\sauch)?|zit(?:iert|\.)\s(?:nach|bei|in)|ausführlich(?:er)?(?:\s(?:dazu|hierzu))?(?:\sbei)?|explizit\sbei|klassisch\sbei|so\s(?:auch\s)?bei|voir(?:\s(?:aussi|notamment|par\sexemple))?|cité\s(?:par|dans)|si\sveda|v(?:edi|\.)\sanche|cfr\.?|citato\sin|for\sexample|for\sinstance|e\.\s?g\.|notable\sexamples\sare|and|sowie|ebenso|reprinted\sin)(?![\p{L}]),?:?\s+`;
const pointer = new RegExp(pointerWords, 'giu');
const pointerHere = new RegExp(pointerWords, 'iuy');
const quotedIn = /^(?:as\s)?(?:quoted|cited|zit|cité|citato)/i;
/** These join two references; they point at nothing by themselves. */
const conjunction = /^(?:and|sowie|ebenso)\b/i;

const examinedBy = /\b(?:examined|discussed|explored|argued|analysed|analyzed|described|studied|treated|made|put|set out|summarised|summarized)\s(?:[\p{L}]{2,12}\s)?by\s(?=\p{Lu})/gu;
const inHisWork = /^\s(?:in|throughout)\s(?:his|her|their)\b/;

const legal = /^(?:(?:UN\s)?(?:Security Council|General Assembly|Human Rights Council)\s[Rr]esolution\b|(?:UNSC|UNGA)\s?[Rr]es\b|\p{Lu}[^.;]{2,80}\s(?:v|gegen|c)\.?\s\p{Lu}|(?:\p{Lu}[\p{L}'’]*\s|\([^()]{2,40}\)\s|of\s|and\s|the\s){1,12}(?:Act|Code|Statute|Regulations?|Directive|Convention|Order|Ordinance)\s(?:\d{4}|\([^()]{2,40}\)\s(?:Act\s)?\d{4}))/u;
const year = /(?:1[4-9]|20)\d\d/;
const pinpoint = /\b(?:pp?\.|S\.|n\.|at|ch\.|§)\s?\d/;

const isSignalStart = (words: string): boolean =>
  /^(?:see|cf|compare|contrast|but see|vgl|siehe|voir|for\s(?:example|instance|a|an|further|more|detailed|discussion|examples|recent)|zu[mr]?\s\p{L}|on\s\p{L})\b/iu.test(words);

/** Do the words hold what only a reference has: a year, a pinpoint, a quoted title, an address? */
function hasEvidence(note: Note, { start, end }: Span): boolean {
  const words = note.text.slice(start, end);
  return year.test(words) || pinpoint.test(words) || /https?:|www\.|\bdoi\b/i.test(words) || note.quotations.some((quotation) => quotation.start >= start && quotation.end <= end);
}

/** Prose outside quotation marks and brackets, counted in words that references do without. */
function proseIn(note: Note, { start, end }: Span): number {
  let count = 0;
  for (const match of note.text.slice(start, end).matchAll(/[\p{L}\p{M}]+/gu)) {
    if (!note.closed[start + match.index] && proseWords.has(match[0].toLowerCase())) count++;
  }
  return count;
}

const afterLead = /^\s*(?:\((?:eds?|hrsg|hg)\.?\),?\s*)?(?:[,.:]?\s*[([]?(?:1[4-9]|20)\d\d|[,.:]\s*["“”‘’'„«»]|[,.:]\s+\S|\s*["“‘„«]|\s*\()/u;

/** How much the words at `at` look like the start of a reference: 0 not, 1 perhaps, 2 surely. */
function referenceStart(note: Note, at: number, end: number): 0 | 1 | 2 {
  const { text } = note;
  const words = text.slice(at, end);
  if (/^(?:ibid|ib\.|idem|id\.|ebd|ebenda|loc\. ?cit|above, n|supra\s(?:n|note))/i.test(words)) return 2;
  if (legal.test(words)) return 2;
  const quotation = note.quotations.find((one) => one.start === at);
  if (quotation) return /^[,.]?\s*(?:[(,]|in\b|\d|\p{Lu})/u.test(text.slice(quotation.end, quotation.end + 12)) || quotation.end >= end - 2 ? 2 : 0;
  const lead = scanPeople(text, at);
  const list = [lead, scanOrganisation(text, at)].find((one) => one && one.end <= end && afterLead.test(text.slice(one.end, Math.min(end, one.end + 30))));
  if (!list) return 0;
  const rest = { start: list.end, end };
  if (/^\s*[,.]?\s*[([]?(?:1[4-9]|20)\d\d/.test(text.slice(list.end, end))) return 2;
  if (/^,?\s*["“”‘’„«]/.test(text.slice(list.end, end))) return 2;
  const certain = list === lead ? list.confidence > 0.9 : false;
  if (hasEvidence(note, rest)) return certain || proseIn(note, rest) < 3 ? 2 : 1;
  return /^,\s\p{Lu}/u.test(text.slice(list.end, list.end + 4)) && proseIn(note, rest) <= (certain ? 1 : 0) ? 1 : 0;
}

/** Does a reference end where `left` ends: after a year, a pinpoint, an address, a quoted title? */
function isComplete(note: Note, left: Span): boolean {
  const words = note.text.slice(left.start, left.end).trimEnd();
  if (findCrossReference(words)) return true;
  if (!hasEvidence(note, left)) return false;
  const people = scanPeople(note.text, left.start);
  const body = people ? note.text.slice(people.end, left.end) : words;
  return /\p{L}{3}/u.test(body.replace(/\b(?:eds?|hrsg)\b/gi, '')) || /\d\s*$|\dff?\.?\s*$/.test(words);
}

const terminal = /(?:[\d)\]]|\bff?|\bpassim|["”’»]|\bcit|\/)[.,]?\s*$/;

interface Cut extends Span {
  kind: 'semicolon' | 'sentence' | 'conjunction' | 'none';
}

/** Where a note may be cut: semicolons, ends of sentences, "and" between works, a figure before "R. Collier,". */
function possibleCuts(note: Note): Cut[] {
  const { text, closed } = note;
  const cuts: Cut[] = [];
  const pattern = /;(?:\s+(?:(?:and|und|et)\s)?|$)|[.?!]["”’»)\]]?\s+(?=["“”‘’„«(]?[\p{Lu}\d]|vgl|siehe|see|cf|id\.|ibid|de\s|van\s|von\s)|,?\s(?:and|und|sowie|et)\s|(?<=\d)\s(?=\p{Lu}\.\s?(?:\p{Lu}\.\s?)?\p{Lu}\p{Ll}+,)/gu;
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    if (closed[start]) continue;
    const end = start + match[0].length;
    const first = match[0][0]!;
    if (first === ';') cuts.push({ kind: 'semicolon', start, end });
    else if (/[.?!]/.test(first)) {
      if (first !== '.' || !endsInAbbreviation(text, start) || /^(?:see|vgl|siehe|cf|compare)\b/i.test(text.slice(end, end + 8))) cuts.push({ kind: 'sentence', start: start + match[0].trimEnd().length, end });
    } else if (/\p{L}/u.test(match[0])) cuts.push({ kind: 'conjunction', start, end });
    else cuts.push({ kind: 'none', start, end });
  }
  return cuts;
}

function endsInAbbreviation(text: string, point: number): boolean {
  const word = /[\p{L}.]{1,16}$/u.exec(text.slice(Math.max(0, point - 16), point))?.[0] ?? '';
  if (/^ff?$/.test(word)) return false;
  return /^\p{L}$|\.\p{L}$/u.test(word) || abbreviations.has(word.toLowerCase());
}

/** Is the reference or remark before a cut at its end there, and does something new begin behind? */
function isCut(note: Note, cut: Cut, from: number, next: number): boolean {
  const left = { start: from, end: cut.start };
  const right = { start: cut.end, end: next };
  const words = note.text.slice(right.start, right.end);
  const starts = referenceStart(note, right.start, right.end);
  switch (cut.kind) {
    case 'semicolon':
      return isComplete(note, left) && (starts > 0 || isSignalStart(words) || proseIn(note, right) > 1 || findCrossReference(words) !== null);
    case 'conjunction':
      return terminal.test(note.text.slice(left.start, left.end)) && isComplete(note, left) && (starts === 2 || isSignalStart(words) || /^["“‘]/.test(words));
    case 'none':
      return isComplete(note, left) && starts === 2;
    case 'sentence':
      return isSentenceCut(note, left, right, starts);
  }
}

function isSentenceCut(note: Note, left: Span, right: Span, starts: 0 | 1 | 2): boolean {
  const words = note.text.slice(right.start, right.end);
  const complete = isComplete(note, left);
  const prose = referenceStart(note, left.start, left.end) === 0 && proseIn(note, left) > 0 && !isSignalStart(note.text.slice(left.start, left.end));
  if (isSignalStart(words) && (complete || prose)) return true;
  if (prose) return true;
  if (!complete || !terminal.test(note.text.slice(left.start, left.end))) return false;
  return (starts === 2 && noteStyle(note, right)) || proseIn(note, right) > 2;
}

/** "R. Collier, Masculinity": a new reference; "Journal of Law, 12": a piece of the one before. */
function noteStyle(note: Note, { start, end }: Span): boolean {
  const words = note.text.slice(start, end);
  if (findCrossReference(words) || legal.test(words)) return true;
  const people = scanPeople(note.text, start);
  return people !== null && people.confidence > 0.9 || /^\p{Lu}[\p{L}/-]+,?\s(?:1[89]|20)\d\d/u.test(words);
}

function cutNote(note: Note, from: number): Span[] {
  const pieces: Span[] = [];
  const cuts = possibleCuts(note).filter((cut) => cut.start >= from);
  let start = from;
  cuts.forEach((cut, index) => {
    if (cut.start <= start) return;
    const next = Math.min(cuts[index + 1]?.kind === 'conjunction' ? cuts[index + 2]?.start ?? note.text.length : cuts[index + 1]?.start ?? note.text.length, cut.end + 600);
    if (!isCut(note, cut, start, Math.max(next, cut.end))) return;
    pieces.push({ start, end: cut.start });
    // "and" that joins two works stays with the second as its signal.
    start = cut.kind === 'conjunction' ? cut.start + /^,?\s/.exec(note.text.slice(cut.start, cut.start + 2))![0].length : cut.end;
  });
  pieces.push({ start, end: note.text.length });
  return pieces.map((piece) => trim(note.text, piece)).filter((piece) => piece.end > piece.start);
}

function trim(text: string, { start, end }: Span): Span {
  const words = text.slice(start, end);
  const lead = words.length - words.trimStart().length;
  return { start: start + lead, end: Math.max(start + lead, start + words.trimEnd().length) };
}

/** The first place in a piece from which on it is a reference, after a pointer or within a sentence. */
function embeddedStart(note: Note, piece: Span): { at: number; pointer: Span | null } | null {
  const { text } = note;
  for (const match of text.slice(piece.start, piece.end).matchAll(pointer)) {
    const at = piece.start + match.index + match[0].length;
    if (note.closed[piece.start + match.index] || conjunction.test(match[0])) continue;
    if (referenceStart(note, at, piece.end) > 0) return { at, pointer: { start: piece.start + match.index, end: at } };
  }
  for (const match of text.slice(piece.start, piece.end).matchAll(/(?<=[\p{Ll}:]\s)(?=["“‘„«\p{Lu}])/gu)) {
    const at = piece.start + match.index;
    if (note.closed[at] && !note.quotations.some((quotation) => quotation.start === at)) continue;
    if (referenceStart(note, at, piece.end) === 2 && standsAlone(note, at, piece.end)) return { at, pointer: null };
  }
  return null;
}

/** A reference within a sentence has its date or address, and little prose behind. */
function standsAlone(note: Note, at: number, end: number): boolean {
  const words = note.text.slice(at, end);
  return (/\((?:[^()]{0,120}[\s,])?(?:1[4-9]|20)\d\d[a-z]?\)/.test(words) || /https?:|,\s(?:pp?|S)\.\s?\d/.test(words) || findCrossReference(words) !== null) && proseIn(note, { start: at, end }) < 6;
}

/** Cuts prose off the end of a reference: "Koch 1975, S. 75 der allerdings nur …". */
function endOfReference(note: Note, { start, end }: Span): number {
  const { text } = note;
  const anchors = /(?:\b(?:pp?|S)\.\s?\d+(?:\s?[-–—]+\s?\d+)?(?:\s?ff?\b\.?)?|\((?:[^()]{0,80}[\s,])?(?:1[4-9]|20)\d\d\)|\b(?:1[89]|20)\d\d\b)/g;
  for (const match of text.slice(start, end).matchAll(anchors)) {
    const at = start + match.index + match[0].length;
    if (note.closed[at - 1] && text[at - 1] !== ')') continue;
    const rest = /^[,.]?\s+\p{Ll}[^]{0,200}/u.exec(text.slice(at, end));
    if (rest && !/^[,.]?\s+(?:edited|ed|eds|in|trans|translated|hrsg|online|available|accessed|pp?|vol|no|at|and|especially|insbesondere)\b/.test(rest[0]) && proseIn(note, { start: at, end }) > 1) return at;
  }
  return end;
}

function quotedBefore(note: Note, piece: Span, point: Span): Span | null {
  if (!quotedIn.test(note.text.slice(point.start, point.end))) return null;
  const before = trim(note.text, { start: piece.start, end: point.start });
  const words = note.text.slice(before.start, before.end).replace(/[,;\s]+$/, '');
  const people = scanPeople(note.text, before.start) ?? scanOrganisation(note.text, before.start);
  return people && people.end >= before.start + words.length ? { start: before.start, end: before.start + words.length } : null;
}

/** "This is best examined by Samir Puri in his study": the name. */
function findExamined(note: Note, piece: Span): Span | null {
  for (const match of note.text.slice(piece.start, piece.end).matchAll(examinedBy)) {
    const start = piece.start + match.index + match[0].length;
    const people = scanNameBefore(note.text, start);
    if (people !== null) return { start, end: people };
  }
  return null;
}

function scanNameBefore(text: string, start: number): number | null {
  const name = /^(?:\p{Lu}[\p{L}.'’-]*\s(?:(?:and|&|van|von|de|al)\s)?){1,6}/u.exec(text.slice(start, start + 120));
  if (!name) return null;
  const end = start + name[0].trimEnd().length;
  return inHisWork.test(text.slice(end, end + 20)) ? end : null;
}

function addPiece(note: Note, piece: Span, segments: Segments): void {
  const lead = leadingSignal(note, piece);
  const body = { start: lead?.end ?? piece.start, end: piece.end };
  const point = referenceStart(note, body.start, body.end);
  const quoted = point > 0 || lead === null ? findQuoted(note, body) : null;
  if (quoted) return addReference(note, { start: quoted.at, end: piece.end }, quoted.pointer, quoted.quoted, segments);
  if (point > 0 || (lead !== null && hasEvidence(note, body) && proseIn(note, body) < 2)) return addReference(note, body, lead, null, segments);
  const embedded = embeddedStart(note, body);
  if (embedded) {
    const signal = embedded.pointer && { start: piece.start, end: embedded.at };
    if (!signal) segments.remarks.push(trim(note.text, { start: piece.start, end: embedded.at }));
    return addReference(note, { start: embedded.at, end: piece.end }, signal && trim(note.text, signal), null, segments);
  }
  const examined = findExamined(note, body);
  if (examined) {
    segments.references.push({ ...examined, signal: null, quoted: null, authorOnly: true });
    return void segments.remarks.push(...around(note, piece, examined));
  }
  if (looksLikeEntry(note, body)) return addReference(note, body, lead, null, segments);
  segments.remarks.push(piece);
}

function around(note: Note, whole: Span, inner: Span): Span[] {
  return [{ start: whole.start, end: inner.start }, { start: inner.end, end: whole.end }].map((span) => trim(note.text, span)).filter((span) => span.end > span.start);
}

/** A bibliography entry that begins with no name: it has evidence, and no prose but its title. */
function looksLikeEntry(note: Note, span: Span): boolean {
  const words = note.text.slice(span.start, span.end);
  return (hasEvidence(note, span) || findCrossReference(words) !== null) && /\p{L}/u.test(words) && proseIn(note, span) < 3 && (/^["“‘„«\p{Lu}\d([]/u.test(words) || /\d/.test(words));
}

/** "See, for example," at the start of a piece. */
function leadingSignal(note: Note, piece: Span): Span | null {
  pointerHere.lastIndex = piece.start;
  const match = pointerHere.exec(note.text);
  if (!match || piece.start + match[0].length >= piece.end) return null;
  const rest = { start: piece.start + match[0].length, end: piece.end };
  return { start: piece.start, end: leadingSignal(note, rest)?.end ?? rest.start };
}

/** "Abba Eban, quoted in Powell, …" */
function findQuoted(note: Note, body: Span): { at: number; pointer: Span; quoted: Span } | null {
  for (const match of note.text.slice(body.start, body.end).matchAll(pointer)) {
    const point = { start: body.start + match.index, end: body.start + match.index + match[0].length };
    const quoted = note.closed[point.start] ? null : quotedBefore(note, body, point);
    if (quoted) return { at: point.end, pointer: trim(note.text, point), quoted };
  }
  return null;
}

function addReference(note: Note, span: Span, signal: Span | null, quoted: Span | null, segments: Segments): void {
  const end = endOfReference(note, span);
  const reference = trim(note.text, { start: span.start, end });
  segments.references.push({ ...reference, signal: signal && trim(note.text, signal), quoted, authorOnly: false });
  if (end < span.end && /[\p{L}\p{N}]/u.test(note.text.slice(end, span.end))) segments.remarks.push(trim(note.text, { start: end, end: span.end }));
}

/** The number a note was printed with: "19 A particularly …", "[3] Smith". */
export function noteNumberEnd(text: string): number {
  return /^\s*\d{1,3}[.):]?\s+(?=["“”‘’'„«([]?[\p{Lu}\p{Ll}])/u.exec(text)?.[0].length ?? 0;
}

/** Takes one note, bibliography entry or loose line apart into references, each with its signal, and the remarks around them. */
export function segment(text: string): Segments {
  const note = shield(text);
  const segments: Segments = { references: [], remarks: [] };
  for (const piece of cutNote(note, noteNumberEnd(text))) addPiece(note, piece, segments);
  segments.remarks = segments.remarks.filter((remark) => remark.end > remark.start);
  return segments;
}
