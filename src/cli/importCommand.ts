import { parseFormula } from '../library/keyFormula.js';
import { importSources, type ImportSummary } from '../library/import.js';
import type { FileProblem } from '../text/problem.js';
import { count, UsageError, type Command, type ExitStatus, type Terminal, type Values } from './command.js';

/** A problem on a line: its file, where in it, what it is. */
const problemLine = ({ file, start, code, message }: FileProblem): string => `  ${file}:${start}  ${code}\n    ${message}`;

/** "Read 12 sources", "Cancelled: 12 of 40 sources were read". */
function whatWasRead({ found, sources, unchanged, cancelled }: ImportSummary): string {
  const same = unchanged > 0 ? ` (${unchanged} had not changed)` : '';
  return cancelled ? `Cancelled: ${sources} of ${count(found, 'source')} were read${same}` : `Read ${count(sources, 'source')}${same}`;
}

function report(summary: ImportSummary): string {
  const { newItems, changedItems, newClaims, removedClaims, items, claims, entries, doubtful, written, problems, saved } = summary;
  const changes = [count(newItems, 'new work'), count(changedItems, 'changed work'), count(newClaims, 'new claim'), count(removedClaims, 'removed claim')];
  return [
    `${whatWasRead(summary)}: ${changes.join(', ')}.`,
    saved ? `The library holds ${count(items, 'work')} and ${count(claims, 'claim')}.` : 'The library was left as it is.',
    ...(entries > 0 ? [`Taken over: ${count(entries, 'entry', 'entries')}.`] : []),
    ...(doubtful.length > 0 ? [`${count(doubtful.length, 'entry', 'entries')} may be works that the library had; see ibid works.`] : []),
    written.length > 0 ? `Written: ${written.join(', ')}.` : 'No file had to be changed.',
    ...(problems.length > 0 ? [`${count(problems.length, 'problem')} to look at:`, ...problems.map(problemLine)] : []),
  ].join('\n');
}

/** Nothing of the library changed for want of a right or of space, or since its files are someone else's. */
const stopsImport = new Set(['library-unwritable', 'library-not-ours']);

function status({ problems, saved, cancelled }: ImportSummary): ExitStatus {
  if (cancelled || !saved && problems.some(({ code }) => stopsImport.has(code))) return 2;
  return problems.length > 0 ? 1 : 0;
}

async function run(terminal: Terminal, words: string[], values: Values): Promise<ExitStatus> {
  const { out, json, adopt, again, keys } = values;
  if (words.length === 0) throw new UsageError('Give at least one file or folder to import.');
  if (typeof out !== 'string') throw new UsageError('Give the folder of the library with --out DIR.');
  const fault = typeof keys === 'string' ? parseFormula(keys).fault : null;
  if (fault) throw new UsageError(fault.message);
  const { read, version, end } = await terminal.sourceReader();
  const summary = await importSources(terminal.fs, words.map((word) => terminal.path(word)), terminal.path(out), {
    adopt: adopt === true,
    again: again === true,
    ...(typeof keys === 'string' ? { keyFormula: keys } : {}),
    signal: terminal.signal,
    progress: (file, index, total) => terminal.say(`[${index + 1}/${total}] ${file}`),
    read,
    version,
  }).finally(end);
  await terminal.print(json ? JSON.stringify(summary) : report(summary));
  return status(summary);
}

export const importCommand: Command = {
  usage: `  ibid import FILE|FOLDER... --out DIR [--json] [--adopt] [--again] [--keys FORMULA]
    Reads sources (.txt, .md; folders with all in them) and puts what they cite and claim into the library in DIR:
    references.json, references.bib, claims.json, and problems.json. What you changed there stays as you left it.
    A bibliography (.bib, .ris, CSL-JSON, ...) that is named itself has its entries taken over.
    --again  read all sources, also those that have not changed since they were read
    --keys   give new works their cite keys by a formula of Better BibTeX’s: 'auth.lower + shorttitle(3,3) + year'
    --adopt  take over files of these names that are not Ibid’s; what is in them stays
    --json   tell what was done as JSON`,
  options: { out: { type: 'string' }, json: { type: 'boolean' }, adopt: { type: 'boolean' }, again: { type: 'boolean' }, keys: { type: 'string' } },
  run,
};
