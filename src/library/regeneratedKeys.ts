import type { Edit } from '../text/edit.js';
import { jsonValues } from '../text/jsonValues.js';
import { regenerateKeys } from './citeKey.js';
import { keptKeys, readItems } from './formats/rows.js';
import { parseFormula } from './keyFormula.js';
import { libraryFiles, type LibraryItem } from './library.js';
import { keysOf, provenanceOf } from './readings.js';
import { renamedEntries } from './renamedEntry.js';

/** What is to be changed so that the items of a library have other keys. */
export interface RegeneratedKeys {
  /** How many items get another key. */
  count: number;
  /** The new keys by all that lead to those items: the present ones, and those from before. */
  names: ReadonlyMap<string, string>;
  references: Edit[];
  bibtex: Edit[];
}

/**
 * The edits by which a library's items get their keys anew, by a formula or as Ibid makes them. None where the library can't be read.
 *
 * @param references the text of references.json
 * @param bib that of references.bib; null where there is none
 */
export function regeneratedKeys(references: string, bib: string | null, keyFormula?: string): RegeneratedKeys {
  const read = readItems(references, libraryFiles.references);
  const formula = keyFormula === undefined ? null : parseFormula(keyFormula).formula;
  const renamed = regenerateKeys({ items: read.rows }, formula ?? undefined, keptKeys(read));
  const changed = read.rows.filter(({ id }) => renamed.has(id));
  return {
    count: renamed.size,
    names: new Map(changed.flatMap((item) => keysOf(item).map((key): [string, string] => [key, renamed.get(item.id)!]).filter(([key, newKey]) => key !== newKey))),
    references: [...renamedEntries(references, libraryFiles.references, renamed), ...marks(references, changed, renamed)].sort((a, b) => a.start - b.start),
    bibtex: bib === null ? [] : renamedEntries(bib, libraryFiles.bibtex, renamed),
  };
}

/** What tells these keys from those that a person gave: `regenerated`, behind the `key` that Ibid gave first. */
function marks(references: string, items: readonly LibraryItem[], renamed: ReadonlyMap<string, string>): Edit[] {
  const values = [...jsonValues(references)];
  const named = new Map(values.filter(({ path }) => path.slice(1).join('.') === 'id').map(({ path, written }) => [written, path[0]]));
  const places = new Map(values.map(({ path, start, end }) => [path.join('.'), { start, end }]));
  return items.flatMap((item) => {
    const at = (name: string): { start: number; end: number } | undefined => places.get(`${named.get(JSON.stringify(item.id))}.custom.ibid.${name}`);
    const [known, key, text] = [at('regenerated'), at('key'), JSON.stringify(renamed.get(item.id))];
    if (provenanceOf(item)?.regenerated !== undefined && known) return [{ ...known, text }];
    return key ? [{ start: key.end, end: key.end, text: `, "regenerated": ${text}` }] : [];
  });
}
