/**
 * Scores the reference model, and the rules, on the part of the gold that the model has not learnt from, by the definitions in the gold's README.
 *
 *   npx tsx test/evaluation/model.ts [--model FILE] [--wrong FIELD] [--set NAME] [--part N]
 *
 * `--wrong FIELD` prints what the model gets wrong of a field; `--part 5` scores every fifth reference only. `sure` is the share of fields given
 * at 0.9 or more, `sureRight` how many of these are right. The scores are kept in `scores/model.json`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { prepare } from '../../scripts/train/prepare.js';
import { score, type Said, type Scores } from '../../scripts/train/score.js';
import { splitGold } from '../../scripts/train/split.js';
import { labelWith, useReferenceModel } from '../../src/references/model/labeller.js';
import { readModel } from '../../src/references/model/model.js';
import { labelNote } from '../../src/references/parse.js';

const { values: options } = parseArgs({
  options: { model: { type: 'string' }, wrong: { type: 'string' }, set: { type: 'string', default: '' }, part: { type: 'string', default: '1' } },
});

const model = readModel(readFileSync(options.model ?? new URL('../../media/reference-model.bin', import.meta.url)));
const byModel = (text: string): readonly Said[] => labelWith(model, text);
/** The rules don't say how sure they are of a word of a whole note. */
function byRules(text: string): readonly Said[] {
  useReferenceModel(null);
  return labelNote(text).map((word) => ({ ...word, confidence: 0 }));
}

const heldBack = splitGold().heldBack.filter(({ set }) => set.includes(options.set)).map(prepare).filter((_, index) => index % Number(options.part) === 0);
const flat = ({ byField, ...rest }: Scores): Record<string, number> => ({ ...rest, ...byField });
const scores: Record<string, Record<string, number>> = {};
for (const set of new Set(heldBack.map((sequence) => sequence.set))) {
  const own = heldBack.filter((sequence) => sequence.set === set);
  scores[`${set}, rules`] = flat(score(own, byRules));
  scores[set] = flat(score(own, byModel, (field, { text }, expected, actual) => {
    if (field === options.wrong) console.log(`${text}\n   gold: ${expected}\n   ours: ${actual}\n`);
  }));
}
console.table(scores);
if (!options.wrong && options.set === '' && options.part === '1') {
  writeFileSync(new URL('./scores/model.json', import.meta.url), `${JSON.stringify(scores, null, 2)}\n`);
}
