/**
 * Scores the labels of references on the part of the gold that the model has not learnt from, by the definitions in the gold's README.
 *
 *   npx tsx test/evaluation/references.ts [--model FILE] [--wrong FIELD] [--set NAME] [--part N]
 *
 * `--wrong FIELD` prints what is wrong of a field; `--part 5` scores every fifth reference only; `--model FILE` tries another model.
 * `sure` is the share of fields given at 0.9 or more, `sureRight` how many of these are right. The scores are kept in
 * `scores/references.json`, so that a change that lowers one is seen.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { goldFolder } from '../../scripts/train/gold.js';
import { prepare } from '../../scripts/train/prepare.js';
import { score, type Scores } from '../../scripts/train/score.js';
import { splitGold } from '../../scripts/train/split.js';
import { labelTokens } from '../../src/references/label.js';
import { useReferenceModel } from '../../src/references/model/labeller.js';

const { values: options } = parseArgs({
  options: { model: { type: 'string' }, wrong: { type: 'string' }, set: { type: 'string', default: '' }, part: { type: 'string', default: '1' } },
});

function evaluate(): void {
  useReferenceModel(gunzipSync(readFileSync(options.model ?? new URL('../../media/reference-model.bin', import.meta.url))));
  const heldBack = splitGold().heldBack.filter(({ set }) => set.includes(options.set)).map(prepare).filter((_, index) => index % Number(options.part) === 0);
  const print = (field: string, text: string, expected: string, actual: string): void => {
    if (field === options.wrong) console.log(`${text}\n   gold: ${expected}\n   ours: ${actual}\n`);
  };
  const scored = (sequences: typeof heldBack): Scores => score(sequences, labelTokens, (field, { text }, expected, actual) => print(field, text, expected, actual));
  const flat = ({ byField, ...rest }: Scores): Record<string, number> => ({ ...rest, ...byField });
  const sets = [...new Set(heldBack.map(({ set }) => set))];
  const scores = Object.fromEntries(sets.map((set) => [set, flat(scored(heldBack.filter((one) => one.set === set)))]));
  console.table(scores);
  if (options.model || options.wrong || options.set !== '' || options.part !== '1') return;
  writeFileSync(new URL('./scores/references.json', import.meta.url), `${JSON.stringify(scores, null, 2)}\n`);
}

if (existsSync(goldFolder)) evaluate();
else console.log(`There is no gold in ${goldFolder}; the scores in scores/references.json stay as they are.`);
