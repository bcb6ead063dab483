import { cslNameVariables, cslTypes, type CslName, type CslType } from '../../csl.js';
import { doiOf, nameInOrder } from '../../documents/structured.js';
import { append } from '../../text/multimap.js';
import type { LibraryItem } from '../library.js';
import { readJson } from './json.js';
import { isObject, isTooDeep, keptOf, remainderOf, withRemainder, type Remainder } from './kept.js';
import { accessedText, issuedOf, issuedTexts, readDate } from './recordDates.js';

/*
 * EndNote's fields, which its three exchange formats write each in its own way: XML, its tagged import format and RIS, whose types and tags follow
 * EndNote's since 2011 (Reference Manager's older meanings are read where they can be told). A field is named here by its path in EndNote's XML.
 * What it means depends on the type of the reference, as in EndNote's table of types and fields (EndNote, Preferences, Reference Types) and Zotero's
 * translators.
 *
 * Neither is read or written by citation-js (measured with plugin-ris 0.7.21, plugin-enw 0.3.0). Its RIS gives an empty item for a type it does not know,
 * ends a title at a second " - ", throws at a line before the first reference, gives lists where CSL has texts (two UR, SN, PB) so that the item is not
 * valid, and drops tags that CSL has no variable for; written, a key is cut after 20 characters, lines are folded within words, a line of an abstract that
 * begins with "ER  - " ends the reference, particles and all names but authors' and editors' are gone. Its tagged import format takes text before the first
 * %0 for an error, loses a field's second and further lines, and all fields that its tables do not name.
 */

/** A field of a record: the tag as its file has it. */
export type Field = readonly [tag: string, value: string];

interface Kind {
  type: CslType;
  ris: string;
  name: string;
  number: number;
}

const kind = (type: CslType, ris: string, name: string, number: number): Kind => ({ type, ris, name, number });

/** Of several for a CSL type the first is written; 'Generic' is where EndNote has no type of its own. */
const kinds: readonly Kind[] = [
  kind('article-journal', 'JOUR', 'Journal Article', 17), kind('article-journal', 'EJOUR', 'Electronic Article', 43),
  kind('article-magazine', 'MGZN', 'Magazine Article', 19), kind('article-newspaper', 'NEWS', 'Newspaper Article', 23),
  kind('book', 'BOOK', 'Book', 6), kind('book', 'EDBOOK', 'Edited Book', 28), kind('book', 'EBOOK', 'Electronic Book', 44),
  kind('chapter', 'CHAP', 'Book Section', 5), kind('chapter', 'ECHAP', 'Electronic Book Section', 60),
  kind('paper-conference', 'CONF', 'Conference Proceedings', 10), kind('paper-conference', 'CPAPER', 'Conference Paper', 47),
  kind('thesis', 'THES', 'Thesis', 32), kind('report', 'RPRT', 'Report', 27), kind('report', 'GOVDOC', 'Government Document', 46),
  kind('webpage', 'ELEC', 'Web Page', 12), kind('post-weblog', 'BLOG', 'Blog', 56),
  kind('manuscript', 'MANSCPT', 'Manuscript', 36), kind('manuscript', 'UNPB', 'Unpublished Work', 34),
  kind('legal_case', 'CASE', 'Case', 7), kind('legislation', 'STAT', 'Statute', 31), kind('regulation', 'LEGAL', 'Legal Rule or Regulation', 50),
  kind('bill', 'BILL', 'Bill', 4), kind('hearing', 'HEAR', 'Hearing', 14), kind('patent', 'PAT', 'Patent', 25),
  kind('map', 'MAP', 'Map', 20), kind('graphic', 'ART', 'Artwork', 2), kind('figure', 'FIGURE', 'Figure', 37), kind('figure', 'CHART', 'Chart or Table', 38),
  kind('figure', 'EQUA', 'Equation', 39), kind('motion_picture', 'MPCT', 'Film or Broadcast', 21),
  kind('motion_picture', 'VIDEO', 'Audiovisual Material', 3), kind('motion_picture', 'ADVS', 'Audiovisual Material', 3),
  kind('motion_picture', 'MULTI', 'Online Multimedia', 48), kind('song', 'SOUND', 'Music', 61), kind('musical_score', 'MUSIC', 'Music', 61),
  kind('software', 'COMP', 'Computer Program', 9), kind('dataset', 'DATA', 'Dataset', 59), kind('dataset', 'AGGR', 'Aggregated Database', 55),
  kind('dataset', 'DBASE', 'Online Database', 45), kind('entry-dictionary', 'DICT', 'Dictionary', 52), kind('entry-encyclopedia', 'ENCYC', 'Encyclopedia', 53),
  kind('entry', 'CTLG', 'Catalog', 8), kind('personal_communication', 'PCOMM', 'Personal Communication', 26),
  kind('personal_communication', 'ICOMM', 'Personal Communication', 26), kind('periodical', 'SER', 'Serial', 57), kind('periodical', 'JFULL', 'Serial', 57),
  kind('pamphlet', 'PAMP', 'Pamphlet', 24), kind('standard', 'STAND', 'Standard', 58), kind('classic', 'CLSWK', 'Classical Work', 49),
  kind('classic', 'ANCIENT', 'Ancient Text', 51), kind('document', 'GEN', 'Generic', 13), kind('document', 'GRANT', 'Grant', 54),
  kind('speech', 'SLIDE', 'Generic', 13),
];
const otherNames = new Map(Object.entries({
  WEB: 'ELEC', INPR: 'JOUR', ABST: 'JOUR', JOURN: 'JOUR', UNPD: 'UNPB', UNBILL: 'BILL', GRNT: 'GRANT', 'Serial Publication': 'Serial', 'Electronic Source': 'Web Page',
  'Conference Proceeding': 'Conference Proceedings',
}));
/** CSL's types that none is made for, as near as they come; the item's own is in its remainder. */
const nearTypes: Partial<Record<CslType, CslType>> = {
  article: 'manuscript', review: 'article-journal', 'review-book': 'article-journal', broadcast: 'motion_picture', interview: 'personal_communication',
  post: 'post-weblog', treaty: 'legislation', performance: 'speech', collection: 'book',
};


