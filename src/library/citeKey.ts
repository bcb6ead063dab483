import type { CslFields, CslName } from '../csl.js';
import { letterOf, type KeyFormula } from './keyFormula.js';
import type { Library, LibraryItem } from './library.js';
import { isPersons, keysOf, provenanceOf } from './readings.js';
import { yearOf } from '../references/sameWork.js';
import { fold } from '../text/fold.js';
import { isAcronym, wordsOfWeight, writtenWordsOfWeight } from '../text/words.js';

const partLength = 40;
const notAscii = /[^a-z0-9]+/g;
const acronymInBrackets = /\(([A-Z][A-Za-z]{1,9})\)/;

const ascii = (text: string): string => fold(text).replace(notAscii, '').slice(0, partLength);
const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const asciiWords = (text: string | undefined): string[] => wordsOfWeight(text ?? '').map(ascii).filter((word) => word !== '');

/** A body's name as people shorten it: its own acronym, the initials of three words or more, else its words. */
function organisation(name: string): string {
  const acronym = acronymInBrackets.exec(name)?.[1];
  if (acronym) return ascii(acronym);
  const words = writtenWordsOfWeight(name);
  if (words.length < 3) return ascii(words.join(''));
  return ascii(words.map((word) => (isAcronym(word, name) ? word : word.charAt(0))).join(''));
}

function nameInKey(name: CslName): string {
  if (name.family === undefined) return organisation(name.literal ?? name.given ?? '');
  return ascii(`${name['non-dropping-particle'] ?? ''}${name.family}`);
}

/** Works without a named author are known by who brought them out: "BBC News". */
const knownByPublisher = new Set(['article-newspaper', 'article-magazine', 'webpage', 'post', 'post-weblog', 'report', 'document']);

function creatorInKey(item: CslFields): string {
  for (const names of [item.author, item.editor, item['container-author']]) {
    const first = names?.map(nameInKey).find((name) => name !== '');
    if (first) return first;
  }
  if (!knownByPublisher.has(item.type)) return '';
  return organisation(item.type === 'report' ? (item.publisher ?? '') : (item['container-title'] ?? item.publisher ?? ''));
}

/** "example.org" of "https://www.example.org/page". */
function hostInKey(url: string | undefined): string {
  return ascii(/^[a-z]{2,8}:\/\/(?:www\.)?([^/?#]{1,253})/i.exec(url ?? '')?.[1] ?? '');
}

/** "doi0140239020191234" of a work of which only its DOI is known, "arxiv190101234", "isbn9780198526636". */
function identifierInKey({ DOI, ISBN, archive, archive_location: number }: CslFields): string {
  if (DOI !== undefined) return `doi${ascii(DOI.slice(DOI.indexOf('/') + 1))}`;
  if (ISBN !== undefined) return `isbn${ascii(ISBN)}`;
  return archive === undefined || number === undefined ? '' : ascii(archive + number);
}

/**
 * Without a formula: family, year and the first word of weight of the title, then with further
 * words of the title, so that a key depends on the work and not on which of two works came first; letters only when the words run out.
 *
 * @example `vale2018cubs`, `vale2018cubsCaliphate`, …, `vale2018cubsb`, `vale2018cubsc`; without a year `powellTalking`; without an author
 * `strategicDefence2010`; of a body `icrc2016protection`
 */
function* defaultKeys(item: CslFields): Generator<string, never> {
  const title = asciiWords(item.title);
  const year = yearOf(item.issued);
  const creator = creatorInKey(item);
  const yearInKey = year === null ? '' : String(Math.abs(year));
  let base: string;
  let further: string[];
  if (creator !== '') {
    const [first = '', ...rest] = title;
    base = creator + yearInKey + (yearInKey === '' ? capitalised(first) : first);
    further = rest;
  } else {
    const [first = hostInKey(item.URL) || identifierInKey(item) || 'untitled', second = '', ...rest] = title;
    base = first + capitalised(second) + yearInKey;
    further = rest;
  }
  yield base;
  let longer = base;
  for (const word of further.slice(0, 3)) yield (longer += capitalised(word));
  for (let number = 2; ; number++) yield base + letterOf(number);
}

/**
 * The cite keys an item can have, best first and without end: by the formula a person has set, or by Ibid's own where there is none, and
 * for works that have nothing of what it asks for.
 */
export const citeKeys = (item: CslFields, formula?: KeyFormula): Generator<string, never> => formula?.(item) ?? defaultKeys(item);

/** The first of an item's keys that `taken` leaves free. */
export function citeKey(item: CslFields, taken: { has(key: string): boolean }, formula?: KeyFormula): string {
  for (const key of citeKeys(item, formula)) if (!taken.has(key)) return key;
  throw new Error('citeKeys never ends');
}

/** A key that a person has given stays: of an entry of their own, and in place of one of Ibid's. */
function isFixed(item: LibraryItem): boolean {
  const { key, regenerated } = provenanceOf(item) ?? {};
  return isPersons(item) || item.id !== (regenerated ?? key);
}

/** Whether the item's key is one that it can have, of so many that are alike. */
function hasFittingKey(item: LibraryItem, alike: number, formula: KeyFormula | undefined): boolean {
  const keys = citeKeys(item, formula);
  // before the letters, Ibid's own keys have up to three further words
  for (let left = alike + 4; left > 0; left--) if (keys.next().value === item.id) return true;
  return false;
}

/**
 * What the keys of a library are to be by a formula, for those that change: new keys by the old. Keys that a person has given stay, as do
 * those that the formula could give, so that letters stay with the works they were given to, and a second time changes nothing. No item is
 * given a key that leads to another, or led there before: documents and claims may still have it.
 *
 * @param reserved keys that no item may be given, beside those of the library
 */
export function regenerateKeys({ items }: Pick<Library, 'items'>, formula?: KeyFormula, reserved: Iterable<string> = []): Map<string, string> {
  const alike = new Map<string, number>();
  const bestKey = (item: LibraryItem): string => citeKeys(item, formula).next().value;
  for (const item of items) alike.set(bestKey(item), (alike.get(bestKey(item)) ?? 0) + 1);
  const staying = new Set(items.filter((item) => isFixed(item) || hasFittingKey(item, alike.get(bestKey(item))!, formula)));
  const taken = new Set(reserved);
  const owners = new Map(items.flatMap((item) => keysOf(item).map((key): [string, LibraryItem] => [key, item])));
  for (const item of items) owners.set(item.id, item);
  const renamed = new Map<string, string>();
  for (const item of items) {
    if (staying.has(item)) continue;
    const isTaken = (key: string): boolean => taken.has(key) || (owners.get(key) ?? item) !== item;
    const key = citeKey(item, { has: isTaken }, formula);
    taken.add(key);
    renamed.set(item.id, key);
  }
  return renamed;
}
