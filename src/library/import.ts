import * as l10n from '@vscode/l10n';
import { readSource, sha256 } from '../citations/read.js';
import type { ReadSource } from '../citations/source.js';
import type { FileProblem, ProblemCode } from '../text/problem.js';
import { loadLibrary, saveLibrary, type SaveOptions, type Saved } from './files.js';
import { FileSystemError, type FileSystem } from './fileSystem.js';
import { entriesIn, importItems } from './importItems.js';
import type { DoubtfulPair } from './joined.js';
import { parseFormula, type KeyFormula } from './keyFormula.js';
import { KnownSources } from './knownSources.js';
import { libraryFiles, type Library, type LibraryItem } from './library.js';
import { merge, summarise, type MergeSummary } from './merge.js';
import { absolutePath, parent, relativePath } from './paths.js';
import { SourceSearch } from './sourceSearch.js';
import { SourceGivenUp, type SourceReader } from './threadReader.js';
import { changeOf, type Change, type LibraryChange } from './undoChange.js';

/** Codes of a source of which nothing could be read: what it said at an earlier import then stays as it is. */
const unread = new Set<ProblemCode>([
  'empty-source', 'binary-source', 'source-too-large', 'source-unreadable', 'unsupported-format', 'source-locked', 'source-slow',
]);

/**
 * What was read goes into the library when there are so many sources of it, and later, since saving takes longer the more there is, when it is such a
 * part of all. Counted and not timed, so that the same sources give the same library on any machine: a work has its key from what was known of it
 * when it came in. Only sources that take very long are not waited for, in milliseconds.
 */
const mostUnsaved = 20;
const partUnsaved = 1 / 4;
const longestUnsaved = 60_000;

export interface ImportOptions extends SaveOptions {
  /** Called before each source is looked at. @param file as the library names it @param index from 0 */
  progress?: (file: string, index: number, total: number) => void;
  /** Ends the import: the source that is being read is given up, what was read before stays. */
  signal?: AbortSignal;
  read?: SourceReader;
  /** Names the readers and the model that `read` works with: sources that these have read, and that have not changed since, are not read again. */
  version?: string;
  /** Read all sources, also those that have not changed. */
  again?: boolean;
  /** Told what each saving did to the library, by which it can be taken back (undoChange). */
  changed?: (change: LibraryChange) => void;
  /** By which new items have their keys (parseFormula); Ibid's own where there is none, or where it can't be read. */
  keyFormula?: string;
}

export interface ImportSummary extends MergeSummary, Omit<Saved, 'library'> {
  /** How many sources there are, how many of them were read now, and how many had not to be, since nothing in them has changed. */
  found: number;
  sources: number;
  unchanged: number;
  /** How many entries of bibliographies were taken over, and which of them may be works that the library had. */
  entries: number;
  doubtful: DoubtfulPair[];
  cancelled: boolean;
  /** How many the library holds now. */
  items: number;
  claims: number;
}

/**
 * Reads sources and puts what they say into the library of a folder, in several steps, so that what was read is at hand while the rest
 * is being read.
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
  const loaded = await loadLibrary(fs, folder);
  const known = new KnownSources(fs, folder, loaded, options.again ? null : options.version);
  return new Import(fs, folder, loaded.library, known, options).run(inputs);
}

/** Lets whatever else waits have its turn: keystrokes, a click on Cancel. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

const vanished = (): string => l10n.t('The file vanished while Ibid was reading. Put it back and import again; what it said before stays in the library.');
const nothingThere = (): string => l10n.t('There is no such file or folder. Give files or folders of sources.');
const gone = (): string => l10n.t('This source is no longer here; what it said stays in the library. If you moved it, import it from where it is now.');

/** What was found out since the library was last saved. */
class Batch {
  readonly sources: ReadSource[] = [];
  readonly bibliographies: { file: string; entries: readonly LibraryItem[] }[] = [];
  readonly problems: FileProblem[] = [];
  /** Sources whose earlier problems are superseded. */
  readonly readNow = new Set<string>();
  /** Sources that are as they were read: the name that each has now, by its name before. */
  readonly standing = new Map<string, string>();

  get isEmpty(): boolean {
    return this.readNow.size + this.standing.size === 0;
  }

  report(code: ProblemCode, file: string, message: string): void {
    this.readNow.add(file);
    this.problems.push({ code, message, file, start: 0, end: 0 });
  }

  /** What becomes of an earlier problem. That a file could not be read is none any more of one that is there. */
  earlier(problem: FileProblem): FileProblem | null {
    if (this.readNow.has(problem.file)) return null;
    const file = this.standing.get(problem.file);
    if (file === undefined) return problem;
    return unread.has(problem.code) ? null : { ...problem, file };
  }

  /** The names before of those that have another now. */
  get renamed(): Map<string, string> {
    return new Map([...this.standing].filter(([before, now]) => before !== now).map(([before, now]) => [now, before]));
  }
}

/** One import at work. */
class Import {
  private batch = new Batch();
  private savedAt = performance.now();
  private readonly written = new Set<string>();
  private readonly problems: FileProblem[] = [];
  private last: Saved | null = null;
  private read = 0;
  private unchanged = 0;
  private entries = 0;
  private readonly doubtful: DoubtfulPair[] = [];
  private readonly formula: KeyFormula | undefined;

  constructor(
    private readonly fs: FileSystem,
    private readonly folder: string,
    private readonly before: Library,
    private readonly known: KnownSources,
    private readonly options: ImportOptions,
  ) {
    const { keyFormula } = options;
    this.formula = keyFormula === undefined ? undefined : (parseFormula(keyFormula).formula ?? undefined);
  }

