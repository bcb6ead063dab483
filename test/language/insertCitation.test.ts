import assert from 'node:assert/strict';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import { insertedCitation } from '../../src/language/insertCitation.js';
import type { WorkToCite } from '../../src/language/writeCitation.js';
import { marked } from './cursor.js';

function inserted(language: string, drawn: string, works: readonly WorkToCite[]): string {
  const { text, offset } = marked(drawn);
  const { start, end, text: written } = insertedCitation(new DocumentCitations(language, text), offset, works);
  return text.slice(0, start) + written + text.slice(end);
}

const n: WorkToCite = { key: 'n' };
const at18: WorkToCite = { key: 'n', locator: { label: 'page', value: '18' } };

describe('inserting a citation', () => {
  const rows: [language: string, drawn: string, works: WorkToCite[], expected: string][] = [
    ['markdown', 'Schools |', [n], 'Schools [@n]'],
    ['markdown', 'Schools|', [n], 'Schools [@n]'],
    ['markdown', 'Schools “opened.”|', [at18], 'Schools “opened.” [@n, p. 18]'],
    ['markdown', '(|)', [n], '([@n])'],
    ['markdown', '|', [n, at18], '[@n; @n, p. 18]'],
    ['markdown', 'As [see *also* @a|, p. 3]', [at18], 'As [see *also* @a, p. 3; @n, p. 18]'],
    ['markdown', 'As [@a, p. 3|]', [n], 'As [@a, p. 3; @n]'],
    ['markdown', 'As [@a]|', [n], 'As [@a] [@n]'],
    ['markdown', 'As @a|', [at18], 'As @a; @n [p. 18]'],
    ['markdown', 'As {cite:p}`a|`', [n], 'As {cite:p}`a,n`'],
    ['markdown', 'As {cite:p}`a`. And|', [n], 'As {cite:p}`a`. And {cite:p}`n`'],
    ['latex', 'As|', [at18], 'As \\parencite[18]{n}'],
    ['latex', 'As \\cite{a|}', [n], 'As \\cite{a,n}'],
    ['latex', 'As \\cite[see][]{a|}', [n], 'As \\cite[see][]{a,n}'],
    ['latex', 'As \\cite[3]{a|}', [n], 'As \\cites[3]{a}{n}'],
    ['latex', 'As \\textcites[3]{a|}{b}', [at18], 'As \\textcites[3]{a}{b}[18]{n}'],
    ['latex', 'As \\parencite*{a|}', [at18], 'As \\parencite*{a} \\parencite[18]{n}'],
    ['latex', 'As \\citep[p.~3]{a|}', [at18], 'As \\citep[p.~3]{a} \\citep[p.~18]{n}'],
    ['latex', 'As\\footcite{a}. So|', [n], 'As\\footcite{a}. So\\footcite{n}'],
    ['typst', 'As|', [at18], 'As @n[p. 18]'],
    ['typst', 'As @a|[p. 3].', [n], 'As @a[p. 3] @n.'],
  ];
  for (const [language, drawn, works, expected] of rows) it(`${drawn} in ${language}`, () => assert.equal(inserted(language, drawn, works), expected));
});
