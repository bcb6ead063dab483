import * as vscode from 'vscode';
import { FileSystemError, type FileSystem, type Reason } from '../library/fileSystem.js';
import { join, parent } from '../library/paths.js';

const reasons: Record<string, Reason> = {
  FileNotFound: 'missing',
  EntryNotFound: 'missing',
  FileNotADirectory: 'missing',
  FileIsADirectory: 'not-a-file',
  NoPermissions: 'no-permission',
  FileTooLarge: 'too-large',
  FileExceedsStorageQuota: 'no-space',
  Unavailable: 'busy',
};

const temporary = /^\.ibid-[0-9a-z]{8}\.tmp$/;
const longestWriting = 3_600_000;

/** VS Code's file systems, the disk and remote and virtual ones, as the library asks of them. Paths are those of one scheme and authority. */
export class WorkspaceFileSystem implements FileSystem {
  /** Whether its files are also those of the machine that Ibid runs on. */
  readonly onDisk: boolean;
  private readonly swept = new Set<string>();

  constructor(private readonly root: vscode.Uri) {
    this.onDisk = root.scheme === 'file';
  }

  uri(path: string): vscode.Uri {
    return this.root.with({ path });
  }

  read(path: string): Promise<Uint8Array | null> {
    return this.missingAsNull(path, (uri) => vscode.workspace.fs.readFile(uri));
  }

  stat(path: string): ReturnType<FileSystem['stat']> {
    return this.missingAsNull(path, async (uri) => {
      const { type, size, mtime: modified } = await vscode.workspace.fs.stat(uri);
      const kind = type & vscode.FileType.File ? 'file' : type & vscode.FileType.Directory ? 'folder' : 'other';
      return { kind, size, modified };
    });
  }

  async list(path: string): Promise<string[]> {
    const entries = await this.attempt(path, (uri) => vscode.workspace.fs.readDirectory(uri));
    return entries.map(([name]) => name);
  }

  /** A link can't be followed here, and would be replaced by a file: it is written through, though a reader may then see a part. */
  async replace(path: string, bytes: Uint8Array): Promise<void> {
    const { fs } = vscode.workspace;
    const stat = await this.missingAsNull(path, (uri) => fs.stat(uri));
    if (stat && stat.type & vscode.FileType.Directory) throw FileSystemError.because('not-a-file', path);
    if (stat?.permissions === vscode.FilePermission.Readonly) throw FileSystemError.because('no-permission', path, vscode.l10n.t('it is set to read-only'));
    if (stat && stat.type & vscode.FileType.SymbolicLink) return this.attempt(path, (uri) => fs.writeFile(uri, bytes));
    await this.sweep(parent(path));
    const beside = this.uri(join(parent(path), `.ibid-${Math.random().toString(36).slice(2).padEnd(8, '0').slice(0, 8)}.tmp`));
    try {
      await this.attempt(path, () => fs.writeFile(beside, bytes));
      await this.attempt(path, (uri) => fs.rename(beside, uri, { overwrite: true }));
    } catch (error) {
      await Promise.resolve(fs.delete(beside)).catch(() => undefined);
      throw error;
    }
  }

  async remove(path: string): Promise<void> {
    await this.missingAsNull(path, (uri) => vscode.workspace.fs.delete(uri));
  }

  /** The file systems of VS Code have no file that only one can make. What two windows write at once is told by reading again before writing. */
  lock = (): Promise<void> => Promise.resolve();
  unlock = (): Promise<void> => Promise.resolve();

  async makeFolder(path: string): Promise<void> {
    await this.attempt(path, (uri) => vscode.workspace.fs.createDirectory(uri));
  }

  /** Removes what a window left behind that was closed while it wrote. */
  private async sweep(folder: string): Promise<void> {
    if (this.swept.has(folder)) return;
    this.swept.add(folder);
    for (const name of await this.list(folder)) {
      if (!temporary.test(name)) continue;
      const uri = this.uri(join(folder, name));
      const stat = await Promise.resolve(vscode.workspace.fs.stat(uri)).catch(() => null);
      if (stat && Date.now() - stat.mtime > longestWriting) await Promise.resolve(vscode.workspace.fs.delete(uri)).catch(() => undefined);
    }
  }

  private async missingAsNull<Value>(path: string, act: (uri: vscode.Uri) => Thenable<Value>): Promise<Value | null> {
    try {
      return await this.attempt(path, act);
    } catch (error) {
      if (error instanceof FileSystemError && error.reason === 'missing') return null;
      throw error;
    }
  }

  private async attempt<Value>(path: string, act: (uri: vscode.Uri) => Thenable<Value>): Promise<Value> {
    try {
      return await act(this.uri(path));
    } catch (error) {
      throw asFileSystemError(error, path);
    }
  }
}

function asFileSystemError(error: unknown, path: string): FileSystemError {
  const { code, message = '' } = Object(error) as { code?: string; message?: string };
  // VS Code says of a full or failing disk only what the disk says.
  const reason = reasons[code ?? ''] ?? (/ENOSPC/.test(message) ? 'no-space' : 'other');
  return FileSystemError.because(reason, path, reason === 'other' ? message : '');
}
