import * as l10n from '@vscode/l10n';
import type { Problem } from '../text/problem.js';
import type { Furniture } from './furniture.js';
import { authorFirst, blankLine, numbered, pageBreak } from './bibliography.js';
import { endsEarly, endsSentence, isRule, type Line } from './lines.js';
import { afterword, bibliographyHeading, noteHeading } from './headings.js';
import { noteHead, StuckNumbers, type NoteHead } from './noteNumber.js';
import { NoteDivisions } from './noteDivisions.js';

/** A note as lines: the first holds its number. */
export interface NoteLines {
  label: string;
  /** Offset in the first line's `text` where the note's words begin, after its number. */
  wordsAt: number;
  lines: Line[];
  place: 'foot' | 'end';
  group: number;
  /** Offset where the text of its chapter begins, where that is known. */
  from?: number;
}

export interface Division {
  /** Lines of the running text, in order. */
  body: BodyLine[];
  notes: NoteLines[];
  bibliography: Line[];
  furniture: Line[];
  problems: Problem[];
}

export interface BodyLine {
  line: Line;
  /** What stood between this line and the one before it. */
  gap: { blank: boolean; interrupted: boolean };
}

/** How far from its number a note at a page's end may stand, in characters. */
const farthest = 12_000;

/** How many missing notes in a row are believed before a number is taken for something else. */
const largestGap = 8;

/** A bibliography stands behind so much of the text, as a rule. */
const bibliographyFrom = 0.3;
/** So many lines below a heading tell whether it is a bibliography's. */
const listSample = 30;

/** What goes on with a sentence behind a number at a line's head: "[12], which will", "10 000", "2 had little". Notes begin with few words in lower case. */
const goesOn = /^(?:[,;.:)\]\d]|(?!(?:see|cf|ibid|idem|vgl|siehe|ebd|ders|dies|op|loc|e\.g|for|as|in|on|quoted|cited|de|du|di|da|del|dal|van|von|der|den|la|le|al|el|zu|http|www|voir|vedi)(?!\p{L}))\p{Ll})/u;

type Place = 'body' | 'foot' | 'end' | 'bibliography';

/** Tells running text, notes, bibliography and furniture apart, line by line. Works on words alone; see CONTRIBUTING, "How a page is taken apart". */
export function divide(text: string, lines: readonly Line[], furniture: Furniture, width: number): Division {
  return new Divider(text, lines, furniture, width).divide();
}

class Divider {
  private readonly result: Division = { body: [], notes: [], bibliography: [], furniture: [], problems: [] };
  private readonly pageStarts: Set<number>;
  private readonly numbers: StuckNumbers;
  private readonly divisions: NoteDivisions;
  /** The labels of the notes of this group. */
  private labels = new Set<string>();
  private place: Place = 'body';
  private lastNumber = 0;
  private group = 0;
  /** Whether a blank line, or nothing at all, stands above the next line. */
  private blank = true;
  private interrupted = false;
  private rulesSeen = 0;
  /** Offset of the first character after the last notes that stood at a page's end. */
  private bodyFrom = 0;
  /** Where the chapter begins whose notes at the end are read. */
  private chapterFrom: number | undefined;

  constructor(
    text: string,
    private readonly lines: readonly Line[],
    private readonly furniture: Furniture,
    private readonly width: number,
  ) {
    this.numbers = new StuckNumbers(text);
    this.divisions = new NoteDivisions(lines, furniture, this.numbers);
    this.pageStarts = new Set(furniture.pageStarts.slice(1).map((page) => page.line));
  }

  divide(): Division {
    for (let index = 0; index < this.lines.length; index++) this.take(index);
    return this.result;
  }

  private take(index: number): void {
    const line = this.lines[index]!;
    if (this.pageStarts.has(index)) this.startPage(line);
    if (this.furniture.isFurniture[index]) {
      this.result.furniture.push(line);
      return;
    }
    if (this.place !== 'end' && isRule(line) && this.ruleHeadsNotes(index)) {
      this.openNotes('foot');
      this.rulesSeen++;
      this.result.furniture.push(line);
      return;
    }
    if (line.words === '') {
      this.blank = true;
      return;
    }
    if (this.takeHeading(index)) return;
    this.placeLine(line, index);
    this.blank = false;
  }

