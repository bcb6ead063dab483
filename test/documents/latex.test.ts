import assert from 'node:assert/strict';
import type { GivenMarker, SourceDocument } from '../../src/documents/document.js';
import { readLatex } from '../../src/documents/readers/latex.js';
import type { ReadOptions } from '../../src/documents/readers/readers.js';
import { drawn, outline } from './outline.js';

const bib = '@book{roe2001, author = {Roe, Jane}, title = {A Closed Road}, year = 2001}\n@book{doe2004, author = {Doe, John and Poe, Jo}, title = {Open Gates}, year = 2004}\n@book{else, title = {Else}}';
const withFiles = (files: Record<string, string>, file = 'roads.tex'): ReadOptions => ({ file, beside: async (path) => (path in files ? new TextEncoder().encode(files[path]) : null) });
const read = (text: string, options: ReadOptions = withFiles({ 'refs.bib': bib })): Promise<SourceDocument> => readLatex(drawn(text), options);
const body = (text: string): Promise<SourceDocument> => readLatex(`\\addbibresource{refs.bib}\\begin{document}${text}\\end{document}`, withFiles({ 'refs.bib': bib }));

/** A marker in a line: "@roe2001 raised: roe2001 (see) (p. 3)", signals and pinpoints in parentheses. */
const markerIn = ({ label, raised, leads, targets }: GivenMarker): string =>
  `${label}${raised ? ' raised' : ''}${leads ? ' leads' : ''}: ${targets.map(({ id, signal, locator }) => [id, signal && `(${signal})`, locator && `(${locator})`].filter(Boolean).join(' ')).join(', ')}`;
const markersIn = ({ blocks }: SourceDocument): string[] => blocks.flatMap(({ markers = [] }) => markers.map(markerIn));

