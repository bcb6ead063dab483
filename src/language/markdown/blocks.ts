import type { Span } from '../../text/span.js';
import { matchEnd } from '../../text/sticky.js';
import type { BlockState } from '../citations.js';

/** A stretch of a block in which citations can stand: a paragraph, a list's item, a value of the metadata. No bracket goes over its end. */
export interface Prose extends Span {
  /** In the metadata's `nocite`. */
  silent: boolean;
  /** Comments and raw code in it, in order. */
  holes: readonly Span[];
}

/** What stands open between two lines. */
interface Open {
  /** The columns at which the text of the lists' items begins, outermost first. What is indented by four more is code. */
  columns: readonly number[];
  /** The fence of code, `yaml`, `nocite` (the entry of that name in YAML), or the words that end a comment or raw code; '' for nothing. */
  until: string;
}

const opened = (state: BlockState): Open => {
  const [columns = '', ...until] = state.split('|');
  return { columns: columns === '' ? [] : columns.split(' ').map(Number), until: until.join('|') };
};

const stateOf = ({ columns, until }: Open): BlockState => (columns.length === 0 && until === '' ? '' : `${columns.join(' ')}|${until}`);

const quoted = /(?:[ \t]{0,100}>)*/y;
const blanks = /[ \t]*/y;
const fence = /(`{3,}|~{3,})([^\n]*)/y;
const yamlOpens = /---[ \t]*\r?\n(?=[ \t]*[^\s])/y;
const yamlCloses = /(?:---|\.\.\.)[ \t]*\r?\n?$/y;
const yamlEntry = /(?=[^\s#-])([^\s:]{0,100})/y;
const item = /(?:[-+*]|[(]?(?:#|\d{1,9}|[A-Za-z]|[ivxlcdm]{1,9})[.)]|\(?@[\w-]{0,200}[.)])(?=\s|$)/iy;
/** The label of an example, `(@good)`, `@good.`: the key of no work. */
const example = /\(?@([\w-]{1,200})[.)]/y;
/** A note's or a definition's text goes on four columns in. */
const definition = /\[\^[^\s[\]^]{1,200}\]:|[:~](?=\s)/y;
const heading = /#{1,6}(?=\s)/y;

/** What can hold no citation and goes over lines, each with the words that end it. */
const rawOpens = /\\begin\{([A-Za-z]{1,40}\*?)\}|<(script|style|pre|textarea)(?=[\s>])|<!--|`[^`\n]*`|\\[^]/gi;

function closeOf(match: RegExpExecArray): string | null {
  if (match[1] !== undefined) return `\\end{${match[1]}}`;
  if (match[2] !== undefined) return `</${match[2]}>`;
  return match[0] === '<!--' ? '-->' : null;
}

/** What the lines of a block are. Linear. */
class Lines {
  readonly prose: Prose[] = [];
  readonly labels: string[] = [];
  private columns: number[];
  private until: string;
  private start = 0;
  private holes: Span[] = [];
  /** Whether a paragraph may begin here, and so may code by its indentation alone. */
  private fresh = true;
  private inList = false;

  constructor(private readonly block: string, before: BlockState) {
    const { columns, until } = opened(before);
    this.columns = [...columns];
    this.until = until;
    for (let at = 0; at < block.length; ) at = this.line(at, block.indexOf('\n', at) + 1 || block.length);
    this.endProse(block.length);
  }

  get state(): BlockState {
    const { columns, until } = this;
    return stateOf({ columns, until });
  }

  /** Reads a line and says where the next one begins. */
  private line(at: number, end: number): number {
    if (this.until === 'yaml' || this.until === 'nocite') return this.yamlLine(at, end);
    if (this.until.startsWith('`') || this.until.startsWith('~')) return this.codeLine(at, end);
    if (this.until !== '') return this.rawLine(at, end);
    if (at === 0 && matchEnd(yamlOpens, this.block, at) !== null) return this.opens('yaml', at, end);
    return this.textLine(at, end);
  }

  private textLine(at: number, end: number): number {
    const quote = matchEnd(quoted, this.block, at)!;
    const text = matchEnd(blanks, this.block, quote)!;
    if (text >= end || this.block.slice(text, end).trim() === '') return end;
    const indent = Math.max(0, widthOf(this.block, quote, text) - (quote > at ? 1 : 0));
    if (this.fresh) this.columns = this.columns.filter((column) => column <= indent);
    if (this.fresh && indent >= (this.columns.at(-1) ?? 0) + 4) return this.skips(at, end);
    const body = this.begins(text, indent);
    const info = fenceAt(this.block, body);
    if (info !== null) return this.opens(info, at, end);
    this.fresh = matchEnd(heading, this.block, body) !== null;
    return this.rawIn(body, end);
  }

  /** Where the text of a line begins: behind the marks of lists. */
  private begins(text: number, indent: number): number {
    let [at, column] = [text, indent];
    for (;;) {
      const note = matchEnd(definition, this.block, at);
      const behind = note ?? matchEnd(item, this.block, at);
      if (behind === null) return at;
      if (note === null) this.labelAt(at);
      this.endProse(at);
      this.start = behind;
      this.inList = true;
      const next = matchEnd(blanks, this.block, behind)!;
      const width = widthOf(this.block, behind, next);
      this.columns = [...this.columns.filter((inner) => inner <= column), column + (note === null ? behind - at + (width > 4 ? 1 : width) : 4)];
      [at, column] = [next, column + behind - at + width];
    }
  }

  private labelAt(at: number): void {
    example.lastIndex = at;
    const label = example.exec(this.block)?.[1];
    if (label !== undefined && (this.fresh || this.inList)) this.labels.push(label);
  }

  /** Comments and raw code that begin in a line; says where the reading of lines goes on. */
  private rawIn(from: number, end: number): number {
    rawOpens.lastIndex = from;
    for (let match = rawOpens.exec(this.block); match && match.index < end; match = rawOpens.exec(this.block)) {
      const close = closeOf(match);
      if (close === null) continue;
      const closed = this.block.indexOf(close, rawOpens.lastIndex);
      if (closed >= 0) {
        this.holes.push({ start: match.index, end: closed + close.length });
        const line = this.block.indexOf('\n', closed) + 1 || this.block.length;
        if (line > end) return this.rawIn(closed + close.length, line);
        rawOpens.lastIndex = closed + close.length;
      } else if (close === '-->' || match.index === from) {
        return this.opens(close, match.index, this.block.length);
      }
    }
    return end;
  }

  private rawLine(at: number, end: number): number {
    const closed = this.block.indexOf(this.until, at);
    if (closed < 0) return this.skips(at, this.block.length);
    const behind = closed + this.until.length;
    this.until = '';
    this.skips(at, behind);
    return this.rawIn(behind, this.block.indexOf('\n', behind) + 1 || Math.max(end, this.block.length));
  }

  private codeLine(at: number, end: number): number {
    const marks = matchEnd(blanks, this.block, matchEnd(quoted, this.block, at)!)!;
    const line = this.block.slice(marks, end).trim();
    if (line.startsWith(this.until) && line === this.until[0]!.repeat(line.length)) this.until = '';
    return this.skips(at, end);
  }

  private yamlLine(at: number, end: number): number {
    const entry = matchEnd(yamlEntry, this.block, at);
    const closes = matchEnd(yamlCloses, this.block.slice(0, end), at) !== null;
    if (entry !== null || closes) this.endProse(at);
    if (entry !== null) this.until = this.block.slice(at, entry) === 'nocite' ? 'nocite' : 'yaml';
    if (!closes) return end;
    this.until = '';
    return this.skips(at, end);
  }

  private opens(until: string, at: number, end: number): number {
    this.skips(at, end);
    this.until = until;
    return end;
  }

  /** No citation stands between these two. */
  private skips(at: number, end: number): number {
    this.endProse(at);
    this.start = end;
    this.fresh = true;
    return end;
  }

  private endProse(end: number): void {
    const isProse = this.until === '' || this.until === 'yaml' || this.until === 'nocite';
    if (isProse && this.start < end) this.prose.push({ start: this.start, end, silent: this.until === 'nocite', holes: this.holes });
    this.start = Math.max(this.start, end);
    this.holes = [];
  }
}

function fenceAt(block: string, at: number): string | null {
  fence.lastIndex = at;
  const match = fence.exec(block);
  return match && !(match[1]!.startsWith('`') && match[2]!.includes('`')) ? match[1]! : null;
}

/** In columns; a tab ends at every fourth. */
function widthOf(text: string, start: number, end: number): number {
  let width = 0;
  for (let at = start; at < end; at++) width = text[at] === '\t' ? width - (width % 4) + 4 : width + 1;
  return width;
}

export interface MarkdownBlock {
  prose: readonly Prose[];
  labels: readonly string[];
  state: BlockState;
}

/** Where in a block citations can stand, and what it leaves open for the next. */
export const blockOf = (block: string, before: BlockState): MarkdownBlock => new Lines(block, before);
