import { firstAt } from '../text/firstAt.js';
import type { Span } from '../text/span.js';
import { syntaxes, type BlockState, type Citation, type CitationSyntax, type CitedLocator, type CitedWork, type CiteKey, type ReadBlock, type TypedKey, type TypedLocator } from './citations.js';

/** Blocks are no longer than this, in UTF-16 code units, so that a keystroke in one line of megabytes costs no more than in a page. */
const longestBlock = 1 << 15;
const longestBlank = 256;
const endsBlank = /\n[ \t\r]*\n$/;

interface Block extends Required<ReadBlock> {
  text: string;
  /** What the block before it leaves open. */
  before: BlockState;
  /** Where the block stood when `placed` was made; -1 before that. */
  placedAt: number;
  /** Its citations, with the document's offsets. */
  placed: readonly Citation[];
}

/** A part of a document that is read by itself: a paragraph, most often. */
export interface CitingBlock {
  text: string;
  /** Its citations with offsets of its text; the same array until somebody writes in it. */
  citations: readonly Citation[];
  /** The same with the document's offsets. */
  placed: readonly Citation[];
}

/**
 * The citations of a document that is being written. All features ask this one, so that they can never disagree. An edit costs reading the blocks
 * that it touches, and those behind them only as far as it opens or closes something: a code block, a comment.
 *
 * Offsets are UTF-16 code units of the document's text.
 */
export class DocumentCitations {
  private readonly syntax: CitationSyntax | undefined;
  private blocks: Block[];
  private starts: number[] | null = null;
  private readonly cited = new Occurring();
  private readonly labels = new Occurring();
  private known: readonly Citation[] | null = null;

  /**
   * @param language VS Code's id; a document in a language without citations has none
   * @param commands of LaTeX that cite besides those that are known, without the backslash: the setting ibid.latex.citeCommands
   */
  constructor(readonly language: string, text: string, commands: readonly string[] = []) {
    const syntax = syntaxes.get(language);
    this.syntax = syntax?.knowing?.(commands) ?? syntax;
    this.blocks = this.syntax ? this.read(text, '') : [];
    this.count(this.blocks, 1);
  }

  /** Takes over an edit: the text from `start` to `end` becomes `text`. */
  change({ start, end }: Span, text: string): void {
    if (!this.syntax) return;
    const touched = this.blockAt(start);
    // what is written at the start of a block may belong to the one before
    const first = Math.max(0, this.blockStarts()[touched] === start ? touched - 1 : touched);
    let behind = Math.min(this.blocks.length, this.blockAt(end) + 1);
    const base = this.blockStarts()[first] ?? 0;
    const was = this.textOf(first, behind);
    let now = was.slice(0, start - base) + text + was.slice(end - base);
    // what has lost the blank line behind it goes on in the next block
    while (behind < this.blocks.length && !endsBlank.test(now.slice(-longestBlank)) && now.length <= 2 * longestBlock) now += this.blocks[behind++]!.text;
    const before = this.blocks[first]?.before ?? '';
    const fresh = this.read(now, before);
    for (let state = fresh.at(-1)?.state ?? before; behind < this.blocks.length && this.blocks[behind]!.before !== state; behind++) {
      const block = this.readBlock(this.blocks[behind]!.text, state);
      fresh.push(block);
      state = block.state;
    }
    this.count(fresh, 1);
    this.count(this.blocks.slice(first, behind), -1);
    this.blocks = this.blocks.slice(0, first).concat(fresh, this.blocks.slice(behind));
    this.starts = null;
    this.known = null;
  }

  /** All of them, in the order of the document. */
  get all(): readonly Citation[] {
    return (this.known ??= this.citationsOf(0, this.blocks.length));
  }

  /** The blocks that have any, in their order. */
  get citingBlocks(): CitingBlock[] {
    const starts = this.blockStarts();
    return this.blocks.flatMap((block, index) => {
      if (block.citations.length === 0) return [];
      const { text, citations } = block;
      return [{ text, citations, placed: placed(block, starts[index]!) }];
    });
  }

