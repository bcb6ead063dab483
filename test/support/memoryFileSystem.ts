import { FileSystemError, type FileSystem } from '../../src/library/fileSystem.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A disk in memory. Folders exist where files lie in them, or where they were made. */
export class MemoryFileSystem implements FileSystem {
  readonly files = new Map<string, Uint8Array>();
  readonly folders = new Set<string>();
  /** Paths replaced, in order. */
  readonly replaced: string[] = [];
  /** Paths of which reading, listing or writing fails, and why. */
  readonly failing = new Map<string, FileSystemError['reason']>();
  /** Sizes that `stat` gives in place of the true ones. */
  readonly sizes = new Map<string, number>();
  /** When each file was written last, by a clock that goes on with each writing. */
  private readonly times = new Map<string, number>();
  private time = 0;
  /** Called before each read. */
  onRead: (path: string) => void = () => undefined;

  constructor(files: Record<string, string | Uint8Array> = {}) {
    for (const [path, content] of Object.entries(files)) this.write(path, content);
  }

  write(path: string, content: string | Uint8Array): void {
    this.files.set(path, typeof content === 'string' ? encoder.encode(content) : content);
    this.times.set(path, ++this.time);
  }

  text(path: string): string | null {
    const bytes = this.files.get(path);
    return bytes ? decoder.decode(bytes) : null;
  }

  private fail(path: string): void {
    const reason = this.failing.get(path);
    if (reason) throw new FileSystemError(reason, path, `${path}: ${reason}.`);
  }

  private isFolder(path: string): boolean {
    return this.folders.has(path) || [...this.files.keys()].some((file) => file.startsWith(`${path}/`));
  }

  read(path: string): Promise<Uint8Array | null> {
    return this.attempt(path, () => {
      this.onRead(path);
      return this.files.get(path) ?? null;
    });
  }

  stat(path: string): ReturnType<FileSystem['stat']> {
    const bytes = this.files.get(path);
    if (bytes) return Promise.resolve({ kind: 'file', size: this.sizes.get(path) ?? bytes.length, modified: this.times.get(path) ?? 0 });
    return Promise.resolve(this.isFolder(path) ? { kind: 'folder', size: 0 } : null);
  }

  list(path: string): Promise<string[]> {
    return this.attempt(path, () => {
      const inside = [...this.files.keys(), ...this.folders].filter((file) => file.startsWith(`${path}/`));
      return [...new Set(inside.map((file) => file.slice(path.length + 1).split('/')[0]!))];
    });
  }

  replace(path: string, bytes: Uint8Array): Promise<void> {
    return this.attempt(path, () => {
      this.write(path, bytes);
      this.replaced.push(path);
    });
  }

  remove(path: string): Promise<void> {
    return this.attempt(path, () => void this.files.delete(path));
  }

  /** Nobody else writes to memory. */
  lock = (): Promise<void> => Promise.resolve();
  unlock = (): Promise<void> => Promise.resolve();

  makeFolder(path: string): Promise<void> {
    return this.attempt(path, () => void this.folders.add(path));
  }

  private async attempt<Result>(path: string, act: () => Result): Promise<Result> {
    await Promise.resolve();
    this.fail(path);
    return act();
  }
}
