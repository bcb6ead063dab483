import { wordsOf } from '../library/indexedWords.js';
import type { LibraryItem, LibraryView } from '../library/library.js';
import { fold } from '../text/fold.js';

const mostNearest = 3;
/** So many of what a search finds are looked at. */
const mostCandidates = 12;
/** Longer keys are not compared letter by letter. */
const longestCompared = 64;
/** One slip in so many letters. */
const lettersASlip = 3;

const camel = /(\p{Ll})(?=\p{Lu})/gu;
const parts = /\p{L}+|\p{N}+/gu;
const notLetters = /[^\p{L}\p{N}]+/gu;

const partsOf = (key: string): string[] => fold(key.slice(0, 200).replace(camel, '$1 ')).match(parts) ?? [];
const lettersOf = (key: string): string => fold(key).replace(notLetters, '');

/** Letters more, less, others or swapped (optimal string alignment), of two short texts. */
function slips(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= a.length; row++) {
    const next = [row];
    for (let column = 1; column <= b.length; column++) {
      const other = a[row - 1] === b[column - 1] ? 0 : 1;
      let least = Math.min(last[column]! + 1, next[column - 1]! + 1, last[column - 1]! + other);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) least = Math.min(least, before[column - 2]! + 1);
      next.push(least);
    }
    [before, last] = [last, next];
  }
  return last[b.length]!;
}

/** How many slips lie between a key and that of an item; null where they are too many for one to be meant by the other. */
function distance(key: string, item: LibraryItem): number | null {
  const [typed, there] = [lettersOf(key).slice(0, longestCompared), lettersOf(item.id).slice(0, longestCompared)];
  const away = slips(typed, there);
  if (away * lettersASlip <= typed.length) return away;
  const begins = typed.length > 3 && (there.startsWith(typed) || typed.startsWith(there));
  return begins || hasParts(partsOf(key), item) ? away : null;
}

/** `ValeCubs2018` and `cubs_vale` for vale2018cubs: each part begins a word of the item. One alone says too little. */
function hasParts(wanted: readonly string[], item: LibraryItem): boolean {
  if (wanted.length < 2) return false;
  const words = wordsOf(item);
  return wanted.every((part) => words.some((word) => word.startsWith(part)));
}

/** The keys of a library that may be meant by one that it does not have. */
export class NearestKeys {
  private readonly known = new Map<string, readonly string[]>();

  constructor(private readonly library: LibraryView) {}

  /** Nearest first; null as long as nobody has asked for them. */
  found(key: string): readonly string[] | null {
    return this.known.get(key) ?? null;
  }

  /** Nearest first, at most three. Takes a search or two the first time. */
  of(key: string): readonly string[] {
    const nearest = this.known.get(key) ?? this.find(key);
    this.known.set(key, nearest);
    return nearest;
  }

  private find(key: string): string[] {
    const queries = new Set([key, partsOf(key).join(' ')]);
    const items = new Map([...queries].flatMap((query) => (query === '' ? [] : this.library.search(query, mostCandidates))).map((item) => [item.id, item]));
    const near = [...items.values()].flatMap((item) => {
      const away = distance(key, item);
      return away === null ? [] : [{ key: item.id, away }];
    });
    return near.sort((a, b) => a.away - b.away || (a.key < b.key ? -1 : 1)).slice(0, mostNearest).map(({ key: nearest }) => nearest);
  }
}
