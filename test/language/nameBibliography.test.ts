import assert from 'node:assert/strict';
import { bibliographyFor, nameBibliography } from '../../src/language/nameBibliography.js';

const fileNames = { references: 'references.json', bibtex: 'references.bib' };

function named(language: string, text: string, path = fileNames[bibliographyFor(language)]): string {
  const { offset, text: put } = nameBibliography(language, text, path);
  return text.slice(0, offset) + put + text.slice(offset);
}

describe('naming a bibliography in a document that names none', () => {
  const rows: [what: string, language: string, text: string, expected: string][] = [
    ['without metadata', 'markdown', '# Water\n', '---\nbibliography: references.json\n---\n\n# Water\n'],
    ['with metadata', 'quarto', '---\ntitle: Water\n---\n\nText\n', '---\ntitle: Water\nbibliography: references.json\n---\n\nText\n'],
    ['with line ends of Windows', 'rmd', '---\r\ntitle: Water\r\n---\r\n', '---\r\ntitle: Water\r\nbibliography: references.json\r\n---\r\n'],
    ['with metadata further down', 'markdown', 'Text\n\n---\ntitle: Water\n---\n', '---\nbibliography: references.json\n---\n\nText\n\n---\ntitle: Water\n---\n'],
    ['that begins with a rule', 'markdown', '---\n\nText\n', '---\nbibliography: references.json\n---\n\n---\n\nText\n'],
    ['which is empty', 'markdown', '', '---\nbibliography: references.json\n---\n\n'],
    ['which MyST sets', 'myst', 'Text', '---\nbibliography: references.bib\n---\n\nText'],
    ['with biblatex', 'latex', '\\usepackage[style=apa]{biblatex}\n\\begin{document}\n', '\\usepackage[style=apa]{biblatex}\n\\addbibresource{references.bib}\n\\begin{document}\n'],
    ['with biblatex last', 'latex', '\\usepackage{biblatex}', '\\usepackage{biblatex}\n\\addbibresource{references.bib}\n'],
    ['with natbib', 'latex', '\\usepackage{natbib}\n\\begin{document}\nText\n\\end{document}\n', '\\usepackage{natbib}\n\\begin{document}\nText\n\\bibliography{references}\n\\end{document}\n'],
    ['with neither', 'latex', '\\documentclass{article}\n\\begin{document}\n', '\\documentclass{article}\n\\usepackage{biblatex}\n\\addbibresource{references.bib}\n\\begin{document}\n'],
    ['with biblatex commented out', 'latex', '% \\usepackage{biblatex}\n\\begin{document}\n', '% \\usepackage{biblatex}\n\\usepackage{biblatex}\n\\addbibresource{references.bib}\n\\begin{document}\n'],
    ['of a chapter', 'tex', 'Text', '\\addbibresource{references.bib}\nText'],
    ['in Typst', 'typst', '= Water\n\nText', '= Water\n\nText\n\n#bibliography("references.bib")\n'],
  ];
  for (const [what, language, text, expected] of rows) it(`${what}, in ${language}`, () => assert.equal(named(language, text), expected));

  it('quotes a path that YAML would read otherwise', () => {
    assert.equal(named('markdown', '', '../my library: 2/references.json'), '---\nbibliography: "../my library: 2/references.json"\n---\n\n');
  });
});
