import { citeCommand, type CiteCommand, type Manner } from '../documents/latex/citing.js';
import { verbatims } from '../documents/latex/tex.js';
import type { Span } from '../text/span.js';
import { matchEnd } from '../text/sticky.js';
import type { BlockState, Citation, CitationSyntax, CitedWork, TypedKey, TypedLocator } from './citations.js';
import { postnoteOf, trimmed, typedNumberAt } from './postnote.js';

/** csquotes' commands and environments that quote and cite (its manual, sections 5 and 6); those with a language before the keys. */
const quoting = new Map<string, CiteCommand>(
  [['textcquote', 'blockcquote', 'displaycquote'], ['foreign', 'hyphen', 'hybrid'].flatMap((which) => ['text', 'block', 'display'].map((what) => `${which}${what}cquote`))]
    .flatMap((names, before) => names.map((name) => [name, { manner: 'behind', before, repeats: false }] as const)),
);

const lowered = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** How a command or an environment cites that the user names; biblatex's ending for those of several citations counts. */
const named = (name: string): CiteCommand => ({ manner: 'behind', before: 0, repeats: name.endsWith('cites') });

type CommandOf = (name: string) => CiteCommand | undefined;

/** Commands that leave the author's name to the sentence, the star among them: biblatex 3.9.2, natbib 2.3. */
const withoutAuthor = /^(?:citeyear(?:par|NP)?\*?|citedate\*?|(?:cite|parencite|autocite)\*)$/;

/** What stands between two brackets. */
interface Argument extends Span {
  /** Behind the closing bracket, or where it should stand. */
  next: number;
}

/** A list of keys in braces, and the notes before it. */
interface KeyList extends Argument {
  closed: boolean;
  prenote: Span | null;
  postnote: Span | null;
  /** The arguments in braces before it: the volume of `\volcite{2}{vale2018cubs}`. */
  before: readonly Span[];
}

/** A command that cites, with all its key lists. */
interface Command {
  start: number;
  /** With its star. */
  name: string;
  manner: Manner;
  lists: readonly KeyList[];
  /** `(see)(passim)` before all lists of a multicite; one alone stands for the latter. */
  around: readonly Span[];
}

const comment = /%[^\n]*/y;
const verbatimCommand = /\\(?:(?:[Vv]erb\*?|(?:lstinline|mintinline)(?:\[[^\]\n]{0,200}\])?(?:\{[^{}\n]{0,80}\})?)([^\sA-Za-z*{]))/y;
/** Commands whose argument is no TeX. */
const address = /\\(?:url|nolinkurl|path|href|lstinline|mintinline(?:\[[^\]\n]{0,200}\])?\{[^{}\n]{0,80}\})[ \t]*\{(?:[^{}\n]|\{[^{}\n]{0,200}\}){0,2000}\}/y;
const controlSequence = /\\(?:([A-Za-z@]+)(\*?)|[^])/y;
const environment = /[ \t]*\{([A-Za-z]{1,40}\*?)\}/y;
/** What can begin something: a command, a comment, a chunk of code in Sweave's documents. */
const startsSomething = /[\\%]|^<<(?=[^\n]{0,500}>>=)/gm;
const blanks = /(?:[ \t\r\n]|%[^\n]*\n?)*/y;
/** The longest argument that is not a list of keys. */
const longestArgument = 1000;

/** The state behind `\end{document}` and `\endinput`. */
const ended = 'ended';
/** What ends an open state that is no environment. */
const closings = new Map<BlockState, RegExp>([['iffalse', /\\(?:fi|else)(?![A-Za-z@])/g], ['chunk', /^@/gm]]);

const closingOf = (state: BlockState): RegExp => new RegExp(closings.get(state) ?? `\\\\end\\{${state.replace('*', '\\*')}\\}`, 'gm');

interface Scanned {
  commands: Command[];
  state: BlockState;
}

