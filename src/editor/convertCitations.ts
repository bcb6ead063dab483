import * as vscode from 'vscode';
import { conversionsAt, type Conversion } from '../language/convert.js';
import { addEdits, spanOf, type OpenDocuments } from './openDocuments.js';

class ConversionAction extends vscode.CodeAction {
  constructor(readonly conversion: Conversion, readonly document: vscode.TextDocument) {
    super(conversion.title, vscode.CodeActionKind.RefactorRewrite);
  }
}

/** Writes citations in another of their language's ways, and those pasted from another language in this one's. */
export class CitationConversionProvider implements vscode.CodeActionProvider<ConversionAction> {
  static readonly metadata: vscode.CodeActionProviderMetadata = { providedCodeActionKinds: [vscode.CodeActionKind.RefactorRewrite] };

  constructor(private readonly documents: OpenDocuments) {}

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range, { triggerKind }: vscode.CodeActionContext): ConversionAction[] {
    // no light bulb at every citation that the cursor passes
    if (range.isEmpty && triggerKind === vscode.CodeActionTriggerKind.Automatic) return [];
    return conversionsAt(this.documents.of(document), spanOf(document, range)).map((conversion) => new ConversionAction(conversion, document));
  }

  resolveCodeAction(action: ConversionAction): ConversionAction {
    action.edit = new vscode.WorkspaceEdit();
    addEdits(action.edit, action.document, action.conversion.edits());
    return action;
  }
}
