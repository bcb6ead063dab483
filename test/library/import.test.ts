import assert from 'node:assert/strict';
import { sha256 } from '../../src/citations/read.js';
import { importSources, type ImportOptions } from '../../src/library/import.js';
import { SourceGivenUp, type SourceReader } from '../../src/library/threadReader.js';
import { MemoryFileSystem } from '../support/memoryFileSystem.js';
import { cited, claim, source, vale } from './read.js';

/** Reads a source that is the words of one claim about Vale; "broken" in it is a problem that leaves nothing to read. */
const read: SourceReader = async (bytes, file, { signal } = {}) => {
  signal?.throwIfAborted();
  const words = new TextDecoder().decode(bytes);
  if (words === '') return source(file, { problems: [{ code: 'empty-source', message: 'Empty.', start: 0, end: 0 }] });
  return source(file, { digest: await sha256(bytes), title: words, works: [cited(vale, 'Vale')], claims: [claim(0, words)] });
};
const run = (fs: MemoryFileSystem, inputs: string[], options: ImportOptions = {}) => importSources(fs, inputs, '/w/lib', { read, ...options });
const codes = (problems: readonly { code: string; file: string }[]): string[] => problems.map(({ code, file }) => `${code} ${file}`);

describe('importing', () => {
  it('walks folders in order, and takes what has a reader', async () => {
    const fs = new MemoryFileSystem({
      '/w/s/b.txt': 'b', '/w/s/a/c.md': 'c', '/w/s/A.TXT': 'A', '/w/s/p.xyz': 'p', '/w/s/.git/x.txt': 'x', '/w/s/node_modules/y/z.md': 'z',
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
    const { found, unchanged } = await run(fs, ['/w']);
    assert.deepEqual([found, unchanged], [1, 1]);
  });

  it('comes to the same in whatever order the files are given', async () => {
    const files = { '/w/s/a.txt': 'One.', '/w/s/b.txt': 'Two.' };
    const [there, back] = [new MemoryFileSystem(files), new MemoryFileSystem(files)];
    await run(there, ['/w/s/a.txt', '/w/s/b.txt']);
    await run(back, ['/w/s/b.txt', '/w/s/a.txt']);
    for (const [path] of there.files) assert.equal(back.text(path), there.text(path));
  });
});

describe('a bibliography', () => {
  const ris = 'TY  - RPRT\nAU  - Vale, Gina\nTI  - Cubs in the Lions’ Den\nPY  - 2018\nPB  - ICSR\nID  - v1\nER  - \nTY  - BOOK\nAU  - Hill, Ann\nTI  - Another Book Entirely\nPY  - 2001\nID  - h1\nER  - \n';
  const items = (fs: MemoryFileSystem): { id: string; publisher?: string }[] => JSON.parse(fs.text('/w/lib/references.json')!) as never;

  it('that is named has its entries taken over, beside sources and again without a change', async () => {
    const fs = new MemoryFileSystem({ '/w/s/a.txt': 'One.', '/w/refs.ris': ris });
    const { entries, sources, newItems } = await run(fs, ['/w/s', '/w/refs.ris']);
    assert.deepEqual([entries, sources, newItems], [2, 1, 3]);
    assert.equal(items(fs).find(({ id }) => id === 'vale2018cubs')?.publisher, 'ICSR');
    const again = await run(fs, ['/w/s', '/w/refs.ris']);
    assert.deepEqual([again.written, again.newItems, again.doubtful], [[], 0, []]);
  });

  it('that only lies in a folder is left alone', async () => {
    const fs = new MemoryFileSystem({ '/w/s/a.txt': 'One.', '/w/s/refs.ris': ris, '/w/s/export.txt': ris });
    const { entries, sources, problems } = await run(fs, ['/w/s']);
    assert.deepEqual([entries, sources, problems], [0, 2, []]);
  });

  it('that is broken costs no source', async () => {
    const fs = new MemoryFileSystem({ '/w/a.txt': 'One.', '/w/refs.json': '{"items"' });
    const { sources, problems } = await run(fs, ['/w/a.txt', '/w/refs.json']);
    assert.equal(sources, 1);
    assert.ok(problems.some(({ file }) => file === '../refs.json'));
  });
});

describe('bad input', () => {
  const cases: [string, string, (fs: MemoryFileSystem) => void, string][] = [
    ['a file that is not there', '/w/gone.txt', () => undefined, 'source-unreadable ../gone.txt'],
    ['a kind of file without a reader', '/w/p.xyz', (fs) => fs.write('/w/p.xyz', 'x'), 'unsupported-format ../p.xyz'],
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
      assert.deepEqual([result.sources, result.claims], [1, 1]);
      assert.ok(result.problems[0]!.message.length > 5);
    });
  }

  it('what a source said before stays when it can’t be read any more', async () => {
    const fs = new MemoryFileSystem({ '/w/a.txt': 'One.' });
    await run(fs, ['/w/a.txt']);
    fs.write('/w/a.txt', '');
    assert.equal((await run(fs, ['/w/a.txt'])).claims, 1);
    fs.files.delete('/w/a.txt');
    assert.equal((await run(fs, ['/w/a.txt'])).claims, 1);
  });

  it('its problem is gone once it is put right', async () => {
    const fs = new MemoryFileSystem({ '/w/a.txt': '' });
    await run(fs, ['/w/a.txt']);
    fs.write('/w/a.txt', 'One.');
    await run(fs, ['/w/a.txt']);
    assert.equal(fs.text('/w/lib/problems.json'), '[]\n');
  });
});

