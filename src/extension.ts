import * as vscode from 'vscode';
import { addReference, addReferenceCommand, addStub, addStubCommand } from './editor/addEntries.js';
import { Background } from './editor/background.js';
import { Bibliographies } from './editor/bibliographies.js';
import { BibliographyPage } from './editor/bibliographyPage.js';
import { CitedKeys } from './editor/citedKeys.js';
import { CitationActionProvider, providedActions } from './editor/codeActions.js';
import { citeThis, citeThisCommand } from './editor/citeThis.js';
import { CitationDefinitionProvider } from './editor/definition.js';
import { CitationDiagnostics } from './editor/diagnostics.js';
import { EntryLensProvider, showCitations, showCitationsCommand, showClaimsCommand } from './editor/codeLens.js';
import { CitationCompletionProvider, completionTriggers, noteCitedCommand } from './editor/completion.js';
import { bibliographyDocuments, Entries } from './editor/entries.js';
import { completeEntry, completeEntryCommand, showEntryOf, showEntryOfCommand } from './editor/completeEntry.js';
import { CitationConversionProvider } from './editor/convertCitations.js';
import { exportLibrary } from './editor/exportLibrary.js';
import { importDropped } from './editor/dropImport.js';
import { CitationHoverProvider } from './editor/hover.js';
import { importIdentifiers } from './editor/importIdentifiers.js';
import { chooseAndImport, importAgain, importSources, type ImportState } from './editor/importSources.js';
import { ImportedFolders } from './editor/importedFolders.js';
import { CitationHintProvider } from './editor/inlayHints.js';
import { insertCitation } from './editor/insertCitation.js';
import { Libraries, type FolderLibrary } from './editor/library.js';
import { LibraryState } from './editor/libraryState.js';
import { libraryViews } from './editor/libraryCommands.js';
import { BibliographyLinkProvider, FieldLinkProvider } from './editor/links.js';
import { listCitations } from './editor/listCitations.js';
import { ClaimOpener, openClaimCommand, showTextCommand } from './editor/openClaim.js';
import { MapPage } from './editor/mapPage.js';
import { MatrixPage } from './editor/matrixPage.js';
import { openExample } from './editor/openExample.js';
import { OpenDocuments } from './editor/openDocuments.js';
import { openFile, openFileCommand } from './editor/openFile.js';
import { PdfEditors } from './editor/pdfEditors.js';
import { Problems } from './editor/problems.js';
import { CitationReferenceProvider } from './editor/references.js';
import { offerRegeneration, regenerateKeys, regenerateKeysCommand } from './editor/regenerateKeys.js';
import { CitationRenameProvider } from './editor/rename.js';
import { copyReference, insertBibliography } from './editor/writtenReferences.js';
import { ReviewPage } from './editor/reviewPage.js';
import { CitationTokenProvider, tokensLegend } from './editor/semanticTokens.js';
import { openSourceAtClaim, showClaims } from './editor/showClaims.js';
import { showLibrary } from './editor/showLibrary.js';
import { SourceDecorations } from './editor/sourceDecorations.js';
import { SourceTexts } from './editor/sourceTexts.js';
import { SourceWatcher } from './editor/sourceWatcher.js';
import { Styles } from './editor/styles.js';
import { CitationSymbolProvider, symbolsLabel } from './editor/symbols.js';
import { UndoImports } from './editor/undoImports.js';
import { unusedItems } from './editor/unusedItems.js';
import { Views } from './editor/views.js';
import { WorkspaceCitations } from './editor/workspaceCitations.js';
import { WorkSymbolProvider } from './editor/workspaceSymbols.js';
import { syntaxes } from './language/citations.js';
import { formOf } from './language/markup.js';
import { libraryFiles } from './library/library.js';
import { startBibliographyReader, startThread } from './thread.js';
import { speak } from './words.js';

