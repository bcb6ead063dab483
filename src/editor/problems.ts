import * as vscode from 'vscode';
import { decodeSource } from '../documents/decode.js';
import { isTextSource } from '../documents/readers/binary.js';
import { absolutePath } from '../library/paths.js';
import { append } from '../text/multimap.js';
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
  'source-unreadable': vscode.DiagnosticSeverity.Information,
};

/** The problems of a file as they stand in the panel. A library is read again at each step of an import, and few files have others then. */
interface Shown {
  uri: vscode.Uri;
  problems: string;
}

/** Shows in the Problems panel what Ibid could not understand in the sources and in the library's own files. */
export class Problems implements vscode.Disposable {
  private readonly diagnostics = vscode.languages.createDiagnosticCollection('ibid');
  /** By library and file. */
  private readonly shown = new Map<FolderLibrary, Map<string, Shown>>();
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
    for (const problem of this.libraries.all.includes(library) ? library.problems : []) append(byFile, problem.file, problem);
    const shown = this.shown.get(library) ?? new Map<string, Shown>();
    this.shown.set(library, shown);
    for (const [file, { uri }] of shown) {
      if (byFile.has(file)) continue;
      this.diagnostics.delete(uri);
      shown.delete(file);
    }
    for (const [file, found] of byFile) {
      const problems = JSON.stringify(found);
      if (shown.get(file)?.problems === problems) continue;
      const [uri, diagnostics] = await diagnosticsOf(library, file, found);
      this.diagnostics.set(uri, diagnostics);
      shown.set(file, { uri, problems });
    }
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