  async run(inputs: readonly string[]): Promise<ImportSummary> {
    const { signal, progress } = this.options;
    const search = new SourceSearch(this.fs, this.folder, signal);
    const paths = await search.find(inputs);
    for (const { code, file, message } of search.problems) this.batch.report(code, file, message);
    for (const [index, path] of paths.entries()) {
      await pause();
      if (signal?.aborted) break;
      const file = relativePath(this.folder, path);
      progress?.(file, index, paths.length);
      await this.take(path, file, search.named.has(path));
      if (this.isDue()) await this.save();
      if (this.last?.saved === false) break;
    }
    this.reportMissing(search.missing.map((path) => relativePath(this.folder, path)));
    if (this.last?.saved !== false && (!signal?.aborted || !this.batch.isEmpty)) await this.save();
    return this.summary(paths.length);
  }

  /** Looks at one source, and reads it if it must be. */
  private async take(path: string, file: string, isNamed: boolean): Promise<void> {
    try {
      const bytes = await this.fs.read(path);
      if (bytes === null) return this.batch.report('source-unreadable', file, vanished());
      if (isNamed && this.takeOver(bytes, file)) return;
      const standing = await this.known.standing(file, await sha256(bytes));
      if (standing.kind === 'fresh') return await this.readFresh(bytes, path, file);
      this.unchanged++;
      if (standing.kind !== 'copy') this.batch.standing.set(standing.kind === 'moved' ? standing.before : file, file);
    } catch (error) {
      if (this.options.signal?.aborted) return;
      const { code, message } = failure(error);
      this.batch.report(code, file, message);
    }
  }

  /** @returns whether it is a bibliography */
  private takeOver(bytes: Uint8Array, file: string): boolean {
    const read = entriesIn(bytes, file);
    if (!read) return false;
    this.batch.readNow.add(file);
    this.batch.problems.push(...read.problems);
    this.batch.bibliographies.push({ file, entries: read.rows });
    this.entries += read.rows.length;
    return true;
  }

  private async readFresh(bytes: Uint8Array, path: string, file: string): Promise<void> {
    const { read = readSource, signal, version } = this.options;
    const beside = (name: string): Promise<Uint8Array | null> => this.fs.read(absolutePath(parent(path), name));
    const source = await read(bytes, file, { beside, ...(signal ? { signal } : {}) });
    this.batch.readNow.add(file);
    this.batch.problems.push(...source.problems.map((problem) => ({ ...problem, file })));
    if (source.problems.some(({ code }) => unread.has(code))) return;
    this.known.noteRead(source.digest);
    this.read++;
    this.batch.sources.push(version === undefined ? source : { ...source, version });
  }

  private reportMissing(files: readonly string[]): void {
    for (const file of files) {
      if (!this.known.hasMoved(file)) this.batch.report('source-unreadable', file, this.known.has(file) ? gone() : nothingThere());
    }
  }

  private isDue(): boolean {
    const enough = Math.max(mostUnsaved, this.read * partUnsaved);
    return this.batch.sources.length >= enough || (performance.now() - this.savedAt >= longestUnsaved && !this.batch.isEmpty);
  }

  private async save(): Promise<void> {
    const { batch } = this;
    this.batch = new Batch();
    let problems = batch.problems;
    let doubtful: DoubtfulPair[] = [];
    let held: Library = this.before;
    let settled: Change<FileProblem>[] = [];
    const saved = await saveLibrary(this.fs, this.folder, (before, reserved) => {
      held = before;
      settled = [];
      const merged = merge(before, batch.sources, reserved, batch.renamed, this.formula);
      let { library } = merged;
      problems = [...batch.problems, ...merged.problems];
      doubtful = [];
      for (const { file, entries } of batch.bibliographies) {
        const taken = importItems(library, entries, file, reserved, this.formula);
        library = taken.library;
        doubtful.push(...taken.doubtful);
      }
      return { library, problems };
    }, (problem) => {
      const now = batch.earlier(problem);
      settled.push({ before: problem, after: now });
      return now;
    }, this.options);
    this.last = saved;
    if (saved.saved) this.options.changed?.(changeOf(held, saved.library, [...settled, ...problems.map((after) => ({ before: null, after }))]));
    this.problems.push(...problems);
    this.doubtful.push(...doubtful);
    for (const file of saved.written) this.written.add(file);
    this.savedAt = performance.now();
  }

  private summary(found: number): ImportSummary {
    const library = this.last?.library ?? this.before;
    const own = new Set<string>(Object.values(libraryFiles));
    return {
      ...summarise(this.before, library),
      found,
      sources: this.read,
      unchanged: this.unchanged,
      entries: this.entries,
      doubtful: this.doubtful,
      cancelled: this.options.signal?.aborted ?? false,
      items: library.items.length,
      claims: library.claims.length,
      problems: [...(this.last?.problems ?? []).filter(({ file }) => own.has(file)), ...this.problems],
      written: [...this.written],
      saved: this.last?.saved ?? true,
    };
  }
}

/** Why a source could not be read. One that a reader fails on is our fault, and costs no more than itself. */
function failure(error: unknown): { code: ProblemCode; message: string } {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof FileSystemError) return { code: 'source-unreadable', message: l10n.t('{0} The other sources were read.', message) };
  if (error instanceof SourceGivenUp) return { code: 'source-slow', message };
  return {
    code: 'source-damaged',
    message: l10n.t('Ibid failed at this file with an error of its own ({0}), and left it unread. What it said before stays in the library.', message),
  };
}
