import { openBefore } from '../text/brackets.js';
import type { Passage } from '../text/passage.js';
import type { Span } from '../text/span.js';
import type { BibliographyEntry, Block, GivenMarker, Note } from './document.js';
import type { MarkedBlock, MarkedNote, MarkedPassage, Pointer } from './markedText.js';

/** So many characters of a marker are its label. */
const longestLabel = 300;
/** How many entries "5–7" may stand for. */
const longestRange = 60;

/** "3", "[3,", "5–7]", "3, 5". */
const numbersOnly = /^[[(]?\d{1,4}(?:\s?[,;–-]\s?\d{1,4}){0,60}[\])]?[,;]?$/u;
const inBrackets = /^\[\d{1,4}\]$/u;
const dash = /^\s?[–-]\s?$/u;
/** What parts numbers that stand together. */
const partsNumbers = /^[\s,;–-]*$/u;
/** Behind such words a number is part of the sentence: "see ref. 3". */
const inSentence = /\b(?:refs?\.?|references?|citations?|see|in|from|by|of|and|to|with|than|nos?\.?)\s$/iu;

/** A pointer with what it leads to. */
interface Resolved extends Span {
  entries: string[];
  notes: string[];
}

/** What pointers may lead to. */
export class Targets {
  private readonly places: ReadonlyMap<string, number>;
  private readonly byNumber: ReadonlyMap<number, string>;

  /**
   * @param aliases ids that stand for several entries: a reference that holds more than one work
   * @param lostRaising whether numbers were raised on the page, and are not in the markup
   */
  constructor(
    private readonly entries: readonly BibliographyEntry[],
    private readonly aliases: ReadonlyMap<string, readonly string[]>,
    private readonly notes: ReadonlySet<string>,
    private readonly lostRaising: boolean,
  ) {
    this.places = new Map(entries.map(({ id = '' }, index) => [id, index]));
    this.byNumber = new Map(entries.map(({ id = '', label }, index) => [label !== null && /^\d+$/u.test(label) ? Number(label) : index + 1, id]));
  }

  /** The markers of a passage, in the order of its text. */
  markersOf({ passage: { text }, pointers, raised }: MarkedPassage): GivenMarker[] {
    const resolved = pointers.map((pointer) => this.resolve(pointer)).filter(({ entries, notes }) => entries.length + notes.length > 0);
    const runs = raisedRuns(text, [...resolved.filter((pointer) => this.wasRaised(text, pointer)), ...raisedMarkers(text, resolved, raised)]);
    const placed = placesOf(resolved, runs);
    const notes = placed.flatMap(({ pointer, span }) => pointer.notes.map((id): GivenMarker => ({ kind: 'note', label: labelOf(text, pointer), targets: [{ id }], ...span })));
    return [...this.citationsIn(text, placed.filter(({ pointer }) => pointer.entries.length > 0)), ...notes].sort((one, other) => one.start - other.start);
  }

  private citationsIn(text: string, placed: readonly Placed[]): GivenMarker[] {
    const markers: GivenMarker[] = [];
    placed.forEach((one, index) => {
      const { pointer, span, raised } = one;
      const [before, last] = [markers.at(-1), placed[index - 1]?.pointer];
      if (before && last && goesOn(text, before, last, one)) {
        before.end = Math.max(before.end, span.end);
        before.label = labelOf(text, before);
        before.targets.push(...this.further(text, last, pointer).map((id) => ({ id })));
      } else markers.push({ kind: 'citation', label: labelOf(text, span), targets: this.numbered(text, pointer).map((id) => ({ id })), ...span, ...(raised ? { raised } : {}) });
    });
    return markers;
  }

  /** "as was shown.3 It"; in a source of such numbers also "shown [3][4][5]", which GROBID makes of "shown.3–5". */
  private wasRaised(text: string, { start, end, entries }: Resolved): boolean {
    if (entries.length === 0) return false;
    return isBareNumber(text, { start, end }) || (this.lostRaising && inBrackets.test(text.slice(start, end)));
  }

  private resolve({ ids, cites, start, end }: Pointer): Resolved {
    const notes = ids.filter((id) => this.notes.has(id));
    const known = ids.flatMap((id) => this.aliases.get(id) ?? (this.places.has(id) ? [id] : []));
    return { start, end, notes, entries: known.length === 0 && cites && notes.length === 0 ? ids : known };
  }

