import type * as vscode from 'vscode';
import type { SourceDocument } from '../documents/document.js';
import type { FileSystem } from '../library/fileSystem.js';
import type { ImportOptions } from '../library/import.js';
import type { FoundCitations, SearchOptions } from '../language/citingFiles.js';
import type { CitingDocument, FoundBibliographies } from '../language/bibliographies/bibliographies.js';
import type { Ends, FoundClaims, PackedMap } from '../language/literatureMap.js';
import type { AskedStyle, SetReferences } from '../language/referenceLists.js';
import type { ReviewAnswer, reviewQueue, saveAnswers } from '../language/review.js';
import type { MatrixSelection } from '../language/matrix.js';
import type { MatrixDivision } from '../language/matrixTable.js';
import type { SupportingSentence } from '../language/sourceClaims.js';
import type { BibliographyName, SharedWorks } from '../library/bibliographyFiles.js';
import type { EntryKey } from '../library/entryKeys.js';
import type { NewEntry, SavedEntries } from '../library/addEntries.js';
import type { Change } from '../library/corrections.js';
import type { DoubtfulPair } from '../library/joined.js';
import type { LibraryItem } from '../library/library.js';
import type { MatrixChange, SavedMatrix } from '../library/matrixFile.js';
import type { PackedFile } from '../library/packedFile.js';
import type { RegeneratedKeys } from '../library/regeneratedKeys.js';
import type { SavedDecision } from '../library/saveDecision.js';
import { functionsOf, Remote, type Functions, type Thread } from '../library/remote.js';
import type { LibraryChange, SavedUndo } from '../library/undoChange.js';
import type { SavedEdit } from '../library/undoEdit.js';
import type { Edit } from '../text/edit.js';
import type { FormatName, Imported, LoadedLibrary, LoadedMatrix, ShownWorks } from '../worker.js';

/** How long the thread waits for more to do before it is ended. */
const restMilliseconds = 5 * 60_000;

type Importing = Pick<ImportOptions, 'adopt' | 'again' | 'keyFormula' | 'signal' | 'progress'>;
/** Those of the disk the thread reads and writes by itself. */
type Files = FileSystem & { onDisk: boolean };

const functionsFor = (files: Files): Functions => (files.onDisk ? {} : functionsOf(files));

/** Paths as the thread has them: on Windows, VS Code's "/c:/review" is the disk's "c:/review". */
const pathsOf = ({ onDisk }: Files) => (path: string): string => (onDisk ? path.replace(/^\/(?=[A-Za-z]:)/, '') : path);

/** Does what takes long in a thread (src/worker.ts), which is begun when first needed, so that the extension host goes on answering to keystrokes. */
export class Background implements vscode.Disposable {
  private running: { thread: Thread; remote: Remote } | undefined;
  private atWork = 0;
  /** The libraries and bibliographies that the thread keeps, and is kept for: it is asked about them without reading them again. */
  private readonly needed = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private extensions: Promise<string[]> | undefined;
  private lastImport: Promise<unknown> = Promise.resolve();

  constructor(private readonly start: () => Thread) {}

  /** As library/import.ts has it. One import after another, since they may write the same library. */
  importSources(files: Files, inputs: readonly string[], folder: string, { signal, progress, ...options }: Importing): Promise<Imported> {
    const functions = { ...functionsFor(files), progress: (_caller: unknown, file: string, index: number, total: number) => progress?.(file, index, total) };
    const path = pathsOf(files);
    const args = [files.onDisk, inputs.map(path), path(folder), options];
    const turn = this.lastImport.then(() => this.call('importSources', args, { signal, functions }));
    this.lastImport = turn.catch(() => undefined);
    return turn as Promise<Imported>;
  }

  /** Takes back what imports did. @param changes as an import gave them */
  undoImport(files: Files, folder: string, changes: Uint8Array): Promise<SavedUndo> {
    return this.call('undoImport', [files.onDisk, pathsOf(files)(folder), changes.slice()], { functions: functionsFor(files) }) as Promise<SavedUndo>;
  }

