import * as l10n from '@vscode/l10n';
import { BibliographyFile } from './bibliographyFile.js';
import { readBibitems } from './formats/bibitem.js';
import { isOwnBibtex } from './formats/bibtex.js';
import { readCslYaml } from './formats/cslYaml.js';
import { formatOf } from './formats/formats.js';
import type { KnownItems } from './addEntries.js';
import type { FileSystem } from './fileSystem.js';
import { libraryFiles, type LibraryItem } from './library.js';
import { join } from './paths.js';
import { joined, type Joined, type JoinedFile } from './joined.js';
import { buffersOf } from './packedFile.js';
import { HandedOver } from './remote.js';
import type { Rows } from './formats/rows.js';
import type { FileProblem } from '../text/problem.js';

/** Which bibliography is meant: a file, the `thebibliography` of a LaTeX file, or what a document's metadata hold under `references:`. */
export type BibliographyName = { id: string; path: string } & ({ kind: 'file' | 'bibitems' } | { kind: 'references'; yaml: string });

/** What some bibliographies and Ibid's own library share. */
export interface SharedWorks {
  /** The key of an own item, and that of the same work in a bibliography. */
  same: (readonly [ownKey: string, key: string])[];
  /** Pairs that may be, for a person to judge. */
  doubtful: Joined['doubtful'];
  problems: FileProblem[];
}

const encoder = new TextEncoder();

/** What a file is that has none of the formats' extensions, and does not look like any. */
const unknown = (file: string): Rows<LibraryItem> => ({
  rows: [], verbatim: new Map(), kept: [], broken: true,
  problems: [{ code: 'library-broken', message: l10n.t('{0} is in none of the formats that Ibid reads (.bib, CSL-JSON, CSL-YAML, RIS, EndNote, Hayagriva, .nbib, RefWorks, \\bibitem).', file), file, start: 0, end: 0 }],
});

const readAny = (text: string, file: string): Rows<LibraryItem> => formatOf(file, text)?.read(text, file) ?? unknown(file);

/**
 * Whether a file is Ibid's own library: its references.json, or the references.bib that is made from it. It is no bibliography of the user's beside it, and
 * would say less: not what is doubtful.
 *
 * @param folder that of the library; null for none
 */
export async function isOwnLibrary(fs: FileSystem, path: string, folder: string | null): Promise<boolean> {
  if (folder === null) return false;
  if (path === join(folder, libraryFiles.references)) return true;
  if (path !== join(folder, libraryFiles.bibtex)) return false;
  const bytes = await fs.read(path).catch(() => null);
  return bytes !== null && isOwnBibtex(new TextDecoder().decode(bytes));
}

/** The bibliographies that are in use, in the thread that reads them. Each keeps what it read, so that only what changes is read again. */
export class BibliographyFiles {
  private readonly held = new Map<string, BibliographyFile>();

  /** @param first given what can be shown of a large file before it is indexed */
  async read(fs: FileSystem, name: BibliographyName, first: (packed: HandedOver<unknown>) => Promise<unknown>): Promise<HandedOver<unknown>> {
    const bytes = name.kind === 'references' ? encoder.encode(name.yaml) : await (fs.readShared?.(name.path) ?? fs.read(name.path));
    const file = this.held.get(name.id) ?? opened(name);
    this.held.set(name.id, file);
    if (await file.update(bytes)) {
      await first(packed(file));
      file.index();
    }
    return packed(file);
  }

  /** What stands in some bibliographies that were read, for what is to be added beside them. */
  known(ids: readonly string[]): KnownItems {
    const files = ids.map((id) => this.held.get(id)).filter((file) => file !== undefined);
    return {
      *compared() {
        for (const file of files) yield* file.compared();
      },
      has: (key) => files.some((file) => file.has(key)),
    };
  }

  close(id: string): void {
    this.held.delete(id);
  }

  /** The items of bibliographies that were read. */
  *items(ids: readonly string[]): Generator<LibraryItem> {
    for (const id of ids) yield* this.held.get(id)?.items() ?? [];
  }

  /** The item of a key in the first of some bibliographies that has it. */
  item(ids: readonly string[], key: string): LibraryItem | undefined {
    for (const id of ids) {
      const item = this.held.get(id)?.item(key);
      if (item) return item;
    }
    return undefined;
  }

  /** @param own the items of Ibid's own library @param ids of bibliographies that were read, the strongest first */
  join(own: readonly LibraryItem[], ids: readonly string[]): SharedWorks {
    const files = ids.map((id) => this.held.get(id)).filter((file) => file !== undefined);
    const keys = new SharedKeys();
    const { entries, doubtful } = joined(own, files.map((file) => ({ file: file.file, entries: keys.of(file) })));
    return { same: [...entries].map(([key, entry]) => [key, entry.key] as const), doubtful, problems: keys.problems };
  }
}

/** Goes through the entries of several files, and notes the keys that stand in two of them. */
class SharedKeys {
  readonly problems: FileProblem[] = [];
  private readonly fileOf = new Map<string, string>();

  *of(file: BibliographyFile): JoinedFile['entries'] {
    for (const fields of file.compared()) {
      const first = this.fileOf.get(fields.id) ?? file.file;
      this.fileOf.set(fields.id, first);
      if (first !== file.file) this.report(fields.id, first, file);
      yield { key: fields.id, fields };
    }
  }

  private report(key: string, first: string, file: BibliographyFile): void {
    const message = l10n.t('{0} stands in {1} too, whose entry counts. Give one of them another key.', key, first);
    this.problems.push({ code: 'key-shared', message, file: file.file, ...file.placeOf(key) });
  }
}

function opened(name: BibliographyName): BibliographyFile {
  if (name.kind === 'file') return new BibliographyFile(name.path, readAny);
  return new BibliographyFile(name.path, name.kind === 'bibitems' ? readBibitems : readCslYaml);
}

function packed(file: BibliographyFile): HandedOver<unknown> {
  const value = file.packed();
  return new HandedOver(value, buffersOf(value));
}
