import * as l10n from '@vscode/l10n';
import type { LibraryItem } from '../library.js';
import type { Rows } from './rows.js';
import { readTaggedLines, writeTaggedLines, type LineSyntax } from './taggedLines.js';

/*
 * EndNote's tagged import format, as in its manual ("Creating a Tagged EndNote Import File"), which goes back to refer's. A file without %0 has a blank line
 * between its records. What CSL has that the format has not goes out in %< (research notes); what CSL has nothing for is kept in `custom.enw`.
 */

const tags: LineSyntax['tags'] = {
  label: ['F'],
  'contributors/authors/author': ['A'], 'contributors/secondary-authors/author': ['E'], 'contributors/tertiary-authors/author': ['Y'],
  'contributors/subsidiary-authors/author': ['?'],
  'titles/title': ['T'], 'titles/secondary-title': ['B', 'J'], 'titles/tertiary-title': ['S'], 'titles/short-title': ['!'], 'titles/alt-title': ['O'],
  pages: ['P'], volume: ['V'], number: ['N'], 'num-vols': ['6'], edition: ['7'], section: ['&'], keywords: ['K'], 'dates/year': ['D'],
  'dates/pub-dates/date': ['8'], 'pub-location': ['C'], publisher: ['I'], isbn: ['@'], 'accession-num': ['M'], 'call-num': ['L'],
  'electronic-resource-num': ['R'], abstract: ['X'], notes: ['Z'], 'research-notes': ['<'], 'work-type': ['9'], 'reviewed-item': ['*'],
  'remote-database-name': ['~'], 'remote-database-provider': ['W'], language: ['G'], 'urls/related-urls/url': ['U'], 'access-date': ['['],
  custom1: ['1'], custom3: ['3'],
};

const syntax: LineSyntax = {
  format: 'enw', label: () => l10n.t('EndNote’s tagged format'), kindBy: 'name', kindTag: '0', tags, remainderTag: '<', arranged: (fields) => fields, slashedDates: false, namesInOrder: true,
  isTag: (tag) => /^(?!0)[\x21-\x7e]$/.test(tag),
  line: /^%([\x21-\x7e])(?: ([^\n]*))?$/,
  opens: (tag, isFirstOfParagraph, text) => (/^%0/m.test(text) ? tag === '0' : isFirstOfParagraph),
  endTag: null, joined: (fields) => fields, parted: (fields) => fields,
  written: (tag, value) => `%${tag} ${value}`,
};

export const readEnw = (text: string, file: string): Rows<LibraryItem> => readTaggedLines(text, file, syntax);

export const writeEnw = (items: readonly LibraryItem[]): string => writeTaggedLines(items, syntax);