  /** As library/files.ts has it, packed for `openLibrary`. */
  async loadLibrary(files: Files, folder: string): Promise<LoadedLibrary> {
    const loaded = (await this.call('loadLibrary', [files.onDisk, pathsOf(files)(folder)], { functions: functionsFor(files) })) as LoadedLibrary;
    if (loaded.library.sources.length > 0) this.needed.add(folder);
    return loaded;
  }

  /** What is wrong with a formula for cite keys, in words for a person; null where nothing is. */
  formulaFault(formula: string): Promise<string | null> {
    return this.call('formulaFault', [formula]) as Promise<string | null>;
  }

  /** The formats of bibliographies, and whether a library can be exported to each. */
  itemFormats(): Promise<FormatName[]> {
    return this.call('itemFormats', []) as Promise<FormatName[]>;
  }

  /** The items of a library as a file of some format. */
  exportLibrary(files: Files, folder: string, format: string): Promise<Uint8Array> {
    return this.call('exportLibrary', [files.onDisk, pathsOf(files)(folder), format], { functions: functionsFor(files) }) as Promise<Uint8Array>;
  }

  /** As language/bibliographies has it, the strongest first. @param library the folder of Ibid's own library, which is none of them */
  findBibliographies(files: Files, document: CitingDocument, settings: readonly string[], library: string | null): Promise<FoundBibliographies> {
    const path = pathsOf(files);
    const asked = { ...document, path: path(document.path), folder: document.folder && path(document.folder) };
    return this.call('findBibliographies', [files.onDisk, asked, settings, library && path(library)], { functions: functionsFor(files) }) as Promise<FoundBibliographies>;
  }

  /** Reads what has changed of a bibliography. @param first given what can be shown of a large one before it is indexed */
  readBibliography(files: Files, name: BibliographyName, first: (packed: PackedFile) => void): Promise<PackedFile> {
    this.needed.add(name.id);
    const functions = { ...functionsFor(files), first: (_caller: unknown, packed: PackedFile) => first(packed) };
    return this.call('readBibliography', [files.onDisk, { ...name, path: pathsOf(files)(name.path) }], { functions }) as Promise<PackedFile>;
  }

  /** As language/entries.ts has it. */
  entryKeys(text: string, file: string): Promise<EntryKey[]> {
    return this.call('entryKeys', [text, file]) as Promise<EntryKey[]>;
  }

  /** As language/entries.ts has it. */
  renamedEntry(text: string, file: string, key: string, newKey: string): Promise<Edit[]> {
    return this.call('renamedEntry', [text, file, key, newKey]) as Promise<Edit[]>;
  }

  /** As library/regeneratedKeys.ts has it. */
  regeneratedKeys(references: string, bib: string | null, keyFormula?: string): Promise<RegeneratedKeys> {
    return this.call('regeneratedKeys', [references, bib, keyFormula]) as Promise<RegeneratedKeys>;
  }

  /** As library/renamedEntry.ts has it. */
  renamedDecisions(references: string, key: string, newKey: string): Promise<Edit[]> {
    return this.call('renamedDecisions', [references, key, newKey]) as Promise<Edit[]>;
  }

  /** Which works Ibid's own library and some bibliographies share. @param folder the library's; null for none @param ids the bibliographies, the strongest first */
  joinBibliographies(files: Files, folder: string | null, ids: readonly string[]): Promise<SharedWorks> {
    return this.call('joinBibliographies', [folder && pathsOf(files)(folder), ids]) as Promise<SharedWorks>;
  }

  /** The pairs of a library's own items that may be one work, likeliest first; as it was last loaded. */
  doubtfulItems(files: Files, folder: string): Promise<DoubtfulPair[]> {
    return this.call('doubtfulItems', [pathsOf(files)(folder)]) as Promise<DoubtfulPair[]>;
  }

  /** Writes down whether two works are one. @param isSame null where it is to be open again */
  decide(files: Files, folder: string, key: string, otherKey: string, isSame: boolean | null): Promise<SavedDecision> {
    const args = [files.onDisk, pathsOf(files)(folder), key, otherKey, isSame];
    return this.call('decide', args, { functions: functionsFor(files) }) as Promise<SavedDecision>;
  }

