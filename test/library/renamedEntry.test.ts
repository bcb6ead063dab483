import assert from 'node:assert/strict';
import { loadLibrary, saveLibrary } from '../../src/library/files.js';
import { cut } from '../../src/library/formats/bibtex.js';
import type { Claim, LibraryItem } from '../../src/library/library.js';
import { openLibrary } from '../../src/library/packedLibrary.js';
import { packLibrary } from '../../src/library/packLibrary.js';
import { keyFault, renamedDecisions, renamedEntry } from '../../src/library/renamedEntry.js';
import { importSources } from '../../src/library/import.js';
import { MemoryFileSystem } from '../support/memoryFileSystem.js';
import type { SourceReader } from '../../src/library/threadReader.js';
import { sha256 } from '../../src/citations/read.js';
import type { Edit } from '../../src/text/edit.js';
import { cited, claim, source, vale } from './read.js';

const edited = (text: string, edits: readonly Edit[]): string => [...edits].reverse().reduce((all, { start, end, text: now }) => all.slice(0, start) + now + all.slice(end), text);
const renamed = (text: string, file: string, key: string, newKey: string): string => edited(text, renamedEntry(text, file, key, newKey));

describe('An entry with another key', () => {
  const cases: { name: string; file: string; key?: string; newKey?: string; text: string; gives: string }[] = [
    {
      name: 'in BibTeX, with the fields of others that name it', file: 'refs.bib',
      text: '@book{old,\n  title = {On old, by old},\n}\n\n@incollection{a,\n  crossref = {old},\n  xdata = {x, old ,older},\n  ids = "old",\n}\n',
      gives: '@book{new,\n  title = {On old, by old},\n}\n\n@incollection{a,\n  crossref = {new},\n  xdata = {x, new ,older},\n  ids = "new",\n}\n',
    },
    { name: 'but not in words that look like such a field', file: 'refs.bib', text: '@book{old,\n abstract = {xdata = {old}, ids = "old"},\n}', gives: '@book{new,\n abstract = {xdata = {old}, ids = "old"},\n}' },
    { name: 'in CSL-JSON', file: 'refs.json', text: '[{"id": "old", "title": "old"}, {"id":"older"}]', gives: '[{"id": "new", "title": "old"}, {"id":"older"}]' },
    { name: 'in CSL-JSON in place of a number', file: 'refs.json', key: '12', text: '[{"id": 12, "volume": 12}]', gives: '[{"id": "new", "volume": 12}]' },
    { name: 'in CSL-YAML', file: 'refs.yaml', text: 'references:\n- id: old # old\n  title: old\n', gives: 'references:\n- id: new # old\n  title: old\n' },
    { name: 'in CSL-YAML in the quotation marks it needs', file: 'refs.yaml', newKey: '12', text: 'references:\n- id: old\n  type: book\n', gives: 'references:\n- id: "12"\n  type: book\n' },
    { name: 'in Hayagriva', file: 'refs.yml', text: 'old:\n  type: book\n  title: old\n', gives: 'new:\n  type: book\n  title: old\n' },
    { name: 'in RIS', file: 'refs.ris', text: 'TY  - BOOK\nID  - old\nTI  - old\nER  - \n', gives: 'TY  - BOOK\nID  - new\nTI  - old\nER  - \n' },
    { name: 'in thebibliography', file: 'refs.bbl', text: '\\begin{thebibliography}{9}\\bibitem{old} Vale. old.\\end{thebibliography}', gives: '\\begin{thebibliography}{9}\\bibitem{new} Vale. old.\\end{thebibliography}' },
    { name: 'that the file does not have', file: 'refs.bib', key: 'gone', text: '@book{old, crossref = {gone}}', gives: '@book{old, crossref = {gone}}' },
  ];
  for (const { name, file, key = 'old', newKey = 'new', text, gives } of cases) {
    it(name, () => assert.equal(renamed(text, file, key, newKey), gives));
  }

  it('stays the work that a person said it is, or is not', () => {
    const references = '[{"id": "a", "title": "old", "custom": {"ibid": {"key": "a", "same": ["old", "x"], "different": ["y", "old"], "from": []}}}]';
    assert.equal(edited(references, renamedDecisions(references, 'old', 'new')), references.replace('["old"', '["new"').replace('"y", "old"', '"y", "new"'));
  });
});

describe('A cite key that a person types', () => {
  it('may be any that all languages can hold', () => {
    for (const key of ['vale2018cubs', 'Müller:2020', '10.1000/182', 'a-b_c+d.e', 'DBLP:conf/x', '谷口2019']) assert.equal(keyFault(key), null, key);
  });

  it('is refused in words where one of them can’t', () => {
    for (const [key, what] of [['', 'letter'], ['a b', 'spaces'], ['a,b', '“,”'], ['{a}', '“{”'], ['a\n', 'spaces'], ['"a"', '“"”'], ['a;b', '“;”'], ['@a', '“@”']]) assert.ok(keyFault(key!)!.includes(what!), key);
  });
});

