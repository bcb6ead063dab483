import type { LibraryItem } from '../../src/library/library.js';

/** Numbers from 0 to 1, the same on every run (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

type Random = () => number;

export const pick = <Value>(from: readonly Value[], random: Random): Value => from[Math.floor(random() * from.length)]!;
/** The words of titles are as common as the words of a language from about here on in its list of the commonest. */
const commonest = 60;
/** As in language: the hundredth word twice as often as the two hundredth. */
const pickOften = <Value>(from: readonly Value[], random: Random): Value => from[Math.floor(commonest * (from.length / commonest) ** random()) % from.length]!;

const syllables = 'ba be bi bo ca ce co da de di do fa fe fi ga ge go ha he hi ka ke la le li lo ma me mi mo na ne ni no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi za'.split(' ');
const endings = ['n', 'r', 's', 'l', 'nd', 'rk', 'ck', 'th', 'tion', 'ment', 'ity', ''];
const smallWords = ['the', 'of', 'and', 'in', 'to', 'for', 'on', 'with', 'a', 'from'];

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

export function pseudoWord(random: Random): string {
  const length = 1 + Math.floor(random() * 3);
  return Array.from({ length }, () => pick(syllables, random)).join('') + pick(endings, random);
}

const different = (count: number, make: () => string): string[] => {
  const words = new Set<string>();
  while (words.size < count) words.add(make());
  return [...words];
};

/** A library as large as asked for, of made-up words that are as unevenly common as those of real titles. */
export function makeLibrary(count: number): LibraryItem[] {
  const random = numbers(count);
  const vocabulary = different(15_000, () => pseudoWord(random));
  const accented = (name: string): string => (random() < 0.1 ? name.replace(/[aeou]/, (vowel) => `${vowel}\u0301`).normalize('NFC') : name);
  const families = different(8_000, () => capitalised(accented(pseudoWord(random))));
  const givens = different(400, () => capitalised(pseudoWord(random)));
  const journals = Array.from({ length: 300 }, () => `Journal of ${capitalised(pick(vocabulary, random))} ${capitalised(pick(vocabulary, random))}`);
  const titleWord = (): string => (random() < 0.3 ? pick(smallWords, random) : pickOften(vocabulary, random));
  return Array.from({ length: count }, (_, index): LibraryItem => {
    const year = 1960 + Math.floor(random() * 65);
    const author = Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({ family: pick(families, random), given: pick(givens, random) }));
    const title = capitalised(Array.from({ length: 4 + Math.floor(random() * 9) }, titleWord).join(' '));
    return {
      id: `${author[0]!.family.toLowerCase()}${year}n${index}`,
      type: 'article-journal',
      title,
      author,
      issued: { 'date-parts': [[year]] },
      'container-title': pick(journals, random),
    };
  });
}

const long = (item: LibraryItem): string[] => item.title!.split(' ').filter((word) => word.length > 5);
const familyOf = (item: LibraryItem): string => item.author![0]!.family!;
const yearOf = (item: LibraryItem): number => item.issued!['date-parts']![0]![0]!;

/** Leaves out, doubles, changes or swaps one letter. */
function slip(word: string, random: Random, at = 1 + Math.floor(random() * (word.length - 2))): string {
  const [before, letter, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
  return pick([before + after, before + letter + letter + after, `${before}${letter === 'x' ? 'z' : 'x'}${after}`, before + after.charAt(0) + letter + after.slice(1)], random);
}

/** The ways people look for a work that they half remember: query of the kind for an item. */
export const queryKinds: Record<string, (item: LibraryItem, random: Random) => string> = {
  'author begun, year': (item) => `${familyOf(item).slice(0, 4)} ${yearOf(item)} ${long(item)[0]!.slice(0, 4)}`,
  'title words out of order': (item) => `${long(item).slice(0, 3).reverse().join(' ')}`,
  'initial and family': (item) => `${item.author![0]!.given!.charAt(0)} ${familyOf(item)} ${long(item)[0]}`,
  'one typo': (item, random) => `${familyOf(item)} ${slip(long(item)[0]!, random)}`,
  'first letter wrong': (item, random) => `${familyOf(item)} ${slip(long(item)[0]!, random, 0)} ${long(item)[1]}`,
  'without accents': (item) => `${familyOf(item).normalize('NFD').replace(/\p{M}/gu, '')} ${long(item)[0]}`,
  'words run together': (item) => `${familyOf(item)} ${item.title!.split(' ').slice(0, 3).join('')}`,
  'inflected words': (item) => `${long(item)[0]}s ${long(item)[1]}ed`,
  'a word too many': (item) => `${familyOf(item)} ${long(item)[0]} ${long(item)[1]} wuxzyq`,
  'a wrong year': (item) => `${familyOf(item)} ${yearOf(item) + 1} ${long(item)[0]}`,
};

/** Items that have enough of a title to be looked for by it. */
export const soughtIn = (items: readonly LibraryItem[], count: number, random: Random): LibraryItem[] => {
  const fit = items.filter((item) => long(item).length > 2 && familyOf(item).length > 3);
  return Array.from({ length: count }, () => pick(fit, random));
};

/** One in so many of the authors around real works is called as an author of theirs is. */
const namesake = 0.1;

/**
 * Real works, and so many made-up ones around them that there are `count`. Half of the made-up titles have words of the real ones, about as
 * often as they have them, so that a word or two of a query is not enough to tell.
 *
 * @param works come first
 */
export function libraryAround(works: readonly LibraryItem[], count: number): LibraryItem[] {
  const random = numbers(count + 1);
  const families = works.flatMap(({ author }) => author!.flatMap(({ family }) => family ?? []));
  const words = works.flatMap(({ title }) => title!.split(/[\s:,]+/));
  const around = makeLibrary(count - works.length).map((item) => {
    const author = item.author!.map((name) => (random() < namesake ? { ...name, family: pick(families, random) } : name));
    const title = random() < 0.5 ? Array.from({ length: 4 + Math.floor(random() * 9) }, () => pick(words, random)).join(' ') : item.title!;
    return { ...item, title, author };
  });
  return [...works, ...around];
}
