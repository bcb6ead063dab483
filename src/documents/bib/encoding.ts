import { decodeSource, decodeWindows1252 } from '../decode.js';
import { sameEnds, type SameEnds } from './entries.js';

/** A file in UTF-8, without a byte order mark. */
export interface Utf8 {
  bytes: Uint8Array;
  /** What it has in common with the bytes that were given as known; null where none were, or it was in another encoding. */
  ends: SameEnds | null;
  /** Where the first byte stood that was no UTF-8, in `bytes`; -1 where there was none. */
  mended: number;
}

/** Names that JabRef and Emacs write into a file's head, where they are not those of https://encoding.spec.whatwg.org/#names-and-labels */
const encodings: Record<string, string> = {
  cp1250: 'windows-1250', cp1251: 'windows-1251', cp1252: 'windows-1252', macroman: 'macintosh', sjis: 'shift_jis', eucjp: 'euc-jp', gb2312: 'gbk', ansi: 'windows-1252',
};

const encoder = new TextEncoder();

/** "% Encoding: Cp1252" of JabRef, "%% -*- coding: latin-1 -*-" of Emacs. */
const declaration = /^[%\s]{0,9}(?:Encoding:\s{0,9}|.{0,80}?-\*-.{0,80}?coding:\s{0,9})(?<name>[\w-]{2,30})/im;

/** The encoding that the head of a file names; null where it names none that is known, or UTF-8. */
function declared(bytes: Uint8Array): InstanceType<typeof TextDecoder> | null {
  const name = declaration.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 1024)))?.groups?.['name']?.toLowerCase();
  if (name === undefined || /^utf-?8$/.test(name)) return null;
  for (const label of [encodings[name.replace(/[_-]|^x-/g, '')], name, name.replace(/_/g, '-').replace(/^iso(?=\d)/, 'iso-'), name.replace(/-(?=\d)/, '')]) {
    try {
      if (label !== undefined) return new TextDecoder(label);
    } catch {
      // no name of an encoding
    }
  }
  return null;
}

/** The length of the UTF-8 sequence at `at`; 0 where there is none. https://www.unicode.org/versions/Unicode15.0.0/ch03.pdf, table 3-7 */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const length = first >= 0xf5 || first < 0xc2 ? 0 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  const second = bytes[at + 1] ?? 0;
  if ((first === 0xe0 && second < 0xa0) || (first === 0xed && second >= 0xa0) || (first === 0xf0 && second < 0x90) || (first === 0xf4 && second >= 0x90)) return 0;
  for (let next = at + 1; next < at + length; next++) if ((bytes[next] ?? 0) >> 6 !== 2) return 0;
  return length;
}

/** The first byte from `at` that is not ASCII: four are looked at in one, since nearly all of a large file is ASCII. */
function behindAscii(bytes: Uint8Array, words: Int32Array, offset: number, at: number): number {
  while (at < bytes.length && bytes[at]! < 0x80) {
    if (((at - offset) & 3) !== 0 || at < offset) at++;
    else {
      let word = (at - offset) >> 2;
      while (word < words.length && (words[word]! & 0x80808080) === 0) word++;
      const reached = offset + 4 * word;
      at = reached === at ? at + 1 : reached;
    }
  }
  return at;
}

const goesOn = (byte: number | undefined): boolean => byte !== undefined && byte >> 6 === 2;

/** Where the first byte stands that is no UTF-8; -1 where all of it is. What stands before `from` and from `to` on is known to be. */
function firstInvalid(bytes: Uint8Array, from: number, to: number): number {
  const offset = Math.min(bytes.length, (4 - (bytes.byteOffset & 3)) & 3);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + offset, (bytes.length - offset) >> 2);
  // the character before may have lost its end
  let at = Math.max(0, from - 1);
  while (at > 0 && goesOn(bytes[at])) at--;
  for (at = behindAscii(bytes, words, offset, at); at < to || goesOn(bytes[at]); at = behindAscii(bytes, words, offset, at)) {
    const length = sequenceAt(bytes, at);
    if (length === 0) return at;
    at += length;
    if (at >= to && !goesOn(bytes[at])) break;
  }
  return -1;
}

/** How many characters beyond ASCII a line has in UTF-8, and how many bytes that are none. */
function counted(line: Uint8Array): { sound: number; broken: number } {
  let [sound, broken] = [0, 0];
  for (let at = 0; at < line.length; at++) {
    if (line[at]! < 0x80) continue;
    const length = sequenceAt(line, at);
    if (length === 0) broken++;
    else {
      sound++;
      at += length - 1;
    }
  }
  return { sound, broken };
}

/** A line whose bytes are no UTF-8, in Windows-1252: as a whole, or where most of it is UTF-8, only those bytes. */
function mendedLine(line: Uint8Array, { sound, broken }: { sound: number; broken: number }): Uint8Array {
  if (sound <= broken) return encoder.encode(decodeWindows1252(line));
  const parts: Uint8Array[] = [];
  for (let at = 0; at < line.length; ) {
    const length = sequenceAt(line, at);
    parts.push(length > 0 ? line.subarray(at, at + length) : encoder.encode(decodeWindows1252(line.subarray(at, at + 1))));
    at += length || 1;
  }
  return joined(parts);
}

/** A file whose lines are in two encodings, as where several people paste into one. */
function mended(bytes: Uint8Array, from: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let done = 0;
  for (let start = bytes.subarray(0, from).lastIndexOf(newline) + 1; start < bytes.length; ) {
    const end = bytes.indexOf(newline, start) + 1 || bytes.length;
    const line = bytes.subarray(start, end);
    const signs = counted(line);
    if (signs.broken > 0) {
      parts.push(bytes.subarray(done, start), mendedLine(line, signs));
      done = end;
    }
    start = end;
  }
  return joined([...parts, bytes.subarray(done)]);
}

const newline = 0x0a;

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Whether there is a zero byte early on, as in UTF-16, and in no .bib of any other encoding; or its mark. */
const isUtf16 = (bytes: Uint8Array): boolean => (bytes[0]! ^ bytes[1]!) === 1 && bytes[0]! >= 0xfe || bytes.subarray(0, 4096).includes(0);

/**
 * A .bib in UTF-8, the very same bytes where it is that already: from UTF-16, from the encoding that its head names, or else from
 * Windows-1252, line by line, where it is no UTF-8. What is valid UTF-8 is taken for that, whatever the head says.
 *
 * @param known an earlier state of it in UTF-8: only what is not as it was there is looked at
 */
export function utf8Of(bytes: Uint8Array, known: Uint8Array | null = null): Utf8 {
  if (isUtf16(bytes)) return { bytes: encoder.encode(decodeSource(bytes).text), mended: -1, ends: null };
  const whole = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  const ends = known && sameEnds(known, whole);
  const invalid = firstInvalid(whole, ends?.first ?? 0, whole.length - (ends?.last ?? 0));
  if (invalid < 0) return { bytes: whole, mended: -1, ends };
  const decoder = declared(whole);
  return decoder ? { bytes: encoder.encode(decoder.decode(whole)), mended: -1, ends: null } : { bytes: mended(whole, invalid), mended: invalid, ends: null };
}
