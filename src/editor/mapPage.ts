import * as vscode from 'vscode';
import { cardClaim } from '../language/card.js';
import { nameOfWork } from '../language/brief.js';
import { packMap, purposeOfClaim, type Ends, type PackedMap } from '../language/literatureMap.js';
import { FileSystemError } from '../library/fileSystem.js';
import type { Claim, LibraryView } from '../library/library.js';
import { absolutePath } from '../library/paths.js';
import { provenanceOf } from '../library/readings.js';
import type { Format, FromPage, MapClaim, ToPage } from '../pages/map/messages.js';
import type { Background } from './background.js';
import type { Entries } from './entries.js';
import { WorkspaceFileSystem } from './fileSystem.js';
import type { FolderLibrary, Libraries } from './library.js';
import { openClaimCommand } from './openClaim.js';
import { PagePanel } from './pages.js';
import type { Views } from './views.js';

const showMapCommand = 'ibid.showMap';
/** Selects a work in the Library view. */
const showInLibraryCommand = 'ibid.showInLibrary';

const mostClaims = 200;

interface Parts {
  /** The folder that the build makes of src/pages. */
  assets: vscode.Uri;
  libraries: Libraries;
  views: Views;
  entries: Entries;
  background: Background;
}

/** Shows who cites whom in a library, and leads from there to works, claims and sources. What draws it is src/pages/map. */
export class MapPage implements vscode.Disposable {
  private readonly panel: PagePanel<FromPage, ToPage>;
  private readonly disposables: vscode.Disposable[];
  /** A document of the workspace folder whose library is drawn. */
  private near: vscode.Uri | undefined;
  /** What the page will ask for, made while it is loaded. */
  private ahead: Promise<PackedMap> | undefined;

  constructor(private readonly parts: Parts) {
    const schema = async () => (await import('../pages/map/messages.js')).fromPageSchema;
    this.panel = new PagePanel(parts.assets, { page: 'map', viewType: 'ibid.map', title: () => vscode.l10n.t('Literature Map'), schema }, (message) => this.receive(message));
    this.disposables = [
      this.panel,
      vscode.commands.registerCommand(showMapCommand, () => this.show()),
      parts.libraries.onDidChange((library) => {
        this.ahead = undefined;
        if (this.panel.isOpen && library === this.library) void this.tell();
      }),
    ];
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private get library(): FolderLibrary | undefined {
    return this.parts.libraries.of(this.near);
  }

  private async show(): Promise<void> {
    const { library } = this;
    this.near = vscode.window.activeTextEditor?.document.uri ?? this.near;
    const isOther = this.library !== library;
    if (!this.panel.isOpen) this.ahead = this.made();
    await this.panel.show();
    if (isOther) await this.tell();
  }

  private receive(message: FromPage): unknown {
    switch (message.type) {
      case 'ready':
        return this.tell();
      case 'claims':
        return this.tellClaims(message.ends);
      case 'show':
        return vscode.commands.executeCommand(showInLibraryCommand, message.key, { focus: message.focus });
      case 'entry':
        return this.parts.entries.show(undefined, message.key);
      case 'source':
        return this.openSource(message.key);
      case 'claim':
        return vscode.commands.executeCommand(openClaimCommand, message.id);
      case 'export':
        return save(this.library, message.format, message.bytes);
    }
  }

  private async tell(): Promise<void> {
    const made = this.ahead ?? this.made();
    this.ahead = undefined;
    this.panel.post({ type: 'map', map: await made });
  }

  private async made(): Promise<PackedMap> {
    const { library } = this;
    if (!library) return packMap({ works: [], citations: new Uint32Array() });
    // the thread has a library once it was opened
    await library.opened();
    return this.parts.background.literatureMap(library.files, library.folder.path);
  }

  private async tellClaims(ends: Ends): Promise<void> {
    const { library } = this;
    if (!library) return;
    const { claims, total } = await this.parts.background.claimsBetween(library.files, library.folder.path, ends, mostClaims);
    const { view } = await this.parts.views.citable(undefined);
    this.panel.post({ type: 'claims', ends, total, claims: claims.map((claim) => shownClaim(claim, view, ends)) });
  }

  /** Opens what was read; of a work that was not, its entry. */
  private async openSource(key: string): Promise<void> {
    const { library } = this;
    const rows = (await library?.opened())?.own.rows;
    const row = rows?.rowOf(key) ?? -1;
    const file = row < 0 ? undefined : provenanceOf(rows!.itemAt(row))?.source?.file;
    if (!library || file === undefined) return this.parts.entries.show(undefined, key);
    const uri = library.files.uri(absolutePath(library.folder.path, file));
    if ((await library.files.stat(uri.path).catch(() => null)) === null) {
      void vscode.window.showWarningMessage(vscode.l10n.t('{0} could not be opened. If you moved or renamed it, import it again from where it is now.', file));
      return;
    }
    await vscode.commands.executeCommand('vscode.open', uri, { viewColumn: vscode.ViewColumn.Beside });
  }
}

function shownClaim(claim: Claim, view: LibraryView, { from, to }: Ends): MapClaim {
  const { id, text, source, page, locator, signal } = cardClaim(claim, view);
  const cited = claim.reference === null ? undefined : view.get(claim.reference);
  const place = [from === null ? source?.name : '', page].filter(Boolean).join(', ');
  return { id, text, where: place, of: [to === null && cited ? nameOfWork(cited) : '', locator].filter(Boolean).join(', '), purpose: purposeOfClaim(claim), signal };
}

const formatNames: Record<Format, string> = { svg: 'Scalable Vector Graphics', png: 'Portable Network Graphics' };

/** Writes a picture to a file of the person's choice. */
async function save(library: FolderLibrary | undefined, format: Format, bytes: Uint8Array): Promise<void> {
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Literature Map'),
    ...(library ? { defaultUri: vscode.Uri.joinPath(library.folder, `literature-map.${format}`) } : {}),
    filters: { [formatNames[format]]: [format] },
  });
  if (!uri) return;
  try {
    await new WorkspaceFileSystem(uri).replace(uri.path, bytes);
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    void vscode.window.showErrorMessage(vscode.l10n.t('The picture was not saved. {0}', error.message));
    return;
  }
  const open = vscode.l10n.t('Open File');
  const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('The picture was saved to {0}.', uri.path.slice(uri.path.lastIndexOf('/') + 1)), open);
  if (chosen) await vscode.commands.executeCommand('vscode.open', uri);
}
