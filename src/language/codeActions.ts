import type { Edit } from '../text/edit.js';
import type { Span } from '../text/span.js';
import type { CiteKey } from './citations.js';
import type { DocumentCitations } from './documentCitations.js';
import { standsBare } from './markdown.js';
import { formOf } from './markup.js';

/** What a person can have done about a diagnostic. */
export interface Fix {
  title: string;
  edits: Edit[];
  isPreferred: boolean;
}

/** Another key in the place of one, in braces where Markdown needs them: `@{vale--2018}`. */
function keyChanged(document: DocumentCitations, { signed, start, end }: CiteKey, to: string): Edit {
  const isBare = formOf(document.language) === 'pandoc' && document.slice(signed).startsWith('@') && start === signed.start + 1;
  return { start, end, text: isBare && !standsBare(to) ? `{${to}}` : to };
}

/** For a key that nobody knows: the keys that may be meant, for this citation and, where it is cited again, for all of them. */
export function keyFixes(document: DocumentCitations, key: CiteKey, nearest: readonly string[]): Fix[] {
  const same = document.all.flatMap(({ works }) => works.map((work) => work.key)).filter((other) => other.key === key.key);
  const here = nearest.map((to, index): Fix => ({ title: `Change to ${to}`, edits: [keyChanged(document, key, to)], isPreferred: index === 0 }));
  const [first] = nearest;
  if (first === undefined || same.length < 2) return here;
  return [...here, { title: `Change all ${same.length} to ${first}`, edits: same.map((other) => keyChanged(document, other, first)), isPreferred: false }];
}

/** The entry of a stub as it stands in a .bib, with what parts it from the last one. @param before the text that it is put behind */
export function stubInBibtex(key: string, before: string): string {
  const newline = before.includes('\r\n') ? '\r\n' : '\n';
  const gap = before.trim() === '' ? '' : before.endsWith('\n') ? newline : newline + newline;
  return `${gap}@misc{${key},${newline}  title = {…},${newline}}${newline}`;
}

/** Keys that can stand in a .bib: what ends an entry's key, or would begin something else, makes none. */
export const isBibtexKey = (key: string): boolean => /^[^\s,{}()"#%~\\=]+$/.test(key);

/** What selected words, or a line, seem to be. */
export type Pasted = 'reference' | 'identifier';

const longestPasted = 20_000;
const doi = /(?:^|[\s/:([])10\.\d{4,9}\/\S{2,200}/;
const arxiv = /\barxiv(?:\.org\/abs\/|\s?:\s?)(?:\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[a-z]{2})?\/\d{7})/i;
const year = /(?<!\d)(?:1[5-9]|20)\d\d(?!\d)/;
/** "Roe, A.", "A. Roe", "Roe, Ann": how references begin or go on. */
const name = /\p{Lu}[\p{L}'’-]{1,40}, \p{Lu}|\p{Lu}\.\s?(?:\p{Lu}\.\s?){0,3}\p{Lu}\p{L}/u;
const startsList = /^\s*(?:[-*+•]|\[?\d{1,4}[\].)])\s+/;
const fewestWords = 5;
const mostAround = 4;

/**
 * Whether words look like a reference, or are no more than a DOI or a number on arXiv; null where they do not. A glance at them, since it is asked
 * wherever the cursor stands: whether they are one is for the reference parser to say.
 */
export function pastedAs(words: string): Pasted | null {
  const text = words.trim().replace(startsList, '');
  if (text === '' || text.length > longestPasted) return null;
  const count = text.split(/\s+/, 2000).length;
  const isIdentified = doi.test(text) || arxiv.test(text);
  if (isIdentified && count <= mostAround) return 'identifier';
  return count >= fewestWords && (isIdentified || year.test(text)) && name.test(text) ? 'reference' : null;
}

/** The words that can be turned into a citation: those selected or, where none are, those of the line; null where they are nothing of the kind, or hold a citation. */
export function pastedAt(document: DocumentCitations, selected: Span, line: Span): (Span & { as: Pasted }) | null {
  const span = trimmed(document, selected.end > selected.start ? selected : line);
  const as = pastedAs(document.slice(span));
  if (as === null || document.near(span).some(({ start, end }) => start < span.end && end > span.start)) return null;
  return { ...span, as };
}

/** Without the white space around it, and the sign of a list before it. */
function trimmed(document: DocumentCitations, { start, end }: Span): Span {
  const text = document.slice({ start, end: Math.min(end, start + longestPasted + 1) });
  const first = start + (startsList.exec(text)?.[0].length ?? text.length - text.trimStart().length);
  return { start: first, end: Math.max(first, start + text.trimEnd().length) };
}
