import Fuse from 'fuse.js';
import { fold } from '../text/fold.js';
import { isWeightless } from '../text/words.js';
import { wordsIn, wordsOf, type IndexedWords, type Segment } from './indexedWords.js';
import type { LibraryItem } from './library.js';
import { Ranking, type Asked, type Ranked, type Wanted } from './ranking.js';
import { typosAllowed, Vocabulary } from './vocabulary.js';

const mostWords = 12;
const longestQuery = 200;
/** Fuse answers over so many candidates at most: it takes 20 µs for each. */
const mostForFuse = 60;
/** So many ways of reading a query's words as joined or apart are tried. */
const mostReadings = 8;
/** Of so many of the best, the titles are read to see which of them has the words as they were typed. */
const mostRead = 50;
/** So many items' titles are kept for the next keystroke. */
const mostRemembered = 2000;

/** What it adds to a score that two words stand in the title as typed; that the title begins so; that the key does. */
const adjacent = 0.1;
const atStart = 0.05;
const keyBegun = 0.5;

/** What a search is asked for beside its words. */
export interface SearchOptions {
  /** How much a row is to be preferred to others that fit as well, 0..1: what the document cites already, what was cited lately. */
  prefer?: (row: number) => number;
  /** Only items that have all the words as they are typed. */
  strict?: boolean;
}

interface Read {
  key: string;
  title: string[];
}

/**
 * The one index behind completion, the library view and `ibid search`: cite key, names, title, year, container and claims, words in any
 * order, whole or begun.
 *
 * Words stand sorted in segments, each with its postings packed in one array. A query is answered by the strictest way that finds
 * anything in any segment: exact and begun words; words typed as one or apart; one typo in a word; two; one word left out, then half of
 * them; and when none of these finds enough, Fuse over the few items that have any of the words. Space: about 0.25 kB an item.
 */
export class SearchIndex {
  private readonly vocabularies: Vocabulary[];
  private readonly ranking: Ranking;
  private readonly read = new Map<number, Read>();

  /** @param itemAt the item of a row; two items of different segments may have the same row, which then has the words of both */
  constructor(private readonly segments: readonly Segment[], private readonly itemAt: (row: number) => LibraryItem) {
    this.vocabularies = segments.map(({ words }) => vocabularyOf(words));
    this.ranking = new Ranking(segments);
  }

  /** Bytes held beside the items themselves. */
  get size(): number {
    const arrays = this.segments.flatMap(({ words, rows }) => [rows, ...(Object.values(words) as Uint8Array[])]);
    return arrays.reduce((sum, array) => sum + array.byteLength, this.ranking.size);
  }

  /** The rows of items that fit, best first, at most `limit`. An empty query gives them in their order, the preferred first. */
  search(query: string, limit: number, { prefer, strict = false }: SearchOptions = {}): number[] {
    if (limit <= 0) return [];
    const folded = fold(query.slice(0, longestQuery));
    const typed = wordsIn(folded).slice(0, mostWords);
    if (typed.length === 0) return this.ranking.all({ limit, prefer });
    const words = meant(typed);
    const small = typed.filter((word) => !words.includes(word)).map((word) => this.begunWith(word));
    const found = new Set<number>();
    for (const ranked of this.ways(words, { limit: Math.max(limit, mostRead), prefer, small })) {
      for (const row of this.asTyped(ranked, typed, folded.trim())) if (found.size < limit) found.add(row);
      if (strict || found.size >= this.enough(typed)) break;
    }
    return strict || found.size > 0 ? [...found] : this.byFuse(typed, limit);
  }

  /** One word alone may be another's by chance ("cart" for "card"); several that meet in one item are surely meant. */
  private enough(typed: readonly string[]): number {
    return typed.length === 1 && typosAllowed(typed[0]!) > 0 ? 3 : 1;
  }

