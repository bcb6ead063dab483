import * as vscode from 'vscode';
import type { Bibliography } from '../language/bibliography.js';
import { nameOfWork } from '../language/brief.js';
import { cardOf, type CardClaim } from '../language/card.js';
import { syntaxes } from '../language/citations.js';
import { writtenAt, type Written } from '../language/nearness.js';
import type { LibraryView } from '../library/library.js';
import { claimItem } from './claimItem.js';
import type { LibraryTree } from './libraryTree.js';
import type { OpenDocuments } from './openDocuments.js';
import type { Styles } from './styles.js';
import type { Views } from './views.js';

export const claimsViewId = 'ibid.claims';

const restMilliseconds = 150;
const mostClaims = 500;

/** All claims of one work: of the key under the cursor, or of what was chosen in the library. Those nearest to the sentence being written come first. */
export class ClaimsTree implements vscode.TreeDataProvider<CardClaim>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly tree: vscode.TreeView<CardClaim>;
  private claims: CardClaim[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly library: LibraryTree, private readonly views: Views, private readonly open: OpenDocuments, private readonly styles: Styles) {
    this.tree = vscode.window.createTreeView(claimsViewId, { treeDataProvider: this });
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

  getChildren(claim?: CardClaim): CardClaim[] {
    return claim ? [] : this.claims;
  }

  getTreeItem(claim: CardClaim): vscode.TreeItem {
    return claimItem(claim);
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
    if (!found) return;
    this.show(found.work.key.key, await this.views.of(document), await this.styles.of(document), writtenAt(citations, offset));
  }

  private async showChosen(key: string): Promise<void> {
    this.show(key, (await this.library.works()).view, await this.styles.bibliography(undefined));
  }

  private show(key: string, view: LibraryView, bibliography: Bibliography, written?: Written): void {
    const item = view.get(key);
    this.claims = item ? cardOf(item, view, bibliography, { mostClaims, ...(written ? { written } : {}) }).claims : [];
    this.tree.description = item ? nameOfWork(item) : key;
    this.tree.message = this.claims.length > 0 ? '' : item ? `No source says what it cites ${nameOfWork(item)} for.` : `${key} is in no library of this document.`;
    this.changed.fire();
  }
}
