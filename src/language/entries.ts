import { entryKeys, type EntryKey } from '../library/entryKeys.js';
import { extension } from '../library/paths.js';
import { renamedEntry } from '../library/renamedEntry.js';
import type { Edit } from '../text/edit.js';
import type { Span } from '../text/span.js';
import { metadataBlocks } from './bibliographies/metadata.js';

/** Documents whose metadata may hold entries, under `references:`. */
const markdown = new Set(['md', 'markdown', 'qmd', 'rmd']);

/** A stretch of a file that is a bibliography, with the name by which its format is known. */
interface Part extends Span {
  name: string;
}

function partsOf(text: string, file: string): Part[] {
  if (!markdown.has(extension(file))) return [{ start: 0, end: text.length, name: file }];
  return metadataBlocks(text).filter(({ start, end }) => /^references:/m.test(text.slice(start, end))).map(({ start, end }) => ({ start, end, name: 'references.yaml' }));
}

const inParts = <Placed extends Span>(text: string, file: string, find: (text: string, file: string) => Placed[]): Placed[] =>
  partsOf(text, file).flatMap(({ start, end, name }) => find(text.slice(start, end), name).map((one) => ({ ...one, start: start + one.start, end: start + one.end })));

/** As library/entryKeys.ts has it, also of works that stand in a document's metadata. */
export const entryKeysIn = (text: string, file: string): EntryKey[] => inParts(text, file, entryKeys);

/** As library/renamedEntry.ts has it, also of these. */
export const renamedEntryIn = (text: string, file: string, key: string, newKey: string): Edit[] => inParts(text, file, (part, name) => renamedEntry(part, name, key, newKey));
