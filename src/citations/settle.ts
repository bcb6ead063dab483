import * as l10n from '@vscode/l10n';
import type { Note } from '../documents/document.js';
import { leadsDown } from '../references/crossReference.js';
import type { CslName, Locator } from '../csl.js';
import { parseNote } from '../references/parse.js';
import type { Reference } from '../references/reference.js';
import { append } from '../text/multimap.js';
import type { Passage } from '../text/passage.js';
import type { Problem, ProblemCode } from '../text/problem.js';
import type { Span } from '../text/span.js';
import { bookFields, withBook, type ReadReference } from './chapter.js';
import { announcedIn, families, letters, shortFormOf, wordsOf, type ShortForm } from './shortForm.js';
import type { Settled, Works } from './works.js';
import { formatNumber } from '../words.js';

/** One work that a note points to, settled, or null where the note's words could not be settled. */
export interface Citation {
  work: number | null;
  locator: Locator | null;
  signal: string | null;
  /** Who is quoted, where the work only passes the words on: "Abba Eban, quoted in Powell …". */
  quoted: string | null;
  confidence: number;
  /** Where its words stand in the passage of its note. */
  span?: Span;
}

/** What a reference was settled to; `locator` where the words repeat the one before as well. */
interface Found {
  work: number;
  confidence: number;
  locator?: Locator | null;
}

/** Citations of the bibliography's works in a note's words; where they are numbers, the words around them name no works. */
export interface NotePointers {
  citations: readonly Citation[];
  byNumber: boolean;
}

interface ReadNote {
  note: Note;
  references: ReadReference[];
  pointers: readonly Citation[];
  problems: Problem[];
}

/** Where a reference stands: in which note, and behind what in it. */
interface Place {
  note: Note;
  index: number;
  before: readonly Citation[];
}

/** How sure a citation is, by what speaks for it. */
const sure = {
  full: 0.97,
  /** A note's number, and a name that its work has. */
  numbered: 0.97,
  /** A note's number alone, or with the name of one of its works. */
  chosen: 0.93,
  /** A note's number, and a name that was not read as its work's author's, though it stands there. */
  unnamed: 0.75,
  /** A name, in a note near the number or anywhere; of what the name itself is worth. */
  moved: 0.85,
  /** A name alone. */
  named: 0.93,
  /** A short form whose work was cited before, or is made of the short form. */
  made: 0.85,
  /** A work that is made of a title alone. */
  titleOnly: 0.6,
  /** The work cited last, of several by that name. */
  last: 0.6,
  /** The last work of a note with several. */
  ambiguous: 0.5,
  /** A note's number, though its work has another name. */
  doubtful: 0.45,
  nothing: 0.3,
} as const;
/** A fit of names and title from here on is one of the whole name. */
const fitsWell = 0.68;
/** Remarks that hold no reference may stand between a note and its ibid.; each makes it less sure. */
const remarkBetween = 0.75;
/** By so many notes a number may be off, in a source whose notes were numbered anew. */
const numbersOff = 3;
/** So many works are named in a problem. */
const mostNamed = 4;

/**
 * Settles every reference of every note to a work: full references first, so that a short form may stand before the note that
 * spells its work out; then, in the order of the text, short forms, ibid. and cross-references. What `pointersIn` finds in a note's
 * words is settled already.
 */
export function settleNotes(notes: readonly Note[], works: Works, pointersIn = noPointers): { citations: Map<Note, Citation[]>; problems: Problem[] } {
  const settler = new Settler(works, pointersIn);
  return { citations: settler.settle(notes), problems: settler.problems };
}

type PointersIn = (passage: Passage) => NotePointers;
const noPointers: PointersIn = () => ({ citations: [], byNumber: false });
const nothingNamed = { references: [], problems: [] };
const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** "* Professor of Law, University of …": a note on who wrote the text, which names no works. */
const isOnAuthor = ({ label, passage }: Note): boolean =>
  /^[*†‡§¶]/u.test(label) &&
  /^(?:the author|(?:assistant|associate|full|emeritus)?\s?(?:professor|lecturer)|senior|research|ph\.?d|dr\b|department|faculty|school|university|institute?|e-?mail|correspond|I (?:am|thank|would)|we (?:are|thank)|my thanks|thanks|professeure?|maître|wissenschaftliche|der autor|die autorin)/iu.test(passage.text);

/** "Roe (2001) shows that …", "Roe (2001), Doe (2004)": what is said of works, and no full reference to one. */
function isProse({ form, start, end }: Reference, pointers: readonly Citation[], text: string): boolean {
  if (form !== 'full') return false;
  const held = pointers.flatMap(({ span }) => (span && overlap(span, { start, end }) ? span : []));
  return held.length > 1 || held.some((span) => /^\)?\s\p{Ll}/u.test(text.slice(span.end, span.end + 3)));
}

