import assert from 'node:assert/strict';
import * as disk from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { thisMachine, type Machine } from '../../src/cli/machine.js';
import { DiskFileSystem, libraryPath, nodeFileSystem as fs } from '../../src/cli/nodeFileSystem.js';
import { FileSystemError } from '../../src/library/fileSystem.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const fails = (reason: FileSystemError['reason']) => (error: unknown): boolean => error instanceof FileSystemError && error.reason === reason;

type Disk = Machine['disk'];
type Handle = disk.FileHandle;

const failure = (code: string): Error => Object.assign(new Error(`${code}: it failed`), { code });

/** A disk on which an operation fails so many times. */
function failing(operation: string, code: string, times = Infinity): Disk {
  let left = times;
  const failsNow = (): boolean => left-- > 0;
  const handle = (file: Handle): Handle =>
    new Proxy(file, {
      get(target, name) {
        if (name === operation.replace('handle.', '') && failsNow()) return () => Promise.reject(failure(code));
        const held: unknown = Reflect.get(target, name, target);
        return typeof held === 'function' ? (held as () => unknown).bind(target) : held;
      },
    });
  const open = async (...args: Parameters<Disk['open']>): Promise<Handle> => handle(await disk.open(...args));
  return new Proxy(disk, {
    get(target, name: keyof Disk) {
      if (name === operation && failsNow()) return () => Promise.reject(failure(code));
      return name === 'open' && operation.startsWith('handle.') ? open : target[name];
    },
  });
}

const on = (faulty: Disk, rest: Partial<Machine> = {}): DiskFileSystem => new DiskFileSystem({ ...thisMachine, wait: () => Promise.resolve(), disk: faulty, ...rest });

