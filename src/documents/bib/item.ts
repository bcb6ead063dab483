import type { CslDate, CslFields, CslName } from '../../csl.js';
import { dateOf, yearAndMonth } from './dates.js';
import { fromTex, plainAddress } from './fromTex.js';
import { namesOf } from './names.js';

/** The fields of an entry, with those it inherits: TeX by the field's name in lower case. */
export type Values = ReadonlyMap<string, string>;

/** CSL's type for BibTeX's and biblatex's, as Pandoc has them. */
const types: Record<string, string> = {
  article: 'article-journal', suppperiodical: 'article-journal', book: 'book', mvbook: 'book', collection: 'book', mvcollection: 'book', proceedings: 'book',
  mvproceedings: 'book', manual: 'book', reference: 'book', mvreference: 'book', booklet: 'pamphlet', inbook: 'chapter', bookinbook: 'chapter',
  incollection: 'chapter', suppbook: 'chapter', suppcollection: 'chapter', inreference: 'entry-encyclopedia', inproceedings: 'paper-conference',
  conference: 'paper-conference', mastersthesis: 'thesis', phdthesis: 'thesis', thesis: 'thesis', techreport: 'report', report: 'report',
  unpublished: 'manuscript', online: 'webpage', electronic: 'webpage', www: 'webpage', dataset: 'dataset', software: 'software', patent: 'patent',
  periodical: 'periodical', letter: 'personal_communication', image: 'graphic', artwork: 'graphic', movie: 'motion_picture', video: 'motion_picture',
  audio: 'song', music: 'song', performance: 'performance', jurisdiction: 'legal_case', legislation: 'legislation', legal: 'treaty', standard: 'standard',
  review: 'review', commentary: 'book',
};
const periodicals: Record<string, string> = { magazine: 'article-magazine', newspaper: 'article-newspaper' };
const genres: Record<string, string> = {
  mastersthesis: 'Master’s thesis', phdthesis: 'PhD thesis', mathesis: 'Master’s thesis', bathesis: 'Bachelor’s thesis', techreport: 'technical report',
  resreport: 'research report', candthesis: 'Candidate thesis',
};

const nameFields: Record<string, string> = {
  author: 'author', editor: 'editor', translator: 'translator', bookauthor: 'container-author', director: 'director', holder: 'holder',
};
/** What an editor is by `editortype`. */
const editorRoles: Record<string, string> = { translator: 'translator', director: 'director', compiler: 'compiler', redactor: 'editor', collaborator: 'contributor' };

/** Fields whose text goes into a variable as it is; of several for one variable the first that is there. */
const textFields: readonly (readonly [variable: string, ...fields: string[]])[] = [
  ['container-title-short', 'shortjournal'],
  ['collection-title', 'series'],
  ['publisher', 'publisher', 'institution', 'school', 'organization'],
  ['publisher-place', 'location', 'address'],
  ['volume', 'volume'],
  ['number-of-volumes', 'volumes'],
  ['edition', 'edition'],
  ['version', 'version'],
  ['chapter-number', 'chapter'],
  ['number-of-pages', 'pagetotal'],
  ['event-title', 'eventtitle'],
  ['event-place', 'venue'],
  ['abstract', 'abstract'],
  ['annote', 'annotation', 'annote'],
  ['keyword', 'keywords'],
  ['note', 'note', 'addendum'],
  ['status', 'pubstate'],
  ['medium', 'howpublished'],
  ['original-title', 'origtitle'],
  ['original-publisher', 'origpublisher'],
  ['original-publisher-place', 'origlocation'],
  ['call-number', 'library'],
  ['title-short', 'shorttitle'],
];
const identifiers: readonly (readonly [variable: string, field: string])[] = [['ISBN', 'isbn'], ['ISSN', 'issn'], ['URL', 'url'], ['PMID', 'pmid'], ['PMCID', 'pmcid']];
const dateFields: Record<string, string> = { urldate: 'accessed', eventdate: 'event-date', origdate: 'original-date' };

const languages: Record<string, string> = {
  english: 'en', american: 'en-US', usenglish: 'en-US', british: 'en-GB', ukenglish: 'en-GB', german: 'de', ngerman: 'de', austrian: 'de-AT', naustrian: 'de-AT',
  swissgerman: 'de-CH', french: 'fr', francais: 'fr', italian: 'it', spanish: 'es', dutch: 'nl', portuguese: 'pt', brazilian: 'pt-BR', brazil: 'pt-BR',
  danish: 'da', swedish: 'sv', norwegian: 'nb', nynorsk: 'nn', finnish: 'fi', polish: 'pl', czech: 'cs', hungarian: 'hu', russian: 'ru', greek: 'el',
  latin: 'la', turkish: 'tr', arabic: 'ar', hebrew: 'he', japanese: 'ja', chinese: 'zh', korean: 'ko', catalan: 'ca', romanian: 'ro', ukrainian: 'uk',
};

/** Where articles of some archives are found. */
const archives: Record<string, (id: string) => string> = {
  arxiv: (id) => `https://arxiv.org/abs/${id}`, jstor: (id) => `https://www.jstor.org/stable/${id}`, hdl: (id) => `https://hdl.handle.net/${id}`,
  pubmed: (id) => `https://www.ncbi.nlm.nih.gov/pubmed/${id}`, googlebooks: (id) => `https://books.google.com?id=${id}`,
};

type Item = Record<string, unknown>;

