import * as vscode from 'vscode';
import { citedWorks, type CitedSymbol, type WorkSymbol } from '../language/symbols.js';
import { citingEditor, rangeOf, type OpenDocuments } from './openDocuments.js';
import type { Views } from './views.js';

interface CitationRow extends vscode.QuickPickItem {
  range?: vscode.Range;
}

/** The citations of the document in front, work by work: each is shown as one moves to it; who leaves is back where they were. */
export async function listCitations(documents: OpenDocuments, views: Views): Promise<void> {
  const editor = citingEditor();
  if (!editor) return;
  const works = citedWorks(documents.of(editor.document), await views.of(editor.document));
  if (works.length === 0) return void vscode.window.showInformationMessage(vscode.l10n.t('This document cites nothing yet.'));
  const { selection, visibleRanges: [visible] } = editor;
  const pick = vscode.window.createQuickPick<CitationRow>();
  Object.assign(pick, { title: vscode.l10n.t('Citations'), placeholder: vscode.l10n.t('Work, page or words'), matchOnDescription: true, matchOnDetail: true });
  pick.items = works.flatMap((work) => rowsOf(work, editor.document));
  const [first] = (pick.activeItems = nearest(pick.items, selection.active));
  const showRow = (row: CitationRow | undefined): void => row?.range && show(editor, row.range);
  showRow(first);
  let isChosen = false;
  pick.onDidChangeActive(([row]) => showRow(row));
  pick.onDidAccept(() => {
    isChosen = true;
    pick.hide();
  });
  pick.onDidHide(() => {
    if (!isChosen) {
      editor.selection = selection;
      if (visible) editor.revealRange(visible, vscode.TextEditorRevealType.AtTop);
    }
    pick.dispose();
  });
  pick.show();
}

function rowsOf({ name, detail, citations }: WorkSymbol, document: vscode.TextDocument): CitationRow[] {
  const heading: CitationRow = { label: detail, kind: vscode.QuickPickItemKind.Separator };
  return [heading, ...citations.map((citation) => rowOf(name, citation, document))];
}

function rowOf(name: string, citation: CitedSymbol, document: vscode.TextDocument): CitationRow {
  const range = rangeOf(document, citation);
  return { label: [name, citation.detail].filter(Boolean).join(', '), description: vscode.l10n.t('line {0}', range.start.line + 1), detail: citation.name, range };
}

/** The first citation at the cursor or behind it, from which one goes on; behind the last one the first of all. */
function nearest(rows: readonly CitationRow[], cursor: vscode.Position): CitationRow[] {
  const placed = rows.filter(({ range }) => range !== undefined).sort((a, b) => a.range!.start.compareTo(b.range!.start));
  return [placed.find(({ range }) => range!.end.isAfterOrEqual(cursor)) ?? placed[0]!];
}

function show(editor: vscode.TextEditor, range: vscode.Range): void {
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
