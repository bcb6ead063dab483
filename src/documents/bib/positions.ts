/** A place in a file as an editor has it: UTF-16 code units from its start, and the line, from 1. */
export interface Position {
  offset: number;
  line: number;
}

/** Where bytes of a text in UTF-8 stand for an editor: read once through, since it is only asked where something is wrong. */
export function positionsOf(bytes: Uint8Array, places: readonly number[]): Map<number, Position> {
  const found = new Map<number, Position>();
  let [at, offset, line] = [0, 0, 1];
  for (const place of [...places].sort((a, b) => a - b)) {
    for (; at < place; at++) {
      const byte = bytes[at]!;
      // a byte that begins a character; one beyond U+FFFF takes two code units
      if ((byte & 0xc0) !== 0x80) offset += byte >= 0xf0 ? 2 : 1;
      if (byte === newline || (byte === carriageReturn && bytes[at + 1] !== newline)) line++;
    }
    found.set(place, { offset, line });
  }
  return found;
}

const newline = 10;
const carriageReturn = 13;
