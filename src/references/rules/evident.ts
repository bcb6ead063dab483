import type { Span } from '../../text/span.js';
import { findCrossReference } from '../crossReference.js';
import type { Label } from '../labels.js';
import { findUrls } from '../normalise/url.js';
import type { Quotation } from '../quotation.js';
import type { Draft } from './draft.js';

/** Something that tells by its own form what it is. Where `field` is named in the pattern, only that group is labelled. */
interface Evident {
  label: Label;
  pattern: RegExp;
  confidence: number;
}

const numeral = String.raw`(?:[A-Za-z]?\d{1,6}[a-z]?|(?:[ivxlc]{1,7}|[IVXLC]{1,7})(?!\p{L}))`;
const range = String.raw`${numeral}(?:\s?[-‐‑–—−]{1,2}\s?${numeral})?`;
const ordinal = String.raw`(?:\d{1,2}(?:st|nd|rd|th|\.|e|ème|a|ª|º)?|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Rr]ev(?:ised|\.)?|[Nn]ew|[Ee]nlarged|[Ii]nternational|[Ff]acsimile)`;

/** Addresses and identifiers: nothing in them is anything else. */
const identifiers: readonly Evident[] = [
  { label: 'doi', pattern: /(?:\bdoi:?\s?|\[doi>)?\b10\.\d{4,9}\/[^\s,;\]]+(?:\]|\b)/giu, confidence: 0.99 },
  { label: 'isbn', pattern: /\bISBN(?:-1[03])?:?\s?[\d-]{9,17}[\dXx]?/gu, confidence: 0.99 },
  { label: 'archive', pattern: /\[?\b(?:arXiv\s?:?\s?[\w.\-/]{4,20}|hep-(?:ph|th|ex)\/\d{7}|PMC?ID:?\s?\d{4,9}|PMC\d{4,9})\]?/giu, confidence: 0.97 },
];

const note: readonly Evident[] = [
  {
    label: 'note',
    pattern:
      /[([]?\b(?:(?:last\s|date\s)?accessed(?:\son)?|retrieved(?:\son)?|viewed(?:\son)?|zuletzt\s\p{L}{3,12}(?:\sam)?|abgerufen(?:\sam)?|consulté(?:\sle)?|consultato(?:\sil)?|last\sviewed|visited(?:\son)?)\b:?\s(?:(?:\p{L}{3,10}\.?|\d{1,4}(?:st|nd|rd|th)?)[.,]?\s){0,2}(?:\d{4}|\d{1,2}\.\d{1,2}\.\d{2,4})?(?:,?\s(?:from|at):?)?[)\]]?/giu,
    confidence: 0.9,
  },
  { label: 'note', pattern: /\b(?:online|available|verfügbar|disponible|retrieved|accessible)(?:\sonline)?\s(?:at|from|unter|à|en|sur|via),?:?|\b(?:from|at|url|see):?\s(?=https?:|www\.)/giu, confidence: 0.9 },
  { label: 'medium', pattern: /\[(?:online|CD-ROM|DVD|video|film|podcast)\]/giu, confidence: 0.9 },
  {
    label: 'genre',
    pattern:
      /[([]?\b(?:(?:unpublished\s)?(?:ph\.?\s?d\.?|doctoral|master['’]?s|MA|M\.A\.|MSc|diploma|bachelor['’]?s)\s(?:thesis|dissertation)|(?:phil\.\s)?diss(?:ertation)?\b\.?(?!\p{L})|habilitationsschrift|thèse(?:\sde\sdoctorat)?|tesi\sdi\slaurea|tech\.\srep\.|(?:technical|special|policy|research|occasional|annual|working|discussion|briefing|conference)\s(?:report|paper|brief|note|bulletin)(?=[.,;:)\]]|\s(?:no|nr)\b|\s\d|$))[)\]]?/giu,
    confidence: 0.9,
  },
];

const edition: readonly Evident[] = [
  { label: 'edition', pattern: new RegExp(String.raw`\b(?:${ordinal}[\s,]{0,2}){1,3}(?:of\s1st\.?\s)?(?:[Ee]dn|[Ee]dition|ed|[Aa]ufl(?:age)?|[Éé]d(?:ition)?|[Ee]dizione|[Uu]itgave)\b\.?(?!\sby)`, 'gu'), confidence: 0.93 },
];

