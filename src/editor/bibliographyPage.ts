import * as vscode from 'vscode';
import { cut } from '../language/bibliography.js';
import { placesOf, previewEntry, webLink, type PreviewEntry } from '../language/bibliographyPreview.js';
import { syntaxes } from '../language/citations.js';
import { formOf } from '../language/markup.js';
import { citedItems, referenceFormats, type ReferenceFormat } from '../language/references.js';
import { writeBibliography } from '../language/writtenBibliography.js';
import type { LibraryItem, LibraryView } from '../library/library.js';
import type { FromPage, Shown, ToPage } from '../pages/bibliography/messages.js';
import type { Span } from '../text/span.js';
import { formatNumber } from '../words.js';
import type { Background } from './background.js';
import { chooseStyle } from './chooseStyle.js';
import { citingEditor, fileOf, rangeOf, type OpenDocuments } from './openDocuments.js';
import { PagePanel } from './pages.js';
import { styleSetting, type DocumentStyle, type Styles } from './styles.js';
import type { Views } from './views.js';

interface Showing {
  assets: vscode.Uri;
  open: OpenDocuments;
  views: Views;
  styles: Styles;
  /** A thread for nothing else: hundreds of references take seconds. */
  background: Background;
  state: vscode.Memento;
}

/** What is kept while the window is closed. */
interface Kept {
  document?: string;
  isPinned?: boolean;
  style?: { name: string; file: string | null };
}

/** A document and the references that were last set for it. */
interface Listed {
  document: vscode.TextDocument;
  isHanging: boolean;
  entries: readonly PreviewEntry[];
}

const kept = 'ibid.bibliographyPage';
/** How long the writing must rest before references are set anew. */
const restMilliseconds = 250;
const longestWords = 120;
const mostPlaces = 50;

/** The references of the document in front, as its style sets them. */
export class BibliographyPage implements vscode.Disposable {
  private readonly panel: PagePanel<FromPage, ToPage>;
  private readonly disposables: vscode.Disposable[];
  private readonly documents: OpenDocuments;
  private document: vscode.TextDocument | undefined;
  /** What was last written in, also while the page has the focus. */
  private inFront: vscode.TextDocument | undefined;
  private isPinned: boolean;
  /** In the place of the document's own. */
  private style: DocumentStyle | null;
  private listed: Listed | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private updating: Promise<void> = Promise.resolve();
  private isWaiting = false;

