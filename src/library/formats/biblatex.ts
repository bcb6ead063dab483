import type { CslFields, CslName, CslNameVariable, CslTextVariable } from '../../csl.js';
import { edtfOf } from '../../documents/bib/dates.js';
import { namesOf } from '../../documents/bib/names.js';
import { archives, editorRoles, entryTypeOf, genres, languages, publicationStates, reversed } from '../../documents/bib/terms.js';
import { own } from '../../text/own.js';
import { canonical } from '../digest.js';
import { texUrl, unicodeTex } from './tex.js';

/** An entry as BibTeX or biblatex has it; fields in TeX, in the order they are written, '' for those that are not there. */
export interface EntryShape {
  type: string;
  fields: readonly (readonly [field: string, tex: string])[];
}

const { text: tex, title: titleTex } = unicodeTex;

/** What holds a comma, an "and" or an equals sign of its own in braces. */
const part = (words: string | undefined): string => {
  const written = tex(words ?? '');
  return /[,=]|\band\b/i.test(written) ? `{${written}}` : written;
};
const filled = (parts: readonly string[], by: string): string => parts.filter((text) => text !== '').join(by);

/** "van Gogh, Jr, Vincent"; "{van Gogh}, Vincent" where the particle is the family's own; "family=Cruz, given=Juan, prefix=de la, useprefix=false". */
const plainName = (name: CslName, family = part(name.family)): string =>
  filled([filled([part(name['non-dropping-particle']), family], ' '), part(name.suffix), part(name.given)], ', ');
const bracedName = (name: CslName): string => plainName(name, `{${tex(name.family ?? '')}}`);
function extendedName(name: CslName): string {
  const prefix = name['non-dropping-particle'] ?? name['dropping-particle'];
  const parts = { family: name.family, given: name.given, prefix, suffix: name.suffix };
  const written = Object.entries(parts).flatMap(([label, words]) => (words ? [`${label}={${tex(words)}}`] : []));
  return [...written, ...(prefix ? [`useprefix=${name['non-dropping-particle'] !== undefined}`] : [])].join(', ');
}
const wholeName = (name: CslName): string => `{${tex(name.literal ?? name.family ?? name.given ?? '')}}`;
const others = ({ literal }: CslName): string => (literal === 'others' ? 'others' : '');
const waysOfNames = [others, plainName, bracedName, extendedName, wholeName];

/** A name in the first way that is read as that name. */
function nameTex(name: CslName): string {
  const wanted = canonical([name]);
  for (const way of waysOfNames) {
    const written = way(name);
    if (written !== '' && canonical(namesOf(written)) === wanted) return written;
  }
  return name.family === undefined ? wholeName(name) : plainName(name);
}

const namesTex = (names: readonly CslName[] | undefined): string => (names ?? []).map(nameTex).filter((name) => name !== '{}').join(' and ');

/** Editors, and those who are named in their fields with what they did. */
function editors(item: CslFields): [string, string][] {
  const roles = Object.entries(editorRoles).filter(([, variable]) => variable !== 'translator' && item[variable] !== undefined);
  const named: [type: string, variable: CslNameVariable][] = [...(item.editor ? [['', 'editor'] as [string, CslNameVariable]] : []), ...roles];
  return named.slice(0, 4).flatMap(([type, variable], index) => {
    const field = `editor${['', 'a', 'b', 'c'][index]!}`;
    return [[field, namesTex(item[variable])], [`${field}type`, type]];
  });
}

/** Where the publisher goes that biblatex's styles look for, by type; `publisher` for all others. */
const publisherFields: Record<string, string> = {
  thesis: 'institution', report: 'institution', standard: 'institution', online: 'organization', dataset: 'organization', software: 'organization', misc: 'organization',
};
const containerFields: Record<string, string> = { article: 'journaltitle', review: 'journaltitle' };
const inPeriodicals = new Set(['article', 'periodical', 'review']);
const inBooks = /^in/;

