import type { FootnoteDefinition, Heading, Nodes, Parents, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { parseDocument } from 'yaml';
import { type Passage, PassageBuilder } from '../../text/passage.js';
import type { Span } from '../../text/span.js';
import type { Block, BibliographyEntry, GivenMarker, Masthead, Note, SourceDocument } from '../document.js';
import { bibliographyHeading } from '../notes.js';
import { readPlainText } from './plainText.js';

/** Signs of markup that one paragraph may hold, and spaces in a row: beyond them the time that Markdown takes to read grows with their square. */
const mostSigns = 3000;
const mostSpaces = 1000;
const startsBlock = /^\s*(?:$|[-*+|>#]|\d{1,9}[.)]\s|\[\^)/u;

/** Text whose markup no person wrote: thousands of brackets or stars in one paragraph. */
function isDense(text: string): boolean {
  if (text.includes(' '.repeat(mostSpaces))) return true;
  let signs = 0;
  for (const line of text.split('\n')) {
    if (startsBlock.test(line)) signs = 0;
    signs += line.match(/[[\]*_<`]/g)?.length ?? 0;
    if (signs > mostSigns) return true;
  }
  return false;
}

/** Markdown with YAML metadata and `[^1]` notes, as Pandoc, Quarto and GitHub write them; what is too dense to be Markdown is read as plain text. */
export function readMarkdown(text: string): SourceDocument {
  if (isDense(text)) return readPlainText(text);
  const root = fromMarkdown(text, {
    extensions: [gfmFootnote(), frontmatter(['yaml'])],
    mdastExtensions: [gfmFootnoteFromMarkdown(), frontmatterFromMarkdown(['yaml'])],
  });
  const reader = new MarkdownReader(text);
  for (const node of root.children) reader.take(node);
  return reader.document();
}

class MarkdownReader {
  private readonly blocks: Block[] = [];
  private readonly notes: Note[] = [];
  private readonly bibliography: BibliographyEntry[] = [];
  private readonly furniture: Span[] = [];
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
        this.masthead = mastheadOf(node.value);
        return;
      case 'heading':
        this.heading(node);
        return;
      case 'paragraph':
        this.paragraph(this.passageOf(node));
        return;
      case 'blockquote':
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

/** Title, authors and date of Pandoc's YAML block; authors may be a name, a list of names, or a list of maps with `name`. */
function mastheadOf(yaml: string): Masthead {
  const metadata = parseYaml(yaml);
  if (typeof metadata !== 'object' || metadata === null) return { title: null, authors: [], date: null, publication: null };
  const { title, author, authors, date } = metadata as Record<string, unknown>;
  return { title: words(title), authors: [author ?? authors ?? []].flat().flatMap((one) => words(nameOf(one)) ?? []), date: words(date), publication: null };
}

/** Null for metadata that is no YAML: an alias without its anchor is only found out when it is resolved, and throws. */
function parseYaml(yaml: string): unknown {
  try {
    return parseDocument(yaml, { logLevel: 'silent' }).toJS({ maxAliasCount: 20 });
  } catch {
    return null;
  }
}

const nameOf = (author: unknown): unknown => (typeof author === 'object' && author !== null && 'name' in author ? author.name : author);
const words = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : typeof value === 'number' ? String(value) : null);
