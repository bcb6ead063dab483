import assert from 'node:assert/strict';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import { symbols } from '../../src/language/symbols.js';
import { example, powell, vale } from './example.js';

const library = example({ items: [vale, powell] });

function outline(text: string, language = 'markdown'): string[] {
  const line = ({ name, detail, start, end }: { name: string; detail: string; start: number; end: number }): string => `${name} | ${detail} | ${text.slice(start, end)}`;
  return symbols(new DocumentCitations(language, text), library).flatMap((work) => [line(work), ...work.citations.map((one) => `  ${line(one)}`)]);
}

describe('the works of a document', () => {
  it('are listed as one speaks of them, in the order of their first citations', () => {
    assert.deepEqual(outline('As @powell2014talking and @vale2018cubs show.'), [
      'Powell 2014 | Talking to Terrorists: How to End Armed Conflicts | @powell2014talking',
      `Vale 2018 | ${vale.title} | @vale2018cubs`,
    ]);
  });

  it('have each of their citations, by the words before it and where in the work it leads', () => {
    assert.deepEqual(outline('# Schools\n\nThe group opened schools [@vale2018cubs, p. 18].\n\n[@vale2018cubs] opens a paragraph.\n').slice(1), [
      '  The group opened schools | p. 18 | [@vale2018cubs, p. 18]',
      '  [@vale2018cubs] opens a paragraph. |  | [@vale2018cubs]',
    ]);
  });

  it('have words cut to what a line holds', () => {
    const [, , second] = outline(`See @vale2018cubs. ${'The schools of the group were many. '.repeat(5)}As @vale2018cubs shows.`);
    assert.equal(second, '  … group were many. The schools of the group were many. As |  | @vale2018cubs');
  });

  it('are listed by their keys where the library does not have them', () => {
    assert.deepEqual(outline('\\cite{roe1999}', 'latex'), ['@roe1999 | not in the library | \\cite{roe1999}']);
  });

  it('have the pages of LaTeX in words', () => {
    assert.equal(outline('Both \\parencite[18]{vale2018cubs} and \\parencite[20--22]{vale2018cubs}.', 'latex')[1], '  Both | p. 18 | \\parencite[18]{vale2018cubs}');
  });

  it('are bounded in a document without end', () => {
    const works = symbols(new DocumentCitations('markdown', 'See @vale2018cubs and @roe1999. '.repeat(20_000)), library);
    assert.equal(works.reduce((sum, { citations }) => sum + citations.length, 0), 5000);
  });
});
