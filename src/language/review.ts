import * as l10n from '@vscode/l10n';
import { fieldState, likeChanges, openProblems, personsField, withChanges, type Change, type FieldChange, type FieldState, type NamedProblem } from '../library/corrections.js';
import { digest } from '../library/digest.js';
import type { FileSystem } from '../library/fileSystem.js';
import type { DoubtfulPair } from '../library/joined.js';
import type { Claim, Library, LibraryItem } from '../library/library.js';
import { fieldsOf, originOf } from '../library/readings.js';
import { saveDecision, type SavedDecision } from '../library/saveDecision.js';
import { append } from '../text/multimap.js';
import type { FileProblem, ProblemCode } from '../text/problem.js';
import type { Span } from '../text/span.js';
import { nameOfWork, textOf } from './brief.js';
import { unsureFields } from './card.js';
import { lettersOf } from './claimSpan.js';
import { claimFaults, type ClaimFault, type ReviewKind } from './reviewKinds.js';
import { readTyped, shownField, typedForm } from './typedField.js';

/** A stretch of words, of which some are those in question. */
export interface MarkedRun {
  text: string;
  marked: boolean;
}

/** A place of a source: the first claim or mention there that can be shown. */
export interface SourcePlace extends Span {
  file: string;
  /** "note 12", "p. 4"; '' where neither is known. */
  note: string;
  /** Which page of the file, from 1, of a PDF. */
  pageNumber?: number;
}

interface Case<Kind extends ReviewKind> {
  /** The same as long as the question is. */
  id: string;
  kind: Kind;
  /** What it is about, in brief: "Vale 2018". */
  name: string;
}

/** A field that Ibid is not sure of. */
export interface FieldCase extends Case<'field'> {
  key: string;
  field: string;
  title: string;
  value: unknown;
  /** As a person types it, and reads it. */
  typed: string;
  shown: string;
  /** The words it was read from, those of the field marked where they can be found; none where the source says it of itself. */
  words: MarkedRun[];
  source: SourcePlace | null;
}

/** Two works that may be one, field by field. */
export interface WorksCase extends Case<'works'> {
  own: string;
  other: string;
  why: string;
  rows: { field: string; own: string; other: string; differs: boolean }[];
}

/** A note or reference whose work could not be settled. */
export interface NoteCase extends Case<'note'> {
  code: ProblemCode;
  message: string;
  source: SourcePlace;
  /** The claim that it supports; null where none was read. */
  claim: { id: string; text: string } | null;
}

export interface ClaimCase extends Case<'claim'> {
  claimId: string;
  claim: string;
  before: string;
  faults: ClaimFault[];
  source: SourcePlace;
}

export type ReviewCase = FieldCase | WorksCase | NoteCase | ClaimCase;

/** As much of what is to be reviewed as anyone reads in one sitting, and how much there is in all. */
export interface ReviewQueue<Cases extends ReviewCase = ReviewCase> {
  cases: Cases[];
  counts: Record<Cases['kind'], number>;
}

/** So many cases of each kind are given; the others follow as these are done. */
export const mostCases = 200;

/** The `field-doubtful` problems of sources name fields below this; the queue asks of the same. */
const unsureBelow = 0.65;

interface Unsure {
  item: LibraryItem;
  field: string;
  state: FieldState;
}

/** "document" only says that no kind of work was found: that is asked last. */
const rank = ({ field }: Unsure): number => (field === 'type' ? 1 : 0);

function unsureOf(items: readonly LibraryItem[]): Unsure[] {
  const unsure = items.flatMap((item) => unsureFields(item, unsureBelow).map((field) => ({ item, field, state: fieldState(item, field) })));
  return unsure.filter(({ state }) => state.dismissed !== digest(state.value)).sort((a, b) => rank(a) - rank(b));
}

function fieldCase({ item, field, state }: Unsure): FieldCase {
  const { words } = originOf(item, field) ?? {};
  return {
    id: `field ${item.id} ${field} ${digest(state)}`,
    kind: 'field',
    name: nameOfWork(item),
    key: item.id,
    field,
    title: textOf(item, 'title'),
    value: state.value,
    typed: typedForm(field, state.value),
    shown: shownField(field, state.value),
    words: words ? marked(words.text, wordsOfValue(state.value)) : [],
    source: words ? { file: words.file, start: words.start, end: words.end, note: words.note ?? '' } : null,
  };
}