export function activate(context: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle) speak({ language: vscode.env.language, messages: vscode.l10n.bundle });
  const background = new Background(startThread);
  // apart from what imports, so that a long import delays no completion
  const reading = new Background(startBibliographyReader);
  const libraries = new Libraries(reading);
  const bibliographies = new Bibliographies(reading, (language) => syntaxes.has(language), (document) => libraries.of(document)?.folder.path ?? null);
  const views = new Views(libraries, bibliographies, reading);
  const open = new OpenDocuments();
  const cited = new CitedKeys(context.workspaceState);
  const folders = new ImportedFolders(context.workspaceState);
  const undoing = new UndoImports(background, folders);
  const state = new vscode.EventEmitter<ImportState>();
  const importing = { libraries, background, folders, undoing, views, state };
  const styles = new Styles(vscode.Uri.joinPath(context.extensionUri, 'media', 'styles'), (document) => bibliographies.styleOf(document));
  const assets = vscode.Uri.joinPath(context.extensionUri, 'dist', 'pages');
  const pdfs = new PdfEditors(assets);
  const texts = new SourceTexts(background);
  const claims = new ClaimOpener(libraries, pdfs, texts);
  const review = new ReviewPage(assets, { libraries, views, background: reading, claims });
  const documents = [...syntaxes.keys()].map((language) => ({ language, scheme: '*' }));
  const libraryDocuments = [{ language: 'bibtex' }, { pattern: `**/${libraryFiles.references}` }];
  const citations = new WorkspaceCitations(open, libraries, reading);
  const entries = new Entries(libraries, bibliographies, views, reading);
  const keyDocuments = [...documents, ...bibliographyDocuments];
  const hints = new CitationHintProvider(open, views, styles);
  const tokens = new CitationTokenProvider(open, views);
  const diagnostics = new CitationDiagnostics(open, views, bibliographies, (language) => syntaxes.has(language));
  const adding = { documents: open, views, entries, background: reading };
  const referring = { documents: open, views, styles };
  // apart from what reads bibliographies, which completion waits for
  const setting = new Background(startThread);
  const references = new BibliographyPage({ assets, open, views, styles, background: setting, state: context.workspaceState });
  const { registerCommand } = vscode.commands;
  context.subscriptions.push(
    folders,
    state,
    new SourceWatcher(libraries, background, folders),
    background,
    reading,
    libraries,
    bibliographies,
    views,
    open,
    pdfs,
    texts,
    new SourceDecorations(libraries, views, reading, styles, vscode.Uri.joinPath(context.extensionUri, 'media')),
    claims,
    styles,
    setting,
    references,
    new MatrixPage({ assets, views, open, background: reading, claims }),
    review,
    new Problems(libraries, bibliographies, views),
    diagnostics,
    ...libraryViews({ views, open, reading, styles, libraries, entries, claims, state: context.workspaceState, drop: (data) => importDropped(importing, data) }),
    new MapPage({ assets, libraries, views, entries, background: reading }),
    new LibraryState(views, state.event),
    ...registerCompletion(new CitationCompletionProvider(open, views, cited, styles)),
    vscode.languages.registerDefinitionProvider(documents, new CitationDefinitionProvider(open, views, entries)),
    vscode.languages.registerReferenceProvider(keyDocuments, new CitationReferenceProvider(open, views, entries, citations)),
    vscode.languages.registerRenameProvider(keyDocuments, new CitationRenameProvider(open, entries, citations, libraries, reading)),
    vscode.languages.registerWorkspaceSymbolProvider(new WorkSymbolProvider(open, views, entries)),
    vscode.languages.registerHoverProvider(documents, new CitationHoverProvider(open, views, styles)),
    vscode.languages.registerInlayHintsProvider(documents, hints),
    vscode.languages.registerDocumentLinkProvider(documents, new BibliographyLinkProvider(bibliographies)),
    vscode.languages.registerDocumentLinkProvider(libraryDocuments, new FieldLinkProvider()),
    vscode.languages.registerDocumentSymbolProvider(documents, new CitationSymbolProvider(open, views), symbolsLabel()),
    vscode.languages.registerDocumentSemanticTokensProvider(documents, tokens, tokensLegend),
    vscode.languages.registerDocumentRangeSemanticTokensProvider(documents, tokens, tokensLegend),
    vscode.languages.registerCodeActionsProvider(documents, new CitationConversionProvider(open), CitationConversionProvider.metadata),
    vscode.languages.registerCodeActionsProvider(documents, new CitationActionProvider(open, views, diagnostics), providedActions),
    registerCommand(addStubCommand, (uri: unknown, key: unknown) => addStub(adding, uri, key)),
    registerCommand(addReferenceCommand, (...given: unknown[]) => addReference(adding, given[0], given[1], given[2])),
    registerCommand(showEntryOfCommand, (...given: unknown[]) => showEntryOf(entries, given[0], given[1])),
    registerCommand(completeEntryCommand, (...given: unknown[]) => completeEntry(entries, views, given[0], given[1])),
    registerCommand(citeThisCommand, () => citeThis({ documents: open, views, cited })),
    registerCommand(noteCitedCommand, (key: string) => cited.note(key)),
    vscode.languages.registerCodeLensProvider(libraryDocuments, new EntryLensProvider(citations, views, entries)),
    registerCommand(showCitationsCommand, (...entry: unknown[]) => showCitations(citations, entry[0], entry[1], entry[2])),
    registerCommand(showClaimsCommand, (...entry: unknown[]) => showClaims(views, claims, entry[0], entry[1])),
    registerCommand(openClaimCommand, (id: unknown) => claims.open(id)),
    registerCommand(openFileCommand, (key: unknown, index: unknown) => openFile(views, libraries, key, index)),
    registerCommand(showTextCommand, (source: unknown) => claims.showText(source)),
    registerCommand('ibid.importSources', () => chooseAndImport(importing, 'files')),
    registerCommand('ibid.importFolder', () => chooseAndImport(importing, 'folder')),
    registerCommand('ibid.importBibliography', () => chooseAndImport(importing, 'bibliography')),
    registerCommand('ibid.importIdentifiers', () => importIdentifiers({ views, background: reading, undoing })),
    registerCommand('ibid.undoImport', () => undoing.undoLast()),
    registerCommand('ibid.openExample', () => openExample(vscode.Uri.joinPath(context.extensionUri, 'media', 'example'))),
    registerCommand('ibid.openWalkthrough', () => vscode.commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#start`, false)),
    registerCommand('ibid.importSelected', (...selected: unknown[]) => importSources(importing, urisOf(selected))),
    registerCommand('ibid.importAgain', (...near: unknown[]) => importAgain(importing, nearest(near))),
    registerCommand('ibid.exportLibrary', (...near: unknown[]) => exportLibrary(libraries, background, nearest(near))),
    registerCommand(regenerateKeysCommand, (...near: unknown[]) => regenerateKeys({ libraries, documents: open, entries, citations, background: reading }, nearest(near))),
    offerRegeneration(libraries),
    registerCommand('ibid.review', (...near: unknown[]) => review.show(nearest(near))),
    registerCommand('ibid.reviewWorks', (...near: unknown[]) => review.show(nearest(near), 'works')),
    registerCommand('ibid.insertCitation', () => insertCitation({ documents: open, views, cited })),
    registerCommand('ibid.copyReference', () => copyReference(referring, 'plain')),
    registerCommand('ibid.copyReferenceAs', () => copyReference(referring)),
    registerCommand('ibid.insertBibliography', () => insertBibliography(referring, bibliographies)),
    registerCommand('ibid.openSourceAtClaim', () => openSourceAtClaim(open, views, claims)),
    registerCommand('ibid.openBibliographyPreview', () => references.show(vscode.ViewColumn.Active)),
    registerCommand('ibid.openBibliographyPreviewToSide', () => references.show(vscode.ViewColumn.Beside)),
    registerCommand('ibid.listCitations', () => listCitations(open, views)),
    registerCommand('ibid.unusedItems', () => unusedItems(citations, views, entries)),
    registerCommand('ibid.showLibrary', (...near: unknown[]) => showLibrary(libraries, nearest(near))),
    libraries.onDidChange((library) => void warmUp(library, styles)),
    bibliographies.onDidChange(() => openStyle(styles)),
    vscode.window.onDidChangeActiveTextEditor(() => openStyle(styles)),
  );
}

