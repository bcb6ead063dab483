import * as l10n from '@vscode/l10n';
import type { Element } from 'domhandler';
import { unreadable, type SourceDocument } from '../document.js';
import { childElements, localName, parseMarkup } from '../markup.js';
import { readJats } from './jats.js';
import { readTei } from './tei.js';

/** JATS's articles, BITS's books and TEI's texts, by the name of the root element. */
const vocabularies: Record<string, (text: string, root: Element) => SourceDocument> = {
  'article': readJats, 'book': readJats, 'book-part-wrapper': readJats, 'TEI': readTei, 'TEI.2': readTei, 'teiCorpus': readTei,
};

/** An article or book as its publisher keeps it (JATS, NLM, BITS), or as TEI, GROBID's among it; another kind of XML is left alone. */
export function readXml(text: string): SourceDocument {
  const readable = deepestReadable(text);
  const [root] = childElements(parseMarkup(text.slice(0, readable), { xml: true }));
  const read = root && vocabularies[localName(root)];
  if (!read) return unreadable([{ code: 'unsupported-format', message: unknownKind(root), start: 0, end: 0 }]);
  const document = read(text, root);
  if (readable < text.length) {
    document.problems.push({ code: 'source-damaged', message: l10n.t('Elements are nested deeper than in any article; what follows was left unread.'), start: readable, end: text.length });
  }
  return document;
}

const unknownKind = (root: Element | undefined): string =>
  root
    ? l10n.t('Of XML, Ibid reads articles in JATS and texts in TEI; this file is of another kind (“{0}”). Export it as HTML or PDF and import that.', root.name.slice(0, 60))
    : l10n.t('Of XML, Ibid reads articles in JATS and texts in TEI; this file holds no element. Export it as HTML or PDF and import that.');

/** No article nests its elements so deep; the time a parser takes grows with the square of it. */
const deepest = 1000;
const tag = /<(\/)?[\p{L}_][^<>]*?(\/)?>/gu;

/** Up to where elements are not nested too deep. */
function deepestReadable(text: string): number {
  let depth = 0;
  for (const { 1: closes, 2: empty, index } of text.matchAll(tag)) {
    if (closes) depth--;
    else if (!empty && ++depth > deepest) return index;
  }
  return text.length;
}
