import * as l10n from '@vscode/l10n';
import type { Element, Text } from 'domhandler';
import { decodeXML } from 'entities';
import { attribute, childElements, descendants, localName, parseMarkup, spanOf, visit } from '../../documents/markup.js';
import { LineNumbers } from '../../text/lines.js';
import type { LibraryItem } from '../library.js';
import { fieldsOf, itemOfFields, kindNumber, type Field, type Syntax } from './endNote.js';
import { brokenFile, itemsOf, type Entry, type Rows } from './rows.js';

/*
 * EndNote's XML (RSXML.dtd): `<xml><records><record>…`, whose elements stand in the DTD's order. Words have a face: `<style face="italic">`, CSL's `<i>`.
 * What CSL has that EndNote has not goes out below the research notes; elements that CSL has nothing for are kept in `custom['endnote-xml']` by their paths.
 * `database`, `source-app`, `rec-number` and `foreign-keys` say where a record stands in one database on one machine, and are not kept: EndNote gives each
 * record that it imports new ones.
 */

/** In the order of the DTD. */
const order = [
  'ref-type', 'contributors/authors/author', 'contributors/secondary-authors/author', 'contributors/tertiary-authors/author',
  'contributors/subsidiary-authors/author', 'contributors/translated-authors/author', 'auth-address', 'auth-affiliaton', 'titles/title',
  'titles/secondary-title', 'titles/tertiary-title', 'titles/alt-title', 'titles/short-title', 'titles/translated-title', 'periodical/full-title',
  'periodical/abbr-1', 'periodical/abbr-2', 'periodical/abbr-3', 'alt-periodical/full-title', 'alt-periodical/abbr-1', 'alt-periodical/abbr-2', 'alt-periodical/abbr-3',
  'pages', 'volume', 'number', 'issue', 'secondary-volume', 'secondary-issue', 'num-vols', 'edition', 'section', 'reprint-edition', 'reprint-status',
  'keywords/keyword', 'dates/year', 'dates/pub-dates/date', 'dates/copyright-dates/date', 'pub-location', 'publisher', 'orig-pub', 'isbn', 'accession-num',
  'call-num', 'report-id', 'coden', 'electronic-resource-num', 'abstract', 'label', 'image', 'caption', 'notes', 'research-notes', 'work-type', 'reviewed-item',
  'availability', 'remote-source', 'meeting-place', 'work-location', 'work-extent', 'pack-method', 'size', 'repro-ratio', 'remote-database-name',
  'remote-database-provider', 'language', 'urls/web-urls/url', 'urls/pdf-urls/url', 'urls/text-urls/url', 'urls/related-urls/url', 'urls/image-urls/url',
  'access-date', 'modified-date', 'custom1', 'custom2', 'custom3', 'custom4', 'custom5', 'custom6', 'custom7', 'misc1', 'misc2', 'misc3',
];
const place = new Map(order.map((path, at) => [path, at]));
/** Elements that a record may have several of. */
const inLists: ReadonlySet<string> = new Set(['author', 'keyword', 'url', 'date']);
const bookkeeping: ReadonlySet<string> = new Set(['database', 'source-app', 'rec-number', 'foreign-keys']);
/** By the others' names for what EndNote writes. */
const others: Record<string, readonly string[]> = {
  'titles/secondary-title': ['periodical/full-title'], 'titles/alt-title': ['periodical/abbr-1'], 'urls/related-urls/url': ['urls/web-urls/url'],
};

