import assert from 'node:assert/strict';
import { FileSystemError } from '../../src/library/fileSystem.js';
import { fileSystemOf, functionsOf, HandedOver, Remote, type Caller, type Functions } from '../../src/library/remote.js';
import { MemoryFileSystem } from '../support/memoryFileSystem.js';
import { linked } from '../support/threads.js';

/** A remote whose other side answers to `functions`. */
function remoteTo(functions: Functions): Remote {
  const [here, there] = linked();
  new Remote(there, functions);
  return new Remote(here);
}

describe('calls between threads', () => {
  it('bring an answer', async () => {
    const remote = remoteTo({ add: (_caller, a: number, b: number) => a + b });
    assert.deepEqual(await Promise.all([remote.call('add', [1, 2]), remote.call('add', [3, 4])]), [3, 7]);
  });

  it('bring an error with its words, also where nobody answers', async () => {
    const remote = remoteTo({ fail: () => Promise.reject(new RangeError('Too far.')) });
    await assert.rejects(remote.call('fail', []), { name: 'RangeError', message: 'Too far.' });
    await assert.rejects(remote.call('nothing', []), /Nobody answers to “nothing”/);
  });

  it('reach a disk that only the caller has, and its failures', async () => {
    const fs = new MemoryFileSystem({ '/a.txt': 'One.' });
    fs.failing.set('/shut.txt', 'no-permission');
    const remote = remoteTo({ copy: async (caller: Caller, from: string, to: string) => fileSystemOf(caller).replace(to, (await fileSystemOf(caller).read(from))!) });
    await remote.call('copy', ['/a.txt', '/b.txt'], { functions: functionsOf(fs) });
    assert.equal(fs.text('/b.txt'), 'One.');
    await assert.rejects(remote.call('copy', ['/shut.txt', '/b.txt'], { functions: functionsOf(fs) }), (error) => error instanceof FileSystemError && error.reason === 'no-permission');
  });

  it('send of a buffer only the bytes that are meant', async () => {
    const remote = remoteTo({ size: (_caller, bytes: Uint8Array) => bytes.buffer.byteLength });
    assert.equal(await remote.call('size', [new Uint8Array(1000).subarray(10, 20)]), 10);
  });

  it('hand over the buffers of a value that says so, and of none else', async () => {
    const kept = new Uint32Array([1]);
    const given = new Uint32Array([2]);
    const remote = remoteTo({ pack: () => new HandedOver({ kept, parts: [{ given }] }, [given.buffer]) });
    const { kept: copy, parts: [part] } = (await remote.call('pack', [])) as { kept: Uint32Array; parts: { given: Uint32Array }[] };
    assert.deepEqual([[...copy], [...part!.given], kept.length, given.length], [[1], [2], 1, 0]);
  });

  it('are aborted on the other side', async () => {
    const remote = remoteTo({ wait: ({ signal }: Caller) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('Stopped.')))) });
    const stop = new AbortController();
    const waiting = remote.call('wait', [], { signal: stop.signal });
    stop.abort();
    await assert.rejects(waiting, /Stopped/);
  });

  it('fail when the other side ends', async () => {
    const remote = remoteTo({ wait: () => new Promise(() => undefined) });
    const waiting = remote.call('wait', []);
    remote.end(new Error('Gone.'));
    await assert.rejects(waiting, /Gone/);
    await assert.rejects(remote.call('wait', []), /Gone/);
  });
});
