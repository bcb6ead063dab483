import assert from 'node:assert/strict';
import { BibFile } from '../../src/documents/bib/bibFile.js';
import { dateOf, yearAndMonth } from '../../src/documents/bib/dates.js';
import { fromTex } from '../../src/documents/bib/fromTex.js';
import { namesOf } from '../../src/documents/bib/names.js';

/** The works of a .bib by their keys, each as CSL without `type`. */
function read(bib: string): Record<string, Record<string, unknown>> {
  const file = new BibFile(bib);
  return Object.fromEntries(file.keys().flatMap((key, entry) => {
    const fields: Record<string, unknown> = { ...file.item(entry).item };
    delete fields['type'];
    return key === '' ? [] : [[key, fields]];
  }));
}

const faultsOf = (bib: string): string[] => {
  const file = new BibFile(bib);
  return file.keys().flatMap((key, entry) => file.read(entry).faults.map(({ message }) => `${key}: ${message}`));
};

describe('text in TeX', () => {
  for (const [tex, text] of [
    [`Caf\\'e`, 'Café'],
    [`Caf{\\'e}`, 'Café'],
    [`Caf\\'{e}`, 'Café'],
    [`M{\\"u}ller, G\\"odel, {\\AA}s, \\aa rhus`, 'Müller, Gödel, Ås, århus'],
    [`na\\"{\\i}ve, \\'{\\i}ndice, \\'\\i ndice`, 'naïve, índice, índice'],
    [`\\v{C}apek, \\c c, \\c{c}, \\k{a}, \\H{o}`, 'Čapek, ç, ç, ą, ő'],
    [`Stra{\\ss}e, {\\O}rsted, {\\L}\\'od\\'z`, 'Straße, Ørsted, Łódź'],
    ["``Quoted'' and `so'", '“Quoted” and ‘so\''],
    ['1850--1914 --- a history', '1850–1914 — a history'],
    ['Smith \\& Sons, 50\\% \\$5 \\#1 a\\_b', 'Smith & Sons, 50% $5 #1 a_b'],
    ['The \\emph{Origin} of {\\em Species} and \\textbf{bold}', 'The <i>Origin</i> of <i>Species</i> and <b>bold</b>'],
    ['H$_2$O and $x^{2}$ and $\\alpha$', 'H<sub>2</sub>O and x<sup>2</sup> and α'],
    ['\\enquote{So} they said', '“So” they said'],
    ['\\href{https://example.org}{the site}', 'the site'],
    ['\\unknown{kept} words', 'kept words'],
    ['a\n   line   broken', 'a line broken'],
    ['unclosed {brace', 'unclosed brace'],
    ['stray } brace', 'stray brace'],
    ['trailing \\', 'trailing'],
    ['', ''],
  ] as const) {
    it(JSON.stringify(tex), () => assert.equal(fromTex(tex), text));
  }

  it('reads deep nesting and long runs of signs', () => {
    for (const hostile of ['{'.repeat(200_000), '}'.repeat(200_000), '\\'.repeat(200_001), "\\'".repeat(100_000), '$^'.repeat(100_000), '~--'.repeat(100_000)]) fromTex(hostile);
  });
});

describe('names in TeX', () => {
  for (const [tex, names] of [
    ['Gina Vale', [{ family: 'Vale', given: 'Gina' }]],
    ['Vale, Gina and Roe, Richard', [{ family: 'Vale', given: 'Gina' }, { family: 'Roe', given: 'Richard' }]],
    ['Ludwig van der Berg', [{ family: 'Berg', given: 'Ludwig', 'non-dropping-particle': 'van der' }]],
    ['van der Berg, Ludwig', [{ family: 'Berg', given: 'Ludwig', 'non-dropping-particle': 'van der' }]],
    ['De La Cruz, Maria', [{ family: 'De La Cruz', given: 'Maria' }]],
    ['King, Jr., Martin Luther', [{ family: 'King', given: 'Martin Luther', suffix: 'Jr.' }]],
    ['Reagle, Joseph M., Jr.', [{ family: 'Reagle', given: 'Joseph M.', suffix: 'Jr.' }]],
    ['{World Health Organization}', [{ literal: 'World Health Organization' }]],
    ['{Barnes and Noble} and Doe, Jane', [{ literal: 'Barnes and Noble' }, { family: 'Doe', given: 'Jane' }]],
    ['{van} Gogh, Vincent', [{ family: 'van Gogh', given: 'Vincent' }]],
    ['Doe, Jane and others', [{ family: 'Doe', given: 'Jane' }, { literal: 'others' }]],
    ['family=Vale, given=Gina, prefix=von, useprefix=true', [{ family: 'Vale', given: 'Gina', 'non-dropping-particle': 'von' }]],
    ['family=Vale, given=Gina, prefix=de, useprefix=false', [{ family: 'Vale', given: 'Gina', 'dropping-particle': 'de' }]],
    ['Aristotle', [{ family: 'Aristotle' }]],
    ['{\\"O}zal, {\\c S}ule', [{ family: 'Özal', given: 'Şule' }]],
    ['Anderson\nand\tBrown, Ada', [{ family: 'Anderson' }, { family: 'Brown', given: 'Ada' }]],
    ['', []],
  ] as const) {
    it(JSON.stringify(tex), () => assert.deepEqual(namesOf(tex), names));
  }
});

