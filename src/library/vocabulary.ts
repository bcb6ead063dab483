import { firstAt } from '../text/firstAt.js';
import type { SortedWords } from './wordTable.js';
import { TypoTable } from './typoTable.js';

const shortestStem = 5;
const longestEnding = 3;
/** So many words' likenesses are kept for the next keystroke, which changes but the last word. */
const mostRemembered = 200;
const fourFigures = /^\d{4}$/;

export const typosAllowed = (typed: string): number => (typed.length < 4 ? 0 : typed.length < 7 ? 1 : 2);

/** The words of a segment that a typed word may stand for. */
export interface Likeness {
  /** Those that begin with it are the words from here up to `to`. */
  from: number;
  to: number;
  /** The others, by how well they do, 0..1. */
  others: ReadonlyMap<number, number>;
}

const none: ReadonlyMap<number, number> = new Map();

function startsIn({ shared }: SortedWords): Uint32Array {
  const starts: number[] = [];
  for (let word = 0; word < shared.length; word++) if (shared[word]! < 2) starts.push(word);
  return Uint32Array.from(starts);
}

/** The words of one segment, looked up as they are typed: begun, with typos, with other endings. */
export class Vocabulary {
  readonly size: number;
  /** The words that differ from the one before in their first two letters. */
  private readonly starts: Uint32Array;
  private readonly remembered = new Map<string, Likeness>();

  constructor(private readonly words: SortedWords) {
    this.size = words.shared.length;
    this.starts = startsIn(words);
  }

  private lengthOf(word: number): number {
    return this.words.starts[word + 1]! - this.words.starts[word]!;
  }

  has(text: string): boolean {
    const word = this.firstFrom(text);
    return word < this.size && this.lengthOf(word) === text.length && this.order(word, text) === 0;
  }

  begins(text: string): boolean {
    const word = this.firstFrom(text);
    return word < this.size && this.order(word, text) === 0;
  }

  begunWith(text: string): Likeness {
    const from = this.firstFrom(text);
    const to = from + firstAt(this.size - from, (ahead) => this.order(from + ahead, text) > 0);
    return { from, to, others: none };
  }

  /** Words that a typed one may stand for with up to `most` typos, fewer where it is short. */
  withTypos(typed: string, most: number): Likeness {
    const typos = Math.min(typosAllowed(typed), most);
    if (typos === 0) return this.begunWith(typed);
    const name = `${typos}${typed}`;
    const remembered = this.remembered.get(name);
    if (remembered) return remembered;
    const others = new Map([...this.mistyped(typed, typos), ...this.inflected(typed), ...this.nearYears(typed)]);
    const likeness = { ...this.begunWith(typed), others };
    if (this.remembered.size > mostRemembered) this.remembered.clear();
    this.remembered.set(name, likeness);
    return likeness;
  }

  /** The first word that is not before `text`. */
  private firstFrom(text: string): number {
    return firstAt(this.size, (word) => this.order(word, text) >= 0);
  }

  /** Below 0 where the word comes before all that begin with `text`, 0 where it begins so, above 0 where it comes after. */
  private order(word: number, text: string): number {
    const { letters, starts } = this.words;
    const length = this.lengthOf(word);
    for (let at = 0; at < text.length; at++) {
      if (at === length) return -1;
      const difference = letters[starts[word]! + at]! - text.charCodeAt(at);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  /**
   * Words that begin as typed but for 1 to `most` letters wrong, too many, missing or swapped with the next (optimal string alignment).
   *
   * The sorted words are walked as a tree of letters: the row of the table for a beginning is worked out once for all words that share it,
   * and a beginning with too many typos is left with all of its words.
   */
  private mistyped(typed: string, most: number): Map<number, number> {
    const { letters, starts, shared } = this.words;
    const found = new Map<number, number>();
    const rows = new TypoTable(typed, most);
    for (let word = 0; word < this.size; ) {
      const length = this.lengthOf(word);
      const depth = rows.follow(letters, starts[word]!, length, shared[word]!);
      const typos = rows.fewest(depth);
      const isDead = rows.isDead(depth);
      if (!isDead && typos > 0 && typos <= most) found.set(word, 0.6 - 0.15 * typos - (0.2 * Math.max(0, length - typed.length)) / length);
      word = isDead ? this.nextWithout(word, depth) : word + 1;
    }
    return found;
  }

  /** The next word that does not begin with the same letters, so many of them. */
  private nextWithout(word: number, length: number): number {
    const { shared } = this.words;
    let next = word + 1;
    if (length <= 2) {
      let at = firstAt(this.starts.length, (index) => this.starts[index]! > word);
      while (at < this.starts.length && shared[this.starts[at]!]! >= length) at++;
      next = this.starts[at] ?? this.size;
    } else {
      while (next < this.size && shared[next]! >= length) next++;
    }
    return next;
  }

  /** Words of the same stem with another ending: "caliphates", "negotiation" for "caliphate", "negotiating". */
  private *inflected(typed: string): Generator<[number, number]> {
    for (let cut = longestEnding; cut > 0; cut--) {
      if (typed.length - cut < shortestStem) continue;
      const { from, to } = this.begunWith(typed.slice(0, -cut));
      const next = typed.charCodeAt(typed.length - cut);
      for (let word = from; word < to; word++) {
        const ending = this.lengthOf(word) - typed.length + cut;
        // with other letters after the stem; those that go on as typed are begun words, or were cut less
        if (ending <= longestEnding && this.letterAt(word, typed.length - cut) !== next) yield [word, 0.56 - 0.03 * (cut + ending)];
      }
    }
  }

  private letterAt(word: number, at: number): number | undefined {
    return at < this.lengthOf(word) ? this.words.letters[this.words.starts[word]! + at] : undefined;
  }

  /** The years before and after: people remember when they read a work, or when it went to print. */
  private nearYears(typed: string): [number, number][] {
    const years = fourFigures.test(typed) ? [Number(typed) - 1, Number(typed) + 1].map(String) : [];
    return years.filter((year) => this.has(year)).map((year) => [this.firstFrom(year), 0.5]);
  }
}
