import type { LibraryItem } from '../library/library.js';
import { container, creators, textOf, year } from './brief.js';

/** A run of text, set as a style asks. */
export interface Run {
  text: string;
  italic?: boolean;
  bold?: boolean;
}

/** Sets references in one CSL style. */
export interface Bibliography {
  /** The reference as it stands in a bibliography. Set once for each item, then remembered. */
  entry(item: LibraryItem): readonly Run[];
  /** All of a bibliography's entries, in the order of the style, with what it numbers them by. @param items in the order in which they are cited */
  list(items: readonly LibraryItem[]): readonly (readonly Run[])[];
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
 */
export async function openBibliography({ style, locales }: StyleFiles, language: string): Promise<Bibliography> {
  const { default: CSL } = await import('citeproc');
  const given = new Map<string, object>();
  const fallback = locales.get('en-US') ?? false;
  const system = { retrieveLocale: (wanted: string) => locales.get(wanted) ?? fallback, retrieveItem: (id: string) => given.get(id) ?? {} };
  let serial = 0;
  const engine = orNull(() => new CSL.Engine(system, style, language));

  /** The entries as citeproc makes them, each with its item; null where it can't. */
  function made(items: readonly LibraryItem[]): { html: string; item: LibraryItem }[] | null {
    // citeproc keeps what it knows of an id, so each item comes as a new one.
    const known = new Map(items.map((item): [string, LibraryItem] => [`item-${serial++}`, item]));
    given.clear();
    for (const [id, item] of known) given.set(id, { ...shortened(item), id });
    engine?.updateItems([...known.keys()]);
    const [parameters, entries] = engine?.makeBibliography() || [];
    return entries?.map((html, index) => ({ html, item: known.get(parameters!.entry_ids[index]![0]!)! })) ?? null;
  }

  const set = (item: LibraryItem): readonly Run[] => runsOf(made([item])?.[0]?.html ?? '');

  const entries = new WeakMap<LibraryItem, readonly Run[]>();
  return {
    entry(item) {
      const known = entries.get(item);
      if (known) return known;
      const runs = orNull(() => set(item)) ?? [];
      const entry = runs.length > 0 ? runs : plainEntry(item);
      entries.set(item, entry);
      return entry;
    },
    list(items) {
      const all = items.length === 0 ? [] : orNull(() => made(items)) ?? items.map((item) => ({ html: '', item }));
      return all.map(({ html, item }) => {
        const runs = numbered(html);
        return runs.length > 0 ? runs : plainEntry(item);
      });
    },
  };
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

const tag = /<(\/?)([a-z]+)([^<>]*)>/g;
const entities: Record<string, string> = { '&#38;': '&', '&#60;': '<', '&#62;': '>' };

const leftMargin = /<div class="csl-left-margin">([^<]*)<\/div>/;

/** The entry with its number, where the style has one: "[1] J. Powell". */
function numbered(html: string): Run[] {
  const number = leftMargin.exec(html)?.[1]?.trim();
  return number ? [{ text: `${number} ` }, ...runsOf(html)] : runsOf(html);
}

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
    else open.push({ tag: match[2]!, style: { ...open.at(-1)?.style, ...styleOf(match[2]!, match[3]!) } });
  }
  add(entry.length);
  return trimmed(runs);
}

function styleOf(name: string, attributes: string): Omit<Run, 'text'> {
  if (name === 'i' || name === 'em') return { italic: true };
  if (name === 'b') return { bold: true };
  if (attributes.includes('font-style:normal')) return { italic: false };
  if (attributes.includes('font-weight:normal')) return { bold: false };
  return {};
}

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
