import type { CslDate, CslFields, CslName, CslType } from '../../csl.js';
import { own } from '../../text/own.js';
import { dateInTex, edtfOf, isPlainMonth, plainDate, yearAndMonth } from './dates.js';
import { fromTex, isPlain, plainAddress, saysMore, titleFromTex } from './fromTex.js';
import { namesOf, saysMoreOfNames } from './names.js';
import { archives, cslTypeOf, editorRoles, entryTypeOf, genres, languages, periodicalTypes, publicationStates, reversed } from './terms.js';

/** The fields of an entry, with those it inherits: TeX by the field's name in lower case. */
export type Values = ReadonlyMap<string, string>;

const nameFields: readonly (readonly [field: string, variable: string])[] = [['author', 'author'], ['translator', 'translator'], ['bookauthor', 'container-author'], ['director', 'director']];
/** Editors, each with the field that says what kind of editor they are. */
const editorFields = ['editor', 'editora', 'editorb', 'editorc'].map((field) => [field, `${field}type`] as const);
/** Fields whose text goes into a variable as it is; of several for one variable the first that is there. */
const textFields: readonly (readonly [variable: string, fields: readonly string[]])[] = [
  ['container-title-short', ['shortjournal']],
  ['collection-title', ['series']],
  ['publisher', ['publisher', 'institution', 'school', 'organization']],
  // where both stand, as ACM writes them, `location` is the conference's
  ['publisher-place', ['address', 'location']],
  ['volume', ['volume']],
  ['number-of-volumes', ['volumes']],
  ['edition', ['edition']],
  ['version', ['version']],
  ['chapter-number', ['chapter']],
  ['number-of-pages', ['pagetotal']],
  ['part-number', ['part']],
  ['event-title', ['eventtitle']],
  ['event-place', ['venue']],
  ['abstract', ['abstract']],
  ['annote', ['annotation', 'annote']],
  ['keyword', ['keywords']],
  ['note', ['note', 'addendum']],
  ['medium', ['howpublished']],
  ['original-title', ['origtitle']],
  ['original-publisher', ['origpublisher']],
  ['original-publisher-place', ['origlocation']],
  ['call-number', ['library']],
  ['license', ['license']],
  ['ISBN', ['isbn']],
  ['ISSN', ['issn']],
];
const identifiers: readonly (readonly [variable: string, field: string])[] = [['URL', 'url'], ['PMID', 'pmid'], ['PMCID', 'pmcid']];
const dateFields: readonly (readonly [field: string, variable: string])[] = [['urldate', 'accessed'], ['eventdate', 'event-date'], ['origdate', 'original-date']];
const titleOnly = /^(?:title|maintitle|booktitle|issuetitle|shorttitle)$/;

/** What people search a library by. */
export type SearchedFields = Pick<CslFields, 'author' | 'editor' | 'translator' | 'title' | 'title-short' | 'issued' | 'container-title' | 'publisher' | 'collection-title'>;

type Item = Record<string, unknown>;

/** A title's fields, and those of its subtitle and addition; of several for the title the first that is there. */
interface TitleFields {
  main: readonly string[];
  sub: string;
  addon: string;
}
const titleFields = (name: string, ...others: string[]): TitleFields => ({ main: [name, ...others], sub: `${name.slice(0, -'title'.length)}subtitle`, addon: `${name}addon` });
const ownTitle = titleFields('title');
const issueTitle = titleFields('issuetitle');
const mainTitle = titleFields('maintitle');
const journalTitle = titleFields('journaltitle', 'journal');
const bookTitle = titleFields('booktitle');

const allTitles = [ownTitle, mainTitle, journalTitle, bookTitle, issueTitle];

/** Variables that are read together, and the fields they are read from. */
export interface FieldGroup {
  variables: readonly string[];
  fields: readonly string[];
}
const group = (variables: readonly string[], fields: readonly string[]): FieldGroup => ({ variables, fields });
export const fieldGroups: readonly FieldGroup[] = [
  group(['title', 'container-title', 'volume-title'], allTitles.flatMap(({ main, sub, addon }) => [...main, sub, addon])),
  group(['title-short'], ['shorttitle']),
  group(['author'], ['author']),
  group(['container-author'], ['bookauthor']),
  group(['editor', 'translator', ...Object.values(editorRoles)], ['translator', 'director', ...editorFields.flat()]),
  ...textFields.map(([variable, fields]) => group([variable], fields)),
  ...identifiers.map(([variable, field]) => group([variable], [field])),
  ...dateFields.map(([field, variable]) => group([variable], [field])),
  group(['issued'], ['date', 'year', 'month', 'day']),
  group(['issue', 'number', 'collection-number'], ['number', 'issue']),
  group(['page'], ['pages']),
  group(['status'], ['pubstate']),
  group(['genre'], ['type']),
  group(['language'], ['langid', 'language', 'hyphenation']),
  group(['archive', 'archive_location'], ['eprint', 'eprinttype', 'archiveprefix']),
];

