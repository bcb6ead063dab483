import assert from 'node:assert/strict';
import { nothingKnown, removeEntries, saveEntries, type NewEntry, type SavedEntries } from '../../src/library/addEntries.js';
import { importItems } from '../../src/library/importItems.js';
import { loadLibrary, saveLibrary } from '../../src/library/files.js';
import type { LibraryItem } from '../../src/library/library.js';
import { merge } from '../../src/library/merge.js';
import { pastedEntries } from '../../src/library/pasted.js';
import { saveDecision } from '../../src/library/saveDecision.js';
import { MemoryFileSystem } from '../support/memoryFileSystem.js';
import { cited, claim, powell, source, vale } from './read.js';

const article = source('../a.txt', { works: [cited(vale, 'Vale'), cited(powell, 'Powell')], claims: [claim(0, 'Children were taught.')] });
const water: NewEntry = { type: 'book', title: 'On Water', author: [{ family: 'Roe', given: 'Ann' }], issued: { 'date-parts': [[2020]] } };

async function imported(): Promise<MemoryFileSystem> {
  const fs = new MemoryFileSystem();
  await saveLibrary(fs, '/lib', (library, reserved) => merge(library, [article], reserved));
  return fs;
}
const itemsIn = async (fs: MemoryFileSystem): Promise<LibraryItem[]> => (await loadLibrary(fs, '/lib')).library.items;
const keysIn = async (fs: MemoryFileSystem): Promise<string[]> => (await itemsIn(fs)).map(({ id }) => id);
const outcome = ({ added }: SavedEntries): string[] => added.map(({ key, item }) => `${item ? 'new' : 'there'} ${key}`);