describe('a source that has not changed', () => {
  const again = async (change: (fs: MemoryFileSystem) => void, options: ImportOptions = {}) => {
    const fs = new MemoryFileSystem({ '/w/s/a.txt': 'One.', '/w/s/b.txt': 'Two.' });
    await run(fs, ['/w/s']);
    change(fs);
    const readNow: string[] = [];
    const { unchanged, claims } = await run(fs, ['/w/s'], { ...options, read: (bytes, file) => (readNow.push(file), read(bytes, file)) });
    return { fs, readNow, unchanged, claims };
  };
  const rewrite = (fs: MemoryFileSystem, name: string, change: (rows: { id: string }[]) => unknown) =>
    fs.write(`/w/lib/${name}`, JSON.stringify(change(JSON.parse(fs.text(`/w/lib/${name}`)!) as { id: string }[])));

  const cases: [string, (fs: MemoryFileSystem) => void, string[], ImportOptions?][] = [
    ['is not read again', () => undefined, []],
    ['is read when its words are others', (fs) => fs.write('/w/s/a.txt', 'Three.'), ['../s/a.txt']],
    ['is read when the readers are others', () => undefined, ['../s/a.txt', '../s/b.txt'], { version: 'newer' }],
    ['is read when a person asks for it', () => undefined, ['../s/a.txt', '../s/b.txt'], { again: true }],
    ['is read when its item is gone', (fs) => rewrite(fs, 'references.json', (rows) => rows.filter(({ id }) => !id.startsWith('articleSTxt') && !/"file":"\.\.\/s\/a.txt","digest"/.test(JSON.stringify(rows.find((row) => row.id === id))))), ['../s/a.txt']],
    ['is read when claims.json is gone', (fs) => fs.files.delete('/w/lib/claims.json'), ['../s/a.txt', '../s/b.txt']],
    ['is read when problems.json is gone', (fs) => fs.files.delete('/w/lib/problems.json'), ['../s/a.txt', '../s/b.txt']],
    ['is read when a work that it cites was deleted', (fs) => rewrite(fs, 'references.json', (rows) => rows.filter(({ id }) => id !== 'vale2018cubs')), ['../s/a.txt', '../s/b.txt']],
    ['is read under no other name where it was copied', (fs) => fs.write('/w/s/0.txt', 'One.'), []],
    ['is not read where it was moved', (fs) => { fs.files.delete('/w/s/a.txt'); fs.write('/w/s/c.txt', 'One.'); }, []],
  ];
  for (const [name, change, expected, options] of cases) {
    it(name, async () => {
      const { readNow, claims } = await again(change, options);
      assert.deepEqual([readNow, claims], [expected, 2]);
    });
  }

  it('has its claims and problems under its new name where it was moved', async () => {
    const fs = new MemoryFileSystem({ '/w/s/a.txt': 'One.' });
    const problem = { code: 'note-missing' as const, message: 'Look.', start: 1, end: 2 };
    await run(fs, ['/w/s'], { read: async (bytes, file) => ({ ...(await read(bytes, file)), problems: [problem] }) });
    fs.files.delete('/w/s/a.txt');
    fs.write('/w/s/c.txt', 'One.');
    const { sources, problems } = await run(fs, ['/w/s/a.txt', '/w/s/c.txt']);
    assert.deepEqual([sources, problems], [0, []]);
    assert.deepEqual(codes(JSON.parse(fs.text('/w/lib/problems.json')!) as never), ['note-missing ../s/c.txt']);
    for (const name of ['claims', 'references']) assert.doesNotMatch(fs.text(`/w/lib/${name}.json`)!, /s\/a\.txt/);
    assert.match(fs.text('/w/lib/claims.json')!, /s\/c\.txt/);
  });

  it('is said to be gone where it is, until it is there again', async () => {
    const fs = new MemoryFileSystem({ '/w/s/a.txt': 'One.' });
    await run(fs, ['/w/s']);
    fs.files.delete('/w/s/a.txt');
    const { problems, claims } = await run(fs, ['/w/s/a.txt']);
    assert.deepEqual([codes(problems), claims], [['source-unreadable ../s/a.txt'], 1]);
    assert.match(problems[0]!.message, /no longer here; what it said stays/);
    fs.write('/w/s/a.txt', 'One.');
    await run(fs, ['/w/s/a.txt']);
    assert.equal(fs.text('/w/lib/problems.json'), '[]\n');
  });
});

