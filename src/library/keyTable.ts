/** Keys that stand in bytes, in UTF-8, by their rows. */
export interface KeysInBytes {
  readonly size: number;
  bytes: Uint8Array;
  keyStart(row: number): number;
  keyEnd(row: number): number;
}

/** FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash(bytes: Uint8Array, start: number, end: number): number {
  let sum = 0x811c9dc5;
  for (let at = start; at < end; at++) sum = Math.imul(sum ^ bytes[at]!, 0x01000193);
  return sum;
}

/**
 * The rows by their keys: a table that a key's row stands in at the place of its hash, or the next one that was free. Plain data, which goes to
 * another thread as it is, so that no key is decoded there to find one. A place holds the row's number from 1, or 0.
 */
export function keyTable(keys: KeysInBytes): Int32Array {
  let length = 16;
  while (length < 2 * keys.size) length *= 2;
  const table = new Int32Array(length);
  for (let row = 0; row < keys.size; row++) {
    let place = hash(keys.bytes, keys.keyStart(row), keys.keyEnd(row)) & (length - 1);
    while (table[place] !== 0) place = (place + 1) & (length - 1);
    table[place] = row + 1;
  }
  return table;
}

/** The row of a key; -1 where there is none. */
export function rowIn(table: Int32Array, keys: KeysInBytes, key: Uint8Array): number {
  const last = table.length - 1;
  for (let place = hash(key, 0, key.length) & last; table[place] !== 0; place = (place + 1) & last) {
    const row = table[place]! - 1;
    const start = keys.keyStart(row);
    if (keys.keyEnd(row) - start === key.length && standsAt(keys.bytes, start, key)) return row;
  }
  return -1;
}

function standsAt(bytes: Uint8Array, start: number, key: Uint8Array): boolean {
  for (let at = 0; at < key.length; at++) if (bytes[start + at] !== key[at]) return false;
  return true;
}
