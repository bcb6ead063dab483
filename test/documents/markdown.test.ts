import assert from 'node:assert/strict';
import type { ReadOptions } from '../../src/documents/readers/readers.js';
import type { GivenMarker } from '../../src/documents/document.js';
import { readMarkdown } from '../../src/documents/readers/markdown.js';
import { drawn, outline } from './outline.js';

const read = (text: string, options: ReadOptions = {}) => readMarkdown(drawn(text), options);

/** A marker in a line: "@roe2001 raised: roe2001 (see) (p. 3)", signals and pinpoints in parentheses. */
const markerIn = ({ label, raised, leads, targets }: GivenMarker): string =>
  `${label}${raised ? ' raised' : ''}${leads ? ' leads' : ''}: ${targets.map(({ id, signal, locator }) => [id, signal && `(${signal})`, locator && `(${locator})`].filter(Boolean).join(' ')).join(', ')}`;

describe('reading Markdown', () => {
  it('tells headings, paragraphs, notes and bibliography apart', async () => {
    const document = await read(`
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
      '> A quotation.',
      '# References',
      '# Thanks',
      'To all.',
      '1) Jane Roe, A Closed Road (2001).',
      'two) John Doe, Open Gates (2004), p. 4.',
      '- Roe, Jane. 2001. A Closed Road. https://www.example.org/road',
    ]);
  });

  it('sets code, tables and HTML aside', async () => {
    const text = 'It was closed.\n\n```\ncode (Roe 2001)\n```\n\n<div>html</div>\n\n---\n';
    const document = await readMarkdown(text);
    assert.deepEqual(outline(document), ['It was closed.']);
    assert.deepEqual(document.furniture.map(({ start, end }) => text.slice(start, end)), ['```\ncode (Roe 2001)\n```', '<div>html</div>', '---']);
  });

  it('keeps the places of words behind markup, escapes and entities', async () => {
    const text = 'It was *closed*, R\\&D &amp; caf&eacute; too,\nas **they** said.';
    const [block] = (await readMarkdown(text)).blocks;
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
    [`title: On Roads\nb: ${'['.repeat(101)}${']'.repeat(101)}`, { title: null, authors: [], date: null }],
    [`title: On Roads\nb: ${'{'.repeat(80_000)}`, { title: null, authors: [], date: null }],
    [`title: On Roads\nb: [${'-,'.repeat(20_000)}`, { title: null, authors: [], date: null }],
  ] as const) {
    it(`metadata ${JSON.stringify(yaml.slice(0, 80))}`, async () => {
      assert.deepEqual((await readMarkdown(`---\n${yaml}\n---\n\nIt was closed.`)).masthead, { ...wanted, publication: null });
    });
  }

  for (const [text, words, markers] of [
    ['Closed [see @roe2001, pp. 3-4; @doe2004].', 'Closed [see @roe2001, pp. 3-4; @doe2004].', ['@roe2001; doe2004 raised: roe2001 (see) (pp. 3-4), doe2004']],
    ['Closed [@roe2001 {ch. 2}, and more].', 'Closed [@roe2001 {ch. 2}, and more].', ['@roe2001 raised: roe2001 (ch. 2)']],
    ['Closed [e.g., @{https://example.org/a_b}].', 'Closed [e.g., @{https://example.org/a_b}].', ['@https://example.org/a_b raised: https://example.org/a_b (e.g.,)']],
    ['@roe2001 says so.', 'Roe (2001) says so.', ['@roe2001 leads: roe2001']],
    ['As @roe2001 [p. 3; also @doe2004] says.', 'As Roe (2001) says.', ['@roe2001; doe2004 leads: roe2001 (p. 3), doe2004 (also)']],
    ['Roe [-@roe2001, 4] says so.', 'Roe [-@roe2001, 4] says so.', ['@roe2001 raised: roe2001 (4)']],
    ['@lost2001 says so.', 'lost2001 says so.', ['@lost2001 leads: lost2001']],
    ['Write to roe@example.org, `@roe2001`, \\@roe2001 or see @fig-roads.', 'Write to roe@example.org, `@roe2001`, @roe2001 or see @fig-roads.', []],
  ] as [string, string, string[]][]) {
    it(`citations of ${text}`, async () => {
      const document = await read(`---\nreferences:\n- {id: roe2001, title: A Closed Road, author: [{family: Roe}], issued: 2001}\n---\n\n${text}`);
      assert.equal(document.blocks[0]!.passage.text, words);
      assert.deepEqual(document.blocks[0]!.markers!.map(markerIn), markers);
    });
  }

  it('takes the works from the metadata and from the bibliographies beside, those that are cited', async () => {
    const files: Record<string, string> = {
      'a.bib': '@book{doe2004, author = {Doe, John}, title = {Open Gates}, year = 2004}\n@book{poe2005, title = {Else}}',
      'b.json': '[{"id": "moe2006", "type": "book", "title": "Locks", "issued": {"date-parts": [[2006]]}}]',
    };
    const document = await read(
      `
      ---
      bibliography: [./a.bib, b.json, lost.bib]
      references:
      - id: roe2001
        type: book
        title: A Closed Road
        author:
        - family: Roe
          given: Jane
        issued: 2001-03
      ---

      Closed [@roe2001; @doe2004; @moe2006].
      `,
      { beside: async (path) => (path in files ? new TextEncoder().encode(files[path]) : null) },
    );
    assert.deepEqual(document.bibliography.map(({ id, item, passage }) => [id, item!.title, item!.issued!['date-parts'], passage.text]), [
      ['roe2001', 'A Closed Road', [[2001, 3]], 'Roe, Jane. 2001. A Closed Road'],
      ['doe2004', 'Open Gates', [[2004]], 'Doe, John. 2004. Open Gates'],
      ['moe2006', 'Locks', [[2006]], '2006. Locks'],
    ]);
    const [entry] = document.bibliography.slice(1);
    assert.match(document.text.slice(entry!.start, entry!.end), /^\[@roe2001; @doe2004; @moe2006\]$/);
  });

  it('reads notes in their paragraph, and citations in notes', async () => {
    const document = await read(`
      Closed.^[See *Roe*, [p. 3].] Open.[^a]

      [^a]: But see @doe2004 [p. 9].
      `);
    assert.deepEqual(outline(document), ['Closed.^[See Roe, [p. 3].] Open.[^a]', 'a) But see doe2004.', '2) See Roe, [p. 3].']);
    assert.deepEqual(document.blocks[0]!.markers!.map(markerIn), ['2: ^2', 'a: a']);
    assert.deepEqual(document.notes.map(({ place, markers = [] }) => [place, ...markers.map(markerIn)]), [['end', '@doe2004 leads: doe2004 (p. 9)'], ['inline']]);
  });

  it('a quotation is one block, and the fences of divs are none', async () => {
    const document = await read('Before.\n\n> One.\n>\n> Two [@roe2001].\n\n::: {.callout-note}\nA note.\n:::\n');
    assert.deepEqual(outline(document), ['Before.', '> One. Two [@roe2001].', 'A note.']);
    assert.deepEqual(document.furniture.map(({ start, end }) => document.text.slice(start, end)), ['::: {.callout-note}', ':::']);
  });

  it('takes handles for no citations', async () => {
    assert.deepEqual((await read('Thanks to @jane and @john.')).blocks[0]!.markers, []);
  });

  it('reads what no person wrote as plain text', async () => {
    assert.equal((await readMarkdown('[1] '.repeat(5000))).marked, false);
    assert.equal((await readMarkdown('[1] '.repeat(50))).marked, true);
    assert.equal((await readMarkdown(`${'>'.repeat(100_000)} Roads close.`)).marked, false);
    assert.equal((await readMarkdown(`${'- '.repeat(100_000)} Roads close.`)).marked, false);
  });
});
