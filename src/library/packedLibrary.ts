import { claimRowsOf, packClaims, type ClaimRows, type PackedClaims } from './claimRows.js';
import { packItems, rowsOf } from './itemRows.js';
import { libraryFiles } from './library.js';
import { buffersOf as buffersOfFile, openFile, type PackedFile } from './packedFile.js';
import type { ViewFile } from './view.js';

/** Ibid's own library as it goes from the thread that has read it to the one that shows it. */
export interface PackedLibrary {
  items: PackedFile;
  claims: PackedClaims;
  /** Keys that items had before: what a person has renamed, or merged with another. Each with the key that its item has now. */
  formerKeys: [former: string, key: string][];
  /** The sources that it was read from, by their paths from the library. */
  sources: string[];
}

export interface OpenedLibrary {
  own: ViewFile;
  claims: ClaimRows;
  formerKeys: ReadonlyMap<string, string>;
  sources: readonly string[];
}

/** What a thread hands over with it, so that nothing of it is copied. */
export const buffersOf = ({ items, claims: { claims, starts, numbers } }: PackedLibrary): ArrayBuffer[] => [
  ...buffersOfFile(items),
  ...[claims.bytes, claims.starts, starts, numbers].map(({ buffer }) => buffer as ArrayBuffer),
];

export const openLibrary = ({ items, claims, formerKeys, sources }: PackedLibrary): OpenedLibrary => ({
  own: openFile(items, null),
  claims: claimRowsOf(claims),
  formerKeys: new Map(formerKeys),
  sources,
});

export const emptyLibrary: OpenedLibrary = { own: { file: libraryFiles.references, rows: rowsOf(packItems([])), segments: [] }, claims: claimRowsOf(packClaims([])), formerKeys: new Map(), sources: [] };
