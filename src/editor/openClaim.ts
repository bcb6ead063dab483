import * as vscode from 'vscode';
import { claimSpan } from '../language/claimSpan.js';
import type { Claim } from '../library/library.js';
import { absolutePath } from '../library/paths.js';
import type { FolderLibrary, Libraries } from './library.js';

export const openClaimCommand = 'ibid.openClaim';

const flashMilliseconds = 1500;

/** Opens the source of a claim at its sentence. The command takes the claim's id and nothing else. */
export class ClaimOpener implements vscode.Disposable {
  private readonly flash = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.findMatchHighlightBackground'),
    borderRadius: '2px',
  });
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly libraries: Libraries) {}

  async open(id: unknown): Promise<void> {
    const found = await this.find(id);
    if (!found) {
      void vscode.window.showInformationMessage('This claim is no longer in the library. Hover the cite key again to see the claims it has now.');
      return;
    }
    const { claim, library } = found;
    const uri = library.files.uri(absolutePath(library.folder.path, claim.source.file));
    const document = await openDocument(uri);
    if (document) await this.show(document, claim);
    else void vscode.window.showWarningMessage(`${claim.source.file} could not be opened. If you moved or renamed it, import it again from where it is now.`);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.flash.dispose();
  }

  private async find(id: unknown): Promise<{ claim: Claim; library: FolderLibrary } | undefined> {
    if (typeof id !== 'string') return undefined;
    for (const library of this.libraries.all) {
      const claim = await library.claim(id);
      if (claim) return { claim, library };
    }
    return undefined;
  }

  private async show(document: vscode.TextDocument, claim: Claim): Promise<void> {
    const editor = await vscode.window.showTextDocument(document, { viewColumn: columnFor(document), preview: true });
    const span = claimSpan(document.getText(), claim);
    if (!span) {
      void vscode.window.showWarningMessage(`${claim.source.file} no longer has this sentence. Import it again to bring its claims up to date.`);
      return;
    }
    const range = new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
    editor.selection = new vscode.Selection(range.start, range.end);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    editor.setDecorations(this.flash, [range]);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => editor.setDecorations(this.flash, []), flashMilliseconds);
  }
}

async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

/** Where the source is seen already; else beside the draft, which one goes on writing. */
function columnFor(document: vscode.TextDocument): vscode.ViewColumn {
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  return visible?.viewColumn ?? vscode.ViewColumn.Beside;
}
