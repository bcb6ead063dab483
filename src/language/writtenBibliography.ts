import { escapeFor, writeRuns } from './markup.js';
import { writeReferences, type ReferenceFormat } from './references.js';
import { escapeHtml, inHtml, withLabel, type Entry, type EntryList } from './runs.js';

/** An entry with what a LaTeX document cites it by: `Vale`, `2018`. */
export interface NamedEntry extends Entry {
  author: string;
  year: string;
}

export interface NamedEntries extends Pick<EntryList, 'isHanging'> {
  entries: readonly NamedEntry[];
}

/** A whole bibliography as a document has it. What its entries are numbered by, LaTeX numbers itself. */
export function writeBibliography(format: ReferenceFormat, list: NamedEntries): string {
  if (format === 'html') return bibliographyInHtml(list);
  if (format === 'latex') return bibliographyInLatex(list);
  return writeReferences(format, list.entries.map(withLabel));
}

/** As Pandoc writes it, so that a style sheet made for its pages fits: https://pandoc.org/MANUAL.html#placement-of-the-bibliography */
function bibliographyInHtml({ entries, isHanging }: NamedEntries): string {
  const written = entries.map(({ key, label, runs }) => {
    const words = runs.map(inHtml).join('');
    const columns = label === '' ? words : `<div class="csl-left-margin">${escapeHtml(label)} </div><div class="csl-right-inline">${words}</div>`;
    return `<div id="ref-${escapeHtml(key)}" class="csl-entry" role="listitem">\n${columns}\n</div>`;
  });
  return [`<div id="refs" class="references csl-bib-body${isHanging ? ' hanging-indent' : ''}" role="list">`, ...written, '</div>'].join('\n');
}

/** What ends a key, or would begin something else. */
const notInKeys = /[\s,{}%#\\~^$&[\]]/g;

/** The label of a work is as natbib reads it: `\bibitem[Vale(2018a)]{vale2018cubs}`. */
function bibliographyInLatex({ entries }: NamedEntries): string {
  const widest = '9'.repeat(String(entries.length).length);
  const written = entries.map(({ key, label, runs, author, year, yearSuffix }) => {
    const named = label === '' && author !== '' ? `[{${escapeFor('latex', author)}}(${escapeFor('latex', year + yearSuffix)})]` : '';
    return `\\bibitem${named}{${key.replace(notInKeys, '')}}\n${writeRuns('latex', runs)}`;
  });
  return [`\\begin{thebibliography}{${widest}}`, ...written, '\\end{thebibliography}'].join('\n\n');
}