const volumes: readonly Evident[] = [
  { label: 'volume', pattern: new RegExp(String.raw`\b(?:[Vv]ol(?:ume)?s?|VOL|[Bb]d|Bde|[Bb]and|[Jj]g|[Jj]ahrgang|[Tt]om[eo]|t|v)\b\.?\s?(?:\d{1,4}|[IVXLC]{1,7}|[ivxlc]{1,7})\b(?:[-–/]\d{1,4})?(?:\s?\(\d{1,3}(?:[-–/]\d{1,3})?\))?`, 'gu'), confidence: 0.93 },
  { label: 'issue', pattern: /\b(?:[Nn]os?|NO|[Nn]r|n|[Ii]ss(?:ue)?|[Hh]eft|H|[Ff]asc|[Nn]um(?:ber|éro|ero)?|št|Part|Pt)\b\.?\s?[°º]?\s?\d{1,4}(?:\s?[-–/&]\s?\d{1,4})?|\bn[°º]\.?\s?\d{1,4}(?:[-–/]\d{1,4})?/gu, confidence: 0.9 },
];

const pages: readonly Evident[] = [
  { label: 'locator', pattern: /(?:,\s|\s)(?:at|here|hier|especially|esp\.|insbesondere|insbes\.)\s(?:S\.|pp?\.)?\s?\d{1,4}(?:\s?[-–—]\s?\d{1,4})?(?:\sff?\.?)?/gu, confidence: 0.85 },
  { label: 'pages', pattern: new RegExp(String.raw`\b(?:[Pp]{1,2}|[Pp]ages?|S|[Ss]eiten?|[Pp]ag{1,2}|[Pp]ágs?)(?:\.{1,2}\s?|,\s|\s|(?=\d))${range}(?:\s?ff?\b\.?|\sf{1,2}\.?)?(?:,\s?(?!(?:19|20)\d\d\b)${range}(?![\s.]{0,3}\p{L})){0,6}`, 'gu'), confidence: 0.95 },
  { label: 'pages', pattern: /\b\d{1,4}\s?(?:pp?|pages|S|Seiten|págs?)\b\.?/gu, confidence: 0.9 },
  { label: 'locator', pattern: /(?:\b(?:[Cc]h(?:ap(?:ter)?)?s?|[Ss]ec(?:t(?:ion)?)?s?|[Pp]aras?|Rn|Rdnr|Abs|[Nn]ote|n|[Ff]n|[Aa]nm|art|[Cc]ols?|[Ff]ols?|ss?)\b\.?|§{1,2})\s?\d{1,4}(?:[-–]\d{1,4})?/gu, confidence: 0.85 },
];

function paintAll(draft: Draft, rules: readonly Evident[], allowed: (span: Span) => boolean): void {
  for (const { label, pattern, confidence } of rules) {
    for (const match of draft.text.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      if (allowed(span) && draft.isFree(span)) draft.paint(span, label, confidence);
    }
  }
}

/** Labels what needs no context: addresses, identifiers, words that lead to another note, the number of an entry. */
export function paintIdentifiers(draft: Draft): void {
  const numbered = /^\s*(?:\[[\w+\- ]{1,12}\]|\(\d{1,3}\)|\d{1,3}[.)]\s(?=\p{Lu}|["“‘]))/u.exec(draft.text);
  if (numbered) draft.paint({ start: 0, end: numbered[0].length }, 'citation-number', 0.95);
  paintAll(draft, identifiers.slice(0, 1), (span) => !/^https?:/.test(draft.text.slice(Math.max(0, span.start - 20), span.start)));
  for (const url of findUrls(draft.text)) draft.paint(url, /doi\.org\/10\./.test(draft.text.slice(url.start, url.end)) ? 'doi' : 'url', 0.98);
  paintAll(draft, identifiers.slice(1), () => true);
  const crossReference = findCrossReference(draft.text);
  if (crossReference) draft.paint(crossReference, 'cross-reference', 0.95);
}

/** Labels what says of itself what it is: "Vol. 40", "pp. 12-15", "2nd ed.", "accessed 3 May 2019". Not within `quotations` nor before `from`. */
export function paintEvident(draft: Draft, quotations: readonly Quotation[], from: number): void {
  const outside = (span: Span): boolean =>
    span.start >= from && !quotations.some((quotation) => span.start >= quotation.start && span.start < quotation.end);
  for (const rules of [note, edition, volumes, pages]) paintAll(draft, rules, outside);
}
