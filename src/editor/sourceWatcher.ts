import * as vscode from 'vscode';
import { absolutePath, extension, parent } from '../library/paths.js';
import type { Background } from './background.js';
import { keyFormulaOf } from './citeKeys.js';
import type { ImportedFolders } from './importedFolders.js';
import type { FolderLibrary, Libraries } from './library.js';

/** How long files must be quiet before they are read: programs write them in several steps, and move them in two. */
const settleMilliseconds = 300;

/**
 * Reads sources anew when they change, and new ones in folders that a person has imported. Nothing else is ever looked at: neither
 * files elsewhere, nor new ones that are open in an editor, since a person is writing those.
 */
export class SourceWatcher implements vscode.Disposable {
  private readonly byLibrary = new Map<FolderLibrary, LibraryWatcher>();
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly libraries: Libraries, private readonly background: Background, private readonly folders: ImportedFolders) {
    this.disposables = [
      libraries.onDidChange((library) => void this.follow(library)),
      folders.onDidChange(() => this.libraries.all.forEach((library) => void this.follow(library))),
      vscode.workspace.onDidRenameFiles(({ files }) => files.forEach(({ oldUri, newUri }) => this.renamed(oldUri, newUri))),
    ];
  }

  dispose(): void {
    for (const disposable of [...this.disposables, ...this.byLibrary.values()]) disposable.dispose();
  }

  /** Watches what the library holds now. */
  private async follow(library: FolderLibrary): Promise<void> {
    if (!this.libraries.all.includes(library)) {
      this.byLibrary.get(library)?.dispose();
      this.byLibrary.delete(library);
      return;
    }
    const { sources } = await library.opened();
    let watcher = this.byLibrary.get(library);
    if (!watcher) this.byLibrary.set(library, (watcher = new LibraryWatcher(library, this.background)));
    watcher.watch(new Set(sources.map((file) => absolutePath(library.folder.path, file))), this.folders.of(library));
  }

  private renamed(from: vscode.Uri, to: vscode.Uri): void {
    for (const watcher of this.byLibrary.values()) watcher.renamed(from.path, to.path);
  }
}

const isWithin = (path: string, folder: string): boolean => path.startsWith(`${folder}/`);
const isOpen = (path: string): boolean => vscode.workspace.textDocuments.some(({ uri }) => uri.path === path);
const isHidden = (path: string): boolean => /\/(?:\.|node_modules\/)/.test(path);

/** Watches the sources of one library. */
class LibraryWatcher implements vscode.Disposable {
  private sources: ReadonlySet<string> = new Set();
  private folders: readonly string[] = [];
  /** By the folder, and what in it is watched. */
  private readonly watchers = new Map<string, vscode.Disposable>();
  private readonly pending = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly library: FolderLibrary, private readonly background: Background) {}

  /** @param sources absolute paths @param folders those that were imported as a whole */
  watch(sources: ReadonlySet<string>, folders: readonly string[]): void {
    this.sources = sources;
    this.folders = folders;
    const alone = [...sources].filter((path) => !folders.some((folder) => isWithin(path, folder)));
    const wanted = new Map([...folders.map((folder) => [folder, '**/*'] as const), ...alone.map((path) => [parent(path), '*'] as const)]);
    for (const [folder, watcher] of this.watchers) {
      if (wanted.has(folder)) continue;
      watcher.dispose();
      this.watchers.delete(folder);
    }
    for (const [folder, pattern] of wanted) if (!this.watchers.has(folder)) this.watchers.set(folder, this.watcher(folder, pattern));
  }

  /** A move within VS Code: what is moved out of the folders that are watched is followed too. */
  renamed(from: string, to: string): void {
    for (const source of this.sources) {
      if (source === from || isWithin(source, from)) this.read(source, to + source.slice(from.length));
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const watcher of this.watchers.values()) watcher.dispose();
  }

  private watcher(folder: string, pattern: string): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(this.library.files.uri(folder), pattern));
    watcher.onDidChange(({ path }) => void this.changed(path));
    watcher.onDidCreate(({ path }) => void this.changed(path));
    watcher.onDidDelete(({ path }) => this.deleted(path));
    return watcher;
  }

  private async changed(path: string): Promise<void> {
    if (this.sources.has(path) || (await this.isNewSource(path))) this.read(path);
  }

  /** Of a folder that is deleted, or moved away, only itself is told. */
  private deleted(path: string): void {
    this.read(...[...this.sources].filter((source) => source === path || isWithin(source, path)));
  }

  /** A file that can be read, or a folder that was moved here, in a folder that was imported. */
  private async isNewSource(path: string): Promise<boolean> {
    const folder = this.folders.find((one) => isWithin(path, one));
    if (folder === undefined || isHidden(path.slice(folder.length))) return false;
    if ((await this.background.readableExtensions()).includes(extension(path))) return true;
    const stat = await this.library.files.stat(path).catch(() => null);
    return stat?.kind === 'folder';
  }

  private read(...paths: string[]): void {
    if (paths.length === 0) return;
    for (const path of paths) this.pending.add(path);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.readPending(), settleMilliseconds);
  }

  private async readPending(): Promise<void> {
    const paths = [...this.pending].filter((path) => this.sources.has(path) || !isOpen(path));
    this.pending.clear();
    const { folder, files } = this.library;
    if (paths.length === 0 || !vscode.workspace.isTrusted || !vscode.workspace.getConfiguration('ibid', folder).get('watchSources', true)) return;
    const options = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Ibid: reading sources that changed') };
    try {
      const { written } = await vscode.window.withProgress(options, async () =>
        this.background.importSources(files, paths, folder.path, await keyFormulaOf(this.library, this.background)),
      );
      if (written.length > 0) await this.library.reload();
    } catch {
      // The library's folder can't be read just now: whoever opens the library, or imports, is told.
    }
  }
}
