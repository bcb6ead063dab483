import assert from 'node:assert/strict';
import type { Caller, Functions } from '../../src/library/remote.js';
import { SourceGivenUp, ThreadReader } from '../../src/library/threadReader.js';
import { threadOf } from '../support/threads.js';
import { source } from './read.js';

const bytes = (): Uint8Array => new TextEncoder().encode('Words.');
const never = (): Promise<never> => new Promise(() => undefined);
// a thread that is as busy as the machine answers within the first
const soon = { source: 400, abort: 20 };

/** A reader over threads that read with `readSource`, and the threads it has begun. */
function readerOf(readSource: Functions[string], limits = soon) {
  const threads: ReturnType<typeof threadOf>[] = [];
  const begin = () => {
    threads.push(threadOf({ ready: () => undefined, readSource }));
    return threads.at(-1)!;
  };
  return { reader: new ThreadReader(begin, limits), threads };
}

/** Hangs at files called "stuck", and reads all others. */
const stuckAt = (_caller: Caller, _bytes: Uint8Array, file: string) => (file === 'stuck' ? never() : source(file));

describe('reading in a thread', () => {
  it('gives what was read, one source after another from one thread', async () => {
    const { reader, threads } = readerOf(stuckAt);
    await reader.ready();
    assert.equal((await reader.read(bytes(), 'a.txt')).file, 'a.txt');
    assert.equal((await reader.read(bytes(), 'b.txt')).file, 'b.txt');
    assert.equal(threads.length, 1);
  });

  it('lets it look at files beside the source', async () => {
    const { reader } = readerOf(async ({ call }: Caller, _bytes: Uint8Array, file: string) => source(file, { title: new TextDecoder().decode((await call('beside', 'a.bbl')) as Uint8Array) }));
    const read = await reader.read(bytes(), 'a.tex', { beside: (path) => Promise.resolve(new TextEncoder().encode(`Beside ${path}`)) });
    assert.equal(read.item.title, 'Beside a.bbl');
  });

  it('gives up a source that takes too long with its thread, and reads the next in another', async () => {
    const { reader, threads } = readerOf(stuckAt);
    await assert.rejects(reader.read(bytes(), 'stuck'), (error) => error instanceof SourceGivenUp && /took longer than/.test(error.message));
    assert.ok(threads[0]!.ended);
    assert.equal((await reader.read(bytes(), 'a.txt')).file, 'a.txt');
    assert.equal(threads.length, 2);
  });

  const ends: [string, Error, RegExp][] = [
    ['runs out of memory', Object.assign(new Error('heap'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }), /more memory than a source is given/],
    ['crashes', new Error('Crashed.'), /^Error: Crashed\.$/],
  ];
  for (const [name, error, words] of ends) {
    it(`goes on in another thread when one ${name}`, async () => {
      const { reader, threads } = readerOf(stuckAt, { source: 60_000, abort: 60_000 });
      const reading = reader.read(bytes(), 'stuck');
      threads[0]!.fail(error);
      await assert.rejects(reading, words);
      assert.equal((await reader.read(bytes(), 'a.txt')).file, 'a.txt');
    });
  }

  it('asks a cancelled source to stop, and ends the thread only of one that does not', async () => {
    const stop = new AbortController();
    const polite = readerOf(({ signal }: Caller) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('As you wish.')))), { source: 60_000, abort: 60_000 });
    const stuck = readerOf(stuckAt, { source: 60_000, abort: 20 });
    const readings = [polite.reader.read(bytes(), 'a.txt', { signal: stop.signal }), stuck.reader.read(bytes(), 'stuck', { signal: stop.signal })];
    stop.abort(new Error('Cancelled.'));
    for (const reading of readings) await assert.rejects(reading, /^Error: Cancelled\.$/);
    assert.deepEqual([polite.threads[0]!.ended, stuck.threads[0]!.ended], [false, true]);
  });
});
