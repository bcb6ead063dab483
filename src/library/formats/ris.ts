import type { LibraryItem } from '../library.js';
import type { Field } from './endNote.js';
import type { Rows } from './rows.js';
import { readTaggedLines, writeTaggedLines, type LineSyntax } from './taggedLines.js';

/*
 * RIS (https://refdb.sourceforge.net/manual-0.9.6/sect1-ris-format.html; EndNote's types and tags of 2011). Why citation-js does not read it: endNote.ts.
 * What CSL has that RIS has not goes out in `U5`, one of the tags that are the user's own; tags that CSL has nothing for are kept in `custom.ris`.
 */

const tags: LineSyntax['tags'] = {
  label: ['ID'],
  'contributors/authors/author': ['AU', 'A1'], 'contributors/secondary-authors/author': ['A2'], 'contributors/tertiary-authors/author': ['A3'],
  'contributors/subsidiary-authors/author': ['A4'], 'contributors/editors/author': ['ED'],
  'titles/title': ['TI', 'T1', 'CT'], 'titles/secondary-title': ['T2', 'JF', 'BT', 'JO'], 'titles/tertiary-title': ['T3'], 'titles/short-title': ['ST'],
  'titles/alt-title': ['J2', 'JA'],
  pages: ['SP'], volume: ['VL'], number: ['IS'], 'num-vols': ['NV'], edition: ['ET'], section: ['SE'], keywords: ['KW'], 'dates/year': ['PY', 'Y1'],
  'dates/pub-dates/date': ['DA'], 'pub-location': ['CY', 'PP'], publisher: ['PB'], isbn: ['SN'], 'accession-num': ['AN'], 'call-num': ['CN'],
  'electronic-resource-num': ['DO'], abstract: ['AB', 'N2'], notes: ['N1'], 'research-notes': ['RN'], 'work-type': ['M3'], 'reviewed-item': ['RI'],
  'remote-database-name': ['DB'], 'remote-database-provider': ['DP'], language: ['LA'], 'urls/related-urls/url': ['UR'], 'access-date': ['Y2'],
  custom1: ['C1'], custom3: ['C3'],
};

/** First and last page stand in fields of their own. */
function joined(fields: readonly Field[]): readonly Field[] {
  const [first, last] = ['SP', 'EP'].map((tag) => fields.find(([name]) => name === tag)) as [Field | undefined, Field | undefined];
  if (!last) return fields;
  const pages = first && !first[1].includes('-') && first[1] !== last[1] ? `${first[1]}-${last[1]}` : (first ?? last)[1];
  return [...fields.filter((field) => field !== first && field !== last), ['SP', pages]];
}

function parted(fields: readonly Field[]): readonly Field[] {
  return fields.flatMap((field): Field[] => {
    const [, first, last] = (field[0] === 'SP' ? /^([^\s-]{1,20})-([^\s-]{1,20})$/.exec(field[1]) : null) ?? [];
    return first === undefined || last === undefined ? [field] : [['SP', first], ['EP', last]];
  });
}

const syntax: LineSyntax = {
  format: 'ris', label: () => 'RIS', kindBy: 'ris', kindTag: 'TY', tags, remainderTag: 'U5', arranged: (fields) => fields, slashedDates: true, namesInOrder: false,
  isTag: (tag) => /^(?!TY|ER)[A-Z][A-Z\d]$/.test(tag),
  line: /^([A-Z][A-Z\d]) {1,2}-(?: ([^\n]*))?$/,
  opens: (tag) => tag === 'TY', endTag: 'ER', joined, parted,
  written: (tag, value) => `${tag}  - ${value}`,
};

export const readRis = (text: string, file: string): Rows<LibraryItem> => readTaggedLines(text, file, syntax);

export const writeRis = (items: readonly LibraryItem[]): string => writeTaggedLines(items, syntax);