describe('while it goes on', () => {
  const many = (count: number) => new MemoryFileSystem(Object.fromEntries(Array.from({ length: count }, (_, index) => [`/w/s/${100 + index}.txt`, `Claim ${index}.`])));
  const claimsIn = (fs: MemoryFileSystem): number => (JSON.parse(fs.text('/w/lib/claims.json') ?? '[]') as unknown[]).length;

  it('what was read is in the library', async () => {
    const fs = many(25);
    const seen: number[] = [];
    const { claims, newClaims, newItems } = await run(fs, ['/w/s'], { progress: () => seen.push(claimsIn(fs)) });
    assert.deepEqual([seen[19], seen[20], claims, newClaims, newItems], [0, 20, 25, 25, 26]);
  });

  it('comes to the same library as one import of all', async () => {
    const [steps, whole] = [many(25), many(25)];
    await run(steps, ['/w/s']);
    for (const count of [5, 25]) await run(whole, [...whole.files.keys()].filter((path) => path.startsWith('/w/s')).slice(0, count));
    for (const name of ['references.json', 'claims.json', 'references.bib']) assert.equal(steps.text(`/w/lib/${name}`), whole.text(`/w/lib/${name}`));
  });

  it('a cancelled import keeps what was read, and says how much that is', async () => {
    const fs = many(3);
    const cancel = new AbortController();
    const { cancelled, sources, found } = await run(fs, ['/w/s'], { signal: cancel.signal, progress: (_file, index) => index === 2 && cancel.abort() });
    assert.deepEqual([cancelled, sources, found, claimsIn(fs)], [true, 2, 3, 2]);
    assert.equal((await run(fs, ['/w/s'])).sources, 1);
  });

  it('one that is cancelled before anything was read writes nothing', async () => {
    const fs = many(3);
    const { cancelled, sources } = await run(fs, ['/w/s'], { signal: AbortSignal.abort() });
    assert.deepEqual([cancelled, sources, fs.replaced], [true, 0, []]);
  });

  it('a library that can’t be written ends it', async () => {
    const fs = many(45);
    fs.write('/w/lib/references.json', '[{"id":"doe","type":"book"}]');
    let seen = 0;
    const { saved } = await run(fs, ['/w/s'], { progress: () => seen++ });
    assert.deepEqual([saved, seen], [false, 20]);
  });
});

describe('a source that makes a reader fail', () => {
  const failures: [string, () => Error, string][] = [
    ['takes too long', () => new SourceGivenUp('Too long.'), 'source-slow'],
    ['meets a fault of the reader', () => new TypeError('x is undefined'), 'source-damaged'],
  ];
  for (const [name, error, code] of failures) {
    it(`${name}: it costs a problem, and keeps what it said before`, async () => {
      const fs = new MemoryFileSystem({ '/w/s/a.txt': 'One.', '/w/s/b.txt': 'Two.' });
      await run(fs, ['/w/s']);
      const { problems, claims, sources } = await run(fs, ['/w/s'], { again: true, read: (bytes, file) => (file.endsWith('a.txt') ? Promise.reject(error()) : read(bytes, file)) });
      assert.deepEqual([codes(problems), claims, sources], [[`${code} ../s/a.txt`], 2, 1]);
    });
  }
});
