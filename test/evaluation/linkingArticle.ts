/** A gold article in JATS or TEI, taken apart into what its pages print: blocks of text with pointers, notes, and a bibliography. */
import { DomUtils, parseDocument } from 'htmlparser2';
import { entryText, type Manner } from './rendered/references.js';

export type Node = ReturnType<typeof parseDocument>['childNodes'][number];
export type Element = Extract<Node, { attribs: unknown }>;

export const markerKinds = ['[1]', '(1)', 'superscript', 'author-date', 'narrative', 'note', 'table or caption', 'other'] as const;
export const numericKinds = ['[1]', '(1)', 'superscript'] as const satisfies readonly (typeof markerKinds)[number][];
export type MarkerKind = (typeof markerKinds)[number];

/** A pointer of the publisher's: its printed words, and what it points to. */
export interface Pointer {
  kind: MarkerKind;
  /** Ids of entries. Several for a range; none where the publisher marks a pointer without saying to what. */
  targets: string[];
  /** The id of the note it leads to. */
  note: string | null;
  raised: boolean;
}

export interface Piece {
  text: string;
  pointer: Pointer | null;
}

export type BlockKind = 'heading' | 'paragraph' | 'caption' | 'row';

export interface Block {
  kind: BlockKind;
  pieces: Piece[];
}

export interface ArticleNote {
  id: string;
  label: string;
  pieces: Piece[];
}

export interface ArticleEntry {
  id: string;
  /** Its place in the bibliography, from 1, which is its number where works are cited by number. */
  number: number;
  text: string;
}

export interface Article {
  title: string;
  authors: string[];
  blocks: Block[];
  notes: ArticleNote[];
  entries: ArticleEntry[];
  /** Whether works are cited by number. */
  numbered: boolean;
}

export const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();
const isElement = (node: Node): node is Element => DomUtils.isTag(node);
const named = (name: string, under: Node | Node[]): Element[] => DomUtils.getElementsByTagName(name, under) as Element[];
const words = (node: Node | undefined): string => (node ? folded(DomUtils.textContent(node)) : '');
const isIn = (node: Node, names: readonly string[]): boolean => {
  for (let parent = node.parent; parent; parent = parent.parent) if ('name' in parent && names.includes(parent.name)) return true;
  return false;
};

const blockKinds: Record<string, BlockKind> = {
  title: 'heading', head: 'heading', p: 'paragraph', formula: 'paragraph', 'disp-formula': 'paragraph', item: 'paragraph',
  caption: 'caption', figure: 'caption', fig: 'caption', 'table-wrap': 'caption', tr: 'row', row: 'row',
};
const skipped = new Set(['sub-article', 'response', 'ref-list', 'listBibl', 'fn-group', 'fn', 'note', 'graphic', 'object-id', 'annotation', 'front', 'teiHeader', 'biblStruct']);
const cells = new Set(['td', 'th', 'cell']);

/** Between the cells of a row. */
export const cellGap = '    ';

/** Walks the XML and collects its blocks. */
class Blocks {
  readonly blocks: Block[] = [];
  private pieces: Piece[] = [];

  constructor(private readonly notes: ReadonlyMap<string, ArticleNote>) {}

  /** Reads what is under a node, into blocks of `kind` where the XML names no other. */
  read(node: Element, kind: BlockKind = 'paragraph', raised = false): this {
    for (const child of node.children) {
      if (isElement(child)) this.readElement(child, kind, raised);
      else if ('data' in child && child.type === 'text') this.add(child.data, null);
    }
    return this;
  }

  private readElement(element: Element, kind: BlockKind, raised: boolean): void {
    const pointer = this.pointerOf(element, raised);
    if (pointer) {
      this.add(this.printed(element, pointer), pointer);
      return;
    }
    // GROBID gives a figure's number once more, beside the caption that has it.
    if (skipped.has(element.name) || (element.name === 'label' && isIn(element, ['figure']))) return;
    if (cells.has(element.name)) this.add(cellGap, null);
    const own = kind === 'row' ? undefined : blockKinds[element.name];
    if (own === undefined) this.read(element, kind, raised || element.name === 'sup');
    else {
      const inner = kind === 'caption' && own !== 'row' ? kind : own;
      this.flush(kind);
      if (element.attribs['n']) this.add(`${element.attribs['n']} `, null);
      this.read(element, inner).flush(inner);
    }
  }

