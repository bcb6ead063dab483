import * as vscode from 'vscode';
import { writeCitation, commandFor } from '../language/writeCitation.js';
import type { AddedEntry, NewEntry } from '../library/addEntries.js';
import type { LibraryItem } from '../library/library.js';
import type { Background } from './background.js';
import { keyFormulaOf } from './citeKeys.js';
import type { Entries } from './entries.js';
import type { FolderLibrary } from './library.js';
import { rangeOf, type OpenDocuments } from './openDocuments.js';
import type { Citable, Views } from './views.js';

export const addStubCommand = 'ibid.addStub';
export const addReferenceCommand = 'ibid.addReference';

interface Adding {
  documents: OpenDocuments;
  views: Views;
  entries: Entries;
  /** The thread that has read the bibliographies. */
  background: Background;
}

/** Puts an entry with a key alone into the library of a document. */
export async function addStub(adding: Adding, uri: unknown, key: unknown): Promise<void> {
  if (!(uri instanceof vscode.Uri) || typeof key !== 'string') return;
  const document = await vscode.workspace.openTextDocument(uri);
  const added = await addEntries(adding, document, [{ id: key, type: 'document' }]);
  if (added) await offerUndo(adding, { ...added, document }, [vscode.l10n.t('Added {0} to the library, with nothing but its key yet.', key)]);
}

/** Puts the works that some words of a document name into its library, but for those that are there, and cites them in place of the words. */
export async function addReference(adding: Adding, uri: unknown, start: unknown, end: unknown): Promise<void> {
  if (!(uri instanceof vscode.Uri) || typeof start !== 'number' || typeof end !== 'number') return;
  const document = await vscode.workspace.openTextDocument(uri);
  const pasted = document.getText(rangeOf(document, { start, end }));
  const entries = await adding.background.pastedEntries(pasted);
  if (entries.length === 0) return void vscode.window.showInformationMessage(vscode.l10n.t('No work could be made out in these words. Select one whole reference, or a DOI, and nothing else.'));
  const added = await addEntries(adding, document, entries);
  if (!added) return;
  const citations = adding.documents.of(document);
  const works = [...new Set(added.entries.map(({ key }) => key))].map((key) => ({ key }));
  const written = writeCitation(document.languageId, { works, manner: 'behind', command: commandFor(citations, 'behind') });
  await replace(document, start, pasted, written);
  await offerUndo(adding, { ...added, document }, sentencesOn(added.entries, entries), () => replace(document, start, written, pasted));
}

interface Added {
  library: FolderLibrary;
  entries: readonly AddedEntry[];
}

/** Puts entries into the library of a document, or of the first folder, but for those whose works can be cited there already. Null, and told, where it can't be. */
export async function addEntries({ views, background }: Pick<Adding, 'views' | 'background'>, document: vscode.TextDocument | undefined, entries: readonly NewEntry[]): Promise<Added | null> {
  const { library, bibliographies } = await views.citable(document);
  const why = !library ? vscode.l10n.t('The library stands in a workspace folder: open one first.') : vscode.workspace.isTrusted ? null : vscode.l10n.t('The library is only written to in a workspace that you trust.');
  if (!library || why !== null) return fail(why!);
  const { keyFormula } = await keyFormulaOf(library, background);
  const { saved, problems, added } = await background.addEntries(library.files, library.folder.path, idsOf(bibliographies), entries, keyFormula);
  if (!saved) return fail(problems.find(({ code }) => code.startsWith('library-'))?.message ?? vscode.l10n.t('The library was not changed.'));
  await library.reload();
  return { library, entries: added };
}

const idsOf = (bibliographies: Citable['bibliographies']): string[] => bibliographies.map(({ name: { id } }) => id);

function fail(message: string): null {
  void vscode.window.showErrorMessage(message);
  return null;
}

/** What became of pasted works, in words. */
function sentencesOn(added: readonly AddedEntry[], entries: readonly NewEntry[]): string[] {
  const [fresh, there] = [added.filter(({ item }) => item), added.filter(({ item }) => !item)].map((some) => some.map(({ key }) => key).join(', '));
  const isStub = fresh !== '' && entries.every(({ title }) => title === undefined);
  return [
    fresh === '' ? '' : vscode.l10n.t('Added {0} to the library.', fresh!),
    isStub ? vscode.l10n.t('Ibid looks nothing up online, so the entry has its identifier alone: fill in the rest.') : '',
    there === '' ? '' : vscode.l10n.t('Cited {0}, which you have already.', there!),
  ].filter((sentence) => sentence !== '');
}

/** Words for others, as long as those still stand there. */
async function replace(document: vscode.TextDocument, start: number, before: string, after: string): Promise<void> {
  const range = rangeOf(document, { start, end: start + before.length });
  if (document.getText(range) !== before) return;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, after);
  await vscode.workspace.applyEdit(edit);
}

/** Not waited for: VS Code leaves the message open. */
async function offerUndo(adding: Adding, { document, library, entries }: Added & { document: vscode.TextDocument }, sentences: readonly string[], restore = async (): Promise<void> => undefined): Promise<void> {
  const items = entries.flatMap(({ item }) => item ?? []);
  const message = sentences.join(' ');
  if (items.length === 0) return void vscode.window.showInformationMessage(message);
  const [open, undo] = [vscode.l10n.t('Open Entry'), vscode.l10n.t('Undo')];
  void vscode.window.showInformationMessage(message, open, undo).then(async (chosen) => {
    if (chosen === open) await adding.entries.show(document, items[0]!.id);
    if (chosen === undo) await takeBack(adding.background, library, items, restore);
  });
}

/** Takes entries back that were added. @param restore what is to be done once they are */
export async function takeBack(background: Background, library: FolderLibrary, items: readonly LibraryItem[], restore?: () => Promise<void>): Promise<void> {
  const { refused, saved, problems } = await background.removeEntries(library.files, library.folder.path, items);
  if (refused !== null || !saved) return void vscode.window.showErrorMessage(refused ?? problems[0]?.message ?? vscode.l10n.t('The library was not changed.'));
  await library.reload();
  await restore?.();
}
