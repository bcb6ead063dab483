import assert from 'node:assert/strict';
import { check, checkHostile, covered, drawn, keyAt, typedKeyAt, typedLocatorAt } from './drawnCitations.js';

const fence = '```';

describe('keys in Markdown', () => {
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
      ['@Größe2018|', '@Größe2018'],
      ['@数学2018|', '@数学2018'],
      ['first-@vale|', '@vale'],
      ['so (@vale|)', '@vale'],
      ['*@vale|*', '@vale'],
      ['@roe@va|le', '@vale'],
      ['x_@vale|', '@vale'],
      ['"x"@vale|', '@vale'],
      ['H~2~@vale|', '@vale'],
      ['&amp;@vale|', '@vale'],
      ['\\begin is @va|le', '@vale'],
      ['[a note](https://example.org "of @roe") and @va|le', '@vale'],
      ['# As @va|le', '@vale'],
      ['> - item\n>\n>   @va|le', '@vale'],
      ['::: {.note}\n@va|le\n:::', '@vale'],
      ['<div>\n@va|le\n</div>', '@vale'],
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
      ['[text](a.png "@va|le")', null],
      ['[text](a.png (@va|le))', '@vale'],
      ['[^@va|le]', null],
      ['@{|}ll@{}', null],
      ['\\textit{see @va|le}', null],
      ['\\foo[@va|le]{b}', null],
      ['\\@ref(fig:va|le)', null],
      ['\\begin{tabular}{@{}ll@{}}\n\n@va|le\n\\end{tabular}', null],
      ['\\begin{x}\n\n@vale\n\\end{x} @ro|e', '@roe'],
      ['a <!-- b\n\n@va|le --> c', null],
      ['a <!-- b\n\n@vale --> @ro|e', '@roe'],
      ['<style>\n@va|le\n\nb {}\n</style>', null],
      ['<style>\n\n@media\n</style>\n@va|le', '@vale'],
      ['<script>\nx = "@va|le"\n</script>', null],
      ['{{< video https://example.org/@va|le >}}', null],
      ['[text]: https://example.org/@va|le', null],
      [`${fence}\n@va|le\n${fence}`, null],
      [`${fence}{r, cache=TRUE}\n@va|le\n\nb`, null],
      [`~~~~\n${fence}\n@va|le\n~~~~`, null],
      [`${fence}\ncode\n${fence}\n@va|le`, '@vale'],
      [`${fence}\ncode\n${fence}\n\ntext\n\n@va|le`, '@vale'],
      [`- item\n\n  ${fence}\n  @va|le\n  ${fence}`, null],
      [`- ${fence}\n  @va|le\n  ${fence}`, null],
      [`- ${fence}\n  code\n\nthe list ends, says @va|le`, '@vale'],
      [`> ${fence}\n> @va|le\n> ${fence}`, null],
      [`> ${fence}\n> code\n\nthe quotation ends, says @va|le`, '@vale'],
      [`${fence}{=html}\n@va|le\n${fence}`, null],
      [`${fence}python title="a"\n@va|le\n\n@b`, null],
      [`${fence}{note}\n@va|le\n${fence}`, '@vale'],
      [`${fence}{note} Title\n\n@vale\n${fence}\n\n@ro|e`, '@roe'],
      [`${fence}{note}\n@vale\n${fence}\n\n${fence}\n@ro|e\n${fence}`, null],
      [`~~~~{note}\n${fence}\n@va|le\n${fence}\n~~~~`, null],
      [`~~~~{note}\n${fence}\nx\n${fence}\n\n@va|le\n~~~~`, '@vale'],
      ['text\n\n    @va|le', null],
      ['text\n\n\t@va|le', null],
      ['- item\n\n    @va|le', '@vale'],
      ['1. item\n\n    more\n\n    @va|le', '@vale'],
      ['[^1]: A note.\n\n    @va|le', '@vale'],
      ['text\n    @va|le', '@vale'],
      ['# Heading\n    @va|le', null],
      ['- item\n\n      @va|le', null],
      ['- item\n    - item\n\n    @va|le', '@vale'],
      ['- item\n    - item\n\n            @va|le', null],
      ['- item\n\ntext\n\n    @va|le', null],
      ['term\n\n:   @roe\n\n    @va|le', '@vale'],
      ['> text\n>\n>     @va|le', null],
      ['text\n\n    >>> @va|le', null],
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
      [`x ${'`'.repeat(30_000)} @va|le`, '@vale'],
      ['[@{va|le', null],
      ['@vale2018cubs|', '@vale2018cubs'],
      ['e\u0301 @va|le', '@vale'],
      ['x e\u0301@va|le', '@vale'],
      ['‮@va|le‬', '@vale'],
      ['@va|le\u200b', '@vale'],
      ['\uFEFF@va|le', '@vale'],
      ['\t@va|le', null],
      ['\ud83d@va|le', '@vale'],
      [`${'word '.repeat(400_000)}@va|le`, '@vale'],
      [`${'a line\n\n'.repeat(100_000)}@va|le`, '@vale'],
      [`${fence}js\nx\n${fence}\n\n${'a line\n\n'.repeat(40_000)}@va|le`, '@vale'],
      [`${fence}js\n${'a line\n\n'.repeat(20_000)}${fence}\n\n${fence}js\n@va|le`, null],
    ]);
  });
});