// the one place that knows the disk is tested on a disk, in a folder of its own
describe('the disk', () => {
  let folder = '';
  const path = (name: string): string => libraryPath(name, folder);
  beforeEach(async () => (folder = await disk.realpath(await disk.mkdtemp(join(tmpdir(), 'ibid-')))));
  afterEach(() => disk.rm(folder, { recursive: true }));

  it('reads a large file as it is, in memory that threads share', async () => {
    const large = new Uint8Array(3 << 20).map((_, at) => at % 251);
    await disk.writeFile(path('large.bib'), large);
    const read = await on(disk).readShared(path('large.bib'));
    assert.equal(Buffer.compare(read!, large), 0);
    assert.ok(read!.buffer instanceof SharedArrayBuffer);
  });

  it('reads what there is of a file that shrinks meanwhile, and nothing of one that is gone', async () => {
    await disk.writeFile(path('small.bib'), bytes('@book{a}'));
    const grown = new Proxy(disk, { get: (target, name: keyof Disk) => (name === 'stat' ? async (file: string) => ({ ...(await disk.stat(file)), isFile: () => true, size: 3 << 20 }) : target[name]) });
    assert.deepEqual(await on(grown).readShared(path('small.bib')), Buffer.from('@book{a}'));
    assert.equal(await on(disk).readShared(path('gone.bib')), null);
  });

  it('replaces a file, keeps its mode, and leaves nothing beside it', async () => {
    await disk.writeFile(path('a.json'), 'old');
    await disk.chmod(path('a.json'), 0o662);
    await fs.replace(path('a.json'), bytes('new'));
    assert.equal(await disk.readFile(path('a.json'), 'utf8'), 'new');
    if (process.platform !== 'win32') assert.equal((await disk.stat(path('a.json'))).mode & 0o777, 0o662);
    assert.deepEqual(await fs.list(folder), ['a.json']);
  });

  it('writes through a link to what it points to', async () => {
    await fs.makeFolder(path('real'));
    await disk.writeFile(path('real/a.json'), 'old');
    await disk.symlink(path('real/a.json'), path('a.json'));
    await fs.replace(path('a.json'), bytes('new'));
    assert.equal(await disk.readFile(path('real/a.json'), 'utf8'), 'new');
    assert.ok((await disk.lstat(path('a.json'))).isSymbolicLink());
  });

  it('leaves a read-only file as it is', async () => {
    await disk.writeFile(path('a.json'), 'old', { mode: 0o444 });
    await assert.rejects(fs.replace(path('a.json'), bytes('new')), fails('no-permission'));
    assert.equal(await disk.readFile(path('a.json'), 'utf8'), 'old');
  });

  it('leaves the old bytes, and nothing beside them, where the new can’t take their place', async () => {
    await fs.makeFolder(path('a.json/inside'));
    await assert.rejects(fs.replace(path('a.json'), bytes('new')), FileSystemError);
    assert.deepEqual(await fs.list(folder), ['a.json']);
    await assert.rejects(fs.replace(path('gone/a.json'), bytes('new')), fails('missing'));
  });

  it('gives null for what is not there', async () => {
    assert.equal(await fs.read(path('gone')), null);
    assert.equal(await fs.stat(path('gone')), null);
    await assert.rejects(fs.list(path('gone')), fails('missing'));
  });

  it('does not list links that lead back', async () => {
    await fs.makeFolder(path('a/b'));
    await disk.symlink(folder, path('a/b/up'));
    await disk.symlink(path('a'), path('aside'));
    assert.deepEqual(await fs.list(path('a/b')), []);
    assert.deepEqual((await fs.list(folder)).sort(), ['a', 'aside']);
  });

  const refusals: [string, string, string, FileSystemError['reason'], RegExp][] = [
    ['a full disk', 'handle.writeFile', 'ENOSPC', 'no-space', /there is no space left/],
    ['a full disk that says so late', 'handle.sync', 'ENOSPC', 'no-space', /there is no space left/],
    ['a full quota', 'handle.writeFile', 'EDQUOT', 'no-space', /there is no space left/],
    ['a read-only disk', 'open', 'EROFS', 'no-permission', /you have no permission/],
    ['a read-only folder', 'open', 'EACCES', 'no-permission', /you have no permission/],
    ['a file that another program holds', 'rename', 'EBUSY', 'busy', /another program is using it/],
    ['a file that Windows lets no one replace', 'rename', 'EPERM', 'no-permission', /you have no permission/],
    ['a disk that breaks', 'handle.sync', 'EIO', 'other', /the file system failed \(EIO/],
  ];
  for (const [name, operation, code, reason, message] of refusals) {
    it(`${name} leaves the old bytes, and nothing beside them`, async () => {
      await disk.writeFile(path('a.json'), 'old');
      const broken = on(failing(operation, code));
      await assert.rejects(broken.replace(path('a.json'), bytes('new')), (error: FileSystemError) => error.reason === reason && message.test(error.message));
      assert.equal(await disk.readFile(path('a.json'), 'utf8'), 'old');
      assert.deepEqual(await fs.list(folder), ['a.json']);
    });
  }

  const passing: [string, string, string, number][] = [
    ['a file that is held for a moment', 'rename', 'EBUSY', 3],
    ['a file that Windows holds for a moment', 'rename', 'EPERM', 6],
    ['a drive on which no file can take the place of another', 'rename', 'EEXIST', 1],
    ['a drive that can’t say when bytes are on the disk', 'handle.sync', 'EINVAL', 2],
    ['another that can’t', 'handle.sync', 'ENOTSUP', 2],
    ['a drive without rights of files', 'handle.chmod', 'EPERM', 1],
  ];
  for (const [name, operation, code, times] of passing) {
    it(`${name} is written to all the same`, async () => {
      await disk.writeFile(path('a.json'), 'old');
      await on(failing(operation, code, times)).replace(path('a.json'), bytes('new'));
      assert.equal(await disk.readFile(path('a.json'), 'utf8'), 'new');
      assert.deepEqual(await fs.list(folder), ['a.json']);
    });
  }

  it('a file that had to go aside comes back where that did not help', async () => {
    await disk.writeFile(path('a.json'), 'old');
    let left = 2;
    const stubborn: Disk['rename'] = (from, to) => (String(to).endsWith('a.json') && left-- > 0 ? Promise.reject(failure('EEXIST')) : disk.rename(from, to));
    await assert.rejects(on({ ...disk, rename: stubborn }).replace(path('a.json'), bytes('new')), fails('other'));
    assert.equal(await disk.readFile(path('a.json'), 'utf8'), 'old');
    assert.deepEqual(await fs.list(folder), ['a.json']);
  });

  it('a folder of the file’s name is told of, and stays', async () => {
    await fs.makeFolder(path('a.json'));
    await assert.rejects(fs.read(path('a.json')), fails('not-a-file'));
    await assert.rejects(on(failing('rename', 'EEXIST', 1)).replace(path('a.json'), bytes('new')), fails('not-a-file'));
    assert.equal((await fs.stat(path('a.json')))?.kind, 'folder');
  });

  it('what a process left behind that ended while it wrote is removed at the next write; what one that lives writes stays', async () => {
    const left = async (pid: number): Promise<void> => {
      const stopping = failing('rename', 'ENOENT');
      await assert.rejects(on(new Proxy(stopping, { get: (target, name: keyof Disk) => (name === 'rm' ? () => Promise.reject(failure('EIO')) : target[name]) }), { pid }).replace(path('a.json'), bytes('new')));
    };
    await left(await endedProcess());
    await left(process.pid);
    assert.equal((await fs.list(folder)).length, 2);
    await new DiskFileSystem().replace(path('b.json'), bytes('new'));
    const names = (await fs.list(folder)).sort();
    assert.deepEqual([names.length, names[1]], [2, 'b.json']);
    assert.match(names[0]!, new RegExp(`-${process.pid}-`));
  });
});

/** The id of a process that is no more. */
async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'close');
  return child.pid!;
}

