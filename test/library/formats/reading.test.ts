import assert from 'node:assert/strict';
import { formatNamed, itemFormats } from '../../../src/library/formats/formats.js';

/** What is read of a text but what Ibid would give anyway, and of each problem a word. */
function read(format: string, text: string): { items: Record<string, unknown>[]; problems: string[] } {
  const { rows, problems } = itemFormats.find(({ name }) => name === format)!.read(text, 'a');
  return { items: rows.map((row) => ({ ...row })), problems: problems.map(({ message }) => message) };
}

const first = (format: string, text: string): Record<string, unknown> => read(format, text).items[0]!;

describe('reading RIS', () => {
  const ris = (...lines: string[]): Record<string, unknown> => first('ris', ['TY  - JOUR', ...lines, 'ER  - '].join('\n'));
  const fields: [what: string, lines: string[], expected: object][] = [
    ['a title with a hyphen between spaces', ['TI  - War  - and peace'], { title: 'War  - and peace' }],
    ['a title over two lines', ['TI  - War', 'and peace'], { title: 'War and peace' }],
    ['both pages', ['SP  - 12', 'EP  - 15'], { page: '12-15' }],
    ['pages in one field', ['SP  - 12–15'], { page: '12-15' }],
    ['a day', ['PY  - 2018', 'DA  - 2018/07/03/'], { issued: { 'date-parts': [[2018, 7, 3]] } }],
    ['a day in the year', ['Y1  - 2018/07/03/'], { issued: { 'date-parts': [[2018, 7, 3]] } }],
    ['a season', ['PY  - 2018', 'DA  - 2018///Fall'], { issued: { 'date-parts': [[2018]], season: 3 } }],
    ['a date in words', ['PY  - 2018', 'DA  - 3 July'], { issued: { 'date-parts': [[2018, 7, 3]] } }],
    ['a year in words', ['PY  - in press'], { issued: { literal: 'in press' } }],
    ['people and bodies', ['AU  - Roe, Jane, Jr.', 'AU  - World Bank,', 'AU  - Executive,, UK', 'AU  - van Gogh, V.'],
      { author: [{ family: 'Roe', given: 'Jane', suffix: 'Jr.' }, { literal: 'World Bank' }, { literal: 'Executive, UK' }, { family: 'Gogh', given: 'V.', 'non-dropping-particle': 'van' }] }],
    ['keywords', ['KW  - a', 'b', 'KW  - c'], { keyword: 'a, b, c' }],
    ['a DOI by address, or where the type of work stands', ['M3  - https://doi.org/10.1000/x'], { DOI: '10.1000/x' }],
    ['an ISSN', ['SN  - 0028-0836 (Print)'], { ISSN: '0028-0836 (Print)' }],
    ['tags of older programs', ['T1  - A', 'A1  - Roe, J.', 'JF  - Journal', 'N2  - Short'], { title: 'A', author: [{ family: 'Roe', given: 'J.' }], 'container-title': 'Journal', abstract: 'Short' }],
  ];
  for (const [what, lines, expected] of fields) {
    it(`takes ${what}`, () => {
      const item = ris(...lines);
      for (const [variable, value] of Object.entries(expected)) assert.deepEqual(item[variable], value);
    });
  }

  const books: [string[], object][] = [
    [['A2  - Roe, J.'], { editor: [{ family: 'Roe', given: 'J.' }] }],
    [['A2  - Roe, J.', 'T2  - Series'], { 'collection-editor': [{ family: 'Roe', given: 'J.' }], 'collection-title': 'Series' }],
    [['A3  - Roe, J.', 'SP  - 300'], { editor: [{ family: 'Roe', given: 'J.' }], 'number-of-pages': '300' }],
  ];
  for (const [lines, expected] of books) {
    it(`tells who is who of a book by ${lines.join(' and ')}`, () => {
      assert.deepEqual(first('ris', ['TY  - BOOK', 'ID  - k', ...lines, 'ER  - '].join('\n')), { id: 'k', type: 'book', ...expected });
    });
  }

  it('loses no reference by another that is cut off, and says which', () => {
    const { items, problems } = read('ris', 'Provider: X\n\nTY  - BOOK\nID  - a\nTI  - A\n\nTY  - BOOK\nID  - b\nER  - \nTY  - BOOK\nID  - c\nAB  - cut o');
    assert.deepEqual(items.map(({ id }) => id), ['a', 'b', 'c']);
    assert.deepEqual(problems.map((message) => /in line (\d+) of a does not end/.exec(message)?.[1]), ['3', '10']);
  });
  it('gives a work without a key one, and two of one key', () => {
    const { items, problems } = read('ris', ['x', '', 'x'].map((id) => `TY  - BOOK\nAU  - Roe, J.\nPY  - 2001\nTI  - Some day\n${id && `ID  - ${id}\n`}ER  - \n`).join(''));
    assert.deepEqual(items.map(({ id }) => id), ['x', 'roe2001day', 'roe2001dayb']);
    assert.match(problems[0]!, /line 12 of a has the key “x”/);
  });
  it('says where there is nothing in it', () => assert.match(read('ris', 'Dear all,\n')['problems'][0]!, /holds no reference in RIS/));
});

