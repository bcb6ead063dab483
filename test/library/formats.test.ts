import assert from 'node:assert/strict';
import { bibtexEntry, isOwnBibtex, writeBibtex } from '../../src/library/formats/bibtex.js';
import { readJson, writeJson, writeRows } from '../../src/library/formats/json.js';
import { readBibtex } from '../../src/library/formats/readBibtex.js';
import { readClaims, readItems, writtenRows } from '../../src/library/formats/rows.js';
import { classicTex, texUrl } from '../../src/library/formats/tex.js';
import type { LibraryItem } from '../../src/library/library.js';
import type { CslFields } from '../../src/csl.js';

describe('reading JSON', () => {
  const broken: [string, number, number, RegExp][] = [
    ['[1, 2', 1, 6, /comma or \] was expected/],
    ['{"a": 1,}', 1, 9, /name of a field/],
    ['[\n  {"a": "b\n"}\n]', 2, 9, /closed on the same line/],
    ['[tru]', 1, 2, /value was expected/],
    ['[1] x', 1, 5, /nothing more was expected/],
    ['{"a" 1}', 1, 6, /colon was expected/],
    ['[{"a": 1} {"b": 2}]', 1, 11, /comma or \] was expected/],
    ['[\n<<<<<<< HEAD\n]', 2, 1, /merge conflict/],
  ];
  for (const [text, line, column, message] of broken) {
    it(`tells where ${JSON.stringify(text)} is broken`, () => {
      const { fault } = readJson(text);
      assert.deepEqual([fault?.line, fault?.column], [line, column]);
      assert.match(fault!.message, message);
    });
  }

  it('reads past a byte order mark', () => assert.deepEqual(readJson('\ufeff[1]').value, [1]));
  it('does not choke on deep or long text', () => {
    assert.ok(readJson('['.repeat(100_000)).fault);
    assert.ok(readJson(`["${'\\"'.repeat(200_000)}`).fault);
  });
});

describe('writing JSON', () => {
  it('puts what fits on one line, each entry on lines of its own, and ends in one newline', () => {
    assert.equal(
      writeJson([{ id: 'a', issued: { 'date-parts': [[2018, 7]] }, none: undefined, list: [] }]),
      '[\n  {\n    "id": "a",\n    "issued": { "date-parts": [[2018, 7]] },\n    "list": []\n  }\n]\n',
    );
  });
  it('writes what JSON.parse reads as the same', () => {
    const value = [{ a: '\ud800 "\\ \u2028', b: [null, true, -1e21, ['x'.repeat(200), {}]], 'c d': { e: 'y'.repeat(200) } }];
    assert.deepEqual(JSON.parse(writeJson(value)), value);
  });
});