describe('a folder that is written to', () => {
  let folder = '';
  const lock = (): string => join(folder, '.ibid-lock');
  beforeEach(async () => (folder = await disk.realpath(await disk.mkdtemp(join(tmpdir(), 'ibid-')))));
  afterEach(() => disk.rm(folder, { recursive: true }));

  /** Five hold the folder; how many held it as each of them did. */
  async function holdersAtOnce(): Promise<number[]> {
    let holders = 0;
    const seen: number[] = [];
    const hold = async (): Promise<void> => {
      const one = new DiskFileSystem();
      await one.lock(folder);
      seen.push(++holders);
      await wait(5);
      holders--;
      await one.unlock(folder);
    };
    await Promise.all(Array.from({ length: 5 }, hold));
    return seen;
  }

  it('is held by one at a time', async () => {
    assert.deepEqual([await holdersAtOnce(), await fs.list(folder)], [[1, 1, 1, 1, 1], []]);
  });

  it('is told of where another holds it for too long', async () => {
    const holder = new DiskFileSystem();
    await holder.lock(folder);
    await assert.rejects(on(disk).lock(folder), (error: FileSystemError) => error.reason === 'busy' && error.message.includes('.ibid-lock'));
    await holder.unlock(folder);
  });

  const leftOver: [string, () => Promise<void>][] = [
    ['a process that has ended', async () => on(disk, { pid: await endedProcess() }).lock(folder)],
    ['one that ended before it could sign', async () => { await disk.writeFile(lock(), ''); await disk.utimes(lock(), 0, Date.now() / 1000 - 3); }],
    ['another machine, long ago', async () => { await disk.writeFile(lock(), '00000000-1 x'); await disk.utimes(lock(), 0, Date.now() / 1000 - 61); }],
  ];
  for (const [name, leave] of leftOver) {
    it(`is free where the lock was left by ${name}, and is then held by one at a time`, async () => {
      await leave();
      assert.deepEqual([await holdersAtOnce(), await fs.list(folder)], [[1, 1, 1, 1, 1], []]);
    });
  }

  it('a lock that another has taken over is not given back', async () => {
    const slow = new DiskFileSystem();
    await slow.lock(folder);
    await disk.writeFile(lock(), 'another');
    await slow.unlock(folder);
    assert.equal(await disk.readFile(lock(), 'utf8'), 'another');
  });
});
