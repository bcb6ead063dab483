import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Thread } from './library/remote.js';

/** The most memory that reading one source may take. */
const readerMegabytes = 1024;

/** A thread that runs worker.ts, which is bundled beside whoever starts it. */
export function startThread(resourceLimits = {}): Thread {
  const worker = new Worker(join(__dirname, 'worker.js'), { resourceLimits });
  let failed: Error | null = null;
  worker.on('error', (error) => (failed = error instanceof Error ? error : new Error(String(error))));
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    onMessage: (listener) => void worker.on('message', listener),
    end: () => void worker.terminate(),
    onEnd: (listener) => void worker.once('exit', () => listener(failed)),
  };
}

/** A thread for reading sources. It ends by itself when it takes too much memory. */
export const startReader = (): Thread => startThread({ maxOldGenerationSizeMb: readerMegabytes });