  private startPage(line: Line): void {
    this.interrupted = true;
    if (this.place !== 'foot') return;
    this.place = 'body';
    this.bodyFrom = line.start;
  }

  /** Headings that open the notes at the end, the bibliography, or what comes after them. */
  private takeHeading(index: number): boolean {
    const line = this.lines[index]!;
    const { words } = line;
    if (words.length > 90 || /^\p{Ll}/u.test(words)) return false;
    if (bibliographyHeading.test(words) && this.listFollows(index)) this.place = 'bibliography';
    else if (noteHeading.test(words) && this.nextStartsNote(index)) this.openNotes('end');
    else if (this.place === 'end' && this.divisions.headsNotes(index, this.lastNumber)) {
      this.openNotes('end');
      this.chapterFrom = this.divisions.chapterOf(line) ?? this.chapterFrom;
    } else if (this.place === 'end' && this.isApart && this.divisions.headsChapter(index)) {
      this.resumeBody(line);
      this.chapterFrom = line.start;
      return false;
    } else if ((this.place === 'end' || this.place === 'bibliography') && afterword.test(words)) {
      this.resumeBody(line);
      return false;
    } else return false;
    this.result.furniture.push(line);
    this.blank = false;
    return true;
  }

  private get isApart(): boolean {
    return this.blank || this.interrupted;
  }

  private resumeBody(line: Line): void {
    this.place = 'body';
    this.bodyFrom = line.start;
  }

  /** Whether what follows a heading has years as entries have; before a text's end, where there is hardly more than its bibliography, more of them. */
  private listFollows(index: number): boolean {
    const following = this.lines.slice(index + 1, index + 1 + listSample).filter(({ words }) => words.length > 20);
    const dated = following.filter(({ words }) => /\b(?:1[5-9]|20)\d\d/u.test(words)).length;
    if (index > this.lines.length * bibliographyFrom) return dated >= following.length / 10;
    return following.length >= 3 && dated >= following.length / 3 && (authorFirst.test(following[0]!.words) || numbered.test(following[0]!.words));
  }

  private openNotes(place: 'foot' | 'end'): void {
    this.place = place;
    this.group++;
    this.labels = new Set();
    this.interrupted = true;
    this.blank = false;
    if (place === 'end') this.lastNumber = this.result.notes.length === 0 ? 0 : this.lastNumber;
  }

  private nextStartsNote(index: number): boolean {
    const at = this.divisions.nextFilled(index);
    const next = this.lines[at];
    return next !== undefined && (this.headOf(next, true) !== null || this.divisions.headsNotes(at, this.lastNumber));
  }

  /** A rule stands above notes, or above the rest of one that began on the page before. */
  private ruleHeadsNotes(index: number): boolean {
    const at = this.divisions.nextFilled(index);
    const next = this.lines[at];
    if (!next || at > index + 3) return false;
    if (this.headOf(next, true) !== null) return true;
    const last = this.result.notes.at(-1);
    return this.rulesSeen > 0 && last !== undefined && !endsSentence(last.lines.at(-1)!.words);
  }

  private placeLine(line: Line, index: number): void {
    if (this.place === 'bibliography') {
      if (this.interrupted) this.result.bibliography.push(pageBreak);
      else if (this.blank) this.result.bibliography.push(blankLine);
      this.interrupted = false;
      this.result.bibliography.push(line);
      return;
    }
    const inNotes = this.place !== 'body';
    const head = this.headOf(line, inNotes);
    if (head && (inNotes || this.notesBegin(line, index, head))) {
      if (!inNotes) this.openNotes('foot');
      this.startNote(line, head);
      return;
    }
    const note = this.result.notes.at(-1);
    if (note && inNotes && !this.textResumes(line, index)) {
      note.lines.push(line);
      return;
    }
    if (this.place === 'foot') this.bodyFrom = line.start;
    this.place = 'body';
    this.addBody(line);
  }

  private addBody(line: Line): void {
    this.result.body.push({ line, gap: { blank: this.blank, interrupted: this.interrupted } });
    this.interrupted = false;
  }

