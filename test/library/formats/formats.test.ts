import assert from 'node:assert/strict';
import { cslDateVariables, cslNameVariables, cslNumberVariables, cslStandardVariables, cslTypes, type CslDate, type CslName } from '../../../src/csl.js';
import { formatNamed, formatOf, itemFormats, writtenFormats, type WrittenFormat } from '../../../src/library/formats/formats.js';
import type { LibraryItem } from '../../../src/library/library.js';

/** Those whose every round trip is exact. */
const exact = ['csl-json', 'csl-yaml', 'ris', 'enw', 'endnote-xml', 'hayagriva'].map((name) => formatNamed(name)!);

const item = (fields: object): LibraryItem => ({ id: 'doe2001', type: 'book', ...fields }) as LibraryItem;

function assertKept(format: WrittenFormat, items: readonly LibraryItem[]): void {
  const text = format.write(items);
  const { rows, problems } = format.read(text, 'a');
  assert.deepEqual(rows, items, text);
  assert.deepEqual(problems, []);
}

const names: CslName[] = [{ family: 'Doe', given: 'Jane' }, { literal: 'World Bank' }];
const dates: CslDate = { 'date-parts': [[2018, 7, 3]] };
/** An item of each type that has all of CSL's variables. */
const everything = cslTypes.map((type): LibraryItem => item({
  id: `key-${type}`, type,
  ...Object.fromEntries(cslNameVariables.map((variable) => [variable, names])),
  ...Object.fromEntries(cslDateVariables.map((variable) => [variable, dates])),
  ...Object.fromEntries(cslNumberVariables.map((variable, at) => [variable, String(at + 1)])),
  ...Object.fromEntries(cslStandardVariables.map((variable) => [variable, `Some ${variable}`])),
}));

const hard: [string, object][] = [
  ['one variable', { title: 'A day' }],
  ['nothing but a type', {}],
  ['names with particles and suffixes', { author: [{ family: 'Gogh', given: 'Vincent', 'non-dropping-particle': 'van' }, { family: 'Humboldt', given: 'A.', 'dropping-particle': 'von' }, { family: 'King', given: 'Martin', suffix: 'Jr.' }] }],
  ['particles that are part of a name', { author: [{ family: 'van der Berg', given: 'J.' }, { family: 'De Gaulle' }] }],
  ['bodies', { author: [{ literal: 'UNICEF' }, { literal: 'Safety Executive, UK' }, { literal: 'One, Two, Three' }], editor: [{ family: 'Plato' }] }],
  ['a name that is given only', { author: [{ given: 'Madonna' }] }],
  ['a range of years', { issued: { 'date-parts': [[1914], [1918]] } }],
  ['a range of days', { issued: { 'date-parts': [[2018, 12, 30], [2019, 1, 2]] } }],
  ['about a year', { issued: { 'date-parts': [[1850]], circa: true } }],
  ['a season', { issued: { 'date-parts': [[2018]], season: 1 }, accessed: { 'date-parts': [[2020, 2]] } }],
  ['a year before our era', { issued: { 'date-parts': [[-31]] }, 'original-date': { 'date-parts': [[-400], [-390]] } }],
  ['an early year', { issued: { 'date-parts': [[79, 8, 24]] } }],
  ['a date in words', { issued: { literal: 'in press' }, accessed: { raw: 'last week' } }],
  ['markup', { title: 'On <i>Homo</i> <b>x</b> H<sub>2</sub>O <span class="nocase">iPod</span> <span style="font-variant:small-caps;">ad</span>', abstract: '<i>a <b>b</b></i>' }],
  ['signs of markup', { title: 'a < b & c > d *e* _f_ ^g^ ~h~ [i] \\j `k` $l$ {m} <i>', 'container-title': '1984', publisher: '} {' }],
  ['what looks like something else', { title: 'true', 'title-short': 'null', publisher: '012', volume: '1e3', issue: '007', page: '3-5, 7', edition: '2nd', note: '- a: b', genre: '# no', language: 'no' }],
  ['lines that look like fields', { abstract: 'One\nER  - \nTY  - BOOK\n%0 Book\n\nTwo: 2', note: '%A Roe\n</record>' }],
  ['signs that no file holds', { title: 'a\u0000b\u001b\ud800', note: ' spaced \t', publisher: 'a\r\nb', abstract: 'a\u2028b\ufeff' }],
  ['an address and identifiers', { URL: 'https://a.org/b_c?d=*e*&f#g', DOI: '10.1002/(SICI)1097<1::AID>3.0.CO;2-#', ISBN: '978-0-691-07916-5', ISSN: '0028-0836' }],
  ['a DOI that is none', { DOI: 'see https://doi.org', URL: 'not one', language: 'English' }],
  ['a conference without proceedings', { type: 'paper-conference', 'event-title': 'C' }],
  ['keywords', { keyword: 'a, b; c' }],
  ['variables that CSL does not know', { extra: { list: [1, '1', true, null, 1.5, 'x'], 'a b': '' }, shortNote: 'x' }],
  ['a key with signs', { id: 'DBLP:conf/a+b_c.d' }],
  ['a key with blanks', { id: 'doe 2001 a' }],
  ['what other formats left', { custom: { biblatex: { file: 'a.pdf' }, mine: [1] } }],
];

