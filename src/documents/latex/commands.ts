const set = (names: string): Set<string> => new Set(names.trim().split(/\s+/u));

export const headings = set('part chapter section subsection subsubsection paragraph subparagraph');
export const quotationEnvironments = set('quote quotation displayquote foreigndisplayquote verse displaycquote epigraph');
export const mathEnvironments = set(`equation equation* align align* gather gather* eqnarray eqnarray* multline multline* displaymath math flalign flalign* alignat alignat* subequations`);
/** Environments of which only captions and notes are read. */
export const floats = set('figure figure* table table* wrapfigure wraptable sidewaysfigure sidewaystable longtable tabular tabular* tabularx tikzpicture picture algorithm algorithmic array');

/** Commands whose arguments no reader sees as words, with all of them. */
export const silent = set(`
  label ref pageref eqref autoref nameref cref Cref vref includegraphics usepackage RequirePackage documentclass documentstyle vspace hspace input include
  subfile bibliographystyle bibliography addbibresource printbibliography pagestyle thispagestyle pagenumbering setlength addtolength newcommand renewcommand
  providecommand newenvironment renewenvironment DeclareMathOperator newtheorem color index hypersetup graphicspath selectlanguage setcounter addtocounter
  addcontentsline markboth markright phantom hphantom vphantom todo title author date affiliation institute email address thanks keywords citestyle bibpunct
  setcitestyle rule vskip hskip newlength newcounter captionsetup geometry definecolor theoremstyle numberwithin lstset input@path PassOptionsToPackage
  maketitle tableofcontents listoffigures listoftables marginpar hyphenation linespread setstretch fontsize newif crefname Crefname glsentry newacronym newglossaryentry`);

/** Commands whose first arguments are no words: `\href{address}{words}`. */
export const passedOver: Record<string, number> = {
  href: 1, textcolor: 1, foreignlanguage: 1, parbox: 1, resizebox: 2, scalebox: 1, raisebox: 1, colorbox: 1, fcolorbox: 2, multicolumn: 2, multirow: 2, hyperref: 0,
  hyperlink: 1, hypertarget: 1, rotatebox: 1, adjustbox: 1, foreignquote: 1, hyphenquote: 1, foreigntextquote: 1, hyphentextquote: 1,
};

/** Commands that set their argument in quotation marks. */
export const quoting = set('enquote textquote foreignquote hyphenquote mkbibquote foreigntextquote hyphentextquote');
export const notes = set('footnote endnote sidenote footnotetext endnotetext');
export const noteMarks = set('footnotemark endnotemark');
/** Accents, and all that stands for a sign together with what follows. */
export const accents = new Set(['`', "'", '^', '~', '=', '.', '"', 'u', 'r', 'H', 'v', 'd', 'c', 'k', 'b', 't']);
