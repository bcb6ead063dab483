// What each of the editor's features takes in a document of 200 pages with 2,000 citations, over a library of 10,000 items, at many places; and what opening
// a document of 10 MB and a keystroke in it take. Each language in a process of its own: `npx tsx test/bench/language.ts markdown` prints its figures.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { buildSync } from 'esbuild';
import type * as Bibliography from '../../src/language/bibliography.js';
import type * as CodeLens from '../../src/language/codeLens.js';
import type * as Completion from '../../src/language/completion.js';
import type * as Convert from '../../src/language/convert.js';
import type * as Diagnostics from '../../src/language/diagnostics.js';
import type * as Citations from '../../src/language/documentCitations.js';
import type * as FieldLinks from '../../src/language/fieldLinks.js';
import type * as Hover from '../../src/language/hover.js';
import type * as InlayHints from '../../src/language/inlayHints.js';
import type * as Pinpoints from '../../src/language/pinpoints.js';
import type * as SemanticTokens from '../../src/language/semanticTokens.js';
import type * as Symbols from '../../src/language/symbols.js';
import type * as WriteCitation from '../../src/language/writeCitation.js';
import type * as EntryKeys from '../../src/library/entryKeys.js';
import type { Claim, LibraryItem, LibraryView, Preferred } from '../../src/library/library.js';
import type * as View from '../../src/library/view.js';
import type { Span } from '../../src/text/span.js';
import { makeBibtex } from './bib.js';
import { makeLibrary, numbers, pick, pseudoWord } from './library.js';
import { bestTimes, median, percentile99, rounded, type Figures } from './measure.js';

const project = resolve(import.meta.dirname, '../..');

type Bundled = Pick<typeof Bibliography, 'openBibliography'> & Pick<typeof CodeLens, 'codeLens'> & Pick<typeof Completion, 'complete'> & Pick<typeof Convert, 'conversionsAt'>
  & Pick<typeof Diagnostics, 'Diagnoser'> & Pick<typeof Citations, 'DocumentCitations'> & Pick<typeof FieldLinks, 'fieldLinks'> & Pick<typeof Hover, 'hover'>
  & Pick<typeof InlayHints, 'inlayHints'> & Pick<typeof Pinpoints, 'pinpoints'> & Pick<typeof SemanticTokens, 'semanticTokens'> & Pick<typeof Symbols, 'symbols'>
  & Pick<typeof WriteCitation, 'writeCitation'> & Pick<typeof EntryKeys, 'entryKeys'> & Pick<typeof View, 'viewOf'>;
type DocumentCitations = Citations.DocumentCitations;

const modules: Record<string, readonly string[]> = {
  language: ['bibliography', 'codeLens', 'completion', 'convert', 'diagnostics', 'documentCitations', 'fieldLinks', 'hover', 'inlayHints', 'pinpoints', 'semanticTokens', 'symbols', 'writeCitation'],
  library: ['entryKeys', 'view'],
};

function bundled(): Bundled {
  const outfile = resolve(project, 'out/bench/language.cjs');
  const files = Object.entries(modules).flatMap(([room, names]) => names.map((name) => `${room}/${name}`));
  buildSync({
    stdin: { contents: files.map((file) => `export * from './src/${file}.js';`).join('\n'), resolveDir: project },
    bundle: true, format: 'cjs', platform: 'node', target: 'node20', minify: true, outfile, logLevel: 'error',
  });
  return createRequire(import.meta.url)(outfile) as Bundled;
}

const mostItems = 10_000;
const citedItems = 600;
const citations = 2000;
const wordsInPage = 500;
const pages = 200;
/** Where each feature is asked. */
const places = 300;
const rounds = 3;
/** A screen, and what VS Code asks for around it. */
const seenLetters = 8000;
const megabytes10 = 10 * 1024 * 1024;

type Random = () => number;

/** What sources say of works: of most a few sentences, of some very many. */
function makeClaims(items: readonly LibraryItem[], vocabulary: readonly string[], random: Random): Claim[] {
  return items.flatMap(({ id }, at) =>
    Array.from({ length: at % 50 === 0 ? 200 : 1 + Math.floor(random() * 8) }, (_, index): Claim => ({
      id: `${id} ${index}`, reference: id, claim: sentence(vocabulary, random), before: sentence(vocabulary, random), quotes: [],
      locator: { label: 'page', value: String(1 + Math.floor(random() * 300)) }, marker: { kind: 'note', label: String(index) },
      source: { reference: items[0]!.id, file: 'source.txt', page: '1', start: 0, end: 1 }, confidence: 1,
    })),
  );
}

const sentence = (vocabulary: readonly string[], random: Random): string => Array.from({ length: 20 }, () => pick(vocabulary, random)).join(' ');

