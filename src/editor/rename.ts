import * as vscode from 'vscode';
import { renamed, renamedInNotebook, unwritable } from '../language/rename.js';
import { keyFault } from '../library/renamedEntry.js';
import type { Background } from './background.js';
import { fileIn, formatName, isSameEntry, type Entries, type Entry } from './entries.js';
import type { Libraries } from './library.js';
import { addEdits, documentOf, notebookCell, rangeOf, type OpenDocuments } from './openDocuments.js';
import type { WorkspaceCitations } from './workspaceCitations.js';

/** What is to be renamed: a work where it stands, and the keys that lead to it from the place where a person asks. */
interface Target {
  entry: Entry;
  keys: ReadonlySet<string>;
  range: vscode.Range;
}

const relative = (uri: vscode.Uri): string => vscode.workspace.asRelativePath(uri);

/**
 * Gives a work another key: in the file that has it, in Ibid's own library where it is one of its works, and in all documents of the workspace whose key
 * leads to that very entry. VS Code shows the errors to the person.
 */
export class CitationRenameProvider implements vscode.RenameProvider {
  constructor(
    private readonly documents: OpenDocuments,
    private readonly entries: Entries,
    private readonly citations: WorkspaceCitations,
    private readonly libraries: Libraries,
    private readonly background: Background,
  ) {}

  async prepareRename(document: vscode.TextDocument, position: vscode.Position): Promise<{ range: vscode.Range; placeholder: string }> {
    const { range } = await this.targetAt(document, position);
    return { range, placeholder: document.getText(range) };
  }

  async provideRenameEdits(document: vscode.TextDocument, position: vscode.Position, newKey: string, token: vscode.CancellationToken): Promise<vscode.WorkspaceEdit> {
    const { entry, keys } = await this.targetAt(document, position);
    const fault = keyFault(newKey);
    if (fault !== null) throw new Error(fault);
    const edit = new vscode.WorkspaceEdit();
    if (newKey === entry.key) return edit;
    await this.renameEntry(edit, entry, newKey);
    const places = await this.citations.of(keys, token, document);
    const files = new Map([...places.values()].flat().map(({ uri }) => [uri.toString(), uri]));
    for (const uri of files.values()) await this.renameIn(edit, uri, entry, keys, newKey);
    return edit;
  }

  private async targetAt(document: vscode.TextDocument, position: vscode.Position): Promise<Target> {
    const cited = this.documents.of(document).keyAt(document.offsetAt(position));
    if (!cited) {
      const entry = await this.entries.at(document, position);
      if (!entry) throw new Error(vscode.l10n.t('No cite key stands here. Put the cursor in a key.'));
      return { entry, keys: new Set([entry.key]), range: entry.range };
    }
    const entry = await this.entries.of(document, cited.key);
    if (!entry) throw new Error(vscode.l10n.t('{0} is in no bibliography of this document, so there is no work to rename.', cited.key));
    return { entry, keys: new Set([cited.key, entry.key]), range: rangeOf(document, cited) };
  }

  private async renameEntry(edit: vscode.WorkspaceEdit, entry: Entry, newKey: string): Promise<void> {
    const file = await this.opened(entry.uri);
    if ((await this.entries.keysOf(file)).some(({ key }) => key === newKey)) throw taken(newKey, entry.uri);
    const edits = await this.background.renamedEntry(file.getText(), formatName(file), entry.key, newKey);
    if (edits.length === 0) throw new Error(vscode.l10n.t('{0} can’t be renamed: {1} says it in a way that Ibid can’t change. Rename it there.', entry.key, relative(entry.uri)));
    addEdits(edit, file, edits);
    const own = this.entries.ownLibrary(entry.uri, 'references');
    if (!own) return this.keepDecisions(edit, entry, newKey);
    const former = (await own.opened()).formerKeys.get(newKey);
    if (former !== undefined && former !== entry.key) throw new Error(vscode.l10n.t('{0} was the key of {1} before, and still leads there. Choose another.', newKey, former));
    const bib = await documentOf(fileIn(own, 'bibtex'));
    if (bib) addEdits(edit, bib, await this.background.renamedEntry(bib.getText(), formatName(bib), entry.key, newKey));
  }

  /** A person may have said of works of Ibid's own library that the entry is them, or is not. */
  private async keepDecisions(edit: vscode.WorkspaceEdit, entry: Entry, newKey: string): Promise<void> {
    for (const library of this.libraries.all) {
      const file = await documentOf(fileIn(library, 'references'));
      if (file?.getText().includes(JSON.stringify(entry.key))) addEdits(edit, file, await this.background.renamedDecisions(file.getText(), entry.key, newKey));
    }
  }

  private async renameIn(edit: vscode.WorkspaceEdit, uri: vscode.Uri, entry: Entry, keys: ReadonlySet<string>, newKey: string): Promise<void> {
    const file = await this.opened(uri);
    const document = await citingDocument(file);
    const meant = new Set<string>();
    for (const key of keys) {
      const leads = await this.entries.of(document, key);
      if (leads && isSameEntry(leads, entry)) meant.add(key);
    }
    if (meant.size === 0) return;
    const there = await this.entries.of(document, newKey);
    if (there && !isSameEntry(there, entry)) throw taken(newKey, there.uri);
    const fault = unwritable(document.languageId, newKey);
    if (fault !== null) throw new Error(vscode.l10n.t('{0} cites {1}. {2}', relative(uri), entry.key, fault));
    const names = new Map([...meant].map((key) => [key, newKey]));
    addEdits(edit, file, document === file ? renamed(this.documents.of(document), names) : renamedInNotebook(file.getText(), names));
  }

  private async opened(uri: vscode.Uri): Promise<vscode.TextDocument> {
    try {
      return await vscode.workspace.openTextDocument(uri);
    } catch (error) {
      throw new Error(vscode.l10n.t('{0} can’t be opened, so nothing was renamed. {1}', relative(uri), error instanceof Error ? error.message : String(error)), { cause: error });
    }
  }
}

/** The document that a file's citations are asked of: of a notebook's file, of which no cell is open, its first cell of Markdown. */
export async function citingDocument(file: vscode.TextDocument): Promise<vscode.TextDocument> {
  if (!/\.ipynb$/i.test(file.uri.path) || file.uri.scheme === notebookCell) return file;
  const notebook = await vscode.workspace.openNotebookDocument(file.uri);
  return notebook.getCells().find(({ kind }) => kind === vscode.NotebookCellKind.Markup)?.document ?? file;
}

export const taken = (key: string, uri: vscode.Uri): Error => new Error(vscode.l10n.t('{0} is the key of another work already, in {1}.', key, relative(uri)));
