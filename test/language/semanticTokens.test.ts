import assert from 'node:assert/strict';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import { semanticTokens } from '../../src/language/semanticTokens.js';
import { example, powell, vale } from './example.js';

const library = example({ items: [vale, powell] });

function tokens(text: string, language: string): string {
  const document = new DocumentCitations(language, text);
  return semanticTokens(document, document.all, library).map(({ start, end, type }) => `${type} ${text.slice(start, end)}`).join(' · ');
}

describe('semantic tokens', () => {
  const rows: [text: string, language: string, expected: string][] = [
    ['As @vale2018cubs and @roe1999 show', 'markdown', 'citeKey @vale2018cubs · unknownCiteKey @roe1999'],
    ['[see @vale2018cubs, p. 18; -@{powell2014talking}]', 'markdown', 'citeKey @vale2018cubs · citeLocator p. 18 · citeKey @{powell2014talking}'],
    ['\\parencite[18]{vale2018cubs,roe1999}', 'latex', 'citeKey vale2018cubs · unknownCiteKey roe1999 · citeLocator 18'],
    ['[@vale2018cubs, pp. 18,\r\n20]', 'markdown', 'citeKey @vale2018cubs · citeLocator pp. 18, · citeLocator 20'],
    ['`@vale2018cubs` and me@vale2018cubs.org', 'markdown', ''],
  ];
  for (const [text, language, expected] of rows) it(`${JSON.stringify(text)} → ${expected}`, () => assert.equal(tokens(text, language), expected));
});
