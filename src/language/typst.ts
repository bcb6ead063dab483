import type { Manner } from '../documents/latex/citing.js';
import type { Span } from '../text/span.js';
import { matchEnd } from '../text/sticky.js';
import type { BlockState, Citation, CitationSyntax, CiteKey, TypedKey, TypedLocator } from './citations.js';
import { postnoteOf, typedNumberAt } from './postnote.js';
import { argumentsOf, Contents, type Content } from './typst/call.js';
import { inKey, inLabel, label, restOfKey } from './typst/label.js';

export { isLabel } from './typst/label.js';

// Typst's own rules: crates/typst-syntax/src/lexer.rs and parser.rs of github.com/typst/typst, version 0.14.
const reference = new RegExp(`@(${inKey}${restOfKey.source})`, 'uy');
const identifier = /[\p{XIDS}_][\p{XIDC}_-]*/uy;
const field = /\.[\p{XIDS}_][\p{XIDC}_-]*/uy;

/** What a reader of the text is inside of, innermost last: a content block, code in brackets, math; an expression, a statement or a condition behind `#`. */
type Frame = '[' | '(' | '{' | '$' | 'e' | 's' | 'i';

const longestStack = 100;
const openers = new Map<string, Frame>([[')', '('], [']', '['], ['}', '{']]);
/** Keywords whose expression ends with its line, and those that end with a block. */
const statements = new Set(['let', 'set', 'show', 'import', 'include', 'return', 'break', 'continue']);
const conditions = new Set(['if', 'for', 'while']);

const tokens = {
  markup: /\\[^]?|@|<|#|\[|\]|\$|\/\/|\/\*|`+|https?:\/\//g,
  code: /"|`+|<|\/\/|\/\*|[[\](){}$;\n]|(?<![\p{XIDC}_-])(?:cite|ref)(?=\()/gu,
  math: /\\[^]?|"|#|\$|\/\/|\/\*/g,
};

const address = /https?:\/\/(?:[0-9A-Za-z!#$%&*+,./:;=?@_~'-]|\([0-9A-Za-z!#$%&*+,./:;=?@_~'-]*\)|\[[0-9A-Za-z!#$%&*+,./:;=?@_~'-]*\])*/y;
const commentBorder = /\/\*|\*\//g;
const string = /"(?:[^"\\]|\\[^])*"/y;
const restOfLine = /[^\n]*/y;
const otherwise = /\s*else(?![\p{XIDC}_-])/uy;
const context = /context[ \t]+/y;
/** `#label("fig one")`, which labels what stands before it, as `<fig-one>` does. */
const calledLabel = /^\(\s*"([^"\\\n]+)"\s*\)/;
const longestLabel = 200;

/** What stands before the sign of `gina@vale.org`, and behind it. Typst takes it for a reference; it asks for `\@`. */
const beforeAddress = /[A-Za-z0-9._%+-]$/;
const domain = /^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$/;

/** By `form:` of `cite`; a citation's own form is that of the style. */
const manners = new Map<string, Manner>([['"prose"', 'within'], ['"author"', 'names'], ['"year"', 'year'], ['none', 'silent']]);

interface State {
  frames: string;
  /** Ticks of raw text that is open. */
  ticks: number;
  /** Depth of comments that are open. */
  comments: number;
}