/** Paragraphs of 125 words with two or three citations each, in all the ways of the language. */
function makeDocument(words: number, cited: number, make: { language: string; items: readonly LibraryItem[]; vocabulary: readonly string[]; random: Random; code: Bundled }): string {
  const { language, items, vocabulary, random, code } = make;
  const ways = Array.from({ length: 200 }, (_, at) => {
    const work = (): WriteCitation.WorkToCite => ({ key: pick(items, random).id, locator: { label: 'page', value: String(1 + Math.floor(random() * 300)) } });
    return code.writeCitation(language, { works: at % 4 === 0 ? [work(), work()] : [work()], manner: at % 3 === 0 ? 'within' : 'behind' });
  });
  const every = Math.floor(words / cited);
  const text: string[] = [];
  for (let word = 1; word <= words; word++) text.push(pick(vocabulary, random), word % every === 0 ? ` ${pick(ways, random)}. ` : word % 125 === 0 ? '\n\n' : ' ');
  return text.join('');
}

/** Acts that begin with something that is typed, which does not count, and is taken back. */
function typedTimes(document: DocumentCitations, at: readonly number[], typed: (offset: number) => string, act: (offset: number) => unknown): number[] {
  const best = at.map(() => Infinity);
  for (let round = 0; round < rounds; round++) {
    for (const [index, offset] of at.entries()) {
      const text = typed(offset);
      const end = offset + text.length;
      document.change({ start: offset, end: offset }, text);
      const start = performance.now();
      act(end);
      best[index] = Math.min(best[index]!, performance.now() - start);
      document.change({ start: offset, end }, '');
    }
  }
  return best;
}

/** What a letter and its deletion take with all that is asked after each: what the document cites, and what stands around. */
function keystrokes(document: DocumentCitations, at: readonly number[]): number[] {
  const asked = (offset: number): number => document.keys.size + document.near({ start: offset, end: offset }).length;
  return bestTimes(at, rounds, (offset) => {
    document.change({ start: offset, end: offset }, 'x');
    const before = asked(offset);
    document.change({ start: offset, end: offset + 1 }, '');
    return before + asked(offset);
  });
}

/** What a letter takes with all citations asked for where they now stand, as happens when one has stopped writing. */
function allAgain(document: DocumentCitations, at: readonly number[]): number[] {
  return typedTimes(document, at, () => 'x', () => document.all);
}

/** As the editor has it: keys that the document cites come first. */
const preferredIn = (document: DocumentCitations): Preferred => new Map([...document.keys].map((key) => [key, 1]));

const begun: Record<string, string> = { markdown: ' [@', latex: ' \\parencite{', typst: ' @' };
const pinpointBegun: Record<string, (key: string) => string> = { markdown: (key) => ` [@${key}, p. `, latex: () => ' \\parencite[', typst: (key) => ` @${key}[p. ` };

interface Asked {
  code: Bundled;
  language: string;
  text: string;
  document: DocumentCitations;
  library: LibraryView;
  bibliography: Bibliography.Bibliography;
  vocabulary: readonly string[];
  random: Random;
}

/** Milliseconds of each feature, by place. */
function featureTimes({ code, language, text, document, library, bibliography, vocabulary, random }: Asked): Record<string, number[]> {
  const { all } = document;
  const some = <Value>(from: readonly Value[]): Value[] => Array.from({ length: places }, (_, index) => from[Math.floor((index * from.length) / places)]!);
  const keys = some(all).map(({ works }) => works[0]!.key);
  const onKeys = keys.map(({ start }) => start + 2);
  const spaces = some(Array.from(text.matchAll(/(?<=[a-z]{3}) (?=[a-z]{3})/g), ({ index }) => index));
  const screens: Span[] = spaces.map((start) => ({ start, end: Math.min(text.length, start + seenLetters) }));
  const whole = new Array<null>(30).fill(null);
  const letters = (): string => pick(keys, random).key.slice(0, 1 + Math.floor(random() * 5));
  const ofClaim = (): string => `${pick(vocabulary, random)} ${pick(vocabulary, random).slice(0, 3)}`;
  const completed = (offset: number): unknown => code.complete(document, offset, library, { preferred: preferredIn(document) });
  const diagnoser = new code.Diagnoser(library);
  diagnoser.diagnose(document, 'read');
  return {
    keystroke: keystrokes(document, spaces),
    'all citations after a keystroke': allAgain(document, spaces),
    completion: typedTimes(document, spaces, () => begun[language]! + letters(), completed),
    'search by content': typedTimes(document, spaces, () => begun[language]! + ofClaim(), completed),
    pinpoints: typedTimes(document, spaces, () => pinpointBegun[language]!(pick(keys, random).key), (offset) => code.pinpoints(document, offset, library)),
    hover: bestTimes(onKeys, rounds, (offset) => code.hover(document, offset, library, bibliography)),
    definition: bestTimes(onKeys, rounds, (offset) => library.get(document.keyAt(offset)!.key)),
    'references in the document': bestTimes(keys, rounds, ({ key }) => document.all.filter(({ works }) => works.some((work) => work.key.key === key))),
    'convert citation': bestTimes(onKeys, rounds, (start) => code.conversionsAt(document, { start, end: start })),
    'document symbols': bestTimes(whole, rounds, () => code.symbols(document, library)),
    'inlay hints of a screen': bestTimes(screens, rounds, (span) => code.inlayHints(document, span, library)),
    'semantic tokens of a screen': bestTimes(screens, rounds, (span) => code.semanticTokens(document, document.near(span), library)),
    'semantic tokens': bestTimes(whole, rounds, () => code.semanticTokens(document, document.all, library)),
    diagnostics: bestTimes(whole, rounds, () => diagnoser.diagnose(document, 'read')),
  };
}

