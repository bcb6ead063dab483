import { openBefore } from '../../text/brackets.js';
import { PassageBuilder, type Passage } from '../../text/passage.js';
import type { Span } from '../../text/span.js';
import { fromTex } from '../bib/fromTex.js';
import type { Block, GivenMarker, GivenTarget, Note } from '../document.js';
import { citeCommand, readCitation, type Manner } from './citing.js';
import { accents, floats, headings, mathEnvironments, noteMarks, notes, passedOver, quotationEnvironments, quoting, silent } from './commands.js';
import { verbatims, type TexSource } from './tex.js';

/** How a sentence names a work: "Vale (2018)", or a part of that; null for a work that is not known. */
export type Naming = (key: string, manner: Exclude<Manner, 'note' | 'silent'>) => string | null;

/** A passage being written. */
class Writing {
  readonly builder = new PassageBuilder();
  readonly markers: GivenMarker[] = [];
  private spaced = true;
  /** A marker that stands behind its words was taken out here. */
  private takenOut = false;

  space(): void {
    this.spaced = true;
  }

  /** Whether a space goes before words; one that stood before a marker that was taken out goes with it: "shown \cite{x}." */
  private part(words: string): void {
    if (this.spaced && this.builder.length > 0 && !(this.takenOut && /^[.,;:!?)\]]/u.test(words)) && !/\s/u.test(this.builder.last)) this.builder.add(' ');
    this.spaced = false;
    this.takenOut = false;
  }

  add(text: string, start: number, end: number): void {
    this.part(text[start] ?? '');
    this.builder.addSpan(text, start, end);
  }

  replace(words: string, start: number, length: number): void {
    if (words === '') return;
    this.part(words);
    this.builder.addReplacement(words, start, length);
  }

  mark(marker: Omit<GivenMarker, keyof Span>): void {
    const at = this.builder.length;
    this.markers.push({ ...marker, start: at, end: at });
    this.takenOut = true;
  }

  /** Words that stand for a citation. */
  name(words: string, place: Span, marker: Omit<GivenMarker, keyof Span>): void {
    this.part(words);
    const start = this.builder.length;
    this.builder.addReplacement(words, place.start, place.end - place.start);
    this.markers.push({ ...marker, start, end: this.builder.length });
  }

  finish(): { passage: Passage; markers: GivenMarker[] } {
    const passage = this.builder.build().trimEnd();
    return { passage, markers: this.markers.map((marker) => ({ ...marker, start: Math.min(marker.start, passage.length), end: Math.min(marker.end, passage.length) })) };
  }
}

/** A group or environment that is open, and what is to be done when it ends. */
interface Frame {
  /** The offset of its closing brace; for an environment its name. */
  ends: number | string;
  close: () => void;
}

