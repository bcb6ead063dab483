import Fuse from 'fuse.js';
import { firstAt } from '../text/firstAt.js';
import { fold } from '../text/fold.js';
import { place, placeBits, wordsIn, wordsOf, type Segment } from './indexedWords.js';
import type { LibraryItem } from './library.js';
import { typosAllowed, Vocabulary, type Likeness } from './vocabulary.js';

const weights: Record<keyof typeof place, number> = {
  firstAuthor: 1, key: 0.9, family: 0.85, title: 0.8, year: 0.8, given: 0.6, container: 0.5, acronym: 0.5, claim: 0.3,
};
const allPlaces = (1 << placeBits) - 1;
/** The weight of each sum of places: that of the best of them. */
const weightOf = Float32Array.from({ length: allPlaces + 1 }, (_, sum) =>
  Math.max(0, ...(Object.keys(place) as (keyof typeof place)[]).filter((name) => (sum & place[name]) !== 0).map((name) => weights[name])),
);

const mostWords = 12;
const longestQuery = 200;
/** Fuse answers over so many candidates at most: it takes 20 µs for each. */
const mostForFuse = 60;
/** So many ways of reading a query's words as joined or apart are tried. */
const mostReadings = 8;
/** What being preferred adds to a score: more than the brevity of a title does, less than standing in a better place. */
const preference = 0.06;

/** A word as typed, with what it may stand for in each segment. */
interface Asked {
  length: number;
  likenesses: Likeness[];
}

/** What a search is asked for beside its words. */
export interface SearchOptions {
  /** How much a row is to be preferred to others that fit as well, 0..1: what the document cites already, what was cited lately. */
  prefer?: (row: number) => number;
}

interface Sought {
  limit: number;
  prefer: ((row: number) => number) | undefined;
}

/**
 * The one index behind completion, the library view and `ibid search`: cite key, names, title, year, container and claims, words in any order, whole or begun.
 *
 * Words stand sorted in segments, each with its postings packed in one array. A query is answered by the strictest way that finds
 * anything in any segment: exact and begun words; words typed as one or apart; one typo in a word; two; one word left out, then half of
 * them; and when none of these finds enough, Fuse over the few items that have any of the words. Space: about 0.2 kB an item.
 */
export class SearchIndex {
  private readonly vocabularies: Vocabulary[];
  private readonly brevity: Float32Array;
  /** For one query: the sum of a row's scores, how many words it has, the last of them and the score of that. */
  private readonly totals: Float32Array;
  private readonly counts: Uint8Array;
  private readonly lastTurn: Uint8Array;
  private readonly lastScore: Float32Array;
  /** The rows that any of these is set for. */
  private readonly touched: Int32Array;
  private touchedCount = 0;

  /** @param itemAt the item of a row; two items of different segments may have the same row, which then has the words of both */
  constructor(private readonly segments: readonly Segment[], private readonly itemAt: (row: number) => LibraryItem) {
    this.vocabularies = segments.map(({ words }) => new Vocabulary(words));
    const rowCount = segments.reduce((most, { rows }) => rows.reduce((highest, row) => Math.max(highest, row + 1), most), 0);
    // -1 for a row without an item
    this.brevity = new Float32Array(rowCount).fill(-1);
    for (const { words, rows } of segments) rows.forEach((row, item) => row >= 0 && (this.brevity[row] = Math.max(this.brevity[row]!, words.brevity[item]!)));
    this.totals = new Float32Array(rowCount);
    this.counts = new Uint8Array(rowCount);
    this.lastTurn = new Uint8Array(rowCount);
    this.lastScore = new Float32Array(rowCount);
    this.touched = new Int32Array(rowCount);
  }

  /** Bytes held beside the items themselves. */
  get size(): number {
    const own = [this.brevity, this.totals, this.counts, this.lastTurn, this.lastScore, this.touched];
    const arrays = [...own, ...this.segments.flatMap(({ words, rows }) => [rows, ...(Object.values(words) as Uint8Array[])])];
    return arrays.reduce((sum, array) => sum + array.byteLength, 0);
  }

