/** Packs trained weights into the file that `src/references/model/model.ts` reads. */
import { headerWords, kindCount, stateCount, transitionWeightCount, writeHeader } from '../../src/references/model/model.js';

/** The weights as the trainer leaves them; `keys[row]` is the hash of the feature whose weights are `features[row * stateCount ..]`. */
export interface Weights {
  start: Float32Array;
  transitions: Float32Array;
  keys: Uint32Array;
  features: Float32Array;
}

const largest = (values: Float32Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);

/** A number as bytes of seven bits, low ones first, the last without the eighth bit. */
function pushVarint(bytes: number[], value: number): void {
  while (value > 127) {
    bytes.push((value % 128) + 128);
    value = Math.floor(value / 128);
  }
  bytes.push(value);
}

export function packModel({ start, transitions, keys, features }: Weights): Uint8Array {
  // The few greatest weights are cut, so that the others keep more of their differences.
  const scale = Math.min(largest(features), 4) / 127;
  const transitionScale = Math.max(largest(transitions), largest(start)) / 32767;
  const quantised = (row: number, state: number): number => Math.max(-127, Math.min(127, Math.round(features[row * stateCount + state]! / scale)));
  const rows = Array.from(keys.keys()).sort((one, other) => keys[one]! - keys[other]!);
  const keyBytes: number[] = [];
  const featureWeights: number[] = [];
  let [last, featureCount] = [0, 0];
  for (const row of rows) {
    const own: number[] = [];
    for (let state = 0; state < stateCount; state++) {
      const weight = quantised(row, state);
      if (weight !== 0) own.push(state, weight & 255);
    }
    if (own.length === 0) continue;
    featureWeights.push(own.length / 2, ...own);
    pushVarint(keyBytes, keys[row]! - last);
    last = keys[row]!;
    featureCount++;
  }
  const weightBytes = (transitionWeightCount + stateCount) * 2;
  const tables = [keyBytes, featureWeights].map((table) => Uint8Array.from(table));
  const bytes = new Uint8Array(headerWords * 4 + weightBytes + tables.reduce((sum, { length }) => sum + length, 0));
  const view = new DataView(bytes.buffer);
  writeHeader(view, { features: featureCount, entries: (featureWeights.length - featureCount) / 2, keyBytes: keyBytes.length, scale, transitionScale });
  let at = headerWords * 4;
  for (const weight of [...transitions, ...start]) {
    view.setInt16(at, Math.round(weight / transitionScale), true);
    at += 2;
  }
  for (const table of tables) {
    bytes.set(table, at);
    at += table.length;
  }
  return bytes;
}

/** Reads the output of `crf.cpp`. */
export function readWeights(bytes: Buffer, keys: Uint32Array): Weights {
  const floats = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const transitionsEnd = stateCount + stateCount * stateCount * (1 + 2 * kindCount);
  return { start: floats.subarray(0, stateCount), transitions: floats.subarray(stateCount, transitionsEnd), keys, features: floats.subarray(transitionsEnd) };
}
