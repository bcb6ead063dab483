import assert from 'node:assert/strict';
import { isLabel } from '../../src/language/typst/label.js';
import { check, checkHostile, covered, drawn, typedKeyAt, typedLocatorAt } from './drawnCitations.js';

describe('citations in Typst', () => {
  check(drawn, 'typst', [
    ['As @vale2018 shows.', 'behind vale2018'],
    ['@vale2018[p. 18], @a:b.c. And @x:', 'behind vale2018, page 18 ⟦p. 18⟧ | behind a:b.c | behind x'],
    ['@a[p.~18--20, for one]', 'behind a, page 18--20 ⟦p.~18--20⟧ ⟦for one⟧'],
    ['@a[see @b, p. 3]', 'behind a ⟦see @b, p. 3⟧ | behind b'],
    ['@a.@b', 'behind a | behind b'],
    ['@数学2018', 'behind 数学2018'],
    ['#cite(<a>)', 'behind cite a'],
    ['#cite(<a>, supplement: [p. 18], form: "prose")', 'within cite a, page 18 ⟦p. 18⟧'],
    ['#cite(form: "author", <a>)', 'names cite a'],
    ['#cite(<a>, form: "year")', 'year cite -a'],
    ['#cite(<a>, form: none)', 'silent cite a'],
    ['#cite(<a>, form: "full", style: "ieee")', 'behind cite a'],
    ['#cite(\n  <a>,\n  supplement: "chap. 3",\n)', 'behind cite a, chapter 3 ⟦chap. 3⟧'],
    ['#cite(label("DBLP:books/x"))', 'behind cite DBLP:books/x'],
    ['#std.cite(<a>)', 'behind cite a'],
    ['#ref(<a>, supplement: [p. 18])', 'behind ref a, page 18 ⟦p. 18⟧'],
    ['#{ let x = 1; cite(<a>) } @b', 'behind cite a | behind b'],
    ['#footnote[@a]', 'behind a'],
    ['#footnote[See #cite(<a>).] @b', 'behind cite a | behind b'],
    ['#cite(supplement: [see @b], <a>)', 'behind b | behind cite a ⟦see @b⟧'],
    ['#text(red)[@a][@b] @c', 'behind a | behind b | behind c'],
    ['#if x [@a] else [@b] @c (text)', 'behind a | behind b | behind c'],
    ['#if x {\n  [@a]\n} else {\n  [@b]\n}\n@c', 'behind a | behind b | behind c'],
    ['#let x = 1; @a\n#let y = [@b]\n@c', 'behind a | behind b | behind c'],
    ['#context [@a] @b', 'behind a | behind b'],
    ['#show: doc => {\n  [@a]\n\n  [@b]\n}\n\n@c', 'behind a | behind b | behind c'],
    ['#figure(\n  image("a.png"),\n\n  caption: [As @a],\n)\n\n@b', 'behind a | behind b'],
    ['#align(center)[\n@a\n\n@b\n]\n\n@c]', 'behind a | behind b | behind c'],
    ['$x$ @a', 'behind a'],
  ]);

  describe('not where Typst reads none, or something else is meant', () => {
    const none = [
      '\\@a', '`@a`', '```typ @a ```', '```\n@a\n\n@b\n```', '```` ``` @a ````', '$ x_@a $', '$\n  x_@a\n\n  @b\n$', '// @a', '/* @a */', '/* /* x */ @a */', '/* a\n\n@b\n\n*/',
      'https://example.org/@a', '#link("https://example.org/@a")', '#import "@preview/a:1.0.0": x', 'gina@vale.org', '#let a = "see @b"', '#if a < b { }', '@', '@:', '#cite()', '#cite(key)', '#citep(<a>)', '#link(<a>)[there]',
    ];
    check(drawn, 'typst', none.map((text) => [text, '']));
  });

  describe('beside what holds none', () => {
    check(drawn, 'typst', [
      ['`@a` ``` @b ``` @c', 'behind c'],
      ['`` @a', 'behind a'],
      ['a `tick and @a', 'behind a'],
      ['/* @a /* x */ @b */ @c', 'behind c'],
      ['https://example.org/(@a) @b', 'behind b'],
      ['[https://example.org/@a] @b', 'behind b'],
      ['#foo(\n  1,\n\n  "x // y",\n  cite(<a>)\n)\n\n@b', 'behind cite a | behind b'],
      ['#cite(<va\n\nThe text goes on with @b.', 'behind b'],
      ['#foo("a\n@x\n\nThe text goes on with @b.', 'behind b'],
      ['It costs $5.\n\nThe text goes on with @b.', 'behind b'],
      ['] ) } @a', 'behind a'],
    ]);
  });

  it('are none of what the document labels', () => {
    assert.equal(drawn('typst', 'See @fig-one and @sec, but @vale.\n\n= Head <sec>\n\n#figure(\n  image("a.png"),\n) <fig-one>'), 'behind vale');
    assert.equal(drawn('typst', '= Head #label("sec")\n\n@sec @vale'), 'behind vale');
    assert.equal(drawn('typst', '#link(<vale>)[there] @vale #show <vale>: emph'), 'behind vale');
  });

  it('reach from their sign to their last bracket', () => {
    assert.deepEqual(covered('typst', '@a[p. 1]. #cite(<b>, form: "prose"), @c. #{ cite(<d>) }'), ['@a[p. 1]', '#cite(<b>, form: "prose")', '@c', 'cite(<d>)']);
  });
});