  /** The rows of items that fit, best first, at most `limit`. An empty query gives them in their order, the preferred first. */
  search(query: string, limit: number, { prefer }: SearchOptions = {}): number[] {
    const sought = { limit, prefer };
    const typed = wordsIn(fold(query.slice(0, longestQuery))).slice(0, mostWords);
    if (typed.length === 0) return this.all(sought);
    const found = new Set<number>();
    for (const ranked of this.ways(typed, sought)) {
      for (const row of ranked) if (found.size < limit) found.add(row);
      if (found.size >= this.enough(typed)) break;
    }
    return found.size > 0 ? [...found] : this.byFuse(typed, limit);
  }

  private all({ limit, prefer }: Sought): number[] {
    const rows = [...this.brevity.keys()].filter((row) => this.brevity[row]! >= 0);
    if (prefer) rows.sort((a, b) => prefer(b) - prefer(a));
    return rows.slice(0, limit);
  }

  /** One word alone may be another's by chance ("cart" for "card"); several that meet in one item are surely meant. */
  private enough(typed: readonly string[]): number {
    return typed.length === 1 && typosAllowed(typed[0]!) > 0 ? 3 : 1;
  }

  /** Answers from the strictest to the most forgiving; the later ones take longer, and are not asked for where an earlier one is enough. */
  private *ways(typed: readonly string[], sought: Sought): Generator<number[]> {
    const count = typed.length;
    yield this.rank(typed.map((word) => this.begunWith(word)), count, sought);
    let readings = 0;
    for (const words of this.joinedOrApart(typed)) {
      yield this.rank(words.map((word) => this.begunWith(word)), words.length, sought);
      if (++readings === mostReadings) break;
    }
    yield this.rank(typed.map((word) => this.withTypos(word, 1)), count, sought);
    const forgiving = typed.map((word) => this.withTypos(word, 2));
    yield this.rank(forgiving, count, sought);
    for (const needed of new Set([count - 1, Math.ceil(count / 2)])) if (needed > 0 && needed < count) yield this.rank(forgiving, needed, sought);
  }

  private begunWith(typed: string): Asked {
    return { length: typed.length, likenesses: this.vocabularies.map((vocabulary) => vocabulary.begunWith(typed)) };
  }

  private withTypos(typed: string, most: number): Asked {
    return { length: typed.length, likenesses: this.vocabularies.map((vocabulary) => vocabulary.withTypos(typed, most)) };
  }

  private has(word: string): boolean {
    return this.vocabularies.some((vocabulary) => vocabulary.has(word));
  }

  private begins(word: string): boolean {
    return this.begunWith(word).likenesses.some(({ from, to }) => from < to);
  }

  /** The query with two words as one ("tal king") or one as several ("talkingto"), where the index has such words. */
  private *joinedOrApart(typed: readonly string[]): Generator<string[]> {
    for (const [index, word] of typed.entries()) {
      const joined = word + (typed[index + 1] ?? '');
      if (joined !== word && this.begins(joined)) yield [...typed.slice(0, index), joined, ...typed.slice(index + 2)];
      for (const parts of this.apart(word, 3)) yield [...typed.slice(0, index), ...parts, ...typed.slice(index + 1)];
    }
  }

  /** A word as two or more, up to `most`, of which the last may only be begun. */
  private *apart(word: string, most: number): Generator<string[]> {
    for (let cut = word.length - 2; cut > 1; cut--) {
      const [first, rest] = [word.slice(0, cut), word.slice(cut)];
      if (!this.has(first)) continue;
      if (this.begins(rest)) yield [first, rest];
      if (most > 2) for (const parts of this.apart(rest, most - 1)) yield [first, ...parts];
    }
  }

