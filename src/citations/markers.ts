import type { Block, GivenMarker, Note, SourceDocument } from '../documents/document.js';
import { plainDigits, raisedNumber, stuckSigns } from '../documents/noteNumber.js';
import { append } from '../text/multimap.js';
import { PassageBuilder, type Passage } from '../text/passage.js';
import type { Span } from '../text/span.js';
import type { Numeric } from './numeric.js';

/** A note's number in the running text. */
export interface NoteMarker {
  label: string;
  /** Offset in the clean passage of its block, right behind the words it follows. */
  at: number;
  /** Where the number stands in the source. */
  source: Span;
  /** null: the number stands in the text, but its note is not in the source. */
  note: Note | null;
  /** How sure it is that this number is a marker, 0..1. */
  confidence: number;
}

/** A block of running text without the note numbers that stuck to it. */
export interface CleanBlock {
  kind: Block['kind'];
  passage: Passage;
  markers: NoteMarker[];
  /** The citations that the format gives, with offsets in this passage; one that stood raised was taken out, and is empty. */
  citations: GivenMarker[];
  /** The raised numbers that cite, taken out of the passage: empty spans behind the words they follow. */
  numerics: Numeric[];
}

/** Digits in the text that may be a note's number. Offsets are in the block's passage. */
interface Candidate extends Span {
  block: number;
  value: number;
  score: number;
  source: number;
}

/** A note number that should stand in the text: one that has a note, or one between two that have. */
interface Expected {
  value: number;
  note: Note | null;
  /** The number stands before this offset of the source: before its own note, or the next that is there. */
  before: number;
  /** And behind this one, where its chapter begins. */
  from: number;
}

/** The numbers of each block that cite the bibliography, and so are no notes' numbers. */
export interface CitingNumbers {
  raised: readonly (readonly Numeric[])[];
  bracketed: readonly (readonly Numeric[])[];
}

/** Takes note numbers out of the running text, each settled to its note or to none, and the raised numbers that cite. */
export function findNoteMarkers(document: SourceDocument, { raised, bracketed }: CitingNumbers = { raised: [], bracketed: [] }): { blocks: CleanBlock[]; unmarked: Note[] } {
  const found = document.marked ? givenMarkers(document) : [...guessMarkers(document, (block) => [...(raised[block] ?? []), ...(bracketed[block] ?? [])]), ...signMarkers(document)];
  const byBlock = new Map<number, Found[]>();
  // A sign in a heading leads to a note on the text or its author, which supports no statement.
  for (const marker of found) if (document.blocks[marker.block]!.kind !== 'heading' || /\d/u.test(marker.label)) append(byBlock, marker.block, marker);
  const blocks = document.blocks.map((block, index) => cleanBlock(block, byBlock.get(index) ?? [], raised[index] ?? []));
  const marked = new Set(found.map(({ note }) => note));
  return { blocks, unmarked: document.notes.filter((note) => !marked.has(note)) };
}

interface Found extends Span {
  block: number;
  label: string;
  note: Note | null;
  confidence: number;
}

function cleanBlock({ kind, passage, markers: given = [] }: Block, found: readonly Found[], raised: readonly Numeric[]): CleanBlock {
  const builder = new PassageBuilder();
  const markers: NoteMarker[] = [];
  const citations: GivenMarker[] = [];
  const numerics: Numeric[] = [];
  let at = 0;
  const takeOut = ({ start, end }: Span): void => {
    if (start > at) builder.add(passage.slice(at, start).trimEnd());
    at = Math.max(at, end);
  };
  const inOrder = [...found, ...raised, ...given.filter((marker) => marker.kind === 'citation')].sort((a, b) => a.start - b.start);
  for (const marker of inOrder) {
    if ('numbers' in marker) {
      takeOut(marker);
      numerics.push({ ...marker, start: builder.length, end: builder.length });
    } else if (!('kind' in marker)) {
      takeOut(marker);
      const { label, note, confidence } = marker;
      markers.push({ label, at: builder.length, source: passage.spanInSource(marker), note, confidence });
    } else if (marker.raised) {
      takeOut(marker);
      citations.push({ ...marker, start: builder.length, end: builder.length });
    } else {
      builder.add(passage.slice(at, marker.start));
      const start = builder.length;
      builder.add(passage.slice(marker.start, marker.end));
      citations.push({ ...marker, start, end: builder.length });
      at = marker.end;
    }
  }
  builder.add(passage.slice(at));
  return { kind, passage: builder.build(), markers, citations, numerics };
}

/** The markers of a format that has its own. One that leads to several notes stands for each of them. */
function givenMarkers(document: SourceDocument): Found[] {
  const byId = new Map(document.notes.map((note) => [note.id ?? note.label, note]));
  return document.blocks.flatMap(({ markers = [] }, block) =>
    markers.filter(({ kind }) => kind === 'note').flatMap(({ start, end, targets }) =>
      targets.map(({ id }) => ({ block, start, end, label: byId.get(id)?.label ?? id, note: byId.get(id) ?? null, confidence: 1 })),
    ),
  );
}

