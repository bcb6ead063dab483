import * as l10n from '@vscode/l10n';
import { cslDateVariables, cslNameVariables, cslTypes, type CslDate, type CslName } from '../csl.js';
import { dateOf } from '../documents/bib/dates.js';
import { edtfOf } from '../library/formats/edtf.js';

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
  shown: (value) => String(value ?? '').replaceAll(/[-_]/g, ' '),
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
export const shownField = (field: string, value: unknown, language = 'en'): string => formFor(field).shown(value, language);

/** What a person typed for a field. Words that were not changed mean the value as it was; none at all, that the work has no such field. */
export function readTyped(field: string, typed: string, before: unknown, language = 'en'): Typed {
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
});

/** A variable in a reader's words: "date", "where it appeared". */
export const fieldInWords = (field: string): string => fieldWords()[field] ?? field.toLowerCase();
