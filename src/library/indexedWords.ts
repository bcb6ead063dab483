import type { CslName } from '../csl.js';
import { yearOf } from '../references/sameWork.js';
import { fold } from '../text/fold.js';
import { isWeightless } from '../text/words.js';
import type { LibraryItem } from './library.js';
import { larger, longestWord, WordTable, type SortedWords } from './wordTable.js';

/** Where in an item a word stands; an item's posting holds the sum of a word's places. */
export const place = { key: 1, firstAuthor: 2, family: 4, given: 8, title: 16, year: 32, container: 64, acronym: 128, claim: 256 } as const;
type Place = keyof typeof place;
/** A posting is the number of an item, shifted by so many bits, and the sum of the places. */
export const placeBits = 9;
export const allPlaces = (1 << placeBits) - 1;

/** Nobody types a longer acronym. */
const longestAcronym = 6;

const notAscii = /[\u0080-\uffff]/;
const asciiWord = /[a-z]+|[0-9]+/g;
const anyWord = /\p{L}+|\p{N}+/gu;
const joint = /['’ʼ-]/;
const compound = /\p{L}+(?:['’ʼ-]\p{L}+)+/gu;
const joints = /['’ʼ-]/g;
const camel = /(\p{Ll})(?=\p{Lu})/gu;

/** How some letters are typed where they can't be, beside without their marks. */
const digraphs: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };
const spelledOut = /[äöüøå]/g;

/** The words of a folded text: letters or figures in a row. */
export const wordsIn = (folded: string): string[] =>
  folded.match(notAscii.test(folded) ? anyWord : asciiWord)?.map((word) => word.slice(0, longestWord)) ?? [];

/** What is searched of an item: a library's own item, or as much of one as was read. */
export type IndexedItem = Pick<
  LibraryItem,
  'id' | 'author' | 'editor' | 'translator' | 'title' | 'title-short' | 'issued' | 'container-title' | 'publisher' | 'collection-title'
> & {
  /** The claims' own words. */
  claims?: readonly string[];
};

/**
 * The words of items, sorted, with where they stand: plain data, made in one thread and searched in another. The arrays each have a buffer
 * of their own, so that they can be handed over.
 */
export interface IndexedWords extends SortedWords {
  /** The postings of word `w` are `postings[firstPostings[w]]` up to `postings[firstPostings[w + 1]]`, in the order of their items. */
  firstPostings: Uint32Array;
  postings: Uint32Array;
  /** The sum of all places in which each word stands. */
  places: Uint16Array;
  /**
   * The same by item: of item `i`, `wordsOfItems[firstWords[i]]` up to `wordsOfItems[firstWords[i + 1]]` are the numbers of its words, shifted
   * by `placeBits`, each with the sum of its places.
   */
  firstWords: Uint32Array;
  wordsOfItems: Uint32Array;
  /** Of each item. Among equals the one with fewer words is more likely the one meant, but for one of which not even the title is known. */
  brevity: Float32Array;
}

/** What a thread hands over with the words, so that nothing is copied. */
export const buffersOf = (words: IndexedWords): ArrayBufferLike[] => Object.values(words).map((array: Uint8Array) => array.buffer);

/** Some words with, for each of its items, the row under which it is known now; -1 if it is gone, or stands in a later segment. */
export interface Segment {
  words: IndexedWords;
  rows: Int32Array;
}

/** The segment of items that stand in the rows from 0. */
export function segmentOf(words: IndexedWords): Segment {
  return { words, rows: Int32Array.from(words.brevity, (_, item) => item) };
}

export function indexWords(items: Iterable<IndexedItem>): IndexedWords {
  const gathering = new Gathering();
  for (const item of items) gathering.add(item);
  return gathering.sorted();
}

/** The words of one item, each once. */
export function wordsOf(item: IndexedItem): string[] {
  const gathering = new Gathering();
  gathering.add(item);
  return gathering.texts();
}

/** Of ASCII's signs in a folded text: 1 for letters, 2 for figures. */
const kinds = Uint8Array.from({ length: 128 }, (_, code) => (/[a-z]/.test(String.fromCharCode(code)) ? 1 : code >= 48 && code <= 57 ? 2 : 0));

/** What CSL's texts are marked up with; it parts no words: "H<sub>2</sub>O". */
const cslMarkup = /<\/?(?:i|b|sub|sup|sc|span)(?:\s[^<>]{0,80})?>/g;

/** Words as they are met, item by item. */
class Gathering {
  private readonly table = new WordTable();
  /** The words of all items one after another, and the postings of each. */
  private words = new Uint32Array(1 << 6);
  private postings = new Uint32Array(1 << 6);
  private length = 0;
  /** Where the last posting of each word stands. */
  private readonly last: number[] = [];
  /** Whether each word is without weight in a title. */
  private readonly weightless: boolean[] = [];
  private readonly brevity: number[] = [];
  private readonly firstWords: number[] = [];
  private firstOfItem = 0;

  add(item: IndexedItem): void {
    this.firstOfItem = this.length;
    this.firstWords.push(this.length);
    this.addWords('key', this.numbersIn(fold(item.id)));
    const parts = item.id.replace(camel, '$1 ');
    if (parts !== item.id) this.addWords('key', this.numbersIn(fold(parts)));
    this.addNames(item.author, 'firstAuthor');
    this.addNames(item.editor, item.author ? 'family' : 'firstAuthor');
    this.addNames(item.translator, 'family');
    this.addText('title', item.title);
    this.addText('title', item['title-short']);
    const year = yearOf(item.issued);
    if (year !== null) this.addWords('year', [this.table.numberOf(String(year))]);
    this.addText('container', item['container-title']);
    this.addText('container', item.publisher);
    this.addText('container', item['collection-title']);
    const count = this.length - this.firstOfItem;
    for (const claim of item.claims ?? []) this.addWords('claim', this.numbersIn(fold(claim)));
    this.brevity.push(item.title ? 0.05 / (1 + count / 10) : 0);
  }

  texts(): string[] {
    return Array.from({ length: this.table.size }, (_, word) => this.table.textOf(word));
  }

  sorted(): IndexedWords {
    const { words, rank } = this.table.sorted();
    const [firstPostings, postings, wordsOfItems] = [new Uint32Array(rank.length + 1), new Uint32Array(this.length), new Uint32Array(this.length)];
    const places = new Uint16Array(rank.length);
    for (let at = 0; at < this.length; at++) firstPostings[rank[this.words[at]!]! + 1]!++;
    for (let word = 1; word < firstPostings.length; word++) firstPostings[word]! += firstPostings[word - 1]!;
    const next = firstPostings.slice();
    for (let at = 0; at < this.length; at++) {
      const [word, posting] = [rank[this.words[at]!]!, this.postings[at]!];
      postings[next[word]!++] = posting;
      places[word]! |= posting & allPlaces;
      wordsOfItems[at] = (word << placeBits) | (posting & allPlaces);
    }
    const firstWords = Uint32Array.from([...this.firstWords, this.length]);
    return { ...words, firstPostings, postings, places, firstWords, wordsOfItems, brevity: Float32Array.from(this.brevity) };
  }

  private addNames(names: readonly CslName[] = [], first: Place): void {
    for (const [index, name] of names.entries()) {
      this.addText(index === 0 ? first : 'family', name.family ?? name.literal);
      if (name['non-dropping-particle']) this.addWords('family', this.numbersIn(fold(name['non-dropping-particle'])));
      if (name.given) this.addGiven(name.given);
    }
  }

  /** "jcr" finds "J. C. R." too. */
  private addGiven(given: string): void {
    const words = this.numbersIn(fold(given));
    this.addWords('given', words);
    if (words.length > 1 && words.length < longestAcronym) this.addWords('given', [this.initials(words)]);
  }

  /** A text's words and acronyms, compounds also as one word ("counterterrorism" for "counter-terrorism"), "ö" also as "oe". */
  private addText(name: Place, marked: string | undefined): void {
    if (!marked) return;
    const text = marked.includes('<') ? marked.replace(cslMarkup, '') : marked;
    const folded = fold(text);
    const words = this.numbersIn(folded);
    this.addWords(name, words);
    this.addWords('acronym', this.acronyms(words));
    if (joint.test(folded)) this.addWords(name, (folded.match(compound) ?? []).map((word) => this.table.numberOf(word.replace(joints, ''))));
    if (!notAscii.test(text)) return;
    const lower = text.toLowerCase().normalize('NFC');
    const spelled = lower.replace(spelledOut, (mark) => digraphs[mark]!);
    if (spelled !== lower) this.addWords(name, this.numbersIn(fold(spelled)));
  }

  /** "hrw" of "Human Rights Watch", "taocp" of "The Art of Computer Programming"; none of two words. */
  private acronyms(words: readonly number[]): number[] {
    if (words.length < 3) return [];
    const ofWeight = words.filter((word) => !this.isWeightless(word));
    if (ofWeight.length < 2 || ofWeight.length > longestAcronym) return [];
    const whole = words.length > longestAcronym ? [] : [this.initials(words)];
    return ofWeight.length < 3 ? whole : [...whole, this.initials(ofWeight)];
  }

  private initials(words: readonly number[]): number {
    return this.table.numberOf(String.fromCharCode(...words.map((word) => this.table.firstLetter(word))));
  }

  private isWeightless(word: number): boolean {
    return (this.weightless[word] ??= isWeightless(this.table.textOf(word)));
  }

  private addWords(name: Place, words: readonly number[]): void {
    for (const word of words) {
      const last = this.last[word];
      if (last !== undefined && last >= this.firstOfItem) this.postings[last]! |= place[name];
      else this.addPosting(word, (this.brevity.length << placeBits) | place[name]);
    }
  }

  private addPosting(word: number, posting: number): void {
    if (this.length === this.words.length) {
      this.words = larger(this.words);
      this.postings = larger(this.postings);
    }
    this.last[word] = this.length;
    this.words[this.length] = word;
    this.postings[this.length++] = posting;
  }

  /** The words of a folded text, as `wordsIn` gives them. */
  private numbersIn(folded: string): number[] {
    if (notAscii.test(folded)) return wordsIn(folded).map((word) => this.table.numberOf(word));
    const numbers: number[] = [];
    for (let at = 0; at < folded.length; ) {
      const start = at;
      const kind = kinds[folded.charCodeAt(at++)]!;
      if (kind === 0) continue;
      while (at < folded.length && kinds[folded.charCodeAt(at)] === kind) at++;
      numbers.push(this.table.numberOf(folded, start, at));
    }
    return numbers;
  }
}