/** How sure a sign is, or a letter, that has its note on its page. */
const sureSign = 0.9;

/** Signs and letters count up on no page but their own: each is the last of its kind before its note, behind the note of that sign before. */
function signMarkers({ blocks, notes }: SourceDocument): Found[] {
  const signed = notes.filter(({ label, place }) => place === 'foot' && !/^\d+$/u.test(label));
  if (signed.length === 0) return [];
  const bySign = new Map<string, (Span & { block: number; source: number })[]>();
  blocks.forEach(({ passage }, block) => {
    for (const { label, ...span } of stuckSigns(passage.text)) append(bySign, label, { ...span, block, source: passage.toSource(span.start) });
  });
  for (const places of bySign.values()) places.reverse();
  return signed.flatMap((note) => {
    const left = bySign.get(note.label) ?? [];
    let last: (typeof left)[number] | undefined;
    while (left.length > 0 && left.at(-1)!.source < note.start) last = left.pop();
    if (!last || note.start - last.source > farthest) return [];
    return { block: last.block, start: last.start, end: last.end, label: note.label, note, confidence: sureSign };
  });
}

function guessMarkers(document: SourceDocument, citing: (block: number) => readonly Span[]): Found[] {
  const expected = expectedNumbers(document.notes);
  const candidates = findCandidates(document.blocks, citing);
  const chain = align(expected, candidates);
  const numbered = document.notes.length > 0 ? chain : withoutNotes(chain);
  return numbered.map(({ candidate, expected: { value, note } }) => ({
    block: candidate.block,
    start: candidate.start,
    end: candidate.end,
    label: String(value),
    note,
    confidence: Math.min(1, candidate.score + (note ? 0.2 : 0)),
  }));
}

/** In a source without a single note, numbers are markers only if they stick to the text and count up from 1 without a gap. */
function withoutNotes(chain: readonly Match[]): Match[] {
  const sure = chain.filter(({ candidate }) => candidate.score >= 0.7);
  const counts = sure.every(({ expected }, index) => expected.value === index + 1);
  return counts && sure.length >= 3 ? [...sure] : [];
}

/** How many numbers beyond the last note are looked for: notes lost at a text's end. */
const beyondLast = 10;

/** The numbers the text should hold, in order, with those of lost notes put in; numbering may restart. */
function expectedNumbers(notes: readonly Note[]): Expected[] {
  const expected: Expected[] = [];
  let last = 0;
  for (const note of notes) {
    if (!/^\d+$/u.test(note.label)) continue;
    const value = Number(note.label);
    const { start: before, from = 0 } = note;
    if (value <= last) last = 0;
    for (let missing = last + 1; missing < value; missing++) expected.push({ value: missing, note: null, before, from });
    expected.push({ value, note, before, from });
    last = value;
  }
  for (let extra = 1; extra <= beyondLast; extra++) expected.push({ value: last + extra, note: null, before: Infinity, from: 0 });
  return expected;
}

/**
 * The ways a note's number stands in extracted text, each with how sure it is. Group 1 is the number.
 * A number may follow: a word or closing mark ("strategies.2"), a year's full stop ("1972.5"), a year itself ("20021"),
 * a closing mark and a space ("mistrust’. 35 When"); another that follows a word ("strategies.2,3").
 */
