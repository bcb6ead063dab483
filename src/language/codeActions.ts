import * as l10n from '@vscode/l10n';
import type { LibraryView } from '../library/library.js';
import type { Edit } from '../text/edit.js';
import { own } from '../text/own.js';
import type { Span } from '../text/span.js';
import type { CiteKey } from './citations.js';
import type { DocumentCitations } from './documentCitations.js';
import { standsBare } from './markdown.js';
import { formOf } from './markup.js';
import { supersedingWork } from './standing.js';
import { isLabel } from './typst.js';
import { formatNumber } from '../words.js';

/** What a person can have done about a diagnostic. */
export interface Fix {
  title: string;
  edits: Edit[];
  isPreferred: boolean;
}

/** Another key in the place of one, in braces where Markdown needs them: `@{vale--2018}`. */
function keyChanged(document: DocumentCitations, key: CiteKey, to: string): Edit {
  const { signed, start, end } = key;
  if (formOf(document.language) === 'typst' && !isLabel(to)) return labelled(document, key, to);
  const isBare = formOf(document.language) === 'pandoc' && document.slice(signed).startsWith('@') && start === signed.start + 1;
  return { start, end, text: isBare && !standsBare(to) ? `{${to}}` : to };
}

/** Typst's way to say a key that is no label: `#cite(label("a b"), supplement: [p. 3])` in the place of `@val[p. 3]`, `label("a b")` in that of `<val>`. */
function labelled(document: DocumentCitations, { start, end, signed }: CiteKey, to: string): Edit {
  const label = `label(${JSON.stringify(to)})`;
  const written = document.slice(signed);
  if (written.startsWith('<')) return { start: signed.start, end: signed.end, text: label };
  if (!written.startsWith('@')) return { start, end, text: JSON.stringify(to).slice(1, -1) };
  const behind = document.at(start)?.citation.end ?? signed.end;
  const supplement = document.slice({ start: signed.end, end: behind });
  return { start: signed.start, end: behind, text: `#cite(${label}${supplement === '' ? '' : `, supplement: ${supplement}`})` };
}

/** For a work that another has taken the place of: that one, where the library has it. */
export function supersedingFixes(document: DocumentCitations, key: CiteKey, library: LibraryView): Fix[] {
  const item = library.get(key.key);
  const words = item && supersedingWork(item);
  const to = words && (words.split(/[^\p{L}\p{N}_:.-]+/u).map((word) => library.get(word)).find((found) => found) ?? library.search(words, 1, undefined, true)[0]);
  if (!to || to.id === item.id) return [];
  return [{ title: l10n.t('Cite {0} instead', to.id), edits: [keyChanged(document, key, to.id)], isPreferred: false }];
}

const longestGap = 40;
const brackets: Readonly<Record<string, string>> = { '[': ']', '{': '}' };

/** A citation without a pinpoint: with what parts it from the key, and with the brackets that hold nothing else. */
export function locatorRemoved(document: DocumentCitations, { start, end }: Span): Fix {
  const before = document.slice({ start: Math.max(0, start - longestGap), end: start });
  const words = before.replace(/[,\s]{1,40}$/, '');
  const opening = words.at(-1) ?? '';
  const around = words.slice(0, -1).trimEnd();
  const isAlone = document.slice({ start: end, end: end + 1 }) === brackets[opening];
  // \cite[see][18]: without its last argument, the first would be the pinpoint; supplement: [p. 18] wants something
  const edit = isAlone && !/[\]:]$/.test(around)
    ? { start: start - (before.length - around.length), end: end + 1, text: '' }
    : { start: isAlone ? start : start - (before.length - words.length), end, text: '' };
  return { title: l10n.t('Remove the page'), edits: [edit], isPreferred: false };
}

/** For a key that nobody knows: the keys that may be meant, for this citation and, where it is cited again, for all of them. */
export function keyFixes(document: DocumentCitations, key: CiteKey, nearest: readonly string[]): Fix[] {
  const same = document.all.flatMap(({ works }) => works.map((work) => work.key)).filter((other) => other.key === key.key);
  const here = nearest.map((to, index): Fix => ({ title: l10n.t('Change to {0}', to), edits: [keyChanged(document, key, to)], isPreferred: index === 0 }));
  const [first] = nearest;
  if (first === undefined || same.length < 2) return here;
  return [...here, { title: l10n.t('Change all {0} to {1}', formatNumber(same.length), first), edits: same.map((other) => keyChanged(document, other, first)), isPreferred: false }];
}

/** The entry of a stub as it stands in a .bib, with what parts it from the last one. @param before the text that it is put behind */
export function stubInBibtex(key: string, before: string): string {
  const newline = before.includes('\r\n') ? '\r\n' : '\n';
  const gap = before.trim() === '' ? '' : before.endsWith('\n') ? newline : newline + newline;
  return `${gap}@misc{${key},${newline}  title = {…},${newline}}${newline}`;
}

/** biblatex's fields for what references need, in the words of requiredFields.ts. */
const bibtexFields: Readonly<Record<string, string>> = { author: 'author', title: 'title', date: 'date' };

/** What goes behind the key of an entry in a .bib, as a snippet: an empty field for each that the entry lacks. @param missing as `missingFields` tells them */
export function missingInBibtex(missing: readonly string[]): string {
  const names = missing.map((words) => own(bibtexFields, words) ?? (words.endsWith('journal') ? 'journaltitle' : 'booktitle'));
  return names.map((name, index) => `\n  ${name} = {$${index + 1}},`).join('');
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
