import { append } from '../text/multimap.js';
import type { Claim } from './library.js';
import { jsonAt, packJson, type PackedJson } from './packedJson.js';

/** The claims of a library, each read when it is asked for. */
export interface ClaimRows {
  readonly size: number;
  /** The claims that the item `key` supports, then (for a source's own item) those it makes itself. */
  of(key: string): readonly Claim[];
  /** How many `of` gives, without reading them. */
  count(key: string): number;
  /** The claim of an id. */
  get(id: string): Claim | undefined;
}

/** Claims as they go between threads. */
export interface PackedClaims {
  /** In the order of the file, in which they lie side by side in memory. */
  claims: PackedJson;
  /** Of each claim. */
  ids: string[];
  /** Keys of items that have claims, and where in `numbers` those of each begin. */
  keys: string[];
  starts: Uint32Array;
  /** The numbers of the claims of the first key, of the second and so on. */
  numbers: Uint32Array;
}

const keyOf = ({ reference, source }: Claim): string => reference ?? source.reference;

export function packClaims(claims: readonly Claim[]): PackedClaims {
  const byKey = new Map<string, number[]>();
  for (const supported of [true, false]) {
    for (const [number, claim] of claims.entries()) if ((claim.reference !== null) === supported) append(byKey, keyOf(claim), number);
  }
  const starts = new Uint32Array(byKey.size + 1);
  const numbers = new Uint32Array(claims.length);
  for (const [index, held] of [...byKey.values()].entries()) {
    numbers.set(held, starts[index]);
    starts[index + 1] = starts[index]! + held.length;
  }
  return { claims: packJson(claims), ids: claims.map(({ id }) => id), keys: [...byKey.keys()], starts, numbers };
}

export function claimRowsOf({ claims, ids, keys, starts, numbers }: PackedClaims): ClaimRows {
  const keyRows = new Map(keys.map((key, index) => [key, index]));
  const read = new Map<number, Claim>();
  const claimAt = (number: number): Claim => {
    const claim = read.get(number) ?? (jsonAt(claims, number) as Claim);
    read.set(number, claim);
    return claim;
  };
  const count = (key: string): number => {
    const at = keyRows.get(key);
    return at === undefined ? 0 : starts[at + 1]! - starts[at]!;
  };
  return {
    size: ids.length,
    of: (key) => Array.from({ length: count(key) }, (_, index) => claimAt(numbers[starts[keyRows.get(key)!]! + index]!)),
    count,
    get(id) {
      const number = ids.indexOf(id);
      return number < 0 ? undefined : claimAt(number);
    },
  };
}
