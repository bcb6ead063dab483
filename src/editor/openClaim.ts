import * as vscode from 'vscode';
import { isTextSource } from '../documents/readers/binary.js';
import { claimSpan } from '../language/claimSpan.js';
import type { Claim } from '../library/library.js';
import { absolutePath, extension } from '../library/paths.js';
import type { FolderLibrary, Libraries } from './library.js';
import { pdfViewType, type PdfEditors } from './pdfEditors.js';
import type { SourceTexts } from './sourceTexts.js';

export const openClaimCommand = 'ibid.openClaim';
export const showTextCommand = 'ibid.showText';

/** Words that stand in a source, and where. */
interface Place {
  claim: string;
  source: Pick<Claim['source'], 'file' | 'start' | 'end' | 'pageNumber'>;
}

const flashMilliseconds = 1500;

/** Opens the source of a claim at its sentence: a PDF at its page, a text file as it is, of any other the text that was taken from it. */
export class ClaimOpener implements vscode.Disposable {
  private readonly flash = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.findMatchHighlightBackground'),
    borderRadius: '2px',
  });
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly libraries: Libraries, private readonly pdfs: PdfEditors, private readonly texts: SourceTexts) {}

  /** The command takes the claim's id and nothing else. */
  async open(id: unknown): Promise<void> {
    const found = await this.find(id);
    if (!found) {
      void vscode.window.showInformationMessage(vscode.l10n.t('This claim is no longer in the library. Hover the cite key again to see the claims it has now.'));
      return;
    }
    // The card would go on standing over the source.
    await vscode.commands.executeCommand('editor.action.hideHover');
    await this.show(found.library, found.claim);
  }

  /** Opens a source where something of a library was read. @param words what stands there, where it is known better than by its place */
  async openPlace(library: FolderLibrary, source: Place['source'], words?: string): Promise<void> {
    const claim = words ?? (await this.textOf(library, source.file))?.slice(source.start, source.end) ?? '';
    await this.show(library, { claim, source });
  }

  /** The text that places in a source of a library lead into; null where it can't be read. */
  async textOf(library: FolderLibrary, file: string): Promise<string | null> {
    const uri = library.files.uri(absolutePath(library.folder.path, file));
    return this.text(uri).then((document) => document.getText(), () => null);
  }

  private async show(library: FolderLibrary, claim: Place): Promise<void> {
    const { file, pageNumber } = claim.source;
    const uri = library.files.uri(absolutePath(library.folder.path, file));
    if (!(await exists(uri))) tellMissing(file);
    else if (pageNumber !== undefined) await this.pdfs.show(uri, { page: pageNumber, words: claim.claim });
    else await this.openText(uri, claim);
  }

  /** Opens a source of a library as it is: a PDF as pages, any other as text. @param file as the library names it */
  async openSource(library: FolderLibrary, file: string): Promise<void> {
    const uri = library.files.uri(absolutePath(library.folder.path, file));
    if (!(await exists(uri))) tellMissing(file);
    else if (extension(file) === 'pdf') await vscode.commands.executeCommand('vscode.openWith', uri, pdfViewType);
    else await this.showText(uri);
  }

  /** Shows the text that Ibid reads a source as: of the file given, or else of the one whose tab is in front. */
  async showText(given: unknown): Promise<void> {
    const source = given instanceof vscode.Uri ? given : activeFile();
    const document = source && (await this.document(source));
    if (document) await vscode.window.showTextDocument(document, { preview: true });
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

  private async openText(source: vscode.Uri, claim: Place): Promise<void> {
    const document = await this.document(source);
    if (document) await this.showSentence(document, claim);
  }

  private async text(source: vscode.Uri): Promise<vscode.TextDocument> {
    return isTextSource(source.path) ? vscode.workspace.openTextDocument(source) : this.texts.open(source);
  }

  /** The text that offsets in a source lead into; undefined, and a person is told why, where it can't be had. */
  private async document(source: vscode.Uri): Promise<vscode.TextDocument | undefined> {
    try {
      return await this.text(source);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      void vscode.window.showWarningMessage(vscode.l10n.t('{0} could not be shown as text. {1}', vscode.workspace.asRelativePath(source), why));
      return undefined;
    }
  }

  private async showSentence(document: vscode.TextDocument, claim: Place): Promise<void> {
    const editor = await vscode.window.showTextDocument(document, { viewColumn: columnFor(document), preview: true });
    const span = claimSpan(document.getText(), claim);
    if (!span) {
      void vscode.window.showWarningMessage(vscode.l10n.t('{0} no longer has this sentence. Import it again to bring its claims up to date.', claim.source.file));
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

const tellMissing = (file: string): void =>
  void vscode.window.showWarningMessage(vscode.l10n.t('{0} could not be opened. If you moved or renamed it, import it again from where it is now.', file));

function activeFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText ? input.uri : undefined;
}

const exists = (uri: vscode.Uri): Promise<boolean> => Promise.resolve(vscode.workspace.fs.stat(uri)).then(() => true, () => false);

/** Where the source is seen already; else beside the draft, which one goes on writing. */
function columnFor(document: vscode.TextDocument): vscode.ViewColumn {
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  return visible?.viewColumn ?? vscode.ViewColumn.Beside;
}
