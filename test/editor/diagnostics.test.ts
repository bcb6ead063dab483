import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { inEachLanguage } from './features.js';
import { draft, fileUri, until, write } from './workspace.js';

/** What Ibid tells of a document's citations: code and words. */
const toldOf = (document: vscode.TextDocument): string[] =>
  vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Ibid').map(({ code, range }) => `${String(code)} ${document.getText(range)}`);

/** Waits until something is told of a code. */
const told = (document: vscode.TextDocument, code: string): Promise<vscode.Diagnostic> =>
  until(`The diagnostic ${code}`, () => vscode.languages.getDiagnostics(document.uri).find((diagnostic) => diagnostic.code === code));

inEachLanguage('Diagnostics', async ({ cite, open }) => {
  const { document } = await open(`As ${cite('vale2018cubs')} and ${cite('vale2018cub')} say.|`);
  const { message, range, severity, source } = await told(document, 'key-undefined');
  assert.match(document.getText(range), /^@?vale2018cub$/);
  assert.match(message, /Did you mean vale2018cubs\?$/);
  assert.deepEqual([severity, source], [vscode.DiagnosticSeverity.Warning, 'Ibid']);
});

describe('Diagnostics', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it('follow what is written', async () => {
    const editor = await draft('markdown', '---\nbibliography: references.bib\n---\n\nAs [@vale2018cub] says.');
    await told(editor.document, 'key-undefined');
    await editor.edit((edit) => edit.replace(new vscode.Range(4, 0, 4, 20), 'As [@vale2018cubs]'));
    await until('The end of it', () => !toldOf(editor.document).some((one) => one.startsWith('key-undefined')));
  });

  it('follow the bibliography', async () => {
    await write('rested.bib', '@book{roe2020water,\n  title = {On Water}, author = {Roe, Ann}, date = {2020}\n}\n');
    try {
      const { document } = await draft('markdown', '---\nbibliography: rested.bib\n---\n\nAs [@roe2020water; @roe2021air] say.');
      await told(document, 'key-undefined');
      assert.deepEqual(toldOf(document), ['key-undefined @roe2021air']);
      await write('rested.bib', '@book{roe2020water,\n  title = {RETRACTED: On Water}, author = {Roe, Ann}, date = {2020}\n}\n@book{roe2021air, title = {On Air}, author = {Roe, Ann}, date = {2021}}\n');
      const retracted = await told(document, 'work-retracted');
      assert.deepEqual(toldOf(document), ['work-retracted @roe2020water']);
      assert.deepEqual(retracted.tags, [vscode.DiagnosticTag.Deprecated]);
    } finally {
      await vscode.workspace.fs.delete(fileUri('rested.bib'));
    }
  });

  it('are as grave as the settings say', async () => {
    const settings = vscode.workspace.getConfiguration('ibid');
    const { document } = await draft('markdown', 'As [@vale2018cub] says.');
    await told(document, 'key-undefined');
    assert.deepEqual(toldOf(document), ['bibliography-unnamed @vale2018cub', 'key-undefined @vale2018cub']);
    await settings.update('diagnostics', { 'bibliography-unnamed': 'off', 'key-undefined': 'error' }, vscode.ConfigurationTarget.Global);
    try {
      await until('The error', () => vscode.languages.getDiagnostics(document.uri).some(({ severity }) => severity === vscode.DiagnosticSeverity.Error));
      assert.deepEqual(toldOf(document), ['key-undefined @vale2018cub']);
    } finally {
      await settings.update('diagnostics', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
