import assert from 'node:assert/strict';
import { writeBiblatexFile, writeBibtexFile } from '../../../src/library/formats/bibEntry.js';
import { readBibtex } from '../../../src/library/formats/readBibtex.js';
import type { LibraryItem } from '../../../src/library/library.js';

/*
 * What is hard in the .bib files that people have, as in those on which reference managers broke (JabRef's tests, the threads of other tools), in small. Of each
 * entry the fields that are in question, `null` for one that must not be there; `biblatex` is what is kept in TeX.
 */
type Case = readonly [name: string, bib: string, fields: Record<string, unknown>];

const works = (bib: string): LibraryItem[] => readBibtex(bib, 'a.bib').rows;
const article = (fields: string): string => `@article{a, ${fields}}`;
const vale = { family: 'Vale', given: 'Gina' };

const names: Case[] = [
  ['an organisation in braces', article('author={{Ministry of Fish and Ships}}'), { author: [{ literal: 'Ministry of Fish and Ships' }] }],
  ['an organisation beside people', article('author={Vale, Gina and {Roads, Rails and Rivers Ltd.}}'), { author: [vale, { literal: 'Roads, Rails and Rivers Ltd.' }] }],
  ['and others', article('author={Vale, Gina and others}'), { author: [vale, { literal: 'others' }] }],
  ['particles', article('author={Ludwig von der Au and de la Mer, Anne}'), { author: [{ family: 'Au', given: 'Ludwig', 'non-dropping-particle': 'von der' }, { family: 'Mer', given: 'Anne', 'non-dropping-particle': 'de la' }] }],
  ['a particle of two parts behind a name in capitals', article('author={ROE, R. and d’Or, Luc}'), { author: [{ family: 'ROE', given: 'R.' }, { family: 'd’Or', given: 'Luc' }] }],
  ['particles that biblatex is told to drop', article('author={Ludwig von Au}, options={useprefix=false}'), { author: [{ family: 'Au', given: 'Ludwig', 'dropping-particle': 'von' }] }],
  ['biblatex’s names in parts', article('author={family=Vale, given=Gina, prefix=of the, useprefix=true and given={Ann, B.}, family={Roe}}'),
    { author: [{ ...vale, 'non-dropping-particle': 'of the' }, { family: 'Roe', given: 'Ann, B.' }] }],
  ['parts of names that CSL has no place for', article('author={family=Vale, given=Gina, given-i=G}'), { author: [vale], biblatex: { author: 'family=Vale, given=Gina, given-i=G' } }],
  ['a suffix where it belongs, and where people put it', article('author={Vale, III, Gina and Vale, Gina, Jr.}'), { author: [{ ...vale, suffix: 'III' }, { ...vale, suffix: 'Jr.' }] }],
  ['an “and” over a line’s end', article('author={Vale, Gina\n    and\n    Roe, R.}'), { author: [vale, { family: 'Roe', given: 'R.' }] }],
  ['a name of one word, and none', article('author={Homer and }'), { author: [{ family: 'Homer' }] }],
  ['tildes and initials', article('author={G.~R. Vale}'), { author: [{ family: 'Vale', given: 'G. R.' }] }],
  ['letters that begin with an accent', article("author={{\\'E}mile {\\c C}elik and {\\O}yvind {\\r A}s and \\'{I}\\~{n}igo de {\\'A}vila}"),
    { author: [{ family: 'Çelik', given: 'Émile' }, { family: 'Ås', given: 'Øyvind' }, { family: 'Ávila', given: 'Íñigo', 'non-dropping-particle': 'de' }] }],
  ['an editor who is a compiler', article('editor={Vale, Gina}, editortype={compiler}'), { compiler: [vale], editor: null, biblatex: null }],
  ['an editor of a kind CSL does not know', article('editor={Vale, Gina}, editortype={redactor}'), { editor: [vale], biblatex: { editortype: 'redactor' } }],
  ['further editors by what they did', article('editor={Roe, R.}, editora={Vale, Gina}, editoratype={organizer}'), { editor: [{ family: 'Roe', given: 'R.' }], organizer: [vale] }],
];

