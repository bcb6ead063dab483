import { closedBehind, openBefore } from '../text/brackets.js';
import type { Span } from '../text/span.js';
import type { GivenTarget } from './document.js';

/** A citation as Pandoc writes it (https://pandoc.org/MANUAL.html#citation-syntax). */
export interface PandocCitation extends Span {
  targets: GivenTarget[];
  /** "@vale2018 [p. 3]" is part of the sentence; "[@vale2018, p. 3]" stands behind it. */
  inSentence: boolean;
  /** "-@vale2018": the author is named by the sentence itself. */
  yearOnly: boolean;
}

const key = /(?<![\p{L}\p{N}_.@\\])(-?)@(?:\{([^{}\s]{1,200})\}|([\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&+?<>~/-](?=[\p{L}\p{N}_/])){0,200}))/gu;
/** Code is no place for citations; here it still stands in its signs. */
const code = /(`{1,3})[^`]{1,1000}\1/gu;
/** Quarto's references to its own figures and sections: https://quarto.org/docs/authoring/cross-references.html */
const crossReference = /^(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|rem|sol|nte|tip|wrn|imp|cau)-/u;

interface Key extends Span {
  id: string;
  yearOnly: boolean;
}

function keysIn(text: string): Key[] {
  const codes = Array.from(text.matchAll(code), ({ index, 0: { length } }) => ({ start: index, end: index + length }));
  let at = 0;
  return Array.from(text.matchAll(key), ({ index, 0: { length }, 1: sign, 2: braced, 3: bare }) => ({ start: index, end: index + length, id: (braced ?? bare)!, yearOnly: sign === '-' })).filter(({ start, id }) => {
    while (at < codes.length && codes[at]!.end <= start) at++;
    return !crossReference.test(id) && !(codes[at] && codes[at]!.start <= start);
  });
}

/** The citations of a text, in order. */
export function findCitations(text: string): PandocCitation[] {
  const citations: PandocCitation[] = [];
  let behind = 0;
  const keys = keysIn(text);
  keys.forEach((one, index) => {
    if (one.start < behind) return;
    const open = openBefore(text, one.start);
    const close = text[open] === '[' ? closedBehind(text, one.end) : -1;
    const citation = close > 0 && open >= behind && text[close - 1] === ']' ? inBrackets(text, { start: open, end: close }, keys.slice(index, index + mostKeys)) : inSentence(text, one, keys.slice(index + 1, index + mostKeys));
    behind = citation.end;
    citations.push(citation);
  });
  return citations;
}

/** So many works a citation may have. */
const mostKeys = 60;

function inBrackets(text: string, { start, end }: Span, keys: readonly Key[]): PandocCitation {
  const within = keys.filter((one) => one.end <= end);
  return { start, end, targets: targetsOf(text, start + 1, end - 1, within), inSentence: false, yearOnly: within.every(({ yearOnly }) => yearOnly) };
}

/** "see @vale2018, p. 3; @roe2019": each key with what stands between it and its neighbours' semicolons. */
function targetsOf(text: string, from: number, to: number, keys: readonly Key[]): GivenTarget[] {
  let begin = from;
  return keys.map((one, index) => {
    const next = keys[index + 1]?.start ?? to;
    const semicolon = text.slice(one.end, next).indexOf(';');
    const ends = semicolon >= 0 ? one.end + semicolon : next;
    const signal = text.slice(begin, one.start).trim();
    begin = Math.min(ends + 1, next);
    return targetOf(one.id, signal, text.slice(one.end, ends));
  });
}

function targetOf(id: string, signal: string, suffix: string): GivenTarget {
  const words = suffix.replace(/^[\s,]{1,9}/u, '');
  const locator = /^\{([^{}]{0,100})\}/u.exec(words)?.[1] ?? words.trim();
  return { id, ...(signal === '' ? {} : { signal }), ...(locator === '' ? {} : { locator }) };
}

/** "@vale2018 [p. 3; also @roe2019]". */
function inSentence(text: string, { id, start, end, yearOnly }: Key, further: readonly Key[]): PandocCitation {
  const bracket = /^\s?\[(?!\^)/u.exec(text.slice(end, end + 3));
  const close = bracket ? closedBehind(text, end + bracket[0].length) : -1;
  if (!bracket || close < 0 || text[close] === '(') return { start, end, targets: [{ id }], inSentence: true, yearOnly };
  const inner = { start: end + bracket[0].length, end: close - 1 };
  const semicolon = text.slice(inner.start, inner.end).indexOf(';');
  const first = semicolon < 0 ? inner.end : inner.start + semicolon;
  const keys = further.filter((one) => one.end <= inner.end);
  if (keys.length > 0 && keys[0]!.start < first) return { start, end, targets: [{ id }], inSentence: true, yearOnly };
  return { start, end: close, targets: [targetOf(id, '', text.slice(inner.start, first)), ...targetsOf(text, first + 1, inner.end, keys)], inSentence: true, yearOnly };
}

/** Longest note within a paragraph. */
const longestNote = 5000;

/** "^[See Roe 2001.]": the note's words, and with its signs. */
export function findInlineNotes(text: string): { whole: Span; words: Span }[] {
  const found: { whole: Span; words: Span }[] = [];
  for (let at = text.indexOf('^['); at >= 0; at = text.indexOf('^[', at)) {
    const end = endOfNote(text, at + 2);
    if (end < 0) at += 2;
    else {
      found.push({ whole: { start: at, end: end + 1 }, words: { start: at + 2, end } });
      at = end + 1;
    }
  }
  return found;
}

function endOfNote(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < Math.min(text.length, from + longestNote); at++) {
    if (text[at] === '[') depth++;
    else if (text[at] === ']' && depth-- === 0) return at;
  }
  return -1;
}
