import * as l10n from '@vscode/l10n';
import type { BibliographyEntry, Block } from '../documents/document.js';
import { parseLocator } from '../references/normalise/locator.js';
import type { Passage } from '../text/passage.js';
import type { Problem } from '../text/problem.js';
import type { Span } from '../text/span.js';
import { findAuthorDates, type AuthorDate } from './authorDate.js';
import type { CleanBlock } from './markers.js';
import { Listed } from './listed.js';
import { findLabelled, findNumeric, findRaised, numbered, numericStyle, type Numeric, type NumericStyle } from './numeric.js';
import type { Citation, NotePointers } from './settle.js';
import { leadingSignal } from './signals.js';
import type { ReadClaim } from './source.js';
import type { Works } from './works.js';

/** A marker in a sentence, with what it stands for. `at` is the offset, in the block's passage, behind the words it supports. */
export interface Placed {
  at: number;
  marker: ReadClaim['marker'];
  citations: Citation[];
  confidence: number;
  /** Narrative markers stand before what they support: "Vale (2018) argues …". */
  leads: boolean;
}

export function citationOf(work: number | null, locator: Citation['locator'] = null, signal: string | null = null): Citation {
  return { work, locator, signal, quoted: null, confidence: work === null ? 0.3 : 0.97 };
}

/** How sure a number or label is that the bibliography has; what stands raised was told from other numbers by its words alone. */
const sure = { bracketed: 0.95, raised: 0.9 } as const;

/** From so many entries on a list is a bibliography, against which author-date citations are held. */
const bibliographyFrom = 3;

/** The citations that stand in the words of the running text, read with the bibliography in hand. */
export class InText {
  readonly problems: Problem[] = [];
  /** How many author-date citations were found. */
  dated = 0;
  /** Works by the numbers and labels of their entries. */
  private readonly byNumber = new Map<number, number>();
  private readonly byLabel = new Map<string, number>();
  private readonly listed = new Listed();
  private readonly style: NumericStyle | null;
  /** The raised numbers of each block that cite. Offsets are in its passage as read. */
  readonly raised: readonly (readonly Numeric[])[];
  /** Those in brackets, which are no notes' numbers. */
  readonly bracketed: readonly (readonly Numeric[])[];
  /** The work that was cited last. */
  private last: number | null = null;

  /** @param entries the bibliography, with the work of each */
  constructor(
    private readonly works: Works,
    entries: readonly { entry: BibliographyEntry; work: number }[],
    blocks: readonly Block[],
    notes: number,
  ) {
    const texts = blocks.map(({ passage }) => passage.text);
    for (const { entry, work } of entries) {
      if (entry.label !== null) this.byLabel.set(entry.label, work);
      this.listed.add(work, works.list[work]!.item, entry.passage.text);
    }
    for (const [number, entry] of numbered(entries.map(({ entry }) => entry.label), texts)) this.byNumber.set(number, entries[entry]!.work);
    const numbers = new Set(this.byNumber.keys());
    const style = numbers.size < 2 ? null : numericStyle(texts, numbers);
    // Where there are notes of that number, the raised numbers are theirs.
    this.style = style === 'raised' && notes > numbers.size / 2 ? null : style;
    const isGiven = blocks.some(({ markers = [] }) => markers.some(({ kind, raised }) => kind === 'citation' && raised));
    this.raised = this.style === 'raised' && !isGiven ? findRaised(texts, Math.max(...numbers)) : [];
    this.bracketed = this.style === 'brackets' ? texts.map((text) => findNumeric(text)) : [];
  }

  get isNumbered(): boolean {
    return this.byNumber.size > 1;
  }