  private pointerOf({ name, attribs }: Element, raised: boolean): Pointer | null {
    if (name !== 'xref' && name !== 'ref') return null;
    const ids = (attribs['rid'] ?? attribs['target'] ?? '').replaceAll('#', '').split(/\s+/).filter((id) => id !== '');
    const note = ids.find((id) => this.notes.has(id)) ?? null;
    const type = attribs['ref-type'] ?? attribs['type'];
    if (note === null && type !== 'bibr') return null;
    return { kind: note === null ? 'other' : 'note', targets: note === null ? ids : [], note, raised: raised || note !== null };
  }

  private printed(element: Element, { note }: Pointer): string {
    const text = words(element);
    const of = note === null ? undefined : this.notes.get(note);
    if (!of) return text;
    if (/^\D{0,4}_\d+$/.test(text) || text.startsWith('foot')) return of.label;
    of.label = text;
    return text;
  }

  private add(text: string, pointer: Pointer | null): void {
    const last = this.pieces.at(-1);
    if (!pointer && last && !last.pointer) last.text += text;
    else this.pieces.push({ text, pointer });
  }

  flush(kind: BlockKind): this {
    const pieces = setAsPrinted(this.pieces, kind);
    if (textOf(pieces).trim() !== '') this.blocks.push({ kind, pieces });
    this.pieces = [];
    return this;
  }
}

