import * as vscode from 'vscode';
import { inlayHints, type InlayHint } from '../language/inlayHints.js';
import { spanOf, type OpenDocuments } from './openDocuments.js';
import type { Styles } from './styles.js';
import type { Views } from './views.js';

const setting = 'inlayHints.enabled';

class CitationHint extends vscode.InlayHint {
  constructor(readonly document: vscode.TextDocument, readonly hint: InlayHint) {
    super(document.positionAt(hint.offset), hint.words);
    this.paddingLeft = true;
  }
}

/** Off unless the setting says otherwise. */
export class CitationHintProvider implements vscode.InlayHintsProvider<CitationHint> {
  readonly onDidChangeInlayHints: vscode.Event<void>;

  constructor(private readonly documents: OpenDocuments, private readonly views: Views, private readonly styles: Styles) {
    this.onDidChangeInlayHints = views.onDidChangeWith(`ibid.${setting}`);
  }

  async provideInlayHints(document: vscode.TextDocument, range: vscode.Range): Promise<CitationHint[]> {
    if (!vscode.workspace.getConfiguration('ibid', document).get(setting, false)) return [];
    const library = await this.views.of(document);
    return inlayHints(this.documents.of(document), spanOf(document, range), library).map((hint) => new CitationHint(document, hint));
  }

  async resolveInlayHint(hint: CitationHint): Promise<CitationHint> {
    const bibliography = await this.styles.of(hint.document);
    hint.tooltip = bibliography.entry(hint.hint.item).map(({ text }) => text).join('');
    return hint;
  }
}