/** What opening a text of 10 MB and a keystroke in it take. */
function longTimes(text: string, { code, language, random }: Asked): Record<'opening' | 'keystroke' | 'all', number[]> {
  let document!: DocumentCitations;
  const opening = bestTimes([text], 2, () => (document = new code.DocumentCitations(language, text)).all);
  const at = Array.from({ length: 30 }, () => Math.floor(random() * text.length));
  return { opening, keystroke: keystrokes(document, at), all: allAgain(document, at) };
}

/** A bibliography of some size in the editor: links and code lens. */
function libraryTimes({ code, library }: Asked): Record<string, number[]> {
  const bib = makeBibtex(4000);
  const entries = code.entryKeys(bib, 'a.bib');
  const cited = new Map(entries.map(({ key }) => [key, 1]));
  const whole = new Array<null>(10).fill(null);
  return {
    'document links of a .bib of 4 MB': bestTimes(whole, rounds, () => code.fieldLinks(bib, '/')),
    'code lens of 4,000 entries': bestTimes(whole, rounds, () => code.codeLens(entries, cited, (key) => library.claimCount(key))),
  };
}

async function openStyle({ openBibliography }: Bundled): Promise<Bibliography.Bibliography> {
  const read = (file: string): string => readFileSync(resolve(project, 'media/styles', file), 'utf8');
  return openBibliography({ style: read('chicago-author-date.csl'), locales: new Map([['en-US', read('locales-en-US.xml')]]) }, 'en-US');
}

const summed = (times: readonly number[]): { median: number; p99: number } => ({ median: rounded(median(times)), p99: rounded(percentile99(times)) });

async function measure(language: string): Promise<Figures> {
  const code = bundled();
  const random = numbers(7);
  const vocabulary = Array.from({ length: 5000 }, () => pseudoWord(random));
  const items = makeLibrary(mostItems);
  const cited = items.slice(0, citedItems);
  const library = code.viewOf({ items, claims: makeClaims(cited, vocabulary, random) });
  const make = { language, items: cited, vocabulary, random, code };
  const text = makeDocument(pages * wordsInPage, citations, make);
  const document = new code.DocumentCitations(language, text);
  const asked: Asked = { code, language, text, document, library, bibliography: await openStyle(code), vocabulary, random };
  console.error(`${language}: ${document.all.length} citations in ${text.length} letters`);
  const features = featureTimes(asked);
  const long = text.repeat(Math.ceil(megabytes10 / text.length)).slice(0, megabytes10);
  const inLines = longTimes(long, asked);
  const inOneLine = longTimes(long.replaceAll('\n', ' '), asked);
  const times = {
    ...features, ...libraryTimes(asked),
    'opening 10 MB': inLines.opening, 'keystroke in 10 MB': inLines.keystroke, 'all citations of 10 MB after a keystroke': inLines.all,
    'opening a line of 10 MB': inOneLine.opening, 'keystroke in a line of 10 MB': inOneLine.keystroke,
  };
  const milliseconds = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, summed(all)]));
  for (const [name, { median: half, p99 }] of Object.entries(milliseconds)) console.error(`  ${name}: median ${half}, p99 ${p99} ms`);
  return { ratios: { 'time of a keystroke in 10 MB, one in 200 pages being 1': rounded(median(inLines.keystroke) / median(features['keystroke']!)) }, milliseconds };
}

/** Measures the features in each language. */
export function benchLanguage(): Figures {
  const measured = Object.keys(begun).map((language): [string, Figures] => {
    const said = execFileSync(process.execPath, ['--import', 'tsx', import.meta.filename, language], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], cwd: project });
    return [language, JSON.parse(said) as Figures];
  });
  const of = (part: keyof Figures): object => Object.fromEntries(measured.map(([language, figures]) => [language, figures[part]]));
  return { ratios: of('ratios'), milliseconds: of('milliseconds') };
}

if (process.argv[1] === import.meta.filename) void measure(process.argv[2]!).then((figures) => console.log(JSON.stringify(figures)));