  /** Whether a heading or caption has a citation, as far as can be seen at once. */
  mayCite({ passage, numerics, markers, citations }: CleanBlock): boolean {
    if (markers.length + citations.length + numerics.length > 0) return true;
    return this.listed.size >= bibliographyFrom && /\[\d{1,3}\s?[\],;–-]|\p{L}[^()]{0,40}(?:1[5-9]|20)\d\d[a-z]?\s?[);,]/u.test(passage.text);
  }

  /** The citations of a block but for those in `taken`, in no order. */
  find({ passage, numerics }: CleanBlock, taken: readonly Span[]): Placed[] {
    const isFree = (span: Span): boolean => taken.every(({ start, end }) => span.end <= start || span.start >= end);
    const { text } = passage;
    const dated = findAuthorDates(text, this.listed.size >= bibliographyFrom ? this.listed : null).filter(isFree);
    this.dated += dated.length;
    const inOrder: { start: number; placed: () => Placed | null }[] = [
      ...dated.map((citation) => ({ start: citation.start, placed: () => this.placeAuthorDate(citation, passage) })),
      ...repetitions(text).filter(isFree).map((one) => ({ start: one.start, placed: () => this.placeRepetition(one) })),
    ];
    const style = this.style === 'parentheses' ? 'parentheses' : 'brackets';
    const numeric = this.style === null || this.style === 'raised' ? [] : findNumeric(text, style).filter(isFree);
    return [
      ...inOrder.sort((a, b) => a.start - b.start).flatMap(({ placed }) => placed() ?? []),
      ...numeric.map((one) => this.placeNumeric(one, sure.bracketed)),
      ...numerics.map((one) => this.placeNumeric(one, sure.raised)),
      ...findLabelled(text, this.byLabel).filter(isFree).map(({ end, label, targets }) => ({
        at: end,
        marker: { kind: 'key', label } as const,
        citations: targets.map((target) => citationOf(this.byLabel.get(target.label)!, target.locator)),
        confidence: sure.bracketed,
        leads: false,
      })),
    ];
  }

  /** The works of the bibliography that a note's words point to. */
  inNote({ text }: Passage): NotePointers {
    const numbers = this.style === 'brackets' ? findNumeric(text).filter((one) => one.numbers.every((number) => this.byNumber.has(number))) : [];
    if (numbers.length > 0) return { byNumber: true, citations: numbers.flatMap((one) => this.placeNumeric(one, sure.bracketed).citations.map(spanning(one))) };
    const dated = this.listed.size < bibliographyFrom ? [] : findAuthorDates(text, this.listed);
    const sureOfOne = dated.filter(({ fit }) => fit?.sure && fit.works.length === 1);
    return { byNumber: false, citations: sureOfOne.map((one) => spanning(one)(citationOf(one.fit!.works[0]!, one.locator, one.signal))) };
  }

  private placeNumeric({ end, label, numbers, locator }: Numeric, confidence: number): Placed {
    const last = numbers.length - 1;
    return {
      at: end,
      marker: { kind: 'numeric', label },
      citations: numbers.map((number, index) => citationOf(this.byNumber.get(number) ?? null, index === last ? locator : null)),
      confidence,
      leads: false,
    };
  }

  private placeAuthorDate(citation: AuthorDate, passage: Passage): Placed {
    this.last = this.workOf(citation, passage);
    return {
      at: citation.narrative ? citation.end : citation.closes,
      marker: { kind: 'author-date', label: citation.label },
      citations: [citationOf(this.last, citation.locator, citation.signal)],
      confidence: citation.confidence,
      leads: citation.narrative,
    };
  }

  private workOf(citation: AuthorDate, passage: Passage): number | null {
    const span = passage.spanInSource(citation);
    const mention = { text: passage.text.slice(citation.start, citation.end), note: null, ...span };
    const { year, letter } = citation.date;
    const settled = citation.fit?.works ?? (year === null ? [] : this.works.settleAuthorDate(citation.authors, year, letter));
    const [work, ...more] = settled;
    if (work === undefined) return this.works.addAuthorDate(citation, mention);
    if (more.length === 0) {
      this.works.mention(work, mention);
      return work;
    }
    this.problems.push({ code: 'short-form-unsettled', message: l10n.t('“{0}” fits more than one work in the bibliography.', citation.label), ...span });
    return null;
  }

  /** "(ibid., p. 12)" is the work cited last in the running text. */
  private placeRepetition({ end, label, locator, signal }: Repetition): Placed | null {
    if (this.last === null) return null;
    return { at: end, marker: { kind: 'author-date', label }, citations: [citationOf(this.last, locator, signal)], confidence: 0.85, leads: false };
  }
}

const spanning = ({ start, end }: Span) => (citation: Citation): Citation => ({ ...citation, span: { start, end } });

interface Repetition extends Span {
  label: string;
  locator: Citation['locator'];
  signal: string | null;
}

const repeated = /\((?<lead>[\p{L}., ]{0,20}?)(?<label>(?:ibid|ebd|ebenda|ibidem|idem)\b\.?(?:[,:;]?\s?(?<pin>(?:[\p{L}§]{1,8}\.?\s?)?\d[\d\s,–-]{0,20}))?)\)/giu;

const repetitions = (text: string): Repetition[] =>
  Array.from(text.matchAll(repeated), ({ 0: words, index, groups }) => {
    const { lead, label, pin } = groups!;
    return { start: index, end: index + words.length, label: label!, locator: pin === undefined ? null : parseLocator(pin), signal: leadingSignal(lead!) };
  });
