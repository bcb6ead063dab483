// What runs in a thread of its own, for the editor and the terminal: reading one source, and whole imports, whose sources it has read
// by a second thread, which can be ended when a source takes too long.
import { parentPort } from 'node:worker_threads';
import { readSource } from './citations/read.js';
import { nodeFileSystem } from './cli/nodeFileSystem.js';
import { readableExtensions, readerFor, type ReadOptions } from './documents/readers/readers.js';
import { earlierProblems, loadLibrary } from './library/files.js';
import type { FileSystem } from './library/fileSystem.js';
import { importSources, type ImportOptions } from './library/import.js';
import { indexWords, type IndexedWords } from './library/indexedWords.js';
import { fileSystemOf, Remote, type Caller } from './library/remote.js';
import { ThreadReader } from './library/threadReader.js';
import { referenceModelFile } from './modelFile.js';
import { readingVersion } from './readingVersion.js';
import { useReferenceModel } from './references/model/labeller.js';
import type { FileProblem } from './text/problem.js';
import { startReader } from './thread.js';

// pdf.js leaves promises behind that nobody waits for, and that fail where a file is broken; what is read of the file tells that already.
process.on('unhandledRejection', () => undefined);

let model: Promise<void> | undefined;
const ready = (): Promise<void> => (model ??= referenceModelFile().then(useReferenceModel));

/** What takes a few milliseconds to be cloned. */
const rowsInPart = 100;

/** A library but for its items and claims, which go before. */
export interface LoadedInParts {
  /** The files can't be read as a library. */
  broken: boolean;
  /** What is wrong with the files themselves, then what was found in the sources. */
  problems: FileProblem[];
  indexed: IndexedWords;
}

/** The disk, or a file system that only the caller can reach. */
const filesFor = (caller: Caller, onDisk: boolean): FileSystem => (onDisk ? nodeFileSystem : fileSystemOf(caller));

const reader = new ThreadReader(startReader);

const port = parentPort!;
new Remote(
  { post: (message, transfer) => port.postMessage(message, transfer), onMessage: (listener) => void port.on('message', listener) },
  {
    ready,
    readableExtensions: () => readableExtensions,
    async readSource({ call, signal }: Caller, bytes: Uint8Array, file: string) {
      await ready();
      return readSource(bytes, file, { signal, beside: (path) => call('beside', path) as ReturnType<NonNullable<ReadOptions['beside']>> });
    },
    /** Gives the rows in parts, since taking them all at once would hold the one who called. */
    async loadLibrary(caller: Caller, onDisk: boolean, folder: string): Promise<LoadedInParts> {
      const { library, problems, state } = await loadLibrary(filesFor(caller, onDisk), folder);
      for (const name of ['items', 'claims'] as const) {
        for (let at = 0; at < library[name].length; at += rowsInPart) await caller.call(name, library[name].slice(at, at + rowsInPart));
      }
      const broken = state.items.broken || state.claims.broken;
      return { broken, problems: [...problems, ...(earlierProblems(state.content) ?? [])], indexed: indexWords(library.items) };
    },
    async readText(_caller: Caller, bytes: Uint8Array, file: string) {
      const { text, problems } = await readerFor(file)(bytes, {});
      return { text, problems };
    },
    async importSources(caller: Caller, onDisk: boolean, inputs: string[], folder: string, options: Pick<ImportOptions, 'adopt' | 'again'>) {
      await reader.ready();
      return importSources(filesFor(caller, onDisk), inputs, folder, {
        ...options,
        signal: caller.signal,
        progress: (...step) => void caller.call('progress', ...step),
        read: reader.read,
        version: readingVersion,
      });
    },
  },
);
