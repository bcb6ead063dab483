import type { LibraryItem, LibraryView, Preferred } from '../library/library.js';
import { nameOfWork, textOf } from './brief.js';

/** A work among the symbols of a workspace. */
export interface WorkName {
  key: string;
  /** The key and the title: an editor sifts symbols by their names. */
  name: string;
  /** "Vale 2018" */
  container: string;
}

const mostSymbols = 200;
const longestTitle = 120;

/** The works that fit a query, best first; of an empty one those that are cited. @param cited by the documents that are open */
export function workspaceSymbols(library: LibraryView, query: string, cited: ReadonlySet<string>): WorkName[] {
  const preferred: Preferred = new Map([...cited].map((key) => [key, 1]));
  const items = query.trim() === '' ? [...cited].flatMap((key) => library.get(key) ?? []) : library.search(query, mostSymbols, preferred);
  return [...new Map(items.map((item) => [item.id, item])).values()].map(named);
}

function named(item: LibraryItem): WorkName {
  const title = textOf(item, 'title').slice(0, longestTitle);
  return { key: item.id, name: [item.id, title].filter((part) => part !== '').join(' · '), container: nameOfWork(item) };
}