const shapes: { shape: RegExp; score: number }[] = [
  { shape: /(?<=[\p{Ll}\p{Lu}]{2}[.,;:!?…]?[)\]’”"'»*]{0,3}|[\p{L})\]’”"'»][.,;:!?…][’”"'»)]{0,2}|[’”)»])(\d{1,3})(?![\d\p{L}%°]|[.,]\d)/gu, score: 0.9 },
  { shape: /(?<=\b(?:1[5-9]|20)\d\d[.,;:)])(\d{1,3})(?![\d\p{L}%°])/gu, score: 0.5 },
  { shape: /(?<=\b(?:1[5-9]|20)\d\d)(\d{1,3})(?![\d\p{L}%°–-]|[.,]\d)/gu, score: 0.5 },
  { shape: /(?<=[\p{L})’”"][.!?,;:][’”"')]{0,2}\s)(\d{1,3})(?=\s+[‘“"]?\p{Lu})/gu, score: 0.4 },
  { shape: /(?<=\p{L}{2}[.;:!?…]?[)\]’”"'»*]{0,3})(\d{1,3})(?=,\d{1,3}(?![\d\p{L}%°]|\.\d))/gu, score: 0.6 },
  { shape: /(?<=\p{L}{2}[.;:!?…]?[)\]’”"'»*]{0,3}\d{1,3}(?:,\d{1,3}){0,5}),(\d{1,3})(?![\d\p{L}%°]|\.\d)/gu, score: 0.6 },
  { shape: /(?<=[.!?,;:][’”"']\s|[’”"'][.!?,;:]\s)(\d{1,3})(?=\s|$)/gu, score: 0.45 },
  { shape: /(?<=[\p{L}\d.,;:!?…’”"')]\s?)\[(\d{1,3})\]/gu, score: 0.7 },
  { shape: raisedNumber, score: 0.95 },
];

/** What a number belongs to when it is no marker: "p.18", "No.6", "2.8 million". */
const notMarker = /(?:\b(?:pp?|vols?|nos?|nr|art|ch|figs?|s|bd|eq|sec|resolution|covid)\.?|[\p{L}]-)$/iu;
const quantityNext = /^\s?(?:million|billion|per\s?cent|percent|%|kg|km|st\b|nd\b|rd\b|th\b)/iu;

function findCandidates(blocks: readonly Block[], citing: (block: number) => readonly Span[]): Candidate[] {
  const candidates: Candidate[] = [];
  blocks.forEach((block, index) => {
    const { text } = block.passage;
    const seen = new Set<number>();
    for (const { start, end } of citing(index)) for (let at = start; at < end; at++) seen.add(at);
    for (const { shape, score } of shapes) {
      for (const match of text.matchAll(shape)) {
        const digits = plainDigits(match[1]!);
        const start = match.index;
        const end = start + match[0].length;
        if (seen.has(start) || digits.startsWith('0')) continue;
        if (notMarker.test(text.slice(Math.max(0, start - 12), start)) || quantityNext.test(text.slice(end, end + 12))) continue;
        seen.add(start);
        // "G20", "F22": capitals with a number are names as often as acronyms with a marker.
        const capitals = /(?:^|[^\p{L}])\p{Lu}{1,6}$/u.test(text.slice(Math.max(0, start - 8), start));
        const sure = capitals ? score - 0.5 : score;
        candidates.push({ block: index, start, end, value: Number(digits), score: sure, source: block.passage.toSource(start) });
      }
    }
  });
  return candidates.sort((a, b) => a.block - b.block || a.start - b.start);
}

interface Match {
  expected: Expected;
  candidate: Candidate;
}

/** A note that is there outweighs one that is not; a number for a lost note must be better than a coincidence. */
const presentBonus = 1;
const missingCost = 0.25;

/**
 * The best pairing of expected numbers with numbers in the text, both in order: the heaviest increasing sequence,
 * over a Fenwick tree of running maxima, O(n log n) in the pairs.
 */
function align(expected: readonly Expected[], candidates: readonly Candidate[]): Match[] {
  const byValue = new Map<number, number[]>();
  expected.forEach(({ value }, place) => append(byValue, value, place));
  const links: { match: Match; previous: number; weight: number }[] = [];
  const best = new RunningBest(expected.length);
  for (const candidate of candidates) {
    for (const place of placesBehind(candidate, byValue.get(candidate.value) ?? [], expected)) {
      const wanted = expected[place]!;
      const gain = wanted.note ? candidate.score + presentBonus : candidate.score - missingCost;
      if (gain <= 0) continue;
      const before = best.upTo(place);
      const weight = gain + (before === null ? 0 : links[before]!.weight);
      links.push({ match: { expected: wanted, candidate }, previous: before ?? -1, weight });
      best.offer(place, links.length - 1, weight);
    }
  }
  const chain: Match[] = [];
  for (let at = best.upTo(expected.length) ?? -1; at >= 0; at = links[at]!.previous) chain.push(links[at]!.match);
  return chain.reverse();
}

/** Farthest a note at a page's end stands from its number, in characters. */
const farthest = 12_000;
/** In how many lists that all begin at 1 a number is looked for, the nearest first. */
const mostLists = 64;

/** Of the places that expect a candidate's number, those it can reach; from the last to the first, so that it is not used for two of them. */
function placesBehind({ source }: Candidate, places: readonly number[], expected: readonly Expected[]): number[] {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (expected[places[middle]!]!.before <= source) low = middle + 1;
    else high = middle;
  }
  const near = places.slice(low, low + mostLists).filter((place) => {
    const { note, before, from } = expected[place]!;
    return from <= source && (note?.place !== 'foot' || before - source < farthest);
  });
  return near.reverse();
}

/** For places 0..n-1: which offer with the greatest weight was made below a place. */
class RunningBest {
  private readonly offers: ({ link: number; weight: number } | null)[];

  constructor(private readonly size: number) {
    this.offers = Array.from({ length: size + 1 }, () => null);
  }

  upTo(place: number): number | null {
    let best: { link: number; weight: number } | null = null;
    for (let at = place; at > 0; at -= at & -at) {
      const offer = this.offers[at];
      if (offer && (!best || offer.weight > best.weight)) best = offer;
    }
    return best?.link ?? null;
  }

  offer(place: number, link: number, weight: number): void {
    for (let at = place + 1; at <= this.size; at += at & -at) {
      const offer = this.offers[at];
      if (!offer || weight > offer.weight) this.offers[at] = { link, weight };
    }
  }
}