function titles(item: CslFields, type: string): [string, string][] {
  const container = item['container-title'] ?? '';
  const volume = item['volume-title'] ?? '';
  if (inBooks.test(type)) {
    const [book, main] = volume === '' ? [container, ''] : [volume, container];
    return [['title', titleTex(item.title ?? '')], ['booktitle', titleTex(book)], ['maintitle', titleTex(main)]];
  }
  if (type === 'periodical' && container !== '') return [['title', titleTex(container)], ['issuetitle', titleTex(item.title ?? '')]];
  if (volume !== '' && container === '') return [['title', titleTex(volume)], ['maintitle', titleTex(item.title ?? '')]];
  return [['title', titleTex(item.title ?? '')], [containerFields[type] ?? 'booktitle', tex(container)]];
}

const languagesWritten = reversed(languages);
const statesWritten = reversed(publicationStates);
const genresWritten = reversed(genres);

/** The archive of a preprint, and its address if that is not the one the archive gives it. */
function archiveFields({ archive = '', archive_location: place = '', URL: url = '' }: CslFields): [string, string][] {
  const address = own(archives, archive.toLowerCase());
  if (!address || place === '') return [['url', texUrl(url)]];
  return [['eprinttype', tex(archive)], ['eprint', texUrl(place)], ['url', url === address(place) ? '' : texUrl(url)]];
}

/** An item in biblatex's types and fields (biblatex manual, 2.1 and 2.2), dates in EDTF. */
export function biblatexShape(item: CslFields): EntryShape {
  const text = (variable: CslTextVariable): string => tex(item[variable] ?? '');
  const type = entryTypeOf(item.type);
  const isPart = inPeriodicals.has(type);
  const language = (item.language ?? '').toLowerCase();
  const issued = edtfOf(item.issued);
  return {
    type,
    fields: [
      ['author', namesTex(item.author)],
      ...titles(item, type),
      ['shorttitle', titleTex(item['title-short'] ?? '')],
      ['entrysubtype', item.type === 'article-magazine' ? 'magazine' : item.type === 'article-newspaper' ? 'newspaper' : ''],
      ['shortjournal', text('container-title-short')],
      ...editors(item),
      ['translator', namesTex(item.translator)],
      ['bookauthor', namesTex(item['container-author'])],
      ['series', text('collection-title')],
      ['volume', text('volume')],
      ['part', text('part-number')],
      ['volumes', text('number-of-volumes')],
      ['number', isPart ? text('issue') : text('collection-number') || text('number')],
      ['issue', isPart ? '' : text('issue')],
      ['edition', text('edition')],
      ['version', text('version')],
      ['chapter', text('chapter-number')],
      ['type', own(genresWritten, item.genre ?? '') ?? text('genre')],
      ['eventtitle', text('event-title')],
      ['venue', text('event-place')],
      ['eventdate', edtfOf(item['event-date'])],
      // the site of a web page is all that says where it is
      [publisherFields[type] ?? 'publisher', text('publisher') || (type === 'online' ? text('container-title') : '')],
      ['location', text('publisher-place')],
      ['date', issued],
      // words that are no date stand where BibTeX has them
      ['year', issued === '' ? tex(item.issued?.literal ?? '') : ''],
      ['origtitle', text('original-title')],
      ['origpublisher', text('original-publisher')],
      ['origlocation', text('original-publisher-place')],
      ['origdate', edtfOf(item['original-date'])],
      ['pages', tex(item.page ?? '').replace(/ *-(?:\{\})?-* */g, '--')],
      ['pagetotal', text('number-of-pages')],
      ['pubstate', own(statesWritten, item.status ?? '') ?? text('status')],
      ['doi', texUrl(item.DOI ?? '')],
      ['isbn', text('ISBN')],
      ['issn', text('ISSN')],
      ...archiveFields(item),
      ['urldate', edtfOf(item.accessed)],
      ['pmid', texUrl(item.PMID ?? '')],
      ['pmcid', texUrl(item.PMCID ?? '')],
      ['langid', own(languagesWritten, item.language ?? '') ?? own(languagesWritten, language.slice(0, 2)) ?? text('language')],
      ['keywords', text('keyword')],
      ['howpublished', text('medium')],
      ['library', text('call-number')],
      ['license', text('license')],
      ['abstract', text('abstract')],
      ['annotation', text('annote')],
      ['note', text('note')],
    ],
  };
}
