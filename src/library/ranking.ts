import { firstAt } from '../text/firstAt.js';
import { allPlaces, place, placeBits, type Segment } from './indexedWords.js';
import type { Likeness } from './vocabulary.js';

const weights: Record<keyof typeof place, number> = {
  firstAuthor: 1.1, key: 0.9, family: 0.9, title: 0.8, year: 0.8, given: 0.6, container: 0.6, acronym: 0.5, claim: 0.3,
};
/** The weight of each sum of places: that of the best of them. */
const weightOf = Float32Array.from({ length: allPlaces + 1 }, (_, sum) =>
  Math.max(0, ...(Object.keys(place) as (keyof typeof place)[]).filter((name) => (sum & place[name]) !== 0).map((name) => weights[name])),
);

/** What being preferred adds to a score: more than the brevity of a title does, less than standing in a better place. */
const preference = 0.06;
/** What brevity adds at most. */
const mostBrevity = 0.05;
/** Scores are kept with seven digits. */
const rounding = 1e-6;
const worthOfSmall = 0.3;
/** A word is worth so much of a rare one at least, where not all words are there. */
const leastRarity = 0.4;

/** How well a word does of which so many letters were typed; from two of them or one nobody can tell yet how long it is to be. */
const begun = (typed: number, length: number): number => (typed === length ? 1 : 0.7 + (typed > 2 ? (0.2 * (typed - 2)) / (length - 2) : 0));

/** A word as typed, with what it may stand for in each segment. */
export interface Asked {
  length: number;
  likenesses: readonly Likeness[];
}

export interface Wanted {
  limit: number;
  /** How much a row is to be preferred to others that fit as well, 0..1. */
  prefer?: ((row: number) => number) | undefined;
  /** Words that a row need not have, asked for where more fit than are wanted. */
  small?: readonly Asked[];
}

/** A row that fits, the better the higher its score. */
export interface Ranked {
  row: number;
  score: number;
}

/** How a word of a query counts. */
interface Turn {
  /** From 1, in the order in which the words are asked for. */
  turn: number;
  /** How many of the earlier words a row must have to count. */
  least: number;
  worth: number;
  /** Where it is the only word: so many rows are looked for, and so much may being preferred add to one. */
  alone: { limit: number; slack: number } | null;
}

/** Where the items of a segment are rows one after another, their rows are reckoned, not looked up. */
interface Rows {
  segment: Segment;
  first: number;
  areInOrder: boolean;
  /** Otherwise the item of each row, -1 where it has none; null where a row has several. */
  items: Int32Array | null;
}

function itemsOf(rows: Int32Array, rowCount: number): Int32Array | null {
  const items = new Int32Array(rowCount).fill(-1);
  for (let item = 0; item < rows.length; item++) {
    const row = rows[item]!;
    if (row < 0) continue;
    if (items[row]! >= 0) return null;
    items[row] = item;
  }
  return items;
}

/** Counts which rows have which of a query's words, over all segments: a row that stands in two of them has the words of both. */
export class Ranking {
  private readonly segments: Rows[];
  /** Of each row; -1 where there is no item. */
  private readonly brevity: Float32Array;
  /** For one query: how many words each row has, and in the bits above 8 which was the last, from 1. */
  private readonly marks: Uint16Array;
  /** For each row that is marked: the sum of its scores for the words before the last that it has, and its score for that one. */
  private readonly scores: Float32Array;
  /** The rows that are marked. */
  private readonly touched: Int32Array;
  private touchedCount = 0;
  /** How many rows have so many words. */
  private readonly reached = new Int32Array(32);
  /** Of a query of one word, which may be a letter that half of all items have: the best scores so far, and from where on others matter. */
  private bestSoFar: number[] = [];
  private floor = -1;

  constructor(segments: readonly Segment[]) {
    let rowCount = 0;
    for (const { rows } of segments) for (let item = 0; item < rows.length; item++) rowCount = Math.max(rowCount, rows[item]! + 1);
    this.segments = segments.map((segment) => {
      const first = segment.rows[0] ?? 0;
      const areInOrder = first >= 0 && segment.rows.every((row, item) => row === first + item);
      return { segment, first, areInOrder, items: areInOrder ? null : itemsOf(segment.rows, rowCount) };
    });
    this.brevity = new Float32Array(rowCount).fill(-1);
    for (const { words, rows } of segments) {
      for (let item = 0; item < rows.length; item++) {
        const row = rows[item]!;
        if (row >= 0) this.brevity[row] = Math.max(this.brevity[row]!, words.brevity[item]!);
      }
    }
    this.marks = new Uint16Array(rowCount);
    this.scores = new Float32Array(2 * rowCount);
    this.touched = new Int32Array(rowCount);
  }

