import * as l10n from '@vscode/l10n';
import { unreadable, type SourceDocument } from '../document.js';
import { isLocked, readPackage, textOf, within } from '../epub/package.js';
import { Apparatus } from '../html/apparatus.js';
import { rolesOf } from '../html/elements.js';
import type { Chapter } from '../html/places.js';
import { readChapter, type Selection } from '../html/walk.js';
import { localName, parseMarkup } from '../markup.js';
import { layOut, Parts } from '../parts.js';
import { Zip } from '../zip.js';

/** An EPUB: its chapters in the order of reading, laid out as one text; notes are found wherever in the book they stand. */
export function readEpub(bytes: Uint8Array): SourceDocument {
  const zip = Zip.open(bytes);
  const book = readPackage(zip);
  if (zip.problems.length > 0 && !book?.chapters.length) return unreadable(zip.problems);
  if (isLocked(zip)) return unreadable([{ code: 'source-locked', message: l10n.t('This book is protected against copying, and its text can’t be read. Import a copy without protection.'), start: 0, end: 0 }]);
  if (!book || book.chapters.length === 0) return unreadable([{ code: 'source-damaged', message: l10n.t('This file holds no book. Download it anew and import that.'), start: 0, end: 0 }]);
  const chapters = book.chapters.map((path) => chapterOf(zip, path, book.pages));
  const apparatus = new Apparatus(chapters);
  const parts = new Parts();
  for (const chapter of chapters) readChapter(chapter, apparatus, selection, parts);
  const { title } = book.item;
  return { ...layOut(parts), masthead: { title: title ?? null, authors: [], date: null, publication: null, item: book.item }, marked: parts.marked, furniture: [], problems: zip.problems };
}

function chapterOf(zip: Zip, path: string, pages: ReadonlyMap<string, string>): Chapter {
  const source = textOf(zip, path);
  return {
    path, source, root: parseMarkup(source, { xml: true }),
    resolve: (href) => {
      if (/^[a-z][a-z\d+.-]*:/iu.test(href) || !href.includes('#')) return null;
      const target = within(path, href);
      return `${target.path}#${target.fragment}`;
    },
    pageAt: (id) => pages.get(`${path}#${id}`),
  };
}

const setAside = new Set(['doc-toc', 'doc-landmarks', 'doc-page-list', 'doc-pagelist', 'doc-index', 'doc-cover']);

const selection: Selection = (element) => (localName(element) === 'nav' || rolesOf(element).some((role) => setAside.has(role)) ? 'out' : 'in');
