import type { Blockquote, FootnoteDefinition, Heading, Nodes, Parents, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { parseDocument } from 'yaml';
import { type Passage, PassageBuilder } from '../../text/passage.js';
import type { Span } from '../../text/span.js';
import { unsafeYaml } from '../../text/yaml.js';
import { bibliographiesBeside, entryOf, inSentence, takeItems } from '../besides.js';
import type { CslFields } from '../../csl.js';
import type { Block, BibliographyEntry, GivenMarker, Masthead, Note, SourceDocument } from '../document.js';
import { bibliographyHeading } from '../headings.js';
import { findCitations, findInlineNotes, type PandocCitation } from '../pandoc.js';
import { readPlainText } from './plainText.js';
import type { ReadOptions } from './readers.js';

/** Signs of markup that one paragraph may hold, and spaces in a row: beyond them the time that Markdown takes to read grows with their square. */
const mostSigns = 3000;
const mostSpaces = 1000;
/** Quotations and lists within each other, as a line opens them: their depth is limited by the stack, and costs its square in time. */
const tooDeep = /^[ \t]{0,3}(?:>[ \t]{0,3}|[-*+][ \t]{1,4}){50}/mu;
const startsBlock = /^\s*(?:$|[-*+|>#]|\d{1,9}[.)]\s|\[\^)/u;

/** Text whose markup no person wrote: thousands of brackets or stars in one paragraph. */
function isDense(text: string): boolean {
  if (text.includes(' '.repeat(mostSpaces)) || tooDeep.test(text)) return true;
  let signs = 0;
  for (const line of text.split('\n')) {
    if (startsBlock.test(line)) signs = 0;
    signs += line.match(/[[\]*_<`]/g)?.length ?? 0;
    if (signs > mostSigns) return true;
  }
  return false;
}

/** Lines that open and close Pandoc's and Quarto's divs: "::: {.callout-note}". */
const fence = /^ {0,3}:{3,}[^\n]{0,1000}$/gmu;

/**
 * Markdown with YAML metadata, notes and citations, as Pandoc, Quarto and GitHub write them; what is too dense to be Markdown is read as plain text.
 * The works that its keys name are looked for in its metadata, and in the bibliographies beside it that these name.
 */
export async function readMarkdown(text: string, options: ReadOptions = {}): Promise<SourceDocument> {
  if (isDense(text)) return readPlainText(text);
  const unfenced = text.replace(fence, (line) => ' '.repeat(line.length));
  const root = fromMarkdown(unfenced, {
    extensions: [gfmFootnote(), frontmatter(['yaml'])],
    mdastExtensions: [gfmFootnoteFromMarkdown(), frontmatterFromMarkdown(['yaml'])],
  });
  const reader = new MarkdownReader(unfenced);
  for (const node of root.children) reader.take(node);
  const furniture = Array.from(text.matchAll(fence), ({ index, 0: { length } }) => ({ start: index, end: index + length }));
  return cited({ ...reader.document(), text, furniture: [...furniture, ...reader.furniture] }, reader.metadata, options);
}

class MarkdownReader {
  private readonly blocks: Block[] = [];
  private readonly notes: Note[] = [];
  private readonly bibliography: BibliographyEntry[] = [];
  readonly furniture: Span[] = [];
  metadata: Metadata = noMetadata;
  private masthead: Masthead = { title: null, authors: [], date: null, publication: null };
  /** Depth of the heading that the bibliography stands under; null outside it. */
  private bibliographyDepth: number | null = null;

  constructor(private readonly text: string) {}

  document(): SourceDocument {
    const { text, blocks, notes, bibliography, furniture, masthead } = this;
    const pages = [{ label: null, start: 0, end: text.length }];
    return { text, masthead, pages, blocks, notes, bibliography, marked: true, furniture, problems: [] };
  }

  take(node: RootContent): void {
    switch (node.type) {
      case 'yaml':
        this.metadata = { ...metadataOf(node.value), ...spanOf(node) };
        this.masthead = mastheadOf(this.metadata.fields);
        return;
      case 'heading':
        this.heading(node);
        return;
      case 'paragraph':
        this.paragraph(this.passageOf(node));
        return;
      case 'blockquote':
        this.quotation(node);
        return;
      case 'list':
      case 'listItem':
        for (const child of node.children) this.take(child);
        return;
      case 'footnoteDefinition':
        this.note(node);
        return;
      default:
        this.furniture.push(spanOf(node));
    }
  }

  private heading(node: Heading): void {
    const passage = this.passageOf(node);
    if (this.bibliographyDepth !== null && node.depth <= this.bibliographyDepth) this.bibliographyDepth = null;
    if (bibliographyHeading.test(passage.text)) this.bibliographyDepth = node.depth;
    if (node.depth === 1) this.masthead.title ??= passage.text;
    this.blocks.push({ kind: 'heading', passage });
  }

  private paragraph(passage: Passage): void {
    if (this.bibliographyDepth === null) {
      this.blocks.push({ kind: 'paragraph', passage, markers: noteMarkers(passage) });
      return;
    }
    this.bibliography.push({ passage, label: null, ...passage.spanInSource({ start: 0, end: passage.length }) });
  }

  /** A quotation's paragraphs are one block. */
  private quotation(node: Blockquote): void {
    const builder = new PassageBuilder();
    for (const child of node.children) {
      if (child.type !== 'paragraph') this.take(child);
      else builder.add(builder.length > 0 ? ' ' : '').add(this.passageOf(child));
    }
    const passage = builder.build();
    if (passage.text !== '') this.blocks.push({ kind: 'quotation', passage, markers: noteMarkers(passage) });
  }

  private note(node: FootnoteDefinition): void {
    const builder = new PassageBuilder();
    for (const child of node.children) {
      if (child.type !== 'paragraph') continue;
      if (builder.length > 0) builder.add(' ');
      builder.add(this.passageOf(child, true));
    }
    this.notes.push({ label: node.label ?? node.identifier, passage: builder.build(), place: 'end', group: 1, ...spanOf(node) });
  }

  /** The words of a node without their markup. With `addresses`, a link's address follows its words, for references. */
  private passageOf(node: Parents, addresses = this.bibliographyDepth !== null): Passage {
    const builder = new PassageBuilder();
    for (const child of node.children) this.addInline(builder, child as PhrasingContent, addresses);
    return builder.build().trim();
  }

  private addInline(builder: PassageBuilder, node: PhrasingContent, addresses: boolean): void {
    const { start, end } = spanOf(node);
    switch (node.type) {
      case 'text':
        this.addText(builder, node.value, start, end);
        return;
      case 'footnoteReference':
      case 'inlineCode':
        builder.addSpan(this.text, start, end);
        return;
      case 'break':
        builder.addReplacement(' ', start, end - start);
        return;
      case 'link':
        for (const child of node.children) this.addInline(builder, child, addresses);
        if (addresses && !this.text.slice(start, end).startsWith('<') && !node.url.startsWith('#')) builder.add(` ${node.url}`);
        return;
      default:
        if ('children' in node) for (const child of node.children) this.addInline(builder, child, addresses);
    }
  }

  /** Text whose escapes and entities are resolved ("\\*", "&amp;") is followed through the source; line breaks become spaces. */
  private addText(builder: PassageBuilder, value: string, start: number, end: number): void {
    let at = start;
    value.split(/\s*[\r\n]\s*/u).forEach((line, index) => {
      if (index > 0) {
        const next = this.behindLineBreak(at, end);
        builder.addReplacement(' ', at, next - at);
        at = next;
      }
      at = this.text.startsWith(line, at) ? this.addAsItStands(builder, line, at) : this.addResolved(builder, line, at, end);
    });
  }

  /** Behind the next line break and what sets off the line after it: indentation, "> ". */
  private behindLineBreak(at: number, end: number): number {
    const found = /[\r\n][\s>]*/u.exec(this.text.slice(at, Math.min(end, at + mostSpaces)));
    return found ? at + found.index + found[0].length : at;
  }

  private addAsItStands(builder: PassageBuilder, words: string, at: number): number {
    builder.addSpan(this.text, at, at + words.length);
    return at + words.length;
  }

  /** Character by character: a backslash is stepped over, an entity stands for its character. */
  private addResolved(builder: PassageBuilder, words: string, start: number, end: number): number {
    let at = start;
    for (const character of words) {
      const entity = /^&[#\w]{1,32};/u.exec(this.text.slice(at, at + 34))?.[0];
      if (this.text[at] === '\\' && this.text.startsWith(character, at + 1)) at++;
      if (!entity && this.text.startsWith(character, at)) at = this.addAsItStands(builder, character, at);
      else {
        const length = at < end ? (entity?.length ?? 1) : 0;
        builder.addReplacement(character, Math.min(at, end - 1), 1);
        at += length;
      }
    }
    return at;
  }
}

/** `[^1]`, wherever it stands in a passage: also where its note is missing, which Markdown takes for plain words. */
function noteMarkers({ text }: Passage): GivenMarker[] {
  return Array.from(text.matchAll(/\[\^([^\]\s]{1,100})\]/gu), ({ 0: { length }, 1: label = '', index }) => ({
    kind: 'note', label, targets: [{ id: label }], start: index, end: index + length,
  }));
}

const spanOf = (node: Nodes): Span => ({ start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 });

/** The fields of the YAML block, and where that stands. */
interface Metadata extends Span {
  fields: Record<string, unknown>;
}

const noMetadata: Metadata = { fields: {}, start: 0, end: 0 };

function metadataOf(yaml: string): Pick<Metadata, 'fields'> {
  const metadata = parseYaml(yaml);
  return { fields: typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata) ? (metadata as Record<string, unknown>) : {} };
}

/** Title, authors and date; authors may be a name, a list of names, or a list of maps with `name`. */
function mastheadOf({ title, author, authors, date }: Record<string, unknown>): Masthead {
  return { title: words(title), authors: [author ?? authors ?? []].flat().flatMap((one) => words(nameOf(one)) ?? []), date: words(date), publication: null };
}

/** Null for metadata that is no YAML: an alias without its anchor is only found out when it is resolved, and throws. */
function parseYaml(yaml: string): unknown {
  if (unsafeYaml(yaml) !== null) return null;
  try {
    return parseDocument(yaml, { logLevel: 'silent' }).toJS({ maxAliasCount: 20 });
  } catch {
    return null;
  }
}

const nameOf = (author: unknown): unknown => (typeof author === 'object' && author !== null && 'name' in author ? author.name : author);
const words = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : typeof value === 'number' ? String(value) : null);

/** The document with its citations as markers, and the works they name as entries. */
async function cited(document: SourceDocument, metadata: Metadata, options: ReadOptions): Promise<SourceDocument> {
  const noted = withInlineNotes(document);
  const first = firstCitations([...noted.blocks, ...noted.notes].map(({ passage }) => passage), document.text);
  const entries = [...entriesIn(metadata, first), ...(await bibliographiesBeside(pathsIn(metadata), options)).entries(first)];
  const items = new Map(entries.flatMap(({ id, item }) => (id && item ? [[id, item]] : [])));
  const marking = new Marking(document.text, items, [...first.keys()]);
  return {
    ...noted,
    blocks: noted.blocks.map((block) => ({ ...block, ...marking.mark(block.passage, block.markers ?? []) })),
    notes: noted.notes.map((note) => {
      const { passage, markers } = marking.mark(note.passage, []);
      return { ...note, passage, ...(markers.length > 0 ? { markers } : {}) };
    }),
    bibliography: [...noted.bibliography, ...entries.filter(({ id }, index) => entries.findIndex((other) => other.id === id) === index)],
  };
}

/** Notes within paragraphs become notes like all others, with a marker where they stand. */
function withInlineNotes(document: SourceDocument): SourceDocument {
  const notes = [...document.notes];
  const blocks = document.blocks.map((block): Block => {
    const found = findInlineNotes(block.passage.text).map(({ whole, words: inner }): GivenMarker => {
      const id = `^${notes.length + 1}`;
      notes.push({ id, label: String(notes.length + 1), passage: block.passage.slice(inner.start, inner.end).trim(), place: 'inline', group: 1, ...block.passage.spanInSource(whole) });
      return { kind: 'note', label: String(notes.length), targets: [{ id }], ...whole };
    });
    return found.length === 0 ? block : { ...block, markers: [...(block.markers ?? []).filter(({ start }) => found.every((note) => start < note.start || start >= note.end)), ...found] };
  });
  return { ...document, blocks, notes };
}

/** The citations of a passage, but those whose sign is escaped: "\\@roe2001". */
const citationsIn = (passage: Passage, source: string): PandocCitation[] => findCitations(passage.text).filter(({ start }) => source[passage.toSource(start) - 1] !== '\\');

/** Where each key is cited first. */
function firstCitations(passages: readonly Passage[], source: string): Map<string, Span> {
  const first = new Map<string, Span>();
  for (const passage of passages) {
    for (const citation of citationsIn(passage, source)) {
      for (const { id } of citation.targets) if (!first.has(id)) first.set(id, passage.spanInSource(citation));
    }
  }
  return first;
}

/** The works that the metadata themselves give, as CSL. */
function entriesIn({ fields, start, end }: Metadata, first: ReadonlyMap<string, Span>): BibliographyEntry[] {
  const works = new Map<string, CslFields>();
  takeItems(fields['references'], works);
  return [...works].filter(([id]) => first.has(id)).map(([id, item]) => entryOf(id, item, { start, end }));
}

/** The bibliographies that the metadata name: a path, or a list or map of paths. */
function pathsIn({ fields: { bibliography } }: Metadata): string[] {
  const named = typeof bibliography === 'object' && bibliography !== null ? Object.values(bibliography) : [bibliography];
  return named.filter((path): path is string => typeof path === 'string');
}

/** Puts markers for the citations of passages. */
class Marking {
  private readonly cites: boolean;

  /** @param keys all that may be cited; a lone "@name" without a figure may be someone's handle */
  constructor(private readonly source: string, private readonly items: ReadonlyMap<string, CslFields>, keys: readonly string[]) {
    this.cites = keys.some((key) => items.has(key) || /\d/u.test(key));
  }

  /** A passage in which citations that are part of a sentence name their works, and all its markers. */
  mark(passage: Passage, given: readonly GivenMarker[]): { passage: Passage; markers: GivenMarker[] } {
    const citations = citationsIn(passage, this.source).filter((citation) => this.isCitation(citation) && given.every(({ start, end }) => citation.end <= start || citation.start >= end));
    const builder = new PassageBuilder();
    const markers: GivenMarker[] = [];
    let at = 0;
    for (const found of [...citations, ...given].sort((a, b) => a.start - b.start)) {
      builder.add(passage.slice(at, found.start));
      const start = builder.length;
      const named = 'inSentence' in found ? this.named(found) : null;
      if (named !== null) builder.addReplacement(named, passage.toSource(found.start), 1);
      else builder.add(passage.slice(found.start, found.end));
      at = found.end;
      markers.push({ ...('inSentence' in found ? markerOf(found) : found), start, end: builder.length });
    }
    return { passage: builder.add(passage.slice(at)).build(), markers };
  }

  private isCitation({ inSentence: within, targets: [first] }: PandocCitation): boolean {
    return !within || this.cites || this.items.has(first!.id);
  }

  /** The words of a citation that is part of its sentence: its work's names and year, or the key of one that is not known. */
  private named({ inSentence: within, yearOnly, targets: [first] }: PandocCitation): string | null {
    if (!within) return null;
    const item = this.items.get(first!.id);
    return (item && inSentence(item, { yearOnly })) || first!.id;
  }
}

function markerOf({ targets, inSentence: within }: PandocCitation): Omit<GivenMarker, keyof Span> {
  return { kind: 'citation', label: `@${targets.map(({ id }) => id).join('; ')}`, targets, ...(within ? { leads: true } : { raised: true }) };
}
