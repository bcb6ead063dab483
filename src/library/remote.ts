import { FileSystemError, type FileSystem } from './fileSystem.js';

/** One end of a line between two threads, as a worker and its parent have it. */
export interface Port {
  /** @param transfer buffers that are handed over, and are gone on this side */
  post(message: unknown, transfer: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** A thread that answers calls. */
export interface Thread extends Port {
  /** Ends it at once, whatever it is doing. */
  end(): void;
  /** Called once when it has ended, with what it ended of, where it was not told to. */
  onEnd(listener: (error: Error | null) => void): void;
}

/** The one who called a function, for as long as it is at work. */
export interface Caller {
  /** Aborted when the caller no longer wants the answer. */
  signal: AbortSignal;
  /** Calls one of the functions that were given along with the call. */
  call(name: string, ...args: unknown[]): Promise<unknown>;
}

/** A value whose buffers, wherever they stand in it, are handed over and not cloned: they are gone on this side. */
export class HandedOver<Value> {
  constructor(readonly value: Value, readonly buffers: readonly ArrayBuffer[]) {}
}

/** Whether an array stands in memory that threads share: it is neither cloned on its way nor handed over. */
export const isShared = ({ buffer }: { buffer: ArrayBufferLike }): boolean => typeof SharedArrayBuffer !== 'undefined' && buffer instanceof SharedArrayBuffer;

/** What can be called from the other side, by name. Values are cloned on their way; whole byte arrays and what is `HandedOver` are not. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what comes from the other side is as our own code there sent it
export type Functions = Record<string, (caller: Caller, ...args: any[]) => unknown>;

export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** What may be called back until the answer is there. */
  functions?: Functions;
}

/** An error as it goes to the other side: a clone of it would be no `FileSystemError` any more. */
interface Failure {
  name: string;
  message: string;
  stack: string | undefined;
  disk?: Pick<FileSystemError, 'reason' | 'path'>;
}

type Message =
  | { kind: 'call'; id: number; within: number | null; name: string; args: unknown[] }
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'failure'; id: number; failure: Failure }
  | { kind: 'abort'; id: number };

interface Waiting {
  functions: Functions;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/**
 * Calls functions on the other side of a port, and answers its calls. A call may bring functions of its own, which the other side calls
 * while it works: so a thread reads a disk that only its parent can see.
 */
export class Remote {
  private calls = 0;
  private ended: Error | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private readonly working = new Map<number, AbortController>();

  /** @param functions what the other side may call at any time */
  constructor(private readonly port: Port, private readonly functions: Functions = {}) {
    port.onMessage((message) => this.receive(message as Message));
  }

  call(name: string, args: readonly unknown[], options: CallOptions = {}): Promise<unknown> {
    return this.callWithin(null, name, args, options);
  }

  /** All calls that wait, and all to come, fail. */
  end(error: Error): void {
    this.ended = error;
    for (const { reject } of this.waiting.values()) reject(error);
    for (const stop of this.working.values()) stop.abort(error);
    this.waiting.clear();
  }

  private callWithin(within: number | null, name: string, args: readonly unknown[], { signal, functions = {} }: CallOptions): Promise<unknown> {
    const id = ++this.calls;
    const abort = (): void => this.send({ kind: 'abort', id });
    const answered = new Promise((resolve, reject) => {
      if (this.ended) return reject(this.ended);
      this.waiting.set(id, { functions, resolve, reject });
      const given = args.map(handedOver);
      this.send({ kind: 'call', id, within, name, args: given.map(({ value }) => value) }, given.flatMap(({ buffers }) => buffers));
      if (signal?.aborted) abort();
      signal?.addEventListener('abort', abort, { once: true });
    });
    return answered.finally(() => {
      this.waiting.delete(id);
      signal?.removeEventListener('abort', abort);
    });
  }

  private receive(message: Message): void {
    if (message.kind === 'call') return void this.answer(message);
    if (message.kind === 'abort') return this.working.get(message.id)?.abort();
    const waiting = this.waiting.get(message.id);
    if (message.kind === 'answer') waiting?.resolve(message.value);
    else waiting?.reject(errorOf(message.failure));
  }

  private async answer({ id, within, name, args }: Message & { kind: 'call' }): Promise<void> {
    const stop = new AbortController();
    this.working.set(id, stop);
    const caller: Caller = { signal: stop.signal, call: (back, ...given) => this.callWithin(id, back, given, {}) };
    const functions = within === null ? this.functions : (this.waiting.get(within)?.functions ?? {});
    try {
      const act = functions[name];
      if (!act) throw new Error(`Nobody answers to “${name}”.`);
      const { value, buffers } = handedOver(await act(caller, ...args));
      this.send({ kind: 'answer', id, value }, buffers);
    } catch (error) {
      this.send({ kind: 'failure', id, failure: failureOf(error) });
    } finally {
      this.working.delete(id);
    }
  }

  private send(message: Message, buffers: readonly ArrayBuffer[] = []): void {
    if (!this.ended) this.port.post(message, buffers);
  }
}

/** What of a value goes over without being cloned. Of bytes that are a part of a larger buffer a copy does, since buffers go over whole. */
function handedOver(value: unknown): HandedOver<unknown> {
  if (value instanceof HandedOver) return value;
  if (!(value instanceof Uint8Array)) return new HandedOver(value, []);
  const bytes = value.byteLength === value.buffer.byteLength ? value : new Uint8Array(value);
  return new HandedOver(bytes, [bytes.buffer as ArrayBuffer]);
}

function failureOf(error: unknown): Failure {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return { name, message, stack, ...(error instanceof FileSystemError ? { disk: { reason: error.reason, path: error.path } } : {}) };
}

function errorOf({ name, message, stack, disk }: Failure): Error {
  const error = disk ? new FileSystemError(disk.reason, disk.path, message) : new Error(message);
  return Object.assign(error, { name, stack });
}

/** What a file system answers to the other side. */
export const functionsOf = (fs: FileSystem): Functions => ({
  read: (_caller, path: string) => fs.read(path),
  stat: (_caller, path: string) => fs.stat(path),
  list: (_caller, path: string) => fs.list(path),
  replace: (_caller, path: string, bytes: Uint8Array) => fs.replace(path, bytes),
  remove: (_caller, path: string) => fs.remove(path),
  makeFolder: (_caller, path: string) => fs.makeFolder(path),
  lock: (_caller, folder: string) => fs.lock(folder),
  unlock: (_caller, folder: string) => fs.unlock(folder),
});

/** The file system of the one who called. */
export const fileSystemOf = ({ call }: Caller): FileSystem => ({
  read: (path) => call('read', path) as ReturnType<FileSystem['read']>,
  stat: (path) => call('stat', path) as ReturnType<FileSystem['stat']>,
  list: (path) => call('list', path) as ReturnType<FileSystem['list']>,
  replace: (path, bytes) => call('replace', path, bytes) as Promise<void>,
  remove: (path) => call('remove', path) as Promise<void>,
  makeFolder: (path) => call('makeFolder', path) as Promise<void>,
  lock: (folder) => call('lock', folder) as Promise<void>,
  unlock: (folder) => call('unlock', folder) as Promise<void>,
});
