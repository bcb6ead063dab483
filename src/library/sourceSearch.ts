import * as l10n from '@vscode/l10n';
import { readableExtensions } from '../documents/readers/readers.js';
import type { FileProblem, ProblemCode } from '../text/problem.js';
import { itemFormats } from './formats/formats.js';
import { FileSystemError, type FileSystem } from './fileSystem.js';
import { extension, join, relativePath } from './paths.js';
import { formatNumber } from '../words.js';

const mostBytes = 64 * 1024 * 1024;
/** Deeper than any person files things: a link that leads back into its own folder. */
const deepest = 32;

/** Walks what a person named and finds the sources, each once. */
export class SourceSearch {
  private readonly files = new Set<string>();
  readonly problems: FileProblem[] = [];
  /** Files that were named themselves, and not found in a folder: these may also be bibliographies that are to be taken over. */
  readonly named = new Set<string>();
  /** What was named and is not there. */
  readonly missing: string[] = [];

  /** @param signal ends the search where it is */
  constructor(private readonly fs: FileSystem, private readonly folder: string, private readonly signal: AbortSignal | undefined) {}

  /** Absolute paths of the sources, in the order of their names. */
  async find(inputs: readonly string[]): Promise<string[]> {
    for (const path of inputs) await this.look(path, 0);
    return [...this.files].sort();
  }

  private report(code: ProblemCode, path: string, message: string): void {
    this.problems.push({ code, message, file: relativePath(this.folder, path), start: 0, end: 0 });
  }

  private async look(path: string, depth: number): Promise<void> {
    if (this.signal?.aborted) return;
    const named = depth === 0;
    try {
      const stat = await this.fs.stat(path);
      if (stat?.kind === 'folder') await this.walk(path, depth);
      else if (stat?.kind === 'file') this.take(path, stat.size, named);
      else if (named && stat === null) this.missing.push(path);
      else if (named) this.report('source-unreadable', path, l10n.t('This is neither a file nor a folder. Give files or folders of sources.'));
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      this.report('source-unreadable', path, l10n.t('{0} Nothing in it was read. Give yourself the right to read it, and import again.', error.message));
    }
  }

  private async walk(folder: string, depth: number): Promise<void> {
    if (depth > deepest) return;
    for (const name of (await this.fs.list(folder)).sort()) {
      if (!isHidden(name)) await this.look(join(folder, name), depth + 1);
    }
  }

  private take(path: string, size: number, named: boolean): void {
    if (!isReadable(path) && !(named && isBibliography(path))) {
      if (named) this.report('unsupported-format', path, l10n.t('Ibid reads {0} files. Save the text of this one as .txt and import that.', readableExtensions.map((name) => `.${name}`).join(', ')));
      return;
    }
    if (named) this.named.add(path);
    if (size > mostBytes) {
      const megabytes = Math.round(size / 1024 / 1024);
      this.report('source-too-large', path, l10n.t('This file has {0} MB; Ibid reads up to {1} MB. Split it and import the parts.', formatNumber(megabytes), formatNumber(mostBytes / 1024 / 1024)));
      return;
    }
    this.files.add(path);
  }
}

/** Names that a walk through a folder passes over. */
export const isHidden = (name: string): boolean => name.startsWith('.') || name === 'node_modules';

/** Whether there is a reader for a file of this name. */
export const isReadable = (path: string): boolean => readableExtensions.includes(extension(path));

/** Whether files of this name hold items. */
const isBibliography = (path: string): boolean => itemFormats.some(({ extensions }) => extensions.includes(extension(path)));
