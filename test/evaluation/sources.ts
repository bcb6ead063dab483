/**
 * Reads the example sources, as they are and as other extractors would give them, and scores the reading on what people read in them.
 *
 *   npx tsx test/evaluation/sources.ts [--verbose] [--only PART_OF_A_NAME]
 *
 * `--verbose` prints every difference. The scores are kept in `scores/sources.json`, so that a change that lowers one is seen.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readSource } from '../../src/citations/read.js';
import { decodeSource } from '../../src/documents/decode.js';
import '../support/model.js';
import { dressings } from './sourcesDressed.js';
import { compare, measures, type Gold, type Score } from './sourcesGold.js';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const sources = folder('../../media/example/sources/');
const golds = folder('../fixtures/gold/');

const { values: options } = parseArgs({ options: { verbose: { type: 'boolean', default: false }, only: { type: 'string', default: '' } } });

const columns = [...measures, 'extra'] as const;
const cell = (score: Score, column: (typeof columns)[number]): string =>
  column === 'extra' ? `${score.extra.works} + ${score.extra.claims}` : `${score[column].right}/${score[column].of}`;

function print(name: string, cells: readonly string[]): void {
  console.log([name.padEnd(58), ...cells.map((words) => words.padStart(9))].join(''));
}

async function scoreSource(file: string, scores: Record<string, Record<string, string>>): Promise<void> {
  const { text } = decodeSource(readFileSync(sources + file));
  const gold = JSON.parse(readFileSync(golds + file.replace(/\.\w+$/, '.json'), 'utf8')) as Gold;
  for (const [dressing, dress] of Object.entries(dressings)) {
    const dressed = dress(text, file);
    const name = dressing === 'as it is' ? file : `${file}, ${dressing}`;
    if (dressed === null || !name.includes(options.only)) continue;
    const differences: string[] = [];
    const score = compare(gold, await readSource(new TextEncoder().encode(dressed), file), (difference) => differences.push(difference));
    scores[name] = Object.fromEntries(columns.map((column) => [column, cell(score, column)]));
    print(name, Object.values(scores[name]!));
    if (options.verbose) for (const difference of differences) console.log(`    ${difference}`);
  }
}

async function main(): Promise<void> {
  const scores: Record<string, Record<string, string>> = {};
  print('', columns);
  for (const file of readdirSync(sources).sort()) await scoreSource(file, scores);
  if (options.only !== '') return;
  mkdirSync(folder('scores'), { recursive: true });
  writeFileSync(folder('scores/sources.json'), `${JSON.stringify(scores, null, 2)}\n`);
}

void main();
