// What runs in threads of its own, for the editor and the terminal, so that typing never waits: imports, whose sources are read by a second thread that can be
// ended when one takes too long; and libraries and bibliographies, found, read, joined, decided on and exported.
import { homedir } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { readSource } from './citations/read.js';
import { libraryPath, nodeFileSystem } from './cli/nodeFileSystem.js';
import { readableExtensions, readerFor, type ReadOptions } from './documents/readers/readers.js';
import { removeEntries, saveEntries, type NewEntry, type SavedEntries } from './library/addEntries.js';
import { deleteItems, markAllSame, markDifferent, markSame, markUndecided } from './library/decisions.js';
import { openProblems, withChanges, type Change } from './library/corrections.js';
import { earlierProblems, loadLibrary } from './library/files.js';
import type { FileSystem } from './library/fileSystem.js';
import { formatNamed, itemFormats, type ItemFormat } from './library/formats/formats.js';
import { parseFormula } from './library/keyFormula.js';
import type { MatrixChange, MatrixFile, SavedMatrix } from './library/matrixFile.js';
import { loadMatrixFile, saveMatrixChange } from './library/saveMatrix.js';
import { doubtfulItems } from './library/joined.js';
import type { Library, LibraryItem } from './library/library.js';
import { importSources, type ImportOptions, type ImportSummary } from './library/import.js';
import { CitingFiles, type FoundCitations, type SearchOptions } from './language/citingFiles.js';
import { packCatalogue } from './language/catalogue.js';
import { claimsBetween, literatureMap, packMap, type Ends, type FoundClaims, type PackedMap } from './language/literatureMap.js';
import { reviewQueue, saveAnswers, type ReviewAnswer } from './language/review.js';
import { matrixOf, wordedMatrix, type MatrixSelection } from './language/matrix.js';
import type { MatrixDivision, MatrixTable } from './language/matrixTable.js';
import { matrixFormats } from './language/matrixFormats.js';
import { supportingSentences, type SupportingSentence } from './language/sourceClaims.js';
import { bibliographiesOf, inOrder, type CitingDocument, type FoundBibliographies } from './language/bibliographies/bibliographies.js';
import { BibliographyFiles, isOwnLibrary, type BibliographyName } from './library/bibliographyFiles.js';
import { entryKeysIn, renamedEntryIn } from './language/entries.js';
import { ReferenceLists, type AskedStyle, type SetReferences } from './language/referenceLists.js';
import type { EntryKey } from './library/entryKeys.js';
import { regeneratedKeys, type RegeneratedKeys } from './library/regeneratedKeys.js';
import { renamedDecisions } from './library/renamedEntry.js';
import { buffersOf, type PackedLibrary } from './library/packedLibrary.js';
import { packLibrary } from './library/packLibrary.js';
import { pastedEntries } from './library/pasted.js';
import { keysOf } from './library/readings.js';
import { saveDecision, type SavedDecision } from './library/saveDecision.js';
import { fileSystemOf, HandedOver, Remote, type Caller } from './library/remote.js';
import { ThreadReader } from './library/threadReader.js';
import { referenceModelFile } from './modelFile.js';
import { readingVersion } from './readingVersion.js';
import { useReferenceModel } from './references/model/labeller.js';
import type { Edit } from './text/edit.js';
import type { FileProblem } from './text/problem.js';
import { packChanges, saveUndo, unpackChanges, type LibraryChange, type SavedUndo } from './library/undoChange.js';
import { saveEdit, undoEdit, type SavedEdit } from './library/undoEdit.js';
import { startReader } from './thread.js';
import { speak, type Words } from './words.js';

// pdf.js leaves promises behind that nobody waits for, and that fail where a file is broken; what is read of the file tells that already.
process.on('unhandledRejection', () => undefined);

speak(workerData as Words);

let model: Promise<void> | undefined;
const ready = (): Promise<void> => (model ??= referenceModelFile().then(useReferenceModel));

/** A format of bibliographies, as a person chooses one. */
export type FormatName = Pick<ItemFormat, 'name' | 'label' | 'extensions'> & { isWritten: boolean };

/** What came of an import, and what it did to the library, packed (library/undoChange.ts), so that it can be taken back. */
export interface Imported extends ImportSummary {
  changes: Uint8Array;
}

