import type { ParsedNote } from './reference.js';

/** Parses what stands in one note, bibliography entry or loose line. Never throws. */
export function parseNote(text: string): ParsedNote {
  return { references: [], remarks: [{ start: 0, end: text.length }], problems: [] };
}
