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

export interface MarkdownBlock {
  prose: readonly Prose[];
  /** Of examples, `(@good)`. */
  labels: readonly string[];
  state: BlockState;
}

/** What stands open between two lines. */
interface Open {
  /** The columns at which the text of the lists' items and quotations begins, outermost first. What is indented by four more is code. */
  columns: number[];
  /** The fences around text: of MyST's directives, of bookdown's theorems. */
  fences: string[];
  /** What holds the text: the marks of a fence of code, `yaml`, `nocite` (the entry of that name), or the words that end a comment or raw code; '' for nothing. */
  inside: string;
}

const nothing: BlockState = '||';

/** The column at which a quotation's text counts as beginning: one that is farther to the right than any list's. */
const quotationColumn = 1_000_000;

function opened(state: BlockState): Open {
  const [columns = '', fences = '', ...inside] = state.split('|');
  const words = (list: string): string[] => list.split(' ').filter((word) => word !== '');
  return { columns: words(columns).map(Number), fences: words(fences), inside: inside.join('|') };
}

function stateOf({ columns, fences, inside }: Open): BlockState {
  const state = `${columns.join(' ')}|${fences.join(' ')}|${inside}`;
  return state === nothing ? '' : state;
}

const quotation = />(?: {0,4}>)*/y;
const blanks = /[ \t]*/y;
const heading = /#{1,6}(?=\s)/y;
const fence = /(`{3,}|~{3,})([^\n]*)/y;
const fenceEnd = /(`{3,}|~{3,})[ \t\r]*(?:\n|$)/y;
const yamlOpens = /---[ \t]*\r?\n(?=#|["']?[\w-][^:\r\n]{0,100}:)/y;
const yamlCloses = /(?:---|\.\.\.)[ \t\r]*(?:\n|$)/y;
const yamlEntry = /[^\s:#-][^\s:]{0,100}/y;
/** `-`, `1.`, `(a)`, `iv)`, `(@good)`; behind a capital and its full stop two blanks must stand, since `B. Russell` is a name. */
const item = /(?:[-+*]|\(?(?:#|\d{1,9}|[a-z]|[ivxlcdm]{1,9}|[IVXLCDM]{2,9}|[A-Z](?!\. ?\S)|@[\w-]{0,200})[.)])(?=\s|$)/y;
const bullet = /[-+*](?=\s|$)/y;
/** In a list an item can begin on any line, but `p. 3` goes on in the one before. */
const nextItem = /(?:[-+*]|\(?(?:#|\d{1,9}|@[\w-]{0,200})[.)])(?=\s|$)/y;
const deepestList = 50;
/** `(@good)`, `@good.`: the label of an example, and the key of no work. */
const example = /\(?@([\w-]{1,200})[.)]/y;
/** The text of a note or a definition goes on four columns in. */
const definition = /\[\^[^\s[\]^]{1,200}\]:|[:~](?=\s)/y;

/** Fenced blocks of text: MyST's directives, which Sphinx and mystmd document, and knitr's engines of bookdown. */
const textDirectives = new Set(
  (
    'admonition attention aside blockquote callout caution card card-carousel danger dropdown epigraph error exercise figure glossary grid grid-item grid-item-card hint ' +
    'important list-table margin note prf:axiom prf:corollary prf:definition prf:example prf:lemma prf:proof prf:proposition prf:remark prf:theorem pull-quote seealso ' +
    'sidebar solution tab-item tab-set table tip topic warning ' +
    'block block2 conjecture corollary definition example hypothesis lemma proof proposition remark theorem'
  ).split(' '),
);
const directive = /^\{([\w:-]{1,40})[^}\n]{0,1000}\}/;

/** What can hold no citation and goes over lines; code and escaped signs, in which it does not begin. */
const rawOpens = /\\begin\{([A-Za-z]{1,40}\*?)\}|<(script|style|pre|textarea)(?=[\s>])|<!--|`[^`\n]*`|\\[^]/gi;

/** The words that end it. */
function rawCloses([opening, environment, element]: RegExpExecArray): string | null {
  if (environment !== undefined) return `\\end{${environment}}`;
  if (element !== undefined) return `</${element}>`;
  return opening === '<!--' ? '-->' : null;
}

/** Reads a block line by line, as Pandoc reads blocks: src/Text/Pandoc/Readers/Markdown.hs. */
class Lines {
  readonly prose: Prose[] = [];
  readonly labels: string[] = [];
  private readonly open: Open;
  /** Where the prose begins that has not ended yet. */
  private start = 0;
  private holes: Span[] = [];
  /** Whether a paragraph begins here, where code may by its indentation alone. */
  private begins = true;
  private readonly missing = new Set<string>();

  constructor(private readonly block: string, before: BlockState) {
    this.open = opened(before);
    for (let at = 0; at < block.length; ) at = this.line(at, this.lineEnd(at));
    this.endProse(block.length);
  }

  get state(): BlockState {
    return stateOf(this.open);
  }

  private lineEnd(at: number): number {
    return this.block.indexOf('\n', at) + 1 || this.block.length;
  }

  /** Reads a line, or more of them, and says where the next begins. */
  private line(at: number, end: number): number {
    const { inside } = this.open;
    if (inside === 'yaml' || inside === 'nocite') return this.yamlLine(at, end);
    if (/^[`~]/.test(inside)) return this.codeLine(at, end);
    if (inside !== '') return this.rawLines(at);
    if (at === 0 && matchEnd(yamlOpens, this.block, at) !== null) return this.opens('yaml', at, end);
    return this.textLine(at, end);
  }

  /** Where the text of a line begins, in which column, and whether there is any. */
  private textOf(at: number, end: number): { text: number; column: number; isBlank: boolean } {
    const first = matchEnd(blanks, this.block, at)!;
    const indent = widthOf(this.block, at, first);
    const list = this.open.columns.findLast((column) => column < quotationColumn) ?? 0;
    const quoted = indent < list + 4 ? matchEnd(quotation, this.block, first) : null;
    const text = quoted === null ? first : matchEnd(blanks, this.block, quoted)!;
    const column = quoted === null ? indent : quotationColumn + Math.max(0, widthOf(this.block, quoted, text) - 1);
    return { text, column, isBlank: this.block.slice(text, end).trim() === '' };
  }

  private textLine(at: number, end: number): number {
    const { text, column, isBlank } = this.textOf(at, end);
    if (isBlank) {
      this.begins = true;
      return end;
    }
    if (this.begins) this.open.columns = this.open.columns.filter((outer) => outer <= column);
    if (column >= quotationColumn && !this.open.columns.some((outer) => outer >= quotationColumn)) this.open.columns.push(quotationColumn);
    if (this.begins && column >= this.innermost + 4) return this.skips(at, end);
    const body = this.behindMarks(text, column);
    if (this.fenceLine(body, at, end)) return end;
    this.begins = matchEnd(heading, this.block, body.at) !== null;
    return this.behindRaw(body.at, end);
  }

  private get innermost(): number {
    return this.open.columns.at(-1) ?? 0;
  }

  /** Where the text of a line begins behind the marks of lists, notes and definitions. */
  private behindMarks(text: number, indent: number): { at: number; column: number } {
    let [at, column] = [text, indent];
    for (let mark = this.begins ? item : this.open.columns.length > 0 ? nextItem : bullet; ; mark = item) {
      const defined = matchEnd(definition, this.block, at);
      const behind = defined ?? matchEnd(mark, this.block, at);
      if (behind === null || this.open.columns.length > deepestList) return { at, column };
      const next = matchEnd(blanks, this.block, behind)!;
      const gap = widthOf(this.block, behind, next);
      const own = defined === null ? behind - at + (gap > 4 ? 1 : gap) : 4;
      this.labelAt(at);
      this.endProse(at);
      this.open.columns = [...this.open.columns.filter((outer) => outer <= column), column + own];
      [at, column] = [next, column + behind - at + gap];
    }
  }

  private labelAt(at: number): void {
    example.lastIndex = at;
    const label = example.exec(this.block)?.[1];
    if (label !== undefined) this.labels.push(label);
  }

  /** Whether a fence begins or ends in a line. */
  private fenceLine(body: { at: number; column: number }, at: number, end: number): boolean {
    const around = this.open.fences.at(-1);
    if (around !== undefined && closesFence(this.block, body.at, around)) {
      this.open.fences.pop();
      this.skips(at, end);
      return true;
    }
    fence.lastIndex = body.at;
    const [, marks, info = ''] = fence.exec(this.block) ?? [];
    if (marks === undefined || (marks.startsWith('`') && info.includes('`'))) return false;
    this.open.columns = this.open.columns.filter((outer) => outer <= body.column);
    if (textDirectives.has(directive.exec(info)?.[1] ?? '')) {
      this.open.fences.push(marks);
      this.skips(at, end);
    } else {
      this.opens(marks, at, end);
    }
    return true;
  }

  /** Finds the comments and the raw code that begin in a line, and says where the line after them begins. */
  private behindRaw(from: number, end: number): number {
    for (let [at, line] = [from, this.block.slice(0, end)]; ; ) {
      rawOpens.lastIndex = at;
      const match = rawOpens.exec(line);
      if (!match) return line.length;
      at = match.index + match[0].length;
      const closes = rawCloses(match);
      const closed = closes === null ? null : this.find(closes, at);
      if (closes !== null && closed === null && (closes === '-->' || match.index === from)) return this.opens(closes, match.index, this.block.length);
      if (closed === null) continue;
      this.holes.push({ start: match.index, end: closed });
      at = closed;
      line = this.block.slice(0, Math.max(line.length, this.lineEnd(closed)));
    }
  }

  /** Where the words end that are looked for; null where they don't stand behind `from`. */
  private find(words: string, from: number): number | null {
    const found = this.missing.has(words) ? -1 : this.block.indexOf(words, from);
    if (found < 0) this.missing.add(words);
    return found < 0 ? null : found + words.length;
  }

  private rawLines(at: number): number {
    const closed = this.find(this.open.inside, at);
    if (closed === null) return this.skips(at, this.block.length);
    this.skips(at, closed);
    this.open.inside = '';
    this.begins = false;
    return this.behindRaw(closed, this.lineEnd(closed));
  }

  private codeLine(at: number, end: number): number {
    const { text, column, isBlank } = this.textOf(at, end);
    const leaves = !isBlank && column < this.innermost && (at === 0 || matchEnd(nextItem, this.block, text) !== null);
    const closes = leaves || closesFence(this.block, text, this.open.inside);
    this.skips(at, leaves ? at : end);
    if (closes) this.open.inside = '';
    return leaves ? this.textLine(at, end) : end;
  }

  private yamlLine(at: number, end: number): number {
    if (matchEnd(yamlCloses, this.block, at) !== null) {
      this.skips(at, end);
      this.open.inside = '';
      return end;
    }
    const entry = matchEnd(yamlEntry, this.block, at);
    if (entry !== null) {
      this.endProse(at);
      this.open.inside = this.block.slice(at, entry) === 'nocite' ? 'nocite' : 'yaml';
    }
    return end;
  }

  private opens(inside: string, at: number, end: number): number {
    this.skips(at, end);
    this.open.inside = inside;
    return end;
  }

  /** No citation stands between these two. */
  private skips(at: number, end: number): number {
    this.endProse(at);
    this.start = end;
    this.begins = true;
    return end;
  }

  private endProse(end: number): void {
    const { inside } = this.open;
    const isProse = inside === '' || inside === 'yaml' || inside === 'nocite';
    if (isProse && this.start < end) this.prose.push({ start: this.start, end, silent: inside === 'nocite', holes: this.holes });
    this.start = Math.max(this.start, end);
    this.holes = [];
  }
}

function closesFence(block: string, at: number, marks: string): boolean {
  fenceEnd.lastIndex = at;
  return fenceEnd.exec(block)?.[1]?.startsWith(marks) === true;
}

/** In columns; a tab ends at every fourth. */
function widthOf(text: string, start: number, end: number): number {
  let width = 0;
  for (let at = start; at < end; at++) width = text[at] === '\t' ? width - (width % 4) + 4 : width + 1;
  return width;
}

/** Where in a block citations can stand, and what it leaves open for the next. Linear. */
export const blockOf = (block: string, before: BlockState): MarkdownBlock => new Lines(block, before);
