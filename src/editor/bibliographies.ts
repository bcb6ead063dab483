import * as vscode from 'vscode';
import type { FoundBibliographies, NamedBibliography } from '../language/bibliographies/bibliographies.js';
import type { NamedBibliographies } from '../language/diagnostics.js';
import type { BibliographyName } from '../library/bibliographyFiles.js';
import { digest } from '../library/digest.js';
import { openFile, type OpenedFile, type PackedFile } from '../library/packedFile.js';
import { parent } from '../library/paths.js';
import type { FileProblem } from '../text/problem.js';
import type { Span } from '../text/span.js';
import type { Background } from './background.js';
import { WorkspaceFileSystem } from './fileSystem.js';
import { fileOf, notebookCell } from './openDocuments.js';
import type { FoundProblems } from './problems.js';
import type { DocumentStyle } from './styles.js';

/** How long a file must be quiet before it is read again: programs write in several steps. */
const settleMilliseconds = 200;
/** How often files are looked at that no watcher tells of: those behind links, and on network drives. */
const lookMilliseconds = 5000;
/** How long a document must be left alone before it is asked again which bibliographies it names. */
const restMilliseconds = 700;
/** How long a bibliography is kept after the last document that cites from it was closed. */
const keepMilliseconds = 60_000;

/** A bibliography that open documents cite from, as it last could be read. */
export class OpenBibliography implements vscode.Disposable {
  /** Undefined until it was read for the first time. */
  file: OpenedFile | undefined;
  problems: readonly FileProblem[] = [];
  /** Once as much of it is there as the first completion needs; also where it could not be read. */
  readonly first: Promise<void>;
  readonly files: WorkspaceFileSystem;
  private isThere!: () => void;
  private readonly disposables: vscode.Disposable[] = [];
  private reading: Promise<void>;
  private waiting = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private seen = '';

  /** @param uri of the file; of one that stands in a document's metadata, of that document */
  constructor(
    readonly uri: vscode.Uri,
    readonly name: BibliographyName,
    private readonly background: Background,
    private readonly changed: (bibliography: OpenBibliography) => void,
  ) {
    this.files = new WorkspaceFileSystem(uri);
    this.first = new Promise((resolve) => (this.isThere = resolve));
    if (name.kind !== 'references') this.disposables.push(...this.watch());
    this.reading = this.read();
  }

  /** Reads the file again when it has come to rest. */
  reloadSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.reload(), settleMilliseconds);
  }

  /** Whether the file is another than when it was last read, by its size and time. */
  async look(): Promise<void> {
    if (this.name.kind !== 'references' && (await this.stamp()) !== this.seen) this.reloadSoon();
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const disposable of this.disposables) disposable.dispose();
    void this.background.closeBibliography(this.name.id).catch(() => undefined);
  }

  private reload(): Promise<void> {
    if (!this.waiting) {
      this.waiting = true;
      this.reading = this.reading.then(() => this.read());
    }
    return this.reading;
  }

  private async read(): Promise<void> {
    this.waiting = false;
    try {
      this.seen = await this.stamp();
      this.take(await this.background.readBibliography(this.files, this.name, (packed) => this.take(packed)));
    } catch (error) {
      const message = vscode.l10n.t('{0} Until it can be read, Ibid goes on with what it last held.', error instanceof Error ? error.message : String(error));
      this.problems = [{ code: 'library-broken', message, file: this.uri.path, start: 0, end: 0 }];
      this.changed(this);
    }
    this.isThere();
  }

  private take(packed: PackedFile): void {
    this.file = openFile(packed, this.file ?? null);
    this.problems = this.file.problems;
    this.isThere();
    this.changed(this);
  }

  private async stamp(): Promise<string> {
    if (this.name.kind === 'references') return '';
    const stat = await Promise.resolve(vscode.workspace.fs.stat(this.uri)).catch(() => null);
    return stat ? `${stat.mtime} ${stat.size}` : 'none';
  }

  private watch(): vscode.Disposable[] {
    const name = this.uri.path.slice(this.uri.path.lastIndexOf('/') + 1);
    const pattern = new vscode.RelativePattern(this.uri.with({ path: parent(this.uri.path) }), name.replace(/[[\]{}*?]/g, '[$&]'));
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const reload = (): void => this.reloadSoon();
    return [watcher, watcher.onDidChange(reload), watcher.onDidCreate(reload), watcher.onDidDelete(reload)];
  }
}

/** What one open document cites from, the strongest first. */
interface Named {
  bibliographies: readonly OpenBibliography[];
  style: DocumentStyle | null;
  /** Whether it names any that is there; null where that could not be found out. */
  isNamed: boolean | null;
  /** What is wrong with how it names them. */
  problems: readonly FileProblem[];
  consulted: ReadonlySet<string>;
  patterns: readonly { folder: string; pattern: string }[];
  /** Where its text names a file. */
  links: readonly NamedLink[];
  /** Of the document, as it was asked. */
  version: number;
}

