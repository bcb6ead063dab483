import assert from 'node:assert/strict';
import { covered, drawn, typedLocatorAt } from './drawnCitations.js';

describe('citations in LaTeX', () => {
  const rows: [text: string, citations: string][] = [
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
  ];
  for (const [text, citations] of rows) it(`${text} → ${citations || 'none'}`, () => assert.equal(drawn('latex', text), citations));

  it('reach from the backslash to the last brace', () => {
    assert.deepEqual(covered('latex', 'As \\autocites[18]{a} [3] {b}, and \\cite{c}.'), ['\\autocites[18]{a} [3] {b}', '\\cite{c}']);
  });
});

describe('typing a pinpoint in LaTeX', () => {
  const rows: [text: string, expected: string | null][] = [
    ['\\cite[|]{vale2018cubs}', 'vale2018cubs |'],
    ['\\cite[see][1|8]{vale2018cubs}', 'vale2018cubs 1|8'],
    ['\\autocites[18]{a}[|]{b}', 'b |'],
    ['\\cite[p.~|]{a, b}', 'b |'],
    ['\\cite[|{vale}', 'vale |'],
    ['\\cite[1|{vale} and \\cite[3]{roe}', 'vale 1|'],
    ['\\cite[18, 2|]{a}', 'a 2|'],
    ['\\cite[|][3]{vale}', null],
    ['\\cite[chap. |]{a}', null],
    ['\\cite[see|]{a}', null],
    ['\\cite[18|]', null],
  ];
  for (const [text, expected] of rows) it(`${text} → ${expected ?? 'nothing'}`, () => assert.equal(typedLocatorAt('latex', text), expected));
});
