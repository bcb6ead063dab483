import assert from 'node:assert/strict';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import { check, checkHostile, covered, drawn, keyAt, typedKeyAt, typedLocatorAt } from './drawnCitations.js';

describe('keys in LaTeX', () => {
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

describe('citations in LaTeX', () => {
  check(drawn, 'latex', [
    ['\\cite{vale2018cubs}', 'behind cite vale2018cubs'],
    ['\\citep[see][p.~18--20, for one]{vale, powell}', 'behind citep ⟦see⟧ vale; powell, page 18--20 ⟦p.~18--20⟧ ⟦for one⟧'],
    ['\\autocites(see)(passim)[cf.][18]{a}[18]{b, c}', 'behind autocites ⟦cf.⟧ a, page 18 ⟦18⟧; b; c, page 18 ⟦18⟧ ⟦passim⟧'],
    ['\\footcites{a}[chap. 3]{b}', 'note footcites a; b, chapter 3 ⟦chap. 3⟧'],
    ['\\volcite{2}[12]{vale}', 'behind volcite vale, page 12 ⟦12⟧'],
    ['\\volcite[see]{2}{vale}', 'behind volcite ⟦see⟧ vale, volume 2 ⟦2⟧'],
    ['\\cite<see>[p. 5]{a}', 'behind cite ⟦see⟧ a, page 5 ⟦p. 5⟧'],
    ['\\cite<2->[5]{a}', 'behind cite a, page 5 ⟦5⟧'],
    ['\\parencite*[§~3]{a}', 'behind parencite -a, section 3 ⟦§~3⟧'],
    ['\\nocite{*}', 'silent nocite *'],
    ['\\citeyear*{a}', 'year citeyear -a'],
    ['\\Textcites{a}{b}', 'within Textcites a; b'],
    ['\\newcommand{\\mycite}[1]{\\cite{#1}}', ''],
    ['\\cite[see \\cite{b}]{a}', 'behind cite b | behind cite a ⟦see \\cite{b}⟧'],
    ['\\begin{displaycquote}[12]{a}', 'behind displaycquote a, page 12 ⟦12⟧'],
    ['\\begin{foreigndisplaycquote}{german}[see][12f.]{a}', 'behind foreigndisplaycquote ⟦see⟧ a, page 12f. ⟦12f.⟧'],
    ['\\cite{a, b and more text, x', 'behind cite a; b'],
  ]);

  describe('stand in their sentences as their commands have it', () => {
    check(drawn, 'latex', [
      ['\\citep*{a}', 'behind citep a'],
      ['\\Citealt{a}', 'behind Citealt a'],
      ['\\citealp[18]{a}', 'behind citealp a, page 18 ⟦18⟧'],
      ['\\citetalias{a}', 'behind citetalias a'],
      ['\\defcitealias{a}{Vale}', 'silent defcitealias a'],
      ['\\citeyearpar[18]{a}', 'behind citeyearpar -a, page 18 ⟦18⟧'],
      ['\\Autocite*{a}', 'behind Autocite -a'],
      ['\\footcitetext[18]{a}', 'note footcitetext a, page 18 ⟦18⟧'],
      ['\\footfullcites{a}{b}', 'note footfullcites a; b'],
      ['\\smartcites{a}{b}', 'behind smartcites a; b'],
      ['\\Volcites{1}{a}{2}[3]{b}', 'behind Volcites a, volume 1 ⟦1⟧; b, page 3 ⟦3⟧'],
      ['\\ftvolcite[see]{2}[12]{a}', 'note ftvolcite ⟦see⟧ a, page 12 ⟦12⟧'],
      ['\\citeauthor*{a}', 'names citeauthor a'],
      ['\\citetitle[18]{a}', 'title citetitle a, page 18 ⟦18⟧'],
      ['\\citefield{a}{title}', 'silent citefield a'],
      ['\\fullciteA<cf.>[18]{a}', 'within fullciteA ⟦cf.⟧ a, page 18 ⟦18⟧'],
      ['\\shortciteNP{a}', 'behind shortciteNP a'],
      ['\\citeasnoun[18]{a}', 'within citeasnoun a, page 18 ⟦18⟧'],
      ['\\citeonline{a}', 'within citeonline a'],
      ['\\onlinecite{a,*b}', 'behind onlinecite a; b'],
      ['\\citelist{\\cite{a}\\cite{b}}', 'behind cite a | behind cite b'],
      ['\\blockcquote[see][18]{a}{Words.}', 'behind blockcquote ⟦see⟧ a, page 18 ⟦18⟧'],
      ['\\textcquote*[18]{a}[.]{Words}', 'behind textcquote a, page 18 ⟦18⟧'],
      ['\\hybridblockcquote{german}[18]{a}{Worte}', 'behind hybridblockcquote a, page 18 ⟦18⟧'],
    ]);
  });

  describe('have the pinpoints of their postnotes', () => {
    check(drawn, 'latex', [
      ['\\cite[xii--xv]{a}', 'behind cite a, page xii--xv ⟦xii--xv⟧'],
      ['\\cite[pp. 12, 14--16 and 18]{a}', 'behind cite a, page 12, 14--16 and 18 ⟦pp. 12, 14--16 and 18⟧'],
      ['\\cite[12~ff.]{a}', 'behind cite a, page 12~ff. ⟦12~ff.⟧'],
      ['\\cite[\\pno~18\\psq]{a}', 'behind cite a, page 18\\psq ⟦\\pno~18\\psq⟧'],
      ['\\cite[\\S~3]{a}', 'behind cite a, section 3 ⟦\\S~3⟧'],
      ['\\cite[S.~18]{a}', 'behind cite a, page 18 ⟦S.~18⟧'],
      ['\\cite[Kap.\\,3]{a}', 'behind cite a, chapter 3 ⟦Kap.\\,3⟧'],
      ['\\cite[fig.~2.1]{a}', 'behind cite a, figure 2.1 ⟦fig.~2.1⟧'],
      ['\\cite[chap. 3, p. 18]{a}', 'behind cite a, chapter 3 ⟦chap. 3⟧ ⟦p. 18⟧'],
      ['\\cite[18, emphasis mine]{a}', 'behind cite a, page 18 ⟦18⟧ ⟦emphasis mine⟧'],
      ['\\cite[passim]{a}', 'behind cite a ⟦passim⟧'],
      ['\\cite[3rd ed.]{a}', 'behind cite a ⟦3rd ed.⟧'],
      ['\\cite[see][]{a}', 'behind cite ⟦see⟧ a'],
      ['\\cite[][18]{a}', 'behind cite a, page 18 ⟦18⟧'],
      ['\\cite[{18, [sic]}]{a}', 'behind cite a, page 18 ⟦18⟧ ⟦[sic]⟧'],
      ['\\cites(passim){a}{b}', 'behind cites a; b ⟦passim⟧'],
      ['\\cite[18 % of the first edition]\n]{a}', 'behind cite a, page 18 ⟦18⟧ ⟦% of the first edition]⟧'],
    ]);
  });

  describe('in awkward documents', () => {
    check(drawn, 'latex', [
      ['\\cite{größe2018,数学, ש:1/a_b-c.d+e\'f}', "behind cite größe2018; 数学; ש:1/a_b-c.d+e'f"],
      ['😀 שלום é \\cite\r\n\t[18]\r\n\t{a,\r\n\tb}\r\n', 'behind cite a; b, page 18 ⟦18⟧'],
      ['$x \\cite{a}$ \\[ y \\cite{b} \\]', 'behind cite a | behind cite b'],
      ['\\cite{a}', 'behind cite a'],
      ['\\cite{}', ''],
      ['\\cite{ , }', ''],
      ['\\cite', ''],
      ['\\cites{a}[18]', 'behind cites a'],
      ['\\url{https://a.org/50%} \\cite{a}', 'behind cite a'],
      ['\\href{https://a.org/50%}{\\cite{a}}', 'behind cite a'],
      ['\\lstinline{\\cite{a}} \\mintinline{tex}|\\cite{b}| \\cite{c}', 'behind cite c'],
      ['\\iffalse \\cite{a} \\fi \\cite{b}', 'behind cite b'],
      ['\\iffalse\n\n\\cite{a}\n\n\\else \\cite{b}\\fi', 'behind cite b'],
      ['\\begin{comment}\n\\cite{a}\n\n\\end{comment} \\cite{b}', 'behind cite b'],
      ['\\begin{filecontents*}{a.bib}\n\\cite{a}\n\\end{filecontents*}\n\\cite{b}', 'behind cite b'],
      ['% \\begin{verbatim}\n\\cite{a}', 'behind cite a'],
      ['\\verb|\\begin{verbatim}| \\cite{a}', 'behind cite a'],
      ['\\cite{a}\n\\end{document}\n\n\\cite{b}', 'behind cite a'],
      ['\\cite{a}\n\\endinput\n\n\\cite{b}', 'behind cite a'],
    ]);
  });

  it('reach from the backslash to the last brace', () => {
    assert.deepEqual(covered('latex', 'As \\autocites[18]{a} [3] {b}, and \\cite{c}.'), ['\\autocites[18]{a} [3] {b}', '\\cite{c}']);
  });
});

describe('commands of LaTeX that a person names', () => {
  const cited = (text: string, language = 'latex'): string =>
    new DocumentCitations(language, text, ['mycite', 'seecites']).all.flatMap(({ command, works }) => works.map(({ key, locator }) => [command, key.key, locator?.value].join(' ').trim())).join(', ');

  it('cite as \\autocite does', () => assert.equal(cited('\\mycite[see][18]{a, b} \\mycite*{c} \\yourcite{d}'), 'mycite a, mycite b 18, mycite c'));
  it('have several lists of keys where they end so', () => assert.equal(cited('\\seecites[1]{a}[2]{b}'), 'seecites a 1, seecites b 2'));
  it('are known in each language that has commands', () => assert.equal(cited('% \\mycite{a}', 'doctex') + cited('\\mycite{b}', 'rsweave') + cited('\\mycite{c}', 'typst'), 'mycite amycite b'));
});

describe('documents that are not LaTeX alone', () => {
  check(drawn, 'doctex', [
    ['% As \\cite{a}\n%% but \\cite{b}\n', 'behind cite a'],
    ['% \\cite{a,\n%   b}', 'behind cite a; b'],
    ['%    \\begin{macrocode}\n\\cite{#1}\\cite{a}\n%    \\end{macrocode}\n% \\cite{b}', 'behind cite b'],
  ]);
  check(drawn, 'rsweave', [
    ['\\cite{a}\n<<plot, echo=FALSE>>=\n\\cite{b}\n\ny\n@\n\\cite{c}', 'behind cite a | behind cite c'],
  ]);
});

describe('typing a key in LaTeX', () => {
  check(typedKeyAt, 'latex', [
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

describe('typing a pinpoint in LaTeX', () => {
  check(typedLocatorAt, 'latex', [
    ['\\cite[|]{vale2018cubs}', 'vale2018cubs |'],
    ['\\cite[see][1|8]{vale2018cubs}', 'vale2018cubs 1|8'],
    ['\\autocites[18]{a}[|]{b}', 'b |'],
    ['\\cite[p.~|]{a, b}', 'b, page |'],
    ['\\cite[|{vale}', 'vale |'],
    ['\\cite[1|{vale} and \\cite[3]{roe}', 'vale 1|'],
    ['\\cite[18, 2|]{a}', 'a, page 2|'],
    ['\\cite[|][3]{vale}', null],
    ['\\cite[chap. |]{a}', 'a, chapter |'],
    ['\\cite[see|]{a}', null],
    ['\\cite[p|]{a}', 'a p|'],
    ['\\cite[p1|]{a}', 'a, page 1|'],
    ['\\cite[§|]{a}', 'a, section |'],
    ['\\cite[x|ii]{a}', 'a x|ii'],
    ['\\cite[18--|20]{a}', 'a 18--|20'],
    ['\\cite[18, see|]{a}', null],
    ['\\cite[see, 1|]{a}', null],
    ['\\volcite{2}[|]{a}', 'a |'],
    ['\\begin{displaycquote}[|]{a}', 'a |'],
    ['% \\cite[|]{a}', null],
    ['\\cite[18|]', null],
  ]);
});

describe('hostile documents in LaTeX', () => {
  checkHostile('latex', ['\\cite[', '\\cite{', '\\cite{a}', '\\cites{a}', '\\cites(', '\\cite<', '{', '[', '%', '\\verb|', '\\begin{verbatim}', '\\iffalse', '\\cite[\\cite[{', '\\volcite{', '\\url{', '<<>>=\n', '\\begin{displaycquote}[', '#1,']);
});