  get rowCount(): number {
    return this.marks.length;
  }

  /** Bytes held. */
  get size(): number {
    const arrays = [this.brevity, this.marks, this.scores, this.touched, ...this.segments.flatMap(({ items }) => items ?? [])];
    return arrays.reduce((sum, array) => sum + array.byteLength, 0);
  }

  /** The rows in their order, the preferred first. */
  all({ limit, prefer }: Wanted): number[] {
    const preferred: Ranked[] = [];
    const others: number[] = [];
    for (let row = 0; row < this.rowCount && (prefer || others.length < limit); row++) {
      if (this.brevity[row]! < 0) continue;
      const score = prefer ? prefer(row) : 0;
      if (score > 0) preferred.push({ row, score });
      else if (others.length < limit) others.push(row);
    }
    preferred.sort((a, b) => b.score - a.score);
    return [...preferred.map(({ row }) => row), ...others].slice(0, limit);
  }

  /** The rows with at least `needed` of the words, best first. */
  best(words: readonly Asked[], needed: number, wanted: Wanted): Ranked[] {
    const spare = words.length - needed;
    this.bestSoFar = [];
    this.floor = -1;
    // the rarest word first: the others then count only where enough of the earlier ones do
    const order = words.map((asked) => ({ asked, reach: this.reach(asked) })).sort((a, b) => a.reach - b.reach);
    const alone = words.length === 1 ? { limit: wanted.limit, slack: wanted.prefer ? preference : 0 } : null;
    let turn = 0;
    for (; turn < order.length; turn++) {
      const least = turn - spare;
      if (least > 0 && this.reached[least] === 0) break;
      const { asked, reach } = order[turn]!;
      this.count(asked, { turn: turn + 1, least, worth: spare > 0 ? this.rarity(reach) : 1, alone });
    }
    if (this.reached[needed]! > wanted.limit) {
      for (const asked of wanted.small ?? []) this.count(asked, { turn: ++turn, least: needed, worth: worthOfSmall, alone: null });
    }
    const ranked = turn < order.length ? [] : this.top(needed, wanted);
    for (let at = 0; at < this.touchedCount; at++) this.marks[this.touched[at]!] = 0;
    this.reached.fill(0);
    this.touchedCount = 0;
    return ranked;
  }

  /** How many postings the words have that a typed one may stand for. */
  private reach({ likenesses }: Asked): number {
    return likenesses.reduce((sum, likeness, index) => sum + this.reachIn(index, likeness), 0);
  }

  private reachIn(index: number, { from, to, others }: Likeness): number {
    const { firstPostings } = this.segments[index]!.segment.words;
    let sum = firstPostings[to]! - firstPostings[from]!;
    for (const word of others.keys()) sum += firstPostings[word + 1]! - firstPostings[word]!;
    return sum;
  }

  private rarity(reach: number): number {
    return leastRarity + (1 - leastRarity) * Math.max(0, 1 - Math.log(1 + reach) / Math.log(2 + this.rowCount));
  }

  /** Adds each row's best score for one word. */
  private count({ length, likenesses }: Asked, turn: Turn): void {
    for (const [index, rows] of this.segments.entries()) {
      const likeness = likenesses[index]!;
      const { firstWords, wordsOfItems } = rows.segment.words;
      const wordsOfTouched = (this.touchedCount * wordsOfItems.length) / (firstWords.length - 1);
      const canAskRows = turn.least > 0 && (rows.areInOrder || rows.items !== null);
      if (canAskRows && wordsOfTouched < this.reachIn(index, likeness)) this.askRows(rows, length, likeness, turn);
      else this.askWords(rows, length, likeness, turn);
    }
  }

  /** Which rows a word's likenesses have. */
  private askWords(rows: Rows, length: number, { from, to, others }: Likeness, turn: Turn): void {
    const { starts } = rows.segment.words;
    for (let word = from; word < to; word++) this.add(rows, word, turn.worth * begun(length, starts[word + 1]! - starts[word]!), turn);
    for (const [word, quality] of others) this.add(rows, word, turn.worth * quality, turn);
  }

