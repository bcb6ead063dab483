import type { LibraryItem } from '../library/library.js';
import { linksOf } from '../library/links.js';
import { doubtfulFields } from './card.js';
import { nameOfWork, textOf, year } from './brief.js';

/** As much of a work as lists of works show: plain data, made in the thread that has read the library. */
export interface CataloguedItem {
  key: string;
  /** "Vale 2018" */
  name: string;
  title: string;
  /** By whom it is sorted: the family name of the first author or editor; '' where nobody is named. */
  family: string;
  year: string;
  type: string;
  /** The sources it was read in. */
  sources: readonly string[];
  tags: readonly string[];
  /** What Ibid is not sure to have read right, in words. */
  doubtful: readonly string[];
  /** The number of its first PDF among its links; -1 for none. */
  pdf: number;
}

export function catalogued(item: LibraryItem): CataloguedItem {
  return {
    key: item.id,
    name: nameOfWork(item),
    title: textOf(item, 'title'),
    family: familyOf(item),
    year: year(item),
    type: String(item.type ?? ''),
    sources: [...new Set((item.custom?.ibid?.from ?? []).map(({ file }) => file))],
    tags: tagsOf(item),
    doubtful: doubtfulFields(item),
    pdf: linksOf(item).findIndex(({ kind }) => kind === 'pdf'),
  };
}

export function familyOf({ author, editor }: LibraryItem): string {
  const names: unknown = author ?? editor;
  const { family, literal } = Object(Array.isArray(names) ? names[0] : {}) as Record<string, unknown>;
  return [family, literal].find((name) => typeof name === 'string' && name !== '') as string | undefined ?? '';
}

/** "migration; labour", as Zotero and BibTeX have keywords. */
export const tagsOf = (item: LibraryItem): string[] => [...new Set(textOf(item, 'keyword').split(/[;,]/).map((tag) => tag.trim()).filter((tag) => tag !== ''))];

/** What a list of works can be divided by. */
export const divisions = ['source', 'author', 'year', 'tag', 'cited'] as const;
export type Division = (typeof divisions)[number];

/** Works that stand together in a list. */
export interface Shelf {
  label: string;
  items: readonly CataloguedItem[];
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const byName = (a: CataloguedItem, b: CataloguedItem): number => collator.compare(a.family || a.title, b.family || b.title) || collator.compare(a.year, b.year) || collator.compare(a.title, b.title);

interface Dividing {
  /** The shelves that a work stands on; it may stand on several. */
  of(item: CataloguedItem): readonly string[];
  /** Those of which none is known. */
  without: string;
  order(a: string, b: string): number;
}

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function dividing(by: Division, cited: ReadonlySet<string>): Dividing {
  const order = (a: string, b: string): number => collator.compare(a, b);
  switch (by) {
    case 'source': return { of: ({ sources }) => sources.map(fileName), without: 'Cited in no source', order };
    case 'author': return { of: ({ family }) => (family === '' ? [] : [family]), without: 'Nobody named', order };
    case 'year': return { of: ({ year }) => (year === '' ? [] : [year]), without: 'Undated', order: (a, b) => collator.compare(b, a) };
    case 'tag': return { of: ({ tags }) => tags, without: 'Without tags', order };
    case 'cited': return { of: ({ key }) => (cited.has(key) ? ['Cited here'] : []), without: 'Not cited here', order };
  }
}

/**
 * Works on shelves, both in their order.
 *
 * @param cited the keys that the document in front cites
 */
export function shelvesOf(items: readonly CataloguedItem[], by: Division, cited: ReadonlySet<string>): Shelf[] {
  const { of, without, order } = dividing(by, cited);
  const shelves = new Map<string, CataloguedItem[]>();
  const rest: CataloguedItem[] = [];
  for (const item of [...items].sort(byName)) {
    const labels = of(item);
    if (labels.length === 0) rest.push(item);
    for (const label of labels) {
      const shelf = shelves.get(label);
      if (shelf) shelf.push(item);
      else shelves.set(label, [item]);
    }
  }
  const sorted = [...shelves].sort(([a], [b]) => order(a, b)).map(([label, held]): Shelf => ({ label, items: held }));
  return rest.length === 0 ? sorted : [...sorted, { label: without, items: rest }];
}
