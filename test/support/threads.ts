import { Remote, type Functions, type Port, type Thread } from '../../src/library/remote.js';

/** Two ends of a line without threads: messages are cloned, buffers handed over, and each comes in a turn of its own. */
export function linked(): [Port, Port] {
  const listeners: ((message: unknown) => void)[] = [];
  const end = (mine: number): Port => ({
    post(message, transfer) {
      const copy = structuredClone(message, { transfer: [...transfer] });
      setImmediate(() => listeners[1 - mine]?.(copy));
    },
    onMessage: (listener) => void (listeners[mine] = listener),
  });
  return [end(0), end(1)];
}

/** A thread that answers to `functions` until it is ended; `fail` has it end by itself. */
export function threadOf(functions: Functions): Thread & { fail(error: Error): void; ended: boolean } {
  const [here, there] = linked();
  const listeners: ((error: Error | null) => void)[] = [];
  new Remote(there, functions);
  const over = (error: Error | null): void => {
    if (thread.ended) return;
    thread.ended = true;
    for (const listener of listeners) listener(error);
  };
  const thread = { ...here, ended: false, end: () => over(null), fail: over, onEnd: (listener: (error: Error | null) => void) => void listeners.push(listener) };
  return thread;
}
