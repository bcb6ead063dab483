/**
 * Trains the reference model from the gold beside the project and from made references, scores it on what was held back, and writes it
 * gzipped. Needs a C++ compiler (`g++`), and a quarter of an hour. The same seed gives the same file on the same machine and compiler.
 *
 *   npx tsx scripts/train/train.ts [--output FILE] [--epochs N] [--rate R] [--decay D] [--entries N] [--notes N] [--rendered N] [--share S]
 *     [--without SET] [--seed N]
 *
 * `--entries` is how many weights are kept, `--notes` how many notes are made and `--rendered` how many entries of lists are set by citeproc.
 * `--share 0.2` learns from a fifth of all: for trying features. `--without grobid` learns nothing of a set: what its score then says is how the
 * model does on kinds it has not seen.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { labelWith } from '../../src/references/model/labeller.js';
import { readModel } from '../../src/references/model/model.js';
import { writeData } from './data.js';
import { makeSamples } from './made.js';
import { prepare } from './prepare.js';
import { score } from './score.js';
import { splitGold } from './split.js';
import { Dice } from './random.js';
import { packModel, readWeights } from './write.js';

const { values: options } = parseArgs({
  options: {
    output: { type: 'string', default: fileURLToPath(new URL('../../media/reference-model.bin', import.meta.url)) },
    epochs: { type: 'string', default: '9' },
    rate: { type: 'string', default: '0.15' },
    decay: { type: 'string', default: '0.0001' },
    entries: { type: 'string', default: '1000000' },
    share: { type: 'string', default: '1' },
    notes: { type: 'string', default: '28000' },
    rendered: { type: 'string', default: '16000' },
    seed: { type: 'string', default: '1' },
    without: { type: 'string', default: 'none' },
  },
});

/** Which part of a set is learnt from where not all: those of Linkedbooks would drown the others. */
const shares: Record<string, number> = { linkedbooks: 0.5 };

const dice = new Dice(Number(options.seed));
const { training, heldBack } = splitGold();
const known = training.filter(({ set }) => !set.includes(options.without));
const made = makeSamples(known, Number(options.share) * Number(options.notes), Number(options.share) * Number(options.rendered), dice);
const learnt = [...known.filter(({ set }) => dice.chance(Number(options.share) * (shares[set] ?? 1))), ...made];
const sequences = learnt.map(prepare).filter(({ tokens }) => tokens.length > 0);

const folder = mkdtempSync(join(tmpdir(), 'ibid-train-'));
const [program, data, weights] = ['crf', 'data', 'weights'].map((name) => join(folder, name)) as [string, string, string];
const keys = writeData(data, sequences);
execFileSync('g++', ['-O3', '-march=native', '-ffast-math', '-o', program, fileURLToPath(new URL('crf.cpp', import.meta.url))]);
execFileSync(program, [data, weights, options.epochs, options.rate, options.decay, options.entries, options.seed], { stdio: 'inherit' });
const bytes = packModel(readWeights(readFileSync(weights), keys));
rmSync(folder, { recursive: true });
const packed = gzipSync(bytes, { level: 9 });
writeFileSync(options.output, packed);
console.log(`${options.output}: ${packed.length} bytes`);

const model = readModel(bytes);
const held = heldBack.map(prepare);
const sets = [...new Set(held.map(({ set }) => set))];
console.table(Object.fromEntries(sets.map((set) => {
  const { byField, ...rest } = score(held.filter((one) => one.set === set), (text) => labelWith(model, text));
  return [set, { ...rest, ...byField }];
})));
