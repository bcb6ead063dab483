import * as vscode from 'vscode';
import { symbols, type CitedSymbol, type WorkSymbol } from '../language/symbols.js';
import { rangeOf, type OpenDocuments } from './openDocuments.js';
import type { Views } from './views.js';

/** Under what VS Code's outline has them beside the headings that others know of. They are no symbol of their own, so that none stands for the whole text. */
export const symbolsLabel = (): vscode.DocumentSymbolProviderMetadata => ({ label: vscode.l10n.t('Citations') });

export class CitationSymbolProvider implements vscode.DocumentSymbolProvider {
  constructor(private readonly documents: OpenDocuments, private readonly views: Views) {}

  async provideDocumentSymbols(document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
    const library = await this.views.of(document);
    return symbols(this.documents.of(document), library).map((work) => workSymbol(document, work));
  }
}

function workSymbol(document: vscode.TextDocument, work: WorkSymbol): vscode.DocumentSymbol {
  const symbol = symbolOf(document, work, vscode.SymbolKind.Constant);
  symbol.children = work.citations.map((citation) => symbolOf(document, citation, vscode.SymbolKind.Field));
  return symbol;
}

function symbolOf(document: vscode.TextDocument, { name, detail, ...span }: CitedSymbol, kind: vscode.SymbolKind): vscode.DocumentSymbol {
  const range = rangeOf(document, span);
  return new vscode.DocumentSymbol(name, detail, kind, range, range);
}
