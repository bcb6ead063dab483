import { earlierProblems, loadLibrary } from '../library/files.js';
import type { FileSystem } from '../library/fileSystem.js';
import { itemFormats } from '../library/formats/formats.js';
import { readBibtex } from '../library/formats/readBibtex.js';
import { libraryFiles } from '../library/library.js';
import { absolutePath, extension } from '../library/paths.js';
import { LineNumbers } from '../text/lines.js';
import type { FileProblem } from '../text/problem.js';
import { count, UsageError, type Command, type ExitStatus, type Terminal, type Values } from './command.js';
import { readLibrary, readText } from './readLibrary.js';

/** What is found in a library. */
interface Checked {
  items: number;
  claims: number;
  problems: FileProblem[];
}

/** All that is known of a folder of Ibid's: what its files have wrong, and what the last import could not make out. */
async function checkFolder({ fs }: Terminal, folder: string): Promise<Checked> {
  const { library, problems, state } = await loadLibrary(fs, folder);
  const { text } = state.content;
  if (text.references === null) throw new UsageError(`${folder} holds no ${libraryFiles.references}. Import sources into it first.`);
  const bibtex = text.bibtex === null ? [] : readBibtex(text.bibtex, libraryFiles.bibtex).problems;
  const all = [...problems, ...bibtex, ...(earlierProblems(state.content) ?? [])].map((problem) => ({ ...problem, file: absolutePath(folder, problem.file) }));
  return { items: library.items.length, claims: library.claims.length, problems: all };
}

async function checkFile(terminal: Terminal, path: string): Promise<Checked> {
  const { rows, problems } = await readLibrary(terminal, path);
  return { items: rows.length, claims: 0, problems };
}

/** Files whose text is what stands in them, so that a place in it has a line. */
const textFiles: ReadonlySet<string> = new Set([
  ...itemFormats.flatMap(({ extensions }) => extensions), 'txt', 'text', 'md', 'markdown', 'tex', 'ltx', 'latex', 'html', 'htm', 'xhtml', 'nxml', 'tei',
]);

/** The line of each problem; none for one in a file that is gone, or whose text is taken from pages. */
async function withLines(fs: FileSystem, problems: readonly FileProblem[]): Promise<(FileProblem & { line?: number })[]> {
  const lines = new Map<string, LineNumbers | null>();
  for (const { file } of problems) {
    if (lines.has(file)) continue;
    const read = textFiles.has(extension(file)) ? await readText(fs, file) : null;
    lines.set(file, read && new LineNumbers(read.text));
  }
  return problems.map((problem) => {
    const line = lines.get(problem.file)?.at(problem.start);
    return line === undefined ? problem : { ...problem, line };
  });
}

async function run(terminal: Terminal, words: string[], { json }: Values): Promise<ExitStatus> {
  const [typed, ...others] = words;
  if (typed === undefined || others.length > 0) throw new UsageError('Give one library to check.');
  const { fs, print } = terminal;
  const library = terminal.path(typed);
  const { items, claims, problems } = await ((await fs.stat(library))?.kind === 'folder' ? checkFolder : checkFile)(terminal, library);
  const found = await withLines(fs, problems);
  if (json) await print(JSON.stringify({ items, claims, problems: found }));
  else {
    for (const { file, line, code, message } of found) await print(`${file}${line === undefined ? '' : `:${line}`}  ${code}\n    ${message}`);
    await print(`${count(problems.length, 'problem')} in ${count(items, 'work')}${claims > 0 ? ` and ${count(claims, 'claim')}` : ''}.`);
  }
  return problems.length > 0 ? 1 : 0;
}

export const checkCommand: Command = {
  usage: `  ibid check LIBRARY [--json]
    Lists all that is wrong with a library, each with its file and line: a bibliography file, or a folder of Ibid’s with what its import
    could not make out.
    --json  {"items","claims","problems":[{"code","message","file","start","end","line"}...]}`,
  options: { json: { type: 'boolean' } },
  run,
};