/** A sentence is longer than the titles by which works are cited without quotation marks. */
const longestBareTitle = 5;

/** Words that name no one, no year and no page, and that nothing sets off: where they are no known work's title, they are prose. */
function isRemark({ form, item, locator, text }: Reference): boolean {
  if (form !== 'short' || item.type !== 'document' || item.author || item.editor || item.issued || locator) return false;
  return !/["“”‘„«»]|(?<!\p{L})’|’(?!\p{L})/u.test(text) && wordsOf(item.title).length > longestBareTitle;
}

/** "Ders., Recht und Konflikt": who wrote the work before wrote this one. */
const sameAuthor = /^(?:(?:ders|dies|dens|id|iid|ead)\.|(?:idem|eadem),)/i;

class Settler {
  readonly problems: Problem[] = [];
  private read: readonly ReadNote[] = [];
  private readonly byLabel = new Map<string, number[]>();
  private readonly settled = new Map<Note, Citation[]>();
  private readonly full = new Map<Reference, number>();
  /** When each work was last cited. */
  private readonly lastCited = new Map<number, number>();
  private cited = 0;

  constructor(private readonly works: Works, private readonly pointersIn: PointersIn) {}

  settle(notes: readonly Note[]): Map<Note, Citation[]> {
    this.read = notes.map((note, index) => {
      append(this.byLabel, note.label, index);
      const { citations: pointers, byNumber } = this.pointersIn(note.passage);
      const { references, problems } = byNumber || isOnAuthor(note) ? nothingNamed : parseNote(note.passage.text);
      const named = references.filter((reference) => !isProse(reference, pointers, note.passage.text));
      return { note, references: named.map(withBook), problems, pointers };
    });
    this.addFull();
    this.read.forEach((read, index) => this.settleNote(read, index));
    return this.settled;
  }

  private settleNote({ note, references, problems, pointers }: ReadNote, index: number): void {
    const before: Citation[] = [];
    this.settled.set(note, before);
    const settledAt = new Set<number>();
    for (const read of references) {
      const citation = this.citation({ note, index, before }, read);
      if (citation.work !== null) settledAt.add(read.reference.start);
      if (citation.work !== null || !isRemark(read.reference)) before.push(citation);
    }
    for (const pointer of pointers) this.point(pointer, references, before);
    // Words that say nothing by themselves may be the name by which a work was said to be cited.
    for (const { code, message, ...span } of problems) {
      if (code !== 'reference-unparsed' || !settledAt.has(span.start)) this.report(note, code, message, span);
    }
  }

  /** Puts what a note's words point to beside what they name, unless they name it too, or spell out another work there. */
  private point(pointer: Citation, references: readonly ReadReference[], before: Citation[]): void {
    const spelt = references.some(({ reference }) => this.full.has(reference) && overlap(reference, pointer.span!));
    if (spelt || before.some(({ work }) => work === pointer.work)) return;
    before.push(pointer);
    this.lastCited.set(pointer.work!, ++this.cited);
  }

  private addFull(): void {
    let authors: CslName[] | undefined;
    for (const { note, references } of this.read) {
      for (const { reference } of references) {
        if (authors && sameAuthor.test(reference.text)) reference.item = { ...reference.item, author: authors };
        authors = reference.item.author ?? authors;
        if (reference.form === 'full') this.full.set(reference, this.add(note, reference));
      }
      for (const { name, at } of announcedIn(note.passage.text)) {
        const named = references.findLast(({ reference }) => reference.start < at && this.full.has(reference));
        if (named) this.works.name(this.full.get(named.reference)!, name);
      }
    }
  }

  private report(note: Note, code: ProblemCode, message: string, span: Span): void {
    this.problems.push({ code, message, ...note.passage.spanInSource(span) });
  }

  private add(note: Note, reference: Reference): number {
    return this.works.add(reference.item, reference.confidence, this.mentionOf(note, reference));
  }

  private mentionOf(note: Note, reference: Reference): { text: string; note: string; start: number; end: number } {
    return { text: reference.text, note: note.label, ...note.passage.spanInSource(reference) };
  }

  private citation(place: Place, { reference, book }: ReadReference): Citation {
    const { locator, signal, quoted = null } = reference;
    const found = this.workOf(place, reference);
    if (found) {
      if (book) this.completeChapter(place, found.work, book);
      this.works.mention(found.work, this.mentionOf(place.note, reference));
      this.lastCited.set(found.work, ++this.cited);
    }
    const confidence = found ? Math.round(found.confidence * 100) / 100 : sure.nothing;
    const span = { start: reference.start, end: reference.end };
    return { work: found?.work ?? null, locator: locator ?? found?.locator ?? null, signal, quoted, confidence, span };
  }

  private workOf(place: Place, reference: Reference): Found | null {
    switch (reference.form) {
      case 'full':
        return { work: this.full.get(reference)!, confidence: sure.full };
      case 'short':
        return this.short(place.note, reference);
      case 'ibid':
        return this.ibid(place, reference);
      case 'cross-reference':
        return this.crossReference(place, reference);
    }
  }

  private completeChapter(place: Place, chapter: number, book: Reference): void {
    const found = this.workOf(place, book);
    if (!found || found.work === chapter) return;
    const fields = bookFields(this.works.list[found.work]!.item);
    this.works.complete(chapter, fields, Object.fromEntries(Object.keys(fields).map((variable) => [variable, found.confidence])));
  }

  /** Those of the works that were cited before, the last first. */
  private citedOf(works: readonly number[]): number[] {
    return works.filter((work) => this.lastCited.has(work)).sort((a, b) => this.lastCited.get(b)! - this.lastCited.get(a)!);
  }

  private titles(works: readonly number[]): string {
    const named = works.slice(0, mostNamed).map((work) => this.works.list[work]!.item.title ?? l10n.t('a work without a title'));
    return [...named, ...(works.length > mostNamed ? [l10n.t('{0} more', formatNumber(works.length - mostNamed))] : [])].join('; ');
  }

  /** Surname and short title, surname and year, or one of them. */
  private short(note: Note, reference: Reference): Found | null {
    const settled = this.works.settleShort(shortFormOf(reference)) ?? this.works.settleWords(`${reference.signal ?? ''} ${reference.text}`);
    if (settled && 'work' in settled) return settled;
    if (settled) {
      // A work is cited in full before it is cited by a surname.
      const [before, ...more] = this.citedOf(settled.several);
      if (before !== undefined && more.length === 0) return { work: before, confidence: sure.made };
      this.report(note, 'short-form-unsettled', l10n.t('Note {0} may mean more than one work: {1}. Choose one in claims.json.', note.label, this.titles(settled.several)), reference);
      return null;
    }
    if (isRemark(reference)) return null;
    if (!reference.item.title && !reference.item.issued) {
      this.report(note, 'short-form-unsettled', l10n.t('Note {0} names no work that this source cites elsewhere.', note.label), reference);
      return null;
    }
    // The full citation is missing from the source: the work is made of what is known.
    const { author, editor, issued } = reference.item;
    return { work: this.add(note, reference), confidence: author || editor || issued ? sure.made : sure.titleOnly };
  }

  /** Ibid. is the last work before it: in its own note, else in the note before, if that one is there and has one work only. */
  private ibid({ note, index, before }: Place, reference: Reference): Found | null {
    const without = (message: string): null => {
      this.report(note, 'ibid-without-work', message, reference);
      return null;
    };
    const own = before.at(-1);
    if (own) return own.work === null ? without(l10n.t('Note {0} says ibid., but what stands before it could not be settled.', note.label)) : { work: own.work, confidence: own.confidence, locator: null };
    let certainty = 1;
    for (let at = index - 1, label = Number(note.label); at >= 0; at--, label--) {
      const previous = this.read[at]!.note;
      if (Number.isFinite(label) && Number(previous.label) !== label - 1 && label !== 1) return without(l10n.t('Note {0} says ibid., but note {1}, which it means, is missing from the source.', note.label, label - 1));
      const citations = this.settled.get(previous) ?? [];
      const last = citations.at(-1);
      if (last) return last.work === null ? without(l10n.t('Note {0} says ibid., but the note before it could not be settled.', note.label)) : this.ibidOf(note, reference, citations, certainty);
      certainty *= remarkBetween;
    }
    return without(l10n.t('Note {0} says ibid., but no work stands before it.', note.label));
  }

  private ibidOf(note: Note, reference: Reference, citations: readonly Citation[], certainty: number): Found {
    const distinct = new Set(citations.map(({ work }) => work));
    const last = citations.at(-1)!;
    if (distinct.size > 1) {
      this.report(note, 'ibid-ambiguous', l10n.t('Note {0} says ibid. after a note with {1} works; the last of them was taken.', note.label, distinct.size), reference);
      return { work: last.work!, confidence: sure.ambiguous * certainty };
    }
    // "Ibid." alone repeats the page as well.
    return { work: last.work!, confidence: last.confidence * certainty, locator: last.locator };
  }

  /** "Vale (n 12) 45": the works of note 12, and among several the one whose author is named. */
  private crossReference(place: Place, reference: Reference): Found | null {
    const short = shortFormOf(reference);
    if (reference.note === undefined) return this.citedBefore(place, reference, short);
    const at = this.noteMeant(place.index, reference);
    const works = at === null ? [] : this.worksOf(at);
    const named = saysSomething(short);
    if (!named && works.length === 1) return { work: works[0]!, confidence: sure.chosen };
    const settled = named ? this.works.settleShort(short, works) : null;
    if (settled && 'work' in settled) {
      const certainty = works.length > 1 ? sure.chosen : sure.numbered;
      return { work: settled.work, confidence: settled.confidence < fitsWell ? sure.unnamed : certainty };
    }
    const found = this.byWords(works, short);
    if (found) return found;
    return named && !settled ? this.moved(place, reference, short, at, works) : this.unsettled(place.note, reference, at, works);
  }

  /** The note that a cross-reference names: the nearest of that number before it, or behind it where the words lead down. */
  private noteMeant(index: number, { note = '', text }: Reference): number | null {
    const labelled = this.byLabel.get(note) ?? [];
    const above = labelled.findLast((at) => at < index);
    const below = labelled.find((at) => at > index);
    return (leadsDown(text) ? below ?? above : above ?? below) ?? null;
  }

  /** The works of a note, each once; of one that stands further down, those of its full references. */
  private worksOf(at: number): number[] {
    const { note, references } = this.read[at]!;
    const works = this.settled.get(note)?.map(({ work }) => work) ?? references.map(({ reference }) => this.full.get(reference) ?? null);
    return [...new Set(works)].filter((work) => work !== null);
  }

  /** The one work of a note whose words hold the surname, where it was not read as its author's. */
  private byWords(works: readonly number[], { item }: ShortForm): Found | null {
    const [family] = families(item);
    if (family === undefined) return null;
    const holding = works.filter((work) => letters(this.works.list[work]!.mentions[0]!.text).includes(family));
    return holding.length === 1 ? { work: holding[0]!, confidence: sure.unnamed } : null;
  }

  /** The note that is named has no work by that name: it stands in a note near by, since notes were numbered anew, or elsewhere. */
  private moved(place: Place, reference: Reference, short: ShortForm, at: number | null, works: readonly number[]): Found | null {
    const near = at === null ? null : this.settleNear(at, short);
    const settled = near && 'work' in near ? near : this.works.settleShort(short);
    if (settled && 'work' in settled) return { work: settled.work, confidence: settled.confidence * sure.moved };
    const [only, ...more] = works;
    if (settled || only === undefined || more.length > 0) return this.unsettled(place.note, reference, at, works);
    const message = l10n.t('Note {0} points to note {1}, which cites only {2}: that was taken, though the name is another.', place.note.label, reference.note!, this.titles(works));
    this.report(place.note, 'cross-reference-unsettled', message, reference);
    return { work: only, confidence: sure.doubtful };
  }

  private settleNear(at: number, short: ShortForm): Settled {
    const from = Math.max(0, at - numbersOff);
    const near = this.read.slice(from, at + numbersOff + 1).flatMap((_, index) => this.worksOf(from + index));
    return this.works.settleShort(short, new Set(near));
  }

  private unsettled(note: Note, reference: Reference, at: number | null, works: readonly number[]): null {
    const notes = [note.label, reference.note!] as const;
    const message =
      at === null ? l10n.t('Note {0} points to note {1}, which is missing from the source.', ...notes)
      : works.length === 0 ? l10n.t('Note {0} points to note {1}, where no work could be found.', ...notes)
      : works.length === 1 ? l10n.t('Note {0} points to note {1}, which cites another work: {2}.', ...notes, this.titles(works))
      : l10n.t('Note {0} points to note {1}, which cites several works: {2}. Choose one in claims.json.', ...notes, this.titles(works));
    this.report(note, 'cross-reference-unsettled', message, reference);
    return null;
  }

  /** "Reiss, op. cit., p. 4", "Reiss, id.": the work by Reiss, and of several the one cited last. */
  private citedBefore({ note }: Place, reference: Reference, short: ShortForm): Found | null {
    const settled = saysSomething(short) ? this.works.settleShort(short) : null;
    if (settled && 'work' in settled) return { work: settled.work, confidence: Math.min(settled.confidence, this.lastCited.has(settled.work) ? sure.named : sure.made) };
    const [last, ...more] = this.citedOf(settled?.several ?? []);
    if (last !== undefined && more.length === 0) return { work: last, confidence: sure.made };
    const message =
      last !== undefined ? l10n.t('Note {0} may mean more than one work: {1}. The one cited last was taken.', note.label, this.titles([last, ...more]))
      : settled ? l10n.t('Note {0} may mean more than one work: {1}. Choose one in claims.json.', note.label, this.titles(settled.several))
      : l10n.t('Note {0} points to a work that this source does not cite elsewhere.', note.label);
    this.report(note, 'short-form-unsettled', message, reference);
    return last === undefined ? null : { work: last, confidence: sure.last };
  }
}

const saysSomething = ({ item }: ShortForm): boolean => families(item).length > 0 || item.title !== undefined || item.issued !== undefined;
