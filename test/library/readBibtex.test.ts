import assert from 'node:assert/strict';
import { readBibtex } from '../../src/library/formats/readBibtex.js';

describe('reading a .bib', () => {
  it('reads entries with their macros', () => {
    const { rows } = readBibtex('@string{icsr = {ICSR}}\n@book{a, title = {A}, publisher = icsr}\n', 'a.bib');
    assert.deepEqual(rows.map(({ id, publisher }) => [id, publisher]), [['a', 'ICSR']]);
  });

  it('keeps the fields that CSL has no place for', () => {
    assert.deepEqual(readBibtex('@book{a, title = {A}, groups = {Mine}}', 'a.bib').rows[0]!.custom, { biblatex: { groups: 'Mine' } });
  });

  // each stands in lines 3 and on, behind a sound entry and before one
  for (const [what, broken, keys, fields, told] of [
    ['a closing bracket missing', '@book{b, title = {B}, year = 2001\n', ['a', 'b', 'c'], { title: 'B' }, 'The closing bracket is missing (line 3), in the entry b of a.bib.'],
    ['an opening bracket missing', '@book b,\n title = {B}}', ['a', 'b', 'c'], { title: 'B' }, 'The opening bracket is missing (line 3), in the entry b of a.bib.'],
    ['the type missing', '@{b,\n title = {B}}', ['a', 'b', 'c'], { title: 'B' }, 'The kind of entry is missing, so it was taken for @misc (line 3), in the entry b of a.bib.'],
    ['a brace missing in a value', '@book{b,\n  title = {B,\n  year = 2001,\n}', ['a', 'b', 'c'], { title: 'B', issued: { 'date-parts': [[2001]] } }, 'The value that begins with “{B, year = 2001, }” is not closed (line 4), in the entry b of a.bib.'],
    ['a brace too many', '@book{b,\n  title = {B}},\n  year = 2001\n}', ['a', 'b', 'c'], { title: 'B', issued: { 'date-parts': [[2001]] } }, 'A closing bracket stands here that nothing opens (line 4), in the entry b of a.bib.'],
    ['a quotation mark missing', '@book{b,\n  title = "B,\n  year = "2001"\n}', ['a', 'b', 'c'], { title: 'B', issued: { 'date-parts': [[2001]] } }, 'The value that begins with “"B, year = "2001"” is not closed (line 4), in the entry b of a.bib.'],
    ['a brace missing in a value, with more fields in its line', '@book{b, title = {B, author = {Doe, Jane}, year = 2001}', ['a', 'b', 'c'], { title: 'B', author: [{ family: 'Doe', given: 'Jane' }], issued: { 'date-parts': [[2001]] } }, 'The value that begins with “{B, author = {Doe, Jane}, year” is not closed (line 3), in the entry b of a.bib.'],
    ['a quotation mark missing, with more fields in its line', '@book{b, title = "B, author = "Doe, Jane", year = 2001}', ['a', 'b', 'c'], { title: 'B', author: [{ family: 'Doe', given: 'Jane' }], issued: { 'date-parts': [[2001]] } }, 'The value that begins with “"B, author = "Doe, Jane", year” is not closed (line 3), in the entry b of a.bib.'],
    ['an equals sign in a value', '@book{b, title = {On x, y = 3}, note = "So, z = {2}"}', ['a', 'b', 'c'], { title: 'On x, y = 3' }, null],
    ['a comma missing between fields', '@book{b,\n  title = {B}\n  year = 2001\n}', ['a', 'b', 'c'], { title: 'B', issued: { 'date-parts': [[2001]] } }, 'A comma is missing before “year” (line 5), in the entry b of a.bib.'],
    ['the comma missing behind the key', '@book{b\n  title = {B}\n}', ['a', 'b', 'c'], { title: 'B' }, 'The comma behind the cite key is missing (line 3), in the entry b of a.bib.'],
    ['the key missing', '@book{\n  title = {B}\n}', ['a', 'c'], null, 'An entry of type @book in line 3 of a.bib has no cite key, so it was left out.'],
    ['the key empty', '@book{, title = {B}}', ['a', 'c'], null, 'An entry of type @book in line 3 of a.bib has no cite key, so it was left out.'],
    ['a key with spaces', '@book{b and b, title = {B}}', ['a', 'b and b', 'c'], { title: 'B' }, null],
    ['an empty value', '@book{b, title = , year = 2001}', ['a', 'b', 'c'], { issued: { 'date-parts': [[2001]] } }, 'The value of “title” is missing or not closed (line 3), in the entry b of a.bib.'],
    ['an equals sign missing', '@book{b,\n  title {B},\n  year = 2001}', ['a', 'b', 'c'], { issued: { 'date-parts': [[2001]] } }, 'An equals sign is missing behind “title” (line 4), in the entry b of a.bib.'],
    ['a word that is no macro', '@book{b, title = Bees}', ['a', 'b', 'c'], { title: 'Bees' }, '“Bees” (in “title”) is no @string of this file; it was taken as it stands (line 3), in the entry b of a.bib.'],
    ['an @ in the text between entries', 'write to b@example.org, or @ me {now}', ['a', 'c'], null, null],
    ['an @ in a value', '@book{b, title = {B @ home, @book{x}}}', ['a', 'b', 'c'], {}, null],
    ['@string in round brackets', '@string(b = "B) (")\n@book{b, title = b}', ['a', 'b', 'c'], { title: 'B) (' }, null],
    ['@comment around entries', '@comment{\n@book{b, title = {B}}\n}', ['a', 'c'], null, null],
    ['@comment that is not closed', '@comment{ see below\n@book{b, title = {B}}', ['a', 'b', 'c'], { title: 'B' }, null],
    ['comments of TeX between fields', '@book{b,\n  % title = {X},\n  title = {B}, % so\n}', ['a', 'b', 'c'], { title: 'B' }, null],
    ['an entry that is commented out line by line', '% @book{b,\n%   title = {B}\n% }', ['a', 'c'], null, null],
    ['the same key twice', '@book{a, title = {B}}', ['a', 'c'], null, 'The entry a in line 3 of a.bib has the same cite key as the one in line 2, which is used; this one was left out.'],
    ['text where a field should begin', '@book{b,\n  {what},\n  title = {B}\n}', ['a', 'b', 'c'], { title: 'B' }, 'There are words where a field should begin (line 4), in the entry b of a.bib.'],
  ] as const) {
    it(`costs no more than what is broken: ${what}`, () => {
      const { rows, problems } = readBibtex(`@string{s = {S}}\n@book{a, title = {A}, publisher = s}\n${broken}\n@book{c, title = {C}, publisher = s}\n`, 'a.bib');
      assert.deepEqual(rows.map(({ id }) => id), keys);
      assert.deepEqual([rows[0]!.title, rows[0]!.publisher, rows.at(-1)!.title, rows.at(-1)!.publisher], ['A', 'S', 'C', 'S']);
      const item = rows.find(({ id }) => id.startsWith('b'));
      for (const [name, value] of Object.entries(fields ?? {})) assert.deepEqual(item?.[name as 'title'], value);
      assert.equal(problems[0]?.message ?? null, told);
    });
  }

  it('tells where an editor has it: in UTF-16, by lines of any kind', () => {
    const text = '@book{a, title = {Añ😀}}\r\n@book{b,\r\n  titel {B}}\r\n';
    const [problem] = readBibtex(text, 'a.bib').problems;
    assert.equal(text.slice(problem!.start).split('\r')[0], 'titel {B}}');
    assert.match(problem!.message, /\(line 3\), in the entry b of a\.bib/);
  });

  it('uses the entries of both sides of a merge conflict, and tells where it stands', () => {
    const { rows, problems } = readBibtex(
      `@book{a, title = {A}}
<<<<<<< HEAD
@book{b, title = {B}}
=======
@book{c, title = {C}}
>>>>>>> theirs
@book{d,
<<<<<<< HEAD
  title = {Ours},
=======
  title = {Theirs},
>>>>>>> theirs
  year = 2001,
}`, 'a.bib');
    assert.deepEqual(rows.map(({ id, title }) => [id, title]), [['a', 'A'], ['b', 'B'], ['c', 'C'], ['d', 'Ours']]);
    assert.equal(rows[3]!.issued!['date-parts']![0]![0], 2001);
    assert.deepEqual(problems.map(({ message }) => /conflict of git stands in line \d+/.exec(message)?.[0]), ['conflict of git stands in line 2', 'conflict of git stands in line 8']);
  });
});
