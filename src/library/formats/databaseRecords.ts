import * as l10n from '@vscode/l10n';
import { cslNameVariables, type CslName, type CslType } from '../../csl.js';
import { doiOf } from '../../documents/structured.js';
import { append } from '../../text/multimap.js';
import type { LibraryItem } from '../library.js';
import { isIssn, nameOf, textOf, type Field } from './endNote.js';
import { issuedOf } from './recordDates.js';
import type { Rows } from './rows.js';
import { readRecords, type TaggedLines } from './taggedLines.js';

/*
 * Records as databases give them, which Ibid only reads: PubMed's (https://www.nlm.nih.gov/bsd/mms/medlineelements.html) and RefWorks' tagged format. Fields
 * that CSL has no variable for, and second values of those that hold one, are kept in `custom.<format>` by their tags.
 *
 * citation-js reads neither (measured): its plugin-pubmed 0.3.0 looks identifiers up online and knows no MEDLINE; plugin-refworks 0.1.2 gives nothing of
 * a file in which a title or an ISSN stands twice, ends an abstract at its first blank line and a field at its first line, and drops the newspaper of an
 * article and all tags that its table has not.
 */

interface Database extends TaggedLines {
  name: string;
  /** What tags mean, `year` and `date` making `issued`; a meaning may hang on the value. Of several tags of a variable in a record, the first here is taken. */
  tags: Readonly<Record<string, string | ((value: string) => string | null)>>;
  /** The tag of what a record is, which may stand several times; the first of the types that one of them is. */
  typeTag: string;
  types: readonly (readonly [words: RegExp, type: CslType])[];
  otherwise: CslType;
  nameOf: (words: string) => CslName;
  /** A value as CSL has it. */
  valueOf: (variable: string, value: string) => string;
}

const names: ReadonlySet<string> = new Set(cslNameVariables);
/** Texts of all fields of a tag, and what stands between them. */
const joints: Readonly<Record<string, string>> = { keyword: '; ', abstract: '\n', note: '\n' };

function variableOf([tag, value]: Field, { tags }: Database): string | null {
  const meaning = Object.hasOwn(tags, tag) ? tags[tag]! : null;
  return typeof meaning === 'function' ? meaning(value) : meaning;
}

/** The value of a variable, and the fields that it does not say. */
function taken(variable: string, told: readonly Field[], database: Database): { value: unknown; rest: readonly Field[] } {
  const tag = Object.keys(database.tags).find((one) => told.some(([other]) => other === one))!;
  const chosen = told.filter(([other]) => other === tag);
  const others = told.filter(([other]) => other !== tag);
  const values = chosen.map(([, value]) => value);
  if (names.has(variable)) return { value: values.map((value) => database.nameOf(value.replace(/\n/g, ' '))), rest: others };
  const joint = joints[variable];
  if (joint !== undefined) return { value: values.join(joint), rest: others };
  const [first = ''] = values;
  return { value: database.valueOf(variable, textOf(variable, first)), rest: [...chosen.slice(1), ...others].filter(([, value]) => value !== first) };
}

/** The fields of a record as CSL; `id` only where the record has one. */
function itemOf(fields: readonly Field[], database: Database): unknown {
  const told = new Map<string, Field[]>();
  const rest: Field[] = [];
  for (const field of fields.filter(([, value]) => value !== '')) {
    const variable = variableOf(field, database);
    if (variable === null) rest.push(field);
    else append(told, variable, field);
  }
  const item = new Map<string, unknown>([['type', typeOf(rest, database)]]);
  for (const [variable, those] of told) {
    const { value, rest: untold } = taken(variable, those, database);
    item.set(variable, value);
    rest.push(...untold);
  }
  const [year, date] = ['year', 'date'].map((variable) => String(item.get(variable) ?? ''));
  const issued = issuedOf(year!, date!);
  if (issued) item.set('issued', issued);
  item.delete('year');
  item.delete('date');
  if (rest.length > 0) item.set('custom', { [database.name]: byTags(rest) });
  return Object.fromEntries(item);
}

function typeOf(fields: readonly Field[], { typeTag, types, otherwise }: Database): CslType {
  return types.find(([words]) => fields.some(([tag, value]) => tag === typeTag && words.test(value)))?.[1] ?? otherwise;
}

function byTags(fields: readonly Field[]): Record<string, string | string[]> {
  const tags = new Map<string, string[]>();
  for (const [tag, value] of fields) append(tags, tag, value);
  return Object.fromEntries([...tags].map(([tag, values]) => [tag, values.length === 1 ? values[0]! : values]));
}

/** PubMed leaves out what the last page has in common with the first: "1123-9". */
function wholePages(pages: string): string {
  const [, first = '', last = ''] = /^(\d{1,9})-(\d{1,9})$/.exec(pages) ?? [];
  return last === '' || last.length >= first.length ? pages : `${first}-${first.slice(0, first.length - last.length)}${last}`;
}

const doiMark = /\s?\[doi\]$/;
const articleId = (value: string): string | null => (doiMark.test(value) && doiOf(value.replace(doiMark, '')) !== undefined ? 'DOI' : null);

