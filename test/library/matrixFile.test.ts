import assert from 'node:assert/strict';
import type { MatrixChange } from '../../src/library/matrixFile.js';
import { loadMatrixFile, saveMatrixChange } from '../../src/library/saveMatrix.js';
import { MemoryFileSystem } from '../support/memoryFileSystem.js';

const path = '/lib/matrix.json';
const note = (item: string, words: string, column = 'theme:School', formerItems: string[] = []): MatrixChange => ({ kind: 'note', item, formerItems, column, note: words });
const theme = (name: string | null, now: string, words = 'school'): MatrixChange => ({ kind: 'theme', name, theme: { name: now, words } });

async function after(content: unknown, ...changes: MatrixChange[]): Promise<{ fs: MemoryFileSystem; file: Record<string, unknown>; saved: boolean; codes: string[] }> {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const fs = new MemoryFileSystem(content === null ? {} : { [path]: text });
  let saved = { saved: true, problems: [] as { code: string }[] };
  for (const change of changes) saved = await saveMatrixChange(fs, '/lib', change);
  const held = fs.text(path);
  return { fs, file: held === null || !saved.saved ? {} : (JSON.parse(held) as Record<string, unknown>), saved: saved.saved, codes: saved.problems.map(({ code }) => code) };
}

describe('a person’s own part of the matrix', () => {
  it('is nothing where there is no file', async () => {
    assert.deepEqual(await loadMatrixFile(new MemoryFileSystem(), '/lib'), { themes: [], notes: [], problems: [], broken: false });
  });

  it('keeps notes in the order of works and columns, one for a cell', async () => {
    const { file, fs } = await after(null, note('vale', 'b'), note('powell', 'a'), note('vale', 'c', 'tag:x'), note('vale', 'd'));
    assert.deepEqual(file, { themes: [], notes: [{ item: 'powell', column: 'theme:School', note: 'a' }, { item: 'vale', column: 'tag:x', note: 'c' }, { item: 'vale', column: 'theme:School', note: 'd' }] });
    assert.match(fs.text(path)!, /[^\n]\n$/);
  });

  it('takes an empty note away, and writes nothing where nothing changes', async () => {
    const { file, fs } = await after(null, note('vale', 'a'), note('vale', ''), note('vale', ''));
    assert.deepEqual([file['notes'], fs.replaced.length], [[], 2]);
  });

  it('knows a note under the key that its work had before', async () => {
    const { file } = await after({ notes: [{ item: 'old', column: 'theme:School', note: 'a' }] }, note('new', 'b', 'theme:School', ['new', 'old']));
    assert.deepEqual(file['notes'], [{ item: 'new', column: 'theme:School', note: 'b' }]);
  });

  it('keeps what it does not know, and entries that are not valid', async () => {
    const held = { version: 2, themes: [{ name: 'School', words: 'school', colour: 'red' }, 'odd'], notes: [{ item: 'vale', column: 'theme:School', note: 'a', by: 'me' }, { note: 1 }] };
    const { file, codes } = await after(held, note('vale', 'b'), theme('School', 'Schools'));
    assert.deepEqual(file, {
      version: 2,
      themes: [{ name: 'Schools', words: 'school', colour: 'red' }, 'odd'],
      notes: [{ note: 1 }, { item: 'vale', column: 'theme:Schools', note: 'b', by: 'me' }],
    });
    assert.deepEqual(codes, ['item-invalid', 'item-invalid']);
  });

  it('loses a theme together with its notes alone', async () => {
    const { file } = await after(null, theme(null, 'School'), theme(null, 'War'), note('vale', 'a'), note('vale', 'b', 'theme:War'), { kind: 'withoutTheme', name: 'School' });
    assert.deepEqual(file, { themes: [{ name: 'War', words: 'school' }], notes: [{ item: 'vale', column: 'theme:War', note: 'b' }] });
  });

  it('has what another window wrote in between', async () => {
    const { fs } = await after(null, note('vale', 'a'));
    await saveMatrixChange(fs, '/lib', note('powell', 'theirs'));
    await saveMatrixChange(fs, '/lib', note('vale', 'ours'));
    assert.deepEqual((await loadMatrixFile(fs, '/lib')).notes.map((one) => one.note), ['theirs', 'ours']);
  });

  const broken: [what: string, content: string | Uint8Array][] = [
    ['cut off', '{ "notes": ['],
    ['a list', '[]'],
    ['in conflict', '{\n<<<<<<< ours\n}'],
    ['not in UTF-8', new Uint8Array([0x7b, 0xff, 0x7d])],
    ['of other lists', '{ "notes": {} }'],
  ];
  for (const [what, content] of broken) {
    it(`is never written over where the file is ${what}`, async () => {
      const fs = new MemoryFileSystem({ [path]: content });
      const { saved, problems } = await saveMatrixChange(fs, '/lib', note('vale', 'a'));
      assert.deepEqual([saved, problems.map(({ code, file }) => `${code} ${file}`), fs.replaced], [false, ['library-broken matrix.json'], []]);
    });
  }

  it('tells where the disk fails', async () => {
    const fs = new MemoryFileSystem();
    fs.failing.set(path, 'no-space');
    const { saved, problems } = await saveMatrixChange(fs, '/lib', note('vale', 'a'));
    assert.deepEqual([saved, problems.map(({ code }) => code)], [false, ['library-unwritable']]);
  });
});
