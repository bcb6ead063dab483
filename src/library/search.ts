import Fuse from 'fuse.js';
import { firstAt } from '../text/firstAt.js';
import { fold } from '../text/fold.js';
import { camel, indexWords, lettersOf, place, places, wordsByPlace, wordsIn, type IndexedWords } from './indexedWords.js';
import type { LibraryItem } from './library.js';

/** Local: what is imported is looked up anew each time where modules are not bundled. */
const placeSums = places;

const weights: Record<keyof typeof place, number> = {
  firstAuthor: 1, key: 0.9, family: 0.85, title: 0.8, year: 0.8, given: 0.6, container: 0.5, acronym: 0.5,
};
/** The weight of each sum of places: that of the best of them. */
const weightOf = Float32Array.from({ length: placeSums }, (_, sum) =>
  Math.max(0, ...(Object.keys(place) as (keyof typeof place)[]).filter((name) => (sum & place[name]) !== 0).map((name) => weights[name])),
);

const shortestStem = 5;
const longestEnding = 3;
const mostWords = 12;
const longestQuery = 200;
/** Fuse answers over so many candidates at most: it takes 20 µs for each. */
const mostForFuse = 60;
/** So many ways of reading a query's words as joined or apart are tried. */
const mostReadings = 8;
/** So many words' likenesses are kept for the next keystroke, which changes but the last word. */
const mostRemembered = 200;

const fourFigures = /^\d{4}$/;

function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * How much of `word` is left when `typed` is used up with at most `typos` letters wrong, too many, missing or swapped; -1 where it takes more.
 * Damerau's four slips, tried where the words first differ; few enough branches for two typos.
 */
function leftAfter(typed: string, at: number, word: string, from: number, typos: number): number {
  while (at < typed.length && from < word.length && typed.charCodeAt(at) === word.charCodeAt(from)) {
    at++;
    from++;
  }
  if (at === typed.length) return word.length - from;
  if (typos === 0) return -1;
  const swapped = typed[at] === word[from + 1] && typed[at + 1] === word[from];
  return Math.max(
    leftAfter(typed, at + 1, word, from + 1, typos - 1),
    leftAfter(typed, at + 1, word, from, typos - 1),
    leftAfter(typed, at, word, from + 1, typos - 1),
    swapped ? leftAfter(typed, at + 2, word, from + 2, typos - 1) : -1,
  );
}

/** A word of the index that a typed word may stand for, and how well it does, 0..1. */
interface Match {
  word: number;
  quality: number;
}

const typosAllowed = (typed: string): number => (typed.length < 4 ? 0 : typed.length < 7 ? 1 : 2);

/**
 * The one index behind completion and `ibid search`: cite key, names, title, year and container, words in any order, whole or begun.
 *
 * Words of all items stand sorted, each with its postings packed in one array. A query is answered by the strictest way that finds
 * anything: exact and begun words; words typed as one or apart; one typo in a word; two; one word left out, then half of them; and when
 * none of these finds enough, Fuse over the few items that have any of the words. Space: about 0.2 kB an item.
 */
export class SearchIndex {
  private readonly words: IndexedWords['words'];
  private readonly letters: IndexedWords['letters'];
  private readonly tails: IndexedWords['tails'];
  private readonly starts: IndexedWords['starts'];
  private readonly postings: IndexedWords['postings'];
  private readonly brevity: IndexedWords['brevity'];
  /** For one query: the sum of an item's scores, its score for the word at hand, and how many words it has. */
  private readonly totals: Float32Array;
  private readonly best: Float32Array;
  private readonly counts: Uint8Array;
  private readonly remembered = new Map<string, Match[]>();

  /** @param indexed what `indexWords` made of these items, where that was done already */
  constructor(private readonly items: readonly LibraryItem[], indexed: IndexedWords = indexWords(items)) {
    this.words = indexed.words;
    this.letters = indexed.letters;
    this.tails = indexed.tails;
    this.starts = indexed.starts;
    this.postings = indexed.postings;
    this.brevity = indexed.brevity;
    this.totals = new Float32Array(items.length);
    this.best = new Float32Array(items.length);
    this.counts = new Uint8Array(items.length);
  }

  /** Bytes held beside the items themselves, without what the engine adds to strings. */
  get size(): number {
    const arrays = [this.letters, this.tails, this.starts, this.postings, this.brevity, this.totals, this.best, this.counts];
    const text = this.words.reduce((sum, word) => sum + word.length, 0);
    return text + arrays.reduce((sum, array) => sum + array.byteLength, 0);
  }

