// What the editor tests do to VS Code, as a person would.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** The example's folder, which is also its library's. */
export const folder = (): vscode.Uri => vscode.workspace.workspaceFolders![0]!.uri;

export const fileUri = (name: string): vscode.Uri => vscode.Uri.joinPath(folder(), name);

/** Asks again until the answer is there. Fails, with what was asked for, after thirty seconds. */
export async function until<Value>(what: string, ask: () => Promise<Value | undefined | false> | Value | undefined | false): Promise<Value> {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return assert.fail(`${what} did not come about.`);
}

/** A new document that no editor shows. */
export async function newDocument(language: string, content: string): Promise<vscode.TextDocument> {
  await vscode.extensions.getExtension('ibid.ibid')!.activate();
  // one that was closed a moment ago may be had instead, under the same address
  return until('A new document', async () => {
    const document = await vscode.workspace.openTextDocument({ language, content });
    return document.languageId === language && document.getText() === content && !document.isClosed && document;
  });
}

/** Opens a new document, with the cursor where the text has `|`. */
export async function draft(language: string, drawn: string): Promise<vscode.TextEditor> {
  const at = drawn.indexOf('|');
  const document = await newDocument(language, drawn.replace('|', ''));
  const editor = await vscode.window.showTextDocument(document);
  const cursor = document.positionAt(at < 0 ? drawn.length : at);
  editor.selection = new vscode.Selection(cursor, cursor);
  return editor;
}

/** Types as on a keyboard, letter by letter. */
export async function type(text: string): Promise<void> {
  for (const letter of text) await vscode.commands.executeCommand('type', { text: letter });
}

export async function read(name: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(fileUri(name)));
}

export async function write(name: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(fileUri(name), new TextEncoder().encode(text));
}

/** The keys that VS Code would offer at the cursor. */
export async function offered(editor: vscode.TextEditor, resolved = 0): Promise<vscode.CompletionItem[]> {
  const { uri } = editor.document;
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider', uri, editor.selection.active, undefined, resolved,
  );
  return list.items.filter(({ kind }) => kind === vscode.CompletionItemKind.Reference);
}

export const labelOf = ({ label }: vscode.CompletionItem): string => (typeof label === 'string' ? label : label.label);

/** The Markdown of the hover over the first of `words` in a document. */
export async function hoverOver(document: vscode.TextDocument, words: string, shift = 1): Promise<string | undefined> {
  const at = document.positionAt(document.getText().indexOf(words) + shift);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at);
  return hovers.flatMap(({ contents }) => contents).map((content) => (content as vscode.MarkdownString).value)[0];
}

/** Markdown as a reader sees it. */
export const seen = (markdown: string): string =>
  markdown.replace(/<[^>]*>/g, '').replace(/&#(\d+);/g, (_reference, code: string) => String.fromCharCode(Number(code)));
