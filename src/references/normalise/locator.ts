import type { Locator } from '../csl.js';

/** Labels as sources write them, to CSL's locator terms. The first that fits counts. */
const labels: readonly [RegExp, string][] = [
  [/^(?:pages?|pp?|seiten?|ss?|pág(?:ina)?s?|pagg?|a[tp])\b\.?/i, 'page'],
  [/^(?:chapters?|chaps?|chs?|kap(?:itel)?|cap(?:itolo)?)\b\.?/i, 'chapter'],
  [/^(?:sections?|sects?|secs?|§{1,2})(?:\b\.?|(?=\s|\d))/i, 'section'],
  [/^(?:paragraphs?|paras?|abs(?:atz)?|rn|rdnr|¶{1,2})(?:\b\.?|(?=\s|\d))/i, 'paragraph'],
  [/^(?:articles?|arts?|artikel)\b\.?/i, 'article'],
  [/^(?:figures?|figs?|abb(?:ildung)?)\b\.?/i, 'figure'],
  [/^(?:tables?|tab(?:elle)?)\b\.?/i, 'table'],
  [/^(?:footnotes?|notes?|nn?|fn|anm)\b\.?/i, 'note'],
  [/^(?:lines?|ll?|zeilen?|z)\b\.?/i, 'line'],
  [/^(?:columns?|cols?|sp(?:alten?)?)\b\.?/i, 'column'],
  [/^(?:vol(?:ume)?s?|bd|bde|band)\b\.?/i, 'volume'],
  [/^(?:parts?|pts?|teil)\b\.?/i, 'part'],
  [/^(?:folios?|fols?|ff?)\b\.?/i, 'folio'],
];

const emphasis = /^(?:(?:especially|esp|insbesondere|insbes|bes|here|hier|at|in)\b\.?,?\s*){1,2}/i;

/** "235–41" to "235-241", "82—3" to "82-83"; a range that is not shortened, or not of figures, only gets its dash. */
export function completeRange(value: string): string {
  return value.replace(/(\d+)\s?[-‐‑–—−]{1,2}\s?(\d+)/g, (_, first: string, last: string) => {
    const whole = last.length < first.length ? first.slice(0, first.length - last.length) + last : last;
    return Number(whole) >= Number(first) ? `${first}-${whole}` : `${first}-${last}`;
  });
}

/**
 * A pinpoint to CSL's locator: "pp. 18–30", "S. 65—83", "at 45", "ch. 3", "§ 12", "113 ff.". Bare figures are pages.
 * Null where there is no figure or numeral in it.
 */
export function parseLocator(text: string): Locator | null {
  const words = text.replace(/\s+/g, ' ').replace(/^[\s,;:([]+|[\s,;:)\]]+$/g, '').replace(emphasis, '');
  const entry = labels.find(([pattern]) => pattern.test(words));
  const value = (entry ? words.replace(entry[0], '') : words).replace(/^[\s.,:]+/, '').replace(/(?<!\bff?)[\s.,;:]+$/, '').replace(/\s?(ff?)\.?$/, ' $1.');
  if (!/\d|^[ivxlcdm]+\b/i.test(value)) return null;
  return { label: entry?.[1] ?? 'page', value: completeRange(value).replace(/[–—]/g, '-') };
}