  /** Which of a word's likenesses the rows have that have the words before it, where those are but few. */
  private askRows({ segment, first, areInOrder, items }: Rows, length: number, { from, to, others }: Likeness, { turn, least, worth }: Turn): void {
    const { starts, firstWords, wordsOfItems } = segment.words;
    for (let at = 0; at < this.touchedCount; at++) {
      const row = this.touched[at]!;
      const item = areInOrder ? row - first : items![row]!;
      if (item < 0 || item >= firstWords.length - 1 || (this.marks[row]! & 255) < least) continue;
      let best = -1;
      for (let next = firstWords[item]!; next < firstWords[item + 1]!; next++) {
        const word = wordsOfItems[next]! >>> placeBits;
        const quality = word >= from && word < to ? begun(length, starts[word + 1]! - starts[word]!) : others.get(word);
        if (quality !== undefined) best = Math.max(best, worth * quality * weightOf[wordsOfItems[next]! & allPlaces]!);
      }
      if (best >= 0) this.give(row, best, turn);
    }
  }

  private add({ segment: { words, rows }, first, areInOrder }: Rows, word: number, quality: number, { turn, least, alone }: Turn): void {
    const { marks, brevity } = this;
    const { postings, firstPostings, places } = words;
    if (quality * weightOf[places[word]!]! + mostBrevity < this.floor) return;
    const end = firstPostings[word + 1]!;
    for (let at = firstPostings[word]!; at < end; at++) {
      const posting = postings[at]!;
      const score = quality * weightOf[posting & allPlaces]!;
      const item = posting >>> placeBits;
      const row = areInOrder ? first + item : rows[item]!;
      if (row < 0 || (marks[row]! & 255) < least) continue;
      if (alone !== null) {
        if (score + brevity[row]! < this.floor) continue;
        if (marks[row] === 0) this.raiseFloor(score + brevity[row]!, alone);
      }
      this.give(row, score, turn);
    }
  }

  /** Of the scores that a row is given for one word, the best counts. */
  private give(row: number, score: number, turn: number): void {
    const { marks, scores } = this;
    const mark = marks[row]!;
    if (mark >>> 8 === turn) {
      if (score > scores[2 * row + 1]!) scores[2 * row + 1] = score;
      return;
    }
    const count = mark & 255;
    if (count === 0) this.touched[this.touchedCount++] = row;
    scores[2 * row] = count === 0 ? 0 : scores[2 * row]! + scores[2 * row + 1]!;
    scores[2 * row + 1] = score;
    marks[row] = (turn << 8) | (count + 1);
    this.reached[count + 1]!++;
  }

  /** Once there are enough, a row that is worse than all of them matters no more, whatever being preferred may add. */
  private raiseFloor(score: number, { limit, slack }: NonNullable<Turn['alone']>): void {
    const { bestSoFar } = this;
    if (bestSoFar.length === limit && score <= bestSoFar[limit - 1]!) return;
    bestSoFar.splice(firstAt(bestSoFar.length, (at) => bestSoFar[at]! < score), 0, score);
    if (bestSoFar.length > limit) bestSoFar.pop();
    if (bestSoFar.length === limit) this.floor = bestSoFar[limit - 1]! - slack - rounding;
  }

  private top(needed: number, { limit, prefer }: Wanted): Ranked[] {
    const ranked: Ranked[] = [];
    const mostPreferred = prefer ? preference : 0;
    for (let at = 0; at < this.touchedCount; at++) {
      const row = this.touched[at]!;
      if ((this.marks[row]! & 255) < needed) continue;
      const plain = this.scores[2 * row]! + this.scores[2 * row + 1]! + this.brevity[row]!;
      if (ranked.length === limit && plain + mostPreferred < ranked[limit - 1]!.score) continue;
      const score = prefer ? plain + preference * prefer(row) : plain;
      const rank = firstAt(ranked.length, (index) => score > ranked[index]!.score || (score === ranked[index]!.score && row < ranked[index]!.row));
      if (rank === limit) continue;
      ranked.splice(rank, 0, { row, score });
      if (ranked.length > limit) ranked.pop();
    }
    return ranked;
  }
}
