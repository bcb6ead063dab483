import type { CitedLocator } from '../citations.js';
import { matchEnd } from '../../text/sticky.js';

// Pandoc's own rules, src/Text/Pandoc/Citeproc/Locator.hs, with the terms of CSL's locale for English: the longest term that a number stands
// behind is the label, and a number without one counts pages.

/** CSL's labels with their words in locales-en-US.xml. `issue` is that of Pandoc for what CSL's locale calls a number. */
const terms: readonly [label: string, words: string][] = [
  ['act', 'act acts'],
  ['appendix', 'appendix appendices app. apps.'],
  ['article-locator', 'article articles art. arts.'],
  ['book', 'book books bk. bks.'],
  ['canon', 'canon canons'],
  ['chapter', 'chapter chapters chap. chaps.'],
  ['column', 'column columns col. cols.'],
  ['elocation', 'location locations loc. locs.'],
  ['equation', 'equation equations eq. eqs.'],
  ['figure', 'figure figures fig. figs.'],
  ['folio', 'folio folios fol. fols.'],
  ['issue', 'number numbers no. nos. issue issues'],
  ['line', 'line lines l. ll.'],
  ['note', 'note notes n. nn.'],
  ['opus', 'opus opera op. opp.'],
  ['page', 'page pages p. pp.'],
  ['paragraph', 'paragraph paragraphs para. paras. ¶ ¶¶'],
  ['part', 'part parts pt. pts.'],
  ['rule', 'rule rules r. rr.'],
  ['scene', 'scene scenes sc. scs.'],
  ['section', 'section sections sec. secs. § §§'],
  ['sub-verbo', 'sub_verbo sub_verbis s.v. s.vv.'],
  ['table', 'table tables tbl. tbls.'],
  ['title-locator', 'title titles tit. tits.'],
  ['verse', 'verse verses v. vv.'],
  ['volume', 'volume volumes vol. vols.'],
];
const labels = new Map(terms.flatMap(([label, words]) => words.split(' ').map((word): [string, string] => [word.replace('_', ' '), label])));

/** Between words; the `>` of a quotation's next line is not part of them. */
const space = String.raw`(?:\r?\n[ \t>]*|[^\S\r\n])`;
const escaped = (word: string): string => word.replace(/[.]/g, String.raw`\.`).replace(' ', `${space}{1,9}`);
const label = new RegExp([...labels.keys()].sort((one, other) => other.length - one.length).map(escaped).join('|'), 'iuy');
const roman = String.raw`M{0,9}(?:CM)?D?(?:CD)?C{0,4}(?:XC)?L?(?:XL)?X{0,4}(?:IX)?V?(?:IV)?I{0,4}`;

// `18`, `12-14`, `XVII`, `1.2`, `(a)`, `[17]-[18]`: what stands between spaces and punctuation, a hyphen, an en dash and a colon being none.
const unit = String.raw`(?:[^\s\p{P}]|[-–:])`;
const units = String.raw`(?:${unit}|\.(?=${unit}))`;
const word = new RegExp(String.raw`(?:${units}|\(${units}*\)|\[${units}*\]|\{${units}*\})+`, 'uy');
const separator = new RegExp(`[,;]?${space}?`, 'uy');
const spaces = new RegExp(`${space}*`, 'uy');
const digit = /[0-9]/;
const numeral = new RegExp(String.raw`(?:^|[\p{P}])(?=[MDCLXVI])${roman}(?![^\s\p{P}])`, 'iu');

/** The end of a word at `at` that counts something: one with a figure in it or, where a label says so, a Roman numeral. */
function countEnd(text: string, at: number, labelled: boolean): number | null {
  const end = matchEnd(word, text, at);
  if (end === null) return null;
  const found = text.slice(at, end);
  return digit.test(found) || (labelled && numeral.test(found)) ? end : null;
}

function countsEnd(text: string, at: number, labelled: boolean): number | null {
  let end = countEnd(text, at, labelled);
  for (let next = end; next !== null; ) {
    end = next;
    next = countEnd(text, matchEnd(separator, text, end)!, labelled);
  }
  return end;
}

/** The label at `at` and where what it counts begins. */
export function labelAt(text: string, at: number): { label: string; next: number } | null {
  const end = matchEnd(label, text, at);
  if (end === null || /[\p{L}\p{N}]/u.test(text.charAt(end - 1) + text.charAt(end)) && /^[\p{L}\p{N}]{2}$/u.test(text.slice(end - 1, end + 1))) return null;
  const words = text.slice(at, end).toLowerCase().replace(/\s[\s>]*/g, ' ');
  return { label: labels.get(words) ?? 'page', next: matchEnd(spaces, text, end)! };
}

/** In braces anything can stand: `{ii, A, D-Z}`. */
function braced(text: string, open: number): { locator: CitedLocator | null; next: number } | null {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}') depth--;
    if (depth > 0) continue;
    const start = matchEnd(spaces, text, open + 1)!;
    const { label: name, next } = labelAt(text, start) ?? { label: 'page', next: start };
    const value = text.slice(Math.min(next, at), at).trim();
    return { locator: value === '' ? null : { start: open, end: at + 1, label: name, value }, next: at + 1 };
  }
  return null;
}

/**
 * The pinpoint that the words behind a key begin with, `, pp. 33-35 and passim`, and where the rest of them begins.
 *
 * @param text ends where those words do
 */
export function readLocator(text: string, from: number): { locator: CitedLocator | null; next: number } {
  const start = matchEnd(spaces, text, text[from] === ',' ? from + 1 : from)!;
  if (text[start] === '{') {
    const found = braced(text, start);
    if (found) return found;
  }
  const labelled = labelAt(text, start);
  const labelledEnd = labelled && countsEnd(text, labelled.next, true);
  if (labelled && labelledEnd !== null) {
    return { locator: { start, end: labelledEnd, label: labelled.label, value: text.slice(labelled.next, labelledEnd) }, next: labelledEnd };
  }
  const end = countsEnd(text, start, false);
  return end === null ? { locator: null, next: from } : { locator: { start, end, label: 'page', value: text.slice(start, end) }, next: end };
}
