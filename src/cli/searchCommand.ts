import { yearOf } from '../references/sameWork.js';
import type { LibraryItem } from '../library/library.js';
import { indexWords, segmentOf } from '../library/indexedWords.js';
import { SearchIndex } from '../library/search.js';
import type { CslName } from '../csl.js';
import { UsageError, type Command, type ExitStatus, type Terminal, type Values } from './command.js';
import { readLibrary } from './readLibrary.js';

const nameOf = (name: CslName | undefined): string => name?.family ?? name?.literal ?? '';

/** "Mahlouly & Winter", "Modirzadeh et al." */
function authorsOf({ author, editor }: LibraryItem): string {
  const names = author ?? editor ?? [];
  if (names.length > 2) return `${nameOf(names[0])} et al.`;
  return names.map(nameOf).join(' & ');
}

/** Items as a table whose columns are as wide as they must be. */
function table(items: readonly LibraryItem[]): string {
  const rows = items.map((item) => [item.id, authorsOf(item).slice(0, 32), String(yearOf(item.issued) ?? 'n.d.'), item.title ?? '']);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}

const indexOf = (items: readonly LibraryItem[]): SearchIndex => new SearchIndex([segmentOf(indexWords(items))], (row) => items[row]!);

const milliseconds = (from: number): number => Number((performance.now() - from).toFixed(3));

/** So many keys are given for each query of a batch. */
const mostInBatch = 10;

/** A query a line from standard input; for each its best keys and how long it took, and at the end what the index took. */
async function searchBatch(terminal: Terminal, items: readonly LibraryItem[]): Promise<void> {
  const before = performance.now();
  const index = indexOf(items);
  const indexMs = milliseconds(before);
  for await (const query of terminal.lines) {
    const from = performance.now();
    const keys = index.search(query, mostInBatch).map((row) => items[row]!.id);
    await terminal.print(JSON.stringify({ query, keys, ms: milliseconds(from) }));
  }
  await terminal.print(JSON.stringify({ items: items.length, indexMs, indexBytes: index.size }));
}

async function searchOnce(terminal: Terminal, items: readonly LibraryItem[], query: string, most: number, json: boolean): Promise<void> {
  const found = indexOf(items).search(query, most).map((row) => items[row]!);
  if (json) await terminal.print(JSON.stringify(found));
  else if (found.length > 0) await terminal.print(table(found));
  else terminal.say('Nothing fits. Try fewer or shorter words.');
}

async function run(terminal: Terminal, words: string[], { json, batch, limit = '20' }: Values): Promise<ExitStatus> {
  const [library, ...query] = words;
  if (library === undefined || (query.length === 0 && !batch)) throw new UsageError('Give a library and what to search for.');
  const most = Number(limit);
  if (!Number.isInteger(most) || most < 1) throw new UsageError('--limit is a number from 1.');
  const { rows, problems, broken } = await readLibrary(terminal, terminal.path(library));
  for (const { message } of problems) terminal.say(message);
  if (broken) return 2;
  if (batch) await searchBatch(terminal, rows);
  else await searchOnce(terminal, rows, query.join(' '), most, json === true);
  return problems.length > 0 ? 1 : 0;
}

export const searchCommand: Command = {
  usage: `  ibid search LIBRARY QUERY... [--limit N] [--json]
  ibid search LIBRARY --batch
    Ranks the items of a library (a folder of Ibid’s or a bibliography file) by words of their cite keys, names, titles,
    years and containers, whole, begun or with a typo.
    --batch  a query a line from standard input, and for each {"query","keys","ms"}, its ten best; at the end
             {"items","indexMs","indexBytes"}`,
  options: { json: { type: 'boolean' }, batch: { type: 'boolean' }, limit: { type: 'string' } },
  run,
};
