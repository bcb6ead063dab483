import type { Span } from '../../text/span.js';
import { matchEnd } from '../../text/sticky.js';
import type { CiteKey } from '../citations.js';
import { trimmed } from '../postnote.js';
import { label } from './label.js';

/** The words between brackets. */
export interface Content extends Span {
  closed: boolean;
}

const bracket = /\\[^]|[[\]]/g;
const restOfContent = /[^\n]{0,1000}/y;

/** The contents of a block, matched when they are first asked for. */
export class Contents {
  private closings: ReadonlyMap<number, number> | null = null;

  constructor(private readonly body: string) {}

  /** The content that opens at an offset, null where none does; not closed it ends with its line. */
  at(from: number): Content | null {
    if (this.body[from] !== '[') return null;
    const end = (this.closings ??= closingsOf(this.body)).get(from);
    return { start: from + 1, end: end ?? matchEnd(restOfContent, this.body, from)!, closed: end !== undefined };
  }
}

function closingsOf(body: string): ReadonlyMap<number, number> {
  const closings = new Map<number, number>();
  const open: number[] = [];
  for (const { 0: sign, index } of body.matchAll(bracket)) {
    if (sign === '[') open.push(index);
    else if (sign === ']' && open.length > 0) closings.set(open.pop()!, index);
  }
  return closings;
}

/** What a call of `cite` says. */
export interface Call {
  key: CiteKey | null;
  supplement: Content | null;
  /** As written: `"prose"`, `none`. */
  form: string;
  /** Behind the closing bracket, or as far as there are arguments. */
  end: number;
}

const longestCall = 2000;
const border = /"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|[[\](){},#]/g;
const argumentName = /^\s*([a-z]+)\s*:/;
const calledLabel = /^label\(\s*"((?:[^"\\\n]|\\.)*)"\s*,?\s*\)$/;

/** The arguments of `cite`, from behind its bracket. */
export function argumentsOf(body: string, from: number, contents: Contents): Call {
  const call: Call = { key: null, supplement: null, form: '', end: from };
  for (const argument of argumentsFrom(body, from, contents)) {
    takeArgument(call, body, argument, contents);
    call.end = argument.closed ? argument.end + 1 : Math.max(call.end, call.key?.signed.end ?? 0);
  }
  return call;
}

/** The arguments, each up to its comma or the closing bracket; the last is not closed where that is missing. */
function argumentsFrom(body: string, from: number, contents: Contents): Content[] {
  const found: Content[] = [];
  let start = from;
  let depth = 0;
  border.lastIndex = from;
  for (let match = border.exec(body); match && match.index < from + longestCall && match[0] !== '#'; match = border.exec(body)) {
    const { 0: sign, index } = match;
    if (sign === '[') border.lastIndex = contents.at(index)!.end + 1;
    else if (sign === '(' || sign === '{') depth++;
    else if (depth > 0 && (sign === ')' || sign === '}')) depth--;
    else if (depth === 0 && ',)]}'.includes(sign)) {
      found.push({ start, end: index, closed: true });
      if (sign !== ',') return found;
      start = index + 1;
    }
  }
  return [...found, { start, end: Math.max(start, Math.min(body.length, from + longestCall)), closed: false }];
}

function takeArgument(call: Call, body: string, argument: Span, contents: Contents): void {
  const [head = '', name] = argumentName.exec(body.slice(argument.start, argument.end)) ?? [];
  const value = trimmed(body, { start: argument.start + head.length, end: argument.end });
  const words = body.slice(value.start, value.end);
  if (name === 'form') call.form = words;
  else if (name === 'supplement') call.supplement = contents.at(value.start) ?? quoted(value, words);
  else if (name === undefined) call.key ??= keyOf(body, value, words);
}

const quoted = ({ start, end }: Span, words: string): Content | null =>
  words.startsWith('"') ? { start: start + 1, end: words.length > 1 && words.endsWith('"') ? end - 1 : end, closed: true } : null;

/** `<key>`, `label("key")` */
function keyOf(body: string, { start, end }: Span, words: string): CiteKey | null {
  label.lastIndex = start;
  const name = label.exec(body)?.[1];
  if (name !== undefined) return { start: start + 1, end: start + 1 + name.length, key: name, signed: { start, end: start + name.length + 2 } };
  const key = calledLabel.exec(words)?.[1];
  if (key === undefined || key === '') return null;
  const at = start + words.indexOf('"') + 1;
  const span = { start: at, end: Math.min(end, at + key.length) };
  return { ...span, key, signed: span };
}