  /** What is to be reviewed in a library, as it was last loaded. */
  reviewQueue(files: Files, folder: string): Promise<ReturnType<typeof reviewQueue>> {
    return this.call('reviewQueue', [pathsOf(files)(folder)]) as Promise<ReturnType<typeof reviewQueue>>;
  }

  /** As language/review.ts has it. */
  saveAnswers(files: Files, folder: string, answers: readonly ReviewAnswer[]): ReturnType<typeof saveAnswers> {
    return this.call('saveAnswers', [files.onDisk, pathsOf(files)(folder), answers], { functions: functionsFor(files) }) as ReturnType<typeof saveAnswers>;
  }

  /** Makes changes to a library, all of them or none. */
  saveChanges(files: Files, folder: string, changes: readonly Change[]): Promise<SavedDecision> {
    return this.call('saveChanges', [files.onDisk, pathsOf(files)(folder), changes], { functions: functionsFor(files) }) as Promise<SavedDecision>;
  }

  /** The works that pasted words name. */
  pastedEntries(text: string): Promise<NewEntry[]> {
    return this.call('pastedEntries', [text]) as Promise<NewEntry[]>;
  }

  /** Puts entries into a library as a person's own. @param ids the bibliographies that they are to stand beside @param keyFormula by which they have their keys */
  addEntries(files: Files, folder: string, ids: readonly string[], entries: readonly NewEntry[], keyFormula?: string): Promise<SavedEntries> {
    const args = [files.onDisk, pathsOf(files)(folder), ids, entries, keyFormula];
    return this.call('addEntries', args, { functions: functionsFor(files) }) as Promise<SavedEntries>;
  }

  /** Takes entries back that were added, as long as nobody has changed them. */
  removeEntries(files: Files, folder: string, added: readonly LibraryItem[]): Promise<SavedDecision> {
    return this.call('removeEntries', [files.onDisk, pathsOf(files)(folder), added], { functions: functionsFor(files) }) as Promise<SavedDecision>;
  }

  /** As language/citingFiles.ts has it. Rejects where it is cancelled. */
  async citationsIn(files: Files, folder: string, options: Omit<SearchOptions, 'signal'>, token?: vscode.CancellationToken): Promise<FoundCitations> {
    const path = pathsOf(files);
    const stop = new AbortController();
    const listening = token?.onCancellationRequested(() => stop.abort());
    const call = this.call('citationsIn', [files.onDisk, path(folder), options], { functions: functionsFor(files), signal: stop.signal });
    const found = (await call.finally(() => listening?.dispose())) as FoundCitations;
    // the disk's "c:/review" is VS Code's "/c:/review"
    return { ...found, files: found.files.map((file) => ({ ...file, path: file.path.startsWith('/') ? file.path : `/${file.path}` })) };
  }

  /** What lists of works show, for `openCatalogue`: works of some bibliographies and of a library. @param folder the library's; null for none */
  catalogue(files: Files, folder: string | null, ids: readonly string[]): Promise<string> {
    return this.call('catalogue', [folder && pathsOf(files)(folder), ids]) as Promise<string>;
  }

  /** Some items of bibliographies and a library as a file of some format. @param folder the library's; null for none */
  exportItems(files: Files, folder: string | null, ids: readonly string[], keys: readonly string[], format: string): Promise<Uint8Array> {
    return this.call('exportItems', [folder && pathsOf(files)(folder), ids, keys, format]) as Promise<Uint8Array>;
  }

  /** As library/decisions.ts has it. */
  deleteItems(files: Files, folder: string, keys: readonly string[]): Promise<SavedEdit> {
    return this.call('deleteItems', [files.onDisk, pathsOf(files)(folder), keys], { functions: functionsFor(files) }) as Promise<SavedEdit>;
  }

  /** As library/decisions.ts has it. */
  markAllSame(files: Files, folder: string, keys: readonly string[]): Promise<SavedEdit> {
    return this.call('markAllSame', [files.onDisk, pathsOf(files)(folder), keys], { functions: functionsFor(files) }) as Promise<SavedEdit>;
  }

