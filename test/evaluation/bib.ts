/**
 * Scores how .bib files that broke a reference manager are read and written (`bib` of the gold beside the project).
 *
 *   npx tsx test/evaluation/bib.ts [--only PART_OF_A_PATH] [--wrong VARIABLE] [--pandoc]
 *
 * - **read**: `entries` are counted on their own, as lines that open one with a key; `items` is how many of their keys were read, `told` how many of those
 *   that were not have a problem that names their line; `problems` are all that were told.
 * - **written**: how many items come back the same, with all that is kept of a .bib, when written as biblatex and read again; and how many with the
 *   same variables, and no kept field gone, when written as BibTeX.
 * - **expected**: what must come out of some files, in `expected` below.
 * - **pandoc** (with `--pandoc`, which has to be installed; it takes a minute): of the values that Pandoc's biblatex reader gives, how many are ours too, by
 *   variable. Case, dashes, markup, the kind of particle and the short titles that it makes of titles are passed over. It is a peer and no gold: `--wrong` prints where we differ.
 *
 * The scores are kept in `scores/bib.json`, so that a change that lowers one is seen; those of Pandoc as they last were.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { CslDate, CslName } from '../../src/csl.js';
import { utf8Of } from '../../src/documents/bib/encoding.js';
import { canonical } from '../../src/library/digest.js';
import { writeBiblatexFile, writeBibtexFile } from '../../src/library/formats/bibEntry.js';
import { readBibtex } from '../../src/library/formats/readBibtex.js';
import type { LibraryItem } from '../../src/library/library.js';
import { fold } from '../../src/text/fold.js';

const { values: options } = parseArgs({
  options: { only: { type: 'string', default: '' }, wrong: { type: 'string', default: '' }, pandoc: { type: 'boolean', default: false } },
});
const gold = fileURLToPath(new URL('../../../shared/gold/bib/', import.meta.url));
const kept = new URL('./scores/bib.json', import.meta.url);

interface BibText {
  path: string;
  text: string;
}

function bibTexts(): BibText[] {
  const paths = readdirSync(gold, { recursive: true }).map(String).filter((path) => path.endsWith('.bib') && path.includes(options.only)).sort();
  return paths.map((path) => ({ path, text: new TextDecoder().decode(utf8Of(readFileSync(gold + path)).bytes) }));
}

type Counts = Record<string, number>;
const add = (counts: Counts, name: string, by = 1): void => void (counts[name] = (counts[name] ?? 0) + by);

/** What is no work. */
const notWorks = /^(?:comment|string|preamble|set|xdata)$/i;
const entry = /^[ \t]*@[ \t]*([A-Za-z]+)[ \t]*[{(][ \t]*([^\s,{}()=]+)[ \t]*,/gm;

function scoreReading({ path, text }: BibText, items: readonly LibraryItem[], problems: readonly { message: string }[], counts: Counts): void {
  const keys = new Set(items.map(({ id }) => id));
  add(counts, 'files');
  add(counts, 'problems', problems.length);
  for (const { 1: type, 2: key, index } of text.matchAll(entry)) {
    if (notWorks.test(type!)) continue;
    add(counts, 'entries');
    if (keys.delete(key!)) add(counts, 'items');
    else {
      const line = text.slice(0, index).split('\n').length;
      const isTold = problems.some(({ message }) => message.includes(`line ${line} `));
      if (isTold) add(counts, 'told');
      else console.log(`${path}: line ${line}, ${key}: not read, and not told`);
    }
  }
  for (const key of keys) console.log(`${path}: ${key} is read, and was not counted`);
}

const keptOf = ({ custom }: LibraryItem): Record<string, string> => custom?.biblatex ?? {};
const variablesOf = (item: LibraryItem): object => ({ ...item, custom: undefined });

function scoreWriting(path: string, items: readonly LibraryItem[], counts: Counts): void {
  const [biblatex, bibtex] = [writeBiblatexFile, writeBibtexFile].map((write) => readBibtex(write(items), path).rows);
  items.forEach((item, at) => {
    add(counts, 'items');
    const [one, other] = [biblatex![at], bibtex![at]];
    if (one && canonical(one) === canonical(item)) add(counts, 'biblatex');
    else if (options.wrong === 'biblatex') console.log(`${path}\n   was: ${canonical(item)}\n   is:  ${one ? canonical(one) : 'gone'}\n`);
    const isWhole = other && canonical(variablesOf(other)) === canonical(variablesOf(item)) && Object.entries(keptOf(item)).every(([name, tex]) => name === 'entrytype' || keptOf(other)[name] === tex);
    if (isWhole) add(counts, 'bibtex');
    else if (options.wrong === 'bibtex') console.log(`${path}\n   was: ${canonical(item)}\n   is:  ${other ? canonical(other) : 'gone'}\n`);
  });
}

/** What must come out: by the end of a file's path and a key, variables. */
const expected: readonly (readonly [path: string, key: string, fields: Record<string, unknown>])[] = [
  ['testbib/crossref.bib', 'DBLP:conf/wicsa/ZimmermannWKG15', { type: 'paper-conference', page: '85-94', DOI: '10.1109/WICSA.2015.29' }],
  ['testbib/bug1283.bib', 'NN2006-Supporting', { title: 'Supporting...', issued: { 'date-parts': [[2006]] } }],
  ['testbib/bug1283.bib', 'NN1997-Entwurf', { issued: { 'date-parts': [[1997, 10]] } }],
  ['fileformat/BibtexImporter.examples.bib', 'Preissel2016', { author: [{ family: 'Preißel', given: 'René' }], type: 'book' }],
  ['testbib/bibWithUserComments.bib', '1102917', { volume: '9', page: '357-367', title: 'The trouble with login: on usability and computer security in ubiquitous computing' }],
  ['testbib/complex.bib', '1137631', { 'publisher-place': 'New York, NY, USA', DOI: '10.1145/1137627.1137631' }],
  ['testbib/biblatex-software.bib', 'cgal:5-0-2', { type: 'software', version: '5.0.2', author: [{ literal: 'The CGAL Project' }], title: 'The Computational Geometry Algorithms Library' }],
  ['testbib/reallyunknowntype.bib', 'test', { type: 'document' }],
  ['auxparser/origin.bib', 'Einstein1920a', { author: [{ family: 'Einstein', given: 'Albert' }], 'container-title': 'Relativity: The special and general theory', page: '22-23' }],
  ['importer/headerless.bib', '1', { title: 'Towards Application Portability in Platform as a Service' }],
  ['exporter/MsBibImportExportRoundTripTestCorporateAuthor.bib', 'Test', { author: [{ literal: 'JabRef Developers' }] }],
  ['fileformat/MsBibImporterInvalidMonth.bib', 'Orlowski;2011', { issue: '3', issued: { 'date-parts': [[2011]] } }],
];

/** A value as Pandoc and Ibid may both give it. */
function plain(variable: string, value: unknown): string {
  if (variable === 'issued' || variable === 'accessed' || variable.endsWith('-date')) return canonical((value as CslDate)['date-parts'] ?? (value as CslDate).literal ?? '');
  if (!Array.isArray(value)) return fold(String(value).replace(/<[^<>]*>/g, '')).replace(/[^\p{L}\p{N}]+/gu, '');
  return (value as CslName[])
    .map((name) => [name.given, name['dropping-particle'], name['non-dropping-particle'], name.family, name.suffix, name.literal].filter(Boolean).join(' '))
    .map((name) => plain('name', name))
    .join();
}

function scorePandoc({ path, text }: BibText, items: readonly LibraryItem[], counts: Record<string, Counts>): void {
  const theirs = pandoc(text);
  add((counts['files'] ??= {}), theirs ? 'read' : 'lost');
  const ours = new Map(items.map((item) => [item.id, item]));
  for (const { id, ...item } of theirs ?? []) {
    const own = ours.get(String(id)) as Record<string, unknown> | undefined;
    if (!own) continue;
    for (const [variable, value] of Object.entries(item)) {
      const said = plain(variable, value);
      if (said === '' || said === '[]' || variable === 'title-short') continue;
      const score = (counts[variable] ??= { given: 0, same: 0 });
      add(score, 'given');
      if (own[variable] !== undefined && plain(variable, own[variable]) === said) add(score, 'same');
      else if (options.wrong === variable || options.wrong === 'all') console.log(`${path} ${String(id)}\n   pandoc: ${JSON.stringify(value)}\n   ibid:   ${JSON.stringify(own[variable])}\n`);
    }
  }
}

function pandoc(text: string): Record<string, unknown>[] | null {
  try {
    return JSON.parse(execFileSync('pandoc', ['-f', 'biblatex', '-t', 'csljson'], { input: text, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] })) as Record<string, unknown>[];
  } catch {
    return null;
  }
}

function evaluate(): void {
  const [read, written, byVariable]: [Counts, Counts, Record<string, Counts>] = [{}, {}, {}];
  const met = { given: 0, right: 0 };
  for (const bib of bibTexts()) {
    const { rows, problems } = readBibtex(bib.text, bib.path);
    scoreReading(bib, rows, problems, read);
    scoreWriting(bib.path, rows, written);
    for (const [path, key, fields] of expected) {
      if (!bib.path.endsWith(path)) continue;
      const item = rows.find(({ id }) => id === key) as Record<string, unknown> | undefined;
      for (const [variable, value] of Object.entries(fields)) {
        met.given++;
        if (canonical(item?.[variable]) === canonical(value)) met.right++;
        else console.log(`${path} ${key} ${variable}\n   must be: ${canonical(value)}\n   is:      ${canonical(item?.[variable])}\n`);
      }
    }
    if (options.pandoc) scorePandoc(bib, rows, byVariable);
  }
  const before = existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as { pandoc?: unknown }) : {};
  const scores = { read, written, expected: met, pandoc: options.pandoc ? byVariable : before.pandoc };
  console.log({ read, written, expected: met });
  if (options.pandoc) console.table(byVariable);
  if (options.only === '' && options.wrong === '') writeFileSync(kept, `${JSON.stringify(scores, null, 2)}\n`);
}

if (existsSync(gold)) evaluate();
else console.log(`There is no gold in ${gold}; the scores in scores/bib.json stay as they are.`);
