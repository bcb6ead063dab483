import { folded, trimmed, withoutPoint } from './edges.js';

const openingMarks = '‘“„‚«»"\'`”’‹›';
const closingMarks = '’”“‘»«"\'`›‹';
const anyMark = /["'“”„«»‘’‚‹›`]/;

/** One pair of quotation marks around the words, or what is left of one: "‘Title’", "”Title.”", "Title’". Marks within stay as they are. */
function withoutMarks(words: string): string {
  const first = words[0];
  const last = words.at(-1);
  if (words.length < 3 || first === undefined || last === undefined) return words;
  const opened = openingMarks.includes(first);
  const closed = closingMarks.includes(last);
  if (opened && closed) return isPair(words) ? words.slice(1, -1) : words;
  if (opened && !closesWithin(words)) return words.slice(1);
  if (closed && !/[‘“„‚«]/.test(words.slice(0, -1)) && !/s[’']$/.test(words)) return words.slice(0, -1);
  return opened && !closed && /^[‘“„‚«]/.test(words) && isUnclosed(words) ? words.slice(1) : words;
}

/** Is the last quotation mark behind the first a closing one? */
function closesWithin(words: string): boolean {
  for (let at = words.length - 1; at > 0; at--) if (/[’”“‘»«"']/.test(words[at]!)) return closingMarks.includes(words[at]!);
  return false;
}

/** Do the first and the last mark belong together? Not in "“A” and “B”". */
function isPair(words: string): boolean {
  const inner = words.slice(1, -1);
  const single = /[‘’‚']/.test(words[0]!);
  if (single !== /[‘’‚']/.test(words.at(-1)!)) return true;
  const firstClosing = inner.search(single ? /\S[’'](?=[\s,.;:])/ : /\S[”"»](?=[\s,.;:])/);
  const nextOpening = inner.search(single ? /\s[‘']\S/ : /\s[“"«„]\S/);
  return !(firstClosing >= 0 && nextOpening > firstClosing);
}

function isUnclosed(words: string): boolean {
  const single = /[‘‚]/.test(words[0]!);
  return !(single ? /[’'](?!\p{L})/u : /[”"»]/).test(words.slice(1));
}

/** First parts of compounds that keep their hyphen; words before which it stands for what follows: "Sozial- und Wirtschaftsgeschichte". */
const hyphenated = /^(?:self|non|anti|counter|ex|pre|post|semi|multi|inter|intra|co|pro|half|well|cross|long|short|high|low|all|mid|quasi)$/i;
const elliptic = /^(?:und|oder|bzw|and|or|et|ou|e|o|y|u|to|bis|sowie|als)$/;
const cutWord = /(?<![\p{L}\p{M}])([\p{L}\p{M}]{1,30})[-‐\u00ad] (\p{Ll}{1,40})/gu;

/** Mends words cut at the end of a line, the break now a space: "cata- logo" to "catalogo", "non- linear" to "non-linear". */
export function mended(text: string): string {
  if (!text.includes('- ') && !text.includes('‐ ') && !text.includes('\u00ad')) return text;
  const joined = (whole: string, left: string, right: string): string => (elliptic.test(right) ? whole : hyphenated.test(left) ? `${left}-${right}` : left + right);
  return text.replace(cutWord, joined).replaceAll('\u00ad', '');
}

/**
 * A title without what sets it off: quotation marks, the comma or point behind, the breaks of lines. All else is kept as the source has it,
 * slips too.
 */
export function normaliseTitle(text: string): string {
  const words = trimmed(mended(folded(text)), ' ,.;:–—-=', ' ,;:');
  const bare = anyMark.test(words) ? withoutMarks(withoutPoint(words)) : words;
  return trimmed(withoutTitlePoint(trimmed(withoutBracket(bare), ' =', ' ,;:')), '', ' ,;:');
}

/** Without a bracket around it, or one that has lost its other half: "(Title", "[Title]". */
function withoutBracket(words: string): string {
  const opened = /^[([]/.test(words);
  if (opened && /[)\]]$/.test(words) && !/[()[\]]/.test(words.slice(1, -1))) return words.slice(1, -1);
  if (opened && !/[)\]]/.test(words)) return words.slice(1);
  return /[)\]]$/.test(words) && !/[([]/.test(words) ? words.slice(0, -1) : words;
}

/** A title ends without its point, but for "U.S." and "Inc.". */
function withoutTitlePoint(words: string): string {
  const isIts = /\.\s?\p{Lu}\.$|\b(?:Inc|Ltd|Co|Corp|Jr|Univ|Rev)\.$/u.test(words.slice(-8));
  return !isIts && /[^.]\.$/.test(words.slice(-2)) ? words.slice(0, -1) : words;
}

const inward = /^(?:[Ii]n|[Dd]ans) ?: ?|^(?:in|dans) (?=["“„«‘»\p{Lu}\d])/u;
const brokenPoint = /(?<=\p{L}) \.(?=\p{Lu}|$)/gu;
const abbreviated = /\p{L}\. [^]{0,60}(?<=[ .])\p{Lu}\p{L}{0,5}$| [JLQ]$/u;

/**
 * A journal, book or series: "In: Handbuch" to "Handbuch", "Phys .Rev .C" to "Phys. Rev. C". An abbreviated title keeps its last point:
 * "J. Opt. Soc. Am.".
 */
export function normaliseContainer(text: string): string {
  const words = folded(text).replace(inward, '').replace(brokenPoint, '. ');
  const title = normaliseTitle(words);
  return words.includes(`${title}.`) && abbreviated.test(title.slice(-70)) ? `${title}.` : title;
}
