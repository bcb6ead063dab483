import assert from 'node:assert/strict';
import { citedStatement, statementAt, worksSupporting } from '../../src/language/citeThis.js';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import type { Span } from '../../src/text/span.js';
import { claim, example, mahlouly, powell, review, vale } from './example.js';

const claims = [
  claim({ id: 'c1', claim: 'Children were indoctrinated in the schools of the group.' }),
  claim({ id: 'c2', claim: 'Boys were recruited from orphanages.' }),
  claim({ id: 'c3', reference: 'powell2014talking', claim: 'Governments talk to armed groups in the end.' }),
  claim({ id: 'c4', reference: 'mahlouly2019reframing', claim: 'The magazine told its readers another story than its fighters.' }),
];
const library = example({ items: [vale, powell, mahlouly, review], claims });

/** A text with its selection drawn between `⟦` and `⟧`, or the cursor as `|`. */
function drawn(text: string): { document: DocumentCitations; selected: Span; plain: string } {
  const plain = text.replace(/[⟦⟧|]/g, '');
  const start = text.search(/[⟦|]/);
  const end = text.includes('⟧') ? text.indexOf('⟧') - 1 : start;
  return { document: new DocumentCitations('markdown', plain), selected: { start, end }, plain };
}

function cited(text: string, language = 'markdown'): string | null {
  const { plain, selected } = drawn(text);
  const document = new DocumentCitations(language, plain);
  const statement = statementAt(document, selected);
  if (!statement) return null;
  const { start, end, text: written } = citedStatement(document, statement, [{ key: 'vale2018cubs' }]);
  return plain.slice(0, start) + written + plain.slice(end);
}

describe('finding what supports a statement', () => {
  const rows: [text: string, found: string[]][] = [
    ['⟦Schools indoctrinate children⟧', ['vale2018cubs c1']],
    ['⟦In orphanages, boys were the first to be recruited⟧', ['vale2018cubs c2']],
    ['First. In the end, a government talks| to armed groups. Last.', ['powell2014talking c3']],
    ['⟦Children were indoctrinated⟧ in schools [@powell2014talking]', ['vale2018cubs c1']],
    ['⟦Talking to terrorists ends conflicts⟧', ['powell2014talking title']],
    ['⟦Children were indoctrinated in schools [@vale2018cubs]⟧', []],
    ['⟦It is so⟧', []],
    ['⟦Photosynthesis needs chlorophyll⟧', []],
  ];
  for (const [text, found] of rows) {
    it(`${text} → ${found.join() || 'nothing'}`, () => {
      const { document, selected } = drawn(text);
      const best = worksSupporting(document, statementAt(document, selected)!, library, 1);
      assert.deepEqual(best.map((one) => `${one.item.id} ${one.claim?.id ?? 'title'}`), found);
    });
  }
});

describe('citing for a statement', () => {
  const rows: [text: string, expected: string | null, language?: string][] = [
    ['Children| were taught. Boys were not.', 'Children were taught [@vale2018cubs]. Boys were not.'],
    ['Children were taught. ⟦Boys were not. ⟧', 'Children were taught. Boys were not [@vale2018cubs]. '],
    ['⟦Children were taught⟧, boys were not.', 'Children were taught [@vale2018cubs], boys were not.'],
    ['Were children| taught?”', 'Were children taught [@vale2018cubs]?”'],
    ['Children| were taught [@powell2014talking, p. 3].', 'Children were taught [@powell2014talking, p. 3; @vale2018cubs].'],
    ['@powell2014talking says that| children were taught.', '@powell2014talking says that children were taught [@vale2018cubs].'],
    ['😀 Children| were taught.\r\n', '😀 Children were taught [@vale2018cubs].\r\n'],
    ['Children| were taught', 'Children were taught [@vale2018cubs]'],
    ['Children| were taught.', 'Children were taught \\parencite{vale2018cubs}.', 'latex'],
    ['Boys\\footcite{a} were not. Children| were taught. More.', 'Boys\\footcite{a} were not. Children were taught.\\footcite{vale2018cubs} More.', 'latex'],
    ['Children| were taught.\\footcite{a} More.', 'Children were taught.\\footcite{a,vale2018cubs} More.', 'latex'],
    ['Children| were taught.', 'Children were taught @vale2018cubs.', 'typst'],
    ['|', null],
    ['⟦  ⟧', null],
  ];
  for (const [text, expected, language] of rows) it(`${JSON.stringify(text)} in ${language ?? 'markdown'}`, () => assert.equal(cited(text, language), expected));
});
