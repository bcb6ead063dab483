import * as vscode from 'vscode';
import { syntaxes } from '../language/citations.js';
import { cellsOf, ownKeysOf } from '../language/matrix.js';
import type { MatrixDivision, MatrixTable } from '../language/matrixTable.js';
import { FileSystemError } from '../library/fileSystem.js';
import { absolutePath } from '../library/paths.js';
import { matrixFile, type MatrixChange, type Theme } from '../library/matrixFile.js';
import type { LibraryView } from '../library/library.js';
import type { FromPage, ToPage } from '../pages/matrix/messages.js';
import type { ShownWorks } from '../worker.js';
import type { Background } from './background.js';
import { WorkspaceFileSystem } from './fileSystem.js';
import type { FolderLibrary } from './library.js';
import { mayExport, mayWrite } from './libraryEdits.js';
import { fileOf, type OpenDocuments } from './openDocuments.js';
import type { ClaimOpener } from './openClaim.js';
import { PagePanel } from './pages.js';
import type { Views } from './views.js';

export const showMatrixCommand = 'ibid.showMatrix';

/** How long all must be quiet before the page is told anew. */
const restMilliseconds = 200;
/** More rows are in sight on no screen. */
const mostAtOnce = 100;

/** What the page shows; numbers of rows and columns that it speaks of are those of one version. */
interface Shown {
  version: number;
  table: MatrixTable;
  themes: readonly Theme[];
  /** What is wrong with the person's own file, in words. */
  problem: string | null;
  view: LibraryView;
  library: FolderLibrary;
  works: ShownWorks;
  /** The rows by the keys under which their works are shown. */
  rows: ReadonlyMap<string, readonly number[]>;
  /** Addresses of the sources that were imported. */
  sources: ReadonlySet<string>;
}

type Loaded = Omit<Shown, 'version'>;

interface Parts {
  assets: vscode.Uri;
  views: Views;
  open: OpenDocuments;
  background: Background;
  claims: ClaimOpener;
}

/** The literature matrix: what is cited for what, as a table. The page is src/pages/matrix; the thread makes the table, cells are read as they come into sight. */
export class MatrixPage implements vscode.Disposable {
  private readonly panel: PagePanel<FromPage, ToPage>;
  private readonly disposables: vscode.Disposable[];
  private division: MatrixDivision = 'source';
  private document: vscode.TextDocument | undefined;
  private shown: Shown | undefined;
  /** Made while the page is still loading, by the division that it is likely to ask for. */
  private early: { division: MatrixDivision; loaded: Promise<Loaded> } | undefined;
  private version = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watched: { folder: string; watcher: vscode.Disposable } | undefined;

