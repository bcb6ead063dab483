import type { BibliographyEntry, GivenMarker, GivenTarget, Note } from '../document.js';
import { firstAt } from '../../text/firstAt.js';
import type { Passage } from '../../text/passage.js';
import { plainSign } from './divide.js';
import type { TypeLine } from './lines.js';
import type { TypeBlock } from './paragraphs.js';
import type { Rendition } from './rendition.js';

/** A raised number, sign or letter in the running text. Offsets are in the rendition. */
export interface Raised {
  block: number;
  start: number;
  end: number;
  /** As printed: "3, 5–7". */
  text: string;
  labels: string[];
  /** Index of its page. */
  page: number;
  /** What stands before and behind it in its line. */
  before: string;
  after: string;
}

export type Marker = Omit<GivenMarker, 'start' | 'end'> & { block: number; start: number; end: number };

const labelList = /^(?:\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20}|[*∗†‡§¶]{1,3}|\p{Ll})$/u;
const unit = /(?:^|[\s\d/·(×])(?:[kcmdµμn]?m|s|kg|ha|in|ft)$/u;
const variable = /(?:^|[\s(=<>+/×-])\p{L}$/u;

/** Every raised number that may be a marker: no exponent, no isotope's mass. */
export function raisedIn(blocks: readonly TypeBlock[], rendition: Rendition): Raised[] {
  return blocks.flatMap(({ lines }, block) => lines.flatMap((line) => raisedOf(line, block, rendition)));
}

function raisedOf(line: TypeLine, block: number, rendition: Rendition): Raised[] {
  const { start: offset } = rendition.line(line);
  const found: Raised[] = [];
  for (const { start, end } of raisedStretches(line)) {
    const text = line.text.slice(start, end);
    const before = line.text.slice(0, start);
    const after = line.text.slice(end);
    if (!labelList.test(text) || isExponent(text, before, after)) continue;
    found.push({ block, start: offset + start, end: offset + end, text, labels: labelsOf(text), page: line.page, before, after });
  }
  return found;
}

/** Raised runs side by side, or with a comma or dash between, are one, with the spaces around taken off. */
function raisedStretches({ text, runs }: TypeLine): { start: number; end: number }[] {
  const stretches: { start: number; end: number }[] = [];
  for (const { start, end, raised } of runs) {
    if (!raised) continue;
    const last = stretches.at(-1);
    if (last && /^\s?[,;–-]?\s?$/u.test(text.slice(last.end, start))) last.end = end;
    else stretches.push({ start, end });
  }
  return stretches.flatMap(({ start, end }) => {
    const words = text.slice(start, end);
    const from = start + words.length - words.trimStart().length;
    const to = start + words.trimEnd().length;
    // A comma may be raised with the number that it follows.
    const lead = /^[,;.]\s?/u.exec(text.slice(from, to))?.[0].length ?? 0;
    const tail = /\s?[,;.]$/u.exec(text.slice(from, to))?.[0].length ?? 0;
    return to - tail > from + lead ? [{ start: from + lead, end: to - tail }] : [];
  });
}

function isExponent(text: string, before: string, after: string): boolean {
  if (!/^\d/u.test(text)) return false;
  if (/^\p{L}/u.test(after) && /(?:^|\s)$/u.test(before)) return true;
  if (/(?:^|\D)(?:10|2)$/u.test(before) || /[=×^]\s?$/u.test(before)) return true;
  return /^[23]$/u.test(text) && (unit.test(before) || variable.test(before));
}

function labelsOf(text: string): string[] {
  return text.split(/[,;]/u).flatMap((part) => {
    const [first = '', last] = part.trim().split(/\s?[–-]\s?/u);
    if (last === undefined) return [plainSign(first)];
    const [from, to] = [Number(first), Number(last)];
    return to > from && to - from < 60 ? Array.from({ length: to - from + 1 }, (_, index) => String(from + index)) : [first];
  });
}

/**
 * Settles raised numbers to the notes of their page, or to those at the end, in order; then to the entries of a numbered bibliography.
 *
 * @param notes in the order of the source, each with the index of the page on which it begins
 */
export function settleRaised(raised: readonly Raised[], notes: ReadonlyMap<Note, number>, bibliography: readonly BibliographyEntry[]): Marker[] {
  const settler = new NoteSettler(notes);
  const entries = new Set(bibliography.flatMap(({ id }) => id ?? []));
  const byNotes = raised.map((one) => settler.settle(one));
  const toNotes = byNotes.filter((targets) => targets !== null).length;
  const numbered = entries.size >= 2 && toNotes < raised.length / 2;
  return raised.flatMap((one, index): Marker[] => {
    const { block, start, end, text: label } = one;
    const targets = byNotes[index]!;
    if (targets) return [{ kind: 'note', label, block, start, end, targets }];
    if (numbered && one.labels.every((id) => entries.has(id))) return [{ kind: 'citation', raised: true, label, block, start, end, targets: one.labels.map((id) => ({ id })) }];
    return [];
  });
}

/** How many end notes ahead of the last a number is looked for. */
const farthest = 12;

class NoteSettler {
  private readonly atFoot = new Map<string, Note>();
  private readonly atEnd: Note[];
  private lastAtEnd = -1;

  constructor(notes: ReadonlyMap<Note, number>) {
    this.atEnd = [...notes.keys()].filter(({ place }) => place === 'end');
    for (const [note, page] of notes) {
      const key = `${page} ${note.label}`;
      if (note.place === 'foot' && !this.atFoot.has(key)) this.atFoot.set(key, note);
    }
  }

  settle({ labels, page, before, text }: Raised): GivenTarget[] | null {
    const targets: GivenTarget[] = [];
    for (const label of labels) {
      const note = this.onPage(label, page) ?? this.onPage(label, page + 1) ?? (/\d$/u.test(before) && !/(?:1[5-9]|20)\d\d$/u.test(before) ? null : this.ahead(label));
      if (!note) return null;
      targets.push({ id: note.id! });
    }
    return text === '' ? null : targets;
  }

  private onPage(label: string, page: number): Note | null {
    return this.atFoot.get(`${page} ${label}`) ?? null;
  }

  private ahead(label: string): Note | null {
    const from = this.lastAtEnd + 1;
    const index = this.atEnd.findIndex((note, at) => at >= from && at < from + farthest && note.label === label);
    if (index < 0) return this.atEnd.slice(Math.max(0, from - farthest), from).find((note) => note.label === label) ?? null;
    this.lastAtEnd = index;
    return this.atEnd[index]!;
  }
}

/** Where an offset of the source stands in a passage. */
export function offsetIn(passage: Passage, source: number): number {
  const runs = passage.piecesWithOffsets();
  const run = runs[Math.max(0, firstAt(runs.length, (at) => runs[at]!.source > source) - 1)];
  return run ? run.at + Math.max(0, Math.min(source - run.source, run.length)) : 0;
}
