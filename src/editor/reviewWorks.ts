import * as vscode from 'vscode';
import type { DoubtfulPair } from '../library/joined.js';
import type { LibraryItem } from '../library/library.js';
import { cut, type Bibliography } from '../language/bibliography.js';
import { creators, textOf, year } from '../language/brief.js';
import type { Background } from './background.js';
import type { FolderLibrary, Libraries } from './library.js';
import type { Styles } from './styles.js';
import type { Views } from './views.js';

interface Reviewing {
  libraries: Libraries;
  views: Views;
  background: Background;
  styles: Styles;
}

/** Shows the works that may be one, pair by pair, and writes down what a person says of each, until none is left or they have had enough. */
export async function reviewWorks({ libraries, views, background, styles }: Reviewing, near: vscode.Uri | undefined): Promise<void> {
  if (!vscode.workspace.isTrusted) return void vscode.window.showWarningMessage('What you decide is written into the library, so it waits until you trust this workspace.');
  const library = libraries.of(near);
  let pairs = library ? await views.doubtful(library) : [];
  if (!library || pairs.length === 0) return void vscode.window.showInformationMessage('No works of the library look as if they were one.');
  const bibliography = await styles.bibliography(library.folder);
  while (pairs.length > 0) {
    const items = await itemsOf(library, views, pairs);
    const pair = await chosenPair(pairs, items);
    if (!pair) return;
    const isSame = await judged(pair, items, bibliography);
    if (isSame === undefined) continue;
    await decide(library, background, pair, isSame);
    // what has become part of another work is no longer asked for
    pairs = pairs.filter((other) => other !== pair && !(isSame && [other.own, other.other].includes(pair.other)));
  }
  void vscode.window.showInformationMessage('All works that looked as if they were one have been reviewed.');
}

type Items = ReadonlyMap<string, LibraryItem>;

/** The items of the pairs, the own ones as Ibid has them. */
async function itemsOf(library: FolderLibrary, views: Views, pairs: readonly DoubtfulPair[]): Promise<Items> {
  const { rows } = (await library.opened()).own;
  const document = vscode.window.activeTextEditor?.document;
  const view = document && (await views.of(document));
  const items = new Map<string, LibraryItem>();
  for (const key of pairs.flatMap(({ own, other }) => [own, other])) {
    const row = rows.rowOf(key);
    const item = row >= 0 ? rows.itemAt(row) : view?.get(key);
    if (item) items.set(key, item);
  }
  return items;
}

const longestName = 68;

/** "Walter, 2002, Committing to Peace". */
function words(key: string, items: Items): string {
  const item = items.get(key);
  if (!item) return key;
  return [creators(item), year(item), textOf(item, 'title')].filter((part) => part !== '').join(', ');
}

/** One work above the other, so that the eye finds where they differ; beside them what speaks against their being one. */
async function chosenPair(pairs: readonly DoubtfulPair[], items: Items): Promise<DoubtfulPair | undefined> {
  const rows = pairs.map((pair) => ({ label: cut(words(pair.own, items), longestName), description: pair.why, detail: words(pair.other, items), pair }));
  const options = { title: 'Works That May Be One', placeHolder: `${pairs.length} to review: choose one, the likeliest first`, matchOnDescription: true, matchOnDetail: true };
  return (await vscode.window.showQuickPick(rows, options))?.pair;
}

/** Shows both works in full. Undefined where a person would rather not say. */
async function judged({ own, other, why }: DoubtfulPair, items: Items, bibliography: Bibliography): Promise<boolean | undefined> {
  const reference = (key: string): string => {
    const item = items.get(key);
    return item ? `${bibliography.entry(item).map(({ text }) => text).join('')}\n${key}` : key;
  };
  const detail = `${reference(own)}\n\n${reference(other)}\n\nWhat speaks against it: ${why}.`;
  const [same, different] = ['One Work', 'Two Works'];
  const answer = await vscode.window.showInformationMessage('Are these one work?', { modal: true, detail }, same, different);
  return answer === undefined ? undefined : answer === same;
}

async function decide(library: FolderLibrary, background: Background, pair: DoubtfulPair, isSame: boolean): Promise<void> {
  const { refused, saved, problems } = await background.decide(library.files, library.folder.path, pair.own, pair.other, isSame);
  if (refused !== null || !saved) return void vscode.window.showErrorMessage(refused ?? problems[0]?.message ?? 'The library was not changed.');
  await library.reload();
  if (isSame) void offerUndo(library, background, pair);
}

async function offerUndo(library: FolderLibrary, background: Background, pair: DoubtfulPair): Promise<void> {
  // an entry of the user's own bibliography gives the key
  const [cited, former] = 'file' in pair ? [pair.other, pair.own] : [pair.own, pair.other];
  const undo = await vscode.window.showInformationMessage(`One work now: ${cited} is its key, and ${former} still leads to it.`, 'Undo');
  if (undo) await decide(library, background, pair, false);
}