  private startNote(line: Line, { label, number, length }: NoteHead): void {
    const { notes, problems } = this.result;
    if (this.labels.has(label)) {
      problems.push({
        code: 'note-number-repeated',
        message: l10n.t('Two notes here are numbered {0}. Check which one each {0} in the text means.', label),
        start: line.start,
        end: line.end,
      });
    }
    this.labels.add(label);
    const lead = line.text.length - line.text.trimStart().length;
    notes.push({
      label,
      wordsAt: lead + length,
      lines: [line],
      place: this.place === 'end' ? 'end' : 'foot',
      group: this.group,
      ...(this.place === 'end' && this.chapterFrom !== undefined ? { from: this.chapterFrom } : {}),
    });
    if (!Number.isNaN(number)) this.lastNumber = number;
  }

  /** What a line opens a note with, if it can open one here: the next number, one a few further on, or a low one where numbering restarts. */
  private headOf(line: Line, inNotes: boolean): NoteHead | null {
    const head = noteHead(line.words);
    if (!head) return null;
    const { number, dated } = head;
    if (Number.isNaN(number)) return inNotes && this.isSign(line, head) ? head : null;
    if (dated && number !== this.lastNumber + 1) return null;
    const follows = number > this.lastNumber && number <= this.lastNumber + largestGap + (this.lastNumber === 0 ? 4 : 0);
    const restarts = this.lastNumber > 0 && (number === 1 || this.restartsAt(line, head));
    const repeats = inNotes && number === this.lastNumber && this.looksLikeNote(line.words);
    return follows || restarts || repeats ? head : null;
  }

  /** A star or dagger opens a note among notes; other signs, and letters, where they stand in the page's text. */
  private isSign(line: Line, { label }: NoteHead): boolean {
    return /^[*†‡]$/u.test(label) || (this.place !== 'end' && this.numbers.standsIn(label, this.bodyFrom, line.start));
  }

  /** Numbering restarts above 1 where the first notes are lost: at the head of a page's notes, with a number that stands in the page's text. */
  private restartsAt(line: Line, { label, number }: NoteHead): boolean {
    const heads = this.place === 'body' || this.labels.size === 0;
    return heads && number < this.lastNumber && number <= largestGap && this.numbers.standsIn(label, this.bodyFrom, line.start);
  }

  private looksLikeNote(words: string): boolean {
    return /\b(?:1[5-9]|20)\d\d\b|\bpp?\.\s?\d|\bibid|\bebd|\bsee\b|\bvgl\b|\bcf\.|[‘’“”"«»]|https?:|,\s\p{Lu}/iu.test(words);
  }

  /** Notes without a rule above them: their number was seen in the text of this page, and they read like notes. */
  private notesBegin(line: Line, index: number, { label, length }: NoteHead): boolean {
    if (!/\d/u.test(label) || goesOn.test(line.words.slice(length))) return false;
    const next = this.lines[index + 1]?.words ?? '';
    if (!this.looksLikeNote(`${line.words} ${next}`)) return false;
    return this.numbers.standsIn(label, Math.max(this.bodyFrom, line.start - farthest), line.start);
  }

  /** Whether a line that opens no note belongs to the running text again. */
  private textResumes(line: Line, index: number): boolean {
    if (this.place === 'end') return false;
    const note = this.result.notes.at(-1);
    const previous = note?.lines.at(-1);
    if (!note || !previous) return true;
    // A rule stood just above: what follows is the rest of the last note.
    if (this.interrupted && this.rulesSeen > 0 && note.group < this.group && this.lines[index - 1] && isRule(this.lines[index - 1]!)) return false;
    if (line.indent > 0 && line.indent < 4) return true;
    if (this.blank || this.numbers.standsIn(String(this.lastNumber + 1), line.start, line.end)) return true;
    const done = endsSentence(previous.words) || /\d$/u.test(previous.words);
    const body = this.result.body.at(-1)?.line.words ?? '';
    const goesOn = /^\p{Ll}/u.test(line.words) && !endsSentence(body);
    // A note that is over, and a sentence of the text that is not: "… p. 4." / "they wrote, and nobody answered".
    if (goesOn && /[\d)’”"]\.$/u.test(previous.words)) return true;
    return done && endsEarly(previous, line, this.width, goesOn ? 0.1 : 0.3);
  }
}
