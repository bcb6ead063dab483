import { importSources, type ImportSummary } from '../library/import.js';
import { useReferenceModel } from '../references/model/labeller.js';
import type { FileProblem } from '../text/problem.js';
import { UsageError, type Command, type ExitStatus, type Terminal, type Values } from './command.js';

const count = (number: number, one: string, several = `${one}s`): string => `${number} ${number === 1 ? one : several}`;

/** A problem on a line: its file, where in it, what it is. */
const problemLine = ({ file, start, code, message }: FileProblem): string => `  ${file}:${start}  ${code}\n    ${message}`;

function report({ sources, newItems, changedItems, newClaims, removedClaims, library, written, problems, saved }: ImportSummary): string {
  const changes = [count(newItems, 'new work'), count(changedItems, 'changed work'), count(newClaims, 'new claim'), count(removedClaims, 'removed claim')];
  return [
    `Read ${count(sources, 'source')}: ${changes.join(', ')}.`,
    saved ? `The library holds ${count(library.items.length, 'work')} and ${count(library.claims.length, 'claim')}.` : 'The library was left as it is.',
    written.length > 0 ? `Written: ${written.join(', ')}.` : 'No file had to be changed.',
    ...(problems.length > 0 ? [`${count(problems.length, 'problem')} to look at:`, ...problems.map(problemLine)] : []),
  ].join('\n');
}

const asJson = ({ library, ...summary }: ImportSummary): string =>
  JSON.stringify({ ...summary, items: library.items.length, claims: library.claims.length });

/** Nothing of the library changed for want of a right or of space, or since its files are someone else's. */
const stopsImport = new Set(['library-unwritable', 'library-not-ours']);

function status({ problems, saved }: ImportSummary): ExitStatus {
  if (!saved && problems.some(({ code }) => stopsImport.has(code))) return 2;
  return problems.length > 0 ? 1 : 0;
}

async function run(terminal: Terminal, words: string[], values: Values): Promise<ExitStatus> {
  const { out, json, adopt } = values;
  if (words.length === 0) throw new UsageError('Give at least one file or folder to import.');
  if (typeof out !== 'string') throw new UsageError('Give the folder of the library with --out DIR.');
  useReferenceModel(await terminal.referenceModel());
  const summary = await importSources(terminal.fs, words.map((word) => terminal.path(word)), terminal.path(out), {
    adopt: adopt === true,
    signal: terminal.signal,
    progress: (file, index, total) => terminal.say(`[${index + 1}/${total}] ${file}`),
  });
  await terminal.print(json ? asJson(summary) : report(summary));
  return status(summary);
}

export const importCommand: Command = {
  usage: `  ibid import FILE|FOLDER... --out DIR [--json] [--adopt]
    Reads sources (.txt, .md; folders with all in them) and puts what they cite and claim into the library in DIR:
    references.json, references.bib, claims.json, and problems.json. What you changed there stays as you left it.
    --adopt  take over files of these names that are not Ibid’s; what is in them stays
    --json   tell what was done as JSON`,
  options: { out: { type: 'string' }, json: { type: 'boolean' }, adopt: { type: 'boolean' } },
  run,
};
