import type { Features } from './features.js';
import { featureMark, stateCount, transitionsBetween, type Model } from './model.js';
import type { ModelToken } from './words.js';

/** The number of states, here by itself: what is imported is looked up anew each time where modules are not bundled. */
const count = stateCount;

/** For each token, how likely each state is: `[token * stateCount + state]`, each token's summing to 1. */
export type Marginals = Float32Array;

/** The exponents of what the features of each token say for each state, the greatest 1. */
function emissions(model: Model, { ids, starts }: Features, size: number): Float32Array {
  const { marks, offsets, weights, scale } = model;
  const mask = marks.length - 1;
  const scores = new Float32Array(size * count);
  const sums = new Float64Array(count);
  for (let token = 0; token < size; token++) {
    const base = token * count;
    sums.fill(0);
    for (let at = starts[token]!; at < starts[token + 1]!; at++) {
      const hash = ids[at]!;
      const sought = featureMark(hash);
      let slot = hash & mask;
      while (marks[slot]! > 0 && marks[slot] !== sought) slot = (slot + 1) & mask;
      if (marks[slot] === 0) continue;
      const found = offsets[slot]! + 1;
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

/** States that are less likely than this, given all that stands before, are left out: that makes it many times as fast, and changes next to nothing. */
const leastLikely = 1e-6;

/** For each token the states that are not left out: `list[token * stateCount .. ends[token]]`. */
class Beam {
  readonly list: Uint8Array;
  readonly ends: Uint32Array;

  constructor(size: number) {
    this.list = new Uint8Array(size * count);
    this.ends = new Uint32Array(size);
  }

  /** Makes the values of a token sum to 1, and leaves out its unlikely states. */
  admit(values: Float32Array, token: number): void {
    const base = token * count;
    let sum = 0;
    for (let state = 0; state < count; state++) sum += values[base + state]!;
    const factor = 1 / Math.max(sum, 1e-30);
    let end = base;
    for (let state = 0; state < count; state++) {
      const value = values[base + state]! * factor;
      values[base + state] = value < leastLikely ? 0 : value;
      if (value >= leastLikely) this.list[end++] = state;
    }
    this.ends[token] = end;
  }
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
  const beam = new Beam(size);
  const row = new Float64Array(count);
  for (let token = 0; token < size; token++) {
    const base = token * count;
    if (token === 0) for (let state = 0; state < count; state++) row[state] = Math.exp(model.start[state]!);
    else {
      row.fill(0);
      const follows = transitionsBetween(model, tokens[token - 1]!.kind, tokens[token]!.kind);
      for (let at = base - count, end = beam.ends[token - 1]!; at < end; at++) {
        const from = beam.list[at]!;
        const value = forward[base - count + from]!;
        const line = from * count;
        for (let to = 0; to < count; to++) row[to] = row[to]! + value * follows[line + to]!;
      }
    }
    for (let state = 0; state < count; state++) forward[base + state] = row[state]! * says[base + state]!;
    beam.admit(forward, token);
  }
  weighByWhatFollows(model, tokens, says, forward, beam);
  return forward;
}

/** Multiplies the forward values by the backward ones, in place. */
function weighByWhatFollows(model: Model, tokens: readonly ModelToken[], says: Float32Array, forward: Float32Array, beam: Beam): void {
  const { list, ends } = beam;
  const behind = new Float64Array(count).fill(1);
  const weighed = new Float64Array(count);
  for (let token = tokens.length - 2; token >= 0; token--) {
    const base = token * count;
    const next = base + count;
    const [end, nextEnd] = [ends[token]!, ends[token + 1]!];
    for (let at = next; at < nextEnd; at++) weighed[list[at]!] = behind[list[at]!]! * says[next + list[at]!]!;
    const follows = transitionsBetween(model, tokens[token]!.kind, tokens[token + 1]!.kind);
    let all = 0;
    for (let at = base; at < end; at++) {
      const from = list[at]!;
      let sum = 0;
      for (let to = next; to < nextEnd; to++) sum += follows[from * count + list[to]!]! * weighed[list[to]!]!;
      behind[from] = sum;
      all += forward[base + from]! * sum;
    }
    const factor = 1 / Math.max(all, 1e-30);
    for (let at = base; at < end; at++) {
      const from = list[at]!;
      behind[from] = behind[from]! * factor;
      forward[base + from] = forward[base + from]! * behind[from]!;
    }
  }
}
