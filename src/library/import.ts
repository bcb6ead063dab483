import { readSource as readSourceOf } from '../citations/read.js';
import type { ReadSource } from '../citations/source.js';
import { readableExtensions } from '../documents/readers/readers.js';
import type { FileProblem, ProblemCode } from '../text/problem.js';
import { saveLibrary, type SaveOptions, type Saved } from './files.js';
import { FileSystemError, type FileSystem } from './fileSystem.js';
import { merge, type MergeSummary } from './merge.js';
import { absolutePath, extension, join, parent, relativePath } from './paths.js';

const mostBytes = 64 * 1024 * 1024;
/** Deeper than any person files things: a link that leads back into its own folder. */
const deepest = 32;

/** Codes of a source of which nothing could be read: what it said at an earlier import then stays as it is. */
const unread = new Set<ProblemCode>([
  'empty-source', 'binary-source', 'source-too-large', 'source-unreadable', 'unsupported-format', 'source-locked', 'source-slow',
]);

export interface ImportOptions extends SaveOptions {
  /** Called before each source is read. @param file as the library names it @param index from 0 */
  progress?: (file: string, index: number, total: number) => void;
  /** A cancelled import rejects with the signal's reason, and writes nothing. */
  signal?: AbortSignal;
  read?: typeof readSourceOf;
}

export interface ImportSummary extends MergeSummary, Saved {
  /** How many sources were read. */
  sources: number;
}

/** Walks what a person named and finds the sources, each once, in the order of their names. */
class Search {
  readonly files = new Set<string>();
  readonly problems: FileProblem[] = [];

  constructor(private readonly fs: FileSystem, private readonly folder: string) {}

  async find(inputs: readonly string[], signal: AbortSignal | undefined): Promise<void> {
    for (const path of inputs) await this.look(path, 0, signal);
  }

  private report(code: ProblemCode, path: string, message: string): void {
    this.problems.push({ code, message, file: relativePath(this.folder, path), start: 0, end: 0 });
  }

  private async look(path: string, depth: number, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    const named = depth === 0;
    try {
      const stat = await this.fs.stat(path);
      if (stat?.kind === 'folder') await this.walk(path, depth, signal);
      else if (stat?.kind === 'file') this.take(path, stat.size, named);
      else if (named) this.report('source-unreadable', path, stat === null ? missing : `This is neither a file nor a folder. ${givenFiles}`);
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      this.report('source-unreadable', path, `${error.message} Nothing in it was read. Give yourself the right to read it, and import again.`);
    }
  }

  private async walk(folder: string, depth: number, signal: AbortSignal | undefined): Promise<void> {
    if (depth > deepest) return;
    for (const name of (await this.fs.list(folder)).sort()) {
      if (!name.startsWith('.') && name !== 'node_modules') await this.look(join(folder, name), depth + 1, signal);
    }
  }

  private take(path: string, size: number, named: boolean): void {
    if (!readableExtensions.includes(extension(path))) {
      if (named) this.report('unsupported-format', path, `Ibid reads ${readableExtensions.map((name) => `.${name}`).join(', ')} files. Save the text of this one as .txt and import that.`);
      return;
    }
    if (size > mostBytes) {
      const megabytes = Math.round(size / 1024 / 1024);
      this.report('source-too-large', path, `This file has ${megabytes} MB; Ibid reads up to ${mostBytes / 1024 / 1024} MB. Split it and import the parts.`);
      return;
    }
    this.files.add(path);
  }
}

const givenFiles = 'Give files or folders of sources.';
const missing = `There is no such file or folder. ${givenFiles}`;
const vanished = 'The file vanished while Ibid was reading. Put it back and import again; what it said before stays in the library.';

/** Lets whatever else waits have its turn: keystrokes, a click on Cancel. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** One source, or null where nothing of it could be read; what is wrong with it goes to `problems`. */
async function readOne(fs: FileSystem, path: string, file: string, options: ImportOptions, problems: FileProblem[]): Promise<ReadSource | null> {
  const unreadable = (message: string): null => {
    problems.push({ code: 'source-unreadable', message, file, start: 0, end: 0 });
    return null;
  };
  try {
    const bytes = await fs.read(path);
    if (bytes === null) return unreadable(vanished);
    const beside = (name: string): Promise<Uint8Array | null> => fs.read(absolutePath(parent(path), name));
    const source = await (options.read ?? readSourceOf)(bytes, file, { beside, ...(options.signal ? { signal: options.signal } : {}) });
    problems.push(...source.problems.map((problem) => ({ ...problem, file })));
    return source.problems.some(({ code }) => unread.has(code)) ? null : source;
  } catch (error) {
    if (error instanceof FileSystemError) return unreadable(`${error.message} The other sources were read.`);
    throw error;
  }
}

/**
 * Reads sources and puts what they say into the library of a folder.
 *
 * Bad input costs itself alone: a file that can't be read is a problem in the summary and in problems.json, and what the library has
 * from it stays. Throws `FileSystemError` only where the library's folder itself can't be made or read.
 *
 * @param inputs absolute paths of files and folders; folders are walked, without hidden ones and `node_modules`
 * @param folder absolute path of the library's folder, made if need be
 */
export async function importSources(
  fs: FileSystem,
  inputs: readonly string[],
  folder: string,
  options: ImportOptions = {},
): Promise<ImportSummary> {
  const { signal, progress } = options;
  const search = new Search(fs, folder);
  await search.find(inputs, signal);
  const problems = [...search.problems];
  const sources: ReadSource[] = [];
  const paths = [...search.files].sort();
  for (const [index, path] of paths.entries()) {
    await pause();
    signal?.throwIfAborted();
    const file = relativePath(folder, path);
    progress?.(file, index, paths.length);
    const source = await readOne(fs, path, file, options, problems);
    if (source) sources.push(source);
  }
  signal?.throwIfAborted();
  let summary: MergeSummary = { newItems: 0, changedItems: 0, newClaims: 0, removedClaims: 0 };
  const saved = await saveLibrary(fs, folder, (library, reserved) => {
    const merged = merge(library, sources, reserved);
    summary = merged.summary;
    return { library: merged.library, problems: [...problems, ...merged.problems] };
  }, new Set([...paths, ...search.problems.map(({ file }) => file)].map((path) => relativePath(folder, path))), options);
  return { ...summary, ...saved, sources: sources.length };
}
