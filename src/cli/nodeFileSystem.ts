import { randomBytes } from 'node:crypto';
import * as disk from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { FileSystemError, type FileSystem } from '../library/fileSystem.js';

const reasons: Record<string, FileSystemError['reason']> = {
  ENOENT: 'missing', ENOTDIR: 'missing', EACCES: 'no-permission', EPERM: 'no-permission', EROFS: 'no-permission', ENOSPC: 'no-space',
  EDQUOT: 'no-space', EFBIG: 'too-large', ERR_FS_FILE_TOO_LARGE: 'too-large',
};

const sentences: Record<FileSystemError['reason'], string> = {
  missing: 'it is not there',
  'no-permission': 'you have no permission',
  'too-large': 'it is too large',
  'no-space': 'there is no space left',
  other: 'the disk failed',
};

function asFileSystemError(error: unknown, path: string): FileSystemError {
  if (error instanceof FileSystemError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = reasons[code ?? ''] ?? 'other';
  return new FileSystemError(reason, path, `${path}: ${sentences[reason]}${reason === 'other' ? ` (${message})` : ''}.`);
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

/** The file that a path leads to in the end: a link stays a link, and what it points to is written. */
async function linkedFile(path: string, links = 0): Promise<string> {
  const target = links < 40 ? await disk.readlink(path).catch(() => null) : null;
  return target === null ? path : linkedFile(resolve(dirname(path), target), links + 1);
}

/** Mode bits of a file that is to be replaced; null for a new one. One that is set read-only stays so. */
async function modeOf(path: string): Promise<number | null> {
  const stat = await orNull(attempt(path, () => disk.stat(path)));
  if (stat && (stat.mode & 0o222) === 0) throw new FileSystemError('no-permission', path, `${path}: it is set to read-only.`);
  return stat && stat.mode & 0o777;
}

/** Written to the disk itself before the new name counts; else a power cut could leave a named file without its bytes. */
async function writeThrough(path: string, bytes: Uint8Array, mode: number | null): Promise<void> {
  const file = await disk.open(path, 'wx', mode ?? 0o666);
  try {
    if (mode !== null) await file.chmod(mode);
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The disk. */
export const nodeFileSystem: FileSystem = {
  read: (path) => orNull(attempt(path, () => disk.readFile(path))),

  async stat(path) {
    const stat = await orNull(attempt(path, () => disk.stat(path)));
    return stat && { kind: stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'other', size: stat.size };
  },

  /** Without links that lead back to a folder they are in: a walk would never end. */
  async list(path) {
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
  },

  replace(path, bytes) {
    return attempt(path, async () => {
      const file = await linkedFile(path);
      const mode = await modeOf(file);
      const beside = resolve(dirname(file), `.ibid-${randomBytes(6).toString('hex')}.tmp`);
      try {
        await writeThrough(beside, bytes, mode);
        await disk.rename(beside, file);
      } catch (error) {
        await disk.rm(beside, { force: true }).catch(() => undefined);
        throw error;
      }
    });
  },

  makeFolder: (path) => attempt(path, async () => void (await disk.mkdir(path, { recursive: true }))),
};
