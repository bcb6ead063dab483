import type { Span } from '../../text/span.js';
import type { Label } from '../labels.js';
import type { Draft } from './draft.js';

/** Runs of figures as journals give them. Each named group gets the label of its name. */
const tails: readonly { pattern: RegExp; confidence: number }[] = [
  // 40(6), 70-75 · 28(4): 1164 · 26(2)
  { pattern: /\b(?<volume>\d{1,4}[A-Z]?)\s?\((?<issue>(?!(?:1[5-9]|20)\d\d\))(?:\p{L}{2,6}\.?\s?)?\d{1,4}(?:\s?[-‐‑–—/&,]\s?\d{1,4})?)\)(?:\s?[:,;]\s?(?<pages>[A-Za-z]?\d{1,6}(?:\s?[-‐‑–—]{1,2}\s?[A-Za-z]?\d{1,6})?))?(?![\p{L}\d])/gu, confidence: 0.95 },
  // 26.2 (2004) · 26: 2 (April 1995) · 45/3 (1999)
  { pattern: /(?<=[\p{L}.,”"’]\s)(?<volume>\d{1,3})[./:]\s?(?<issue>\d{1,2})(?=,?\s\()/gu, confidence: 0.93 },
  // 1980;6:230-240 · 34:242 · 607:221-231
  { pattern: /(?<![\d:])(?<volume>\d{1,4})\s?:\s?(?<pages>[A-Za-z]?\d{1,6}(?:\s?[-‐‑–—]{1,2}\s?[A-Za-z]?\d{1,6})?)(?![\p{L}\d:])/gu, confidence: 0.9 },
  // (1977) 42 · 12 (1975) 42 · 619, 755
  { pattern: /(?<=[\p{L}.,]\s?)\b(?<volume>\d{1,4}[A-Z]?)(?:\s?,\s?|\s)(?=\((?:1[5-9]|20)\d\d\))(?:\((?:1[5-9]|20)\d\d\))[:,;]?\s?(?:pp?\.?\s)?(?<pages>[A-Za-z]?\d{1,6}(?:\s?[-‐‑–—]{1,2}\s?[A-Za-z]?\d{1,6})?)(?![\p{L}\d])/gu, confidence: 0.94 },
  { pattern: /(?<=[\p{L}.]\s?,?\s?)\b(?<volume>\d{1,4})\s?,\s?(?<pages>[A-Za-z]?\d{1,6}(?:\s?[-‐‑–—]{1,2}\s?[A-Za-z]?\d{1,6})?)(?=\s?[.,;]?\s?\(?(?:1[5-9]|20)\d\d|[.;]?\s*$)/gu, confidence: 0.85 },
];

/** A range of figures by itself is pages, unless it may be years: "1780–1860". */
const bareRange = /(?<![\d\p{L}/.-])(?<pages>[A-Za-z]?\d{1,6}\s?[-‐‑–—]{1,2}\s?[A-Za-z]?\d{1,6})(?![\d\p{L}/-])/gu;

function isYears(text: string): boolean {
  return /^(?:1[4-9]|20)\d\d\s?[-‐‑–—]+\s?(?:(?:1[4-9]|20)\d\d|\d\d?)$/.test(text);
}

function paintGroups(draft: Draft, match: RegExpMatchArray, confidence: number, usable: (span: Span) => boolean): void {
  const whole = { start: match.index!, end: match.index! + match[0].length };
  let at = whole.start;
  const groups = Object.entries(match.groups!).flatMap(([label, value]) => {
    if (value === undefined) return [];
    const start = draft.text.indexOf(value, at);
    at = start + value.length;
    return [{ label: label as Label, start, end: at }];
  });
  if (!usable(whole) || !groups.every((group) => draft.isFree(group))) return;
  for (const { label, start, end } of groups) draft.paint({ start, end }, label, confidence);
}

/** Labels volume, issue and pages that are told by their order alone. */
export function paintTail(draft: Draft, usable: (span: Span) => boolean): void {
  for (const { pattern, confidence } of tails) {
    for (const match of draft.text.matchAll(pattern)) paintGroups(draft, match, confidence, usable);
  }
  if (draft.has('pages')) return;
  for (const pattern of [preface, bareEnd]) for (const match of draft.text.matchAll(pattern)) paintGroups(draft, match, 0.85, usable);
  for (const match of draft.text.matchAll(bareRange)) {
    const marked = /[:,]\s*$/.test(draft.text.slice(Math.max(0, match.index - 3), match.index));
    if (!isYears(match[0]) || (marked && draft.has('date') && draft.has('volume'))) paintGroups(draft, match, 0.8, usable);
  }
}

/** Labels the figures of "(1979) 27 Political Studies 183, 190" once its date is known; what stands between them is the journal. */
export function paintReport(draft: Draft, usable: (span: Span) => boolean): void {
  const pattern = /[([](?:1[5-9]|20)\d\d[)\]]\s(?:(?<volume>\d{1,4})\s)?(?<container>\p{Lu}[\p{L}\p{M}.&',\s]{1,80}?)\s(?<pages>\d{1,5}(?:[-‐‑–]\d{1,5})?)(?:,\s(?:at\s)?(?<locator>\d{1,5}(?:[-‐‑–]\d{1,5})?))?(?=[\s.;,)]|$)/gu;
  for (const match of draft.text.matchAll(pattern)) {
    if (!usable({ start: match.index, end: match.index + 1 }) || match.groups!.container!.includes(', ')) continue;
    let at = match.index + 5;
    for (const [group, value] of Object.entries(match.groups!)) {
      if (value === undefined) continue;
      const start = draft.text.indexOf(value, at);
      at = start + value.length;
      draft.paint({ start, end: at }, group === 'container' ? 'container-title' : (group as Label), 0.92);
    }
  }
}

/** Roman numerals behind a bracket or title are pages of a preface: "(RAND, 2008), xiii–xiv." */
const preface = /(?<=[)”’"»\]],\s)(?<pages>[ivxlc]{1,7}(?:\s?[-‐‑–—]\s?[ivxlc]{1,7})?)(?=[.;]?\s*$)/gu;

/** A figure that ends a short form is where it points: "Powell, Talking to Terrorists, 24." */
const bareEnd = /(?<=[\p{L}”’"»?!],\s)(?<pages>(?!(?:1[5-9]|20)\d\d(?:\D|$))\d{1,4})(?=\.?\s*$)/gu;

/** Gives the figures still free after the title their part by order: volume, then pages; one alone after a date or a bracket is a page. */
export function paintFigures(draft: Draft, from: number): void {
  const free = draft.tokens.flatMap((token, index) =>
    token.kind === 'number' && token.start >= from && draft.labelAt(index) === undefined && /^\d{1,5}$/.test(token.text) ? [token] : [],
  );
  for (const token of free) {
    const asVolume = draft.has('container-title') && !draft.has('volume') && (free.length > 1 || draft.has('pages'));
    draft.paint(token, asVolume ? 'volume' : draft.has('pages') ? 'locator' : 'pages', 0.7);
  }
}
