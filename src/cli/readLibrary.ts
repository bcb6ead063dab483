import { decodeSource } from '../documents/decode.js';
import type { FileSystem } from '../library/fileSystem.js';
import { formatOf, itemFormats, type ItemFormat } from '../library/formats/formats.js';
import type { Rows } from '../library/formats/rows.js';
import { libraryFiles, type LibraryItem } from '../library/library.js';
import { join } from '../library/paths.js';
import type { FileProblem } from '../text/problem.js';
import { useReferenceModel } from '../references/model/labeller.js';
import { UsageError, type Terminal } from './command.js';

/** What LIBRARY stands for: a folder of Ibid's, or a bibliography file. */
export interface ReadLibrary extends Rows<LibraryItem> {
  /** The path of the file that holds the items. */
  file: string;
  text: string;
}

/** A file with its text, and what was wrong with its bytes. Null where there is none. */
export async function readText(fs: FileSystem, path: string): Promise<{ text: string; problems: FileProblem[] } | null> {
  const bytes = await fs.read(path);
  if (bytes === null) return null;
  const { text, problems } = decodeSource(bytes);
  return { text, problems: problems.map((problem) => ({ ...problem, file: path })) };
}

function formatFor(path: string, text: string): ItemFormat {
  const format = formatOf(path, text);
  if (format) return format;
  throw new UsageError(`${path} is no bibliography that Ibid reads: ${itemFormats.map(({ label }) => label).join(', ')}.`);
}

/** The items of a folder of Ibid's, or of a file in any format that Ibid knows. Throws `UsageError` where there is none. */
export async function readLibrary({ fs, referenceModel }: Pick<Terminal, 'fs' | 'referenceModel'>, path: string): Promise<ReadLibrary> {
  const isFolder = (await fs.stat(path))?.kind === 'folder';
  const file = isFolder ? join(path, libraryFiles.references) : path;
  const read = await readText(fs, file);
  if (read === null) {
    throw new UsageError(isFolder ? `${path} holds no ${libraryFiles.references}. Import sources into it first.` : `${path} is not there.`);
  }
  const format = formatFor(file, read.text);
  if (format.needsModel) useReferenceModel(await referenceModel());
  const rows = format.read(read.text, file);
  return { ...rows, problems: [...read.problems, ...rows.problems], file, text: read.text };
}