/** Where a document names a bibliography or a style, and the file. */
export interface NamedLink extends Span {
  uri: vscode.Uri;
}

const nothing = { bibliographies: [], style: null, isNamed: null, problems: [], consulted: new Set<string>(), patterns: [], links: [] };

/** The bibliographies of all open documents: found in the documents themselves, read in a thread, and followed as they change. */
export class Bibliographies implements vscode.Disposable {
  private readonly open = new Map<string, OpenBibliography>();
  /** By documents, not their addresses: an untitled one may have that of another which was closed, and is asked about once more. */
  private readonly named = new Map<vscode.TextDocument, Promise<Named>>();
  private readonly timers = new Map<vscode.TextDocument, ReturnType<typeof setTimeout>>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** After a bibliography was read, and when a document names others. */
  readonly onDidChange = this.changed.event;
  private readonly looking: ReturnType<typeof setInterval>;
  private readonly disposables: vscode.Disposable[];
  private readonly watchers = new Map<string, vscode.Disposable>();
  private closing: ReturnType<typeof setTimeout> | undefined;

  /** @param ownFolder where Ibid's own library for a document is */
  constructor(
    private readonly background: Background,
    private readonly isCiting: (language: string) => boolean,
    private readonly ownFolder: (document: vscode.Uri) => string | null,
  ) {
    this.looking = setInterval(() => this.open.forEach((bibliography) => void bibliography.look()), lookMilliseconds);
    this.disposables = [
      this.changed,
      vscode.workspace.onDidOpenTextDocument((document) => void this.of(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.findSoon(document)),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => void this.consulted(uri)),
      vscode.workspace.onDidCloseTextDocument((document) => this.closed(document)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('ibid.bibliographies')) this.findAll();
      }),
    ];
  }

  /** The bibliographies that a document may cite from, the strongest first; those that are there so far. */
  async of(document: vscode.TextDocument): Promise<readonly OpenBibliography[]> {
    if (!this.isCiting(document.languageId)) return [];
    const named = this.named.get(document) ?? this.find(document);
    if (!document.isClosed) this.named.set(document, named);
    const { bibliographies } = await named;
    await Promise.all(bibliographies.map(({ first }) => first));
    return bibliographies.filter(({ file }) => file !== undefined);
  }

  /** How a document names its bibliographies, once they were read. */
  async namedBy(document: vscode.TextDocument): Promise<NamedBibliographies> {
    const read = await this.of(document);
    const { bibliographies, isNamed, problems } = (await this.named.get(document)) ?? nothing;
    if (isNamed === null) return 'unknown';
    if (read.length < bibliographies.length || problems.some(({ code }) => code.startsWith('bibliography-'))) return 'missing';
    // what a notebook's cells cite from is named in another cell, or nowhere
    return isNamed ? 'read' : document.uri.scheme === notebookCell ? 'unknown' : 'none';
  }

  /** The files that a document's text names, as it is now: waits until it was left alone, and asked again. */
  async links(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<readonly NamedLink[]> {
    await this.of(document);
    for (;;) {
      const named = await this.named.get(document);
      if (!named || token.isCancellationRequested) return [];
      if (named.version === document.version) return named.links;
      await new Promise((resolve) => setTimeout(resolve, restMilliseconds));
    }
  }

  /** The CSL style that a document names. */
  async styleOf(document: vscode.TextDocument): Promise<DocumentStyle | null> {
    await this.of(document);
    return (await this.named.get(document))?.style ?? null;
  }

  /** Whether a file is one that open documents cite from. */
  reads(file: vscode.Uri): boolean {
    return [...this.open.values()].some(({ uri }) => uri.toString() === file.toString());
  }

  /** What is wrong with them, and with how documents name them. */
  async problems(): Promise<FoundProblems[]> {
    const files = [...this.open.values()].map((bibliography): FoundProblems => ({ files: bibliography.files, folder: '/', problems: bibliography.problems }));
    const documents = [...this.named].map(async ([document, named]): Promise<FoundProblems> => {
      const uri = fileOf(document);
      return { files: new WorkspaceFileSystem(uri), folder: parent(uri.path), problems: (await named).problems };
    });
    return [...files, ...(await Promise.all(documents))];
  }

  dispose(): void {
    clearInterval(this.looking);
    clearTimeout(this.closing);
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const disposable of [...this.disposables, ...this.open.values(), ...this.watchers.values()]) disposable.dispose();
  }

  private async find(document: vscode.TextDocument): Promise<Named> {
    const { languageId: language, version } = document;
    const uri = fileOf(document);
    try {
      const folder = vscode.workspace.getWorkspaceFolder(uri) ?? (uri.scheme === 'untitled' ? vscode.workspace.workspaceFolders?.[0] : undefined);
      const root = folder?.uri ?? uri;
      const path = uri.scheme === 'untitled' && folder ? vscode.Uri.joinPath(folder.uri, uri.path.replace(/^\//, '')).path : uri.path;
      const settings = vscode.workspace.getConfiguration('ibid', folder?.uri ?? uri).get<string[]>('bibliographies', []);
      const files = new WorkspaceFileSystem(root);
      const found = await this.background.findBibliographies(files, { path, language, text: document.getText(), folder: folder?.uri.path ?? null }, settings, this.ownFolder(uri));
      return { ...this.opened(found, files), version };
    } catch {
      // the thread was ended, or the document is gone: the next keystroke asks again
      return { ...nothing, version };
    }
  }

  private opened({ named, style, isNamed, problems, consulted, watched, inText }: FoundBibliographies, files: WorkspaceFileSystem): Omit<Named, 'version'> {
    for (const path of consulted) this.watch(files.uri(parent(path)), '*');
    for (const { folder, pattern } of watched) this.watch(files.uri(folder), pattern);
    return {
      bibliographies: named.map((one) => this.openOne(one, files)), style: style && { name: style.name, file: style.path === null ? null : files.uri(style.path) },
      isNamed,
      problems,
      consulted: new Set(consulted.map((path) => files.uri(path).path)),
      patterns: watched,
      links: inText.map(({ path, ...span }) => ({ ...span, uri: files.uri(path) })),
    };
  }

  private openOne(named: NamedBibliography, files: WorkspaceFileSystem): OpenBibliography {
    const uri = files.uri(named.kind === 'references' ? named.where!.file : named.path);
    const id = [named.kind, uri.toString(), named.kind === 'references' ? digest(named.yaml) : ''].join(' ');
    const name = { ...named, id, path: uri.path };
    const held = this.open.get(id) ?? new OpenBibliography(uri, name, this.background, () => this.changed.fire());
    this.open.set(id, held);
    return held;
  }

  private findSoon(document: vscode.TextDocument): void {
    if (!this.isCiting(document.languageId)) return;
    clearTimeout(this.timers.get(document));
    this.timers.set(document, setTimeout(() => void this.findAgain(document), restMilliseconds));
  }

  /** What was found before stays until the new answer is there. */
  private async findAgain(document: vscode.TextDocument): Promise<void> {
    this.timers.delete(document);
    const [before, found] = await Promise.all([this.named.get(document) ?? { ...nothing, version: -1 }, this.find(document)]);
    if (document.isClosed) return;
    // one that is gone but still named goes on as it was: programs save by deleting and writing anew
    const gone = before.bibliographies.filter((one) => found.consulted.has(one.uri.path) && !found.bibliographies.includes(one));
    this.named.set(document, Promise.resolve({ ...found, bibliographies: [...found.bibliographies, ...gone] }));
    this.changed.fire();
    this.closeLater();
  }

  private findAll(): void {
    for (const document of vscode.workspace.textDocuments) if (this.isCiting(document.languageId)) this.findSoon(document);
  }

  /** A file changed: the documents that asked for it ask again. */
  private async consulted({ path }: vscode.Uri): Promise<void> {
    for (const document of vscode.workspace.textDocuments) {
      const named = await this.named.get(document);
      const fits = named && (named.consulted.has(path) || named.patterns.some(({ folder }) => path.startsWith(`${folder}/`)));
      if (fits && path !== document.uri.path) this.findSoon(document);
    }
  }

  private watch(folder: vscode.Uri, pattern: string): void {
    const name = `${folder.toString()} ${pattern}`;
    if (this.watchers.has(name)) return;
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, pattern));
    const changed = (uri: vscode.Uri): void => void this.consulted(uri);
    this.watchers.set(name, vscode.Disposable.from(watcher, watcher.onDidChange(changed), watcher.onDidCreate(changed), watcher.onDidDelete(changed)));
  }

  private closed(document: vscode.TextDocument): void {
    this.named.delete(document);
    this.closeLater();
  }

  private closeLater(): void {
    clearTimeout(this.closing);
    this.closing = setTimeout(() => void this.closeUnneeded(), keepMilliseconds);
  }

  private async closeUnneeded(): Promise<void> {
    const needed = new Set((await Promise.all(this.named.values())).flatMap(({ bibliographies }) => bibliographies));
    for (const bibliography of this.open.values()) {
      if (needed.has(bibliography)) continue;
      this.open.delete(bibliography.name.id);
      bibliography.dispose();
    }
  }
}