  /** As library/undoEdit.ts has it. */
  undoEdit(files: Files, folder: string, change: LibraryChange): Promise<SavedDecision> {
    return this.call('undoEdit', [files.onDisk, pathsOf(files)(folder), change], { functions: functionsFor(files) }) as Promise<SavedDecision>;
  }

  /** Which sentences of a source support what, in a library as it was last loaded. @param file as the library names it @param text of the source as it is now */
  supportingSentences(files: Files, folder: string, file: string, text: string): Promise<SupportingSentence[]> {
    return this.call('supportingSentences', [pathsOf(files)(folder), file, text]) as Promise<SupportingSentence[]>;
  }

  /** Who cites whom in a library, as it was last loaded. */
  literatureMap(files: Files, folder: string): Promise<PackedMap> {
    return this.call('literatureMap', [pathsOf(files)(folder)]) as Promise<PackedMap>;
  }

  /** Makes what the matrix and the map of a library, as it was last loaded, will be asked for. */
  preparePages(files: Files, folder: string): Promise<void> {
    return this.call('preparePages', [pathsOf(files)(folder)]) as Promise<void>;
  }

  /** As language/matrix.ts has it, with the themes and notes that stand beside the library. */
  matrix(files: Files, folder: string, shown: ShownWorks, division: MatrixDivision): Promise<LoadedMatrix> {
    return this.call('matrix', [files.onDisk, pathsOf(files)(folder), shown, division], { functions: functionsFor(files) }) as Promise<LoadedMatrix>;
  }

  /** Writes down a note or a theme. */
  changeMatrix(files: Files, folder: string, change: MatrixChange): Promise<SavedMatrix> {
    return this.call('changeMatrix', [files.onDisk, pathsOf(files)(folder), change], { functions: functionsFor(files) }) as Promise<SavedMatrix>;
  }

  /** What is shown of a matrix, as a file. @param extension which of language/matrixFormats.ts */
  exportMatrix(files: Files, folder: string, shown: ShownWorks, selection: MatrixSelection, extension: string): Promise<Uint8Array> {
    return this.call('exportMatrix', [files.onDisk, pathsOf(files)(folder), shown, selection, extension], { functions: functionsFor(files) }) as Promise<Uint8Array>;
  }

  /** As language/literatureMap.ts has it, of a library as it was last loaded. */
  claimsBetween(files: Files, folder: string, ends: Ends, most: number): Promise<FoundClaims> {
    return this.call('claimsBetween', [pathsOf(files)(folder), ends, most]) as Promise<FoundClaims>;
  }

  /** As language/referenceLists.ts has it. */
  listReferences(style: AskedStyle, items: readonly LibraryItem[]): Promise<SetReferences> {
    return this.call('listReferences', [style, items]) as Promise<SetReferences>;
  }

  async closeBibliography(id: string): Promise<void> {
    this.needed.delete(id);
    await this.call('closeBibliography', [id]);
  }

  /** The text that a source is read as. The bytes are handed over. */
  readText(bytes: Uint8Array, file: string): Promise<Pick<SourceDocument, 'text' | 'problems'>> {
    return this.call('readText', [bytes, file]) as ReturnType<Background['readText']>;
  }

  /** The extensions of files that can be imported, without the dot. */
  readableExtensions(): Promise<string[]> {
    return (this.extensions ??= this.call('readableExtensions', []) as Promise<string[]>);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.running?.thread.end();
  }

  private async call(...call: Parameters<Remote['call']>): Promise<unknown> {
    clearTimeout(this.timer);
    this.atWork++;
    try {
      return await (this.running ??= this.begin()).remote.call(...call);
    } finally {
      if (--this.atWork === 0 && this.needed.size === 0) this.timer = setTimeout(() => this.dispose(), restMilliseconds);
    }
  }

  private begin(): { thread: Thread; remote: Remote } {
    const thread = this.start();
    const running = { thread, remote: new Remote(thread) };
    thread.onEnd((error) => {
      if (this.running === running) this.running = undefined;
      running.remote.end(error ?? new Error('Ibid’s thread was ended.'));
    });
    return running;
  }
}
