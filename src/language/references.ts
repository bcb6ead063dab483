import * as l10n from '@vscode/l10n';
import type { LibraryItem, LibraryView } from '../library/library.js';
import type { Span } from '../text/span.js';
import { everyWork, type Citation } from './citations.js';
import type { DocumentCitations } from './documentCitations.js';
import { formOf, writeRuns, type Form } from './markup.js';
import { inHtml, plainly, type Run } from './runs.js';
import { commandsOf } from './writeCitation.js';

/** What references can be written for. */
export type ReferenceFormat = 'plain' | 'html' | Form;

/** In the order in which they are offered. */
export const referenceFormats = (): readonly { format: ReferenceFormat; label: string }[] => [
  { format: 'plain', label: l10n.t('Plain Text') },
  { format: 'html', label: 'HTML' },
  { format: 'pandoc', label: 'Markdown' },
  { format: 'latex', label: 'LaTeX' },
  { format: 'typst', label: 'Typst' },
];

/** References one below the other. */
export function writeReferences(format: ReferenceFormat, entries: readonly (readonly Run[])[]): string {
  if (format === 'plain') return entries.map(plainly).join('\n');
  if (format === 'html') return entries.map((runs) => `<p>${runs.map(inHtml).join('')}</p>`).join('\n');
  return entries.map((runs) => writeRuns(format, runs)).join('\n\n');
}

/** Works that are cited, each once in the order of their first citations, and the keys of those that the library does not have. */
export interface CitedItems {
  items: readonly LibraryItem[];
  unknown: readonly string[];
}

/** So many works are taken of a library that a document cites as a whole. */
const mostOfAll = 1000;

/** What a document cites; behind it, as Pandoc has them, what its metadata name under `nocite`. @param span only there: all keys that it touches */
export function citedItems(document: DocumentCitations, library: LibraryView, span?: Span): CitedItems {
  const citations = span ? document.near(span) : document.all;
  const touched = ({ start, end }: Span): boolean => !span || (start <= span.end && span.start <= end);
  const isLater = ({ manner }: Citation): boolean => manner === 'silent' && formOf(document.language) === 'pandoc';
  const inOrder = [...citations.filter((citation) => !isLater(citation)), ...citations.filter(isLater)];
  const keys = inOrder.flatMap(({ works }) => works.map(({ key }) => key)).filter(({ signed }) => touched(signed));
  const found = [...new Set(keys.map(({ key }) => key))].filter((key) => key !== everyWork).map((key) => ({ key, item: library.get(key) }));
  const all = keys.some(({ key }) => key === everyWork) ? library.search('', mostOfAll) : [];
  return {
    items: [...new Map([...found.flatMap(({ item }) => item ?? []), ...all].map((item) => [item.id, item])).values()],
    unknown: found.filter(({ item }) => !item).map(({ key }) => key),
  };
}

/** What tells the language's own tools to set the bibliography, and who they are. @param file the bibliography's, from the document's folder */
export function ownBibliography(document: DocumentCitations, file: string): { text: string; tool: string } {
  const form = formOf(document.language);
  if (form === 'typst') return { text: `#bibliography("${file.replace(/["\\]/g, '\\$&')}")`, tool: 'Typst' };
  const { behind } = commandsOf(document);
  if (form === 'latex' && behind === 'citep') return { text: `\\bibliographystyle{plainnat}\n\\bibliography{${file.replace(/\.bib$/i, '')}}`, tool: 'BibTeX' };
  if (form === 'latex') return { text: '\\printbibliography', tool: 'biblatex' };
  if (behind !== undefined || document.language === 'myst') return { text: '```{bibliography}\n```', tool: 'MyST' };
  return { text: '::: {#refs}\n:::', tool: document.language === 'quarto' ? 'Quarto' : 'Pandoc' };
}
