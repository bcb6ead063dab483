import assert from 'node:assert/strict';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import { commandFor, writeCitation, type CitationToWrite, type WorkToCite } from '../../src/language/writeCitation.js';

const page = (value: string) => ({ label: 'page', value });
const see: WorkToCite = { key: 'vale2018cubs', prefix: 'see', locator: page('18-20') };
const powell: WorkToCite = { key: 'powell2014talking' };

type Row = [what: string, works: WorkToCite[], rest: Partial<CitationToWrite>, pandoc: string, latex: string, typst: string];

const rows: Row[] = [
  ['a work', [powell], {}, '[@powell2014talking]', '\\parencite{powell2014talking}', '@powell2014talking'],
  [
    'several works', [{ key: 'a' }, { key: 'b' }], {},
    '[@a; @b]', '\\parencite{a,b}', '@a @b',
  ],
  [
    'words and pages', [see, powell], {},
    '[see @vale2018cubs, pp. 18–20; @powell2014talking]', '\\parencites[see][18--20]{vale2018cubs}{powell2014talking}', 'see @vale2018cubs[pp. 18–20] @powell2014talking',
  ],
  [
    'a part of another kind', [{ key: 'a', locator: { label: 'chapter', value: '3' } }], {},
    '[@a, chap. 3]', '\\parencite[chap.~3]{a}', '@a[chap. 3]',
  ],
  [
    'words before and behind', [{ key: 'a', prefix: 'see', suffix: 'for one' }], {},
    '[see @a, for one]', '\\parencite[see][for one]{a}', 'see @a[for one]',
  ],
  ['only words before', [{ key: 'a', prefix: 'cf.' }], {}, '[cf. @a]', '\\parencite[cf.][]{a}', 'cf. @a'],
  [
    'in the sentence', [{ key: 'a', locator: page('18') }], { manner: 'within' },
    '@a [p. 18]', '\\textcite[18]{a}', '#cite(<a>, supplement: [p. 18], form: "prose")',
  ],
  [
    'several in the sentence', [{ key: 'a', locator: page('18') }, { key: 'b' }], { manner: 'within' },
    '@a [p. 18]; @b', '\\textcites[18]{a}{b}', '#cite(<a>, supplement: [p. 18], form: "prose") #cite(<b>, form: "prose")',
  ],
  ['in a note', [{ key: 'a' }], { manner: 'note' }, '[@a]', '\\footcite{a}', '#footnote[@a]'],
  ['without the author', [{ key: 'a', suppressesAuthor: true }], {}, '[-@a]', '\\parencite*{a}', '#cite(<a>, form: "year")'],
  [
    'one without the author', [{ key: 'a', suppressesAuthor: true }, { key: 'b' }], {},
    '[-@a; @b]', '\\parencite*{a} \\parencite{b}', '#cite(<a>, form: "year") @b',
  ],
  ['an odd key', [{ key: 'vale--2018' }], {}, '[@{vale--2018}]', '\\parencite{vale--2018}', '@vale--2018'],
  ['a key with signs', [{ key: 'Vale/2018' }], {}, '[@Vale/2018]', '\\parencite{Vale/2018}', '#cite(label("Vale/2018"))'],
  [
    'signs in words', [{ key: 'a', prefix: 'R&D [100%]', suffix: '*not* @b; #2' }], {},
    '[R\\&D \\[100%\\] @a, \\*not\\* \\@b\\; #2]', '\\parencite[{R\\&D [100\\%]}][*not* @b; \\#2]{a}', 'R&D \\[100%\\] @a[\\*not\\* \\@b; \\#2]',
  ],
  ['words that are markup already', [{ key: 'a', prefix: { written: '*pace*' } }], {}, '[*pace* @a]', '\\parencite[*pace*][]{a}', '*pace* @a'],
];

