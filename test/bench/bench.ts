// Measures how Ibid's time and memory grow with what it imports, how fast it reads sources and references, and its search against Fuse
// alone: `npm run bench`. Writes figures.json: first what holds on any machine, then what this one takes.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import '@citation-js/plugin-bibtex';
import { plugins } from '@citation-js/core';
import { buildSync } from 'esbuild';
import Fuse from 'fuse.js';
import { readableExtensions } from '../../src/documents/readers/readers.js';
import { complete } from '../../src/language/completion.js';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import { writeBibtex } from '../../src/library/formats/bibtex.js';
import { writeJson } from '../../src/library/formats/json.js';
import type { LibraryItem } from '../../src/library/library.js';
import type { SourceReader } from '../../src/library/threadReader.js';
import type * as IndexedWords from '../../src/library/indexedWords.js';
import type * as Search from '../../src/library/search.js';
import { viewOf } from '../../src/library/view.js';
import { referenceModel } from '../support/model.js';
import type { useReferenceModel as UseReferenceModel } from '../../src/references/model/labeller.js';
import type { parseNote as ParseNote } from '../../src/references/parse.js';
import { benchBib } from './bib.js';
import { benchImport } from './import.js';
import { makeLibrary, numbers, queryKinds, soughtIn } from './library.js';
import { timesToRead } from './readers.js';
import { makeReferences } from './references.js';

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]): number => sorted(values)[values.length >> 1]!;
const percentile99 = (values: readonly number[]): number => sorted(values)[Math.floor(values.length * 0.99)]!;
const rounded = (value: number, digits = 2): number => Number(value.toPrecision(digits));

