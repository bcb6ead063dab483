import type { Element, Text } from 'domhandler';
import { PassageBuilder, type Passage } from '../text/passage.js';
import type { Span } from '../text/span.js';
import type { Block, Note } from './document.js';
import { addText, spanOf, type Visitor } from './markup.js';

/** What an element is to a reader of the running text. */
export type Role =
  /** Its words belong to what is around it. */
  | { is: 'words' }
  /** Set aside with all that is in it. */
  | { is: 'aside' }
  /** Parts words: a line break, a cell. */
  | { is: 'gap' }
  /** Set higher, as numbers of notes are. */
  | { is: 'raised' }
  | { is: 'block'; kind: Block['kind'] }
  /** Leads to notes or entries. `cites` where it says itself that it is a citation. */
  | { is: 'pointer'; ids: string[]; cites: boolean }
  | { is: 'note'; id: string | undefined; label: string | null; place: Note['place'] }
  | { is: 'page'; label: string | null };

/** What is open around an element. */
export interface Around {
  block: Block['kind'] | null;
  note: boolean;
}

/** A place that leads elsewhere, before it is known what stands there. Offsets are in the passage around it. */
export interface Pointer extends Span {
  ids: string[];
  cites: boolean;
  /** It stands where its note does. */
  inline: boolean;
}

/** A passage with all that is needed to tell its markers. */
export interface MarkedPassage {
  passage: Passage;
  pointers: Pointer[];
  raised: Span[];
}

export interface MarkedBlock extends MarkedPassage {
  kind: Block['kind'];
}

export interface MarkedNote extends MarkedPassage, Span {
  id: string;
  label: string | null;
  place: Note['place'];
}

const unended = -1;

/** White space that parts words, or that whoever set each element in a line of its own put there: beside a bracket or mark it is none. */
type Gap = 'space' | 'layout' | null;

/** A passage being written. */
class Writing {
  readonly builder = new PassageBuilder();
  readonly pointers: Pointer[] = [];
  readonly raised: Span[] = [];
  private gap: Gap = null;
  /** The next words begin, or follow, a citation. */
  private border: 'before' | 'behind' | null = null;

  constructor(private readonly source: string) {}

  space(): void {
    this.gap = 'space';
  }

  open<Opened extends Span>(list: Opened[], opened: Omit<Opened, keyof Span>, cites = false): Opened {
    const span = { ...opened, start: this.builder.length, end: unended } as Opened;
    list.push(span);
    if (cites) this.border = 'before';
    return span;
  }

  close(opened: Span, cites = false): void {
    opened.end = this.builder.length;
    if (cites) this.border = 'behind';
  }

  add({ start, end }: Span): void {
    const text = this.source.slice(start, end);
    const words = text.trim();
    const at = words === '' ? text.length : text.length - text.trimStart().length;
    this.addGap(text.slice(0, at));
    if (words === '') return;
    if (this.isParted(words)) this.builder.add(' ');
    // Entities of JATS's own DTD are those of HTML.
    addText(this.builder, this.source, { start: start + at, end: start + at + words.length }, { xml: false, endsInSpace: false });
    this.gap = null;
    this.border = null;
    this.addGap(text.slice(at + words.length));
  }

  private addGap(space: string): void {
    if (space !== '') this.gap = this.gap === 'space' || !space.includes('\n') ? 'space' : 'layout';
  }

  private isParted(words: string): boolean {
    const { last } = this.builder;
    if (last === '') return false;
    if (this.gap === 'layout') return !/[([]/u.test(last) && !/^[,.;:)\]]/u.test(words);
    return this.gap === 'space' || this.isStuck(last, words);
  }

  /** GROBID loses spaces around citations: "noted by<ref>Roe (2001)</ref>and". */
  private isStuck(last: string, words: string): boolean {
    if (this.border === 'before') return /[\p{L};,]/u.test(last) && /^[\p{L}(]/u.test(words);
    return this.border === 'behind' && /[\d)]/u.test(last) && /^\p{L}{2}/u.test(words);
  }

  finish(): MarkedPassage {
    const passage = this.builder.build().trimEnd();
    const ended = <Opened extends Span>(spans: readonly Opened[]): Opened[] => spans.map((span) => trimmed(passage.text, { ...span, end: span.end === unended ? passage.length : span.end }));
    return { passage, pointers: ended(this.pointers), raised: ended(this.raised) };
  }
}

