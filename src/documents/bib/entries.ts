import { firstAt } from '../../text/firstAt.js';

/**
 * A .bib cut into its entries, their fields not yet looked at: plain data with buffers, which goes to another thread as it is. All places are
 * bytes of the file in UTF-8.
 */
export interface BibLayout {
  /** For each entry as many numbers as `layoutWidth`, in the order of `place`. */
  places: Int32Array;
  /** The kinds of entries that occur, in lower case: "article", "xdata", "string". */
  types: string[];
  /** The file ends within an entry, as one does that is still being written. */
  cutOff: boolean;
  /** Comments that are not closed, for which the rest of the file was looked through. */
  openComments: number;
}

/** An earlier state of a file, and what of it is the same now. */
export interface Before {
  layout: BibLayout;
  ends: SameEnds;
}

/** So far around an entry is looked at to tell where it begins and ends. */
const lookaround = 1024;

/** What is known of an entry: where it begins and ends, its key, and its fields begin; the number of its type; and what is wrong with it, as a sum. */
export const place = { start: 0, end: 1, keyStart: 2, keyEnd: 3, fields: 4, type: 5, wrong: 6 } as const;
export const layoutWidth = 7;

/** What can be wrong with an entry before its fields are looked at. */
export const wrong = { unclosed: 1, noComma: 2, noBracket: 4, noType: 8 } as const;

/**
 * What BibTeX, biblatex and those who extend them call entries. A line that opens one of these ends an entry that was not closed: such a line
 * within a field would be a stranger thing than a missing bracket.
 */
const knownTypes = new Set(
  `article book booklet conference inbook incollection inproceedings manual mastersthesis misc phdthesis proceedings techreport unpublished
   collection mvbook bookinbook suppbook mvcollection suppcollection mvproceedings dataset online patent periodical suppperiodical report set
   software thesis xdata reference mvreference inreference artwork audio bibnote commentary image jurisdiction legislation legal letter movie
   music performance review standard video electronic www string comment preamble`.split(/\s+/),
);

/** An enumeration is written into the code as numbers, which for what is asked of each byte of a large file takes a third of the time of names. */
const enum Sign {
  at = 0x40, open = 0x7b, close = 0x7d, openRound = 0x28, closeRound = 0x29, newline = 0x0a, carriageReturn = 0x0d, comma = 0x2c, equals = 0x3d, quote = 0x22,
  percent = 0x25, less = 0x3c, space = 0x20, tab = 0x09,
}

