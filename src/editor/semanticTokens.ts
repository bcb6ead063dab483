import * as vscode from 'vscode';
import type { Citation } from '../language/citations.js';
import { semanticTokens, tokenTypes } from '../language/semanticTokens.js';
import { rangeOf, spanOf, type OpenDocuments } from './openDocuments.js';
import type { Views } from './views.js';

export const tokensLegend = new vscode.SemanticTokensLegend([...tokenTypes]);

/** Of a document with more citations only the lines that are seen have tokens. */
const mostCitations = 10_000;

export class CitationTokenProvider implements vscode.DocumentSemanticTokensProvider, vscode.DocumentRangeSemanticTokensProvider {
  readonly onDidChangeSemanticTokens: vscode.Event<void>;

  constructor(private readonly documents: OpenDocuments, private readonly views: Views) {
    this.onDidChangeSemanticTokens = views.onDidChange;
  }

  async provideDocumentSemanticTokens(document: vscode.TextDocument): Promise<vscode.SemanticTokens | undefined> {
    const { all } = this.documents.of(document);
    return all.length > mostCitations ? undefined : this.tokens(document, () => this.documents.of(document).all);
  }

  provideDocumentRangeSemanticTokens(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.SemanticTokens> {
    return this.tokens(document, () => this.documents.of(document).near(spanOf(document, range)));
  }

  /** @param citations asked when the library is there, since the document may have changed by then */
  private async tokens(document: vscode.TextDocument, citations: () => readonly Citation[]): Promise<vscode.SemanticTokens> {
    const library = await this.views.of(document);
    const builder = new vscode.SemanticTokensBuilder(tokensLegend);
    for (const { type, ...span } of semanticTokens(this.documents.of(document), citations(), library)) builder.push(rangeOf(document, span), type);
    return builder.build();
  }
}
