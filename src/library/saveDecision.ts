import type { FileProblem } from '../text/problem.js';
import type { Decided } from './decisions.js';
import { saveLibrary, type Earlier, type Saved } from './files.js';
import type { FileSystem } from './fileSystem.js';
import type { Library } from './library.js';

/** What a person said of works, as a change to a library. @param reserved keys that no item may be given */
export type Decision = (library: Library, reserved: readonly string[]) => Decided;

export interface SavedDecision extends Omit<Saved, 'library'> {
  /** Why it can't be so, in words for a person; the library is then as it was. */
  refused: string | null;
}

/** What becomes of the problems of the sources by a decision. */
export interface ProblemsSince {
  earlier: Earlier;
  problems: readonly FileProblem[];
}

/** Changes the library of a folder as a person decided. Throws `FileSystemError` where the folder can't be read. */
export async function saveDecision(fs: FileSystem, folder: string, decision: Decision, { earlier, problems: found }: Partial<ProblemsSince> = {}): Promise<SavedDecision> {
  let refused: string | null = null;
  const { saved, problems, written } = await saveLibrary(fs, folder, (library, reserved) => {
    const decided = decision(library, reserved);
    refused = 'refused' in decided ? decided.refused : null;
    return { library: 'library' in decided ? decided.library : library, problems: found ?? [] };
  }, earlier);
  return { refused, saved, problems, written };
}
