import { outside, type Form } from './forms.js';
import { bucket, quotedAs, Surroundings, threeKinds } from './surroundings.js';
import type { ModelToken } from './words.js';

/** Takes the features of one token after the other. */
export interface FeatureSink {
  /**
   * Begins a group of features that depend on nothing but the group's number and two others (or hashes of more). False where it is known already what
   * such a group comes to: then its features are left out.
   */
  begins(group: number, one: number, other: number): boolean;
  /** A feature by the hash that the model knows it by. */
  add(hash: number): void;
}

const golden = 0x9e3779b9 | 0;

/** 32-bit hash of two. */
export function mix(one: number, other: number): number {
  let hash = Math.imul(one ^ ((other | 0) + golden + (one << 6) + (one >>> 2)), 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** The hash of a feature; `template` tells apart those that have the same value. */
const feature = (template: number, value: number): number => mix(template, value);
const pair = (template: number, one: number, other: number): number => mix(mix(template, one), other);

function addWord(out: FeatureSink, around: Surroundings, index: number): void {
  const { kind, word, shape, prefixes, suffixes, listed } = around.tokens[index]!.form;
  const quoted = around.quoted[index]!;
  const bracket = around.bracket[index]!;
  if (!out.begins(1, word, mix(shape, (quoted * 4 + bracket) * 32 + kind))) return;
  out.add(feature(1, word));
  out.add(feature(2, shape));
  for (let length = 0; length < 4; length++) {
    if (prefixes[length]) out.add(feature(3 + length, prefixes[length]!));
    if (suffixes[length]) out.add(feature(7 + length, suffixes[length]!));
  }
  for (let bits = listed, list = 0; bits > 0; bits >>= 1, list++) if (bits & 1) out.add(feature(11, list));
  out.add(pair(103, quoted, shape));
  out.add(pair(104, quoted, kind));
  out.add(pair(105, bracket, kind));
  out.add(pair(106, bracket, word));
}

/** The form of a token some way before or behind. */
function formAt({ tokens }: Surroundings, index: number): Form {
  return index >= 0 && index < tokens.length ? tokens[index]!.form : outside;
}

function addNeighbour(out: FeatureSink, around: Surroundings, index: number, offset: number): void {
  const { word, shape, listed, suffixes } = formAt(around, index + offset);
  if (!out.begins(5 + offset, word, shape)) return;
  const template = 20 + (offset + 3) * 4;
  out.add(feature(template, word));
  out.add(feature(template + 1, shape));
  if (listed) out.add(feature(template + 2, listed));
  if ((offset === 1 || offset === -1) && suffixes[2]) out.add(feature(template + 3, suffixes[2]!));
}

function addShapes(out: FeatureSink, around: Surroundings, index: number): void {
  const before = formAt(around, index - 1).shape;
  const here = around.tokens[index]!.form.shape;
  const after = formAt(around, index + 1).shape;
  if (!out.begins(10, mix(before, here), after)) return;
  out.add(pair(53, before, here));
  out.add(pair(54, here, after));
  out.add(pair(55, mix(before, here), after));
}

function addKinds(out: FeatureSink, around: Surroundings, index: number): void {
  const { tokens, kindsUpTo } = around;
  const { start, end, kind } = tokens[index]!;
  const glued = (index > 0 && tokens[index - 1]!.end === start ? 1 : 0) + (index + 1 < tokens.length && tokens[index + 1]!.start === end ? 2 : 0);
  const near = kindsUpTo[index + 1]! & threeKinds;
  if (out.begins(13, near, glued)) {
    out.add(pair(71, near, glued));
    out.add(pair(80, glued, kind));
  }
  const ahead = kindsUpTo[index + 3]!;
  if (out.begins(14, ahead, 0)) out.add(pair(72, ahead, 0));
  const behind = kindsUpTo[index]!;
  if (out.begins(15, behind, 0)) out.add(pair(73, behind, 0));
}

function addMarks(out: FeatureSink, around: Surroundings, index: number): void {
  const { tokens, marks } = around;
  const previous = marks.previous[index]!;
  const next = marks.next[index]!;
  const before = previous < 0 ? 0 : tokens[previous]!.form.word;
  const after = next < 0 ? 0 : tokens[next]!.form.word;
  const sinceMark = bucket(index - previous - 1);
  const toMark = bucket((next < 0 ? tokens.length : next) - index - 1);
  if (out.begins(16, before, mix(after, sinceMark * 16 + toMark))) {
    out.add(pair(74, before, after));
    out.add(pair(75, before, sinceMark));
    out.add(pair(76, after, toMark));
  }
}

/** What opens the stretch between two marks, and what stands before it. */
function addStretchStart(out: FeatureSink, around: Surroundings, index: number): void {
  const { tokens, marks } = around;
  const previous = marks.previous[index]!;
  const first = tokens[previous + 1]!.form.word;
  const before = previous > 0 ? tokens[previous]!.form.word : 0;
  const { word, shape } = previous > 0 ? tokens[previous - 1]!.form : outside;
  if (!out.begins(19, mix(first, before), mix(word, shape))) return;
  out.add(feature(81, first));
  if (previous <= 0) return;
  out.add(pair(84, before, word));
  out.add(pair(85, before, shape));
}

/** What closes the stretch between two marks, and what stands behind it. */
function addStretchEnd(out: FeatureSink, around: Surroundings, index: number): void {
  const { tokens, marks } = around;
  const next = marks.next[index]!;
  if (next < 0) return;
  const after = tokens[next]!.form.word;
  const { word, shape } = formAt(around, next + 1);
  const listed = next + 1 < tokens.length ? around.chunkListed[next + 1]! : 0;
  if (!out.begins(20, mix(after, listed), mix(word, shape))) return;
  out.add(pair(82, after, shape));
  out.add(pair(83, after, word));
  out.add(pair(89, listed, after));
}

function addPlace(out: FeatureSink, around: Surroundings, index: number): void {
  const { tokens } = around;
  const { shape } = tokens[index]!.form;
  const fromStart = bucket(index);
  const toEnd = bucket(tokens.length - 1 - index);
  const tenth = Math.floor((10 * index) / tokens.length);
  if (!out.begins(22, fromStart * 256 + toEnd * 16 + tenth, shape)) return;
  out.add(feature(100, fromStart));
  out.add(feature(101, toEnd));
  out.add(feature(102, tenth));
  out.add(pair(120, fromStart, shape));
  out.add(pair(121, toEnd, shape));
}

/** A distance that there is none to, and one within a quotation. */
const [nowhere, within] = [15, 14];

/** Where a token stands among years and quotations, and in what sentence. */
function addDistances(out: FeatureSink, around: Surroundings, index: number): void {
  const { years, quotations, cues, bracket, tokens } = around;
  const { kind } = tokens[index]!;
  const lastYear = years.previous[index]!;
  const nextYear = years.next[index]!;
  const sinceYear = lastYear < 0 ? nowhere : bucket(index - lastYear);
  const toYear = nextYear < 0 ? nowhere : bucket(nextYear - index);
  const sinceYearBracket = sinceYear * 4 + (lastYear < 0 ? 0 : bracket[lastYear]!);
  const toYearBracket = toYear * 4 + (nextYear < 0 ? 0 : bracket[nextYear]!);
  const quoted = around.quoted[index]!;
  const isWithin = quoted === quotedAs.inside;
  const lastQuotation = quotations.previous[index]!;
  const nextQuotation = quotations.next[index]!;
  const sinceQuotation = isWithin ? within : lastQuotation < 0 ? nowhere : bucket(index - lastQuotation);
  const toQuotation = isWithin ? within : nextQuotation < 0 ? nowhere : bucket(nextQuotation - index);
  if (out.begins(25, sinceYearBracket * 64 + toYearBracket, (sinceQuotation * 16 + toQuotation) * 32 + kind)) {
    out.add(pair(107, sinceYear, toYear));
    out.add(pair(108, sinceYearBracket, kind));
    out.add(pair(109, toYearBracket, kind));
    out.add(pair(110, sinceQuotation, toQuotation));
    out.add(pair(111, sinceQuotation, kind));
    out.add(pair(112, toQuotation, kind));
    out.add(pair(119, sinceYear * 16 + toYear, sinceQuotation * 16 + toQuotation));
  }
  const prose = Math.min(4, around.prose(index));
  const inside = quoted * 4 + bracket[index]!;
  if (out.begins(28, prose * 16 + inside, kind)) {
    out.add(pair(117, prose, kind));
    out.add(pair(118, prose, inside));
  }
  const cue = cues.previous[index]!;
  const cueWord = cue < 0 ? 0 : tokens[cue]!.form.word;
  if (out.begins(29, sinceYear * 16 + sinceQuotation, cueWord)) out.add(pair(122, mix(sinceYear, sinceQuotation), cueWord));
}

/** The words nearest before and behind that announce a field. */
function addCues(out: FeatureSink, { tokens, cues }: Surroundings, index: number): void {
  const { kind } = tokens[index]!;
  const last = cues.previous[index]!;
  const next = cues.next[index]!;
  if (last >= 0) {
    const { word } = tokens[last]!.form;
    const distance = bucket(index - last);
    if (out.begins(30, word, distance * 32 + kind)) {
      out.add(pair(113, word, distance));
      out.add(pair(114, word, kind));
    }
  }
  if (next >= 0) {
    const { word } = tokens[next]!.form;
    const distance = bucket(next - index);
    if (out.begins(31, word, distance * 32 + kind)) {
      out.add(pair(115, word, distance));
      out.add(pair(116, word, kind));
    }
  }
}

/**
 * Gives what the model sees of a token: the word and its neighbours, the marks and stretches around it, and where it stands among years,
 * quotation marks, brackets and words such as "in" and "ed.".
 */
export function addFeatures(out: FeatureSink, around: Surroundings, index: number): void {
  addWord(out, around, index);
  for (let offset = -2; offset <= 2; offset++) if (offset !== 0) addNeighbour(out, around, index, offset);
  addShapes(out, around, index);
  addKinds(out, around, index);
  addMarks(out, around, index);
  addStretchStart(out, around, index);
  addStretchEnd(out, around, index);
  addPlace(out, around, index);
  addDistances(out, around, index);
  addCues(out, around, index);
}

/** The features of the tokens of a text: those of token i are `ids[starts[i] .. starts[i + 1]]`, each a 32-bit hash. */
export interface Features {
  ids: Uint32Array;
  starts: Uint32Array;
}

/** Keeps the features of all tokens in one growing array. */
class FeatureList implements FeatureSink {
  ids = new Uint32Array(1 << 14);
  size = 0;

  begins(): boolean {
    return true;
  }

  add(hash: number): void {
    if (this.size === this.ids.length) {
      const larger = new Uint32Array(this.ids.length * 2);
      larger.set(this.ids);
      this.ids = larger;
    }
    this.ids[this.size++] = hash;
  }
}

/** The features that a model is trained on. Linear in the length of the text. */
export function featuresOf(text: string, tokens: readonly ModelToken[]): Features {
  const around = new Surroundings(tokens.length);
  around.survey(text, tokens);
  const out = new FeatureList();
  const starts = new Uint32Array(tokens.length + 1);
  for (let index = 0; index < tokens.length; index++) {
    addFeatures(out, around, index);
    starts[index + 1] = out.size;
  }
  return { ids: out.ids.subarray(0, out.size), starts };
}
