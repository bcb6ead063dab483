import assert from 'node:assert/strict';
import { placesOf, previewEntry } from '../../src/language/bibliographyPreview.js';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import { citedItems } from '../../src/language/references.js';
import type { Run } from '../../src/language/runs.js';
import { example, mahlouly, powell, vale } from './example.js';

const linked = (runs: Run[], fields: object): string[] =>
  previewEntry({ key: 'a', label: '', yearSuffix: '', runs }, { ...powell, ...fields }).runs.filter(({ isLink }) => isLink).map(({ text }) => text);

describe('an entry of the preview', () => {
  const runs: Run[] = [{ text: 'Powell. “Talking to Terrorists: how to end armed conflicts.” ' }, { text: 'See', italic: true }, { text: ' https://doi.org/10.1/x).' }];
  const rows: [what: string, fields: object, expected: string[]][] = [
    ['leads to its work by title and address', { DOI: '10.1000/xyz' }, ['Talking to Terrorists: how to end armed conflicts', 'https://doi.org/10.1/x']],
    ['leads nowhere where no address is known', {}, []],
    ['leads nowhere but to the web', { URL: 'javascript:alert(1)' }, []],
  ];
  for (const [what, fields, expected] of rows) it(what, () => assert.deepEqual(linked(runs, fields), expected));

  it('keeps its words', () => {
    const entry = previewEntry({ key: 'a', label: '', yearSuffix: '', runs }, { ...powell, DOI: '10.1000/xyz' });
    assert.equal(entry.runs.map(({ text }) => text).join(''), runs.map(({ text }) => text).join(''));
  });
});

describe('the works of a document that is set', () => {
  const library = example({ items: [vale, powell, mahlouly] });
  const works = (language: string, text: string): string[] => citedItems(new DocumentCitations(language, text), library).items.map(({ id }) => id);
  const rows: [language: string, text: string, expected: string[]][] = [
    ['markdown', '---\nnocite: |\n  @vale2018cubs\n---\n\nAs @powell2014talking says.', ['powell2014talking', 'vale2018cubs']],
    ['markdown', '---\nnocite: |\n  @*\n---\n\nAs @powell2014talking says.', ['powell2014talking', 'vale2018cubs', 'mahlouly2019reframing']],
    ['latex', '\\nocite{vale2018cubs} \\cite{powell2014talking}', ['vale2018cubs', 'powell2014talking']],
  ];
  for (const [language, text, expected] of rows) it(`${language}: ${JSON.stringify(text)}`, () => assert.deepEqual(works(language, text), expected));

  it('are cited in these places', () => {
    const places = placesOf(new DocumentCitations('markdown', '@powell2014talking, [@nobody; @powell2014talking]'), library);
    assert.deepEqual([...places].map(([key, spans]) => [key, spans.map(({ start }) => start)]), [['powell2014talking', [0, 30]], ['nobody', [21]]]);
  });
});
