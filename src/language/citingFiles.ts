import * as l10n from '@vscode/l10n';
import { decodeSource } from '../documents/decode.js';
import { FileSystemError, type FileSystem } from '../library/fileSystem.js';
import { extension, join, relativePath } from '../library/paths.js';
import { isHidden } from '../library/sourceSearch.js';
import { firstAt } from '../text/firstAt.js';
import { fitsPattern } from './bibliographies/glob.js';
import { DocumentCitations } from './documentCitations.js';
import { notebookCells } from './notebookCells.js';
import { formatNumber } from '../words.js';

/** VS Code's language ids by the extensions of files. */
const languages = new Map([
  ['md', 'markdown'], ['markdown', 'markdown'], ['qmd', 'quarto'], ['rmd', 'rmd'], ['tex', 'latex'], ['ltx', 'latex'], ['rnw', 'rsweave'], ['typ', 'typst'],
]);
const notebook = 'ipynb';

/** So many documents are read, in so many folders; larger ones are passed over. */
const mostFiles = 5000;
const mostFolders = 20_000;
const mostBytes = 16 * 1024 * 1024;
/** A link that leads back into its own folder is deeper. */
const deepest = 32;
/** A folder is seldom called so, and to ask the disk of each file whether it is one takes long. */
const fileName = /\.[a-z]\w{0,5}$/i;

/** A key that a file cites: the lines and characters between which it stands, from 0, in UTF-16 code units, without its sign. */
export interface PlacedKey {
  key: string;
  line: number;
  character: number;
  endCharacter: number;
}

/** A document of the workspace. */
export interface CitingFile {
  path: string;
  /** In the order of the file; null where they are those that were given last. */
  keys: readonly PlacedKey[] | null;
}

export interface FoundCitations {
  files: CitingFile[];
  /** What was passed over, in words for a person; null where nothing was. */
  passedOver: string | null;
}

export interface SearchOptions {
  /** Patterns of paths, from the folder that is searched, that are left out. */
  exclude?: readonly string[];
  /** The person's own cite commands of LaTeX. */
  citeCommands?: readonly string[];
  /** Ends the search with an error. */
  signal?: AbortSignal;
}

interface Read {
  stamp: string;
  keys: readonly PlacedKey[];
  given: boolean;
}

/** The keys that a text cites. @param extension of its file, without the dot @param citeCommands the person's own */
export function keysIn(text: string, extension: string, citeCommands: readonly string[] = []): PlacedKey[] {
  const lines = lineStarts(text);
  const placed = (key: string, start: number, end: number): PlacedKey => {
    const line = firstAt(lines.length, (at) => lines[at]! > start) - 1;
    return { key, line, character: start - lines[line]!, endCharacter: end - lines[line]! };
  };
  if (extension !== notebook) return citedIn(languages.get(extension) ?? '', text, citeCommands).map(({ key, start, end }) => placed(key, start, end));
  return notebookCells(text).flatMap((cell) =>
    citedIn('markdown', cell.text).map(({ key, start, end }) => {
      const inFile = cell.inFile({ start, end });
      return placed(key, inFile.start, inFile.end);
    }),
  );
}

const citedIn = (language: string, text: string, citeCommands: readonly string[] = []): { key: string; start: number; end: number }[] =>
  new DocumentCitations(language, text, citeCommands).all.flatMap(({ works }) => works.map(({ key }) => key));

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return starts;
}

/** What the documents of folders cite, kept by size and time of each file, so that only what has changed is read again. */
export class CitingFiles {
  private readonly read = new Map<string, Read>();

  /** All documents below a folder, without what is hidden or excluded. Files that can't be read are passed over, and told. */
  async in(fs: FileSystem, folder: string, { exclude = [], citeCommands = [], signal }: SearchOptions = {}): Promise<FoundCitations> {
    const search = new Search(fs, folder, exclude, signal);
    const paths = await search.paths();
    for (const path of paths) {
      signal?.throwIfAborted();
      await search.attempt(path, () => this.update(fs, path, search, citeCommands));
    }
    const found = new Set(paths);
    for (const path of this.read.keys()) if (path.startsWith(join(folder, '')) && !found.has(path)) this.read.delete(path);
    return { files: paths.flatMap((path) => this.given(path)), passedOver: search.passedOver };
  }