/** Folds spaces, over the pieces' borders too, and takes out those that only stand in the XML's own lines. */
function setAsPrinted(pieces: readonly Piece[], kind: BlockKind): Piece[] {
  const set: Piece[] = [];
  let before = '';
  for (const { text, pointer } of pieces) {
    let words = text.replace(/\s+/g, (space) => (kind === 'row' && space.startsWith(cellGap) ? '\u2003' : ' '));
    words = words.replace(/ (?=[,.;:)\]])/g, '').replace(/([([]) /g, '$1');
    if (/[\s([]$|^$/.test(before)) words = words.replace(/^ /, '');
    if (pointer && /[\p{L};]$|^\D*\d{4}[a-z]?,$/u.test(before) && /^[\p{L}(]/u.test(words)) words = ` ${words}`;
    if (set.at(-1)?.pointer && !set.at(-1)!.pointer!.raised && /[\p{L}\d]$/u.test(before) && /^\p{L}/u.test(words)) words = ` ${words}`;
    const previous = set.at(-1);
    if (previous && !previous.pointer && /^[,.;:)\]]/.test(words)) previous.text = previous.text.trimEnd();
    if (previous && !previous.pointer && pointer?.raised) previous.text = previous.text.trimEnd();
    set.push({ text: words, pointer });
    before = previous && words === '' ? before : words;
  }
  for (const piece of set) piece.text = piece.text.replaceAll('\u2003', cellGap);
  if (set[0]) set[0].text = set[0].text.trimStart();
  if (set.length > 0) set.at(-1)!.text = set.at(-1)!.text.trimEnd();
  return set;
}

const oneNumber = /^[[(]?(\d{1,3})[\])]?[,;]?$/;
const numbersOnly = /^[[(]?\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*[\])]?[,;.]?$/;
const hasYear = /\b(?:1[5-9]|20)\d\d|n\.\s?d\.|in press|forthcoming/i;

/** How many of `[` and `(` are open behind a text, most of it closed: the last one open, or ''. */
function openBracket(text: string): string {
  const open: string[] = [];
  for (const [bracket] of text.matchAll(/[()[\]]/g)) {
    if (bracket === '(' || bracket === '[') open.push(bracket);
    else open.pop();
  }
  return open.at(-1) ?? '';
}

/** Tells what kind of marker each pointer of a block is, by its words and the brackets it stands in. */
function nameKinds({ kind, pieces }: Block): void {
  let text = '';
  let previous: Pointer | null = null;
  for (const piece of pieces) {
    const { pointer } = piece;
    if (pointer && !pointer.note) {
      pointer.kind = kind === 'caption' || kind === 'row' ? 'table or caption' : kindOf(piece, openBracket(text), previous);
      pointer.raised = pointer.kind === 'superscript' || (pointer.raised && pointer.kind === 'table or caption');
    }
    text = (text + piece.text).slice(-1000);
    if (pointer) previous = pointer;
  }
}

function kindOf({ text, pointer }: Piece, open: string, previous: Pointer | null): MarkerKind {
  if (numbersOnly.test(text)) {
    const bracket = /^[[(]/.exec(text)?.[0] ?? open;
    return pointer!.raised || bracket === '' ? 'superscript' : bracket === '[' ? '[1]' : '(1)';
  }
  if (!hasYear.test(text)) return 'other';
  if (open !== '' || /^[[(]/.test(text)) return /^\W*\p{L}[^(]*\(/u.test(text) ? 'narrative' : 'author-date';
  if (/^[\s,;]*\d{4}/.test(text)) return previous?.kind ?? 'other';
  return text.includes('(') ? 'narrative' : 'author-date';
}

/** GROBID writes "[15–17]" as "[15][16][17]", "(15–17)" likewise, in documents with raised numbers too: sets them again as they are printed. */
function setRanges(blocks: readonly Block[]): void {
  const single = blocks.flatMap(({ pieces }) => pieces).filter(({ text, pointer }) => pointer && oneNumber.test(text));
  const raised = single.filter(({ pointer }) => pointer!.kind === 'superscript').length > single.length / 3;
  for (const { pieces } of blocks) {
    for (let start = 0; start < pieces.length; start++) {
      let end = start;
      while (follows(pieces[end], pieces[end + 1])) end++;
      const inRaised = raised && numberOf(pieces[start]) !== null;
      if (end > start) setRange(pieces.slice(start, end + 1), inRaised);
      else if (inRaised) setRaised(pieces[start]!);
      start = end;
    }
  }
}

function follows(one: Piece | undefined, next: Piece | undefined): boolean {
  const number = numberOf(one);
  return number !== null && numberOf(next) === number + 1;
}

function setRaised(piece: Piece): void {
  piece.text = piece.text.replace(/[[\]()]/g, '');
  Object.assign(piece.pointer!, { kind: 'superscript', raised: true } satisfies Partial<Pointer>);
}

function setRange(run: readonly Piece[], raised: boolean): void {
  const last = run.length - 1;
  run.forEach((piece, index) => {
    const number = numberOf(piece)!;
    const [open, close] = piece.text.startsWith('(') ? '()' : '[]';
    piece.text = index === 0 ? `${open}${number}${last === 1 ? ',' : '–'}` : index === last ? `${number}${close}` : '';
    if (raised) setRaised(piece);
  });
}

/** The number of "[15]" or "(15)"; null for all else. */
const numberOf = (piece: Piece | undefined): number | null => {
  const [, one, other] = (piece?.pointer && /^(?:\[(\d{1,3})\]|\((\d{1,3})\))$/.exec(piece.text)) ?? [];
  return one ?? other ? Number(one ?? other) : null;
};

/** Brackets that GROBID opens twice are printed once: "[24,[29–34]", "(Roe 2007(Roe, 2010)"; raised numbers stand close to what is before them. */
function setClose({ pieces }: Block): void {
  let open = '';
  pieces.forEach((piece, index) => {
    const before = pieces[index - 1];
    if (piece.pointer && before?.pointer && open !== '' && piece.text.startsWith(open)) piece.text = (/[,;–]$/.test(before.text) ? '' : ', ') + piece.text.slice(1);
    const bracket = /[[\]()](?=[^[\]()]*$)/.exec(piece.text)?.[0];
    if (bracket) open = bracket === '[' || bracket === '(' ? bracket : '';
    if (piece.pointer?.raised && before) before.text = before.text.trimEnd();
  });
}

/** What stands within a range that the publisher marks only at its ends, "<xref>5</xref>–<xref>7</xref>", is cited as well. */
function fillRanges({ pieces }: Block, entries: readonly ArticleEntry[]): void {
  const place = (piece: Piece | undefined): number => entries.findIndex(({ id }) => id === piece?.pointer?.targets[0]);
  pieces.forEach((piece, index) => {
    if (!/^\s?[–-]\s?$/.test(piece.text) || !oneNumber.test(pieces[index - 1]?.text ?? '') || !oneNumber.test(pieces[index + 1]?.text ?? '')) return;
    const [first, last] = [place(pieces[index - 1]), place(pieces[index + 1])];
    if (first >= 0 && last > first) pieces[index - 1]!.pointer!.targets.push(...entries.slice(first + 1, last).map(({ id }) => id));
  });
}

function readNotes(root: Node[]): Map<string, ArticleNote> {
  const found = [...named('fn', root), ...named('note', root)].filter(({ attribs }) => attribs['place'] !== undefined || attribs['id'] !== undefined);
  const notes = found.filter((note) => !isIn(note, ['table-wrap', 'front', 'sub-article', 'figure', 'teiHeader']));
  return new Map(
    notes.map((note, index) => {
      const id = note.attribs['id'] ?? note.attribs['xml:id'] ?? '';
      return [id, { id, label: note.attribs['n'] ?? String(index + 1), pieces: [] }];
    }),
  );
}

function fillNotes(root: Node[], notes: ReadonlyMap<string, ArticleNote>): void {
  for (const element of [...named('fn', root), ...named('note', root)]) {
    const note = notes.get(element.attribs['id'] ?? element.attribs['xml:id'] ?? '');
    if (!note) continue;
    const { blocks } = new Blocks(new Map()).read(element).flush('paragraph');
    note.pieces = blocks.flatMap((block, index) => (index === 0 ? block.pieces : [{ text: ' ', pointer: null }, ...block.pieces]));
    const [first] = note.pieces;
    if (first?.text.startsWith(note.label)) first.text = first.text.slice(note.label.length).trimStart();
  }
}

function readEntries(root: Node[], manner: Manner): ArticleEntry[] {
  const refs = named('ref', root).filter((ref) => ref.attribs['id'] !== undefined && !isIn(ref, ['sub-article']));
  const structs = named('biblStruct', root).filter((struct) => struct.attribs['xml:id'] !== undefined);
  return [...refs, ...structs].map((element, index) => ({
    id: element.attribs['id'] ?? element.attribs['xml:id']!,
    number: index + 1,
    text: entryText(element, manner),
  }));
}

/** "2018a": letters that pointers give to years, and entries of the XML often lack. */
function addLetters(entries: readonly ArticleEntry[], pieces: readonly Piece[]): void {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  for (const { text, pointer } of pieces) {
    const entry = pointer?.targets.length === 1 ? byId.get(pointer.targets[0]!) : undefined;
    const [, year, letter] = /\b((?:1[5-9]|20)\d\d)\s?([a-z])\b/.exec(text) ?? [];
    if (entry && year && !new RegExp(`${year}\\s?[a-z]\\b`).test(entry.text)) entry.text = entry.text.replace(new RegExp(`\\b${year}\\b`), `${year}${letter}`);
  }
}

const nameOf = (element: Element): string => folded([...named('forename', element), ...named('given-names', element), ...named('surname', element)].map(words).join(' '));

/** @param manner how entries are set that the XML gives as fields only */
export function readArticle(xml: string, manner: (numbered: boolean) => Manner): Article {
  const root = parseDocument(xml, { xmlMode: true }).childNodes;
  const front = named('front', root)[0] ?? named('teiHeader', root)[0];
  const notes = readNotes(root);
  const reader = new Blocks(notes);
  for (const part of [...named('abstract', front ?? []), ...named('notes', front ?? []), ...named('body', root), ...named('back', root)]) {
    if (!isIn(part, ['sub-article'])) reader.read(part).flush('paragraph');
  }
  const { blocks } = reader;
  for (const block of blocks) nameKinds(block);
  setRanges(blocks);
  for (const block of blocks) setClose(block);
  fillNotes(root, notes);
  const pieces = [...blocks.flatMap((block) => block.pieces), ...[...notes.values()].flatMap((note) => note.pieces)];
  const pointers = pieces.flatMap(({ pointer }) => (pointer && !pointer.note ? [pointer] : []));
  const numbered = pointers.filter(({ kind }) => numericKinds.some((numeric) => numeric === kind)).length > pointers.length / 2;
  const entries = readEntries(root, manner(numbered));
  for (const block of blocks) fillRanges(block, entries);
  if (!numbered) addLetters(entries, pieces);
  const people = named('contrib', front ?? []).length > 0 ? named('contrib', front ?? []) : named('author', front ?? []);
  return {
    title: words(named('article-title', front ?? [])[0] ?? named('title', front ?? [])[0]),
    authors: people.map(nameOf).filter((name) => name !== ''),
    blocks,
    notes: [...notes.values()].filter((note) => textOf(note.pieces).trim() !== ''),
    entries,
    numbered,
  };
}
