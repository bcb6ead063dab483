import * as vscode from 'vscode';
import { divisions, type Division } from '../language/catalogue.js';
import { commandFor, writeCitation } from '../language/writeCitation.js';
import { syntaxes } from '../language/citations.js';
import type { DocumentCitations } from '../language/documentCitations.js';
import { linksOf } from '../library/links.js';
import type { Background } from './background.js';
import { ClaimsTree } from './claimsTree.js';
import type { Entries } from './entries.js';
import { exportFromLibrary } from './exportLibrary.js';
import { LibraryEdits } from './libraryEdits.js';
import type { Libraries } from './library.js';
import { draggedKeys, LibraryTree, type LibraryNode } from './libraryTree.js';
import type { ClaimOpener } from './openClaim.js';
import type { OpenDocuments } from './openDocuments.js';
import { openFile } from './openFile.js';
import { sourceIn } from './sourceDecorations.js';
import type { Styles } from './styles.js';
import type { Views } from './views.js';
import { copyReferencesOf } from './writtenReferences.js';

const namesOfDivisions = (): Record<Division | 'none', string> => ({
  source: vscode.l10n.t('Source'), author: vscode.l10n.t('Author'), year: vscode.l10n.t('Year'), tag: vscode.l10n.t('Tag'), cited: vscode.l10n.t('Cited Here'), none: vscode.l10n.t('None'),
});

/** Filters the library with each keystroke; Escape brings back what was. */
function filterLibrary(library: LibraryTree): void {
  const before = library.filtered;
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Filter Library');
  input.placeholder = vscode.l10n.t('Author, year, words of the title');
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
  const names = namesOfDivisions();
  const picks = [...divisions, 'none' as const].map((division) => ({ label: names[division], division, ...(division === library.division ? { description: vscode.l10n.t('now') } : {}) }));
  const chosen = await vscode.window.showQuickPick(picks, { title: vscode.l10n.t('Group Library By') });
  if (chosen) await library.divideBy(chosen.division);
}

/** The key that a link gives, or those of what a menu was opened on, and of all that is selected with it. */
function keysOf(library: LibraryTree, given: readonly unknown[]): string[] {
  const [clicked, chosen] = given as [LibraryNode | string | undefined, LibraryNode[] | undefined];
  if (typeof clicked === 'string') return [clicked];
  const nodes = chosen ?? (clicked ? [clicked] : library.tree.selection);
  // a work may have been chosen on several shelves
  return [...new Set(nodes.flatMap((node) => (node.kind === 'item' ? [node.item.key] : [])))];
}

const written = (document: DocumentCitations, keys: readonly string[]): string =>
  writeCitation(document.language, { works: keys.map((key) => ({ key })), manner: 'behind', command: commandFor(document, 'behind') });

/** Cites works at the cursor of the document in front. */
async function citeFromLibrary(open: OpenDocuments, libraries: Libraries, keys: readonly string[]): Promise<void> {
  const editor = await writingEditor(libraries);
  if (!editor) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open the Markdown, LaTeX or Typst document that you write in, and put the cursor where the work is to be cited.'));
    return;
  }
  await vscode.window.showTextDocument(editor.document, { viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active });
  await editor.edit((edit) => editor.selections.forEach(({ active }) => edit.insert(active, written(open.of(editor.document), keys))));
}

/** The editor in front in which something can be cited; a source that is read beside it is none. */
async function writingEditor(libraries: Libraries): Promise<vscode.TextEditor | undefined> {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  for (const editor of activeTextEditor ? [activeTextEditor, ...visibleTextEditors] : visibleTextEditors) {
    if (syntaxes.has(editor.document.languageId) && !(await sourceIn(libraries, editor.document.uri))) return editor;
  }
  return undefined;
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
  claims: ClaimOpener;
  state: vscode.Memento;
}

