import * as vscode from 'vscode';
import type { Background } from './background.js';
import type { FolderLibrary } from './library.js';

export const keyFormulaSetting = 'ibid.citeKey.formula';

/** The formula by which new works of a library get their keys; none where a person has set none, or one that can't be read, which they are told. */
export async function keyFormulaOf(library: FolderLibrary, background: Background): Promise<{ keyFormula?: string }> {
  const keyFormula = vscode.workspace.getConfiguration(undefined, library.folder).get(keyFormulaSetting, '').trim();
  if (keyFormula === '') return {};
  const fault = await background.formulaFault(keyFormula);
  if (fault === null) return { keyFormula };
  void tell(vscode.l10n.t('The setting {0} can’t be read, so new works get Ibid’s own keys. {1}', keyFormulaSetting, fault));
  return {};
}

async function tell(message: string): Promise<void> {
  const open = await vscode.window.showWarningMessage(message, vscode.l10n.t('Open Setting'));
  if (open) await vscode.commands.executeCommand('workbench.action.openSettings', keyFormulaSetting);
}
