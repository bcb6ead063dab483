import assert from 'node:assert/strict';
import { nameStyle, type StyleToName } from '../../src/language/nameStyle.js';

const apa: StyleToName = { shipped: 'apa' };
const file: StyleToName = { path: '../styles/my style.csl' };

describe('naming a style in a document', () => {
  const rows: [language: string, text: string, style: StyleToName, expected: string | null][] = [
    ['markdown', '---\ntitle: A\n---\n\nText', apa, '---\ntitle: A\ncsl: https://www.zotero.org/styles/apa\n---\n\nText'],
    ['markdown', '---\r\ntitle: A\r\n---\r\n', apa, '---\r\ntitle: A\r\ncsl: https://www.zotero.org/styles/apa\r\n---\r\n'],
    ['quarto', 'Text', file, '---\ncsl: "../styles/my style.csl"\n---\n\nText'],
    ['markdown', '---\ncsl: ieee.csl\n---\n', apa, '---\ncsl: https://www.zotero.org/styles/apa\n---\n'],
    ['typst', '#bibliography("a.bib")', apa, '#bibliography("a.bib", style: "apa")'],
    ['typst', '#bibliography("a.bib", style: "ieee")', { shipped: 'chicago-note-bibliography' }, '#bibliography("a.bib", style: "chicago-notes")'],
    ['typst', '#bibliography(("a.bib", "b.bib"))', apa, null],
    ['typst', '#bibliography("a.bib")', { shipped: 'oscola' }, null],
    ['typst', 'Text', apa, null],
    ['latex', '\\bibliography{a}', apa, null],
  ];
  for (const [language, text, style, expected] of rows) {
    it(`${language}: ${JSON.stringify(text)}`, () => {
      const edit = nameStyle(language, text, style);
      assert.equal(edit && text.slice(0, edit.start) + edit.text + text.slice(edit.end), expected);
    });
  }
});
