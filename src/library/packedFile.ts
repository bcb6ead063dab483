import type { FileProblem } from '../text/problem.js';
import { buffersOf as buffersOfWords, type IndexedWords, type Segment } from './indexedWords.js';
import { buffersOf as buffersOfRows, rowsOf, type ItemRows, type PackedRows } from './itemRows.js';

/** A segment as it goes to the thread that searches. */
export interface PackedSegment {
  id: number;
  /** Null where the words went over before, under the same `id`. */
  words: IndexedWords | null;
  rows: Int32Array;
}

/** A bibliography file as it goes from the thread that reads it to the one that shows it: plain data, whose buffers are handed over. */
export interface PackedFile {
  file: string;
  /** Null where they are those that went over last. */
  rows: PackedRows | null;
  /** None as long as much of the file is not indexed. */
  segments: PackedSegment[];
  /** What is wrong with the file, as far as it was read: all that is once it is `indexed`. */
  problems: FileProblem[];
  indexed: boolean;
}

/** A bibliography file as it is shown. */
export interface OpenedFile {
  file: string;
  rows: ItemRows;
  segments: (Segment & { id: number })[];
  problems: FileProblem[];
  indexed: boolean;
}

/** @param before what was opened of the same file last, whose words are taken over */
export function openFile({ segments, rows, ...rest }: PackedFile, before: OpenedFile | null): OpenedFile {
  const words = new Map(before?.segments.map((segment) => [segment.id, segment.words]));
  return { ...rest, rows: rows ? rowsOf(rows) : before!.rows, segments: segments.map((segment) => ({ ...segment, words: segment.words ?? words.get(segment.id)! })) };
}

/** The buffers of a packed file, which are handed over with it. */
export function buffersOf({ rows, segments }: PackedFile): ArrayBuffer[] {
  const arrays = rows === null ? [] : buffersOfRows(rows);
  const words = segments.flatMap((segment) => [segment.rows.buffer, ...(segment.words ? buffersOfWords(segment.words) : [])]);
  return [...arrays, ...words] as ArrayBuffer[];
}
