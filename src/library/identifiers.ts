import { parseArxiv, parseIdentifier } from '../references/normalise/identifier.js';
import { parseDoi } from '../references/normalise/url.js';
import type { NewEntry } from './addEntries.js';

/** What a list of identifiers names. */
export interface Identified {
  /** A work each, with nothing but its DOI, ISBN or number on arXiv; each once. */
  entries: NewEntry[];
  /** Lines in which no identifier was found. */
  unread: string[];
}

/** "978-0-19-852663-6" and "0198526636" whose last digit is right: other runs of digits are none. */
function isIsbn(value: string): boolean {
  const digits = [...value.replace(/[^\dXx]/g, '')].map((digit) => (/[Xx]/.test(digit) ? 10 : Number(digit)));
  if (digits.length === 13) return digits.reduce((sum, digit, index) => sum + digit * (index % 2 === 0 ? 1 : 3), 0) % 10 === 0;
  return digits.length === 10 && digits.reduce((sum, digit, index) => sum + digit * (10 - index), 0) % 11 === 0;
}

function identified(words: string): NewEntry | null {
  const doi = parseDoi(words);
  if (doi) return { type: 'document', DOI: doi.value };
  const preprint = parseArxiv(words.replace(/^https?:\/\/arxiv\.org\/(?:abs|pdf)\/|^arxiv:/i, 'arXiv:'));
  if (preprint) return { type: 'article', archive: 'arXiv', archive_location: preprint.value };
  const isbn = parseIdentifier(words);
  return isbn?.variable === 'ISBN' && isIsbn(isbn.value) ? { type: 'book', ISBN: isbn.value.replace(/\s/g, '-') } : null;
}

const lineEnd = /\r\n|\r|\n/;
const between = /[\s,;]+/;
/** No identifier is longer. In UTF-16 code units. */
const longest = 500;

/** An ISBN may be written with spaces: then it is the whole line, with its label. */
function inLine(line: string): NewEntry[] {
  const words = line.split(between).filter((word) => word !== '' && word.length <= longest);
  const found = words.flatMap((word) => identified(word) ?? []);
  return found.length > 0 || line.length > longest ? found : [identified(line) ?? []].flat();
}

const nameOf = ({ DOI, ISBN, archive_location: number }: NewEntry): string => (DOI ?? ISBN?.replaceAll('-', '') ?? number ?? '').toLowerCase();

/** The works that a list names by DOI, ISBN or number on arXiv, however they are separated, among whatever other words stand there. */
export function identifiedEntries(text: string): Identified {
  const entries = new Map<string, NewEntry>();
  const unread: string[] = [];
  for (const line of text.split(lineEnd)) {
    const found = inLine(line);
    for (const entry of found) if (!entries.has(nameOf(entry))) entries.set(nameOf(entry), entry);
    if (found.length === 0 && line.trim() !== '') unread.push(line.trim());
  }
  return { entries: [...entries.values()], unread };
}
