/**
 * Scores how citations are found and linked to their works, and the claims made of them, on 106 articles whose publishers marked every
 * pointer (`cex-tei` and `ore-jats` of the gold beside the project), read by three roads: as plain text, printed to PDF, and as the XML itself.
 *
 *   npx tsx test/evaluation/linking.ts [--road text|pdf|xml] [--only PART_OF_A_NAME] [--verbose PART_OF_A_NAME]
 *
 * - A **link** is a pointer with one of the works it points to. It is right where a claim of ours that stands at its sentence has that work;
 *   works are told by the words of the entry that we read them from. A pointer not found counts as missed, a claim with a work where no
 *   pointer to it is as wrong. Words attributed to someone without a pointer are not counted, nor is what stands where the publisher marks a
 *   pointer without saying where it leads.
 * - **note**: a note that holds pointers links its marker to their works; one that gives works in its own words is right where the claim of
 *   its marker has a work read from it.
 * - A **claim** is exact where it is the sentence of the XML that holds the pointer, spaces folded, with or without the numbers that point;
 *   overlap is in characters, of both over either. Both are over the linked citations in running text.
 *
 * Prints the causes of what is missed and wrong. `--verbose` prints each. The scores are kept in `scores/linking.json`, so that a change that
 * lowers one is seen.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readSource } from '../../src/citations/read.js';
import { readableExtensions } from '../../src/documents/readers/readers.js';
import '../support/model.js';
import { markerKinds, numericKinds, readArticle, type Article, type MarkerKind } from './linkingArticle.js';
import { goldOf, type GoldLink } from './linkingGold.js';
import { compare, type Comparison } from './linkingMatch.js';
import { layoutOf } from './rendered/layouts.js';
import { Printer } from './rendered/pdf.js';
import { renderText } from './rendered/text.js';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const sets = ['cex-tei', 'ore-jats'] as const;

const { values: options } = parseArgs({
  options: { road: { type: 'string', default: '' }, only: { type: 'string', default: '' }, verbose: { type: 'string' } },
});

interface Document {
  set: string;
  name: string;
  xml: string;
  article: Article;
}

type Road = 'text' | 'pdf' | 'xml';
const extensions: Record<Road, string> = { text: 'txt', pdf: 'pdf', xml: 'xml' };

function readDocuments(): Document[] {
  return sets.flatMap((set) => {
    const from = folder(`../../../shared/gold/${set}/`);
    const files = readdirSync(from).filter((file) => file.endsWith('.xml') && file.includes(options.only)).sort();
    return files.map((file) => {
      const xml = readFileSync(from + file, 'utf8');
      const name = file.replace(/\.xml$/, '');
      return { set, name, xml, article: readArticle(xml, (numbered) => layoutOf(name, numbered).manner) };
    });
  });
}

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

const printer = new Printer();

async function bytesBy(road: Road, { name, xml, article }: Document): Promise<Uint8Array> {
  const layout = layoutOf(name, article.numbered);
  if (road === 'xml') return encoded(xml);
  return road === 'pdf' ? printer.print(article, layout.page) : encoded(renderText(article, layout.text));
}

/** Counts of one kind of marker. */
interface Counts {
  gold: number;
  linked: number;
  wrong: number;
  prose: number;
  exact: number;
  overlap: number;
}

const none = (): Counts => ({ gold: 0, linked: 0, wrong: 0, prose: 0, exact: 0, overlap: 0 });
type Tally = Record<MarkerKind | 'all', Counts>;
const newTally = (): Tally => Object.fromEntries([...markerKinds, 'all'].map((kind) => [kind, none()])) as Tally;

/** What kind of marker a claim takes itself to be of, where it is at no pointer; a number is of the kind that the article's are. */
function kindOfWrong({ claim: { marker } }: Comparison['wrong'][number], links: readonly GoldLink[]): MarkerKind {
  if (marker.kind !== 'numeric') return marker.kind === 'note' ? 'note' : 'author-date';
  const kinds = numericKinds.map((kind) => links.filter((link) => link.kind === kind).length);
  return numericKinds[kinds.indexOf(Math.max(...kinds))]!;
}

function count(tally: Tally, { linked, missed, wrong }: Comparison): void {
  const to = (kind: MarkerKind, add: (counts: Counts) => void): void => [tally[kind], tally.all].forEach(add);
  const links = [...linked, ...missed].map(({ link }) => link);
  for (const link of links) to(link.kind, (counts) => counts.gold++);
  for (const one of wrong) to(kindOfWrong(one, links), (counts) => counts.wrong++);
  for (const { link, differs, overlap } of linked) {
    to(link.kind, (counts) => {
      counts.linked++;
      if (!link.sentence.prose) return;
      counts.prose++;
      counts.exact += Number(differs === null);
      counts.overlap += overlap;
    });
  }
}

const share = (part: number, of: number): number | null => (of === 0 ? null : Math.round((1000 * part) / of) / 1000);
const f1 = ({ gold, linked, wrong }: Counts): number | null => share(2 * linked, gold + linked + wrong);

