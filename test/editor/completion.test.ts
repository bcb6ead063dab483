import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { inEachLanguage, type Opened } from './features.js';
import { draft, labelOf, offered, seen, type, until } from './workspace.js';

/** The works that VS Code would offer at the cursor. */
async function worksAt({ document, position }: Opened): Promise<vscode.CompletionItem[]> {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, position);
  return items.filter(({ kind }) => kind === vscode.CompletionItemKind.Reference);
}

inEachLanguage('Completion', async ({ begun, open }) => {
  const [first] = await worksAt(await open(`As ${begun}valecubs|`));
  assert.deepEqual([labelOf(first!), first!.insertText], ['vale2018cubs', 'vale2018cubs']);
});

inEachLanguage('Search by content', async ({ begun, open }) => {
  const [first] = await worksAt(await open(`As ${begun}movement beaten|`));
  assert.equal(labelOf(first!), 'vale2018cubs');
  assert.match((first!.label as vscode.CompletionItemLabel).detail!, /the movement is beaten|movement does not leave/);
});

/** Types in a document, takes the first of the suggestions that VS Code itself then shows, and gives the text. */
async function accepted(language: string, drawn: string, typed: string): Promise<string> {
  const { document } = await draft(language, drawn);
  await type(typed);
  const before = document.getText();
  // The signs bring the list by themselves; in the middle of a key a person asks for it.
  if (!/[@{]/.test(typed)) await vscode.commands.executeCommand('editor.action.triggerSuggest');
  await until(`A suggestion after ${typed}`, async () => {
    await vscode.commands.executeCommand('acceptSelectedSuggestion');
    return document.getText() !== before;
  });
  return document.getText();
}

describe('Completion', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  const rows: [language: string, drawn: string, typed: string, expected: string][] = [
    ['markdown', 'As |', '@vale2018cu', 'As @vale2018cubs'],
    ['markdown', 'As |', '[@valecubs', 'As [@vale2018cubs]'],
    ['markdown', 'As [@powell2014talking; -@|]', 'mahlouly', 'As [@powell2014talking; -@mahlouly2018tale]'],
    ['markdown', 'As @mah|2018wrong shows', 'louly', 'As @mahlouly2018tale shows'],
    ['markdown', 'As |', '@{lions den', 'As @{vale2018cubs}'],
    ['markdown', 'As |', '@movement beaten', 'As @vale2018cubs'],
    ['latex', 'As |', '\\cite{vale2018cu', 'As \\cite{vale2018cubs}'],
    ['latex', 'As \\parencites[18]{powell2014talking}[20]{|}', 'lions den', 'As \\parencites[18]{powell2014talking}[20]{vale2018cubs}'],
    ['latex', 'As \\cite{powell2014talking,|}', 'mahlouly', 'As \\cite{powell2014talking,mahlouly2018tale}'],
  ];
  for (const [language, drawn, typed, expected] of rows) {
    it(`of ${JSON.stringify(drawn)} in ${language}, ${typed} typed`, async () => assert.equal(await accepted(language, drawn, typed), expected));
  }

  it('offers the library when only the sign is typed', async () => {
    const items = await offered(await draft('markdown', 'As @|'));
    assert.equal(items.length, 50);
  });

  it('is ranked by Ibid, whatever the key starts with', async () => {
    const [first] = await offered(await draft('markdown', 'As @cubs|'));
    assert.equal(labelOf(first!), 'vale2018cubs');
  });

  it('keeps quiet in prose behind a name', async () => {
    const { document } = await draft('markdown', 'As |');
    await type('@vale concern ');
    await new Promise((resolve) => setTimeout(resolve, 500));
    await vscode.commands.executeCommand('acceptSelectedSuggestion');
    assert.equal(document.getText(), 'As @vale concern ');
  });

  it('shows the reference beside the list', async () => {
    const [first] = await offered(await draft('markdown', 'As @vale2018cubs|'), 1);
    assert.match(seen((first!.documentation as vscode.MarkdownString).value), /^Vale, Gina\. 2018\. .*Cubs in the Lions/);
  });

  it('keeps quiet in code, and in languages without citations', async () => {
    assert.deepEqual(await offered(await draft('markdown', '```\n@vale|\n```')), []);
    assert.deepEqual(await offered(await draft('markdown', 'gina@vale|')), []);
    assert.deepEqual(await offered(await draft('plaintext', '@vale|')), []);
  });
});
