import type { Engine } from 'citeproc';
import type { LibraryItem } from '../library/library.js';
import { container, creators, textOf, year } from './brief.js';
import type { Entry, EntryList, Run } from './runs.js';

/** Sets references in one CSL style. */
export interface Bibliography {
  /** What was given as a style is none: all is set plainly. */
  readonly isBroken: boolean;
  /** The reference as it stands in a bibliography. Set once for each item, then remembered. */
  entry(item: LibraryItem): readonly Run[];
  /** All of a bibliography's entries. Of those set before, only what has changed is set anew. @param items in the order in which they are cited */
  list(items: readonly LibraryItem[]): EntryList;
}

/** The files of a style. */
export interface StyleFiles {
  /** A CSL style, as XML. */
  style: string;
  /** CSL locales as XML, by language: `en-US` at least. */
  locales: ReadonlyMap<string, string>;
}

/**
 * A bibliography in a style and a language. It takes some 100 ms, an entry some 5 ms: open it when nothing else is to do.
 * What citeproc can't set is set plainly, so that a style that is broken costs its looks alone.
 *
 * @param isAsked whether a document says the language, which then counts more than that for which the style is made
 */
export async function openBibliography({ style, locales }: StyleFiles, language: string, isAsked = false): Promise<Bibliography> {
  const { default: CSL } = await import('citeproc');
  const given = new GivenItems();
  const fallback = locales.get('en-US') ?? false;
  const system = { retrieveLocale: (wanted: string) => locales.get(wanted) ?? fallback, retrieveItem: (id: string) => given.of(id) };
  const engine = orNull(() => new CSL.Engine(system, style, language, isAsked));
  const isNumbering = style.includes('citation-number');
  let known: ReadonlyMap<string, string> = new Map();

  /** The entries as citeproc makes them, in the order of the style. Throws where it can't. */
  function made(items: readonly LibraryItem[]): { html: string; item: LibraryItem; yearSuffix: string }[] {
    if (!engine) throw new Error('The style is broken.');
    const byId = given.take(items);
    const order = engine.updateItems([...byId.keys()]);
    // what an entry's words depend on, the work before it included: where it has the same authors, a dash may stand for them
    const states = order.map((id, at) => [id, order[at - 1], yearSuffixOf(engine, id), isNumbering && engine.registry.registry[id]!.seq].join(' '));
    const missing = order.filter((_id, at) => !known.has(states[at]!));
    const fresh = missing.length === 0 ? new Map<string, string>() : htmlOf(engine, missing.length > order.length / 2 ? order : withThoseBefore(order, missing));
    known = new Map(order.map((id, at) => [states[at]!, known.get(states[at]!) ?? fresh.get(id) ?? '']));
    return order.map((id, at) => ({ html: known.get(states[at]!)!, item: byId.get(id)!, yearSuffix: yearSuffixOf(engine, id) }));
  }

  const set = (item: LibraryItem): readonly Run[] => runsOf(made([item])[0]?.html ?? '');
  const entries = new WeakMap<LibraryItem, readonly Run[]>();
  return {
    isBroken: engine === null,
    entry(item) {
      const known = entries.get(item);
      if (known) return known;
      const runs = orNull(() => set(item)) ?? [];
      const entry = runs.length > 0 ? runs : plainEntry(item);
      entries.set(item, entry);
      return entry;
    },
    list(items) {
      // one that can't be set does not cost the others
      const all = orNull(() => made(items)) ?? orNull(() => made(items.filter((item) => orNull(() => made([item])))));
      const isSet = new Set(all?.map(({ item }) => item));
      const odd = items.filter((item) => !isSet.has(item)).map((item) => ({ html: '', item, yearSuffix: '' }));
      return { entries: [...(all ?? []), ...odd].map(entryOf), isHanging: engine?.bibliography.opt.hangingindent !== undefined, isOfNotes: engine?.bibliography.tokens.length === 0 };
    },
  };
}

function entryOf({ html, item, yearSuffix }: { html: string; item: LibraryItem; yearSuffix: string }): Entry {
  const runs = runsOf(html);
  return { key: item.id, label: leftMargin.exec(html)?.[1]?.trim() ?? '', runs: runs.length > 0 ? runs : plainEntry(item), yearSuffix };
}

/** Items by ids of our own: citeproc keeps what it knows of an id, so each state of an item has another. */
class GivenItems {
  private serial = 0;
  private ids = new Map<string, string>();
  private items = new Map<string, object>();

  of(id: string): object {
    return this.items.get(id) ?? {};
  }

  /** Each with its id. What was given before and is not among them is forgotten. */
  take(items: readonly LibraryItem[]): Map<string, LibraryItem> {
    const states = new Map(items.map((item) => {
      const fields = shortened(item);
      return [JSON.stringify(fields), { item, fields }];
    }));
    this.ids = new Map([...states.keys()].map((state) => [state, this.ids.get(state) ?? `item-${this.serial++}`]));
    this.items = new Map([...states].map(([state, { fields }]) => [this.ids.get(state)!, { ...fields, id: this.ids.get(state) }]));
    return new Map([...states].map(([state, { item }]) => [this.ids.get(state)!, item]));
  }
}

/** citeproc counts from 0: "a" of "0", "aa" of "26". */
function yearSuffixOf({ registry }: Engine, id: string): string {
  const { year_suffix: suffix } = registry.registry[id]!.disambig;
  if (suffix === false) return '';
  const letters = (rank: number): string => (rank < 0 ? '' : letters(Math.floor(rank / 26) - 1) + String.fromCharCode(97 + (rank % 26)));
  return letters(Number(suffix));
}

