import * as vscode from 'vscode';
import { cut } from '../language/bibliography.js';
import { cardClaims, type CardClaim } from '../language/card.js';
import { nameOfWork } from '../language/brief.js';
import { writtenAt } from '../language/nearness.js';
import type { LibraryItem } from '../library/library.js';
import { mostClaimsInList } from './claimItem.js';
import type { ClaimOpener } from './openClaim.js';
import { citingEditor, type OpenDocuments } from './openDocuments.js';
import type { Views } from './views.js';

const longestLabel = 300;

/** Lists the claims about the work of an entry; the chosen one is opened in its source. @param key of the entry in the bibliography `uri` */
export async function showClaims(views: Views, opener: ClaimOpener, key: unknown, uri: unknown): Promise<void> {
  if (typeof key !== 'string' || !(uri instanceof vscode.Uri)) return;
  const document = await vscode.workspace.openTextDocument(uri);
  const library = await views.ofBibliography(document);
  const item = library.get(key);
  if (!item) return;
  await chooseClaim(opener, item, cardClaims(item.id, library, { mostClaims: mostClaimsInList }).claims);
}

/** The same for the key at the cursor, the claims that stand closest to its sentence first. */
export async function openSourceAtClaim(documents: OpenDocuments, views: Views, opener: ClaimOpener): Promise<void> {
  const editor = citingEditor();
  if (!editor) return;
  const { document, selection } = editor;
  const citations = documents.of(document);
  const offset = document.offsetAt(selection.active);
  const key = citations.at(offset)?.work.key.key;
  if (key === undefined) return void vscode.window.showInformationMessage(vscode.l10n.t('No citation stands here. Put the cursor on a cite key.'));
  const library = await views.of(document);
  const item = library.get(key);
  if (!item) return void vscode.window.showInformationMessage(vscode.l10n.t('{0} is not in the library.', key));
  const written = writtenAt(citations, offset);
  await chooseClaim(opener, item, cardClaims(item.id, library, { mostClaims: mostClaimsInList, written }).claims);
}

/** A claim that is the only one is opened at once. */
async function chooseClaim(opener: ClaimOpener, item: LibraryItem, claims: readonly CardClaim[]): Promise<void> {
  const name = nameOfWork(item);
  if (claims.length === 0) return void vscode.window.showInformationMessage(vscode.l10n.t('No source that you imported says anything of {0}.', cut(name, longestLabel)));
  const rows = claims.map(pickOf);
  const chosen = rows.length === 1 ? rows[0] : await vscode.window.showQuickPick(rows, { title: vscode.l10n.t('Claims: {0}', cut(name, longestLabel)), placeHolder: vscode.l10n.t('Choose a claim to open its source'), matchOnDetail: true });
  if (chosen) await opener.open(chosen.id);
}

function pickOf({ id, text, locator, source, page, file }: CardClaim): vscode.QuickPickItem & { id: string } {
  const words = text.map((run) => run.text).join('').replace(/\s+/g, ' ').trim();
  const place = [source?.name ?? file, page].filter((part) => part !== null).join(', ');
  return { id, label: cut(words, longestLabel), detail: locator === null ? place : `${locator} – ${place}` };
}