describe('citations in Markdown', () => {
  // Each form of https://pandoc.org/MANUAL.html#citation-syntax, with what `pandoc --citeproc` reads in it.
  describe('in the forms of Pandoc\'s manual', () => {
    check(drawn, 'markdown', [
      ['So [@doe99; @smith2000; @smith2004].', 'behind doe99; smith2000; smith2004'],
      ['@Foo_bar.baz.x', 'within Foo_bar.baz.x'],
      ['So @Foo_bar.baz.', 'within Foo_bar.baz'],
      ['@{Foo_bar.baz.}', 'within Foo_bar.baz.'],
      ['@Foo_bar--baz', 'within Foo_bar'],
      ['[@{https://example.com/bib?name=foobar&date=2000}, p.  33]', 'behind https://example.com/bib?name=foobar&date=2000, page 33 ⟦p.  33⟧'],
      ['[see @doe99, pp. 33-35 and *passim*; @smith04, chap. 1]', 'behind ⟦see⟧ doe99, page 33-35 ⟦pp. 33-35⟧ ⟦and *passim*⟧; smith04, chapter 1 ⟦chap. 1⟧'],
      ['[@smith{ii, A, D-Z}, with a suffix]', 'behind smith, page ii, A, D-Z ⟦{ii, A, D-Z}⟧ ⟦with a suffix⟧'],
      ['[@smith, {pp. iv, vi-xi, (xv)-(xvii)} with a suffix]', 'behind smith, page iv, vi-xi, (xv)-(xvii) ⟦{pp. iv, vi-xi, (xv)-(xvii)}⟧ ⟦with a suffix⟧'],
      ['[@smith{}, 99 years later]', 'behind smith ⟦99 years later⟧'],
      ['So says Smith [-@smith04].', 'behind -smith04'],
      ['@smith04 says so.', 'within smith04'],
      ['@smith04 [p. 33] says so.', 'within smith04, page 33 ⟦p. 33⟧'],
      ['-@smith04 says so.', 'year -smith04'],
      ['---\nnocite: |\n  @item1, @item2\n---', 'silent item1 | silent item2'],
      ["---\nnocite: '@*'\n...\n\n@a", 'silent * | within a'],
    ]);
  });

  describe('in groups', () => {
    check(drawn, 'markdown', [
      ['[ @a ]', 'behind a'],
      ['[@a;@b;\n@c]', 'behind a; b; c'],
      ['[-@a; see -@b]', 'behind -a; ⟦see⟧ -b'],
      ['[--@a]', 'behind ⟦--⟧ a'],
      ['[see [x] @a]', 'behind ⟦see [x]⟧ a'],
      ['[@a, [x; y] z; @b]', 'behind a ⟦[x; y] z⟧; b'],
      ['[(@a); (see @b, 3)]', 'behind ⟦(⟧ a ⟦)⟧; ⟦(see⟧ b, page 3 ⟦3⟧ ⟦)⟧'],
      ['[@a, `;` x; @b]', 'behind a ⟦`;` x⟧; b'],
      ['[@a, $x;y$; @b]', 'behind a ⟦$x;y$⟧; b'],
      ['[@a <!-- ; ] --> x; @b]', 'behind a ⟦<!-- ; ] --> x⟧; b'],
      ['[@a, x&nbsp;y; @b]', 'behind a ⟦x&nbsp;y⟧; b'],
      ['[@a\\; x; @b]', 'behind a ⟦\\; x⟧; b'],
      ['[\\[@a\\]]', 'behind ⟦\\[⟧ a ⟦\\]⟧'],
      ['[![x](y) @a]', 'behind ⟦![x](y)⟧ a'],
      ['[[@a]]', 'behind a'],
      ['[see "x; y" @a; @b]', 'behind ⟦see "x; y"⟧ a; b'],
      ['[@a, “x; y”; @b]', 'behind a ⟦“x; y”⟧; b'],
      ['[@a, "x; @b"]', 'behind a ⟦"x; @b"⟧ | within b'],
      ['[@a, "x; y; @b]', 'within a | within b'],
      ['[see 5" x; @a; 6" y @b]', 'within a | within b'],
      ['[@a, *p. 4*]', 'behind a ⟦*p. 4*⟧'],
      ['[@a, `p. 4`]', 'behind a ⟦`p. 4`⟧'],
      ['> [see @a,\n> p. 3]', 'behind ⟦see⟧ a, page 3 ⟦p. 3⟧'],
      ['[@a; no key]', 'within a'],
      ['[no key; @a]', 'within a'],
      ['[@a;]', 'within a'],
      ['[@a see @b]', 'behind a ⟦see @b⟧ | within b'],
      ['[see [@a] and @b]', 'behind a | behind ⟦see [@a] and⟧ b'],
      ['[text @a](https://example.org)', 'within a'],
      ['[text @a][label]', 'within a'],
      ['[@a]{.class}', 'within a'],
      ['![text @a](a.png)', 'within a'],
      ['^[text @a]', 'within a'],
      ['[x] @a]', 'within a'],
      ['[@a; @b', 'within a | within b'],
      ['- [@a\n- @b]', 'within a | within b'],
      ['[@a\n\n@b]', 'within a | within b'],
      ['| a | [@a; @b] |\n|---|---|\n| @c | d |', 'behind a; b | within c'],
      ['a wrapped [see @a,\np. 3]', 'behind ⟦see⟧ a, page 3 ⟦p. 3⟧'],
      ['1. item [see @a,\n   p. 3]', 'behind ⟦see⟧ a, page 3 ⟦p. 3⟧'],
      ['B. Russell [@a]\n\n    @b', 'behind a'],
    ]);
  });

  describe('in the sentence', () => {
    check(drawn, 'markdown', [
      ['@a[p. 3]', 'within a, page 3 ⟦p. 3⟧'],
      ['@a\n[p. 3]', 'within a, page 3 ⟦p. 3⟧'],
      ['@{a} [p. 3]', 'within a, page 3 ⟦p. 3⟧'],
      ['-@a [p. 3]', 'year -a, page 3 ⟦p. 3⟧'],
      ['@a [p. 3; also @b, 4]', 'within a, page 3 ⟦p. 3⟧; ⟦also⟧ b, page 4 ⟦4⟧'],
      ['@a [see @b; @c]', 'within a; ⟦see⟧ b; c'],
      ['@a [for one]', 'within a ⟦for one⟧'],
      ['@a [p. 3] [p. 4]', 'within a, page 3 ⟦p. 3⟧'],
      ['@a [p. 3; no key]', 'within a'],
      ['@a, [p. 3]', 'within a'],
      ['@a [p. 3](https://example.org)', 'within a'],
      ['@a [p. 3][label]', 'within a'],
      ['@a [^1]', 'within a'],
      ['first-@a', 'within a'],
    ]);

    for (const [text, ...expected] of [
      ['x [see @a, p. 3; @b] y', '[see @a, p. 3; @b]'],
      ['x @a\n[p. 3] y', '@a\n[p. 3]'],
      ['x -@{a} y [-@b]', '-@{a}', '[-@b]'],
      ['{cite:p}`a, b` x', '{cite:p}`a, b`'],
    ] as const) {
      it(`${JSON.stringify(text)} is covered as ${JSON.stringify(expected)}`, () => assert.deepEqual(covered('markdown', text), expected));
    }
  });

  describe('with pinpoints', () => {
    const pinpoints: [written: string, expected: string][] = [
      [', 3', 'page 3 ⟦3⟧'],
      [' 3', 'page 3 ⟦3⟧'],
      [',3', 'page 3 ⟦3⟧'],
      [', p.3', 'page 3 ⟦p.3⟧'],
      [', p. 3', 'page 3 ⟦p. 3⟧'],
      [', PP. 3', 'page 3 ⟦PP. 3⟧'],
      [', p.\\ 3', 'page 3 ⟦p.\\ 3⟧'],
      [', p.&nbsp;3', 'page 3 ⟦p.&nbsp;3⟧'],
      [', p.\u00a03', 'page 3 ⟦p.\u00a03⟧'],
      [', pp. 3,\n4', 'page 3,\n4 ⟦pp. 3,\n4⟧'],
      [', p. 3–5', 'page 3–5 ⟦p. 3–5⟧'],
      [', p. 3--5', 'page 3--5 ⟦p. 3--5⟧'],
      [', p. 3 - 5', 'page 3 ⟦p. 3⟧ ⟦- 5⟧'],
      [', p. 3 ff.', 'page 3 ⟦p. 3⟧ ⟦ff.⟧'],
      [', p. 3f.', 'page 3f ⟦p. 3f⟧ ⟦.⟧'],
      [', p. 12a, 13b', 'page 12a, 13b ⟦p. 12a, 13b⟧'],
      [', p. A3', 'page A3 ⟦p. A3⟧'],
      [', 3:4', 'page 3:4 ⟦3:4⟧'],
      [', sec. 1.2.3.', 'section 1.2.3 ⟦sec. 1.2.3⟧ ⟦.⟧'],
      [', 34(1)(i)', 'page 34(1)(i) ⟦34(1)(i)⟧'],
      [', [17]-[18]', 'page [17]-[18] ⟦[17]-[18]⟧'],
      [', p. xiv', 'page xiv ⟦p. xiv⟧'],
      [', p. XIV–XVI', 'page XIV–XVI ⟦p. XIV–XVI⟧'],
      [', p. (iv)', 'page (iv) ⟦p. (iv)⟧'],
      [', xiv', '⟦xiv⟧'],
      [', p. a-iv', '⟦p. a-iv⟧'],
      [', p. civil', '⟦p. civil⟧'],
      [', p. (a)', '⟦p. (a)⟧'],
      [', vol. 2, p. 18', 'volume 2 ⟦vol. 2⟧ ⟦p. 18⟧'],
      [', vol. 2:18', 'volume 2:18 ⟦vol. 2:18⟧'],
      [', §3', 'section 3 ⟦§3⟧'],
      [', §§ 3-5', 'section 3-5 ⟦§§ 3-5⟧'],
      [', ¶ 3', 'paragraph 3 ⟦¶ 3⟧'],
      [', pages3', 'page pages3 ⟦pages3⟧'],
      [', see p. 3', '⟦see p. 3⟧'],
      [': 3', '⟦: 3⟧'],
      [', 3 and 5', 'page 3 ⟦3⟧ ⟦and 5⟧'],
      [', {}', ''],
      [', {foo}', 'page foo ⟦{foo}⟧'],
      [', {a {b} c} d', 'page a {b} c ⟦{a {b} c}⟧ ⟦d⟧'],
      [', {s.v. cub}', 'sub-verbo cub ⟦{s.v. cub}⟧'],
      [', {3', '⟦{3⟧'],
    ];
    check(drawn, 'markdown', pinpoints.map(([written, expected]) => [`[@a${written}]`, `behind a${expected.startsWith('⟦') || expected === '' ? '' : ','}${expected && ` ${expected}`}`]));

    const terms: [label: string, words: string][] = [
      ['book', 'book|books|bk.|bks.'], ['chapter', 'chapter|chapters|chap.|chaps.'], ['column', 'column|columns|col.|cols.'], ['figure', 'figure|figures|fig.|figs.'],
      ['folio', 'folio|folios|fol.|fols.'], ['issue', 'number|numbers|no.|nos.'], ['line', 'line|lines|l.|ll.'], ['note', 'note|notes|n.|nn.'], ['opus', 'opus|opera|op.|opp.'],
      ['page', 'page|pages|p.|pp.'], ['paragraph', 'paragraph|paragraphs|para.|paras.|¶|¶¶'], ['part', 'part|parts|pt.|pts.'], ['section', 'section|sections|sec.|secs.|§|§§'],
      ['sub-verbo', 'sub verbo|sub verbis|s.v.|s.vv.'], ['verse', 'verse|verses|v.|vv.'], ['volume', 'volume|volumes|vol.|vols.'],
      ['appendix', 'appendix|app.'], ['equation', 'equation|eq.'], ['table', 'table|tbl.'],
    ];
    check(drawn, 'markdown', terms.flatMap(([label, words]) => words.split('|').map((word) => [`[@a, ${word} 3]`, `behind a, ${label} 3 ⟦${word} 3⟧`] as [string, string])));
  });

  describe('in metadata', () => {
    check(drawn, 'markdown', [
      ['---\ntitle: "After @a"\nabstract: |\n  As [@b, 3].\n\n  And @c.\nnocite: |\n  @d,\n\n  @e\nx: @f\n---\n@g', 'within a | behind b, page 3 ⟦3⟧ | within c | silent d | silent e | within f | within g'],
      ['text\n\n---\nnocite: "@a"\n---\n', 'silent a'],
      ['text\n\n---\n\nnocite: @a\n', 'within a'],
      ['---\r\nnocite: "@a"\r\n---\r\n@b', 'silent a | within b'],
    ]);
  });

  describe('not where it is the label of an example', () => {
    check(drawn, 'markdown', [
      ['(@good) An example.\n\nAs (@good) shows, and @a.', 'within a'],
      ['As @good says.\n\n(@good) An example.', ''],
      ['@good. An example.\n\nSee @good.', ''],
      ['1. item\n2. item\n(@good) An example.\n\nSee @good.', ''],
      ['text\n(@a) text', 'within a'],
      ['(@a)text', 'within a'],
      ['(@) An example, @a.', 'within a'],
    ]);
  });

  describe('in the roles of MyST', () => {
    check(drawn, 'markdown', [
      ['{cite}`a`', 'behind cite a'],
      ['{cite:p}`a2018, b2019;c`', 'behind cite:p a2018; b2019; c'],
      ['{cite:t}`a`', 'within cite:t a'],
      ['{cite:ps}`a` {cite:ts}`b` {cite:ct}`c` {cite:alp}`d`', 'behind cite:ps a | within cite:ts b | within cite:ct c | behind cite:alp d'],
      ['{cite:author}`a` {cite:year}`b` {cite:empty}`c`', 'names cite:author a | year cite:year -b | silent cite:empty c'],
      ['{footcite:t}`a`', 'note footcite:t a'],
      ['{cite:p}`{see}a{p. 3}`', 'behind cite:p ⟦see⟧ a, page 3 ⟦p. 3⟧'],
      ['{cite:p}`{see} a {p. 3, for one} , {also}b{x, y}`', 'behind cite:p ⟦see⟧ a, page 3 ⟦p. 3⟧ ⟦for one⟧; ⟦also⟧ b ⟦x, y⟧'],
      ['{cite:p}`` a ``', 'behind cite:p a'],
      ['{cite:p}`a:b/c.d-e`', 'behind cite:p a:b/c.d-e'],
      ['{cite:p}``', ''],
      ['{cite:p}`a', ''],
      ['{cite:q}`a`', ''],
      ['{ref}`a`', ''],
      ['`{cite}`a``', ''],
      ['@a [see {cite:p}`b`]', 'within a ⟦see {cite:p}`b`⟧ | behind cite:p b'],
    ]);
    check(keyAt, 'markdown', [['{cite:p}`see,va|le`', 'vale'], ['{cite:p|}`vale`', null]]);
    check(typedKeyAt, 'markdown', [
      ['{cite:p}`|`', 'braced |'],
      ['{cite:p}`va|le`', 'braced va|le'],
      ['{cite:p}`vale, po|', 'braced po|'],
      ['{cite:p}`{see}po|', 'braced po|'],
      ['{cite:p}`{see po|', null],
      ['{cite:p}`vale` and po|', null],
      ['{ref}`po|`', null],
      [`${fence}\n{cite:p}\`po|`, null],
    ]);
    check(typedLocatorAt, 'markdown', [['{cite:p}`vale{p. |}`', null]]);
  });

  describe('not where Quarto has cross-references', () => {
    check(drawn, 'quarto', [
      ['@fig-cubs, @tbl-a, @sec-b, @eq-c, @lst-d, @thm-e, @Fig-f and @a', 'within a'],
      ['[@fig-cubs; see @a, 3]', 'behind ⟦see⟧ a, page 3 ⟦3⟧'],
      ['[@fig-cubs]', ''],
      ['@figure2018 and @sec_2018', 'within figure2018 | within sec_2018'],
    ]);
    check(drawn, 'markdown', [['@fig-cubs', 'within fig-cubs']]);
    check(typedKeyAt, 'quarto', [['@fig-|', null], ['@fi|', 'bare fi|']]);
  });
});

