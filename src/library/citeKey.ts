import type { CslFields, CslName } from '../csl.js';
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

function letterSuffix(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : letterSuffix(Math.floor(index / 26) - 1) + letter;
}

/**
 * The cite keys an item can have, best first and without end: family, year and the first word of weight of the title, then with further
 * words of the title, so that a key depends on the work and not on which of two works came first; letters only when the words run out.
 *
 * @example `vale2018cubs`, `vale2018cubsCaliphate`, …, `vale2018cubsb`, `vale2018cubsc`; without a year `powellTalking`; without an author
 * `strategicDefence2010`; of a body `icrc2016protection`
 */
export function* citeKeys(item: CslFields): Generator<string, never> {
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
    const [first = hostInKey(item.URL) || 'untitled', second = '', ...rest] = title;
    base = first + capitalised(second) + yearInKey;
    further = rest;
  }
  yield base;
  let longer = base;
  for (const word of further.slice(0, 3)) yield (longer += capitalised(word));
  for (let index = 1; ; index++) yield base + letterSuffix(index);
}

/** The first of an item's keys that `taken` leaves free. */
export function citeKey(item: CslFields, taken: { has(key: string): boolean }): string {
  for (const key of citeKeys(item)) if (!taken.has(key)) return key;
  throw new Error('citeKeys never ends');
}