/** Milliseconds of processor time: what else the machine does at the time does not count. For what takes long. */
async function processorTime(act: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function medianOf(times: number, act: () => unknown): Promise<number> {
  const all: number[] = [];
  for (let time = 0; time < times; time++) all.push(await processorTime(act));
  return median(all);
}

/** Milliseconds of each act at its best of several rounds: the same without interruptions. For what takes a moment. */
function bestTimes<Input>(inputs: readonly Input[], rounds: number, act: (input: Input) => unknown): number[] {
  const best = inputs.map(() => Infinity);
  for (let round = 0; round < rounds; round++) {
    for (const [index, input] of inputs.entries()) {
      const start = performance.now();
      act(input);
      best[index] = Math.min(best[index]!, performance.now() - start);
    }
  }
  return best;
}

interface Figures {
  ratios: object;
  milliseconds: object;
}

const prefixes = (query: string): string[] => Array.from({ length: query.length }, (_, index) => query.slice(0, index + 1));

function fuseOver(items: readonly LibraryItem[]): Fuse<LibraryItem> {
  return new Fuse(items, { keys: ['id', 'title', 'author.family', 'author.given', 'container-title'], ignoreLocation: true });
}

async function benchSearch(count: number, { SearchIndex, indexWords, segmentOf }: Bundled): Promise<Figures> {
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
  console.log(`search of ${count}: median ${median(times).toFixed(3)} ms, p99 ${percentile99(times).toFixed(2)} ms; Fuse ${median(fuseTimes).toFixed(0)} ms`);
  return {
    ratios: { 'times as fast as Fuse alone': rounded(median(fuseTimes) / median(times)), 'index bytes an item': Math.round(index.size / count) },
    milliseconds: {
      median: rounded(median(times)), p99: rounded(percentile99(times)), index: Math.round(building), fuse: rounded(median(fuseTimes)), completion: rounded(median(keystrokes)),
    },
  };
}

interface Bundled extends Pick<typeof IndexedWords, 'indexWords' | 'segmentOf'>, Pick<typeof Search, 'SearchIndex'> {
  parseNote: typeof ParseNote;
  readSource: SourceReader;
  useReferenceModel: typeof UseReferenceModel;
}

/** What a user runs is bundled; modules by themselves look each import up anew and are slower. */
function bundled(folder: string): Bundled {
  const outfile = resolve(folder, '../../out/bench/parser.cjs');
  const contents = [
    "{ parseNote } from './src/references/parse.js'",
    "{ readSource } from './src/citations/read.js'",
    "{ useReferenceModel } from './src/references/model/labeller.js'",
    "{ SearchIndex } from './src/library/search.js'",
    "{ indexWords, segmentOf } from './src/library/indexedWords.js'",
  ];
  buildSync({
    stdin: { contents: contents.map((one) => `export ${one};`).join('\n'), resolveDir: resolve(folder, '../..') },
    bundle: true, format: 'cjs', platform: 'node', target: 'node20', minify: true, outfile,
  });
  return createRequire(import.meta.url)(outfile) as Bundled;
}

const wordsIn = (text: string): number => text.split(/\s+/).length;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** How many references a second become CSL, and what a word of a long note costs as against one of a reference. */
async function benchReferences({ parseNote, useReferenceModel }: Bundled): Promise<Figures> {
  const [load] = bestTimes([referenceModel], 5, useReferenceModel);
  const references = makeReferences(1_000, numbers(5));
  const texts = references.map(({ text }) => text);
  for (const { text } of makeReferences(2_000, numbers(6))) parseNote(text);
  const first = await processorTime(() => texts.forEach((text) => parseNote(text)));
  const again = sum(bestTimes(texts, 15, parseNote));
  const note = texts.slice(0, Math.ceil(2_000 / (sum(texts.map(wordsIn)) / texts.length))).join('; ');
  const [noteTime] = bestTimes([note], 15, parseNote);
  const bib = writeBibtex('', references.map(({ item }) => item), () => true).text;
  const peer = await medianOf(3, () => plugins.input.chain(bib, { forceType: '@biblatex/text', generateGraph: false }));
  const aSecond = (milliseconds: number): number => rounded((1000 * texts.length) / milliseconds);
  console.log(`references a second: ${aSecond(again)}, met for the first time ${aSecond(first)}; a note of ${wordsIn(note)} words ${rounded(noteTime!)} ms; model ${rounded(load!)} ms`);
  return {
    ratios: {
      'times as fast as citation-js reads them from BibTeX': rounded(peer / again),
      'time of a word in a note of 2000 words, one in a reference being 1': rounded(noteTime! / wordsIn(note) / (again / sum(texts.map(wordsIn)))),
    },
    milliseconds: { 'a thousand references': rounded(again), 'a thousand, met for the first time': rounded(first), 'a note of 2000 words': rounded(noteTime!), model: rounded(load!), 'citation-js': rounded(peer) },
  };
}

/** Pages a second by the kind of file, and what a page takes as against one of plain text. */
async function benchReaders({ readSource }: Bundled): Promise<Figures> {
  const times = await timesToRead(readableExtensions, readSource, (read) => medianOf(3, read));
  const aSecond = Object.fromEntries(Object.entries(times).map(([kind, { milliseconds, pages }]) => [kind, rounded((1000 * pages) / milliseconds)]));
  console.log(`pages a second: ${Object.entries(aSecond).map(([kind, pages]) => `${kind} ${pages}`).join(', ')}`);
  const asText = Object.entries(times).map(([kind, { milliseconds }]) => [kind, rounded(milliseconds / times['txt']!.milliseconds)]);
  return { ratios: { 'time of a page, one of plain text being 1': Object.fromEntries(asText) }, milliseconds: { 'pages a second': aSecond } };
}

async function bench(folder: string): Promise<void> {
  const code = bundled(folder);
  const references = await benchReferences(code);
  const readers = await benchReaders(code);
  const bib = await benchBib();
  const { megabytes, ...imports } = benchImport(resolve(folder, '../../media/example/sources'));
  const searches: Record<string, Figures> = {};
  for (const count of [1_000, 10_000, 50_000, 100_000]) searches[`${count} items`] = await benchSearch(count, code);
  const ofSearch = (part: keyof Figures): object => Object.fromEntries(Object.entries(searches).map(([size, figures]) => [size, figures[part]]));
  const figures = {
    ratios: { bib: bib.ratios, import: imports.ratios, readers: readers.ratios, references: references.ratios, search: ofSearch('ratios') },
    milliseconds: { bib: bib.milliseconds, import: imports.milliseconds, readers: readers.milliseconds, references: references.milliseconds, search: ofSearch('milliseconds') },
    megabytes: { bib: bib.megabytes, import: megabytes },
  };
  writeFileSync(resolve(folder, 'figures.json'), writeJson(figures));
}

void bench(import.meta.dirname);