describe('typing a pinpoint in Markdown', () => {
  check(typedLocatorAt, 'markdown', [
    ['[@vale, |]', 'vale, page p. |'],
    ['[@vale, |', 'vale, page p. |'],
    ['[@vale |]', 'vale, page p. |'],
    ['[@vale, p. |]', 'vale, page |'],
    ['[@vale, p.|]', 'vale, page |'],
    ['[@vale, p|]', 'vale, page p. p|'],
    ['[@vale, pp. 18-|]', 'vale, page 18-|'],
    ['[@vale, p. 1|8]', 'vale, page 1|8'],
    ['[@vale, p. |18]', 'vale, page |18'],
    ['[@vale, p. 18|-20, for one]', 'vale, page 18|-20'],
    ['[@vale, p. | and on]', 'vale, page |'],
    ['[@vale, p. 3, |]', 'vale, page |'],
    ['[@vale, pp. 3, 4|]', 'vale, page 4|'],
    ['[@vale, 1|]', 'vale, page 1|'],
    ['[@vale, p. xi|v]', 'vale, page xi|v'],
    ['[@vale, chap. |]', 'vale, chapter |'],
    ['[@vale, {|}]', 'vale, page p. |'],
    ['[@vale{p. |}]', 'vale, page |'],
    ['[see @roe, 3; also @{vale}, p. |]', 'vale, page |'],
    ['@vale [|]', 'vale, page p. |'],
    ['@vale [|', 'vale, page p. |'],
    ['@vale [p. |]', 'vale, page |'],
    ['@vale\n[p. 1|]', 'vale, page 1|'],
    ['@vale [p. 3; @roe, |]', 'roe, page p. |'],
    ['x\r\n[@vale,\r\np. |]\r\n', 'vale, page |'],
    ['[@vale|]', null],
    ['[@vale,|]', null],
    ['[@vale, see |]', null],
    ['[@vale, for o|]', null],
    ['[@vale, p. 3 and |]', null],
    ['[@vale; |]', null],
    ['[@vale, 3] |', null],
    ['@vale |', null],
    ['@vale, [|]', null],
    ['[|]', null],
    ['[x](|)', null],
    ['![@vale, |]', null],
    ['[@vale, `|`]', null],
    ['[@vale, <!-- | -->]', null],
    [`${fence}\n[@vale, |]\n${fence}`, null],
    ['text\n\n    [@vale, |]', null],
  ]);
});