  constructor(private readonly showing: Showing) {
    const { assets, open, views, styles } = showing;
    this.documents = open;
    const { isPinned = false, style } = showing.state.get<Kept>(kept, {});
    this.isPinned = isPinned;
    this.style = style ? { name: style.name, file: style.file === null ? null : vscode.Uri.parse(style.file) } : null;
    const kind = {
      page: 'bibliography',
      viewType: 'ibid.bibliography',
      title: () => vscode.l10n.t('Bibliography'),
      schema: async () => (await import('../pages/bibliography/messages.js')).fromPageSchema,
    };
    this.panel = new PagePanel(assets, kind, (message) => this.receive(message));
    const soon = (): void => this.updateSoon();
    this.disposables = [
      this.panel,
      views.onDidChange(soon),
      styles.onDidChange(soon),
      vscode.workspace.onDidChangeTextDocument(({ document }) => document === this.document && soon()),
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(`ibid.${styleSetting}`) && soon()),
      vscode.window.onDidChangeActiveTextEditor(() => this.follow()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => void this.showCurrent(textEditor)),
    ];
  }

  /** Opens the page for the document in front, or brings it forward. */
  async show(column: vscode.ViewColumn): Promise<void> {
    this.isPinned = false;
    this.document = citingEditor()?.document ?? this.document;
    this.keep();
    this.updateSoon(0);
    await this.panel.show(column, column === vscode.ViewColumn.Beside);
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const disposable of this.disposables) disposable.dispose();
  }

  private async receive(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready': return this.restore();
      case 'pin': return this.pin(message.isPinned);
      case 'chooseStyle': return this.changeStyle();
      case 'copied': return this.copied(message.isRich);
      case 'copyAs': return this.copyAs();
      case 'insert': return this.insert();
      case 'goTo': return this.goTo(message.key, message.index);
      case 'openLink': return this.openLink(message.key);
    }
  }

  private async restore(): Promise<void> {
    const { document } = this.showing.state.get<Kept>(kept, {});
    if (!this.document && document !== undefined) this.document = await openAgain(vscode.Uri.parse(document));
    this.follow();
    this.updateSoon(0);
  }

  private keep(): void {
    const style = this.style && { name: this.style.name, file: this.style.file?.toString() ?? null };
    void this.showing.state.update(kept, { ...(this.document && { document: this.document.uri.toString() }), isPinned: this.isPinned, ...(style && { style }) });
  }

  private follow(): void {
    this.inFront = citingEditor()?.document ?? this.inFront;
    const document = this.inFront;
    if (!document || document.isClosed || !this.panel.isOpen || this.isPinned || document === this.document) return;
    this.document = document;
    this.keep();
    this.updateSoon(0);
  }

  private pin(isPinned: boolean): void {
    this.isPinned = isPinned;
    this.keep();
    this.follow();
    this.updateSoon(0);
  }

  private updateSoon(milliseconds = restMilliseconds): void {
    if (!this.panel.isOpen) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.update(), milliseconds);
  }

  /** One after another; of several that are asked for meanwhile, one. */
  private update(): void {
    if (this.isWaiting) return;
    this.isWaiting = true;
    this.updating = this.updating.then(() => {
      this.isWaiting = false;
      return this.showReferences();
    }).catch(() => undefined);
  }

  private async showReferences(): Promise<void> {
    const { document } = this;
    if (!document || !syntaxes.has(document.languageId)) return this.panel.post({ type: 'none' });
    const { views, styles, background } = this.showing;
    const view = await views.of(document);
    const style = await styles.chosen(document, this.style);
    const { items, unknown } = citedItems(this.documents.of(document), view);
    const { title, notice, ...asked } = style;
    const list = await background.listReferences(asked, items.map(withoutOwn));
    const byKey = new Map(items.map((item) => [item.id, item]));
    const entries = list.entries.map((entry) => previewEntry(entry, byKey.get(entry.key)!));
    this.listed = { document, isHanging: list.isHanging, entries };
    this.panel.retitle(vscode.l10n.t('Bibliography {0}', nameOf(document)));
    const notices = [
      notice,
      list.isBroken ? vscode.l10n.t('{0} can’t be set: its file is not a CSL style throughout. The references stand here without a style.', title) : null,
      list.isOfNotes ? vscode.l10n.t('{0} has notes and no bibliography. The works stand here as in their first notes.', title) : null,
    ];
    const places = placesOf(this.documents.of(document), view);
    this.panel.post({
      type: 'show',
      document: nameOf(document),
      isPinned: this.isPinned,
      style: title,
      language: style.language,
      notices: notices.filter((one) => one !== null),
      isHanging: list.isHanging,
      entries: entries.map((entry): Shown['entries'][number] => ({ ...entry, places: shownPlaces(document, places.get(entry.key)) })),
      unknown: unknown.map((key) => ({ key, places: shownPlaces(document, places.get(key)) })),
    });
  }

  /** Which work the cursor is on. */
  private async showCurrent({ document, selection }: vscode.TextEditor): Promise<void> {
    if (!this.panel.isOpen || document !== this.document) return;
    const key = this.documents.of(document).keyAt(document.offsetAt(selection.active))?.key;
    this.panel.post({ type: 'current', key: key === undefined ? null : ((await this.showing.views.of(document)).keyOf(key) ?? null) });
  }

  private async changeStyle(): Promise<void> {
    if (!this.document) return;
    const style = await chooseStyle(this.document, this.style);
    if (style === undefined) return;
    this.style = style;
    this.keep();
    this.updateSoon(0);
  }

  private async copied(isRich: boolean): Promise<void> {
    if (!this.listed) return;
    if (!isRich) await vscode.env.clipboard.writeText(writeBibliography('plain', this.listed));
    this.tellCopied();
  }

  private async copyAs(): Promise<void> {
    const chosen = await vscode.window.showQuickPick([...referenceFormats()], { title: vscode.l10n.t('Copy Bibliography'), placeHolder: vscode.l10n.t('What to write it for') });
    if (!chosen || !this.listed) return;
    await vscode.env.clipboard.writeText(writeBibliography(chosen.format, this.listed));
    this.tellCopied();
  }

  private tellCopied(): void {
    const { length } = this.listed?.entries ?? [];
    vscode.window.setStatusBarMessage(length === 1 ? vscode.l10n.t('Reference copied') : vscode.l10n.t('{0} references copied', formatNumber(length)), 3000);
  }

  private async insert(): Promise<void> {
    if (!this.listed) return;
    const { document } = this.listed;
    const editor = await this.editorOf(document);
    const format: ReferenceFormat = formOf(document.languageId);
    const text = writeBibliography(format, this.listed);
    await editor.edit((builder) => builder.replace(editor.selection, text));
  }

  private async goTo(key: string, index: number): Promise<void> {
    const { document } = this;
    if (!document) return;
    const place = placesOf(this.documents.of(document), await this.showing.views.of(document)).get(key)?.[index];
    if (!place) return;
    const editor = await this.editorOf(document);
    const range = rangeOf(document, place);
    editor.selection = new vscode.Selection(range.start, range.end);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** Where the document is shown already, else beside the page. */
  private editorOf(document: vscode.TextDocument): Thenable<vscode.TextEditor> {
    const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
    return vscode.window.showTextDocument(document, { viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One });
  }

  private async openLink(key: string): Promise<void> {
    const item = await this.itemOf(key);
    const address = item && webLink(item);
    if (address) await vscode.env.openExternal(vscode.Uri.parse(address, true));
  }

  private async itemOf(key: string): Promise<LibraryItem | undefined> {
    const view: LibraryView | undefined = this.document && (await this.showing.views.of(this.document));
    return view?.get(key);
  }
}

/** What Ibid keeps of an item beside its CSL fields is nothing to a style, and long. */
const withoutOwn = (item: LibraryItem): LibraryItem => Object.fromEntries(Object.entries(item).filter(([field]) => field !== 'custom')) as LibraryItem;

const nameOf = (document: vscode.TextDocument): string => fileOf(document).path.replace(/^.*\//, '');

function shownPlaces(document: vscode.TextDocument, places: readonly Span[] = []): Shown['entries'][number]['places'] {
  return places.slice(0, mostPlaces).map(({ start }) => {
    const { lineNumber, text } = document.lineAt(document.positionAt(start).line);
    return { line: lineNumber + 1, words: cut(text.trim(), longestWords) };
  });
}

/** Undefined for one that is gone. */
async function openAgain(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}
