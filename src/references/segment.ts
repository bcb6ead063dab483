import type { Span } from '../text/span.js';
import { findCrossReference } from './crossReference.js';
import { abbreviations, places } from './dictionary.js';
import { findLegalTitle } from './legal.js';
import { NoteText } from './noteText.js';

/** One reference of a note, with the words that introduce it. */
export interface ReferenceSegment extends Span {
  /** "See also", "For more details, see,", "quoted in". */
  signal: Span | null;
  /** Whom the work is quoted for: "Abba Eban" of "Abba Eban, quoted in Powell, …". */
  quoted: Span | null;
  /** The words name an author and no work: "described by Samir Puri in his account". */
  authorOnly: boolean;
}

/** A note taken apart. Spans are in the text given and do not overlap; together with the marks between them they are the whole text. */
export interface Segments {
  references: ReferenceSegment[];
  remarks: Span[];
}

/** Words that point at a work. What stands before them in the sentence belongs to the signal. */
const pointerWords = String.raw`(?<![\p{L}])(?:(?:but\s|and\s)?see(?:,?\s(?:also|for example|for instance|e\.g\.|generally|in particular|especially|further))?|as\squoted\sin|quoted\s(?:in|by|from)|cited\s(?:in|by)|cf\.?(?:\salso)?|compare|contrast|vgl\.?(?:\s(?:auch|hierzu|dazu|etwa|nur|statt\svieler|insbesondere|zum\sbeispiel|z\.\s?B\.)){0,4}|s\.\s(?:auch|dazu|hierzu)|siehe(?:\s(?:auch|hierzu|dazu|etwa)){0,3}|hierzu|dazu(?:\sauch)?|zit(?:iert|\.)\s(?:nach|bei|in)|ausführlich(?:er)?(?:\s(?:dazu|hierzu))?(?:\sbei)?|explizit\sbei|klassisch\sbei|so\s(?:auch\s)?bei|voir(?:\s(?:aussi|notamment|par\sexemple))?|cité\s(?:par|dans)|si\sveda|v(?:edi|\.)\sanche|cfr\.?|citato\sin|for\sexample|for\sinstance|e\.\s?g\.|notable\sexamples\sare|and|sowie|ebenso|reprinted\sin)(?![\p{L}]),?:?\s{1,3}`;
const pointer = new RegExp(pointerWords, 'giu');
const pointerHere = new RegExp(pointerWords, 'iuy');
const quotedIn = /^(?:as\s)?(?:quoted|cited|zit|cité|citato)/i;
/** These join two references; they point at nothing by themselves. */
const conjunction = /^(?:and|sowie|ebenso)\b/i;
/** How far after a pointer its reference may begin: "vgl. hierzu den grundlegenden Aufsatz von Galanter 1974". */
const pointerReach = 120;
/** How much of what follows a cut is looked at, and of what stands before it. */
const outlook = 600;
const backlook = 160;

const examinedBy = /\b(?:examined|discussed|explored|argued|analysed|analyzed|described|studied|treated|made|put|set out|summarised|summarized)\s(?:[\p{L}]{2,12}\s)?by\s(?=\p{Lu})/gu;
const inHisWork = /^\s(?:in|throughout)\s(?:his|her|their)\b/;

const isSignalStart = (words: string): boolean =>
  /^(?:see|cf|compare|contrast|but see|vgl|siehe|voir|for\s(?:example|instance|a|an|further|more|detailed|discussion|examples|recent)|zu[mr]?\s\p{L}|on\s\p{L})\b/iu.test(words);