describe('reading LaTeX', () => {
  it('tells headings, paragraphs, quotations, captions and notes apart', async () => {
    const document = await read(String.raw`
      \documentclass{article} % roads
      \title{On \emph{Closed}\\ Roads\thanks{To all.}} \author{Jane Roe\thanks{Roads Council} \and J\"org Doe\\ Gates Press} \date{6 November 2023}
      \newcommand{\x}[1]{none of #1} \addbibresource{refs.bib}
      \begin{document}
      \maketitle
      \begin{abstract}We look at roads.\end{abstract}
      \section{Closed Roads}\label{sec:roads}
      It was \textbf{closed}, 100\% of it\footnote{See \textcite[18]{roe2001}.} % not this
      and caf\'e owners \& ` + '``keepers\'\'' + String.raw` --- stra{\ss}e~--- stay.

      \begin{quote}Nothing passes.

      No one.\end{quote}
      \begin{itemize}\item[a] A point. \item Another.\end{itemize}
      \begin{figure}[ht]\centering\includegraphics[width=3cm]{road.png}\caption[Road]{The road.}\label{fig:r}\end{figure}
      Where $x^2$ is more \(y\). \[ E = 1 \] \begin{equation}a\end{equation} So it is.
      \begin{verbatim} \section{No} {{ \end{verbatim}
      \begin{comment} none \end{comment}
      \end{document}
      After.`);
    assert.deepEqual(outline(document), [
      'We look at roads.', '# Closed Roads', 'It was closed, 100% of it and café owners & “keepers” — straße — stay.', '> Nothing passes. No one.', 'A point.', 'Another.', '! The road.',
      'Where x^2 is more y. So it is.', '1) See Roe (2001).', '- Roe, Jane. 2001. A Closed Road',
    ]);
    assert.deepEqual(document.masthead, { title: 'On Closed Roads', authors: ['Jane Roe', 'Jörg Doe'], date: '6 November 2023', publication: null });
    assert.deepEqual(markersIn(document), ['1: note:1']);
    assert.deepEqual(document.notes[0]!.markers!.map(markerIn), ['@roe2001 leads: roe2001 (18)']);
  });

  for (const [text, words, markers] of [
    [String.raw`As shown \cite{roe2001}.`, 'As shown.', ['@roe2001 raised: roe2001']],
    [String.raw`As shown~\parencite[see][18--20]{roe2001,doe2004}, too.`, 'As shown, too.', ['@roe2001; doe2004 raised: roe2001 (see), doe2004 (18–20)']],
    [String.raw`\textcite{roe2001} shows.`, 'Roe (2001) shows.', ['@roe2001 leads: roe2001']],
    [String.raw`Here \citet*[p.~3]{doe2004} shows.`, 'Here Doe and Poe (2004) shows.', ['@doe2004 leads: doe2004 (p. 3)']],
    [String.raw`It closed. \cite{roe2001} shows.`, 'It closed. Roe (2001) shows.', ['@roe2001 leads: roe2001']],
    [String.raw`It closed. \cite{roe2001} It stayed.`, 'It closed. It stayed.', ['@roe2001 raised: roe2001']],
    [String.raw`\citeauthor{roe2001}’s \citetitle{roe2001} (\citeyear{roe2001}).`, 'Roe’s A Closed Road (2001).', ['@roe2001 leads: roe2001', '@roe2001 leads: roe2001', '@roe2001 leads: roe2001']],
    [String.raw`Closed (see \citealp{roe2001}, or not).`, 'Closed (see Roe 2001, or not).', ['@roe2001: roe2001']],
    [String.raw`Closed \cites(see)()[12]{roe2001}[3]{doe2004}.`, 'Closed.', ['@roe2001; doe2004 raised: roe2001 (12), doe2004 (3)']],
    [String.raw`Closed \volcite{2}[12]{roe2001}.`, 'Closed.', ['@roe2001 raised: roe2001 (12)']],
    [String.raw`\enquote{Closed} \textquote{roads} \textcquote[4]{roe2001}{at last}.`, '“Closed” “roads” “at last”.', ['@roe2001 raised: roe2001 (4)']],
    [String.raw`As \textcite{lost} shows.`, 'As lost shows.', ['@lost leads: lost']],
    [String.raw`Closed \nocite{doe2004}\footcite[4]{roe2001}.`, 'Closed.', ['1: note:1']],
    [String.raw`Closed\footnotemark{} and open\footnotemark[7].`, 'Closed and open.', ['1: mark:1', '7: mark:7']],
    [String.raw`Closed\footnotemark.\footnotetext{As ever.}`, 'Closed.', ['1: note:1']],
    [String.raw`See \href{https://example.org}{here} and \url{https://example.org/a_b}.`, 'See here and https://example.org/a_b.', []],
    [String.raw`\unknown{One} {\it two} \verb|\three{|.`, String.raw`One two \three{.`, []],
  ] as [string, string, string[]][]) {
    it(`citations of ${text}`, async () => {
      const document = await body(text);
      assert.equal(document.blocks.map(({ passage }) => passage.text).join(' | '), words);
      assert.deepEqual(markersIn(document), markers);
    });
  }

  it('a quotation with its citation', async () => {
    const document = await body(String.raw`Before. \blockcquote[5]{roe2001}{Nothing passes.} \begin{displaycquote}[6]{doe2004}No one.\end{displaycquote}`);
    assert.deepEqual(outline(document).slice(0, 3), ['Before.', '> Nothing passes.', '> No one.']);
    assert.deepEqual(markersIn(document), ['@roe2001 raised: roe2001 (5)', '@doe2004 raised: doe2004 (6)']);
  });

  it('takes its own list of references first', async () => {
    const document = await read(String.raw`
      \begin{document}As \citet{roe} shows \cite{doe}.
      \begin{thebibliography}{9}
      \bibitem[Roe(2001)]{roe} Jane Roe. \newblock \emph{A Closed Road}. \newblock Gates Press, 2001.
      \bibitem{doe} John Doe, Open Gates.
      \end{thebibliography}\end{document}`);
    assert.deepEqual(outline(document), ['As Roe (2001) shows.', '- [Roe(2001)] Jane Roe. A Closed Road. Gates Press, 2001.', '- John Doe, Open Gates.']);
    assert.deepEqual(document.bibliography.map(({ id, item }) => [id, item]), [['roe', undefined], ['doe', undefined]]);
  });

  for (const [name, bbl, wanted] of [
    ['BibTeX', String.raw`\begin{thebibliography}{1}\bibitem{roe2001} Jane Roe. \newblock A Closed Road. 2001.\end{thebibliography}`, ['roe2001', 'Jane Roe. A Closed Road. 2001.', undefined]],
    ['Biber', String.raw`
      \entry{roe2001}{book}{}
        \name{author}{1}{}{%
          {{hash=1}{%
             family={Roe},
             familyi={R\bibinitperiod},
             given={Jane\bibnamedelima A.},
             giveni={J\bibinitperiod},
             prefix={van}}}%
        }
        \list{publisher}{1}{%
          {Gates Press}%
        }
        \strng{namehash}{1}
        \field{pages}{12\bibrangedash 14}
        \field{title}{A Closed Road}
        \field{year}{2001}
        \verb{doi}
        \verb 10.1234/roads
        \endverb
      \endentry`, ['roe2001', 'van Roe, Jane A.. 2001. A Closed Road. Gates Press', {
      'type': 'book', 'author': [{ 'family': 'Roe', 'given': 'Jane A.', 'non-dropping-particle': 'van' }], 'title': 'A Closed Road', 'publisher': 'Gates Press', 'issued': { 'date-parts': [[2001]] }, 'page': '12-14', 'DOI': '10.1234/roads',
    }]],
  ] as const) {
    it(`the .bbl of ${name}`, async () => {
      const document = await read(String.raw`\bibliography{refs}\begin{document}As shown \cite{roe2001}.\end{document}`, withFiles({ 'roads.bbl': bbl, 'refs.bib': bib }));
      assert.deepEqual(document.bibliography.map(({ id, passage, item }) => [id, passage.text, item]), [wanted]);
      const [entry] = document.bibliography;
      assert.equal(document.text.slice(entry!.start, entry!.end), String.raw`\cite{roe2001}`);
    });
  }

  it('keeps the places of words behind commands, accents and comments', async () => {
    const document = await body('It was \\emph{closed},% so\n R\\&D --- caf\\\'e \\cite{roe2001} too, as they said.');
    const { passage } = document.blocks[0]!;
    assert.equal(passage.text, 'It was closed,R&D — café too, as they said.'.replace(',R', ', R'));
    for (const words of ['closed', 'too', 'they', 'said.']) {
      const start = passage.text.indexOf(words);
      const span = passage.spanInSource({ start, end: start + words.length });
      assert.equal(document.text.slice(span.start, span.end), words);
    }
  });

  it('reads what is left of a file that is cut off anywhere', async () => {
    const whole = String.raw`\documentclass{article}\title{On $x$}\begin{document}\section{A}\begin{quote}\textcquote[see][3]{roe2001}{Q}\end{quote} a\footnote{b \emph{c} \cite[d]{e}} $f$ \'{g} \begin{thebibliography}{9}\bibitem[R(2001)]{roe2001} H.\end{thebibliography}\end{document}`;
    for (let length = 0; length <= whole.length; length++) await readLatex(whole.slice(0, length));
  });

  for (const [name, text] of [
    ['braces', '{'.repeat(100_000) + 'Words.' + '}'.repeat(100_000)], ['open braces', '{a '.repeat(100_000)], ['environments', '\\begin{a}}'.repeat(50_000)], ['notes', '\\footnote{a'.repeat(20_000) + '}'.repeat(20_000)],
    ['citations', 'a \\cite[b]{c} '.repeat(20_000)], ['open options', '\\cite[a '.repeat(20_000)], ['formulas', '$ a '.repeat(20_000)],
  ] as const) {
    it(`is not held up by many ${name}`, async () => {
      await readLatex(text);
    });
  }
});
