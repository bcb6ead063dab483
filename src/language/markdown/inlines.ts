import type { Span } from '../../text/span.js';
import { matchEnd } from '../../text/sticky.js';
import type { CiteKey } from '../citations.js';
import type { Prose } from './blocks.js';
import { roleOpens } from './roles.js';

// Pandoc's own rules, src/Text/Pandoc/Parsing/Citations.hs: a key is letters, digits and `_`, with single punctuation
// between them (`:` and `/` also before a `/`), or anything without spaces between balanced braces. What follows a letter,
// a digit or a full stop is no citation, so that `a@b.org` is none.
export const keyCharacter = String.raw`[\p{L}\p{N}_]`;
export const keyPunctuation = String.raw`[:.#$%&+?<>~/-]`;
export const notAfterWord = String.raw`(?<![\p{L}\p{N}.])`;
const restOfKey = String.raw`(?:${keyCharacter}|${keyPunctuation}(?=${keyCharacter})|[:/](?=/))*`;
const bareKey = String.raw`[\p{L}\p{N}_*]${restOfKey}`;
const bracedKey = String.raw`\{(?:[^\s{}]|\{[^\s{}]*\})+\}`;

const signedKey = `@(?:${bareKey}|${bracedKey})`;
const citation = new RegExp(notAfterWord + signedKey, 'uy');
/** Behind a key another one may follow: `@vale@roe`. */
const nextCitation = new RegExp(signedKey, 'uy');
/** The hyphen of `-@vale`, where no word and no dash ends. */
const suppressing = /(?<![\p{L}\p{N}.-])-$/u;

/** A key without its sign, and what goes on from within one. */
export const wholeKey = new RegExp(bareKey, 'uy');
export const keyEnd = new RegExp(restOfKey, 'uy');

/** Whether `@key` says it all, or braces are needed: `@{vale--2018}`. */
export function standsBare(key: string): boolean {
  return matchEnd(wholeKey, key, 0) === key.length;
}

/** A construct in which `@` makes no citation. Without `closes`, what opens it is all of it. */
interface Opaque {
  kind: 'opaque' | 'role';
  opens: RegExp;
  /** What ends it, given the words that open it; searched from their end. Where nothing does, the words are plain text. */
  closes?: (opening: string) => RegExp;
}

