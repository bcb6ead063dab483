import * as vscode from 'vscode';
import type { Bibliography } from '../language/bibliography.js';
import { withLabel } from '../language/runs.js';
import { formOf } from '../language/markup.js';
import { citedItems, ownBibliography, referenceFormats, writeReferences, type ReferenceFormat } from '../language/references.js';
import { libraryFiles, type LibraryItem } from '../library/library.js';
import { parent, relativePath } from '../library/paths.js';
import type { Bibliographies } from './bibliographies.js';
import { citingEditor, spanOf, type OpenDocuments } from './openDocuments.js';
import type { Styles } from './styles.js';
import type { Views } from './views.js';
import { formatNumber } from '../words.js';

interface Referring {
  documents: OpenDocuments;
  views: Views;
  styles: Styles;
}

/** The references of the key at the cursor, or of all that the selection cites, to the clipboard. @param format what they are written for; asked for where it is not given */
export async function copyReference({ documents, views, styles }: Referring, format?: ReferenceFormat): Promise<void> {
  const editor = citingEditor();
  if (!editor) return;
  const { document, selection } = editor;
  const { items, unknown } = citedItems(documents.of(document), await views.of(document), spanOf(document, selection));
  if (items.length === 0) return void vscode.window.showInformationMessage(nothingToCopy(unknown));
  const chosen = format ?? (await vscode.window.showQuickPick([...referenceFormats()], { title: vscode.l10n.t('Copy Reference'), placeHolder: vscode.l10n.t('What to write it for') }))?.format;
  if (chosen) await copyReferencesOf(items, await styles.of(document), chosen);
}

/** The references of some works to the clipboard. */
export async function copyReferencesOf(items: readonly LibraryItem[], bibliography: Bibliography, format: ReferenceFormat): Promise<void> {
  // a number says nothing of a reference that stands alone
  const entries = items.length === 1 ? items.map((item) => bibliography.entry(item)) : bibliography.list(items).entries.map(withLabel);
  await vscode.env.clipboard.writeText(writeReferences(format, entries));
  vscode.window.setStatusBarMessage(items.length === 1 ? vscode.l10n.t('Reference copied') : vscode.l10n.t('{0} references copied', formatNumber(items.length)), 3000);
}

const nothingToCopy = ([key]: readonly string[]): string =>
  key === undefined ? vscode.l10n.t('No citation stands here. Put the cursor on a cite key, or select the text whose references you want.') : vscode.l10n.t('{0} is not in the library, so it has no reference.', key);

/** Writes the bibliography of a document at the cursor: as its language's own tools set it, or the references themselves. */
export async function insertBibliography({ documents, views, styles }: Referring, bibliographies: Bibliographies): Promise<void> {
  const editor = citingEditor();
  if (!editor) return;
  const { document } = editor;
  const citations = documents.of(document);
  const { items, unknown } = citedItems(citations, await views.of(document));
  const own = ownBibliography(citations, await bibliographyOf(document, bibliographies));
  const byTool = { label: own.text.replace(/\n/g, ' '), detail: vscode.l10n.t('{0} sets the bibliography when it makes the document', own.tool), write: () => own.text };
  const asText = {
    label: vscode.l10n.t('Text'),
    detail: items.length === 1
      ? vscode.l10n.t('1 reference in the document’s style, as it is now')
      : vscode.l10n.t('{0} references in the document’s style, as they are now', formatNumber(items.length)),
    write: async () => writeReferences(formOf(document.languageId), (await styles.of(document)).list(items).entries.map(withLabel)),
  };
  const chosen = await vscode.window.showQuickPick(items.length === 0 ? [byTool] : [byTool, asText], { title: vscode.l10n.t('Insert Bibliography') });
  if (!chosen) return;
  const text = await chosen.write();
  await editor.edit((builder) => builder.replace(editor.selection, text));
  editor.selection = new vscode.Selection(editor.selection.end, editor.selection.end);
  if (chosen === asText && unknown.length > 0) void vscode.window.showWarningMessage(vscode.l10n.t('These keys are not in the library, so their references are missing: {0}', inBrief(unknown)));
}

const mostNamed = 10;
const inBrief = (keys: readonly string[]): string => keys.slice(0, mostNamed).join(', ') + (keys.length > mostNamed ? ' …' : '');

/** The first bibliography of a document from its folder, else that which Ibid writes. */
async function bibliographyOf(document: vscode.TextDocument, bibliographies: Bibliographies): Promise<string> {
  const [first] = await bibliographies.of(document);
  return first && !document.isUntitled ? relativePath(parent(document.uri.path), first.name.path) : libraryFiles.bibtex;
}