const dates: Case[] = [
  ['a range of days', article('date={2018-07-30/2018-08-02}'), { issued: { 'date-parts': [[2018, 7, 30], [2018, 8, 2]] } }],
  ['an open range', article('date={1900/}'), { issued: { 'date-parts': [[1900]], literal: '1900/' } }],
  ['a range open before', article('date={/1900}'), { issued: { 'date-parts': [[1900]], literal: '/1900' } }],
  ['a range open with points', article('date={../1900}'), { issued: { 'date-parts': [[1900]], literal: '../1900' } }],
  ['seasons', article('date={2019-21}'), { issued: { 'date-parts': [[2019]], season: 1 }, biblatex: null }],
  ['winter', article('date={2019-24}'), { issued: { 'date-parts': [[2019]], season: 4 } }],
  ['a range of seasons', article('date={2019-21/2019-23}'), { issued: { 'date-parts': [[2019, 21], [2019, 23]] } }],
  ['about', article('date={1850~}'), { issued: { 'date-parts': [[1850]], circa: true }, biblatex: null }],
  ['perhaps', article('date={1850?}'), { issued: { 'date-parts': [[1850]], circa: true }, biblatex: { date: '1850?' } }],
  ['before our era', article('date={-0031}'), { issued: { 'date-parts': [[-32]] }, biblatex: null }],
  ['the year nought', article('date={0000}'), { issued: { 'date-parts': [[-1]] } }],
  ['a year of five figures', article('date={y-17000}'), { issued: { 'date-parts': [[-17001]] } }],
  ['a decade', article('date={199X}'), { issued: { 'date-parts': [[1990], [1999]] }, biblatex: { date: '199X' } }],
  ['a month not known', article('date={2004-XX}'), { issued: { 'date-parts': [[2004]] }, biblatex: { date: '2004-XX' } }],
  ['a time', article('date={2004-06-02T10:30:00}'), { issued: { 'date-parts': [[2004, 6, 2]] }, biblatex: { date: '2004-06-02T10:30:00' } }],
  ['a range with TeX’s dash', article('date={1998--2003}'), { issued: { 'date-parts': [[1998], [2003]] } }],
  ['words', article('date={forthcoming}'), { issued: { literal: 'forthcoming' } }],
  ['a month by its macro', article('year=2018, month=jul'), { issued: { 'date-parts': [[2018, 7]] }, biblatex: null }],
  ['a month by its name', article('year=2018, month={July}'), { issued: { 'date-parts': [[2018, 7]] } }],
  ['a month by its number', article('year={2018}, month={07}'), { issued: { 'date-parts': [[2018, 7]] } }],
  ['a month in another language, shortened', article('year={2018}, month={Sept.}'), { issued: { 'date-parts': [[2018, 9]] } }],
  ['a month with a day, put together', article('year=2018, month="3~" # jul'), { issued: { 'date-parts': [[2018, 7, 3]] } }],
  ['a month and a field for the day', article('year=2018, month=jul, day={3}'), { issued: { 'date-parts': [[2018, 7, 3]] } }],
  ['a month with a comma too many', article('year=2018, month={8,}'), { issued: { 'date-parts': [[2018]] }, biblatex: { year: '2018', month: '8,' } }],
  ['two months', article('year=2018, month=jul # "/" # aug'), { issued: { 'date-parts': [[2018, 7]] }, biblatex: { year: '2018', month: 'jul/aug' } }],
  ['a month that is none', article('year=2018, month={13}'), { issued: { 'date-parts': [[2018]] } }],
  ['an empty month', article('year=2018, month={}'), { issued: { 'date-parts': [[2018]] }, biblatex: null }],
  ['a year about', article('year={c. 1850}'), { issued: { 'date-parts': [[1850]], circa: true } }],
  ['a year in brackets', article('year={[1850?]}'), { issued: { 'date-parts': [[1850]], circa: true } }],
  ['two years', article('year={1998/99}'), { issued: { 'date-parts': [[1998], [1999]] } }],
  ['a year and month in the field of the year', article('year={2018-07}'), { issued: { 'date-parts': [[2018, 7]] } }],
  ['in press', article('year={in press}'), { issued: { literal: 'in press' } }],
  ['a date that wins over a year', article('date={2018-07-03}, year={2018}, month=jul'), { issued: { 'date-parts': [[2018, 7, 3]] }, biblatex: null }],
  ['when it was looked at', article('urldate={2020-05-01}'), { accessed: { 'date-parts': [[2020, 5, 1]] } }],
  ['events and originals', article('eventdate={2018-07-01/2018-07-04}, origdate={1895}'), { 'event-date': { 'date-parts': [[2018, 7, 1], [2018, 7, 4]] }, 'original-date': { 'date-parts': [[1895]] } }],
];