/** A table of bytes, for those that a test holds for. */
function tableOf(holds: (sign: string) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (holds(String.fromCharCode(byte)) ? 1 : 0));
}
const isBlank = tableOf((sign) => /[ \t]/.test(sign));
const isSpace = tableOf((sign) => /[ \t\r\n\f\v]/.test(sign));
const isLetter = tableOf((sign) => /[A-Za-z]/.test(sign));
const isWord = tableOf((sign) => /[A-Za-z0-9_-]/.test(sign));
const endsKey = tableOf((sign) => /[\s,{}()="#%]/.test(sign) && sign !== '\u00a0');
const notInOddKey = tableOf((sign) => /[,={}\r\n]/.test(sign));

const longestType = 40;
const longestKey = 200;
const mostBlanks = 100;
/** So many comments that are not closed are looked through to the end of the file. */
const mostOpenComments = 8;

interface Opening {
  type: string;
  /** Behind the opening bracket. */
  body: number;
  round: boolean;
  wrong: number;
}

/** Where a key stands, and behind it the fields begin. */
interface Key {
  start: number;
  end: number;
  behind: number;
  wrong: number;
}

class Cutter {
  private readonly types = new Map<string, number>();
  private places = new Int32Array(1024 * layoutWidth);
  private size = 0;
  private openComments = 0;
  private cutOff = false;

  /** The bytes by four, from the first place where four stand together for the processor. */
  private readonly words: Int32Array;
  private readonly firstWord: number;

  constructor(private readonly bytes: Uint8Array) {
    this.firstWord = Math.min(bytes.length, -bytes.byteOffset & 3);
    this.words = new Int32Array(bytes.buffer, bytes.byteOffset + this.firstWord, (bytes.length - this.firstWord) >> 2);
  }

  /** The next four bytes from `from` of which one may be a brace or a line's end: found without looking at each, which takes a third of the time. */
  private nextOfInterest(from: number): number {
    const { words, firstWord } = this;
    let word = (from - firstWord) >> 2;
    for (; word < words.length; word++) {
      const four = words[word]!;
      const lines = four ^ 0x0a0a0a0a;
      // the highest bit of each byte: of those from 0x7b, by a sum that reaches it, and of those that are 0x0a
      if (((((four & 0x7f7f7f7f) + 0x05050505) | four | ((lines - 0x01010101) & ~lines)) & 0x80808080) !== 0) break;
    }
    return firstWord + 4 * word;
  }

  /** @param before what stood there earlier: its entries in the bytes that are the same are taken over */
  cut(before: Before | null): BibLayout {
    const reused = before && before.layout.openComments === 0 ? new Reused(before, this.bytes.length) : null;
    for (const type of reused?.before.layout.types ?? []) this.typeNumber(type);
    const begun = reused ? this.takeFirst(reused) : 0;
    for (let from = this.bytes.indexOf(Sign.at, begun); from >= 0; from = this.bytes.indexOf(Sign.at, this.entry(from))) {
      const entry = reused?.entryAt(from) ?? -1;
      if (reused && entry >= 0) return this.takeLast(reused, entry);
    }
    return this.layout(this.cutOff);
  }

  private layout(cutOff: boolean): BibLayout {
    return { places: this.places.slice(0, this.size), types: [...this.types.keys()], cutOff, openComments: this.openComments };
  }

  /** Takes the entries over that stand before all that has changed, and gives where to go on. */
  private takeFirst({ before: { layout: { places } }, unchanged }: Reused): number {
    this.places = new Int32Array(places.length + 1024 * layoutWidth);
    this.places.set(places.subarray(0, unchanged * layoutWidth));
    this.size = unchanged * layoutWidth;
    return unchanged === 0 ? 0 : places[this.size - layoutWidth + place.end]!;
  }

  /** Takes an entry and all behind it over. */
  private takeLast({ before: { layout: { places, cutOff }, ends: { shift } } }: Reused, entry: number): BibLayout {
    const all = new Int32Array(this.size + places.length - entry * layoutWidth);
    all.set(this.places.subarray(0, this.size));
    all.set(places.subarray(entry * layoutWidth), this.size);
    for (let at = this.size; at < all.length; at += layoutWidth) for (let number = place.start; number <= place.fields; number++) all[at + number]! += shift;
    [this.places, this.size] = [all, all.length];
    return this.layout(cutOff);
  }

  /** Cuts what begins with an `@`, and gives where to go on. */
  private entry(from: number): number {
    const opening = this.opening(from);
    if (!opening) {
      this.cutOff = this.run(isWord, from + 1, longestType) === this.bytes.length && this.beginsLine(from);
      return from + 1;
    }
    const { type, body, round } = opening;
    if (type === 'comment') return this.behindComment(body, round);
    const { end, closed } = round ? this.endInRound(body) : this.endInBraces(body);
    if (this.isCommentedOut(from, end)) return end;
    const key = type === 'string' || type === 'preamble' ? { start: body, end: body, behind: body, wrong: 0 } : this.keyOf(body, closed ? end - 1 : end);
    this.cutOff = !closed && end === this.bytes.length;
    this.add(from, end, key, this.typeNumber(type), opening.wrong | key.wrong | (closed ? 0 : wrong.unclosed));
    return end;
  }

  private add(start: number, end: number, key: Key, type: number, sum: number): void {
    if (this.size === this.places.length) {
      const larger = new Int32Array(2 * this.size);
      larger.set(this.places);
      this.places = larger;
    }
    const { places, size } = this;
    places[size + place.start] = start;
    places[size + place.end] = end;
    places[size + place.keyStart] = key.start;
    places[size + place.keyEnd] = key.end;
    places[size + place.fields] = key.behind;
    places[size + place.type] = type;
    places[size + place.wrong] = sum;
    this.size += layoutWidth;
  }

  private typeNumber(type: string): number {
    let number = this.types.get(type);
    if (number === undefined) this.types.set(type, (number = this.types.size));
    return number;
  }

  /** Behind a run of bytes of a kind. */
  private run(kind: Uint8Array, from: number, most: number): number {
    const { bytes } = this;
    const end = Math.min(bytes.length, from + most);
    while (from < end && kind[bytes[from]!] === 1) from++;
    return from;
  }

  private beginsLine(from: number): boolean {
    const { bytes } = this;
    const first = Math.max(0, from - longestType);
    while (from > first && isBlank[bytes[from - 1]!] === 1) from--;
    return from === 0 || bytes[from - 1] === Sign.newline || bytes[from - 1] === Sign.carriageReturn;
  }

  /** "@article{" and "@article ("; at the beginning of a line also "@article key," and "@{key,", which lack something. */
  private opening(from: number): Opening | null {
    const { bytes } = this;
    if (bytes[from] !== Sign.at) return null;
    const start = this.run(isBlank, from + 1, longestType);
    const end = isLetter[bytes[start]!] === 1 ? this.run(isWord, start, longestType + 1) : start;
    const bracket = this.run(isSpace, end, mostBlanks);
    const round = bytes[bracket] === Sign.openRound;
    const bracketed = round || bytes[bracket] === Sign.open;
    const type = this.lower(start, end);
    // what programs of one's own call entries stands right behind the sign; "write to me @ home (or not)" is no entry
    if (type !== '' && bracketed && (start === from + 1 || knownTypes.has(type))) return { type, body: bracket + 1, round, wrong: 0 };
    const faulty = type === '' ? bracketed : bracket > end && knownTypes.has(type);
    const body = bracketed ? bracket + 1 : bracket;
    if (!faulty || !this.keyAndComma(body) || !this.beginsLine(from)) return null;
    return type === '' ? { type: 'misc', body, round, wrong: wrong.noType } : { type, body, round: false, wrong: wrong.noBracket };
  }

  private lower(start: number, end: number): string {
    let text = '';
    for (let from = start; from < end; from++) text += String.fromCharCode(this.bytes[from]!);
    return text.toLowerCase();
  }

  private keyAndComma(from: number): boolean {
    const start = this.run(isSpace, from, mostBlanks);
    const end = this.keyEnd(start, this.bytes.length);
    return end > start && this.bytes[this.run(isBlank, end, mostBlanks)] === Sign.comma;
  }

  private keyEnd(start: number, limit: number): number {
    const most = Math.min(limit, start + longestKey);
    let end = start;
    while (end < most && endsKey[this.bytes[end]!] === 0) end++;
    return end;
  }

  /** Whether an entry opens with the first sign of a line: one of a known kind, or of any kind with a key. */
  private opensEntry(sign: number): boolean {
    const opening = this.opening(sign);
    return opening !== null && (knownTypes.has(opening.type) || this.keyAndComma(opening.body));
  }

  /** Where an entry in braces ends: behind its closing one, or before the line in which the next entry opens. */
  private endInBraces(body: number): { end: number; closed: boolean } {
    const { bytes, firstWord } = this;
    const { length } = bytes;
    let depth = 1;
    for (let from = body; from < length; from++) {
      if (((from - firstWord) & 3) === 0) from = this.nextOfInterest(from);
      if (from >= length) break;
      const sign = bytes[from]!;
      if (sign >= Sign.open) {
        if (sign === Sign.open) depth++;
        else if (sign === Sign.close && --depth === 0) {
          if (!this.goesOn(from + 1)) return { end: from + 1, closed: true };
          depth = 1;
        }
      } else if (sign === Sign.newline) {
        let next = from + 1;
        while (bytes[next] === Sign.space || bytes[next] === Sign.tab) next++;
        if (bytes[next] === Sign.at && this.opensEntry(next)) return { end: from, closed: false };
      }
    }
    return { end: length, closed: false };
  }

  /** The same for one in round brackets, which may hold such in quotation marks and in braces. */
  private endInRound(body: number): { end: number; closed: boolean } {
    const { bytes } = this;
    let depth = 0;
    let quoted = false;
    for (let from = body; from < bytes.length; from++) {
      const sign = bytes[from]!;
      if (sign === Sign.open) depth++;
      else if (sign === Sign.close && --depth < 0) return { end: from, closed: false };
      else if (sign === Sign.newline && this.opensEntry(this.run(isBlank, from + 1, longestType))) return { end: from, closed: false };
      else if (depth > 0) continue;
      else if (sign === Sign.quote) quoted = !quoted;
      else if (sign === Sign.closeRound && !quoted) return { end: from + 1, closed: true };
    }
    return { end: bytes.length, closed: false };
  }

  /** Behind a bracket that seems to close an entry: another field, as one bracket too many leaves it: "title = {A}}, year = 2001}". */
  private goesOn(from: number): boolean {
    const { bytes } = this;
    const behind = this.run(isSpace, from, mostBlanks);
    if (bytes[behind] !== Sign.comma) return false;
    const name = this.run(isSpace, behind + 1, mostBlanks);
    const end = this.run(isWord, name, longestType);
    return end > name && bytes[this.run(isSpace, end, mostBlanks)] === Sign.equals;
  }

  /** A comment may hold entries: `@comment{@book{a, ...}}`; but one that is not closed takes no entry with it. */
  private behindComment(body: number, round: boolean): number {
    if (!round && this.openComments < mostOpenComments) {
      let depth = 1;
      for (let from = body; from < this.bytes.length; from++) {
        const sign = this.bytes[from]!;
        if (sign === Sign.open) depth++;
        else if (sign === Sign.close && --depth === 0) return from + 1;
      }
      this.openComments++;
    }
    return (round ? this.endInRound(body) : this.endInBraces(body)).end;
  }

  /** Each line of it begins with `%`. Where only the first does, BibTeX reads it all the same. */
  private isCommentedOut(start: number, end: number): boolean {
    const { bytes } = this;
    let before = start - 1;
    while (before > start - longestType && isBlank[bytes[before]!] === 1) before--;
    if (bytes[before] !== Sign.percent) return false;
    const next = bytes.subarray(start, end).indexOf(Sign.newline);
    return next > 0 && bytes[this.run(isBlank, start + next + 1, longestType)] === Sign.percent;
  }

  /** The key of an entry, and where its fields begin. */
  private keyOf(body: number, limit: number): Key {
    const { bytes } = this;
    const start = Math.min(limit, this.run(isSpace, body, mostBlanks));
    const end = this.keyEnd(start, limit);
    const next = Math.min(limit, this.run(isSpace, end, mostBlanks));
    const sign = bytes[next];
    // the file ends within the key, or the first field's name
    if (next === bytes.length) return { start, end: start, behind: start, wrong: 0 };
    if (next === limit || sign === Sign.close) return { start, end, behind: next, wrong: 0 };
    if (sign === Sign.comma) return { start, end, behind: next + 1, wrong: 0 };
    const name = this.run(isWord, next, longestType);
    if (end > start && name > next && name < limit && bytes[this.run(isSpace, name, mostBlanks)] === Sign.equals) return { start, end, behind: next, wrong: wrong.noComma };
    return this.oddKey(start, limit) ?? { start, end: start, behind: start, wrong: 0 };
  }

  /** A key that no program could use, with spaces or signs in it: all up to the comma, if no field begins before it. */
  private oddKey(start: number, limit: number): Key | null {
    const { bytes } = this;
    const most = Math.min(limit, start + longestKey);
    let behind = start;
    while (behind < most && notInOddKey[bytes[behind]!] === 0) behind++;
    if (bytes[behind] !== Sign.comma || behind >= limit) return null;
    let end = behind;
    while (end > start && isSpace[bytes[end - 1]!] === 1) end--;
    return { start, end, behind: behind + 1, wrong: 0 };
  }
}

/**
 * Cuts a .bib into its entries, `@string` and `@preamble` among them, in linear time. What stands between entries is passed over, as BibTeX
 * does. An entry that is not closed ends where the next begins, so that it costs itself alone.
 *
 * @param bytes in UTF-8
 */
export const cutEntries = (bytes: Uint8Array, before: Before | null = null): BibLayout => new Cutter(bytes).cut(before);

/** What of an earlier state of a file can be taken over. */
class Reused {
  /** So many entries stand before all that has changed. */
  readonly unchanged: number;
  private readonly starts: number;

  constructor(readonly before: Before, length: number) {
    const { layout: { places }, ends } = before;
    this.unchanged = firstAt(places.length / layoutWidth, (entry) => places[entry * layoutWidth + place.end]! + lookaround > ends.first);
    this.starts = length - ends.last + lookaround;
  }

  /** The entry that began, before, where one begins now behind all that has changed; -1 for none. */
  entryAt(from: number): number {
    if (from < this.starts) return -1;
    const { places } = this.before.layout;
    const startOf = (entry: number): number => places[entry * layoutWidth + place.start]! + this.before.ends.shift;
    const entry = firstAt(places.length / layoutWidth, (one) => startOf(one) >= from);
    return entry * layoutWidth < places.length && startOf(entry) === from ? entry : -1;
  }
}

/** What two states of a file have in common. */
export interface SameEnds {
  /** So many bytes from the beginning, and so many of the others up to the end. */
  first: number;
  last: number;
  /** How far those at the end have moved. */
  shift: number;
}

export function sameEnds(one: Uint8Array, other: Uint8Array): SameEnds {
  const most = Math.min(one.length, other.length);
  const first = sameFirst(one.subarray(0, most), other.subarray(0, most));
  const rest = most - first;
  const last = sameLast(one.subarray(one.length - rest), other.subarray(other.length - rest));
  return { first, last, shift: other.length - one.length };
}

/** So many bytes are compared in one. */
const stretch = 1 << 14;

/** Node compares bytes in a quarter of the time that a loop takes; where there is no Node, a loop does. */
const compareBytes: (one: Uint8Array, other: Uint8Array) => number = typeof Buffer === 'undefined' ? (one, other) => one.findIndex((byte, at) => byte !== other[at]) + 1 : (one, other) => Buffer.compare(one, other);

/** How many of the first bytes of two stretches of one length are the same. */
function sameFirst(one: Uint8Array, other: Uint8Array): number {
  let first = 0;
  while (first + stretch <= one.length && compareBytes(one.subarray(first, first + stretch), other.subarray(first, first + stretch)) === 0) first += stretch;
  while (first < one.length && one[first] === other[first]) first++;
  return first;
}

/** The same from the end. */
function sameLast(one: Uint8Array, other: Uint8Array): number {
  let end = one.length;
  while (end >= stretch && compareBytes(one.subarray(end - stretch, end), other.subarray(end - stretch, end)) === 0) end -= stretch;
  while (end > 0 && one[end - 1] === other[end - 1]) end--;
  return one.length - end;
}

/** Where the conflicts stand that git left in a file: from each line of `<<<<<<<`, in bytes. */
export function conflictsIn(bytes: Uint8Array): number[] {
  const found: number[] = [];
  for (let from = bytes.indexOf(Sign.less); from >= 0; from = bytes.indexOf(Sign.less, from + 1)) {
    const begins = from === 0 || bytes[from - 1] === Sign.newline;
    if (!begins || !bytes.subarray(from, from + 7).every((sign) => sign === Sign.less)) continue;
    if (isSpace[bytes[from + 7] ?? Sign.newline] === 1) found.push(from);
    from += 6;
  }
  return found;
}
