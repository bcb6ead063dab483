import * as vscode from 'vscode';
import type { Claim } from '../library/library.js';
import { emptyLibrary, openLibrary, type OpenedLibrary } from '../library/packedLibrary.js';
import type { FileProblem } from '../text/problem.js';
import type { Background } from './background.js';
import { WorkspaceFileSystem } from './fileSystem.js';

/** How long the files must be quiet before they are read again: programs write them in several steps. */
const settleMilliseconds = 300;
/** When a window that has just opened has come to rest, the library is read, if nobody has asked for it before. */
const idleMilliseconds = 1000;

/** The library of one workspace folder: as its files were when they were last whole. */
export class FolderLibrary implements vscode.Disposable {
  readonly files: WorkspaceFileSystem;
  private readonly disposables: vscode.Disposable[] = [];
  private readonly changed = new vscode.EventEmitter<void>();
  /** After each time the files were read. */
  readonly onDidChange = this.changed.event;
  private loading: Promise<OpenedLibrary> | undefined;
  private whole: OpenedLibrary | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private warned = false;
  /** What is wrong with the library's own files, and with the sources. */
  problems: readonly FileProblem[] = [];

  /** @param folder where the library's files are, or will be */
  constructor(readonly folder: vscode.Uri, private readonly background: Background) {
    this.files = new WorkspaceFileSystem(folder);
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '{references,claims,problems}.json'));
    const reload = (): void => this.reloadIn(settleMilliseconds);
    this.disposables.push(watcher, watcher.onDidChange(reload), watcher.onDidCreate(reload), watcher.onDidDelete(reload), this.changed);
    this.reloadIn(idleMilliseconds);
  }

  /** What the library holds. Never rejects: a library that can't be read is as it last was, or empty. */
  async opened(): Promise<OpenedLibrary> {
    return this.whole ?? this.loading ?? this.reload();
  }

  async claim(id: string): Promise<Claim | undefined> {
    return (await this.opened()).claims.get(id);
  }

  /** Reads the files anew now, without waiting for them to settle; until they are read, all goes on with what was. */
  reload(): Promise<OpenedLibrary> {
    clearTimeout(this.timer);
    this.loading = Promise.resolve(this.loading).then(() => this.load());
    return this.loading;
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const disposable of this.disposables) disposable.dispose();
  }

  private reloadIn(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.reload(), milliseconds);
  }

  private async load(): Promise<OpenedLibrary> {
    let read = await this.read();
    // perhaps by a program that had emptied a file, and was still to write it
    if (this.whole && (!read.library || lacks(read.library, this.whole))) {
      await new Promise((resolve) => setTimeout(resolve, settleMilliseconds));
      read = await this.read();
    }
    this.problems = read.problems ?? this.problems;
    this.warn(read.fault);
    this.whole = read.library ?? this.whole ?? emptyLibrary;
    this.changed.fire();
    return this.whole;
  }

  /** The library as its files are now; without one where they can't be read. */
  private async read(): Promise<{ library: OpenedLibrary | null; problems?: readonly FileProblem[]; fault?: Pick<FileProblem, 'file' | 'message'> | undefined }> {
    try {
      const { library, problems, broken } = await this.background.loadLibrary(this.files, this.folder.path);
      return broken ? { library: null, problems, fault: problems.find(({ code }) => code === 'library-broken') } : { library: openLibrary(library), problems };
    } catch (error) {
      return { library: null, fault: { file: '', message: error instanceof Error ? error.message : String(error) } };
    }
  }

  /** Says once that the library can't be read, until it can be again. */
  private warn(problem: Pick<FileProblem, 'file' | 'message'> | undefined): void {
    const said = this.warned;
    this.warned = problem !== undefined;
    if (!problem || said) return;
    void this.say(problem);
  }

  private async say({ file, message }: Pick<FileProblem, 'file' | 'message'>): Promise<void> {
    const buttons = file === '' ? [] : [vscode.l10n.t('Open File')];
    const chosen = await vscode.window.showWarningMessage(vscode.l10n.t('{0} Until then, Ibid shows the library as it was before.', message), ...buttons);
    if (chosen) await vscode.window.showTextDocument(vscode.Uri.joinPath(this.folder, file));
  }
}

/** The libraries of the workspace: each of its folders has one. */
export class Libraries implements vscode.Disposable {
  private readonly byFolder = new Map<string, FolderLibrary>();
  private readonly disposables: vscode.Disposable[] = [];
  private readonly changed = new vscode.EventEmitter<FolderLibrary>();
  /** After the files of a library were read, and when its folder has left the workspace. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly background: Background) {
    this.open();
    this.disposables.push(
      this.changed,
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.open()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('ibid.library.folder')) this.open();
      }),
    );
  }

  get all(): FolderLibrary[] {
    return [...this.byFolder.values()];
  }

  /** The library for a document or source: that of its workspace folder; for what is in none, the first. Undefined where no folder is open. */
  of(uri: vscode.Uri | undefined): FolderLibrary | undefined {
    const folder = (uri && vscode.workspace.getWorkspaceFolder(uri)) ?? vscode.workspace.workspaceFolders?.[0];
    return folder && this.byFolder.get(libraryFolder(folder).toString());
  }

  dispose(): void {
    for (const disposable of [...this.disposables, ...this.byFolder.values()]) disposable.dispose();
  }

  private open(): void {
    const wanted = new Map((vscode.workspace.workspaceFolders ?? []).map((folder) => {
      const uri = libraryFolder(folder);
      return [uri.toString(), uri];
    }));
    for (const [name, library] of this.byFolder) {
      if (wanted.has(name)) continue;
      library.dispose();
      this.byFolder.delete(name);
      this.changed.fire(library);
    }
    for (const [name, uri] of wanted) {
      if (this.byFolder.has(name)) continue;
      const library = new FolderLibrary(uri, this.background);
      library.onDidChange(() => this.changed.fire(library));
      this.byFolder.set(name, library);
    }
  }
}

/** Whether all items or all claims that there were are gone. */
const lacks = (now: OpenedLibrary, before: OpenedLibrary): boolean =>
  (now.own.rows.size === 0 && before.own.rows.size > 0) || (now.claims.size === 0 && before.claims.size > 0);

function libraryFolder(folder: vscode.WorkspaceFolder): vscode.Uri {
  const setting = vscode.workspace.getConfiguration('ibid', folder.uri).get('library.folder', '');
  return vscode.Uri.joinPath(folder.uri, ...setting.split(/[\\/]/).filter((part) => part !== ''));
}
