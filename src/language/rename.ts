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

/** The edits by which a document cites by other keys. @param names the new keys by those that stand there */
export function renamed(document: DocumentCitations, names: ReadonlyMap<string, string>): Edit[] {
  const keys = document.all.flatMap(({ works }) => works.map(({ key }) => key)).filter(({ key }) => names.has(key));
  return keys.map((key) => {
    const newKey = names.get(key.key)!;
    return formOf(document.language) === 'pandoc' ? inPandoc(document, key, newKey) : { start: key.start, end: key.end, text: newKey };
  });
}

/** The same in the file of a notebook, whose cells are Markdown. */
export function renamedInNotebook(file: string, names: ReadonlyMap<string, string>): Edit[] {
  return notebookCells(file).flatMap((cell) =>
    renamed(new DocumentCitations('markdown', cell.text), names).map(({ text, ...span }) => ({ ...cell.inFile(span), text: JSON.stringify(text).slice(1, -1) })),
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
