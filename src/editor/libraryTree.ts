import * as vscode from 'vscode';
import { byLetter, divisions, mostInList, openCatalogue, shelvesOf, type CataloguedItem, type Division, type Shelf } from '../language/catalogue.js';
import { cardClaims, cardOf, doubtfulFields, type CardClaim } from '../language/card.js';
import { syntaxes } from '../language/citations.js';
import { libraryFiles, type LibraryView } from '../library/library.js';
import { linksOf } from '../library/links.js';
import { formatNumber } from '../words.js';
import type { Background } from './background.js';
import { claimItem, mostClaimsInList } from './claimItem.js';
import { droppedTypes } from './dropImport.js';
import { WorkspaceFileSystem } from './fileSystem.js';
import { cardString } from './hover.js';
import type { OpenDocuments } from './openDocuments.js';
import type { Styles } from './styles.js';
import type { Citable, Views } from './views.js';

export const libraryViewId = 'ibid.library';
const divisionKey = 'libraryDivision';
/** Items that are dragged: their keys, a line each. */
export const draggedKeys = 'application/vnd.ibid.keys';

/** So many are shown of what a filter finds, the best first. */
const mostFound = 200;
const mostPrepared = 20_000;
/** How long all must be quiet before the tree is made anew. */
const restMilliseconds = 150;
/** What is prepared for later does not hold up what is shown now. */
const untilPagesMilliseconds = 1000;
const claimsInTooltip = 3;

export interface ShelfNode extends Shelf {
  kind: 'shelf';
  parent?: ShelfNode;
}
export interface ItemNode {
  kind: 'item';
  item: CataloguedItem;
  parent?: ShelfNode;
}
export interface ClaimNode {
  kind: 'claim';
  claim: CardClaim;
  parent: ItemNode;
}
export type LibraryNode = ShelfNode | ItemNode | ClaimNode;

const icons: Record<string, string> = {
  book: 'book', chapter: 'book', 'article-journal': 'file-text', 'article-magazine': 'file-text', 'article-newspaper': 'file-text', report: 'notebook', thesis: 'mortar-board',
  webpage: 'globe', 'post-weblog': 'globe', post: 'globe', legislation: 'law', legal_case: 'law', speech: 'comment-discussion', interview: 'comment-discussion',
};

/** What the tree is made of. */
interface Held extends Citable {
  items: readonly CataloguedItem[];
  byKey: ReadonlyMap<string, CataloguedItem>;
}

/** The works that the document in front can cite, on shelves or by a filter, with their claims. */
export class LibraryTree implements vscode.TreeDataProvider<LibraryNode>, vscode.TreeDragAndDropController<LibraryNode>, vscode.Disposable {
  readonly dragMimeTypes = [draggedKeys, 'text/plain'];
  readonly dropMimeTypes = droppedTypes;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  readonly tree: vscode.TreeView<LibraryNode>;
  private held: Promise<Held> | undefined;
  private document: vscode.TextDocument | undefined;
  private query = '';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pagesTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly disposables: vscode.Disposable[];