  /** Whether something that looks like a citation is one: in Typst, `@fig` is none where `<fig>` stands. */
  cites({ works }: Citation): boolean {
    const labels = this.labels.names;
    return labels.size === 0 || !works.every(({ key }) => labels.has(key.key));
  }

  /** The keys of all of them, each once; the same set as long as they are the same, since it has no places, which every keystroke moves. */
  get keys(): ReadonlySet<string> {
    const [keys, labels] = [this.cited.names, this.labels.names];
    return labels.size === 0 ? keys : new Set([...keys].filter((key) => !labels.has(key)));
  }

  /** Those of the blocks that a span touches, in their order; some may stand outside it. */
  near({ start, end }: Span): readonly Citation[] {
    return this.citationsOf(this.blockAt(start), this.blockAt(end) + 1);
  }

  /** The citation that `offset` touches, and the work whose key or words it touches; the nearest key's for what stands between. */
  at(offset: number): { citation: Citation; work: CitedWork } | null {
    const citation = this.near({ start: offset, end: offset }).find(({ start, end }) => start <= offset && offset <= end);
    if (!citation) return null;
    const distance = ({ key: { signed } }: CitedWork): number => Math.max(signed.start - offset, offset - signed.end, 0);
    return { citation, work: citation.works.reduce((best, work) => (distance(work) < distance(best) ? work : best)) };
  }

  /** The key that `offset` touches, its sign included: `@va|le`, `|@vale`, `@vale|`. */
  keyAt(offset: number): CiteKey | null {
    const keys = this.near({ start: offset, end: offset }).flatMap(({ works }) => works.map(({ key }) => key));
    return keys.find(({ signed }) => signed.start <= offset && offset <= signed.end) ?? null;
  }

  typedKeyAt(offset: number): TypedKey | null {
    return this.inBlock(offset, (syntax, block, at) => syntax.typedKeyAt(block.text, block.before, at));
  }

  typedLocatorAt(offset: number): TypedLocator | null {
    return this.inBlock(offset, (syntax, block, at) => syntax.typedLocatorAt(block.text, block.before, at));
  }

  /** The text around an offset: its paragraph, with where it begins in the document. */
  paragraphAt(offset: number): { start: number; text: string } {
    const index = this.blockAt(offset);
    return { start: this.blockStarts()[index] ?? 0, text: this.blocks[index]?.text ?? '' };
  }

  /** The document's text between two offsets. */
  slice({ start, end }: Span): string {
    const [first, last] = [this.blockAt(start), this.blockAt(end)];
    const base = this.blockStarts()[first] ?? 0;
    return this.textOf(first, last + 1).slice(start - base, end - base);
  }

  private textOf(first: number, behind: number): string {
    const blocks = this.blocks.slice(first, behind);
    return blocks.length === 1 ? blocks[0]!.text : blocks.map(({ text }) => text).join('');
  }

  private inBlock<Typed extends Span>(offset: number, ask: (syntax: CitationSyntax, block: Block, at: number) => Typed | null): Typed | null {
    const index = this.blockAt(offset);
    const block = this.blocks[index];
    if (!this.syntax || !block) return null;
    const base = this.blockStarts()[index]!;
    const typed = ask(this.syntax, block, offset - base);
    return typed && shifted(typed, base);
  }

  private read(text: string, before: BlockState): Block[] {
    let state = before;
    return cut(text).map((part) => {
      const block = this.readBlock(part, state);
      state = block.state;
      return block;
    });
  }

  private readBlock(text: string, before: BlockState): Block {
    const { citations, labels = [], state } = this.syntax!.read(text, before);
    return { text, before, citations, labels, state, placedAt: -1, placed: [] };
  }

  private citationsOf(first: number, behind: number): readonly Citation[] {
    const starts = this.blockStarts();
    const found: Citation[] = [];
    for (let index = first; index < behind; index++) {
      const block = this.blocks[index];
      if (block && block.citations.length > 0) for (const citation of placed(block, starts[index]!)) found.push(citation);
    }
    return this.labels.names.size === 0 ? found : found.filter((citation) => this.cites(citation));
  }

