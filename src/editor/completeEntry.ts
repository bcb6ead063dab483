import * as vscode from 'vscode';
import { missingInBibtex } from '../language/codeActions.js';
import { missingFields } from '../language/requiredFields.js';
import type { Entries } from './entries.js';
import type { Views } from './views.js';

export const showEntryOfCommand = 'ibid.showEntryOf';
export const completeEntryCommand = 'ibid.completeEntry';

/** Opens the entry that a document means by a key. */
export async function showEntryOf(entries: Entries, uri: unknown, key: unknown): Promise<void> {
  if (uri instanceof vscode.Uri && typeof key === 'string') await entries.show(await vscode.workspace.openTextDocument(uri), key);
}

/** Opens the entry that a document means by a key; in a .bib with an empty field for each that its reference needs, to be filled in or undone. */
export async function completeEntry(entries: Entries, views: Views, uri: unknown, key: unknown): Promise<void> {
  if (!(uri instanceof vscode.Uri) || typeof key !== 'string') return;
  const document = await vscode.workspace.openTextDocument(uri);
  const [entry, view] = [await entries.of(document, key), await views.of(document)];
  const item = view.get(key);
  const place = entry && item && entry.uri.path.endsWith('.bib') ? await entries.placeOf(entry) : null;
  if (!place || !item || !entry) return entries.show(document, key);
  const editor = await vscode.window.showTextDocument(entry.uri, { selection: place });
  const line = editor.document.lineAt(place.end.line).text;
  const behindComma = line.indexOf(',', place.end.character) + 1;
  if (behindComma > 0) await editor.insertSnippet(new vscode.SnippetString(missingInBibtex(missingFields(item))), place.end.with({ character: behindComma }));
}
