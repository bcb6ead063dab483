import assert from 'node:assert/strict';
import manifest from '../../package.json' with { type: 'json' };
import { bibliographiesOf } from '../../src/language/bibliographies/bibliographies.js';
import { syntaxes } from '../../src/language/citations.js';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import { formOf, type Form } from '../../src/language/markup.js';
import { writeCitation } from '../../src/language/writeCitation.js';
import { MemoryFileSystem } from '../support/memoryFileSystem.js';

/** A document that names a bibliography, as it is written. */
const naming: Record<Form, string> = {
  pandoc: '---\nbibliography: refs.bib\n---\n',
  latex: '\\documentclass{article}\n\\addbibresource{refs.bib}\n',
  typst: '#bibliography("refs.bib")\n',
};

describe('a language in which things are cited', () => {
  for (const language of syntaxes.keys()) {
    it(`${language}: wakes Ibid, names bibliographies, and reads the citations that are written in it`, async () => {
      assert.ok(manifest.activationEvents.includes(`onLanguage:${language}`));
      const { named } = await bibliographiesOf(new MemoryFileSystem({ '/w/refs.bib': '' }), { path: '/w/draft', language, text: naming[formOf(language)], folder: '/w' });
      assert.deepEqual(named.map((one) => one.kind === 'file' && one.path), ['/w/refs.bib']);
      const written = writeCitation(language, { works: [{ key: 'vale2018', locator: { label: 'page', value: '18' } }], manner: 'behind' });
      const [citation] = new DocumentCitations(language, `As ${written} shows.`).all;
      assert.deepEqual(citation!.works.map(({ key, locator }) => [key.key, locator?.label, locator?.value]), [['vale2018', 'page', '18']]);
    });
  }
});
