import * as z from 'zod/mini';
import { digest } from './digest.js';
import { FileSystemError, type FileSystem } from './fileSystem.js';
import { readJson } from './formats/json.js';
import { join } from './paths.js';

/** One of several files that belong together: its words before, null where there was none, and after. */
export interface Replacement {
  name: string;
  before: string | null;
  after: string;
}

/** What stopped a writing; the files are as they were before, or will be made whole at the next one. */
export interface Stopped {
  name: string;
  error: FileSystemError;
}

/** Tells what is being written, for as long as it is. */
const noteName = '.ibid-save.json';
const noteSchema = z.object({ files: z.array(z.object({ name: z.string(), before: z.nullable(z.string()), after: z.string() })) });

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Replaces several files of a folder as if they were one, as journals of databases do: a note of all that is to be written is written
 * first. A crash in between leaves the note, and `finishTogether` goes on from it. A full disk or a file that can't be written puts back
 * what was written before it.
 */
export async function replaceTogether(fs: FileSystem, folder: string, files: readonly Replacement[]): Promise<Stopped | null> {
  const note = { files: files.map(({ name, before, after }) => ({ name, before: before === null ? null : digest(before), after })) };
  const stopped = (await replace(fs, folder, noteName, JSON.stringify(note))) ?? (await replaceEach(fs, folder, files));
  if (!stopped) await withdraw(fs, folder);
  return stopped;
}

async function replaceEach(fs: FileSystem, folder: string, files: readonly Replacement[]): Promise<Stopped | null> {
  for (const [index, { name, after }] of files.entries()) {
    const stopped = await replace(fs, folder, name, after);
    if (!stopped) continue;
    const back = await putBack(fs, folder, files.slice(0, index));
    if (!back) await withdraw(fs, folder);
    return stopped;
  }
  return null;
}

async function putBack(fs: FileSystem, folder: string, files: readonly Replacement[]): Promise<Stopped | null> {
  for (const { name, before } of [...files].reverse()) {
    const stopped = before === null ? await act(name, () => fs.remove(join(folder, name))) : await replace(fs, folder, name, before);
    if (stopped) return stopped;
  }
  return null;
}

/** Goes on with a writing that a crash has cut off. */
export async function finishTogether(fs: FileSystem, folder: string, names: readonly string[]): Promise<Stopped | null> {
  for (const [name, after] of await unfinishedTexts(fs, folder, names)) {
    const stopped = await replace(fs, folder, name, after);
    if (stopped) return stopped;
  }
  return withdraw(fs, folder);
}

/**
 * What the files that a crash has kept from being written were to be, or those that another program is writing just now. None where a
 * person has since changed one of them: then all count as they stand.
 *
 * @param names files that may be written: a note that names any other is no note of Ibid's
 */
export async function unfinishedTexts(fs: FileSystem, folder: string, names: readonly string[]): Promise<Map<string, string>> {
  const files = await noted(fs, folder);
  const texts = new Map<string, string>();
  for (const { name, before, after } of files) {
    if (!names.includes(name)) return new Map();
    const now = textOf(await fs.read(join(folder, name)));
    if (now !== null && now !== after && digest(now) !== before) return new Map();
    if (now !== after) texts.set(name, after);
  }
  return texts;
}

/** Whether a crash has cut off a writing, or another program is writing just now. */
export const isUnfinished = async (fs: FileSystem, folder: string): Promise<boolean> => (await fs.stat(join(folder, noteName))) !== null;

/** What the note says, with the digest of each text before; nothing where there is none. */
async function noted(fs: FileSystem, folder: string): Promise<Replacement[]> {
  const text = textOf(await fs.read(join(folder, noteName)));
  const note = z.safeParse(noteSchema, text === null ? null : readJson(text).value);
  return note.success ? note.data.files : [];
}

const withdraw = (fs: FileSystem, folder: string): Promise<Stopped | null> => act(noteName, () => fs.remove(join(folder, noteName)));
const textOf = (bytes: Uint8Array | null): string | null => bytes && decoder.decode(bytes);

const replace = (fs: FileSystem, folder: string, name: string, text: string): Promise<Stopped | null> =>
  act(name, () => fs.replace(join(folder, name), encoder.encode(text)));

async function act(name: string, write: () => Promise<void>): Promise<Stopped | null> {
  try {
    await write();
    return null;
  } catch (error) {
    if (error instanceof FileSystemError) return { name, error };
    throw error;
  }
}
