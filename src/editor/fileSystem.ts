import * as vscode from 'vscode';
import { FileSystemError, type FileSystem } from '../library/fileSystem.js';

type Reason = FileSystemError['reason'];

const reasons: Record<string, Reason> = {
  FileNotFound: 'missing',
  EntryNotFound: 'missing',
  FileNotADirectory: 'missing',
  NoPermissions: 'no-permission',
  FileTooLarge: 'too-large',
  FileExceedsStorageQuota: 'no-space',
};

const sentences: Record<Reason, string> = {
  missing: 'it is not there',
  'no-permission': 'you have no permission',
  'too-large': 'it is too large',
  'no-space': 'there is no space left',
  other: 'the file system failed',
};

/** VS Code's file systems, the disk and remote and virtual ones, as the library asks of them. Paths are those of one scheme and authority. */
export class WorkspaceFileSystem implements FileSystem {
  /** Whether its files are also those of the machine that Ibid runs on. */
  readonly onDisk: boolean;

  constructor(private readonly root: vscode.Uri) {
    this.onDisk = root.scheme === 'file';
  }

  uri(path: string): vscode.Uri {
    return this.root.with({ path });
  }

  read(path: string): Promise<Uint8Array | null> {
    return this.missingAsNull(path, (uri) => vscode.workspace.fs.readFile(uri));
  }

  stat(path: string): Promise<{ kind: 'file' | 'folder' | 'other'; size: number } | null> {
    return this.missingAsNull(path, async (uri) => {
      const { type, size } = await vscode.workspace.fs.stat(uri);
      const kind = type & vscode.FileType.File ? 'file' : type & vscode.FileType.Directory ? 'folder' : 'other';
      return { kind, size };
    });
  }

  async list(path: string): Promise<string[]> {
    const entries = await this.attempt(path, (uri) => vscode.workspace.fs.readDirectory(uri));
    return entries.map(([name]) => name);
  }

  async replace(path: string, bytes: Uint8Array): Promise<void> {
    const beside = `${path}.${Math.random().toString(36).slice(2, 10)}.tmp`;
    try {
      await this.attempt(path, () => vscode.workspace.fs.writeFile(this.uri(beside), bytes));
      await this.attempt(path, (uri) => vscode.workspace.fs.rename(this.uri(beside), uri, { overwrite: true }));
    } catch (error) {
      await Promise.resolve(vscode.workspace.fs.delete(this.uri(beside))).catch(() => undefined);
      throw error;
    }
  }

  async makeFolder(path: string): Promise<void> {
    await this.attempt(path, (uri) => vscode.workspace.fs.createDirectory(uri));
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
  const details = reason === 'other' && message !== '' ? ` (${message})` : '';
  return new FileSystemError(reason, path, `${path}: ${sentences[reason]}${details}.`);
}
