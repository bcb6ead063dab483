import assert from 'node:assert/strict';
import { FileSystemError } from '../../src/library/fileSystem.js';
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

  const both = (text: string): string => `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> theirs\n`;
  for (const name of ['references.json', 'claims.json']) {
    it(`a merge conflict of git in ${name} is told with its line, and nothing is written`, async () => {
      const fs = await saved();
      fs.write(`/lib/${name}`, `[\n${both(' {"id": "x"},\n')}]\n`);
      const before = new Map(fs.files);
      const { problems, saved: wasSaved } = await saveLibrary(fs, '/lib', (library) => merge(library, [source('../b.txt', { works: [cited({ ...vale, title: 'More' }, 'b')] })]));
      assert.deepEqual([codes(problems), wasSaved], [[`library-broken ${name}`], false]);
      assert.match(problems[0]!.message, /line 2, column 1: a merge conflict of git/);
      for (const file of names.slice(0, 3)) assert.deepEqual(fs.files.get(`/lib/${file}`), before.get(`/lib/${file}`), file);
    });
  }

  it('a merge conflict of git in references.bib is told with its line; entries of both sides stay, and the rest is written', async () => {
    const fs = await saved();
    const bib = `${fs.text('/lib/references.bib')!}\n${both(fs.text('/lib/references.bib')!)}`;
    fs.write('/lib/references.bib', bib);
    const more = source('../b.txt', { works: [cited({ ...vale, title: 'More' }, 'b')] });
    const result = await saveLibrary(fs, '/lib', (library) => merge(library, [article, more]));
    assert.deepEqual([codes(result.problems), result.saved], [['library-broken references.bib'], true]);
    assert.equal(result.problems[0]!.message.match(/line (\d+): a merge conflict/)?.[1], String(bib.slice(0, bib.indexOf('<<<')).split('\n').length));
    assert.equal(fs.text('/lib/references.bib'), bib);
    assert.equal(parsed(fs, 'references.json').length, 5);
    fs.write('/lib/references.bib', bib.slice(0, bib.indexOf('<<<')));
    await saveLibrary(fs, '/lib', (library) => merge(library, [article, more]));
    assert.match(fs.text('/lib/references.bib')!, /vale2018more/);
  });

  it('keep their byte order mark and their Windows line ends', async () => {
    const fs = await saved();
    for (const name of names) fs.write(`/lib/${name}`, `\ufeff${fs.text(`/lib/${name}`)!.replaceAll('\n', '\r\n')}`);
    const more = source('../b.txt', { works: [cited({ ...vale, title: 'More' }, 'b')], claims: [claim(0, 'More.')] });
    const problem = { code: 'note-missing' as const, message: 'Look.', file: '../b.txt', start: 1, end: 2 };
    const { written } = await saveLibrary(fs, '/lib', (library) => ({ library: merge(library, [article, more]).library, problems: [problem] }));
    assert.deepEqual([...written].sort(), [...names].sort());
    for (const name of names) {
      assert.equal(fs.text(`/lib/${name}`)!.lastIndexOf('\ufeff'), -1, name);
      assert.deepEqual([...fs.files.get(`/lib/${name}`)!.subarray(0, 3)], [0xef, 0xbb, 0xbf], name);
      assert.doesNotMatch(fs.text(`/lib/${name}`)!, /[^\r]\n/, name);
    }
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

describe('writing all or nothing', () => {
  const more = source('../b.txt', { works: [cited({ ...vale, title: 'More' }, 'Vale b')], claims: [claim(0, 'More.')] });
  const adding: Update = (library) => ({ library: merge(library, [article, more]).library, problems: [{ code: 'note-missing', message: 'Look.', file: 'b', start: 0, end: 1 }] });
  const full = (path: string) => new FileSystemError('no-space', path, `${path}: there is no space left.`);

  it('a disk that is full at any of the writes leaves the library as it was, and a problem tells', async () => {
    for (let room = 0; ; room++) {
      const fs = await saved();
      const before = new Map(fs.files);
      const replace = fs.replace.bind(fs);
      let left = room;
      fs.replace = (path, bytes) => (left-- === 0 ? Promise.reject(full(path)) : replace(path, bytes));
      const result = await saveLibrary(fs, '/lib', adding);
      if (result.saved) return assert.equal(room, 5);
      assert.deepEqual([result.problems.map(({ code }) => code).at(-1), result.written, result.library.items.length], ['library-unwritable', [], 3]);
      assert.match(result.problems.at(-1)!.message, /no space left\. It is as it was; put that right/);
      assert.deepEqual(fs.files, before, `full at write ${room}`);
    }
  });

  it('what a crash cut off is gone on with, but not over what a person has written since', async () => {
    const whole = await saved();
    await saveLibrary(whole, '/lib', adding);
    for (const edited of [null, ...names]) {
      const fs = await saved();
      const replace = fs.replace.bind(fs);
      let left = 3;
      await new Promise((crash) => {
        fs.replace = (path, bytes) => (left-- > 0 ? replace(path, bytes) : new Promise(crash as () => void));
        void saveLibrary(fs, '/lib', adding);
      });
      fs.replace = replace;
      if (edited === null) assert.deepEqual((await loadLibrary(fs, '/lib')).library, (await loadLibrary(whole, '/lib')).library);
      const text = edited === null ? '' : `${fs.text(`/lib/${edited}`)!}\n`;
      if (edited !== null) fs.write(`/lib/${edited}`, text);
      await saveLibrary(fs, '/lib', (library) => ({ library, problems: [] }));
      if (edited === null) for (const name of names) assert.equal(fs.text(`/lib/${name}`), whole.text(`/lib/${name}`), name);
      else if (edited !== 'references.bib') assert.equal(fs.text(`/lib/${edited}`)!.trimEnd(), text.trimEnd(), edited);
      assert.ok(![...fs.files.keys()].some((path) => path.includes('.ibid')));
    }
  });

  it('a note that names other files is none of Ibid’s, and writes nothing', async () => {
    const fs = await saved();
    fs.write('/lib/.ibid-save.json', JSON.stringify({ files: [{ name: '../mine.txt', before: null, after: 'theirs' }] }));
    await saveLibrary(fs, '/lib', adding);
    assert.deepEqual([fs.text('/lib/../mine.txt'), fs.text('/lib/.ibid-save.json')], [null, null]);
  });

  it('files that another program changes all the time are left, and a problem tells', async () => {
    const fs = await saved();
    let count = 0;
    fs.onRead = (path) => path.endsWith('references.json') && fs.write(path, JSON.stringify([...parsed(fs, 'references.json').slice(0, 3), { id: `note${count++}`, type: 'book' }]));
    const { saved: wasSaved, problems } = await saveLibrary(fs, '/lib', adding);
    assert.equal(wasSaved, false);
    assert.match(problems.at(-1)!.message, /changed its files each time/);
    assert.doesNotMatch(fs.text('/lib/claims.json')!, /More/);
  });

  it('waits for no one where nothing is to be written, and tells whom it waits for in vain', async () => {
    const fs = await saved();
    fs.lock = () => Promise.reject(new FileSystemError('busy', '/lib/.ibid-lock', '/lib/.ibid-lock: another program is using it.'));
    assert.equal((await saveLibrary(fs, '/lib', importing)).saved, true);
    const { saved: wasSaved, problems } = await saveLibrary(fs, '/lib', adding);
    assert.deepEqual([wasSaved, codes(problems).at(-1)], [false, 'library-unwritable references.json']);
    assert.match(problems.at(-1)!.message, /another program is using it/);
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
