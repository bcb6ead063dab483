import type { LibraryItem } from '../library.js';
import { writeJson } from './json.js';
import { readItems, type Rows } from './rows.js';

/** Each reference ends in `ER`; read by itself, a broken one costs no other. */
const references = /^TY {2}-[\s\S]*?^ER {2}-.*$/gm;

/** Reads RIS by citation-js, which is loaded when first needed. A reference that it can't read is told with its line. */
export async function readRis(ris: string, file: string): Promise<Rows<LibraryItem>> {
  const { plugins } = await import('./citationJs.js');
  const problems: Rows<LibraryItem>['problems'] = [];
  const read = Array.from(ris.replace(/\r\n?/g, '\n').matchAll(references)).flatMap(({ 0: text, index }, at) => {
    try {
      // the type is named, since citation-js takes text that it does not know for an address, and fetches that
      const items = plugins.input.chain(text, { forceType: '@ris/file', generateGraph: false });
      return items.map((item) => ({ ...item, id: item['id'] ?? `reference${at + 1}` }));
    } catch {
      const line = ris.slice(0, index).split('\n').length;
      problems.push({ code: 'item-invalid', message: `The reference in line ${line} of ${file} can’t be read, so it was left out.`, file, start: index, end: index + text.length });
      return [];
    }
  });
  const items = readItems(writeJson(read), file);
  return { ...items, problems: [...problems, ...items.problems] };
}
