import * as vscode from 'vscode';
import { nameOfWork } from '../language/brief.js';
import { cardClaims, type CardClaim } from '../language/card.js';
import { syntaxes } from '../language/citations.js';
import { writtenAt, type Written } from '../language/nearness.js';
import type { LibraryView } from '../library/library.js';
import { claimItem, factItem, factsOf, mostClaimsInList, type ClaimFact } from './claimItem.js';
import type { LibraryTree } from './libraryTree.js';
import type { OpenDocuments } from './openDocuments.js';
import type { Views } from './views.js';

export const claimsViewId = 'ibid.claims';

const restMilliseconds = 150;

type ClaimsNode = CardClaim | ClaimFact;
const isFact = (node: ClaimsNode): node is ClaimFact => 'claim' in node;

/** All claims of one work: of the key under the cursor, or of what was chosen in the library. Those nearest to the sentence being written come first. */
export class ClaimsTree implements vscode.TreeDataProvider<ClaimsNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly tree: vscode.TreeView<ClaimsNode>;
  private claims: CardClaim[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly library: LibraryTree, private readonly views: Views, private readonly open: OpenDocuments) {
    this.tree = vscode.window.createTreeView(claimsViewId, { treeDataProvider: this, showCollapseAll: true });
    this.disposables = [
      this.changed,
      this.tree,
      library.tree.onDidChangeSelection(({ selection: [node] }) => {
        if (node?.kind === 'item') void this.showChosen(node.item.key);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.followSoon(textEditor)),
      views.onDidChange(() => this.followSoon(vscode.window.activeTextEditor)),
      this.tree.onDidChangeVisibility(() => this.followSoon(vscode.window.activeTextEditor)),
    ];
  }

  getChildren(node?: ClaimsNode): ClaimsNode[] {
    if (!node) return this.claims;
    return isFact(node) ? [] : factsOf(node);
  }

  getTreeItem(node: ClaimsNode): vscode.TreeItem {
    if (isFact(node)) return factItem(node);
    return { ...claimItem(node), id: node.id, collapsibleState: vscode.TreeItemCollapsibleState.Collapsed };
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const disposable of this.disposables) disposable.dispose();
  }

  private followSoon(editor: vscode.TextEditor | undefined): void {
    clearTimeout(this.timer);
    if (editor && this.tree.visible && syntaxes.has(editor.document.languageId)) this.timer = setTimeout(() => void this.follow(editor), restMilliseconds);
  }

  /** What was shown stays where the cursor stands on no key. */
  private async follow({ document, selection }: vscode.TextEditor): Promise<void> {
    const citations = this.open.of(document);
    const offset = document.offsetAt(selection.active);
    const found = citations.at(offset);
    if (found) this.show(found.work.key.key, await this.views.of(document), writtenAt(citations, offset));
  }

  private async showChosen(key: string): Promise<void> {
    this.show(key, (await this.library.works()).view);
  }

  private show(key: string, view: LibraryView, written?: Written): void {
    const item = view.get(key);
    const name = item ? nameOfWork(item) : key;
    const { claims, more } = item ? cardClaims(item.id, view, { mostClaims: mostClaimsInList, ...(written ? { written } : {}) }) : { claims: [], more: 0 };
    this.claims = claims;
    this.tree.description = name;
    this.tree.message = messageOf(item ? name : null, key, claims.length, more);
    this.changed.fire();
  }
}

function messageOf(name: string | null, key: string, count: number, more: number): string {
  if (name === null) return vscode.l10n.t('{0} is in no library of this document.', key);
  if (count === 0) return vscode.l10n.t('No source says what it cites {0} for.', name);
  return more > 0 ? vscode.l10n.t('The first {0} of {1} claims.', count, count + more) : '';
}