const ticks = (opening: string): RegExp => new RegExp(`(?<!\`)${'`'.repeat(opening.length)}(?!\`)`, 'g');
/** By the sign they begin with; of several the first that is there. */
const opaque: Readonly<Record<string, readonly Opaque[]>> = {
  '\\': [
    // raw LaTeX: \textit{@vale}
    { kind: 'opaque', opens: /\\[A-Za-z]{1,40}\*?(?:[ \t]{0,9}\[[^[\]{}]{0,200}\]|\{[^{}]{0,1000}(?:\{[^{}]{0,500}\}[^{}]{0,1000}){0,50}\})+/y },
    // \@vale
    { kind: 'opaque', opens: /\\[^]/y },
  ],
  // &nbsp; is no end of a work
  '&': [{ kind: 'opaque', opens: /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/iy }],
  '`': [{ kind: 'opaque', opens: /`{1,200}(?!`)/y, closes: ticks }],
  '$': [
    { kind: 'opaque', opens: /\$\$/y, closes: () => /\$\$/g },
    { kind: 'opaque', opens: /\$(?=\S)/y, closes: () => /[^\s\\]\$(?!\d)/g },
  ],
  '{': [
    { kind: 'role', opens: roleOpens, closes: (opening) => ticks(opening.slice(opening.indexOf('`'))) },
    // {{< video https://example.org/@vale >}}
    { kind: 'opaque', opens: /\{\{</y, closes: () => />\}\}/g },
  ],
  // A tag or an address in angle brackets: <a href="…">, <https://…>, <name@host>.
  '<': [{ kind: 'opaque', opens: /<[A-Za-z/][^<>[\]]{0,2000}>/y }],
  // A note's mark: [^vale@1]
  '[': [{ kind: 'opaque', opens: /\[\^[^\s[\]^]{1,200}\]/y }],
  // Where a link leads, with its title: ](media/@2x.png "@2x")
  '(': [{ kind: 'opaque', opens: /(?<=\])\(\s{0,9}(?:[^()\s]|\([^()\s]{0,500}\)){0,2000}(?:\s{1,9}(?:"[^"]{0,500}"|'[^']{0,500}'))?\s{0,9}\)/y }],
};
// https://example.org/@vale
const addressOpens = String.raw`(?<![A-Za-z])(?:[A-Za-z][A-Za-z0-9+.-]{0,20}:\/\/|mailto:|www\.)`;
const address: readonly Opaque[] = [{ kind: 'opaque', opens: new RegExp(String.raw`${addressOpens}[^\s<>"()[\]{}]*`, 'y') }];

/** The signs with which an opaque construct, a citation or a piece of a group can start, and addresses. */
const startsSomething = new RegExp(String.raw`[\\\x60$<({@[\];&]|${addressOpens}`, 'g');

/** What the citations of a text are made of. */
export type Inline = CitingKey | Sign;

export interface CitingKey extends Span {
  kind: 'key';
  key: CiteKey;
  suppressesAuthor: boolean;
}

interface Sign extends Span {
  kind: 'opaque' | 'role' | '[' | ']' | ';';
}

/**
 * The keys and roles of a stretch of prose, the brackets and semicolons around them, and what can hold no citation, in order. Linear: a closing that
 * is missing is looked for once.
 */
export function inlinesOf(block: string, prose: Prose): Inline[] {
  const text = block.slice(0, prose.end);
  const missing = new Set<string>();
  const found: Inline[] = [];
  const holes = prose.holes.values();
  let hole = holes.next().value;
  for (let at = prose.start; ; ) {
    startsSomething.lastIndex = at;
    const start = startsSomething.exec(text)?.index;
    if (start === undefined) return found;
    while (hole && hole.end <= start) hole = holes.next().value;
    const inline: Inline | null = hole && hole.start <= start ? { kind: 'opaque', ...hole } : inlineAt(text, start, found.at(-1), missing);
    if (inline) found.push(inline);
    at = inline?.end ?? behindSign(text, start);
  }
}

function inlineAt(text: string, start: number, last: Inline | undefined, missing: Set<string>): Inline | null {
  const sign = text[start]!;
  const end = sign === '@' ? matchEnd(last?.kind === 'key' && last.end === start ? nextCitation : citation, text, start) : null;
  if (end !== null) return keyOf(text, start, end);
  const construct = opaqueAt(text, start, missing);
  if (construct) return construct;
  return sign === '[' || sign === ']' || sign === ';' ? { kind: sign, start, end: start + 1 } : null;
}

function opaqueAt(text: string, start: number, missing: Set<string>): Sign | null {
  for (const { kind, opens, closes } of opaque[text[start]!] ?? address) {
    const opened = matchEnd(opens, text, start);
    if (opened === null) continue;
    if (!closes) return { kind, start, end: opened };
    const opening = text.slice(start, opened);
    if (missing.has(opening)) continue;
    const closing = closes(opening);
    closing.lastIndex = opened;
    if (closing.test(text)) return { kind, start, end: closing.lastIndex };
    missing.add(opening);
  }
  return null;
}

const runOfTicks = /`+/y;
/** Where to look on after `start` began nothing. */
const behindSign = (text: string, start: number): number => matchEnd(runOfTicks, text, start) ?? start + 1;

function keyOf(text: string, start: number, end: number): CitingKey {
  const braces = text[start + 1] === '{' ? 1 : 0;
  const [keyStart, keyEnds] = [start + 1 + braces, end - braces];
  const suppressesAuthor = suppressing.test(text.slice(Math.max(0, start - 3), start));
  const key = { start: keyStart, end: keyEnds, key: text.slice(keyStart, keyEnds), signed: { start, end } };
  return { kind: 'key', start: suppressesAuthor ? start - 1 : start, end, suppressesAuthor, key };
}
