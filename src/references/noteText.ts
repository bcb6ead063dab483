import type { Span } from '../text/span.js';
import { proseWords } from './dictionary.js';
import { scanOrganisation, scanPeople, type NameList } from './normalise/names.js';
import { findUrls } from './normalise/url.js';
import { findQuotations, type Quotation } from './quotation.js';

/** What only references have: a year, a pinpoint, an address. */
const evidence = /(?:1[4-9]|20)\d\d|\b(?:pp?\.|S\.|n\.|at|ch\.|§)\s?\d|https?:|www\.|\bdoi\b/gi;
/** As far as a bracket may reach. */
const longestBracket = 300;
/** As far as a list of names is followed when only its beginning matters. */
const nameWindow = 600;

/** The text of a note with what its segmentation asks of it again and again, counted once: each question then takes constant time. */
export class NoteText {
  readonly quotations: readonly Quotation[];
  private readonly quotationStarts: ReadonlySet<number>;
  /** 1 within quotation marks, brackets and web addresses. */
  private readonly closed: Uint8Array;
  /** How many words of prose, and how many signs of a reference, stand before an offset. */
  private readonly proseBefore: Uint32Array;
  private readonly evidenceBefore: Uint32Array;

  constructor(readonly text: string) {
    this.quotations = findQuotations(text);
    this.quotationStarts = new Set(this.quotations.map((quotation) => quotation.start));
    this.closed = new Uint8Array(text.length);
    for (const { start, end } of [...this.quotations, ...findUrls(text)]) this.closed.fill(1, start, end);
    this.closeBrackets();
    this.proseBefore = countBefore(text, [...text.matchAll(/[\p{L}\p{M}]+/gu)].flatMap((word) =>
      this.closed[word.index] || !proseWords.has(word[0].toLowerCase()) ? [] : [word.index]));
    this.evidenceBefore = countBefore(text, [...text.matchAll(evidence)].map((sign) => sign.index).concat(this.quotations.map(({ start }) => start)));
  }

  private closeBrackets(): void {
    const { text, closed } = this;
    for (let at = 0; at < text.length; at++) {
      if ((text[at] !== '(' && text[at] !== '[') || closed[at]) continue;
      const close = bracketEnd(text, at);
      if (close > at) closed.fill(1, at, close + 1);
      at = Math.max(at, close);
    }
  }

  /** Within quotation marks, brackets or a web address, where no cut is made. */
  isClosed(at: number): boolean {
    return this.closed[at] === 1;
  }

  isQuotationStart(at: number): boolean {
    return this.quotationStarts.has(at);
  }

  /** Words outside quotation marks and brackets that prose has and references do without. */
  proseIn({ start, end }: Span): number {
    return this.proseBefore[Math.max(start, end)]! - this.proseBefore[start]!;
  }

  /** Do the words hold what only a reference has: a year, a pinpoint, a quoted title, an address? */
  hasEvidence({ start, end }: Span): boolean {
    return this.evidenceBefore[Math.max(start, end)]! > this.evidenceBefore[start]!;
  }

  /** The list of people that begins at `at`; the end of a very long one is not looked for. */
  peopleAt(at: number): NameList | null {
    return shifted(scanPeople(this.text.slice(at, at + nameWindow), 0), at);
  }

  organisationAt(at: number): NameList | null {
    return scanOrganisation(this.text, at);
  }

  slice({ start, end }: Span): string {
    return this.text.slice(start, end);
  }

  /** The span without white space at its ends. */
  trim({ start, end }: Span): Span {
    const words = this.text.slice(start, end);
    const from = start + words.length - words.trimStart().length;
    return { start: from, end: Math.max(from, start + words.trimEnd().length) };
  }
}

function shifted(list: NameList | null, by: number): NameList | null {
  return list && { ...list, end: list.end + by };
}

function countBefore(text: string, positions: readonly number[]): Uint32Array {
  const counts = new Uint32Array(text.length + 1);
  for (const position of positions) counts[position + 1]! += 1;
  for (let at = 1; at < counts.length; at++) counts[at]! += counts[at - 1]!;
  return counts;
}

function bracketEnd(text: string, open: number): number {
  let depth = 0;
  const limit = Math.min(text.length, open + longestBracket);
  for (let at = open; at < limit; at++) {
    if (text[at] === '(' || text[at] === '[') depth++;
    else if ((text[at] === ')' || text[at] === ']') && --depth === 0) return at;
  }
  return -1;
}
