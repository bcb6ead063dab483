import * as vscode from 'vscode';
import { syntaxes } from '../language/citations.js';
import { formOf } from '../language/markup.js';
import type { EntryKey } from '../library/entryKeys.js';
import { libraryFiles } from '../library/library.js';
import { absolutePath } from '../library/paths.js';
import type { Background } from './background.js';
import type { Bibliographies } from './bibliographies.js';
import { WorkspaceFileSystem } from './fileSystem.js';
import type { FolderLibrary, Libraries } from './library.js';
import { documentOf, fileOf, rangeOf } from './openDocuments.js';
import type { Views } from './views.js';

/** A work in the file that it stands in, by its key there. */
export interface Entry {
  uri: vscode.Uri;
  key: string;
}

export const isSameEntry = (one: Entry, other: Entry): boolean => one.key === other.key && one.uri.toString() === other.uri.toString();

/** Files whose entries have keys that a person may stand in. */
export const bibliographyDocuments = [{ language: 'bibtex' }, { pattern: '**/*.{bib,json,yml,yaml,ris,enw,bbl}' }];

/** Where works stand: which entry of which file. */
export class Entries {
  /** Of the document that was asked last. */
  private known: { document: vscode.TextDocument; version: number; keys: Promise<EntryKey[]> } | undefined;

  constructor(
    private readonly libraries: Libraries,
    private readonly bibliographies: Bibliographies,
    private readonly views: Views,
    private readonly background: Background,
  ) {}

  /** The entry that a document means by a key; null for a key that it does not know. Without a document, that of Ibid's own library. */
  async of(document: vscode.TextDocument | undefined, key: string): Promise<Entry | null> {
    const { view, library } = await this.views.citable(document);
    const now = view.keyOf(key);
    const file = view.fileOf(key);
    const folder = library?.folder ?? (document && fileOf(document));
    if (now === undefined || file === null || !folder) return null;
    return { uri: new WorkspaceFileSystem(folder).uri(absolutePath(folder.path, file)), key: now };
  }

  /** The entry whose key stands at a place of a file of entries that Ibid reads; of references.bib that of references.json, from which it is made. */
  async at(document: vscode.TextDocument, position: vscode.Position): Promise<(Entry & { range: vscode.Range }) | null> {
    if (!this.isRead(document)) return null;
    const offset = document.offsetAt(position);
    const found = (await this.keysOf(document)).find(({ start, end }) => start <= offset && offset <= end);
    if (!found) return null;
    const own = this.ownLibrary(document.uri, 'bibtex');
    const isOwn = own && (await own.opened()).own.rows.rowOf(found.key) >= 0;
    return { uri: isOwn ? fileIn(own, 'references') : document.uri, key: found.key, range: rangeOf(document, found) };
  }

  /** Where an entry's key stands; null where its file is not there, can't be opened, or says it otherwise. */
  async placeOf({ uri, key }: Entry): Promise<vscode.Range | null> {
    const document = await documentOf(uri);
    if (!document) return null;
    const { version } = document;
    const place = await this.placeIn(document, key);
    // Ibid may have read what was just written to the file before VS Code has
    if (place || document.isDirty || !(await this.isOnDisk(document, key))) return place;
    if (document.version === version) await nextChange(document);
    return this.placeIn(document, key);
  }

  private async placeIn(document: vscode.TextDocument, key: string): Promise<vscode.Range | null> {
    const found = (await this.keysOf(document)).find((one) => one.key === key);
    return found ? rangeOf(document, found) : null;
  }

  private async isOnDisk(document: vscode.TextDocument, key: string): Promise<boolean> {
    const bytes = await Promise.resolve(vscode.workspace.fs.readFile(document.uri)).catch(() => new Uint8Array());
    return (await this.background.entryKeys(new TextDecoder().decode(bytes), formatName(document))).some((one) => one.key === key);
  }

  /** Opens the entry of a key, as `of` finds it, in front. */
  async show(document: vscode.TextDocument | undefined, key: string): Promise<void> {
    const entry = await this.of(document, key);
    const place = entry && (await this.placeOf(entry));
    if (place) await vscode.window.showTextDocument(entry.uri, { selection: place, preview: true });
    else void vscode.window.showWarningMessage(vscode.l10n.t('The entry of {0} could not be found. Its file has changed, or is gone.', key));
  }

  keysOf(document: vscode.TextDocument): Promise<EntryKey[]> {
    const { version } = document;
    if (this.known?.document !== document || this.known.version !== version) {
      this.known = { document, version, keys: this.background.entryKeys(document.getText(), formatName(document)) };
    }
    return this.known.keys;
  }

  /** The library of which this is a file. */
  ownLibrary(uri: vscode.Uri, name: keyof typeof libraryFiles): FolderLibrary | undefined {
    return this.libraries.all.find((library) => fileIn(library, name).toString() === uri.toString());
  }

  private isRead({ uri, languageId }: vscode.TextDocument): boolean {
    return languageId === 'bibtex' || syntaxes.has(languageId) || this.ownLibrary(uri, 'references') !== undefined || /\.bib$/i.test(uri.path) || this.bibliographies.reads(uri);
  }
}

/** VS Code follows a file that has changed in less than this, in milliseconds. */
const longestChange = 2000;

/** When VS Code has taken over what was written to a document's file; after a while, if it does not. */
function nextChange(document: vscode.TextDocument): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      changes.dispose();
      resolve();
    };
    const timer = setTimeout(done, longestChange);
    const changes = vscode.workspace.onDidChangeTextDocument((event) => event.document === document && event.contentChanges.length > 0 && done());
  });
}

export const fileIn = (library: FolderLibrary, name: keyof typeof libraryFiles): vscode.Uri => vscode.Uri.joinPath(library.folder, libraryFiles[name]);

/** The name by which a document's format is known, also of one that was never saved. */
export function formatName({ languageId, uri }: vscode.TextDocument): string {
  if (languageId === 'bibtex') return `${uri.path}.bib`;
  return syntaxes.has(languageId) && formOf(languageId) === 'pandoc' ? `${uri.path}.md` : uri.path;
}