describe('reading EndNote’s tagged format', () => {
  it('knows records by their type, or by blank lines', () => {
    for (const text of ['%0 Book\n%T A\n%X one\n\ntwo\n%0 Book\n%T B\n', '%T A\n%X one\ntwo\n\n%T B\n']) {
      const { items } = read('enw', text);
      assert.deepEqual(items.map(({ title, abstract }) => [title, abstract]), [['A', 'one\ntwo'], ['B', undefined]]);
    }
  });
  it('takes names in either order, and editors of an edited book', () => {
    assert.deepEqual(first('enw', '%0 Book\n%A Geoffrey Chaucer\n%A Roe, J.\n%A World Health Organization,')['author'],
      [{ family: 'Chaucer', given: 'Geoffrey' }, { family: 'Roe', given: 'J.' }, { literal: 'World Health Organization' }]);
    assert.deepEqual(first('enw', '%0 Edited Book\n%A Roe, J.')['editor'], [{ family: 'Roe', given: 'J.' }]);
  });
});

describe('reading EndNote XML', () => {
  const record = (inner: string): string => `<xml><records><record>${inner}</record></records></xml>`;
  it('takes styled words as CSL marks them', () => {
    const text = record('<ref-type name="Journal Article">17</ref-type><titles><title><style face="normal">On </style><style face="bold italic">H</style><style face="subscript">2</style> &amp; &#252;</title></titles>');
    assert.equal(first('endnote-xml', text)['title'], 'On <b><i>H</i></b><sub>2</sub> & ü');
  });
  it('takes year and date together, journal once, and the type by its number', () => {
    const item = first('endnote-xml', record('<ref-type>17</ref-type><titles><secondary-title>J</secondary-title></titles><periodical><full-title>J</full-title></periodical><dates><year>2018</year><pub-dates><date>Jul 3</date></pub-dates></dates>'));
    assert.deepEqual([item['type'], item['container-title'], item['issued'], item['custom']], ['article-journal', 'J', { 'date-parts': [[2018, 7, 3]] }, undefined]);
  });
  it('loses no record by another that is not closed, and says where the file breaks off', () => {
    const { items, problems } = read('endnote-xml', '<xml><records><record><label>a</label><record><label>b</label></record><record><label>c</label><titles><title>cut o');
    assert.deepEqual(items.map(({ id, title }) => [id, title]), [['a', undefined], ['b', undefined], ['c', 'cut o']]);
    assert.match(problems[0]!, /breaks off/);
  });
  it('writes elements in the order of EndNote’s schema', () => {
    const text = formatNamed('endnote-xml')!.write([{ id: 'k', type: 'book', URL: 'https://a.org', title: 'A', author: [{ literal: 'B' }], language: 'en', publisher: 'P' }]);
    const order = [...text.matchAll(/<(ref-type|contributors|titles|publisher|label|language|urls)\b/g)].map(([, name]) => name);
    assert.deepEqual(order, ['ref-type', 'contributors', 'titles', 'publisher', 'label', 'language', 'urls']);
  });
});

