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

  /** @param given what a person chose to import: files and folders @returns the folders that had not been imported before */
  async add(library: FolderLibrary, given: readonly vscode.Uri[]): Promise<string[]> {
    const kinds = await Promise.all(given.map(({ path }) => library.files.stat(path).catch(() => null)));
    const folders = given.map(({ path }) => path).filter((_path, index) => kinds[index]?.kind === 'folder');
    const known = this.of(library);
    const fresh = folders.filter((path) => !known.includes(path));
    if (fresh.length > 0) await this.set(library, [...known, ...fresh]);
    return fresh;
  }

  async remove(library: FolderLibrary, folders: readonly string[]): Promise<void> {
    if (folders.length > 0) await this.set(library, this.of(library).filter((path) => !folders.includes(path)));
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async set({ folder }: FolderLibrary, folders: readonly string[]): Promise<void> {
    await this.state.update(stateKey, { ...this.all, [folder.toString()]: [...new Set(folders)] });
    this.changed.fire();
  }

  private get all(): Record<string, readonly string[]> {
    return this.state.get(stateKey, {});
  }
}
