import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ImportSummary } from '../../src/library/import.js';
import type { LibraryItem } from '../../src/library/library.js';
import { draft, fileUri, folder, hoverOver, labelOf, offered, read, seen, until, write } from './workspace.js';

const codesAt = (name: string): unknown[] => vscode.languages.getDiagnostics(fileUri(name)).map(({ code }) => code);

describe('The library', () => {
  let references: string;

  before(async () => {
    await draft('markdown', '');
    references = await read('references.json');
  });
  afterEach(async () => {
    await write('references.json', references);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('follows a change that another program makes', async () => {
    const item: LibraryItem = { id: 'outside2020change', type: 'book', title: 'A Change from Outside', author: [{ family: 'Outside' }] };
    await write('references.json', JSON.stringify([...(JSON.parse(references) as LibraryItem[]), item]));
    const editor = await draft('markdown', '@outside|');
    await until('The new item', async () => (await offered(editor)).some((one) => labelOf(one) === item.id));
  });

  it('goes on with what it last held while a file is broken, and says where', async () => {
    const { document } = await draft('markdown', 'As @vale2018cubs');
    await write('references.json', references.slice(0, 5000));
    await until('The problem', () => codesAt('references.json').includes('library-broken'));
    assert.match(seen((await hoverOver(document, 'vale2018cubs'))!), /Vale, Gina/);
    await write('references.json', references);
    await until('The end of the problem', () => !codesAt('references.json').includes('library-broken'));
  });

  it('shows the problems of the sources where they stand', async () => {
    const uri = fileUri('sources/talking-to-armed-groups.txt');
    const missing = await until('The problem', () => vscode.languages.getDiagnostics(uri).find(({ code }) => code === 'note-missing'));
    assert.equal(missing.source, 'Ibid');
    const document = await vscode.workspace.openTextDocument(uri);
    assert.match(document.getText(missing.range), /^\d+$/);
  });
});

describe('Importing', () => {
  after(() => vscode.workspace.fs.delete(fileUri('more'), { recursive: true }));

  it('puts what a source says into the library', async () => {
    await write('more/note.md', '# A Note on Talks\n\nTalks are slow.[^1]\n\n[^1]: Ann Imported, *Slow Talks* (London: Verso, 2019), p. 4.\n');
    const editor = await draft('markdown', '@imported|');
    const summary = (await vscode.commands.executeCommand<ImportSummary>('ibid.importSelected', fileUri('more/note.md'), [fileUri('more')]))!;
    assert.equal(summary.sources, 1);
    assert.equal(summary.saved, true);
    const [first] = await offered(editor);
    assert.equal(labelOf(first!), 'imported2019slow');
    assert.match(await read('references.bib'), /imported2019slow/);
    const names = (await vscode.workspace.fs.readDirectory(folder())).map(([name]) => name);
    assert.deepEqual(names.filter((name) => name.endsWith('.tmp')), []);
  });

  it('changes nothing when nothing has changed', async () => {
    const before = await read('references.json');
    const summary = (await vscode.commands.executeCommand<ImportSummary>('ibid.importSelected', fileUri('sources')))!;
    assert.deepEqual([summary.sources, summary.newItems, summary.newClaims, summary.removedClaims], [0, 0, 0, 0]);
    assert.equal(await read('references.json'), before);
  });

  it('reads all sources again when told to, and finds the same', async () => {
    const before = await read('claims.json');
    const summary = (await vscode.commands.executeCommand<ImportSummary>('ibid.importAgain', fileUri('draft.md')))!;
    assert.deepEqual([summary.sources, summary.unchanged, summary.newClaims], [summary.found, 0, 0]);
    assert.equal(await read('claims.json'), before);
  });

  it('leaves a library alone that is broken', async () => {
    const before = await read('references.json');
    await write('references.json', before.slice(0, 3000));
    try {
      const summary = (await vscode.commands.executeCommand<ImportSummary>('ibid.importSelected', fileUri('sources')))!;
      assert.equal(summary.saved, false);
      assert.equal(await read('references.json'), before.slice(0, 3000));
    } finally {
      await write('references.json', before);
    }
  });
});
