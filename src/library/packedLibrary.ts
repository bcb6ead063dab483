import { claimRowsOf, packClaims, type ClaimRows, type PackedClaims } from './claimRows.js';
import { packItems, rowsOf } from './itemRows.js';
import { libraryFiles } from './library.js';
import { buffersOf as buffersOfFile, openFile, type PackedFile } from './packedFile.js';
import type { ViewFile } from './view.js';

/** Ibid's own library as it goes from the thread that has read it to the one that shows it. */
export interface PackedLibrary {
  items: PackedFile;
  claims: PackedClaims;
  /** The sources that it was read from, by their paths from the library. */
  sources: string[];
}

export interface OpenedLibrary {
  own: ViewFile;
  claims: ClaimRows;
  sources: readonly string[];
}

/** What a thread hands over with it, so that nothing of it is copied. */
export const buffersOf = ({ items, claims: { claims, starts } }: PackedLibrary): ArrayBuffer[] => [
  ...buffersOfFile(items),
  ...[claims.bytes, claims.starts, starts].map(({ buffer }) => buffer as ArrayBuffer),
];

export const openLibrary = ({ items, claims, sources }: PackedLibrary): OpenedLibrary => ({
  own: openFile(items, null),
  claims: claimRowsOf(claims),
  sources,
});

export const emptyLibrary: OpenedLibrary = { own: { file: libraryFiles.references, rows: rowsOf(packItems([])), segments: [] }, claims: claimRowsOf(packClaims([])), sources: [] };