const afterLead = /^\s*(?:\((?:eds?|hrsg|hg)\.?\),?\s*)?(?:[,.:]?\s*[([]?(?:1[4-9]|20)\d\d|[,.:]\s*["“”‘’'„«»]|[,.:]\s+\S|\s*["“‘„«]|\s*\()/u;

/** Can what stands at `at`, directly after names, go on as a reference does? */
function followsLead(text: string, at: number, end: number): boolean {
  return text[at - 1] === '.' || afterLead.test(text.slice(at, Math.min(end, at + 30))) || /^[\s.]*$/.test(text.slice(at, end));
}

/** How much the words at `at` look like the start of a reference: 0 not, 1 perhaps, 2 surely. */
function referenceStart(note: NoteText, at: number, end: number): 0 | 1 | 2 {
  const { text } = note;
  const words = text.slice(at, Math.min(end, at + outlook));
  if (/^(?:ibid|ib\.|idem|id\.|ebd|ebenda|loc\. ?cit|above, n|supra\s(?:n|note))/i.test(words) || findLegalTitle(words)) return 2;
  if (note.isQuotationStart(at)) return isQuotedTitle(note, at, end) ? 2 : 0;
  const people = note.peopleAt(at);
  const list = [people, note.organisationAt(at)].find((one) => one && one.end <= end && followsLead(text, one.end, end));
  if (!list) return 0;
  const rest = { start: list.end, end };
  if (/^,?\s*(?:\.?\s*[([]?(?:1[4-9]|20)\d\d|["“”‘’„«])/.test(text.slice(list.end, Math.min(end, list.end + 12)))) return 2;
  const certain = list === people && list.confidence > 0.9;
  const prose = note.proseIn(rest);
  if (note.hasEvidence(rest)) return certain || prose < 3 ? 2 : 1;
  if (certain && prose < 3 && /^\.?\s+\S+\s+\S/.test(text.slice(list.end, Math.min(end, list.end + 80)))) return 1;
  return /^,\s\p{Lu}/u.test(text.slice(list.end, list.end + 4)) && prose <= (certain ? 1 : 0) ? 1 : 0;
}

/** ‘Title’ that opens a reference goes on with a bracket, a journal or "in"; quoted words of a sentence do not. */
function isQuotedTitle(note: NoteText, at: number, end: number): boolean {
  const quotation = note.quotations.find((one) => one.start === at)!;
  return quotation.end >= end - 2 || /^[,.]?\s*(?:[(,]|in\b|\d|\p{Lu})/u.test(note.text.slice(quotation.end, quotation.end + 12));
}

/** Does a cross-reference stand in the span: at its start, or near its end? */
function refersBack(note: NoteText, { start, end }: Span): boolean {
  return findCrossReference(note.text.slice(Math.max(start, end - backlook), end)) !== null || findCrossReference(note.text.slice(start, Math.min(end, start + 20)))?.kind === 'ibid';
}

/** Does a reference end where `left` ends: has it said what a reference must? */
function isComplete(note: NoteText, left: Span): boolean {
  if (refersBack(note, left)) return true;
  if (!note.hasEvidence(left)) return false;
  const people = note.peopleAt(left.start);
  if (!people) return true;
  const body = note.text.slice(people.end, Math.min(left.end, people.end + outlook)).replace(/\b(?:eds?|hrsg)\b/gi, '');
  // "Feest/Blankenburg 1972." is a whole reference, "DiMaggio P., Louch H. 1998." the start of one.
  return /\p{L}{3}/u.test(body) || (people.confidence < 0.9 && /\d/.test(body));
}

/** Do the words begin with those who wrote something: "Portelance, C. Vivre", not "Portelance presents"? */
function beginsWithPeople(note: NoteText, span: Span): boolean {
  const people = note.peopleAt(span.start);
  if (!people || people.end > span.end || !followsLead(note.text, people.end, span.end)) return false;
  return people.confidence > 0.9 || note.proseIn(span) < 2;
}

const terminal = /(?:[\d)\]]|\bff?|\bpassim|["”’»]|\bcit|\/)[.,]?\s*$/;

function endsAsReference(note: NoteText, { start, end }: Span): boolean {
  return terminal.test(note.text.slice(Math.max(start, end - 12), end));
}

interface Cut extends Span {
  kind: 'semicolon' | 'sentence' | 'conjunction' | 'none';
}

const cutMarks = [
  String.raw`;(?:\s{1,3}(?:(?:and|und|et)\s)?|$)`,
  String.raw`[.?!]["”’»)\]]?\s{1,3}(?=["“”‘’„«(]?[\p{Lu}\d]|vgl|siehe|see|cf|id\.|ibid|de\s|van\s|von\s)`,
  String.raw`,?\s(?:and|und|sowie|et)\s`,
  String.raw`,\s(?=(?:ebenso|vgl\.|siehe|see|cf\.)\s)`,
  // "(1996) 74 R. Collier, Masculinity": a point is missing
  String.raw`(?<=\d)\s(?=\p{Lu}\.\s?(?:\p{Lu}\.\s?)?\p{Lu}\p{Ll}+,)`,
];
const cutMark = new RegExp(cutMarks.join('|'), 'gu');

/** Where a note may be cut: semicolons, ends of sentences, "and" between works, a figure before "R. Collier,". */
function possibleCuts(note: NoteText, from: number): Cut[] {
  const cuts: Cut[] = [];
  for (const match of note.text.matchAll(cutMark)) {
    const start = match.index;
    if (start < from || note.isClosed(start)) continue;
    const end = start + match[0].length;
    const first = match[0][0]!;
    if (first === ';') cuts.push({ kind: 'semicolon', start, end });
    else if (!/[.?!]/.test(first)) cuts.push({ kind: /[\p{L},]/u.test(match[0]) ? 'conjunction' : 'none', start, end });
    else if (first !== '.' || !endsInAbbreviation(note.text, start) || /^(?:see|vgl|siehe|cf|compare)\b/i.test(note.text.slice(end, end + 8))) {
      cuts.push({ kind: 'sentence', start: start + match[0].trimEnd().length, end });
    }
  }
  return cuts;
}

function endsInAbbreviation(text: string, point: number): boolean {
  const word = /[\p{L}.]{1,16}$/u.exec(text.slice(Math.max(0, point - 16), point))?.[0] ?? '';
  if (/^ff?$/.test(word)) return false;
  return /^\p{L}$|\.\p{L}$/u.test(word) || abbreviations.has(word.toLowerCase());
}

/** Is the reference or remark before a cut at its end there, and does something new begin behind? */
function isCut(note: NoteText, { kind }: Cut, left: Span, right: Span): boolean {
  const words = note.slice(right);
  const starts = (): 0 | 1 | 2 => referenceStart(note, right.start, right.end);
  switch (kind) {
    case 'semicolon':
      return isComplete(note, left) && (starts() > 0 || isSignalStart(words) || note.proseIn(right) > 1 || findCrossReference(words) !== null);
    case 'conjunction':
      return endsAsReference(note, left) && isComplete(note, left) && (starts() === 2 || startsAfterPointer(note, right) || isSignalStart(words) || /^["“‘]/.test(words));
    case 'none':
      return isComplete(note, left) && starts() === 2;
    case 'sentence':
      return isSentenceCut(note, left, right);
  }
}

function startsAfterPointer(note: NoteText, right: Span): boolean {
  const signal = leadingSignal(note, right);
  return signal !== null && referenceStart(note, signal.end, right.end) === 2;
}

function isSentenceCut(note: NoteText, left: Span, right: Span): boolean {
  const complete = isComplete(note, left);
  const prose =
    note.proseIn(left) > 0 && !isSignalStart(note.text.slice(left.start, left.start + 30)) && !beginsWithPeople(note, left) && referenceStart(note, left.start, left.end) === 0;
  if (prose || (complete && isSignalStart(note.slice(right)))) return true;
  if (!complete || !endsAsReference(note, left)) return false;
  return note.proseIn(right) > 2 || (referenceStart(note, right.start, right.end) === 2 && isNoteStyle(note, right));
}

/** "R. Collier, Masculinity" is a new reference; "Journal of Law, 12" a piece of the one before. */
function isNoteStyle(note: NoteText, right: Span): boolean {
  const words = note.slice(right);
  if (findCrossReference(words) || findLegalTitle(words)) return true;
  const people = note.peopleAt(right.start);
  if (!people || places.has(note.text.slice(right.start, people.end).toLowerCase())) return false;
  const after = note.text.slice(people.end, people.end + 8);
  return people.confidence > 0.9 ? /^[,(\s.]/.test(after) : /^,?\s(?:1[89]|20)\d\d/.test(after);
}

function cutNote(note: NoteText, from: number): Span[] {
  const pieces: Span[] = [];
  const cuts = possibleCuts(note, from);
  let start = from;
  cuts.forEach((cut, index) => {
    if (cut.start <= start) return;
    const next = cuts.slice(index + 1, index + 4).find(({ kind }) => kind !== 'conjunction')?.start ?? note.text.length;
    if (!isCut(note, cut, { start, end: cut.start }, { start: cut.end, end: Math.max(cut.end, Math.min(next, cut.end + outlook)) })) return;
    pieces.push({ start, end: cut.start });
    // "and" that joins two works stays with the second as its signal.
    start = cut.kind === 'conjunction' ? cut.start + /^,?\s/.exec(note.text.slice(cut.start, cut.start + 2))![0].length : cut.end;
  });
  pieces.push({ start, end: note.text.length });
  return pieces.map((piece) => note.trim(piece)).filter((piece) => piece.end > piece.start);
}

interface Embedded {
  at: number;
  pointer: Span | null;
}

/** The first place in a piece from which on it is a reference: after a pointer, or within a sentence. */
function embeddedStart(note: NoteText, piece: Span): Embedded | null {
  for (const match of note.slice(piece).matchAll(pointer)) {
    const start = piece.start + match.index;
    const end = start + match[0].length;
    if (note.isClosed(start) || conjunction.test(match[0])) continue;
    if (referenceStart(note, end, piece.end) > 0) return { at: end, pointer: { start, end } };
    const after = innerStart(note, { start: end, end: Math.min(piece.end, end + pointerReach) }, piece.end);
    if (after !== null) return { at: after, pointer: { start, end: after } };
  }
  if (beginsWithPeople(note, piece)) return null;
  const at = innerStart(note, piece, piece.end);
  return at !== null && (note.proseIn({ start: piece.start, end: at }) > 0 || note.text[at - 2] === ':') ? { at, pointer: null } : null;
}

/** Where in `within` a reference begins that runs to `end`: after a small word or a colon of a sentence. */
function innerStart(note: NoteText, within: Span, end: number): number | null {
  for (const match of note.slice(within).matchAll(/(?<=[\p{Ll}:]\s)(?=["“‘„«\p{Lu}])/gu)) {
    const at = within.start + match.index;
    if (note.isClosed(at) && !note.isQuotationStart(at)) continue;
    if (standsAlone(note, at, end) && referenceStart(note, at, end) === 2 && !findLegalTitle(note.text.slice(at, at + 200))) return at;
  }
  return null;
}

const dated = /\((?:[^()]{0,120}[\s,])?(?:1[4-9]|20)\d\d[a-z]?\)|^(?:\p{Lu}[\p{L}-]{1,30}\/?){1,6},?\s(?:1[89]|20)\d\d\b|https?:|,\s(?:pp?|S)\.\s?\d|[”"’]\s(?:\d{1,2}\s\p{L}{3,10}\s)?(?:1[89]|20)\d\d\b/u;

/** A reference within a sentence has its date or address, and little prose behind. */
function standsAlone(note: NoteText, at: number, end: number): boolean {
  if (note.proseIn({ start: at, end }) > 5) return false;
  const words = note.text.slice(at, Math.min(end, at + outlook));
  return dated.test(words) || findCrossReference(words) !== null;
}

const anchor = /(?:\b(?:pp?|S)\.\s?\d{1,5}(?:\s?[-–—]{1,2}\s?\d{1,5})?(?:\s?ff?\b\.?)?|\((?:[^()]{0,80}[\s,])?(?:1[4-9]|20)\d\d\)|\b(?:1[89]|20)\d\d\b)/g;
const goesOn = /^[,.]?\s+(?:edited|ed|eds|in|trans|translated|hrsg|online|available|accessed|pp?|vol|no|at|and|especially|insbesondere)\b/;

/** Cuts prose off the end of a reference: "Koch 1975, S. 75 was aber noch nicht …". */
function endOfReference(note: NoteText, { start, end }: Span): number {
  const { text } = note;
  for (const match of note.slice({ start, end }).matchAll(anchor)) {
    const at = start + match.index + match[0].length;
    if (note.isClosed(at - 1) && text[at - 1] !== ')') continue;
    const rest = text.slice(at, Math.min(end, at + 40));
    if (/^[,.]?\s+\p{Ll}/u.test(rest) && !goesOn.test(rest) && note.proseIn({ start: at, end }) > 1) return at;
  }
  return end;
}

/** "The talks are described by Samir Puri in his account": the name. */
function findExamined(note: NoteText, piece: Span): Span | null {
  for (const match of note.slice(piece).matchAll(examinedBy)) {
    const start = piece.start + match.index + match[0].length;
    const name = /^(?:\p{Lu}[\p{L}.'’-]{0,30}\s(?:(?:and|&|van|von|de|al)\s)?){1,6}/u.exec(note.text.slice(start, start + 120));
    const end = start + (name?.[0].trimEnd().length ?? 0);
    if (name && inHisWork.test(note.text.slice(end, end + 20))) return { start, end };
  }
  return null;
}

/** "See, for example," at the start of a piece. */
function leadingSignal(note: NoteText, piece: Span): Span | null {
  let end = piece.start;
  for (let words = 0; words < 4; words++) {
    pointerHere.lastIndex = end;
    const match = pointerHere.exec(note.text);
    if (!match || end + match[0].length >= piece.end) break;
    end += match[0].length;
  }
  return end > piece.start ? { start: piece.start, end } : null;
}

/** "Abba Eban, quoted in Powell, …" */
function findQuoted(note: NoteText, body: Span): { at: number; pointer: Span; quoted: Span } | null {
  const people = note.peopleAt(body.start) ?? note.organisationAt(body.start);
  const link = people && /^,?\s{1,3}/.exec(note.text.slice(people.end, people.end + 5));
  if (!link) return null;
  const start = people.end + link[0].length;
  const signal = leadingSignal(note, { start, end: body.end });
  if (!signal || !quotedIn.test(note.slice(signal))) return null;
  return { at: signal.end, pointer: signal, quoted: { start: body.start, end: people.end } };
}

/** A bibliography entry that begins with no name: it has evidence, and no prose but its title. */
function looksLikeEntry(note: NoteText, span: Span): boolean {
  const words = note.slice(span);
  return (note.hasEvidence(span) || findCrossReference(words) !== null) && /\p{L}/u.test(words) && note.proseIn(span) < 3 && (/^["“‘„«\p{Lu}\d([]/u.test(words) || /\d/.test(words));
}

function addPiece(note: NoteText, piece: Span, segments: Segments): void {
  const lead = leadingSignal(note, piece);
  const body = { start: lead?.end ?? piece.start, end: piece.end };
  const quoted = findQuoted(note, body);
  if (quoted) return addReference(note, { start: quoted.at, end: piece.end }, quoted.pointer, quoted.quoted, segments);
  const starts = referenceStart(note, body.start, body.end) > 0;
  // "Vgl. hierzu den grundlegenden Aufsatz von Galanter 1974"
  const after = starts || !lead ? null : innerStart(note, { start: body.start, end: Math.min(body.end, body.start + pointerReach) }, body.end);
  if (after !== null) return addReference(note, { start: after, end: piece.end }, { start: piece.start, end: after }, null, segments);
  if (starts || (lead !== null && note.hasEvidence(body) && note.proseIn(body) < 2)) {
    return addReference(note, body, lead, null, segments);
  }
  const embedded = embeddedStart(note, body);
  if (embedded) return addEmbedded(note, piece, embedded, segments);
  const examined = findExamined(note, body);
  if (examined) {
    segments.references.push({ ...examined, signal: null, quoted: null, authorOnly: true });
    segments.remarks.push(note.trim({ start: piece.start, end: examined.start }), note.trim({ start: examined.end, end: piece.end }));
  } else if (looksLikeEntry(note, body)) addReference(note, body, lead, null, segments);
  else segments.remarks.push(piece);
}

function addEmbedded(note: NoteText, piece: Span, { at, pointer: point }: Embedded, segments: Segments): void {
  const before = note.trim({ start: piece.start, end: at });
  if (!point) segments.remarks.push(before);
  addReference(note, { start: at, end: piece.end }, point && before, null, segments);
}

function addReference(note: NoteText, span: Span, signal: Span | null, quoted: Span | null, segments: Segments): void {
  const end = endOfReference(note, span);
  segments.references.push({ ...note.trim({ start: span.start, end }), signal: signal && note.trim(signal), quoted, authorOnly: false });
  if (end < span.end && /[\p{L}\p{N}]/u.test(note.text.slice(end, span.end))) segments.remarks.push(note.trim({ start: end, end: span.end }));
}

/** The number or bullet that a note was printed with: "19 A particularly …", "[3] Smith", "• Smith". */
export function noteNumberEnd(text: string): number {
  return /^\s{0,20}(?:\d{1,3}(?:[.):]|\.-)?\s+(?=["“”‘’'„«([]?\p{L})|\d{1,3}\.(?=\p{L})|\[[\w+\- ]{1,12}\]\s*|\(\d{1,3}\s?\)\s*(?=\p{L})|[•*]\s*|[–-]\s+)/u.exec(text)?.[0].length ?? 0;
}

/** Takes one note, bibliography entry or loose line apart into references, each with its signal, and the remarks around them. */
export function segment(text: string): Segments {
  const note = new NoteText(text);
  const segments: Segments = { references: [], remarks: [] };
  for (const piece of cutNote(note, noteNumberEnd(text))) addPiece(note, piece, segments);
  segments.remarks = segments.remarks.filter((remark) => remark.end > remark.start);
  return segments;
}
