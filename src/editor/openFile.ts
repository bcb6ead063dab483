import * as vscode from 'vscode';
import { linksOf, pathOf } from '../library/links.js';
import { absolutePath, parent } from '../library/paths.js';
import { WorkspaceFileSystem } from './fileSystem.js';
import type { Libraries } from './library.js';
import { pdfViewType } from './pdfEditors.js';
import type { Views } from './views.js';

/** Opens a file that an item has, or shows it in Zotero. It is given a key and a number, never a path, so that no text of a library can say what is opened. */
export const openFileCommand = 'ibid.openFile';

/** @param key of the item @param index which of its links */
export async function openFile(views: Views, libraries: Libraries, key: unknown, index: unknown): Promise<void> {
  if (typeof key !== 'string' || typeof index !== 'number') return;
  const document = vscode.window.activeTextEditor?.document;
  const { view } = await views.citable(document);
  const item = view.get(key);
  const link = item && linksOf(item)[index];
  const file = view.fileOf(key);
  if (!link || file === null) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} no longer has this file. Hover the cite key again to see what it has now.', key));
    return;
  }
  // The card would go on standing over the file.
  await vscode.commands.executeCommand('editor.action.hideHover');
  if (!('path' in link)) {
    await vscode.env.openExternal(vscode.Uri.parse(link.uri, true));
    return;
  }
  const library = libraries.of(document?.uri)?.folder ?? document?.uri;
  if (!library) return;
  const holder = absolutePath(library.path, file);
  const path = pathOf(link, parent(holder));
  const files = new WorkspaceFileSystem(library);
  const stat = await files.stat(path).catch(() => null);
  if (stat?.kind === 'file') await open(files.uri(path), link.kind);
  else {
    const [missing, naming] = [path, holder].map((one) => vscode.workspace.asRelativePath(files.uri(one)));
    void vscode.window.showWarningMessage(vscode.l10n.t('{0} is not there. {1} names it in {2}: it was moved, or belongs to another machine.', missing!, key, naming!));
  }
}

async function open(uri: vscode.Uri, kind: 'pdf' | 'file'): Promise<void> {
  const beside = { viewColumn: vscode.ViewColumn.Beside };
  await (kind === 'pdf' ? vscode.commands.executeCommand('vscode.openWith', uri, pdfViewType, beside) : vscode.commands.executeCommand('vscode.open', uri, beside));
}
