import * as vscode from 'vscode';
import type { FolderLibrary } from './library.js';

const stateKey = 'importedFolders';

/** The folders that a person has imported as a whole, by library: new files in them are sources too. Kept with the workspace, beside the files. */
export class ImportedFolders implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly state: vscode.Memento) {}

  /** Their absolute paths. */
  of({ folder }: FolderLibrary): readonly string[] {
    return this.all[folder.toString()] ?? [];
  }

  /** @param given what a person chose to import: files and folders */
  async add(library: FolderLibrary, given: readonly vscode.Uri[]): Promise<void> {
    const kinds = await Promise.all(given.map(({ path }) => library.files.stat(path).catch(() => null)));
    const folders = given.map(({ path }) => path).filter((_path, index) => kinds[index]?.kind === 'folder');
    const known = this.of(library);
    if (folders.every((path) => known.includes(path))) return;
    await this.state.update(stateKey, { ...this.all, [library.folder.toString()]: [...new Set([...known, ...folders])] });
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }

  private get all(): Record<string, readonly string[]> {
    return this.state.get(stateKey, {});
  }
}
