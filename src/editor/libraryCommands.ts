import * as vscode from 'vscode';
import { divisions, type Division } from '../language/catalogue.js';
import { commandFor, writeCitation } from '../language/writeCitation.js';
import { syntaxes } from '../language/citations.js';
import type { DocumentCitations } from '../language/documentCitations.js';
import type { Background } from './background.js';
import { ClaimsTree } from './claimsTree.js';
import type { Entries } from './entries.js';
import type { Libraries } from './library.js';
import { draggedKeys, LibraryTree, type LibraryNode } from './libraryTree.js';
import type { OpenDocuments } from './openDocuments.js';
import { openFile } from './openFile.js';
import type { Styles } from './styles.js';
import type { Views } from './views.js';

const names: Record<Division | 'none', string> = { source: 'Source', author: 'Author', year: 'Year', tag: 'Tag', cited: 'Cited Here', none: 'None' };

/** Filters the library with each keystroke; Escape brings back what was. */
function filterLibrary(library: LibraryTree): void {
  const before = library.filtered;
  const input = vscode.window.createInputBox();
  input.title = 'Filter Library';
  input.placeholder = 'Author, year, words of the title or of a claim';
  input.value = before;
  let accepted = false;
  input.onDidChangeValue((value) => library.filter(value));
  input.onDidAccept(() => {
    accepted = true;
    input.hide();
  });
  input.onDidHide(() => {
    if (!accepted) library.filter(before);
    input.dispose();
    if (accepted) void vscode.commands.executeCommand('ibid.library.focus');
  });
  input.show();
}

/** Asks by what the library is to be divided. */
async function divideLibrary(library: LibraryTree): Promise<void> {
  const picks = [...divisions, 'none' as const].map((division) => ({ label: names[division], division, ...(division === library.division ? { description: 'now' } : {}) }));
  const chosen = await vscode.window.showQuickPick(picks, { title: 'Group Library By' });
  if (chosen) await library.divideBy(chosen.division);
}

/** The keys of what a menu was opened on, and of all that is selected with it. */
function keysOf(library: LibraryTree, given: readonly unknown[]): string[] {
  const [clicked, chosen] = given as [LibraryNode | undefined, LibraryNode[] | undefined];
  const nodes = chosen ?? (clicked ? [clicked] : library.tree.selection);
  return nodes.flatMap((node) => (node.kind === 'item' ? [node.item.key] : []));
}

const written = (document: DocumentCitations, keys: readonly string[]): string =>
  writeCitation(document.language, { works: keys.map((key) => ({ key })), manner: 'behind', command: commandFor(document, 'behind') });

/** Cites works at the cursor of the document in front. */
async function citeFromLibrary(open: OpenDocuments, keys: readonly string[]): Promise<void> {
  const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors.find(({ document }) => syntaxes.has(document.languageId));
  if (!editor || !syntaxes.has(editor.document.languageId)) {
    void vscode.window.showInformationMessage('Open the Markdown, LaTeX or Typst document that you write in, and put the cursor where the work is to be cited.');
    return;
  }
  await vscode.window.showTextDocument(editor.document, { viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active });
  await editor.edit((edit) => editor.selections.forEach(({ active }) => edit.insert(active, written(open.of(editor.document), keys))));
}

/** Works that are dragged from the library into a document are cited there. */
class CitationDropProvider implements vscode.DocumentDropEditProvider {
  constructor(private readonly open: OpenDocuments) {}

  async provideDocumentDropEdits(document: vscode.TextDocument, _position: vscode.Position, data: vscode.DataTransfer): Promise<vscode.DocumentDropEdit | undefined> {
    const keys = ((await data.get(draggedKeys)?.asString()) ?? '').split('\n').filter((key) => key !== '');
    return keys.length === 0 ? undefined : new vscode.DocumentDropEdit(written(this.open.of(document), keys));
  }
}

interface Parts {
  /** Takes in what is dropped on the library from elsewhere. */
  drop: (data: vscode.DataTransfer) => Promise<void>;
  views: Views;
  open: OpenDocuments;
  reading: Background;
  styles: Styles;
  libraries: Libraries;
  entries: Entries;
  state: vscode.Memento;
}

/** Ibid's container in the activity bar: the library, and the claims of a work. */
export function libraryViews({ views, open, reading, styles, libraries, entries, state, drop }: Parts): vscode.Disposable[] {
  const library = new LibraryTree(views, open, reading, styles, state, drop);
  const { registerCommand } = vscode.commands;
  const onWorks = (command: string, act: (keys: string[]) => unknown): vscode.Disposable => registerCommand(command, (...given: unknown[]) => act(keysOf(library, given)));
  return [
    library,
    new ClaimsTree(library, views, open, styles),
    registerCommand('ibid.filterLibrary', () => filterLibrary(library)),
    registerCommand('ibid.clearLibraryFilter', () => library.filter('')),
    registerCommand('ibid.groupLibrary', () => divideLibrary(library)),
    onWorks('ibid.citeFromLibrary', (keys) => citeFromLibrary(open, keys)),
    onWorks('ibid.copyCiteKey', (keys) => vscode.env.clipboard.writeText(keys.join(', '))),
    onWorks('ibid.copyReferenceFromLibrary', (keys) => copyReferences(library, styles, keys)),
    onWorks('ibid.showEntry', ([key]) => (key === undefined ? undefined : entries.show(library.shownFor, key))),
    registerCommand('ibid.openPdf', (node: LibraryNode) => (node.kind === 'item' ? openFile(views, libraries, node.item.key, node.item.pdf) : undefined)),
    vscode.languages.registerDocumentDropEditProvider([...syntaxes.keys()].map((language) => ({ language })), new CitationDropProvider(open)),
  ];
}

async function copyReferences(library: LibraryTree, styles: Styles, keys: readonly string[]): Promise<void> {
  const [{ view }, bibliography] = await Promise.all([library.works(), styles.bibliography(undefined)]);
  const items = keys.flatMap((key) => view.get(key) ?? []);
  await vscode.env.clipboard.writeText(items.map((item) => bibliography.entry(item).map(({ text }) => text).join('')).join('\n'));
}
