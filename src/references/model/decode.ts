import { addFeatures } from './features.js';
import { transitionsBetween, type Model, type Transitions } from './model.js';
import { stateCount } from './states.js';
import { scoreCount } from './sums.js';
import { Surroundings } from './surroundings.js';
import type { ModelToken } from './words.js';

/** The number of states, here by itself: what is imported is looked up anew each time where modules are not bundled. */
const count = stateCount;

/**
 * For each token the states it may well be in, and how likely each is, the numbers of a token summing to 1: those of token i stand at
 * `starts[i] .. starts[i + 1]`.
 */
export interface Marginals {
  starts: Int32Array;
  states: Uint8Array;
  likely: Float64Array;
}

/** States that are less likely than this, given all that stands before, are left out: that makes it many times as fast, and changes next to nothing. */
const leastLikely = 3e-3;

/** Room for all that decoding a text needs, kept between texts. */
class Lattice implements Marginals {
  readonly around: Surroundings;
  readonly starts: Int32Array;
  states = new Uint8Array(1 << 12);
  /** What the features say of a state: a factor, that of the best being 1. */
  says = new Float64Array(1 << 12);
  likely = new Float64Array(1 << 12);

  constructor(readonly capacity: number) {
    this.around = new Surroundings(capacity);
    this.starts = new Int32Array(capacity + 1);
  }

  /** Makes room for the states of one more token. */
  reserve(size: number): void {
    if (size + count <= this.states.length) return;
    const larger = this.states.length * 2;
    const [states, says, likely] = [new Uint8Array(larger), new Float64Array(larger), new Float64Array(larger)];
    states.set(this.states);
    says.set(this.says);
    likely.set(this.likely);
    Object.assign(this, { states, says, likely });
  }
}

/** Longer texts get room of their own, which is given up afterwards. In tokens. */
const keptCapacity = 1 << 13;
const kept = new Lattice(keptCapacity);

const scores = new Int32Array(scoreCount);

/** Puts the states of a token that its features leave possible behind those of the tokens before; gives their end. */
function admit({ exponents }: Model, { states, says }: Lattice, start: number): number {
  let most = scores[0]!;
  for (let state = 1; state < count; state++) if (scores[state]! > most) most = scores[state]!;
  const least = most - exponents.length;
  let end = start;
  for (let state = 0; state < count; state++) {
    if (scores[state]! <= least) continue;
    states[end] = state;
    says[end++] = exponents[most - scores[state]!]!;
  }
  return end;
}

/**
 * How likely the states from `start` to `end` are by what stands before. The likeliest state before them tells for most that they can't be likely: what
 * the other states before could add is bounded by the greatest factor that leads to a state. Those are left out; gives the end of the others.
 */
function reach({ factors, greatest }: Transitions, { states, says, likely }: Lattice, before: number, start: number, end: number): number {
  let top = before;
  for (let from = before + 1; from < start; from++) if (likely[from]! > likely[top]!) top = from;
  const topLine = states[top]! * count;
  const topLikely = likely[top]!;
  let least = 0;
  for (let to = start; to < end; to++) {
    const value = topLikely * factors[topLine + states[to]!]! * says[to]!;
    likely[to] = value;
    if (value > least) least = value;
  }
  least *= leastLikely;
  let left = start;
  for (let to = start; to < end; to++) {
    const state = states[to]!;
    const own = says[to]!;
    if (likely[to]! + (1 - topLikely) * greatest[state]! * own < least) continue;
    let sum = 0;
    for (let from = before; from < start; from++) sum += likely[from]! * factors[states[from]! * count + state]!;
    states[left] = state;
    says[left] = own;
    likely[left++] = sum * own;
  }
  return left;
}

/** Makes the values from `start` sum to 1, and leaves out unlikely states; gives the end of what is left. */
function prune({ states, says, likely }: Lattice, start: number, end: number): number {
  let sum = 0;
  for (let at = start; at < end; at++) sum += likely[at]!;
  const factor = 1 / Math.max(sum, 1e-300);
  let left = start;
  for (let at = start; at < end; at++) {
    const value = likely[at]! * factor;
    if (value < leastLikely) continue;
    states[left] = states[at]!;
    says[left] = says[at]!;
    likely[left++] = value;
  }
  return left;
}

function forward(model: Model, text: string, tokens: readonly ModelToken[], lattice: Lattice): void {
  const { sums } = model;
  const { around, starts } = lattice;
  around.survey(text, tokens);
  for (let token = 0; token < tokens.length; token++) {
    addFeatures(sums, around, token);
    sums.take(scores);
    const start = starts[token]!;
    lattice.reserve(start);
    let end = admit(model, lattice, start);
    if (token > 0) end = reach(transitionsBetween(model, tokens[token - 1]!.kind, tokens[token]!.kind), lattice, starts[token - 1]!, start, end);
    else for (let at = 0; at < end; at++) lattice.likely[at] = lattice.says[at]! * Math.exp(model.start[lattice.states[at]!]!);
    starts[token + 1] = prune(lattice, start, end);
  }
}

/** What becomes so unlikely by what follows counts for nothing for the tokens before. */
const negligible = 1e-4;

/** Multiplies the forward values by the backward ones, in place. What the features say is multiplied by what follows. */
function backward(model: Model, tokens: readonly ModelToken[], { starts, states, says, likely }: Lattice): void {
  for (let token = tokens.length - 2; token >= 0; token--) {
    const [start, end] = [starts[token]!, starts[token + 1]!];
    const { factors } = transitionsBetween(model, tokens[token]!.kind, tokens[token + 1]!.kind);
    behind.fill(0);
    for (let to = end; to < starts[token + 2]!; to++) {
      if (likely[to]! < negligible) continue;
      for (let from = start; from < end; from++) behind[from - start] = behind[from - start]! + factors[states[from]! * count + states[to]!]! * says[to]!;
    }
    let all = 0;
    for (let from = start; from < end; from++) all += likely[from]! * behind[from - start]!;
    const factor = 1 / Math.max(all, 1e-300);
    for (let from = start; from < end; from++) {
      const follows = behind[from - start]! * factor;
      likely[from] = likely[from]! * follows;
      says[from] = says[from]! * follows;
    }
  }
}

const behind = new Float64Array(count);

/**
 * How likely each state is for each token, over all ways to label the whole text: forward-backward (Rabiner 1989), each step
 * scaled to sum to 1. Linear in the number of tokens. What it gives is overwritten by the next call.
 */
export function marginals(model: Model, text: string, tokens: readonly ModelToken[]): Marginals {
  const lattice = tokens.length <= keptCapacity ? kept : new Lattice(tokens.length);
  forward(model, text, tokens, lattice);
  backward(model, tokens, lattice);
  return lattice;
}
