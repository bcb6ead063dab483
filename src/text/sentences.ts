import type { Span } from './span.js';

/** Words that end in a full stop without ending a sentence, lower-cased. Initials and dotted capitals ("U.S.") are told by their shape. */
const abbreviations = new Set(
  (
    'mr mrs ms dr prof rev hon gen col maj capt lt sgt sen rep gov pres st jr sr messrs mme mlle ' +
    'p pp vol vols no nos nr ch chap sec art fig figs tab ed eds edn trans rev repr n nn fn ll col cols ms mss bk pt ' +
    'cf e.g i.e eg ie etc viz al vs v ca c approx resp ibid ebd op cit loc id esp incl ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec ' +
    'vgl s f ff bd hg hrsg z.b d.h u.a bzw a.a.o anm jg h inc ltd co corp univ dept'
  ).split(' '),
);

/** Abbreviations that as often as not are a sentence's last word. */
const mayEnd = new Set(['etc', 'al', 'inc', 'ltd', 'co', 'corp', 'jr', 'sr', 'ff', 'f', 'id', 'ibid', 'no', 'h', 's', 'c', 'v', 'n', 'art', 'sec', 'col', 'fig', 'mar', 'may', 'p']);

/** Words that begin a sentence after "U.S." rather than go on in a name ("U.S. The" but "U.S. Army"). */
const openers = new Set(
  'the a an in on at this that these those it he she they we i but and or so yet for as if when while although however moreover after before since such some many most his her their our its there here what who why how'.split(' '),
);

const closers = /[)\]}’”"'»›]/u;
const terminator = /[.?!…]/u;

/**
 * Cuts running text into sentences, in linear time. Spans leave out the white space between them.
 *
 * "He met Dr. Vale in the U.S. embassy. ‘Why?’ she asked." → two sentences; a question inside quotation marks that goes on
 * in lower case does not end one.
 */
export function sentences(text: string): Span[] {
  const spans: Span[] = [];
  let start = skipSpace(text, 0);
  for (let at = start; at < text.length; at++) {
    if (!terminator.test(text[at]!)) continue;
    const end = sentenceEnd(text, at, start);
    if (end === null) continue;
    spans.push({ start, end });
    start = skipSpace(text, end);
    at = start - 1;
  }
  const end = start + text.slice(start).trimEnd().length;
  if (end > start) spans.push({ start, end });
  return spans;
}

function skipSpace(text: string, at: number): number {
  while (at < text.length && /\s/u.test(text[at]!)) at++;
  return at;
}

/** Where the sentence ends whose terminator stands at `at`, closing marks included; null if it does not end there. */
function sentenceEnd(text: string, at: number, start: number): number | null {
  let end = at + 1;
  while (end < text.length && terminator.test(text[end]!)) end++;
  const dots = end - at;
  while (end < text.length && closers.test(text[end]!)) end++;
  const next = skipSpace(text, end);
  if (next >= text.length) return end;
  if (next === end) return null;
  if (!beginsSentence(text, next)) return null;
  if (text[at] !== '.' || dots > 1) return end;
  return endsInAbbreviation(text, at, start, next) ? null : end;
}

/** A capital, a figure, or an opening mark before one. */
function beginsSentence(text: string, at: number): boolean {
  let next = at;
  while (next < text.length && next < at + 4 && /[‘“"'(«‹[¿¡—–]/u.test(text[next]!)) next++;
  return /[\p{Lu}\p{Lt}\p{Lo}\d]/u.test(characterAt(text, next));
}

const characterAt = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 32);

function endsInAbbreviation(text: string, at: number, start: number, next: number): boolean {
  const before = /[\p{L}.]*$/u.exec(text.slice(Math.max(start, at - 24), at))![0];
  const nextWord = /^[‘“"'(«]*(\p{L}*)/u.exec(text.slice(next, next + 24))![1]!.toLowerCase();
  // "J." of a name, "U.S.", "Ph.D.": a name goes on with a capital, a sentence begins with a common word.
  if (/(?:^|\.)\p{Lu}$/u.test(before)) return !openers.has(nextWord) || before.length === 1;
  // "z. B.": letter and stop, twice.
  if (before.length === 1 && /^\p{L}\./u.test(text.slice(next, next + 2))) return true;
  const lower = before.toLowerCase();
  if (!abbreviations.has(lower)) return false;
  if (/^\d/u.test(text.slice(next, next + 1))) return lower !== 'etc';
  return !(mayEnd.has(lower) && openers.has(nextWord)) && !(before.length > 1 && lower === 'no');
}
