// The search of one library, against Fuse alone: each size in a process of its own, as a person has but one library, and nothing else was compiled before.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { buildSync } from 'esbuild';
import Fuse from 'fuse.js';
import type * as Completion from '../../src/language/completion.js';
import type * as Citations from '../../src/language/documentCitations.js';
import type * as IndexedWords from '../../src/library/indexedWords.js';
import type { LibraryItem } from '../../src/library/library.js';
import type * as Search from '../../src/library/search.js';
import type * as View from '../../src/library/view.js';
import { makeLibrary, numbers, queryKinds, soughtIn } from './library.js';
import { bestTimes, median, medianOf, percentile99, rounded, type Figures } from './measure.js';

const project = resolve(import.meta.dirname, '../..');

type Bundled = Pick<typeof IndexedWords, 'indexWords' | 'segmentOf'> & Pick<typeof Search, 'SearchIndex'> & Pick<typeof View, 'viewOf'> & Pick<typeof Completion, 'complete'> & Pick<typeof Citations, 'DocumentCitations'>;

function bundled(): Bundled {
  const outfile = resolve(project, 'out/bench/search.cjs');
  const files = ['library/search', 'library/indexedWords', 'library/view', 'language/completion', 'language/documentCitations'];
  buildSync({
    stdin: { contents: files.map((file) => `export * from './src/${file}.js';`).join('\n'), resolveDir: project },
    bundle: true, format: 'cjs', platform: 'node', target: 'node20', minify: true, outfile,
  });
  return createRequire(import.meta.url)(outfile) as Bundled;
}

const prefixes = (query: string): string[] => Array.from({ length: query.length }, (_, index) => query.slice(0, index + 1));

function fuseOver(items: readonly LibraryItem[]): Fuse<LibraryItem> {
  return new Fuse(items, { keys: ['id', 'title', 'author.family', 'author.given', 'container-title'], ignoreLocation: true });
}

async function measure(count: number): Promise<Figures> {
  const { SearchIndex, indexWords, segmentOf, viewOf, complete, DocumentCitations } = bundled();
  const items = makeLibrary(count);
  const build = (): Search.SearchIndex => new SearchIndex([segmentOf(indexWords(items))], (row) => items[row]!);
  const index = build();
  const building = await medianOf(3, build);
  const random = numbers(3);
  const queries = Object.values(queryKinds).flatMap((queryFor) => soughtIn(items, 10, random).map((item) => queryFor(item, random)));
  const typed = queries.flatMap(prefixes);
  const times = bestTimes(typed, 5, (query) => index.search(query, 50));
  const fuse = fuseOver(items);
  const few = typed.filter((_, at) => at % Math.ceil(typed.length / 3) === 0);
  const fuseTimes = bestTimes(few, 1, (query) => fuse.search(query, { limit: 50 }));
  const view = viewOf({ items, claims: [] });
  const texts = queries.slice(0, 50).map((query) => `As [@${query.split(' ')[0]!}`);
  const keystrokes = bestTimes(texts, 3, (text) => complete(new DocumentCitations('markdown', text), text.length, view));
  console.error(`search of ${count}: median ${median(times).toFixed(3)} ms, p99 ${percentile99(times).toFixed(2)} ms; Fuse ${median(fuseTimes).toFixed(0)} ms`);
  return {
    ratios: { 'times as fast as Fuse alone': rounded(median(fuseTimes) / median(times)), 'index bytes an item': Math.round(index.size / count) },
    milliseconds: {
      median: rounded(median(times)), p99: rounded(percentile99(times)), index: Math.round(building), fuse: rounded(median(fuseTimes)), completion: rounded(median(keystrokes)),
    },
  };
}

/** Measures each size of a library. */
export function benchSearch(sizes: readonly number[]): Figures {
  const measured = sizes.map((size): [string, Figures] => {
    const said = execFileSync(process.execPath, ['--import', 'tsx', import.meta.filename, String(size)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], cwd: project });
    return [`${size} items`, JSON.parse(said) as Figures];
  });
  const of = (part: keyof Figures): object => Object.fromEntries(measured.map(([size, figures]) => [size, figures[part]]));
  return { ratios: of('ratios'), milliseconds: of('milliseconds') };
}

if (process.argv[1] === import.meta.filename) void measure(Number(process.argv[2])).then((figures) => console.log(JSON.stringify(figures)));
