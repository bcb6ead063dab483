import { strToU8 } from 'fflate';
import { randomFrom, type Random } from '../support/random.js';
import { archiveOf, type Seed } from './seeds.js';

type Change = (bytes: Uint8Array, random: Random) => Uint8Array;

const joined = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
const longestPiece = 200;

function pieceOf(bytes: Uint8Array, random: Random): [from: number, to: number] {
  const from = random(bytes.length + 1);
  return [from, Math.min(bytes.length, from + 1 + random(longestPiece))];
}

/** What parsers stumble over. */
const signs = ['<', '>', '&', '"', ']]>', '<!--', '</p>', '<p>', '<sup>', '<a href="#fn1">', '&#0;', '&#x10ffff;', '\0', '\ufffe', '\r', '\f', '\\', '{', '}', '[', ']', '[^1]', '$', '%', '\n\n', 'endobj', 'stream', '9999999999', '-1', '(Vale 2018)', '“', '1 '].map((sign) => strToU8(sign));

const changes: Change[] = [
  (bytes, random) => bytes.slice(0, random(bytes.length)),
  (bytes, random) => bytes.slice(random(bytes.length)),
  (bytes, random) => bytes.map((byte) => (random(100) === 0 ? byte ^ (1 << random(8)) : byte)),
  (bytes, random) => {
    const [from, to] = pieceOf(bytes, random);
    return joined(bytes.subarray(0, from), bytes.subarray(to));
  },
  (bytes, random) => {
    const [from, to] = pieceOf(bytes, random);
    return joined(bytes.subarray(0, to), ...Array.from({ length: 1 + random(20) }, () => bytes.subarray(from, to)), bytes.subarray(to));
  },
  (bytes, random) => {
    const [first, second, third] = [random(bytes.length), random(bytes.length), random(bytes.length)].sort((a, b) => a - b) as [number, number, number];
    return joined(bytes.subarray(0, first), bytes.subarray(second, third), bytes.subarray(first, second), bytes.subarray(third));
  },
  (bytes, random) => {
    const at = random(bytes.length + 1);
    return joined(bytes.subarray(0, at), ...Array.from({ length: 1 + random(30) }, () => signs[random(signs.length)]!), bytes.subarray(at));
  },
  (bytes, random) => {
    const at = random(bytes.length + 1);
    return joined(bytes.subarray(0, at), Uint8Array.from({ length: 1 + random(64) }, () => random(256)), bytes.subarray(at));
  },
];

function changed(bytes: Uint8Array, random: Random): Uint8Array {
  let now = bytes;
  for (let count = 1 + random(4); count > 0; count--) now = changes[random(changes.length)]!(now, random);
  return now;
}

/** A document with some faults, the same for the same number. Of an archive every other time one of its files is changed, or left out. */
export function mutated(seed: Seed, number: number): Uint8Array {
  const random = randomFrom(number);
  if (typeof seed === 'string') return changed(strToU8(seed), random);
  if (seed instanceof Uint8Array) return changed(seed, random);
  if (random(2) === 0) return changed(archiveOf(seed), random);
  const names = Object.keys(seed);
  const name = names[random(names.length)]!;
  if (random(8) === 0) return archiveOf(Object.fromEntries(Object.entries(seed).filter(([other]) => other !== name)));
  return archiveOf({ ...seed, [name]: new TextDecoder().decode(changed(strToU8(seed[name]!), random)) });
}