const texts: Case[] = [
  ['dotless letters with accents', article("title={\\'{\\i}ndice, \\'\\i ndice, na{\\\"\\i}ve}"), { title: 'índice, índice, naïve' }],
  ['letters of their own', article("title={\\aa rhus, \\AA s, Stra\\ss e, Wei{\\ss}, \\ae on, {\\L}\\'od\\'z and \\o re}"), { title: 'århus, Ås, Straße, Weiß, æon, Łódź and øre' }],
  ['accents in all the ways', article('title={\\"u {\\"u} \\"{u} {\\"{u}} \\v{s} \\v s \\c{c} \\H{o} \\k{a} \\u{g} \\.z}'), { title: 'ü ü ü ü š š ç ő ą ğ ż' }],
  ['an accent on a letter far behind', article('title={Bostr\\"{o}m’s way}'), { title: 'Boström’s way' }],
  ['superscripts', article('title={the 5\\textsuperscript{th} and H\\textsubscript{2}O}'), { title: 'the 5<sup>th</sup> and H<sub>2</sub>O' }],
  ['formulas', article('title={bounds of $n^2$ and $\\alpha_{max}$}'), { title: 'bounds of n<sup>2</sup> and α<sub>max</sub>', biblatex: { title: 'bounds of $n^2$ and $\\alpha_{max}$' } }],
  ['formulas as DBLP has them', article('title={Radix-2\\({}^{\\mbox{k}}\\) Trees}'), { title: 'Radix-2<sup>k</sup> Trees' }],
  ['a dollar that is money', article('title={5\\$ a day}'), { title: '5$ a day', biblatex: null }],
  ['emphasis', article('title={On \\emph{Hamlet} and {\\it Lear} and \\textbf{more}}'), { title: 'On <i>Hamlet</i> and <i>Lear</i> and <b>more</b>' }],
  ['quotation marks', article("title={``Double'' and \\enquote{own}}"), { title: '“Double” and “own”' }],
  ['dashes', article('title={1914--1918 --- a war}'), { title: '1914–1918 — a war' }],
  ['lines within a value', article('title={A title\n      over  lines}'), { title: 'A title over lines' }],
  ['braces that keep a capital', article('title={The rise of {ISIS} in {Syria} and beyond it}'), { title: 'The rise of ISIS in Syria and beyond it', biblatex: null }],
  ['braces that keep what no one would', article('title={The {Great} War and {de} Gaulle}'), { title: 'The <span class="nocase">Great</span> War and <span class="nocase">de</span> Gaulle' }],
  ['braces around a letter', article('title={{B}ayesian networks and {M}arkov chains}'), { title: 'Bayesian networks and Markov chains' }],
  ['braces around all', article('title={{The Whole Title Kept}}'), { title: 'The Whole Title Kept' }],
  ['braces in a journal', article('journal={{IEEE} Transactions on {Fish}}'), { 'container-title': 'IEEE Transactions on Fish' }],
  ['an address with TeX’s escapes', article('url={https://example.org/a\\_b\\%20c\\~d\\#e}'), { URL: 'https://example.org/a_b%20c~d#e' }],
  ['a DOI as an address', article('doi={https://dx.doi.org/10.1000/ab_c(1)}'), { DOI: '10.1000/ab_c(1)' }],
  ['a command without a meaning here', article('note={see \\citeauthor{vale} there}'), { note: 'see vale there', biblatex: { note: 'see \\citeauthor{vale} there' } }],
  ['a command that is a word of JavaScript', article('title={\\constructor and \\toString}'), { title: 'and' }],
  ['markup that is not TeX’s', article('title={a < b and <script>x</script>}'), { title: 'a < b and <script>x</script>' }],
];