function stateOf(state: BlockState): State {
  const [, frames, ticks, comments] = /^([^`/]*)(`*)(\/*)$/.exec(state)!;
  return { frames: frames!, ticks: ticks!.length, comments: comments!.length };
}

/** A citation, and where words behind its work can be typed: `[p. 18]`, closed or not. */
interface Read {
  citation: Citation;
  supplement: Span | null;
}

/** Reads one block, as Typst's lexer does, which knows markup, code and math. */
class Reader {
  readonly found: Read[] = [];
  readonly labels: string[] = [];
  /** Where keys begin, or would: each `@` in markup, each `<` and `"` in code. */
  readonly signs = new Set<number>();
  state: BlockState = '';
  private at = 0;
  private frames: string;
  private readonly contents: Contents;
  private tickMissing = false;

  constructor(private readonly body: string, before: BlockState) {
    const { frames, ticks, comments } = stateOf(before);
    this.contents = new Contents(body);
    this.frames = frames;
    if (ticks > 0 ? this.raw('`'.repeat(ticks)) : comments > 0 ? this.comment(comments) : this.goesOn()) this.read();
  }

  /** Prose that is not indented stands in no code: what is open before it has been left so, as while it is typed. */
  private goesOn(): true {
    if (this.mode !== 'markup' && /^[^\s)\]}$]/.test(this.body)) this.frames = '';
    return true;
  }

  private read(): void {
    for (;;) {
      if (this.top === 'e' && this.expression()) continue;
      const token = tokens[this.mode];
      token.lastIndex = this.at;
      const [word] = token.exec(this.body) ?? [];
      if (word === undefined) break;
      this.at = token.lastIndex;
      if (!this.take(word, this.at - word.length)) return;
    }
    this.state = openBehind(this.frames);
  }

  private get top(): string | undefined {
    return this.frames.at(-1);
  }

  private get mode(): keyof typeof tokens {
    return this.top === undefined || this.top === '[' ? 'markup' : this.top === '$' ? 'math' : 'code';
  }

  /** False where the block ends within it. */
  private take(word: string, start: number): boolean {
    switch (word[0]) {
      case '/': return word === '//' ? this.skip(restOfLine) : this.comment(1);
      case '`': return this.raw(word);
      case '"': return this.string(start);
      case '@': return this.reference(start);
      case '<': return this.label(start);
      case '#': return this.embedded();
      case '$': return this.equation();
      case '[': case '(': case '{': return this.push(word as Frame);
      case ']': case ')': case '}': return this.close(openers.get(word)!);
      case ';': case '\n': return this.endLine();
      case 'h': return this.skip(address, start);
      case 'c': case 'r': return this.call(word, start);
      default: return true;
    }
  }

  private skip(pattern: RegExp, from = this.at): true {
    this.at = matchEnd(pattern, this.body, from) ?? this.at;
    return true;
  }

  private push(frame: Frame): true {
    if (this.frames.length < longestStack) this.frames += frame;
    return true;
  }

  private pop(): true {
    this.frames = this.frames.slice(0, -1);
    return true;
  }

  /** What was left open inside is closed too; a bracket that closes nothing is text. */
  private close(opener: Frame): true {
    const opened = this.frames.lastIndexOf(opener);
    if (opened < 0) return true;
    this.frames = this.frames.slice(0, opened);
    return this.top === 'i' && opener !== '(' ? this.otherwise() : true;
  }

  /** Behind the block of a condition: its `else`, or its end. */
  private otherwise(): true {
    const end = matchEnd(otherwise, this.body, this.at);
    if (end === null) return this.pop();
    this.at = end;
    return true;
  }

  private endLine(): true {
    return this.top === 's' || this.top === 'i' ? this.pop() : true;
  }

  private equation(): true {
    return this.top === '$' ? this.pop() : this.push('$');
  }

  /** The expression behind `#`. */
  private embedded(): true {
    this.skip(context);
    const start = this.at;
    this.skip(identifier);
    const name = this.body.slice(start, this.at);
    if (name === '') return this.bracketed();
    if (name === 'cite' || name === 'ref') this.call(name, start);
    if (name === 'label') this.labels.push(...(calledLabel.exec(this.body.slice(this.at, this.at + longestLabel))?.slice(1) ?? []));
    return this.push(statements.has(name) ? 's' : conditions.has(name) ? 'i' : 'e');
  }

  /** `#(…)`, `#{…}`, `#[…]`, `#"…"` */
  private bracketed(): true {
    const opening = this.body[this.at];
    if (opening === '"') return this.string(this.at);
    if (opening !== '(' && opening !== '[' && opening !== '{') return true;
    this.at++;
    this.push('e');
    return this.push(opening);
  }

  /** Goes on with what directly follows an expression: its arguments, a field. */
  private expression(): true {
    const next = this.body[this.at];
    if (next === '(' || next === '[') {
      this.at++;
      return this.push(next);
    }
    const end = matchEnd(field, this.body, this.at);
    if (end === null) return this.pop();
    const word = this.body.slice(this.at + 1, end);
    if (word === 'cite') this.call(word, this.at + 1);
    this.at = end;
    return true;
  }

  private comment(depth: number): boolean {
    let open = depth;
    commentBorder.lastIndex = this.at;
    while (open > 0) {
      const [border] = commentBorder.exec(this.body) ?? [];
      if (border === undefined) break;
      this.at = commentBorder.lastIndex;
      open += border === '/*' ? 1 : -1;
    }
    if (open > 0) this.state = this.frames + '/'.repeat(Math.min(open, longestStack));
    return open === 0;
  }

  /** Two ticks are empty raw text; one that is not closed in its paragraph is a tick. */
  private raw(ticks: string): boolean {
    if (ticks.length === 2) return true;
    const end = ticks.length === 1 && this.tickMissing ? -1 : this.body.indexOf(ticks, this.at);
    if (end >= 0) this.at = end + ticks.length;
    else if (ticks.length === 1) this.tickMissing = true;
    else this.state = this.frames + ticks.slice(0, longestStack);
    return end >= 0 || ticks.length === 1;
  }

  /** A string that is not closed in its paragraph, as while it is typed, ends with its line. */
  private string(start: number): true {
    this.signs.add(start);
    this.at = matchEnd(string, this.body, start) ?? matchEnd(restOfLine, this.body, start)!;
    return true;
  }

  private label(start: number): true {
    label.lastIndex = start;
    const name = label.exec(this.body)?.[1];
    if (this.mode === 'code') this.signs.add(start);
    else if (name !== undefined) this.labels.push(name);
    if (name !== undefined) this.at = label.lastIndex;
    return true;
  }

  private reference(start: number): true {
    this.signs.add(start);
    reference.lastIndex = start;
    const key = reference.exec(this.body)?.[1];
    if (key === undefined) return true;
    const end = (this.at = reference.lastIndex);
    if (beforeAddress.test(this.body.slice(start - 1, start)) && domain.test(key)) return true;
    const cited: CiteKey = { start: start + 1, end, key, signed: { start, end } };
    const supplement = this.contents.at(end);
    this.add(cited, { start, end: supplement?.closed ? supplement.end + 1 : end }, supplement, 'behind');
    return true;
  }

  /** `cite(<key>)` and `ref(<key>)`, with `start` where the name stands. */
  private call(name: string, start: number): true {
    const open = start + name.length;
    if (this.body[open] !== '(') return true;
    const { key, supplement, form, end } = argumentsOf(this.body, open + 1, this.contents);
    const span = { start: this.body[start - 1] === '#' ? start - 1 : start, end };
    if (key) this.add(key, span, supplement, manners.get(form) ?? 'behind', name);
    return true;
  }

  private add(key: CiteKey, { start, end }: Span, supplement: Content | null, manner: Manner, command?: string): void {
    const { locator, suffix } = supplement?.closed ? postnoteOf(this.body, supplement) : { locator: null, suffix: null };
    const work = { key, prefix: null, locator, suffix, suppressesAuthor: manner === 'year' };
    this.found.push({ citation: { start, end, manner, works: [work], ...(command !== undefined && { command }) }, supplement });
  }
}

