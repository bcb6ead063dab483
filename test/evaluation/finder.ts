/**
 * Scores how the parts of a text are told apart, and how bibliographies are cut into entries.
 *
 *   npx tsx test/evaluation/finder.ts [--only PART_OF_A_NAME] [--verbose]
 *
 * - **lines**: ten theses with a label for each line (`finder` of the gold beside the project). `ref` is right in an entry of the bibliography,
 *   `meta` as furniture, `title` and `text` as anything else: body. Accuracy over lines that are not blank; precision, recall and F1 by label.
 * - **entries**: those of the theses, cut where the layout of their lines shows it (a number, a line less indented than the next, a blank line
 *   between); and those of the articles of `cex-tei` and `ore-jats`, set in four layouts behind a few paragraphs. An entry is found when one
 *   of ours has the same letters and digits, without its number.
 *
 * `--verbose` prints what is wrong. The scores are kept in `scores/finder.json`, so that a change that lowers one is seen.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { SourceDocument } from '../../src/documents/document.js';
import { readerFor } from '../../src/documents/readers/readers.js';
import type { Passage } from '../../src/text/passage.js';
import '../support/model.js';
import { readArticle } from './linkingArticle.js';
import { layoutOf } from './rendered/layouts.js';
import { entryLayouts, renderText } from './rendered/text.js';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const gold = folder('../../../shared/gold/');

const { values: options } = parseArgs({ options: { only: { type: 'string', default: '' }, verbose: { type: 'boolean', default: false } } });

const labels = ['body', 'ref', 'meta'] as const;
type Label = (typeof labels)[number];
const labelOf: Record<string, Label | undefined> = { title: 'body', text: 'body', ref: 'ref', meta: 'meta' };

interface Line {
  /** Undefined for a blank one. */
  label: Label | undefined;
  text: string;
  /** Where it stands in the text. */
  start: number;
}

/** A label stands before the first line it is for, and holds until the next. */
function readLines(ttx: string): Line[] {
  let label: Label | undefined;
  let start = 0;
  return ttx.split('\n').filter((line) => line.includes('|')).map((line) => {
    const bar = line.indexOf('|');
    const name = line.slice(0, bar).trim();
    if (name !== '') label = labelOf[name];
    const text = line.slice(bar + 2);
    const read = { label: text.trim() === '' ? undefined : label, text, start };
    start += text.length + 1;
    return read;
  });
}

const read = (text: string, file: string): Promise<SourceDocument> => readerFor(file)(new TextEncoder().encode(text), {});

/** The label of each character that is in an entry or in furniture. */
function labelled({ text, bibliography, furniture }: SourceDocument): Uint8Array {
  const marks = new Uint8Array(text.length);
  const mark = (passage: Passage): void => {
    for (const { start, end } of passage.piecesInSource({ start: 0, end: passage.length })) marks.fill(1, start, end);
  };
  for (const { start, end } of furniture) marks.fill(2, start, end);
  for (const { passage } of bibliography) mark(passage);
  return marks;
}

function ourLabel(marks: Uint8Array, { text, start }: Line): Label {
  const counts = [0, 0, 0];
  for (let at = 0; at < text.length; at++) if (text[at] !== ' ') counts[marks[start + at]!]!++;
  return labels[counts.indexOf(Math.max(...counts))]!;
}

type Confusion = Record<Label, Record<Label, number>>;
const newConfusion = (): Confusion => ({ body: { body: 0, ref: 0, meta: 0 }, ref: { body: 0, ref: 0, meta: 0 }, meta: { body: 0, ref: 0, meta: 0 } });

const share = (part: number, of: number): number | null => (of === 0 ? null : Math.round((1000 * part) / of) / 1000);

function measuresOf(confusion: Confusion): Record<string, number | null> {
  const sum = (of: (a: Label, b: Label) => number): number => labels.reduce((total, a) => total + labels.reduce((some, b) => some + of(a, b), 0), 0);
  const measures: Record<string, number | null> = { accuracy: share(sum((a, b) => (a === b ? confusion[a][b] : 0)), sum((a, b) => confusion[a][b])) };
  for (const label of labels) {
    const right = confusion[label][label];
    const of = sum((a, b) => (a === label ? confusion[a][b] : 0));
    const found = sum((a, b) => (b === label ? confusion[a][b] : 0));
    measures[`${label} precision`] = share(right, found);
    measures[`${label} recall`] = share(right, of);
    measures[`${label} f1`] = share(2 * right, of + found);
  }
  return measures;
}

const indentOf = ({ text }: Line): number => text.length - text.trimStart().length;
const numbered = /^\s*(?:\[[^\]]{1,12}\]|\d{1,3}\.\s)/;

