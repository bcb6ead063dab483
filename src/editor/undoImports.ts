import * as vscode from 'vscode';
import type { Kept } from '../library/undoChange.js';
import { formatNumber } from '../words.js';
import type { Background } from './background.js';
import type { ImportedFolders } from './importedFolders.js';
import type { FolderLibrary } from './library.js';

/** Takes imports of this window back: any of them, since what has been changed since is left alone. */
export class UndoImports {
  /** The last comes last. */
  private readonly standing: (() => Promise<void>)[] = [];

  constructor(private readonly background: Background, private readonly folders: ImportedFolders) {}

  /**
   * Remembers an import.
   *
   * @param changes as the thread has packed them @param folders those that were imported as a whole for the first time
   * @returns takes it back, once
   */
  async note(library: FolderLibrary, changes: Uint8Array, folders: readonly string[] = []): Promise<() => Promise<void>> {
    return this.noteAct(async () => {
      const { saved, problems, kept } = await this.background.undoImport(library.files, library.folder.path, changes);
      if (!saved) return void vscode.window.showErrorMessage(problems[0]?.message ?? vscode.l10n.t('The library was not changed.'));
      await this.folders.remove(library, folders);
      await library.reload();
      void vscode.window.showInformationMessage([vscode.l10n.t('The import was undone.'), ...sentencesOn(kept)].join(' '));
    });
  }

  /** Remembers what takes back something that is told as an import. */
  async noteAct(undo: () => Promise<void>): Promise<() => Promise<void>> {
    const once = async (): Promise<void> => {
      const at = this.standing.indexOf(once);
      if (at < 0) return;
      this.standing.splice(at, 1);
      await this.tell();
      await undo();
    };
    this.standing.push(once);
    await this.tell();
    return once;
  }

  async undoLast(): Promise<void> {
    const last = this.standing.at(-1);
    if (last) await last();
    else void vscode.window.showInformationMessage(vscode.l10n.t('Nothing has been imported since this window was opened.'));
  }

  private async tell(): Promise<void> {
    await vscode.commands.executeCommand('setContext', 'ibid.canUndoImport', this.standing.length > 0);
  }
}

/** What was not taken back. */
function sentencesOn({ items, claims }: Kept): string[] {
  const few = items.slice(0, 3).join(', ');
  const works = items.length === 1 ? vscode.l10n.t('{0} was changed since, or is needed by what was, and stays.', few) : vscode.l10n.t('{0} works were changed since, or are needed by what was, and stay: {1}.', formatNumber(items.length), items.length > 3 ? `${few} …` : few);
  const said = claims.length === 1 ? vscode.l10n.t('1 claim was changed since and stays.') : vscode.l10n.t('{0} claims were changed since and stay.', formatNumber(claims.length));
  return [...(items.length > 0 ? [works] : []), ...(claims.length > 0 ? [said] : [])];
}
