import { writeJson } from './json.js';
import { cut, isString } from './bibtex.js';
import { readItems, type Rows } from './rows.js';
import type { LibraryItem } from '../library.js';

/**
 * Reads a .bib by citation-js, which is loaded when first needed. Where it stops at an entry, the entries are read one by one, so that a
 * broken one costs itself alone; @string macros hold throughout.
 */
export async function readBibtex(bib: string, file: string): Promise<Rows<LibraryItem>> {
  const { plugins } = await import('./citationJs.js');
  // the type is named, since citation-js takes text that it does not know for an address, and fetches that
  const parse = (text: string): Record<string, unknown>[] => plugins.input.chain(text, { forceType: '@biblatex/text', generateGraph: false });
  const chunks = cut(bib);
  try {
    return itemsOf(parse(bib), file);
  } catch {
    const strings = chunks.filter(isString).map(({ text }) => text).join('\n');
    const broken: Rows<LibraryItem>['problems'] = [];
    const read = chunks.filter(({ key }) => key !== null).flatMap(({ key, text, start }) => {
      try {
        return parse(`${strings}\n${text}`);
      } catch {
        const line = bib.slice(0, start).split('\n').length;
        const message = `The entry ${key} in line ${line} of ${file} can’t be read, so it was left out: look for a missing brace, comma or key.`;
        broken.push({ code: 'item-invalid', message, file, start, end: start + text.length });
        return [];
      }
    });
    const items = itemsOf(read, file);
    return { ...items, problems: [...broken, ...items.problems] };
  }
}

const itemsOf = (read: readonly Record<string, unknown>[], file: string): Rows<LibraryItem> => readItems(writeJson(read), file);
