import assert from 'node:assert/strict';
import { loadLibrary, saveLibrary, type Update } from '../../src/library/files.js';
import type { LibraryItem } from '../../src/library/library.js';
import { merge } from '../../src/library/merge.js';
import { MemoryFileSystem } from '../support/memoryFileSystem.js';
import { cited, claim, powell, source, vale } from './read.js';

const article = source('../a.txt', {
  works: [cited(vale, 'Vale'), cited(powell, 'Powell')],
  claims: [claim(0, 'Children were taught.'), claim(1, 'One must talk.')],
});
const importing: Update = (library, reserved) => merge(library, [article], reserved);
const names = ['references.bib', 'claims.json', 'references.json', 'problems.json'];

async function saved(): Promise<MemoryFileSystem> {
  const fs = new MemoryFileSystem();
  await saveLibrary(fs, '/lib', importing);
  fs.replaced.length = 0;
  return fs;
}

const codes = (problems: readonly { code: string; file: string }[]): string[] => problems.map(({ code, file }) => `${code} ${file}`);
const parsed = (fs: MemoryFileSystem, name: string): Record<string, unknown>[] => JSON.parse(fs.text(`/lib/${name}`)!) as Record<string, unknown>[];

describe('the files of a library', () => {
  it('are four, and end in one newline', async () => {
    const fs = await saved();
    assert.deepEqual([...fs.files.keys()], names.map((name) => `/lib/${name}`));
    for (const text of names.map((name) => fs.text(`/lib/${name}`)!)) assert.match(text, /[^\n]\n$/);
    assert.deepEqual(parsed(fs, 'references.json').map(({ id }) => id), ['articleTxt', 'powell2014talking', 'vale2018cubs']);
  });

  it('are not written again where nothing changed', async () => {
    const fs = await saved();
    const again = await saveLibrary(fs, '/lib', importing);
    assert.deepEqual([again.written, fs.replaced], [[], []]);
  });

  it('are not written again where a person has only laid them out their own way', async () => {
    const fs = await saved();
    fs.write('/lib/references.json', JSON.stringify(parsed(fs, 'references.json'), null, 4));
    assert.deepEqual((await saveLibrary(fs, '/lib', importing)).written, []);
  });

  it('are loaded as they were saved', async () => {
    const fs = await saved();
    const { library, problems } = await loadLibrary(fs, '/lib');
    assert.deepEqual([library.items.length, library.claims.length, problems.length], [3, 2, 0]);
  });

  it('keep entries that are not valid', async () => {
    const fs = await saved();
    fs.write('/lib/references.json', JSON.stringify([...parsed(fs, 'references.json'), { id: 'mine', title: 'No type' }]));
    const { problems } = await saveLibrary(fs, '/lib', (library) => ({ library: { ...library, items: library.items.slice(1) }, problems: [] }));
    assert.deepEqual(codes(problems), ['item-invalid references.json']);
    assert.deepEqual(parsed(fs, 'references.json').at(-1), { id: 'mine', title: 'No type' });
  });

  it('are made anew where they are gone', async () => {
    const fs = await saved();
    const before = new Map(fs.files);
    for (const name of names.slice(0, 2)) fs.files.delete(`/lib/${name}`);
    await saveLibrary(fs, '/lib', importing);
    for (const [path, bytes] of before) assert.deepEqual(fs.files.get(path), bytes, path);
  });
});