/** The words by which a value can be found in those it was read from: a text itself, families of names, the year of a date. */
function wordsOfValue(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return value.flatMap((name: unknown) => Object.values(Object(name) as object)).filter((part) => typeof part === 'string');
  const [year] = (Object(value) as { 'date-parts'?: number[][] })['date-parts']?.[0] ?? [];
  return year === undefined ? [] : [String(year)];
}

/** A text in runs, each of the words marked where it stands first, whatever signs and capitals it has there. */
export function marked(text: string, words: readonly string[]): MarkedRun[] {
  const { letters, at } = lettersOf(text);
  const isMarked = new Array<boolean>(text.length).fill(false);
  for (const word of words) {
    const sought = lettersOf(word).letters;
    const start = sought === '' ? -1 : letters.indexOf(sought);
    if (start >= 0) isMarked.fill(true, at(start), at(start + sought.length - 1) + 1);
  }
  const runs: MarkedRun[] = [];
  for (const [index, character] of text.split('').entries()) {
    const last = runs.at(-1);
    if (last && last.marked === isMarked[index]) last.text += character;
    else runs.push({ text: character, marked: isMarked[index]! });
  }
  return runs;
}

/** Problems of notes and references whose work a person may know. */
const unsettled = new Set<ProblemCode>([
  'citation-without-entry', 'note-missing', 'ibid-ambiguous', 'ibid-without-work', 'short-form-unsettled', 'cross-reference-unsettled', 'reference-unparsed',
]);
/** A citation below this was settled by guess. */
const guessedBelow = 0.65;

/** The label of the note that a problem is about, which its message names: "Note 12 says ibid., but …". */
const noteIn = (message: string): string | undefined => /^Note (\S{1,20}) /.exec(message)?.[1];

/** The claim whose work is in question: that of the note, or the one around the place; of several, the nearest before it. */
function claimMeant({ message, start }: FileProblem, claims: readonly Claim[]): Claim | undefined {
  const note = noteIn(message);
  const isMeant = ({ marker, source }: Claim): boolean => (note === undefined ? source.start <= start && start <= source.end : marker.kind === 'note' && marker.label === note);
  const meant = claims.filter(isMeant);
  return meant.findLast((claim) => claim.source.start <= start && claim.reference === null) ?? meant.find(({ reference }) => reference === null) ?? meant.at(-1);
}

function noteCase({ problem, name }: NamedProblem, claims: readonly Claim[]): NoteCase {
  const { code, message, file, start, end } = problem;
  const claim = claimMeant(problem, claims);
  return {
    id: `note ${file} ${name}`,
    kind: 'note',
    name: fileName(file),
    code,
    message,
    source: { file, start, end, note: noteIn(message) ?? '', ...(claim?.source.pageNumber === undefined ? {} : { pageNumber: claim.source.pageNumber }) },
    claim: claim ? { id: claim.id, text: claim.claim } : null,
  };
}

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Claims whose work could not be found, or was guessed, by the file of their source. */
function unsettledClaims(claims: readonly Claim[], files: ReadonlySet<string>): Map<string, Claim[]> {
  const byFile = new Map<string, Claim[]>();
  for (const claim of claims) {
    const isOpen = claim.marker.kind !== 'attribution' && (claim.reference === null || claim.confidence < guessedBelow);
    if (isOpen && files.has(claim.source.file)) append(byFile, claim.source.file, claim);
  }
  return byFile;
}

const shortest = 25;
const longest = 1200;
const unsureClaimBelow = 0.5;
/** A full stop with what may close behind it. */
const longestEnd = 4;
const brackets = [['(', ')'], ['[', ']'], ['“', '”']] as const;

function count(text: string, sign: string): number {
  let found = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) found++;
  return found;
}

/** A note's number supports the words before it, which begin and end where other numbers stand; any other citation supports a whole sentence. */
const isCutByMarkers = ({ marker }: Claim): boolean => marker.kind === 'note';

