import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ImportSummary } from '../../src/library/import.js';
import type { Claim } from '../../src/library/library.js';
import { draft, fileUri, labelOf, offered, read, until, write } from './workspace.js';

const citing = (title: string, sentence: string): string => `# An Article on Watching\n\n${sentence}[^1]\n\n[^1]: Ann Watched, *${title}* (London: Verso, 2019), p. 4.\n`;
const claims = async (): Promise<Claim[]> => JSON.parse(await read('claims.json')) as Claim[];
const claimed = (sentence: string) => until(`“${sentence}” in the library`, async () => (await claims()).find(({ claim }) => claim === sentence));
const imported = (name: string) => vscode.commands.executeCommand<ImportSummary>('ibid.importSelected', fileUri(name));

describe('While VS Code is open', function () {
  this.timeout(60_000);

  before(async () => {
    await draft('markdown', '');
    await write('read/one.md', citing('Slow Changes', 'Change is slow.'));
    await write('unread/other.md', citing('Other Changes', 'Nobody asked for this.'));
    await imported('read');
  });
  after(async () => {
    for (const name of ['read', 'unread', 'elsewhere']) await vscode.workspace.fs.delete(fileUri(name), { recursive: true }).then(undefined, () => undefined);
  });

  it('a source that changes is read', async () => {
    await write('read/one.md', citing('Slow Changes', 'Change is quick.'));
    await claimed('Change is quick.');
    assert.ok(!(await claims()).some(({ claim }) => claim === 'Change is slow.'));
  });

  it('a new one in a folder that was imported is read, and none elsewhere', async () => {
    await write('unread/another.md', citing('Other Changes', 'Nor for this.'));
    await write('read/deeper/two.md', citing('New Changes', 'Something is new.'));
    await claimed('Something is new.');
    const editor = await draft('markdown', '@watchednew|');
    await until('The new work', async () => (await offered(editor)).some((item) => labelOf(item) === 'watched2019new'));
    assert.ok(!(await claims()).some(({ source }) => source.file.startsWith('unread/')));
  });

  it('one that is moved keeps its claims under its new name', async () => {
    await vscode.workspace.fs.createDirectory(fileUri('elsewhere'));
    const move = new vscode.WorkspaceEdit();
    move.renameFile(fileUri('read/deeper/two.md'), fileUri('elsewhere/two.md'));
    await vscode.workspace.applyEdit(move);
    await until('The new name', async () => (await claims()).find(({ claim, source }) => claim === 'Something is new.' && source.file === 'elsewhere/two.md'));
  });

  it('one that is deleted keeps its claims, and is said to be gone', async () => {
    await vscode.workspace.fs.delete(fileUri('read/one.md'));
    await until('The problem', () => vscode.languages.getDiagnostics(fileUri('read/one.md')).find(({ code }) => code === 'source-unreadable'));
    assert.ok((await claims()).some(({ claim }) => claim === 'Change is quick.'));
  });

  it('a file that a person is writing is no source, wherever it is', async () => {
    const made = new vscode.WorkspaceEdit();
    made.createFile(fileUri('read/mine.md'));
    await vscode.workspace.applyEdit(made);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri('read/mine.md')));
    await write('read/mine.md', citing('My Own Work', 'I am writing this.'));
    await write('read/three.md', citing('Third Changes', 'This came after it.'));
    await claimed('This came after it.');
    assert.ok(!(await claims()).some(({ source }) => source.file === 'read/mine.md'));
  });
});
