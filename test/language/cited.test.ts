import assert from 'node:assert/strict';
import { citedWords } from '../../src/language/cited.js';

describe('the words of a document among which its cite keys are', () => {
  const rows: [text: string, key: string][] = [
    ['As @vale2018cubs.', 'vale2018cubs'],
    ['[see @doe99, p. 3; -@roe:2001-a]', 'roe:2001-a'],
    ['@{odd-key!}', 'odd-key'],
    ['\\autocites[3]{vale2018cubs,powell2014talking}', 'powell2014talking'],
    ['*@vale2018cubs*', 'vale2018cubs'],
  ];
  for (const [text, key] of rows) it(`${text} has ${key}`, () => assert.ok(citedWords(text).has(key)));

  it('are whole words', () => assert.ok(!citedWords('@vale2018cubs').has('vale2018')));
});
