import { mix, type FeatureSink } from './features.js';
import { stateCount } from './states.js';

/**
 * The weights of the features of a model. Features whose hashes have the same upper half stand together in `entries`, those of the half at
 * `starts[half] .. starts[half + 1]`: of each the lower half of its hash (two bytes, the low one first), the number of its weights, and then state
 * and weight by turns. So one that there is not is known by two looks into memory.
 */
export interface FeatureTable {
  starts: Uint32Array;
  entries: Int8Array;
}

/**
 * The sums of two states stand in one cell of a row, each in 16 bits, with a sign, which the sums of a few hundred weights never fill. So adding a
 * row takes half of the additions.
 */
const statesPerCell = 2;
const laneBits = 16;
const cellCount = Math.ceil(stateCount / statesPerCell);
/** In front of its cells, a row has room for the two numbers of its group: what is looked at together is fetched together. */
const keyCount = 2;
const rowSize = keyCount + cellCount;

/** How many scores `take` gives: those of all states, and some that mean nothing. */
export const scoreCount = cellCount * statesPerCell;

/** How many bytes a feature with so many weights takes. */
const entrySize = (weights: number): number => 3 + 2 * weights;

/** How many groups are remembered. A power of two. */
const groupCount = 2 ** 17;

/** A multiple of four, and more than the groups of a token. */
const mostWaiting = 64;

/**
 * Sums the weights of the features of one token after the other. What a group of features comes to is remembered, by the numbers it depends on:
 * most groups of a text were met before.
 */
export class Sums implements FeatureSink {
  /** A row for each place, and behind them that of the token itself and an empty one. */
  private readonly rows = new Int32Array((groupCount + 2) * rowSize);
  private readonly own = groupCount * rowSize;
  private readonly none = this.own + rowSize;
  /** The row that features are added to. */
  private row = this.own;
  /** The rows of the token's groups that are still to be added to its own. */
  private readonly waiting = new Int32Array(mostWaiting);
  private waitingCount = 0;

  constructor(private readonly table: FeatureTable) {}

  begins(group: number, one: number, other: number): boolean {
    const { rows } = this;
    const key = other ^ Math.imul(group, 0x9e3779b1);
    const row = (mix(one, key) & (groupCount - 1)) * rowSize;
    const known = rows[row] === one && rows[row + 1] === key;
    if (!known) {
      this.forget(row);
      rows[row] = one;
      rows[row + 1] = key;
      this.row = row;
    }
    this.waiting[this.waitingCount++] = row;
    return !known;
  }

  private forget(row: number): void {
    // It may be a group of this very token.
    this.addWaiting();
    this.rows.fill(0, row + keyCount, row + rowSize);
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
      for (let at = keyCount; at < rowSize; at++) rows[own + at] = (rows[own + at]! + rows[one + at]! + rows[two + at]! + rows[three + at]! + rows[four + at]!) | 0;
    }
    this.waitingCount = 0;
  }

  add(hash: number): void {
    const { starts, entries } = this.table;
    const half = hash >>> 16;
    const [low, high] = [(hash << 24) >> 24, (hash << 16) >> 24];
    const last = starts[half + 1]!;
    let at = starts[half]!;
    while (at < last && (entries[at] !== low || entries[at + 1] !== high)) at += entrySize(entries[at + 2]!);
    if (at === last) return;
    const { rows, row } = this;
    for (let entry = at + 3, end = at + entrySize(entries[at + 2]!); entry < end; entry += 2) {
      const state = entries[entry]!;
      const cell = row + keyCount + (state >> 1);
      rows[cell] = rows[cell]! + (entries[entry + 1]! << (state & 1 ? laneBits : 0));
    }
  }

  /** Puts the sum of each state into `scores`, gives the greatest, and begins the next token. */
  take(scores: Int32Array): number {
    this.addWaiting();
    const { rows, own } = this;
    let most = -Infinity;
    for (let at = 0; at < cellCount; at++) {
      const cell = rows[own + keyCount + at]!;
      const first = (cell << laneBits) >> laneBits;
      const second = (cell - first) >> laneBits;
      scores[statesPerCell * at] = first;
      scores[statesPerCell * at + 1] = second;
      if (first > most) most = first;
      if (second > most) most = second;
      rows[own + keyCount + at] = 0;
    }
    return most;
  }
}