describe('reading CSL-YAML', () => {
  const yaml = (...lines: string[]): Record<string, unknown> => first('csl-yaml', ['references:', '- id: k', '  type: book', ...lines.map((line) => `  ${line}`)].join('\n'));
  const fields: [string[], object][] = [
    [['issued: 2018-07-03'], { issued: { 'date-parts': [[2018, 7, 3]] } }],
    [['issued: 1914/1918'], { issued: { 'date-parts': [[1914], [1918]] } }],
    [['issued: {year: 2018, month: 7, season: 2}'], { issued: { 'date-parts': [[2018, 7]], season: 2 } }],
    [['issued:', '- year: 1914', '- year: 1918'], { issued: { 'date-parts': [[1914], [1918]] } }],
    [['issued: {date-parts: [["2018", "07"]]}'], { issued: { 'date-parts': [[2018, 7]] } }],
    [['title: On *Homo sapiens*, H~2~O and [iPod]{.nocase} of x_y_z _u_v'], { title: 'On <i>Homo sapiens</i>, H<sub>2</sub>O and <span class="nocase">iPod</span> of x_y_z _u_v' }],
    [['title: 1984', 'volume: 007', 'DOI: 10.1000/a_b_'], { title: '1984', volume: '007', DOI: '10.1000/a_b_' }],
    [['author: {family: Roe, given: Jane}'], { author: [{ family: 'Roe', given: 'Jane' }] }],
    [['author: [UNICEF]', 'keyword: [a, b]'], { author: [{ literal: 'UNICEF' }], keyword: 'a, b' }],
  ];
  for (const [lines, expected] of fields) {
    it(`takes ${lines.join(' ')}`, () => {
      const item = yaml(...lines);
      for (const [variable, value] of Object.entries(expected)) assert.deepEqual(item[variable], value);
    });
  }
  for (const [broken, keys] of [
    ['title: A: B', ['a', 'b', 'c']], ['title: "A', ['a', 'c']], ['\ttitle: A', ['a', 'c']], ['author: [', ['a', 'c']], ['title: *none', ['a', 'c']],
  ] as const) {
    it(`loses at most one entry by ${JSON.stringify(broken)}, and tells its line`, () => {
      const { items, problems } = read('csl-yaml', `references:\n- id: a\n  type: book\n# next\n- id: b\n  type: book\n  ${broken}\n- id: c\n  type: book\n`);
      assert.deepEqual(items.map(({ id }) => id), keys);
      assert.match(problems[0]!, /The entry in line 5 of a is not valid/);
    });
  }
  it('says where there is no list of references', () => assert.match(read('csl-yaml', 'project:\n  type: book\n').problems[0]!, /no list of references/));
});

describe('reading Hayagriva', () => {
  const entries: [string, object][] = [
    ['{type: Article, title: A, parent: {type: Periodical, title: J, volume: 3, issue: 2}}', { type: 'article-journal', title: 'A', 'container-title': 'J', volume: '3', issue: '2' }],
    ['{type: Article, title: A, parent: {title: J}}', { type: 'article-journal', title: 'A', 'container-title': 'J' }],
    ['{type: Article, title: A, parent: {type: Newspaper, title: N}}', { type: 'article-newspaper', title: 'A', 'container-title': 'N' }],
    ['{type: Web, title: A, url: {value: "https://a.org", date: 2020-11-12}}', { type: 'webpage', title: 'A', URL: 'https://a.org', accessed: { 'date-parts': [[2020, 11, 12]] } }],
    ['{type: book, title: {value: A, shorthand: B}, author: ["von der Leyen, U.", "King, Martin, Jr."], date: ~2003, isbn: "1", publisher: P, location: L}',
      { type: 'book', title: 'A', 'title-short': 'B', author: [{ family: 'Leyen', given: 'U.', 'non-dropping-particle': 'von der' }, { family: 'King', given: 'Martin', suffix: 'Jr.' }], issued: { 'date-parts': [[2003]], circa: true }, ISBN: '1', publisher: 'P', 'publisher-place': 'L' }],
    ['{type: Thesis, title: "{iPod} days", serial-number: {doi: "10.1/x", serial: 7}, page-total: 300}', { type: 'thesis', title: '<span class="nocase">iPod</span> days', DOI: '10.1/x', number: '7', 'number-of-pages': '300' }],
    ['{type: Book, title: A, parent: {type: Anthology, title: S, volume: 4}}', { type: 'book', title: 'A', 'collection-title': 'S', 'collection-number': '4' }],
    ['{type: Video, title: A, affiliated: [{role: Director, names: "Roe, J."}, {role: CastMember, names: ["Doe, K."]}]}', { type: 'motion_picture', title: 'A', director: [{ family: 'Roe', given: 'J.' }], performer: [{ family: 'Doe', given: 'K.' }] }],
  ];
  for (const [yaml, expected] of entries) {
    it(`takes ${yaml}`, () => {
      assert.deepEqual(first('hayagriva', `k: ${yaml}\n`), { id: 'k', ...expected });
    });
  }
  it('loses one entry by what is broken in it, and tells its line', () => {
    const { items, problems } = read('hayagriva', 'a:\n  title: A\nb:\n  title: *none\nc:\n  title: C: D\nd:\n  title: D\n');
    assert.deepEqual(items.map(({ id, title }) => [id, title]), [['a', 'A'], ['c', 'C: D'], ['d', 'D']]);
    assert.deepEqual(problems.map((message) => /line (\d+)/.exec(message)?.[1]), ['3', '5']);
  });
  it('keeps both of two entries with one key', () => {
    const { items, problems } = read('hayagriva', 'a:\n  title: One day\na:\n  title: Two days\n');
    assert.deepEqual(items.map(({ title }) => title), ['One day', 'Two days']);
    assert.match(problems[0]!, /the key “a”/);
  });
});

