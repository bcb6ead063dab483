import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { draft, hoverOver, labelOf, offered, seen, until } from './workspace.js';

const closeAll = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.closeAllEditors');

describe('LaTeX', () => {
  afterEach(closeAll);
  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('ibid.latex');

  it('has the commands that a person names, from when they are named', async () => {
    const { document } = await draft('latex', 'As \\mycite[see][27]{vale2018cubs} shows.');
    assert.equal(await hoverOver(document, 'vale2018cubs'), undefined);
    try {
      await settings().update('citeCommands', ['\\mycite'], vscode.ConfigurationTarget.Workspace);
      assert.match(seen(await until('A hover', () => hoverOver(document, 'vale2018cubs'))), /^Vale, Gina/);
      const [first] = await offered(await draft('latex', 'As \\mycite{valecubs|} shows.'));
      assert.equal(labelOf(first!), 'vale2018cubs');
    } finally {
      await settings().update('citeCommands', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});

describe('Typst', () => {
  afterEach(closeAll);

  it('tells citations from references to what the document labels', async () => {
    const { document } = await draft('typst', 'It is so @vale2018cubs[p. 27], as #cite(<powell2014talking>, form: "prose") says.');
    assert.match(seen((await hoverOver(document, 'vale2018cubs'))!), /^Vale, Gina/);
    assert.match(seen((await hoverOver(document, 'powell2014talking'))!), /^Powell, Jonathan/);
    const labelled = await draft('typst', 'See @vale2018cubs.\n\n#figure(\n  [Cubs],\n) <vale2018cubs>\n');
    assert.equal(await hoverOver(labelled.document, '@vale2018cubs'), undefined);
  });
});
