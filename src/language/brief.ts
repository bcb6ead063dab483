import * as l10n from '@vscode/l10n';
import type { CslNameVariable, CslTextVariable } from '../csl.js';
import { yearOf } from '../references/sameWork.js';
import type { LibraryItem } from '../library/library.js';
import { fold } from '../text/fold.js';

// A person may have edited the library by hand, so no field is sure to have the type that CSL gives it.

/** A text field without the tags that CSL allows in it: `<i>Dabiq</i> and its readers`. */
export function textOf(item: LibraryItem, variable: CslTextVariable): string {
  const value: unknown = item[variable];
  return typeof value === 'string' || typeof value === 'number' ? String(value).replace(/<\/?[a-z][^<>]{0,60}>/g, '') : '';
}

function familyNames(item: LibraryItem, variable: CslNameVariable): string[] {
  const names: unknown = item[variable];
  return Array.isArray(names) ? names.map(familyName).filter((name) => name !== '') : [];
}

const words = (value: unknown): string => (typeof value === 'string' ? value : '');

function familyName(name: unknown): string {
  const { family, literal, given, 'non-dropping-particle': particle } = Object(name) as Record<string, unknown>;
  const last = words(family ?? literal ?? given);
  const before = family === undefined ? '' : words(particle);
  return before === '' || last === '' ? before + last : `${before} ${last}`;
}

/** "Vale", "Vale and Winter", "Vale et al.", "Frampton (ed.)"; '' where nobody is named. */
export function creators(item: LibraryItem): string {
  const authors = familyNames(item, 'author');
  if (authors.length > 0) return inBrief(authors);
  const editors = familyNames(item, 'editor');
  if (editors.length === 0) return '';
  return editors.length === 1 ? l10n.t('{0} (ed.)', editors[0]!) : l10n.t('{0} (eds.)', inBrief(editors));
}

/** "Vale", the first author or else editor; '' where nobody is named. */
export const familyOf = (item: LibraryItem): string => (familyNames(item, 'author')[0] ?? familyNames(item, 'editor')[0]) ?? '';

function inBrief(names: string[]): string {
  if (names.length > 2) return l10n.t('{0} et al.', names[0]!);
  return names.length === 2 ? l10n.t('{0} and {1}', ...names) : names.join('');
}

/** "2018"; '' where the year is not known. */
export function year(item: LibraryItem): string {
  const known = yearOf(item.issued);
  return known === null ? '' : String(known);
}

/** "Vale 2018", as one speaks of a work; the title where nobody is named, the key where there is neither. */
export function nameOfWork(item: LibraryItem): string {
  return [creators(item) || textOf(item, 'title') || item.id, year(item)].filter(Boolean).join(' ');
}

/** Whether a key says by whom and when its work is: `vale2018cubs` does, `XK4RT2` does not. */
export function tellsNameAndYear(key: string, item: LibraryItem): boolean {
  const folded = fold(key);
  const [family = ''] = fold(creators(item)).split(' ');
  return family !== '' && year(item) !== '' && folded.includes(family) && folded.includes(year(item));
}

/** Where a work appeared: the journal, the book, the publisher. */
export function container(item: LibraryItem): string {
  return textOf(item, 'container-title') || textOf(item, 'event-title') || textOf(item, 'publisher');
}