const structures: Case[] = [
  ['macros in macros, in capitals', '@STRING(press = "Press")\n@String{up = {University } # PRESS}\n@book{a, title={T}, publisher = up # ", Oslo"}', { publisher: 'University Press, Oslo' }],
  ['a macro that is not there', '@book{a, title={T}, publisher = nowhere}', { publisher: 'nowhere' }],
  ['a macro that an empty one joins', '@string{none = {}}@book{a, title={T} # none # " more"}', { title: 'T more' }],
  ['a comment with braces, and one without', '@comment{ {x} @book{b, title={no}} }\n@Comment no braces here\n@book{a, title={T}}', { title: 'T' }],
  ['a preamble', '@preamble{ "\\newcommand{\\x}{y}" # {z} }\n@book{a, title={T}}', { title: 'T' }],
  ['words between entries', 'Some words, an @ sign, a }brace.\n@book{a, title={T}}\nmore {words', { title: 'T' }],
  ['words before an entry in its line', 'garbage}}}@book {a , title={T}}', { title: 'T' }],
  ['an entry in round brackets', '@book(a, title = {T (really)})', { title: 'T (really)' }],
  ['values in quotes with quotes in braces', '@book{a, title = "The {"}inner{"} word"}', { title: 'The "inner" word' }],
  ['names of fields with signs', '@book{a, title={T}, bdsk-url-1={u}, author+an={1=x}, date:created={y}, hal_id={z}}', { biblatex: { 'bdsk-url-1': 'u', 'author+an': '1=x', 'date:created': 'y', hal_id: 'z' } }],
  ['the same field twice', '@book{a, title={T}, year={2018}, year={2019}}', { issued: { 'date-parts': [[2018]] } }],
  ['values that are empty', '@book{a, title={T}, volume={}, note = "", edition={ }}', { title: 'T', volume: null, note: null, edition: null, biblatex: null }],
  ['no comma behind the last field, and too many', '@book{a,, title={T},, year={2018},,}', { title: 'T', issued: { 'date-parts': [[2018]] } }],
  ['a type no one knows', '@reallyunknown{a, title={T}, thing={x}}', { type: 'document', biblatex: { entrytype: 'reallyunknown', thing: 'x' } }],
  ['a type that is a word of JavaScript', '@constructor{a, title={T}, type={toString}, langid={valueOf}}', { type: 'document', genre: 'toString', language: 'valueOf' }],
  ['types in capitals', '@InCollection{a, TITLE={T}}', { type: 'chapter', title: 'T' }],
  ['what a parent gives', '@inproceedings{a, title={T}, crossref={P}}\n@proceedings{p, title={Proceedings}, year={2018}, publisher={ACM}, keywords={not mine}}',
    { 'container-title': 'Proceedings', issued: { 'date-parts': [[2018]] }, publisher: 'ACM', keyword: null, biblatex: { crossref: 'P' } }],
  ['a chapter of a book by one author', '@inbook{a, chapter={2}, crossref={p}}\n@book{p, author={Vale, Gina}, title={Book}}', { author: [vale], 'container-author': [vale], 'container-title': 'Book', title: null }],
  ['an article of a special issue', '@article{a, title={T}, crossref={p}}\n@periodical{p, title={Journal}, volume={3}}', { 'container-title': 'Journal', volume: '3' }],
  ['data that several share', '@xdata{x, publisher={P}, xdata={y}}\n@xdata{y, location={Oslo}}\n@book{a, title={T}, xdata={x, none}}', { publisher: 'P', 'publisher-place': 'Oslo', biblatex: null }],
  ['a volume of a work', '@book{a, title={Second}, maintitle={Works}, volume={2}}', { title: 'Works', 'volume-title': 'Second', volume: '2' }],
  ['a piece in a volume of a work', '@incollection{a, title={T}, booktitle={Second}, maintitle={Works}}', { title: 'T', 'container-title': 'Works', 'volume-title': 'Second' }],
  ['subtitles and additions', article('title={T?}, subtitle={S}, titleaddon={More}, journaltitle={J}, journalsubtitle={K}'),
    { title: 'T? S. More', 'container-title': 'J: K', biblatex: { title: 'T?', subtitle: 'S', titleaddon: 'More', journaltitle: 'J', journalsubtitle: 'K' } }],
  ['number and issue', article('number={2}, issue={Spring}'), { issue: '2, Spring' }],
  ['a number in a series, and of a report', '@book{a, title={T}, series={S}, number={4}}', { 'collection-number': '4', number: null }],
  ['a report’s number in a series', '@report{a, title={T}, series={S}, number={4}}', { number: '4', 'collection-number': null }],
  ['pages of all kinds', article('pages={1--3, 5 -- 7, xii–xv, 20+}'), { page: '1-3, 5-7, xii-xv, 20ff' }],
  ['two places, the conference’s and the publisher’s', '@inproceedings{a, title={T}, location={Oslo, Norway}, address={New York}}', { 'publisher-place': 'New York', biblatex: { location: 'Oslo, Norway' } }],
  ['a thesis by its kind', '@thesis{a, title={T}, type={mathesis}, school={Oslo}}', { type: 'thesis', genre: 'Master’s thesis', publisher: 'Oslo' }],
  ['a newspaper', article('title={T}, entrysubtype={newspaper}'), { type: 'article-newspaper', biblatex: null }],
  ['an article of a kind CSL does not know', article('title={T}, entrysubtype={blog}'), { type: 'article-journal', biblatex: { entrysubtype: 'blog' } }],
  ['a talk', '@unpublished{a, title={T}, eventtitle={Conference}, venue={Rome}}', { type: 'speech', 'event-title': 'Conference', 'event-place': 'Rome' }],
  ['a version of software', '@softwareversion{a, title={T}, version={{5.0.2}}, license={GPL}, swhid={swh:1:rel:1}}', { type: 'software', version: '5.0.2', license: 'GPL', biblatex: { swhid: 'swh:1:rel:1', entrytype: 'softwareversion' } }],
  ['arXiv', article('eprint={arXiv:1706.03762}, archiveprefix={arXiv}, primaryclass={cs.CL}'), { archive: 'arXiv', archive_location: '1706.03762', URL: 'https://arxiv.org/abs/1706.03762', biblatex: { primaryclass: 'cs.CL' } }],
  ['an archive no one knows', article('eprint={x1}, eprinttype={shelf}'), { archive: null, biblatex: { eprint: 'x1', eprinttype: 'shelf' } }],
  ['the publication’s state', article('pubstate={inpress}'), { status: 'in press' }],
  ['languages', article('langid={ngerman}'), { language: 'de', biblatex: { langid: 'ngerman' } }],
  ['what programs keep for themselves', article('title={T}, file={:a b.pdf:PDF}, groups={x}, timestamp={2018}, owner={me}, zotero={http://zotero.org/x}, options={skipbib}'),
    { biblatex: { file: ':a b.pdf:PDF', groups: 'x', timestamp: '2018', owner: 'me', zotero: 'http://zotero.org/x', options: 'skipbib' } }],
];

