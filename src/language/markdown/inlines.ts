import type { Span } from '../../text/span.js';
import { matchEnd } from '../../text/sticky.js';
import type { CiteKey } from '../citations.js';
import type { Prose } from './blocks.js';

// Pandoc's own rules, src/Text/Pandoc/Parsing/Citations.hs: a key is letters, digits and `_`, with single punctuation
// between them (`:` and `/` also before a `/`), or anything without spaces between balanced braces. What follows a letter,
// a digit or a full stop is no citation, so that `a@b.org` is none.
const wordCharacter = String.raw`[\p{L}\p{N}_]`;
const punctuation = String.raw`[:.#$%&+?<>~/-]`;
const bareKey = String.raw`[\p{L}\p{N}_*](?:${wordCharacter}|${punctuation}(?=${wordCharacter})|[:/](?=/))*`;
const bracedKey = String.raw`\{(?:[^\s{}]|\{[^\s{}]*\})*\}`;
const notAfterWord = String.raw`(?<![\p{L}\p{N}.])`;

const citation = new RegExp(`${notAfterWord}@(?:${bareKey}|${bracedKey})`, 'uy');
const wholeKey = new RegExp(bareKey, 'uy');
/** The hyphen of `-@vale`, where no word and no dash ends. */
const suppressing = /(?<![\p{L}\p{N}.-])-$/u;

export const keyPatterns = { wordCharacter, punctuation, bareKey, notAfterWord };

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
  // \textit{@vale}: raw LaTeX
  { opens: /\\[A-Za-z]{1,40}\*?(?:\[[^[\]{}\n]{0,200}\]|\{(?:[^{}]|\{[^{}]{0,500}\}){0,500}\})+/y },
  // \@vale
  { opens: /\\[^]/y },
  { opens: /`+/y, closes: (ticks) => new RegExp(`(?<!\`)${ticks}(?!\`)`, 'g') },
  { opens: /\$\$/y, closes: () => /\$\$/g },
  { opens: /\$(?=\S)/y, closes: () => /[^\s\\]\$(?!\d)/g },
  // {{< video https://example.org/@vale >}}
  { opens: /\{\{</y, closes: () => />\}\}/g },
  // A tag or an address in angle brackets: <a href="…">, <https://…>, <name@host>.
  { opens: /<[A-Za-z/][^<>[\]]{0,2000}>/y },
  // A note's number: [^@1]
  { opens: /\[\^[^\s[\]^]{1,200}\]/y },
  // Where a link leads: ](media/@2x.png)
  { opens: /(?<=\])\([^()\s]{0,2000}\)?/y },
  // https://example.org/@vale
  { opens: /(?<![A-Za-z])(?:[A-Za-z][A-Za-z0-9+.-]{0,20}:\/\/|mailto:|www\.)[^\s<>"()[\]{}]*/y },
];

/** The characters that an opaque construct, a citation or a piece of a group can start with. */
const startsSomething = /[\\`$<({@[\];A-Za-z]/g;

/** What the citations of a text are made of. */
export interface Inline extends Span {
  kind: 'key' | 'opaque' | '[' | ']' | ';';
  key?: CiteKey;
  suppressesAuthor?: boolean;
}

/** The keys of a stretch of prose, the brackets and semicolons around them, and the constructs that can hold none, in order. Linear: a closing that is missing is looked for once. */
export function inlinesOf(block: string, prose: Prose): Inline[] {
  const text = block.slice(0, prose.end);
  const missing = new Set<string>();
  const found: Inline[] = [];
  let hole = 0;
  let at = prose.start;
  for (;;) {
    while (hole < prose.holes.length && prose.holes[hole]!.end <= at) hole++;
    startsSomething.lastIndex = at;
    const start = startsSomething.exec(text)?.index;
    if (start === undefined) return found;
    const inside = prose.holes[hole];
    const inline = inside && inside.start <= start ? { kind: 'opaque' as const, ...inside } : inlineAt(text, start, missing);
    if (inline) found.push(inline);
    at = inline?.end ?? skipWord(text, start);
  }
}

function inlineAt(text: string, start: number, missing: Set<string>): Inline | null {
  const keyEnd = matchEnd(citation, text, start);
  if (keyEnd !== null) return keyOf(text, start, keyEnd);
  const end = opaqueEnd(text, start, missing);
  if (end !== null) return { kind: 'opaque', start, end };
  const sign = text[start];
  return sign === '[' || sign === ']' || sign === ';' ? { kind: sign, start, end: start + 1 } : null;
}

function opaqueEnd(text: string, start: number, missing: Set<string>): number | null {
  for (const construct of opaque) {
    const opened = matchEnd(construct.opens, text, start);
    if (opened === null) continue;
    if (!construct.closes) return opened;
    const opening = text.slice(start, opened);
    if (missing.has(opening)) continue;
    const closing = construct.closes(opening);
    closing.lastIndex = opened;
    if (closing.test(text)) return closing.lastIndex;
    missing.add(opening);
  }
  return null;
}

/** Where to look on after `start` began nothing: after the word, or the run of ticks, that stands there. */
function skipWord(text: string, start: number): number {
  return matchEnd(/[A-Za-z]+|`+/y, text, start) ?? start + 1;
}

function keyOf(text: string, start: number, end: number): Inline {
  const braced = text[start + 1] === '{';
  const key = { start: start + (braced ? 2 : 1), end: end - (braced ? 1 : 0) };
  const suppressesAuthor = suppressing.test(text.slice(Math.max(0, start - 3), start));
  return {
    kind: 'key', start: suppressesAuthor ? start - 1 : start, end, suppressesAuthor,
    key: { ...key, key: text.slice(key.start, key.end), signed: { start, end } },
  };
}
