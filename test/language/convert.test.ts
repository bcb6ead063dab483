import assert from 'node:assert/strict';
import { conversionsAt } from '../../src/language/convert.js';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import type { Edit } from '../../src/text/edit.js';

/** The text with the selection between `«` and `»`, or a cursor `|`, after each conversion, by its title. */
function converted(language: string, drawn: string): Record<string, string> {
  const start = drawn.search(/[«|]/);
  const text = drawn.replace(/[«»|]/g, '');
  const end = drawn.includes('»') ? drawn.indexOf('»') - 1 : start;
  return Object.fromEntries(conversionsAt(new DocumentCitations(language, text), { start, end }).map(({ title, edits }) => [title, applied(text, edits())]));
}

const applied = (text: string, edits: readonly Edit[]): string => edits.toReversed().reduce((whole, { start, end, text: words }) => whole.slice(0, start) + words + whole.slice(end), text);

const inSentence = 'Convert to Citation in the Sentence';
const behind = 'Convert to Citation behind the Sentence';

describe('converting a citation within its language', () => {
  const rows: [language: string, drawn: string, title: string, expected: string | undefined][] = [
    ['markdown', 'As [@a|]', inSentence, 'As @a'],
    ['markdown', 'As [see *also* @a|, p. 18 and passim]', inSentence, 'As see *also* @a [p. 18 and passim]'],
    ['markdown', 'As [@a|, p. 18; -@b]', inSentence, 'As @a [p. 18]; -@b'],
    ['markdown', 'As @a| [p. 18]', behind, 'As [@a, p. 18]'],
    ['markdown', 'As @a|', inSentence, undefined],
    ['markdown', 'As «@a and @b» say', behind, 'As [@a] and [@b] say'],
    ['markdown', 'As @{vale--2018}|', behind, 'As [@{vale--2018}]'],
    ['markdown', 'As @a says|, it is', behind, undefined],
    ['latex', 'As \\parencite[see][18]{a|}', 'Convert to \\textcite', 'As \\textcite[see][18]{a}'],
    ['latex', 'As \\Parencites[18]{a|}{b}', 'Convert to \\textcite', 'As \\Textcites[18]{a}{b}'],
    ['latex', 'As \\textcite{a|}', 'Convert to \\parencite', 'As \\parencite{a}'],
    ['latex', 'As it is \\autocite{a|}.', 'Convert to \\footcite', 'As it is\\footcite{a}.'],
    ['latex', 'As it is\\footcite{a|}.', 'Convert to \\parencite', 'As it is \\parencite{a}.'],
    ['latex', 'As \\parencite*{a|}', 'Convert to \\textcite', undefined],
    ['latex', 'As \\citep[p.~3]{a|}', 'Convert to \\citet', 'As \\citet[p.~3]{a}'],
    ['latex', 'As \\citeauthor{a|}', 'Convert to \\textcite', undefined],
  ];
  for (const [language, drawn, title, expected] of rows) it(`${drawn}: ${title}`, () => assert.equal(converted(language, drawn)[title], expected));
});

describe('converting citations of another language', () => {
  const [toPandoc, toLatex, toTypst] = ['Pandoc', 'LaTeX', 'Typst'].map((name) => `Convert Citations to ${name}’s Form`) as [string, string, string];
  const rows: [language: string, drawn: string, title: string, expected: string | undefined][] = [
    ['markdown', '«So \\parencite[see][18--20]{a} and \\textcite{b}.»', toPandoc, 'So [see @a, pp. 18–20] and @b.'],
    ['markdown', '«\\parencites[see \\emph{also}][18\\psqq]{a}[chap.~3, for one]{b}»', toPandoc, '[see *also* @a, p. 18 ff.; @b, chap. 3, for one]'],
    ['markdown', 'So \\parencite{a|} and \\textcite{b}.', toPandoc, 'So [@a] and \\textcite{b}.'],
    ['markdown', '«\\parencite*{a} \\footcite[R\\&D @ 3]{b}»', toPandoc, '[-@a] [@b, R\\&D \\@ 3]'],
    ['markdown', '«\\citeauthor{a} \\citeyear{a} \\citetitle{a} \\nocite{a}»', toPandoc, '\\citeauthor{a} -@a \\citetitle{a} \\nocite{a}'],
    ['markdown', '«As [@a] says»', toPandoc, undefined],
    ['markdown', '«% \\cite{a}»', toPandoc, undefined],
    ['latex', '«So [see *also* @a, pp. 18–20; -@b] and @c [p. 3].»', toLatex, 'So \\parencite[see \\emph{also}][18--20]{a} \\parencite*{b} and \\textcite[3]{c}.'],
    ['latex', '\\usepackage{natbib}\n\n«So [@a, p. 3; @b] and @c.»', toLatex, '\\usepackage{natbib}\n\nSo \\citep[p.~3]{a} \\citep{b} and \\citet{c}.'],
    ['latex', '«[@a, 100% & more]»', toLatex, '\\parencite[100\\% \\& more]{a}'],
    ['latex', '«\\begin{tabular}{@{\\quad}l@{}} name@host.org»', toLatex, undefined],
    ['latex', '«\\parencite{a}»', toLatex, undefined],
    ['typst', '«So [see @a, p. 18] and @b [p. 3] \\parencite{c}»', toTypst, 'So see @a[p. 18] and #cite(<b>, supplement: [p. 3], form: "prose") @c'],
    ['markdown', '«So #cite(<a>, form: "prose")»', toPandoc, 'So @a'],
    ['quarto', '«So \\textcite[18]{a}»', toPandoc, 'So @a [p. 18]'],
  ];
  for (const [language, drawn, title, expected] of rows) it(`${drawn} in ${language}`, () => assert.equal(converted(language, drawn)[title], expected));
});
