import assert from 'node:assert/strict';
import { readMarkdown } from '../../src/documents/readers/markdown.js';
import { drawn, outline } from './outline.js';

const read = (text: string) => readMarkdown(drawn(text));

describe('reading Markdown', () => {
  it('tells headings, paragraphs, notes and bibliography apart', () => {
    const document = read(`
      # On Closed Roads

      It was *closed*, as [Roe](https://www.example.org) says.[^1]
      It was **opened**.[^two]

      - A point in a list.

      > A quotation.

      ## References

      Roe, Jane. 2001. *A Closed Road*. <https://www.example.org/road>

      ## Thanks

      To all.

      [^1]: Jane Roe, *A Closed Road* (2001).
      [^two]: John Doe, *Open Gates* (2004),
          p. 4.
      `);
    assert.deepEqual(outline(document), [
      '# On Closed Roads',
      'It was closed, as Roe says.[^1] It was opened.[^two]',
      'A point in a list.',
      'A quotation.',
      '# References',
      '# Thanks',
      'To all.',
      '1) Jane Roe, A Closed Road (2001).',
      'two) John Doe, Open Gates (2004), p. 4.',
      '- Roe, Jane. 2001. A Closed Road. https://www.example.org/road',
    ]);
  });

  it('sets code, tables and HTML aside', () => {
    const text = 'It was closed.\n\n```\ncode (Roe 2001)\n```\n\n<div>html</div>\n\n---\n';
    const document = readMarkdown(text);
    assert.deepEqual(outline(document), ['It was closed.']);
    assert.deepEqual(document.furniture.map(({ start, end }) => text.slice(start, end)), ['```\ncode (Roe 2001)\n```', '<div>html</div>', '---']);
  });

  it('keeps the places of words behind markup, escapes and entities', () => {
    const text = 'It was *closed*, R\\&D &amp; caf&eacute; too,\nas **they** said.';
    const [block] = readMarkdown(text).blocks;
    assert.equal(block!.passage.text, 'It was closed, R&D & café too, as they said.');
    for (const words of ['closed', 'too', 'they', 'said.']) {
      const start = block!.passage.text.indexOf(words);
      const span = block!.passage.spanInSource({ start, end: start + words.length });
      assert.equal(text.slice(span.start, span.end), words);
    }
  });

  for (const [yaml, wanted] of [
    ['title: On Roads\nauthor: Jane Roe\ndate: 2023-11-06', { title: 'On Roads', authors: ['Jane Roe'], date: '2023-11-06' }],
    ['title: "On Roads: A Study"\nauthor: [Jane Roe, John Doe]', { title: 'On Roads: A Study', authors: ['Jane Roe', 'John Doe'], date: null }],
    ['author:\n  - name: Jane Roe\n    affiliation: Roads\ndate: 2023', { title: null, authors: ['Jane Roe'], date: '2023' }],
    ['title: [unclosed', { title: null, authors: [], date: null }],
    ['title: *nothing', { title: null, authors: [], date: null }],
    ['- a list', { title: null, authors: [], date: null }],
  ] as const) {
    it(`metadata ${JSON.stringify(yaml)}`, () => {
      assert.deepEqual(readMarkdown(`---\n${yaml}\n---\n\nIt was closed.`).masthead, { ...wanted, publication: null });
    });
  }

  it('reads what no person wrote as plain text', () => {
    assert.equal(readMarkdown('[1] '.repeat(5000)).marked, false);
    assert.equal(readMarkdown('[1] '.repeat(50)).marked, true);
  });
});
