/**
 * Scores the reference model on the part of the gold that it has not learnt from, by the definitions in the gold's README.
 *
 *   npx tsx test/evaluation/model.ts [--model FILE] [--wrong FIELD] [--set NAME] [--part N]
 *
 * `--wrong FIELD` prints what it gets wrong of a field; `--part 5` scores every fifth reference only. `sure` is the share of fields given
 * at 0.9 or more, `sureRight` how many of these are right. The scores are kept in `scores/model.json`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { prepare, type Sequence } from '../../scripts/train/prepare.js';
import { score } from '../../scripts/train/score.js';
import { splitGold } from '../../scripts/train/split.js';
import { labelWith } from '../../src/references/model/labeller.js';
import { readModel } from '../../src/references/model/model.js';

const { values: options } = parseArgs({
  options: { model: { type: 'string' }, wrong: { type: 'string' }, set: { type: 'string', default: '' }, part: { type: 'string', default: '1' } },
});

const model = readModel(gunzipSync(readFileSync(options.model ?? new URL('../../media/reference-model.bin', import.meta.url))));
const heldBack = splitGold().heldBack.filter(({ set }) => set.includes(options.set)).map(prepare).filter((_, index) => index % Number(options.part) === 0);

function scored(sequences: readonly Sequence[]): Record<string, number> {
  const { byField, ...rest } = score(sequences, (text) => labelWith(model, text), (field, { text }, expected, actual) => {
    if (field === options.wrong) console.log(`${text}\n   gold: ${expected}\n   ours: ${actual}\n`);
  });
  return { ...rest, ...byField };
}

const sets = [...new Set(heldBack.map(({ set }) => set))];
const scores = Object.fromEntries(sets.map((set) => [set, scored(heldBack.filter((sequence) => sequence.set === set))]));
console.table(scores);
if (!options.wrong && options.set === '' && options.part === '1') {
  writeFileSync(new URL('./scores/model.json', import.meta.url), `${JSON.stringify(scores, null, 2)}\n`);
}