describe('items written in a format and read again', () => {
  for (const format of exact) {
    it(`keep all variables of all types in ${format.label}`, () => assertKept(format, everything));
    for (const [name, fields] of hard) it(`keep ${name} in ${format.label}`, () => assertKept(format, [item(fields)]));
  }
});

/** Files whose every value has to stand in what is written after reading. */
const files: [format: string, name: string, text: string][] = [
  ['ris', 'tags without a variable, repeated ones and a type of its own', 'TY  - EJOUR\nID  - k\nTI  - A\nL1  - a.pdf\nL1  - b.pdf\nU1  - mine\nXX  - odd\nAD  - Somewhere\nUR  - https://a.org\nUR  - https://b.org\nSN  - 0028-0836\nSN  - 1476-4687\nER  - \n'],
  ['ris', 'fields of a conference', 'TY  - CPAPER\nID  - k\nTI  - A\nT2  - Some Conference\nC3  - Its Proceedings\nC1  - Rome\nA2  - Roe, R.\nA3  - Poe, E.\nER  - \n'],
  ['enw', 'all tags', '%0 Electronic Article\n%F k\n%A Roe, Jane\n%T A\n%1 one\n%2 two\n%H Translated\n%> a.pdf\n%Q Title\n%\' odd\n'],
  ['endnote-xml', 'elements without a variable', '<xml><records><record><ref-type name="Electronic Article">43</ref-type><titles><title>A</title><translated-title>Uno</translated-title></titles><urls><pdf-urls><url>internal-pdf://a.pdf</url><url>internal-pdf://b.pdf</url></pdf-urls></urls><label>k</label><custom2>PMC1</custom2><caption>words</caption></record></records></xml>'],
  ['hayagriva', 'further parents, odd keys and parts of titles', 'k:\n  type: Article\n  title: {value: A, translation: Uno, verbatim: true}\n  runtime: "01:42"\n  odd: {a: [1, 2.50, true]}\n  author: {name: Watkins, given-name: Gloria, alias: hooks}\n  parent:\n    - {type: Periodical, title: B, page-total: 10}\n    - {type: Video, url: "https://a.org"}\n    - {type: Conference, organization: Body, title: C}\n'],
  ['hayagriva', 'types that CSL has no other for', 'k:\n  type: Anthos\n  title: A\n  parent: {type: Anthology, title: B}\nl:\n  type: Scene\n  title: C\n'],
  ['csl-yaml', 'keys that CSL does not know', 'references:\n- id: k\n  type: book\n  title: A\n  odd: {a: [1, 2.50, "3", true]}\n  rating: 007\n'],
  ['csl-json', 'fields that CSL does not know', '[{"id":"k","type":"book","title":"A","odd":{"a":[1,"1",null]}}]'],
];

describe('files read and written again', () => {
  for (const [name, what, text] of files) {
    const format = formatNamed(name)!;
    it(`have ${what} in ${format.label}`, () => {
      const { rows, problems } = format.read(text, 'a');
      assert.deepEqual(problems, []);
      const written = format.write(rows);
      for (const value of text.match(/[\w.:/-]+/g)!) assert.ok(written.toLowerCase().includes(value.toLowerCase()), `${value} in\n${written}`);
      assert.deepEqual(format.read(written, 'a').rows, rows, written);
    });
  }
});

describe('what Ibid keeps of an item', () => {
  const provenance = { key: 'k', confidence: {}, read: {}, from: [{ file: 'a.txt', start: 0, end: 1, text: 'the source’s words' }] };
  for (const format of writtenFormats) {
    it(`does not go out in ${format.label}`, () => {
      const text = format.write([item({ title: 'A day', custom: { ibid: provenance } })]);
      assert.match(text, /A day|day/);
      assert.doesNotMatch(text, /the source|confidence/);
    });
  }
});

