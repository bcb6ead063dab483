// A small library about real works, and the styles that Ibid ships, for the tests of this folder.
import { readFile, readdir } from 'node:fs/promises';
import { openBibliography, type Bibliography } from '../../src/language/bibliography.js';
import { digest } from '../../src/library/digest.js';
import type { Claim, Library, LibraryItem, LibraryView } from '../../src/library/library.js';
import { viewOf } from '../../src/library/view.js';

const styles = new URL('../../media/styles/', import.meta.url);

export async function styleFiles(style: string): Promise<{ style: string; locales: Map<string, string> }> {
  const names = (await readdir(styles)).filter((name) => name.endsWith('.xml'));
  const locales = names.map(async (name) => [/-([a-z-]+)\.xml$/i.exec(name)![1]!, await readFile(new URL(name, styles), 'utf8')] as const);
  return { style: await readFile(new URL(`${style}.csl`, styles), 'utf8'), locales: new Map(await Promise.all(locales)) };
}

let chicago: Promise<Bibliography> | undefined;

/** Chicago's author-date style, opened once for all tests. */
export function chicagoAuthorDate(): Promise<Bibliography> {
  chicago ??= styleFiles('chicago-author-date').then((files) => openBibliography(files, 'en-US'));
  return chicago;
}

export const vale: LibraryItem = {
  id: 'vale2018cubs',
  type: 'report',
  author: [{ family: 'Vale', given: 'Gina' }],
  title: 'Cubs in the Lions’ Den: Indoctrination and Recruitment of Children within Islamic State Territory',
  publisher: 'International Centre for the Study of Radicalisation',
  'publisher-place': 'London',
  issued: { 'date-parts': [[2018, 7, 23]] },
};

export const powell: LibraryItem = {
  id: 'powell2014talking',
  type: 'book',
  author: [{ family: 'Powell', given: 'Jonathan' }],
  title: 'Talking to Terrorists: How to End Armed Conflicts',
  publisher: 'Bodley Head',
  'publisher-place': 'London',
  issued: { 'date-parts': [[2014]] },
};

export const mahlouly: LibraryItem = {
  id: 'mahlouly2019reframing',
  type: 'article-journal',
  author: [{ family: 'Mahlouly', given: 'Dounia' }, { family: 'Winter', given: 'Charlie' }],
  title: 'Reframing <i>Dabiq</i>',
  'container-title': 'Journal of Strategic Studies',
  issued: { 'date-parts': [[2019]] },
};

/** A source that cites the others. */
export const review: LibraryItem = {
  id: 'author2021review',
  type: 'article-journal',
  author: [{ family: 'Author', given: 'Ann' }, { family: 'Bauer' }, { family: 'Caron' }],
  title: 'A Review of Reviews',
  issued: { 'date-parts': [[2021]] },
};

export function claim(fields: Partial<Claim>): Claim {
  return {
    id: 'c1',
    reference: 'vale2018cubs',
    claim: 'Children were taught “to love the state” in schools.',
    before: 'The group opened schools.',
    quotes: ['to love the state'],
    locator: { label: 'page', value: '18' },
    marker: { kind: 'note', label: '41' },
    source: { reference: 'author2021review', file: 'sources/review.txt', page: '7', start: 100, end: 152 },
    confidence: 0.95,
    ...fields,
  };
}

export function doubtful(item: LibraryItem, field: 'issued' | 'title'): LibraryItem {
  return { ...item, custom: { ibid: { key: item.id, confidence: { [field]: 0.3 }, read: { [field]: digest(item[field]) }, from: [] } } };
}

export function example({ items = [], claims = [] }: Partial<Library>): LibraryView {
  return viewOf({ items, claims });
}
