import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { inEachLanguage, type Opened } from './features.js';
import { draft, labelOf, seen, type, until } from './workspace.js';

/** The places that VS Code would offer at the cursor. */
async function placesAt({ document, position }: Opened, resolved = 0): Promise<vscode.CompletionItem[]> {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, position, undefined, resolved);
  return items.filter(({ kind }) => kind === vscode.CompletionItemKind.Value);
}

inEachLanguage('Pinpoints', async ({ citeAt, open }) => {
  const places = await placesAt(await open(`It was a plea heard in some capitals ${citeAt('vale2018cubs', '|')}.`), 1);
  assert.deepEqual(places.map(labelOf), ['pp. 30–31', 'p. 27']);
  assert.match(String(places[0]!.insertText), /^30(?:–|--)31$/);
  assert.match(seen((places[0]!.documentation as vscode.MarkdownString).value), /treated first of all as victims/);
});

describe('Pinpoints', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  const rows: [language: string, drawn: string, typed: string, expected: string][] = [
    ['markdown', 'As [@vale2018cubs|]', ', ', 'As [@vale2018cubs, p. 27]'],
    ['markdown', 'As [@vale2018cubs, p.|]', ' 3', 'As [@vale2018cubs, p. 30–31]'],
    ['latex', 'As \\parencite|{vale2018cubs}', '[', 'As \\parencite[27]{vale2018cubs}'],
  ];
  for (const [language, drawn, typed, expected] of rows) {
    it(`of ${drawn} in ${language}, ${JSON.stringify(typed)} typed`, async () => {
      const { document } = await draft(language, drawn);
      await type(typed);
      const before = document.getText();
      await until(`A place after ${typed}`, async () => {
        await vscode.commands.executeCommand('acceptSelectedSuggestion');
        return document.getText() !== before;
      });
      assert.equal(document.getText(), expected);
    });
  }
});