  constructor(
    private readonly views: Views,
    private readonly open: OpenDocuments,
    private readonly background: Background,
    private readonly styles: Styles,
    private readonly state: vscode.Memento,
    private readonly drop: (data: vscode.DataTransfer) => Promise<void>,
  ) {
    this.document = citingDocument();
    this.tree = vscode.window.createTreeView(libraryViewId, { treeDataProvider: this, dragAndDropController: this, canSelectMany: true, showCollapseAll: true });
    this.disposables = [
      this.changed,
      this.tree,
      views.onDidChange(() => this.reloadSoon()),
      this.tree.onDidChangeVisibility(() => this.preparePagesLater()),
      vscode.window.onDidChangeActiveTextEditor(() => this.follow()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.document && this.division === 'cited') this.soon(() => this.changed.fire());
      }),
    ];
    this.say();
  }

  /** The document in front, whose works these are. */
  get shownFor(): vscode.TextDocument | undefined {
    return this.document;
  }

  get division(): Division | 'none' {
    const kept = this.state.get<string>(divisionKey, 'source');
    return kept === 'none' ? kept : (divisions.find((one) => one === kept) ?? 'source');
  }

  /** The works that stand in the tree, as the document in front can cite them. */
  works(): Promise<Held> {
    return (this.held ??= this.load());
  }

  async divideBy(division: Division | 'none'): Promise<void> {
    await this.state.update(divisionKey, division);
    this.changed.fire();
    this.say();
  }

  filter(query: string): void {
    this.query = query.trim();
    this.changed.fire();
    this.say();
  }

  get filtered(): string {
    return this.query;
  }

  /** Chooses a work where the view is seen already, and leaves it alone otherwise. */
  async chooseIfVisible(key: string): Promise<void> {
    if (!this.tree.visible) return;
    const { view, byKey } = await this.works();
    const item = byKey.get(view.keyOf(key) ?? key);
    const node = item && (await this.nodeOf(item));
    if (node) await this.tree.reveal(node, { select: true, focus: false });
  }

  /** Shows a work, chosen, and thereby its claims. False where it is not among those that can be cited. */
  async show(key: string): Promise<boolean> {
    const { view, byKey } = await this.works();
    const item = byKey.get(view.keyOf(key) ?? key);
    if (!item) return false;
    let node = await this.nodeOf(item);
    if (!node && this.query !== '') {
      this.filter('');
      node = await this.nodeOf(item);
    }
    if (node) await this.tree.reveal(node, { select: true, focus: true });
    return node !== undefined;
  }

  async getChildren(node?: LibraryNode): Promise<LibraryNode[]> {
    const held = await this.works();
    if (!node) return this.roots(held);
    if (node.kind === 'shelf') return within(node);
    if (node.kind === 'claim') return [];
    const { claims } = cardClaims(node.item.key, held.view, { mostClaims: mostClaimsInList });
    return claims.map((claim): ClaimNode => ({ kind: 'claim', claim, parent: node }));
  }

  getParent(node: LibraryNode): LibraryNode | undefined {
    return node.parent;
  }

  async getTreeItem(node: LibraryNode): Promise<vscode.TreeItem> {
    if (node.kind === 'shelf') return shelfItem(node);
    return node.kind === 'claim' ? { ...claimItem(node.claim), id: idOf(node) } : workItem(node, (await this.works()).view);
  }

  async resolveTreeItem(shown: vscode.TreeItem, node: LibraryNode): Promise<vscode.TreeItem> {
    if (node.kind !== 'item') return shown;
    const { view } = await this.works();
    const item = view.get(node.item.key);
    const bibliography = this.document ? await this.styles.of(this.document) : await this.styles.bibliography(undefined);
    if (item) shown.tooltip = cardString(cardOf(item, view, bibliography, { mostClaims: claimsInTooltip }));
    return shown;
  }

  async handleDrop(_target: LibraryNode | undefined, data: vscode.DataTransfer): Promise<void> {
    if (!data.get(draggedKeys)) await this.drop(data);
  }

  handleDrag(nodes: readonly LibraryNode[], data: vscode.DataTransfer): void {
    const keys = nodes.flatMap((node) => (node.kind === 'item' ? [node.item.key] : []));
    if (keys.length === 0) return;
    data.set(draggedKeys, new vscode.DataTransferItem(keys.join('\n')));
    data.set('text/plain', new vscode.DataTransferItem(keys.map((key) => `@${key}`).join('; ')));
  }

  dispose(): void {
    clearTimeout(this.timer);
    clearTimeout(this.pagesTimer);
    for (const disposable of this.disposables) disposable.dispose();
  }

  private roots(held: Held): LibraryNode[] {
    const { query, division } = this;
    if (query !== '') return this.found(held, query);
    if (division === 'none') return within({ kind: 'shelf', label: '', items: held.items });
    return shelvesOf(held.items, division, this.citedIn(held.view)).map((shelf): ShelfNode => ({ kind: 'shelf', ...shelf }));
  }

  private found({ view, byKey }: Held, query: string): LibraryNode[] {
    const found = view.search(query, mostFound).flatMap(({ id }) => byKey.get(id) ?? []);
    this.tell(found.length === 0 ? vscode.l10n.t('No work fits “{0}”.', query) : '');
    return found.map((item): ItemNode => ({ kind: 'item', item }));
  }

  private citedIn(view: LibraryView): ReadonlySet<string> {
    const citations = this.document ? this.open.of(this.document).all : [];
    return new Set(citations.flatMap(({ works }) => works.map(({ key }) => view.keyOf(key.key) ?? key.key)));
  }

  /** Where a work stands first in the tree as it is now. */
  private async nodeOf(item: CataloguedItem, parent?: LibraryNode): Promise<ItemNode | undefined> {
    for (const node of await this.getChildren(parent)) {
      if (node.kind === 'item' && node.item.key === item.key) return node;
      if (node.kind === 'shelf' && node.items.includes(item)) return this.nodeOf(item, node);
    }
    return undefined;
  }

  private async load(): Promise<Held> {
    const citable = await this.views.citable(this.document);
    const { view, library, bibliographies } = citable;
    const files = bibliographies[0]?.files ?? library?.files ?? new WorkspaceFileSystem(vscode.Uri.file('/'));
    const packed = await this.background.catalogue(files, library?.folder.path ?? null, bibliographies.map(({ name: { id } }) => id)).catch(() => null);
    const byKey = packed === null ? new Map<string, CataloguedItem>() : asShown(openCatalogue(packed), view);
    return { ...citable, items: [...byKey.values()], byKey };
  }

  private follow(): void {
    const document = citingDocument();
    if (!document || document === this.document) return;
    this.document = document;
    this.reloadSoon();
  }

  private reloadSoon(): void {
    this.held = undefined;
    this.soon(() => {
      this.changed.fire();
      void this.prepare();
    });
  }

  /** So that the view stands at once when it is opened; more works than so many would hold up whoever is typing. */
  private async prepare(): Promise<void> {
    const { view } = await this.views.citable(this.document);
    if (view.size <= mostPrepared) await this.works();
    this.preparePagesLater();
  }

  /** Whoever looks at the library may open its matrix or its map next. */
  private preparePagesLater(): void {
    clearTimeout(this.pagesTimer);
    if (!this.tree.visible) return;
    this.pagesTimer = setTimeout(async () => {
      const { view, library } = await this.views.citable(this.document);
      if (view.size <= mostPrepared && library) await this.background.preparePages(library.files, library.folder.path);
    }, untilPagesMilliseconds);
  }

  private soon(act: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(act, restMilliseconds);
  }

  /** VS Code passes the first of what is told of a tree on at once, and gathers for a fifth of a second what follows, be it only a message. */
  private tell(message: string): void {
    if ((this.tree.message ?? '') !== message) this.tree.message = message;
  }

  private say(): void {
    if (this.query === '') this.tell('');
    this.tree.description = this.query === '' ? '' : `“${this.query}”`;
    void vscode.commands.executeCommand('setContext', 'ibid.libraryFiltered', this.query !== '');
    void vscode.commands.executeCommand('setContext', 'ibid.libraryDivision', this.division);
  }
}