const generic = kinds.find(({ name }) => name === 'Generic')!;
const editedBook = kinds.find(({ name }) => name === 'Edited Book')!;

/** The kind of a record by what it says of itself. */
function kindOf(words: string, by: 'ris' | 'name'): Kind | undefined {
  const name = (otherNames.get(words) ?? words).toLowerCase();
  return kinds.find((one) => one[by].toLowerCase() === name) ?? kinds.find(({ number }) => String(number) === name);
}

export const kindNumber = (name: string): number => (kindOf(name, 'name') ?? generic).number;

/** How one of the three formats says it. */
export interface Syntax {
  format: 'ris' | 'endnote-xml' | 'enw';
  /** Which of a kind's names stands in the record, and under what tag. */
  kindBy: 'ris' | 'name';
  kindTag: string;
  /** The tags of a field, that which is written first; where several hold something, the first is taken. */
  tags: Readonly<Record<string, readonly string[]>>;
  /** The field, of the user's own, that holds the remainder. */
  remainderTag: string;
  /** "2018/07/03/" and not "July 3". */
  slashedDates: boolean;
  /** The fields as the format has room for them. */
  arranged: (fields: readonly Field[]) => readonly Field[];
  /** Whether a field can be written that an item keeps. */
  isTag: (tag: string) => boolean;
  /** A name without a comma has its parts in order: "Geoffrey Chaucer". */
  namesInOrder: boolean;
}

/** A field that holds one variable or another, as its words tell. */
interface Choice {
  of: (value: string) => string | null;
  among: readonly string[];
}
type Meaning = string | null | Choice;
type Meanings = Readonly<Record<string, Meaning>>;
const either = (among: readonly string[], of: Choice['of']): Choice => ({ of, among });

export const isIssn = (value: string): boolean => /^(?:ISSN:?\s?)?\d{4}-?\d{3}[\dX](?:\s?\([^)]{1,20}\))?$/i.test(value);
const isIsbn = (value: string): boolean => /^(?:ISBN:?\s?)?(?:97[89][- ]?)?\d[\d -]{7,14}[\dX](?:\s?\([^)]{1,20}\))?$/i.test(value);
const isRange = (value: string): boolean => /\d\s?[-–]{1,2}\s?[a-z]?\d/i.test(value);

