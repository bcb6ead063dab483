import { readerFor, type ReadOptions } from '../documents/readers/readers.js';
import type { SourceDocument } from '../documents/document.js';
import type { CslFields, Confidence } from '../csl.js';
import { parseDate } from '../references/normalise/date.js';
import { parseNames } from '../references/normalise/names.js';
import type { Problem } from '../text/problem.js';
import { collectClaims } from './collect.js';
import { byMarkup } from './given.js';
import type { ReadSource } from './source.js';

/**
 * Reads one source: bytes in, works and claims out. Never throws for what the bytes hold: what can't be read is a problem.
 *
 * @param file the name the library gives the source (a path with `/`); its extension chooses the reader
 * @param options.signal aborts before the next step; then the promise rejects with the signal's reason
 */
export async function readSource(bytes: Uint8Array, file: string, options: ReadOptions = {}): Promise<ReadSource> {
  options.signal?.throwIfAborted();
  const digest = await sha256(bytes);
  const document = await readerFor(file)(bytes, { ...options, file });
  options.signal?.throwIfAborted();
  const { works, claims, problems } = collectClaims(document);
  return { file, digest, ...sourceItem(document, file), works, claims, problems: inOrder([...document.problems, ...problems]) };
}

/** SHA-256, hex. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const inOrder = (problems: Problem[]): Problem[] => problems.sort((a, b) => a.start - b.start || a.end - b.end);

/** A file's name without folders and extension, for a source whose text tells no title. */
const nameOfFile = (file: string): string => file.replace(/^.*\//u, '').replace(/\.[^.]{1,10}$/u, '');

/** The source as an item, with what its own text tells of it. */
function sourceItem({ masthead }: SourceDocument, file: string): { item: CslFields; confidence: Confidence } {
  const item: CslFields = { type: 'document', title: masthead.title ?? nameOfFile(file) };
  const confidence: Confidence = { title: masthead.title ? 0.9 : 0.2 };
  const authors = masthead.authors.flatMap((name) => parseNames(name));
  if (authors.length > 0) {
    item.author = authors;
    confidence.author = 0.85;
  }
  if (masthead.publication) Object.assign(item, publicationOf(masthead.publication));
  if (masthead.date) {
    item.issued = parseDate(masthead.date);
    confidence.issued = 0.8;
  }
  for (const [variable, value] of Object.entries(masthead.item ?? {})) {
    Object.assign(item, { [variable]: value });
    Object.assign(confidence, { [variable]: byMarkup });
  }
  return { item, confidence };
}

const journalLine =
  /^(?<journal>\p{L}[^\d]{2,100}?),?\s(?:vol\.?\s?)?(?<volume>\d{1,4})(?:,?\s(?:no\.?|issue|nr\.?)\s?(?<issue>\d{1,4})|\((?<number>\d{1,4})\))?,?\s\((?:\p{L}+\s)?(?<year>(?:1[89]|20)\d\d)\)(?:[,:]?\s(?:pp?\.\s?)?(?<first>\d{1,5})[-–](?<last>\d{1,5}))?/iu;

/** What a journal's own line above an article says: "Northern Studies 12, no. 2 (2022), 145–152". */
function publicationOf(line: string): Partial<CslFields> {
  const found = journalLine.exec(line)?.groups;
  if (!found) return {};
  const { journal, volume, issue = found['number'], year, first, last } = found;
  return {
    type: 'article-journal',
    'container-title': journal!,
    volume: volume!,
    ...(issue ? { issue } : {}),
    issued: { 'date-parts': [[Number(year)]] },
    ...(first ? { page: `${first}-${last}` } : {}),
  };
}
