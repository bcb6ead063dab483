import * as vscode from 'vscode';
import { divisions, shelvesOf, type CataloguedItem, type Division, type Shelf } from '../language/catalogue.js';
import { cardOf, type CardClaim } from '../language/card.js';
import { syntaxes } from '../language/citations.js';
import type { LibraryView } from '../library/library.js';
import type { Background } from './background.js';
import { claimItem } from './claimItem.js';
import { droppedTypes } from './dropImport.js';
import { cardString } from './hover.js';
import { WorkspaceFileSystem } from './fileSystem.js';
import type { OpenDocuments } from './openDocuments.js';
import type { Styles } from './styles.js';
import type { Views } from './views.js';

export const libraryViewId = 'ibid.library';
const divisionKey = 'libraryDivision';
/** Items that are dragged: their keys, a line each. */
export const draggedKeys = 'application/vnd.ibid.keys';

/** So many are shown of what a filter finds. */
const mostFound = 500;
/** How long all must be quiet before the tree is made anew. */
const restMilliseconds = 150;
const mostClaims = 500;
const claimsInTooltip = 3;

export interface ShelfNode extends Shelf {
  kind: 'shelf';
}
export interface ItemNode {
  kind: 'item';
  item: CataloguedItem;
}
export interface ClaimNode {
  kind: 'claim';
  claim: CardClaim;
}
export type LibraryNode = ShelfNode | ItemNode | ClaimNode;

const icons: Record<string, string> = {
  book: 'book', chapter: 'book', 'article-journal': 'file-text', 'article-magazine': 'file-text', 'article-newspaper': 'file-text', report: 'notebook', thesis: 'mortar-board',
  webpage: 'globe', 'post-weblog': 'globe', post: 'globe', legislation: 'law', legal_case: 'law', speech: 'comment-discussion', interview: 'comment-discussion',
};

/** What the tree is made of. */
interface Held {
  items: readonly CataloguedItem[];
  view: LibraryView;
  cited: ReadonlySet<string>;
}

const nothing = { items: [], cited: new Set<string>() };

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
      views.onDidChange(() => this.refreshSoon()),
      vscode.window.onDidChangeActiveTextEditor(() => this.follow()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.document && this.division === 'cited') this.refreshSoon();
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
  async works(): Promise<Held> {
    return (this.held ??= this.load());
  }

  async divideBy(division: Division | 'none'): Promise<void> {
    await this.state.update(divisionKey, division);
    this.say();
    this.changed.fire();
  }

  filter(query: string): void {
    this.query = query.trim();
    this.say();
    this.changed.fire();
  }

  get filtered(): string {
    return this.query;
  }

  async getChildren(node?: LibraryNode): Promise<LibraryNode[]> {
    const held = await this.works();
    if (!node) return this.roots(held);
    if (node.kind === 'shelf') return node.items.map(itemNode);
    return node.kind === 'item' ? this.claimsOf(node.item, held.view) : [];
  }

  getTreeItem(node: LibraryNode): vscode.TreeItem | Promise<vscode.TreeItem> {
    if (node.kind === 'claim') return claimItem(node.claim);
    return node.kind === 'shelf' ? shelfItem(node) : this.itemOf(node);
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
    for (const disposable of this.disposables) disposable.dispose();
  }

  private roots({ items, view, cited }: Held): LibraryNode[] {
    if (this.query !== '') {
      const byKey = new Map(items.map((item) => [item.key, item]));
      return view.search(this.query, mostFound).flatMap(({ id }) => byKey.get(id) ?? []).map(itemNode);
    }
    const { division } = this;
    if (division === 'none') return shelvesOf(items, 'cited', new Set()).flatMap(({ items: all }) => all.map(itemNode));
    return shelvesOf(items, division, cited).map((shelf): ShelfNode => ({ kind: 'shelf', ...shelf }));
  }

  private async claimsOf({ key }: CataloguedItem, view: LibraryView): Promise<ClaimNode[]> {
    const item = view.get(key);
    if (!item) return [];
    const { claims } = cardOf(item, view, await this.styles.bibliography(undefined), { mostClaims });
    return claims.map((claim): ClaimNode => ({ kind: 'claim', claim }));
  }

  private async itemOf({ item }: ItemNode): Promise<vscode.TreeItem> {
    const { view } = await this.works();
    const claims = view.claimCount(item.key);
    const shown = new vscode.TreeItem(item.name, claims > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None);
    shown.description = item.title;
    shown.iconPath = item.doubtful.length > 0 ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')) : new vscode.ThemeIcon(icons[item.type] ?? 'file');
    const doubts = item.doubtful.length > 0 ? `, unsure: ${item.doubtful.join(', ')}` : '';
    shown.accessibilityInformation = { label: `${item.name}, ${item.title}, ${claims === 1 ? '1 claim' : `${claims} claims`}${doubts}` };
    shown.contextValue = `item${item.pdf >= 0 ? ' pdf' : ''}`;
    return shown;
  }

  private async load(): Promise<Held> {
    const { view, library, bibliographies } = await this.views.citable(this.document);
    const files = bibliographies[0]?.files ?? library?.files ?? new WorkspaceFileSystem(vscode.Uri.file('/'));
    const all = await this.background.catalogue(files, library?.folder.path ?? null, bibliographies.map(({ name: { id } }) => id)).catch(() => []);
    const cited = this.document ? new Set(this.open.of(this.document).all.flatMap(({ works }) => works.map(({ key }) => view.keyOf(key.key) ?? key.key))) : nothing.cited;
    return { items: asShown(all, view), view, cited };
  }

  private follow(): void {
    const document = citingDocument();
    if (!document || document === this.document) return;
    this.document = document;
    this.refreshSoon();
  }

  private refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.held = undefined;
      this.changed.fire();
    }, restMilliseconds);
  }

  private say(): void {
    this.tree.description = this.query === '' ? '' : `“${this.query}”`;
    void vscode.commands.executeCommand('setContext', 'ibid.libraryFiltered', this.query !== '');
    void vscode.commands.executeCommand('setContext', 'ibid.libraryDivision', this.division);
  }
}

const itemNode = (item: CataloguedItem): ItemNode => ({ kind: 'item', item });

function shelfItem({ label, items }: ShelfNode): vscode.TreeItem {
  const shown = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  shown.description = String(items.length);
  shown.accessibilityInformation = { label: `${label}, ${items.length === 1 ? '1 work' : `${items.length} works`}` };
  shown.contextValue = 'shelf';
  return shown;
}

/** The document in front, where it is one that cites. */
function citingDocument(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && syntaxes.has(document.languageId) ? document : undefined;
}

/** The works under the keys by which they are shown; what was read of one in the sources is told of it where it stands in a bibliography. */
function asShown(all: readonly CataloguedItem[], view: LibraryView): CataloguedItem[] {
  const items = new Map<string, CataloguedItem>();
  for (const item of all) {
    const key = view.keyOf(item.key);
    if (key === undefined) continue;
    const known = items.get(key);
    if (!known) items.set(key, { ...item, key });
    else if (known.sources.length === 0) items.set(key, { ...known, sources: item.sources });
  }
  return [...items.values()];
}
