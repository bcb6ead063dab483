import type { Span } from '../text/span.js';

/** `word` begins with a letter, `number` with a digit; every other character that is not white space is a `mark` of its own. */
export interface Token extends Span {
  text: string;
  kind: 'word' | 'number' | 'mark';
}

const [space, letter, numeral, accent, mark] = [1, 2, 3, 4, 5] as const;

/** The classes of the characters met so far, by UTF-16 code unit; 0 where not known yet. */
const classes = new Uint8Array(0x10000);

function classOf(code: number): number {
  const character = String.fromCodePoint(code);
  return /\s/.test(character) ? space : /\p{L}/u.test(character) ? letter : /\p{N}/u.test(character) ? numeral : /\p{M}/u.test(character) ? accent : mark;
}

/** The class of the character at an offset; behind the end it is white space. */
function classAt(text: string, at: number): number {
  if (at >= text.length) return space;
  const unit = text.charCodeAt(at);
  const known = classes[unit]!;
  if (known > 0) return known;
  const code = text.codePointAt(at)!;
  return code > 0xffff ? classOf(code) : (classes[unit] = classOf(code));
}

/** How many code units the character at an offset has. */
const widthAt = (text: string, at: number): number => ((text.charCodeAt(at) & 0xfc00) === 0xd800 && text.codePointAt(at)! > 0xffff ? 2 : 1);

/** Where a run of characters of one class ends. */
function runEnd(text: string, from: number, kind: number): number {
  let at = from;
  while (classAt(text, at) === kind) at += widthAt(text, at);
  return at;
}

function isJoining(unit: number): boolean {
  return unit === 0x2d || unit === 0x27 || unit === 0x2019 || unit === 0x2010 || unit === 0x2011;
}

function wordEnd(text: string, from: number): number {
  for (let at = from; ; ) {
    const kind = classAt(text, at);
    if (kind === letter || kind === numeral || kind === accent) at += widthAt(text, at);
    else if (kind === mark && isJoining(text.charCodeAt(at)) && classAt(text, at + 1) === letter) at++;
    else return at;
  }
}

/**
 * Where a word that begins at an offset ends, if it may hold letters, digits, accents and the marks `joining`; the offset itself where a
 * mark stands.
 */
export function joinedWordEnd(text: string, from: number, joining: string): number {
  const first = classAt(text, from);
  if (first !== letter && first !== numeral) return from;
  for (let at = from + widthAt(text, from); ; ) {
    const kind = classAt(text, at);
    if (kind === letter || kind === numeral || kind === accent) at += widthAt(text, at);
    else if (at < text.length && joining.includes(text[at]!)) at++;
    else return at;
  }
}

/** Is the character at an offset white space? */
export const isSpaceAt = (text: string, at: number): boolean => at >= 0 && at < text.length && classAt(text, at) === space;

/** Where the first token from an offset on begins; the length of the text where there is none. */
export function tokenStart(text: string, from: number): number {
  let at = from;
  while (at < text.length && classAt(text, at) === space) at++;
  return at;
}

/** What a token is that begins at an offset. */
export function tokenKind(text: string, start: number): Token['kind'] {
  const kind = classAt(text, start);
  return kind === letter ? 'word' : kind === numeral ? 'number' : 'mark';
}

/** Is a token a word or a number, and no mark? */
export const isWord = ({ text }: { text: string }): boolean => tokenKind(text, 0) !== 'mark';

/** Where a token that begins at an offset ends. */
export function tokenEnd(text: string, start: number): number {
  const kind = classAt(text, start);
  if (kind === letter) return wordEnd(text, start);
  return kind === numeral ? runEnd(text, runEnd(text, start, numeral), letter) : start + widthAt(text, start);
}

/** Cuts a text into words, numbers and marks: "pp. 235–41" is `pp` `.` `235` `–` `41`, "al-Istrabadi" and "America’s" one word each. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  for (let start = tokenStart(text, 0); start < text.length; ) {
    const end = tokenEnd(text, start);
    tokens.push({ text: text.slice(start, end), kind: tokenKind(text, start), start, end });
    start = tokenStart(text, end);
  }
  return tokens;
}

/** Begins with a capital letter. */
export function isCapitalised(word: string): boolean {
  const first = word.charAt(0);
  return first !== first.toLowerCase();
}
