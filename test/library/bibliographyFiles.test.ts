import assert from 'node:assert/strict';
import { BibliographyFiles, isOwnLibrary, type BibliographyName, type SharedWorks } from '../../src/library/bibliographyFiles.js';
import type { LibraryItem } from '../../src/library/library.js';
import { openFile, type OpenedFile, type PackedFile } from '../../src/library/packedFile.js';
import type { HandedOver } from '../../src/library/remote.js';
import { MemoryFileSystem } from '../support/memoryFileSystem.js';

const fs = new MemoryFileSystem({
  '/paper/refs.bib': '@book{gina, author = {Vale, Gina}, title = {Cubs in the Lions’ Den}, year = 2018}\n@book{shared, author = {Roe, R.}, title = {First}, year = 2001}',
  '/shelf/more.ris': 'TY  - BOOK\nID  - shared\nAU  - Poe, P.\nTI  - Second\nPY  - 2002\nER  - \n',
  '/paper/odd.txt': 'A letter to a friend, and no bibliography.',
  '/paper/refs.yaml': 'references:\n- id: yaml2001\n  type: book\n  title: In YAML\n',
});

async function read(files: BibliographyFiles, name: BibliographyName): Promise<OpenedFile> {
  const { value } = await files.read(fs, name, async () => undefined);
  return openFile((value as HandedOver<PackedFile>['value']) as PackedFile, null);
}

const file = (path: string): BibliographyName => ({ id: path, kind: 'file', path });
const keysOf = ({ rows }: OpenedFile): string[] => Array.from({ length: rows.size }, (_, row) => rows.keyAt(row));

describe('Ibid’s own library, named as a bibliography', () => {
  const own = new MemoryFileSystem({
    '/paper/references.bib': '% Made by Ibid from references.json\n\n', '/theirs/references.bib': '@book{mine, title = {Mine}}', '/paper/other.bib': '% Made by Ibid',
  });
  const rows: [path: string, folder: string | null, isOwn: boolean][] = [
    ['/paper/references.bib', '/paper', true],
    ['/paper/references.json', '/paper', true],
    ['/paper/other.bib', '/paper', false],
    ['/theirs/references.bib', '/theirs', false],
    ['/paper/references.bib', '/elsewhere', false],
    ['/paper/references.bib', null, false],
    ['/gone/references.bib', '/gone', false],
  ];
  for (const [path, folder, isOwn] of rows) {
    it(`is ${isOwn ? '' : 'not '}${path} where the library is in ${folder ?? 'no folder'}`, async () => assert.equal(await isOwnLibrary(own, path, folder), isOwn));
  }
});

describe('the bibliographies in use', () => {
  it('are of any format', async () => {
    const files = new BibliographyFiles();
    const opened = await Promise.all(['/paper/refs.bib', '/shelf/more.ris', '/paper/refs.yaml'].map((path) => read(files, file(path))));
    assert.deepEqual(opened.map(keysOf), [['gina', 'shared'], ['shared'], ['yaml2001']]);
  });

  it('may stand in a document’s metadata', async () => {
    const opened = await read(new BibliographyFiles(), { id: 'm', kind: 'references', path: '/paper/a.md', yaml: 'references:\n- id: inline\n  title: Inline\n  type: book\n' });
    assert.deepEqual(keysOf(opened), ['inline']);
  });

  it('say of a file that is none that it is none', async () => {
    const { problems } = await read(new BibliographyFiles(), file('/paper/odd.txt'));
    assert.match(problems[0]?.message ?? '', /none of the formats/);
  });

  describe('together with Ibid’s own library', () => {
    const own: LibraryItem[] = [
      { id: 'vale2018cubs', type: 'book', author: [{ family: 'Vale', given: 'Gina' }], title: 'Cubs in the Lions’ Den', issued: { 'date-parts': [[2018]] } },
    ];
    let shared: SharedWorks;
    before(async () => {
      const files = new BibliographyFiles();
      for (const path of ['/paper/refs.bib', '/shelf/more.ris']) await read(files, file(path));
      shared = files.join(own, ['/paper/refs.bib', '/shelf/more.ris']);
    });

    it('share the works that both have', () => assert.deepEqual(shared.same, [['vale2018cubs', 'gina']]));

    it('have a key that stands in two reported once, in the one that does not count', () => {
      assert.deepEqual(shared.problems.map(({ code, file: where }) => [code, where]), [['key-shared', '/shelf/more.ris']]);
      assert.match(shared.problems[0]!.message, /shared stands in \/paper\/refs\.bib too/);
    });
  });
});
