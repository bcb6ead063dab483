import { dirname, resolve, sep } from 'node:path';
import { FileSystemError, type FileSystem, type Reason } from '../library/fileSystem.js';
import { FolderLock } from './folderLock.js';
import { codeOf, sweep, temporaryBeside, thisMachine, type Machine } from './machine.js';

const reasons: Record<string, Reason> = {
  ENOENT: 'missing', ENOTDIR: 'missing', EACCES: 'no-permission', EPERM: 'no-permission', EROFS: 'no-permission', ENOSPC: 'no-space',
  EDQUOT: 'no-space', EFBIG: 'too-large', ERR_FS_FILE_TOO_LARGE: 'too-large', EISDIR: 'not-a-file', EBUSY: 'busy', ETXTBSY: 'busy',
};

function asFileSystemError(error: unknown, path: string): FileSystemError {
  if (error instanceof FileSystemError) return error;
  const reason = reasons[codeOf(error)] ?? 'other';
  return FileSystemError.because(reason, path, reason === 'other' ? (error as Error).message : '');
}

async function attempt<Value>(path: string, act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (error) {
    throw asFileSystemError(error, path);
  }
}

const isMissing = (error: unknown): boolean => error instanceof FileSystemError && error.reason === 'missing';

async function orNull<Value>(value: Promise<Value>): Promise<Value | null> {
  try {
    return await value;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** A path as `FileSystem` has it, of one as a person typed it. */
export const libraryPath = (typed: string, folder: string = process.cwd()): string => resolve(folder, typed).split(sep).join('/');

/** Network drives that can't say when bytes are on the disk, or which rights a file has, are written to all the same. */
const notOffered = new Set(['EINVAL', 'ENOTSUP', 'ENOSYS', 'EPERM']);

async function ifOffered(act: Promise<unknown>): Promise<void> {
  await act.catch((error: unknown) => {
    if (!notOffered.has(codeOf(error))) throw error;
  });
}

/** Virus scanners, indexers and cloud drives hold each new file for moments, in which Windows lets no one put another in its place. */
const heldFor = new Set(['EBUSY', 'EPERM', 'EACCES']);
const longestPause = 640;

/** Smaller files are copied in no time. */
const leastShared = 1 << 20;

/** The disk. Names that begin with `.ibid-` are its own. */
export class DiskFileSystem implements FileSystem {
  private readonly locks = new Map<string, FolderLock>();
  private readonly swept = new Set<string>();

  constructor(private readonly machine: Machine = thisMachine) {}

  read(path: string): Promise<Uint8Array | null> {
    return orNull(attempt(path, () => this.machine.disk.readFile(path)));
  }

  async readShared(path: string): Promise<Uint8Array | null> {
    const size = (await this.stat(path))?.size ?? 0;
    return size < leastShared ? this.read(path) : orNull(attempt(path, () => this.readInto(path, new Uint8Array(new SharedArrayBuffer(size)))));
  }

  async stat(path: string): ReturnType<FileSystem['stat']> {
    const stat = await orNull(attempt(path, () => this.machine.disk.stat(path)));
    return stat && { kind: stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'other', size: stat.size, modified: stat.mtimeMs };
  }

  /** A file that grows or shrinks while it is read is read as any other. */
  private async readInto(path: string, bytes: Uint8Array): Promise<Uint8Array> {
    const file = await this.machine.disk.open(path);
    try {
      for (let read = 0; read < bytes.length; ) {
        const { bytesRead } = await file.read(bytes, read, bytes.length - read, read);
        if (bytesRead === 0) return await this.machine.disk.readFile(path);
        read += bytesRead;
      }
      const { size } = await file.stat();
      return size === bytes.length ? bytes : await this.machine.disk.readFile(path);
    } finally {
      await file.close();
    }
  }

  /** Without links that lead back to a folder they are in: a walk would never end. */
  async list(path: string): Promise<string[]> {
    const { disk } = this.machine;
    const entries = await attempt(path, () => disk.readdir(path, { withFileTypes: true }));
    const here = await attempt(path, () => disk.realpath(path));
    const names = await Promise.all(
      entries.map(async (entry) => {
        if (!entry.isSymbolicLink()) return entry.name;
        const target = await disk.realpath(resolve(path, entry.name)).catch(() => null);
        return target !== null && `${here}${sep}`.startsWith(`${target}${sep}`) ? null : entry.name;
      }),
    );
    return names.filter((name) => name !== null);
  }

  replace(path: string, bytes: Uint8Array): Promise<void> {
    return attempt(path, async () => {
      const file = await this.linkedFile(path);
      const folder = dirname(file);
      const mode = await this.modeOf(file);
      if (!this.swept.has(folder)) await sweep(this.machine, folder);
      this.swept.add(folder);
      const beside = temporaryBeside(this.machine, file);
      try {
        await this.writeThrough(beside, bytes, mode);
        await this.moveOver(beside, file);
      } catch (error) {
        await this.machine.disk.rm(beside, { force: true }).catch(() => undefined);
        throw error;
      }
      await this.keepNames(folder);
    });
  }

  remove(path: string): Promise<void> {
    return attempt(path, () => this.machine.disk.rm(path, { force: true }));
  }

  makeFolder(path: string): Promise<void> {
    return attempt(path, async () => void (await this.machine.disk.mkdir(path, { recursive: true })));
  }

  async lock(folder: string): Promise<void> {
    const lock = new FolderLock(this.machine, folder);
    await attempt(folder, () => lock.take());
    this.locks.set(folder, lock);
  }

  async unlock(folder: string): Promise<void> {
    const lock = this.locks.get(folder);
    this.locks.delete(folder);
    await attempt(folder, async () => lock?.release());
  }

  /** The file that a path leads to in the end: a link stays a link, and what it points to is written. */
  private async linkedFile(path: string, links = 0): Promise<string> {
    const target = links < 40 ? await this.machine.disk.readlink(path).catch(() => null) : null;
    return target === null ? path : this.linkedFile(resolve(dirname(path), target), links + 1);
  }

  /** Mode bits of a file that is to be replaced; null for a new one. One that is set read-only stays so. */
  private async modeOf(path: string): Promise<number | null> {
    const stat = await orNull(attempt(path, () => this.machine.disk.stat(path)));
    if (stat && !stat.isFile()) throw FileSystemError.because('not-a-file', path);
    if (stat && (stat.mode & 0o222) === 0) throw FileSystemError.because('no-permission', path, 'it is set to read-only');
    return stat && stat.mode & 0o777;
  }

  /** Written to the disk itself before the new name counts; else a power cut could leave a named file without its bytes. */
  private async writeThrough(path: string, bytes: Uint8Array, mode: number | null): Promise<void> {
    const file = await this.machine.disk.open(path, 'wx', mode ?? 0o666);
    try {
      if (mode !== null) await ifOffered(file.chmod(mode));
      await file.writeFile(bytes);
      await ifOffered(file.sync());
    } finally {
      await file.close();
    }
  }

  private async moveOver(from: string, to: string, pause = 10): Promise<void> {
    const { disk, wait } = this.machine;
    try {
      return await disk.rename(from, to);
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'EEXIST' && !heldFor.has(code)) throw error;
      if (code === 'EEXIST' || pause > longestPause) return this.moveIntoPlace(from, to, error);
    }
    await wait(pause);
    return this.moveOver(from, to, pause * 2);
  }

  /** For drives where a file can't take the place of another: that one goes aside first, and comes back where that does not help. */
  private async moveIntoPlace(from: string, to: string, why: unknown): Promise<void> {
    const { disk } = this.machine;
    const aside = temporaryBeside(this.machine, to);
    if (!(await disk.rename(to, aside).then(() => true, () => false))) throw why;
    try {
      await disk.rename(from, to);
    } catch (error) {
      await disk.rename(aside, to);
      throw error;
    }
    await disk.rm(aside, { force: true }).catch(() => undefined);
  }

  /** Has the disk keep the new names too, and in their order. Where that is not offered (Windows, some network drives), it does so by itself. */
  private async keepNames(folder: string): Promise<void> {
    const handle = await this.machine.disk.open(folder, 'r').catch(() => null);
    await handle?.sync().catch(() => undefined);
    await handle?.close();
  }
}

export const nodeFileSystem: FileSystem = new DiskFileSystem();