  constructor(private readonly parts: Parts) {
    const schema = async () => (await import('../pages/matrix/messages.js')).fromPageSchema;
    this.panel = new PagePanel(parts.assets, { page: 'matrix', viewType: 'ibid.matrix', title: () => vscode.l10n.t('Literature Matrix'), schema }, (message) => this.answer(message));
    this.document = citingDocument();
    this.disposables = [
      this.panel,
      parts.views.onDidChange(() => this.soon(() => this.tellTable())),
      vscode.window.onDidChangeActiveTextEditor(() => this.follow()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.document) this.soon(() => this.tellDocument());
      }),
      vscode.commands.registerCommand(showMatrixCommand, () => this.show()),
    ];
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.watched?.watcher.dispose();
    for (const disposable of this.disposables) disposable.dispose();
  }

  private show(): void {
    if (!this.panel.isOpen) {
      const loaded = this.load();
      // whoever takes it is told why it failed
      loaded.catch(() => undefined);
      this.early = { division: this.division, loaded };
    }
    this.panel.show();
  }

  private async answer(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.division = message.division;
        return this.tellTable(this.takeEarly());
      case 'open': return this.parts.claims.open(message.claim);
      case 'theme': return this.editTheme(message.name);
      case 'removeTheme': return this.removeTheme(message.name);
      default:
        if (this.shown?.version === message.version) await this.answerShown(message, this.shown);
    }
  }

  private async answerShown(message: Extract<FromPage, { version: number }>, shown: Shown): Promise<void> {
    const { version, table, view } = shown;
    switch (message.type) {
      case 'cells': return this.panel.post({ type: 'cells', version, rows: cellsToShow(message.rows, shown) });
      case 'find': {
        const rows = view.searchKeys(message.query, view.size).flatMap((key) => shown.rows.get(key) ?? []);
        return this.panel.post({ type: 'found', version, query: message.query, rows: Uint32Array.from(rows) });
      }
      case 'note': {
        const [item, column] = [table.keys[message.row], table.columns[message.column]?.id];
        if (item !== undefined && column !== undefined) await this.change(shown.library, { kind: 'note', item, formerItems: [], column, note: message.note });
        return;
      }
      case 'export': return this.export(shown, message.rows, message.columns);
    }
  }

  /** Makes the table anew, as the library and the person's own file are now. */
  private async tellTable(early?: Promise<Loaded>): Promise<void> {
    if (!this.panel.isOpen) return;
    const version = ++this.version;
    try {
      const shown = { ...(await (early ?? this.load())), version };
      if (version !== this.version) return;
      this.shown = shown;
      const { authors, years, titles } = shown.table;
      const first = { authors: authors.slice(0, mostAtOnce), years: years.slice(0, mostAtOnce), titles: titles.slice(0, mostAtOnce) };
      this.panel.post({ type: 'table', version, table: { ...shown.table, ...first }, problem: shown.problem });
      if (authors.length > mostAtOnce) this.panel.post({ type: 'facts', version, authors, years, titles });
      this.watch(shown.library);
      this.tellDocument();
    } catch (error) {
      if (version !== this.version) return;
      this.shown = undefined;
      this.panel.post({ type: 'table', version, table: emptyTable(this.division), problem: error instanceof Error ? error.message : String(error) });
    }
  }

  private takeEarly(): Promise<Loaded> | undefined {
    const { early } = this;
    this.early = undefined;
    return early?.division === this.division ? early.loaded : undefined;
  }

  private async load(): Promise<Loaded> {
    const { view, library, bibliographies } = await this.parts.views.citable(this.document);
    if (!library) throw new Error(vscode.l10n.t('Open a folder first: the library is kept in it.'));
    const { own, sources } = await library.opened();
    const works = { ids: bibliographies.map(({ name: { id } }) => id), keys: bibliographies.length === 0 ? [] : shownKeys(own.rows, view) };
    const { table, file } = await this.parts.background.matrix(library.files, library.folder.path, works, this.division);
    const addresses = sources.map((source) => library.files.uri(absolutePath(library.folder.path, source)).toString());
    return { table, themes: file.themes, problem: file.problems[0]?.message ?? null, view, library, works, rows: rowsByKey(table, works), sources: new Set(addresses) };
  }

  private tellDocument(): void {
    const { shown, document } = this;
    if (!shown) return;
    const cited = document ? ownKeysOf(this.parts.open.of(document).keys, shown.view) : new Set<string>();
    const rows = Uint32Array.from([...shown.table.keys.keys()].filter((row) => cited.has(shown.table.keys[row]!)));
    this.panel.post({ type: 'document', version: shown.version, document: document ? { name: nameOf(document), rows } : null });
  }

  /** The document in front stays what it was while the page itself, or a source, is looked at. */
  private follow(): void {
    const document = citingDocument();
    if (!document || document === this.document || this.shown?.sources.has(fileOf(document).toString())) return;
    this.document = document;
    this.soon(async () => {
      const { view } = await this.parts.views.citable(document);
      if (view === this.shown?.view) this.tellDocument();
      else await this.tellTable();
    });
  }

  private soon(tell: () => unknown): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(tell, restMilliseconds);
  }

  /** Another window, or a person, may write the file. */
  private watch({ folder }: FolderLibrary): void {
    if (this.watched?.folder === folder.toString()) return;
    this.watched?.watcher.dispose();
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, matrixFile));
    const tell = (): void => this.soon(() => this.tellTable());
    this.watched = { folder: folder.toString(), watcher: vscode.Disposable.from(watcher, watcher.onDidChange(tell), watcher.onDidCreate(tell), watcher.onDidDelete(tell)) };
  }

  private async change(library: FolderLibrary, change: MatrixChange): Promise<void> {
    if (!(await mayWrite())) return this.tellTable();
    const { saved, problems } = await this.parts.background.changeMatrix(library.files, library.folder.path, change);
    if (!saved) void vscode.window.showErrorMessage(problems[0]?.message ?? vscode.l10n.t('{0} could not be written.', matrixFile));
    await this.tellTable();
  }

  /** Asks for the name and the words of a theme. @param name of the one that is to be changed; null for a new one */
  private async editTheme(name: string | null): Promise<void> {
    const { shown } = this;
    if (!shown) return;
    const others = shown.themes.filter((theme) => theme.name !== name);
    const title = name === null ? vscode.l10n.t('New Theme') : vscode.l10n.t('Edit Theme');
    const newName = await vscode.window.showInputBox({
      title, value: name ?? '', prompt: vscode.l10n.t('The name of the theme, which is its column’s heading'),
      validateInput: (value) => (others.some((theme) => theme.name === value.trim()) ? vscode.l10n.t('There is a theme of this name already.') : undefined),
    });
    if (!newName?.trim()) return;
    const words = await vscode.window.showInputBox({
      title, value: shown.themes.find((theme) => theme.name === name)?.words ?? newName.trim(),
      prompt: vscode.l10n.t('Words that its claims have, whole or begun. A comma stands for “or”: school, boys taught'),
    });
    if (words?.trim()) await this.change(shown.library, { kind: 'theme', name, theme: { name: newName.trim(), words: words.trim() } });
  }

  private async removeTheme(name: string): Promise<void> {
    const { shown } = this;
    if (!shown) return;
    const remove = vscode.l10n.t('Delete Theme');
    const detail = vscode.l10n.t('The notes in its column are deleted with it. The claims stay in the library.');
    const chosen = await vscode.window.showWarningMessage(vscode.l10n.t('Delete the theme “{0}”?', name), { modal: true, detail }, remove);
    if (chosen === remove) await this.change(shown.library, { kind: 'withoutTheme', name });
  }

  /** Writes what is shown to a file of the person's choice. */
  private async export({ table, library, works }: Shown, rows: readonly number[], columns: readonly string[]): Promise<void> {
    if (!(await mayExport())) return;
    const { matrixFormats } = await import('../language/matrixFormats.js');
    const picks = matrixFormats.map(({ label, extension }) => ({ label, description: `.${extension}`, extension }));
    const format = await vscode.window.showQuickPick(picks, { title: vscode.l10n.t('Export Literature Matrix'), placeHolder: vscode.l10n.t('The format to export to') });
    const uri = format && (await vscode.window.showSaveDialog({
      title: vscode.l10n.t('Export Literature Matrix as {0}', format.label),
      defaultUri: vscode.Uri.joinPath(library.folder, `literature-matrix.${format.extension}`),
      filters: { [format.label]: [format.extension] },
    }));
    if (!uri) return;
    const citeKeys = new Map(works.keys);
    const selection = { division: table.division, rows: rows.flatMap((row) => table.keys[row] ?? []).map((key) => [key, citeKeys.get(key) ?? key] as const), columns };
    try {
      const bytes = await this.parts.background.exportMatrix(library.files, library.folder.path, works, selection, format.extension);
      await new WorkspaceFileSystem(uri).replace(uri.path, bytes);
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      void vscode.window.showErrorMessage(vscode.l10n.t('The literature matrix was not exported. {0}', error.message));
      return;
    }
    const openFile = vscode.l10n.t('Open File');
    const open = await vscode.window.showInformationMessage(vscode.l10n.t('The literature matrix was exported to {0}.', nameOf({ uri })), openFile);
    if (open) await vscode.commands.executeCommand('vscode.open', uri);
  }
}

