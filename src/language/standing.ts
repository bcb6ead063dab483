import * as l10n from '@vscode/l10n';
import type { LibraryItem } from '../library/library.js';
import { textOf } from './brief.js';

/** That a work was taken back or replaced, as its own entry says. */
export interface Standing {
  code: 'work-retracted' | 'work-superseded';
  /** The words that say so, and where they stand in the entry: `its title begins “RETRACTED ARTICLE: ”`. */
  because: string;
}

/** What publishers and PubMed put before a title ("RETRACTED: ", "[Retracted] ", "WITHDRAWN: "), and the titles of notices of retraction. */
const titled = /^[\s[(]{0,3}(?:(?:retracted|withdrawn)(?: (?:article|paper|chapter|note))?\s?[:\])–—]|retraction(?: (?:note|notice))?(?: (?:to|for|of))?\s?:)/i;
/** "Retracted", "Status: withdrawn", "This article has been retracted": where a sentence or a line begins. */
const noted = /(?:^|[\n.;|])[\s[(]{0,3}(?:status: |(?:this |the )?(?:article|paper|work|study|chapter) (?:was |has been |is )?)?(?:retracted|withdrawn)\b[^\n]{0,60}/i;
const superseded = /\b(?:superseded|replaced|obsoleted) by\b[^\n;]{0,80}/i;
const keyword = /^(?:retracted|withdrawn|retracted (?:article|paper|publication))$/i;

/** Texts in which people, Zotero (its “Extra” is CSL's note) and biblatex's readers note such things. */
const notes = ['status', 'note', 'annote', 'genre'] as const;
/** biblatex's own fields; there is no standard word for either, so that people make their own: `retractedby`. */
const biblatexFields = ['pubstate', 'relatedtype', 'relatedstring', 'addendum'];

function* wordsOf(item: LibraryItem): Generator<[field: string, words: string]> {
  for (const name of notes) {
    const words = textOf(item, name);
    if (words !== '') yield [name, words];
  }
  const custom: unknown = item.custom?.biblatex;
  for (const name of biblatexFields) {
    const words: unknown = Object(custom)[name];
    if (typeof words === 'string') yield [name, words];
  }
}

/** Whether the entry of a work says that it was retracted, withdrawn or superseded; null where it does not. */
export function standingOf(item: LibraryItem): Standing | null {
  const title = titled.exec(textOf(item, 'title').slice(0, 200))?.[0];
  if (title !== undefined) return { code: 'work-retracted', because: l10n.t('its title begins “{0}”', title.trim()) };
  const word = textOf(item, 'keyword').slice(0, 2000).split(/[,;]/).find((one) => keyword.test(one.trim()));
  if (word !== undefined) return { code: 'work-retracted', because: l10n.t('its keywords have “{0}”', word.trim()) };
  for (const [field, words] of wordsOf(item)) {
    const said = words.slice(0, 4000);
    const retracted = noted.exec(said)?.[0] ?? (field === 'relatedtype' && /retract|withdraw/i.test(said) ? said : undefined);
    if (retracted !== undefined) return { code: 'work-retracted', because: quoted(field, retracted) };
    const replaced = superseded.exec(said)?.[0] ?? (field === 'relatedtype' && /supersed/i.test(said) ? said : undefined);
    if (replaced !== undefined) return { code: 'work-superseded', because: quoted(field, replaced) };
  }
  return null;
}

const quoted = (field: string, words: string): string => l10n.t('its {0} says “{1}”', field, words.replace(/^[\s.;|[(]+/, '').trim());

/** What an entry says has taken its work's place, in its words: `Doe 2020` of "Superseded by Doe 2020"; null where it says nothing. */
export function supersedingWork(item: LibraryItem): string | null {
  for (const [, words] of wordsOf(item)) {
    const said = superseded.exec(words.slice(0, 4000))?.[0];
    if (said !== undefined) return said.replace(/^\w{1,20} by\s*/i, '').replace(/[.\s]{1,9}$/, '');
  }
  return null;
}
