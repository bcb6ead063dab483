import * as vscode from 'vscode';
import { nameOfWork } from '../language/brief.js';
import { libraryFiles, type LibraryView } from '../library/library.js';
import type { SavedDecision } from '../library/saveDecision.js';
import type { SavedEdit } from '../library/undoEdit.js';
import { formatNumber } from '../words.js';
import type { Background } from './background.js';
import type { FolderLibrary } from './library.js';
import type { LibraryTree } from './libraryTree.js';

/** What is changed from the view of the library: always so that it can be undone. */
export class LibraryEdits {
  constructor(private readonly tree: LibraryTree, private readonly background: Background) {}

  /** Takes works out of Ibid's library, with their claims. Those that stand in the user's own bibliographies stay there. */
  async delete(keys: readonly string[]): Promise<void> {
    const { view, library } = await this.tree.works();
    if (!library || !(await mayWrite()) || keys.length === 0) return;
    const [own, others] = [keys.filter((key) => isOwn(view, key)), keys.filter((key) => !isOwn(view, key))];
    if (others.length > 0) tellWhere(view, others);
    if (own.length === 0) return;
    const [only] = own;
    const message = own.length === 1 ? vscode.l10n.t('{0} was deleted from the library.', nameIn(view, only!)) : vscode.l10n.t('{0} works were deleted from the library.', formatNumber(own.length));
    await this.change(library, await this.background.deleteItems(library.files, library.folder.path, own), message);
  }

  /** Makes several works one: the one whose key a person chooses, and no other than one of their own bibliographies where it is among them. */
  async merge(keys: readonly string[]): Promise<void> {
    const { view, library } = await this.tree.works();
    if (!library || !(await mayWrite())) return;
    if (keys.length < 2) return void vscode.window.showInformationMessage(vscode.l10n.t('Choose two or more works that are one, and merge them.'));
    const others = keys.filter((key) => !isOwn(view, key));
    if (others.length > 1) return void vscode.window.showInformationMessage(vscode.l10n.t('{0} stand in bibliographies of your own, which Ibid does not change. Remove one of them there.', others.join(', ')));
    const ordered = others.length === 1 ? [...keys.filter((key) => key !== others[0]), others[0]!] : await chosenFirst(view, keys);
    if (!ordered) return;
    const kept = others[0] ?? ordered[0]!;
    const message = vscode.l10n.t('{0} works are one now: {1}. The other keys still lead to it.', formatNumber(keys.length), kept);
    await this.change(library, await this.background.markAllSame(library.files, library.folder.path, ordered), message);
  }

  private async change(library: FolderLibrary, { change, ...saved }: SavedEdit, message: string): Promise<void> {
    if (!(await taken(library, saved))) return;
    const undo = vscode.l10n.t('Undo');
    if ((await vscode.window.showInformationMessage(message, undo)) !== undo) return;
    await taken(library, await this.background.undoEdit(library.files, library.folder.path, change));
  }
}

const isOwn = (view: LibraryView, key: string): boolean => view.fileOf(key) === libraryFiles.references;

function nameIn(view: LibraryView, key: string): string {
  const item = view.get(key);
  return item ? nameOfWork(item) : key;
}

/** Whether the library may be written to here; tells where not. */
export const mayWrite = (): Promise<boolean> => trustedElse(vscode.l10n.t('This is written into the library, so it waits until you trust this workspace.'));

export const mayExport = (): Promise<boolean> => trustedElse(vscode.l10n.t('Exporting writes a file, so it waits until you trust this workspace.'));

async function trustedElse(message: string): Promise<boolean> {
  if (!vscode.workspace.isTrusted) await vscode.window.showWarningMessage(message);
  return vscode.workspace.isTrusted;
}

function tellWhere(view: LibraryView, keys: readonly string[]): void {
  const show = vscode.l10n.t('Go to Entry');
  const [key] = keys;
  const files = [...new Set(keys.map((one) => vscode.workspace.asRelativePath(view.fileOf(one) ?? '')))].join(', ');
  const message = keys.length === 1
    ? vscode.l10n.t('{0} stands in {1}, a bibliography of your own, which Ibid does not change. Delete its entry there.', key!, files)
    : vscode.l10n.t('{0} works stand in bibliographies of your own, which Ibid does not change: {1}. Delete their entries there.', formatNumber(keys.length), files);
  void vscode.window.showInformationMessage(message, show).then((chosen) => (chosen === show ? vscode.commands.executeCommand('ibid.showEntry', key) : undefined));
}

/** Shows what is in the library now. False, and a person is told why, where it is as it was. */
async function taken(library: FolderLibrary, { refused, saved, problems }: SavedDecision): Promise<boolean> {
  if (refused !== null || !saved) {
    void vscode.window.showErrorMessage(refused ?? problems[0]?.message ?? vscode.l10n.t('The library was not changed.'));
    return false;
  }
  await library.reload();
  return true;
}

/** The keys with the one first that is to be kept; undefined where a person would rather not. */
async function chosenFirst(view: LibraryView, keys: readonly string[]): Promise<string[] | undefined> {
  const rows = keys.map((key) => ({ label: key, description: nameIn(view, key), detail: view.get(key)?.title ?? '' }));
  const options = { title: vscode.l10n.t('Merge Works'), placeHolder: vscode.l10n.t('The key to keep; what is better known of the others goes over to it'), matchOnDescription: true };
  const chosen = await vscode.window.showQuickPick(rows, options);
  return chosen && [chosen.label, ...keys.filter((key) => key !== chosen.label)];
}
