import assert from 'node:assert/strict';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import { randomFrom } from '../support/random.js';

const keysOf = (document: DocumentCitations): string[] => document.all.flatMap(({ works }) => works.map(({ key }) => `${key.key} ${key.signed.start}`));

describe('the citations of a document that is written', () => {
  const rows: [what: string, before: string, edit: [start: number, end: number, text: string], expected: string][] = [
    ['a key grows', 'As @val.\n\nAnd @roe.', [7, 7, 'e'], 'vale 3, roe 15'],
    ['a paragraph is written', 'As @vale.\n\nAnd @roe.', [10, 10, '\nBut @doe.\n'], 'vale 3, doe 15, roe 26'],
    ['two paragraphs become one', 'As `code\n\nand` @roe.', [8, 10, ' '], 'roe 14'],
    ['code begins', '\n\nAs @vale.\n\nAnd @roe.', [0, 0, '```'], ''],
    ['code ends', '```\n@vale\n\n@roe\n', [10, 10, '```\n'], 'roe 15'],
    ['all is deleted', 'As @vale.\n\nAnd @roe.', [0, 20, ''], ''],
    ['the first is written', '', [0, 0, 'As @vale'], 'vale 3'],
  ];
  for (const [what, before, [start, end, text], expected] of rows) {
    it(`are right when ${what}`, () => {
      const document = new DocumentCitations('markdown', before);
      document.change({ start, end }, text);
      assert.equal(keysOf(document).join(', '), expected);
    });
  }

  const latexPieces = ['\\cite{a,b}', '\\begin{verbatim}', '\\end{verbatim}\n', '\\iffalse ', '\\fi ', '\\end{document}', '\\autocites[18]{a}', '{', '}', '[', '%', '<<a>>=\n', '\n@\n'];
  const pieces: Record<string, readonly string[]> = {
    markdown: ['[see @roe, p. 3; -@doe]', '\\cite{a,b}', '<!--', '-->', '    ', '- ', '$$', '---\n', '> ', '1. ', '(@vale) ', '\n\n(@roe) ', '```{note}\n', '~~~', '\n\n---\nnocite: ', '\n...\n', '<style>', '</style>', '{cite:p}`', '; ', '[', ']'],
    latex: latexPieces,
    doctex: ['\n%', '\n% ', '\n%%', ...latexPieces],
    typst: ['@a[p. 3]', '#cite(<a>)', '#f(', '#{', '#[', ')', '}', ']', '"', '/*', '*/', '//', '<fig>', '@fig', '#let x = ', '#if x ', '  ', '$'],
  };
  const anywhere = ['@vale', '\n', '\n\n', '```\n', ' ', 'word', '`', '\r\n'];
  for (const [language, own] of Object.entries(pieces)) {
    it(`are those of a document read anew, whatever is typed, in ${language}`, () => {
      const some = randomFrom(7);
      const all = [...anywhere, ...own];
      const written = (): string => Array.from({ length: some(4) }, () => all[some(all.length)]).join('');
      let text = '';
      let document = new DocumentCitations(language, text);
      for (let edit = 0; edit < 600; edit++) {
        // what is left open stays so to the end
        if (edit % 60 === 0) document = new DocumentCitations(language, (text = ''));
        const start = some(text.length + 1);
        const end = Math.min(text.length, start + (edit % 3 === 0 ? some(12) : 0));
        const typed = written();
        text = text.slice(0, start) + typed + text.slice(end);
        document.change({ start, end }, typed);
        const anew = new DocumentCitations(language, text);
        assert.deepEqual(document.all, anew.all, JSON.stringify(text));
        assert.deepEqual([...document.keys].sort(), [...anew.keys].sort(), JSON.stringify(text));
      }
    });
  }
});
