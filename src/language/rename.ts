import * as l10n from '@vscode/l10n';
import type { Edit } from '../text/edit.js';
import type { CiteKey } from './citations.js';
import { DocumentCitations } from './documentCitations.js';
import { standsBare } from './markdown.js';
import { formOf } from './markup.js';
import { notebookCells } from './notebookCells.js';
import { isLabel } from './typst.js';

/** Why a language has no way to write a key, in words; null where it has. @param language VS Code's id */
export function unwritable(language: string, key: string): string | null {
  if (formOf(language) !== 'typst' || isLabel(key)) return null;
  return l10n.t('Typst can’t cite “{0}”: there a key is of letters, digits and - _ . :, and ends in none of the last two.', key);
}

/** The edits by which a document cites by another key. @param isMeant which keys lead to the work; the same key may be another's */
export function renamed(document: DocumentCitations, isMeant: (key: string) => boolean, newKey: string): Edit[] {
  const keys = document.all.flatMap(({ works }) => works.map(({ key }) => key)).filter(({ key }) => isMeant(key));
  return keys.map((key) => (formOf(document.language) === 'pandoc' ? inPandoc(document, key, newKey) : { start: key.start, end: key.end, text: newKey }));
}

/** The same in the file of a notebook, whose cells are Markdown. */
export function renamedInNotebook(file: string, isMeant: (key: string) => boolean, newKey: string): Edit[] {
  return notebookCells(file).flatMap((cell) =>
    renamed(new DocumentCitations('markdown', cell.text), isMeant, newKey).map(({ text, ...span }) => ({ ...cell.inFile(span), text: JSON.stringify(text).slice(1, -1) })),
  );
}

/** `@vale2018cubs`, or `@{vale--2018}` where the key would end sooner, or go on in the words behind it; in MyST's roles the key alone. */
function inPandoc(document: DocumentCitations, { start, end, signed }: CiteKey, newKey: string): Edit {
  if (signed.start === start) return { start, end, text: newKey };
  const behind = document.slice({ start: signed.end, end: signed.end + 2 });
  const isBare = standsBare(newKey) && ![1, 2].some((length) => behind.length >= length && standsBare(newKey + behind.slice(0, length)));
  const sign = document.slice({ start: signed.start, end: start }).indexOf('@') + 1;
  return { start: signed.start + sign, end: signed.end, text: isBare ? newKey : `{${newKey}}` };
}
