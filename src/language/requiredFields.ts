import * as l10n from '@vscode/l10n';
import { cslNameVariables, type CslType, type CslVariable } from '../csl.js';
import type { LibraryItem } from '../library/library.js';

/** Something that a reference names, in a reader's words, and the variables of which one is enough. */
interface Required {
  words: () => string;
  any: readonly CslVariable[];
}

const title: Required = { words: () => l10n.t('title'), any: ['title', 'title-short', 'reviewed-title'] };
const titleOrNumber: Required = { words: () => l10n.t('title'), any: [...title.any, 'number'] };
const person: Required = { words: () => l10n.t('author'), any: cslNameVariables };
const personOrBody: Required = { words: () => l10n.t('author'), any: [...cslNameVariables, 'publisher', 'authority'] };
const date: Required = { words: () => l10n.t('date'), any: ['issued', 'original-date', 'event-date', 'submitted', 'available-date', 'status'] };
const dateOrAccess: Required = { words: () => l10n.t('date'), any: [...date.any, 'accessed'] };
const container = (words: () => string): Required => ({ words, any: ['container-title', 'container-title-short', 'event-title', 'event', 'collection-title'] });

/** What references name, by the kind of work; styles differ in much else, but not in this. */
const requiredOf: Partial<Record<CslType, readonly Required[]>> = {
  'article-journal': [person, title, container(() => l10n.t('title of the journal')), date],
  'article-magazine': [title, container(() => l10n.t('title of the magazine')), date],
  'article-newspaper': [title, container(() => l10n.t('title of the newspaper')), date],
  chapter: [person, title, container(() => l10n.t('title of the book')), date],
  'paper-conference': [person, title, container(() => l10n.t('title of the proceedings')), date],
  'entry-encyclopedia': [title, container(() => l10n.t('title of the encyclopedia')), date],
  'entry-dictionary': [title, container(() => l10n.t('title of the dictionary')), date],
  article: [person, title, date],
  book: [person, title, date],
  thesis: [person, title, date],
  manuscript: [person, title],
  report: [personOrBody, title, date],
  document: [personOrBody, title, date],
  dataset: [personOrBody, title, date],
  software: [personOrBody, title],
  webpage: [title, dateOrAccess],
  post: [title, dateOrAccess],
  'post-weblog': [title, dateOrAccess],
  legislation: [titleOrNumber],
  bill: [titleOrNumber],
  regulation: [titleOrNumber],
  legal_case: [titleOrNumber],
  treaty: [titleOrNumber],
  patent: [titleOrNumber],
  standard: [titleOrNumber],
  personal_communication: [person, date],
};
const ofAny: readonly Required[] = [title, date];

const isGiven = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== '');

/** What the entry of a work lacks of that which references to works of its kind name, in words: "date", "title of the journal". */
export function missingFields(item: LibraryItem): string[] {
  return (requiredOf[item.type] ?? ofAny).filter(({ any }) => !any.some((variable) => isGiven(item[variable]))).map(({ words }) => words());
}
