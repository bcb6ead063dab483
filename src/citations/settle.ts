import type { Note } from '../documents/document.js';
import type { Locator } from '../references/csl.js';
import { parseNote } from '../references/parse.js';
import type { ParsedNote, Reference } from '../references/reference.js';
import type { Problem, ProblemCode } from '../text/problem.js';
import type { Span } from '../text/span.js';
import type { Works } from './works.js';

/** One work that a note points to, settled, or null where the note's words could not be settled. */
export interface Citation {
  work: number | null;
  locator: Locator | null;
  signal: string | null;
  /** Who is quoted, where the work only passes the words on: "Abba Eban, quoted in Powell …". */
  quoted: string | null;
  confidence: number;
}

interface ReadNote {
  note: Note;
  parsed: ParsedNote;
}

/** Remarks that hold no reference may stand between a note and its ibid.; each makes it less sure. */
const remarkBetween = 0.75;

/**
 * Settles every reference of every note to a work: full references first, so that a short form may stand before the note that
 * spells its work out; then, in the order of the text, short forms, ibid. and cross-references.
 */
export function settleNotes(notes: readonly Note[], works: Works): { citations: Map<Note, Citation[]>; problems: Problem[] } {
  const read = notes.map((note) => ({ note, parsed: parseNote(note.passage.text) }));
  const settler = new Settler(read, works);
  return { citations: settler.settle(), problems: settler.problems };
}

class Settler {
  readonly problems: Problem[] = [];
  private readonly settled = new Map<Note, Citation[]>();
  private readonly full = new Map<Reference, number>();

  constructor(
    private readonly read: readonly ReadNote[],
    private readonly works: Works,
  ) {}

  settle(): Map<Note, Citation[]> {
    for (const { note, parsed } of this.read) {
      for (const problem of parsed.problems) this.report(note, problem.code, problem.message, problem);
      for (const reference of parsed.references) if (reference.form === 'full') this.full.set(reference, this.add(note, reference));
    }
    this.read.forEach(({ note, parsed }, index) => {
      const citations: Citation[] = [];
      this.settled.set(note, citations);
      for (const reference of parsed.references) citations.push(this.citation(note, index, reference, citations));
    });
    return this.settled;
  }

  private report(note: Note, code: ProblemCode, message: string, span: Span): void {
    this.problems.push({ code, message, ...note.passage.spanInSource(span) });
  }

  private add(note: Note, reference: Reference): number {
    return this.works.add(reference.item, reference.confidence, {
      text: reference.text,
      note: note.label,
      ...note.passage.spanInSource(reference),
    });
  }

  private citation(note: Note, index: number, reference: Reference, before: readonly Citation[]): Citation {
    const { locator, signal, quoted = null } = reference;
    const found = this.workOf(note, index, reference, before);
    if (found) this.works.mention(found.work, { text: reference.text, note: note.label, ...note.passage.spanInSource(reference) });
    return { work: found?.work ?? null, locator: locator ?? found?.locator ?? null, signal, quoted, confidence: found?.confidence ?? 0.3 };
  }

  private workOf(
    note: Note,
    index: number,
    reference: Reference,
    before: readonly Citation[],
  ): { work: number; confidence: number; locator?: Locator | null } | null {
    switch (reference.form) {
      case 'full':
        return { work: this.full.get(reference)!, confidence: 0.97 };
      case 'short':
        return this.short(note, reference);
      case 'ibid':
        return this.ibid(note, index, reference, before);
      case 'cross-reference':
        return this.crossReference(note, index, reference);
    }
  }

  private short(note: Note, reference: Reference): { work: number; confidence: number } | null {
    const settled = this.works.settleShort(reference.item);
    if (settled && 'work' in settled) return settled;
    if (settled) {
      const names = settled.several.map((work) => this.works.list[work]!.item.title ?? 'a work without a title').join('; ');
      this.report(note, 'short-form-unsettled', `Note ${note.label} may mean more than one work: ${names}. Choose one in claims.json.`, reference);
      return null;
    }
    if (!reference.item.title && !reference.item.issued) {
      this.report(note, 'short-form-unsettled', `Note ${note.label} names no work that this source cites elsewhere.`, reference);
      return null;
    }
    // The full citation is missing from the source: the work is made of what is known.
    return { work: this.add(note, reference), confidence: 0.85 };
  }

  /** Ibid. is the last work before it: in its own note, else in the note before, if that one is there and has one work only. */
  private ibid(note: Note, index: number, reference: Reference, before: readonly Citation[]): { work: number; confidence: number; locator?: Locator | null } | null {
    const own = before.at(-1);
    if (own) return own.work === null ? null : { work: own.work, confidence: own.confidence, locator: null };
    let sure = 1;
    for (let at = index - 1, label = Number(note.label); at >= 0; at--, label--) {
      const previous = this.read[at]!.note;
      if (Number.isFinite(label) && Number(previous.label) !== label - 1 && label !== 1) {
        this.report(note, 'ibid-without-work', `Note ${note.label} says ibid., but note ${label - 1}, which it means, is missing from the source.`, reference);
        return null;
      }
      const citations = this.settled.get(previous) ?? [];
      if (citations.length > 0) return this.ibidOf(note, reference, citations, sure);
      sure *= remarkBetween;
    }
    this.report(note, 'ibid-without-work', `Note ${note.label} says ibid., but no work stands before it.`, reference);
    return null;
  }

  private ibidOf(note: Note, reference: Reference, citations: readonly Citation[], sure: number): { work: number; confidence: number; locator?: Locator | null } | null {
    const distinct = new Set(citations.map(({ work }) => work));
    const last = citations.at(-1)!;
    if (last.work === null) {
      this.report(note, 'ibid-without-work', `Note ${note.label} says ibid., but the note before it could not be settled.`, reference);
      return null;
    }
    if (distinct.size > 1) {
      this.report(note, 'ibid-ambiguous', `Note ${note.label} says ibid. after a note with ${distinct.size} works; the last of them was taken.`, reference);
      return { work: last.work, confidence: 0.5 * sure };
    }
    // "Ibid." alone repeats the page as well.
    return { work: last.work, confidence: Math.min(last.confidence, 0.97) * sure, locator: last.locator };
  }

  /** "Vale (n 12) 45": the works of note 12, and among several the one whose author is named. */
  private crossReference(note: Note, index: number, reference: Reference): { work: number; confidence: number } | null {
    const named = this.read.slice(0, index + 1).findLast(({ note: { label } }) => label === reference.note) ?? this.read.find(({ note: { label } }) => label === reference.note);
    const works = [...new Set((named ? this.settled.get(named.note) ?? [] : []).map(({ work }) => work))].filter((work) => work !== null);
    if (works.length === 1) return { work: works[0]!, confidence: 0.95 };
    const settled = reference.item.author || reference.item.title ? this.works.settleShort(reference.item) : null;
    if (settled && 'work' in settled && (works.length === 0 || works.includes(settled.work))) return { work: settled.work, confidence: settled.confidence * 0.95 };
    const meant = reference.note === undefined ? 'an earlier note' : `note ${reference.note}`;
    this.report(note, 'cross-reference-unsettled', `Note ${note.label} points to ${meant}, where no one work could be found.`, reference);
    return null;
  }
}
