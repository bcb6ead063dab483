import * as l10n from '@vscode/l10n';
import { cslDateVariables, cslNameVariables, cslTypes, type CslDate, type CslName, type CslType } from '../csl.js';
import { dateOf } from '../documents/bib/dates.js';
import { edtfOf } from '../library/formats/edtf.js';
import { spokenWords } from '../words.js';

/** How a field is typed: names as "Vale, Gina; Winter, Charlie", dates as "2018-03", a kind of work chosen from a list. */
export type FieldForm = 'names' | 'date' | 'type' | 'text';

/** What typed words make of a field, with how it will be shown; or why they can't be one, in words for a person. Undefined for nothing: the field is taken out. */
export type Typed = { value: unknown; shown: string } | { fault: string };

interface Form {
  /** The value as a person types it. */
  typed(value: unknown): string;
  /** @param before the value it is to replace: of names, those that stay are as they were */
  read(typed: string, before: unknown): { value: unknown } | { fault: string };
  /** The value as it is read by a person. */
  shown(value: unknown, language: string): string;
}

const nameFields = new Set<string>(cslNameVariables);
const dateFields = new Set<string>(cslDateVariables);

export function formOfField(field: string): FieldForm {
  if (field === 'type') return 'type';
  return nameFields.has(field) ? 'names' : dateFields.has(field) ? 'date' : 'text';
}

const words = (...parts: (string | undefined)[]): string => parts.filter((part) => part !== undefined && part !== '').join(' ');
const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();
const nameList = (value: unknown): CslName[] => (Array.isArray(value) ? (value as unknown[]).map((name) => Object(name) as CslName) : []);

function typedName({ family, given, literal, suffix, 'non-dropping-particle': particle, 'dropping-particle': dropping }: CslName): string {
  if (literal !== undefined) return literal;
  return [words(particle, family), words(given, dropping), suffix].filter((part) => part !== undefined && part !== '').join(', ');
}