/** Ibid's own library. */
export interface LoadedLibrary {
  library: PackedLibrary;
  /** The files can't be read as a library. */
  broken: boolean;
  /** What is wrong with the files themselves, then what was found in the sources. */
  problems: FileProblem[];
}

/** The disk, or a file system that only the caller can reach. */
const filesFor = (caller: Caller, onDisk: boolean): FileSystem => (onDisk ? nodeFileSystem : fileSystemOf(caller));

const reader = new ThreadReader(startReader);

/** What was read last: libraries, by their folders, and the bibliographies that documents cite from. */
const own = new Map<string, Library>();
/** What was found in the sources of libraries, by their folders. */
const found = new Map<string, readonly FileProblem[]>();
const ownOf = (folder: string | null): Library => (folder === null ? undefined : own.get(folder)) ?? { items: [], claims: [] };
const bibliographies = new BibliographyFiles();
const citing = new CitingFiles();
const references = new ReferenceLists();

/** How the works of a library are shown: those that a person has in a bibliography, as they stand there. */
export interface ShownWorks {
  /** Of the bibliographies, the strongest first. */
  ids: readonly string[];
  /** Keys of own items that are shown under another, with that one. */
  keys: readonly (readonly [ownKey: string, key: string])[];
}

export interface LoadedMatrix {
  table: MatrixTable;
  file: MatrixFile;
}

const maps = new WeakMap<Library, PackedMap>();

function mapOf(library: Library): PackedMap {
  const map = maps.get(library) ?? packMap(literatureMap(library));
  maps.set(library, map);
  return map;
}

function asShown(folder: string, { ids, keys }: ShownWorks): Library {
  const library = ownOf(folder);
  // the very library, with which is kept what was made of it
  if (ids.length === 0) return library;
  const shown = new Map(keys);
  const shownItem = (item: LibraryItem): LibraryItem => {
    const theirs = bibliographies.item(ids, shown.get(item.id) ?? item.id);
    return theirs ? { ...theirs, id: item.id, ...(item.custom ? { custom: item.custom } : {}) } : item;
  };
  return { items: library.items.map(shownItem), claims: library.claims };
}

