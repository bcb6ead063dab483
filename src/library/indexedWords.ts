import type { CslName } from '../csl.js';
import { yearOf } from '../references/sameWork.js';
import { fold } from '../text/fold.js';
import { wordsOfWeight } from '../text/words.js';
import type { LibraryItem } from './library.js';

/** Where in an item a word stands; an item's posting holds the sum of a word's places. */
export const place = { key: 1, firstAuthor: 2, family: 4, given: 8, title: 16, year: 32, container: 64, acronym: 128 } as const;
/** A posting is `item * places + sum of places`. */
export const places = 256;

const longestWord = 40;

const wordOrNumber = /\p{L}+|\p{N}+/gu;
const compound = /\p{L}+(?:['’ʼ-]\p{L}+)+/gu;
export const camel = /(\p{Ll})(?=\p{Lu})/gu;

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

/** The places of each word of an item, as a sum. */
export function wordsByPlace(item: LibraryItem): Map<string, number> {
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
  return found;
}

/** The letters of a word as a set of bits, by which most words are seen to differ by more than a typo. */
export function lettersOf(word: string): number {
  let letters = 0;
  for (let index = 0; index < word.length; index++) letters |= 1 << (word.charCodeAt(index) & 31);
  return letters;
}

function sortedByTail(words: readonly string[]): Uint32Array {
  const tails = words.map((word, index) => ({ index, tail: word.slice(1) }));
  return Uint32Array.from(tails.sort((a, b) => (a.tail < b.tail ? -1 : a.tail > b.tail ? 1 : 0)), ({ index }) => index);
}

/** The words of all items, sorted, with where they stand: plain data, which can be made in one thread and searched in another. */
export interface IndexedWords {
  words: string[];
  /** The letters of each as a set of bits. */
  letters: Int32Array;
  /** The words in the order of what follows their first letters, to find those whose first letter is wrong or missing. */
  tails: Uint32Array;
  /** The postings of word `w` are `postings[starts[w]]` up to `postings[starts[w + 1]]`. */
  starts: Uint32Array;
  postings: Uint32Array;
  /** Among equals the item with fewer words is more likely the one meant, but for one of which not even the title is known. */
  brevity: Float32Array;
}

export function indexWords(items: readonly LibraryItem[]): IndexedWords {
  const numbers = new Map<string, number>();
  const pairs: number[] = [];
  const brevity = new Float32Array(items.length);
  for (const [index, item] of items.entries()) {
    const words = wordsByPlace(item);
    brevity[index] = item.title ? 0.05 / (1 + words.size / 10) : 0;
    for (const [word, sum] of words) {
      let number = numbers.get(word);
      if (number === undefined) numbers.set(word, (number = numbers.size));
      pairs.push(number, index * places + sum);
    }
  }
  const words = [...numbers.keys()].sort();
  const rank = new Uint32Array(numbers.size);
  for (const [index, word] of words.entries()) rank[numbers.get(word)!] = index;
  return { words, letters: Int32Array.from(words, lettersOf), tails: sortedByTail(words), brevity, ...sortedPostings(pairs, rank) };
}

/** Sorts the postings by word, keeping the items in order: a counting sort. @param pairs the number of a word, then a posting of it */
function sortedPostings(pairs: readonly number[], rank: Uint32Array): Pick<IndexedWords, 'starts' | 'postings'> {
  const starts = new Uint32Array(rank.length + 1);
  for (let at = 0; at < pairs.length; at += 2) starts[rank[pairs[at]!]! + 1]!++;
  for (let word = 1; word < starts.length; word++) starts[word]! += starts[word - 1]!;
  const next = starts.slice();
  const postings = new Uint32Array(pairs.length / 2);
  for (let at = 0; at < pairs.length; at += 2) postings[next[rank[pairs[at]!]!]!++] = pairs[at + 1]!;
  return { starts, postings };
}