const languagesWritten = reversed(languages);
const searchedTexts = textFields.filter(([variable]) => ['collection-title', 'publisher'].includes(variable));
const books = new Set(['book', 'chapter', 'paper-conference', 'entry', 'entry-dictionary', 'entry-encyclopedia']);
const parts = new Set(['article-journal', 'article-magazine', 'article-newspaper', 'periodical', 'review']);

class ItemReader {
  private readonly item: Item;
  private readonly read = new Set<string>();
  /** Fields that were read and say more than what was read of them. */
  private readonly more = new Set<string>();

  constructor(private readonly entryType: string, private readonly values: Values) {
    this.item = { type: this.type() };
  }

  build(): CslFields {
    this.allNames();
    this.titles();
    this.put('title-short', this.textOf('shorttitle'));
    for (const [variable, fields] of textFields) this.put(variable, this.text(fields));
    for (const [variable, field] of identifiers) this.put(variable, plainAddress(this.take(field)));
    for (const [field, variable] of dateFields) this.put(variable, this.date(field));
    this.issued();
    this.numbers();
    this.put('page', pageRange(this.textOf('pages')));
    const state = this.textOf('pubstate');
    this.put('status', own(publicationStates, state) ?? state);
    this.put('genre', own(genres, this.take('type').toLowerCase()) ?? (this.textOf('type') || own(genres, this.entryType)));
    this.language();
    this.identify();
    return this.item as unknown as CslFields;
  }

  searched(): SearchedFields {
    this.allNames();
    this.titles();
    this.put('title-short', this.textOf('shorttitle'));
    for (const [variable, fields] of searchedTexts) this.put(variable, this.text(fields));
    this.issued();
    return this.item as unknown as CslFields;
  }

  /** The fields that no CSL variable has a place for, or whose variable does not say all of them, by their names; and the entry's type where CSL's does not tell it. */
  rest(): Record<string, string> {
    const rest: Record<string, string> = {};
    for (const [name, value] of this.values) if ((!this.read.has(name) || this.more.has(name)) && value.trim() !== '') rest[name] = value;
    if (entryTypeOf(this.item['type'] as CslType) !== this.entryType) rest['entrytype'] = this.entryType;
    return rest;
  }

  private type(): string {
    const type = own(cslTypeOf, this.entryType) ?? 'document';
    const periodical = own(periodicalTypes, (this.values.get('entrysubtype') ?? '').toLowerCase());
    if (type === 'article-journal' && periodical) {
      this.take('entrysubtype');
      return periodical;
    }
    if (type === 'manuscript' && this.values.has('eventtitle')) return 'speech';
    return type;
  }

  private take(field: string): string {
    const value = this.values.get(field);
    if (value === undefined) return '';
    this.read.add(field);
    return value;
  }

  private textOf(field: string): string {
    const value = this.values.get(field);
    if (value === undefined || value.trim() === '') return '';
    this.read.add(field);
    if (isPlain(value)) return value.trim();
    if (saysMore(value)) this.more.add(field);
    return titleOnly.test(field) ? titleFromTex(value) : fromTex(value);
  }

  /** The text of the first of some fields that says anything. */
  private text(fields: readonly string[]): string {
    for (const field of fields) {
      const value = this.values.get(field);
      if (value !== undefined && value.trim() !== '') return this.textOf(field);
    }
    return '';
  }

  private put(variable: string, value: string | CslDate | CslName[] | undefined): void {
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return;
    this.item[variable] = value;
  }

  private allNames(): void {
    for (const [field, variable] of nameFields) this.names(field, variable);
    for (const [field, typeField] of editorFields) {
      const role = own(editorRoles, (this.values.get(typeField) ?? '').toLowerCase());
      if (role !== undefined && this.item[role] === undefined) {
        this.names(field, role);
        this.take(typeField);
      } else if (field === 'editor') this.names(field, 'editor');
    }
  }

  private names(field: string, variable: string): void {
    const tex = this.take(field);
    if (tex.trim() === '') return;
    if (saysMoreOfNames(tex)) this.more.add(field);
    this.put(variable, namesOf(tex, /(?:^|,)\s*useprefix\s*=\s*false/.test(this.values.get('options') ?? '')));
  }

  /** "Title: Subtitle. Addition" */
  private joined({ main, sub, addon }: TitleFields): string {
    const title = this.text(main);
    const subtitle = this.textOf(sub);
    const more = this.textOf(addon);
    if (subtitle !== '' || more !== '') this.keepTitles();
    const whole = subtitle === '' ? title : `${title}${/[.?!:]$/.test(title) ? '' : ':'} ${subtitle}`;
    return more === '' || whole === '' ? whole : `${whole}. ${more}`;
  }

