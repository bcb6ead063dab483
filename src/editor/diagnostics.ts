import * as vscode from 'vscode';
import { Diagnoser, severities, type Diagnostic, type Severity } from '../language/diagnostics.js';
import type { LibraryView } from '../library/library.js';
import type { Bibliographies } from './bibliographies.js';
import { rangeOf, type OpenDocuments } from './openDocuments.js';
import type { Views } from './views.js';

/** How long a document must be left alone before it is looked through. */
const restMilliseconds = 300;

/** How long it goes on at a time. */
const sliceMilliseconds = 8;

const setting = 'ibid.diagnostics';
const severityOf: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};
const struckThrough = new Set<Diagnostic['code']>(['work-retracted', 'work-superseded']);

/** Tells what is doubtful about the citations of the documents that are seen. What is wrong with files is told by problems.ts. */
export class CitationDiagnostics implements vscode.Disposable {
  private readonly diagnostics = vscode.languages.createDiagnosticCollection('ibid');
  private readonly diagnosers = new WeakMap<LibraryView, Diagnoser>();
  private readonly timers = new Map<vscode.TextDocument, ReturnType<typeof setTimeout>>();
  private readonly disposables: vscode.Disposable[];

  constructor(
    private readonly documents: OpenDocuments,
    private readonly views: Views,
    private readonly bibliographies: Bibliographies,
    private readonly isCiting: (language: string) => boolean,
  ) {
    const all = (): void => this.updateSeen();
    this.disposables = [
      this.diagnostics,
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.updateSoon(document)),
      vscode.workspace.onDidOpenTextDocument(all),
      vscode.workspace.onDidCloseTextDocument((document) => this.closed(document)),
      vscode.window.onDidChangeVisibleTextEditors(all),
      vscode.window.onDidChangeVisibleNotebookEditors(all),
      views.onDidChangeWith(setting)(all),
    ];
    all();
  }

  /** What is known of the works of a library, for what is told of them. */
  diagnoserOf(library: LibraryView): Diagnoser {
    const diagnoser = this.diagnosers.get(library) ?? new Diagnoser(library);
    this.diagnosers.set(library, diagnoser);
    return diagnoser;
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const disposable of this.disposables) disposable.dispose();
  }

  private updateSeen(): void {
    const cells = vscode.window.visibleNotebookEditors.flatMap(({ notebook }) => notebook.getCells().map(({ document }) => document));
    for (const document of new Set([...vscode.window.visibleTextEditors.map((editor) => editor.document), ...cells])) this.updateSoon(document);
  }

  private updateSoon(document: vscode.TextDocument): void {
    clearTimeout(this.timers.get(document));
    if (this.isCiting(document.languageId)) this.timers.set(document, setTimeout(() => void this.update(document), restMilliseconds));
    else this.diagnostics.delete(document.uri);
  }

  private closed(document: vscode.TextDocument): void {
    clearTimeout(this.timers.get(document));
    this.timers.delete(document);
    this.diagnostics.delete(document.uri);
  }

  private async update(document: vscode.TextDocument): Promise<void> {
    this.timers.delete(document);
    const [library, named] = [await this.views.of(document), await this.bibliographies.namedBy(document)];
    const diagnoser = this.diagnoserOf(library);
    await inSlices(diagnoser.learn(this.documents.of(document)));
    // what has changed meanwhile is looked through when it has come to rest
    if (document.isClosed || this.timers.has(document)) return;
    const chosen = vscode.workspace.getConfiguration(undefined, document).get<Record<string, unknown>>(setting, {});
    const found = diagnoser.diagnose(this.documents.of(document), named);
    this.diagnostics.set(document.uri, found.flatMap((one) => asShown(document, one, chosen[one.code]) ?? []));
  }
}

/** Goes through steps so that keystrokes come between. */
async function inSlices(steps: Iterable<void>): Promise<void> {
  let began = performance.now();
  for (const step = steps[Symbol.iterator](); !step.next().done; ) {
    if (performance.now() - began < sliceMilliseconds) continue;
    await new Promise((resolve) => setTimeout(resolve));
    began = performance.now();
  }
}

/** @param chosen what a person has set for its code */
function asShown(document: vscode.TextDocument, { code, message, ...placed }: Diagnostic, chosen: unknown): vscode.Diagnostic | null {
  if (chosen === 'off') return null;
  const severity = severityOf[chosen as Severity] ?? severityOf[severities[code]];
  const diagnostic = new vscode.Diagnostic(rangeOf(document, placed), message, severity);
  diagnostic.source = 'Ibid';
  diagnostic.code = code;
  if (struckThrough.has(code)) diagnostic.tags = [vscode.DiagnosticTag.Deprecated];
  return diagnostic;
}