const everywhere: Meanings = {
  label: either(['id'], (value) => (/\s/.test(value) ? null : 'id')),
  'contributors/authors/author': 'author', 'contributors/editors/author': 'editor', 'contributors/subsidiary-authors/author': 'translator',
  'titles/title': 'title', 'titles/short-title': 'title-short', 'titles/alt-title': 'container-title-short',
  pages: 'page', volume: 'volume', number: 'number', 'num-vols': 'number-of-volumes', edition: 'edition', section: 'section',
  keywords: 'keyword', 'dates/year': 'issued', 'dates/pub-dates/date': 'issued', 'pub-location': 'publisher-place', publisher: 'publisher',
  isbn: either(['ISBN', 'ISSN'], (value) => (isIssn(value) ? 'ISSN' : 'ISBN')), 'accession-num': 'archive_location', 'call-num': 'call-number',
  'electronic-resource-num': 'DOI', abstract: 'abstract', notes: 'note', 'research-notes': 'annote',
  'work-type': either(['genre'], (value) => (doiOf(value) === undefined ? 'genre' : 'DOI')),
  'reviewed-item': 'reviewed-title', 'remote-database-name': 'archive', 'remote-database-provider': 'source', language: 'language',
  'urls/related-urls/url': 'URL', 'access-date': 'accessed',
};
const parts: Meanings = {
  'contributors/secondary-authors/author': 'editor', 'contributors/tertiary-authors/author': 'collection-editor', 'titles/secondary-title': 'container-title',
  'titles/tertiary-title': 'collection-title', number: 'collection-number',
};
const articles: Meanings = { ...parts, number: 'issue', isbn: either(['ISBN', 'ISSN'], (value) => (isIsbn(value) && !isIssn(value) ? 'ISBN' : 'ISSN')) };
const wholes: Meanings = {
  'contributors/secondary-authors/author': 'collection-editor', 'contributors/tertiary-authors/author': 'editor', 'titles/secondary-title': 'collection-title',
  number: 'collection-number', pages: either(['page', 'number-of-pages'], (value) => (isRange(value) ? 'page' : 'number-of-pages')),
};
const byType: { [type in CslType]?: Meanings } = {
  'article-journal': articles, 'article-magazine': articles, 'article-newspaper': articles, 'post-weblog': parts, webpage: { ...parts, number: 'number' }, chapter: parts,
  'paper-conference': { ...articles, isbn: everywhere['isbn']!, custom1: 'event-place', custom3: 'container-title' },
  'entry-dictionary': parts, 'entry-encyclopedia': parts, entry: parts, book: wholes, classic: wholes, pamphlet: wholes, map: wholes, musical_score: wholes,
  song: wholes, periodical: wholes, dataset: wholes, software: { ...wholes, edition: 'version' },
  thesis: { ...wholes, 'titles/secondary-title': null, number: 'number' },
  report: { ...wholes, isbn: either(['ISBN', 'ISSN', 'number'], (value) => (isIssn(value) ? 'ISSN' : isIsbn(value) ? 'ISBN' : 'number')) },
  manuscript: { ...wholes, number: 'number' }, standard: { ...wholes, number: 'number' },
  legal_case: { 'contributors/secondary-authors/author': 'container-title', publisher: 'authority' }, hearing: { 'titles/tertiary-title': 'authority', ...parts },
  bill: { 'titles/secondary-title': 'container-title' }, legislation: { 'titles/secondary-title': 'container-title' },
  regulation: { 'titles/secondary-title': 'container-title' }, motion_picture: { 'titles/secondary-title': 'container-title', 'contributors/tertiary-authors/author': 'producer' },
  personal_communication: { 'contributors/secondary-authors/author': 'recipient' }, document: { ...parts, number: 'number' }, speech: { 'titles/secondary-title': 'event-title' },
};

/** A field of a record with its meaning. */
interface Told {
  field: Field;
  path: string;
}

const names: ReadonlySet<string> = new Set(cslNameVariables);
/** Texts of several fields, or lines, one below the other. */
const inLines: ReadonlySet<string> = new Set(['abstract', 'note', 'annote']);

