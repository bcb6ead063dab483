import { fold } from '../../text/fold.js';
import type { CslDate } from '../csl.js';
import { months, seasons } from '../dictionary.js';
import { tokenise, type Token } from '../tokens.js';

const isDash = (token: Token | undefined): boolean => token !== undefined && /^[-‐‑–—/]$/.test(token.text);
const withoutDate = /^(?:n\.?\s?d\.?|s\.?\s?d\.?|o\.?\s?j\.?|undated|forthcoming|in press|im erscheinen|im druck|à paraître|in corso di stampa|to appear)$/i;

interface Parts {
  years: number[];
  months: number[];
  days: number[];
  season?: number;
}

function yearOf(text: string): number | null {
  const match = /^(1\d{3}|20\d{2})[a-z]?$/.exec(text);
  return match ? Number(match[1]) : null;
}

function dayOf(text: string): number | null {
  const match = /^(\d{1,2})(?:st|nd|rd|th|er|º|ª)?$/.exec(text);
  const day = match ? Number(match[1]) : 0;
  return day >= 1 && day <= 31 ? day : null;
}

/** "1974/75" and "1974–5": the second year with the digits of the first that it leaves out. */
function shortYear(tokens: readonly Token[], index: number, years: readonly number[]): number | null {
  const last = years.at(-1);
  const text = tokens[index]!.text;
  if (last === undefined || !isDash(tokens[index - 1]) || !/^\d{1,2}$/.test(text) || yearOf(tokens[index - 2]?.text ?? '') === null) return null;
  const whole = Number(String(last).slice(0, 4 - text.length) + text);
  return whole > last ? whole : null;
}

function collect(tokens: readonly Token[]): Parts {
  const parts: Parts = { years: [], months: [], days: [] };
  tokens.forEach((token, index) => {
    const word = fold(token.text);
    const year = yearOf(token.text) ?? shortYear(tokens, index, parts.years);
    const month = months.get(word);
    const season = seasons.get(word);
    const day = dayOf(token.text);
    if (year !== null) parts.years.push(year);
    else if (month !== undefined) parts.months.push(month);
    else if (season !== undefined) parts.season ??= season;
    else if (day !== null) parts.days.push(day);
  });
  return parts;
}

function isoDate(text: string): CslDate | null {
  const match = /^\D{0,3}(\d{4})-(\d{1,2})-(\d{1,2})\D{0,3}$/.exec(text);
  if (!match) return null;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? { 'date-parts': [[year, month, day]] } : null;
}

/** The points in time that the parts name: one, or the two ends of a range. */
function points({ years, months: monthNumbers, days }: Parts): number[][] {
  const [year] = years as [number];
  const [month, lastMonth] = monthNumbers;
  const [day, lastDay] = days;
  if (month === undefined) return years.slice(0, 2).map((one) => [one]);
  if (lastMonth !== undefined) {
    const ends = [[year, month], [years[1] ?? year, lastMonth]];
    if (day !== undefined && lastDay !== undefined) return [[...ends[0]!, day], [...ends[1]!, lastDay]];
    return ends;
  }
  if (day === undefined) return [[year, month]];
  return lastDay === undefined ? [[year, month, day]] : [[year, month, day], [year, month, lastDay]];
}

/**
 * A date in English, German, French, Italian or Spanish, to CSL: "6 October, 2005", "(March 2015)", "1. März 2001", "1974/75",
 * "Winter 1999", "c. 1850", "2012b". One that has no year, such as "n.d." or "forthcoming", keeps its words as `literal`.
 */
export function parseDate(text: string): CslDate {
  // A year in square brackets after another is that of the first edition: "1960 [1958]".
  const words = text.replace(/\s+/g, ' ').replace(/(?<=\d[a-z]?) \[[^\]]*\]/g, '').replace(/^[\s([{,.;:]+|[\s)\]},;:]+$/g, '').trim();
  const iso = isoDate(words);
  if (iso) return iso;
  const undated = words.replace(/\.$/, '');
  if (withoutDate.test(undated) || withoutDate.test(words)) return { literal: words };
  const parts = collect(tokenise(words));
  if (parts.years.length === 0) return { literal: words };
  const date: CslDate = { 'date-parts': points(parts) };
  if (parts.season !== undefined && parts.months.length === 0) date.season = parts.season;
  if (/^(?:c|ca|circa|um)\b\.?/i.test(words) || /\?$/.test(words)) date.circa = true;
  return date;
}