describe('an entry that a person adds', () => {
  it('stands in the library’s files, and nothing else in them changes', async () => {
    const fs = await imported();
    const before = await itemsIn(fs);
    assert.deepEqual(outcome(await saveEntries(fs, '/lib', [water])), ['new roe2020water']);
    const after = await itemsIn(fs);
    assert.deepEqual(after.find(({ id }) => id === 'roe2020water'), { id: 'roe2020water', ...water });
    assert.deepEqual(after.filter(({ id }) => id !== 'roe2020water'), before);
    assert.match(fs.text('/lib/references.bib')!, /\{roe2020water,/);
  });

  it('begins a library where none is', async () => {
    const fs = new MemoryFileSystem();
    assert.equal((await saveEntries(fs, '/lib', [water])).saved, true);
    assert.equal((await saveEntries(fs, '/lib', [{ ...water, title: 'On Air' }])).saved, true);
    assert.deepEqual(await keysIn(fs), ['roe2020air', 'roe2020water']);
  });

  it('stays as it is at the next import, and is given the claims on it', async () => {
    const fs = await imported();
    await saveEntries(fs, '/lib', [water]);
    const other = source('../b.txt', { works: [cited({ ...water, publisher: 'Verso' }, 'Roe')], claims: [claim(0, 'Water is wet.')] });
    const { library } = await saveLibrary(fs, '/lib', (held, reserved) => merge(held, [article, other], reserved));
    assert.deepEqual(library.items.find(({ id }) => id === 'roe2020water'), { id: 'roe2020water', ...water });
    assert.deepEqual(library.claims.filter(({ reference }) => reference === 'roe2020water').map((one) => one.claim), ['Water is wet.']);
  });

  it('has a key that no other has, nor an entry beside the library', async () => {
    const fs = await imported();
    const air: NewEntry = { ...water, title: 'Water Rights: Another Book' };
    assert.deepEqual(outcome(await saveEntries(fs, '/lib', [water, air])), ['new roe2020water', 'new roe2020waterRights']);
    const known = { ...nothingKnown, has: (key: string) => key === 'doe2019air' };
    const doe: NewEntry = { type: 'book', title: 'Air and Gas', author: [{ family: 'Doe' }], issued: { 'date-parts': [[2019]] } };
    assert.deepEqual(outcome(await saveEntries(fs, '/lib', [doe], { known })), ['new doe2019airGas']);
  });

  it('is not added where the library has its work', async () => {
    const fs = await imported();
    fs.replaced.length = 0;
    assert.deepEqual(outcome(await saveEntries(fs, '/lib', [{ ...vale, publisher: 'ICSR' }])), ['there vale2018cubs']);
    assert.deepEqual(fs.replaced, []);
  });

  it('is not added where a bibliography has its work, by its DOI alone', async () => {
    const fs = await imported();
    const known = { ...nothingKnown, compared: () => [{ id: 'mine', ...water, DOI: '10.1000/ABC' }] };
    assert.deepEqual(outcome(await saveEntries(fs, '/lib', [{ type: 'document', DOI: '10.1000/abc' }], { known })), ['there mine']);
  });

  it('may be a stub, with its key or an identifier alone', async () => {
    const fs = await imported();
    const stubs: NewEntry[] = [{ id: 'roe2021', type: 'document' }, { id: 'doe:2021', type: 'document' }, { type: 'document', DOI: '10.1000/ab-9' }];
    assert.deepEqual(outcome(await saveEntries(fs, '/lib', stubs)), ['new roe2021', 'new doe:2021', 'new doiab9']);
    assert.deepEqual(outcome(await saveEntries(fs, '/lib', stubs)), ['there roe2021', 'there doe:2021', 'there doiab9']);
  });

  it('is completed by a bibliography that is imported later, where it has an identifier alone', async () => {
    const fs = new MemoryFileSystem();
    await saveEntries(fs, '/lib', [{ type: 'document', DOI: '10.1000/ab-9' }, { type: 'book', ISBN: '978-0-19-852663-6' }]);
    const entries = [{ id: 'mine', ...water, DOI: '10.1000/AB-9' }, { id: 'other', ...water, title: 'On Air', ISBN: '9780198526636' }];
    const { library } = await saveLibrary(fs, '/lib', (held) => ({ ...importItems(held, entries, 'mine.bib'), problems: [] }));
    assert.deepEqual(library.items.map(({ id, title }) => [id, title]), [['doiab9', 'On Water'], ['isbn9780198526636', 'On Air']]);
  });

  it('is not written into a file that is not Ibid’s', async () => {
    const fs = new MemoryFileSystem({ '/lib/references.json': JSON.stringify([{ id: 'mine', type: 'book' }]) });
    const { saved, problems } = await saveEntries(fs, '/lib', [water]);
    assert.deepEqual([saved, problems.map(({ code }) => code)], [false, ['library-not-ours']]);
    assert.deepEqual(await keysIn(fs), ['mine']);
  });
});

describe('taking an added entry back', () => {
  const added: LibraryItem = { id: 'roe2020water', ...water };

  it('leaves the library as it was', async () => {
    const fs = await imported();
    const before = [...fs.files.keys()].map((name) => fs.text(name));
    await saveEntries(fs, '/lib', [water]);
    assert.equal((await saveDecision(fs, '/lib', removeEntries([added]))).refused, null);
    assert.deepEqual([...fs.files.keys()].map((name) => fs.text(name)), before);
  });

  it('takes back one that has an identifier alone', async () => {
    const fs = await imported();
    const { added: stubs } = await saveEntries(fs, '/lib', [{ type: 'document', DOI: '10.1000/ab-9' }]);
    assert.equal((await saveDecision(fs, '/lib', removeEntries(stubs.flatMap(({ item }) => item ?? [])))).refused, null);
    assert.ok(!(await keysIn(fs)).includes('doiab9'));
  });

  it('is refused where a person has changed it, or a source cites it', async () => {
    const changed = await imported();
    await saveEntries(changed, '/lib', [{ ...water, title: 'On Water and Ice' }]);
    assert.match((await saveDecision(changed, '/lib', removeEntries([added]))).refused!, /changed since/);
    const used = await imported();
    await saveEntries(used, '/lib', [water]);
    const other = source('../b.txt', { works: [cited(water, 'Roe')], claims: [claim(0, 'Water is wet.')] });
    await saveLibrary(used, '/lib', (held, reserved) => merge(held, [article, other], reserved));
    assert.match((await saveDecision(used, '/lib', removeEntries([added]))).refused!, /changed since/);
    assert.ok((await keysIn(used)).includes('roe2020water'));
  });
});

describe('the works that pasted words name', () => {
  const rows: [pasted: string, works: string[]][] = [
    ['Roe, A. (2020). On water. Journal of Water, 3(2), 12–34.', ['article-journal Roe 2020 On water']],
    ['Roe, A. (2020). On water. Journal of Water, 3(2), 12–34.\nDoe, B. (2019). On air. Journal of Air, 1(1), 1–9.', ['article-journal Roe 2020 On water', 'article-journal Doe 2019 On air']],
    ['https://doi.org/10.1080/01402390.2019.123', ['document 10.1080/01402390.2019.123']],
    ['arXiv:1901.01234', ['document arXiv 1901.01234']],
    ['The cat sat on the mat.', []],
    ['Ibid., p. 18', []],
    ['', []],
  ];
  for (const [pasted, works] of rows) {
    it(`${JSON.stringify(pasted)} → ${works.join('; ') || 'none'}`, () => {
      const words = ({ type, author, issued, title, DOI, archive, archive_location: number }: NewEntry): string =>
        [type, author?.[0]?.family, issued?.['date-parts']?.[0]?.[0], title, DOI, archive, number].filter(Boolean).join(' ');
      assert.deepEqual(pastedEntries(pasted).map(words), works);
    });
  }
});
