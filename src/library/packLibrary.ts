import { append } from '../text/multimap.js';
import { packClaims } from './claimRows.js';
import { indexWords, segmentOf, type IndexedItem } from './indexedWords.js';
import { packItems } from './itemRows.js';
import { libraryFiles, type Library } from './library.js';
import type { PackedLibrary } from './packedLibrary.js';
import { keysOf, provenanceOf } from './readings.js';

/** The items with the words of the claims that they support. */
function* indexedItems({ items, claims }: Library): Generator<IndexedItem> {
  const words = new Map<string, string[]>();
  for (const { reference, source, claim } of claims) append(words, reference ?? source.reference, claim);
  for (const item of items) yield { ...item, claims: words.get(item.id) ?? [] };
}

export function packLibrary(library: Library): PackedLibrary {
  const segment = { id: 0, ...segmentOf(indexWords(indexedItems(library))) };
  return {
    items: { file: libraryFiles.references, rows: packItems(library.items), segments: [segment], problems: [], indexed: true },
    claims: packClaims(library.claims),
    formerKeys: library.items.flatMap((item) => keysOf(item).slice(1).map((former): [string, string] => [former, item.id])),
    sources: library.items.flatMap((item) => provenanceOf(item)?.source?.file ?? []),
  };
}