describe('dates of biblatex', () => {
  for (const [text, date] of [
    ['2018', { 'date-parts': [[2018]] }],
    ['2018-07', { 'date-parts': [[2018, 7]] }],
    ['2018-07-03', { 'date-parts': [[2018, 7, 3]] }],
    ['2018-07-03T10:00:00', { 'date-parts': [[2018, 7, 3]] }],
    ['2018/2019', { 'date-parts': [[2018], [2019]] }],
    ['1900/', { 'date-parts': [[1900]], literal: '1900/' }],
    ['-0031', { 'date-parts': [[-32]] }],
    ['2018-21', { 'date-parts': [[2018]], season: 1 }],
    ['1850~', { 'date-parts': [[1850]], circa: true }],
    ['1850?/1860', { 'date-parts': [[1850], [1860]], circa: true }],
    ['199X', { 'date-parts': [[1990], [1999]] }],
    ['forthcoming', { literal: 'forthcoming' }],
  ] as const) {
    it(text, () => assert.deepEqual(dateOf(text), date));
  }
  for (const [year, month, date] of [
    ['2018', 'jul', { 'date-parts': [[2018, 7]] }],
    ['2018', 'July', { 'date-parts': [[2018, 7]] }],
    ['2018', '7', { 'date-parts': [[2018, 7]] }],
    ['2018', '3 jul', { 'date-parts': [[2018, 7, 3]] }],
    ['c. 1850', '', { 'date-parts': [[1850]], circa: true }],
    ['1998--99', '', { 'date-parts': [[1998], [1999]] }],
    ['in press', '', { literal: 'in press' }],
    ['', '', undefined],
  ] as const) {
    it(`year ${year}, month ${month}`, () => assert.deepEqual(yearAndMonth(year, month), date));
  }
});