  /** Takes up, or away, what some blocks have of keys and labels. */
  private count(blocks: readonly Block[], by: 1 | -1): void {
    for (const { citations, labels } of blocks) {
      for (const label of labels) this.labels.count(label, by);
      for (const { works } of citations) for (const { key } of works) this.cited.count(key.key, by);
    }
  }

  private blockStarts(): readonly number[] {
    let start = 0;
    return (this.starts ??= this.blocks.map(({ text }) => (start += text.length) - text.length));
  }

  /** The block that an offset stands in; at the border of two the later. */
  private blockAt(offset: number): number {
    const starts = this.blockStarts();
    return Math.max(0, firstAt(starts.length, (at) => starts[at]! > offset) - 1);
  }
}

/** Which names occur, in however many places. */
class Occurring {
  private readonly counts = new Map<string, number>();
  private known: ReadonlySet<string> | null = null;

  /** The same set as long as they are the same. */
  get names(): ReadonlySet<string> {
    return (this.known ??= new Set(this.counts.keys()));
  }

  count(name: string, by: 1 | -1): void {
    const before = this.counts.get(name) ?? 0;
    const now = before + by;
    if (now === 0) this.counts.delete(name);
    else this.counts.set(name, now);
    if (before === 0 || now === 0) this.known = null;
  }
}

/** A text in blocks. */
function cut(text: string): string[] {
  const blocks: string[] = [];
  let start = 0;
  const endAt = (end: number): void => {
    blocks.push(text.slice(start, end));
    start = end;
  };
  let isBehindBlank = false;
  for (let line = 0; line < text.length; ) {
    const newline = text.indexOf('\n', line);
    const end = newline < 0 ? text.length : newline + 1;
    const isBlank = text.slice(line, end).trim() === '';
    if (line > start && ((isBehindBlank && !isBlank) || end - start > longestBlock)) endAt(line);
    while (end - start > longestBlock) endAt(spaceBefore(text, start, start + longestBlock));
    isBehindBlank = isBlank;
    line = end;
  }
  if (start < text.length) endAt(text.length);
  return blocks;
}

function spaceBefore(text: string, start: number, latest: number): number {
  const space = text.lastIndexOf(' ', latest - 1);
  return space > start ? space + 1 : latest;
}

function placed(block: Block, at: number): readonly Citation[] {
  if (block.placedAt !== at) {
    block.placed = block.citations.map((citation) => citationAt(citation, at));
    block.placedAt = at;
  }
  return block.placed;
}

function shifted<Placed extends Span>(span: Placed, by: number): Placed {
  return { ...span, start: span.start + by, end: span.end + by };
}

// Each keystroke moves all that stands behind it: objects that are written out are made ten times as fast as those that others are spread into.

const spanAt = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

const spanOrNull = (span: Span | null, by: number): Span | null => (span === null ? null : spanAt(span, by));

const keyAt = ({ key, start, end, signed }: CiteKey, by: number): CiteKey => ({ key, start: start + by, end: end + by, signed: spanAt(signed, by) });

const locatorAt = ({ label, value, start, end }: CitedLocator, by: number): CitedLocator => ({ label, value, start: start + by, end: end + by });

const workAt = ({ key, prefix, locator, suffix, suppressesAuthor }: CitedWork, by: number): CitedWork => ({
  key: keyAt(key, by), prefix: spanOrNull(prefix, by), locator: locator === null ? null : locatorAt(locator, by), suffix: spanOrNull(suffix, by), suppressesAuthor,
});

function citationAt({ start, end, manner, works, command }: Citation, by: number): Citation {
  const placed: Citation = { start: start + by, end: end + by, manner, works: works.map((work) => workAt(work, by)) };
  if (command !== undefined) placed.command = command;
  return placed;
}
