import { wordsIn } from '../library/indexedWords.js';
import type { Claim, LibraryItem, LibraryView, Preferred } from '../library/library.js';
import { fold } from '../text/fold.js';
import { isWeightless } from '../text/words.js';
import type { Span } from '../text/span.js';
import { cut } from './bibliography.js';
import { container, creators, tellsNameAndYear, textOf, year } from './brief.js';
import type { TypedKey } from './citations.js';
import { claimAsked, excerpt, wordsAsked } from './contents.js';
import type { DocumentCitations } from './documentCitations.js';
import { standsBare } from './markdown.js';
import { formOf } from './markup.js';
import { isLabel } from './typst.js';

/** What VS Code shows and inserts for one item. Best first by `sortText`. */
export interface Completion {
  item: LibraryItem;
  label: string;
  /** Of the work; of one that was found by what a claim says, the claim's words. */
  detail: string;
  /** By whom and when, where the key does not tell: the list is narrow. */
  creators: string;
  /** The claim by which it was found. */
  claim: Claim | null;
  sortText: string;
  /** What is replaced. */
  range: Span;
  /** What was typed from the start of the range on: VS Code drops what does not match it, and Ibid has matched already. */
  filterText: string;
  insertText: string;
}

export interface Completions {
  items: Completion[];
  /** Each keystroke asks again, since more is known than is shown. */
  isIncomplete: true;
}

/** What is known beside the document and the library. */
export interface CompletionOptions {
  /** Keys that come first among those that fit as well: those that the document cites already. */
  preferred?: Preferred | undefined;
  /** False where a sign alone brought the list up, a space for one: then it must be sure that no prose is written. */
  isAsked?: boolean;
}

const mostItems = 50;
const longestDetail = 100;
const longestCreators = 40;

/** The items that fit the key, or the words of a claim, being typed at `offset`; null where none is typed. */
export function complete(document: DocumentCitations, offset: number, library: LibraryView, { preferred, isAsked = true }: CompletionOptions = {}): Completions | null {
  const asked = { document, offset, library, preferred };
  const key = document.typedKeyAt(offset);
  if (key) return listed(goingOn(key, worksFor(key, asked, false)), key, asked);
  const typed = wordsBehindKey(document, offset, library);
  if (!typed || !(isAsked || isLookedFor(typed.typed))) return null;
  const works = worksFor(typed, asked, true).filter((work) => isMeant(work, typed.typed, isAsked));
  return works.length === 0 ? null : listed(works, typed, asked);
}

interface Asked {
  document: DocumentCitations;
  offset: number;
  library: LibraryView;
  preferred: Preferred | undefined;
}

/** @param strict only works that have all the words as they are typed */
function worksFor({ typed }: TypedKey, { library, preferred }: Asked, strict: boolean): Work[] {
  const words = wordsAsked(typed);
  return library.search(typed, mostItems, preferred, strict).map((item) => ({ item, claim: claimAsked(item, words, library) }));
}

function listed(works: readonly Work[], typed: TypedKey, { document, offset, library }: Asked): Completions {
  const place = { document, offset, form: typed.form, range: replaced(document, offset, typed, library) };
  const words = wordsAsked(typed.typed);
  return { items: works.map((work, rank) => completion(work, rank, place, words)), isIncomplete: true };
}

/** A work with the claim by which it was found; as `claimAsked` gives it. */
interface Work {
  item: LibraryItem;
  claim: Claim | null | undefined;
}

/** Where the sentence seems to have ended, `@vale2018cubs.|`, only keys that go on so are meant. */
function goingOn({ typed, form }: TypedKey, works: readonly Work[]): readonly Work[] {
  return form === 'bare' && /[^\p{L}\p{N}_]$/u.test(typed) ? works.filter(({ item }) => item.id.startsWith(typed)) : works;
}

const longestWords = 100;
const words = /^[^\s@]{1,50}(?: [\p{L}\p{N}'’-]{1,40}){0,7} ?$/u;

/** What is typed behind a sign where spaces end a key: `@indoctrination child|`; null where the first word is a key that is known. */
function wordsBehindKey(document: DocumentCitations, offset: number, library: LibraryView): TypedKey | null {
  const before = document.slice({ start: Math.max(document.paragraphAt(offset).start, offset - longestWords), end: offset });
  const typed = before.slice(before.lastIndexOf('@') + 1);
  const space = typed.indexOf(' ');
  if (space < 0 || !before.includes('@') || !words.test(typed)) return null;
  const start = offset - typed.length;
  const key = document.typedKeyAt(start + space);
  const isKey = key?.form === 'bare' && key.start === start && key.end === start + space;
  return isKey && !library.get(key.typed) ? { ...key, typed, end: offset } : null;
}

/** Prose goes on with a word that nobody looks for: `@children of`. */
const isLookedFor = (typed: string): boolean => !wordsIn(fold(typed)).slice(1).some(isWeightless);

/**
 * Whether the words typed behind a sign mean a work: all of them name it, or are in one of its claims. Unasked they must not begin with the name of its
 * author, behind which prose stands: `@vale argues`.
 */
function isMeant({ item, claim }: Work, typed: string, isAsked: boolean): boolean {
  const [first = ''] = wordsIn(fold(typed));
  const isNamed = wordsIn(fold(creators(item))).some((name) => name.startsWith(first));
  return (isAsked || !isNamed) && claim !== undefined;
}

/** With nothing typed, what follows the cursor is replaced only if it is a key: `@|Vale argues` keeps its word. */
function replaced(document: DocumentCitations, offset: number, { typed, start, end }: TypedKey, library: LibraryView): Span {
  const known = typed !== '' || library.get(document.slice({ start, end })) !== undefined;
  return { start, end: known ? end : offset };
}

/** Where a completion is to stand. */
interface Place {
  document: DocumentCitations;
  offset: number;
  form: TypedKey['form'];
  range: Span;
}

function completion({ item, claim = null }: Work, rank: number, { document, offset, form, range }: Place, asked: readonly string[]): Completion {
  const { insertText, replaces } = form === 'bare' ? bare(item.id, document, range) : { insertText: item.id, replaces: range };
  return {
    item,
    label: item.id,
    detail: cut(claim ? excerpt(claim.claim, asked) : textOf(item, 'title') || container(item), longestDetail),
    creators: tellsNameAndYear(item.id, item) ? '' : cut([creators(item), year(item)].filter(Boolean).join(' '), longestCreators),
    claim,
    sortText: String(rank).padStart(3, '0'),
    range: replaces,
    filterText: document.slice({ start: replaces.start, end: offset }),
    insertText,
  };
}

/** A key behind its sign. One that can't stand there so is braced in Pandoc; Typst knows it by a function: `#cite(label("odd key"))`, in place of the sign too. */
function bare(key: string, document: DocumentCitations, range: Span): { insertText: string; replaces: Span } {
  if (formOf(document.language) !== 'typst') return { insertText: standsBare(key) ? key : `{${key}}`, replaces: range };
  if (isLabel(key)) return { insertText: key, replaces: range };
  const label = `label("${key.replace(/["\\]/g, '\\$&')}")`;
  const start = range.start - 1;
  if (document.slice({ start, end: range.start }) === '@') return { insertText: `#cite(${label})`, replaces: { start, end: range.end } };
  const isClosed = document.slice({ start: range.end, end: range.end + 1 }) === '>';
  return { insertText: label, replaces: { start, end: range.end + (isClosed ? 1 : 0) } };
}