const port = parentPort!;
new Remote(
  { post: (message, transfer) => port.postMessage(message, transfer), onMessage: (listener) => void port.on('message', listener) },
  {
    ready,
    readableExtensions: () => readableExtensions,
    async readSource({ call, signal }: Caller, bytes: Uint8Array, file: string) {
      await ready();
      return readSource(bytes, file, { signal, beside: (path) => call('beside', path) as ReturnType<NonNullable<ReadOptions['beside']>> });
    },
    async loadLibrary(caller: Caller, onDisk: boolean, folder: string): Promise<HandedOver<LoadedLibrary>> {
      const { library, problems, state } = await loadLibrary(filesFor(caller, onDisk), folder);
      const broken = state.items.broken || state.claims.broken;
      // while a file is broken, all goes on with what was last whole
      if (!broken || !own.has(folder)) {
        own.set(folder, library);
        found.set(folder, earlierProblems(state.content) ?? []);
      }
      const matrix = await loadMatrixFile(filesFor(caller, onDisk), folder);
      const packed = packLibrary(library);
      const open = openProblems(library.items, found.get(folder)!).map(({ problem }) => problem);
      return new HandedOver({ library: packed, broken, problems: [...problems, ...matrix.problems, ...open] }, buffersOf(packed));
    },
    formulaFault: (_caller: Caller, formula: string) => parseFormula(formula).fault?.message ?? null,
    itemFormats: (): FormatName[] => itemFormats.map(({ name, label, extensions }) => ({ name, label, extensions, isWritten: formatNamed(name) !== undefined })),
    async exportLibrary(caller: Caller, onDisk: boolean, folder: string, format: string): Promise<Uint8Array> {
      const { library } = await loadLibrary(filesFor(caller, onDisk), folder);
      return new TextEncoder().encode(formatNamed(format)!.write(library.items));
    },
    async findBibliographies(caller: Caller, onDisk: boolean, document: CitingDocument, settings: string[], library: string | null): Promise<FoundBibliographies> {
      const fs = filesFor(caller, onDisk);
      const found = await bibliographiesOf(fs, document, { settings, home: onDisk ? libraryPath(homedir()) : null });
      const isOwn = await Promise.all(found.named.map((named) => named.kind === 'file' && isOwnLibrary(fs, named.path, library)));
      return { ...found, named: inOrder(found.named.filter((_named, index) => !isOwn[index]), document.language) };
    },
    entryKeys: (_caller: Caller, text: string, file: string): EntryKey[] => entryKeysIn(text, file),
    renamedEntry: (_caller: Caller, text: string, file: string, key: string, newKey: string): Edit[] => renamedEntryIn(text, file, key, newKey),
    regeneratedKeys: (_caller: Caller, references: string, bib: string | null, keyFormula?: string): RegeneratedKeys => regeneratedKeys(references, bib, keyFormula),
    renamedDecisions: (_caller: Caller, references: string, key: string, newKey: string): Edit[] => renamedDecisions(references, key, newKey),
    async readBibliography(caller: Caller, onDisk: boolean, name: BibliographyName): Promise<HandedOver<unknown>> {
      // whose entries are free text
      if (name.kind === 'bibitems' || /\.(?:bbl|tex)$/i.test(name.path)) await ready();
      return bibliographies.read(filesFor(caller, onDisk), name, (packed) => caller.call('first', packed));
    },
    /** The pairs of a library's own items that may be one work. */
    doubtfulItems: (_caller: Caller, folder: string) => doubtfulItems(ownOf(folder).items),
    /** @param isSame null where it is to be open again */
    decide(caller: Caller, onDisk: boolean, folder: string, key: string, otherKey: string, isSame: boolean | null): Promise<SavedDecision> {
      const mark = isSame === null ? markUndecided : isSame ? markSame : markDifferent;
      return saveDecision(filesFor(caller, onDisk), folder, (library) => mark(library, key, otherKey));
    },
    /** As language/review.ts has it, of a library as it was last loaded. */
    reviewQueue: (_caller: Caller, folder: string) => reviewQueue(ownOf(folder), found.get(folder) ?? []),
    saveAnswers: (caller: Caller, onDisk: boolean, folder: string, answers: ReviewAnswer[]) => saveAnswers(filesFor(caller, onDisk), folder, answers),
    saveChanges: (caller: Caller, onDisk: boolean, folder: string, changes: Change[]): Promise<SavedDecision> =>
      saveDecision(filesFor(caller, onDisk), folder, (library) => withChanges(library, changes)),
    async pastedEntries(_caller: Caller, text: string): Promise<NewEntry[]> {
      await ready();
      return pastedEntries(text);
    },
    /** @param ids the bibliographies of the document for which entries are added */
    addEntries(caller: Caller, onDisk: boolean, folder: string, ids: string[], entries: NewEntry[], keyFormula?: string): Promise<SavedEntries> {
      const formula = keyFormula === undefined ? null : parseFormula(keyFormula).formula;
      return saveEntries(filesFor(caller, onDisk), folder, entries, { known: bibliographies.known(ids), keyFormula: formula ?? undefined });
    },
    removeEntries: (caller: Caller, onDisk: boolean, folder: string, added: LibraryItem[]): Promise<SavedDecision> =>
      saveDecision(filesFor(caller, onDisk), folder, removeEntries(added)),
    joinBibliographies: (_caller: Caller, folder: string | null, ids: string[]) => bibliographies.join(ownOf(folder).items, ids),
    citationsIn: (caller: Caller, onDisk: boolean, folder: string, options: Omit<SearchOptions, 'signal'>): Promise<FoundCitations> =>
      citing.in(filesFor(caller, onDisk), folder, { ...options, signal: caller.signal }),
    /** What lists of works show: those of some bibliographies, then those of a library. */
    catalogue: (_caller: Caller, folder: string | null, ids: string[]): string => packCatalogue([...bibliographies.items(ids), ...ownOf(folder).items]),
    /** Some of what can be cited, in a format: an item of a bibliography before one of the library that has its key. */
    exportItems(_caller: Caller, folder: string | null, ids: string[], keys: string[], format: string): Uint8Array {
      const items = new Map([...ownOf(folder).items, ...bibliographies.items(ids)].map((item) => [item.id, item]));
      return new TextEncoder().encode(formatNamed(format)!.write(keys.flatMap((key) => items.get(key) ?? [])));
    },
    deleteItems: (caller: Caller, onDisk: boolean, folder: string, keys: string[]): Promise<SavedEdit> =>
      saveEdit(filesFor(caller, onDisk), folder, (library) => deleteItems(library, keys)),
    markAllSame: (caller: Caller, onDisk: boolean, folder: string, keys: string[]): Promise<SavedEdit> =>
      saveEdit(filesFor(caller, onDisk), folder, (library) => markAllSame(library, keys)),
    undoEdit: (caller: Caller, onDisk: boolean, folder: string, change: LibraryChange): Promise<SavedDecision> => saveDecision(filesFor(caller, onDisk), folder, undoEdit(change)),
    /** The table without its cells, and the person's own file that is a part of it. */
    async matrix(caller: Caller, onDisk: boolean, folder: string, shown: ShownWorks, division: MatrixDivision): Promise<LoadedMatrix> {
      const file = await loadMatrixFile(filesFor(caller, onDisk), folder);
      return { table: matrixOf(asShown(folder, shown), division, file), file };
    },
    async changeMatrix(caller: Caller, onDisk: boolean, folder: string, change: MatrixChange): Promise<SavedMatrix> {
      const fs = filesFor(caller, onDisk);
      if (change.kind !== 'note') return saveMatrixChange(fs, folder, change);
      const item = ownOf(folder).items.find(({ id }) => id === change.item);
      return saveMatrixChange(fs, folder, { ...change, formerItems: item ? keysOf(item) : [] });
    },
    async exportMatrix(caller: Caller, onDisk: boolean, folder: string, shown: ShownWorks, selection: MatrixSelection, extension: string): Promise<Uint8Array> {
      const file = await loadMatrixFile(filesFor(caller, onDisk), folder);
      return matrixFormats.find((format) => format.extension === extension)!.write(wordedMatrix(asShown(folder, shown), selection, file));
    },
    /** Which sentences of a source support what. @param file as the library names it @param text of the source as it is now */
    supportingSentences: (_caller: Caller, folder: string, file: string, text: string): SupportingSentence[] =>
      supportingSentences(text, ownOf(folder).claims.filter(({ source }) => source.file === file)),
    /** As language/literatureMap.ts has it. */
    literatureMap: (_caller: Caller, folder: string): PackedMap => mapOf(ownOf(folder)),
    /** What is made here is kept with the library; and the second table takes a third of the first one's time. */
    preparePages(_caller: Caller, folder: string): void {
      const library = ownOf(folder);
      if (maps.has(library)) return;
      mapOf(library);
      matrixOf(library, 'source', { themes: [], notes: [] });
    },
    claimsBetween: (_caller: Caller, folder: string, ends: Ends, most: number): FoundClaims => claimsBetween(ownOf(folder), ends, most),
    listReferences: (_caller: Caller, style: AskedStyle, items: LibraryItem[]): Promise<SetReferences> => references.list(style, items),
    closeBibliography: (_caller: Caller, id: string) => bibliographies.close(id),
    async readText(_caller: Caller, bytes: Uint8Array, file: string) {
      const { text, problems } = await readerFor(file)(bytes, {});
      return { text, problems };
    },
    async importSources(caller: Caller, onDisk: boolean, inputs: string[], folder: string, options: Pick<ImportOptions, 'adopt' | 'again' | 'keyFormula'>): Promise<HandedOver<Imported>> {
      await reader.ready();
      const saved: LibraryChange[] = [];
      const summary = await importSources(filesFor(caller, onDisk), inputs, folder, {
        ...options,
        signal: caller.signal,
        progress: (...step) => void caller.call('progress', ...step),
        changed: (change) => saved.push(change),
        read: reader.read,
        version: readingVersion,
      });
      const changes = new Uint8Array(packChanges(saved));
      return new HandedOver({ ...summary, changes }, [changes.buffer]);
    },
    undoImport: (caller: Caller, onDisk: boolean, folder: string, changes: Uint8Array): Promise<SavedUndo> => saveUndo(filesFor(caller, onDisk), folder, unpackChanges(changes)),
  },
);
