import { append } from '../text/multimap.js';
import { earlierProblems, hasClaims, type LoadedLibrary } from './files.js';
import type { FileSystem } from './fileSystem.js';
import type { Provenance } from './library.js';
import { absolutePath } from './paths.js';
import { keysOf, provenanceOf } from './readings.js';

type Known = NonNullable<Provenance['source']>;

/** How a source stands to the library: `before` is the name under which the library has it. */
export type Standing = { kind: 'fresh' } | { kind: 'unchanged' } | { kind: 'moved'; before: string } | { kind: 'copy' };

/**
 * The sources that a library has, so that none is read again for nothing. One is read again, though its bytes are the same, where other
 * readers or another model read it, and where that brings back what is missing: claims.json or problems.json as a whole, and a work
 * that a person deleted and may have put in again.
 */
export class KnownSources {
  private readonly byFile = new Map<string, Known>();
  private readonly byDigest = new Map<string, Known[]>();
  private readonly upToDate = new Set<Known>();
  private readonly readNow = new Set<string>();
  private readonly movedAway = new Set<string>();

  /** @param version which readers and model there are now; null where all is to be read again */
  constructor(private readonly fs: FileSystem, private readonly folder: string, { library, state }: LoadedLibrary, version: string | null | undefined) {
    const present = new Set(library.items.flatMap(keysOf));
    const problems = earlierProblems(state.content);
    const withDeletions = new Set(problems?.filter(({ code }) => code === 'item-deleted').map(({ file }) => file));
    for (const source of library.items.map((item) => provenanceOf(item)?.source)) {
      if (!source) continue;
      this.byFile.set(source.file, source);
      append(this.byDigest, source.digest, source);
      const whole = !withDeletions.has(source.file) && source.references.every((key) => present.has(key));
      if (problems && hasClaims(state.content) && source.version === version && whole) this.upToDate.add(source);
    }
  }

  has(file: string): boolean {
    return this.byFile.has(file);
  }

  /** Whether a source of the library was found under another name. */
  hasMoved(file: string): boolean {
    return this.movedAway.has(file);
  }

  /** @param file as the library names it @param digest of its bytes as they are now */
  async standing(file: string, digest: string): Promise<Standing> {
    const known = this.byFile.get(file);
    if (known) return known.digest === digest && this.upToDate.has(known) ? { kind: 'unchanged' } : { kind: 'fresh' };
    if (this.readNow.has(digest)) return { kind: 'copy' };
    const sameBytes = this.byDigest.get(digest)?.filter((source) => !this.movedAway.has(source.file)) ?? [];
    if (sameBytes.length === 0) return { kind: 'fresh' };
    const gone = await this.firstGone(sameBytes);
    if (!gone) return { kind: 'copy' };
    this.movedAway.add(gone.file);
    return this.upToDate.has(gone) ? { kind: 'moved', before: gone.file } : { kind: 'fresh' };
  }

  /** A source of these bytes was read: others of the same are copies. */
  noteRead(digest: string): void {
    this.readNow.add(digest);
  }

  private async firstGone(sources: readonly Known[]): Promise<Known | undefined> {
    for (const source of sources) {
      if ((await this.fs.stat(absolutePath(this.folder, source.file))) === null) return source;
    }
    return undefined;
  }
}
