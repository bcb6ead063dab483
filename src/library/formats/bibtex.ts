import type { CslDate, CslFields, CslName, CslTextVariable } from '../../csl.js';
import type { Span } from '../../text/span.js';
import { digest } from '../digest.js';
import type { LibraryItem } from '../library.js';
import { biblatexShape, type EntryShape } from './biblatex.js';
import { classicTex, exactTex, texUrl, type TexWriter } from './tex.js';

/*
 * Entries that BibTeX (natbib) and biber (biblatex) both read: BibTeX's types and field names, which biblatex takes as its own, and
 * beside them fields that only biblatex knows and BibTeX passes over.
 *
 * They are not written by citation-js, whose output (plugin-bibtex 0.7) makes a new key where it does not like the old, leaves
 * organisations and addresses unescaped (a brace there ends the entry), drops every letter it has no command for (Cyrillic, Arabic),
 * makes chapters @inbook and speeches @audio, which natbib cannot set, and loses the day of a date.
 */

const types: Record<string, string> = {
  article: 'article', 'article-journal': 'article', 'article-magazine': 'article', 'article-newspaper': 'article', review: 'article',
  'review-book': 'article', book: 'book', chapter: 'incollection', 'entry-encyclopedia': 'incollection', 'entry-dictionary': 'incollection',
  'paper-conference': 'inproceedings', report: 'techreport', thesis: 'phdthesis', manuscript: 'unpublished',
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const languages: Record<string, string> = {
  en: 'english', de: 'german', fr: 'french', it: 'italian', es: 'spanish', nl: 'dutch', pt: 'portuguese', ru: 'russian', pl: 'polish',
  sv: 'swedish', da: 'danish', no: 'norwegian', nb: 'norwegian', fi: 'finnish', tr: 'turkish', ar: 'arabic',
};

/** Where the container's title and the publisher go, by type; for other types `howpublished`, which all styles set. */
const containerFields: Record<string, string> = { article: 'journal', incollection: 'booktitle', inproceedings: 'booktitle' };
const publisherFields: Record<string, string> = {
  book: 'publisher', incollection: 'publisher', inproceedings: 'publisher', article: 'publisher', techreport: 'institution',
  phdthesis: 'school', mastersthesis: 'school',
};

/** A name in a list: parts apart by commas, what holds a comma or an "and" of its own in braces. */
function texName(name: CslName, { text: texText }: TexWriter): string {
  const part = (text: string | undefined): string => {
    const tex = texText(text ?? '');
    return /,|\band\b/i.test(tex) ? `{${tex}}` : tex;
  };
  if (name.literal === 'others') return 'others';
  if (name.family === undefined) return `{${texText(name.literal ?? name.given ?? '')}}`;
  const family = [part(name['non-dropping-particle']), part(name.family)].filter((text) => text !== '').join(' ');
  const given = [part(name.given), part(name['dropping-particle'])].filter((text) => text !== '').join(' ');
  if (given === '' && !name.suffix) return family.includes(' ') ? `{${family}}` : family;
  return [family, part(name.suffix), given].filter((text) => text !== '').join(', ');
}

const texNames = (names: readonly CslName[] | undefined, tex: TexWriter): string =>
  (names ?? []).map((name) => texName(name, tex)).filter((name) => name !== '{}').join(' and ');

/** "2018-07-03", or a range of two: biblatex's form of a date. */
function isoDate(date: CslDate | undefined): string {
  const parts = date?.['date-parts'] ?? [];
  return parts.map((day) => day.map((part) => String(part).padStart(2, '0')).join('-')).filter((day) => day !== '').join('/');
}

/** Year and month for BibTeX; beside them the whole date, from which biblatex takes the day, and the end of a range. */
function dateFields(date: CslDate | undefined, { text: texText }: TexWriter): [string, string][] {
  const [from, to] = date?.['date-parts'] ?? [];
  const [year, month, day] = from ?? [];
  if (year === undefined) return [['year', texText(date?.literal ?? date?.raw ?? '')]];
  const until = to?.[0] === undefined || to[0] === year ? '' : `--${to[0]}`;
  const whole = day !== undefined || to !== undefined ? isoDate(date) : '';
  return [['date', whole], ['year', `${date?.circa ? 'c. ' : ''}${year}${until}`], ['month', months[(month ?? 0) - 1] ?? '']];
}

function entryType(item: CslFields): string {
  const type = types[item.type] ?? 'misc';
  return type === 'phdthesis' && /master|magister|diplom/i.test(item.genre ?? '') ? 'mastersthesis' : type;
}

/** "12-15" as TeX has it: "12--15". */
const texPages = (pages: string): string => classicTex.text(pages).replace(/ *-+ */g, '--');

/** The fields of an entry in the order they are written; empty ones are left out later. */
function fieldsOf(item: CslFields, type: string, tex: TexWriter): [string, string][] {
  const { text: texText, title: texTitle } = tex;
  const text = (variable: CslTextVariable): string => texText(item[variable] ?? '');
  const container = containerFields[type];
  const publisher = publisherFields[type] ?? (item['container-title'] ? 'organization' : 'howpublished');
  const notes = (['note', 'medium', 'authority', 'archive_location', 'archive'] as const).map(text).filter((note) => note !== '');
  return [
    ['author', texNames(item.author, tex)],
    // by which BibTeX sorts what no one is named for
    ['key', item.author || item.editor ? '' : text('title')],
    ['title', texTitle(item.title ?? '')],
    ['shorttitle', texTitle(item['title-short'] ?? '')],
    ['editor', texNames(item.editor, tex)],
    ['translator', texNames(item.translator, tex)],
    ['bookauthor', texNames(item['container-author'], tex)],
    [container ?? 'howpublished', container === 'booktitle' ? texTitle(item['container-title'] ?? '') : text('container-title')],
    ['series', text('collection-title')],
    ['volume', text('volume')],
    ['number', text('issue') || text('number') || text('collection-number')],
    ['edition', text('edition')],
    ['type', type === 'book' || type === 'article' ? '' : text('genre')],
    ['eventtitle', text('event-title')],
    ['venue', text('event-place')],
    ['eventdate', isoDate(item['event-date'])],
    [publisher, text('publisher')],
    ['address', text('publisher-place')],
    ...dateFields(item.issued, tex),
    ['origdate', isoDate(item['original-date'])],
    ['pages', texPages(item.page ?? '')],
    ['doi', texUrl(item.DOI ?? '')],
    ['isbn', text('ISBN')],
    ['issn', text('ISSN')],
    ['url', texUrl(item.URL ?? '')],
    ['urldate', isoDate(item.accessed)],
    ['langid', languages[(item.language ?? '').slice(0, 2).toLowerCase()] ?? ''],
    ['abstract', text('abstract')],
    ['note', notes.join('. ')],
  ];
}

/** Fields of biblatex that BibTeX passes over, and that no entry of references.bib has. */
const besides = new Set(
  `shortjournal volumes part version chapter origtitle origpublisher origlocation pagetotal pubstate eprinttype eprint pmid pmcid keywords library license
   annotation`.split(/\s+/),
);

/** An item in BibTeX's types and fields, letter by letter. */
export function bibtexShape(item: CslFields): EntryShape {
  const type = entryType(item);
  return { type, fields: [...fieldsOf(item, type, exactTex), ...biblatexShape(item).fields.filter(([field]) => besides.has(field))] };
}

const mark = /\n[ \t]{0,40}ibid[ \t]{0,40}=[ \t]{0,40}\{([0-9a-z]{11})\},/;

/** What Ibid knows an entry by: all that it says but its mark, however its fields are aligned, since other programs align them anew. */
const entryDigest = (entry: string): string => digest(entry.replace(mark, '').trim().replace(/\s+/g, ' ').replace(/ ?= ?/g, '='));

/** Keys that BibTeX can't hold. */
const unfitKey = /[\s,{}()=\\%#~"'@\p{Cc}\p{Cs}]|^$/u;

const knownEntries = new WeakMap<LibraryItem, string | null>();

/** The entry of an item, which is never altered, ending in its mark, the digest of the rest; null where its cite key can't stand in a .bib. */
export function bibtexEntry(item: LibraryItem): string | null {
  const known = knownEntries.get(item);
  const entry = known === undefined ? writtenEntry(item) : known;
  knownEntries.set(item, entry);
  return entry;
}

function writtenEntry(item: LibraryItem): string | null {
  if (unfitKey.test(item.id)) return null;
  const type = entryType(item);
  const fields = fieldsOf(item, type, classicTex).filter(([, value]) => value !== '');
  // a macro of every style, and so without braces
  const lines = fields.map(([field, value]) => `  ${field} = ${field === 'month' ? value : `{${value}}`},\n`);
  const open = `@${type}{${item.id},\n${lines.join('')}`;
  return `${open}  ibid = {${entryDigest(`${open}}`)}},\n}`;
}

/** A stretch of a .bib: an entry, or anything between entries (comments, @string, what is broken). Together they are the whole text. */
export interface Chunk {
  /** The cite key of an entry; null for all else. */
  key: string | null;
  text: string;
  /** Where it stands, in UTF-16 code units. */
  start: number;
  /** An entry as Ibid wrote it. */
  asWritten: boolean;
}

const entryStart = /^[ \t]*@[ \t]*([A-Za-z]+)[ \t]*\{/gm;
const notEntries = new Set(['string', 'comment', 'preamble']);

function chunkOf(text: string, start: number): Chunk {
  const [, type, key] = /^[ \t]*@[ \t]*([A-Za-z]+)[ \t]*\{[ \t]*([^\s,{}]+)[ \t]*,/.exec(text) ?? [];
  if (type === undefined || key === undefined || notEntries.has(type.toLowerCase())) return { key: null, text, start, asWritten: false };
  return { key, text, start, asWritten: mark.exec(text)?.[1] === entryDigest(text) };
}

/** Cuts a .bib into entries and what stands between them. Entries end where the next begins at the start of a line, so a broken one harms no other. */
export function cut(bib: string): Chunk[] {
  const starts = [...bib.matchAll(entryStart)].map((match) => match.index);
  const chunks: Chunk[] = [];
  if (starts[0] !== 0) chunks.push({ key: null, text: bib.slice(0, starts[0]), start: 0, asWritten: false });
  for (const [index, start] of starts.entries()) {
    const text = bib.slice(start, starts[index + 1]);
    const end = closingBrace(text);
    chunks.push(chunkOf(text.slice(0, end), start));
    if (end < text.length) chunks.push({ key: null, text: text.slice(end), start: start + end, asWritten: false });
  }
  return chunks.filter((chunk) => chunk.text !== '');
}

/** The end of an entry: after the brace that closes its first one, or of the whole text where none does. */
function closingBrace(text: string): number {
  let depth = 0;
  for (let index = text.indexOf('{'); index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return index + 1;
  }
  return text.length;
}

/** The edit by which an entry that is as Ibid wrote it stays so after another edit of it; null where it is none. */
export function markAfter(bib: string, { start, end, text }: Span & { text: string }): (Span & { text: string }) | null {
  const from = Math.max(bib.lastIndexOf('\n@', start), 0);
  const entry = cut(bib.slice(from, from + longestMarked)).find((chunk) => chunk.key !== null);
  const found = entry?.asWritten ? mark.exec(entry.text) : null;
  if (!entry || !found) return null;
  const at = from + entry.start;
  const after = entry.text.slice(0, start - at) + text + entry.text.slice(end - at);
  const place = at + found.index + found[0].indexOf('{') + 1;
  return { start: place, end: place + found[1]!.length, text: entryDigest(after) };
}

const longestMarked = 200_000;

const header = '% Made by Ibid from references.json, and kept in step with it. An entry you change here stays as you leave it.\n';

/** Whether a .bib is one that Ibid may write: its own, or one without entries. */
export function isOwnBibtex(bib: string): boolean {
  if (bib.replace('\ufeff', '').startsWith('% Made by Ibid')) return true;
  return cut(bib).every((chunk) => chunk.key === null || chunk.asWritten);
}

/** A .bib in step with the library. */
export interface WrittenBibtex {
  text: string;
  /** Keys whose entry stands in the text. */
  entries: Set<string>;
}

/**
 * Brings a .bib in step with the items. An entry that is as Ibid wrote it (its mark tells) is written anew, or goes with its item; all else
 * (entries that a person changed or put in, comments, @string, broken text) stays as and where it is. New entries stand in the order of
 * their keys.
 *
 * @param bib the text as it is now, '' for none
 * @param wanted whether an item that has no entry is to get one
 */
export function writeBibtex(bib: string, items: readonly LibraryItem[], wanted: (item: LibraryItem) => boolean): WrittenBibtex {
  const chunks = cut(bib);
  const standing = new Set(chunks.map((chunk) => chunk.key));
  const byKey = new Map(items.map((item) => [item.id, item]));
  const missing = items.filter((item) => !standing.has(item.id) && wanted(item)).reverse();
  const entries = new Set<string>();
  const out: string[] = [];
  const add = (item: LibraryItem): void => {
    const entry = bibtexEntry(item);
    if (entry === null) return;
    entries.add(item.id);
    out.push(entry, '\n\n');
  };
  if (!bib.replace('\ufeff', '').startsWith('% Made by Ibid')) out.push(header, '\n');
  let dropped = false;
  for (const { key, text, asWritten } of chunks) {
    if (key === null) {
      // the empty lines after an entry that is gone, or that was written with its own
      out.push(dropped ? text.replace(/^\s+/, '') : text);
      dropped = false;
      continue;
    }
    if (!asWritten) {
      entries.add(key);
      out.push(text);
      dropped = false;
      continue;
    }
    while (missing.length > 0 && missing.at(-1)!.id < key) add(missing.pop()!);
    const item = byKey.get(key);
    if (item) add(item);
    dropped = true;
  }
  if (missing.length > 0 && !out.join('').endsWith('\n\n')) out.push('\n\n');
  while (missing.length > 0) add(missing.pop()!);
  return { text: `${out.join('').trimEnd()}\n`, entries };
}
