import * as vscode from 'vscode';
import { join } from '../library/paths.js';
import type { Libraries } from './library.js';

/** Opens references.json of the library that a file or folder is in, and shows in the explorer where the library's files are. */
export async function showLibrary(libraries: Libraries, near: vscode.Uri | undefined): Promise<void> {
  const library = libraries.of(near);
  if (!library) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder first: the library is kept in it.'));
    return;
  }
  const uri = library.files.uri(join(library.folder.path, 'references.json'));
  if (!(await library.files.stat(uri.path).catch(() => null))) {
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t('There is no library here yet. Import the sources you have read to make one.'), vscode.l10n.t('Import Sources…'));
    if (chosen) await vscode.commands.executeCommand('ibid.importSources');
    return;
  }
  await vscode.commands.executeCommand('revealInExplorer', uri);
  await vscode.window.showTextDocument(uri);
}
