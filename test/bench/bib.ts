// A .bib of any size: how soon it can be completed over, how long all of it takes as CSL, what one changed entry takes, and how time and memory
// grow, each beside citation-js, which reads all of it or nothing.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import '@citation-js/plugin-bibtex';
import { plugins } from '@citation-js/core';
import { buildSync } from 'esbuild';
import { DiskFileSystem } from '../../src/cli/nodeFileSystem.js';
import type { BibliographyFile } from '../../src/library/bibliographyFile.js';
import type { readBibtex } from '../../src/library/formats/readBibtex.js';
import { classicTex } from '../../src/library/formats/tex.js';
import type { LibraryItem } from '../../src/library/library.js';
import type { openFile, OpenedFile } from '../../src/library/packedFile.js';
import type { SearchIndex } from '../../src/library/search.js';
import { makeLibrary, numbers, pick, pseudoWord } from './library.js';
import { leastOf, processorTime, rounded, type Figures } from './measure.js';

type Random = () => number;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const publishers = ['Press \\& Sons', 'Northern University Press', 'Harbour', 'Academic Books', 'Meridian', 'Society for the Study of Towns', 'Lamp', 'Quill House'];
const abstractWords = 61;

/** An entry as Better BibTeX writes it: names in TeX, capitals in braces, a month's macro, an abstract, a file; 0.99 kB. */
function entryOf({ id, title, author, issued, 'container-title': journal }: LibraryItem, vocabulary: readonly string[], random: Random): string {
  const first = Math.floor(random() * 900) + 1;
  const number = Math.floor(random() * 1e6);
  const names = author!.map(({ family, given }) => `${classicTex.text(family!)}, ${given}`).join(' and ');
  const words = Array.from({ length: abstractWords }, () => pick(vocabulary, random));
  return [
    `@article{${id}`,
    `  title = {${random() < 0.4 ? title!.replace(/ ([a-z])([a-z]{6,}) /, (_, first: string, rest: string) => ` {${first.toUpperCase()}${rest}} `) : title!}}`,
    `  author = {${names}}`,
    `  year = {${issued!['date-parts']![0]![0]}}`,
    `  month = ${pick(months, random)}`,
    `  journal = {${journal}}`,
    `  volume = {${number % 90}}`,
    `  number = {${number % 12}}`,
    `  pages = {${first}--${first + 12}}`,
    `  publisher = {${pick(publishers, random)}}`,
    `  issn = {1234-5678}`,
    `  doi = {10.1000/${id}.${number}}`,
    `  url = {https://example.org/articles/${id}/${number}}`,
    `  urldate = {2024-03-0${1 + (number % 9)}}`,
    `  langid = {english}`,
    `  abstract = {${words.join(' ')}}`,
    `  keywords = {${words.slice(0, 3).join(',')}}`,
    `  file = {/home/user/library/${id}.pdf}`,
  ].join(',\n') + '\n}\n';
}

/** A .bib of made-up entries with abstracts, 0.99 kB each. */
export function makeBibtex(count: number): string {
  const random = numbers(count + 1);
  const vocabulary = Array.from({ length: 5_000 }, () => pseudoWord(random));
  return makeLibrary(count).map((item) => entryOf(item, vocabulary, random)).join('\n');
}

const project = resolve(import.meta.dirname, '../..');

interface Bundled {
  BibliographyFile: typeof BibliographyFile;
  SearchIndex: typeof SearchIndex;
  openFile: typeof openFile;
  readBibtex: typeof readBibtex;
}

/** What a user runs is bundled; modules by themselves look each import up anew and are slower. */
function build(): string {
  const outfile = join(project, 'out/bench/bib.cjs');
  const exported = { BibliographyFile: 'bibliographyFile', SearchIndex: 'search', openFile: 'packedFile', readBibtex: 'formats/readBibtex' };
  buildSync({
    stdin: { contents: Object.entries(exported).map(([name, file]) => `export { ${name} } from './src/library/${file}.js';`).join('\n'), resolveDir: project },
    bundle: true, format: 'cjs', platform: 'node', target: 'node20', minify: true, outfile,
  });
  return outfile;
}

const byCitationJs = "plugins.input.chain(require('fs').readFileSync(file, 'utf8'), { forceType: '@biblatex/text', generateGraph: false })";

/** The most memory that a process takes which reads all of a file as CSL and holds it, in megabytes. */
function megabytesToRead(file: string, load: string, read: string): number {
  const code = `const file = ${JSON.stringify(file)}; ${load}; const all = ${read}; console.log(process.resourceUsage().maxRSS / 1024, all.length)`;
  return Number(execFileSync(process.execPath, ['-e', code], { encoding: 'utf8', cwd: project }).split(' ')[0]);
}