describe('reading references.json', () => {
  const good = { id: 'a', type: 'book', title: 'A', volume: 3, extra: { kept: true } };
  const bad: [string, unknown, RegExp][] = [
    ['without a type', { id: 'b', title: 'B' }, /“type”/],
    ['without an id', { type: 'book' }, /“id”/],
    ['with a name that is not one', { id: 'b', type: 'book', author: ['Vale'] }, /“author\.0”/],
    ['with a title that is a number', { id: 'b', type: 'book', title: 1984 }, /“title”/],
    ['that is no object', 'b', /not an object/],
    ['with an id that another has', { id: 'a', type: 'book' }, /same id/],
  ];
  for (const [name, entry, message] of bad) {
    it(`keeps an entry ${name} as it is, and reads the others`, () => {
      const read = readItems(JSON.stringify([good, entry]), 'references.json');
      assert.deepEqual(read.rows.map((item) => item.id), ['a']);
      assert.deepEqual(read.problems.map(({ code }) => code), ['item-invalid']);
      assert.match(read.problems[0]!.message, message);
      assert.deepEqual(writtenRows(read.rows, read), [good, entry]);
    });
  }

  it('takes numbers for texts, and writes them back as numbers', () => {
    const read = readItems(JSON.stringify([{ id: 1, type: 'book', volume: 3, issued: { 'date-parts': [['2018', 7]] } }]), 'references.json');
    assert.deepEqual([read.rows[0]?.id, read.rows[0]?.volume, read.rows[0]?.issued?.['date-parts']], ['1', '3', [[2018, 7]]]);
    assert.deepEqual(writtenRows(read.rows, read), [{ id: 1, type: 'book', volume: 3, issued: { 'date-parts': [['2018', 7]] } }]);
  });

  it('says where a broken file is broken', () => {
    const { broken, problems } = readItems('[\n  { "id": "a", }\n]', 'references.json');
    assert.equal(broken, true);
    assert.match(problems[0]!.message, /references\.json can’t be read: line 2, column 16/);
    assert.equal(problems[0]!.start, 17);
  });

  it('gives an entry with the words it had as the very same row, and another anew', () => {
    const rows = (title: string): LibraryItem[] => readItems(writeRows([good, { id: 'b', type: 'book', title }]), 'references.json').rows;
    const [first, second, again] = [rows('B'), rows('C'), rows('C')];
    assert.equal(first[0], second[0]);
    assert.deepEqual(second.map(({ title }) => title), ['A', 'C']);
    assert.deepEqual([again[0], again[1]].map((row, index) => row === second[index]), [true, true]);
  });

  const layouts: [string, string][] = [
    ['as Ibid lays it out', '[\n  {\n    "id": "a",\n    "type": "book"\n  },\n  {\n    "id": "b",\n    "type": "book"\n  }\n]\n'],
    ['with a list in it that stands as far to the left', '[\n  {"id": "a", "type": "book", "author": [{"family": "A"},\n  {"family": "B"}]},\n  {"id": "b", "type": "book"}\n]\n'],
    ['in one line', '[{"id": "a", "type": "book"}, {"id": "b", "type": "book"}]'],
    ['with Windows’ line ends', '[\r\n  {"id": "a", "type": "book"},\r\n  {"id": "b", "type": "book"}\r\n]\r\n'],
    ['with the same entry twice', '[\n  {"id": "a", "type": "book"},\n  {"id": "a", "type": "book"},\n  {"id": "b", "type": "book"}\n]\n'],
  ];
  for (const [name, text] of layouts) {
    it(`reads a list ${name}`, () => {
      const read = readItems(text, 'references.json');
      assert.deepEqual(read.values, JSON.parse(text));
      assert.deepEqual(read.rows.map(({ id }) => id), ['a', 'b']);
    });
  }

  it('writes a list as any other value', () => {
    for (const list of [[], [good], [good, null, 'b', []]]) assert.equal(writeRows(list), writeJson(list));
  });

  it('tells an object from a list', () => assert.equal(readClaims('{}', 'claims.json').broken, true));
});

describe('text in TeX', () => {
  const texts: [string, string][] = [
    ['Müller & Söhne', 'M{\\"u}ller \\& S{\\"o}hne'],
    ['Čapek, Łódź, Ærø, Weiß', '{\\v{C}}apek, {\\L}{\\\'o}d{\\\'z}, {\\AE}r{\\o}, Wei{\\ss}'],
    ['100 % of $5_a #1 ~ ^', '100 \\% of \\$5\\_a \\#1 \\textasciitilde{} \\textasciicircum{}'],
    ['“a” – ‘b’…', "``a'' -- `b'\\ldots{}"],
    ['}\\input{x}{', '\\textbraceright{}\\textbackslash{}input\\textbraceleft{}x\\textbraceright{}\\textbraceleft{}'],
    ['two\nlines\u0000 and \ud800', 'two lines and \ufffd'],
    ['Достоевский 東京', 'Достоевский 東京'],
  ];
  for (const [text, tex] of texts) it(JSON.stringify(text), () => assert.equal(classicTex.text(text), tex));
});

describe('capitals of a title', () => {
  const titles: [string, string][] = [
    ['The Rise of ISIS in Syria and Iraq', 'The Rise of {ISIS} in Syria and Iraq'],
    ['The rise of ISIS in Syria and beyond it', 'The rise of {ISIS} in {Syria} and beyond it'],
    ['Über den Begriff der Geschichte', '{\\"U}ber den {Begriff} der {Geschichte}'],
    ['McCarthy’s U.S. Years: A Life', "{McCarthy's} {U.S}. Years: A Life"],
    ['Counter-Terrorism', 'Counter-Terrorism'],
    ['A & B', 'A \\& B'],
  ];
  for (const [title, tex] of titles) it(title, () => assert.equal(classicTex.title(title), tex));
});

