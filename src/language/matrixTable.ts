// The shape of a literature matrix and its words, for the thread that makes it and the page that shows it.
import * as l10n from '@vscode/l10n';

/** What the columns of a literature matrix can be. */
export const matrixDivisions = ['source', 'tag', 'theme'] as const;
export type MatrixDivision = (typeof matrixDivisions)[number];

export interface MatrixColumn {
  /** As notes name it: `source:vale2018cubs`, `tag:media`, `theme:Schooling`. */
  id: string;
  label: string;
  /** Of a source its title, of a theme its words. */
  detail: string;
}

/** A literature matrix without what its cells say: works in rows, columns, and how many claims stand in which cell. Rows are numbered in the order of their authors. */
export interface MatrixTable {
  division: MatrixDivision;
  /** The works' keys in Ibid's own library. */
  keys: string[];
  /** "Vale", "Vale and Winter"; the key where nobody is named. */
  authors: string[];
  years: string[];
  titles: string[];
  /** How many claims each work has. */
  counts: Uint32Array;
  /** The place of each row in the order of years, and of titles. */
  yearRanks: Uint32Array;
  titleRanks: Uint32Array;
  columns: MatrixColumn[];
  /** The cells of row `r` are `cellColumns[cellStarts[r]]` up to `cellColumns[cellStarts[r + 1]]`, with how many claims each has. */
  cellStarts: Uint32Array;
  cellColumns: Uint32Array;
  /** Those of more than 65,535 claims count as that. */
  cellCounts: Uint16Array;
  notes: PlacedNote[];
}

export interface PlacedNote {
  row: number;
  column: number;
  note: string;
}

/** A claim as a cell shows it, and where it stands. */
export interface MatrixClaim {
  id: string;
  text: string;
  /** Where in the work: "p. 18"; where in the source: "p. 7". */
  locator: string | null;
  page: string | null;
  source: string;
  signal: string | null;
  uncertain: string | null;
}

/** The columns that tell of the work itself, in their order. */
export const factColumns = ['author', 'year', 'title', 'claims'] as const;
export type FactColumn = (typeof factColumns)[number];

export function factLabel(column: FactColumn): string {
  switch (column) {
    case 'author': return l10n.t('Author');
    case 'year': return l10n.t('Year');
    case 'title': return l10n.t('Title');
    case 'claims': return l10n.t('Claims');
  }
}

/** Where a claim stands, and how it is introduced: "p. 18; Vale 2018, p. 7; quoted in". */
export function placeInWords({ locator, source, page, signal, uncertain }: MatrixClaim, division: MatrixDivision): string {
  const inSource = [division === 'source' ? '' : source, page].filter(Boolean).join(', ');
  return [locator, inSource, signal, uncertain].filter(Boolean).join('; ');
}
