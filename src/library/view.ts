import { append } from '../text/multimap.js';
import { indexWords, segmentOf, type IndexedWords } from './indexedWords.js';
import type { Claim, Library, LibraryItem, LibraryView } from './library.js';
import { SearchIndex } from './search.js';

/**
 * The library as the editor asks of it.
 *
 * @param indexed the words of its items; left out, they are gathered when something is first searched for
 */
export function viewOf(library: Library, indexed?: IndexedWords): LibraryView {
  const items = new Map(library.items.map((item): [string, LibraryItem] => [item.id, item]));
  const claims = new Map<string, Claim[]>();
  for (const claim of library.claims) append(claims, claim.reference ?? claim.source.reference, claim);
  const own = (claim: Claim): boolean => claim.reference === null;
  let index: SearchIndex | undefined;
  return {
    items: library.items,
    get: (key) => items.get(key),
    claims(key) {
      const all = claims.get(key) ?? [];
      return all.some(own) ? [...all.filter((claim) => !own(claim)), ...all.filter(own)] : all;
    },
    search(query, limit) {
      index ??= new SearchIndex([segmentOf(indexed ?? indexWords(library.items))], (row) => library.items[row]!);
      return index.search(query, limit).map((row) => library.items[row]!);
    },
  };
}
