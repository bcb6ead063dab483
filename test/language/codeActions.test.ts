import assert from 'node:assert/strict';
import { isBibtexKey, keyFixes, pastedAt, stubInBibtex } from '../../src/language/codeActions.js';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import { marked } from './cursor.js';

/** What a document becomes by each fix of the key at the cursor. */
function fixed(drawn: string, nearest: string[], language = 'markdown'): Record<string, string> {
  const { text, offset } = marked(drawn);
  const document = new DocumentCitations(language, text);
  return Object.fromEntries(keyFixes(document, document.keyAt(offset)!, nearest).map(({ title, edits }) => {
    const after = [...edits].sort((a, b) => b.start - a.start).reduce((words, { start, end, text: put }) => words.slice(0, start) + put + words.slice(end), text);
    return [title, after];
  }));
}

describe('fixing an undefined key', () => {
  it('changes it to the one that was meant', () => {
    assert.deepEqual(fixed('As [see @val|e2018cub, p. 3; @b]', ['vale2018cubs', 'vale2019']), {
      'Change to vale2018cubs': 'As [see @vale2018cubs, p. 3; @b]',
      'Change to vale2019': 'As [see @vale2019, p. 3; @b]',
    });
  });

  it('changes all citations of it, where there are several', () => {
    assert.deepEqual(fixed('As @val| and [@vale; @val] say', ['vale']), { 'Change to vale': 'As @vale and [@vale; @val] say', 'Change all 2 to vale': 'As @vale and [@vale; @vale] say' });
  });

  const rows: [drawn: string, to: string, expected: string, language?: string][] = [
    ['As @val|', 'vale--2018', 'As @{vale--2018}'],
    ['As @{v--a|l}', 'vale--2018', 'As @{vale--2018}'],
    ['{cite:p}`a,val|`', 'vale--2018', '{cite:p}`a,vale--2018`'],
    ['\\cites[2]{a}[3]{val|,b}', 'vale--2018', '\\cites[2]{a}[3]{vale--2018,b}', 'latex'],
    ['#cite(<val|>)', 'vale2018', '#cite(<vale2018>)', 'typst'],
    ['😀 @val|\r\n', 'vale', '😀 @vale\r\n'],
  ];
  for (const [drawn, to, expected, language] of rows) {
    it(`${JSON.stringify(drawn)} to ${to}`, () => assert.equal(fixed(drawn, [to], language)[`Change to ${to}`], expected));
  }

  it('has nothing to change it to where none is near', () => assert.deepEqual(fixed('As @val|', []), {}));
});

describe('a stub in a .bib', () => {
  const stub = '@misc{vale2018,\n  title = {…},\n}\n';
  const rows: [before: string, expected: string][] = [
    ['', stub],
    ['@book{a, title = {A}}\n', `\n${stub}`],
    ['@book{a, title = {A}}', `\n\n${stub}`],
    ['@book{a,\r\n}\r\n', `\r\n${stub.replaceAll('\n', '\r\n')}`],
  ];
  for (const [before, expected] of rows) it(`behind ${JSON.stringify(before)}`, () => assert.equal(stubInBibtex('vale2018', before), expected));

  it('has only keys that can stand there', () => {
    assert.deepEqual(['vale2018', 'doe:2020-a', 'a,b', 'a}', 'a b', ''].filter(isBibtexKey), ['vale2018', 'doe:2020-a']);
  });
});

describe('words that look as if they could be a citation', () => {
  const rows: [line: string, as: string | null][] = [
    ['Roe, A. (2020). On water. Journal of Water, 3(2), 12–34.', 'reference'],
    ['  - Ann Roe, On Water (London: Verso, 2020).', 'reference'],
    ['- Roe, Ann, On Water (London: Verso, 2020).', 'reference'],
    ['[12] A. Roe and B. Doe, “On Water,” Journal of Water, 2020.', 'reference'],
    ['https://doi.org/10.1080/01402390.2019.123', 'identifier'],
    ['doi: 10.1080/01402390.2019.123', 'identifier'],
    ['arXiv:1901.01234v2', 'identifier'],
    ['https://arxiv.org/abs/hep-th/9901001', 'identifier'],
    ['In 2018 the group ran schools, and children went there every day.', null],
    ['As [@vale2018cubs] says, Roe, A. (2020) wrote On water in the Journal of Water.', null],
    ['10.30 is the time', null],
    ['', null],
    ['x '.repeat(50_000), null],
  ];
  for (const [line, as] of rows) {
    it(`${line.slice(0, 60)}: ${as ?? 'no'}`, () => {
      const document = new DocumentCitations('markdown', `Before.\n\n${line}\n\nBehind.`);
      const start = 'Before.\n\n'.length;
      const found = pastedAt(document, { start, end: start }, { start, end: start + line.length });
      assert.equal(found?.as ?? null, as);
      if (found) assert.equal(document.slice(found), line.replace(/^\s*(?:- |\[12\] )?/, ''));
    });
  }

  it('are the selected ones, where some are', () => {
    const text = 'See Roe, A. (2020). On water. Journal of Water, 3(2). And more.';
    const document = new DocumentCitations('markdown', text);
    const selected = { start: 4, end: text.indexOf(' And') };
    assert.deepEqual(pastedAt(document, selected, { start: 0, end: text.length }), { ...selected, as: 'reference' });
  });
});
