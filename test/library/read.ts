import type { ReadClaim, ReadSource, Work } from '../../src/citations/source.js';
import type { CslFields } from '../../src/csl.js';

/** What a reader would give for an item all of whose fields it is equally sure of. */
export function cited(item: CslFields, text: string, sure = 0.9): Work {
  return {
    item,
    confidence: Object.fromEntries(Object.keys(item).map((field) => [field, sure])),
    mentions: [{ start: 10, end: 10 + text.length, text, note: '1' }],
  };
}

export function claim(work: number | null, words: string, rest: Partial<ReadClaim> = {}): ReadClaim {
  return {
    work, claim: words, before: '', quotes: [], locator: null, marker: { kind: 'note', label: '1' }, page: '3', start: 5, end: 5 + words.length,
    confidence: 0.9, ...rest,
  };
}

export function source(file: string, rest: Partial<ReadSource> & { title?: string } = {}): ReadSource {
  const { title = `Article ${file}`, ...read } = rest;
  return {
    file, digest: `bytes of ${file} ${JSON.stringify(read)}`, item: { type: 'document', title }, confidence: { title: 0.9 }, works: [],
    claims: [], problems: [], ...read,
  };
}

export const vale: CslFields = {
  type: 'report', title: 'Cubs in the Lions’ Den', author: [{ family: 'Vale', given: 'Gina' }], issued: { 'date-parts': [[2018]] },
};
export const powell: CslFields = {
  type: 'book', title: 'Talking to Terrorists', author: [{ family: 'Powell', given: 'Jonathan' }], issued: { 'date-parts': [[2014]] },
};
export const powellShort: CslFields = { type: 'document', title: 'Talking to Terrorists', author: [{ family: 'Powell' }] };
