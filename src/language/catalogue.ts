import * as l10n from '@vscode/l10n';
import type { LibraryItem } from '../library/library.js';
import { fileName } from '../library/paths.js';
import { append } from '../text/multimap.js';
import { collator } from '../words.js';
import { familyOf, nameOfWork, textOf, year } from './brief.js';

/** As much of a work as lists are made by: plain data, made in the thread that has read the library. */
export interface CataloguedItem {
  key: string;
  /** "Vale 2018" */
  name: string;
  title: string;
  /** By whom it is sorted: the family name of the first author or editor; '' where nobody is named. */
  family: string;
  year: string;
  /** The sources it was read in. */
  sources: readonly string[];
  tags: readonly string[];
  /** The file, where it is a source itself; '' where it is none. */
  source: string;
}

export const catalogued = (item: LibraryItem): CataloguedItem => ({
  key: item.id,
  name: nameOfWork(item),
  title: textOf(item, 'title'),
  family: familyOf(item),
  year: year(item),
  sources: [...new Set((item.custom?.ibid?.from ?? []).map(({ file }) => file))],
  tags: tagsOf(item),
  source: item.custom?.ibid?.source?.file ?? '',
});

/** "migration; labour", as Zotero and BibTeX have keywords. */
export const tagsOf = (item: LibraryItem): string[] => [...new Set(textOf(item, 'keyword').split(/[;,]/).map((tag) => tag.trim()).filter((tag) => tag !== ''))];

function byName(a: CataloguedItem, b: CataloguedItem): number {
  const { compare } = collator();
  return compare(a.family || a.title, b.family || b.title) || compare(a.year, b.year) || compare(a.title, b.title);
}

/** A work of a catalogue as it goes between threads: its columns, with sources and tags by their numbers. */
type Row = [key: string, name: string, title: string, family: string, year: string, sources: number[], tags: number[], source: string];

/** A catalogue as one text, which goes between threads in no time: works by author, year and title. */
export function packCatalogue(items: Iterable<LibraryItem>): string {
  const [files, labels] = [new Numbered(), new Numbered()];
  const sorted = [...items].map(catalogued).sort(byName);
  const rows = sorted.map(({ key, name, title, family, year, sources, tags, source }): Row => [key, name, title, family, year, files.of(sources), labels.of(tags), source]);
  return JSON.stringify({ rows, files: files.all, labels: labels.all });
}

/** @param packed by `packCatalogue` */
export function openCatalogue(packed: string): CataloguedItem[] {
  const { rows, files, labels } = JSON.parse(packed) as { rows: Row[]; files: string[]; labels: string[] };
  return rows.map(([key, name, title, family, year, sources, tags, source]) =>
    ({ key, name, title, family, year, sources: sources.map((file) => files[file]!), tags: tags.map((label) => labels[label]!), source }));
}

/** Words by their numbers, in the order in which they were met. */
class Numbered {
  private readonly numbers = new Map<string, number>();

  of(words: readonly string[]): number[] {
    return words.map((word) => {
      const number = this.numbers.get(word) ?? this.numbers.size;
      this.numbers.set(word, number);
      return number;
    });
  }

  get all(): string[] {
    return [...this.numbers.keys()];
  }
}

/** What a list of works can be divided by. */
export const divisions = ['source', 'author', 'year', 'tag', 'cited'] as const;
export type Division = (typeof divisions)[number];

/** Works that stand together in a list. */
export interface Shelf {
  label: string;
  items: readonly CataloguedItem[];
}

/** More than so many lines below one another are not looked through, and slow an editor down: they stand by first letters then. */
export const mostInList = 1000;

interface Dividing {
  /** The shelves that a work stands on; it may stand on several. */
  of(item: CataloguedItem): readonly string[];
  /** Those of which none is known. */
  without: string;
  order(a: string, b: string): number;
}

const order = (a: string, b: string): number => collator().compare(a, b);
/** Shelves that are met in their order when works are gone through in theirs. */
const asMet = (): number => 0;

const dividing: Record<Division, (cited: ReadonlySet<string>) => Dividing> = {
  source: () => ({ of: ({ sources }) => sources.map(fileName), without: l10n.t('Cited in no source'), order }),
  author: () => ({ of: ({ family }) => (family === '' ? [] : [family]), without: l10n.t('Nobody named'), order: asMet }),
  year: () => ({ of: ({ year }) => (year === '' ? [] : [year]), without: l10n.t('Undated'), order: (a, b) => collator().compare(b, a) }),
  tag: () => ({ of: ({ tags }) => tags, without: l10n.t('Without tags'), order }),
  cited: (cited) => ({ of: ({ key }) => (cited.has(key) ? [l10n.t('Cited here')] : []), without: l10n.t('Not cited here'), order: asMet }),
};

/**
 * Works on shelves, both in their order.
 *
 * @param items in the order of `openCatalogue`
 * @param cited the keys that the document in front cites
 */
export function shelvesOf(items: readonly CataloguedItem[], by: Division, cited: ReadonlySet<string>): Shelf[] {
  const shelves = shelved(items, dividing[by](cited));
  return shelves.length > mostInList ? byLetter(items) : shelves;
}

/** Works by the first letters of what they are sorted by. */
export const byLetter = (items: readonly CataloguedItem[]): Shelf[] =>
  shelved(items, { of: ({ family, title }) => letterOf(family || title), without: l10n.t('Without name or title'), order });

function letterOf(name: string): string[] {
  const [first] = name.normalize('NFD');
  return first === undefined ? [] : [/\p{L}/u.test(first) ? first.toUpperCase() : '#'];
}

function shelved(items: readonly CataloguedItem[], { of, without, order: between }: Dividing): Shelf[] {
  const shelves = new Map<string, CataloguedItem[]>();
  const rest: CataloguedItem[] = [];
  for (const item of items) {
    const labels = of(item);
    if (labels.length === 0) rest.push(item);
    for (const label of labels) append(shelves, label, item);
  }
  const sorted = [...shelves].sort(([a], [b]) => between(a, b)).map(([label, held]): Shelf => ({ label, items: held }));
  return rest.length === 0 ? sorted : [...sorted, { label: without, items: rest }];
}
