import assert from 'node:assert/strict';
import type { ReferenceFormat } from '../../src/language/references.js';
import { writeBibliography, type NamedEntry } from '../../src/language/writtenBibliography.js';

const vale: NamedEntry = {
  key: 'vale2018cubs', label: '', yearSuffix: 'a', author: 'Vale & Roe', year: '2018',
  runs: [{ text: 'Vale, 2018a. ' }, { text: 'Cubs', italic: true }, { text: ' 50% {x} 1', smallCaps: true }, { text: 'st', raised: true }],
};
const numbered: NamedEntry = { ...vale, key: 'roe<b>', label: '[1]', runs: [{ text: 'A <b> & c.' }] };

describe('a whole bibliography as text', () => {
  const rows: [format: ReferenceFormat, entry: NamedEntry, expected: string][] = [
    ['plain', vale, 'Vale, 2018a. Cubs 50% {x} 1st'],
    ['plain', numbered, '[1] A <b> & c.'],
    ['pandoc', vale, 'Vale, 2018a. *Cubs* [50% \\{x\\} 1]{.smallcaps}^st^'],
    ['typst', vale, 'Vale, 2018a. #emph[Cubs] #smallcaps[50% {x} 1]#super[st]'],
    [
      'latex', vale,
      '\\begin{thebibliography}{9}\n\n\\bibitem[{Vale \\& Roe}(2018a)]{vale2018cubs}\nVale, 2018a. \\emph{Cubs} \\textsc{50\\% \\textbraceleft{}x\\textbraceright{} 1}\\textsuperscript{st}\n\n\\end{thebibliography}',
    ],
    ['latex', { ...numbered, key: 'roe' }, '\\begin{thebibliography}{9}\n\n\\bibitem{roe}\nA <b> \\& c.\n\n\\end{thebibliography}'],
    [
      'html', vale,
      '<div id="refs" class="references csl-bib-body hanging-indent" role="list">\n<div id="ref-vale2018cubs" class="csl-entry" role="listitem">\n'
      + 'Vale, 2018a. <i>Cubs</i><span style="font-variant: small-caps;"> 50% {x} 1</span><sup>st</sup>\n</div>\n</div>',
    ],
    [
      'html', numbered,
      '<div id="refs" class="references csl-bib-body hanging-indent" role="list">\n<div id="ref-roe&lt;b&gt;" class="csl-entry" role="listitem">\n'
      + '<div class="csl-left-margin">[1] </div><div class="csl-right-inline">A &lt;b&gt; &amp; c.</div>\n</div>\n</div>',
    ],
  ];
  for (const [format, entry, expected] of rows) it(`${format}: ${entry.key}`, () => assert.equal(writeBibliography(format, { entries: [entry], isHanging: true }), expected));
});
