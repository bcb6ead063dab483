import { mix, type FeatureSink } from './features.js';
import { stateCount } from './states.js';

/** The weights of the features of a model, in ascending order of the features' hashes. */
export interface FeatureTable {
  /**
   * Where the features begin whose hashes have the same upper half, and where their weights do, by turns: `[2 * half]` into `halves`,
   * `[2 * half + 1]` into `weights`.
   */
  starts: Uint32Array;
  /** The lower half of the hash of each feature. */
  halves: Uint16Array;
  /** For each feature the number of its weights, and then state and weight by turns. */
  weights: Int8Array;
}

/**
 * The sums of three states stand in one cell of a row: each in 17 bits of a float's 53, with a sign, which the sums of a few hundred weights
 * never fill. So adding a row takes a third of the additions.
 */
const statesPerCell = 3;
const laneSize = 2 ** 17;
const cellCount = Math.ceil(stateCount / statesPerCell);
/** In front of its cells, a row has room for the two numbers of its group: what is looked at together is fetched together. */
const rowSize = 1 + cellCount;
const cellOf = Uint8Array.from({ length: stateCount }, (_, state) => 1 + Math.floor(state / statesPerCell));
const unitOf = Float64Array.from({ length: stateCount }, (_, state) => laneSize ** (state % statesPerCell));

/** How many scores `take` gives: those of all states, and some that mean nothing. */
export const scoreCount = cellCount * statesPerCell;

/** How many groups are remembered. A power of two. */
const groupCount = 2 ** 16;

/** A multiple of four, and more than the groups of a token. */
const mostWaiting = 64;

/**
 * Sums the weights of the features of one token after the other. What a group of features comes to is remembered, by the numbers it depends on:
 * most groups of a text were met before.
 */
export class Sums implements FeatureSink {
  /** A row for each place, and behind them that of the token itself and an empty one. */
  private readonly rows = new Float64Array((groupCount + 2) * rowSize);
  /** The same memory: the two numbers of the group of a row stand at `[2 * row]`. */
  private readonly keys = new Int32Array(this.rows.buffer);
  private readonly own = groupCount * rowSize;
  private readonly none = this.own + rowSize;
  /** The row that features are added to. */
  private row = this.own;
  /** The rows of the token's groups that are still to be added to its own. */
  private readonly waiting = new Int32Array(mostWaiting);
  private waitingCount = 0;

  constructor(private readonly table: FeatureTable) {}

  begins(group: number, one: number, other: number): boolean {
    const { keys } = this;
    const key = other ^ Math.imul(group, 0x9e3779b1);
    const row = (mix(one, key) & (groupCount - 1)) * rowSize;
    const known = keys[2 * row] === one && keys[2 * row + 1] === key;
    if (!known) {
      this.forget(row);
      keys[2 * row] = one;
      keys[2 * row + 1] = key;
      this.row = row;
    }
    this.waiting[this.waitingCount++] = row;
    return !known;
  }

  private forget(row: number): void {
    // It may be a group of this very token.
    this.addWaiting();
    for (let at = row + 1; at < row + rowSize; at++) this.rows[at] = 0;
  }

  /** Adds the waiting rows to the token's, four at a time. */
  private addWaiting(): void {
    const { waiting, rows, own } = this;
    let count = this.waitingCount;
    while (count % 4 !== 0) waiting[count++] = this.none;
    for (let next = 0; next < count; next += 4) {
      const one = waiting[next]!;
      const two = waiting[next + 1]!;
      const three = waiting[next + 2]!;
      const four = waiting[next + 3]!;
      for (let at = 1; at < rowSize; at++) rows[own + at] = rows[own + at]! + rows[one + at]! + rows[two + at]! + rows[three + at]! + rows[four + at]!;
    }
    this.waitingCount = 0;
  }

  add(hash: number): void {
    const { starts, halves, weights } = this.table;
    const bucket = 2 * (hash >>> 16);
    const sought = hash & 0xffff;
    const last = starts[bucket + 2]!;
    let feature = starts[bucket]!;
    while (feature < last && halves[feature] !== sought) feature++;
    if (feature === last) return;
    let at = starts[bucket + 1]!;
    for (let before = starts[bucket]!; before < feature; before++) at += 1 + 2 * weights[at]!;
    const { rows, row } = this;
    for (let entry = at + 1, end = entry + 2 * weights[at]!; entry < end; entry += 2) {
      const state = weights[entry]!;
      rows[row + cellOf[state]!] = rows[row + cellOf[state]!]! + weights[entry + 1]! * unitOf[state]!;
    }
  }

  /** Puts the sum of each state into `scores`, gives the greatest, and begins the next token. */
  take(scores: Int32Array): number {
    this.addWaiting();
    const { rows, own } = this;
    let most = -Infinity;
    for (let at = 0; at < cellCount; at++) {
      const cell = rows[own + 1 + at]!;
      const third = Math.round(cell / laneSize ** 2);
      const rest = cell - third * laneSize ** 2;
      const second = Math.round(rest / laneSize);
      const first = rest - second * laneSize;
      scores[statesPerCell * at] = first;
      scores[statesPerCell * at + 1] = second;
      scores[statesPerCell * at + 2] = third;
      most = Math.max(most, first, second, third);
      rows[own + 1 + at] = 0;
    }
    return most;
  }
}
