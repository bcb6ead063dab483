/** The outside world, as small as the library needs it. Paths are absolute, with `/`. The editor, the terminal and the tests each have one. */
export interface FileSystem {
  /** The bytes, or null where there is no such file. Throws `FileSystemError` otherwise. */
  read(path: string): Promise<Uint8Array | null>;
  /** What stands at a path: null where nothing does. `size` in bytes. */
  stat(path: string): Promise<{ kind: 'file' | 'folder' | 'other'; size: number } | null>;
  /** Names in a folder, unsorted. */
  list(path: string): Promise<string[]>;
  /** Replaces a file whole, so that a reader sees the old bytes or the new: written beside it first, then moved over it. */
  replace(path: string, bytes: Uint8Array): Promise<void>;
  makeFolder(path: string): Promise<void>;
}

/** A disk that fails. `message` is for a person. */
export class FileSystemError extends Error {
  override name = 'FileSystemError';
  constructor(
    readonly reason: 'missing' | 'no-permission' | 'too-large' | 'no-space' | 'other',
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}