const withThoseBefore = (order: readonly string[], ids: readonly string[]): string[] => {
  const wanted = new Set(ids);
  return order.filter((id, at) => wanted.has(id) || wanted.has(order[at + 1] ?? ''));
};

/** Of some of the items that citeproc has: their entries by their ids; of a style of notes, their first notes. */
function htmlOf(engine: Engine, ids: readonly string[]): Map<string, string> {
  const made = engine.makeBibliography({ include: ids.map((value) => ({ field: 'id', value })) });
  if (!made) return new Map(ids.map((id) => [id, engine.makeCitationCluster([{ id }])]));
  const [{ entry_ids }, entries] = made;
  return new Map(entries.map((html, index) => [entry_ids[index]![0]!, html]));
}

/** citeproc throws strings and errors on data that is not CSL. */
function orNull<Value>(make: () => Value): Value | null {
  try {
    return make();
  } catch {
    return null;
  }
}

const longestField = 1000;
const mostNames = 30;
const notForReferences = new Set(['custom', 'abstract', 'annote', 'note']);
const nameVariables = new Set(['author', 'editor', 'translator', 'container-author', 'collection-editor']);

/** What a reference is made of, bounded: with more names than any style writes out, a long title cut. */
function shortened(item: LibraryItem): object {
  const fields = Object.entries(item).filter(([field]) => !notForReferences.has(field));
  return Object.fromEntries(fields.map(([field, value]: [string, unknown]) => [field, shortenedValue(nameVariables.has(field) ? names(value) : value)]));
}

/** A name that a person wrote as one string is kept whole. */
const names = (value: unknown): unknown => (typeof value === 'string' ? [{ literal: value }] : value);

function shortenedValue(value: unknown): unknown {
  if (typeof value === 'string') return cut(value, longestField);
  if (!Array.isArray(value)) return value;
  const few = value.length > mostNames ? [...value.slice(0, mostNames - 1), value.at(-1)] : value;
  return few.map((name: unknown) => (name === null || typeof name !== 'object' ? name : shortenedName(name)));
}

function shortenedName(name: object): object {
  return Object.fromEntries(Object.entries(name).map(([part, value]) => [part, typeof value === 'string' ? cut(value, 200) : value]));
}

/** At most `length` code units, cut between words with an ellipsis. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const kept = text.slice(0, length - 2).replace(/[\uD800-\uDBFF]$/, '');
  const space = kept.lastIndexOf(' ');
  return `${(space > length / 2 ? kept.slice(0, space) : kept).trimEnd()} …`;
}

/** The same of a text of several lines, in one. */
export const cutLine = (text: string, length: number): string => cut(text.replace(/\s+/g, ' '), length);

const tag = /<(\/?)([a-z]+)([^<>]*)>/g;
const entities: Record<string, string> = { '&#38;': '&', '&#60;': '<', '&#62;': '>' };

const leftMargin = /<div class="csl-left-margin">([^<]*)<\/div>/;


/** citeproc's HTML as runs. It writes a few tags of its own and escapes all others. */
function runsOf(html: string): Run[] {
  const entry = html.replace(leftMargin, '');
  const runs: Run[] = [];
  const open: { tag: string; style: Omit<Run, 'text'> }[] = [];
  let at = 0;
  const add = (end: number): void => {
    const text = entry.slice(at, end).replace(/&#(?:38|60|62);/g, (entity) => entities[entity]!).replace(/\s+/g, ' ');
    if (text !== '') runs.push({ text, ...open.at(-1)?.style });
  };
  for (const match of entry.matchAll(tag)) {
    add(match.index);
    at = match.index + match[0].length;
    if (match[1] === '/') open.pop();
    else open.push({ tag: match[2]!, style: { ...open.at(-1)?.style, ...styleOf(match[2]! + match[3]!) } });
  }
  add(entry.length);
  return trimmed(runs);
}

const styles: readonly [tag: RegExp, style: Omit<Run, 'text'>][] = [
  [/^(?:i|em)\b/, { italic: true }],
  [/^(?:b|strong)\b/, { bold: true }],
  [/^sup\b/, { raised: true }],
  [/^sub\b/, { lowered: true }],
  [/font-variant:small-caps/, { smallCaps: true }],
  [/font-variant:normal/, { smallCaps: false }],
  [/font-style:normal/, { italic: false }],
  [/font-weight:normal/, { bold: false }],
];

const styleOf = (tag: string): Omit<Run, 'text'> => styles.find(([pattern]) => pattern.test(tag))?.[1] ?? {};

function trimmed(runs: Run[]): Run[] {
  const filled = runs.filter(({ text }, index) => text !== ' ' || (index > 0 && index < runs.length - 1));
  if (filled.length > 0) filled[0]!.text = filled[0]!.text.trimStart();
  if (filled.length > 0) filled.at(-1)!.text = filled.at(-1)!.text.trimEnd();
  return filled;
}

/** "Vale. 2018. Cubs in the Lions’ Den. ICSR." */
function plainEntry(item: LibraryItem): Run[] {
  const title = cut(textOf(item, 'title'), longestField);
  const parts: Run[] = [
    { text: cut(creators(item), longestField) },
    { text: year(item) },
    { text: title, italic: true },
    { text: cut(container(item), longestField) },
  ].filter(({ text }) => text !== '');
  if (parts.length === 0) return [{ text: item.id }];
  return parts.flatMap((part, index) => (index === 0 ? [part] : [{ text: '. ' }, part])).concat({ text: '.' });
}
