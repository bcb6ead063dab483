import assert from 'node:assert/strict';
import { codeLens } from '../../src/language/codeLens.js';
import { entryKeys } from '../../src/library/entryKeys.js';
import { claim, example, vale } from './example.js';

const lenses = (text: string, file: string, cited: Record<string, number>): string[] => {
  const library = example({ items: [vale], claims: [claim({}), claim({ id: 'c2' })] });
  return codeLens(entryKeys(text, file), new Map(Object.entries(cited)), (key) => library.claimCount(key)).map(
    ({ start, cited, claims }) => `${text.slice(start).split(/[",]/, 1)[0]}: ${[cited, claims].filter((words) => words !== null).join(' · ')}`,
  );
};

describe('what stands above an entry', () => {
  it('is how often it is cited, and how many claims there are', () => {
    assert.deepEqual(lenses('@book{vale2018cubs,\n}\n\n@book{roe1999,\n}\n', 'a.bib', { vale2018cubs: 4, roe1999: 1 }), ['vale2018cubs: Cited 4 times here · 2 claims', 'roe1999: Cited once here']);
  });

  it('is nothing where there is nothing to tell', () => {
    assert.deepEqual(lenses('@string{a = "b"}\n@book{roe1999,\n}\n@book{', 'a.bib', {}), []);
  });

  it('stands in Ibid’s own library too', () => {
    assert.deepEqual(lenses('[\n  { "id": "vale2018cubs", "type": "book" }\n]\n', 'references.json', {}), ['vale2018cubs: 2 claims']);
  });

  it('is bounded in a bibliography without end', () => {
    const text = Array.from({ length: 3000 }, (_, index) => `@book{k${index},}\n`).join('');
    assert.equal(lenses(text, 'a.bib', Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`k${index}`, 1]))).length, 2000);
  });
});