  /** Items that fit, best first, at most `limit`. An empty query gives them in the order of their keys. */
  search(query: string, limit: number): LibraryItem[] {
    const typed = wordsIn(fold(query.slice(0, longestQuery).replace(camel, '$1 '))).slice(0, mostWords);
    if (typed.length === 0) return this.items.slice(0, limit);
    const found = new Set<number>();
    for (const ranked of this.ways(typed, limit)) {
      for (const item of ranked) if (found.size < limit) found.add(item);
      if (found.size >= this.enough(typed)) break;
    }
    const answer = found.size > 0 ? [...found] : this.byFuse(typed, limit);
    return answer.map((item) => this.items[item]!);
  }

  /** One word alone may be another's by chance ("cart" for "card"); several that meet in one item are surely meant. */
  private enough(typed: readonly string[]): number {
    return typed.length === 1 && typosAllowed(typed[0]!) > 0 ? 3 : 1;
  }

  /** Answers from the strictest to the most forgiving; the later ones take longer, and are not asked for where an earlier one is enough. */
  private *ways(typed: readonly string[], limit: number): Generator<number[]> {
    const count = typed.length;
    yield this.rank(typed.map((word) => this.begunWith(word)), count, limit);
    let readings = 0;
    for (const words of this.joinedOrApart(typed)) {
      yield this.rank(words.map((word) => this.begunWith(word)), words.length, limit);
      if (++readings === mostReadings) break;
    }
    yield this.rank(typed.map((word) => this.withTypos(word, 1)), count, limit);
    const forgiving = typed.map((word) => this.withTypos(word, 2));
    yield this.rank(forgiving, count, limit);
    for (const needed of new Set([count - 1, Math.ceil(count / 2)])) if (needed > 0 && needed < count) yield this.rank(forgiving, needed, limit);
  }

  /** The first word of the index that is not before `word`. */
  private firstFrom(word: string): number {
    return firstAt(this.words.length, (at) => this.words[at]! >= word);
  }

  private begunWith(typed: string): Match[] {
    const matches: Match[] = [];
    for (let word = this.firstFrom(typed); this.words[word]?.startsWith(typed); word++) {
      const { length } = this.words[word]!;
      matches.push({ word, quality: length === typed.length ? 1 : 0.6 + (0.3 * typed.length) / length });
    }
    return matches;
  }

  /** Words that a typed one may stand for with up to `most` typos, fewer where it is short. */
  private withTypos(typed: string, most: number): Match[] {
    const typos = Math.min(typosAllowed(typed), most);
    if (typos === 0) return this.begunWith(typed);
    const name = `${typos}${typed}`;
    const remembered = this.remembered.get(name);
    if (remembered) return remembered;
    const matches = typos === 1 ? [...this.begunWith(typed), ...this.inflected(typed), ...this.nearYears(typed)] : this.withTypos(typed, typos - 1).slice();
    const taken = new Set(matches.map((match) => match.word));
    for (const word of this.candidates(typed, typos)) {
      const text = this.words[word]!;
      const left = taken.has(word) || text.length < typed.length - typos ? -1 : leftAfter(typed, 0, text, 0, typos);
      if (left < 0) continue;
      taken.add(word);
      matches.push({ word, quality: 0.6 - 0.15 * typos - (0.2 * left) / text.length });
    }
    if (this.remembered.size > mostRemembered) this.remembered.clear();
    this.remembered.set(name, matches);
    return matches;
  }

  /** Words that may be `typed` but for typos: of those with its first letter, the ones with its letters; and those whose first letters are off. */
  private *candidates(typed: string, typos: number): Generator<number> {
    const letters = lettersOf(typed);
    const initials = typos === 1 ? typed.charAt(0) : typed.slice(0, 2);
    for (const initial of new Set(initials)) {
      const end = this.firstFrom(`${initial}\uffff`);
      for (let word = this.firstFrom(initial); word < end; word++) if (bitCount(letters & ~this.letters[word]!) <= typos) yield word;
    }
    const [first, second, rest] = [typed.charAt(0), typed.charAt(1), typed.slice(2)];
    for (const start of [second + rest, second + first + rest]) {
      for (let word = this.firstFrom(start); this.words[word]?.startsWith(start); word++) yield word;
    }
    for (const tail of [typed, second + rest]) {
      for (let at = this.firstTailFrom(tail); this.tailAt(at).startsWith(tail); at++) yield this.tails[at]!;
    }
  }

  /** A word without its first letter, in the order of `tails`; '' after the last. */
  private tailAt(at: number): string {
    const word = this.tails[at];
    return word === undefined ? '' : this.words[word]!.slice(1);
  }

