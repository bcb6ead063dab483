import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Claim, LibraryItem } from '../../src/library/library.js';
import { inEachLanguage, writing } from './features.js';
import { draft, fileUri, read, until, write } from './workspace.js';

const actionsAt = async (document: vscode.TextDocument, range: vscode.Range, resolved = 0): Promise<vscode.CodeAction[]> =>
  vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range, undefined, resolved);

/** Waits for an action with such a title at the first of some words. */
async function action(document: vscode.TextDocument, words: string, title: RegExp, resolved = 0): Promise<vscode.CodeAction> {
  const start = document.getText().indexOf(words);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + words.length));
  return until(`The action ${title.source}`, async () => (await actionsAt(document, range, resolved)).find((one) => title.test(one.title)));
}

async function done({ edit, command }: vscode.CodeAction): Promise<void> {
  if (edit) assert.ok(await vscode.workspace.applyEdit(edit));
  if (command) await vscode.commands.executeCommand(command.command, ...((command.arguments as unknown[] | undefined) ?? []));
}

const itemsNow = async (): Promise<LibraryItem[]> => JSON.parse(await read('references.json')) as LibraryItem[];

inEachLanguage('Quick fixes', async (language) => {
  const { cite } = language;
  const { document } = await writing(language, `As ${cite('vale2018cub')} says.|`);
  await done(await action(document, 'vale2018cub', /^Change to vale2018cubs$/));
  assert.equal(document.getText(), `As ${cite('vale2018cubs')} says.`);
});

inEachLanguage('Cite This', async (language) => {
  const [claim] = (JSON.parse(await read('claims.json')) as Claim[]).filter(({ reference }) => reference === 'vale2018cubs');
  const cited = language.cite('powell2014talking');
  const { document } = await writing(language, `So it is ${cited}. ${claim!.claim.replace(/[.?!”"’]+$/, '')}|.`);
  const running = vscode.commands.executeCommand('ibid.citeThis');
  await until('The citation', async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return document.getText().includes('vale2018cubs');
  });
  await running;
  // written as the document writes its others
  const sign = cited.slice(0, cited.indexOf('powell')).replace(/\{$/, '');
  const written = document.getText().slice(document.getText().indexOf(cited) + cited.length);
  assert.ok(written.includes(sign) && /vale2018cubs[^.]*(?:p\. ?\d+[^.]*)?\.$/.test(written), written);
});

describe('Quick fixes', () => {
  let files: Record<string, string>;
  before(async () => {
    files = Object.fromEntries(await Promise.all(['references.json', 'references.bib'].map(async (name) => [name, await read(name)] as const)));
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    for (const [name, text] of Object.entries(files)) await write(name, text);
  });

  it('put a stub into the library', async () => {
    const { document } = await draft('markdown', 'As [@roe2020water] says.');
    await done(await action(document, 'roe2020water', /^Add a stub for roe2020water to the library$/));
    assert.deepEqual((await itemsNow()).find(({ id }) => id === 'roe2020water'), { id: 'roe2020water', type: 'document' });
    await until('The end of it', () => vscode.languages.getDiagnostics(document.uri).every(({ code }) => code !== 'key-undefined'));
  });

  it('put a stub into the user’s own .bib, which is left to be saved', async () => {
    const bib = '@book{doe2019, title = {On Air}, author = {Doe, Ann}, date = {2019}}\n';
    await write('own.bib', bib);
    try {
      const { document } = await draft('markdown', '---\nbibliography: own.bib\n---\n\nAs [@roe2020water] says.');
      await done(await action(document, 'roe2020water', /^Add an entry roe2020water to own\.bib$/, 20));
      const opened = await vscode.workspace.openTextDocument(fileUri('own.bib'));
      assert.equal(opened.getText(), `${bib}\n@misc{roe2020water,\n  title = {…},\n}\n`);
      assert.deepEqual([opened.isDirty, await read('own.bib')], [true, bib]);
      await vscode.window.showTextDocument(opened);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    } finally {
      await vscode.workspace.fs.delete(fileUri('own.bib'));
    }
  });

  it('name the library as the bibliography of a document that names none', async () => {
    const { document } = await draft('markdown', 'As [@vale2018cubs] says.');
    await done(await action(document, '@vale2018cubs', /^Insert bibliography: references\.json$/));
    assert.equal(document.getText(), '---\nbibliography: references.json\n---\n\nAs [@vale2018cubs] says.');
    await until('The end of it', () => vscode.languages.getDiagnostics(document.uri).every(({ code }) => code !== 'bibliography-unnamed'));
  });

  it('turn a pasted reference into an item, and cite it', async () => {
    const pasted = 'Roe, A. (2020). On water. Journal of Water, 3(2), 12–34.';
    const { document } = await draft('markdown', `Water is wet.\n\n${pasted}\n`);
    await done(await action(document, pasted, /^Cite This Reference/));
    assert.equal(document.getText(), 'Water is wet.\n\n[@roe2020water]\n');
    const item = (await itemsNow()).find(({ id }) => id === 'roe2020water')!;
    assert.deepEqual([item.title, item['container-title'], item.page, item.custom], ['On water', 'Journal of Water', '12-34', undefined]);
    assert.match(await read('references.bib'), /roe2020water/);
  });

  it('cite a pasted reference that the library has', async () => {
    const before = await read('references.json');
    const vale = (JSON.parse(before) as LibraryItem[]).find(({ id }) => id === 'vale2018cubs')!;
    const pasted = `Vale, Gina. ${vale.title}. London: ICSR, 2018.`;
    const { document } = await draft('latex', `${pasted}\n`);
    await done(await action(document, pasted, /^Cite This Reference/));
    assert.equal(document.getText(), '\\parencite{vale2018cubs}\n');
    assert.equal(await read('references.json'), before);
  });
});
