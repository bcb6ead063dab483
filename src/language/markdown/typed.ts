import type { Span } from '../../text/span.js';
import { matchEnd } from '../../text/sticky.js';
import type { TypedKey, TypedLocator } from '../citations.js';
import { canBeGroup, standsBehind } from './groups.js';
import { keyCharacter, keyEnd, keyPunctuation, notAfterWord, wholeKey, type CitingKey, type Inline } from './inlines.js';
import { countEnd, locatorStart, termAt } from './locator.js';

const sign = new RegExp(`${notAfterWord}@`, 'uy');
const bareTyped = new RegExp(String.raw`^(?:[\p{L}\p{N}_*](?:${keyCharacter}|${keyPunctuation})*)?$`, 'u');
const bracedTyped = /^\{[^{}\r\n]*$/;
const restOfBracedKey = /[^\s{}[\];,]*/y;

/** The key being typed behind the sign at `at`. */
export function typedKeyBehind(text: string, at: number, offset: number): TypedKey | null {
  if (matchEnd(sign, text, at) === null) return null;
  const typed = text.slice(at + 1, offset);
  const bare = bareTyped.test(typed);
  if (!bare && !bracedTyped.test(typed)) return null;
  const rest = typed === '' ? wholeKey : bare ? keyEnd : restOfBracedKey;
  const end = matchEnd(rest, text, offset) ?? offset;
  return bare ? { typed, start: at + 1, end, form: 'bare' } : { typed: typed.slice(1), start: at + 2, end, form: 'braced' };
}

/** A bracket that is open at the cursor. */
interface OpenBracket {
  start: number;
  /** The key directly before it. */
  before: CitingKey | null;
  /** The first key of its last segment. */
  key: CitingKey | null;
}

/** The innermost bracket that is open at `offset`. */
function bracketAt(text: string, inlines: readonly Inline[], offset: number): OpenBracket | null {
  const open: OpenBracket[] = [];
  let last: Inline | null = null;
  for (const inline of inlines) {
    if (inline.end > offset) break;
    const bracket = open.at(-1);
    if (inline.kind === '[') open.push({ start: inline.start, before: last?.kind === 'key' && standsBehind(text, last, inline.start) ? last : null, key: null });
    else if (inline.kind === ']') open.pop();
    else if (bracket && inline.kind === ';') Object.assign(bracket, { before: null, key: null });
    else if (bracket && inline.kind === 'key') bracket.key ??= inline;
    last = inline;
  }
  return open.at(-1) ?? null;
}

/** The pinpoint being typed at `offset`, in a group or in the bracket behind a key. */
export function typedLocatorIn(text: string, inlines: readonly Inline[], offset: number): TypedLocator | null {
  if (inlines.some(({ kind, start, end }) => (kind === 'opaque' || kind === 'role') && start < offset && offset < end)) return null;
  const bracket = bracketAt(text, inlines, offset);
  if (!bracket || !canBeGroup(text, { start: bracket.start, end: offset })) return null;
  const key = bracket.key ?? bracket.before;
  const from = bracket.key ? bracket.key.end : bracket.start + 1;
  const number = key && typedNumber(text, { start: from, end: offset });
  // "[@vale|" and "[@vale,|" wait for a blank
  if (!number || (bracket.key && number.start === from) || text[number.start - 1] === ',') return null;
  return { key: key.key.key, ...number };
}

const wordAtCursor = /[^\s,;{}()[\]]*$/;
const restOfNumber = /[\p{L}\p{N}:–-]*/uy;
const digits = /\d/;
/** What a page's term may have been begun with: `p`, `pp.` */
const beginsTerm = /^pp?\.?$/;

/** What is typed of a pinpoint between the key and the cursor: `, pp. 18-|`; null where other words stand there. */
function typedNumber(text: string, { start: from, end: offset }: Span): Omit<TypedLocator, 'key'> | null {
  const before = text.slice(0, offset);
  const start = locatorStart(before, from);
  const open = before[start] === '{' ? locatorStart(before, start + 1) : start;
  const found = termAt(before, open);
  // "pages|" is a term only when a blank stands behind it
  const term = found && (found.next > found.end || /[^\p{L}]/u.test(before.charAt(found.end - 1))) ? found : null;
  const counted = term?.next ?? open;
  const [typed] = wordAtCursor.exec(before.slice(counted))!;
  const isFirst = counted + typed.length === offset;
  if (!isFirst && !countsUpTo(before, counted, offset - typed.length, term !== null)) return null;
  const span = { start: offset - typed.length, end: numberEnd(text, offset, typed) };
  if (typed === '' || digits.test(typed) || (term && countEnd(typed, 0, true) === typed.length)) {
    return { ...span, typed, term: term || typed !== '' || !isFirst ? '' : 'p. ', label: term?.label ?? 'page' };
  }
  return isFirst && beginsTerm.test(typed) ? { ...span, typed, term: 'p. ', label: 'page' } : null;
}

/** Whether only words that count stand between: the `18, ` of `p. 18, 2|`. */
function countsUpTo(text: string, from: number, to: number, hasTerm: boolean): boolean {
  const end = countEnd(text.slice(0, to), from, hasTerm);
  return end !== null && /^[,;]?\s*$/.test(text.slice(end, to));
}

function numberEnd(text: string, offset: number, typed: string): number {
  return typed === '' && !digits.test(text.charAt(offset)) ? offset : matchEnd(restOfNumber, text, offset)!;
}
