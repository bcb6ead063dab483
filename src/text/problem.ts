import type { Span } from './span.js';

/**
 * Every code a problem can have, with what it means. The README's table is made from this one.
 * A code is part of `problems.json`: add codes, never rename one.
 */
export const problemCodes = {
  // documents: what could not be read
  'empty-source': 'The file holds no text.',
  'binary-source': 'The file is not text, whatever its name says.',
  'source-too-large': 'The file is larger than Ibid reads.',
  'invalid-encoding': 'Some bytes are not valid in the file’s encoding; they stand as U+FFFD.',
  'source-unreadable': 'The file vanished or could not be opened.',
  'unsupported-format': 'Ibid has no reader for this kind of file.',
  'source-damaged': 'The file is broken; what could be read of it was read.',
  'source-locked': 'The file is encrypted, and its text can’t be read without its password.',
  'source-without-text': 'Pages hold pictures and no text, as scans do.',
  'source-cut': 'The source is longer than Ibid reads; the rest was left unread.',
  'source-slow': 'Reading took longer, or more memory, than a source is given; it was left unread.',
  // citations: what could not be settled
  'citation-without-entry': 'A citation names an entry that the source’s bibliography does not have.',
  'note-missing': 'A note number stands in the text, but the note itself is not in the source.',
  'note-cut': 'A note breaks off in the source as extracted.',
  'note-unmarked': 'A note stands in the source, but its number was not found in the running text.',
  'note-number-repeated': 'Two notes have the same number on the same page or in the same list.',
  'ibid-ambiguous': 'Ibid. follows a note with several works.',
  'ibid-without-work': 'Ibid. has no work before it.',
  'short-form-unsettled': 'A short form fits no work, or more than one.',
  'cross-reference-unsettled': 'A cross-reference names a note where no one work could be found.',
  'claim-cut': 'The sentence of a claim breaks off in the source as extracted.',
  // references: what could not be parsed
  'reference-unparsed': 'No work could be made of the words.',
  'field-doubtful': 'A field is a guess, or is kept in the source’s own words.',
  'input-too-long': 'The text is longer than one reference can be; what is over was left unread.',
  // library: what could not be merged or written
  'library-broken': 'A file of the library is not valid; it was left as it is.',
  'library-not-ours': 'A file with the library’s name is not Ibid’s; it was left as it is.',
  'library-unwritable': 'A file of the library could not be written.',
  'item-invalid': 'An entry of the library is not valid CSL; it is kept, and left alone.',
  'item-deleted': 'A work that you deleted from the library is still cited in a source; it stays deleted.',
  // language: how a document's bibliographies could not be found
  'bibliography-not-found': 'A document names a bibliography that is not there.',
  'bibliography-passed-over': 'A bibliography, or a file that may name one, is on the web, too large, or can’t be read.',
  'key-shared': 'Two bibliographies of one document have an entry with the same key; the first of them counts.',
  'metadata-broken': 'The YAML of a document or its project, in which it names bibliographies, is broken.',
  // language: what is told of a document's citations
  'key-undefined': 'A document cites a key that neither its bibliographies nor the library have.',
  'bibliography-unnamed': 'A document cites works and names no bibliography.',
  'field-missing': 'The entry of a cited work lacks what its reference needs: a title, a name, a date, what it appeared in.',
  'page-outside': 'The page that a citation gives is none of the pages of the work.',
  'pinpoint-unsupported': 'The sources cite the work with pages, and none of them with the one that a citation gives.',
  'work-retracted': 'The entry of a cited work says that the work was retracted or withdrawn.',
  'work-superseded': 'The entry of a cited work says that another has taken its place.',
} as const;

export type ProblemCode = keyof typeof problemCodes;

/**
 * Something Ibid could not understand. Never thrown: parsers return it beside their value.
 *
 * `message` tells a person what happened and what to do next. `start` and `end` are offsets in the text that was parsed
 * (of the whole source once the problem leaves `citations`).
 */
export interface Problem extends Span {
  code: ProblemCode;
  message: string;
}

/** A problem of a file: a row of `problems.json`. `file` is the path as the person gave it, relative to the library where it can be. */
export interface FileProblem extends Problem {
  file: string;
}
