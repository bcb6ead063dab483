import assert from 'node:assert/strict';
import { bibliographyHeading, noteHeading } from '../../src/documents/headings.js';
import { outline, read } from './outline.js';

const text = `
      A Title for It

      The first page speaks of a road that was closed to all who came to it in
      those years, and it goes on about the men who kept it for so very long,
      and about the letters that were written by them to the ministers whom
      they held responsible. None of the letters was ever answered by those.`;

const roe = '- Roe, J. (2001) A Closed Road. London: Harbour Press, for the Review of Roads and Gates.';
const doe = '- Doe, M. (2004) Open Gates of the North. Oxford: Harbour Press, for the same Review.';
const poe = '- Poe, A. (2005) No Road. London: Harbour Press.';

/** Bibliographies as they are drawn, and their entries. */
const bibliographies: Record<string, [drawn: string, ...entries: string[]]> = {
  'hanging indents': [
    `Roe, J. (2001) A Closed Road. London: Harbour Press, for the
        Review of Roads and Gates.
      Doe, M. (2004) Open Gates of the North. Oxford: Harbour Press,
        for the same Review.
      Poe, A. (2005) No Road. London: Harbour Press.`,
    roe, doe, poe,
  ],
  'first lines set in': [
    `    Roe, J. (2001) A Closed Road. London: Harbour Press, for the
      Review of Roads and Gates.
          Doe, M. (2004) Open Gates of the North. Oxford: Harbour Press,
      for the same Review.
          Poe, A. (2005) No Road. London: Harbour Press.`,
    roe, doe, poe,
  ],
  'a line each, below wrapped text': [
    `Roe, J. (2001) A Closed Road. London: Harbour Press, for the Review of Roads and Gates.
      Doe, M. (2004) Open Gates of the North. Oxford: Harbour Press, for the same Review.
      Poe, A. (2005) No Road. London: Harbour Press.`,
    roe, doe, poe,
  ],
  'a page’s end within an entry': [
    `Roe, J. (2001) A Closed Road. London: Harbour Press, for the

      12
      ⇟
      A Title for It

      Review of Roads and Gates.

      Doe, M. (2004) Open Gates of the North. Oxford: Harbour Press,
      for the same Review.

      Poe, A. (2005) No Road. London: Harbour Press.

      13
      ⇟
      A Title for It`,
    roe, doe, poe,
  ],
  'parts with headings of their own': [
    `Primary sources

      Roe, J. (2001) A Closed Road. London: Harbour Press, for the Review of Roads and Gates.

      II. Secondary literature

      Doe, M. (2004) Open Gates of the North. Oxford: Harbour Press, for the same Review.

      Poe, A. (2005) No Road. London: Harbour Press.`,
    roe, doe, poe,
  ],
  'numbers in parentheses, a year at a line’s head': [
    `(1) Roe J. A closed road. Review of Roads. London: Harbour Press,
      2001. The first of three.
      (2) Doe M. Open gates. Review of Roads 2004; 6: 40–52.`,
    '- [1] Roe J. A closed road. Review of Roads. London: Harbour Press, 2001. The first of three.',
    '- [2] Doe M. Open gates. Review of Roads 2004; 6: 40–52.',
  ],
  'bare numbers that count up': [
    `1 Roe J. A closed road. Review of Roads 2001; 3: 4–9.
      2 Doe M. Open gates. Review of Roads 2004;
      6: 40–52.
      3 Poe A. No road. Review of Roads 2005; 7: 1–2.`,
    '- [1] Roe J. A closed road. Review of Roads 2001; 3: 4–9.',
    '- [2] Doe M. Open gates. Review of Roads 2004; 6: 40–52.',
    '- [3] Poe A. No road. Review of Roads 2005; 7: 1–2.',
  ],
  'labels': [
    `[Roe01] J. Roe. A closed road. Review of Roads, 3:4–9, 2001.
      [DP+04a] M. Doe, A. Poe, and others. Open gates. Review of
      Roads, 6:40–52, 2004.`,
    '- [Roe01] J. Roe. A closed road. Review of Roads, 3:4–9, 2001.',
    '- [DP+04a] M. Doe, A. Poe, and others. Open gates. Review of Roads, 6:40–52, 2004.',
  ],
};

describe('bibliographies', () => {
  for (const [name, [drawn, ...wanted]] of Object.entries(bibliographies)) {
    it(name, () => {
      const entries = outline(read(`${text}\n\n      References\n\n      ${drawn}\n      `)).filter((line) => line.startsWith('- '));
      assert.deepEqual(entries, wanted);
    });
  }

  it('stand under headings of many languages', () => {
    const headings =
      '7. References|VII. Bibliography|List of References|Works Cited|Quellen- und Literaturverzeichnis|Références bibliographiques|Riferimenti bibliografici|Bibliografía|Referências|' +
      'Literatuurlijst|Litteraturförteckning|Referencer|Referanser|Lähteet|Bibliografia|Použitá literatura|Irodalomjegyzék|Referințe bibliografice';
    for (const heading of headings.split('|')) assert.match(heading, bibliographyHeading);
    for (const heading of ['Notes', 'Anmerkungen', 'Notas finales', 'Przypisy', 'Jegyzetek']) assert.match(heading, noteHeading);
    for (const words of ['References to the road', 'The literature', 'A source', 'Notes on the road']) assert.doesNotMatch(words, bibliographyHeading);
  });

  it('are no last line of a paragraph', () => {
    const drawn = `${text} So much for the\n      literature.\n\n      ${'It was closed again in the spring of the year, and opened. '.repeat(4)}\n      `;
    assert.deepEqual(read(drawn).bibliography, []);
  });
});