describe('typing a key in Typst', () => {
  check(typedKeyAt, 'typst', [
    ['@|', 'bare |'],
    ['@va|le', 'bare va|le'],
    ['@va|le.', 'bare va|le'],
    ['@vale:|', 'bare vale:|'],
    ['As @v|\r\n', 'bare v|'],
    ['#footnote[@va|]', 'bare va|'],
    ['#cite(<|>)', 'bare |'],
    ['#cite(<va|le>)', 'bare va|le'],
    ['#cite(<va|', 'bare va|'],
    ['#cite(<va|\n\nThe text goes on.', 'bare va|'],
    ['#cite(supplement: [x], <|>)', 'bare |'],
    ['#cite(label("vale cu|"))', 'braced vale cu|'],
    ['@vale |', null],
    ['gina@|', null],
    ['\\@va|', null],
    ['`@va|`', null],
    ['$@va|$', null],
    ['// @va|', null],
    ['#import "@|"', null],
    ['https://example.org/@|', null],
    ['#{ a <|b }', null],
    ['a <|b', null],
  ]);

  it('tells which keys stand behind its sign', () => {
    assert.deepEqual(['vale2018', 'a:b.c', 'größe-1', 'a.', 'DBLP:books/x', 'a b', ''].map(isLabel), [true, true, true, false, false, false, false]);
  });
});

describe('typing a pinpoint in Typst', () => {
  check(typedLocatorAt, 'typst', [
    ['@vale[|]', 'vale p. |'],
    ['@vale[p. |]', 'vale, page |'],
    ['@vale[p.~1|8]', 'vale, page 1|8'],
    ['@vale[p. |', 'vale, page |'],
    ['#cite(<vale>, supplement: [|])', 'vale p. |'],
    ['#cite(<vale>, supplement: [p. 1|])', 'vale, page 1|'],
    ['#cite(<vale>, supplement: [|', 'vale p. |'],
    ['#cite(<vale>, supplement: "p. |")', 'vale, page |'],
    ['@vale[p|]', 'vale p. p|'],
    ['@vale[see|]', null],
    ['@vale [|]', null],
    ['#cite(<vale>, style: [|])', null],
  ]);
});

describe('hostile documents in Typst', () => {
  checkHostile('typst', ['`', '``` ', '$', '/*', '//', '"', '@a[', '@a....', '#cite(', '#cite(<a>, ', '#cite(supplement: [', '#{', '#(', '#[', '#a(', '<a', 'https://(', '#if ', '#let x = "', 'cite(label("', '[', ']', '\\', '#a.b']);
});
