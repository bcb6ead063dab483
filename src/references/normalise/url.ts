import { folded } from './edges.js';

const begins = /(?:https?\s?:\s?\/\/\s?|www\.)[^\s<>"“”]+/i;
/** What may go on after a cut: a piece of a path or a host, not a word of the sentence. */
const continuation = /^\s{1,2}(?=[^\s<>"“”]{0,300}[/.\-_=%\d])(?![\p{Lu}([])([^\s<>"“”]+)/u;
const trailing = '.,;:!?([{<)]}>\'’‘”"';

/** Was a URL cut here, so that what comes after the space belongs to it? */
function isCut(soFar: string, next: string): boolean {
  if (soFar.endsWith('.')) return /^(?:org|com|net|edu|gov|int|eu|uk|de)[/.]/.test(next);
  if (soFar.endsWith('-')) return /^[\p{L}\d]/u.test(next);
  if (!/[/_=?&]$/.test(soFar)) return false;
  if (/^(?:pp?|vol|no|accessed|last)\b/i.test(next)) return false;
  return soFar.endsWith('/') || /^\w{1,60}[./=-]/.test(next) && !/^\d{4}\b/.test(next);
}

const count = (text: string, mark: string): number => text.split(mark).length - 1;

/** Without the punctuation of the sentence behind; a bracket that was opened within is part of the address: /wiki/Foo_(bar). */
function withoutTrailing(text: string): string {
  let end = text.length;
  while (end > 0 && trailing.includes(text[end - 1]!)) end--;
  const cut = text.slice(0, end);
  return text[end] === ')' && count(cut, '(') > count(cut, ')') ? `${cut})` : cut;
}

/** An address, and the words around it. */
export interface Address {
  value: string;
  unread: string;
}

/**
 * The web address in some words, as it works: mended where it was cut over lines, without "URL:", "<" and the punctuation behind. Null where
 * there is none.
 */
export function parseUrl(text: string): Address | null {
  const words = folded(text);
  const match = begins.exec(words) ?? /^<?[a-z\d-]{1,40}(?:\.[a-z\d-]{1,40}){1,5}\/[^\s<>"“”]*/i.exec(words);
  if (!match) return null;
  let end = match.index + match[0].length;
  for (let pieces = 0; pieces < 8; pieces++) {
    const next = continuation.exec(words.slice(end, end + 300));
    if (!next || !isCut(words.slice(Math.max(match.index, end - 4), end), next[1]!)) break;
    end += next[0].length;
  }
  const value = withoutTrailing(words.slice(match.index, end).replace(/[\s<]/g, '')).replace(/^www\./i, 'https://www.');
  return { value, unread: `${words.slice(0, match.index)} ${words.slice(end)}` };
}

const doiStart = /10\.\d{4,9}(?:\/|%2F) ?[^\s]+/i;
/** The last character of a DOI so far, and what goes on after a cut. */
const cutDoi = /^(?:[-/_] [a-z\d(]|\. \d)[^\s]*/i;
const doiResolver = /(?:https?:\/\/)?(?:dx\.)?(?:www\.)?doi\.org\/?|\bdoi\b\s?[:>]?|\bdigital object identifier\b/gi;

/** A DOI without its resolver or label: "10.1111/1467-6478.00057", also where it was cut: "10.1111/1467- 6478.00057". Null for none. */
export function parseDoi(text: string): Address | null {
  const words = folded(text).replace(/(?<=10\.) (?=\d)/, '');
  const match = doiStart.exec(words);
  if (!match) return null;
  let end = match.index + match[0].length;
  for (let next = cutDoi.exec(words.slice(end - 1, end + 200)); next; next = cutDoi.exec(words.slice(end - 1, end + 200))) end += next[0].length - 1;
  const value = withoutTrailing(words.slice(match.index, end).replaceAll(' ', '')).replace(/%2F/i, '/');
  return { value, unread: `${words.slice(0, match.index)} ${words.slice(end)}`.replace(doiResolver, '') };
}
