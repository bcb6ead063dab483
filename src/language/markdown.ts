import type { Span } from '../text/span.js';
import { matchEnd } from '../text/sticky.js';
import type { BlockState, Citation, CitationSyntax, CiteKey, TypedKey } from './citations.js';

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

const fenceLine = /^[ \t>]*(`{3,}|~{3,})([^\n]*)\n?/;

/** The stretches of a block outside fenced code, and the fence that it leaves open. */
function proseOf(block: string, state: BlockState): { spans: Span[]; state: BlockState } {
  const spans: Span[] = [];
  let open = state;
  let start = 0;
  for (let at = 0; at < block.length; ) {
    const end = block.indexOf('\n', at) + 1 || block.length;
    const [, marker, info = ''] = fenceLine.exec(block.slice(at, end)) ?? [];
    const closes = open !== '' && marker !== undefined && info.trim() === '' && marker.startsWith(open);
    const opens = open === '' && marker !== undefined && !(marker.startsWith('`') && info.includes('`'));
    if (opens && at > start) spans.push({ start, end: at });
    if (opens) open = marker;
    if (closes) open = '';
    if (open !== '' || closes) start = end;
    at = end;
  }
  if (open === '' && start < block.length) spans.push({ start, end: block.length });
  return { spans, state: open };
}

const citationOf = (key: CiteKey): Citation => ({
  ...key.signed, manner: 'within', works: [{ key, prefix: null, locator: null, suffix: null, suppressesAuthor: false }],
});

/** `@vale2018cubs`, `[see @vale2018cubs, p. 18; -@{powell2014talking}]`. */
export const markdown: CitationSyntax = {
  read(block, before) {
    const { spans, state } = proseOf(block, before);
    const keys = spans.flatMap((span) => pieces(block, span)).flatMap(({ key }) => key ?? []);
    return { citations: keys.map(citationOf), state };
  },

  typedKeyAt(block, state, offset) {
    // The sign must stand on the cursor's line; where it does not, as mostly, nothing else is read.
    const line = block.lastIndexOf('\n', offset - 1) + 1;
    const at = block.slice(line, offset).lastIndexOf('@');
    const typed = at < 0 ? null : typedAfter(block, line + at, offset);
    const prose = typed && proseOf(block, state).spans.find(({ start, end }) => start <= line + at && offset <= end);
    if (!prose) return null;
    const inside = pieces(block, prose).some((piece) => !piece.key && piece.start < offset && line + at < piece.end);
    return inside ? null : typed;
  },

  typedLocatorAt: () => null,
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
