import * as vscode from 'vscode';
import { cut } from '../language/bibliography.js';
import { container, nameOfWork, textOf } from '../language/brief.js';
import type { LibraryItem } from '../library/library.js';
import { append } from '../text/multimap.js';
import type { Entries } from './entries.js';
import { answered } from './quickPick.js';
import type { Views } from './views.js';
import type { WorkspaceCitations } from './workspaceCitations.js';
import { formatNumber } from '../words.js';

interface ItemRow extends vscode.QuickPickItem {
  key?: string;
}

const mostRows = 2000;
const longestTitle = 100;
const copyKeys = (): vscode.QuickInputButton => ({ iconPath: new vscode.ThemeIcon('copy'), tooltip: vscode.l10n.t('Copy All Keys') });

/** The items that the document in front could cite and no document of the workspace cites. The chosen one's entry is shown; nothing is changed. */
export async function unusedItems(citations: WorkspaceCitations, views: Views, entries: Entries): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return void vscode.window.showInformationMessage(vscode.l10n.t('Open a document first: the items that it could cite are looked through.'));
  const view = await views.of(document);
  const progress = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Looking for items that no document cites') };
  const cited = await vscode.window.withProgress(progress, (_, token) => citations.counts(token));
  const used = new Set([...cited.keys()].map((key) => view.get(key)?.id));
  const items = view.search('', view.size).filter(({ id }) => !used.has(id));
  if (items.length === 0) return void vscode.window.showInformationMessage(vscode.l10n.t('Every item is cited in some document.'));
  const key = await chosenKey(items, ({ id }) => view.fileOf(id) ?? '');
  if (key !== undefined) await entries.show(document, key);
}

/** Lists items by their files. */
function chosenKey(items: readonly LibraryItem[], fileOf: (item: LibraryItem) => string): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick<ItemRow>();
  const count = items.length > mostRows ? vscode.l10n.t('{0} of {1}', formatNumber(mostRows), formatNumber(items.length)) : formatNumber(items.length);
  Object.assign(pick, { title: vscode.l10n.t('Items That No Document Cites ({0})', count), placeholder: vscode.l10n.t('Choose an item to show its entry'), matchOnDescription: true, matchOnDetail: true, buttons: [copyKeys()] });
  const byFile = new Map<string, LibraryItem[]>();
  for (const item of items.slice(0, mostRows)) append(byFile, fileOf(item), item);
  pick.items = [...byFile].flatMap(([file, inFile]) => [{ label: file, kind: vscode.QuickPickItemKind.Separator }, ...inFile.map(rowOf)]);
  pick.onDidTriggerButton(() => void copy(items));
  return answered(pick, () => pick.activeItems[0]?.key);
}

const rowOf = (item: LibraryItem): ItemRow => ({ label: cut(nameOfWork(item), longestTitle), description: item.id, detail: cut(textOf(item, 'title') || container(item), longestTitle), key: item.id });

async function copy(items: readonly LibraryItem[]): Promise<void> {
  await vscode.env.clipboard.writeText(items.map(({ id }) => id).join('\n'));
  vscode.window.setStatusBarMessage(items.length === 1 ? vscode.l10n.t('1 key copied') : vscode.l10n.t('{0} keys copied', formatNumber(items.length)), 3000);
}
