import assert from 'node:assert/strict';
import { isBibtexKey, keyFixes, locatorRemoved, missingInBibtex, pastedAt, stubInBibtex, supersedingFixes } from '../../src/language/codeActions.js';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import { marked } from './cursor.js';
import { example, powell, vale } from './example.js';

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
    ['See @val|[p. 3], too', 'a b"c', 'See #cite(label("a b\\"c"), supplement: [p. 3]), too', 'typst'],
    ['See @val| too', 'a b', 'See #cite(label("a b")) too', 'typst'],
    ['#cite(<val|>, form: "prose")', 'a b', '#cite(label("a b"), form: "prose")', 'typst'],
    ['#cite(label("val|"))', 'a b', '#cite(label("a b"))', 'typst'],
    ['😀 @val|\r\n', 'vale', '😀 @vale\r\n'],
  ];
  for (const [drawn, to, expected, language] of rows) {
    it(`${JSON.stringify(drawn)} to ${to}`, () => assert.equal(fixed(drawn, [to], language)[`Change to ${to}`], expected));
  }

  it('has nothing to change it to where none is near', () => assert.deepEqual(fixed('As @val|', []), {}));
});

describe('a page that the work does not have', () => {
  const rows: [language: string, text: string, expected: string][] = [
    ['markdown', 'As [see @a, p. 99; @b] says', 'As [see @a; @b] says'],
    ['markdown', 'As [@a, p. 99, for one] says', 'As [@a, for one] says'],
    ['markdown', 'As @a [p. 99] says', 'As @a says'],
    ['latex', '\\cite[99]{a}', '\\cite{a}'],
    ['latex', '\\cite[see][99]{a}', '\\cite[see][]{a}'],
    ['latex', '\\cites[1]{b}[99]{a}', '\\cites[1]{b}{a}'],
    ['typst', 'As @a[p. 99] says', 'As @a says'],
    ['typst', '#cite(<a>, supplement: [p. 99])', '#cite(<a>, supplement: [])'],
  ];
  for (const [language, text, expected] of rows) {
    it(`is taken out of ${text}`, () => {
      const document = new DocumentCitations(language, text);
      const { locator } = document.all.flatMap(({ works }) => works).find(({ key }) => key.key === 'a')!;
      const { start, end } = locatorRemoved(document, locator!).edits[0]!;
      assert.equal(text.slice(0, start) + text.slice(end), expected);
    });
  }
});

describe('a work that another has taken the place of', () => {
  const fixes = (note: string): string[] => {
    const library = example({ items: [{ ...vale, note }, powell] });
    const document = new DocumentCitations('markdown', 'As [@vale2018cubs] says');
    return supersedingFixes(document, document.keyAt(6)!, library).map(({ title, edits }) => `${title}: ${edits[0]!.text}`);
  };
  const rows: [note: string, expected: string[]][] = [
    ['Superseded by powell2014talking.', ['Cite powell2014talking instead: powell2014talking']],
    ['Superseded by Powell, Talking to Terrorists', ['Cite powell2014talking instead: powell2014talking']],
    ['Superseded by Nobody 2020', []],
    ['Superseded by vale2018cubs', []],
    ['', []],
  ];
  for (const [note, expected] of rows) it(JSON.stringify(note), () => assert.deepEqual(fixes(note), expected));
});

describe('what an entry of a .bib lacks', () => {
  it('is put behind its key, to be filled in', () => assert.equal(missingInBibtex(['author', 'title of the journal']), '\n  author = {$1},\n  journaltitle = {$2},'));
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
