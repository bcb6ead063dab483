import assert from 'node:assert/strict';
import { importSources, type ImportOptions } from '../../src/library/import.js';
import { MemoryFileSystem } from '../support/memoryFileSystem.js';
import { cited, claim, source, vale } from './read.js';

/** Reads a source that is the words of one claim about Vale; "broken" in it is a problem that leaves nothing to read. */
const read: ImportOptions['read'] = (bytes, file) => {
  const words = new TextDecoder().decode(bytes);
  if (words === '') return Promise.resolve(source(file, { problems: [{ code: 'empty-source', message: 'Empty.', start: 0, end: 0 }] }));
  return Promise.resolve(source(file, { digest: words, title: words, works: [cited(vale, 'Vale')], claims: [claim(0, words)] }));
};
const run = (fs: MemoryFileSystem, inputs: string[], options: ImportOptions = {}) => importSources(fs, inputs, '/w/lib', { read, ...options });
const codes = (problems: readonly { code: string; file: string }[]): string[] => problems.map(({ code, file }) => `${code} ${file}`);

describe('importing', () => {
  it('walks folders in order, and takes what has a reader', async () => {
    const fs = new MemoryFileSystem({
      '/w/s/b.txt': 'b', '/w/s/a/c.md': 'c', '/w/s/A.TXT': 'A', '/w/s/p.pdf': 'p', '/w/s/.git/x.txt': 'x', '/w/s/node_modules/y/z.md': 'z',
    });
    const seen: string[] = [];
    const { sources, problems } = await run(fs, ['/w/s', '/w/s/b.txt'], { progress: (file, index, total) => seen.push(`${index + 1}/${total} ${file}`) });
    assert.deepEqual(seen, ['1/3 ../s/A.TXT', '2/3 ../s/a/c.md', '3/3 ../s/b.txt']);
    assert.deepEqual([sources, problems], [3, []]);
  });

  it('tells what it did', async () => {
    const fs = new MemoryFileSystem({ '/w/s/a.txt': 'One.', '/w/s/b.txt': 'Two.' });
    const { newItems, newClaims, changedItems, written } = await run(fs, ['/w/s']);
    assert.deepEqual([newItems, newClaims, changedItems, written.length], [3, 2, 0, 4]);
  });

  it('does not take the library’s own files for sources', async () => {
    const fs = new MemoryFileSystem({ '/w/lib/a.txt': 'One.' });
    await run(fs, ['/w']);
    assert.equal((await run(fs, ['/w'])).sources, 1);
  });

  it('comes to the same in whatever order the files are given', async () => {
    const files = { '/w/s/a.txt': 'One.', '/w/s/b.txt': 'Two.' };
    const [there, back] = [new MemoryFileSystem(files), new MemoryFileSystem(files)];
    await run(there, ['/w/s/a.txt', '/w/s/b.txt']);
    await run(back, ['/w/s/b.txt', '/w/s/a.txt']);
    for (const [path] of there.files) assert.equal(back.text(path), there.text(path));
  });
});

describe('bad input', () => {
  const cases: [string, string, (fs: MemoryFileSystem) => void, string][] = [
    ['a file that is not there', '/w/gone.txt', () => undefined, 'source-unreadable ../gone.txt'],
    ['a kind of file without a reader', '/w/p.pdf', (fs) => fs.write('/w/p.pdf', 'x'), 'unsupported-format ../p.pdf'],
    ['a file of 200 MB', '/w/big.txt', (fs) => { fs.write('/w/big.txt', 'x'); fs.sizes.set('/w/big.txt', 200 * 1024 * 1024); fs.failing.set('/w/big.txt', 'other'); }, 'source-too-large ../big.txt'],
    ['an empty file', '/w/empty.txt', (fs) => fs.write('/w/empty.txt', ''), 'empty-source ../empty.txt'],
    ['a folder without permission', '/w/shut', (fs) => { fs.folders.add('/w/shut'); fs.failing.set('/w/shut', 'no-permission'); }, 'source-unreadable ../shut'],
    ['a file without permission', '/w/shut.txt', (fs) => { fs.write('/w/shut.txt', 'x'); fs.failing.set('/w/shut.txt', 'no-permission'); }, 'source-unreadable ../shut.txt'],
    ['a file that vanishes while it is read', '/w/van.txt', (fs) => { fs.write('/w/van.txt', 'x'); fs.onRead = (path) => path === '/w/van.txt' && fs.files.delete(path); }, 'source-unreadable ../van.txt'],
  ];
  for (const [name, path, arrange, expected] of cases) {
    it(`${name} is a problem that says what to do, and the rest is imported`, async () => {
      const fs = new MemoryFileSystem({ '/w/good.txt': 'Good.' });
      arrange(fs);
      const result = await run(fs, [path, '/w/good.txt']);
      assert.deepEqual(codes(result.problems), [expected]);
      assert.deepEqual(codes(JSON.parse(fs.text('/w/lib/problems.json')!) as never), [expected]);
      assert.deepEqual([result.sources, result.library.claims.length], [1, 1]);
      assert.ok(result.problems[0]!.message.length > 5);
    });
  }

  it('what a source said before stays when it can’t be read any more', async () => {
    const fs = new MemoryFileSystem({ '/w/a.txt': 'One.' });
    await run(fs, ['/w/a.txt']);
    fs.write('/w/a.txt', '');
    assert.equal((await run(fs, ['/w/a.txt'])).library.claims.length, 1);
    fs.files.delete('/w/a.txt');
    assert.equal((await run(fs, ['/w/a.txt'])).library.claims.length, 1);
  });

  it('its problem is gone once it is put right', async () => {
    const fs = new MemoryFileSystem({ '/w/a.txt': '' });
    await run(fs, ['/w/a.txt']);
    fs.write('/w/a.txt', 'One.');
    await run(fs, ['/w/a.txt']);
    assert.equal(fs.text('/w/lib/problems.json'), '[]\n');
  });
});

describe('cancelling', () => {
  it('writes nothing', async () => {
    const fs = new MemoryFileSystem({ '/w/s/a.txt': 'One.', '/w/s/b.txt': 'Two.' });
    const cancel = new AbortController();
    const importing = run(fs, ['/w/s'], { signal: cancel.signal, progress: (_file, index) => index === 1 && cancel.abort(new Error('cancelled')) });
    await assert.rejects(importing, /cancelled/);
    assert.deepEqual(fs.replaced, []);
  });
});
