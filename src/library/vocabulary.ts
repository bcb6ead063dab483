import { firstAt } from '../text/firstAt.js';
import type { IndexedWords } from './indexedWords.js';

const shortestStem = 5;
const longestEnding = 3;
/** So many words' likenesses are kept for the next keystroke, which changes but the last word. */
const mostRemembered = 200;
/** More typos than any word is allowed. */
const tooMany = 99;

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

/** The words of one segment, looked up as they are typed: begun, with typos, with other endings. */
export class Vocabulary {
  readonly size: number;
  private readonly remembered = new Map<string, Likeness>();

  constructor(private readonly words: Pick<IndexedWords, 'letters' | 'starts' | 'shared'>) {
    this.size = words.shared.length;
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
    const deepest = typed.length + most;
    const width = typed.length + 1;
    const table = new Uint8Array((deepest + 1) * width).fill(tooMany);
    for (let column = 0; column <= most; column++) table[column] = column;
    /** For each beginning of the word at hand the fewest typos with which it, or a shorter one, is all that was typed. */
    const fewest = new Uint8Array(deepest + 1).fill(tooMany);
    let word = 0;
    while (word < this.size) {
      const start = starts[word]!;
      const length = Math.min(this.lengthOf(word), deepest);
      let depth = Math.min(shared[word]!, length);
      let dead = false;
      while (depth < length && !dead) {
        depth++;
        dead = !fillRow(table, typed, letters, start, depth, most) && fewest[depth - 1]! > most;
        fewest[depth] = Math.min(fewest[depth - 1]!, table[depth * width + typed.length]!);
      }
      const typos = fewest[depth]!;
      if (!dead && typos > 0 && typos <= most) {
        found.set(word, 0.6 - 0.15 * typos - (0.2 * Math.max(0, this.lengthOf(word) - typed.length)) / this.lengthOf(word));
      }
      word++;
      if (dead) while (word < this.size && shared[word]! >= depth) word++;
    }
    return found;
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

/** Works out the row of a beginning from the two above it, near the diagonal. @returns whether any of it has few enough typos */
function fillRow(table: Uint8Array, typed: string, letters: Uint16Array, start: number, depth: number, most: number): boolean {
  const width = typed.length + 1;
  const row = depth * width;
  const letter = letters[start + depth - 1]!;
  const letterBefore = depth > 1 ? letters[start + depth - 2]! : -1;
  if (depth <= most) table[row] = depth;
  let isNear = depth <= most;
  const last = Math.min(typed.length, depth + most);
  for (let column = Math.max(1, depth - most); column <= last; column++) {
    const same = typed.charCodeAt(column - 1) === letter;
    let typos = table[row - width + column - 1]! + (same ? 0 : 1);
    typos = Math.min(typos, table[row + column - 1]! + 1, table[row - width + column]! + 1);
    if (!same && column > 1 && typed.charCodeAt(column - 1) === letterBefore && typed.charCodeAt(column - 2) === letter) {
      typos = Math.min(typos, table[row - 2 * width + column - 2]! + 1);
    }
    table[row + column] = typos;
    if (typos <= most) isNear = true;
  }
  return isNear;
}