/** What stands on a shelf: works or, where these are very many, shelves by first letters. */
function within(shelf: ShelfNode): LibraryNode[] {
  const parent = shelf.label === '' ? {} : { parent: shelf };
  if (shelf.items.length <= mostInList || shelf.parent) return shelf.items.map((item): ItemNode => ({ kind: 'item', item, ...parent }));
  return byLetter(shelf.items).map((letter): ShelfNode => ({ kind: 'shelf', ...letter, ...parent }));
}

/** The same at each time that the tree is made, so that what is chosen and open stays so. A work may stand on several shelves. */
function idOf(node: LibraryNode): string {
  const own = node.kind === 'shelf' ? node.label : node.kind === 'item' ? node.item.key : node.claim.id;
  return node.parent ? `${idOf(node.parent)}\n${own}` : `${node.kind} ${own}`;
}

const worksInWords = (count: number): string => (count === 1 ? vscode.l10n.t('1 work') : vscode.l10n.t('{0} works', formatNumber(count)));
const claimsInWords = (count: number): string => (count === 1 ? vscode.l10n.t('1 claim') : vscode.l10n.t('{0} claims', formatNumber(count)));

function shelfItem(shelf: ShelfNode): vscode.TreeItem {
  const shown = new vscode.TreeItem(shelf.label, vscode.TreeItemCollapsibleState.Collapsed);
  shown.id = idOf(shelf);
  shown.description = formatNumber(shelf.items.length);
  shown.accessibilityInformation = { label: `${shelf.label}, ${worksInWords(shelf.items.length)}` };
  shown.contextValue = 'shelf';
  return shown;
}

function workItem(node: ItemNode, view: LibraryView): vscode.TreeItem {
  const { key, name, title, source } = node.item;
  const item = view.get(key);
  const claims = view.claimCount(key);
  const doubts = item ? doubtfulFields(item) : [];
  const shown = new vscode.TreeItem(name, claims > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None);
  shown.id = idOf(node);
  // a badge would want an address, and what has one is opened where it is dropped and not cited
  shown.description = doubts.length > 0 ? `(?) ${title}` : title;
  shown.iconPath = new vscode.ThemeIcon(icons[String(item?.type)] ?? 'file', doubts.length > 0 ? new vscode.ThemeColor('list.warningForeground') : undefined);
  const unsure = doubts.length > 0 ? [vscode.l10n.t('unsure: {0}', doubts.join(', '))] : [];
  shown.accessibilityInformation = { label: [name, title, claimsInWords(claims), ...unsure].join(', ') };
  const has = [view.fileOf(key) === libraryFiles.references && 'own', item && linksOf(item).some(({ kind }) => kind === 'pdf') && 'pdf', source !== '' && 'source'];
  shown.contextValue = ['item', ...has.filter(Boolean)].join(' ');
  return shown;
}

/** The document in front, where it is one that cites. */
function citingDocument(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && syntaxes.has(document.languageId) ? document : undefined;
}

/** The works by the keys by which they are shown; what was read of one in the sources is told of it where it stands in a bibliography. */
function asShown(all: readonly CataloguedItem[], view: LibraryView): Map<string, CataloguedItem> {
  const items = new Map<string, CataloguedItem>();
  for (const item of all) {
    const key = view.keyOf(item.key);
    if (key === undefined) continue;
    const known = items.get(key);
    items.set(key, known ? joined(known, item, key) : item.key === key ? item : { ...item, key });
  }
  return items;
}

/** A work of two files: as the one that has the key tells it, with what was read of the other. */
function joined(one: CataloguedItem, other: CataloguedItem, key: string): CataloguedItem {
  const shown = other.key === key ? other : one;
  return { ...shown, key, sources: [...new Set([...one.sources, ...other.sources])], source: one.source || other.source };
}
