import * as l10n from '@vscode/l10n';

/** The outside world, as small as the library needs it. Paths are absolute, with `/`. The editor, the terminal and the tests each have one. */
export interface FileSystem {
  /** The bytes, or null where there is no such file. Throws `FileSystemError` otherwise. */
  read(path: string): Promise<Uint8Array | null>;
  /** The same in memory that threads share, where that can be had: for large files, which then go from one to another without being copied. */
  readShared?(path: string): Promise<Uint8Array | null>;
  /** What stands at a path: null where nothing does. `size` in bytes, `modified` in milliseconds since 1970, left out by what can't tell. */
  stat(path: string): Promise<{ kind: 'file' | 'folder' | 'other'; size: number; modified?: number } | null>;
  /** Names in a folder, unsorted. */
  list(path: string): Promise<string[]>;
  /** Replaces a file whole, so that a reader sees the old bytes or the new: written beside it first, then moved over it. */
  replace(path: string, bytes: Uint8Array): Promise<void>;
  /** Removes a file; nothing where there is none. */
  remove(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** Waits until nobody else writes to a folder, and holds it until `unlock`. Throws `FileSystemError`, of reason `busy` where that takes too long. */
  lock(folder: string): Promise<void>;
  unlock(folder: string): Promise<void>;
}

const reasons = () => ({
  missing: l10n.t('it is not there'),
  'no-permission': l10n.t('you have no permission'),
  'too-large': l10n.t('it is too large'),
  'no-space': l10n.t('there is no space left'),
  'not-a-file': l10n.t('there is a folder of this name'),
  busy: l10n.t('another program is using it'),
  other: l10n.t('the file system failed'),
});

export type Reason = keyof ReturnType<typeof reasons>;

/** A disk that fails. `message` is for a person. */
export class FileSystemError extends Error {
  override name = 'FileSystemError';
  constructor(readonly reason: Reason, readonly path: string, message: string) {
    super(message);
  }

  /** @param details what is known beside the reason, in words */
  static because(reason: Reason, path: string, details = ''): FileSystemError {
    return new FileSystemError(reason, path, `${path}: ${reasons()[reason]}${details === '' ? '' : ` (${details})`}.`);
  }
}
