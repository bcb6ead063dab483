import type { Span } from '../text/span.js';
import type { CitationFinder, CiteKey, TypedKey } from './citations.js';
import { isBlank, lineEnd, lineStart, matchEnd, paragraphAt, regionStart, textAhead } from './paragraph.js';

// Pandoc's own rules, src/Text/Pandoc/Parsing/Citations.hs: a key is letters, digits and `_`, with single punctuation
// between them (`:` and `/` also before a `/`), or anything without spaces between balanced braces. What follows a letter,
// a digit or a full stop is no citation, so that `a@b.org` is none.
const wordCharacter = String.raw`[\p{L}\p{N}_]`;
const punctuation = String.raw`[:.#$%&+?<>~/-]`;
const bareKey = String.raw`[\p{L}\p{N}_*](?:${wordCharacter}|${punctuation}(?=${wordCharacter})|[:/](?=/))*`;
const bracedKey = String.raw`\{(?:[^\s{}]|\{[^\s{}]*\})*\}`;
const notAfterWord = String.raw`(?<![\p{L}\p{N}.])`;

const citation = new RegExp(`${notAfterWord}@(?:${bareKey}|${bracedKey})`, 'uy');
const sign = new RegExp(`${notAfterWord}@`, 'uy');
const bareTyped = new RegExp(String.raw`^(?:[\p{L}\p{N}_*](?:${wordCharacter}|${punctuation})*)?$`, 'u');
const bracedTyped = /^\{[^{}\r\n]*$/;
const restOfBareKey = new RegExp(`(?:${wordCharacter}|${punctuation}(?=${wordCharacter})|[:/](?=/))*`, 'uy');
const restOfBracedKey = /[^\s{}[\];,]*/y;
const wholeKey = new RegExp(bareKey, 'uy');

/** Whether `@key` says it all, or braces are needed: `@{vale--2018}`. */
export function standsBare(key: string): boolean {
  return matchEnd(wholeKey, key, 0) === key.length;
}

/** A construct in which `@` makes no citation. Without `closes`, what opens it is all of it. */
interface Opaque {
  opens: RegExp;
  /** What ends it, given the words that open it; searched from their end. Where nothing does, the words are plain text. */
  closes?: (opening: string) => RegExp;
}

const opaque: Opaque[] = [
  // \@vale
  { opens: /\\[^]/y },
  { opens: /`+/y, closes: (ticks) => new RegExp(`(?<!\`)${ticks}(?!\`)`, 'g') },
  { opens: /\$\$/y, closes: () => /\$\$/g },
  { opens: /\$(?=\S)/y, closes: () => /[^\s\\]\$(?!\d)/g },
  { opens: /<!--/y, closes: () => /-->/g },
  // A tag or an address in angle brackets: <a href="…">, <https://…>, <name@host>.
  { opens: /<[A-Za-z/][^<>[\]]{0,2000}>/y },
  // Where a link leads: ](media/@2x.png)
  { opens: /\]\([^()\s]{0,2000}\)?/y },
  // https://example.org/@vale
  { opens: /(?<![A-Za-z])(?:[A-Za-z][A-Za-z0-9+.-]{0,20}:\/\/|mailto:|www\.)[^\s<>"()[\]{}]*/y },
];

/** The characters that an opaque construct or a citation can start with. */
const startsSomething = /[\\`$<\]@A-Za-z]/g;

interface Piece extends Span {
  key?: CiteKey;
}

/** The citations of a paragraph and the constructs that can hold none, in order. Linear: a closing that is missing is looked for once. */
function pieces(text: string, paragraph: Span): Piece[] {
  const body = text.slice(paragraph.start, paragraph.end);
  const missing = new Set<string>();
  const found: Piece[] = [];
  let at = 0;
  for (;;) {
    startsSomething.lastIndex = at;
    const start = startsSomething.exec(body)?.index;
    if (start === undefined) return found;
    const end = matchEnd(citation, body, start) ?? opaqueEnd(body, start, missing);
    if (end !== null) found.push(pieceOf(body, start, end, paragraph.start));
    at = end ?? skipWord(body, start);
  }
}

function opaqueEnd(body: string, start: number, missing: Set<string>): number | null {
  for (const construct of opaque) {
    const opened = matchEnd(construct.opens, body, start);
    if (opened === null) continue;
    if (!construct.closes) return opened;
    const opening = body.slice(start, opened);
    if (missing.has(opening)) continue;
    const closing = construct.closes(opening);
    closing.lastIndex = opened;
    if (closing.test(body)) return closing.lastIndex;
    missing.add(opening);
  }
  return null;
}

/** Where to look on after `start` began nothing: after the word, or the run of ticks, that stands there. */
function skipWord(body: string, start: number): number {
  return matchEnd(/[A-Za-z]+|`+/y, body, start) ?? start + 1;
}

function pieceOf(body: string, start: number, end: number, base: number): Piece {
  const piece: Piece = { start: base + start, end: base + end };
  if (body[start] !== '@') return piece;
  const braced = body[start + 1] === '{';
  const keyStart = start + (braced ? 2 : 1);
  const keyEnd = end - (braced ? 1 : 0);
  piece.key = { key: body.slice(keyStart, keyEnd), start: base + keyStart, end: base + keyEnd, signed: { start: piece.start, end: piece.end } };
  return piece;
}

// Blocks: fenced and indented code, comments.

const fenceLine = /^[ \t>]*(`{3,}|~{3,})([^\n]*)$/gm;

interface Fence {
  marker: string;
  /** The text before it is not known, so that it may close a block as well as open one. */
  guessed: boolean;
}

/** Where the text after the last fence starts, or null where the offset stands in a fenced block or in its fences. */
function afterFences(text: string, from: number, offset: number): number | null {
  let open: Fence | null = null;
  let after = 0;
  for (const match of text.slice(from, lineEnd(text, offset, offset + 256)).matchAll(fenceLine)) {
    const end = match.index + match[0].length;
    const marker = match[1]!;
    const info = match[2]!.trim();
    if (marker.startsWith('`') && info.includes('`')) continue;
    if (from + end >= offset) return null;
    if (!open || (open.guessed && info !== '')) open = { marker, guessed: from > 0 && info === '' && after === 0 };
    else if (info === '' && marker.startsWith(open.marker)) open = null;
    after = end + 1;
  }
  return open ? null : from + after;
}

function inComment(text: string, from: number, offset: number): boolean {
  const before = text.slice(from, offset);
  const opened = before.lastIndexOf('<!--');
  return opened >= 0 && !before.includes('-->', opened) && text.slice(offset, offset + textAhead).includes('-->');
}

const indented = /^(?: {4}| {0,3}\t)/;
const listItem = /^ {0,3}(?:[-*+:~]|\(?(?:\d{1,9}|[A-Za-z]|[ivxlc]{1,6}|#|@[\w-]{0,40})[.)]|\[\^[^\]\n]{1,200}\]:)[ \t]/;

/** A paragraph set in by four spaces is code, but not under a list item or a footnote. */
function isIndentedCode(text: string, from: number, paragraph: Span): boolean {
  if (!indented.test(text.slice(paragraph.start, paragraph.start + 4))) return false;
  for (let end = paragraph.start - 1; end > from; ) {
    while (end > from && isBlank(text, lineStart(text, end, from), end)) end = lineStart(text, end, from) - 1;
    if (end <= from) break;
    const { start } = paragraphAt(text, end, from);
    const opening = text.slice(start, start + 256);
    if (!indented.test(opening)) return !listItem.test(opening);
    end = start - 1;
  }
  return true;
}

/** The paragraph around the offset, or null where it stands in a block that can hold no citation. */
function proseAt(text: string, offset: number): Span | null {
  const from = regionStart(text, offset);
  const start = afterFences(text, from, offset);
  if (start === null || inComment(text, from, offset)) return null;
  const paragraph = paragraphAt(text, offset, start);
  return isIndentedCode(text, start, paragraph) ? null : paragraph;
}

/** `@vale2018cubs`, `[see @vale2018cubs, p. 18; -@{powell2014talking}]`. */
export const markdown: CitationFinder = {
  keyAt(text, offset) {
    const paragraph = proseAt(text, offset);
    if (!paragraph) return null;
    return pieces(text, paragraph).find(({ key }) => key && key.signed.start <= offset && offset <= key.signed.end)?.key ?? null;
  },

  typedAt(text, offset) {
    // The sign must stand on the cursor's line; where it does not, as mostly, nothing else is read.
    const line = lineStart(text, offset, offset - 1024);
    const at = text.slice(line, offset).lastIndexOf('@');
    if (at < 0) return null;
    const typed = typedAfter(text, line + at, offset);
    const paragraph = typed && proseAt(text, offset);
    if (!paragraph) return null;
    const inside = pieces(text, paragraph).some((piece) => !piece.key && piece.start < offset && line + at < piece.end);
    return inside ? null : typed;
  },
};

function typedAfter(text: string, at: number, offset: number): TypedKey | null {
  sign.lastIndex = at;
  if (!sign.test(text)) return null;
  const typed = text.slice(at + 1, offset);
  const bare = bareTyped.test(typed);
  if (!bare && !bracedTyped.test(typed)) return null;
  const rest = typed === '' ? wholeKey : bare ? restOfBareKey : restOfBracedKey;
  const end = matchEnd(rest, text, offset) ?? offset;
  return bare
    ? { typed, start: at + 1, end, form: 'bare' }
    : { typed: typed.slice(1), start: at + 2, end, form: 'braced' };
}