/** Each language has its own signs. */
function registerCompletion(provider: CitationCompletionProvider): vscode.Disposable[] {
  return [...syntaxes.keys()].map((language) =>
    vscode.languages.registerCompletionItemProvider({ language, scheme: '*' }, provider, ...completionTriggers[formOf(language)]),
  );
}

/** The explorer gives the file clicked on, then all that are chosen. */
function urisOf([clicked, chosen]: unknown[]): vscode.Uri[] {
  const given = Array.isArray(chosen) ? chosen : [clicked];
  return given.filter((uri): uri is vscode.Uri => uri instanceof vscode.Uri);
}

/** Whose library is meant: that of what was clicked on, or of what is being edited. */
const nearest = (given: unknown[]): vscode.Uri | undefined => urisOf(given)[0] ?? vscode.window.activeTextEditor?.document.uri;

/** Makes ready what the next hover needs: the style. */
async function warmUp(library: FolderLibrary, styles: Styles): Promise<void> {
  const { rows } = (await library.opened()).own;
  if (rows.size > 0) (await styles.bibliography(library.folder)).entry(rows.itemAt(0));
}

/** The style of the document that is being written, before a hover asks for it. */
function openStyle(styles: Styles): void {
  const document = vscode.window.activeTextEditor?.document;
  if (document && syntaxes.has(document.languageId)) void styles.of(document);
}