  /** What a second pointer adds: itself, or with a dash between all from the one before. */
  private further(text: string, before: Resolved, pointer: Resolved): string[] {
    const [from, to] = [this.places.get(before.entries.at(-1)!), this.places.get(pointer.entries[0]!)];
    const isRange = dash.test(text.slice(before.end, pointer.start)) && from !== undefined && to !== undefined && to > from && to - from <= longestRange;
    return isRange ? [...this.entries.slice(from + 1, to).map(({ id = '' }) => id), ...pointer.entries] : this.numbered(text, pointer);
  }

  /** "3–7" of which only the first is linked: all the entries of those numbers, where the linked ones are among them. */
  private numbered(text: string, { start, end, entries }: Resolved): string[] {
    const words = text.slice(start, end);
    if (!numbersOnly.test(words)) return entries;
    const named = numbersIn(words).flatMap((number) => this.byNumber.get(number) ?? []);
    return named.length > entries.length && entries.every((id) => named.includes(id)) ? named : entries;
  }
}

/** A pointer with where its marker stands: where it stands itself, or the raised stretch around it. */
interface Placed {
  pointer: Resolved;
  span: Span;
  raised: boolean;
}

function placesOf(pointers: readonly Resolved[], runs: readonly Span[]): Placed[] {
  let at = 0;
  return pointers.map((pointer) => {
    while (at < runs.length && runs[at]!.end < pointer.end) at++;
    const run = runs[at];
    const raised = run !== undefined && run.start <= pointer.start;
    const { start, end } = raised ? run : pointer;
    return { pointer, span: { start, end }, raised };
  });
}

/** Whether a pointer belongs to the marker before it: raised with it, or "[3]–[7]", "[3][4]". */
const goesOn = (text: string, marker: GivenMarker, last: Span, { pointer, span }: Placed): boolean =>
  span.start < marker.end || (!marker.raised && partsNumbers.test(text.slice(last.end, pointer.start)) && isNumber(text, last) && isNumber(text, pointer));

const isNumber = (text: string, { start, end }: Span): boolean => numbersOnly.test(text.slice(start, end));