describe('a person’s .bib', () => {
  it('an entry they took out stays out, one they changed stays changed', async () => {
    const fs = await saved();
    const bib = fs.text('/lib/references.bib')!.replace(/@report\{vale2018cubs.*?\n\}\n\n|@techreport\{vale2018cubs.*?\n\}\n/s, '').replace('{Talking', '{On talking');
    assert.ok(!bib.includes('vale2018cubs'));
    fs.write('/lib/references.bib', bib);
    await saveLibrary(fs, '/lib', importing);
    assert.equal(fs.text('/lib/references.bib')!.trim(), bib.trim());
  });

  it('has the entry of an item under the key they gave it', async () => {
    const fs = await saved();
    const items = parsed(fs, 'references.json').map((item) => (item['id'] === 'vale2018cubs' ? { ...item, id: 'Vale2018' } : item));
    fs.write('/lib/references.json', JSON.stringify(items));
    await saveLibrary(fs, '/lib', importing);
    assert.match(fs.text('/lib/references.bib')!, /^@techreport\{Vale2018,$/m);
    assert.doesNotMatch(fs.text('/lib/references.bib')!, /vale2018cubs/);
  });

  it('loses the entry of an item they deleted from references.json', async () => {
    const fs = await saved();
    fs.write('/lib/references.json', JSON.stringify(parsed(fs, 'references.json').filter(({ id }) => id !== 'vale2018cubs')));
    await saveLibrary(fs, '/lib', importing);
    assert.doesNotMatch(fs.text('/lib/references.bib')!, /vale2018cubs/);
  });
});

describe('files that are broken or not Ibid’s', () => {
  const others: [string, string, string, string[]][] = [
    ['a broken references.json', 'references.json', '[{"id": "a",}]', ['library-broken references.json']],
    ['a broken claims.json', 'claims.json', '{', ['library-broken claims.json']],
    ['someone’s references.json', 'references.json', '[{"id": "doe", "type": "book"}]', ['library-not-ours references.json']],
    ['someone’s claims.json', 'claims.json', '[{"text": "x"}]', ['item-invalid claims.json', 'library-not-ours claims.json']],
  ];
  for (const [name, file, content, expected] of others) {
    it(`${name} stays as it is, and nothing beside it is changed`, async () => {
      const fs = new MemoryFileSystem({ [`/lib/${file}`]: content });
      const result = await saveLibrary(fs, '/lib', importing);
      assert.deepEqual(codes(result.problems), expected);
      assert.equal(result.saved, false);
      assert.equal(fs.text(`/lib/${file}`), content);
      assert.deepEqual([...fs.files.keys()].filter((path) => !path.endsWith('problems.json')), [`/lib/${file}`]);
    });
  }

  it('someone’s references.bib stays as it is; the rest of the library is written', async () => {
    const fs = new MemoryFileSystem({ '/lib/references.bib': '@book{doe, title={X}}' });
    const result = await saveLibrary(fs, '/lib', importing);
    assert.deepEqual([codes(result.problems), result.saved], [['library-not-ours references.bib'], true]);
    assert.match(result.problems[0]!.message, /another folder|--adopt/);
    assert.equal(fs.text('/lib/references.bib'), '@book{doe, title={X}}');
    assert.equal(parsed(fs, 'claims.json').length, 2);
  });

  it('a .bib that is not UTF-8 stays as it is', async () => {
    const fs = await saved();
    const latin1 = Uint8Array.from([...'% Made by Ibid\n@book{m, title={M'].map((c) => c.charCodeAt(0)).concat(0xfc, 0x7d, 0x7d));
    fs.write('/lib/references.bib', latin1);
    assert.deepEqual(codes((await saveLibrary(fs, '/lib', importing)).problems), ['library-broken references.bib']);
    assert.deepEqual(fs.files.get('/lib/references.bib'), latin1);
  });

  it('are taken over when the person says so, with all that is in them', async () => {
    const doe = { id: 'doe', type: 'book', title: 'Vox', x: [1] };
    const fs = new MemoryFileSystem({ '/lib/references.json': JSON.stringify([doe]), '/lib/references.bib': '@book{roe, title={X}}\n' });
    const result = await saveLibrary(fs, '/lib', importing, undefined, { adopt: true });
    assert.deepEqual([result.problems, result.saved], [[], true]);
    assert.deepEqual(parsed(fs, 'references.json').find(({ id }) => id === 'doe'), doe);
    assert.match(fs.text('/lib/references.bib')!, /@book\{roe, title=\{X\}\}[\s\S]*@book\{doe,[\s\S]*@techreport\{vale2018cubs,/);
    assert.deepEqual((await saveLibrary(fs, '/lib', importing)).written, []);
  });
});

describe('writing', () => {
  it('a file that can’t be written keeps its bytes, and a problem tells', async () => {
    for (const name of names.slice(0, 3)) {
      const fs = await saved();
      const before = new Map(fs.files);
      fs.failing.set(`/lib/${name}`, 'no-space');
      const onlyWriting = fs.read.bind(fs);
      fs.read = (path) => (path.endsWith(name) ? Promise.resolve(before.get(path)!) : onlyWriting(path));
      const more = source('../b.txt', { works: [cited({ ...vale, title: 'Another' }, 'Vale b')], claims: [claim(0, 'More.')] });
      const result = await saveLibrary(fs, '/lib', (library) => merge(library, [article, more]));
      assert.deepEqual(codes(result.problems), [`library-unwritable ${name}`]);
      assert.deepEqual(fs.files.get(`/lib/${name}`), before.get(`/lib/${name}`));
      fs.failing.clear();
      await saveLibrary(fs, '/lib', (library) => merge(library, [article, more]));
      const whole = new MemoryFileSystem();
      await saveLibrary(whole, '/lib', importing);
      await saveLibrary(whole, '/lib', (library) => merge(library, [article, more]));
      for (const file of names) assert.equal(fs.text(`/lib/${file}`), whole.text(`/lib/${file}`), `${file} after ${name} failed`);
    }
  });

  it('goes on from what another program wrote in the meantime', async () => {
    const fs = await saved();
    let reads = 0;
    fs.onRead = (path) => {
      if (!path.endsWith('references.json') || ++reads !== 2) return;
      const items = parsed(fs, 'references.json') as unknown as LibraryItem[];
      items.find(({ id }) => id === 'vale2018cubs')!.note = 'My note';
      fs.write(path, JSON.stringify(items));
    };
    const more = source('../b.txt', { works: [cited({ ...vale, publisher: 'ICSR' }, 'Vale b')] });
    await saveLibrary(fs, '/lib', (library) => merge(library, [more]));
    const item = parsed(fs, 'references.json').find(({ id }) => id === 'vale2018cubs')!;
    assert.deepEqual([item['note'], item['publisher']], ['My note', 'ICSR']);
  });
});

describe('problems.json', () => {
  const problem = (file: string, code: 'note-missing' | 'claim-cut', start = 1) => ({ code, message: 'What to do.', file, start, end: start + 1 });
  const rows = (fs: MemoryFileSystem): string[] => codes(parsed(fs, 'problems.json') as { code: string; file: string }[]);

  it('has the problems of the sources read now in place of their old ones, and keeps those of others', async () => {
    const fs = new MemoryFileSystem();
    const save = (file: string, code: 'note-missing' | 'claim-cut') =>
      saveLibrary(fs, '/lib', (library) => ({ library, problems: [problem(file, code)] }), (before) => (before.file === file ? null : before));
    await save('b.txt', 'note-missing');
    await save('a.txt', 'note-missing');
    await save('b.txt', 'claim-cut');
    assert.deepEqual(rows(fs), ['note-missing a.txt', 'claim-cut b.txt']);
  });

  it('is left alone where it is someone else’s', async () => {
    const fs = new MemoryFileSystem({ '/lib/problems.json': '{"mine": true}' });
    const { problems } = await saveLibrary(fs, '/lib', importing);
    assert.deepEqual(codes(problems), ['library-not-ours problems.json']);
    assert.equal(fs.text('/lib/problems.json'), '{"mine": true}');
  });
});
