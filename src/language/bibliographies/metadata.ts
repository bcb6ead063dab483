import * as l10n from '@vscode/l10n';
import { isMap, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';
import type { Span } from '../../text/span.js';
import type { Place, WrittenPath } from './documentFiles.js';

/** What YAML metadata say of bibliographies. */
export interface Metadata {
  file: string;
  bibliographies: WrittenPath[];
  /** Works that stand in the metadata themselves: the YAML of `references:`, which is a file of CSL-YAML for itself. */
  references: { yaml: string; where: Place } | null;
  styles: WrittenPath[];
  /** Folders in which Pandoc and Quarto look for what they can't find. */
  resourcePaths: string[];
  /** Files of more metadata. */
  metadataFiles: WrittenPath[];
  /** The documents that a file of Pandoc's defaults is for; null where it does not say. */
  inputFiles: string[] | null;
  /** Of its fields. */
  names: Set<string>;
  /** Where the YAML is broken, and why; what could be read of it was read. */
  fault: { where: Place; message: string } | null;
}

// Pandoc: https://pandoc.org/MANUAL.html#specifying-bibliographic-data, #defaults-files · Quarto: https://quarto.org/docs/reference/formats/html.html#citation,
// https://quarto.org/docs/projects/quarto-projects.html#metadata-includes · MyST: https://mystmd.org/guide/citations · Jupyter Book 1: https://jupyterbook.org/v1/content/citations.html
const bibliographyFields = ['bibliography', 'format.*.bibliography', 'metadata.bibliography', 'project.bibliography', 'bibtex_bibfiles', 'sphinx.config.bibtex_bibfiles'];
const styleFields = ['csl', 'format.*.csl', 'metadata.csl'];
const fileFields = ['metadata-file', 'metadata-files', 'format.*.metadata-files'];
const inputFields = ['input-file', 'input-files'];

/** A field that has none of these words says nothing of bibliographies. */
const telling = /bibliography|\bcsl\b|metadata-file|bibtex_bibfiles|resource-path|input-file/;

const opening = /^---[ \t]*$/;
const closing = /^(?:---|\.\.\.)[ \t]*$/;
const fence = /^ {0,3}(`{3,}|~{3,})/;
const field = /^[\w"'{][^\n]{0,100}?:(?:[ \t\r]|$)/m;
const longestLine = 200;
const mostBlocks = 100;

/**
 * The metadata blocks of a Markdown document, without the lines that open and close them. As in Pandoc, they may stand anywhere after a blank line, and
 * no blank line follows the one that opens them (https://pandoc.org/MANUAL.html#extension-yaml_metadata_block).
 */
export function metadataBlocks(text: string): Span[] {
  const blocks: Span[] = [];
  let from: number | null = null;
  let fenced: string | null = null;
  let before = '';
  for (const { line, start, next, following } of linesOf(text)) {
    const opens = before === '' && opening.test(line) && following !== '';
    if (from !== null && closing.test(line)) {
      const isMetadata = field.test(text.slice(from, Math.min(start, from + 2000)));
      if (isMetadata) blocks.push({ start: from, end: start });
      from = opens && !isMetadata ? next : null;
    } else if (from === null && fenced !== null) fenced = line.trimStart().startsWith(fenced) ? null : fenced;
    else if (from === null && opens) from = next;
    else if (from === null) fenced = fence.exec(line)?.[1] ?? null;
    before = line;
  }
  return blocks.slice(0, mostBlocks);
}

interface Line {
  /** Its first characters, without white space at the end. */
  line: string;
  start: number;
  /** Where the next one starts, and what stands there. */
  next: number;
  following: string;
}

function* linesOf(text: string): Generator<Line> {
  const head = (start: number, end: number): string => text.slice(start, Math.min(end, start + longestLine)).trimEnd();
  const endOf = (start: number): number => (text.indexOf('\n', start) + 1 || text.length + 1) - 1;
  for (let start = 0; start < text.length; ) {
    const next = endOf(start) + 1;
    yield { line: head(start, next), start, next, following: head(next, endOf(next)) };
    start = next;
  }
}

/**
 * Reads metadata; `start` is where they begin in the file. Only the fields that matter are given to the YAML parser, each for itself: a mistake in another
 * field costs nothing, and of thousands of references none is parsed.
 */
export function readMetadata(yaml: string, file: string, start = 0): Metadata {
  const reader = new Reader(yaml, { file, start });
  for (const section of sectionsOf(yaml)) reader.read(section);
  return reader.metadata;
}

/** A field of the outermost map with its value; '' names a map in braces, which is one. */
interface Section extends Span {
  name: string;
}

const fieldName = /^["']?([\w-][^\s:#'"]{0,80})["']?[ \t]*:(?=\s|$)/gm;

/** What is further in stands to the right of the first column. */
function sectionsOf(yaml: string): Section[] {
  if (/^\s{0,1000}\{/.test(yaml)) return [{ name: '', start: 0, end: yaml.length }];
  const names = [...yaml.matchAll(fieldName)];
  return names.map(({ index, 1: name }, at) => ({ name: name!, start: index, end: names[at + 1]?.index ?? yaml.length }));
}

/** The parser needs time with the square of some of what it reads, and its memory with that of brackets within each other; no person writes a field so. */
const mostLetters = 16_384;
const mostSigns = 2000;
const mostFields = 100;

const isWritten = (yaml: string): boolean => yaml.length <= mostLetters && (yaml.match(/[[\]{},&!?]/g)?.length ?? 0) <= mostSigns;

const outermost = new Set([...bibliographyFields, ...styleFields, ...fileFields, ...inputFields, 'resource-path', ''].map((name) => name.split('.')[0]!));

class Reader {
  readonly metadata: Metadata;
  private parsed = 0;

  constructor(private readonly yaml: string, private readonly at: { file: string; start: number }) {
    this.metadata = { file: at.file, bibliographies: [], references: null, styles: [], resourcePaths: [], metadataFiles: [], inputFiles: null, names: new Set(), fault: null };
  }

  read(section: Section): void {
    this.metadata.names.add(section.name);
    const words = this.yaml.slice(section.start, section.end);
    if (section.name === 'references' && /:\s{1,1000}[-[]/.test(words.slice(0, 2000))) this.metadata.references ??= { yaml: words, where: this.place(section) };
    else if (outermost.has(section.name) && telling.test(words)) this.parse(words, section);
  }

  private place({ start, end }: Span): Place {
    return { file: this.at.file, start: this.at.start + start, end: this.at.start + end };
  }

  private parse(words: string, { name, start }: Section): void {
    const { metadata } = this;
    if (this.parsed++ >= mostFields) return;
    if (!isWritten(words)) {
      metadata.fault ??= { where: this.place({ start, end: start + name.length }), message: l10n.t('It is too long.') };
      return;
    }
    const field = new Field(words, (span) => this.place({ start: start + span.start, end: start + span.end }));
    metadata.fault ??= field.fault;
    metadata.bibliographies.push(...field.paths(bibliographyFields));
    metadata.styles.push(...field.paths(styleFields));
    metadata.metadataFiles.push(...field.paths(fileFields));
    metadata.resourcePaths.push(...field.paths(['resource-path']).flatMap(({ path }) => path.split(/[;:]/).filter((folder) => folder !== '')));
    for (const { path } of field.paths(inputFields)) (metadata.inputFiles ??= []).push(path);
  }
}

/** One field, parsed. */
class Field {
  private readonly document: Document.Parsed;

  constructor(yaml: string, private readonly place: (span: Span) => Place) {
    this.document = parseDocument(yaml, { uniqueKeys: false, logLevel: 'silent' });
  }

  get fault(): Metadata['fault'] {
    const [fault] = this.document.errors;
    return fault ? { where: this.place({ start: fault.pos[0], end: fault.pos[1] }), message: fault.message.split('\n', 1)[0]! } : null;
  }

  paths(fields: readonly string[]): WrittenPath[] {
    return fields.flatMap((name) => nodesAt(this.document.contents, name.split('.'))).flatMap((node) => this.strings(node));
  }

  /** The strings of a value: one, a list, or lists under names, as the filter multibib has them. */
  private strings(node: unknown): WrittenPath[] {
    if (isSeq(node)) return node.items.flatMap((item) => this.strings(item));
    if (isMap(node)) return node.items.flatMap(({ value }) => this.strings(value));
    if (!isScalar(node) || !node.range || node.value === null) return [];
    const path = String(node.value);
    return path === '' || path.includes('\n') ? [] : [{ path, ...this.place({ start: node.range[0], end: node.range[1] }) }];
  }
}

/** The values under a path of names, of which `*` is any. */
function nodesAt(node: Node | null, [name, ...rest]: readonly string[]): Node[] {
  if (name === undefined) return node ? [node] : [];
  if (!isMap(node)) return [];
  return node.items.filter(({ key }) => isScalar(key) && (name === '*' || key.value === name)).flatMap(({ value }) => nodesAt(value as Node | null, rest));
}
