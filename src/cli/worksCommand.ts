import { markDifferent, markSame, split, type ReadWords } from '../library/decisions.js';
import { loadLibrary } from '../library/files.js';
import { doubtfulItems, type DoubtfulPair } from '../library/joined.js';
import { libraryFiles } from '../library/library.js';
import { saveDecision, type Decision } from '../library/saveDecision.js';
import { parseNote } from '../references/parse.js';
import { useReferenceModel } from '../references/model/labeller.js';
import { UsageError, type Command, type ExitStatus, type Terminal, type Values } from './command.js';

/** The work that some words name, read anew. */
const readWords: ReadWords = (words) => {
  const [reference] = parseNote(words).references;
  return reference ? { fields: reference.item, confidence: reference.confidence } : null;
};

/** Each decision by its option, with the words it takes behind LIBRARY. */
const decisions: Readonly<Record<string, { words: string; most: number; least: number; decide: (words: readonly string[]) => Decision }>> = {
  same: { words: 'two cite keys', least: 2, most: 2, decide: ([one, other]) => (library) => markSame(library, one!, other!) },
  different: { words: 'two cite keys', least: 2, most: 2, decide: ([one, other]) => (library) => markDifferent(library, one!, other!) },
  split: {
    words: 'a cite key, and the file of which the words are another work’s', least: 1, most: 2,
    decide: ([key, file]) => (library, reserved) => split(library, key!, readWords, file === undefined ? undefined : { file }, reserved),
  },
};

const line = ({ own, other, score, why }: DoubtfulPair): string => `${score.toFixed(2)}  ${own}  ${other}\n      ${why}`;

async function list({ fs, print, say }: Terminal, folder: string, json: boolean): Promise<ExitStatus> {
  const { library, problems } = await loadLibrary(fs, folder);
  for (const { message } of problems) say(message);
  const pairs = doubtfulItems(library.items);
  if (json) await print(JSON.stringify(pairs));
  else await print(pairs.length > 0 ? pairs.map(line).join('\n') : 'No works of this library look like one.');
  return pairs.length > 0 || problems.length > 0 ? 1 : 0;
}

async function decide({ fs, print, say }: Terminal, folder: string, decision: Decision): Promise<ExitStatus> {
  const { refused, saved, problems, written } = await saveDecision(fs, folder, decision);
  for (const message of [...(refused === null ? [] : [refused]), ...problems.map((problem) => problem.message)]) say(message);
  if (!saved || refused !== null) return 2;
  await print(written.length > 0 ? `Written: ${written.join(', ')}.` : 'No file had to be changed.');
  return problems.length > 0 ? 1 : 0;
}

async function run(terminal: Terminal, words: string[], values: Values): Promise<ExitStatus> {
  const [typed, ...rest] = words;
  const [option, ...others] = Object.keys(decisions).filter((name) => values[name]);
  if (typed === undefined || others.length > 0) throw new UsageError('Give one library, and one of --same, --different and --split at most.');
  const folder = terminal.path(typed);
  if ((await terminal.fs.stat(`${folder}/${libraryFiles.references}`)) === null) throw new UsageError(`${folder} holds no ${libraryFiles.references}. Import sources into it first.`);
  if (option === undefined) {
    if (rest.length > 0) throw new UsageError('Say with --same, --different or --split what these works are.');
    return list(terminal, folder, values['json'] === true);
  }
  const { words: wanted, least, most, decide: decisionOn } = decisions[option]!;
  if (rest.length < least || rest.length > most) throw new UsageError(`Give with --${option}: ${wanted}.`);
  if (option === 'split') useReferenceModel(await terminal.referenceModel());
  return decide(terminal, folder, decisionOn(rest));
}

export const worksCommand: Command = {
  usage: `  ibid works LIBRARY [--json]
    Lists the works of a folder of Ibid’s that may be one, with what speaks against it.
  ibid works LIBRARY --same KEY KEY | --different KEY KEY | --split KEY [FILE]
    --same       makes one of two works: the first key stays, with the claims of both. KEY may also be one of your own bibliography.
    --different  keeps two works apart at every import
    --split      undoes the last --same; with FILE takes out what was read from that source, as a work of its own`,
  options: { same: { type: 'boolean' }, different: { type: 'boolean' }, split: { type: 'boolean' }, json: { type: 'boolean' } },
  run,
};
