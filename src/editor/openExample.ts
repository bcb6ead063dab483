import * as vscode from 'vscode';
import { freeName } from './dropImport.js';

const folderName = 'ibid-example';

/** Copies the example into a folder that a person chooses, and opens it there. @param example the one that comes with Ibid */
export async function openExample(example: vscode.Uri): Promise<void> {
  const [parent] = (await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Open Example: Where Is It to Be Put?'),
    openLabel: vscode.l10n.t('Put Example Here'),
    canSelectFiles: false,
    canSelectFolders: true,
  })) ?? [];
  if (!parent) return;
  const folder = await freeName(parent, folderName);
  try {
    await vscode.workspace.fs.copy(example, folder, { overwrite: false });
  } catch (error) {
    void vscode.window.showErrorMessage(vscode.l10n.t('The example could not be put there. {0}', error instanceof Error ? error.message : String(error)));
    return;
  }
  await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: vscode.workspace.workspaceFolders !== undefined });
}
