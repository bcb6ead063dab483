import { formatNamed, writtenFormats } from '../library/formats/formats.js';
import type { LibraryItem } from '../library/library.js';
import { UsageError, type Command, type ExitStatus, type Terminal, type Values } from './command.js';
import { readLibrary } from './readLibrary.js';

const names = writtenFormats.map(({ name }) => name).join(', ');

/** The items of some keys, in the order of the keys; all where none is given. */
function chosen(items: readonly LibraryItem[], keys: readonly string[]): LibraryItem[] {
  if (keys.length === 0) return [...items];
  const byKey = new Map(items.map((item) => [item.id, item]));
  const missing = keys.filter((key) => !byKey.has(key));
  if (missing.length > 0) throw new UsageError(`The library has no ${missing.map((key) => `“${key}”`).join(', ')}.`);
  return keys.map((key) => byKey.get(key)!);
}

/** Writes a file that is not there yet, or that may be written over. */
async function writeFile({ fs, say }: Terminal, path: string, text: string, force: boolean): Promise<ExitStatus> {
  if (!force && (await fs.stat(path)) !== null) {
    say(`${path} is there already, and was left as it is. Choose another name, or write over it with --force.`);
    return 2;
  }
  await fs.replace(path, new TextEncoder().encode(text));
  return 0;
}

async function run(terminal: Terminal, words: string[], { to, output, force }: Values): Promise<ExitStatus> {
  const [library, ...keys] = words;
  if (library === undefined) throw new UsageError('Give the library to export.');
  const format = typeof to === 'string' ? formatNamed(to) : undefined;
  if (!format) throw new UsageError(`Give the format with --to: ${names}.`);
  const { rows, problems, broken } = await readLibrary(terminal, terminal.path(library));
  for (const { message } of problems) terminal.say(message);
  if (broken) return 2;
  const text = format.write(chosen(rows, keys));
  if (typeof output !== 'string') await terminal.print(text.replace(/\n$/, ''));
  else if ((await writeFile(terminal, terminal.path(output), text, force === true)) === 2) return 2;
  return problems.length > 0 ? 1 : 0;
}

export const exportCommand: Command = {
  usage: `  ibid export LIBRARY --to FORMAT [--output FILE [--force]] [KEY...]
    Writes the items of a library, or those of some cite keys, to standard output or to a file, which is never written over unasked.
    LIBRARY is a folder of Ibid’s or a bibliography file; what its format has and FORMAT has not is kept where there is a place for it.
    FORMAT  ${names}`,
  options: { to: { type: 'string' }, output: { type: 'string', short: 'o' }, force: { type: 'boolean' } },
  run,
};