describe('addresses in a .bib', () => {
  const urls: [string, string][] = [
    ['https://a.org/b_c%20d?e=f&g#h', 'https://a.org/b_c%20d?e=f&g#h'],
    ['https://a.org/x}y\\z é', 'https://a.org/x%7Dy%5Cz%20%C3%A9'],
  ];
  for (const [url, tex] of urls) it(url, () => assert.equal(texUrl(url), tex));
});

describe('an entry of references.bib', () => {
  const item = (fields: object): LibraryItem => ({ id: 'key', type: 'book', ...fields }) as LibraryItem;
  const entries: [string, object, RegExp[]][] = [
    ['names of people', { author: [{ family: 'Gogh', given: 'Vincent', 'non-dropping-particle': 'van' }, { family: 'King', given: 'Martin', suffix: 'Jr' }] },
      [/author = \{van Gogh, Vincent and King, Jr, Martin\}/]],
    ['organisations, whole', { author: [{ literal: 'Health and Safety Executive, UK' }] }, [/author = \{\{Health and Safety Executive, UK\}\}/]],
    ['a date to the day', { issued: { 'date-parts': [[2019, 2, 9]] } }, [/date = \{2019-02-09\},\n {2}year = \{2019\},\n {2}month = feb,/]],
    ['a range of years', { issued: { 'date-parts': [[1914], [1918]] } }, [/date = \{1914\/1918\},\n {2}year = \{1914--1918\}/]],
    ['what to sort by where no one is named', { title: 'Resolution 2140' }, [/key = \{Resolution 2140\}/]],
    ['a date in words', { issued: { literal: 'c. 1600' } }, [/year = \{c\. 1600\}/]],
    ['pages', { page: '12-15, 20' }, [/pages = \{12--15, 20\}/]],
    ['a chapter', { type: 'chapter', 'container-title': 'Blind Spot', publisher: 'P', 'publisher-place': 'Rome' },
      [/@incollection/, /booktitle = \{Blind Spot\}/, /publisher = \{P\}/, /address = \{Rome\}/]],
    ['an article', { type: 'article-journal', 'container-title': 'J', volume: '4', issue: '2' }, [/@article/, /journal = \{J\}/, /number = \{2\}/]],
    ['a report', { type: 'report', publisher: 'RAND', number: '7' }, [/@techreport/, /institution = \{RAND\}/, /number = \{7\}/]],
    ['a web page', { type: 'webpage', 'container-title': 'BBC News', URL: 'http://a.b', accessed: { 'date-parts': [[2020, 1, 2]] } },
      [/@misc/, /howpublished = \{BBC News\}/, /url = \{http:\/\/a\.b\}/, /urldate = \{2020-01-02\}/]],
    ['a thesis', { type: 'thesis', genre: 'Master’s thesis', publisher: 'LSE' }, [/@mastersthesis/, /school = \{LSE\}/]],
  ];
  for (const [name, fields, expected] of entries) {
    it(`writes ${name}`, () => {
      for (const pattern of expected) assert.match(bibtexEntry(item(fields))!, pattern);
    });
  }

  it('does not write a key that BibTeX can’t hold', () => assert.equal(bibtexEntry({ ...item({}), id: 'a b}' }), null));

  const hostile = ['}\n@book{evil, title={x}}', '{{{', '}}}', '\\', '"', '@comment{', 'a % b', '\\end{document}', '$\\write18{x}$'];
  for (const text of hostile) {
    it(`is closed whatever a field holds: ${JSON.stringify(text)}`, () => {
      const fields = { title: text, author: [{ family: text, given: text }, { literal: text }], publisher: text, URL: text, DOI: text, note: text, page: text, ISBN: text };
      const entry = bibtexEntry(item({ ...fields, 'container-title': text, issued: { literal: text } }))!;
      const depths = [...entry].reduce<number[]>((all, c) => [...all, (all.at(-1) ?? 0) + (c === '{' ? 1 : c === '}' ? -1 : 0)], []);
      assert.equal(depths.indexOf(0, 10), entry.length - 1, 'the first brace closes with the last');
      assert.equal(depths.at(-1), 0);
    });
  }

  it('is read as what was written', async () => {
    const written: CslFields = {
      type: 'article-journal', title: 'Über die Łódź-Frage & ISIS', author: [{ family: 'Müller', given: 'Émile' }, { family: 'Gogh', given: 'V.', 'non-dropping-particle': 'van' }],
      'container-title': 'Zeitschrift', volume: '4', issue: '2', page: '12-15', issued: { 'date-parts': [[2019, 2, 9]] }, DOI: '10.1/a_b', URL: 'https://a.org/b_c%20d',
    };
    const { rows } = readBibtex(bibtexEntry({ ...written, id: 'key' })!, 'a.bib');
    for (const [field, value] of Object.entries({ ...written, id: 'key' })) assert.deepEqual(rows[0]![field as 'id'], value, field);
  });
});

