import { citeCommand, type CiteCommand } from '../documents/latex/citing.js';
import type { Span } from '../text/span.js';
import { matchEnd } from '../text/sticky.js';
import type { BlockState, Citation, CitationSyntax, TypedKey } from './citations.js';

/** How a command takes its keys: how many arguments in braces stand before them, and whether they come again and again. */
type TakesKeys = Pick<CiteCommand, 'before' | 'repeats'>;

/** csquotes' commands that quote and cite; those with a language before the keys. */
const quoting = new Map<string, TakesKeys>(
  [['textcquote', 'blockcquote'], ['foreigntextcquote', 'hyphentextcquote', 'foreignblockcquote', 'hyphenblockcquote']].flatMap((names, before) =>
    names.map((name) => [name, { before, repeats: false }] as const),
  ),
);

function commandOf(name: string): TakesKeys | undefined {
  return citeCommand(name) ?? quoting.get(name.charAt(0).toLowerCase() + name.slice(1));
}

/** A list of keys in braces: the span between them. */
interface KeyList extends Span {
  closed: boolean;
}

const comment = /%[^\n]*/y;
const verbatimCommand = /\\(?:(?:verb\*?|(?:lstinline|mintinline)(?:\[[^\]\n]{0,200}\])?(?:\{[^{}\n]{0,80}\})?)([^\sA-Za-z*{]))/y;
const controlSequence = /\\(?:([A-Za-z]+)|[^])/y;
const startsSomething = /[\\%]/g;
const blanks = /(?:[ \t\r\n]|%[^\n]*\n?)*/y;
/** The longest argument that is not a list of keys. */
const longestArgument = 1000;

/** The key lists of a paragraph. What is commented out or verbatim holds none. */
function keyLists(body: string): KeyList[] {
  const lists: KeyList[] = [];
  for (let at = 0; ; ) {
    startsSomething.lastIndex = at;
    const start = startsSomething.exec(body)?.index;
    if (start === undefined) return lists;
    const skipped = verbatimEnd(body, start) ?? matchEnd(comment, body, start);
    if (skipped !== null) {
      at = skipped;
      continue;
    }
    controlSequence.lastIndex = start;
    const sequence = controlSequence.exec(body);
    at = sequence ? controlSequence.lastIndex : start + 1;
    const command = sequence?.[1] && commandOf(sequence[1]);
    if (command) lists.push(...argumentsOf(body, at, command));
  }
}

function verbatimEnd(body: string, start: number): number | null {
  verbatimCommand.lastIndex = start;
  const delimiter = verbatimCommand.exec(body)?.[1];
  if (delimiter === undefined) return null;
  const opened = verbatimCommand.lastIndex;
  const line = body.slice(opened, opened + 1000).split('\n', 1)[0]!;
  const closed = line.indexOf(delimiter);
  return opened + (closed < 0 ? line.length : closed + 1);
}

/** The key lists that follow a command's name. Where the last brace is not closed, what can still be a list of keys. */
function argumentsOf(body: string, from: number, command: TakesKeys): KeyList[] {
  const lists: KeyList[] = [];
  let at = body[from] === '*' ? from + 1 : from;
  if (command.repeats) at = skipUpToTwo('(', ')', body, at);
  do {
    for (let index = 0; index < command.before; index++) {
      const volume = argumentEnd('{', '}', body, skipBlanks(body, skipUpToTwo('[', ']', body, at)));
      if (volume === null) return lists;
      at = volume;
    }
    at = skipBlanks(body, skipUpToTwo('[', ']', body, at));
    if (body[at] !== '{') return lists;
    const list = listFrom(body, at + 1);
    lists.push(list);
    if (!list.closed) return lists;
    at = list.end + 1;
  } while (command.repeats);
  return lists;
}