  /** The container is the journal, the book, or the work of several volumes that it is part of. */
  private titles(): void {
    const title = this.joined(ownTitle);
    const issue = this.joined(issueTitle);
    const main = this.joined(mainTitle);
    const container = this.joined(journalTitle) || this.joined(bookTitle);
    if (issue !== '' || main !== '') this.keepTitles();
    if (main !== '') {
      // what is looked for is the work of several volumes, the volume is what it is in it
      const volume = container || title;
      this.put(container === '' ? 'title' : 'container-title', main);
      if (volume !== main) this.put('volume-title', volume);
      if (container !== '') this.put('title', title);
    } else if (this.item['type'] === 'periodical' && issue !== '') {
      this.put('title', issue);
      this.put('container-title', title);
    } else {
      this.put('title', title || this.textOf('key'));
      this.put('container-title', container || issue);
    }
    // what BibTeX sorts by where no one is named
    if (this.values.has('key') && fromTex(this.values.get('key')!) === title) this.take('key');
  }

  private keepTitles(): void {
    for (const { main, sub, addon } of allTitles) for (const field of [...main, sub, addon]) this.more.add(field);
  }

  private date(field: string): CslDate | undefined {
    const tex = this.take(field);
    if (tex.trim() === '') return undefined;
    const plain = plainDate(tex);
    if (plain) return plain;
    const date = dateInTex(tex);
    if (edtfOf(date) !== tex.trim()) this.more.add(field);
    return date;
  }

  private issued(): void {
    const whole = this.date('date');
    const [year, month, day] = [this.plain('year'), this.plain('month'), this.plain('day')];
    this.put('issued', whole ?? yearAndMonth(year, month, day));
    const isAll = whole === undefined ? /^\d{4}$/.test(year) && isPlainMonth(month) : year === '' || year === String(whole['date-parts']?.[0]?.[0]);
    if (!isAll) for (const field of ['date', 'year', 'month', 'day']) this.more.add(field);
  }

  private plain(field: string): string {
    return fromTex(this.take(field)).replace(/[{}]/g, '');
  }

  /** `number` is an issue in a journal, a number of its own in a report, and otherwise that in a series. */
  private numbers(): void {
    const number = this.textOf('number');
    const issue = this.textOf('issue');
    const type = this.item['type'] as string;
    if (parts.has(type)) {
      this.put('issue', number !== '' && issue !== '' ? `${number}, ${issue}` : number || issue);
      if (number !== '' && issue !== '') this.more.add('number').add('issue');
      return;
    }
    this.put('issue', issue);
    this.put(this.item['collection-title'] !== undefined && books.has(type) ? 'collection-number' : 'number', number);
  }

  private language(): void {
    const field = ['langid', 'language', 'hyphenation'].find((name) => (this.values.get(name) ?? '').trim() !== '');
    if (field === undefined) return;
    const word = this.take(field).trim().toLowerCase();
    const known = own(languages, word);
    if (known !== undefined && languagesWritten[known] !== word) this.more.add(field);
    this.put('language', known ?? this.textOf(field));
  }

  private identify(): void {
    const doi = plainAddress(this.take('doi')).replace(/^(?:https?:\/\/[^/]{1,80}\/(?=10\.)|doi:)/i, '');
    this.put('DOI', doi);
    const archive = (this.values.get('eprinttype') ?? this.values.get('archiveprefix') ?? '').trim().toLowerCase();
    const address = own(archives, archive);
    const id = plainAddress(this.values.get('eprint') ?? '').replace(/^arxiv:/i, '');
    if (!address || id === '') return;
    for (const field of ['eprint', 'eprinttype', 'archiveprefix']) this.take(field);
    this.put('archive', this.item['archive'] === undefined ? fromTex(this.values.get('eprinttype') ?? this.values.get('archiveprefix')!) : undefined);
    this.put('archive_location', id);
    if (this.item['URL'] === address(id)) this.more.add('url');
    if (this.item['URL'] === undefined) this.put('URL', address(id));
  }
}

/** "145-152" for "145--152" and "145 – 152"; "45ff" for "45+". */
const pageRange = (pages: string): string =>
  /[–—+-]/.test(pages) ? pages.replace(/\s?[–—]+\s?|\s?-{1,3}\s?/g, '-').replace(/\+$/, 'ff') : pages;

/**
 * The CSL of an entry, by the mapping of Pandoc's biblatex reader; `rest` are the fields it has no variable for, in TeX.
 *
 * @param entryType in lower case
 */
export function itemOf(entryType: string, values: Values): { item: CslFields; rest: Record<string, string> } {
  const reader = new ItemReader(entryType, values);
  const item = reader.build();
  return { item, rest: reader.rest() };
}

/** As much of the CSL of an entry as is searched. */
export const searchedOf = (entryType: string, values: Values): SearchedFields => new ItemReader(entryType, values).searched();