/** Ibid's container in the activity bar: the library, and the claims of a work. */
export function libraryViews({ views, open, reading, styles, libraries, entries, claims, state, drop }: Parts): vscode.Disposable[] {
  const library = new LibraryTree(views, open, reading, styles, state, drop);
  const edits = new LibraryEdits(library, reading);
  const { registerCommand } = vscode.commands;
  const onWorks = (command: string, act: (keys: string[]) => unknown): vscode.Disposable =>
    registerCommand(command, (...given: unknown[]) => {
      const keys = keysOf(library, given);
      return keys.length > 0 ? act(keys) : vscode.window.showInformationMessage(vscode.l10n.t('Choose a work in the Library view first.'));
    });
  return [
    library,
    new ClaimsTree(library, views, open),
    registerCommand('ibid.filterLibrary', () => filterLibrary(library)),
    registerCommand('ibid.clearLibraryFilter', () => library.filter('')),
    registerCommand('ibid.groupLibrary', () => divideLibrary(library)),
    registerCommand('ibid.showInLibrary', (key: unknown, options?: { focus?: boolean }) => (options?.focus === false ? chooseInLibrary(library, key) : showInLibrary(library, key))),
    onWorks('ibid.citeFromLibrary', (keys) => citeFromLibrary(open, libraries, keys)),
    onWorks('ibid.copyCiteKey', (keys) => vscode.env.clipboard.writeText(keys.join(', '))),
    onWorks('ibid.copyReferenceFromLibrary', (keys) => copyReferences(library, styles, keys)),
    onWorks('ibid.exportFromLibrary', (keys) => exportFromLibrary(library, reading, keys)),
    onWorks('ibid.mergeItems', (keys) => edits.merge(keys)),
    onWorks('ibid.deleteItems', (keys) => edits.delete(keys)),
    onWorks('ibid.showEntry', ([key]) => entries.show(library.shownFor, key!)),
    registerCommand('ibid.openPdf', (node: LibraryNode) => openPdf(library, views, libraries, node)),
    registerCommand('ibid.openSource', (node: LibraryNode) => openSource(library, claims, node)),
    vscode.languages.registerDocumentDropEditProvider([...syntaxes.keys()].map((language) => ({ language })), new CitationDropProvider(open)),
  ];
}

async function copyReferences(library: LibraryTree, styles: Styles, keys: readonly string[]): Promise<void> {
  const { shownFor } = library;
  const [{ view }, bibliography] = await Promise.all([library.works(), shownFor ? styles.of(shownFor) : styles.bibliography(undefined)]);
  const items = keys.flatMap((key) => view.get(key) ?? []);
  if (items.length > 0) await copyReferencesOf(items, bibliography, 'plain');
}

/** The first PDF that a work has. */
async function openPdf(library: LibraryTree, views: Views, libraries: Libraries, node: LibraryNode | undefined): Promise<void> {
  if (node?.kind !== 'item') return;
  const { key } = node.item;
  const item = (await library.works()).view.get(key);
  await openFile(views, libraries, key, item ? linksOf(item).findIndex(({ kind }) => kind === 'pdf') : -1);
}

/** The source at the claim, or the one that a work is itself. */
async function openSource(library: LibraryTree, claims: ClaimOpener, node: LibraryNode | undefined): Promise<void> {
  if (node?.kind === 'claim') return claims.open(node.claim.id);
  const { library: own } = await library.works();
  if (own && node?.kind === 'item' && node.item.source !== '') await claims.openSource(own, node.item.source);
}

/** For whatever else shows works: leads from there to the work in the view. */
async function showInLibrary(library: LibraryTree, key: unknown): Promise<void> {
  if (typeof key !== 'string' || (await library.show(key))) return;
  void vscode.window.showInformationMessage(vscode.l10n.t('{0} is no longer in the library.', key));
}

/** Chooses a work in the view as it is chosen elsewhere, where the focus stays. */
async function chooseInLibrary(library: LibraryTree, key: unknown): Promise<void> {
  if (typeof key === 'string') await library.chooseIfVisible(key);
}