/** "Roe, Jane, Jr."; "World Bank," and "Safety Executive,, UK" are organisations, as EndNote has them; so is what has no comma and several words. */
export function nameOf(words: string, inOrder: boolean): CslName {
  if (words.includes(',,')) return { literal: words.replace(',,', ',') };
  const [family = '', given = '', ...suffix] = words.split(',').map((part) => part.trim());
  if (!words.includes(',')) return (inOrder ? nameInOrder(words) : undefined) ?? (/\s/.test(words) ? { literal: words } : { family: words });
  if (given === '' && suffix.length === 0) return { literal: family };
  const [, particle, rest] = /^((?:\p{Ll}[\p{L}’']{0,9}\s){1,4})(\p{Lu}.*)$/u.exec(family) ?? [];
  return {
    family: rest ?? family, ...(given === '' ? {} : { given }), ...(particle === undefined ? {} : { 'non-dropping-particle': particle.trim() }),
    ...(suffix.length === 0 ? {} : { suffix: suffix.join(', ') }),
  };
}

function nameText(name: CslName): string {
  const { family, literal, suffix } = name;
  if (family === undefined) {
    const whole = literal ?? name.given ?? '';
    return whole.includes(',') ? whole.replace(/, ?/, ',, ') : /\s/.test(whole) ? `${whole},` : whole;
  }
  const joined = (...texts: (string | undefined)[]): string => texts.filter((text) => text !== undefined && text !== '').join(' ');
  const given = joined(name.given, name['dropping-particle']);
  return [joined(name['non-dropping-particle'], family), given, suffix ?? ''].join(', ').replace(/(?:, )+$/, '');
}

/** Keywords by semicolons; by commas where there are none. */
const keywordsOf = (text: string): string[] => text.split(text.includes(';') ? ';' : ',').map((word) => word.trim()).filter((word) => word !== '');

export function textOf(variable: string, value: string): string {
  if (variable === 'DOI') return doiOf(value) ?? value;
  const text = value.replace(/\n/g, ' ');
  return variable === 'page' ? text.replace(/\s?(?:--|–)\s?/g, '-') : text;
}

/** Of some fields each line is a value of its own. */
const inPieces = ([tag, value]: Field): Field[] => (/^(?:isbn|SN|@|keywords.*|KW|K)$/.test(tag) ? value.split('\n').map((line): Field => [tag, line.trim()]) : [[tag, value]]);

/** The field of each tag, and how many tags of that field come before it. */
type Paths = ReadonlyMap<string, { path: string; at: number }>;
const pathsBySyntax = new Map<Syntax, Paths>();

function pathsOf(syntax: Syntax): Paths {
  const known = pathsBySyntax.get(syntax);
  if (known) return known;
  const paths = new Map(Object.entries(syntax.tags).flatMap(([path, tags]) => tags.map((tag, at) => [tag, { path, at }] as const)));
  pathsBySyntax.set(syntax, paths);
  return paths;
}

class RecordReader {
  private readonly told = new Map<string, Told[]>();
  private readonly rest: Field[] = [];

  constructor(fields: readonly Field[], private readonly syntax: Syntax, private readonly kind: Kind) {
    const paths = pathsOf(syntax);
    const meanings = meant.get(kind.type)!;
    const known = fields.flatMap(inPieces).map((field) => ({ field, ...paths.get(field[0]) })).sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
    for (const { field, path } of known) {
      const variable = path === undefined ? null : variableOf(meanings, path, field[1]);
      if (path === undefined || variable === null) this.rest.push(field);
      else append(this.told, variable, { field, path });
    }
  }

  read(): LibraryItem {
    this.setRight();
    const item: Record<string, unknown> = { type: this.kind.type };
    for (const [variable, told] of this.told) {
      const value = this.valueOf(variable, told);
      if (value !== undefined) item[variable] = value;
    }
    const kept = this.kept();
    return { ...item, ...(Object.keys(kept).length === 0 ? {} : { custom: { [this.syntax.format]: kept } }) } as unknown as LibraryItem;
  }

  /** What a type's own fields mean where others are there, or are not. */
  private setRight(): void {
    const { told } = this;
    const move = (from: string, to: string): void => {
      const moved = told.get(from);
      if (!moved || told.has(to)) return;
      told.delete(from);
      told.set(to, moved);
    };
    // Reference Manager's second names, and those of publishers, are editors
    if (byType[this.kind.type] === wholes && !told.has('collection-title')) move('collection-editor', 'editor');
    if (this.kind.name === 'Edited Book') move('author', 'editor');
    const containers = told.get('container-title') ?? [];
    const proceedings = containers.filter(({ path }) => path === 'custom3');
    if (proceedings.length > 0 && proceedings.length < containers.length) {
      told.set('container-title', proceedings);
      told.set('event-title', containers.filter(({ path }) => path !== 'custom3'));
    }
  }

  private valueOf(variable: string, told: readonly Told[]): unknown {
    const values = told.map(({ field }) => field[1]);
    if (names.has(variable)) return values.map((value) => nameOf(value.replace(/\n/g, ' '), this.syntax.namesInOrder));
    if (variable === 'issued') return this.issued(told);
    if (variable === 'keyword') return values.join(values.some((value) => value.includes(',')) ? '; ' : ', ');
    if (inLines.has(variable)) return values.join('\n');
    // what another field says as well is no second value
    for (const { field } of told.slice(1)) if (field[1] !== values[0]) this.rest.push(field);
    return variable === 'accessed' ? readDate(values[0]!) : textOf(variable, values[0]!);
  }

  private issued(told: readonly Told[]): unknown {
    const at = (path: string): Told | undefined => told.find((one) => one.path === path);
    const [year, date] = [at('dates/year'), at('dates/pub-dates/date')];
    for (const one of told) if (one !== year && one !== date) this.rest.push(one.field);
    return issuedOf(year?.field[1] ?? '', date?.field[1] ?? '');
  }

  private kept(): Record<string, string | string[]> {
    const kept = new Map<string, string[]>();
    for (const [tag, value] of this.rest) append(kept, tag, value);
    return Object.fromEntries([...kept].map(([tag, values]) => [tag, values.length === 1 ? values[0]! : values]));
  }
}

/** What the fields of a type mean, and where its variables are written. */
interface Meant {
  meanings: ReadonlyMap<string, Meaning>;
  paths: ReadonlyMap<string, string>;
}

function meantBy(type: CslType): Meant {
  // those of the type's own first, which are written before others
  const meanings = new Map(Object.entries({ ...byType[type], ...everywhere, ...byType[type] }));
  const paths = new Map<string, string>();
  for (const [path, meaning] of meanings) {
    for (const variable of isChoice(meaning) ? meaning.among : [meaning]) if (variable !== null && !paths.has(variable)) paths.set(variable, path);
  }
  return { meanings, paths };
}

const isChoice = (meaning: Meaning | undefined): meaning is Choice => typeof meaning === 'object' && meaning !== null;

const meant = new Map(cslTypes.map((type) => [type, meantBy(type)]));

function variableOf({ meanings }: Meant, path: string, value: string): string | null {
  const meaning = meanings.get(path) ?? null;
  return isChoice(meaning) ? meaning.of(value) : meaning;
}

/** The fields of a record as CSL; `id` only where the record has one. */
function plainItem(fields: readonly Field[], syntax: Syntax): LibraryItem {
  const own = fields.find(([tag]) => tag === syntax.kindTag)?.[1] ?? '';
  const found = kindOf(own, syntax.kindBy) ?? generic;
  const usual = kindFor(found.type);
  const isUsual = own === '' || own === usual[syntax.kindBy] || own === String(usual.number);
  return new RecordReader(isUsual ? fields.filter(([tag]) => tag !== syntax.kindTag) : fields, syntax, found).read();
}

const kindFor = (type: CslType): Kind => kinds.find((one) => one.type === type) ?? kinds.find((one) => one.type === nearTypes[type]) ?? generic;

/** What the record said of its kind, where that is still what the item is. */
function keptKind(item: LibraryItem, { format, kindTag, kindBy }: Syntax): string | undefined {
  const kept = keptOf(item, format)[kindTag];
  if (typeof kept !== 'string') return undefined;
  return (kindOf(kept, kindBy) ?? generic).type === kindFor(item.type).type ? kept : undefined;
}

/** Where a variable goes that is written elsewhere when others are there, or are not. */
function placeOf(item: LibraryItem, { meanings, paths }: Meant, edited: boolean, variable: string): string | undefined {
  if (edited && variable === 'editor') return 'contributors/authors/author';
  if (meanings.get('custom3') === 'container-title') {
    if (variable === 'container-title') return item['event-title'] === undefined ? 'titles/secondary-title' : 'custom3';
    if (variable === 'event-title') return 'titles/secondary-title';
  }
  return paths.get(variable);
}

/** The values of a variable, each a field of its own; null for what no field can hold. */
function valuesOf(variable: string, value: unknown, syntax: Syntax): readonly string[] {
  if (names.has(variable)) return Array.isArray(value) ? (value as CslName[]).map(nameText) : [];
  if (variable === 'accessed') return isObject(value) ? [accessedText(value, syntax.slashedDates)] : [];
  if (typeof value !== 'string') return [];
  return variable === 'keyword' ? keywordsOf(value) : [value];
}

/** All fields but those kept of the format. */
function plainFields(item: LibraryItem, syntax: Syntax): Field[] {
  const kept = keptKind(item, syntax);
  // RIS's readers other than EndNote take the names of an edited book for authors
  const edited = kept === undefined && syntax.kindBy === 'name' && item.type === 'book' && !item.author && item.editor !== undefined;
  const own = kept ?? (edited ? editedBook : kindFor(item.type))[syntax.kindBy];
  const isEdited = (kindOf(own, syntax.kindBy) ?? generic).name === 'Edited Book';
  const ofType = meant.get(kindFor(item.type).type)!;
  const fields: Field[] = [[syntax.kindTag, own]];
  const put = (variable: string, path: string | undefined, value: string): void => {
    const tag = path === undefined ? undefined : syntax.tags[path]?.[0];
    const clean = cleaned(value, inLines.has(variable));
    const choice = ofType.meanings.get(path ?? '');
    // a field that would be taken for another variable, or that another has, can't say this one
    const isSaid = !isChoice(choice) || (choice.of(clean) === variable && (path === 'isbn' || !fields.some(([other]) => other === tag)));
    if (tag !== undefined && clean !== '' && isSaid) fields.push([tag, clean]);
  };
  for (const [variable, value] of Object.entries(item)) {
    if (variable === 'issued') {
      const { year, date } = issuedTexts(item.issued!, syntax.slashedDates);
      put(variable, 'dates/year', year);
      put(variable, 'dates/pub-dates/date', date);
    } else for (const text of valuesOf(variable, value, syntax)) put(variable, placeOf(item, ofType, isEdited, variable), text);
  }
  return fields;
}

/** The end of a line whose next would be taken for a field. */
const tagAtLine = /\n(?=[A-Z][A-Z\d] {1,2}-|%)/g;

/** As one line of text, or as lines that no tag can stand at the beginning of: without controls and halves of characters. */
function cleaned(value: string, lines: boolean): string {
  const text = value.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]/gu, ' ').replace(/\p{Cs}/gu, '\ufffd');
  return (lines ? text.replace(/[ \t]{0,99}\n\s*/g, '\n').replace(tagAtLine, ' ') : text.replace(/\n/g, ' ')).trim();
}

/** The fields that a format's own file had, of those that can be written. */
function keptFields(item: LibraryItem, syntax: Syntax): Field[] {
  return Object.entries(keptOf(item, syntax.format)).flatMap(([tag, values]) => {
    const texts = (Array.isArray(values) ? (values as unknown[]) : [values]).filter((value) => typeof value === 'string');
    return tag === syntax.kindTag || !syntax.isTag(tag) ? [] : texts.map((value): Field => [tag, cleaned(value, true)]);
  });
}

const saidFields = (item: LibraryItem, syntax: Syntax): readonly Field[] => syntax.arranged([...plainFields(item, syntax), ...keptFields(item, syntax)]);

/** The fields of a record, its kind first. */
export function fieldsOf(item: LibraryItem, syntax: Syntax): readonly Field[] {
  const fields = saidFields(item, syntax);
  const remainder = remainderOf(item, plainItem(fields, syntax), syntax.format);
  if (Object.keys(remainder).length === 0) return fields;
  return syntax.arranged([...fields, [syntax.remainderTag, `${remainderMark}${JSON.stringify(remainder).slice(1)}`]]);
}

const remainderMark = 'CSL {';

/** The remainder written in a field, and what else stands there. */
function parted([tag, value]: Field, syntax: Syntax): { field: Field | null; remainder: Remainder | null } {
  const at = tag !== syntax.remainderTag ? -1 : value.startsWith(remainderMark) ? 0 : value.indexOf(`\n${remainderMark}`) + 1 || -1;
  const written = at < 0 ? null : readJson(`{${value.slice(at + remainderMark.length)}`).value;
  if (!isObject(written) || isTooDeep(written)) return { field: [tag, value], remainder: null };
  return { field: at === 0 ? null : [tag, value.slice(0, at).trim()], remainder: written };
}

/** A record as an item, whose `id` may be missing. Unknown fields, and those that say nothing in CSL, are kept under `custom.<format>` by their tags. */
export function itemOfFields(all: readonly Field[], syntax: Syntax): LibraryItem {
  const pieces = all.filter(([, value]) => value !== '').map((field) => parted(field, syntax));
  const item = plainItem(pieces.map(({ field }) => field).filter((field) => field !== null), syntax);
  const remainder = pieces.find((piece) => piece.remainder !== null)?.remainder;
  const again = (one: LibraryItem): LibraryItem => plainItem(saidFields(one, syntax), syntax);
  return remainder ? withRemainder(item, remainder, syntax.format, again) : item;
}
