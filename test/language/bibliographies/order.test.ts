import assert from 'node:assert/strict';
import { inOrder } from '../../../src/language/bibliographies/bibliographies.js';
import { found, type Asked } from './find.js';

const bib = '';

const rows: [name: string, asked: Asked, language: string, strongest: string[]][] = [
  [
    'in Markdown: references in metadata, then the document’s last, then the project’s, then the setting',
    {
      of: 'ch/a.qmd', settings: ['set.bib'],
      files: {
        'ch/a.qmd': '---\nbibliography: [one.bib, two.bib]\nreferences:\n- id: x\n---\n', 'ch/one.bib': bib, 'ch/two.bib': bib,
        'ch/_metadata.yml': 'bibliography: [near.bib, nearer.bib]', 'ch/near.bib': bib, 'ch/nearer.bib': bib,
        '_quarto.yml': 'bibliography: all.bib\nreferences:\n- id: y\n', 'all.bib': bib, 'set.bib': bib,
      },
    },
    'quarto',
    ['references', 'references', 'ch/two.bib', 'ch/one.bib', 'ch/nearer.bib', 'ch/near.bib', 'all.bib', 'set.bib'],
  ],
  [
    'in Markdown: the last of several blocks',
    { of: 'a.md', files: { 'a.md': '---\nbibliography: one.bib\n---\n\n---\nbibliography: two.bib\n---\n', 'one.bib': bib, 'two.bib': bib } },
    'markdown',
    ['two.bib', 'one.bib'],
  ],
  [
    'in LaTeX: the first of the document, then the setting as it lists them',
    { of: 'a.tex', settings: ['set.bib', 'also.bib'], files: { 'a.tex': '\\documentclass{a}\\bibliography{one,two}', 'one.bib': bib, 'two.bib': bib, 'set.bib': bib, 'also.bib': bib } },
    'latex',
    ['one.bib', 'two.bib', 'set.bib', 'also.bib'],
  ],
  [
    'a file that is named twice once, where it counts most',
    { of: 'a.md', settings: ['one.bib'], files: { 'a.md': '---\nbibliography: [one.bib, two.bib, one.bib]\n---\n', 'one.bib': bib, 'two.bib': bib } },
    'markdown',
    ['one.bib', 'two.bib'],
  ],
];

describe('which bibliography counts for a key that stands in several', () => {
  for (const [name, asked, language, strongest] of rows) {
    it(name, async () => {
      const { named } = await found(asked);
      assert.deepEqual(inOrder(named, language).map((one) => (one.kind === 'references' ? 'references' : one.path.slice(3))), strongest);
    });
  }
});