describe('typing a key in Markdown', () => {
  check(typedKeyAt, 'markdown', [
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
    ['(@|)', 'bare |'],
    ['(@val|)', 'bare val|'],
    ['-@val|', 'bare val|'],
    ['@roe [see @val|]', 'bare val|'],
    ['[see @roe, p. 3; @|', 'bare |'],
    ['text\n\n    @val|', null],
    ['<!-- @val| -->', null],
    ['---\nnocite: |\n  @val|\n---', 'bare val|'],
    ['text\r\n@v|\r\n', 'bare v|'],
  ]);
});

describe('hostile documents in Markdown', () => {
  checkHostile('markdown', [
    '`', '``` ', '$', '$$', '<a ', '<!--', '](', '@{', '{', '@a;', '~~~\n', '- \n\n    ', '[', ']', '[@a', '[@a, ', '[@a; ', '@a [', '[[@a]', '[@a, {', '[@a, p. ', 'p. 1, ',
    '\\begin{a} ', '\\begin{a}\n', '\\a{', '\\a{{', '<style>', '{cite}`', '{cite}`a,', '{cite}`{', '&a', '> ', '>', '1. ', '(@a) ', '---\na:', '[x](', '[x](y "', '{{<', 'www.', '- ```\n', '```{note}\n', '\n>',
  ]);
  checkHostile('quarto', ['[@fig-a; ']);

  it('reads brackets in brackets, however deep', () => {
    const text = `${'['.repeat(5_000)}@a${']'.repeat(5_000)}`;
    assert.equal(drawn('markdown', text), 'behind a');
  });
});
