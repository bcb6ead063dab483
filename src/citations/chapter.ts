import { findContainer } from '../references/crossReference.js';
import type { CslFields } from '../csl.js';
import { parseNote } from '../references/parse.js';
import type { Reference } from '../references/reference.js';

/** A reference, and that of its book where another note gives the book: "Roe, ‘A Chapter’" and "Doe, op. cit., n. 4". */
export interface ReadReference {
  reference: Reference;
  book: Reference | null;
}

const within = /,?\s*(?:in|dans):?\s*$/i;

/** Takes "Roe, ‘A Chapter’ in Doe, op. cit., n. 4" apart: the chapter is a work of its own, and what is said of its book stands elsewhere. */
export function withBook(reference: Reference): ReadReference {
  const at = findContainer(reference.text);
  if (at === null) return { reference, book: null };
  const [chapter] = parseNote(reference.text.slice(0, at).replace(within, '')).references;
  const [book] = parseNote(reference.text.slice(at)).references;
  if (!chapter?.item.title || !chapter.item.author || !book) return { reference, book: null };
  const { item, confidence } = chapter;
  return { reference: { ...reference, form: 'full', item: { ...item, type: 'chapter' }, confidence: { ...confidence, type: 0.95 }, locator: book.locator }, book };
}

/** What a chapter has from its book, or from another chapter of it. */
export function bookFields(book: CslFields): CslFields {
  const container = book.type === 'chapter' ? book['container-title'] : undefined;
  const fields = {
    'container-title': container ?? book.title,
    // Who wrote another chapter did not write this one.
    editor: book.editor ?? (container === undefined ? book.author : undefined),
    issued: book.issued,
    publisher: book.publisher,
    'publisher-place': book['publisher-place'],
    volume: book.volume,
    edition: book.edition,
  };
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  return { type: 'chapter', ...(Object.fromEntries(known) as Partial<CslFields>) };
}
