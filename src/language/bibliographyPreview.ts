import type { LibraryItem, LibraryView } from '../library/library.js';
import { linksOf, type ItemLink } from '../library/links.js';
import { append } from '../text/multimap.js';
import type { Span } from '../text/span.js';
import type { Entry, Run } from './runs.js';
import { creators, textOf, year } from './brief.js';
import { everyWork } from './citations.js';
import type { DocumentCitations } from './documentCitations.js';
import type { NamedEntry } from './writtenBibliography.js';

/** Words of an entry that lead to where the work is, or do not. */
export interface LinkedRun extends Run {
  isLink?: boolean;
}

/** An entry as the preview shows it. */
export interface PreviewEntry extends NamedEntry {
  runs: readonly LinkedRun[];
}

export function previewEntry(entry: Entry, item: LibraryItem): PreviewEntry {
  const runs = webLink(item) ? linkedRuns(entry.runs, textOf(item, 'title')) : entry.runs;
  return { ...entry, runs, author: creators(item), year: year(item) };
}

/** The address that an entry leads to: that of its DOI, else its own; undefined for none. */
export const webLink = (item: LibraryItem): string | undefined =>
  linksOf(item).find((link): link is ItemLink & { uri: string } => link.kind === 'doi' || link.kind === 'url')?.uri;

const address = /\bhttps?:\/\/\S{1,2000}/;

/** The title, as far as the style has left it in one piece, and the first address are links. */
function linkedRuns(runs: readonly Run[], title: string): LinkedRun[] {
  const isTitle = (text: string): Span | null => {
    const start = title === '' || text.length !== text.toLowerCase().length ? -1 : text.toLowerCase().indexOf(title.toLowerCase());
    return start < 0 ? null : { start, end: start + title.length };
  };
  const isAddress = (text: string): Span | null => {
    const match = address.exec(text);
    return match && { start: match.index, end: match.index + match[0].replace(/[.,;)\]]{1,5}$/, '').length };
  };
  return [isTitle, isAddress].reduce<readonly LinkedRun[]>((linked, find) => withLink(linked, find), runs) as LinkedRun[];
}

/** The first run in which something is found, in up to three pieces. */
function withLink(runs: readonly LinkedRun[], find: (text: string) => Span | null): readonly LinkedRun[] {
  const at = runs.findIndex(({ text, isLink }) => !isLink && find(text) !== null);
  if (at < 0) return runs;
  const run = runs[at]!;
  const { start, end } = find(run.text)!;
  const pieces: LinkedRun[] = [{ ...run, text: run.text.slice(0, start) }, { ...run, text: run.text.slice(start, end), isLink: true }, { ...run, text: run.text.slice(end) }];
  return [...runs.slice(0, at), ...pieces.filter(({ text }) => text !== ''), ...runs.slice(at + 1)];
}

/** Where the works of a document are cited, in its order: by the keys of their items, those that no library has by the keys they are cited with. */
export function placesOf(document: DocumentCitations, library: LibraryView): Map<string, Span[]> {
  const places = new Map<string, Span[]>();
  for (const { works } of document.all) {
    for (const { key: { key, signed } } of works) if (key !== everyWork) append(places, library.keyOf(key) ?? key, signed);
  }
  return places;
}