/** "3, 4" of "[3][4]", "3–5" of "[3]–[5]", "Roe 2001" of "(Roe 2001;". */
function labelOf(text: string, { start, end }: Span): string {
  const words = text.slice(start, Math.min(end, start + longestLabel)).trim().replace(/[\s,;]{1,9}$/u, '');
  if (/^[\s\d()[\],;–-]+$/u.test(words)) return words.replace(/[\])]\s?,?\s?[[(]/gu, ', ').replace(/\s?[\])]?([–-])[[(]?\s?/gu, '$1').replace(/[()[\]]/gu, '');
  const [opens, closes] = [/^[[(][^[(]*$/u.test(words), /[\])]$/u.test(words)];
  return words.slice(opens ? 1 : 0, closes && (opens || !/[[(]/u.test(words)) ? -1 : undefined);
}

function numbersIn(words: string): number[] {
  return Array.from(words.matchAll(/(\d{1,4})(?:\s?[–-]\s?(\d{1,4}))?/gu)).flatMap(([, first, last = first]) => {
    const [from, to] = [Number(first), Number(last)];
    return to < from || to - from > longestRange ? [from] : Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
}

/** Stretches of a text that are raised numbers which lead somewhere, with what parts them. */
function raisedRuns(text: string, spans: readonly Span[]): Span[] {
  const runs: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const run = runs.at(-1);
    if (run && (start <= run.end || partsNumbers.test(text.slice(run.end, start)))) run.end = Math.max(run.end, end);
    else runs.push({ start, end });
  }
  for (const run of runs) if (/^ [,.;:)\]]/u.test(text.slice(run.end, run.end + 2))) run.end++;
  return runs;
}

/** What is raised and leads somewhere, or parts what does. */
function raisedMarkers(text: string, pointers: readonly Resolved[], raised: readonly Span[]): Span[] {
  let at = 0;
  return raised.filter((span) => {
    while (at < pointers.length && pointers[at]!.start < span.start) at++;
    const pointer = pointers[at];
    return partsNumbers.test(text.slice(span.start, span.end)) || (pointer !== undefined && pointer.end <= span.end && isMarks(text, span));
  });
}

/** Raised words that are no marker: "2" of "m2", a whole sentence. */
const isMarks = (text: string, { start, end }: Span): boolean => end - start < 200 && /^[\s\d,;–\-[\]()*†‡§¶#‖a-z]*$/u.test(text.slice(start, end));

function isBareNumber(text: string, { start, end }: Span): boolean {
  const words = text.slice(start, end);
  return /^\d/u.test(words) && !/[\])]/u.test(words) && numbersOnly.test(words) && openBefore(text, start) < 0 && start > 0 && !inSentence.test(text.slice(Math.max(0, start - 12), start));
}

/** Of numbers that stand alone, so many stand without brackets in a source that raised them. */
const shareOfBare = 1 / 3;

function hasLostRaising(pointers: readonly { pointer: Pointer; passage: Passage }[]): boolean {
  const cited = pointers.filter(({ pointer }) => pointer.cites);
  const bare = cited.filter(({ pointer, passage }) => isBareNumber(passage.text, pointer)).length;
  const bracketed = cited.filter(({ pointer, passage }) => inBrackets.test(passage.text.slice(pointer.start, pointer.end))).length;
  return bare >= 3 && bare > (bare + bracketed) * shareOfBare;
}

/** GROBID's own name for a note, which no page has printed. */
const madeUp = /^foot_\d+$/u;

/** The blocks and notes with their markers, now that it is known what stands where. A note to which nothing leads has its marker where it stands. */
export function linked(blocks: readonly MarkedBlock[], notes: readonly MarkedNote[], entries: readonly BibliographyEntry[], aliases: ReadonlyMap<string, readonly string[]>): { blocks: Block[]; notes: Note[] } {
  const pointers = [...blocks, ...notes].flatMap((marked) => marked.pointers.filter(({ inline }) => !inline).map((pointer) => ({ pointer, passage: marked.passage })));
  const printed = new Map<string, string>();
  for (const { pointer, passage } of pointers) for (const id of pointer.ids) if (!printed.has(id)) printed.set(id, labelOf(passage.text, pointer));
  const targets = new Targets(entries, aliases, new Set(notes.map(({ id }) => id)), hasLostRaising(pointers));
  const markersOf = (marked: MarkedPassage): GivenMarker[] => targets.markersOf({ ...marked, pointers: marked.pointers.filter(({ inline, ids }) => !inline || !printed.has(ids[0]!)) });
  return {
    blocks: blocks.map((marked) => {
      const markers = markersOf(marked);
      return { kind: marked.kind, passage: marked.passage, ...(markers.length > 0 ? { markers } : {}) };
    }),
    notes: notes.map((note, index) => finishedNote(note, noteLabel(note, printed.get(note.id), index), markersOf)),
  };
}

function noteLabel({ label, passage }: MarkedNote, printed: string | undefined, index: number): string {
  if (label !== null) return label;
  if (printed !== undefined && printed !== '' && !madeUp.test(printed)) return printed;
  return /^(\d{1,4}|[*†‡§¶]{1,3})\s/u.exec(passage.text)?.[1] ?? String(index + 1);
}

/** A note without the number that stands before its words. */
function finishedNote({ id, passage, pointers, raised, place, start, end }: MarkedNote, label: string, markersOf: (marked: MarkedPassage) => GivenMarker[]): Note {
  const head = headLength(passage, label);
  const moved = <Moved extends Span>(spans: readonly Moved[]): Moved[] => spans.filter((span) => span.start >= head).map((span) => ({ ...span, start: span.start - head, end: span.end - head }));
  const words = passage.slice(head);
  const markers = markersOf({ passage: words, pointers: moved(pointers), raised: moved(raised) }).filter(({ kind }) => kind === 'citation');
  return { id, label, passage: words, place, group: 1, start, end, ...(markers.length > 0 ? { markers } : {}) };
}

/** How much of a note's words is its number. */
function headLength({ text }: Passage, label: string): number {
  if (!text.startsWith(label)) return 0;
  const behind = /^[.)\]]?\s+/u.exec(text.slice(label.length, label.length + 4));
  return behind ? label.length + behind[0].length : 0;
}
