import { fold } from '../text/fold.js';
import { yearOf } from '../references/sameWork.js';
import type { RowsInBytes } from './itemRows.js';
import { wordsIn } from './indexedWords.js';
import type { LibraryItem } from './library.js';

/** So many items are read at most to see whether a query's words are meant. */
const mostRead = 50;

/** So many bytes of texts are looked through at most, from the first, which takes about 10 ms: it is asked at each keystroke. */
const mostBytes = 2_000_000;
/** Texts are not looked through where so many keys fit already. */
const enoughByKey = 10;

const encoder = new TextEncoder();

/** Letters and figures without case and accents; what is no letter is 0, and bytes of other scripts are themselves. */
const foldedBytes = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x80 ? byte : foldedSign(byte)));
/** The same for the characters of two bytes from U+00C0 to U+017F, as ASCII; 0 where they fold to more than one letter. */
const firstPair = 0xc3;
const foldedPairs = Uint8Array.from({ length: 3 * 64 }, (_, at) => foldedSign(0xc0 + at));
/** 0 what is neither, 1 figures, 2 letters. */
const kindOf = foldedBytes.map((sign) => (sign === 0 ? 0 : sign >= 0x30 && sign <= 0x39 ? 1 : 2));
/** Signs that TeX has within a word: `M{\"u}ller`. */
const inTex = Uint8Array.from({ length: 256 }, (_, byte) => ('{}\\"\'^~`='.includes(String.fromCharCode(byte)) ? 1 : 0));

function foldedSign(code: number): number {
  const folded = fold(String.fromCharCode(code));
  return /^[a-z0-9]$/.test(folded) ? folded.charCodeAt(0) : 0;
}

/** A word that is looked for in bytes. */
interface Sought {
  /** Folded, in UTF-8. */
  letters: Uint8Array;
  /** 1 for each byte that its first letter may begin with. */
  begins: Uint8Array;
}

function soughtOf(word: string): Sought {
  const letters = encoder.encode(word);
  return { letters, begins: foldedBytes.map((sign, byte) => (sign === letters[0] || isPair(byte) ? 1 : 0)) };
}

/** Whether a word stands in a stretch of bytes, whole or begun. */
function holds(bytes: Uint8Array, start: number, end: number, { letters, begins }: Sought): boolean {
  const kind = kindOf[letters[0]!];
  for (let at = start; at < end; at++) {
    // a word begins behind what is no letter, a number behind what is no figure
    if (begins[bytes[at]!] === 0 || (at > start && kindOf[bytes[at - 1]!] === kind)) continue;
    if (goesOn(bytes, at, end, letters)) return true;
  }
  return false;
}

const isPair = (byte: number): boolean => byte >= firstPair && byte < firstPair + 3;
const pairAt = (bytes: Uint8Array, at: number): number => (bytes[at]! - firstPair) * 64 + (bytes[at + 1]! & 63);

function goesOn(bytes: Uint8Array, at: number, end: number, letters: Uint8Array): boolean {
  let letter = 0;
  for (; letter < letters.length && at < end; at++) {
    const byte = bytes[at]!;
    if (inTex[byte] === 1) continue;
    const pair = isPair(byte);
    if ((pair ? foldedPairs[pairAt(bytes, at)] : foldedBytes[byte]) !== letters[letter]) return false;
    if (pair) at++;
    letter++;
  }
  return letter === letters.length;
}

/** Rows whose keys begin with the query; then those that have each of its words somewhere. */
function* byKey(query: string, words: readonly string[], { size, bytes, keyStart, keyEnd }: RowsInBytes): Generator<number> {
  const whole = encoder.encode(fold(query).trim().replace(/\s+/g, ''));
  const sought = words.map(soughtOf);
  const begun = (row: number): boolean => goesOn(bytes, keyStart(row), keyEnd(row), whole);
  for (let row = 0; row < size; row++) if (begun(row)) yield row;
  for (let row = 0; row < size; row++) if (!begun(row) && sought.every((word) => isWithin(bytes, keyStart(row), keyEnd(row), word))) yield row;
}

function isWithin(bytes: Uint8Array, start: number, end: number, { letters, begins }: Sought): boolean {
  for (let at = start; at < end; at++) if (begins[bytes[at]!] === 1 && goesOn(bytes, at, end, letters)) return true;
  return false;
}

/** The words by which an item is looked for. */
function wordsOf({ id, author = [], editor = [], translator = [], title, 'title-short': short, issued, 'container-title': container }: LibraryItem): string[] {
  const names = [...author, ...editor, ...translator].flatMap((name) => [name['non-dropping-particle'], name.family, name.given, name.literal]);
  return wordsIn(fold([id, ...names, title, short, yearOf(issued), container].filter((text) => text !== undefined && text !== null).join(' ')));
}

/** Rows whose names, title, year or container have all the words. That their texts do is found out first, from bytes alone. */
function* byText(words: readonly string[], { size, texts, startAt, endAt }: RowsInBytes, itemAt: (row: number) => LibraryItem): Generator<number> {
  const sought = [...words].sort((a, b) => b.length - a.length).map(soughtOf);
  let [read, passed] = [0, 0];
  for (let row = 0; row < size && read < mostRead && passed < mostBytes; row++) {
    const [start, end] = [startAt(row), endAt(row)];
    passed += end - start;
    if (!sought.every((word) => holds(texts, start, end, word))) continue;
    read++;
    const known = wordsOf(itemAt(row));
    if (words.every((word) => known.some((one) => one.startsWith(word)))) yield row;
  }
}

/** Rows that hold all words of a query, whole or begun, as far as can be seen in a moment without an index: by their keys, then by what they say. */
export function scan(query: string, limit: number, rows: RowsInBytes, itemAt: (row: number) => LibraryItem): number[] {
  const words = wordsIn(fold(query));
  const found = new Set<number>();
  if (words.length === 0) return [];
  for (const way of [byKey(query, words, rows), byText(words, rows, itemAt)]) {
    for (const row of way) {
      if (found.size === limit) return [...found];
      found.add(row);
    }
    if (found.size >= enoughByKey) break;
  }
  return [...found];
}
