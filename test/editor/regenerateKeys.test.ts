import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { read, until } from './workspace.js';

const files = ['references.json', 'references.bib', 'draft.md', 'draft.tex'];
const texts = (): Promise<string[]> => Promise.all(files.map(read));

/** Sets the formula, and says yes to what Ibid asks then, until all files on the disk say so. */
async function regenerated(formula: string | undefined, isDone: (text: string) => boolean): Promise<void> {
  await vscode.workspace.getConfiguration().update('ibid.citeKey.formula', formula, vscode.ConfigurationTarget.Workspace);
  await until('The new keys', async () => {
    await vscode.commands.executeCommand('notification.acceptPrimaryAction');
    await vscode.workspace.saveAll();
    return (await texts()).every(isDone);
  });
}

describe('Regenerating cite keys', () => {
  before(async () => {
    await vscode.extensions.getExtension('ibid.ibid')!.activate();
    await vscode.commands.executeCommand('notifications.clearAll');
  });
  after(() => vscode.workspace.getConfiguration().update('ibid.citeKey.formula', undefined, vscode.ConfigurationTarget.Workspace));

  it('is offered when the formula changes, and changes the library and all documents; and back', async () => {
    const [, , ...documents] = await texts();
    const isAfter = (text: string): boolean => /Vale2018x/.test(text) && !/[@{]vale2018cubs/.test(text);
    await regenerated('auth + year + "x"', isAfter);
    await regenerated(undefined, (text) => /vale2018cubs/.test(text) && !/Vale2018x/.test(text));
    assert.deepEqual((await texts()).slice(2), documents);
  });
});