function listFrom(body: string, start: number): KeyList {
  for (let at = start; at < body.length; at++) {
    const character = body[at]!;
    if (character === '}') return { start, end: at, closed: true };
    if (character === '{' || character === '\\') return { start, end: at, closed: false };
    if (character === '%') at = matchEnd(comment, body, at)!;
  }
  return { start, end: body.length, closed: false };
}

/** After the optional arguments, of which there are at most two: `[see][18]`, `(see)(18)`. */
function skipUpToTwo(open: string, close: string, body: string, from: number): number {
  let at = from;
  for (let count = 0; count < 2; count++) at = argumentEnd(open, close, body, skipBlanks(body, at)) ?? at;
  return at;
}

/** After the argument that starts at `from`, its braces balanced; null where none does or it is not closed. */
function argumentEnd(open: string, close: string, body: string, from: number): number | null {
  if (body[from] !== open) return null;
  let depth = 0;
  for (let at = from + 1; at < Math.min(body.length, from + longestArgument); at++) {
    const character = body[at]!;
    if (character === '\\') at++;
    else if (depth === 0 && character === close) return at + 1;
    else if (character === '{') depth++;
    else if (character === '}' && --depth < 0) return null;
  }
  return null;
}

function skipBlanks(body: string, from: number): number {
  return matchEnd(blanks, body, from)!;
}

/** The keys of a list, without the white space and comments around them. */
function keysOf(body: string, list: KeyList): Span[] {
  const keys: Span[] = [];
  const key = /%[^\n]*|[^\s,%](?:[^,%\n]*[^\s,%])?/g;
  key.lastIndex = list.start;
  for (let match = key.exec(body); match && match.index < list.end; match = key.exec(body)) {
    if (!match[0].startsWith('%')) keys.push({ start: match.index, end: Math.min(key.lastIndex, list.end) });
  }
  return keys;
}

const verbatimEnvironment = /\\(begin|end)\{((?:verbatim|Verbatim|BVerbatim|LVerbatim|lstlisting|minted|comment|filecontents)\*?)\}/g;

/** The verbatim environment that a block leaves open; '' for none. */
function openBehind(block: string, state: BlockState): BlockState {
  let open = state;
  for (const [, which, name] of block.matchAll(verbatimEnvironment)) {
    if (which === 'begin') open ||= name!;
    else if (name === open) open = '';
  }
  return open;
}

function citationOf(block: string, list: KeyList): Citation[] {
  const works = keysOf(block, list).map((span) => ({ key: { ...span, key: block.slice(span.start, span.end), signed: span }, prefix: null, locator: null, suffix: null, suppressesAuthor: false }));
  return works.length === 0 ? [] : [{ start: list.start, end: list.end, manner: 'behind', works }];
}

/** `\cite{vale2018cubs}`, `\autocites[see][18]{vale2018cubs}{powell2014talking, reiss2019}`. */
export const latex: CitationSyntax = {
  read(block, before) {
    const state = openBehind(block, before);
    return { citations: before === '' && state === '' ? keyLists(block).flatMap((list) => citationOf(block, list)) : [], state };
  },

  typedKeyAt(block, state, offset) {
    const list = state === '' ? keyLists(block).find(({ start, end }) => start <= offset && offset <= end) : undefined;
    return list ? typedIn(block, list, offset) : null;
  },

  typedLocatorAt: () => null,
};

const restOfKey = /[^\s,{}%]*/y;
const restOfWords = /[^,{}%\n]*/y;

function typedIn(body: string, list: KeyList, at: number): TypedKey | null {
  const line = body.slice(Math.max(list.start, body.lastIndexOf('\n', at - 1) + 1), at);
  if (line.includes('%')) return null;
  const typed = line.slice(line.lastIndexOf(',') + 1).trimStart();
  const end = matchEnd(list.closed ? restOfWords : restOfKey, body, at)!;
  const rest = body.slice(at, Math.min(end, list.end)).trimEnd();
  return { typed, start: at - typed.length, end: at + rest.length, form: 'braced' };
}
