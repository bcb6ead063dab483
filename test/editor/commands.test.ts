import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { LanguageName } from '../support/features.js';
import { inEachLanguage, writing } from './features.js';
import { draft, until } from './workspace.js';

/** Runs a command that asks, and takes what is offered, again and again, until something has come about. */
async function accepting<Value>(command: string, what: string, outcome: () => Promise<Value | undefined | false> | Value | undefined | false, first = async (): Promise<unknown> => undefined): Promise<Value> {
  const running = vscode.commands.executeCommand(command);
  await settled();
  await first();
  const value = await until(what, async () => {
    const answer = await outcome();
    if (answer === undefined || answer === false) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return answer;
  });
  await running;
  return value;
}

/** Until a list that was asked for has surely come. */
const settled = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 700));
const select = async (): Promise<unknown> => vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');

/** The text after the conversion of the words that a title names. */
async function converted(document: vscode.TextDocument, words: string, title: RegExp): Promise<string> {
  const start = document.getText().indexOf(words);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + words.length));
  const actions = await until(`${title}`, async () => {
    const found = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range, vscode.CodeActionKind.RefactorRewrite.value, 20);
    return found.some((one) => title.test(one.title)) && found;
  });
  await vscode.workspace.applyEdit(actions.find((one) => title.test(one.title))!.edit!);
  return document.getText();
}

describe('Writing', () => {
  const inSentence: Record<LanguageName, string> = {
    Markdown: '@vale2018cubs', Quarto: '@vale2018cubs', 'R Markdown': '@vale2018cubs', notebooks: '@vale2018cubs', MyST: '{cite:t}`vale2018cubs`',
    LaTeX: '\\textcite{vale2018cubs}', Typst: '#cite(<vale2018cubs>, form: "prose")',
  };

  inEachLanguage('Convert citation', async (language) => {
    const { document } = await writing(language, `As ${language.cite('vale2018cubs')} says.|`);
    assert.equal(await converted(document, language.cite('vale2018cubs'), /Sentence$|textcite/), `As ${inSentence[language.name]} says.`);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    const pasted = language.name === 'LaTeX' || language.name === 'Typst' ? '[@vale2018cubs, p. 18]' : '\\parencite[18]{vale2018cubs}';
    const { document: other } = await writing(language, `As ${pasted} says.|`);
    assert.equal(await converted(other, pasted, /^Convert Citations to/), `As ${language.citeAt('vale2018cubs', '18')} says.`);
  });

  inEachLanguage('Insert Citation', async (language) => {
    const cited = language.cite('vale2018cubs');
    const { document } = await writing(language, `As ${cited} says, and so on|`);
    // what the document cites already is offered first
    await accepting('ibid.insertCitation', 'The citation', () => document.getText() !== `As ${cited} says, and so on`);
    assert.equal(document.getText(), `As ${cited} says, and so on ${cited}`);
  });

  it('inserts several works that are ticked, into the citation at the cursor', async () => {
    const { document } = await draft('markdown', 'As [@powell2014talking, p. 3|] and @vale2018cubs say');
    const before = document.getText();
    await accepting('ibid.insertCitation', 'The citation', () => document.getText() !== before, async () => {
      for (let row = 0; row < 2; row++) {
        await vscode.commands.executeCommand('workbench.action.quickPickManyToggle');
        await select();
      }
    });
    const [, first, second] = /p\. 3; @(\w+); @(\w+)\] and/.exec(document.getText())!;
    assert.deepEqual([first, second].sort(), ['powell2014talking', 'vale2018cubs']);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  inEachLanguage('Copy Reference', async (language) => {
    const text = `As ${language.cite('vale2018cubs')} says`;
    const { document } = await writing(language, `${text.replace('vale2018', 'vale|2018')}`);
    assert.equal(document.getText(), text);
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand('ibid.copyReference');
    assert.match(await until('The reference', async () => (await vscode.env.clipboard.readText()) || undefined), /^Vale, Gina\. 2018\. “?Cubs in the Lions’ Den/);
  });

  inEachLanguage('Insert Bibliography', async (language) => {
    const drawn = `As ${language.cite('vale2018cubs')} and ${language.cite('powell2014talking')} say\n\n|`;
    const editor = await writing(language, drawn);
    const text = drawn.replace('|', '');
    await accepting('ibid.insertBibliography', 'The bibliography', () => editor.document.getText() !== text, select);
    assert.match(editor.document.getText(), /say\r?\n\r?\nPowell, Jonathan\. 2014\. [\s\S]*\n\r?\nVale, Gina\. 2018\. /);
    await editor.edit((builder) => builder.replace(new vscode.Range(0, 0, 1000, 0), text));
    await accepting('ibid.insertBibliography', 'The tool’s bibliography', () => editor.document.getText() !== text);
    assert.match(editor.document.getText().slice(text.length), /^(?:::: \{#refs\}\r?\n:::|```\{bibliography\}\r?\n```|\\printbibliography|#bibliography\("references\.bib"\))$/);
  });

  inEachLanguage('List Citations', async (language) => {
    const [first, second] = [language.cite('vale2018cubs'), language.cite('powell2014talking')];
    const editor = await writing(language, `|As ${first} says,\nso does ${second}`);
    // an editor that takes the focus late would close the list
    await settled();
    const running = vscode.commands.executeCommand('ibid.listCitations');
    const selected = (): string => editor.document.getText(editor.selection);
    await until('The first citation', () => selected().includes('vale2018cubs'));
    await settled();
    await select();
    await until('The second citation', () => selected().includes('powell2014talking'));
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await until('The cursor where it was', () => editor.selection.isEmpty && editor.selection.active.line === 0 && editor.selection.active.character === 0);
    await running;
  });

  it('opens the source at the sentence that cites the work at the cursor', async () => {
    const { document } = await draft('markdown', 'As [@vale2018|cubs, p. 18] says');
    await accepting('ibid.openSourceAtClaim', 'The source', () => vscode.window.activeTextEditor?.document !== document && vscode.window.activeTextEditor);
    assert.match(vscode.window.activeTextEditor!.document.uri.path, /\/sources\//);
    assert.ok(!vscode.window.activeTextEditor!.selection.isEmpty);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('shows the entry of an item that no document cites', async () => {
    const { document } = await draft('markdown', 'As @vale2018cubs says');
    await accepting('ibid.unusedItems', 'The entry', () => vscode.window.activeTextEditor?.document !== document && vscode.window.activeTextEditor);
    const { document: entry, selection } = vscode.window.activeTextEditor!;
    assert.match(entry.uri.path, /references\.json$/);
    const key = entry.getText(selection);
    assert.match(key, /^\w+$/);
    assert.notEqual(key, 'vale2018cubs');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