/** The commands of a block that cite. What is commented out or verbatim holds none. */
function scan(body: string, before: BlockState, commandOf: CommandOf): Scanned {
  const commands: Command[] = [];
  let state = before;
  for (let at = 0; ; ) {
    const opened = state === '' ? at : behindOpen(body, at, state);
    if (opened === null) return { commands, state };
    startsSomething.lastIndex = opened;
    const start = startsSomething.exec(body)?.index;
    if (start === undefined) return { commands, state: '' };
    const skipped = opaqueEnd(body, start);
    const sequence = skipped === null ? sequenceAt(body, start) : null;
    // `\%` and `<<` are two signs
    at = skipped ?? sequence?.next ?? start + 2;
    state = sequence ? stateAfter(sequence) : body[start] === '<' ? 'chunk' : '';
    const command = sequence && state === '' ? commandAt(body, sequence, commandOf) : null;
    if (command) commands.push(command);
  }
}

/** A command as it stands, or the beginning of an environment. */
interface Sequence {
  start: number;
  name: string;
  star: string;
  /** The environment that `\begin` and `\end` name. */
  environment: string | null;
  /** Behind all of these. */
  next: number;
}

function sequenceAt(body: string, start: number): Sequence | null {
  controlSequence.lastIndex = start;
  const [, name, star = ''] = controlSequence.exec(body) ?? [];
  if (name === undefined) return null;
  const next = controlSequence.lastIndex;
  environment.lastIndex = next;
  const which = name === 'begin' || name === 'end' ? environment.exec(body)?.[1] : undefined;
  return { start, name, star, environment: which ?? null, next: which === undefined ? next : environment.lastIndex };
}

/** Behind the end of what was open; null where the block does not end it. */
function behindOpen(body: string, from: number, state: BlockState): number | null {
  if (state === ended) return null;
  const closing = closingOf(state);
  closing.lastIndex = from;
  return closing.test(body) ? closing.lastIndex : null;
}

/** Behind a comment or a verbatim command. */
function opaqueEnd(body: string, start: number): number | null {
  return body[start] === '%' ? matchEnd(comment, body, start) : matchEnd(address, body, start) ?? verbatimEnd(body, start);
}

function verbatimEnd(body: string, start: number): number | null {
  verbatimCommand.lastIndex = start;
  const delimiter = verbatimCommand.exec(body)?.[1];
  if (delimiter === undefined) return null;
  const opened = verbatimCommand.lastIndex;
  const line = body.slice(opened, opened + longestArgument).split('\n', 1)[0]!;
  const closed = line.indexOf(delimiter);
  return opened + (closed < 0 ? line.length : closed + 1);
}

/** What a command leaves open: the name of a verbatim environment, what is not compiled. */
function stateAfter({ name, environment }: Sequence): BlockState {
  if (name === 'iffalse') return name;
  if (name === 'endinput' || (name === 'end' && environment === 'document')) return ended;
  return name === 'begin' && environment !== null && verbatims.has(environment) ? environment : '';
}

function commandAt(body: string, { start, name, star, environment, next }: Sequence, commandOf: CommandOf): Command | null {
  const command = environment === null ? commandOf(name) : name === 'begin' ? quoting.get(lowered(environment)) : undefined;
  if (!command) return null;
  const overlay = argumentAt('<>', body, next);
  const around = command.repeats ? upToTwo('()', body, next) : { found: [], next: overlay?.next ?? next };
  const lists = listsAt(body, around.next, command, overlay && isNote(body, overlay) ? overlay : null);
  return lists.length === 0 ? null : { start, name: (environment ?? name) + star, manner: command.manner, lists, around: around.found };
}

/** apacite's `\cite<see>{vale2018cubs}`, not Beamer's `\cite<2->{vale2018cubs}`. */
const isNote = (body: string, { start, end }: Span): boolean => /\p{L}/u.test(body.slice(start, end));

/** The key lists that follow. Where the last brace is not closed, what can still be a list of keys. */
function listsAt(body: string, from: number, { before: count, repeats }: CiteCommand, prefix: Span | null): KeyList[] {
  const lists: KeyList[] = [];
  let at = from;
  do {
    const before: Argument[] = [];
    const outer: Argument[] = [];
    while (before.length < count) {
      const { found, next } = upToTwo('[]', body, at);
      outer.push(...found);
      const argument = argumentAt('{}', body, skipBlanks(body, next));
      if (!argument) return lists;
      before.push(argument);
      at = argument.next;
    }
    const { found, next } = upToTwo('[]', body, at);
    if (body[next] !== '{') return lists;
    const prenote = found.length > 1 ? found[0]! : outer[0] ?? prefix;
    const { end, closed } = keysAt(body, next + 1);
    const list: KeyList = { start: next + 1, end, next: closed ? end + 1 : end, closed, prenote, postnote: found.at(-1) ?? null, before };
    lists.push(list);
    if (!list.closed) return lists;
    at = list.next;
  } while (repeats);
  return lists;
}

