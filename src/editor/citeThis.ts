import * as vscode from 'vscode';
import { cutLine } from '../language/bibliography.js';
import { nameOfWork, textOf } from '../language/brief.js';
import { syntaxes } from '../language/citations.js';
import { citedStatement, statementAt, worksSupporting, type Supporting } from '../language/citeThis.js';
import { locatorInWords } from '../language/locators.js';
import { placeOf } from '../language/nearness.js';
import type { CitedKeys } from './citedKeys.js';
import { rangeOf, type OpenDocuments } from './openDocuments.js';
import type { Views } from './views.js';

export const citeThisCommand = 'ibid.citeThis';

interface Citing {
  documents: OpenDocuments;
  views: Views;
  cited: CitedKeys;
}

const mostWorks = 30;
const longestClaim = 200;
const longestStatement = 80;

interface WorkRow extends vscode.QuickPickItem {
  work: Supporting;
}

/** Offers the works whose claims say what is selected, or what the sentence at the cursor says, and cites the chosen one there. */
export async function citeThis({ documents, views, cited }: Citing): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !syntaxes.has(editor.document.languageId)) return;
  const { document, selection } = editor;
  const library = await views.of(document);
  const citations = documents.of(document);
  const statement = statementAt(citations, { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) });
  const found = statement ? worksSupporting(citations, statement, library, mostWorks) : [];
  if (!statement || found.length === 0) return void vscode.window.showInformationMessage(vscode.l10n.t('None of the sources in the library says anything close to this sentence.'));
  const { version } = document;
  const title = vscode.l10n.t('Cite: {0}', cutLine(citations.slice(statement), longestStatement));
  const chosen = await vscode.window.showQuickPick(found.map(rowOf), { title, placeHolder: vscode.l10n.t('The works whose claims come closest, closest first'), matchOnDescription: true, matchOnDetail: true });
  if (!chosen || document.version !== version) return;
  const { item, claim } = chosen.work;
  const locator = claim && placeOf(claim);
  const { text, ...span } = citedStatement(citations, statement, [{ key: item.id, ...(locator && { locator }) }]);
  await editor.edit((builder) => builder.replace(rangeOf(document, span), text));
  await cited.note(item.id);
}

function rowOf(work: Supporting): WorkRow {
  const { item, claim } = work;
  const place = claim && placeOf(claim);
  return {
    label: nameOfWork(item),
    description: [item.id, ...(place ? [locatorInWords(place)] : [])].join(' · '),
    detail: cutLine(claim?.claim ?? textOf(item, 'title'), longestClaim),
    work,
  };
}
