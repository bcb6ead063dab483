import * as l10n from '@vscode/l10n';
import type { readSource } from '../citations/read.js';
import type { ReadSource } from '../citations/source.js';
import type { ReadOptions } from '../documents/readers/readers.js';
import { Remote, type Functions, type Thread } from './remote.js';

/** Bytes to a source, as `readSource` does it; may fail with `SourceGivenUp`. */
export type SourceReader = typeof readSource;

/** A source that was left unread since it took too much of something. `message` is for a person. */
export class SourceGivenUp extends Error {
  override name = 'SourceGivenUp';
}

/** In milliseconds. */
export interface ReadingLimits {
  /** How long one source may take. */
  source: number;
  /** How long a source that is no longer wanted may take to stop by itself. */
  abort: number;
}

const usual: ReadingLimits = { source: 60_000, abort: 1_000 };

/** Reads sources in a thread that is ended when one of them takes too long or too much memory, and begun anew for the next. */
export class ThreadReader {
  private running: { thread: Thread; remote: Remote } | undefined;

  /** @param start begins a thread that answers to `ready` and `readSource`, as src/worker.ts does */
  constructor(private readonly start: () => Thread, private readonly limits: ReadingLimits = usual) {}

  /** Begins the thread, if need be, and has it load what it reads with. @throws where that is missing or broken */
  async ready(): Promise<void> {
    await (this.running ??= this.begin()).remote.call('ready', []);
  }

  readonly read: SourceReader = async (bytes, file, options = {}) => {
    const { remote } = (this.running ??= this.begin());
    const stop = new AbortController();
    const reading = remote.call('readSource', [bytes, file], { signal: stop.signal, functions: besides(options) }) as Promise<ReadSource>;
    const slow = setTimeout(() => this.giveUp(slowMessage(this.limits.source)), this.limits.source);
    let stuck: ReturnType<typeof setTimeout> | undefined;
    const abort = (): void => {
      stop.abort();
      stuck = setTimeout(() => this.end(), this.limits.abort);
    };
    if (options.signal?.aborted) abort();
    options.signal?.addEventListener('abort', abort, { once: true });
    try {
      return await reading;
    } catch (error) {
      options.signal?.throwIfAborted();
      throw error;
    } finally {
      clearTimeout(slow);
      clearTimeout(stuck);
      options.signal?.removeEventListener('abort', abort);
    }
  };

  /** Ends the thread; what it reads just then is given up. The next source begins another. */
  end(): void {
    this.giveUp(l10n.t('Reading was stopped.'));
  }

  private begin(): { thread: Thread; remote: Remote } {
    const thread = this.start();
    const running = { thread, remote: new Remote(thread) };
    thread.onEnd((error) => {
      if (this.running === running) this.running = undefined;
      running.remote.end(error && isOutOfMemory(error) ? new SourceGivenUp(memoryMessage()) : (error ?? new Error('The thread that reads sources ended.')));
    });
    return running;
  }

  private giveUp(message: string): void {
    const { running } = this;
    this.running = undefined;
    running?.remote.end(new SourceGivenUp(message));
    running?.thread.end();
  }
}

const besides = ({ beside }: ReadOptions): Functions => (beside ? { beside: (_caller, path: string) => beside(path) } : {});

const isOutOfMemory = (error: Error): boolean => (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY';

const slowMessage = (milliseconds: number): string =>
  l10n.t('Reading this file took longer than {0} seconds, so it was left unread. Split it, or save its text as .txt, and import that.', Math.round(milliseconds / 1000));
const memoryMessage = (): string =>
  l10n.t('Reading this file took more memory than a source is given, so it was left unread. Split it, or save its text as .txt, and import that.');
