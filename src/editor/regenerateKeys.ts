import * as vscode from 'vscode';
import { renamed, renamedInNotebook, unwritable } from '../language/rename.js';
import { formatNumber } from '../words.js';
import type { Background } from './background.js';
import { keyFormulaOf, keyFormulaSetting } from './citeKeys.js';
import { fileIn, isSameEntry, type Entries, type Entry } from './entries.js';
import type { Libraries } from './library.js';
import { mayWrite } from './libraryEdits.js';
import { addEdits, documentOf, type OpenDocuments } from './openDocuments.js';
import { citingDocument, taken } from './rename.js';
import type { WorkspaceCitations } from './workspaceCitations.js';

export const regenerateKeysCommand = 'ibid.regenerateKeys';

export interface Regenerating {
  libraries: Libraries;
  documents: OpenDocuments;
  entries: Entries;
  citations: WorkspaceCitations;
  background: Background;
}

/**
 * Makes the cite keys of Ibid's own items anew by the formula that is set, in the library and in all documents that cite them. Keys that a person gave stay.
 * A person is asked first, can look through the changes in VS Code's preview, and can undo them at once.
 */
export async function regenerateKeys(regenerating: Regenerating, near: vscode.Uri | undefined): Promise<void> {
  if (!(await mayWrite())) return;
  const { libraries, background } = regenerating;
  const library = libraries.of(near);
  const references = library && (await documentOf(fileIn(library, 'references')));
  if (!library || !references) return void vscode.window.showInformationMessage(vscode.l10n.t('The library is empty, so there are no cite keys to make anew.'));
  const bib = await documentOf(fileIn(library, 'bibtex'));
  const { keyFormula } = await keyFormulaOf(library, background);
  const keys = await background.regeneratedKeys(references.getText(), bib?.getText() ?? null, keyFormula);
  if (keys.count === 0) return void vscode.window.showInformationMessage(vscode.l10n.t('All cite keys are as the formula makes them, or as you gave them.'));
  const edit = new vscode.WorkspaceEdit();
  addEdits(edit, references, keys.references);
  if (bib) addEdits(edit, bib, keys.bibtex);
  try {
    await renameCitations(edit, regenerating, references.uri, keys.names);
  } catch (error) {
    return void vscode.window.showErrorMessage(vscode.l10n.t('No cite key was changed. {0}', error instanceof Error ? error.message : String(error)));
  }
  const chosen = await chosenManner(edit, keys.count);
  if (chosen) await vscode.workspace.applyEdit(chosen, { isRefactoring: true });
}

/** The edit as a person wants it done: at once, or each change when they have ticked it in VS Code's preview; undefined where they don't want it. */
async function chosenManner(edit: vscode.WorkspaceEdit, count: number): Promise<vscode.WorkspaceEdit | undefined> {
  const [change, preview] = [vscode.l10n.t('Change Keys'), vscode.l10n.t('Choose Changes…')];
  const files = edit.entries().map(([uri]) => vscode.workspace.asRelativePath(uri)).join(', ');
  const message = count === 1 ? vscode.l10n.t('1 cite key of the library changes, in: {0}.', files) : vscode.l10n.t('{0} cite keys of the library change, in: {1}.', formatNumber(count), files);
  const chosen = await vscode.window.showInformationMessage(message, change, preview);
  if (chosen === undefined) return undefined;
  return chosen === preview ? withPreview(edit) : edit;
}

function withPreview(edit: vscode.WorkspaceEdit): vscode.WorkspaceEdit {
  const shown = new vscode.WorkspaceEdit();
  const metadata = { label: vscode.l10n.t('Regenerate Cite Keys'), needsConfirmation: true };
  for (const [uri, edits] of edit.entries()) shown.set(uri, edits.map((one): [vscode.TextEdit, vscode.WorkspaceEditEntryMetadata] => [one, metadata]));
  return shown;
}

async function renameCitations(edit: vscode.WorkspaceEdit, { citations, entries, documents }: Regenerating, library: vscode.Uri, names: ReadonlyMap<string, string>): Promise<void> {
  const places = await citations.of(new Set(names.keys()));
  const files = new Map([...places.values()].flat().map(({ uri }) => [uri.toString(), uri]));
  for (const uri of files.values()) {
    const file = await vscode.workspace.openTextDocument(uri);
    const document = await citingDocument(file);
    const meant = await meantIn(document, [...places].filter(([, at]) => at.some((one) => one.uri.toString() === uri.toString())).map(([key]) => key), { entries, library, names });
    addEdits(edit, file, document === file ? renamed(documents.of(document), meant) : renamedInNotebook(file.getText(), meant));
  }
}

/** The keys by which a document cites works of the library, and not others that have the same; with their new ones. Throws where these can't stand there. */
async function meantIn(
  document: vscode.TextDocument,
  cited: readonly string[],
  { entries, library, names }: { entries: Entries; library: vscode.Uri; names: ReadonlyMap<string, string> },
): Promise<Map<string, string>> {
  const meant = new Map<string, string>();
  for (const key of cited) {
    const [entry, newKey] = [await entries.of(document, key), names.get(key)!];
    if (!entry || entry.uri.toString() !== library.toString() || names.get(entry.key) !== newKey) continue;
    const fault = await faultOf(document, entry, newKey, entries);
    if (fault !== null) throw fault;
    meant.set(key, newKey);
  }
  return meant;
}

async function faultOf(document: vscode.TextDocument, entry: Entry, newKey: string, entries: Entries): Promise<Error | null> {
  const there = await entries.of(document, newKey);
  if (there && !isSameEntry(there, entry)) return taken(newKey, there.uri);
  const fault = unwritable(document.languageId, newKey);
  return fault === null ? null : new Error(vscode.l10n.t('{0} cites {1}. {2}', vscode.workspace.asRelativePath(document.uri), entry.key, fault));
}

/** Asks whether keys are to be made anew when a person has changed how they are made. */
export function offerRegeneration(libraries: Libraries): vscode.Disposable {
  let isAsking = false;
  return vscode.workspace.onDidChangeConfiguration(async (event) => {
    const changed = libraries.all.find(({ folder }) => event.affectsConfiguration(keyFormulaSetting, folder));
    if (isAsking || !changed || (await changed.opened()).own.rows.size === 0) return;
    isAsking = true;
    const regenerate = vscode.l10n.t('Regenerate Cite Keys…');
    const message = vscode.l10n.t('New works get their cite keys by the formula you have set. The works of the library keep theirs until you make them anew.');
    const chosen = await vscode.window.showInformationMessage(message, regenerate);
    isAsking = false;
    if (chosen) await vscode.commands.executeCommand(regenerateKeysCommand, changed.folder);
  });
}
