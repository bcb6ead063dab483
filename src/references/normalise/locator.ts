import type { Locator } from '../../csl.js';
import { folded, trimmed } from './edges.js';

/** Labels as sources write them, to CSL's locator terms. The first that fits counts. */
const labels: readonly [words: string, term: string][] = [
  ['pages?|pp?|seiten?|ss?|pág(?:ina)?s?|págs|pagg?|pgg?|a[tp]', 'page'],
  ['chapters?|chaps?|chs?|kap(?:itel)?|cap(?:itolo|ítulo)?|chapitre', 'chapter'],
  ['sections?|sects?|secs?|§{1,2}', 'section'],
  ['paragraphs?|paras?|abs(?:atz)?|rn|rdnr|rz|¶{1,2}', 'paragraph'],
  ['articles?|arts?|artikel', 'article'],
  ['figures?|figs?|abb(?:ildung)?', 'figure'],
  ['tables?|tab(?:elle)?', 'table'],
  ['footnotes?|notes?|nn?|fn|anm', 'note'],
  ['lines?|ll?|zeilen?|z', 'line'],
  ['columns?|cols?|sp(?:alten?)?', 'column'],
  ['vol(?:ume)?s?|bd|bde|band', 'volume'],
  ['parts?|pts?|teil', 'part'],
  ['folios?|fols?|ff?|cc?', 'folio'],
];
const byLabel = new RegExp(`^(?:${labels.map(([words]) => `(${words})`).join('|')})(?:\\.|(?!\\p{L}))`, 'iu');
/** The letter of a number, not a label: "S08002", "L95"; but "p67" and "§12" have one. */
const numberWithLetter = /^[^p§]\p{N}/u;

const emphasis = /^(?:(?:especially|esp|insbesondere|insbes|bes|here|hier|at|in|qui|ici)\b\.?,?\s*){1,2}/i;
const range = /(?<!\d)(\d{1,9})\s?[-‐‑–—−]{1,2}\s?(\d{1,9})(?!\d)/g;
/** A figure near the start, "e23", "al. 3", or a numeral that is no initial: "xii–xv", not "V. Senato". */
const figure = /^(?:\p{L}{0,4}[. ]{0,2}\d|[ivxlcdm]{1,12}(?=\s*(?:$|[-–—,;(\d]|ff?(?!\p{L})|\.\s*(?:$|\d))))/iu;

const anyDash = /[-‐‑–—−]/;

/** "235–41" to "235-241", "82—3" to "82-83"; a range that is not shortened, or not of figures, only gets its dash. */
export function completeRange(value: string): string {
  if (!anyDash.test(value)) return value;
  return value
    .replace(range, (_, first: string, last: string) => {
      const whole = last.length < first.length ? first.slice(0, first.length - last.length) + last : last;
      return Number(whole) >= Number(first) ? `${first}-${whole}` : `${first}-${last}`;
    })
    .replace(/\s?[–—−]\s?/g, '-');
}

/**
 * A pinpoint to CSL's locator: "pp. 18–30", "S. 65—83", "at 45", "ch. 3", "§ 12", "113 ff.". Bare figures are pages.
 * Null where there is no figure or numeral in it.
 */
export function parseLocator(text: string): Locator | null {
  const words = trimmed(folded(text), ' ,.;:([', ' ,;:)]').replace(emphasis, '');
  const match = numberWithLetter.test(words) ? null : byLabel.exec(words);
  const value = trimmed(match ? words.slice(match[0].length) : words, ' .,:', '');
  if (!figure.test(value)) return null;
  const term = match ? labels[match.slice(1).findIndex((found) => found !== undefined)]![1] : 'page';
  return { label: term, value: completeRange(withFollowing(value)) };
}

/** "12f" and "12 ff" to "12 f." and "12 ff."; other values end without a point. */
function withFollowing(value: string): string {
  const match = /(?<=\d) ?(ff?)\.?[ .,;:]*$/.exec(value.slice(-12));
  if (match) return `${value.slice(0, value.length - match[0].length)} ${match[1]}.`;
  return trimmed(value, '', value.includes('(') ? ' .,;:' : ' .,;:)');
}

/** The pages of a part of a work, the words for the page that is meant, and how many pages it has: "S. 12-15, hier 14", "268 (7pp)". */
export interface Pages {
  page?: string;
  pinpoint?: string;
  extent?: string;
}

const extent = /^((?:[ivxlc]{1,9},? ?(?:[+&] ?)?)?\d{1,5}) ?(?:pp?|pages?|SS?|Seiten|págs?|pagg?|pagine|páginas)(?![\p{L}\d])\.?$/iu;
const bracketed = / ?\((\d{1,4}) ?(?:pp?|pages|S)\.? ?\)?$/;
const explicit = /[,;] ?(?:here|hier|esp\.?|especially|insbes\.?|bes\.?|at|qui|ici) (?:pp?\. ?|S\. ?)?(?=\d)/;
const second = /[,;] ?(?:pp?\. ?|S\. ?)?(?=\d)/;

/** How many pages a whole work has, where the words say nothing else: "XII, 183 S.", "130 p.". */
export function parseExtent(text: string): string | null {
  return extent.exec(trimmed(folded(text), ' ,.;:([', ' ,;:)]'))?.[1] ?? null;
}

/** Where the page that is meant stands behind those of the part: "431, 440", "12-15, 14"; not in "12-15, 20-23". */
function pinpointAt(words: string): number {
  const at = explicit.exec(words)?.index ?? second.exec(words)?.index ?? 0;
  if (at === 0 || explicit.test(words)) return at;
  const [from = 0, to = Infinity] = (completeRange(words.slice(0, at)).match(/\d{1,9}/g) ?? []).map(Number);
  const [meant = 0, ...more] = (completeRange(words.slice(at)).match(/\d{1,9}/g) ?? []).map(Number);
  const isRange = to !== Infinity;
  return meant >= from && meant <= to && (isRange || more.length === 0) ? at : 0;
}

/** The pages of a part of a work, with what else stands there: "S. 12-15, hier 14", "268 (7pp)". */
export function parsePages(text: string): Pages {
  const words = folded(text);
  const size = bracketed.exec(words);
  const body = size ? words.slice(0, size.index) : words;
  const at = pinpointAt(body);
  const part = at > 0 ? body.slice(0, at) : body;
  const value = parseLocator(part)?.value ?? completeRange(trimmed(part));
  return { ...(value !== '' && { page: value }), ...(at > 0 && { pinpoint: body.slice(at + 1) }), ...(size && { extent: size[1]! }) };
}