describe('a field that another program changed', () => {
  const written = { author: [{ family: 'van der Berg', given: 'J.' }], issued: { 'date-parts': [[1850]], circa: true }, medium: 'film' };
  for (const [name, from, to, expected] of [
    ['ris', 'AU  - van der Berg, J.', 'AU  - Roe, Jane', { author: [{ family: 'Roe', given: 'Jane' }], issued: written.issued, medium: 'film' }],
    ['enw', '%D 1850', '%D 1851', { author: written.author, issued: { 'date-parts': [[1851]] }, medium: 'film' }],
    ['hayagriva', 'date: ~1850', 'date: 1851', { author: written.author, issued: { 'date-parts': [[1851]] }, medium: 'film' }],
  ] as const) {
    it(`counts before what was kept beside it in ${name}`, () => {
      const format = formatNamed(name)!;
      const text = format.write([item(written)]);
      assert.ok(text.includes(from), text);
      assert.deepEqual(format.read(text.replace(from, to), 'a').rows, [item(expected)]);
    });
  }
});

describe('the format of a file', () => {
  for (const [file, text, expected] of [
    ['a.bib', '', 'bibtex'], ['a.json', '[{"id":"a"}]', 'csl-json'], ['A.RIS', '', 'ris'], ['a.enw', '', 'enw'], ['a.xml', '<xml><records>', 'endnote-xml'],
    ['a.yaml', 'references:\n- id: a', 'csl-yaml'], ['a.yml', '---\nreferences:\n- id: a', 'csl-yaml'], ['a.yml', 'k:\n    type: Book\n', 'hayagriva'],
    ['a.yaml', 'k:\n  title: A\n', 'hayagriva'], ['a.txt', '\n@book{a, title = {B}}', 'bibtex'], ['a.txt', 'TY  - BOOK\n', 'ris'], ['a', '%0 Book\n%T A\n', 'enw'],
    ['a.txt', '\\begin{thebibliography}{9}\n\\bibitem{a} B', 'bibitem'], ['a.nbib', '', 'medline'], ['a.txt', '\nPMID- 1\nTI  - A', 'medline'],
    ['a.txt', 'RT Journal Article\nT1 A', 'refworks'], ['a.txt', 'Some words of an article.', undefined],
  ] as const) {
    it(`is told of ${file} with ${JSON.stringify(text)}`, () => assert.equal(formatOf(file, text)?.name, expected));
  }
});

describe('hostile files', () => {
  const many = 20_000;
  const texts: [string, string][] = [
    ['open brackets', '['.repeat(4 * many)], ['open braces', '{'.repeat(many)], ['lists in lists', `references:\n${'- '.repeat(many)}`],
    ['open elements', `<xml><records>${'<record>'.repeat(many)}`], ['styles in styles', `<xml><records><record><titles><title>${'<style>'.repeat(many)}`],
    ['entities in entities', '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><xml><records><record><label>&c;</label></record></records></xml>'],
    ['aliases in aliases', `a: &a [x,x]\n${'bcdefghijklmnop'.split('').map((key, at) => `${key}: &${key} [*${'abcdefghijklmnop'[at]},*${'abcdefghijklmnop'[at]}]`).join('\n')}`],
    ['aliases without end', `a: &a {type: book}\n${Array.from({ length: 3000 }, (_, at) => `k${at}: *a\n`).join('')}`],
    ['commas', `a: [${'-,'.repeat(many)}`], ['controls', '\u0000\u0001\ufffe\ud800'.repeat(1000)], ['quotes', `[{"id":"${'\\'.repeat(many)}`],
    ['prototypes', 'references:\n- id: __proto__\n  type: book\n  __proto__: {x: 1}\n__proto__: {type: book}\nconstructor: {type: book}\n'],
    ['methods for tags', 'RT constructor\nPMID- 1\nPMID- __proto__\nT1 toString\nA1 ,,,\nPG  - 9-\nDP  - \n'], ['one record over and over', 'PMID- 1\nRT Book\n'.repeat(1000)],
    ['names of methods', 'TY  - BOOK\nID  - __proto__\nER  - \nTY  - constructor\nID  - toString\nER  - \n'],
    ['a remainder nested deeply', `TY  - BOOK\nID  - a\nU5  - CSL {"x":${'['.repeat(5000)}${']'.repeat(5000)}}\nER  - \n`],
    ['a remainder that is none', 'TY  - BOOK\nID  - a\nU5  - CSL {oops\nU5  - CSL {"author":3,"custom":4}\nER  - \n'],
  ];
  for (const format of itemFormats.filter(({ needsModel }) => !needsModel)) {
    for (const [name, text] of texts) {
      it(`with ${name} are values in ${format.label}`, () => {
        const { rows, problems } = format.read(text, 'a');
        assert.ok(rows.length + problems.length >= 0);
        assert.equal(typeof formatNamed('csl-json')!.write(rows), 'string');
        assert.equal(typeof formatNamed(format.name)?.write(rows), formatNamed(format.name) ? 'string' : 'undefined');
      });
    }
  }
});
