// What Ibid writes must be read by others. citation-js is another reader of these formats, made by other people.
import assert from 'node:assert/strict';
import Cite from 'citation-js';
import { formatNamed } from '../../../src/library/formats/formats.js';
import type { LibraryItem } from '../../../src/library/library.js';

const items: LibraryItem[] = [
  {
    id: 'roe2018talks', type: 'article-journal', title: 'Of Talks and Their Ends', author: [{ family: 'Roe', given: 'Rita' }, { family: 'Müller', given: 'Jörg' }],
    'container-title': 'Journal of Talking', volume: '12', issue: '3', page: '45-67', issued: { 'date-parts': [[2018, 7]] }, DOI: '10.1000/182',
  },
  { id: 'poe1999shelves', type: 'book', title: 'Shelves', author: [{ family: 'Poe', given: 'P.' }], publisher: 'Harbour', 'publisher-place': 'London', issued: { 'date-parts': [[1999]] } },
];

const said = ({ title, author, volume, page, DOI, issued, ...item }: Record<string, unknown> & Partial<LibraryItem>): object => ({
  title, author, DOI, volume, page, year: issued?.['date-parts']?.[0]?.[0], container: item['container-title'], publisher: item.publisher,
});

describe('what Ibid exports', () => {
  for (const name of ['bibtex', 'biblatex', 'ris', 'csl-json']) {
    it(`as ${name} is read by another program as it was meant`, () => {
      const read = new Cite(formatNamed(name)!.write(items), { generateGraph: false }).data as LibraryItem[];
      assert.deepEqual(JSON.parse(JSON.stringify(read.map(said))), JSON.parse(JSON.stringify(items.map(said))));
    });
  }
});
