import * as vscode from 'vscode';
import { decodeSource } from '../documents/decode.js';
import { isTextSource } from '../documents/readers/binary.js';
import { absolutePath } from '../library/paths.js';
import type { FileProblem } from '../text/problem.js';
import type { FolderLibrary, Libraries } from './library.js';

/** Problems that keep Ibid from working, and those that only ask for a look; all others are warnings. */
const severities: Partial<Record<FileProblem['code'], vscode.DiagnosticSeverity>> = {
  'library-broken': vscode.DiagnosticSeverity.Error,
  'library-not-ours': vscode.DiagnosticSeverity.Error,
  'library-unwritable': vscode.DiagnosticSeverity.Error,
  'field-doubtful': vscode.DiagnosticSeverity.Information,
  'note-unmarked': vscode.DiagnosticSeverity.Information,
  'item-deleted': vscode.DiagnosticSeverity.Information,
};

/** Shows in the Problems panel what Ibid could not understand in the sources and in the library's own files. */
export class Problems implements vscode.Disposable {
  private readonly diagnostics = vscode.languages.createDiagnosticCollection('ibid');
  private readonly shown = new Map<FolderLibrary, vscode.Uri[]>();
  private readonly listener: vscode.Disposable;
  private showing = Promise.resolve();

  constructor(private readonly libraries: Libraries) {
    this.listener = libraries.onDidChange((library) => {
      this.showing = this.showing.then(() => this.show(library));
    });
  }

  dispose(): void {
    this.listener.dispose();
    this.diagnostics.dispose();
  }

  private async show(library: FolderLibrary): Promise<void> {
    const byFile = new Map<string, FileProblem[]>();
    const problems = this.libraries.all.includes(library) ? library.problems : [];
    for (const problem of problems) byFile.set(problem.file, [...(byFile.get(problem.file) ?? []), problem]);
    const entries = await Promise.all([...byFile].map(([file, found]) => diagnosticsOf(library, file, found)));
    for (const uri of this.shown.get(library) ?? []) this.diagnostics.delete(uri);
    for (const [uri, diagnostics] of entries) this.diagnostics.set(uri, diagnostics);
    this.shown.set(library, entries.map(([uri]) => uri));
  }
}

async function diagnosticsOf(library: FolderLibrary, file: string, problems: FileProblem[]): Promise<[vscode.Uri, vscode.Diagnostic[]]> {
  const path = absolutePath(library.folder.path, file);
  const positionAt = positionsIn(await textOf(library, path));
  const diagnostics = problems.map(({ code, message, start, end }) => {
    const severity = severities[code] ?? vscode.DiagnosticSeverity.Warning;
    const diagnostic = new vscode.Diagnostic(new vscode.Range(positionAt(start), positionAt(end)), message, severity);
    diagnostic.source = 'Ibid';
    diagnostic.code = code;
    return diagnostic;
  });
  return [library.files.uri(path), diagnostics];
}

/** The file as an editor counts its offsets; none for a file that is no text, whose problems are all shown at its start. */
async function textOf(library: FolderLibrary, path: string): Promise<string> {
  if (!isTextSource(path)) return '';
  const bytes = await library.files.read(path).catch(() => null);
  return bytes ? decodeSource(bytes).text : '';
}

/** Offsets as VS Code's positions, by the line ends that it knows. */
function positionsIn(text: string): (offset: number) => vscode.Position {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return (offset) => {
    const at = Math.min(offset, text.length);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return new vscode.Position(low, at - starts[low]!);
  };
}