const opened = (file: BibliographyFile, before: OpenedFile | null, { openFile: open }: Bundled): OpenedFile => open(file.packed(), before);

/** From the file on disk to completion without an index. */
async function firstCompletion(path: string, query: string, code: Bundled): Promise<void> {
  const file = new code.BibliographyFile(path);
  await file.update(readFileSync(path));
  opened(file, null, code).rows.scan(query, 50);
}

const disk = new DiskFileSystem();

/** One entry changes on disk: from there to completion over all, the new words among it. */
async function changedCompletion(path: string, bib: string, code: Bundled): Promise<number> {
  const file = new code.BibliographyFile(path);
  if (await file.update(readFileSync(path))) file.index();
  let shown = opened(file, null, code);
  const middle = bib.indexOf('title = {', bib.length >> 1);
  const times: number[] = [];
  for (let time = 0; time < 3; time++) {
    writeFileSync(path, `${bib.slice(0, middle)}title = {Changed${time} ${bib.slice(middle + 'title = {'.length)}`);
    times.push(await processorTime(async () => {
      await file.update(await disk.readShared(path));
      shown = opened(file, shown, code);
      if (new code.SearchIndex(shown.segments, (row) => shown.rows.itemAt(row)).search(`Changed${time}`, 10).length === 0) throw new Error('The changed entry was not found.');
    }));
  }
  return Math.min(...times);
}

interface Measured {
  /** For the beginning of a key, and for words that no item has together. */
  first: number;
  byWords: number;
  all: number;
  index: number;
  changed: number;
  megabytes: number;
}

async function measure(path: string, count: number, code: Bundled, bundle: string): Promise<Measured> {
  const bib = makeBibtex(count);
  writeFileSync(path, bib);
  const first = await leastOf(3, () => firstCompletion(path, 'keb', code));
  const byWords = await leastOf(3, () => firstCompletion(path, 'Keb tol', code));
  const all = await leastOf(2, () => code.readBibtex(readFileSync(path), path));
  const index = await leastOf(1, async () => {
    const file = new code.BibliographyFile(path);
    if (await file.update(readFileSync(path))) file.index();
  });
  const megabytes = megabytesToRead(path, `const { readBibtex } = require(${JSON.stringify(bundle)})`, "readBibtex(require('fs').readFileSync(file), file).rows");
  return { first, byWords, all, index, changed: await changedCompletion(path, bib, code), megabytes };
}

/** @param count how many entries the file has that is compared with citation-js; growth is measured from a fiftieth to twice as many */
export async function benchBib(count = 50_000): Promise<Figures & { megabytes: object }> {
  const folder = mkdtempSync(join(tmpdir(), 'ibid-bench-bib-'));
  try {
    const path = join(folder, 'library.bib');
    const bundle = build();
    const code = createRequire(import.meta.url)(bundle) as Bundled;
    const few = await measure(path, count / 50, code, bundle);
    const twice = await measure(path, count * 2, code, bundle);
    const one = await measure(path, count, code, bundle);
    writeFileSync(path, makeBibtex(count));
    const peer = await leastOf(2, () => plugins.input.chain(readFileSync(path, 'utf8'), { forceType: '@biblatex/text', generateGraph: false }));
    const peerMegabytes = megabytesToRead(path, "require('@citation-js/plugin-bibtex'); const { plugins } = require('@citation-js/core')", byCitationJs);
    const growth = (name: 'first' | 'all' | 'index'): number => rounded(twice[name] / few[name] / 100);
    console.log(`a .bib of ${count}: first completion ${Math.round(one.first)} ms, as CSL ${Math.round(one.all)} ms, one entry changed ${Math.round(one.changed)} ms; citation-js ${Math.round(peer)} ms`);
    return {
      ratios: {
        'times as fast to the first completion as citation-js reads it': rounded(peer / one.first),
        'times as fast to the first completion by words of titles and names': rounded(peer / one.byWords),
        'times as fast as CSL': rounded(peer / one.all),
        'times as fast to completion after one entry changed': rounded(peer / one.changed),
        'memory, that of citation-js being 1': rounded(one.megabytes / peerMegabytes),
        'time of an entry in 100 times as many, to the first completion': growth('first'),
        'time of an entry in 100 times as many, as CSL': growth('all'),
        'time of an entry in 100 times as many, indexed': growth('index'),
      },
      milliseconds: { 'first completion': Math.round(one.first), 'first completion by words': Math.round(one.byWords), 'as CSL': Math.round(one.all), indexed: Math.round(one.index), 'one entry changed': Math.round(one.changed), 'citation-js': Math.round(peer) },
      megabytes: { 'as CSL': Math.round(one.megabytes), 'citation-js': Math.round(peerMegabytes), 'of 100 times as few': Math.round(few.megabytes), 'of twice as many': Math.round(twice.megabytes) },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