/** "van der Berg, Jan", "World Bank": without a comma, one word is a family name, and several are an organisation. */
function nameOf(typed: string): CslName {
  const [family = '', given, suffix] = typed.split(',').map(tidy);
  if (given === undefined) return family.includes(' ') ? { literal: family } : { family };
  const small = /^(?:\p{Ll}[\p{L}’']{0,12}\s){1,4}(?=\p{Lu})/u.exec(family)?.[0];
  return {
    family: small ? family.slice(small.length) : family,
    ...(given === '' ? {} : { given }),
    ...(small ? { 'non-dropping-particle': small.trim() } : {}),
    ...(suffix ? { suffix } : {}),
  };
}

const names: Form = {
  typed: (value) => nameList(value).map(typedName).join('; '),
  read(typed, before) {
    const known = new Map(nameList(before).map((name) => [typedName(name), name]));
    const parts = typed.split(';').map(tidy).filter((part) => part !== '');
    if (parts.some((part) => /^,|,.*,.*,/.test(part))) return { fault: l10n.t('Write each name as “Family, Given”, with a semicolon between two: “Vale, Gina; Winter, Charlie”.') };
    return { value: parts.map((part) => known.get(part) ?? nameOf(part)) };
  },
  shown: (value) =>
    nameList(value).map(({ family, given, literal, suffix, ...particles }) => literal ?? words(given, particles['dropping-particle'], particles['non-dropping-particle'], family, suffix)).join(' · '),
};

const isDate = (value: unknown): value is CslDate => typeof value === 'object' && value !== null && !Array.isArray(value);

const date: Form = {
  typed: (value) => (isDate(value) ? edtfOf(value) || (value.literal ?? value.raw ?? '') : ''),
  read(typed) {
    const value = dateOf(typed);
    // what is no month or day is passed over there
    const isWhole = value !== undefined && value.literal === undefined && edtfOf(value) === typed;
    return isWhole ? { value } : { fault: l10n.t('Write a date as 2018, 2018-03 or 2018-03-21, and a range as 2018/2019.') };
  },
  shown(value, language) {
    if (!isDate(value) || !value['date-parts']) return date.typed(value);
    const ends = value['date-parts'].map(([year = 0, month, day]) => {
      const moment = new Date(Date.UTC(2000, (month ?? 1) - 1, day ?? 1));
      if (month === undefined || month > 12) return String(year);
      moment.setUTCFullYear(year);
      return new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', ...(day === undefined ? {} : { day: 'numeric' }), timeZone: 'UTC' }).format(moment);
    });
    const whole = ends.join(' – ');
    return value.circa ? l10n.t('about {0}', whole) : whole;
  },
};

const type: Form = {
  typed: (value) => String(value ?? ''),
  read: (typed) => ((cslTypes as readonly string[]).includes(typed) ? { value: typed } : { fault: l10n.t('Choose a kind of work from the list.') }),
  shown: (value) => cslTypes.flatMap((one) => (one === value ? typeInWords(one) : []))[0] ?? String(value ?? ''),
};

/** What a text must look like, and what to tell a person whose words do not. */
const checks: Record<string, { is: RegExp; fault: () => string } | undefined> = {
  DOI: { is: /^10\.\d{4,9}\/\S+$/, fault: () => l10n.t('A DOI begins with “10.” and has a slash in it: 10.1000/182.') },
  URL: { is: /^https?:\/\/\S+$/, fault: () => l10n.t('An address begins with https:// and has no spaces in it.') },
};

const text = (field: string): Form => ({
  typed: (value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : ''),
  read(typed) {
    const check = checks[field];
    return !check || check.is.test(typed) ? { value: typed } : { fault: check.fault() };
  },
  shown: (value) => text(field).typed(value),
});

const forms: Record<FieldForm, (field: string) => Form> = { names: () => names, date: () => date, type: () => type, text };
const formFor = (field: string): Form => forms[formOfField(field)](field);

/** A field's value as a person types it; '' for none. */
export const typedForm = (field: string, value: unknown): string => formFor(field).typed(value);

/** A field's value as a person reads it. @param language a BCP 47 tag, for the names of months */
export const shownField = (field: string, value: unknown, language = spokenWords().language): string => formFor(field).shown(value, language);

/** What a person typed for a field. Words that were not changed mean the value as it was; none at all, that the work has no such field. */
export function readTyped(field: string, typed: string, before: unknown, language = spokenWords().language): Typed {
  const form = formFor(field);
  const said = tidy(typed);
  const shown = (value: unknown): Typed => ({ value, shown: form.shown(value, language) });
  if (said === tidy(form.typed(before))) return shown(before);
  if (said === '') return field === 'title' || field === 'type' ? { fault: l10n.t('Every work has a kind and a title, so this can’t be empty.') } : { value: undefined, shown: '' };
  const read = form.read(said, before);
  return 'fault' in read ? read : shown(read.value);
}

/** CSL's variables in a reader's words. */
const fieldWords = (): Record<string, string> => ({
  'container-title': l10n.t('where it appeared'),
  'collection-title': l10n.t('series'),
  'publisher-place': l10n.t('place'),
  'title-short': l10n.t('short title'),
  'event-date': l10n.t('date of the event'),
  'event-place': l10n.t('place of the event'),
  'event-title': l10n.t('event'),
  'original-date': l10n.t('first published'),
  issued: l10n.t('date'),
  page: l10n.t('pages'),
  type: l10n.t('kind of work'),
  abstract: l10n.t('abstract'), archive: l10n.t('archive'), author: l10n.t('author'), authority: l10n.t('authority'),
  edition: l10n.t('edition'), editor: l10n.t('editor'), genre: l10n.t('genre'), issue: l10n.t('issue'),
  keyword: l10n.t('keyword'), language: l10n.t('language'), medium: l10n.t('medium'), note: l10n.t('remark'),
  number: l10n.t('number'), publisher: l10n.t('publisher'), recipient: l10n.t('recipient'), section: l10n.t('section'),
  title: l10n.t('title'), translator: l10n.t('translator'), version: l10n.t('version'), volume: l10n.t('volume'),
  accessed: l10n.t('accessed'),
});

const typeWords = (): Record<CslType, string> => ({
  article: l10n.t('article'), 'article-journal': l10n.t('article journal'), 'article-magazine': l10n.t('article magazine'),
  'article-newspaper': l10n.t('article newspaper'), bill: l10n.t('bill'), book: l10n.t('book'),
  broadcast: l10n.t('broadcast'), chapter: l10n.t('chapter'), classic: l10n.t('classic'), collection: l10n.t('collection'),
  dataset: l10n.t('dataset'), document: l10n.t('document'), entry: l10n.t('entry'),
  'entry-dictionary': l10n.t('entry dictionary'), 'entry-encyclopedia': l10n.t('entry encyclopedia'), event: l10n.t('event'),
  figure: l10n.t('figure'), graphic: l10n.t('graphic'), hearing: l10n.t('hearing'), interview: l10n.t('interview'),
  legal_case: l10n.t('legal case'), legislation: l10n.t('legislation'), manuscript: l10n.t('manuscript'), map: l10n.t('map'),
  motion_picture: l10n.t('motion picture'), musical_score: l10n.t('musical score'), pamphlet: l10n.t('pamphlet'),
  'paper-conference': l10n.t('paper conference'), patent: l10n.t('patent'), performance: l10n.t('performance'),
  periodical: l10n.t('periodical'), personal_communication: l10n.t('personal communication'), post: l10n.t('post'),
  'post-weblog': l10n.t('post weblog'), regulation: l10n.t('regulation'), report: l10n.t('report'), review: l10n.t('review'),
  'review-book': l10n.t('review book'), software: l10n.t('software'), song: l10n.t('song'), speech: l10n.t('speech'),
  standard: l10n.t('standard'), thesis: l10n.t('thesis'), treaty: l10n.t('treaty'), webpage: l10n.t('webpage'),
});

/** A kind of work in a reader's words: "article journal". */
export const typeInWords = (type: CslType): string => typeWords()[type];

/** A variable in a reader's words: "date", "where it appeared". */
export const fieldInWords = (field: string): string => fieldWords()[field] ?? field.toLowerCase();
