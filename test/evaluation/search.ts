// How often a search gives the work that is meant, first and among the first ten: `npx tsx test/evaluation/search.ts [--verbose]`. The
// works are real ones among thousands of made-up ones that have their words (test/evaluation/search/works.json); the queries are written
// by hand (queries.json). Kinds with `tuned: false` were not looked at while the search was made. Writes scores/search.json.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Fuse from 'fuse.js';
import { writeJson } from '../../src/library/formats/json.js';
import { indexWords, segmentOf, wordsIn, wordsOf } from '../../src/library/indexedWords.js';
import type { LibraryItem } from '../../src/library/library.js';
import { SearchIndex } from '../../src/library/search.js';
import { fold } from '../../src/text/fold.js';
import { libraryAround } from '../bench/library.js';

interface Kind {
  kind: string;
  tuned: boolean;
  /** A query and the key of the work meant. */
  queries: [string, string][];
}

/** The rows that a query finds, the best first. */
type Search = (query: string) => number[];

interface Score {
  first: number;
  inTen: number;
}

const inFolder = (name: string): string => resolve(import.meta.dirname, name);
const readData = <Value>(name: string): Value => JSON.parse(readFileSync(inFolder(`search/${name}`), 'utf8')) as Value;
const works = readData<LibraryItem[]>('works.json');
const kinds = readData<Kind[]>('queries.json');
const verbose = process.argv.includes('--verbose');

/** Keys tell much of a work, and many libraries have none that do: only they are searched by them who ask for a key. */
const withoutKeys = (items: readonly LibraryItem[]): LibraryItem[] => items.map((item, row) => ({ ...item, id: `z${row.toString(36)}` }));
const asksForKeys = ({ kind }: Kind): boolean => kind === 'cite key begun';

/** Ibid's index without its last resort. */
class IndexAlone extends SearchIndex {
  protected override byFuse(): number[] {
    return [];
  }
}

const indexOf = (items: readonly LibraryItem[], Index: typeof SearchIndex): SearchIndex =>
  new Index([segmentOf(indexWords(items))], (row) => items[row]!);
const ibid = (items: readonly LibraryItem[]): Search => {
  const index = indexOf(items, SearchIndex);
  return (query) => index.search(query, 10);
};
const alone = (items: readonly LibraryItem[]): Search => {
  const index = indexOf(items, IndexAlone);
  return (query) => index.search(query, 10);
};
/** Over what Ibid searches, in one string each: fields apart, no item has all the words in one of them. */
const fuse = (items: readonly LibraryItem[]): Search => {
  const all = new Fuse(items.map((item) => wordsOf(item).join(' ')), { ignoreLocation: true, useExtendedSearch: true });
  return (query) => all.search(wordsIn(fold(query)).join(' '), { limit: 10 }).map(({ refIndex }) => refIndex);
};
/** The index finds, Fuse ranks what it found. */
const ranked = (items: readonly LibraryItem[]): Search => {
  const index = indexOf(items, IndexAlone);
  return (query) => {
    const rows = index.search(query, 60);
    return fuse(rows.map((row) => items[row]!))(query).map((at) => rows[at]!);
  };
};

const share = (ranks: readonly number[], fits: (rank: number) => boolean): number => Number((ranks.filter(fits).length / ranks.length).toFixed(3));
const scoreOf = (ranks: readonly number[]): Score => ({ first: share(ranks, (rank) => rank === 0), inTen: share(ranks, (rank) => rank >= 0) });

function ranksOf({ kind, queries }: Kind, items: readonly LibraryItem[], search: Search): number[] {
  return queries.map(([query, key]) => {
    const rows = search(query);
    const rank = rows.findIndex((row) => works[row]?.id === key);
    if (verbose && rank !== 0) {
      const found = rows.slice(0, 3).map((row) => `${items[row]!.author?.[0]?.family ?? ''}: ${items[row]!.title}`);
      console.log(`    ${kind}: ${query} → ${key} is ${rank < 0 ? 'not found' : `number ${rank + 1}`}; ${found.join(' | ')}`);
    }
    return rank;
  });
}

function evaluate(count: number, make: (items: readonly LibraryItem[]) => Search): Record<string, Score> {
  const items = libraryAround(works, count);
  const [search, byKey] = [make(withoutKeys(items)), make(items)];
  const ranks = kinds.map((kind) => ({ ...kind, ranks: ranksOf(kind, items, asksForKeys(kind) ? byKey : search) }));
  const together = (tuned: boolean): Score => scoreOf(ranks.filter((kind) => kind.tuned === tuned).flatMap((kind) => kind.ranks));
  return { tuned: together(true), 'not tuned': together(false), ...Object.fromEntries(ranks.map((kind) => [kind.kind, scoreOf(kind.ranks)])) };
}

const scores = {
  '10000 items': evaluate(10_000, ibid),
  '50000 items': evaluate(50_000, ibid),
  'index alone, 10000 items': evaluate(10_000, alone),
  'index, ranked by Fuse, 10000 items': evaluate(10_000, ranked),
  'Fuse alone, 1000 items': evaluate(1_000, fuse),
};
for (const [name, { tuned, 'not tuned': untuned }] of Object.entries(scores)) console.log(name, 'tuned', tuned, 'not tuned', untuned);
writeFileSync(inFolder('scores/search.json'), writeJson(scores));
