type Numbers = Uint8Array | Uint16Array | Int32Array | Uint32Array;

/** The same numbers, with room for as many again. */
export function larger<Some extends Numbers>(numbers: Some): Some {
  const more = new (numbers.constructor as new (length: number) => Some)(2 * numbers.length);
  more.set(numbers);
  return more;
}

export const longestWord = 40;

/** FNV-1a: a multiplication for each letter. */
const firstHash = 0x811c9dc5 | 0;
const hashFactor = 0x01000193;

/** Words in their order. */
export interface SortedWords {
  /** The UTF-16 code units of the words, one after another: those of word `w` are `letters[starts[w]]` up to `letters[starts[w + 1]]`. */
  letters: Uint16Array;
  starts: Uint32Array;
  /** How many letters each word begins with that the word before it begins with too. */
  shared: Uint8Array;
}

/**
 * Distinct words, numbered from 0 as they are first met. None is made a string for it: a library has a million words, most of them met
 * before.
 */
export class WordTable {
  size = 0;
  private letters = new Uint16Array(1 << 8);
  private starts = new Uint32Array(1 << 7);
  private hashes = new Int32Array(1 << 6);
  /** One more than the number of a word, where its hash puts it or at the next free place; at least half of them are free. */
  private places = new Uint32Array(1 << 7);

  /** The number of the word that stands in a text from `from` up to `to`. What is too long is cut. */
  numberOf(text: string, from = 0, to = text.length): number {
    const end = Math.min(to, from + longestWord);
    let hash = firstHash;
    for (let at = from; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), hashFactor);
    hash ^= hash >>> 15;
    const { places, hashes } = this;
    const last = places.length - 1;
    let at = hash & last;
    for (; places[at] !== 0; at = (at + 1) & last) {
      const word = places[at]! - 1;
      if (hashes[word] === hash && this.is(word, text, from, end)) return word;
    }
    places[at] = this.size + 1;
    hashes[this.size] = hash;
    return this.keep(text, from, end);
  }

  firstLetter(word: number): number {
    return this.letters[this.starts[word]!]!;
  }

  textOf(word: number): string {
    return String.fromCharCode(...this.letters.subarray(this.starts[word], this.starts[word + 1]));
  }

  /** The words in their order, and the place of each in it. */
  sorted(): { words: SortedWords; rank: Uint32Array } {
    const order = Uint32Array.from({ length: this.size }, (_, word) => word).sort((a, b) => this.compare(a, b));
    const rank = new Uint32Array(this.size);
    const words = { letters: new Uint16Array(this.starts[this.size]!), starts: new Uint32Array(this.size + 1), shared: new Uint8Array(this.size) };
    for (let place = 0; place < this.size; place++) {
      const word = order[place]!;
      const [from, to] = [this.starts[word]!, this.starts[word + 1]!];
      rank[word] = place;
      words.letters.set(this.letters.subarray(from, to), words.starts[place]);
      words.starts[place + 1] = words.starts[place]! + to - from;
      words.shared[place] = place === 0 ? 0 : this.shared(order[place - 1]!, word);
    }
    return { words, rank };
  }

  private is(word: number, text: string, from: number, to: number): boolean {
    const { letters, starts } = this;
    const start = starts[word]!;
    const length = starts[word + 1]! - start;
    if (to - from !== length) return false;
    for (let at = 0; at < length; at++) if (letters[start + at] !== text.charCodeAt(from + at)) return false;
    return true;
  }

  private keep(text: string, from: number, to: number): number {
    const start = this.starts[this.size]!;
    while (start + to - from > this.letters.length) this.letters = larger(this.letters);
    for (let at = from; at < to; at++) this.letters[start + at - from] = text.charCodeAt(at);
    this.starts[this.size + 1] = start + to - from;
    if (++this.size === this.hashes.length) this.grow();
    return this.size - 1;
  }

  private grow(): void {
    this.hashes = larger(this.hashes);
    this.starts = larger(this.starts);
    this.places = new Uint32Array(2 * this.places.length);
    const last = this.places.length - 1;
    for (let word = 0; word < this.size; word++) {
      let at = this.hashes[word]! & last;
      while (this.places[at] !== 0) at = (at + 1) & last;
      this.places[at] = word + 1;
    }
  }

  private shared(one: number, other: number): number {
    const { letters, starts } = this;
    const [from, from2] = [starts[one]!, starts[other]!];
    const most = Math.min(starts[one + 1]! - from, starts[other + 1]! - from2);
    let at = 0;
    while (at < most && letters[from + at] === letters[from2 + at]) at++;
    return at;
  }

  private compare(one: number, other: number): number {
    const { letters, starts } = this;
    const at = this.shared(one, other);
    const [place, place2] = [starts[one]! + at, starts[other]! + at];
    if (place === starts[one + 1]) return place2 === starts[other + 1] ? 0 : -1;
    return place2 === starts[other + 1] ? 1 : letters[place]! - letters[place2]!;
  }
}
