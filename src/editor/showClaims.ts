import * as vscode from 'vscode';
import { cut } from '../language/bibliography.js';
import { cardOf, type CardClaim } from '../language/card.js';
import { nameOfWork } from '../language/brief.js';
import type { ClaimOpener } from './openClaim.js';
import type { Styles } from './styles.js';
import type { Views } from './views.js';

const mostClaims = 500;
const longestLabel = 300;

/** Lists the claims about the work of an entry; the chosen one is opened in its source. @param key of the entry in the bibliography `uri` */
export async function showClaims(views: Views, styles: Styles, opener: ClaimOpener, key: unknown, uri: unknown): Promise<void> {
  if (typeof key !== 'string' || !(uri instanceof vscode.Uri)) return;
  const document = await vscode.workspace.openTextDocument(uri);
  const library = await views.ofBibliography(document);
  const item = library.get(key);
  if (!item) return;
  const { claims } = cardOf(item, library, await styles.of(document), { mostClaims });
  const chosen = await vscode.window.showQuickPick(claims.map(pickOf), { title: `Claims: ${nameOfWork(item)}`, placeHolder: 'Choose a claim to open its source', matchOnDetail: true });
  if (chosen) await opener.open(chosen.id);
}

function pickOf({ id, text, locator, source, page, file }: CardClaim): vscode.QuickPickItem & { id: string } {
  const words = text.map((run) => run.text).join('').replace(/\s+/g, ' ').trim();
  const place = [source?.name ?? file, page].filter((part) => part !== null).join(', ');
  return { id, label: cut(words, longestLabel), detail: locator === null ? place : `${locator} – ${place}` };
}
