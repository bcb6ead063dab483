import { addFeatures } from './features.js';
import { transitionsBetween, type Model } from './model.js';
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
/** How likely each state is by what stands before. */
const row = new Float64Array(count);

/** Adds up the ways that lead from the states between `before` and `start` to each state, four states at a time. */
function follow({ states, likely }: Lattice, factors: Float32Array, before: number, start: number): void {
  row.fill(0);
  for (let from = before; from < start; from += 4) {
    const one = likely[from]!;
    const two = from + 1 < start ? likely[from + 1]! : 0;
    const three = from + 2 < start ? likely[from + 2]! : 0;
    const four = from + 3 < start ? likely[from + 3]! : 0;
    const lineOne = states[from]! * count;
    const lineTwo = states[from + 1]! * count;
    const lineThree = states[from + 2]! * count;
    const lineFour = states[from + 3]! * count;
    for (let to = 0; to < count; to++) {
      row[to] = row[to]! + one * factors[lineOne + to]! + two * factors[lineTwo + to]! + three * factors[lineThree + to]! + four * factors[lineFour + to]!;
    }
  }
}

/** Puts the states of a token that are not unlikely behind those of the tokens before, their likelihoods summing to 1; gives their end. */
function admit({ exponents }: Model, { states, says, likely }: Lattice, most: number, start: number): number {
  const last = exponents.length - 1;
  let sum = 0;
  for (let state = 0; state < count; state++) {
    const value = row[state]! * exponents[Math.min(most - scores[state]!, last)]!;
    row[state] = value;
    sum += value;
  }
  const factor = 1 / Math.max(sum, 1e-300);
  let end = start;
  for (let state = 0; state < count; state++) {
    const value = row[state]! * factor;
    if (value < leastLikely) continue;
    states[end] = state;
    says[end] = exponents[Math.min(most - scores[state]!, last)]!;
    likely[end++] = value;
  }
  return end;
}

function forward(model: Model, text: string, tokens: readonly ModelToken[], lattice: Lattice): void {
  const { sums } = model;
  const { around, starts } = lattice;
  around.survey(text, tokens);
  starts[0] = 0;
  for (let token = 0; token < tokens.length; token++) {
    addFeatures(sums, around, token);
    const most = sums.take(scores);
    const start = starts[token]!;
    lattice.reserve(start);
    if (token === 0) row.set(model.start);
    else follow(lattice, transitionsBetween(model, tokens[token - 1]!.kind, tokens[token]!.kind), starts[token - 1]!, start);
    starts[token + 1] = admit(model, lattice, most, start);
  }
}

/** What becomes so unlikely by what follows counts for nothing for the tokens before. */
const negligible = 1e-4;

/** Multiplies the forward values by the backward ones, in place. What the features say is multiplied by what follows. */
function backward(model: Model, tokens: readonly ModelToken[], { starts, states, says, likely }: Lattice): void {
  for (let token = tokens.length - 2; token >= 0; token--) {
    const [start, end] = [starts[token]!, starts[token + 1]!];
    const factors = transitionsBetween(model, tokens[token]!.kind, tokens[token + 1]!.kind);
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
