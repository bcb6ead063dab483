import type { CslNameVariable, CslTextVariable } from '../csl.js';
import { wordsIn } from '../library/indexedWords.js';
import type { Claim, LibraryItem, LibraryView } from '../library/library.js';
import { fold } from '../text/fold.js';
import { isWeightless } from '../text/words.js';
import { textOf, year } from './brief.js';

/** The words of a query that must be found, folded: without "the" and "of", where others are left. */
export function wordsAsked(query: string): readonly string[] {
  const words = wordsIn(fold(query));
  const heavy = words.filter((word) => !isWeightless(word));
  return heavy.length > 0 ? heavy : words;
}

const wordsOfItems = new WeakMap<LibraryItem, readonly string[]>();
const wordsOfClaims = new WeakMap<Claim, readonly string[]>();

const people: readonly CslNameVariable[] = ['author', 'editor', 'translator'];
const texts: readonly CslTextVariable[] = ['title', 'title-short', 'container-title', 'publisher', 'collection-title'];
const camel = /(\p{Ll})(?=\p{Lu})/gu;

/** What names a work: the words of its key, people, title, year, and of where it appeared. Those that are searched, but for acronyms: reading these takes long. */
const naming = (item: LibraryItem): readonly string[] =>
  remembered(wordsOfItems, item, () => {
    const names = people.flatMap((variable) => partsOf(item[variable]));
    return wordsIn(fold([item.id, item.id.replace(camel, '$1 '), ...names, year(item), ...texts.map((variable) => textOf(item, variable))].join(' ')));
  });
const saying = (claim: Claim): readonly string[] => remembered(wordsOfClaims, claim, () => wordsIn(fold(claim.claim)));

/** The words of names. A person may have edited them by hand, so none is sure to be one. */
function partsOf(names: unknown): string[] {
  const all = Array.isArray(names) ? names.flatMap((name: unknown) => Object.values(Object(name) as object)) : [];
  return all.filter((part): part is string => typeof part === 'string');
}

function remembered<Of extends object>(known: WeakMap<Of, readonly string[]>, of: Of, read: (of: Of) => readonly string[]): readonly string[] {
  const words = known.get(of) ?? read(of);
  known.set(of, words);
  return words;
}

const hasBegun = (words: readonly string[], asked: string): boolean => words.some((word) => word.startsWith(asked));

/**
 * How the words of a query find a work: by what names it, or by a claim that has all the words that do not name it.
 *
 * @returns the claim; null where no claim is needed, undefined where there is none
 */
export function claimAsked(item: LibraryItem, asked: readonly string[], library: LibraryView): Claim | null | undefined {
  const key = fold(item.id);
  const others = asked.filter((word) => !key.includes(word) && !hasBegun(naming(item), word));
  if (others.length === 0) return null;
  return library.claims(item.id).find((claim) => says(claim)(others));
}

/** Whether a claim has all the words asked for, whole or begun. Most have not even their letters, so that their words need not be told apart. */
export function says(claim: Claim): (asked: readonly string[]) => boolean {
  const folded = fold(claim.claim);
  return (asked) => asked.every((word) => folded.includes(word)) && asked.every((word) => hasBegun(saying(claim), word));
}

const anyWord = /[\p{L}\p{N}]+/gu;
const mostBefore = 40;

/** A text from shortly before the first of the words asked for on, where that does not stand near its beginning: "… schools taught". */
export function excerpt(text: string, asked: readonly string[]): string {
  const starts = [...text.matchAll(anyWord)].filter(([word]) => asked.some((one) => fold(word).startsWith(one))).map(({ index }) => index);
  const first = starts[0] ?? 0;
  const space = first > mostBefore ? text.lastIndexOf(' ', first - mostBefore / 2) : -1;
  return space < 0 ? text : `…${text.slice(space)}`;
}