/** Where a list of keys ends. */
function keysAt(body: string, start: number): { end: number; closed: boolean } {
  for (let end = start; end < body.length; end++) {
    const character = body[end]!;
    if (character === '}') return { end, closed: true };
    if (character === '{' || character === '\\') return { end, closed: false };
    if (character === '%') end = matchEnd(comment, body, end)!;
  }
  return { end: body.length, closed: false };
}

/** The optional arguments, of which there are at most two: `[see][18]`, `(see)(18)`; `next` is behind them and the blanks that follow. */
function upToTwo(brackets: string, body: string, from: number): { found: Argument[]; next: number } {
  const found: Argument[] = [];
  let next = skipBlanks(body, from);
  while (found.length < 2) {
    const argument = argumentAt(brackets, body, next);
    if (!argument) break;
    found.push(argument);
    next = skipBlanks(body, argument.next);
  }
  return { found, next };
}

const unclosed = /[^\\{}[\]\n]{0,80}(?=\{)/y;

/** The argument that starts at `from`, its braces balanced; null where none does. A pinpoint that is being typed may not be closed yet: `\cite[18{vale2018cubs}`. */
function argumentAt(brackets: string, body: string, from: number): Argument | null {
  const open = brackets[0];
  const close = brackets[1];
  if (body[from] !== open) return null;
  let depth = 0;
  for (let at = from + 1; at < Math.min(body.length, from + longestArgument); at++) {
    const character = body[at]!;
    if (depth === 0 && character === close) return { start: from + 1, end: at, next: at + 1 };
    if (depth === 0 && character === open) break;
    if (character === '\\') at++;
    else if (character === '%') at = matchEnd(comment, body, at)!;
    else if (character === '{') depth++;
    else if (character === '}' && --depth < 0) break;
  }
  const end = open === '[' ? matchEnd(unclosed, body, from + 1) : null;
  return end === null ? null : { start: from + 1, end, next: end };
}

function skipBlanks(body: string, from: number): number {
  return matchEnd(blanks, body, from)!;
}

const restOfKey = /[^\s,{}%]*/y;
const restOfWords = /[^,{}%\n]*/y;

/** The keys of a list, without the white space and comments around them. `#1` in the body of a macro is none. */
function keysOf(body: string, { start, end, closed }: KeyList): Span[] {
  const keys: Span[] = [];
  const words = body.slice(start, end);
  for (const { 0: key, index } of words.matchAll(/%[^\n]*|[^\s,%](?:[^,%\n]*[^\s,%])?/g)) {
    if (key.startsWith('%')) continue;
    const length = closed ? key.length : matchEnd(restOfKey, words, index)! - index;
    // REVTeX: `\cite{vale2018cubs, *powell2014talking}` is one entry of two works
    const sign = /^\*(?=.)/.test(key) ? 1 : 0;
    if (!key.includes('#')) keys.push({ start: start + index + sign, end: start + index + length });
    // behind an unclosed list the text goes on
    if (length < key.length) break;
  }
  return keys;
}

function citationOf(body: string, command: Command): Citation[] {
  const closing = command.around.at(-1) ?? null;
  const opening = command.around.at(-2) ?? null;
  const works = command.lists.flatMap((list) => worksOf(body, list, withoutAuthor.test(lowered(command.name))));
  const [first, last] = [works[0], works.at(-1)];
  if (!first || !last) return [];
  first.prefix ??= opening && filled(body, opening);
  last.suffix ??= closing && filled(body, closing);
  const list = command.lists.at(-1)!;
  const end = list.closed ? list.next : Math.max(last.key.end, list.start);
  return [{ start: command.start, end, manner: command.manner, works, command: command.name.replace('*', '') }];
}

/** Of several keys the prenote is the first one's, the postnote the last one's. */
function worksOf(body: string, list: KeyList, suppressesAuthor: boolean): CitedWork[] {
  const keys = keysOf(body, list);
  const { locator, suffix } = list.postnote ? postnoteOf(body, unbraced(body, list.postnote)) : { locator: null, suffix: null };
  const prefix = list.prenote && filled(body, list.prenote);
  return keys.map((span, index) => ({
    key: { start: span.start, end: span.end, key: body.slice(span.start, span.end), signed: span },
    prefix: index === 0 ? prefix : null,
    locator: index === keys.length - 1 ? locator ?? volumeOf(body, list) : null,
    suffix: index === keys.length - 1 ? suffix : null,
    suppressesAuthor,
  }));
}

/** What braces protect: `[{18, [sic]}]`. */
function unbraced(body: string, span: Span): Span {
  const { start, end } = trimmed(body, span);
  const inner = argumentAt('{}', body, start);
  return inner?.next === end ? inner : span;
}

/** The volume of `\volcite{2}{vale2018cubs}`; the language of csquotes' commands has no figure. */
function volumeOf(body: string, { before: [volume] }: KeyList): CitedWork['locator'] {
  const span = volume && filled(body, volume);
  return span && /\d/.test(body.slice(span.start, span.end)) ? { ...span, label: 'volume', value: body.slice(span.start, span.end) } : null;
}

function filled(body: string, span: Span): Span | null {
  const { start, end } = trimmed(body, span);
  return start < end ? { start, end } : null;
}

interface Latex {
  /** Names of commands that cite which the user made, without the backslash. */
  own?: readonly string[];
  /** What of a block is read, each sign in its place. */
  textOf?: (block: string) => string;
}

function latexWith({ own = [], textOf = (block) => block }: Latex): CitationSyntax {
  const ownNames = new Set(own);
  const commandOf: CommandOf = (name) => citeCommand(name) ?? quoting.get(lowered(name)) ?? (ownNames.has(name) ? named(name) : undefined);
  const listsOf = (block: string, state: BlockState): KeyList[] => scan(textOf(block), state, commandOf).commands.flatMap(({ lists }) => lists);
  return {
    read(block, before) {
      const body = textOf(block);
      const { commands, state } = scan(body, before, commandOf);
      const citations = commands.flatMap((command) => citationOf(body, command));
      // what is cited in another's note stands before its keys
      return { citations: citations.sort((a, b) => a.works[0]!.key.start - b.works[0]!.key.start), state };
    },

    typedKeyAt(block, state, offset) {
      const list = listsOf(block, state).find(({ start, end }) => start <= offset && offset <= end);
      return list ? typedIn(textOf(block), list, offset) : null;
    },

    typedLocatorAt(block, state, offset) {
      const list = listsOf(block, state).find(({ postnote }) => postnote && postnote.start <= offset && offset <= postnote.end);
      return list ? typedLocatorIn(textOf(block), list, offset) : null;
    },

    knowing: (commands) => latexWith({ own: commands, textOf }),
  };
}

/** LaTeX's citations: `\cite{vale2018cubs}`, `\autocites[see][18]{vale2018cubs}{powell2014talking, reiss2019}`. */
export const latex = latexWith({});

/** The same in docstrip's documented sources, where a comment at the start of a line is text: `% As \cite{vale2018cubs} shows`. */
export const doctex = latexWith({ textOf: (block) => block.replace(/^%(?!%)/gm, ' ') });

function typedIn(body: string, list: KeyList, at: number): TypedKey | null {
  const line = body.slice(Math.max(list.start, body.lastIndexOf('\n', at - 1) + 1), at);
  if (line.includes('%')) return null;
  const typed = line.slice(line.lastIndexOf(',') + 1).trimStart();
  const end = matchEnd(list.closed ? restOfWords : restOfKey, body, at)!;
  const rest = body.slice(at, Math.min(end, list.end)).trimEnd();
  return { typed, start: at - typed.length, end: at + rest.length, form: 'braced' };
}

function typedLocatorIn(body: string, list: KeyList, offset: number): TypedLocator | null {
  const key = keysOf(body, list).at(-1);
  const number = key && typedNumberAt(body, list.postnote!, offset);
  if (!number) return null;
  const { start, end, typed, label } = number;
  return { key: body.slice(key.start, key.end), start, end, typed, ...(label !== null && { label }), term: '' };
}
