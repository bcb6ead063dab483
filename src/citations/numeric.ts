import type { Locator } from '../csl.js';
import { plainDigits } from '../documents/noteNumber.js';
import { parseLocator } from '../references/normalise/locator.js';
import { append } from '../text/multimap.js';
import type { Span } from '../text/span.js';

/** A citation by number: "[3, 5–7]", "(3)", a raised "3,5". Offsets take in the brackets. */
export interface Numeric extends Span {
  label: string;
  numbers: number[];
  locator: Locator | null;
}

/** How a source sets the numbers of its citations. */
export type NumericStyle = 'brackets' | 'parentheses' | 'raised';

/** Numbers of one citation that are believed: more is a matrix or a date range, not a citation. */
const most = 60;
const dash = '[-‐‑–—−]';
const list = String.raw`\d{1,3}(?:\s?(?:[,;]|${dash}|and|&)\s?\d{1,3}(?!\d)){0,40}`;
const lead = String.raw`(?:(?:see(?:\salso)?|e\.\s?g\.,?|cf\.|reviewed\sin|vgl\.|siehe|refs?\.?|references?)\s){0,2}(?:refs?\.?\s)?`;
const tail = String.raw`(?:\s?[,;:]\s?(?:(?<pin>(?:pp?|S|ch|chap|sec|fig|§)\.?\s?[\divxl][\w\s,–-]{0,24})|[^()[\]\d][^()[\]=<>]{0,60}))?`;
const bracketed = {
  brackets: new RegExp(String.raw`\[(?:${lead})(?<numbers>${list})${tail}\](?:\s?${dash}\s?\[(?<last>\d{1,3})\])?`, 'giu'),
  parentheses: new RegExp(String.raw`\((?:${lead})(?<numbers>${list})${tail}\)`, 'giu'),
};

/** What a number in parentheses belongs to when it cites nothing: "Eq. (3)", "step (2)". */
const notCited = /(?:\b(?:eqs?|eqns?|equations?|formula|figs?|figures?|tables?|step|item|section|case|gleichung|abb|tab)\.?|[=<>~±+*/^×·])\s?$/iu;
/** "(1) that …, (2) that …": an enumeration's number stands before what it counts. */
const enumerated = /(?:^|[,;:.]\s?|\s(?:and|or|und|oder|et|y)\s)$/u;

