import type { Features } from './features.js';
import { stateCount, transitionsBetween, type Model } from './model.js';
import type { ModelToken } from './words.js';

/** The number of states, here by itself: what is imported is looked up anew each time where modules are not bundled. */
const count = stateCount;

/** For each token, how likely each state is: `[token * stateCount + state]`, each token's summing to 1. */
export type Marginals = Float32Array;

/** The exponents of what the features of each token say for each state, the greatest 1. */
function emissions(model: Model, { ids, starts }: Features, size: number): Float32Array {
  const { table, weights, scale } = model;
  const mask = table.length / 2 - 1;
  const scores = new Float32Array(size * count);
  const sums = new Float64Array(count);
  for (let token = 0; token < size; token++) {
    const base = token * count;
    sums.fill(0);
    for (let at = starts[token]!; at < starts[token + 1]!; at++) {
      const key = ids[at]!;
      let slot = key & mask;
      while (table[2 * slot + 1]! > 0 && table[2 * slot] !== key) slot = (slot + 1) & mask;
      const found = table[2 * slot + 1]!;
      if (found === 0) continue;
      for (let entry = found, end = found + 2 * weights[found - 1]!; entry < end; entry += 2) {
        const state = weights[entry]!;
        sums[state] = sums[state]! + weights[entry + 1]!;
      }
    }
    scores.set(sums, base);
    exponentiate(scores, base, scale);
  }
  return scores;
}

/** What is less likely counts as this little: far smaller numbers would slow every product down. */
const leastExponent = -25;

function exponentiate(scores: Float32Array, base: number, scale: number): void {
  let most = -Infinity;
  for (let state = 0; state < count; state++) most = Math.max(most, scores[base + state]!);
  for (let state = 0; state < count; state++) scores[base + state] = Math.exp(Math.max(scale * (scores[base + state]! - most), leastExponent));
}

function normalise(values: Float32Array, base: number): void {
  let sum = 0;
  for (let state = 0; state < count; state++) sum += values[base + state]!;
  const factor = 1 / Math.max(sum, 1e-30);
  for (let state = 0; state < count; state++) values[base + state]! *= factor;
}

/**
 * How likely each state is for each token, over all ways to label the whole text: forward-backward (Rabiner 1989), each step
 * scaled to sum to 1. Linear in the number of tokens. `hints` are factors by which each state of each token is likelier than the model holds.
 */
export function marginals(model: Model, tokens: readonly ModelToken[], features: Features, hints?: Float32Array): Marginals {
  const size = tokens.length;
  const says = emissions(model, features, size);
  hints?.forEach((factor, index) => (says[index] = says[index]! * factor));
  const forward = new Float32Array(size * count);
  const row = new Float32Array(count);
  for (let token = 0; token < size; token++) {
    const base = token * count;
    if (token === 0) for (let state = 0; state < count; state++) row[state] = Math.exp(model.start[state]!);
    else {
      row.fill(0);
      const follows = transitionsBetween(model, tokens[token - 1]!.kind, tokens[token]!.kind);
      for (let from = 0; from < count; from++) {
        const value = forward[base - count + from]!;
        if (value < 1e-9) continue;
        const line = from * count;
        for (let to = 0; to < count; to++) row[to]! += value * follows[line + to]!;
      }
    }
    for (let state = 0; state < count; state++) forward[base + state] = row[state]! * says[base + state]!;
    normalise(forward, base);
  }
  return backward(model, tokens, says, forward);
}

/** Multiplies the forward values by the backward ones, in place. */
function backward(model: Model, tokens: readonly ModelToken[], says: Float32Array, forward: Float32Array): Marginals {
  const behind = new Float32Array(count).fill(1);
  const weighed = new Float32Array(count);
  for (let token = tokens.length - 2; token >= 0; token--) {
    const base = token * count;
    for (let state = 0; state < count; state++) weighed[state] = behind[state]! * says[base + count + state]!;
    const follows = transitionsBetween(model, tokens[token]!.kind, tokens[token + 1]!.kind);
    for (let from = 0; from < count; from++) {
      const line = from * count;
      let sum = 0;
      for (let to = 0; to < count; to++) sum += follows[line + to]! * weighed[to]!;
      behind[from] = sum;
    }
    normalise(behind, 0);
    for (let state = 0; state < count; state++) forward[base + state]! *= behind[state]!;
    normalise(forward, base);
  }
  return forward;
}
