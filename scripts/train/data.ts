/** Writes sequences as `crf.cpp` reads them. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { featuresOf, type Features } from '../../src/references/model/features.js';
import { kindCount, stateCount } from '../../src/references/model/model.js';
import type { Sequence } from './prepare.js';

/** A feature that is seen less often is not learnt. */
const leastCount = 3;

/** How much a reference of a set counts where not 1. */
const importance: Record<string, number> = { linkedbooks: 0.7 };

/** Feature hashes to numbers 0, 1, 2, …, for those seen often enough. */
class FeatureNumbers {
  private readonly counts = new Uint8Array(2 ** 28);
  private readonly slots = new Uint32Array(2 ** 25);
  readonly keys: number[] = [];

  count(ids: Uint32Array): void {
    for (const id of ids) {
      const at = id >>> 4;
      if (this.counts[at]! < 255) this.counts[at]!++;
    }
  }

  /** The number of a feature, or -1. */
  of(id: number): number {
    if (this.counts[id >>> 4]! < leastCount) return -1;
    let slot = id & (this.slots.length - 1);
    while (this.slots[slot]! > 0 && this.keys[this.slots[slot]! - 1] !== id) slot = (slot + 1) & (this.slots.length - 1);
    if (this.slots[slot] === 0) this.slots[slot] = this.keys.push(id);
    return this.slots[slot]! - 1;
  }
}

/** The numbers of the features of one sequence, and how many each of its tokens has. */
interface Numbered {
  ids: Uint32Array;
  counts: Uint32Array;
}

function numbered({ ids, starts }: Features, numbers: FeatureNumbers): Numbered {
  const kept: number[] = [];
  const counts = new Uint32Array(starts.length - 1);
  for (let token = 0; token < counts.length; token++) {
    for (let at = starts[token]!; at < starts[token + 1]!; at++) {
      const number = numbers.of(ids[at]!);
      if (number < 0) continue;
      kept.push(number);
      counts[token]!++;
    }
  }
  return { ids: Uint32Array.from(kept), counts };
}

/** Gives the hashes of the features by their number. */
export function writeData(path: string, sequences: readonly Sequence[]): Uint32Array {
  const numbers = new FeatureNumbers();
  const features = sequences.map(({ text, tokens }) => {
    const { ids, starts } = featuresOf(text, tokens);
    numbers.count(ids);
    return { ids: ids.slice(), starts };
  });
  const all = features.map((one) => numbered(one, numbers));
  const total = sequences.reduce((sum, { tokens }) => sum + tokens.length, 0);
  const starts = new Uint32Array(total + 1);
  let token = 0;
  for (const { counts } of all) for (const count of counts) starts[token + 1] = starts[token++]! + count;
  const file = openSync(path, 'w');
  const parts: (Uint32Array | Float32Array | Uint8Array)[] = [
    Uint32Array.of(sequences.length, total, numbers.keys.length, stateCount, kindCount),
    Uint32Array.from(sequences, ({ tokens }) => tokens.length),
    Float32Array.from(sequences, ({ set }) => importance[set] ?? 1),
    Uint8Array.from(sequences.flatMap(({ tokens }) => tokens.map(({ kind }) => kind))),
    ...sequences.map(({ gold }) => gold),
    starts,
    ...all.map(({ ids }) => ids),
  ];
  for (const part of parts) if (part.byteLength > 0) writeSync(file, new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  closeSync(file);
  console.log(`${sequences.length} sequences, ${total} tokens, ${numbers.keys.length} features, ${starts[total]} in all`);
  return Uint32Array.from(numbers.keys);
}