describe('writing a citation', () => {
  for (const [what, works, rest, ...expected] of rows) {
    ['markdown', 'latex', 'typst'].forEach((language, index) => {
      it(`${what} in ${language}: ${expected[index]}`, () => assert.equal(writeCitation(language, { works, manner: 'behind', ...rest }), expected[index]));
    });
  }

  const commands: [language: string, citation: CitationToWrite, expected: string][] = [
    ['latex', { works: [see, powell], manner: 'behind', command: 'autocite' }, '\\autocites[see][18--20]{vale2018cubs}{powell2014talking}'],
    ['latex', { works: [see], manner: 'behind', command: 'citep' }, '\\citep[see][pp.~18--20]{vale2018cubs}'],
    ['latex', { works: [see, powell], manner: 'behind', command: 'citep' }, '\\citep[see][pp.~18--20]{vale2018cubs} \\citep{powell2014talking}'],
    ['latex', { works: [{ key: 'a', prefix: 'see' }, { key: 'b', locator: page('3') }], manner: 'behind', command: 'citep' }, '\\citep[see][p.~3]{a,b}'],
    ['markdown', { works: [{ key: 'a', suffix: '99 years later' }], manner: 'behind' }, '[@a{}, 99 years later]'],
    ['markdown', { works: [{ key: 'a', locator: page('A to D') }], manner: 'behind' }, '[@a, {p. A to D}]'],
    ['markdown', { works: [{ key: 'a', locator: page('18'), suffix: { written: ' and passim' } }], manner: 'behind' }, '[@a, p. 18 and passim]'],
    ['markdown', { works: [{ key: 'a', locator: page('18') }], manner: 'year' }, '-@a [p. 18]'],
    ['latex', { works: [{ key: 'a', suppressesAuthor: true }], manner: 'year' }, '\\citeyear{a}'],
    ['latex', { works: [{ key: 'a', suppressesAuthor: true }], manner: 'behind', command: 'citep' }, '\\citeyearpar{a}'],
    ['latex', { works: [{ key: 'a', suppressesAuthor: true }], manner: 'within' }, '\\parencite*{a}'],
    ['markdown', { works: [see, powell], manner: 'behind', command: 'cite:p' }, '{cite:p}`{see}vale2018cubs{pp. 18–20},powell2014talking`'],
    ['quarto', { works: [powell], manner: 'behind' }, '[@powell2014talking]'],
    ['tex', { works: [powell], manner: 'behind' }, '\\parencite{powell2014talking}'],
  ];
  for (const [language, citation, expected] of commands) it(`as the document does: ${expected}`, () => assert.equal(writeCitation(language, citation), expected));
});

describe('what was written, read again', () => {
  const read = (language: string, text: string): string[] =>
    new DocumentCitations(language, `So it is ${text}.`).all.flatMap(({ works }) => works.map(({ key, locator, suppressesAuthor }) => inShort(key.key, locator?.label, suppressesAuthor)));
  const inShort = (key: string, label: string | undefined, suppressesAuthor = false): string => `${suppressesAuthor ? '-' : ''}${key} ${label ?? ''}`;

  for (const [what, works, rest] of rows) {
    for (const language of ['markdown', 'latex']) {
      it(`${what} in ${language}`, () =>
        assert.deepEqual(read(language, writeCitation(language, { works, manner: 'behind', ...rest })), works.map(({ key, locator, suppressesAuthor }) => inShort(key, locator?.label, suppressesAuthor))));
    }
  }
});

describe('the command to cite with', () => {
  const cases: [what: string, language: string, text: string, behind: string | undefined, within: string | undefined][] = [
    ['is the language’s own in an empty document', 'markdown', '', undefined, undefined],
    ['is biblatex’s in LaTeX', 'latex', '', 'parencite', 'textcite'],
    ['is what the document has most', 'latex', '\\autocite{a} \\parencite{b} \\Autocites{c}{d}', 'autocite', 'textcite'],
    ['is a note’s where all stand in notes', 'latex', '\\footcite{a}', 'footcite', 'textcite'],
    ['is natbib’s where that is loaded', 'latex', '\\documentclass{article}\n\\usepackage[round]{natbib}\n', 'citep', 'citet'],
    ['is natbib’s where another of its commands stands', 'latex', '\\citet{a}', 'citep', 'citet'],
    ['is not one that takes more than works', 'latex', '\\volcite{2}{a} \\fullcite{b}', 'parencite', 'textcite'],
  ];
  for (const [what, language, text, behind, within] of cases) {
    it(what, () => {
      const document = new DocumentCitations(language, text);
      assert.deepEqual([commandFor(document, 'behind'), commandFor(document, 'within')], [behind, within]);
    });
  }
});
