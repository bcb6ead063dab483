// A workspace that is on no disk: all goes through vscode.workspace.fs.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { WorkspaceFileSystem } from '../../src/editor/fileSystem.js';
import { loadLibrary } from '../../src/library/files.js';
import { importSources } from '../../src/library/import.js';
import { saveUndo, type LibraryChange } from '../../src/library/undoChange.js';
import { useReferenceModel } from '../../src/references/model/labeller.js';
import { until } from './workspace.js';

const scheme = 'ibid-memory';
const root = vscode.Uri.from({ scheme, path: '/review' });

/** Files in memory, as VS Code's virtual file systems have them. */
class Memory implements vscode.FileSystemProvider {
  readonly files = new Map<string, Uint8Array>();
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  watch = (): vscode.Disposable => new vscode.Disposable(() => undefined);
  createDirectory = (): void => undefined;

  stat({ path }: vscode.Uri): vscode.FileStat {
    const bytes = this.files.get(path);
    const isFolder = [...this.files.keys()].some((name) => name.startsWith(`${path}/`));
    if (!bytes && !isFolder) throw vscode.FileSystemError.FileNotFound(path);
    return { type: bytes ? vscode.FileType.File : vscode.FileType.Directory, ctime: 0, mtime: 0, size: bytes?.length ?? 0 };
  }

  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    const inside = [...this.files.keys()].filter((name) => name.startsWith(`${path}/`)).map((name) => name.slice(path.length + 1));
    return [...new Map(inside.map((name) => [name.split('/')[0]!, name.includes('/') ? vscode.FileType.Directory : vscode.FileType.File]))];
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    const bytes = this.files.get(path);
    if (!bytes) throw vscode.FileSystemError.FileNotFound(path);
    return bytes;
  }

  writeFile = ({ path }: vscode.Uri, bytes: Uint8Array): void => void this.files.set(path, bytes);
  delete = ({ path }: vscode.Uri): void => void this.files.delete(path);

  rename(from: vscode.Uri, to: vscode.Uri): void {
    this.files.set(to.path, this.readFile(from));
    this.files.delete(from.path);
  }
}

describe('A virtual workspace', () => {
  const memory = new Memory();
  const files = new WorkspaceFileSystem(root);
  let registered: vscode.Disposable;
  before(async () => {
    registered = vscode.workspace.registerFileSystemProvider(scheme, memory, { isCaseSensitive: true });
    const { extensionPath } = vscode.extensions.getExtension('ibid.ibid')!;
    useReferenceModel(gunzipSync(await readFile(join(extensionPath, 'media/reference-model.bin'))));
    const text = '# One\n\nIt is so.[^1]\n\n[^1]: Ann Berg, *The First Question* (London: Verso, 1960), p. 3.\n';
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(root, 'sources/one.md'), new TextEncoder().encode(text));
  });
  after(() => registered.dispose());

  it('has its sources imported, read again, and taken back', async () => {
    const changes: LibraryChange[] = [];
    const { sources, newItems, saved } = await importSources(files, ['/review/sources'], '/review', { changed: (change) => changes.push(change) });
    assert.deepEqual([sources, newItems, saved], [1, 2, true]);
    const { library } = await loadLibrary(files, '/review');
    assert.deepEqual(library.claims.map(({ claim, source: { file } }) => [claim, file]), [['It is so.', 'sources/one.md']]);
    assert.deepEqual([...memory.files.keys()].filter((name) => name.endsWith('.tmp')), []);
    await saveUndo(files, '/review', changes);
    assert.deepEqual((await loadLibrary(files, '/review')).library, { items: [], claims: [] });
  });

  it('has documents whose citations complete, from a bibliography that stands beside them', async () => {
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(root, 'mine.bib'), new TextEncoder().encode('@book{roe2020, author = {Roe, Ann}, title = {On Water}, year = 2020}'));
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(root, 'draft.md'), new TextEncoder().encode('---\nbibliography: mine.bib\n---\n\nSee [@roe2020].\n'));
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(root, 'draft.md'));
    const at = document.positionAt(document.getText().indexOf('@roe') + 2);
    await until('A hover with the entry', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at);
      return hovers.some(({ contents }) => contents.some((one) => (one as vscode.MarkdownString).value.includes('On Water')));
    });
  });
});
