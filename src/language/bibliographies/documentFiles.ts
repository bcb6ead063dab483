import * as l10n from '@vscode/l10n';
import { decodeSource } from '../../documents/decode.js';
import { FileSystemError, type FileSystem } from '../../library/fileSystem.js';
import { absolutePath, join, parent } from '../../library/paths.js';
import type { FileProblem, ProblemCode } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import { isPattern, matching } from './glob.js';
import { formatNumber } from '../../words.js';

/** A document that cites. */
export interface CitingDocument {
  /** Absolute, with `/`; of one that was never saved, the path that it would have. */
  path: string;
  /** VS Code's language id. */
  language: string;
  /** As it stands in the editor, saved or not. */
  text: string;
  /** The workspace folder that it is in; null where it is in none. */
  folder: string | null;
}

/** A stretch of a file, in UTF-16 code units. */
export interface Place extends Span {
  file: string;
}

/** A path as somebody wrote it, and where. */
export interface WrittenPath extends Place {
  path: string;
}

/** Files of a folder that may come to matter: those that fit a pattern. */
export interface Watched {
  folder: string;
  pattern: string;
}

export interface NameOptions {
  /** Folders that the path may be relative to, the likeliest first. */
  folders: readonly string[];
  /** Folders that a path with a leading `/` may start from, as in Quarto and Typst. */
  roots?: readonly string[];
  /** What may be added to the path: `['.bib', '']`. */
  extensions?: readonly string[];
}

/** Larger files are no documents or settings that a person writes. */
const mostText = 4 * 1024 * 1024;
/** A larger bibliography is passed over: its text would be longer than a string can be. */
const mostBibliography = 256 * 1024 * 1024;
/** So many files of a document's surroundings are read. */
const mostTexts = 3000;

const megabytes = (bytes: number): string => l10n.t('{0} MB', formatNumber(Math.round(bytes / 1024 / 1024)));

/** The files around a document. Each is read once; the document itself is as the editor has it. Notes what was asked for, so that it can be watched. */
export class DocumentFiles {
  private readonly texts = new Map<string, Promise<string | null>>();
  private readonly stats = new Map<string, ReturnType<FileSystem['stat']>>();
  private readonly lists = new Map<string, Promise<string[] | null>>();
  private readonly reported = new Set<string>();
  readonly problems: FileProblem[] = [];
  /** Paths that were asked for, whether or not something stands there. */
  readonly consulted = new Set<string>();
  private readonly patterns = new Map<string, Watched>();
  /** The folder that the document is in. */
  readonly folder: string;

  /** @param home the person's own folder, for paths that start with `~/`; null where there is none, as on the web */
  constructor(private readonly fs: FileSystem, readonly document: CitingDocument, private readonly home: string | null) {
    this.folder = document.path.includes('/') ? parent(document.path) : (document.folder ?? '/');
    this.texts.set(document.path, Promise.resolve(document.text));
  }

  /** Patterns that were looked for. */
  get watched(): Watched[] {
    return [...this.patterns.values()];
  }

  /** The folders from the document's up to its workspace folder; its own alone where it is in none. */
  foldersUp(): string[] {
    const folders = [this.folder];
    const top = this.document.folder;
    while (top !== null && folders.at(-1) !== top && folders.at(-1)!.startsWith(join(top, ''))) folders.push(parent(folders.at(-1)!));
    return folders;
  }

  /** Takes problems up, each once. */
  report(...problems: readonly FileProblem[]): void {
    for (const problem of problems) {
      const key = `${problem.code} ${problem.start} ${problem.file}`;
      if (!this.reported.has(key)) this.problems.push(problem);
      this.reported.add(key);
    }
  }

  /** The text of a file; null where there is none, or one that is too large or can't be read, which is reported. */
  text(path: string): Promise<string | null> {
    this.consulted.add(path);
    return remembered(this.texts, path, () => this.read(path));
  }

  private async read(path: string): Promise<string | null> {
    const whole = { file: path, start: 0, end: 0 };
    if (this.texts.size > mostTexts) {
      const main = { file: this.document.path, start: 0, end: 0 };
      this.report(problemOf('bibliography-passed-over', main, l10n.t('This document takes in more than {0} files; bibliographies were looked for in the first {0}. Name the others in the setting ibid.bibliographies.', formatNumber(mostTexts))));
      return null;
    }
    const stat = await this.stat(path);
    if (stat?.kind !== 'file') return null;
    if (stat.size > mostText) {
      this.report(problemOf('bibliography-passed-over', whole, l10n.t('This file has {0}, and was not looked through for bibliographies. Name them in the setting ibid.bibliographies.', megabytes(stat.size))));
      return null;
    }
    const bytes = await this.attempt(whole, () => this.fs.read(path));
    return bytes && decodeSource(bytes).text;
  }

  async isFile(path: string): Promise<boolean> {
    return (await this.stat(path))?.kind === 'file';
  }

