import { matchEnd } from '../../text/sticky.js';
import type { CitedLocator } from '../citations.js';
import { locatorTerms } from '../locators.js';

// Pandoc's own rules, src/Text/Pandoc/Citeproc/Locator.hs, with the terms of CSL's English locale, also of those labels that Pandoc leaves in the
// suffix: the longest term with a number behind it is the label, and a number without one counts pages.

/** What CSL's English locale has besides its abbreviations: one, several, and symbols. */
const terms: Readonly<Record<string, readonly string[]>> = {
  appendix: ['appendix', 'appendices'], 'article-locator': ['article', 'articles'], book: ['book', 'books'], chapter: ['chapter', 'chapters'],
  column: ['column', 'columns'], elocation: ['location', 'locations'], equation: ['equation', 'equations'], figure: ['figure', 'figures'],
  folio: ['folio', 'folios'], issue: ['number', 'numbers'], line: ['line', 'lines'], note: ['note', 'notes'], opus: ['opus', 'opera'],
  page: ['page', 'pages'], paragraph: ['paragraph', 'paragraphs', '¶', '¶¶'], part: ['part', 'parts'], rule: ['rule', 'rules'], scene: ['scene', 'scenes'],
  section: ['section', 'sections', '§', '§§'], 'sub-verbo': ['sub verbo', 'sub verbis'], table: ['table', 'tables'], 'title-locator': ['title', 'titles'],
  verse: ['verse', 'verses'], volume: ['volume', 'volumes'],
};
const labels = new Map([locatorTerms, terms].flatMap((some) => Object.entries(some).flatMap(([label, words]) => words.map((word): [string, string] => [word, label]))));

/** Between words: also an escaped blank, and a new line of a quotation with its `>`. */
const space = String.raw`(?:[^\S\r\n]|\\ |&nbsp;|\r?\n(?:[ \t]{0,9}>)*)`;
const spaces = new RegExp(`${space}*`, 'uy');

const longestFirst = [...labels.keys()].sort((one, other) => other.length - one.length).map((word) => word.replaceAll('.', String.raw`\.`).replace(' ', `${space}{1,9}`));
/** A term ends where a word does, as in `p.3` and `§3`, not in `pages3`. */
const term = new RegExp(String.raw`(?:${longestFirst.join('|')})(?:(?<=[.¶§])|(?![^\s\p{P}]|:))`, 'iuy');

// `18`, `12-14`, `XVII`, `1.2`, `(a)`, `[17]-[18]`: what stands between spaces and punctuation; a hyphen, an en dash and a colon are none.
const unit = String.raw`(?:[^\s\p{P}$]|[-–:])`;
const units = String.raw`(?:${unit}|\.(?=${unit}))`;
const word = new RegExp(String.raw`(?:${units}|\(${units}*\)|\[${units}*\]|\{${units}*\})+`, 'uy');
const separator = new RegExp(`[,;]?${space}*`, 'uy');
const figure = /[0-9]/;
const roman = 'M{0,9}(?:CM)?D?(?:CD)?C{0,4}(?:XC)?L?(?:XL)?X{0,4}(?:IX)?V?(?:IV)?I{0,4}';
const numeral = new RegExp(String.raw`(?:^|[.()[\]{}])(?=[MDCLXVI])${roman}(?![^\s\p{P}]|:)`, 'iu');

/** Whether a word counts something: one with a figure in it or, where a term says so, a Roman numeral. */
const counts = (word: string, hasTerm: boolean): boolean => figure.test(word) || (hasTerm && numeral.test(word));

/** Where the words at `at` end that count something, `33-35, 38`; null where none does. */
export function countEnd(text: string, at: number, hasTerm: boolean): number | null {
  let counted: number | null = null;
  for (let start = at; ; start = matchEnd(separator, text, counted)!) {
    const end = matchEnd(word, text, start);
    if (end === null || !counts(text.slice(start, end), hasTerm)) return counted;
    counted = end;
  }
}

/** The term at `at`, with where it and the blanks behind it end. */
export function termAt(text: string, at: number): { label: string; end: number; next: number } | null {
  const end = matchEnd(term, text, at);
  if (end === null) return null;
  const words = text.slice(at, end).toLowerCase();
  return { label: labels.get(words) ?? 'sub-verbo', end, next: matchEnd(spaces, text, end)! };
}

/** Where a pinpoint's own words begin behind the comma that may stand before them. */
export const locatorStart = (text: string, from: number): number => matchEnd(spaces, text, text[from] === ',' ? from + 1 : from)!;

/** Any words can stand in braces: `{ii, A, D-Z}`; none in `{}`, which says that there is no pinpoint. */
function inBraces(text: string, open: number): { locator: CitedLocator | null; next: number } | null {
  let depth = 0;
  let close = open;
  do {
    if (text[close] === '{') depth++;
    if (text[close] === '}') depth--;
    close++;
  } while (depth > 0 && close < text.length);
  if (depth > 0) return null;
  const start = matchEnd(spaces, text, open + 1)!;
  const found = termAt(text, start);
  const value = text.slice(found?.next ?? start, close - 1).trim();
  return { locator: value === '' ? null : { start: open, end: close, label: found?.label ?? 'page', value }, next: close };
}

/**
 * The pinpoint that the words behind a key begin with, `, pp. 33-35 and passim`, and where the rest of them begins.
 *
 * @param text ends where those words do
 */
export function readLocator(text: string, from: number): { locator: CitedLocator | null; next: number } {
  const start = locatorStart(text, from);
  const braced = text[start] === '{' ? inBraces(text, start) : null;
  if (braced) return braced;
  const found = termAt(text, start);
  const end = found && countEnd(text, found.next, true);
  if (found && end !== null) return { locator: { start, end, label: found.label, value: text.slice(found.next, end) }, next: end };
  const bare = countEnd(text, start, false);
  return bare === null ? { locator: null, next: from } : { locator: { start, end: bare, label: 'page', value: text.slice(start, bare) }, next: bare };
}