/** The document in front where it is one that cites, else one that is seen beside. */
function citingDocument(): vscode.TextDocument | undefined {
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  return editors.find((editor) => editor && syntaxes.has(editor.document.languageId))?.document;
}

const nameOf = ({ uri }: { uri: vscode.Uri }): string => uri.path.slice(uri.path.lastIndexOf('/') + 1);

/** The own keys whose works are shown under another, since they stand in a bibliography. */
function shownKeys(rows: { size: number; keyAt(row: number): string }, view: LibraryView): [string, string][] {
  const pairs: [string, string][] = [];
  for (let row = 0; row < rows.size; row++) {
    const own = rows.keyAt(row);
    const key = view.keyOf(own);
    if (key !== undefined && key !== own) pairs.push([own, key]);
  }
  return pairs;
}

function rowsByKey({ keys }: MatrixTable, works: ShownWorks): ReadonlyMap<string, readonly number[]> {
  const shown = new Map(works.keys);
  const rows = new Map<string, number[]>();
  keys.forEach((own, row) => {
    const key = shown.get(own) ?? own;
    rows.set(key, [...(rows.get(key) ?? []), row]);
  });
  return rows;
}

function cellsToShow(rows: readonly number[], { table, view, themes }: Shown): Extract<ToPage, { type: 'cells' }>['rows'] {
  const numbers = new Map(table.columns.map(({ id }, index) => [id, index]));
  return rows.filter((row) => row < table.keys.length).map((row) => ({
    row,
    cells: [...cellsOf(table.keys[row]!, view, table.division, themes)].flatMap(([id, claims]) => {
      const column = numbers.get(id);
      return column === undefined ? [] : [{ column, claims }];
    }),
  }));
}

function emptyTable(division: MatrixDivision): MatrixTable {
  const none = new Uint32Array();
  return { division, keys: [], authors: [], years: [], titles: [], counts: none, yearRanks: none, titleRanks: none, columns: [], cellStarts: new Uint32Array(1), cellColumns: none, cellCounts: new Uint16Array(), notes: [] };
}