const command = /\\(?:([A-Za-z@]+)(\*?)|([^]))/uy;
const plain = /[^\\{}%$~&`'\s-]+/uy;
const space = /\s+/uy;
const ligature = /---?|``|''|[`']|-/uy;
const ligatures: Record<string, string> = { '---': '—', '--': '–', '``': '“', "''": '”', '`': '‘', "'": '’' };
/** What an accent is set on. */
const accented = /\s*(?:\{[^{}]{0,30}\}|\\[ij](?![A-Za-z])|[^\\{}\s])/uy;
/** Longest formula within a sentence. */
const longestFormula = 2000;
const sentenceStart = /(?:^|[.!?:][”’")\]]{0,2}\s?)$/u;

/** Reads the running text and the notes of LaTeX, in one pass over its signs. */
export class LatexText {
  readonly blocks: Block[] = [];
  readonly notes: Note[] = [];
  readonly furniture: Span[] = [];
  /** Where each key is cited first. */
  readonly cited = new Map<string, Span>();
  private readonly frames: Frame[] = [];
  private readonly kinds: Block['kind'][] = [];
  private writing = new Writing();
  /** Within a figure, or what else is set aside. */
  private muted = false;
  private inNote = false;
  /** Marks of notes whose text is still to come. */
  private readonly pending: string[] = [];

  constructor(private readonly source: TexSource, private readonly naming: Naming) {}

  read({ start, end }: Span): this {
    for (let at = start; at < end; ) at = this.next(at);
    this.closeTo(0);
    this.flush();
    return this;
  }

  /** The words of a stretch, as one passage. */
  static passage(source: TexSource, span: Span): Passage {
    const { blocks } = new LatexText(source, () => null).read(span);
    const builder = new PassageBuilder();
    for (const { passage } of blocks) builder.add(builder.length > 0 ? ' ' : '').add(passage);
    return builder.build();
  }

  private matchAt(pattern: RegExp, at: number): RegExpExecArray | null {
    pattern.lastIndex = at;
    return pattern.exec(this.source.text);
  }

  /** Takes what stands at an offset, and gives what is behind it. */
  private next(at: number): number {
    const { text } = this.source;
    switch (text[at]) {
      case '\\':
        return this.takeCommand(at);
      case '%':
        return this.takeComment(at);
      case '{':
        this.frames.push({ ends: this.source.group(at)?.end ?? -1, close: () => undefined });
        return at + 1;
      case '}':
        this.closeGroup(at);
        return at + 1;
      case '$':
        return this.takeFormula(at);
      case '~':
      case '&':
        this.writing.space();
        return at + 1;
      default:
        return this.takeWords(at);
    }
  }

  private takeWords(at: number): number {
    const { text } = this.source;
    const blank = this.matchAt(space, at)?.[0];
    if (blank !== undefined) {
      if (/\n[^\S\n]*\n/u.test(blank)) this.endParagraph();
      else this.writing.space();
      return at + blank.length;
    }
    const sign = this.matchAt(ligature, at)?.[0];
    if (sign !== undefined && ligatures[sign] !== undefined) {
      if (!this.muted) this.writing.replace(ligatures[sign], at, sign.length);
      return at + sign.length;
    }
    const end = at + (this.matchAt(plain, at)?.[0].length ?? 1);
    if (!this.muted) this.writing.add(text, at, end);
    return end;
  }

  /** A comment takes its line's end along; an empty line behind it ends the paragraph. */
  private takeComment(at: number): number {
    const end = this.source.behindLine(at);
    if (/^[ \t]{0,80}\r?\n/u.test(this.source.text.slice(end, end + 82))) this.endParagraph();
    return end;
  }

  private takeFormula(at: number): number {
    const { text } = this.source;
    const sign = text.startsWith('$$', at) ? '$$' : '$';
    const end = text.slice(at + sign.length, at + longestFormula).search(sign === '$$' ? /\$\$/u : /(?<!\\)\$/u);
    const blank = end < 0 || /\n\s*\n/u.test(text.slice(at, at + end));
    if (blank) return at + sign.length;
    const start = at + sign.length;
    if (!this.muted && sign === '$') this.writing.add(text, start, start + end);
    else this.writing.space();
    return start + end + sign.length;
  }

  private takeCommand(at: number): number {
    const match = this.matchAt(command, at);
    if (!match) return at + 1;
    const end = at + match[0].length;
    const sign = match[3];
    if (sign !== undefined) return this.takeSign(sign, at, end);
    const name = match[1]!;
    const cite = citeCommand(name);
    if (cite) return this.takeCitation(cite, at, end);
    return this.takeNamed(name, at, end);
  }

  private takeSign(sign: string, at: number, end: number): number {
    const { source } = this;
    if (accents.has(sign)) return this.takeAccent(at, end);
    if (sign === '(' || sign === '[') {
      const closing = source.find(sign === '(' ? '\\)' : '\\]', end);
      if (sign === '(' && !this.muted) this.writing.add(source.text, end, closing);
      else this.writing.space();
      return closing + 2;
    }
    if (sign === '\\') {
      this.writing.space();
      return source.text[end] === '[' ? (source.option(end)?.next ?? end) : end;
    }
    if (/[\s,;:]/u.test(sign)) this.writing.space();
    else this.put(fromTex(`\\${sign}`), at, end);
    return end;
  }

  private put(words: string, start: number, end: number): void {
    if (!this.muted) this.writing.replace(words, start, end - start);
  }

  private takeAccent(at: number, end: number): number {
    const behind = this.matchAt(accented, end) ? accented.lastIndex : end;
    this.put(fromTex(this.source.text.slice(at, behind)), at, behind);
    return behind;
  }

  private takeNamed(name: string, at: number, end: number): number {
    const { source } = this;
    if (accents.has(name) && /[\s{\\]/u.test(source.text[end] ?? '')) return this.takeAccent(at, end);
    if (name === 'begin') return this.openEnvironment(at, end);
    if (name === 'end') return this.closeEnvironment(end);
    if (headings.has(name)) return this.openBlock('heading', end);
    if (name === 'caption') return this.openBlock('caption', end);
    if (name === 'blockquote' || name === 'blockcquote') return this.openQuotation(name, end);
    if (name === 'textcquote') return this.openCitedQuotation(end);
    if (quoting.has(name)) return this.openQuoted(this.behindOptions(this.passOver(name, end)));
    if (notes.has(name)) return this.openNote(name, at, end);
    if (noteMarks.has(name)) return this.takeNoteMark(end);
    if (name === 'item' || name === 'par') return this.takeBreak(name, end);
    if (name === 'verb') return this.takeVerbatim(end);
    if (name === 'url' || name === 'path' || name === 'nolinkurl') return this.takeAddress(end);
    if (name === 'def' || name === 'let' || name === 'gdef') return this.behindDefinition(name, end);
    if (silent.has(name)) return source.behindArguments(end);
    if (passedOver[name] !== undefined) return this.passOver(name, end);
    this.put(fromTex(`\\${name}`), at, end);
    // A letter that a command stands for goes on in what follows: "stra\ss e".
    const behind = source.text[end] === ' ' && /^\p{L}$/u.test(fromTex(`\\${name}`)) ? end + 1 : end;
    return source.text[behind] === '[' ? (source.option(behind)?.next ?? behind) : behind;
  }

  private passOver(name: string, from: number): number {
    let at = this.behindOptions(from);
    for (let count = passedOver[name] ?? 0; count > 0; count--) at = this.source.group(at)?.next ?? at;
    return at;
  }

  private behindOptions(from: number): number {
    let at = this.source.text[from] === '*' ? from + 1 : from;
    for (let option = this.source.text[at] === '[' ? this.source.option(at) : null; option; option = this.source.text[at] === '[' ? this.source.option(at) : null) at = option.next;
    return at;
  }

  /** Goes into the argument at an offset; `close` is done where it ends. */
  private enter(from: number, close: () => void): number {
    const group = this.source.group(from);
    if (!group) {
      close();
      return from;
    }
    this.frames.push({ ends: group.end, close });
    return group.start;
  }

  private closeGroup(at: number): void {
    if (this.frames.at(-1)?.ends === at) this.frames.pop()!.close();
    else if (this.frames.at(-1)?.ends === -1) this.frames.pop();
    else this.closeTo(this.frameThat(at));
  }

  /** The innermost frame that ends so; -1 where none of those near does. */
  private frameThat(ends: Frame['ends']): number {
    for (let index = this.frames.length - 1; index >= Math.max(0, this.frames.length - deepest); index--) if (this.frames[index]!.ends === ends) return index;
    return -1;
  }

  /** Ends a frame and all that was left open in it. */
  private closeTo(index: number): void {
    if (index < 0 || index >= this.frames.length) return;
    for (const { close } of this.frames.splice(index).reverse()) close();
  }

  private openBlock(kind: 'heading' | 'caption', from: number): number {
    const wasMuted = this.muted;
    this.flush();
    this.muted = false;
    this.kinds.push(kind);
    return this.enter(this.behindOptions(from), () => {
      this.flush();
      this.kinds.pop();
      this.muted = wasMuted;
    });
  }

  private openQuotation(name: string, from: number): number {
    const citation = name === 'blockcquote' ? readCitation(this.source, from, { before: 0, repeats: false }) : null;
    this.flush();
    this.kinds.push('quotation');
    return this.enter(citation?.next ?? this.behindOptions(from), () => {
      if (citation) this.citeQuoted(citation.targets, { start: from, end: citation.next });
      this.flush();
      this.kinds.pop();
    });
  }

  private openQuoted(from: number, close: () => void = () => undefined): number {
    const end = this.source.group(from)?.end ?? from - 1;
    this.put('“', from - 1, from);
    return this.enter(from, () => {
      this.put('”', end, end + 1);
      close();
    });
  }

  private openCitedQuotation(from: number): number {
    const citation = readCitation(this.source, from, { before: 0, repeats: false });
    return this.openQuoted(citation?.next ?? from, () => {
      if (citation) this.citeQuoted(citation.targets, { start: from, end: citation.next });
    });
  }

  private openEnvironment(at: number, end: number): number {
    const { source } = this;
    const named = source.group(end);
    if (!named) return end;
    const name = source.slice(named);
    if (verbatims.has(name) || mathEnvironments.has(name) || name === 'thebibliography') return this.passEnvironment(name, at, named.next);
    const wasMuted = this.muted;
    const isQuotation = quotationEnvironments.has(name);
    if (isQuotation || !/^(?:minipage|center|small|itshape)/u.test(name)) this.flush();
    if (isQuotation) this.kinds.push('quotation');
    if (floats.has(name)) this.muted = true;
    const citation = name === 'displaycquote' ? readCitation(source, named.next, { before: 0, repeats: false }) : null;
    this.frames.push({
      ends: name,
      close: () => {
        if (citation) this.citeQuoted(citation.targets, { start: at, end: citation.next });
        this.flush();
        if (isQuotation) this.kinds.pop();
        this.muted = wasMuted;
      },
    });
    return citation?.next ?? (isQuotation ? this.behindOptions(named.next) : source.behindArguments(named.next));
  }

  /** Sets an environment aside. */
  private passEnvironment(name: string, at: number, from: number): number {
    const closing = `\\end{${name}}`;
    const end = Math.min(this.source.text.length, this.source.find(closing, from) + closing.length);
    this.writing.space();
    this.furniture.push({ start: at, end });
    return end;
  }

  private closeEnvironment(end: number): number {
    const named = this.source.group(end);
    if (!named) return end;
    const name = this.source.slice(named);
    this.closeTo(this.frameThat(name));
    return named.next;
  }

  private openNote(name: string, at: number, end: number): number {
    const { source } = this;
    const number = source.text[end] === '[' ? source.option(end) : null;
    const isText = name.endsWith('text');
    const label = (number && source.slice(number).trim()) || (isText && this.pending.shift()) || String(this.notes.length + this.pending.length + 1);
    const id = `note:${this.notes.length + 1}`;
    const index = this.notes.push({ id, label, passage: new PassageBuilder().build(), place: isText ? 'end' : 'inline', group: 1, start: at, end: at }) - 1;
    if (isText) this.leadTo(label, id);
    else if (!this.muted) this.writing.mark({ kind: 'note', label, targets: [{ id }] });
    const { writing, inNote, muted } = this;
    this.writing = new Writing();
    this.inNote = true;
    this.muted = false;
    return this.enter(number?.next ?? end, () => {
      const { passage, markers } = this.writing.finish();
      const group = source.group(number?.next ?? end);
      this.notes[index] = { ...this.notes[index]!, passage, end: group?.next ?? end, ...(markers.length > 0 ? { markers } : {}) };
      Object.assign(this, { writing, inNote, muted });
    });
  }

  /** The mark of a note whose text has come only now. */
  private leadTo(label: string, id: string): void {
    const markers = [this.writing.markers, ...this.blocks.slice(-nearBlocks).map((block) => block.markers ?? [])].flat();
    const mark = markers.find(({ kind, targets }) => kind === 'note' && targets[0]!.id === `mark:${label}`);
    if (mark) mark.targets = [{ id }];
  }

  private takeNoteMark(end: number): number {
    const number = this.source.text[end] === '[' ? this.source.option(end) : null;
    const label = (number && this.source.slice(number).trim()) || String(this.notes.length + this.pending.length + 1);
    if (!number) this.pending.push(label);
    if (!this.muted) this.writing.mark({ kind: 'note', label, targets: [{ id: `mark:${label}` }] });
    return number?.next ?? end;
  }

  private takeBreak(name: string, end: number): number {
    this.endParagraph();
    return name === 'item' ? this.behindOptions(end) : end;
  }

  private takeVerbatim(end: number): number {
    const { text } = this.source;
    const sign = text[end] === '*' ? text[end + 1] : text[end];
    const from = text[end] === '*' ? end + 2 : end + 1;
    const closing = sign === undefined ? -1 : text.slice(from, from + longestFormula).indexOf(sign);
    if (closing < 0) return end;
    if (!this.muted) this.writing.add(text, from, from + closing);
    return from + closing + 1;
  }

  private takeAddress(end: number): number {
    const group = this.source.group(end);
    if (group && !this.muted) this.writing.add(this.source.text, group.start, group.end);
    return group?.next ?? end;
  }

  /** `\def\name#1{…}` */
  private behindDefinition(name: string, end: number): number {
    const { text } = this.source;
    if (name === 'let') return end + (/^\\[A-Za-z@]{1,60}\s?=?\s?(?:\\[A-Za-z@]{1,60})?/u.exec(text.slice(end, end + 130))?.[0].length ?? 0);
    const brace = text.slice(end, end + 200).indexOf('{');
    return brace < 0 ? end : (this.source.group(end + brace)?.next ?? end);
  }

  private takeCitation({ manner, before, repeats }: NonNullable<ReturnType<typeof citeCommand>>, at: number, end: number): number {
    const citation = readCitation(this.source, end, { before, repeats });
    if (!citation) return end;
    this.cite(citation.targets, manner, { start: at, end: citation.next });
    return citation.next;
  }

  private cite(targets: GivenTarget[], manner: Manner, place: Span): void {
    this.noteKeys(targets, place);
    if (manner === 'silent' || this.muted) return;
    const marker = markerOf(targets);
    if (manner === 'note' && !this.inNote) this.noteOf(marker, place);
    else this.citeInText(marker, manner === 'note' ? 'behind' : manner, place);
  }

  private noteKeys(targets: readonly GivenTarget[], place: Span): void {
    for (const { id } of targets) if (!this.cited.has(id)) this.cited.set(id, place);
  }

  /** The work that is quoted, behind the quotation. */
  private citeQuoted(targets: GivenTarget[], place: Span): void {
    this.noteKeys(targets, place);
    this.writing.mark({ ...markerOf(targets), raised: true });
  }

  /** `\footcite`: a note that is a citation and nothing else. */
  private noteOf(marker: Omit<GivenMarker, keyof Span>, place: Span): void {
    const id = `note:${this.notes.length + 1}`;
    const label = String(this.notes.length + this.pending.length + 1);
    this.notes.push({ id, label, passage: new PassageBuilder().build(), markers: [{ ...marker, start: 0, end: 0 }], place: 'inline', group: 1, ...place });
    this.writing.mark({ kind: 'note', label, targets: [{ id }] });
  }

  private citeInText(marker: Omit<GivenMarker, keyof Span>, manner: Exclude<Manner, 'note' | 'silent'>, place: Span): void {
    const before = this.tail();
    const inBracket = openBefore(before, before.length) >= 0;
    const leads = manner !== 'behind' || (!this.inNote && this.opensSentence(before, place.end));
    if (!leads && !inBracket) {
      this.writing.mark({ ...marker, raised: true });
      return;
    }
    const key = marker.targets[0]!.id;
    const words = this.naming(key, leads && manner === 'behind' ? 'within' : manner) ?? key;
    this.writing.name(words, place, { ...marker, ...(leads ? { leads } : {}) });
  }

  /** "\cite{vale2018} argues": the sentence begins with the work. One behind a full stop may belong to what it ends. */
  private opensSentence(before: string, end: number): boolean {
    return sentenceStart.test(before) && (before === '' || /^[\s~]{1,9}\p{Ll}/u.test(this.source.text.slice(end, end + 10)));
  }

  /** The last words of what is being written. */
  private tail(): string {
    return this.writing.builder.tail(longestTail);
  }

  private endParagraph(): void {
    if (this.inNote || this.kinds.length > 0) this.writing.space();
    else this.flush();
  }

  private flush(): void {
    if (this.inNote) {
      this.writing.space();
      return;
    }
    const { passage, markers } = this.writing.finish();
    this.writing = new Writing();
    if (passage.text !== '') this.blocks.push({ kind: this.kinds.at(-1) ?? 'paragraph', passage, ...(markers.length > 0 ? { markers } : {}) });
  }
}

const markerOf = (targets: GivenTarget[]): Omit<GivenMarker, keyof Span> => ({ kind: 'citation', label: `@${targets.map(({ id }) => id).join('; ')}`, targets });

/** What was opened farther out than so many groups and environments stays open. */
const deepest = 1000;
/** So near before a note's text its mark stands, in blocks. */
const nearBlocks = 12;
const longestTail = 420;
