import type * as vscode from 'vscode';
import type { SourceDocument } from '../documents/document.js';
import type { FileSystem } from '../library/fileSystem.js';
import type { ImportOptions, ImportSummary } from '../library/import.js';
import type { Claim, Library, LibraryItem } from '../library/library.js';
import { functionsOf, Remote, type Functions, type Thread } from '../library/remote.js';
import type { LoadedInParts } from '../worker.js';

/** How long the thread waits for more to do before it is ended. */
const restMilliseconds = 5 * 60_000;

type Importing = Pick<ImportOptions, 'adopt' | 'again' | 'signal' | 'progress'>;
/** Those of the disk the thread reads and writes by itself. */
type Files = FileSystem & { onDisk: boolean };

const functionsFor = (files: Files): Functions => (files.onDisk ? {} : functionsOf(files));

/** Paths as the thread has them: on Windows, VS Code's "/c:/review" is the disk's "c:/review". */
const pathsOf = ({ onDisk }: Files) => (path: string): string => (onDisk ? path.replace(/^\/(?=[A-Za-z]:)/, '') : path);

/** Does what takes long in a thread (src/worker.ts), which is begun when first needed, so that the extension host goes on answering to keystrokes. */
export class Background implements vscode.Disposable {
  private running: { thread: Thread; remote: Remote } | undefined;
  private atWork = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private extensions: Promise<string[]> | undefined;
  private lastImport: Promise<unknown> = Promise.resolve();

  constructor(private readonly start: () => Thread) {}

  /** As library/import.ts has it. One import after another, since they may write the same library. */
  importSources(files: Files, inputs: readonly string[], folder: string, { signal, progress, ...options }: Importing): Promise<ImportSummary> {
    const functions = { ...functionsFor(files), progress: (_caller: unknown, file: string, index: number, total: number) => progress?.(file, index, total) };
    const path = pathsOf(files);
    const args = [files.onDisk, inputs.map(path), path(folder), options];
    const turn = this.lastImport.then(() => this.call('importSources', args, { signal, functions }));
    this.lastImport = turn.catch(() => undefined);
    return turn as Promise<ImportSummary>;
  }

  /** As library/files.ts has it, with the words of the items for `viewOf`. */
  async loadLibrary(files: Files, folder: string): Promise<LoadedInParts & { library: Library }> {
    const library: Library = { items: [], claims: [] };
    const functions = {
      ...functionsFor(files),
      items: (_caller: unknown, rows: LibraryItem[]) => void library.items.push(...rows),
      claims: (_caller: unknown, rows: Claim[]) => void library.claims.push(...rows),
    };
    const loaded = (await this.call('loadLibrary', [files.onDisk, pathsOf(files)(folder)], { functions })) as LoadedInParts;
    return { ...loaded, library };
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
      if (--this.atWork === 0) this.timer = setTimeout(() => this.dispose(), restMilliseconds);
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
