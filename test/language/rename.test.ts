import assert from 'node:assert/strict';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import { renamed, renamedInNotebook, unwritable } from '../../src/language/rename.js';
import type { Edit } from '../../src/text/edit.js';

const edited = (text: string, edits: readonly Edit[]): string => [...edits].reverse().reduce((all, { start, end, text: now }) => all.slice(0, start) + now + all.slice(end), text);
const namesOf = (newKey: string): ReadonlyMap<string, string> => new Map([['old', newKey], ['old--1', newKey]]);

const cases: { name: string; language: string; newKey?: string; text: string; gives: string }[] = [
  { name: 'all of a key’s citations', language: 'markdown', text: '😀 @old [see -@old, p. 3; @older] old', gives: '😀 @new [see -@new, p. 3; @older] old' },
  { name: 'braces where the new key needs them', language: 'markdown', newKey: 'new--1', text: '[@old] -@old.', gives: '[@{new--1}] -@{new--1}.' },
  { name: 'no braces where it needs none', language: 'markdown', text: '[@{old--1}, p. 3]', gives: '[@new, p. 3]' },
  { name: 'braces that part the key from the words behind it', language: 'markdown', text: '@{old}s and @{old}:x and @{old}.', gives: '@{new}s and @{new}:x and @new.' },
  { name: 'nothing in code, comments and addresses', language: 'quarto', text: '`@old` <!-- @old --> x@old.org @old', gives: '`@old` <!-- @old --> x@old.org @new' },
  { name: 'MyST’s roles', language: 'myst', newKey: 'new--1', text: '{cite:p}`old,x` @old', gives: '{cite:p}`new--1,x` @{new--1}' },
  { name: 'lists of keys', language: 'latex', newKey: 'new:1', text: '\\cite{x, old,old}% \\cite{old}\r\n\\autocites[3]{old}{x}', gives: '\\cite{x, new:1,new:1}% \\cite{old}\r\n\\autocites[3]{new:1}{x}' },
  { name: 'references and calls', language: 'typst', text: '@old[p. 3] #cite(<old>) #cite(label("old")) <old>', gives: '@old[p. 3] #cite(<old>) #cite(label("old")) <old>' },
  { name: 'references and calls of what is no label', language: 'typst', text: '@old[p. 3]: #cite(<old>, form: "prose") @older', gives: '@new[p. 3]: #cite(<new>, form: "prose") @older' },
];

describe('Renaming', () => {
  for (const { name, language, newKey = 'new', text, gives } of cases) {
    it(`${name} in ${language}`, () => assert.equal(edited(text, renamed(new DocumentCitations(language, text), namesOf(newKey))), gives));
  }

  it('reaches the cells of a notebook’s file', () => {
    const file = JSON.stringify({ cells: [{ cell_type: 'markdown', source: ['“\\”: @old\n', '[@{old--1}]'] }, { cell_type: 'code', source: '@old' }] }, null, 1);
    const now = JSON.parse(edited(file, renamedInNotebook(file, namesOf('new')))) as { cells: { source: unknown }[] };
    assert.deepEqual(now.cells.map(({ source }) => source), [['“\\”: @new\n', '[@new]'], '@old']);
  });

  it('refuses what Typst can’t cite', () => {
    assert.match(unwritable('typst', 'a+b')!, /Typst can’t cite “a\+b”/);
    for (const [language, key] of [['typst', 'a:b-c.d'], ['markdown', 'a+b'], ['latex', 'a+b']]) assert.equal(unwritable(language!, key!), null);
  });
});
