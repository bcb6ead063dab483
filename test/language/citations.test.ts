import assert from 'node:assert/strict';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import { marked } from './cursor.js';

/** The key under the cursor `|`, drawn as the text with the key and its sign in ⟦⟧; null where there is none. */
function keyAt(language: string, drawn: string): string | null {
  const { text, offset } = marked(drawn);
  const found = new DocumentCitations(language, text).keyAt(offset);
  if (!found) return null;
  assert.equal(text.slice(found.start, found.end), found.key);
  return text.slice(found.signed.start, found.signed.end);
}

/** What is typed before the cursor, then what a chosen key would replace. */
function typedAt(language: string, drawn: string): string | null {
  const { text, offset } = marked(drawn);
  const found = new DocumentCitations(language, text).typedKeyAt(offset);
  return found && `${found.form} ${found.typed}|${text.slice(offset, found.end)}`;
}

type Row = [drawn: string, expected: string | null];

function check(what: (language: string, drawn: string) => string | null, language: string, rows: Row[]): void {
  for (const [drawn, expected] of rows) {
    it(`${JSON.stringify(drawn.length > 80 ? `…${drawn.slice(-80)}` : drawn)} → ${expected ?? 'nothing'}`, () => {
      assert.equal(what(language, drawn), expected);
    });
  }
}

const fence = '```';

describe('cite keys in Markdown', () => {
  describe('as Pandoc reads them', () => {
    check(keyAt, 'markdown', [
      ['As @va|le2018cubs shows', '@vale2018cubs'],
      ['|@vale2018cubs', '@vale2018cubs'],
      ['@vale2018cubs|', '@vale2018cubs'],
      ['@vale2018cubs |shows', null],
      ['@vale2018cubs, and much later |here', null],
      ['[@do|e99; @smith2000; @smith2004]', '@doe99'],
      ['[@doe99; @smith2000; @smith|2004]', '@smith2004'],
      ['[see @doe99, pp. 33-35 and *passim*; @smith|04, chap. 1]', '@smith04'],
      ['Smith says blah [-@smi|th04].', '@smith04'],
      ['@smi|th04 [p. 33] says blah.', '@smith04'],
      ['[@{https://example.com/bib?name=foob|ar&date=2000}, p.  33]', '@{https://example.com/bib?name=foobar&date=2000}'],
      ['@Foo_bar.b|az.', '@Foo_bar.baz'],
      ['@Foo_bar--b|az', null],
      ['@Foo_b|ar--baz', '@Foo_bar'],
      ['@a:b.c#d$e%f&g-h+i?j<k>l~m/n|', '@a:b.c#d$e%f&g-h+i?j<k>l~m/n'],
      ['@{Foo_bar.baz|.}', '@{Foo_bar.baz.}'],
      ['@{a{b}c|}', '@{a{b}c}'],
      ['@{a b|c}', null],
      ['@*|', '@*'],
      ['nocite: >\n  @item1|, @item2', '@item1'],
      ['@Größe2018|', '@Größe2018'],
      ['@数学2018|', '@数学2018'],
      ['first-@vale|', '@vale'],
      ['so (@vale|)', '@vale'],
      ['*@vale|*', '@vale'],
      ['^[see @vale|]', '@vale'],
      ['costs $5, says @vale|, and $6', '@vale'],
      ['a < b, says @vale|', '@vale'],
      ['https://example.org [@vale|]', '@vale'],
      ['[a link](https://example.org)[@vale|]', '@vale'],
      ['`code`@vale|', '@vale'],
      ['an unclosed `tick and @vale|', '@vale'],
      ['\\\\@vale|', '@vale'],
    ]);
  });

  describe('not where Pandoc sees none', () => {
    check(keyAt, 'markdown', [
      ['gina@va|le.org', null],
      ['end.@va|le', null],
      ['\\@va|le', null],
      ['`@va|le`', null],
      ['``a ` @va|le``', null],
      ['$x_@va|le$', null],
      ['$$\nx @va|le\n$$', null],
      ['<!-- @va|le -->', null],
      ['<!-- a\n\n@va|le\n\nb -->', null],
      ['<a title="@va|le">', null],
      ['<https://example.org/@va|le>', null],
      ['https://medium.com/@va|le/post', null],
      ['www.example.org/@va|le', null],
      ['[text](media/@va|le.png)', null],
      [`${fence}\n@va|le\n${fence}`, null],
      [`${fence}{r, cache=TRUE}\n@va|le\n\nb`, null],
      [`~~~~\n${fence}\n@va|le\n~~~~`, null],
      [`${fence}\ncode\n${fence}\n@va|le`, '@vale'],
      [`${fence}\ncode\n${fence}\n\ntext\n\n@va|le`, '@vale'],
      [`- item\n\n  ${fence}\n  @va|le\n  ${fence}`, null],
      ['text\n\n    @va|le', null],
      ['text\n\n\t@va|le', null],
      ['- item\n\n    @va|le', '@vale'],
      ['1. item\n\n    more\n\n    @va|le', '@vale'],
      ['[^1]: A note.\n\n    @va|le', '@vale'],
      ['text\n    @va|le', '@vale'],
    ]);
  });

  describe('in awkward documents', () => {
    check(keyAt, 'markdown', [
      ['one\r\n\r\n\t[@a;\r\n\t@va|le]\r\n', null],
      ['one\r\ntwo [@a;\r\n@va|le]\r\n', '@vale'],
      ['😀😀 @va|le 😀', '@vale'],
      ['𝒳@va|le', null],
      ['שלום @va|le', '@vale'],
      ['[@a; @va|le', '@vale'],
      ['[@{va|le', null],
      [`${'word '.repeat(400_000)}@va|le`, '@vale'],
      [`${'a line\n\n'.repeat(400_000)}@va|le`, '@vale'],
      [`${fence}js\nx\n${fence}\n\n${'a line\n\n'.repeat(40_000)}@va|le`, '@vale'],
      [`${fence}js\n${'a line\n\n'.repeat(20_000)}${fence}\n\n${fence}js\n@va|le`, null],
    ]);
  });
});

describe('typing a cite key in Markdown', () => {
  check(typedAt, 'markdown', [
    ['@|', 'bare |'],
    ['@val|', 'bare val|'],
    ['@val|e2018', 'bare val|e2018'],
    ['@|vale2018', 'bare |vale2018'],
    ['[@|]', 'bare |'],
    ['[@vale; -@po|]', 'bare po|'],
    ['@vale:|', 'bare vale:|'],
    ['@vale.2|', 'bare vale.2|'],
    ['@vale |', null],
    ['@{|}', 'braced |'],
    ['@{vale cu|}', 'braced vale cu|'],
    ['@{vale cu|bs}', 'braced vale cu|bs'],
    ['@{vale| and so on', 'braced vale|'],
    ['@{vale}|', null],
    ['a@|', null],
    ['end.@|', null],
    ['\\@|', null],
    ['`@va|`', null],
    ['$@va|$', null],
    [`${fence}\n@|`, null],
    ['https://medium.com/@|', null],
    ['@|\n', 'bare |'],
    ['text\r\n@v|\r\n', 'bare v|'],
  ]);
});

describe('hostile documents', () => {
  const hostile = ['`', '``` ', '$', '$$', '<a ', '<!--', '](', '@{', '{', '@a;', '~~~\n', '- \n\n    '];
  for (const piece of hostile) {
    it(`reads ${JSON.stringify(piece)}, ten thousand times, in no time`, () => {
      const text = piece.repeat(10_000);
      const document = new DocumentCitations('markdown', text);
      document.keyAt(text.length);
      document.typedKeyAt(text.length);
    });
  }
});