/** What is odd about the words of a claim. */
const faultTests: Record<ClaimFault, (claim: Claim) => boolean> = {
  unsure: ({ confidence }) => confidence < unsureClaimBelow,
  begins: (claim) => (isCutByMarkers(claim) ? /^[,;:.)\]”»]/u : /^[\p{Ll},;:.)\]”»]/u).test(claim.claim),
  ends: (claim) => (isCutByMarkers(claim) ? /[-–—([“«]$/u.test(claim.claim.slice(-longestEnd)) : !/[.?!…:;][)\]’”"'»]{0,3}$/u.test(claim.claim.slice(-longestEnd))),
  unbalanced: ({ claim }) => brackets.some(([open, close]) => count(claim, open) !== count(claim, close)),
  short: ({ claim }) => claim.length < shortest,
  long: ({ claim }) => claim.length > longest,
};

const faultsOf = (claim: Claim): ClaimFault[] => (claim.reviewed ? [] : claimFaults.filter((fault) => faultTests[fault](claim)));

function claimCase(claim: Claim, faults: ClaimFault[], names: ReadonlyMap<string, LibraryItem>): ClaimCase {
  const { file, start, end, page, pageNumber } = claim.source;
  const item = names.get(claim.reference ?? claim.source.reference);
  return {
    id: `claim ${claim.id}`,
    kind: 'claim',
    name: item ? nameOfWork(item) : fileName(file),
    claimId: claim.id,
    claim: claim.claim,
    before: claim.before,
    faults,
    source: { file, start, end, note: page ?? '', ...(pageNumber === undefined ? {} : { pageNumber }) },
  };
}

/** What is to be reviewed in a library but for the works that may be one, which take longer to find. */
export function reviewQueue({ items, claims }: Library, problems: readonly FileProblem[]): ReviewQueue<FieldCase | NoteCase | ClaimCase> {
  const fields = unsureOf(items);
  const notes = openProblems(items, problems).filter(({ problem }) => unsettled.has(problem.code));
  const asked = notes.slice(0, mostCases);
  const byFile = unsettledClaims(claims, new Set(asked.map(({ problem }) => problem.file)));
  const odd = claims.flatMap((claim) => {
    const faults = faultsOf(claim);
    return faults.length > 0 ? [{ claim, faults }] : [];
  });
  const names = new Map(items.map((item) => [item.id, item]));
  return {
    cases: [
      ...fields.slice(0, mostCases).map(fieldCase),
      ...asked.map((named) => noteCase(named, byFile.get(named.problem.file) ?? [])),
      ...odd.slice(0, mostCases).map(({ claim, faults }) => claimCase(claim, faults, names)),
    ],
    counts: { field: fields.length, note: notes.length, claim: odd.length },
  };
}

/** Two works side by side. What is the user's own, and only one of them has, is no difference. */
export function worksCase({ own, other, why }: DoubtfulPair, ownItem: LibraryItem | undefined, otherItem: LibraryItem | undefined): WorksCase {
  const [ours, theirs] = [ownItem, otherItem].map((item) => (item ? fieldsOf(item) : {})) as [Record<string, unknown>, Record<string, unknown>];
  const rows = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].map((field) => {
    const [a, b] = [shownField(field, ours[field]), shownField(field, theirs[field])];
    return { field, own: a, other: b, differs: a !== b };
  });
  return { id: `works ${[own, other].sort().join(' ')}`, kind: 'works', name: ownItem ? nameOfWork(ownItem) : own, own, other, why, rows: rows.filter((row) => row.own !== '' || row.other !== '') };
}

/** What a person says of a field, a note or a claim. */
export type ReviewAnswer =
  | { kind: 'field'; id: string; key: string; field: string; does: 'accept' | 'dismiss' }
  | { kind: 'field'; id: string; key: string; field: string; does: 'correct'; typed: string }
  | { kind: 'note'; id: string; file: string; claimId: string | null; work: string | null }
  | { kind: 'claim'; id: string; claimId: string; does: 'accept' | 'dismiss' }
  | { kind: 'claim'; id: string; claimId: string; does: 'correct'; typed: string };

const gone = (): { refused: string } => ({ refused: l10n.t('This has changed in the meantime, so it was left as it is.') });