class ItemReader {
  private readonly item: Item;
  private readonly read = new Set<string>();

  constructor(private readonly entryType: string, private readonly values: Values) {
    this.item = { type: this.type() };
  }

  build(): CslFields {
    this.names();
    this.titles();
    for (const [variable, ...fields] of textFields) this.put(variable, this.text(...fields));
    for (const [variable, field] of identifiers) this.put(variable, plainAddress(this.take(field)));
    this.dates();
    this.numbers();
    this.put('page', this.text('pages').replace(/\s?[–—]+\s?|\s?-{1,3}\s?/g, '-').replace(/\+$/, 'ff'));
    this.put('genre', genres[this.take('type').toLowerCase()] ?? (this.text('type') || genres[this.entryType]));
    const language = this.take('langid') || this.take('language') || this.take('hyphenation');
    this.put('language', languages[language.toLowerCase()] ?? fromTex(language));
    this.identify();
    return this.item as unknown as CslFields;
  }

  /** The fields that no CSL variable has a place for, by their names. */
  rest(): Record<string, string> {
    return Object.fromEntries([...this.values].filter(([name, value]) => !this.read.has(name) && value.trim() !== ''));
  }

  private type(): string {
    const subtype = this.take('entrysubtype').toLowerCase();
    const type = types[this.entryType] ?? 'document';
    if (type === 'article-journal') return periodicals[subtype] ?? type;
    if (type === 'manuscript' && this.values.has('eventtitle')) return 'speech';
    return type;
  }

  private take(field: string): string {
    const value = this.values.get(field);
    if (value === undefined) return '';
    this.read.add(field);
    return value;
  }

  /** The text of the first of some fields that says anything. */
  private text(...fields: string[]): string {
    const field = fields.find((name) => (this.values.get(name) ?? '').trim() !== '');
    return field === undefined ? '' : fromTex(this.take(field));
  }

  private put(variable: string, value: string | CslDate | CslName[] | undefined): void {
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return;
    this.item[variable] = value;
  }

  private names(): void {
    for (const [field, variable] of Object.entries(nameFields)) {
      const tex = this.take(field);
      if (tex.trim() === '') continue;
      const role = field === 'editor' ? (editorRoles[this.take('editortype').toLowerCase()] ?? variable) : variable;
      this.put(role, namesOf(tex));
    }
  }

  /** "Title: Subtitle. Addition"; the container is the journal, the book, or the work of several volumes that it is part of. */
  private titles(): void {
    const joined = (name: string, ...others: string[]): string => {
      const [main, sub, more] = [this.text(name, ...others), this.text(`${name.replace(/title$/, '')}subtitle`), this.text(`${name}addon`)];
      const whole = sub === '' ? main : `${main}${/[.?!:]$/.test(main) ? '' : ':'} ${sub}`;
      return more === '' || whole === '' ? whole : `${whole}. ${more}`;
    };
    const title = joined('title');
    const issue = joined('issuetitle');
    const main = joined('maintitle');
    const container = joined('journaltitle', 'journal') || joined('booktitle');
    this.put('title', title || this.text('key'));
    if (container !== '') {
      this.put('container-title', container);
      if (main !== '' && main !== container) this.put('volume-title', main);
    } else if (main !== '') {
      // a volume of a work: the work is what is looked for, the volume what it is in it
      this.put('title', main);
      this.put('volume-title', title);
    }
    if (issue !== '' && container === '') this.put('container-title', issue);
  }

  private dates(): void {
    for (const [field, variable] of Object.entries(dateFields)) this.put(variable, dateOf(fromTex(this.take(field))));
    const whole = this.take('date').trim();
    const plain = (field: string): string => fromTex(this.take(field)).replace(/[{}]/g, '');
    const parts = yearAndMonth(plain('year'), plain('month'), plain('day'));
    this.put('issued', whole === '' ? parts : dateOf(fromTex(whole)));
  }

  /** `number` is an issue in a journal, a number of its own in a report, and otherwise that in a series. */
  private numbers(): void {
    const number = this.text('number');
    const issue = this.text('issue');
    const isPart = this.item['type'] === 'article-journal' || this.item['type'] === 'article-magazine' || this.item['type'] === 'article-newspaper' || this.item['type'] === 'periodical';
    if (isPart) this.put('issue', number || issue);
    else {
      this.put('issue', issue);
      this.put(this.item['collection-title'] !== undefined ? 'collection-number' : 'number', number);
    }
    if (isPart && number !== '' && issue !== '') this.put('issue', `${number}, ${issue}`);
  }

  private identify(): void {
    const doi = plainAddress(this.take('doi')).replace(/^(?:https?:\/\/[^/]{1,80}\/(?=10\.)|doi:)/i, '');
    this.put('DOI', doi);
    const archive = (this.values.get('eprinttype') ?? this.values.get('archiveprefix') ?? '').trim().toLowerCase();
    const address = archives[archive];
    const id = plainAddress(this.values.get('eprint') ?? '').replace(/^arxiv:/i, '');
    if (!address || id === '') return;
    for (const field of ['eprint', 'eprinttype', 'archiveprefix']) this.take(field);
    this.put('archive', this.item['archive'] === undefined ? fromTex(this.values.get('eprinttype') ?? this.values.get('archiveprefix')!) : undefined);
    this.put('archive_location', id);
    if (this.item['URL'] === undefined) this.put('URL', address(id));
  }
}

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