const medline: Database = {
  name: 'medline', label: () => l10n.t('PubMed’s format'), endTag: null,
  line: /^([A-Z]{2,4}) {0,2}- ?([^\n]*)$/,
  opens: (tag) => tag === 'PMID',
  typeTag: 'PT', otherwise: 'article-journal',
  types: [
    [/^Journal Article$/i, 'article-journal'], [/^Preprint$/i, 'article'], [/^Dataset$/i, 'dataset'], [/^Book Chapter$/i, 'chapter'], [/^Books?$/i, 'book'],
    [/^(?:Technical )?Report$/i, 'report'], [/^Newspaper Article$/i, 'article-newspaper'],
  ],
  tags: {
    FAU: 'author', AU: 'author', CN: 'author', FED: 'editor', ED: 'editor', TI: 'title', BTI: 'container-title', JT: 'container-title', TA: 'container-title-short',
    CTI: 'collection-title', VI: 'volume', IP: 'issue', PG: 'page', EN: 'edition', DP: 'date', IS: 'ISSN', ISBN: 'ISBN', PB: 'publisher', PL: 'publisher-place',
    LID: articleId, AID: articleId, PMID: 'PMID', PMC: 'PMCID', LA: 'language', AB: 'abstract', OT: 'keyword', GN: 'note',
  },
  // "Roe, Jane A", and where there are no full names "Roe JA"
  nameOf(words) {
    const [, family, given] = /^([^,]{1,200}) (\p{Lu}{1,4})$/u.exec(words) ?? [];
    return family === undefined || given === undefined ? nameOf(words, false) : { family, given };
  },
  valueOf: (variable, value) => (variable === 'page' ? wholePages(value) : variable === 'title' ? value.replace(/(?<=[^.])\.$/, '') : value.replace(doiMark, '')),
};

const refworks: Database = {
  name: 'refworks', label: () => l10n.t('RefWorks’ tagged format'), endTag: null,
  line: /^([A-Z][A-Z\d]) ([^\n]*)$/,
  opens: (tag) => tag === 'RT',
  typeTag: 'RT', otherwise: 'document',
  types: [
    [/^Journal/i, 'article-journal'], [/^Magazine/i, 'article-magazine'], [/^Newspaper/i, 'article-newspaper'], [/^Book, Section/i, 'chapter'],
    [/^(?:Book|Monograph)/i, 'book'], [/^Conference/i, 'paper-conference'], [/, Unpublished/i, 'manuscript'], [/^(?:Thesis|Dissertation)/i, 'thesis'],
    [/^Report/i, 'report'], [/^Web Page/i, 'webpage'], [/^(?:Bills|Resolutions)/i, 'bill'], [/^(?:Laws|Statutes)/i, 'legislation'], [/^(?:Case|Court)/i, 'legal_case'],
    [/^Hearing/i, 'hearing'], [/^Patent/i, 'patent'], [/^Map/i, 'map'], [/^Artwork/i, 'graphic'], [/^Computer/i, 'software'], [/^Music/i, 'musical_score'],
    [/^Sound/i, 'song'], [/^(?:Motion|Video|DVD)/i, 'motion_picture'], [/^Online/i, 'post'], [/^Personal/i, 'personal_communication'], [/^Unpublished/i, 'manuscript'],
  ],
  tags: {
    A1: 'author', A2: 'editor', A3: 'collection-editor', A4: 'translator', A5: 'compiler', T1: 'title', ST: 'title-short', OT: 'original-title', JF: 'container-title',
    T2: 'container-title', WT: 'container-title', JO: 'container-title-short', T3: 'collection-title', VO: 'volume', IS: 'issue', SP: 'page', ED: 'edition', YR: 'year',
    FD: 'date', PB: 'publisher', PP: 'publisher-place', SN: (value) => (isIssn(value) ? 'ISSN' : 'ISBN'), DO: 'DOI', UR: 'URL', LK: 'URL', LA: 'language',
    AB: 'abstract', K1: 'keyword', NO: 'note', CN: 'call-number', DS: 'source', WV: 'version',
  },
  nameOf: (words) => nameOf(words, true),
  valueOf: (_variable, value) => value,
};

/** First and last page stand in fields of their own. */
function withPages(fields: readonly Field[]): readonly Field[] {
  const last = fields.find(([tag]) => tag === 'OP')?.[1];
  const first = fields.find(([tag]) => tag === 'SP')?.[1];
  if (last === undefined || first === undefined) return fields;
  return fields.filter(([tag]) => tag !== 'OP').map((field): Field => (field[0] === 'SP' && first !== last ? ['SP', `${first}-${last}`] : field));
}

export const readMedline = (text: string, file: string): Rows<LibraryItem> => readRecords(text, file, medline, (fields) => itemOf(fields, medline));

export const readRefworks = (text: string, file: string): Rows<LibraryItem> => readRecords(text, file, refworks, (fields) => itemOf(withPages(fields), refworks));
