import { parseNote } from '../references/parse.js';
import type { NewEntry } from './addEntries.js';

/**
 * The works that pasted words name, as they are to stand in a library: full references; where there are none, an entry with nothing but the DOI, or the
 * number on arXiv, that the words give. None where they name no work.
 */
export function pastedEntries(text: string): NewEntry[] {
  const { references } = parseNote(text);
  const full = references.filter(({ form }) => form === 'full').map(({ item }) => item);
  if (full.length > 0) return full;
  const identified = references.find(({ item }) => item.DOI !== undefined || item.archive_location !== undefined);
  return identified ? [identified.item] : [];
}
