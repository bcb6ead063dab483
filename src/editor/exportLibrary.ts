import * as vscode from 'vscode';
import { FileSystemError } from '../library/fileSystem.js';
import type { FormatName } from '../worker.js';
import type { Background } from './background.js';
import { WorkspaceFileSystem } from './fileSystem.js';
import type { Libraries } from './library.js';

/** Writes the library's items to a file of the person's choice, in the format of their choice. */
export async function exportLibrary(libraries: Libraries, background: Background, near: vscode.Uri | undefined): Promise<void> {
  const library = libraries.of(near);
  const size = (await library?.opened())?.own.rows.size ?? 0;
  if (!library || size === 0) {
    void vscode.window.showInformationMessage('There is nothing to export: the library is empty. Import the sources you have read first.');
    return;
  }
  const format = await chosenFormat((await background.itemFormats()).filter(({ isWritten }) => isWritten));
  const [ending] = format?.extensions ?? [];
  const uri = format && (await vscode.window.showSaveDialog({
    title: `Export ${size} items as ${format.label}`,
    // another name than the library's own files have
    defaultUri: vscode.Uri.joinPath(library.folder, `exported.${ending}`),
    filters: { [format.label]: [...format.extensions] },
  }));
  if (!uri) return;
  try {
    await new WorkspaceFileSystem(uri).replace(uri.path, await background.exportLibrary(library.files, library.folder.path, format.name));
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    void vscode.window.showErrorMessage(`The library was not exported. ${error.message}`);
    return;
  }
  const open = await vscode.window.showInformationMessage(`${size} items were exported to ${uri.path.slice(uri.path.lastIndexOf('/') + 1)}.`, 'Open File');
  if (open) await vscode.window.showTextDocument(uri);
}

async function chosenFormat(formats: readonly FormatName[]): Promise<FormatName | undefined> {
  const rows = formats.map((format) => ({ label: format.label, description: `.${format.extensions[0]}`, format }));
  return (await vscode.window.showQuickPick(rows, { title: 'Export Library', placeHolder: 'The format to export to' }))?.format;
}
