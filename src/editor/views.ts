import * as vscode from 'vscode';
import type { LibraryView } from '../library/library.js';
import { emptyLibrary, type OpenedLibrary } from '../library/packedLibrary.js';
import type { DoubtfulPair } from '../library/joined.js';
import { viewOfParts, type ViewFile } from '../library/view.js';
import type { Background } from './background.js';
import type { Bibliographies, OpenBibliography } from './bibliographies.js';
import type { FolderLibrary, Libraries } from './library.js';
import { fileOf } from './openDocuments.js';
import type { FoundProblems } from './problems.js';

/** What a view was made of. */
interface Composed {
  own: OpenedLibrary;
  files: readonly (ViewFile | undefined)[];
  /** Keys of own items that are the same work as one of a bibliography; of the state before, as long as this one's are looked for. */
  same: ReadonlyMap<string, string>;
  /** Pairs of an own item and one of a bibliography that may be one work. */
  doubtful: readonly DoubtfulPair[];
  /** What is to be told of these files together. */
  problems: FoundProblems[];
  view: LibraryView;
}

/** What can be cited, and the library and bibliographies that it stands in. */
export interface Citable {
  view: LibraryView;
  library: FolderLibrary | undefined;
  bibliographies: readonly OpenBibliography[];
}

const noneSame: ReadonlyMap<string, string> = new Map();

/** What documents can cite: the bibliographies that they name, then Ibid's own library. One view for all documents that name the same. */
export class Views implements vscode.Disposable {
  private readonly composed = new Map<string, Composed>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** When other works can be cited than before, and after it was found out which of them several files share. */
  readonly onDidChange = this.changed.event;
  private readonly disposables: vscode.Disposable[];

  constructor(
    private readonly libraries: Libraries,
    private readonly bibliographies: Bibliographies,
    private readonly background: Background,
  ) {
    const fire = (): void => this.changed.fire();
    this.disposables = [this.changed, libraries.onDidChange(fire), bibliographies.onDidChange(fire)];
  }

  async of(document: vscode.TextDocument): Promise<LibraryView> {
    return (await this.citable(document)).view;
  }

  /** What a document can cite, and where that stands; without a document, Ibid's own library of the first folder. */
  async citable(document: vscode.TextDocument | undefined): Promise<Citable> {
    const library = this.libraries.of(document && fileOf(document));
    const [own, bibliographies] = await Promise.all([library?.opened() ?? emptyLibrary, document ? this.bibliographies.of(document) : []]);
    return { view: this.viewOf(own, library, bibliographies), library, bibliographies };
  }

  private viewOf(own: OpenedLibrary, library: FolderLibrary | undefined, bibliographies: readonly OpenBibliography[]): LibraryView {
    const name = [library?.folder, ...bibliographies.map(({ name: { id } }) => id)].join('\n');
    const files = bibliographies.map(({ file }) => file);
    const known = this.composed.get(name);
    if (known && known.own === own && files.every((file, index) => file === known.files[index])) return known.view;
    const composed = this.compose({ own, files, same: known?.same ?? noneSame, doubtful: known?.doubtful ?? [], problems: known?.problems ?? [] });
    this.composed.set(name, composed);
    void this.join(name, composed, library, bibliographies);
    return composed.view;
  }

  /** What those documents can cite that name a bibliography; where none is open that does, what Ibid's own library has. */
  async ofBibliography(document: vscode.TextDocument): Promise<LibraryView> {
    // the thread has a drive's paths as the disk does
    const path = document.uri.path.replace(/^\/(?=[A-Za-z]:)/, '');
    const holding = [...this.composed.values()].findLast(({ files }) => files.some((one) => one?.file === path));
    return holding?.view ?? this.of(document);
  }

  /** `onDidChange`, and when a setting is changed: for what is shown by that setting. */
  onDidChangeWith(setting: string): vscode.Event<void> {
    return (listener, self, disposables) => {
      const tell = (): unknown => listener.call(self, undefined);
      const both = vscode.Disposable.from(
        this.onDidChange(tell),
        vscode.workspace.onDidChangeConfiguration((event) => {
          if (event.affectsConfiguration(setting)) tell();
        }),
      );
      disposables?.push(both);
      return both;
    };
  }

  /** Same keys and works in several files. */
  get problems(): FoundProblems[] {
    return [...this.composed.values()].flatMap(({ problems }) => problems);
  }

  /** What of a library's items may be one work, among themselves and with those of the bibliographies that are in use; likeliest first. */
  async doubtful(library: FolderLibrary): Promise<DoubtfulPair[]> {
    const own = await library.opened();
    const shared = [...this.composed.values()].filter((composed) => composed.own === own).flatMap(({ doubtful }) => doubtful);
    const pairs = [...(await this.background.doubtfulItems(library.files, library.folder.path)), ...shared];
    const once = new Map(pairs.map((pair): [string, DoubtfulPair] => [`${pair.own} ${pair.other}`, pair]));
    return [...once.values()].sort((a, b) => b.score - a.score);
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private compose(parts: Omit<Composed, 'view'>): Composed {
    const bibliographies = parts.files.filter((file) => file !== undefined);
    return { ...parts, view: viewOfParts({ ...parts.own, bibliographies, same: parts.same }) };
  }

  /** Looks for works that stand in several files; the view is without that until it is known. */
  private async join(name: string, composed: Composed, library: FolderLibrary | undefined, bibliographies: readonly OpenBibliography[]): Promise<void> {
    const files = bibliographies[0]?.files;
    if (!files) return;
    try {
      const { same, doubtful, problems } = await this.background.joinBibliographies(files, library?.folder.path ?? null, bibliographies.map(({ name: { id } }) => id));
      if (this.composed.get(name) !== composed) return;
      this.composed.set(name, this.compose({ ...composed, same: new Map(same), doubtful, problems: [{ files, folder: '/', problems }] }));
      this.changed.fire();
    } catch {
      // the thread was ended; at the next change it is asked again
    }
  }
}
