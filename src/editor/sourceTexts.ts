import * as vscode from 'vscode';
import type { Background } from './background.js';
import { WorkspaceFileSystem } from './fileSystem.js';

const scheme = 'ibid-source';

interface Reading {
  /** When the file was changed last, in milliseconds since 1970. */
  mtime: number;
  text: string;
  /** Why there is no text, in words. */
  why: string;
}

/** The text that Ibid takes from PDFs, DOCX and EPUB files, as read-only documents: the offsets of claims lead into it. */
export class SourceTexts implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly readings = new Map<string, Reading>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly disposables = [
    this.changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, this),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => this.readings.delete(uri.toString())),
  ];

  constructor(private readonly background: Background) {}

  /** The document with the text of a source as it is now. Throws, in words for a person, where there is none. */
  async open(source: vscode.Uri): Promise<vscode.TextDocument> {
    const uri = textUri(source);
    const before = this.readings.get(uri.toString());
    const { text, why } = await this.read(uri);
    if (text === '') throw new Error(why);
    if (before && before.text !== text) this.changed.fire(uri);
    return vscode.workspace.openTextDocument(uri);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { text, why } = await this.read(uri);
    return text || why;
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  /** Reads the file, unless it is as it was when it was read last. */
  private async read(uri: vscode.Uri): Promise<Reading> {
    const source = sourceUri(uri);
    const { mtime } = await vscode.workspace.fs.stat(source);
    const known = this.readings.get(uri.toString());
    if (known?.mtime === mtime) return known;
    const bytes = await new WorkspaceFileSystem(source).read(source.path);
    const { text, problems } = await this.background.readText(bytes ?? new Uint8Array(), source.path);
    const reading = { mtime, text, why: problems[0]?.message ?? vscode.l10n.t('The file holds no text.') };
    this.readings.set(uri.toString(), reading);
    return reading;
  }
}

/** The tab is named by the path: "article.pdf.txt". */
const textUri = (source: vscode.Uri): vscode.Uri => source.with({ scheme, path: `${source.path}.txt`, query: source.scheme });

/** The source of which a document has the text: another file, or the document itself. */
export const sourceOf = (uri: vscode.Uri): vscode.Uri => (uri.scheme === scheme ? sourceUri(uri) : uri);

const sourceUri = (uri: vscode.Uri): vscode.Uri => uri.with({ scheme: uri.query, path: uri.path.replace(/\.txt$/, ''), query: '' });
