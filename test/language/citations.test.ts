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

describe('cite keys in LaTeX', () => {
  describe('in the commands of natbib and biblatex', () => {
    check(keyAt, 'latex', [
      ['\\cite{va|le2018}', 'vale2018'],
      ['\\cite{|vale2018}', 'vale2018'],
      ['\\cite{vale2018|}', 'vale2018'],
      ['\\cite{vale2018} |', null],
      ['\\ci|te{vale2018}', null],
      ['\\citep[see][p.~18]{va|le}', 'vale'],
      ['\\citet*{va|le}', 'vale'],
      ['\\Citeauthor{va|le}', 'vale'],
      ['\\parencite* [18] {va|le}', 'vale'],
      ['\\textcite[see \\emph{the \\textbf{best}} of]{va|le}', 'vale'],
      ['\\cite[see \\cite{o|ther}]{vale}', 'other'],
      ['\\cite[see \\cite{other}]{va|le}', 'vale'],
      ['\\nocite{*|}', '*'],
      ['\\cite{a,  b ,\n\tva|le , c}', 'vale'],
      ['\\cite{a,% not @this|\n  vale}', null],
      ['\\cite{a,% note\n  va|le}', 'vale'],
      ['\\autocites(see)()[12]{a}[3][4]{b, va|le}', 'vale'],
      ['\\footcites{a}{b}{va|le}', 'vale'],
      ['\\volcite{2}[12]{va|le}', 'vale'],
      ['\\volcite{|2}[12]{vale}', null],
      ['\\pvolcite[see]{2}[12]{va|le}', 'vale'],
      ['\\Volcites{1}{a}{2}[3]{va|le}', 'vale'],
      ['\\citefield{va|le}{title}', 'vale'],
      ['\\citefield{vale}{ti|tle}', null],
      ['\\foreigntextcquote{german}[12]{va|le}{Worte}', 'vale'],
      ['\\cite{smith:2018/a_b-c.d|}', 'smith:2018/a_b-c.d'],
    ]);
  });

  describe('not elsewhere', () => {
    check(keyAt, 'latex', [
      ['\\citetext{va|le}', null],
      ['\\citestyle{va|le}', null],
      ['\\excited{va|le}', null],
      ['\\emph{va|le}', null],
      ['% \\cite{va|le}', null],
      ['100\\% \\cite{va|le}', 'vale'],
      ['\\\\% \\cite{va|le}', null],
      ['\\verb|\\cite{vale}| \\cite{va|le}', 'vale'],
      ['\\verb!\\cite{va|le}!', null],
      ['\\begin{verbatim}\n\n\\cite{va|le}\n\\end{verbatim}', null],
      ['\\begin{lstlisting}[language=C]\n\\cite{va|le}', null],
      ['\\begin{verbatim}x\\end{verbatim} \\cite{va|le}', 'vale'],
      ['\\cite{vale\n\nva|le}', null],
    ]);
  });
});

describe('typing a cite key in LaTeX', () => {
  check(typedAt, 'latex', [
    ['\\cite{|}', 'braced |'],
    ['\\cite{|', 'braced |'],
    ['\\cite{val|e2018}', 'braced val|e2018'],
    ['\\cite{a, |}', 'braced |'],
    ['\\cite{a,po|, c}', 'braced po|'],
    ['\\cite{a,\n  po|\n}', 'braced po|'],
    ['\\cite{powell talk|}', 'braced powell talk|'],
    ['\\cite{powell ta|lk, b}', 'braced powell ta|lk'],
    ['\\cite{po| and the text goes on', 'braced po|'],
    ['\\cite{po| and \\emph{more}', 'braced po|'],
    ['\\cite{a} |', null],
    ['\\cite[|]{a}', null],
    ['\\cites{a}{|}', 'braced |'],
    ['\\cites{a}[3]{po|', 'braced po|'],
    ['\\volcite{|', null],
    ['% \\cite{|}', null],
    ['\\cite{a, % po|', null],
    ['\\cite{a,\r\n\tpo|}\r\n', 'braced po|'],
  ]);
});

describe('hostile documents', () => {
  const hostile = ['`', '``` ', '$', '$$', '<a ', '<!--', '](', '@{', '\\cite[', '\\cite{', '\\cites{a}', '{', '@a;', '~~~\n', '\\verb|', '- \n\n    '];
  for (const piece of hostile) {
    it(`reads ${JSON.stringify(piece)}, ten thousand times, in no time`, () => {
      const text = piece.repeat(10_000);
      for (const language of ['markdown', 'latex']) {
        const document = new DocumentCitations(language, text);
        document.keyAt(text.length);
        document.typedKeyAt(text.length);
      }
    });
  }
});