/** A record's fields in the DTD's order, one of each but of those in lists. */
function inOrder(fields: readonly Field[]): Field[] {
  const single = new Map<string, string>();
  const listed: Field[] = [];
  for (const [path, value] of fields) {
    if (inLists.has(path.slice(path.lastIndexOf('/') + 1))) listed.push([path, value]);
    else single.set(path, single.has(path) ? `${single.get(path)!}\n${value}` : value);
  }
  const at = ([path]: Field): number => place.get(path) ?? order.length;
  return [...single, ...listed].sort((a, b) => at(a) - at(b) || (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
}

const aliases = new Set(Object.values(others).flat());

const syntax: Syntax = {
  format: 'endnote-xml', kindBy: 'name', kindTag: 'ref-type', remainderTag: 'research-notes', arranged: inOrder, slashedDates: false, namesInOrder: false,
  tags: Object.fromEntries(order.filter((path) => !aliases.has(path)).map((path) => [path === 'keywords/keyword' ? 'keywords' : path, [path, ...(others[path] ?? [])]])),
  isTag: (tag) => /^[a-z][a-z\d-]{0,40}(?:\/[a-z][a-z\d-]{0,40}){0,3}$/.test(tag) && !bookkeeping.has(tag.split('/')[0]!),
};

const faces: Record<string, string> = { italic: 'i', bold: 'b', superscript: 'sup', subscript: 'sub' };

const tagsOf = (element: Element): string[] => (attribute(element, 'face') ?? '').split(/\s+/).flatMap((face) => faces[face] ?? []);

/** The words of an element, its faces as CSL's tags. */
function styledWords(element: Element): string {
  const pieces: string[] = [];
  visit(element, {
    open: (child) => pieces.push(...tagsOf(child).map((tag) => `<${tag}>`)) >= 0,
    close: (child) => void pieces.push(...tagsOf(child).reverse().map((tag) => `</${tag}>`)),
    text: ({ data, parent }: Text) => void pieces.push(parent?.type === 'cdata' ? data : decodeXML(data)),
  });
  return pieces.join('').replace(/\r\n?/g, '\n').trim();
}

/** How far in a field can stand: urls/related-urls/url. */
const mostSteps = 3;

function* fieldsBelow(element: Element, path: readonly string[]): Generator<Field> {
  const children = childElements(element).filter((child) => localName(child) !== 'style');
  if (children.length === 0 || path.length === mostSteps) {
    yield [path.join('/'), styledWords(element)];
    return;
  }
  for (const child of children) yield* fieldsBelow(child, [...path, localName(child)]);
}

function itemOf(record: Element): LibraryItem {
  const fields: Field[] = [];
  for (const child of childElements(record)) {
    const name = localName(child);
    if (name === 'ref-type') fields.push([name, attribute(child, 'name') ?? styledWords(child)]);
    else if (!bookkeeping.has(name) && name !== 'record') fields.push(...fieldsBelow(child, [name]));
  }
  return itemOfFields(fields, syntax);
}

/** Reads EndNote's XML, whatever of it is broken; a record that is not closed ends where the next begins. */
export function readEndNoteXml(text: string, file: string): Rows<LibraryItem> {
  const lines = new LineNumbers(text);
  const records = [...descendants(parseMarkup(text, { xml: true }))].filter((element) => localName(element) === 'record');
  if (records.length === 0 && !/<records\s*\/?>/.test(text)) return brokenFile(file, l10n.t('{0} can’t be read: it holds no records of EndNote. Check that it is the file you mean.', file));
  const entries = records.map((record): Entry => {
    const span = spanOf(record);
    return { value: itemOf(record), name: l10n.t('The record in line {0}', lines.at(span.start)), ...span };
  });
  const rows = itemsOf(entries, file);
  if (/<\/records>\s*(?:<\/xml>\s*)?$/.test(text.slice(-200)) || records.length === 0) return rows;
  const message = l10n.t('{0} breaks off: its last records may be missing or incomplete. Export it again.', file);
  return { ...rows, problems: [...rows.problems, { code: 'item-invalid', message, file, start: text.length, end: text.length }] };
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Without what XML can't hold. */
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign]!).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' '); // eslint-disable-line no-control-regex

const faceOf: Record<string, string> = Object.fromEntries(Object.entries(faces).map(([face, tag]) => [tag, face]));

/** Text with CSL's tags as runs of a face; a tag that nothing closes is text. */
function runs(text: string): string {
  const pieces = text.split(/(<(i|b|sup|sub)>[^<]{0,2000}<\/\2>)/);
  let out = '';
  for (let at = 0; at < pieces.length; at += 3) {
    const [plain = '', whole, tag = ''] = pieces.slice(at, at + 3);
    for (const [face, words] of [['normal', plain], [faceOf[tag], whole?.slice(tag.length + 2, -tag.length - 3)]] as const) {
      if (words) out += `<style face="${face ?? 'normal'}" font="default" size="100%">${escaped(words)}</style>`;
    }
  }
  return out;
}

const kindXml = (name: string): string => `<ref-type name="${escaped(name)}">${kindNumber(name)}</ref-type>`;

function recordXml(item: LibraryItem): string {
  let xml = '<record>';
  const open: string[] = [];
  const closeTo = (depth: number): void => {
    while (open.length > depth) xml += `</${open.pop()!}>`;
  };
  for (const [path, value] of fieldsOf(item, syntax)) {
    const steps = path.split('/');
    const name = steps.pop()!;
    const shared = steps.findIndex((step, at) => open[at] !== step);
    closeTo(shared < 0 ? steps.length : shared);
    for (const step of steps.slice(open.length)) {
      xml += `<${step}>`;
      open.push(step);
    }
    xml += path === syntax.kindTag ? kindXml(value) : `<${name}>${runs(value)}</${name}>`;
  }
  closeTo(0);
  return `${xml}</record>`;
}

export const writeEndNoteXml = (items: readonly LibraryItem[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n${items.map((item) => `${recordXml(item)}\n`).join('')}</records></xml>\n`;
