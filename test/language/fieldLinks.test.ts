import assert from 'node:assert/strict';
import { fieldLinks } from '../../src/language/fieldLinks.js';

/** The links of a text in /review: the words that are clicked on, and where they lead. */
const links = (text: string): string[] =>
  fieldLinks(text, '/review').map((link) => `${text.slice(link.start, link.end)} → ${'path' in link ? link.path : link.uri}`);

describe('links in a bibliography', () => {
  const rows: [text: string, expected: string[]][] = [
    ['@book{vale,\n  doi = {10.1000/vale},\n}', ['10.1000/vale → https://doi.org/10.1000/vale']],
    ['@book{vale, DOI="https://doi.org/10.1000/vale"}', ['https://doi.org/10.1000/vale → https://doi.org/10.1000/vale']],
    ['  { "id": "vale", "DOI": "10.1000/vale(2)" }', ['10.1000/vale(2) → https://doi.org/10.1000/vale%282%29']],
    ['@book{vale,file={Full Text:papers/vale.pdf:application/pdf}}', ['Full Text:papers/vale.pdf:application/pdf → /review/papers/vale.pdf']],
    ['  file = {C\\:\\\\papers\\\\vale.pdf}', ['C\\:\\\\papers\\\\vale.pdf → /C:/papers/vale.pdf']],
    ['@book{vale, file = {run.exe}, doi = {no number}, mydoi = {10.1000/vale}}', []],
    ['@book{vale, doi = {10.1000/vale', []],
  ];
  for (const [text, expected] of rows) it(`${JSON.stringify(text)} → ${expected.length === 0 ? 'none' : expected.join(', ')}`, () => assert.deepEqual(links(text), expected));
});