const measuresOf = (counts: Counts): Record<string, number | null> => ({
  pointers: counts.gold,
  precision: share(counts.linked, counts.linked + counts.wrong),
  recall: share(counts.linked, counts.gold),
  f1: f1(counts),
  exact: share(counts.exact, counts.prose),
  overlap: share(counts.overlap, counts.prose),
});

/** Causes of faults, with how many and in which documents. */
class Causes {
  private readonly byCause = new Map<string, Map<string, number>>();

  add(cause: string, document: string): void {
    const documents = this.byCause.get(cause) ?? new Map<string, number>();
    documents.set(document, (documents.get(document) ?? 0) + 1);
    this.byCause.set(cause, documents);
  }

  print(): void {
    const total = (documents: Map<string, number>): number => [...documents.values()].reduce((sum, some) => sum + some, 0);
    for (const [cause, documents] of [...this.byCause].sort((a, b) => total(b[1]) - total(a[1]))) {
      const most = [...documents].sort((a, b) => b[1] - a[1]).slice(0, 5);
      console.log(`${String(total(documents)).padStart(6)}  ${cause}  (${most.map(([name, some]) => `${name} ${some}`).join(', ')})`);
    }
  }
}

interface Score {
  tally: Tally;
  perDocument: number[];
  entries: { found: number; of: number };
}

async function scoreSet(road: Road, documents: readonly Document[], causes: Causes): Promise<Score> {
  const score: Score = { tally: newTally(), perDocument: [], entries: { found: 0, of: 0 } };
  for (const document of documents) {
    const { name, article } = document;
    const gold = goldOf(article);
    if (gold.links.length === 0) continue;
    const comparison = compare(article, gold, await readSource(await bytesBy(road, document), `${name}.${extensions[road]}`));
    const own = newTally();
    count(own, comparison);
    count(score.tally, comparison);
    score.perDocument.push(f1(own.all) ?? 0);
    score.entries.found += comparison.entriesFound;
    score.entries.of += article.entries.length;
    for (const { cause, link } of comparison.missed) causes.add(`missed, ${link.kind}: ${cause}`, name);
    for (const { cause, claim } of comparison.wrong) causes.add(`wrong, ${claim.marker.kind}: ${cause}`, name);
    for (const { link, differs } of comparison.linked) if (differs !== null && link.sentence.prose) causes.add(`claim, ${link.kind}: ${differs}`, name);
    if (options.verbose !== undefined && name.includes(options.verbose)) explain(name, own, comparison);
  }
  return score;
}

function explain(name: string, tally: Tally, { linked, missed, wrong }: Comparison): void {
  console.log(`\n${name}: ${JSON.stringify(measuresOf(tally.all))}`);
  for (const { cause, words } of missed) console.log(`  missed (${cause}) ${words}`);
  for (const { cause, words } of wrong) console.log(`  wrong (${cause}) ${words}`);
  for (const { link, claim, differs } of linked) {
    if (differs !== null && link.sentence.prose) console.log(`  claim (${differs}) ${link.text}\n    ours ${claim.claim}\n    gold ${link.sentence.pieces.map(({ text }) => text).join('')}`);
  }
}

function print(name: string, measures: Record<string, number | null>): void {
  console.log([name.padEnd(36), ...Object.values(measures).map((value) => (value === null ? '–' : String(value)).padStart(10))].join(''));
}

/** GROBID's published figures for citation contexts, from PDF. */
const grobid = { 'PMC': 0.76, 'bioRxiv': 0.84, 'eLife': 0.92 };

async function main(): Promise<void> {
  const documents = readDocuments();
  const scores: Record<string, Record<string, unknown>> = {};
  const roads = (Object.keys(extensions) as Road[]).filter((road) => options.road === '' || road === options.road);
  for (const road of roads) {
    if (!readableExtensions.includes(extensions[road])) {
      console.log(`${road}: no reader for .${extensions[road]} yet`);
      continue;
    }
    const causes = new Causes();
    for (const set of sets) {
      const { tally, perDocument, entries } = await scoreSet(road, documents.filter((document) => document.set === set), causes);
      const own: Record<string, unknown> = {};
      print(`${set}, ${road}`, { pointers: null, precision: null, recall: null, f1: null, exact: null, overlap: null });
      for (const [kind, counts] of Object.entries(tally)) {
        if (counts.gold + counts.wrong === 0) continue;
        own[kind] = measuresOf(counts);
        print(`  ${kind}`, measuresOf(counts));
      }
      own['mean over documents, f1'] = share(perDocument.reduce((sum, value) => sum + value, 0), perDocument.length);
      own['entries found'] = `${entries.found}/${entries.of}`;
      console.log(`  mean F1 over ${perDocument.length} documents ${own['mean over documents, f1']}, entries found ${own['entries found']}`);
      scores[`${set}, ${road}`] = own;
    }
    causes.print();
  }
  await printer.close();
  console.log(`GROBID, published, from PDF: ${Object.entries(grobid).map(([set, value]) => `${set} ${value}`).join(', ')}`);
  if (options.only === '' && options.road === '') writeFileSync(folder('scores/linking.json'), `${JSON.stringify(scores, null, 2)}\n`);
}

void main();