const keys: readonly (readonly [bib: string, key: string])[] = [
  ['@book{DBLP:conf/x/Vale-Roe+18, title={T}}', 'DBLP:conf/x/Vale-Roe+18'], ['@book{müller2018ä, title={T}}', 'müller2018ä'], ["@book{o'hara;2018, title={T}}", "o'hara;2018"],
  ['@book{10.1000/18_2, title={T}}', '10.1000/18_2'], ['@book{ spaced , title={T}}', 'spaced'], ['@book{东京2018, title={T}}', '东京2018'], ['@book{a*b?c!d|e, title={T}}', 'a*b?c!d|e'],
];

function check(item: LibraryItem | undefined, fields: Record<string, unknown>): void {
  assert.ok(item, 'the entry is there');
  const { custom, ...variables } = item;
  const found: Record<string, unknown> = { ...variables, biblatex: custom?.biblatex };
  for (const [name, value] of Object.entries(fields)) assert.deepEqual(found[name] ?? null, value, name);
}

for (const [kind, cases] of Object.entries({ names, dates, texts, structures })) {
  describe(`hard entries of a .bib: ${kind}`, () => {
    for (const [name, bib, fields] of cases) it(name, () => check(works(bib).find(({ id }) => id === 'a'), fields));
  });
}

describe('hard entries of a .bib: keys', () => {
  for (const [bib, key] of keys) it(key, () => assert.deepEqual(works(bib).map(({ id }) => id), [key]));
});

describe('hard entries of a .bib, written and read again', () => {
  const all = [...names, ...dates, ...texts, ...structures];
  for (const [name, bib] of all) {
    it(`${name}, as biblatex`, () => assert.deepEqual(works(writeBiblatexFile(works(bib))), works(bib)));
    it(`${name}, as BibTeX`, () => {
      const [before, after] = [works(bib), works(writeBibtexFile(works(bib)))];
      before.forEach(({ custom = {}, ...item }, index) => {
        const { custom: kept = {}, ...again } = after[index]!;
        assert.deepEqual(again, item);
        assert.deepEqual({ ...kept.biblatex, ...custom.biblatex }, { ...kept.biblatex }, 'no kept field is gone');
      });
    });
  }
});
