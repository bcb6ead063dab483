import * as l10n from '@vscode/l10n';
import { kinds } from './forms.js';
import { stateCount } from './states.js';
import { Sums, type FeatureTable } from './sums.js';

const magic = 0x44494249; // "IBID"
export const formatVersion = 1;
export { stateCount };
export const kindCount = kinds.length;

/**
 * The weights of a linear-chain conditional random field (Lafferty, McCallum, Pereira 2001): what a feature says for a state, and
 * how one state follows another, which also depends on what the two tokens look like.
 */
export interface Model {
  sums: Sums;
  /** By how much less the features say for a state than for the best one, in steps of a weight, to the factor that makes; what is behind the end is next to nothing. */
  exponents: Float64Array;
  /** Exponents of the weights of state after state, `[from * stateCount + to]`, by the kinds of the two tokens; filled when first needed. */
  transitions: (Float32Array | undefined)[];
  transitionWeights: TransitionWeights;
  /** How likely each state is at the beginning of a text. */
  start: Float32Array;
}

interface TransitionWeights {
  weights: Int16Array;
  scale: number;
}

/** The bytes are no model of this version. */
export class ModelError extends Error {
  constructor(what: string) {
    super(l10n.t('The reference model can’t be read: {0}. Install Ibid again, or make the model again with `npm run train`.', what));
    this.name = 'ModelError';
  }
}

/** What the features say of a state counts for nothing if it is so much less than what they say of the best: a natural logarithm. */
const hopeless = 20;

const pairSize = stateCount * stateCount;
/** Transitions at large, by the kind of the token before, and by the kind of the token itself. */
export const transitionWeightCount = pairSize * (1 + 2 * kindCount);

/** Number of 32-bit words before the tables: magic, version, states, kinds, features, entries, bytes of keys, two scales. */
export const headerWords = 9;

/**
 * Reads what `scripts/train/write.ts` writes, little-endian throughout: the header; transition weights and start weights (int16);
 * features in ascending order, each as the difference from the one before (7 bits a byte, low ones first); the weights of each in the same
 * order: how many, and for each its state and itself (signed bytes).
 *
 * @throws {ModelError} when the bytes are cut, or of another version.
 */
export function readModel(bytes: Uint8Array): Model {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < headerWords * 4 || view.getUint32(0, true) !== magic) throw new ModelError(l10n.t('it is not a model'));
  const [version, stateTotal, kindTotal, features, entries, keyBytes] = Array.from({ length: 6 }, (_, index) => view.getUint32(4 + 4 * index, true)) as [number, number, number, number, number, number];
  if (version !== formatVersion || stateTotal !== stateCount || kindTotal !== kindCount) throw new ModelError(l10n.t('it was made for another version'));
  let at = headerWords * 4;
  const weightBytes = (transitionWeightCount + stateCount) * 2;
  if (bytes.length !== at + weightBytes + keyBytes + features + 2 * entries) throw new ModelError(l10n.t('it is cut short'));
  const weights = Int16Array.from({ length: transitionWeightCount + stateCount }, (_, index) => view.getInt16(at + 2 * index, true));
  at += weightBytes;
  const scale = view.getFloat32(28, true);
  const transitionScale = view.getFloat32(32, true);
  const featureWeights = new Int8Array(bytes.buffer, bytes.byteOffset + at + keyBytes, features + 2 * entries);
  return {
    sums: new Sums(readTable(bytes, at, features, featureWeights)),
    exponents: Float64Array.from({ length: Math.ceil(hopeless / scale) }, (_, less) => Math.exp(-scale * less)),
    transitions: new Array<Float32Array | undefined>(kindCount * kindCount).fill(undefined),
    transitionWeights: { weights: weights.subarray(0, transitionWeightCount), scale: transitionScale },
    start: Float32Array.from(weights.subarray(transitionWeightCount), (weight) => Math.exp(weight * transitionScale)),
  };
}

function readTable(bytes: Uint8Array, from: number, features: number, weights: Int8Array): FeatureTable {
  const entries = new Int8Array(weights.length + 2 * features);
  const starts = new Uint32Array(0x10000 + 1);
  let [at, hash, offset, end, half] = [from, 0, 0, 0, 0];
  for (let feature = 0; feature < features; feature++) {
    let shift = 1;
    let byte: number;
    do {
      byte = bytes[at++] ?? 0;
      hash += (byte & 127) * shift;
      shift *= 128;
    } while (byte > 127);
    while (half <= hash / 0x10000) starts[half++] = end;
    entries[end++] = hash;
    entries[end++] = hash >>> 8;
    for (const next = offset + 1 + 2 * (weights[offset] ?? 0); offset < next; ) entries[end++] = weights[offset++]!;
  }
  starts.fill(end, half);
  return { starts, entries };
}

/** `writeHeader` is the twin of what `readModel` reads first. */
export function writeHeader(view: DataView, { features, entries, keyBytes, scale, transitionScale }: { features: number; entries: number; keyBytes: number; scale: number; transitionScale: number }): void {
  [magic, formatVersion, stateCount, kindCount, features, entries, keyBytes].forEach((value, index) => view.setUint32(4 * index, value, true));
  view.setFloat32(28, scale, true);
  view.setFloat32(32, transitionScale, true);
}

/** The factors by which state follows state between tokens of two kinds. */
export function transitionsBetween(model: Model, before: number, kind: number): Float32Array {
  const index = before * kindCount + kind;
  return (model.transitions[index] ??= combine(model.transitionWeights, before, kind));
}

function combine({ weights, scale }: TransitionWeights, before: number, kind: number): Float32Array {
  const byBefore = pairSize * (1 + before);
  const byKind = pairSize * (1 + kindCount + kind);
  return Float32Array.from({ length: pairSize }, (_, pair) => Math.exp(scale * (weights[pair]! + weights[byBefore + pair]! + weights[byKind + pair]!)));
}
