import * as z from 'zod/mini';
import type { FileProblem } from '../text/problem.js';
import { FileSystemError, type FileSystem } from './fileSystem.js';
import { readJson, writeJson } from './formats/json.js';
import { matrixFile, themeColumn, type CellNote, type MatrixChange, type MatrixFile, type SavedMatrix, type Theme } from './matrixFile.js';
import { join } from './paths.js';

const themeSchema = z.looseObject({ name: z.string(), words: z.string() });
const cellNoteSchema = z.looseObject({ item: z.string(), column: z.string(), note: z.string() });
/** matrix.json as it should be. */
export const matrixSchema = z.looseObject({ themes: z.optional(z.array(themeSchema)), notes: z.optional(z.array(cellNoteSchema)) });

/** The file's own lists, entries that are not valid among them. */
interface Content {
  whole: Record<string, unknown>;
  themes: unknown[];
  notes: unknown[];
}

const contentSchema = z.looseObject({ themes: z.optional(z.array(z.unknown())), notes: z.optional(z.array(z.unknown())) });
const strict = new TextDecoder('utf-8', { fatal: true });

const problem = (code: FileProblem['code'], message: string, offset = 0): FileProblem => ({ code, message, file: matrixFile, start: offset, end: offset });
const broken = (what: string, offset?: number): FileProblem =>
  problem('library-broken', `${matrixFile} can’t be read: ${what}. It was left as it is, and nothing was written over it. Mend it there, or move the file away.`, offset);

function parse(bytes: Uint8Array | null): Content | FileProblem {
  const text = bytes && decoded(bytes);
  if (text === undefined) return broken('it is not in UTF-8');
  if (text === null || text.trim() === '') return { whole: {}, themes: [], notes: [] };
  const { value, fault } = readJson(text);
  if (fault) return broken(`line ${fault.line}, column ${fault.column}: ${fault.message}`, fault.offset);
  const content = z.safeParse(contentSchema, value).data;
  return content ? { whole: content, themes: content.themes ?? [], notes: content.notes ?? [] } : broken('it should hold “themes” and “notes”, each a list in square brackets');
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

const isTheme = (entry: unknown): entry is Theme => z.safeParse(themeSchema, entry).success;
const isNote = (entry: unknown): entry is CellNote => z.safeParse(cellNoteSchema, entry).success;

function understood(content: Content | FileProblem): MatrixFile {
  if ('code' in content) return { themes: [], notes: [], problems: [content], broken: true };
  const invalid = (entries: readonly unknown[], what: string, isValid: (entry: unknown) => boolean): FileProblem[] =>
    entries.flatMap((entry, index) =>
      isValid(entry) ? [] : [problem('item-invalid', `${what} ${index + 1} of ${matrixFile} is not valid. It is kept as it is, but not used; mend it there.`)],
    );
  const { themes, notes } = content;
  return { themes: themes.filter(isTheme), notes: notes.filter(isNote), problems: [...invalid(themes, 'Theme', isTheme), ...invalid(notes, 'Note', isNote)], broken: false };
}

/** The themes and notes of a library's folder; none where there is no such file. Throws `FileSystemError`. */
export const loadMatrixFile = async (fs: FileSystem, folder: string): Promise<MatrixFile> => understood(parse(await fs.read(join(folder, matrixFile))));

/**
 * Makes one change to the file as it is just then, so that what another window has written in the meantime stays: read again under the lock that all who
 * write a library hold, and replaced whole. What Ibid does not know in the file is kept.
 */
export async function saveMatrixChange(fs: FileSystem, folder: string, change: MatrixChange): Promise<SavedMatrix> {
  try {
    await fs.makeFolder(folder);
    await fs.lock(folder);
    try {
      return await write(fs, folder, change);
    } finally {
      // one that can't be given back is taken for left over after a while
      await fs.unlock(folder).catch(() => undefined);
    }
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    return { themes: [], notes: [], problems: [problem('library-unwritable', `${matrixFile} could not be written: ${error.message}`)], broken: false, saved: false };
  }
}

async function write(fs: FileSystem, folder: string, change: MatrixChange): Promise<SavedMatrix> {
  const path = join(folder, matrixFile);
  const content = parse(await fs.read(path));
  if ('code' in content) return { ...understood(content), saved: false };
  const changed = changedBy(content, change);
  const isSame = JSON.stringify([changed.themes, changed.notes]) === JSON.stringify([content.themes, content.notes]);
  if (!isSame) await fs.replace(path, new TextEncoder().encode(writeJson({ ...changed.whole, themes: changed.themes, notes: changed.notes })));
  return { ...understood(changed), saved: true };
}

function changedBy(content: Content, change: MatrixChange): Content {
  switch (change.kind) {
    case 'note': return { ...content, notes: withNote(content.notes, change) };
    case 'theme': return withTheme(content, change);
    case 'withoutTheme': {
      const column = themeColumn(change.name);
      const { themes, notes } = content;
      return { ...content, themes: themes.filter((one) => !isTheme(one) || one.name !== change.name), notes: notes.filter((one) => !isNote(one) || one.column !== column) };
    }
  }
}

/** In the order of works and columns, so that git shows one note as one change. */
function withNote(notes: readonly unknown[], { item, formerItems, column, note }: MatrixChange & { kind: 'note' }): unknown[] {
  const isMeant = (one: unknown): one is CellNote => isNote(one) && one.column === column && (one.item === item || formerItems.includes(one.item));
  const held = notes.find(isMeant);
  const others = notes.filter((one) => !isMeant(one));
  if (note === '') return others;
  const written: CellNote = { ...held, item, column, note };
  const follows = (one: unknown): boolean => isNote(one) && (one.item > item || (one.item === item && one.column > column));
  const at = others.findIndex(follows);
  return at < 0 ? [...others, written] : others.toSpliced(at, 0, written);
}

/** A theme that is given another name takes its notes along. */
function withTheme({ whole, themes, notes }: Content, { name, theme }: MatrixChange & { kind: 'theme' }): Content {
  const isMeant = (one: unknown): one is Theme => isTheme(one) && one.name === (name ?? theme.name);
  const changed = themes.some(isMeant) ? themes.map((one) => (isMeant(one) ? { ...one, ...theme } : one)) : [...themes, theme];
  if (name === null || name === theme.name) return { whole, themes: changed, notes };
  const before = themeColumn(name);
  return { whole, themes: changed, notes: notes.map((one) => (isNote(one) && one.column === before ? { ...one, column: themeColumn(theme.name) } : one)) };
}
