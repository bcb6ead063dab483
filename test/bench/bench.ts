// Measures how Ibid's time and memory grow with what it imports, how fast it reads sources and references, its search against Fuse
// alone, the editor's features in a long document, and the views of a large library: `npm run bench`. Writes figures.json: first what holds on any machine, then what this one takes.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import '@citation-js/plugin-bibtex';
import { plugins } from '@citation-js/core';
import { buildSync } from 'esbuild';
import { readableExtensions } from '../../src/documents/readers/readers.js';
import { writeBibtex } from '../../src/library/formats/bibtex.js';
import { writeJson } from '../../src/library/formats/json.js';
import type { SourceReader } from '../../src/library/threadReader.js';
import { referenceModel } from '../support/model.js';
import type { useReferenceModel as UseReferenceModel } from '../../src/references/model/labeller.js';
import type { parseNote as ParseNote } from '../../src/references/parse.js';
import { benchBib } from './bib.js';
import { benchImport } from './import.js';
import { benchLanguage } from './language.js';
import { numbers } from './library.js';
import { bestTimes, medianOf, processorTime, rounded, type Figures } from './measure.js';
import { timesToRead } from './readers.js';
import { makeReferences } from './references.js';
import { benchSearch } from './search.js';
import { benchViews } from './views.js';

interface Bundled {
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
  const search = benchSearch([1_000, 10_000, 50_000, 100_000]);
  const language = benchLanguage();
  const views = await benchViews();
  const figures = {
    ratios: { bib: bib.ratios, import: imports.ratios, language: language.ratios, readers: readers.ratios, references: references.ratios, search: search.ratios, views: views.ratios },
    milliseconds: { bib: bib.milliseconds, import: imports.milliseconds, language: language.milliseconds, readers: readers.milliseconds, references: references.milliseconds, search: search.milliseconds, views: views.milliseconds },
    megabytes: { bib: bib.megabytes, import: megabytes },
  };
  writeFileSync(resolve(folder, 'figures.json'), writeJson(figures));
}

void bench(import.meta.dirname);
