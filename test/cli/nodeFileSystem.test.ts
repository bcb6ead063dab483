import assert from 'node:assert/strict';
import * as disk from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { libraryPath, nodeFileSystem as fs } from '../../src/cli/nodeFileSystem.js';
import { FileSystemError } from '../../src/library/fileSystem.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const fails = (reason: FileSystemError['reason']) => (error: unknown): boolean => error instanceof FileSystemError && error.reason === reason;

// the one place that knows the disk is tested on a disk, in a folder of its own
describe('the disk', () => {
  let folder = '';
  const path = (name: string): string => libraryPath(name, folder);
  beforeEach(async () => (folder = await disk.realpath(await disk.mkdtemp(join(tmpdir(), 'ibid-')))));
  afterEach(() => disk.rm(folder, { recursive: true }));

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
});
