import * as vscode from 'vscode';
import { syntaxes } from '../language/citations.js';
import { DocumentCitations } from '../language/documentCitations.js';
import type { Edit } from '../text/edit.js';
import type { Span } from '../text/span.js';

/** The scheme of a notebook's cells. */
export const notebookCell = 'vscode-notebook-cell';

interface Held {
  version: number;
  citations: DocumentCitations;
}

const commandsSetting = 'ibid.latex.citeCommands';

/** Commands of LaTeX that cite in a document, or in those of a folder, besides those that are known; however a person has written them. */
export function citeCommands(scope: vscode.ConfigurationScope): string[] {
  const given = vscode.workspace.getConfiguration(undefined, scope).get<unknown>(commandsSetting);
  const names = Array.isArray(given) ? given.filter((name) => typeof name === 'string') : [];
  return names.map((name) => name.trim().replace(/^\\/, '').replace(/\*$/, ''));
}

/** The citations of the documents that are open, kept up with each keystroke, and read when they are first asked for. */
export class OpenDocuments implements vscode.Disposable {
  /** By documents, not their addresses: an untitled one may have that of another which was closed. */
  private held = new WeakMap<vscode.TextDocument, Held>();
  private readonly disposables: vscode.Disposable[];

  constructor() {
    this.disposables = [
      vscode.workspace.onDidChangeTextDocument((event) => this.changed(event)),
      vscode.workspace.onDidCloseTextDocument((document) => this.held.delete(document)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(commandsSetting)) this.held = new WeakMap();
      }),
    ];
  }

  of(document: vscode.TextDocument): DocumentCitations {
    const known = this.held.get(document);
    if (known?.version === document.version && known.citations.language === document.languageId) return known.citations;
    const citations = new DocumentCitations(document.languageId, document.getText(), citeCommands(document));
    this.held.set(document, { version: document.version, citations });
    return citations;
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  /** VS Code tells of each change once, those further down in the document first. */
  private changed({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const known = this.held.get(document);
    if (!known || contentChanges.length === 0) return;
    // a notebook that is opened under the address of one that was closed begins with the version that was known
    if (known.version === document.version) return void this.held.delete(document);
    for (const { rangeOffset, rangeLength, text } of contentChanges) known.citations.change({ start: rangeOffset, end: rangeOffset + rangeLength }, text);
    known.version = document.version;
  }
}

/** What a document stands in: itself, or the notebook of a cell. */
export function fileOf({ uri }: vscode.TextDocument): vscode.Uri {
  if (uri.scheme !== notebookCell) return uri;
  const isOf = (notebook: vscode.NotebookDocument): boolean => notebook.getCells().some(({ document }) => document.uri.toString() === uri.toString());
  return vscode.workspace.notebookDocuments.find(isOf)?.uri ?? uri;
}

/** The editor that one writes in, where things can be cited; undefined where the one in front is of another kind. */
export function citingEditor(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && syntaxes.has(editor.document.languageId) ? editor : undefined;
}

export function rangeOf(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

export function spanOf(document: vscode.TextDocument, { start, end }: vscode.Range): Span {
  return { start: document.offsetAt(start), end: document.offsetAt(end) };
}

/** Adds what is to be changed in a document. */
export function addEdits(edit: vscode.WorkspaceEdit, document: vscode.TextDocument, edits: readonly Edit[]): void {
  for (const { text, ...span } of edits) edit.replace(document.uri, rangeOf(document, span), text);
}

/** A file as a document, which need not be shown; null where it is not there, or is no text. */
export const documentOf = (uri: vscode.Uri): Promise<vscode.TextDocument | null> => Promise.resolve(vscode.workspace.openTextDocument(uri)).catch(() => null);

/** A place in a file, by its text; none where it can't be opened, or has no such place. */
export async function locationsIn(uri: vscode.Uri, find: (text: string) => Span | null): Promise<vscode.Location[]> {
  const document = await documentOf(uri);
  const span = document && find(document.getText());
  return span ? [new vscode.Location(uri, rangeOf(document, span))] : [];
}
