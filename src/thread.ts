import { join } from 'node:path';
import { Worker, type ResourceLimits } from 'node:worker_threads';
import type { Thread } from './library/remote.js';
import { spokenWords } from './words.js';

/** The most memory that reading one source may take. */
const readerMegabytes = 1024;

/** A thread that runs worker.ts and speaks the language spoken here. @param file the bundle of it, which lies beside that of whoever starts it */
export function startThread(resourceLimits: ResourceLimits = {}, file = join(__dirname, 'worker.js')): Thread {
  const worker = new Worker(file, { resourceLimits, workerData: spokenWords() });
  let failed: Error | null = null;
  worker.on('error', (error) => (failed = error instanceof Error ? error : new Error(String(error))));
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    onMessage: (listener) => void worker.on('message', listener),
    end: () => void worker.terminate(),
    onEnd: (listener) => void worker.once('exit', () => listener(failed)),
  };
}

/** A thread for reading bibliographies: most of what it makes is short-lived, and is cleared away in a fifth less time where there is more room for it. */
export const startBibliographyReader = (): Thread => startThread({ maxYoungGenerationSizeMb: 64 });

/** A thread for reading sources. It ends by itself when it takes too much memory. */
export const startReader = (): Thread => startThread({ maxOldGenerationSizeMb: readerMegabytes });
