import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { read, until } from './workspace.js';

const files = ['references.json', 'references.bib', 'draft.md', 'draft.tex'];
const texts = (): Promise<string[]> => Promise.all(files.map(read));

/** Sets the formula, and says yes to what Ibid asks then, until a file on the disk says so. */
async function regenerated(formula: string | undefined, isDone: (draft: string) => boolean): Promise<void> {
  await vscode.workspace.getConfiguration().update('ibid.citeKey.formula', formula, vscode.ConfigurationTarget.Workspace);
  await until('The new keys', async () => {
    await vscode.commands.executeCommand('notification.acceptPrimaryAction');
    await vscode.workspace.saveAll();
    return isDone(await read('draft.md'));
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
    const isBefore = (draft: string): boolean => /@vale2018cubs/.test(draft);
    await regenerated('auth + year + "x"', (draft) => !isBefore(draft));
    for (const [at, text] of (await texts()).entries()) {
      assert.match(text, /Vale2018x/, files[at]);
      assert.doesNotMatch(text, /[@{]vale2018cubs/, files[at]);
    }
    await regenerated(undefined, isBefore);
    assert.deepEqual((await texts()).slice(2), documents);
  });
});