describe('keeping references.bib in step', () => {
  const book = (id: string, title: string): LibraryItem => ({ id, type: 'book', title });
  const items = [book('b', 'Bee'), book('d', 'Dee')];
  const write = (bib: string, now: LibraryItem[] = items): string => writeBibtex(bib, now, () => true).text;
  const made = write('');

  it('says whose it is, and is its own', () => {
    assert.match(made, /^% Made by Ibid/);
    assert.ok(isOwnBibtex(made));
    assert.equal(write(made), made);
  });
  it('writes changed items anew, new ones where their key belongs, and takes out those that are gone', () => {
    assert.equal(write(made, [book('a', 'A'), book('b', 'Bumble'), book('c', 'C')]), write('', [book('a', 'A'), book('b', 'Bumble'), book('c', 'C')]));
  });
  it('leaves an entry alone that a person changed', () => {
    const mine = made.replace('{Bee}', '{Honey Bee}');
    assert.equal(write(mine), mine);
    assert.match(write(mine, []), /Honey Bee/);
  });
  it('knows its entry when another program has aligned it', () => {
    const aligned = made.replace(/ = /g, '   =   ').replace(/\n/g, '\r\n');
    assert.match(write(aligned, [book('b', 'Bumble'), items[1]!]), /Bumble/);
  });
  it('knows its entry as an earlier Ibid wrote it, and writes it as it writes now', () => {
    const earlier = '@book{b,\n  author = {Vale, Gina and {others}},\n  title = {On <i>Bees</i>},\n  ibid = {2gnovlbck05},\n}';
    const item: LibraryItem = { ...book('b', 'On <i>Bees</i>'), author: [{ family: 'Vale', given: 'Gina' }, { literal: 'others' }] };
    const text = write(`${earlier}\n`, [item]);
    assert.match(text, /author = \{Vale, Gina and others\},\n {2}title = \{On \\emph\{Bees\}\}/);
    assert.equal(write(text, [item]), text);
    assert.ok(write(`${earlier.replace('Gina', 'G.')}\n`, [item]).includes('{Vale, G. and {others}}'), 'a person’s edit stays');
  });
  it('leaves comments, strings, own and broken entries where they are', () => {
    const own = '% mine\n@string{icsr = {ICSR}}\n\n@Article{own,\n\ttitle = "Own @ home"\n}\n\n@book{broken, title = {x\n\n';
    const text = write(`${own}${made}`, [...items, book('e', 'E')]);
    assert.ok(text.includes('% mine\n@string{icsr = {ICSR}}\n\n@Article{own,\n\ttitle = "Own @ home"\n}\n\n@book{broken, title = {x\n\n'));
    assert.match(text, /@book\{e,/);
    assert.equal(write(text, [...items, book('e', 'E')]), text);
  });
  it('is not its own where others wrote it', () => {
    assert.equal(isOwnBibtex('@book{a, title={x}}'), false);
    assert.equal(isOwnBibtex('% a comment\n'), true);
  });
});