  private stat(path: string): ReturnType<FileSystem['stat']> {
    this.consulted.add(path);
    return remembered(this.stats, path, () => this.attempt({ file: path, start: 0, end: 0 }, () => this.fs.stat(path)));
  }

  /** A disk that fails costs the one file. */
  private async attempt<Result>(place: Place, act: () => Promise<Result | null>): Promise<Result | null> {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      if (error.reason !== 'missing') this.report(problemOf('bibliography-passed-over', place, l10n.t('{0} Give yourself the right to read it.', error.message)));
      return null;
    }
  }

  private list(folder: string): Promise<string[] | null> {
    return remembered(this.lists, folder, async () => {
      try {
        return await this.fs.list(folder);
      } catch (error) {
        if (error instanceof FileSystemError) return null;
        throw error;
      }
    });
  }

  /** Paths below a folder that fit a pattern, as `matching` of ./glob.ts has it. */
  matching(folder: string, pattern: string): Promise<string[]> {
    this.patterns.set(`${folder}\n${pattern}`, { folder, pattern });
    return matching(folder, pattern, (path) => this.list(path));
  }

  /** Where a path may lead, the likeliest first. */
  private candidates(path: string, { folders, roots = [], extensions = [''] }: NameOptions): string[] {
    const slashed = path.replaceAll('\\', '/');
    const bases = slashed.startsWith('/') ? [...roots.map((root) => absolutePath(root, slashed.slice(1))), slashed] : folders.map((folder) => this.absolute(folder, slashed));
    return [...new Set(bases.flatMap((base) => extensions.map((extension) => base + extension)))];
  }

  private absolute(folder: string, path: string): string {
    if (path.startsWith('~/') && this.home !== null) return join(this.home, path.slice(2));
    // VS Code has a drive's paths as "/c:/thesis".
    const onDrive = /^[A-Za-z]:\//.test(path) && folder.startsWith('/');
    return onDrive ? `/${path}` : absolutePath(folder, path);
  }

  /** The first file that a path may lead to; null where there is none. */
  async find(path: string, options: NameOptions): Promise<string | null> {
    for (const candidate of this.candidates(path, options)) if (await this.isFile(candidate)) return candidate;
    return null;
  }

  /** The bibliography files that a path, or a pattern, leads to. Where there is none, the problem names the places that were looked at. */
  async bibliographies(written: WrittenPath, options: NameOptions & { patterns?: boolean }): Promise<{ paths: string[]; problems: FileProblem[] }> {
    const { path } = written;
    if (isAddress(path)) return { paths: [], problems: [problemOf('bibliography-passed-over', written, l10n.t('Ibid does not fetch {0}. Download it beside the document, and name that file.', cut(path)))] };
    const found = options.patterns && isPattern(path) ? await this.expanded(path, options) : [(await this.find(path, options)) ?? []].flat();
    const problems = found.length > 0 ? [] : [problemOf('bibliography-not-found', written, l10n.t('There is no {0}. Ibid looked for {1}. Correct the path, or put the file there.', cut(path), inWords(this.candidates(path, options))))];
    const paths: string[] = [];
    for (const file of found) {
      const size = (await this.stat(file))?.size ?? 0;
      if (size <= mostBibliography) paths.push(file);
      else problems.push(problemOf('bibliography-passed-over', written, l10n.t('{0} has {1}; Ibid reads bibliographies of up to {2}. Split it, and name the parts.', file, megabytes(size), megabytes(mostBibliography))));
    }
    return { paths, problems };
  }

  private async expanded(path: string, options: NameOptions): Promise<string[]> {
    for (const candidate of this.candidates(path, options)) {
      const fixed = candidate.split('/').findIndex(isPattern);
      const parts = candidate.split('/');
      const found = await this.matching(parts.slice(0, fixed).join('/') || '/', parts.slice(fixed).join('/'));
      if (found.length > 0) return found;
    }
    return [];
  }
}

export const problemOf = (code: ProblemCode, { file, start, end }: Place, message: string): FileProblem => ({ code, message, file, start, end });

const isAddress = (path: string): boolean => /^[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\//.test(path);

const mostPlaces = 5;
const longestShown = 200;

const cut = (path: string): string => (path.length > longestShown ? `${path.slice(0, longestShown)}…` : path);

function inWords(places: readonly string[]): string {
  const more = places.length - mostPlaces;
  const named = places.slice(0, mostPlaces).map(cut);
  if (more <= 0) return named.join(', ');
  return [...named, more === 1 ? l10n.t('1 more place') : l10n.t('{0} more places', formatNumber(more))].join(', ');
}

function remembered<Value>(known: Map<string, Promise<Value>>, key: string, ask: () => Promise<Value>): Promise<Value> {
  const before = known.get(key);
  if (before) return before;
  const asked = ask();
  known.set(key, asked);
  return asked;
}