function trimmed<Spanned extends Span>(text: string, span: Spanned): Spanned {
  let { start, end } = span;
  end = Math.min(end, text.length);
  start = Math.min(start, end);
  while (start < end && text[start] === ' ') start++;
  while (end > start && text[end - 1] === ' ') end--;
  return { ...span, start, end };
}

/** The running text, or a note within it. */
interface Context {
  writing: Writing;
  note: { id: string; label: string | null; place: Note['place'] } | null;
  blocks: OpenBlock[];
}

interface OpenBlock {
  kind: Block['kind'];
  /** Part of the block around it: the paragraphs of a quotation, a caption or a note. */
  joined: boolean;
}

/** An element that is open, with what is to be done when it ends. */
interface Opened {
  role: Role;
  writing: Writing;
  span: Span | null;
}

/** Puts together the running text and the notes of a marked-up source while its tree is gone through. */
export class MarkedText implements Visitor {
  readonly blocks: MarkedBlock[] = [];
  readonly notes: MarkedNote[] = [];
  readonly furniture: Span[] = [];
  readonly breaks: { start: number; label: string | null }[] = [];
  private readonly opened: Opened[] = [];
  private readonly contexts: Context[];

  constructor(private readonly source: string, private readonly roleOf: (element: Element, around: Around) => Role) {
    this.contexts = [{ writing: new Writing(source), note: null, blocks: [] }];
  }

  private get context(): Context {
    return this.contexts.at(-1)!;
  }

  open(element: Element): boolean {
    const { context } = this;
    const role = this.roleOf(element, { block: context.blocks.at(-1)?.kind ?? null, note: context.note !== null });
    if (role.is === 'aside') {
      this.furniture.push(spanOf(element));
      return false;
    }
    this.opened.push({ role, span: this.begin(role, element), writing: this.context.writing });
    return true;
  }

  private begin(role: Role, element: Element): Span | null {
    const { writing } = this.context;
    switch (role.is) {
      case 'gap':
        writing.space();
        return null;
      case 'raised':
        return writing.open(writing.raised, {});
      case 'pointer':
        return writing.open(writing.pointers, { ids: role.ids, cites: role.cites, inline: false }, role.cites);
      case 'block':
        this.openBlock(role.kind);
        return null;
      case 'note':
        this.openNote(role);
        return spanOf(element);
      case 'page':
        this.breaks.push({ start: spanOf(element).start, label: role.label });
        return null;
      default:
        return null;
    }
  }

  close(): void {
    const { role, span, writing } = this.opened.pop()!;
    if (role.is === 'block') this.closeBlock();
    else if (role.is === 'note') this.closeNote(span!);
    else if (role.is === 'gap') this.context.writing.space();
    // What a block within it has cut off ends where that begins.
    else if (span && writing === this.context.writing) writing.close(span, role.is === 'pointer' && role.cites);
  }

  text(node: Text): void {
    this.context.writing.add(spanOf(node));
  }

  private openBlock(kind: Block['kind']): void {
    const { blocks, note, writing } = this.context;
    const around = blocks.at(-1)?.kind;
    const joined = note !== null || around === 'quotation' || around === 'caption';
    if (joined) writing.space();
    else this.flush();
    blocks.push({ kind: joined ? (around ?? kind) : kind, joined });
  }

  private closeBlock(): void {
    const { blocks, writing } = this.context;
    if (blocks.at(-1)!.joined) writing.space();
    else this.flush();
    blocks.pop();
  }

  /** Ends the block of running text that was being written. */
  flush(): void {
    const { context } = this;
    const marked = context.writing.finish();
    context.writing = new Writing(this.source);
    if (marked.passage.text !== '') this.blocks.push({ kind: context.blocks.at(-1)?.kind ?? 'paragraph', ...marked });
  }

  private openNote({ id = `note:${this.notes.length + this.contexts.length}`, label, place }: Role & { is: 'note' }): void {
    const { writing } = this.context;
    const at = writing.builder.length;
    writing.pointers.push({ ids: [id], cites: false, inline: true, start: at, end: at });
    this.contexts.push({ writing: new Writing(this.source), note: { id, label, place }, blocks: [] });
  }

  private closeNote(span: Span): void {
    const { writing, note } = this.contexts.pop()!;
    this.notes.push({ ...note!, ...span, ...writing.finish() });
  }
}
