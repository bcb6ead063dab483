import type { Span } from '../../text/span.js';

const anyWord = /[\p{L}\p{N}]+(?:[.'’][\p{L}\p{N}]+)*/gu;
/** The same of ASCII, which takes a third of the time. */
const asciiWord = /[A-Za-z0-9]+(?:[.'][A-Za-z0-9]+)*/g;
const notAscii = /[^\x00-\x7f]/; // eslint-disable-line no-control-regex
const wordsOf = (text: string): RegExpExecArray[] => [...text.matchAll(notAscii.test(text) ? anyWord : asciiWord)];
const capital = /^\p{Lu}/u;
const innerCapital = /.\p{Lu}/u;
/** Languages that write nouns with a capital; their titles must keep them. */
const keepsCapitals = /(?:^|\s)(?:der|die|das|und|des|dem|den|zur|zum|im|von|eine?[rmns]?)\s/;

/**
 * The words of a title whose capitals styles must not take away: those with a capital within (ISIS, McCarthy), and where the title is not itself
 * in title case, names and German nouns. Offsets are UTF-16 code units of the title, which is without markup.
 *
 * @example keptCapitals('The rise of ISIS in Syria') // "ISIS" and "Syria"
 */
export function keptCapitals(title: string): Span[] {
  const [first, ...others] = wordsOf(title).map(({ 0: found, index }) => ({ found, start: index, end: index + found.length }));
  const rest = others.filter(({ found }) => found.length > 3 && !innerCapital.test(found));
  const capitals = rest.filter(({ found }) => capital.test(found)).length;
  const sentenceCase = capitals * 2 < rest.length || keepsCapitals.test(title);
  const kept = others.filter(({ found }) => innerCapital.test(found) || (sentenceCase && capital.test(found)));
  return [...(first && innerCapital.test(first.found) ? [first] : []), ...kept].map(({ start, end }) => ({ start, end }));
}

/** CSL's markup for letters whose case no style may change. */
export const nocase = ['<span class="nocase">', '</span>'] as const;
const nocaseSpan = /<span class="nocase">((?:[^<>]|<\/?su[bp]>){0,400})<\/span>/g;
const markup = /<[^<>]{0,60}>/g;
/** What stands before the first word of a sentence, whose capital all styles leave. */
const sentenceStart = /(?:^|[:.?!—])[^\p{L}\p{N}]*$/u;

/**
 * A title that was read with a span for everything in braces, without those spans that say no more than its own capitals do: "{ISIS}" is left
 * as it is in all titles, "{Great}" in "the {Great} war" but not in "The {Great} War", which styles may set in small letters.
 */
export function withNeededSpans(title: string): string {
  if (!title.includes(nocase[0])) return title;
  const plain = title.replace(markup, '');
  const kept = keptCapitals(plain);
  const begins = (found: string, start: number): boolean => capital.test(found) && !innerCapital.test(found) && sentenceStart.test(plain.slice(Math.max(0, start - 4), start));
  let behind = 0;
  let tags = 0;
  return title.replace(nocaseSpan, (span, inner: string, at: number) => {
    for (const [tag] of title.slice(behind, at).matchAll(markup)) tags += tag.length;
    behind = at;
    const start = at - tags;
    const known = wordsOf(inner.replace(markup, '')).every(({ 0: found, index }) => {
      const [from, to] = [start + index, start + index + found.length];
      return begins(found, from) || kept.some((other) => other.start <= from && other.end >= to);
    });
    return known ? inner : span;
  });
}

/** A title without the spans that keep its case, for texts that no style sets. */
export const withoutNocase = (title: string): string => title.replace(nocaseSpan, '$1');
