import * as vscode from 'vscode';
import { codeLens, type EntryLens } from '../language/codeLens.js';
import type { Entries } from './entries.js';
import type { Views } from './views.js';
import type { WorkspaceCitations } from './workspaceCitations.js';

/** What a click does: each is given an entry's key, and where it stands. */
export const showCitationsCommand = 'ibid.showCitations';
export const showClaimsCommand = 'ibid.showClaims';

const setting = 'codeLens.enabled';

/** Above each entry of a bibliography: where it is cited, and what the sources say of it. */
export class EntryLensProvider implements vscode.CodeLensProvider {
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(private readonly citations: WorkspaceCitations, private readonly views: Views, private readonly entries: Entries) {
    this.onDidChangeCodeLenses = views.onDidChangeWith(`ibid.${setting}`);
  }

  async provideCodeLenses(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeLens[]> {
    if (!vscode.workspace.getConfiguration('ibid', document).get(setting, true)) return [];
    const [entries, cited, library] = await Promise.all([
      this.entries.keysOf(document),
      this.citations.counts(token),
      this.views.ofBibliography(document),
    ]);
    return codeLens(entries, cited, (key) => library.claimCount(key)).flatMap((lens) => lensesOf(document, lens));
  }
}

function lensesOf(document: vscode.TextDocument, { key, start, cited, claims }: EntryLens): vscode.CodeLens[] {
  const position = document.positionAt(start);
  const range = new vscode.Range(position, position);
  const lens = (title: string | null, command: string): vscode.CodeLens[] =>
    title === null ? [] : [new vscode.CodeLens(range, { title, command, arguments: [key, document.uri, position] })];
  return [...lens(cited, showCitationsCommand), ...lens(claims, showClaimsCommand)];
}

/** Shows where a key is cited, in VS Code's own list of references at the entry. */
export async function showCitations(citations: WorkspaceCitations, key: unknown, uri: unknown, position: unknown): Promise<void> {
  if (typeof key !== 'string' || !(uri instanceof vscode.Uri) || !(position instanceof vscode.Position)) return;
  const places = (await citations.of(new Set([key]))).get(key) ?? [];
  await vscode.commands.executeCommand('editor.action.showReferences', uri, position, places);
}