/** The numbers of "3, 5–7". */
function numbersOf(words: string): number[] {
  return words.split(/[,;&]|and/u).flatMap((part) => {
    const [first = 0, last = first] = part.split(new RegExp(dash, 'u')).map(Number);
    return last < first || last - first > most ? [first] : Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/** Numbers in brackets or parentheses, in the order of the text. */
export function findNumeric(text: string, style: Exclude<NumericStyle, 'raised'> = 'brackets'): Numeric[] {
  const found = [...text.matchAll(bracketed[style])].flatMap(({ 0: words, index, groups }) => {
    const { numbers: listed, pin, last } = groups!;
    const label = last === undefined ? listed! : `${listed}–${last}`;
    const numbers = numbersOf(label);
    if (numbers.length > most || new Set(numbers).size < numbers.length || /[=+∈{]\s?$/u.test(text.slice(Math.max(0, index - 2), index)) || (style === 'parentheses' && notCited.test(text.slice(Math.max(0, index - 14), index)))) return [];
    return [{ start: index, end: index + words.length, label, numbers, locator: pin === undefined ? null : parseLocator(pin) }];
  });
  return style === 'brackets' ? found : withoutEnumerations(found, text);
}

function withoutEnumerations(found: readonly Numeric[], text: string): Numeric[] {
  const isItem = ({ start, end, label }: Numeric): boolean =>
    /^\d{1,2}$/.test(label) && /^\s\p{L}/u.test(text.slice(end, end + 2)) && enumerated.test(text.slice(Math.max(0, start - 6), start));
  const items = found.filter(isItem);
  const counted = new Set(items.filter(({ numbers: [number] }, index) => items[index + 1]?.numbers[0] === number! + 1 || items[index - 1]?.numbers[0] === number! - 1));
  return found.filter((one) => !counted.has(one));
}

/** A raised number that text extraction has set down: behind a word, its closing mark, or a year. */
const figures = String.raw`(?:\d{1,3}(?:(?:,\s?|${dash})\d{1,3}(?!\d))*|[⁰¹²³⁴-⁹]{1,3}(?:[,⁻˒’–-]{1,2}[⁰¹²³⁴-⁹]{1,3})*)`;
const word = String.raw`(?<word>(?<![\p{L}\d])\p{L}(?:[\p{L}’'-]{0,40}\p{L})?)`;
const mark = String.raw`(?<=\p{L}[)\]’”"'»%]{0,2}[.,;:!?…]{1,2}[’”"'»)]{0,2}|[\p{L}\d%][)\]’”"'»%]{1,2}[.,;:]?|(?<!\d)(?:1[5-9]|20)\d\d[.,;:)])`;
const raised = new RegExp(String.raw`(?:${word}|${mark}|(?<year>(?<!\d)(?:19|20)\d\d))(?<numbers>${figures})(?![\p{L}\d%°]|[.,]\d)`, 'gu');
const notRaised = /(?:^|[\s([])(?:pp?|vols?|nos?|nr|art|ch|figs?|s|bd|eqs?|sec|tab|suppl|ver|v)\.$/iu;

/**
 * How likely a number is raised by what it stands behind. Names end in capitals and a number ("BRCA1"), or come back with theirs ("unknown1");
 * capitals that stand without one too ("WHO") are as good as words.
 */
const likely = { mark: 0.9, word: 0.8, known: 0.6, capitals: 0.3, year: 0.3, comesBack: 0.1 } as const;
/** A number that was cited before is believed from here on. */
const believed = 0.5;

interface Raised extends Numeric {
  score: number;
  /** "cells3", where the number sticks to a word, and the word. */
  sticks: string | null;
  word: string | null;
}

function raisedIn(text: string): Raised[] {
  return [...text.matchAll(raised)].flatMap(({ 0: words, index, groups }) => {
    const { word: before, year, numbers: listed } = groups!;
    const start = index + words.length - listed!.length;
    if (listed!.startsWith('0') || notRaised.test(text.slice(Math.max(0, start - 8), start))) return [];
    const isRaised = /[⁰¹²³⁴-⁹]/u.test(listed!);
    const isName = before !== undefined && (/\p{Lu}$/u.test(before) || before.length < 3);
    const score = isRaised || (before === undefined && year === undefined) ? likely.mark : year !== undefined ? likely.year : isName ? likely.capitals : likely.word;
    const label = plainDigits(listed!).replace(/[⁻˒’]/gu, '–');
    return [{ start, end: start + listed!.length, label, numbers: numbersOf(label), locator: null, score, sticks: before === undefined || isRaised ? null : words, word: before ?? null }];
  });
}

/** A word that comes back with its number more often has it for a name. */
const mostRepeated = 2;
/** By so many a number may be ahead of those before it, and what each that is left out costs. */
const ahead = 8;
const leftOut = 0.15;
/** What each further number is worth that a citation is the first to give. */
const alsoNew = 0.1;

/** Raised numbers, by text: those that count up as citations do, so that a name's or a measure's number is none. @param last the bibliography's last */
export function findRaised(texts: readonly string[], last: number): Numeric[][] {
  const found = texts.map((text) => raisedIn(text).filter(({ numbers }) => numbers.every((number) => number > 0 && number <= last)));
  const times = new Map<string, number>();
  for (const { sticks } of found.flat()) if (sticks !== null) times.set(sticks, (times.get(sticks) ?? 0) + 1);
  const alone = wordsAlone(texts, found.flat().flatMap(({ score, word: capitals }) => (score === likely.capitals && capitals !== null && /^\p{Lu}{2,}$/u.test(capitals) ? [capitals] : [])));
  const scored = found.map((ones) =>
    ones.map((one) => {
      if (one.score === likely.capitals && alone.has(one.word!)) return { ...one, score: likely.known };
      return one.sticks !== null && times.get(one.sticks)! > mostRepeated ? { ...one, score: likely.comesBack } : one;
    }),
  );
  const first = firstCitations(scored.flat(), last);
  let seen = 0;
  const isCited = (one: Raised): boolean => {
    const isFirst = first.has(one);
    if (isFirst) seen = Math.max(seen, ...one.numbers);
    return isFirst || (one.score >= believed && one.numbers.every((number) => number <= seen));
  };
  return scored.map((ones) => ones.filter(isCited));
}

/** Those of the words that stand without a number as well. */
function wordsAlone(texts: readonly string[], words: readonly string[]): Set<string> {
  const sought = new Set(words);
  const alone = texts.flatMap((text) => text.match(/(?<![\p{L}\d-])[\p{L}’'-]{2,42}(?![\p{L}\d-])/gu) ?? []);
  return new Set(alone.filter((one) => sought.has(one)));
}

/** Where works are cited for the first time: the likeliest of the runs in which their numbers count up. */
function firstCitations(all: readonly Raised[], last: number): Set<Raised> {
  interface Link {
    one: Raised | null;
    before: Link | null;
    weight: number;
  }
  /** The best run that has come to each number. */
  const best: (Link | undefined)[] = Array.from({ length: last + 1 });
  best[0] = { one: null, before: null, weight: 0 };
  for (const one of all) {
    const sorted = [...one.numbers].sort((a, b) => a - b);
    const reached = sorted.at(-1)!;
    let link: Link | null = null;
    for (let seen = Math.max(0, sorted[0]! - ahead - 1); seen < reached; seen++) {
      const before = best[seen];
      const next = sorted.find((number) => number > seen)!;
      if (!before || next - seen > ahead) continue;
      const weight = before.weight + one.score - leftOut * (next - seen - 1) + alsoNew * (sorted.filter((number) => number > next).length);
      if (!link || weight > link.weight) link = { one, before, weight };
    }
    if (link && (!best[reached] || link.weight > best[reached]!.weight)) best[reached] = link;
  }
  const run = new Set<Raised>();
  let at: Link | null = best.reduce<Link | null>((most, link) => (link && (!most || link.weight > most.weight) ? link : most), null);
  for (; at?.one; at = at.before) run.add(at.one);
  return run;
}

/** Share of the bibliography's numbers that a style must show to be the source's. */
const shown = { brackets: 0, parentheses: 0.4, raised: 0.4 } as const;

/** The style in which a source cites most of the numbers of its bibliography; null where it cites hardly any by number. */
export function numericStyle(texts: readonly string[], numbers: ReadonlySet<number>): NumericStyle | null {
  const last = Math.max(...numbers);
  const byStyle: Record<NumericStyle, Numeric[]> = {
    brackets: texts.flatMap((text) => findNumeric(text)),
    parentheses: texts.flatMap((text) => findNumeric(text, 'parentheses')),
    raised: findRaised(texts, last).flat(),
  };
  const share = (style: NumericStyle): number => new Set(byStyle[style].flatMap((one) => one.numbers).filter((number) => numbers.has(number))).size / numbers.size;
  const shares = (Object.keys(byStyle) as NumericStyle[]).map((style) => ({ style, share: share(style) })).sort((a, b) => b.share - a.share);
  const [best] = shares;
  return best && best.share > shown[best.style] ? best.style : null;
}

/** A citation by a label: "[Val18, p. 4; VRo+19]". */
export interface Labelled extends Span {
  label: string;
  targets: { label: string; locator: Locator | null }[];
}

const labels = /\[([^[\]]{2,200})\]/gu;

/** Labels of the bibliography in brackets. */
export function findLabelled(text: string, known: ReadonlyMap<string, number>): Labelled[] {
  return [...text.matchAll(labels)].flatMap(({ 0: words, 1: inner, index }) => {
    const targets: Labelled['targets'] = [];
    for (const part of inner!.split(/\s?[;,]\s?/u)) {
      const last = targets.at(-1);
      if (known.has(part) && !/^\d+$/.test(part)) targets.push({ label: part, locator: null });
      else if (last && last.locator === null) last.locator = parseLocator(part);
      else return [];
    }
    return targets.length > 0 ? [{ start: index, end: index + words.length, label: inner!, targets }] : [];
  });
}

/** Numbers by which the entries of a bibliography are cited: their own, or their places where they have none but the text cites nearly all of them. */
export function numbered(labelsOfEntries: readonly (string | null)[], texts: readonly string[]): Map<number, number> {
  const own = new Map<number, number[]>();
  labelsOfEntries.forEach((label, entry) => {
    if (label !== null && /^\d{1,3}$/.test(label)) append(own, Number(label), entry);
  });
  if (own.size > 0) return new Map([...own].map(([number, [entry]]) => [number, entry!]));
  const places = new Map(labelsOfEntries.map((_, entry) => [entry + 1, entry]));
  const cited = new Set(texts.flatMap((text) => findNumeric(text)).flatMap(({ numbers }) => numbers));
  const known = [...cited].filter((number) => places.has(number)).length;
  return known >= 5 && known >= places.size * 0.6 && known >= cited.size * 0.9 ? places : new Map();
}
