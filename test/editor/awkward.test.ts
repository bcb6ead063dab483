// Documents that are hard for an editor: completion and hover are right in each.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { draft, fileUri, hoverOver, labelOf, offered, seen, type, until, write } from './workspace.js';

const isVale = (card: string | undefined): boolean => card !== undefined && /^Vale, Gina/.test(seen(card));
const assertVale = async (document: vscode.TextDocument, words = 'vale2018cubs'): Promise<void> => assert.ok(isVale(await hoverOver(document, words)), document.getText().slice(0, 200));

describe('An awkward document', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const rows: [what: string, language: string, drawn: string][] = [
    ['a bracket that is not closed', 'markdown', 'As [see @vale2018c|\n\nMore.'],
    ['braces that are not closed', 'latex', 'As \\parencite[see][18]{vale2018c|\n\nMore.'],
    ['a key at the very end', 'markdown', 'As @vale2018c|'],
    ['Windows line ends', 'markdown', 'One.\r\n\r\nTwo\r\nas [@vale2018c|]\r\n'],
    ['tabs', 'markdown', '- One\n\tas\t[@vale2018c|]\n'],
    ['combining characters', 'markdown', 'Cafe\u0301 n\u0303 [@vale2018c|]'],
    ['right-to-left text', 'markdown', 'כפי שנאמר [@vale2018c|] בספר, وقال'],
    ['surrogate pairs', 'latex', '😀𝒳 \\parencite{vale2018c|} 😀'],
    ['a line of a megabyte', 'markdown', `${'lorem ipsum '.repeat(90_000)}[@vale2018c|]`],
  ];
  for (const [what, language, drawn] of rows) {
    it(`with ${what}`, async () => {
      const editor = await draft(language, drawn);
      const { document } = editor;
      const item = await until('The completion', async () => (await offered(editor)).find((one) => labelOf(one) === 'vale2018cubs'));
      const { start, end } = item.range instanceof vscode.Range ? item.range : item.range!.replacing;
      assert.equal(document.getText(new vscode.Range(start, end)), 'vale2018c');
      await editor.edit((edit) => edit.replace(new vscode.Range(start, end), String(item.insertText)));
      await assertVale(document);
    });
  }

  it('of 10 MB', async function () {
    this.timeout(60_000);
    const paragraph = `${'lorem ipsum dolor '.repeat(40)}[@vale2018cubs].\n\n`;
    // VS Code itself looks through all of a Markdown file for links
    const editor = await draft('quarto', `${paragraph.repeat(Math.ceil(10_500_000 / paragraph.length))}As [@powell2014t|]`);
    await until('The completion', async () => (await offered(editor)).some((one) => labelOf(one) === 'powell2014talking'));
    await assertVale(editor.document);
    await type('alk');
    await until('The completion after typing', async () => (await offered(editor)).some((one) => labelOf(one) === 'powell2014talking'));
  });

  it('that an extension makes up', async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider('awkward', { provideTextDocumentContent: () => 'As @vale2018cubs shows.' });
    try {
      await assertVale(await vscode.workspace.openTextDocument(vscode.Uri.parse('awkward:/made-up.md')));
    } finally {
      provider.dispose();
    }
  });

  it('in two editors', async () => {
    await write('twice.md', 'One.\n');
    try {
      const document = await vscode.workspace.openTextDocument(fileUri('twice.md'));
      const [left, right] = [await vscode.window.showTextDocument(document, vscode.ViewColumn.One), await vscode.window.showTextDocument(document, vscode.ViewColumn.Two)];
      await left!.edit((edit) => edit.insert(new vscode.Position(0, 0), 'As @vale2018cubs shows. '));
      await right!.edit((edit) => edit.insert(new vscode.Position(0, 0), 'And more, 😀. '));
      await assertVale(document);
    } finally {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await vscode.workspace.fs.delete(fileUri('twice.md'));
    }
  });

  it('written by several cursors at once, and taken back', async () => {
    const editor = await draft('markdown', 'First @vale cubs.\n\nSecond @vale cubs.\n\nThird @vale cubs.|');
    const { document } = editor;
    const at = Array.from(document.getText().matchAll(/@vale/g), ({ index }) => document.positionAt(index + '@vale'.length));
    editor.selections = at.map((position) => new vscode.Selection(position, position));
    await type('2018cubs');
    assert.equal(document.getText().match(/@vale2018cubs/g)?.length, 3);
    for (const { index } of document.getText().matchAll(/@vale2018cubs/g)) assert.ok(isVale(await hoverOver(document, document.getText().slice(index))));
    for (let undone = 0; undone < 10 && /2018/.test(document.getText()); undone++) await vscode.commands.executeCommand('undo');
    assert.equal(await hoverOver(document, '@vale cubs'), undefined);
  });

  it('whose language is changed', async () => {
    const { document } = await draft('markdown', 'As @vale2018cubs and \\cite{vale2018cubs}.|');
    await assertVale(document);
    const latex = await vscode.languages.setTextDocumentLanguage(document, 'latex');
    assert.equal(await hoverOver(latex, '@vale2018cubs'), undefined);
    await assertVale(latex, '{vale2018cubs');
  });
});