describe('A work of Ibid’s own library with another key', () => {
  /** Reads a source that is the words of two claims about Vale. */
  const reader: SourceReader = async (bytes, file) => {
    const words = new TextDecoder().decode(bytes);
    const claims = [claim(0, words), claim(0, `${words} More.`, { locator: { label: 'page', value: '30' } })];
    return source(file, { digest: await sha256(bytes), title: words, works: [cited(vale, 'Vale')], claims });
  };
  const run = (fs: MemoryFileSystem): ReturnType<typeof importSources> => importSources(fs, ['/w/s'], '/w', { read: reader, version: '1', again: true });

  /** A library with one source, and what its files hold. */
  async function imported(): Promise<MemoryFileSystem> {
    const fs = new MemoryFileSystem({ '/w/s/a.txt': 'One.' });
    await run(fs);
    return fs;
  }
  const rename = (fs: MemoryFileSystem, key: string, newKey: string): void => {
    for (const file of ['references.json', 'references.bib']) fs.write(`/w/${file}`, renamed(fs.text(`/w/${file}`)!, file, key, newKey));
  };
  const items = (fs: MemoryFileSystem): LibraryItem[] => JSON.parse(fs.text('/w/references.json')!) as LibraryItem[];
  const claims = (fs: MemoryFileSystem): Claim[] => JSON.parse(fs.text('/w/claims.json')!) as Claim[];
  const keyOf = (fs: MemoryFileSystem): string => items(fs).find(({ title }) => title?.startsWith('Cubs'))!.id;

  it('is the same in references.json and references.bib, which stays as Ibid wrote it', async () => {
    const fs = await imported();
    rename(fs, keyOf(fs), 'cubs');
    const item = items(fs).find(({ id }) => id === 'cubs')!;
    assert.equal(item.custom!.ibid!.bib, 'cubs');
    const entry = cut(fs.text('/w/references.bib')!).find(({ key }) => key === 'cubs')!;
    assert.equal(entry.asWritten, true);
  });

  it('has its claims at once, before anything is imported', async () => {
    const fs = await imported();
    const key = keyOf(fs);
    const count = claims(fs).filter(({ reference }) => reference === key).length;
    assert.ok(count > 0);
    rename(fs, key, 'cubs');
    const opened = openLibrary(packLibrary((await loadLibrary(fs, '/w')).library));
    assert.equal(opened.claims.of('cubs').length, count);
    assert.equal(opened.formerKeys.get(key), 'cubs');
  });

  it('is one work with the same claims once its sources are imported again', async () => {
    const fs = await imported();
    const before = { items: items(fs), claims: claims(fs) };
    const key = keyOf(fs);
    rename(fs, key, 'cubs');
    const { problems } = await run(fs);
    assert.deepEqual(problems.filter(({ code }) => code === 'item-deleted'), []);
    assert.deepEqual(items(fs).map(({ id }) => (id === 'cubs' ? key : id)).sort(), before.items.map(({ id }) => id).sort());
    assert.deepEqual(claims(fs).map(({ id, reference }) => [id, reference === 'cubs' ? key : reference]), before.claims.map(({ id, reference }) => [id, reference]));
    const entries = cut(fs.text('/w/references.bib')!).flatMap(({ key: one }) => one ?? []);
    assert.deepEqual(entries.filter((one) => one === 'cubs' || one === key), ['cubs']);
  });

  it('is taken for deleted by no import, and keeps what a person edited', async () => {
    const fs = await imported();
    const key = keyOf(fs);
    fs.write('/w/references.bib', fs.text('/w/references.bib')!.replace('{Vale, Gina}', '{Vale, Gina M.}'));
    rename(fs, key, 'cubs');
    rename(fs, 'cubs', 'lions');
    fs.write('/w/s/b.txt', 'Two.');
    await run(fs);
    assert.equal(items(fs).filter(({ title }) => title?.startsWith('Cubs')).length, 1);
    assert.equal(keyOf(fs), 'lions');
    const entries = cut(fs.text('/w/references.bib')!).filter(({ text }) => text.includes('Cubs in'));
    assert.deepEqual(entries.map((one) => one.key), ['lions']);
    assert.match(entries[0]!.text, /Gina M\./);
  });

  it('changes no file by being saved again', async () => {
    const fs = await imported();
    rename(fs, keyOf(fs), 'cubs');
    const { written } = await saveLibrary(fs, '/w', (library) => ({ library, problems: [] }));
    assert.deepEqual(written, ['claims.json']);
    const again = await saveLibrary(fs, '/w', (library) => ({ library, problems: [] }));
    assert.deepEqual(again.written, []);
  });
});