  /** Answers from the strictest to the most forgiving; the later ones take longer, and are not asked for where an earlier one is enough. */
  private *ways(words: readonly string[], wanted: Wanted): Generator<Ranked[]> {
    const count = words.length;
    yield this.ranking.best(words.map((word) => this.begunWith(word)), count, wanted);
    let readings = 0;
    for (const reading of this.joinedOrApart(words)) {
      yield this.ranking.best(reading.map((word) => this.begunWith(word)), reading.length, wanted);
      if (++readings === mostReadings) break;
    }
    for (const typos of [1, 2]) {
      if (words.some((word) => typosAllowed(word) >= typos)) yield this.ranking.best(this.withTypos(words, typos), count, wanted);
    }
    const forgiving = this.withTypos(words, 2);
    for (const needed of new Set([count - 1, Math.ceil(count / 2)])) {
      if (needed > 0 && needed < count) yield this.ranking.best(forgiving, needed, wanted);
    }
  }

  private begunWith(typed: string): Asked {
    return { length: typed.length, likenesses: this.vocabularies.map((vocabulary) => vocabulary.begunWith(typed)) };
  }

  private withTypos(words: readonly string[], most: number): Asked[] {
    return words.map((typed) => ({ length: typed.length, likenesses: this.vocabularies.map((vocabulary) => vocabulary.withTypos(typed, most)) }));
  }

  private has(word: string): boolean {
    return this.vocabularies.some((vocabulary) => vocabulary.has(word));
  }

  private begins(word: string): boolean {
    return this.vocabularies.some((vocabulary) => vocabulary.begins(word));
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
      if ((cut === 2 && !isWeightless(first)) || !this.has(first)) continue;
      if (this.begins(rest)) yield [first, rest];
      if (most > 2) for (const parts of this.apart(rest, most - 1)) yield [first, ...parts];
    }
  }

  /** Puts those first, of the best, whose title has the words one after another as they were typed, or whose key begins so. */
  private asTyped(ranked: readonly Ranked[], typed: readonly string[], query: string): number[] {
    const best = ranked.slice(0, ranked.length > 1 ? mostRead : 0).map(({ row, score }) => {
      const { key, title } = this.readAt(row);
      return { row, score: score + (key.startsWith(query) ? keyBegun : 0) + closeness(title, typed) };
    });
    return [...best.sort((a, b) => b.score - a.score), ...ranked.slice(best.length)].map(({ row }) => row);
  }

  private readAt(row: number): Read {
    let read = this.read.get(row);
    if (!read) {
      const { id, title } = this.itemAt(row);
      read = { key: fold(id), title: wordsIn(fold(title ?? '')) };
      if (this.read.size === mostRemembered) this.read.clear();
      this.read.set(row, read);
    }
    return read;
  }

  /** The last resort, where few of the words can be made out: over the items that have any of them, or all of a small library. */
  protected byFuse(typed: readonly string[], limit: number): number[] {
    const candidates = this.ranking.best(this.withTypos(typed, 2), 1, { limit: mostForFuse }).map(({ row }) => row);
    const among = candidates.length > 0 || this.ranking.rowCount > mostForFuse ? candidates : this.ranking.all({ limit: mostForFuse });
    const texts = among.map((row) => ({ row, text: wordsOf(this.itemAt(row)).join(' ') }));
    const fuse = new Fuse(texts, { keys: ['text'], ignoreLocation: true, threshold: 0.35, useExtendedSearch: true });
    return fuse.search(typed.join(' '), { limit }).map((result) => result.item.row);
  }
}

/** Of words that stay when some rows of their file change, each once. */
const vocabularies = new WeakMap<IndexedWords, Vocabulary>();

function vocabularyOf(words: IndexedWords): Vocabulary {
  const known = vocabularies.get(words) ?? new Vocabulary(words);
  vocabularies.set(words, known);
  return known;
}

/** The words that an item must have: without "and", "et al.", "the", if others are left. The last may be the beginning of another. */
function meant(typed: readonly string[]): readonly string[] {
  const heavy = typed.slice(0, -1).filter((word) => word.length === 1 || !isWeightless(word));
  return heavy.length > 0 ? [...heavy, typed.at(-1)!] : typed;
}

/** How far a title has the words as they were typed: two of them next to each other, the first at its start. */
function closeness(title: readonly string[], typed: readonly string[]): number {
  let sum = title[0]?.startsWith(typed[0]!) ? atStart : 0;
  for (let at = 1; at < typed.length; at++) {
    if (title.some((word, place) => place > 0 && title[place - 1] === typed[at - 1] && word.startsWith(typed[at]!))) sum += adjacent;
  }
  return sum;
}