/** What an answer changes in a library; or, in words for a person, why it can't be. */
export function changesOf(library: Library, answer: ReviewAnswer): { changes: Change[] } | { refused: string } {
  switch (answer.kind) {
    case 'field': return fieldAnswered(library, answer);
    case 'note': return noteAnswered(library, answer);
    case 'claim': return claimAnswered(library, answer);
  }
}

type AnswerTo<Kind extends ReviewKind> = ReviewAnswer & { kind: Kind };

function fieldAnswered({ items }: Library, answer: AnswerTo<'field'>): ReturnType<typeof changesOf> {
  const { key, field } = answer;
  const item = items.find(({ id }) => id === key);
  const before = item && fieldState(item, field);
  if (!item || fieldCase({ item, field, state: before! }).id !== answer.id) return gone();
  const change = (after: FieldState): { changes: FieldChange[] } => ({ changes: [{ kind: 'field', key, field, before: before!, after }] });
  if (answer.does === 'correct') {
    const typed = readTyped(field, answer.typed, before!.value);
    return 'fault' in typed ? { refused: typed.fault } : change(personsField(before!, typed.value));
  }
  return change(answer.does === 'accept' ? personsField(before!, before!.value) : { ...before, dismissed: digest(before!.value) });
}

function noteAnswered({ items, claims }: Library, { id, file, claimId, work }: AnswerTo<'note'>): ReturnType<typeof changesOf> {
  if (work !== null && !items.some((item) => item.id === work)) return { refused: l10n.t('The library has no work {0}.', work) };
  const name = id.slice(`note ${file} `.length);
  const claim = claims.find((one) => one.id === claimId);
  const settled: Change = { kind: 'problem', file, name, before: undefined, after: work };
  return { changes: [settled, ...(claim && work !== null ? [claimChange(claim, { ...claim, reference: work, confidence: 1 })] : [])] };
}

const claimChange = (before: Claim, after: Claim | null): Change => ({ kind: 'claim', before, after });

function claimAnswered({ claims }: Library, answer: AnswerTo<'claim'>): ReturnType<typeof changesOf> {
  const claim = claims.find(({ id }) => id === answer.claimId);
  if (!claim) return gone();
  if (answer.does === 'dismiss') return { changes: [claimChange(claim, null)] };
  const reviewed = { ...claim, confidence: 1, reviewed: true };
  const now = answer.does === 'correct' ? withWords(reviewed, answer.typed.replace(/\s+/g, ' ').trim()) : reviewed;
  return now.claim === '' ? { refused: l10n.t('A claim needs words. To take it out of the library, dismiss it.') } : { changes: [claimChange(claim, now)] };
}

/** A claim of other words, with what of its quotations and parts these still hold. */
function withWords({ part, ...claim }: Claim, words: string): Claim {
  return { ...claim, claim: words, quotes: claim.quotes.filter((quote) => words.includes(quote)), ...(part !== undefined && words.includes(part) ? { part } : {}) };
}

/** What came of one answer: what it changed, and where else the same mistake stands. */
export interface Answered {
  id: string;
  refused: string | null;
  changes: Change[];
  like: FieldChange[];
}

function answered(library: Library, answer: ReviewAnswer): { library: Library; answered: Answered } {
  const { id } = answer;
  const found = changesOf(library, answer);
  const decided = 'refused' in found ? found : withChanges(library, found.changes);
  if ('refused' in decided || 'refused' in found) return { library, answered: { id, refused: 'refused' in decided ? decided.refused : null, changes: [], like: [] } };
  const like = found.changes.flatMap((change) => (change.kind === 'field' ? likeChanges(library.items, change) : []));
  return { library: decided.library, answered: { id, refused: null, changes: found.changes, like } };
}

/** Writes down what a person said, all at once; an answer that can't be is refused by itself. Throws `FileSystemError` where the folder can't be read. */
export async function saveAnswers(fs: FileSystem, folder: string, answers: readonly ReviewAnswer[]): Promise<SavedDecision & { answered: Answered[] }> {
  let all: Answered[] = [];
  const saved = await saveDecision(fs, folder, (before) => {
    all = [];
    let library = before;
    for (const answer of answers) {
      const one = answered(library, answer);
      library = one.library;
      all.push(one.answered);
    }
    return { library };
  });
  return { ...saved, answered: all };
}
