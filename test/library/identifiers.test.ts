import assert from 'node:assert/strict';
import type { NewEntry } from '../../src/library/addEntries.js';
import { identifiedEntries } from '../../src/library/identifiers.js';

const words = ({ DOI, ISBN, archive_location: number, type }: NewEntry): string => `${type} ${DOI ?? ISBN ?? number}`;

describe('a list of identifiers', () => {
  const rows: [list: string, works: string[], unread?: string[]][] = [
    ['10.1000/abc\n10.1000/def', ['document 10.1000/abc', 'document 10.1000/def']],
    ['10.1000/abc, 10.1000/def; 10.1000/ghi 10.1000/jkl', ['document 10.1000/abc', 'document 10.1000/def', 'document 10.1000/ghi', 'document 10.1000/jkl']],
    ['https://doi.org/10.1000/abc\r\ndoi:10.1000/DEF.\rDOI: 10.1000/a(b)c)', ['document 10.1000/abc', 'document 10.1000/DEF', 'document 10.1000/a(b)c']],
    ['10.1000/abc\nhttps://doi.org/10.1000/ABC', ['document 10.1000/abc']],
    ['978-0-19-852663-6\nISBN 0-19-852663-6\n978 0 19 852663 6', ['book 978-0-19-852663-6', 'book 0-19-852663-6']],
    ['978-0-19-852663-7\n2020-01-01 12345', [], ['978-0-19-852663-7', '2020-01-01 12345']],
    ['arXiv:1901.01234\nhttps://arxiv.org/abs/2103.00020v2\nhep-ph/0109119', ['article 1901.01234', 'article 2103.00020v2', 'article hep-ph/0109119']],
    ['title,doi\n"A work, with a comma",10.1000/abc', ['document 10.1000/abc'], ['title,doi']],
    ['Nothing here', [], ['Nothing here']],
    ['', []],
  ];
  for (const [list, works, unread = []] of rows) {
    it(`${JSON.stringify(list)} → ${works.join(', ') || 'none'}`, () => {
      const found = identifiedEntries(list);
      assert.deepEqual([found.entries.map(words), found.unread], [works, unread]);
    });
  }

  it('is read in time that grows with it, whatever it holds', () => {
    for (const hostile of ['10.1000/'.repeat(40_000), '1-'.repeat(200_000), `${'9 '.repeat(200_000)}`, '10.1000/a(('.repeat(30_000)]) {
      assert.ok(identifiedEntries(hostile).entries.length <= 1, hostile.slice(0, 20));
    }
  });
});
