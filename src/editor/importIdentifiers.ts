import * as vscode from 'vscode';
import { identifiedEntries, type Identified } from '../library/identifiers.js';
import { formatNumber } from '../words.js';
import { addEntries, takeBack } from './addEntries.js';
import type { Background } from './background.js';
import { refuse } from './importSources.js';
import type { UndoImports } from './undoImports.js';
import type { Views } from './views.js';

/** No list is longer. In bytes. */
const longestFile = 4_000_000;

interface Listing {
  views: Views;
  background: Background;
  undoing: UndoImports;
}

/** Asks for a list of DOIs, ISBNs or numbers on arXiv, and puts the works that are in no library and bibliography yet into the library. */
export async function importIdentifiers(listing: Listing): Promise<void> {
  if (!vscode.workspace.isTrusted) return refuse();
  const list = await askForList();
  if (list === undefined) return;
  const { entries, unread } = identifiedEntries(list);
  if (entries.length === 0) return void vscode.window.showWarningMessage(vscode.l10n.t('No DOI, ISBN or arXiv number was found. A DOI begins with 10. and has a slash: 10.1000/182.'));
  const added = await addEntries(listing, vscode.window.activeTextEditor?.document, entries);
  if (!added) return;
  const fresh = added.entries.flatMap(({ item }) => item ?? []);
  const known = added.entries.filter(({ item }) => !item).map(({ key }) => key);
  const message = sentencesOn(fresh.length, known, unread).join(' ');
  if (fresh.length === 0) return void vscode.window.showInformationMessage(message);
  const undo = await listing.undoing.noteAct(() => takeBack(listing.background, added.library, fresh));
  const [bibliography, back] = [vscode.l10n.t('Import Bibliography…'), vscode.l10n.t('Undo')];
  const chosen = await vscode.window.showInformationMessage(message, bibliography, back);
  if (chosen === bibliography) await vscode.commands.executeCommand('ibid.importBibliography');
  if (chosen === back) await undo();
}

function sentencesOn(fresh: number, known: readonly string[], unread: Identified['unread']): string[] {
  const few = known.length > 5 ? `${known.slice(0, 5).join(', ')} …` : known.join(', ');
  return [
    ...(fresh === 0 ? [] : [
      fresh === 1 ? vscode.l10n.t('Added 1 work with nothing but its identifier.') : vscode.l10n.t('Added {0} works with nothing but their identifiers.', formatNumber(fresh)),
      vscode.l10n.t('Ibid does not go online: to complete them, import a .bib or RIS file that has them.'),
    ]),
    ...(known.length === 0 ? [] : [known.length === 1 ? vscode.l10n.t('1 work is there already: {0}.', few) : vscode.l10n.t('{0} works are there already: {1}.', formatNumber(known.length), few)]),
    ...(unread.length === 0 ? [] : [unread.length === 1 ? vscode.l10n.t('1 line has no identifier.') : vscode.l10n.t('{0} lines have no identifier.', formatNumber(unread.length))]),
  ];
}

/** What a person types or pastes, or a text file has; undefined where they have had enough. */
async function askForList(): Promise<string | undefined> {
  const fromFile: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('folder-opened'), tooltip: vscode.l10n.t('Choose a Text File…') };
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Import DOI List');
  input.prompt = vscode.l10n.t('Paste DOIs, ISBNs or arXiv numbers, or choose a text file that has them.');
  input.placeholder = '10.1000/182, 978-0-19-852663-6, arXiv:1706.03762';
  input.buttons = [fromFile];
  input.ignoreFocusOut = true;
  const found = (value: string): void => {
    const count = identifiedEntries(value).entries.length;
    input.validationMessage = count === 0 ? undefined : { severity: vscode.InputBoxValidationSeverity.Info, message: count === 1 ? vscode.l10n.t('1 work') : vscode.l10n.t('{0} works', formatNumber(count)) };
  };
  input.onDidChangeValue(found);
  const list = await new Promise<string | undefined>((resolve) => {
    input.onDidAccept(() => resolve(input.value));
    input.onDidTriggerButton(() => resolve(chosenFile()));
    input.onDidHide(() => resolve(undefined));
    input.show();
  });
  input.dispose();
  return list;
}

async function chosenFile(): Promise<string | undefined> {
  const [uri] = (await vscode.window.showOpenDialog({ title: vscode.l10n.t('Import DOI List'), openLabel: vscode.l10n.t('Import') })) ?? [];
  if (!uri) return undefined;
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size <= longestFile) return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  void vscode.window.showWarningMessage(vscode.l10n.t('The file is too large for a list of identifiers. Import a bibliography with Import Bibliography.'));
  return undefined;
}
