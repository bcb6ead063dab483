import * as vscode from 'vscode';
import { decodeSource } from '../documents/decode.js';
import { isTextSource } from '../documents/readers/binary.js';
import { absolutePath } from '../library/paths.js';
import { firstAt } from '../text/firstAt.js';
import type { FileProblem } from '../text/problem.js';
import type { Bibliographies } from './bibliographies.js';
import type { WorkspaceFileSystem } from './fileSystem.js';
import type { FolderLibrary, Libraries } from './library.js';
import type { Views } from './views.js';

/** Problems that keep Ibid from working, and those that only ask for a look; all others are warnings. */
const severities: Partial<Record<FileProblem['code'], vscode.DiagnosticSeverity>> = {
  'library-broken': vscode.DiagnosticSeverity.Error,
  'library-not-ours': vscode.DiagnosticSeverity.Error,
  'library-unwritable': vscode.DiagnosticSeverity.Error,
  'bibliography-not-found': vscode.DiagnosticSeverity.Error,
  'field-doubtful': vscode.DiagnosticSeverity.Information,
  'note-unmarked': vscode.DiagnosticSeverity.Information,
  'item-deleted': vscode.DiagnosticSeverity.Information,
  'source-unreadable': vscode.DiagnosticSeverity.Information,
};

/** Problems that were found together; their files are paths of one file system, from `folder` where they are not absolute. */
export interface FoundProblems {
  files: WorkspaceFileSystem;
  folder: string;
  problems: readonly FileProblem[];
}

/** Shows in the Problems panel what Ibid could not understand: in the sources, the library's own files, bibliographies, and how documents name them. */
export class Problems implements vscode.Disposable {
  private readonly panels: Panel[] = [];
  private readonly byLibrary = new Map<FolderLibrary, Panel>();
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly libraries: Libraries, bibliographies: Bibliographies, views: Views) {
    const [named, shared] = [this.panel(), this.panel()];
    this.disposables = [
      libraries.onDidChange((library) => void this.showLibrary(library)),
      bibliographies.onDidChange(async () => named.show(await bibliographies.problems())),
      views.onDidChange(() => shared.show(views.problems)),
    ];
  }

  dispose(): void {
    for (const disposable of [...this.disposables, ...this.panels]) disposable.dispose();
  }

  private panel(): Panel {
    const panel = new Panel();
    this.panels.push(panel);
    return panel;
  }

  private showLibrary(library: FolderLibrary): Promise<void> {
    const panel = this.byLibrary.get(library) ?? this.panel();
    this.byLibrary.set(library, panel);
    const problems = this.libraries.all.includes(library) ? library.problems : [];
    return panel.show([{ files: library.files, folder: library.folder.path, problems }]);
  }
}

/** The problems of a file as they stand in the panel. A library is read again at each step of an import, and few files have others then. */
interface Shown {
  uri: vscode.Uri;
  problems: string;
}

/** What one of Ibid's parts has found, as it stands in the Problems panel. */
class Panel implements vscode.Disposable {
  private readonly diagnostics = vscode.languages.createDiagnosticCollection('ibid');
  /** By the file's address. */
  private readonly shown = new Map<string, Shown>();
  private showing = Promise.resolve();

  show(found: readonly FoundProblems[]): Promise<void> {
    return (this.showing = this.showing.then(() => this.update(found)));
  }

  dispose(): void {
    this.diagnostics.dispose();
  }

  private async update(found: readonly FoundProblems[]): Promise<void> {
    const byFile = new Map<string, { files: WorkspaceFileSystem; uri: vscode.Uri; problems: FileProblem[] }>();
    for (const { files, folder, problems } of found) {
      for (const problem of problems) {
        const uri = files.uri(absolutePath(folder, problem.file));
        const held = byFile.get(uri.toString());
        const isSame = (other: FileProblem): boolean => other.code === problem.code && other.start === problem.start && other.message === problem.message;
        if (held?.problems.some(isSame)) continue;
        if (held) held.problems.push(problem);
        else byFile.set(uri.toString(), { files, uri, problems: [problem] });
      }
    }
    for (const [name, { uri }] of this.shown) {
      if (byFile.has(name)) continue;
      this.diagnostics.delete(uri);
      this.shown.delete(name);
    }
    for (const [name, { files, uri, problems }] of byFile) {
      const words = JSON.stringify(problems);
      if (this.shown.get(name)?.problems === words) continue;
      this.diagnostics.set(uri, await diagnosticsOf(files, uri, problems));
      this.shown.set(name, { uri, problems: words });
    }
  }
}

async function diagnosticsOf(files: WorkspaceFileSystem, uri: vscode.Uri, problems: readonly FileProblem[]): Promise<vscode.Diagnostic[]> {
  const positionAt = positionsIn(await textOf(files, uri));
  return problems.map(({ code, message, start, end }) => {
    const severity = severities[code] ?? vscode.DiagnosticSeverity.Warning;
    const diagnostic = new vscode.Diagnostic(new vscode.Range(positionAt(start), positionAt(end)), inWorkspace(message), severity);
    diagnostic.source = 'Ibid';
    diagnostic.code = code;
    return diagnostic;
  });
}

/** Names files of the workspace by their path in it, as the panel does. */
const inWorkspace = (message: string): string => (vscode.workspace.workspaceFolders ?? []).reduce((words, { uri }) => words.replaceAll(`${uri.path}/`, ''), message);

/** The file as an editor counts its offsets; none for a file that is no text, whose problems are all shown at its start. */
async function textOf(files: WorkspaceFileSystem, uri: vscode.Uri): Promise<string> {
  if (!isTextSource(uri.path)) return '';
  const bytes = await files.read(uri.path).catch(() => null);
  return bytes ? decodeSource(bytes).text : '';
}

/** Offsets as VS Code's positions, by the line ends that it knows. */
function positionsIn(text: string): (offset: number) => vscode.Position {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return (offset) => {
    const at = Math.min(offset, text.length);
    const line = firstAt(starts.length, (index) => starts[index]! > at) - 1;
    return new vscode.Position(line, at - starts[line]!);
  };
}