describe('reading CSL-JSON', () => {
  it('takes a list within an object', () => assert.equal(first('csl-json', '{"references": [{"id": "a", "type": "book"}]}')['id'], 'a'));
  for (const broken of ['{"id": "b", "type": "book", "title": "B}', '{"id": "b" "type": "book"}', '{"id": "b", "type": "book"', '{"id": "b", type: "book"}', '<<<<<<< HEAD']) {
    it(`loses one entry by ${broken}, and tells its line`, () => {
      const { items, problems } = read('csl-json', `[\n  {"id": "a", "type": "book"},\n  ${broken},\n  {"id": "c", "type": "book"}\n]\n`);
      assert.deepEqual(items.map(({ id }) => id), broken.startsWith('<') ? ['c'] : ['a', 'c']);
      assert.match(problems[0]!, broken.startsWith('<') ? /line [23]/ : /in line 3 of a/);
    });
  }
  it('tells the line of an entry that is no item', () => assert.match(read('csl-json', '[\n{"id": "a", "type": "book"},\n{"id": "b"}\n]').problems[0]!, /The entry in line 3 of a \(b\) is not valid: its “type”/));
});

describe('reading what databases export', () => {
  it('takes a record of PubMed, and keeps the fields that CSL has not', () => {
    const { items, problems } = read('medline', [
      '', 'PMID- 123', 'OWN - NLM', 'IS  - 0028-0836 (Print)', 'IS  - 1476-4687 (Linking)', 'VI  - 5', 'IP  - 2', 'DP  - 2018 Jul 3', 'TI  - On roads that are', '      closed.', 'PG  - 1123-9',
      'LID - 10.1000/x [doi]', 'AID - S00 [pii]', 'AID - 10.1000/x [doi]', 'AB  - One.', 'FAU - Roe, Jane A', 'AU  - Roe JA', 'FAU - Doe, John', 'AU  - Doe J', 'LA  - eng', 'PT  - Review', 'PT  - Journal Article',
      'TA  - J Roads', 'JT  - Journal of roads', 'OT  - a', 'OT  - b', 'PMC - PMC9', '', 'PMID- 124', 'AU  - Roe JA', 'TI  - B', '',
    ].join('\r\n'));
    assert.deepEqual(problems, []);
    const { id, ...first } = items[0]!;
    assert.equal(typeof id, 'string');
    assert.deepEqual(first, {
      type: 'article-journal', PMID: '123', ISSN: '0028-0836 (Print)', volume: '5', issue: '2', issued: { 'date-parts': [[2018, 7, 3]] }, title: 'On roads that are closed', page: '1123-1129',
      DOI: '10.1000/x', abstract: 'One.', author: [{ family: 'Roe', given: 'Jane A' }, { family: 'Doe', given: 'John' }], language: 'eng', 'container-title': 'Journal of roads',
      'container-title-short': 'J Roads', keyword: 'a; b', PMCID: 'PMC9',
      custom: { medline: { OWN: 'NLM', IS: '1476-4687 (Linking)', AID: 'S00 [pii]', AU: ['Roe JA', 'Doe J'], PT: ['Review', 'Journal Article'] } },
    });
    assert.deepEqual([items[1]!['title'], items[1]!['author']], ['B', [{ family: 'Roe', given: 'JA' }]]);
  });
  it('takes a record of RefWorks, lines that go on, and fields that stand twice', () => {
    const { items, problems } = read('refworks', 'RT Newspaper Article\nSR Electronic(1)\nID 7\nA1 Roe,Jane\nA1 World Bank,\nT1 On roads\nthat are closed\nJF Times\nYR 2018\nFD July 3\nSP 3\nOP 5\nAB One.\n\nTwo.\nSN 0028-0836\nSN 1476-4687\n\nRT Book, Edited\nT1 B\nA2 Doe, J.\nSN 9780691079165\n');
    assert.deepEqual(problems, []);
    const { id, ...first } = items[0]!;
    assert.equal(typeof id, 'string');
    assert.deepEqual(first, {
      type: 'article-newspaper', author: [{ family: 'Roe', given: 'Jane' }, { literal: 'World Bank' }], title: 'On roads that are closed', 'container-title': 'Times', issued: { 'date-parts': [[2018, 7, 3]] },
      page: '3-5', abstract: 'One.\nTwo.', ISSN: '0028-0836', custom: { refworks: { RT: 'Newspaper Article', SR: 'Electronic(1)', ID: '7', SN: '1476-4687' } },
    });
    assert.deepEqual(items[1], { id: items[1]!['id'], type: 'book', title: 'B', editor: [{ family: 'Doe', given: 'J.' }], ISBN: '9780691079165', custom: { refworks: { RT: 'Book, Edited' } } });
  });
  for (const format of ['medline', 'refworks']) {
    it(`says where there is nothing in it (${format})`, () => assert.match(read(format, 'Dear all,\n').problems[0]!, /holds no reference/));
  }
});
