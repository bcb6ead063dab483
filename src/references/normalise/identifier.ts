import { folded } from './edges.js';

/** An identifier found among some words, and the words around it. */
export interface Identifier {
  variable: 'ISBN' | 'ISSN';
  value: string;
  unread: string;
}

const isbn = /(?:97[89][-‐– ]{0,2})?(?:\d[-‐– ]{0,2}){9}[\dXx](?![\d])/;
const issn = /\d{4}[-‐– ]{1,2}\d{3}[\dXx](?!\d)/;
const isbnLabel = /\be?-?ISBN(?:-?1[03])?\b:?/gi;
const issnLabel = /\b[ep]?-?ISSN\b:?/gi;

const hyphened = (value: string): string => value.replace(/\s?[-‐–]\s?/g, '-');

/** The ISBN or ISSN in some words: "ISBN: 978-3-16-148410-0", "ISSN 1540- 8140 (Electronic)". Null where there is none. */
export function parseIdentifier(text: string): Identifier | null {
  const words = folded(text);
  const variable = /ISSN/i.test(words) ? 'ISSN' : 'ISBN';
  const match = (variable === 'ISSN' ? issn : isbn).exec(words);
  if (!match) return null;
  const around = `${words.slice(0, match.index)} ${words.slice(match.index + match[0].length)}`;
  return { variable, value: hyphened(match[0]).trim(), unread: around.replace(variable === 'ISSN' ? issnLabel : isbnLabel, '') };
}

const preprint = String.raw`(?:[a-z-]{2,12}(?:\.[A-Z]{2})?\/\d{7}|\d{4}\.\d{4,5})(?:v\d{1,2})?`;
const arxiv = new RegExp(String.raw`arXiv\s?:?\s?(${preprint})|^\W{0,3}(${preprint})\W{0,3}$`, 'i');

/** The number of a preprint on arXiv, and the words around it: "arXiv:1301.4361 [nucl-ex]", "[hep-ph/0109119]". Null for none. */
export function parseArxiv(text: string): { value: string; unread: string } | null {
  const words = folded(text);
  const match = arxiv.exec(words);
  const value = match?.[1] ?? match?.[2];
  if (!match || value === undefined) return null;
  return { value, unread: `${words.slice(0, match.index)} ${words.slice(match.index + match[0].length)}` };
}