describe('entries of a .bib', () => {
  it('become CSL', () => {
    assert.deepEqual(
      read(`@article{vale, author = {Vale, Gina}, title = "Cubs in the Den", journaltitle = {Northern Studies}, volume = 12, number = {2},
        pages = {145--152}, date = {2018-07-03}, doi = {https://doi.org/10.1000/182}, langid = {british}}`)['vale'],
      {
        author: [{ family: 'Vale', given: 'Gina' }], title: 'Cubs in the Den', 'container-title': 'Northern Studies', volume: '12', issue: '2', page: '145-152',
        issued: { 'date-parts': [[2018, 7, 3]] }, DOI: '10.1000/182', language: 'en-GB',
      },
    );
  });

  for (const [entry, fields] of [
    ['@book{a, title={Whole}, subtitle={Part}, number=4, series={Studies}}', { title: 'Whole: Part', 'collection-title': 'Studies', 'collection-number': '4' }],
    ['@techreport{a, title={T}, institution={RAND}, number={R-12}}', { title: 'T', publisher: 'RAND', number: 'R-12', genre: 'technical report' }],
    ['@phdthesis{a, title={T}, school={Oxford}}', { title: 'T', publisher: 'Oxford', genre: 'PhD thesis' }],
    ['@online{a, title={T}, url={https://example.org/a\\_b}, urldate={2020-05}}', { title: 'T', URL: 'https://example.org/a_b', accessed: { 'date-parts': [[2020, 5]] } }],
    ['@misc{a, title={T}, eprint={1706.03762}, archiveprefix={arXiv}}', { title: 'T', archive: 'arXiv', archive_location: '1706.03762', URL: 'https://arxiv.org/abs/1706.03762' }],
    ['@book{a, title={T}, editor={Doe, Jane}, editortype={translator}}', { title: 'T', translator: [{ family: 'Doe', given: 'Jane' }] }],
    ['@string{cup = {Cambridge } # "University"}@book{a, title={T}, publisher = cup # { Press}}', { title: 'T', publisher: 'Cambridge University Press' }],
    ['@article{a, title={T}, year=2018, month="3~" # jul}', { title: 'T', issued: { 'date-parts': [[2018, 7, 3]] } }],
    ['@book(a, title={Round (brackets)})', { title: 'Round (brackets)' }],
    ['@BOOK { a , TITLE = {T} , }', { title: 'T' }],
    ['@book{a,title={One @ two @book{c}}}', { title: 'One @ two @book<span class="nocase">c</span>' }],
  ] as const) {
    it(entry, () => assert.deepEqual(read(entry)['a'], fields));
  }

  it('inherit from the entry they are in, and from data kept apart', () => {
    const works = read(`
      @incollection{part, author = {Roe, Richard}, title = {A Part}, crossref = {whole}, xdata = {press}}
      @collection{whole, editor = {Doe, Jane}, title = {The Whole}, year = 2001}
      @xdata{press, publisher = {Press}, location = {Oslo}}`);
    assert.deepEqual(works['part'], {
      author: [{ family: 'Roe', given: 'Richard' }], editor: [{ family: 'Doe', given: 'Jane' }], title: 'A Part', 'container-title': 'The Whole',
      publisher: 'Press', 'publisher-place': 'Oslo', issued: { 'date-parts': [[2001]] },
    });
  });

  it('that inherit from each other in a circle are read all the same', () => {
    assert.equal(read('@book{a, title={A}, crossref={b}}\n@book{b, title={B}, crossref={a}}')['b']!['title'], 'B');
  });

  it('keep what CSL has no place for', () => {
    const file = new BibFile('@book{a, title={T}, groups={mine}, rating={5}}');
    assert.deepEqual(file.item(0).rest, { groups: 'mine', rating: '5' });
  });

  it('stand at their place in the file', () => {
    const bib = 'wörds\n@book{a, title={A}} more\n@comment{@book{no, title={No}}}\n@preamble{"x"}\n@book{b, title={B}}';
    const file = new BibFile(bib);
    const bytes = Buffer.from(bib);
    const stretches = file.keys().flatMap((key, entry) => (key === '' ? [] : [bytes.subarray(file.at(entry, 'start'), file.at(entry, 'end')).toString()]));
    assert.deepEqual(stretches, ['@book{a, title={A}}', '@book{b, title={B}}']);
  });

  const sound = '@book{c, title = {C}, year = 2003}';
  for (const [broken, expected, fault] of [
    ['@book{b, title = {B\n', { title: 'B' }, /^b: the value that begins with “\{B” is not closed$/],
    ['@book{b, title = {B}, year = 2001\n', { title: 'B', issued: { 'date-parts': [[2001]] } }, /closing bracket is missing/],
    ['@book{b, title = {B} year = 2001}\n', { title: 'B', issued: { 'date-parts': [[2001]] } }, /b: a comma is missing before “year”/],
    ['@book{b, title {B},\n year = 2001}\n', { issued: { 'date-parts': [[2001]] } }, /an equals sign is missing behind “title”/],
    ['@book{b, title = "B,\n year = 2001}\n', { title: 'B', issued: { 'date-parts': [[2001]] } }, /not closed/],
    ['@book{b, title = ,\n year = 2001}\n', { issued: { 'date-parts': [[2001]] } }, /value of “title” is missing/],
    ['@book{b, title = {B}}}\n', { title: 'B' }, /^$/],
    ['@book{b, title = unknown # {B}}\n', { title: 'unknownB' }, /“unknown” \(in “title”\) is no @string/],
    ['@book{b with spaces, title = {B}}\n', { title: 'B' }, /^$/],
  ] as const) {
    it(`broken, cost what is broken: ${JSON.stringify(broken)}`, () => {
      const bib = `@book{a, title = {A}}\n${broken}${sound}`;
      const works = read(bib);
      assert.equal(works['a']!['title'], 'A');
      assert.equal(works['c']!['title'], 'C');
      assert.deepEqual(works[broken.includes('spaces') ? 'b with spaces' : 'b'], expected);
      assert.match(faultsOf(bib).join('\n'), fault);
    });
  }

  it('are read in a time that grows with the file, whatever is in it', () => {
    for (const hostile of ['@book{'.repeat(50_000), '@'.repeat(300_000), `@book{a, ${'x '.repeat(100_000)}`, `@book{a, title = ${'{'.repeat(200_000)}`, `@book{a, t = ${'a # '.repeat(50_000)}`]) {
      const file = new BibFile(hostile);
      for (let entry = 0; entry < Math.min(3, file.size); entry++) file.item(entry);
    }
  });
});
