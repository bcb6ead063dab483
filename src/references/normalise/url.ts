import type { Span } from '../../text/span.js';

const begins = /(?:https?:\s?\/\/\s?|www\.)[^\s<>"“”]+/gi;
/** What may go on after a cut: a piece of a path or a host, not a word of the sentence. */
const continuation = /^\s{1,2}(?=[^\s<>"“”]*[/.\-_=%\d])(?![\p{Lu}([])([^\s<>"“”]+)/u;
const trailing = /[.,;:!?)\]}>'’‘”"]+$/;

/** Was a URL cut here, so that what comes after the space belongs to it? */
function isCut(soFar: string, next: string): boolean {
  if (/\.$/.test(soFar)) return /^(?:org|com|net|edu|gov|int|eu|uk|de)[/.]/.test(next);
  if (/-$/.test(soFar)) return /^[\p{L}\d]/u.test(next);
  if (!/[/_=?&]$/.test(soFar)) return false;
  if (/^(?:pp?|vol|no|accessed|last)\b/i.test(next)) return false;
  return soFar.endsWith('/') || /^\w+[./=-]/.test(next) && !/^\d{4}\b/.test(next);
}

function trimmed(text: string): number {
  const end = trailing.exec(text)?.index ?? text.length;
  // A bracket that was opened within is part of the address: /wiki/Foo_(bar)
  const cut = text.slice(0, end);
  return text[end] === ')' && cut.split('(').length > cut.split(')').length ? end + 1 : end;
}

/**
 * The web addresses of a text, each to its last character though it be cut over lines: "https://georgewbush- whitehouse.archives.gov/news".
 * Closing punctuation of the sentence is left out.
 */
export function findUrls(text: string): Span[] {
  const found: Span[] = [];
  begins.lastIndex = 0;
  for (let match = begins.exec(text); match; match = begins.exec(text)) {
    let end = match.index + match[0].length;
    for (let pieces = 0; pieces < 8; pieces++) {
      const next = continuation.exec(text.slice(end, end + 300));
      if (!next || !isCut(text.slice(match.index, end), next[1]!)) break;
      end += next[0].length;
    }
    found.push({ start: match.index, end: match.index + trimmed(text.slice(match.index, end)) });
    begins.lastIndex = end;
  }
  return found;
}

/** An address as it works: without the spaces of a cut. */
export function normaliseUrl(text: string): string {
  const address = text.replace(/\s+/g, '').replace(/^<|>$/g, '');
  return address.slice(0, trimmed(address)).replace(/^www\./i, 'https://www.');
}

/** A DOI without its resolver or label: "10.1111/1467-6478.00057". */
export function normaliseDoi(text: string): string {
  const match = /10\.\d{4,9}\/\S+/.exec(text.replace(/\s+/g, ''));
  return (match?.[0] ?? text.trim()).replace(/[.,;:\])>]+$/, '');
}
