import * as vscode from 'vscode';
import { FileSystemError } from '../library/fileSystem.js';
import { fileName } from '../library/paths.js';
import { formatNumber } from '../words.js';
import type { FormatName } from '../worker.js';
import type { Background } from './background.js';
import { WorkspaceFileSystem } from './fileSystem.js';
import type { Libraries } from './library.js';
import { mayExport } from './libraryEdits.js';
import type { LibraryTree } from './libraryTree.js';

/** Items to be written to a file. */
interface Exported {
  count: number;
  /** Where a person is offered to put the file. */
  folder: vscode.Uri;
  write(format: string): Promise<Uint8Array>;
}

/** Writes the library's items to a file of the person's choice, in the format of their choice. */
export async function exportLibrary(libraries: Libraries, background: Background, near: vscode.Uri | undefined): Promise<void> {
  const library = libraries.of(near);
  const count = (await library?.opened())?.own.rows.size ?? 0;
  if (!library || count === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to export: the library is empty. Import the sources you have read first.'));
    return;
  }
  await exportItems(background, { count, folder: library.folder, write: (format) => background.exportLibrary(library.files, library.folder.path, format) });
}

/** Writes what is chosen in the view of the library to a file. */
export async function exportFromLibrary(tree: LibraryTree, background: Background, keys: readonly string[]): Promise<void> {
  const { library, bibliographies } = await tree.works();
  const folder = library?.folder ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  const files = bibliographies[0]?.files ?? library?.files;
  if (!folder || !files || keys.length === 0) return;
  const ids = bibliographies.map(({ name: { id } }) => id);
  await exportItems(background, { count: keys.length, folder, write: (format) => background.exportItems(files, library?.folder.path ?? null, ids, keys, format) });
}

async function exportItems(background: Background, { count, folder, write }: Exported): Promise<void> {
  if (!(await mayExport())) return;
  const format = await chosenFormat((await background.itemFormats()).filter(({ isWritten }) => isWritten));
  const [ending] = format?.extensions ?? [];
  const uri = format && (await vscode.window.showSaveDialog({
    title: count === 1 ? vscode.l10n.t('Export 1 item as {0}', format.label) : vscode.l10n.t('Export {0} items as {1}', formatNumber(count), format.label),
    // another name than the library's own files have
    defaultUri: vscode.Uri.joinPath(folder, `exported.${ending}`),
    filters: { [format.label]: [...format.extensions] },
  }));
  if (!uri) return;
  try {
    await new WorkspaceFileSystem(uri).replace(uri.path, await write(format.name));
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    void vscode.window.showErrorMessage(vscode.l10n.t('Nothing was exported. {0}', error.message));
    return;
  }
  const [name, open] = [fileName(uri.path), vscode.l10n.t('Open File')];
  const message = count === 1 ? vscode.l10n.t('1 item was exported to {0}.', name) : vscode.l10n.t('{0} items were exported to {1}.', formatNumber(count), name);
  if ((await vscode.window.showInformationMessage(message, open)) === open) await vscode.window.showTextDocument(uri);
}

async function chosenFormat(formats: readonly FormatName[]): Promise<FormatName | undefined> {
  const rows = formats.map((format) => ({ label: format.label, description: `.${format.extensions[0]}`, format }));
  return (await vscode.window.showQuickPick(rows, { title: vscode.l10n.t('Export Library'), placeHolder: vscode.l10n.t('The format to export to') }))?.format;
}
