import { givenNames, months, nameParticles, organisationWords, periodicals, places, proseWords, publisherWords } from '../dictionary.js';
import { findQuotations } from '../quotation.js';
import { fold } from '../../text/fold.js';
import { kinds, type ModelToken } from './words.js';

/** The features of the tokens of a text: those of token i are `ids[starts[i] .. starts[i + 1]]`, each a 32-bit hash. */
export interface Features {
  ids: Uint32Array;
  starts: Uint32Array;
}

const K = Object.fromEntries(kinds.map((name, index) => [name, index])) as Record<(typeof kinds)[number], number>;

/** No more of a word is looked at. */
const longestWord = 40;

function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

function mix(one: number, other: number): number {
  let hash = Math.imul(one ^ (other + 0x9e3779b9 + (one << 6) + (one >>> 2)), 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** What a word is by itself, wherever it stands. */
interface Form {
  word: number;
  shape: number;
  prefixes: readonly number[];
  suffixes: readonly number[];
  /** The dictionaries that hold it, a bit each. */
  listed: number;
  prose: boolean;
  cue: boolean;
}

const journalWords = new Set(`journal review zeitschrift quarterly annals archives archiv revue rivista proceedings transactions letters bulletin magazine studi
  law sociology science sciences research j rev proc trans lett int am ann acta atti annali quaderni bollettino archivio jahrbuch wochenschrift blatter yearbook
  economics psychology physics conference symposium workshop lecture notes handbook encyclopedia`.split(/\s+/));

/** Words after which a reference goes on with another field, or which introduce a reference. */
const cues = new Set(`in ed eds edited editor editors hrsg hg herausgegeben by trans translated ubers vol vols volume bd band no nr issue heft pp p s seiten see vgl cf siehe
  cur cura dir vers ch chap op cit ibid ibidem id idem ebd ebenda above below supra n fn anm note loc university press verlag universita thesis dissertation
  report nach bei quoted also auch available accessed retrieved online under from http vom art sowie ebenso aao ders dies voir cfr vedi dans sous sur t tomo`.split(/\s+/));

const folded = (list: Iterable<string>): Set<string> => new Set([...list].flatMap((entry) => fold(entry).split(/[\s.]+/)));
const lists: readonly { has(word: string): boolean }[] = [
  months, nameParticles, folded(givenNames), folded(organisationWords), folded(publisherWords), folded(places), folded(periodicals.keys()), journalWords,
];
const isListed = { publisher: 1 << 4, organisation: 1 << 3, place: 1 << 5, journal: 1 << 7 };

/** "Zeitschrift" → "Aa", "McKay" → "AaAa", "1998a" → "0000a": runs of letters shortened, digits counted up to five. */
function shapeOf(text: string): string {
  let shape = '';
  let run = 0;
  for (const character of text.slice(0, longestWord)) {
    const mark = /\d/.test(character) ? '0' : character !== character.toLowerCase() ? 'A' : character !== character.toUpperCase() ? 'a' : /\p{L}/u.test(character) ? 'x' : character;
    run = shape.endsWith(mark) ? run + 1 : 1;
    if (run <= (mark === '0' ? 5 : mark === 'A' ? 3 : 1)) shape += mark;
  }
  return shape;
}

function formOf(text: string): Form {
  const short = text.slice(0, longestWord);
  const lower = fold(short);
  const letters = [...lower];
  const shape = shapeOf(short);
  const cased = short.toLowerCase();
  return {
    word: hashText(lower),
    shape: hashText(shape + (letters.length > 3 ? '+' : '')),
    prefixes: [1, 2, 3, 4].map((length) => (letters.length > length ? hashText(letters.slice(0, length).join('')) : 0)),
    suffixes: [1, 2, 3, 4].map((length) => (letters.length > length ? hashText(letters.slice(-length).join('')) : 0)),
    listed: lists.reduce((bits, list, index) => (list.has(lower) ? bits | (1 << index) : bits), 0),
    prose: proseWords.has(cased),
    cue: cues.has(lower),
  };
}

/** Forms of words met, kept between texts; emptied when full. */
const forms = new Map<string, Form>();
const mostForms = 20_000;

function formFor(text: string): Form {
  const known = forms.get(text);
  if (known) return known;
  const form = formOf(text);
  if (forms.size >= mostForms) forms.clear();
  if (text.length <= longestWord) forms.set(text, form);
  return form;
}

const outside: Form = { word: 1, shape: 2, prefixes: [0, 0, 0, 0], suffixes: [0, 0, 0, 0], listed: 0, prose: false, cue: false };

/** Distances as the model tells them apart: 0 1 2 3 4 5-6 7-9 10-15 16-30 more. */
const buckets = Uint8Array.from({ length: 64 }, (_, distance) => (distance < 5 ? distance : distance < 7 ? 5 : distance < 10 ? 6 : distance < 16 ? 7 : distance < 31 ? 8 : 9));
const bucket = (distance: number): number => (distance < 64 ? buckets[distance]! : 9);

/** For each token what stands around it in the text: found in passes over all tokens, so that a token costs the same in any text. */
class Surroundings {
  readonly forms: Form[];
  /** 0 outside, 1 inside a quotation, 2 a mark that opens one, 3 that closes one. */
  readonly quoted: Uint8Array;
  readonly bracket: Uint8Array;
  readonly previousMark: Int32Array;
  readonly nextMark: Int32Array;
  readonly previousYear: Int32Array;
  readonly nextYear: Int32Array;
  readonly previousCue: Int32Array;
  readonly nextCue: Int32Array;
  readonly previousQuotation: Int32Array;
  readonly nextQuotation: Int32Array;
  /** Words of prose up to and with a token, and where its sentence begins and ends. */
  readonly proseBefore: Int32Array;
  readonly sentenceStart: Int32Array;
  readonly sentenceEnd: Int32Array;
  /** The dictionaries that hold a word of the token's chunk, and whether the chunk holds a number. */
  readonly chunkListed: Int32Array;

  constructor(text: string, readonly tokens: readonly ModelToken[]) {
    const size = tokens.length;
    this.forms = tokens.map((token) => formFor(token.text));
    this.quoted = quotationStates(text, tokens);
    this.bracket = bracketStates(tokens);
    const isMark = (index: number): boolean => tokens[index]!.kind >= K.comma && tokens[index]!.kind <= K.quote;
    const isYear = (index: number): boolean => tokens[index]!.kind === K.year;
    const isCue = (index: number): boolean => this.forms[index]!.cue;
    const isQuotation = (index: number): boolean => this.quoted[index] === 2 || this.quoted[index] === 3;
    this.previousMark = latest(size, isMark);
    this.nextMark = soonest(size, isMark);
    this.previousYear = latest(size, isYear);
    this.nextYear = soonest(size, isYear);
    this.previousCue = latest(size, isCue);
    this.nextCue = soonest(size, isCue);
    this.previousQuotation = latest(size, isQuotation);
    this.nextQuotation = soonest(size, isQuotation);
    const endsSentence = (index: number): boolean => tokens[index]!.kind === K.semicolon || (tokens[index]!.kind === K.point && index > 0 && tokens[index - 1]!.end - tokens[index - 1]!.start > 3);
    this.sentenceStart = latest(size, endsSentence);
    this.sentenceEnd = soonest(size, endsSentence);
    this.proseBefore = new Int32Array(size);
    for (let index = 0; index < size; index++) this.proseBefore[index] = (index > 0 ? this.proseBefore[index - 1]! : 0) + (this.forms[index]!.prose ? 1 : 0);
    this.chunkListed = this.chunks();
  }

  private chunks(): Int32Array {
    const listed = new Int32Array(this.tokens.length);
    for (let start = 0; start < listed.length; ) {
      const end = Math.max(start + 1, this.nextMark[start]! < 0 ? listed.length : this.nextMark[start]!);
      let bits = 0;
      for (let index = start; index < end; index++) bits |= this.forms[index]!.listed | (this.tokens[index]!.kind === K.number ? 1 << 9 : 0);
      listed.fill(bits, start, end);
      start = end;
    }
    return listed;
  }

  prose(index: number): number {
    const start = this.sentenceStart[index]!;
    const end = this.sentenceEnd[index]!;
    return this.proseBefore[end < 0 ? this.tokens.length - 1 : end]! - (start < 0 ? 0 : this.proseBefore[start]!);
  }
}

/** The index of the last token before each for which something holds, or -1. */
function latest(size: number, holds: (index: number) => boolean): Int32Array {
  const found = new Int32Array(size);
  for (let index = 0, last = -1; index < size; index++) {
    found[index] = last;
    if (holds(index)) last = index;
  }
  return found;
}

function soonest(size: number, holds: (index: number) => boolean): Int32Array {
  const found = new Int32Array(size);
  for (let index = size - 1, next = -1; index >= 0; index--) {
    found[index] = next;
    if (holds(index)) next = index;
  }
  return found;
}

function quotationStates(text: string, tokens: readonly ModelToken[]): Uint8Array {
  const states = new Uint8Array(tokens.length);
  const quotations = findQuotations(text);
  for (let index = 0, at = 0; index < tokens.length; index++) {
    const { start, end } = tokens[index]!;
    while (at < quotations.length && quotations[at]!.end <= start) at++;
    const quotation = quotations[at];
    if (!quotation || end <= quotation.start) continue;
    states[index] = start === quotation.start ? 2 : quotation.closed && end === quotation.end ? 3 : 1;
  }
  return states;
}

/** How deep in brackets a token stands: 0, 1 in round ones, 2 in square ones, 3 deeper. A bracket that is never closed ends after a while. */
function bracketStates(tokens: readonly ModelToken[]): Uint8Array {
  const states = new Uint8Array(tokens.length);
  const open: { index: number; square: boolean }[] = [];
  tokens.forEach(({ kind, text }, index) => {
    while (open.length > 0 && index - open[0]!.index > 60) open.shift();
    if (kind === K.opening) open.push({ index, square: text === '[' });
    states[index] = open.length > 1 ? 3 : open.length === 0 ? 0 : open[0]!.square ? 2 : 1;
    if (kind === K.closing) open.pop();
  });
  return states;
}

/** Collects features in one growing array. */
class Collector {
  ids = new Uint32Array(1 << 14);
  size = 0;

  room(count: number): void {
    if (this.size + count <= this.ids.length) return;
    const larger = new Uint32Array(this.ids.length * 2);
    larger.set(this.ids);
    this.ids = larger;
  }

  /** `template` tells apart features that have the same value. */
  add(template: number, value: number): void {
    this.ids[this.size++] = mix(template, value);
  }

  pair(template: number, one: number, other: number): void {
    this.ids[this.size++] = mix(mix(template, one), other);
  }
}

const mostPerToken = 128;

function addWords(out: Collector, around: Surroundings, index: number): void {
  const at = (offset: number): Form => around.forms[index + offset] ?? outside;
  const here = at(0);
  out.add(1, here.word);
  out.add(2, here.shape);
  for (let length = 0; length < 4; length++) {
    if (here.prefixes[length]) out.add(3 + length, here.prefixes[length]!);
    if (here.suffixes[length]) out.add(7 + length, here.suffixes[length]!);
  }
  for (let bits = here.listed, list = 0; bits > 0; bits >>= 1, list++) if (bits & 1) out.add(11, list);
  for (const offset of [-3, -2, -1, 1, 2, 3]) {
    const { word, shape, listed, suffixes } = at(offset);
    const template = 20 + (offset + 3) * 4;
    out.add(template, word);
    if (offset > 2 || offset < -2) continue;
    out.add(template + 1, shape);
    if (listed) out.add(template + 2, listed);
    if ((offset === 1 || offset === -1) && suffixes[2]) out.add(template + 3, suffixes[2]!);
  }
  const [first, before, after] = [at(-2), at(-1), at(1)];
  out.pair(50, before.word, here.word);
  out.pair(51, here.word, after.word);
  out.pair(52, before.word, after.word);
  out.pair(53, before.shape, here.shape);
  out.pair(54, here.shape, after.shape);
  out.pair(55, mix(before.shape, here.shape), after.shape);
  out.pair(56, mix(first.word, before.word), here.shape);
  out.pair(57, here.shape, mix(after.word, at(2).word));
  out.pair(58, mix(first.shape, before.shape), here.shape);
  out.pair(59, here.shape, mix(after.shape, at(2).shape));
}

function kindsFrom(around: Surroundings, from: number, count: number): number {
  let value = 0;
  for (let index = from; index < from + count; index++) value = value * 32 + (around.tokens[index]?.kind ?? K.none);
  return value;
}

function addMarks(out: Collector, around: Surroundings, index: number): void {
  const { tokens, forms } = around;
  const here = forms[index]!;
  const previous = around.previousMark[index]!;
  const next = around.nextMark[index]!;
  const before = previous < 0 ? 0 : forms[previous]!.word;
  const after = next < 0 ? 0 : forms[next]!.word;
  const sinceMark = bucket(index - previous - 1);
  const toMark = bucket((next < 0 ? tokens.length : next) - index - 1);
  const glued = (index > 0 && tokens[index - 1]!.end === tokens[index]!.start ? 1 : 0) + (tokens[index + 1]?.start === tokens[index]!.end ? 2 : 0);
  const chunk = around.chunkListed[index]!;
  out.pair(70, kindsFrom(around, index - 2, 5), 0);
  out.pair(71, kindsFrom(around, index - 1, 3), glued);
  out.pair(72, kindsFrom(around, index, 4), 0);
  out.pair(73, kindsFrom(around, index - 3, 4), 0);
  out.pair(74, before, after);
  out.pair(75, before, sinceMark);
  out.pair(76, after, toMark);
  out.pair(77, mix(before, after), here.shape);
  out.pair(78, here.word, before);
  out.pair(79, here.word, after);
  out.pair(80, glued, tokens[index]!.kind);
  // What opens and closes the stretch between two marks, and what follows it.
  out.add(81, forms[previous + 1]!.word);
  if (next >= 0) out.pair(82, after, (forms[next + 1] ?? outside).shape);
  if (next >= 0) out.pair(83, after, (forms[next + 1] ?? outside).word);
  if (previous > 0) out.pair(84, before, forms[previous - 1]!.word);
  if (previous > 0) out.pair(85, before, forms[previous - 1]!.shape);
  out.add(86, chunk & (isListed.publisher | isListed.organisation | isListed.place | isListed.journal | (1 << 9)));
  out.pair(87, chunk, sinceMark + 16 * toMark);
  out.add(88, sinceMark * 16 + toMark);
  if (next >= 0) out.pair(89, around.chunkListed[next + 1] ?? 0, after);
}

function addPlace(out: Collector, around: Surroundings, index: number): void {
  const { tokens, forms } = around;
  const here = forms[index]!;
  const kind = tokens[index]!.kind;
  const toEnd = tokens.length - 1 - index;
  const quoted = around.quoted[index]!;
  const bracket = around.bracket[index]!;
  const sinceYear = around.previousYear[index]! < 0 ? 15 : bucket(index - around.previousYear[index]!);
  const toYear = around.nextYear[index]! < 0 ? 15 : bucket(around.nextYear[index]! - index);
  const yearBracket = around.nextYear[index]! < 0 ? 0 : around.bracket[around.nextYear[index]!]!;
  const lastYearBracket = around.previousYear[index]! < 0 ? 0 : around.bracket[around.previousYear[index]!]!;
  const sinceQuotation = quoted === 1 ? 14 : around.previousQuotation[index]! < 0 ? 15 : bucket(index - around.previousQuotation[index]!);
  const toQuotation = quoted === 1 ? 14 : around.nextQuotation[index]! < 0 ? 15 : bucket(around.nextQuotation[index]! - index);
  const cueBefore = around.previousCue[index]!;
  const cueAfter = around.nextCue[index]!;
  const prose = Math.min(4, around.prose(index));
  out.add(100, bucket(index));
  out.add(101, bucket(toEnd));
  out.add(102, Math.floor((10 * index) / tokens.length));
  out.pair(103, quoted, here.shape);
  out.pair(104, quoted, kind);
  out.pair(105, bracket, kind);
  out.pair(106, bracket, here.word);
  out.pair(107, sinceYear, toYear);
  out.pair(108, sinceYear * 4 + lastYearBracket, kind);
  out.pair(109, toYear * 4 + yearBracket, kind);
  out.pair(110, sinceQuotation, toQuotation);
  out.pair(111, sinceQuotation, kind);
  out.pair(112, toQuotation, kind);
  if (cueBefore >= 0) out.pair(113, forms[cueBefore]!.word, bucket(index - cueBefore));
  if (cueBefore >= 0) out.pair(114, forms[cueBefore]!.word, kind);
  if (cueAfter >= 0) out.pair(115, forms[cueAfter]!.word, bucket(cueAfter - index));
  if (cueAfter >= 0) out.pair(116, forms[cueAfter]!.word, kind);
  out.pair(117, prose, kind);
  out.pair(118, prose, quoted * 4 + bracket);
  out.pair(119, sinceYear * 16 + toYear, sinceQuotation * 16 + toQuotation);
  out.pair(120, bucket(index), here.shape);
  out.pair(121, bucket(toEnd), here.shape);
  out.pair(122, mix(sinceYear, sinceQuotation), cueBefore < 0 ? 0 : forms[cueBefore]!.word);
}

/**
 * What the model sees of each token: the word and its neighbours, the marks and stretches around it, and where it stands among years,
 * quotation marks, brackets and words such as "in" and "ed.". Linear in the length of the text.
 */
export function featuresOf(text: string, tokens: readonly ModelToken[]): Features {
  const around = new Surroundings(text, tokens);
  const out = new Collector();
  const starts = new Uint32Array(tokens.length + 1);
  for (let index = 0; index < tokens.length; index++) {
    out.room(mostPerToken);
    starts[index] = out.size;
    out.add(0, 0);
    addWords(out, around, index);
    addMarks(out, around, index);
    addPlace(out, around, index);
  }
  starts[tokens.length] = out.size;
  return { ids: out.ids.subarray(0, out.size), starts };
}
