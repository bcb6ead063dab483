import * as vscode from 'vscode';
import type { PlacedKey } from '../language/citingFiles.js';
import { syntaxes } from '../language/citations.js';
import { absolutePath } from '../library/paths.js';
import { append } from '../text/multimap.js';
import type { Background } from './background.js';
import { WorkspaceFileSystem } from './fileSystem.js';
import type { Libraries } from './library.js';
import { citeCommands, fileOf, notebookCell, rangeOf, type OpenDocuments } from './openDocuments.js';

/** Whether a document is one that a person writes, and not the other side of a comparison or the text of a source. */
const isWritten = ({ uri, languageId }: vscode.TextDocument): boolean =>
  syntaxes.has(languageId) && (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true || uri.scheme === 'untitled' || uri.scheme === notebookCell);

/** Notebooks that a person has before them; VS Code holds others for a while, which count as they are on the disk. */
const writtenNotebooks = (): vscode.NotebookDocument[] => {
  const shown = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.flatMap(({ input }) => (input instanceof vscode.TabInputNotebook ? [input.uri.toString()] : [])));
  return vscode.workspace.notebookDocuments.filter(({ uri, isDirty, isUntitled }) => isDirty || isUntitled || shown.includes(uri.toString()));
};

/** The documents that are being written. */
export function writtenDocuments(): vscode.TextDocument[] {
  const cells = new Set(writtenNotebooks().flatMap((notebook) => notebook.getCells().map(({ document }) => document)));
  return vscode.workspace.textDocuments.filter((document) => isWritten(document) && (document.uri.scheme !== notebookCell || cells.has(document)));
}

/**
 * What all documents of the workspace cite: those that are open as they are being written, the others as they are on the disk. Sources of the library are
 * none of them, nor is what is hidden or left out by the setting files.exclude. Asked for it looks at each file anew, and reads those that have changed.
 */
export class WorkspaceCitations {
  /** By paths of files, with their scheme and authority. */
  private readonly known = new Map<string, readonly PlacedKey[]>();
  private told: string | null = null;

  constructor(private readonly open: OpenDocuments, private readonly libraries: Libraries, private readonly background: Background) {}

  /**
   * Where keys are cited, each with the span of the key alone; in the order of their documents.
   *
   * @param asking the document in which a person asks, which counts even where it is a source
   */
  async of(keys: ReadonlySet<string>, token?: vscode.CancellationToken, asking?: vscode.TextDocument): Promise<ReadonlyMap<string, readonly vscode.Location[]>> {
    const places = new Map<string, vscode.Location[]>();
    for (const document of await this.opened(asking)) {
      for (const key of this.keysOf(document)) if (keys.has(key.key)) append(places, key.key, new vscode.Location(document.uri, rangeOf(document, key)));
    }
    for (const [file, placed] of await this.unopened(token)) {
      const uri = vscode.Uri.parse(file);
      for (const { key, line, character, endCharacter } of placed) {
        if (keys.has(key)) append(places, key, new vscode.Location(uri, new vscode.Range(line, character, line, endCharacter)));
      }
    }
    return places;
  }

  /** How often each key is cited; keys that are cited nowhere are none of them. */
  async counts(token?: vscode.CancellationToken): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    const count = (keys: readonly { key: string }[]): void => keys.forEach(({ key }) => counts.set(key, (counts.get(key) ?? 0) + 1));
    for (const document of await this.opened()) count(this.keysOf(document));
    for (const [, keys] of await this.unopened(token)) count(keys);
    return counts;
  }

  private keysOf(document: vscode.TextDocument): { key: string; start: number; end: number }[] {
    return this.open.of(document).all.flatMap(({ works }) => works.map(({ key }) => key));
  }

  private async opened(asking?: vscode.TextDocument): Promise<vscode.TextDocument[]> {
    const sources = new Set(await this.sources());
    return writtenDocuments().filter((document) => document === asking || !sources.has(fileOf(document).toString()));
  }

  /** The documents on the disk that are not open. */
  private async unopened(token: vscode.CancellationToken | undefined): Promise<[file: string, keys: readonly PlacedKey[]][]> {
    await this.read(token);
    const opened = [...writtenDocuments(), ...writtenNotebooks()].map(({ uri }) => uri.toString());
    const left = new Set([...opened, ...(await this.sources())]);
    return [...this.known].filter(([file]) => !left.has(file));
  }

  private async read(token: vscode.CancellationToken | undefined): Promise<void> {
    const found = new Set<string>();
    const passedOver: string[] = [];
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      const files = new WorkspaceFileSystem(uri);
      const citations = await this.background.citationsIn(files, uri.path, { exclude: excludedFrom(uri), citeCommands: citeCommands(uri) }, token);
      for (const { path, keys } of citations.files) {
        const file = files.uri(path).toString();
        found.add(file);
        if (keys) this.known.set(file, keys);
      }
      if (citations.passedOver !== null) passedOver.push(citations.passedOver);
    }
    for (const file of this.known.keys()) if (!found.has(file)) this.known.delete(file);
    this.tell(passedOver.join(' ') || null);
  }

  private async sources(): Promise<string[]> {
    const ofLibraries = this.libraries.all.map(async (library) => {
      const { sources } = await library.opened();
      return sources.map((file) => library.files.uri(absolutePath(library.folder.path, file)).toString());
    });
    return (await Promise.all(ofLibraries)).flat();
  }

  private tell(passedOver: string | null): void {
    if (passedOver !== null && passedOver !== this.told) void vscode.window.showWarningMessage(passedOver);
    this.told = passedOver;
  }
}

function excludedFrom(folder: vscode.Uri): string[] {
  const exclude = vscode.workspace.getConfiguration('files', folder).get<Record<string, unknown>>('exclude', {});
  return Object.keys(exclude).filter((pattern) => exclude[pattern] === true);
}
