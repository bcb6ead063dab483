import * as vscode from 'vscode';
import type { Place, ToViewer } from '../pages/pdf/messages.js';
import { WorkspaceFileSystem } from './fileSystem.js';
import { pageHtml } from './pages.js';

export const pdfViewType = 'ibid.pdf';

/** Shows PDFs, read-only, and in them the sentence of a claim. What draws them is src/pages/pdf, in a webview. */
export class PdfEditors implements vscode.CustomReadonlyEditorProvider, vscode.Disposable {
  private readonly panels = new Map<string, vscode.WebviewPanel>();
  /** What a document is to show, until its page has said that it does: a page that is just being loaded may miss a message. */
  private readonly places = new Map<string, Place>();
  private readonly registration: vscode.Disposable;

  /** @param assets the folder that the build makes of src/pages */
  constructor(private readonly assets: vscode.Uri) {
    this.registration = vscode.window.registerCustomEditorProvider(pdfViewType, this);
  }

  /** Opens a PDF, or brings it forward where it is open, at a place. */
  async show(uri: vscode.Uri, place: Place): Promise<void> {
    const name = uri.toString();
    this.places.set(name, place);
    await vscode.commands.executeCommand('vscode.openWith', uri, pdfViewType, { viewColumn: vscode.ViewColumn.Beside, preview: true });
    const panel = this.panels.get(name);
    if (panel) this.sendPlace(panel, name);
  }

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  async resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): Promise<void> {
    const name = uri.toString();
    const changes = watch(uri, () => void sendFile(panel, uri));
    this.panels.set(name, panel);
    panel.onDidDispose(() => {
      changes.dispose();
      this.panels.delete(name);
      this.places.delete(name);
    });
    panel.webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(this.assets, 'pdf')] };
    panel.webview.onDidReceiveMessage((given: unknown) => this.answer(given, panel, uri));
    panel.webview.html = await pageHtml(panel.webview, this.assets, { page: 'pdf', title: 'PDF', template: 'pdf/pdf.html', loads });
  }

  dispose(): void {
    this.registration.dispose();
  }

  private async answer(given: unknown, panel: vscode.WebviewPanel, uri: vscode.Uri): Promise<void> {
    const { fromViewerSchema } = await import('../pages/pdf/messages.js');
    const message = fromViewerSchema.safeParse(given).data;
    const name = uri.toString();
    if (message?.type === 'shown') this.places.delete(name);
    if (message?.type !== 'ready') return;
    await sendFile(panel, uri);
    this.sendPlace(panel, name);
  }

  private sendPlace(panel: vscode.WebviewPanel, name: string): void {
    const place = this.places.get(name);
    if (place) send(panel, { type: 'show', place });
  }
}

/** pdf.js's worker is a blob, its decoders are WebAssembly. */
const loads = (own: string, nonce: string): string[] => [`script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`, 'worker-src blob:', `connect-src ${own}`, `font-src ${own} blob: data:`];

function send(panel: vscode.WebviewPanel, message: ToViewer): void {
  void panel.webview.postMessage(message);
}

async function sendFile(panel: vscode.WebviewPanel, uri: vscode.Uri): Promise<void> {
  try {
    const bytes = await new WorkspaceFileSystem(uri).read(uri.path);
    send(panel, bytes ? { type: 'open', bytes: new Uint8Array(bytes) } : { type: 'failed', message: vscode.l10n.t('This file is no longer there.') });
  } catch (error) {
    send(panel, { type: 'failed', message: vscode.l10n.t('This file could not be read. {0}', error instanceof Error ? error.message : String(error)) });
  }
}

/** Watches one file, whatever signs of a pattern its name may have. */
function watch(uri: vscode.Uri, changed: () => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), '*'), false, false, true);
  const ours = (other: vscode.Uri): void => {
    if (other.toString() === uri.toString()) changed();
  };
  watcher.onDidChange(ours);
  watcher.onDidCreate(ours);
  return watcher;
}