  private async update(fs: FileSystem, path: string, search: Search, citeCommands: readonly string[]): Promise<void> {
    const stat = await fs.stat(path);
    const known = this.read.get(path);
    const stamp = [stat?.size, stat?.modified, ...citeCommands].join(' ');
    if (stat?.modified !== undefined && known?.stamp === stamp) return;
    this.read.delete(path);
    if (stat?.kind !== 'file') return;
    if (stat.size > mostBytes) return search.pass(l10n.t('{0} was passed over, since it is larger than {1} MB', search.named(path), formatNumber(mostBytes / 1024 / 1024)));
    const bytes = await fs.read(path);
    if (bytes) this.read.set(path, { stamp, keys: keysIn(decodeSource(bytes).text, extension(path), citeCommands), given: false });
  }

  private given(path: string): CitingFile[] {
    const read = this.read.get(path);
    if (!read) return [];
    const keys = read.given ? null : read.keys;
    read.given = true;
    return [{ path, keys }];
  }
}

const mostNamed = 5;

const tooMany = (): string =>
  l10n.t('there are more than {0} documents, or {1} folders; leave some out by the setting files.exclude', formatNumber(mostFiles), formatNumber(mostFolders));

/** A walk through a folder. */
class Search {
  private readonly found: string[] = [];
  private readonly told: string[] = [];
  private folders = 0;
  private isCut = false;

  constructor(private readonly fs: FileSystem, private readonly folder: string, private readonly exclude: readonly string[], private readonly signal: AbortSignal | undefined) {}

  async paths(): Promise<readonly string[]> {
    await this.walk(this.folder, 0);
    return this.found;
  }

  get passedOver(): string | null {
    const told = this.isCut ? [...this.told, tooMany()] : this.told;
    if (told.length === 0) return null;
    const named = told.slice(0, mostNamed).join('; ');
    return told.length > mostNamed
      ? l10n.t('Not all documents were looked through for citations: {0}; and {1} more.', named, formatNumber(told.length - mostNamed))
      : l10n.t('Not all documents were looked through for citations: {0}.', named);
  }

  named(path: string): string {
    return relativePath(this.folder, path);
  }

  pass(told: string): void {
    this.told.push(told);
  }

  /** A disk that fails costs the one file. */
  async attempt<Result>(path: string, act: () => Promise<Result>): Promise<Result | null> {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      if (error.reason !== 'missing') this.pass(l10n.t('{0} was passed over, since it can’t be read', this.named(path)));
      return null;
    }
  }

  private async walk(folder: string, depth: number): Promise<void> {
    this.signal?.throwIfAborted();
    if (depth > deepest || this.isCut) return;
    this.isCut = ++this.folders > mostFolders;
    for (const name of [...((await this.list(folder)) ?? [])].sort()) {
      const path = join(folder, name);
      if (isHidden(name) || this.exclude.some((pattern) => fitsPattern(relativePath(this.folder, path), pattern))) continue;
      if (languages.has(extension(name)) || extension(name) === notebook) this.take(path);
      else if (!fileName.test(name)) await this.walk(path, depth + 1);
    }
  }

  /** What stands in a folder; null for what is none, as a file without an extension. */
  private async list(folder: string): Promise<string[] | null> {
    if (folder !== this.folder && (await this.attempt(folder, () => this.fs.stat(folder)))?.kind !== 'folder') return null;
    return this.attempt(folder, () => this.fs.list(folder));
  }

  private take(path: string): void {
    if (this.found.length < mostFiles) this.found.push(path);
    else this.isCut = true;
  }
}
