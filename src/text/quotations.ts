import type { Span } from './span.js';

const pairs: Record<string, string> = { '‘': '’', '“': '”', '«': '»', '„': '“', '‚': '‘', '‹': '›' };

/** Longest quotation that is looked for; what is longer is most likely a mark that was never closed. */
const longest = 2000;

/**
 * The quoted words of a text, without their marks; quotations inside quotations are not listed apart.
 *
 * Mixed marks are paired as they come ("… defeated.” with a straight opening mark), and an apostrophe ("ISIS’s", "groups’ aims")
 * is not a closing mark.
 */
export function quotations(text: string): Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < text.length; at++) {
    if (!opens(text, at)) continue;
    const end = closing(text, at);
    if (end === null) continue;
    if (end > at + 1) spans.push({ start: at + 1, end });
    at = end;
  }
  return spans;
}

const letterOrDigit = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character);

function opens(text: string, at: number): boolean {
  const mark = text[at]!;
  if (mark in pairs && mark !== '“') return true;
  if (mark === '“') return !letterOrDigit(text[at - 1]);
  // Straight marks, and a closing mark set where an opening one was meant (‘”What …” Revisited’).
  return (mark === '"' || mark === '”' || mark === "'") && !letterOrDigit(text[at - 1]) && letterOrDigit(text[at + 1]);
}

function closing(text: string, open: number): number | null {
  const mark = text[open]!;
  const single = mark === '‘' || mark === "'";
  const closes = single ? /[’']/u : mark === '"' || mark === '“' || mark === '”' ? /["”]/u : new RegExp(pairs[mark]!, 'u');
  const limit = Math.min(text.length, open + longest);
  let fallback: number | null = null;
  for (let at = open + 1; at < limit; at++) {
    const character = text[at]!;
    if (character === mark && mark in pairs && mark !== pairs[mark] && !single) return fallback;
    if (single && character === '‘') break;
    if (!closes.test(character) || /\s/u.test(text[at - 1]!)) continue;
    if (!single) return at;
    if (letterOrDigit(text[at + 1])) continue;
    // "the states’ interests": a plural's apostrophe is followed by a lower-case word; a true end may follow it.
    const plural = /s$/iu.test(text[at - 1]!) && /^\s\p{Ll}/u.test(text.slice(at + 1, at + 3));
    if (!plural) return at;
    fallback ??= at;
  }
  return fallback;
}
