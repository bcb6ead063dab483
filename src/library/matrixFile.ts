import type { FileProblem } from '../text/problem.js';

/** What a person keeps of the literature matrix: its themes, and the notes in its cells. It stands beside the library's other files, and is made with the first of them. */
export const matrixFile = 'matrix.json';

/** A subject that a person looks for in the claims: "Schooling" with the words "school, teach, boys taught". Its name is its own. */
export interface Theme {
  name: string;
  words: string;
}

/** What a person wrote into the cell of a work and a column. */
export interface CellNote {
  /** The work's key in Ibid's own library. */
  item: string;
  /** `source:` with a key, `tag:` with a tag, `theme:` with a name. */
  column: string;
  note: string;
}

export interface MatrixFile {
  themes: readonly Theme[];
  notes: readonly CellNote[];
  problems: FileProblem[];
  /** The file can't be read as what it should be; nothing may be written over it. */
  broken: boolean;
}

/** What a person changes of it. */
export type MatrixChange =
  /** @param note '' takes it away @param item of which `formerItems` are keys that it had before */
  | { kind: 'note'; item: string; formerItems: readonly string[]; column: string; note: string }
  /** @param name that it had before; null for a new one */
  | { kind: 'theme'; name: string | null; theme: { name: string; words: string } }
  | { kind: 'withoutTheme'; name: string };

export interface SavedMatrix extends MatrixFile {
  /** False where the file was left as it is, for a reason that `problems` tells. */
  saved: boolean;
}

export const themeColumn = (name: string): string => `theme:${name}`;
