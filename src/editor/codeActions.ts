import * as vscode from 'vscode';
import { isBibtexKey, keyFixes, locatorRemoved, pastedAt, stubInBibtex, supersedingFixes, type Fix } from '../language/codeActions.js';
import type { CiteKey } from '../language/citations.js';
import { bibliographyFor, nameBibliography } from '../language/nameBibliography.js';
import { libraryFiles } from '../library/library.js';
import { join, parent, relativePath } from '../library/paths.js';
import { addReferenceCommand, addStubCommand } from './addEntries.js';
import { citeThisCommand } from './citeThis.js';
import { completeEntryCommand, showEntryOfCommand } from './completeEntry.js';
import type { CitationDiagnostics } from './diagnostics.js';
import { addEdits, fileOf, spanOf, type OpenDocuments } from './openDocuments.js';
import type { Citable, Views } from './views.js';

const { QuickFix, RefactorRewrite } = vscode.CodeActionKind;
export const providedActions: vscode.CodeActionProviderMetadata = { providedCodeActionKinds: [QuickFix, RefactorRewrite] };

/** Puts a stub at the end of a .bib of the user's, as an edit that they see and save, or do not. */
class BibtexStub extends vscode.CodeAction {
  constructor(readonly key: string, readonly file: vscode.Uri) {
    super(vscode.l10n.t('Add an entry {0} to {1}', key, file.path.slice(file.path.lastIndexOf('/') + 1)), QuickFix);
  }
}

/** What a person can have done about the diagnostics of a document's citations, and with the words that they selected. */
export class CitationActionProvider implements vscode.CodeActionProvider {
  constructor(private readonly documents: OpenDocuments, private readonly views: Views, private readonly diagnostics: CitationDiagnostics) {}

  async provideCodeActions(document: vscode.TextDocument, range: vscode.Range, { diagnostics }: vscode.CodeActionContext): Promise<vscode.CodeAction[]> {
    const citable = await this.views.citable(document);
    const fixes = diagnostics.filter(({ source }) => source === 'Ibid').flatMap((diagnostic) => this.fixes(document, diagnostic, citable));
    return [...fixes, ...this.rewrites(document, range)];
  }

  async resolveCodeAction(action: vscode.CodeAction): Promise<vscode.CodeAction> {
    if (!(action instanceof BibtexStub)) return action;
    const document = await vscode.workspace.openTextDocument(action.file);
    const text = document.getText();
    action.edit = new vscode.WorkspaceEdit();
    action.edit.insert(action.file, document.positionAt(text.length), stubInBibtex(action.key, text));
    return action;
  }

  private fixes(document: vscode.TextDocument, diagnostic: vscode.Diagnostic, citable: Citable): vscode.CodeAction[] {
    const actions = this.actionsFor(document, diagnostic, citable);
    for (const action of actions) action.diagnostics = [diagnostic];
    return actions;
  }

  private actionsFor(document: vscode.TextDocument, { code, range }: vscode.Diagnostic, citable: Citable): vscode.CodeAction[] {
    if (code === 'bibliography-unnamed') return [bibliographyInserted(document, citable)];
    const citations = this.documents.of(document);
    const cited = citations.at(document.offsetAt(range.start));
    if (!cited) return [];
    const { key } = cited.work;
    const opened = commanded(vscode.l10n.t('Open the entry of {0}', key.key), QuickFix, showEntryOfCommand, [document.uri, key.key]);
    if (code === 'key-undefined') return this.keyActions(document, key, citable);
    if (code === 'work-superseded') return [...supersedingFixes(citations, key, citable.view).map((fix) => fixed(document, fix)), opened];
    if (code === 'page-outside' && cited.work.locator) return [fixed(document, locatorRemoved(citations, cited.work.locator)), opened];
    return code === 'field-missing' ? [commanded(vscode.l10n.t('Add what the entry of {0} lacks', key.key), QuickFix, completeEntryCommand, [document.uri, key.key])] : [];
  }

  private keyActions(document: vscode.TextDocument, key: CiteKey, { view, library, bibliographies }: Citable): vscode.CodeAction[] {
    const nearest = this.diagnostics.diagnoserOf(view).nearest.of(key.key);
    const changed = keyFixes(this.documents.of(document), key, nearest).map((fix) => fixed(document, fix));
    const own = library ? [commanded(vscode.l10n.t('Add a stub for {0} to the library', key.key), QuickFix, addStubCommand, [document.uri, key.key])] : [];
    const bib = isBibtexKey(key.key) && bibliographies.find(({ name: { kind }, uri }) => kind === 'file' && uri.path.endsWith('.bib'));
    return [...changed, ...own, ...(bib ? [new BibtexStub(key.key, bib.uri)] : [])];
  }

  private rewrites(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const pasted = pastedAt(this.documents.of(document), spanOf(document, range), spanOf(document, document.lineAt(range.start).range));
    const what = pasted?.as === 'identifier' ? vscode.l10n.t('Cite the Work with This Identifier') : vscode.l10n.t('Cite This Reference, and Add It to the Library');
    return [
      ...(pasted ? [commanded(what, RefactorRewrite, addReferenceCommand, [document.uri, pasted.start, pasted.end])] : []),
      ...(range.isEmpty || pasted ? [] : [commanded(vscode.l10n.t('Cite This…'), RefactorRewrite, citeThisCommand, [])]),
    ];
  }
}

function commanded(title: string, kind: vscode.CodeActionKind, command: string, given: unknown[]): vscode.CodeAction {
  const action = new vscode.CodeAction(title, kind);
  action.command = { command, title, arguments: given };
  return action;
}

function fixed(document: vscode.TextDocument, { title, edits, isPreferred }: Fix): vscode.CodeAction {
  const action = new vscode.CodeAction(title, QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  addEdits(action.edit, document, edits);
  action.isPreferred = isPreferred;
  return action;
}

/** Names Ibid's own library, from where the document stands, or will stand when it is saved into the workspace. */
function bibliographyInserted(document: vscode.TextDocument, { library }: Citable): vscode.CodeAction {
  const file = libraryFiles[bibliographyFor(document.languageId)];
  const uri = fileOf(document);
  const folder = uri.scheme === 'untitled' ? vscode.workspace.workspaceFolders?.[0]?.uri.path : parent(uri.path);
  const path = library && folder !== undefined ? relativePath(folder, join(library.folder.path, file)) : file;
  const { offset, text, statement } = nameBibliography(document.languageId, document.getText(), path);
  const action = new vscode.CodeAction(vscode.l10n.t('Insert {0}', statement), QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.insert(document.uri, document.positionAt(offset), text);
  action.isPreferred = true;
  return action;
}