  /** The rows with at least `needed` of the words, best first. */
  private rank(words: readonly Asked[], needed: number, sought: Sought): number[] {
    // the rarest word first: the others then count only where enough of the earlier ones do
    const order = [...words].sort((a, b) => this.reach(a) - this.reach(b));
    for (const [turn, asked] of order.entries()) this.count(asked, turn, turn - (words.length - needed));
    const ranked = this.top(needed, sought);
    for (let at = 0; at < this.touchedCount; at++) {
      const row = this.touched[at]!;
      this.counts[row] = this.lastTurn[row] = this.totals[row] = 0;
    }
    this.touchedCount = 0;
    return ranked;
  }

  /** How many postings the words have that a typed one may stand for. */
  private reach({ likenesses }: Asked): number {
    let sum = 0;
    for (const [index, { from, to, others }] of likenesses.entries()) {
      const { firstPostings } = this.segments[index]!.words;
      sum += firstPostings[to]! - firstPostings[from]!;
      for (const word of others.keys()) sum += firstPostings[word + 1]! - firstPostings[word]!;
    }
    return sum;
  }

  /** Adds each row's best score for one word. @param least how many of the earlier words a row must have to count */
  private count({ length, likenesses }: Asked, turn: number, least: number): void {
    for (const [index, { from, to, others }] of likenesses.entries()) {
      const segment = this.segments[index]!;
      const vocabulary = this.vocabularies[index]!;
      for (let word = from; word < to; word++) {
        const wordLength = vocabulary.lengthOf(word);
        this.add(segment, word, wordLength === length ? 1 : 0.6 + (0.3 * length) / wordLength, turn, least);
      }
      for (const [word, quality] of others) this.add(segment, word, quality, turn, least);
    }
  }

  private add({ words: { firstPostings, postings }, rows }: Segment, word: number, quality: number, turn: number, least: number): void {
    const { totals, counts, lastTurn, lastScore } = this;
    const end = firstPostings[word + 1]!;
    for (let at = firstPostings[word]!; at < end; at++) {
      const posting = postings[at]!;
      const row = rows[posting >>> placeBits]!;
      if (row < 0) continue;
      const score = quality * weightOf[posting & allPlaces]!;
      if (lastTurn[row] === turn + 1) {
        if (score <= lastScore[row]!) continue;
        totals[row]! += score - lastScore[row]!;
      } else {
        if (counts[row]! < least) continue;
        if (lastTurn[row] === 0) this.touched[this.touchedCount++] = row;
        lastTurn[row] = turn + 1;
        counts[row]!++;
        totals[row]! += score;
      }
      lastScore[row] = score;
    }
  }

  private top(needed: number, { limit, prefer }: Sought): number[] {
    const ranked: number[] = [];
    const scores: number[] = [];
    const mostPreferred = prefer ? preference : 0;
    for (let at = 0; at < this.touchedCount; at++) {
      const row = this.touched[at]!;
      if (this.counts[row]! < needed) continue;
      const plain = this.totals[row]! + this.brevity[row]!;
      if (ranked.length === limit && plain + mostPreferred < scores[limit - 1]!) continue;
      const score = prefer ? plain + preference * prefer(row) : plain;
      const rank = firstAt(ranked.length, (index) => score > scores[index]! || (score === scores[index] && row < ranked[index]!));
      if (rank === limit) continue;
      ranked.splice(rank, 0, row);
      scores.splice(rank, 0, score);
      if (ranked.length > limit) {
        ranked.pop();
        scores.pop();
      }
    }
    return ranked;
  }

  /** The last resort, where few of the words can be made out: over the items that have any of them, or all of a small library. */
  private byFuse(typed: readonly string[], limit: number): number[] {
    const candidates = this.rank(typed.map((word) => this.withTypos(word, 2)), 1, { limit: mostForFuse, prefer: undefined });
    const among = candidates.length > 0 || this.brevity.length > mostForFuse ? candidates : this.all({ limit: mostForFuse, prefer: undefined });
    const texts = among.map((row) => ({ row, text: wordsOf(this.itemAt(row)).join(' ') }));
    const fuse = new Fuse(texts, { keys: ['text'], ignoreLocation: true, threshold: 0.35, useExtendedSearch: true });
    return fuse.search(typed.join(' '), { limit }).map((result) => result.item.row);
  }
}