/** The entries that a thesis's own lines show. */
function entriesOf(lines: readonly Line[]): string[] {
  const refs = lines.filter(({ label }) => label === 'ref');
  const least = Math.min(...refs.map(indentOf));
  const hanging = refs.filter((line) => indentOf(line) > least + 1).length > refs.length / 5;
  const byNumber = refs.filter(({ text }) => numbered.test(text)).length > refs.length / 6;
  const entries: string[][] = [];
  let parted = true;
  for (const line of lines) {
    if (line.label === 'ref') {
      const opens = byNumber ? numbered.test(line.text) : hanging ? indentOf(line) <= least + 1 : parted;
      if (opens || entries.length === 0) entries.push([line.text]);
      else entries.at(-1)!.push(line.text);
    }
    parted = line.label === undefined;
  }
  return entries.map((entry) => entry.join('\n'));
}

const sign = (text: string): string => text.replace(numbered, '').normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

interface EntryScore {
  right: number;
  gold: number;
  ours: number;
}

const newEntryScore = (): EntryScore => ({ right: 0, gold: 0, ours: 0 });

function scoreEntries(score: EntryScore, name: string, entries: readonly string[], { bibliography }: SourceDocument): void {
  const left = new Map<string, number>();
  for (const { passage } of bibliography) left.set(sign(passage.text), (left.get(sign(passage.text)) ?? 0) + 1);
  const lost: string[] = [];
  for (const entry of entries) {
    const some = left.get(sign(entry)) ?? 0;
    if (some === 0) lost.push(entry);
    else left.set(sign(entry), some - 1);
  }
  score.right += entries.length - lost.length;
  score.gold += entries.length;
  score.ours += bibliography.length;
  if (options.verbose && lost.length > 0) {
    console.log(`  ${name}: ${lost.length} of ${entries.length} entries lost, ours ${bibliography.length}`);
    for (const entry of lost.slice(0, 5)) console.log(`    ${entry.replace(/\s+/g, ' ').slice(0, 150)}`);
  }
}

const entryMeasures = ({ right, gold: of, ours }: EntryScore): Record<string, number | null> => ({
  entries: of,
  precision: share(right, ours),
  recall: share(right, of),
  f1: share(2 * right, of + ours),
});

function print(name: string, measures: Record<string, number | null>): void {
  console.log(`${name.padEnd(34)}${Object.entries(measures).map(([measure, value]) => `${measure} ${value ?? '–'}`).join('  ')}`);
}

async function scoreTheses(scores: Record<string, unknown>): Promise<void> {
  const all = newConfusion();
  const entries = newEntryScore();
  for (const file of readdirSync(`${gold}finder`).filter((name) => name.endsWith('.ttx') && name.includes(options.only)).sort()) {
    const lines = readLines(readFileSync(`${gold}finder/${file}`, 'utf8'));
    const text = lines.map((line) => line.text).join('\n');
    const document = await read(text, file.replace('.ttx', '.txt'));
    if (document.text !== text) throw new Error(`${file} is not read as it stands, so its lines can't be told.`);
    const marks = labelled(document);
    const own = newConfusion();
    for (const line of lines) {
      if (!line.label) continue;
      const ours = ourLabel(marks, line);
      own[line.label][ours]++;
      all[line.label][ours]++;
      if (options.verbose && ours !== line.label) console.log(`    ${line.label} as ${ours}: ${line.text}`);
    }
    print(file, measuresOf(own));
    scoreEntries(entries, file, entriesOf(lines), document);
  }
  scores['theses, lines'] = measuresOf(all);
  scores['theses, entries'] = entryMeasures(entries);
  print('theses, lines', measuresOf(all));
  print('theses, entries', entryMeasures(entries));
}

/** Paragraphs enough to show that the bibliography is not all there is. */
const paragraphsBefore = 40;

async function scoreArticles(set: string, scores: Record<string, unknown>): Promise<void> {
  for (const layout of entryLayouts) {
    const score = newEntryScore();
    for (const file of readdirSync(gold + set).filter((name) => name.endsWith('.xml') && name.includes(options.only)).sort()) {
      const name = file.replace('.xml', '');
      const article = readArticle(readFileSync(`${gold}${set}/${file}`, 'utf8'), (byNumber) => layoutOf(name, byNumber).manner);
      if (article.entries.length === 0 || article.blocks.length === 0) continue;
      const text = renderText({ ...article, notes: [], blocks: article.blocks.slice(0, paragraphsBefore) }, { width: 84, parted: 'blank', page: null, entries: layout });
      scoreEntries(score, `${name}, ${layout}`, article.entries.map((entry) => entry.text), await read(text, `${name}.txt`));
    }
    scores[`${set}, entries, ${layout}`] = entryMeasures(score);
    print(`${set}, entries, ${layout}`, entryMeasures(score));
  }
}

async function main(): Promise<void> {
  const scores: Record<string, unknown> = {};
  await scoreTheses(scores);
  for (const set of ['cex-tei', 'ore-jats']) await scoreArticles(set, scores);
  if (options.only === '') writeFileSync(folder('scores/finder.json'), `${JSON.stringify(scores, null, 2)}\n`);
}

void main();