  private firstTailFrom(tail: string): number {
    return firstAt(this.tails.length, (at) => this.tailAt(at) >= tail);
  }

  /** Words of the same stem with another ending: "caliphates", "negotiation" for "caliphate", "negotiating". */
  private inflected(typed: string): Match[] {
    const matches: Match[] = [];
    for (let cut = 1; cut <= longestEnding && typed.length - cut >= shortestStem; cut++) {
      const stem = typed.slice(0, -cut);
      for (let word = this.firstFrom(stem); this.words[word]?.startsWith(stem); word++) {
        const ending = this.words[word]!.length - stem.length;
        // with other letters after the stem; those that go on as typed are begun words, or were cut less
        if (ending <= longestEnding && this.words[word]!.charAt(stem.length) !== typed.charAt(stem.length)) {
          matches.push({ word, quality: 0.56 - 0.03 * (cut + ending) });
        }
      }
    }
    return matches;
  }

  /** The years before and after: people remember when they read a work, or when it went to print. */
  private nearYears(typed: string): Match[] {
    const years = fourFigures.test(typed) ? [Number(typed) - 1, Number(typed) + 1].map(String) : [];
    return years.filter((year) => this.has(year)).map((year) => ({ word: this.firstFrom(year), quality: 0.5 }));
  }

  private has(word: string): boolean {
    return this.words[this.firstFrom(word)] === word;
  }

  private begins(word: string): boolean {
    return this.words[this.firstFrom(word)]?.startsWith(word) ?? false;
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

  /** The items with at least `needed` of the words, best first. */
  private rank(words: readonly (readonly Match[])[], needed: number, limit: number): number[] {
    const touched: number[] = [];
    const all = needed === words.length;
    // the rarest word first: the others then count only where it does
    const order = all ? [...words].sort((a, b) => this.reach(a) - this.reach(b)) : words;
    for (const [turn, matches] of order.entries()) this.count(matches, all ? turn : -1, touched);
    const ranked = this.top(touched, needed, limit);
    for (const item of touched) this.counts[item] = this.totals[item] = 0;
    return ranked;
  }

  private reach(matches: readonly Match[]): number {
    return matches.reduce((sum, { word }) => sum + this.starts[word + 1]! - this.starts[word]!, 0);
  }

  /** Adds each item's best score for one word. @param turn the count an item must have so far; -1 for any */
  private count(matches: readonly Match[], turn: number, touched: number[]): void {
    const hit: number[] = [];
    for (const { word, quality } of matches) {
      for (let at = this.starts[word]!; at < this.starts[word + 1]!; at++) {
        const posting = this.postings[at]!;
        const item = Math.floor(posting / placeSums);
        if (turn > 0 && this.counts[item] !== turn) continue;
        const score = quality * weightOf[posting % placeSums]!;
        const before = this.best[item]!;
        if (before === 0) hit.push(item);
        if (score > before) this.best[item] = score;
      }
    }
    for (const item of hit) {
      if (this.counts[item] === 0) touched.push(item);
      this.counts[item]!++;
      this.totals[item]! += this.best[item]!;
      this.best[item] = 0;
    }
  }

  private top(touched: readonly number[], needed: number, limit: number): number[] {
    const ranked: number[] = [];
    const score = (item: number): number => this.totals[item]! + this.brevity[item]!;
    const before = (a: number, b: number): boolean => score(a) > score(b) || (score(a) === score(b) && a < b);
    for (const item of touched) {
      if (this.counts[item]! < needed) continue;
      if (ranked.length === limit && !before(item, ranked[limit - 1]!)) continue;
      ranked.splice(firstAt(ranked.length, (at) => before(item, ranked[at]!)), 0, item);
      if (ranked.length > limit) ranked.pop();
    }
    return ranked;
  }

  /** The last resort, where few of the words can be made out: over the items that have any of them, or all of a small library. */
  private byFuse(typed: readonly string[], limit: number): number[] {
    const candidates = this.rank(typed.map((word) => this.withTypos(word, 2)), 1, mostForFuse);
    const among = candidates.length > 0 || this.items.length > mostForFuse ? candidates : this.items.keys();
    const texts = [...among].map((item) => ({ item, text: [...wordsByPlace(this.items[item]!).keys()].join(' ') }));
    const fuse = new Fuse(texts, { keys: ['text'], ignoreLocation: true, threshold: 0.35, useExtendedSearch: true });
    return fuse.search(typed.join(' '), { limit }).map((result) => result.item.item);
  }
}
