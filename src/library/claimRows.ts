import { append } from '../text/multimap.js';
import type { Claim } from './library.js';
import { jsonAt, packJson, type PackedJson } from './packedJson.js';

/** The claims of a library, each read when it is asked for. */
export interface ClaimRows {
  /** The claims that the item `key` supports, then (for a source's own item) those it makes itself. */
  of(key: string): readonly Claim[];
  /** How many `of` gives, without reading them. */
  count(key: string): number;
  /** The claim of an id. */
  get(id: string): Claim | undefined;
}

/** Claims as they go between threads. Those of one item stand together. */
export interface PackedClaims {
  claims: PackedJson;
  /** Of each claim. */
  ids: string[];
  /** Keys of items that have claims, and where the claims of each begin. */
  keys: string[];
  starts: Uint32Array;
}

const keyOf = ({ reference, source }: Claim): string => reference ?? source.reference;

export function packClaims(claims: readonly Claim[]): PackedClaims {
  const byKey = new Map<string, Claim[]>();
  for (const supported of [true, false]) {
    for (const claim of claims) if ((claim.reference !== null) === supported) append(byKey, keyOf(claim), claim);
  }
  const all = [...byKey.values()].flat();
  const starts = new Uint32Array(byKey.size + 1);
  for (const [index, { length }] of [...byKey.values()].entries()) starts[index + 1] = starts[index]! + length;
  return { claims: packJson(all), ids: all.map(({ id }) => id), keys: [...byKey.keys()], starts };
}

export function claimRowsOf({ claims, ids, keys, starts }: PackedClaims): ClaimRows {
  const keyRows = new Map(keys.map((key, index) => [key, index]));
  const read = new Map<number, Claim>();
  const claimAt = (row: number): Claim => {
    const claim = read.get(row) ?? (jsonAt(claims, row) as Claim);
    read.set(row, claim);
    return claim;
  };
  const count = (key: string): number => {
    const at = keyRows.get(key);
    return at === undefined ? 0 : starts[at + 1]! - starts[at]!;
  };
  return {
    of: (key) => Array.from({ length: count(key) }, (_, index) => claimAt(starts[keyRows.get(key)!]! + index)),
    count,
    get(id) {
      const row = ids.indexOf(id);
      return row < 0 ? undefined : claimAt(row);
    },
  };
}
