import type { CslName } from '../csl.js';
import { yearOf } from '../references/sameWork.js';
import { fold } from '../text/fold.js';
import { wordsOfWeight } from '../text/words.js';
import type { LibraryItem } from './library.js';

/** Where in an item a word stands; an item's posting holds the sum of a word's places. */
export const place = { key: 1, firstAuthor: 2, family: 4, given: 8, title: 16, year: 32, container: 64, acronym: 128, claim: 256 } as const;
/** A posting is the number of an item, shifted by so many bits, and the sum of the places. */
export const placeBits = 9;

const longestWord = 40;

const wordOrNumber = /\p{L}+|\p{N}+/gu;
const compound = /\p{L}+(?:['’ʼ-]\p{L}+)+/gu;
const camel = /(\p{Ll})(?=\p{Lu})/gu;

/** The words of a folded text. */
export const wordsIn = (folded: string): string[] => folded.match(wordOrNumber)?.map((word) => word.slice(0, longestWord)) ?? [];

/** The words of a text, and compounds also as one, since people type "counterterrorism" for "counter-terrorism". */
function indexed(text: string): string[] {
  const folded = fold(text);
  const compounds = folded.match(compound)?.map((word) => word.replace(/[^\p{L}]/gu, '').slice(0, longestWord)) ?? [];
  return [...wordsIn(folded), ...compounds];
}

/** "hrw" of "Human Rights Watch"; none of two words or fewer. */
function acronyms(name: string | undefined): string[] {
  const words = wordsOfWeight(name ?? '');
  return words.length < 3 ? [] : [words.map((word) => word.charAt(0)).join('').slice(0, longestWord)];
}

/** What is searched of an item: a library's own item, or as much of one as was read. */
export type IndexedItem = Pick<
  LibraryItem,
  'id' | 'author' | 'editor' | 'translator' | 'title' | 'title-short' | 'issued' | 'container-title' | 'publisher' | 'collection-title'
> & {
  /** The claims' own words. */
  claims?: readonly string[];
};

/** The places of each word of an item, as a sum. */
export function wordsByPlace(item: IndexedItem): Map<string, number> {
  const found = new Map<string, number>();
  const add = (name: keyof typeof place, words: readonly string[]): void => {
    for (const word of words) found.set(word, (found.get(word) ?? 0) | place[name]);
  };
  const addNames = (names: readonly CslName[] | undefined, first: keyof typeof place): void => {
    for (const [index, name] of (names ?? []).entries()) {
      add(index === 0 ? first : 'family', indexed(`${name['non-dropping-particle'] ?? ''} ${name.family ?? name.literal ?? ''}`));
      add('given', indexed(name.given ?? ''));
      add('acronym', acronyms(name.literal));
    }
  };
  add('key', [...wordsIn(fold(item.id.replace(camel, '$1 '))), ...wordsIn(fold(item.id))]);
  addNames(item.author, 'firstAuthor');
  addNames(item.editor, item.author ? 'family' : 'firstAuthor');
  addNames(item.translator, 'family');
  add('title', indexed(item.title ?? ''));
  add('title', indexed(item['title-short'] ?? ''));
  add('acronym', [...acronyms(item.title), ...acronyms(item['container-title'])]);
  add('year', [String(yearOf(item.issued) ?? '')].filter((year) => year !== ''));
  add('container', indexed(`${item['container-title'] ?? ''} ${item.publisher ?? ''} ${item['collection-title'] ?? ''}`));
  for (const claim of item.claims ?? []) add('claim', indexed(claim));
  return found;
}

/**
 * The words of items, sorted, with where they stand: plain data, made in one thread and searched in another. The arrays each have a buffer
 * of their own, so that they can be handed over.
 */
export interface IndexedWords {
  /** The UTF-16 code units of the words, one after another: those of word `w` are `letters[starts[w]]` up to `letters[starts[w + 1]]`. */
  letters: Uint16Array;
  starts: Uint32Array;
  /** How many letters each word begins with that the word before it begins with too. */
  shared: Uint8Array;
  /** The postings of word `w` are `postings[firstPostings[w]]` up to `postings[firstPostings[w + 1]]`, in the order of their items. */
  firstPostings: Uint32Array;
  postings: Uint32Array;
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
  const numbers = new Map<string, number>();
  const pairs: number[] = [];
  const brevity: number[] = [];
  for (const item of items) {
    const words = wordsByPlace(item);
    for (const [word, sum] of words) {
      let number = numbers.get(word);
      if (number === undefined) numbers.set(word, (number = numbers.size));
      pairs.push(number, (brevity.length << placeBits) | sum);
    }
    brevity.push(item.title ? 0.05 / (1 + words.size / 10) : 0);
  }
  const words = [...numbers.keys()].sort();
  const rank = new Uint32Array(numbers.size);
  for (const [index, word] of words.entries()) rank[numbers.get(word)!] = index;
  return { ...packed(words), ...sortedPostings(pairs, rank), brevity: Float32Array.from(brevity) };
}

function packed(words: readonly string[]): Pick<IndexedWords, 'letters' | 'starts' | 'shared'> {
  const starts = new Uint32Array(words.length + 1);
  for (const [index, word] of words.entries()) starts[index + 1] = starts[index]! + word.length;
  const letters = new Uint16Array(starts[words.length]!);
  const shared = new Uint8Array(words.length);
  let before = '';
  for (const [index, word] of words.entries()) {
    for (let at = 0; at < word.length; at++) letters[starts[index]! + at] = word.charCodeAt(at);
    while (shared[index]! < before.length && before[shared[index]!] === word[shared[index]!]) shared[index]!++;
    before = word;
  }
  return { letters, starts, shared };
}

/** Sorts the postings by word, keeping the items in order: a counting sort. @param pairs the number of a word, then a posting of it */
function sortedPostings(pairs: readonly number[], rank: Uint32Array): Pick<IndexedWords, 'firstPostings' | 'postings'> {
  const firstPostings = new Uint32Array(rank.length + 1);
  for (let at = 0; at < pairs.length; at += 2) firstPostings[rank[pairs[at]!]! + 1]!++;
  for (let word = 1; word < firstPostings.length; word++) firstPostings[word]! += firstPostings[word - 1]!;
  const next = firstPostings.slice();
  const postings = new Uint32Array(pairs.length / 2);
  for (let at = 0; at < pairs.length; at += 2) postings[next[rank[pairs[at]!]!]!++] = pairs[at + 1]!;
  return { firstPostings, postings };
}
