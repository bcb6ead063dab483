import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { version } from '../../package.json';
import { ThreadReader } from '../library/threadReader.js';
import { referenceModelFile } from '../modelFile.js';
import { readingVersion } from '../readingVersion.js';
import { startReader } from '../thread.js';
import type { Terminal } from './command.js';
import { libraryPath, nodeFileSystem } from './nodeFileSystem.js';
import { run } from './run.js';

// V8 compiles each regular expression twice: to bytecode, then on its second use to machine code. With Unicode classes the first costs as
// much as the second and runs once; without it an import of five articles takes half as long.
setFlagsFromString('--no-regexp-tier-up');

const cancel = new AbortController();
process.once('SIGINT', () => cancel.abort(new Error('cancelled')));

// what reads our output (head, less) may stop before we do
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

/** Lines that are printed in one go, when there is nothing else to do or they have become many: a write for each takes longer than its parsing. */
let waiting = '';
const mostWaiting = 1 << 16;

async function flush(): Promise<void> {
  const text = waiting;
  waiting = '';
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
}

async function sourceReader(): Promise<Awaited<ReturnType<Terminal['sourceReader']>>> {
  const reader = new ThreadReader(startReader);
  await reader.ready();
  return { read: reader.read, version: readingVersion, end: () => reader.end() };
}

const terminal: Terminal = {
  fs: nodeFileSystem,
  path: libraryPath,
  referenceModel: referenceModelFile,
  sourceReader,
  get lines() {
    return createInterface({ input: process.stdin, crlfDelay: Infinity, signal: cancel.signal });
  },
  async print(line: string) {
    if (waiting === '') setImmediate(() => void flush());
    waiting += `${line}\n`;
    if (waiting.length > mostWaiting) await flush();
  },
  say: (line: string) => void process.stderr.write(`${line}\n`),
  signal: cancel.signal,
};

run(process.argv.slice(2), terminal, version).then(
  (status) => (process.exitCode = status),
  (error: unknown) => {
    terminal.say(`Ibid stopped at an error of its own. Please report it with these words:\n${error instanceof Error ? error.stack : String(error)}`);
    process.exitCode = 2;
  },
);
