import type { Locator } from '../csl.js';
import type { Claim } from '../library/library.js';
import { fold } from '../text/fold.js';
import { sentences } from '../text/sentences.js';
import type { Span } from '../text/span.js';
import { isWeightless } from '../text/words.js';
import type { DocumentCitations } from './documentCitations.js';
import { locatorsMeet } from './locators.js';

/** Of so many letters a word is taken as its stem, so that "indoctrinated" is near "indoctrination" in any language. */
const stemLength = 6;
const longestRead = 4000;
const word = /[\p{L}\p{N}]{2,}/gu;

/** The stems of the words of a text that tell what it is about, each once. Of a longer text the beginning is read. */
export function stemsOf(text: string): ReadonlySet<string> {
  const words = fold(text.slice(0, longestRead)).match(word) ?? [];
  return new Set(words.filter((one) => !isWeightless(one)).map((one) => one.slice(0, stemLength)));
}

const stemsOfClaims = new WeakMap<Claim, ReadonlySet<string>>();

/** The stems of a claim's sentence, read once. */
export function stemsOfClaim(claim: Claim): ReadonlySet<string> {
  const known = stemsOfClaims.get(claim) ?? stemsOf(claim.claim);
  stemsOfClaims.set(claim, known);
  return known;
}

/**
 * How close each of some texts stands to what is written, 0..1: the cosine of their stems, each weighing the more the fewer of the texts have it.
 * Stems that none of the texts has say nothing.
 */
export function nearness(written: ReadonlySet<string>, texts: readonly ReadonlySet<string>[]): number[] {
  const counts = new Map<string, number>();
  for (const text of texts) for (const stem of text) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const weight = (stem: string): number => Math.log(1 + texts.length / counts.get(stem)!) ** 2;
  const sum = (stems: Iterable<string>): number => {
    let total = 0;
    for (const stem of stems) total += weight(stem);
    return total;
  };
  const told = [...written].filter((stem) => counts.has(stem));
  const whole = sum(told);
  return texts.map((text) => {
    const shared = sum(told.filter((stem) => text.has(stem)));
    return shared === 0 ? 0 : shared / Math.sqrt(whole * sum(text));
  });
}

/** What is being written at a place. */
export interface Written {
  /** The stems of its sentence. */
  stems: ReadonlySet<string>;
  /** The pinpoint of the citation there. */
  locator: Locator | null;
}

const longestSentence = 2000;

/** The sentence around an offset, without the citations in it: for one behind a full stop the sentence that it closes. */
export function writtenAt(document: DocumentCitations, offset: number): Written {
  const { start, text } = document.paragraphAt(offset);
  const from = Math.max(start, offset - longestSentence);
  const prose = withoutCitations(document, { start: from, end: Math.min(start + text.length, offset + longestSentence) });
  const sentence = sentences(prose).findLast((one) => from + one.start <= offset) ?? { start: 0, end: 0 };
  return { stems: stemsOf(prose.slice(sentence.start, sentence.end)), locator: document.at(offset)?.work.locator ?? null };
}

/** A stretch of a document with its citations blanked out; one that is a part of its sentence becomes a letter, so that it can begin one. */
export function withoutCitations(document: DocumentCitations, span: Span): string {
  let prose = '';
  let at = span.start;
  for (const { start, end, manner } of document.near(span)) {
    if (start < at || end > span.end) continue;
    prose += document.slice({ start: at, end: start }) + (manner === 'within' ? 'X' : '').padEnd(end - start);
    at = end;
  }
  return prose + document.slice({ start: at, end: span.end });
}

/** Where a claim places what it says in its work: its pinpoint, or its own page where the work itself says it. */
export function placeOf({ reference, locator, source: { page } }: Claim): Locator | null {
  if (reference !== null) return locator;
  return page === undefined ? null : { label: 'page', value: page };
}

/** The claims of a work by how close they stand to what is written: first those of the page that is cited, then by their words, else as they were. */
export function nearestClaims(claims: readonly Claim[], { stems, locator }: Written): Claim[] {
  const scores = nearness(stems, claims.map(stemsOfClaim));
  const isThere = (claim: Claim): boolean => {
    const place = locator && placeOf(claim);
    return place !== null && locatorsMeet(place, locator!);
  };
  const ranked = claims.map((claim, at) => ({ claim, score: scores[at]! + (isThere(claim) ? 2 : 0) }));
  return ranked.sort((a, b) => b.score - a.score).map(({ claim }) => claim);
}