/** What goes on over a blank line: code in brackets, math, and content inside of them. Content alone is read like all markup. */
const openBehind = (frames: string): BlockState => frames.replace(/^(?:[esi]?\[)+/, '');

/** Typst's citations: `@vale2018cubs[p. 18]`, `#cite(<vale2018cubs>, supplement: [p. 18], form: "prose")`. */
export const typst: CitationSyntax = {
  read(block, before) {
    const { found, labels, state } = new Reader(block, before);
    const citations = found.map(({ citation }) => citation).sort((a, b) => a.works[0]!.key.start - b.works[0]!.key.start);
    return { citations, labels, state };
  },

  typedKeyAt(block, state, offset) {
    const typed = typedBefore(block, offset);
    return typed && new Reader(block, state).signs.has(typed.start - 1) ? typed : null;
  },

  typedLocatorAt(block, state, offset) {
    const read = new Reader(block, state).found.find(({ supplement }) => supplement && supplement.start <= offset && offset <= supplement.end);
    return read ? typedLocatorIn(block, read, offset) : null;
  },
};

const longestTyped = 1000;

/** What can be typed of a key behind its sign: `@va`, `cite(<va`, `cite(label("va cu`. */
const typedForms: readonly [pattern: RegExp, rest: RegExp, form: TypedKey['form']][] = [
  [new RegExp(`(?<![A-Za-z0-9._%+-])@(${inLabel}*)$`, 'u'), restOfKey, 'bare'],
  [new RegExp(String.raw`(?:cite|ref)\((?:[^()\n]*,)?\s*<(${inLabel}*)$`, 'u'), restOfKey, 'bare'],
  [/(?:cite|ref)\((?:[^()\n]*,)?\s*label\(\s*"([^"\n]*)$/, /[^"\s]*/y, 'braced'],
];

/** The key that is being typed, if a sign stands before it that the reader takes for one. */
function typedBefore(block: string, offset: number): TypedKey | null {
  const before = block.slice(Math.max(block.lastIndexOf('\n', offset - 1) + 1, offset - longestTyped), offset);
  for (const [pattern, rest, form] of typedForms) {
    const typed = pattern.exec(before)?.[1];
    if (typed !== undefined) return { typed, start: offset - typed.length, end: matchEnd(rest, block, offset)!, form };
  }
  return null;
}

function typedLocatorIn(block: string, { citation: { works: [work] }, supplement }: Read, offset: number): TypedLocator | null {
  const number = typedNumberAt(block, supplement!, offset);
  if (!number) return null;
  const { start, end, typed, label } = number;
  return { key: work!.key.key, start, end, typed, ...(label === null ? { term: 'p. ' } : { label, term: '' }) };
}
