import type { CslName } from '../csl.js';
import { fold } from '../text/fold.js';
import { capital, letter } from '../text/letters.js';
import { nobody } from './people.js';

/** A word of a name: a capital first, or an initial; "d’Aspremont", "al-Hassan". */
const nameWord = String.raw`(?:[dl][’']|[ae]l-)?[${capital}](?:\.|[${letter}'’-]{0,40})`;
const particle = String.raw`(?:d[aeiou]s?|d[aeiou]l|de la|van|von|vom|der|den|ten|ter|al|el|bin|ibn|la|le|zu|zur|of|the|for|on|and the)`;
const name = String.raw`(?:${particle}[ -]){0,2}${nameWord}(?: (?:${particle}[ -]){0,2}${nameWord}){0,6}`;
const and = '(?:and|und|et|y|e|en|och|og|ja|i|és)';
const between = String.raw`(?:\s?,\s?(?:(?:&|${and})\s)?|\s?[&/]\s?|\s${and}\s)`;
const others = String.raw`(?:et\.?\sal\.?|and\sothers|and\scolleagues|and\sco-?workers|u\.\s?a\.|y\sotros|ym\.|m\.\s?fl\.)`;

/** The names at the end of a text: "Vale and Roe", "Vale et al.,", "Roe’s". */
const namesAtEnd = new RegExp(
  String.raw`(?<![${letter}.’'-])(?<authors>${name}(?:${between}${name}){0,11})(?<more>,?\s${others})?(?<its>[’']s?)?(?:\s?,){0,2}\s?$`,
  'u',
);
const parts = new RegExp(String.raw`\s?,\s?(?:(?:&|${and})\s)?|\s?[&/]\s?|\s${and}\s`, 'u');

/** Longest run of names before a year, in characters. */
export const longestNames = 200;

/** Names as they stand before a year. Offsets are in the text they end. */
export interface NamesBefore {
  start: number;
  end: number;
  /** Without "et al." and genitive. */
  words: string;
  more: boolean;
}

/** The names with which a text ends, as many words as can be names. */
export function namesBefore(text: string): NamesBefore | null {
  const from = Math.max(0, text.length - longestNames);
  const match = namesAtEnd.exec(text.slice(from));
  if (!match) return null;
  const { authors = '', more } = match.groups!;
  const start = from + match.index;
  return { start, end: text.trimEnd().replace(/(?:\s?,){1,2}$/u, '').length, words: authors.replace(/[’']s?$/u, ''), more: more !== undefined };
}

/** The same names without those that stand first, a word at a time: "However, Vale and Roe", "Vale and Roe", "Roe". */
export function* shortened(names: NamesBefore): Generator<NamesBefore> {
  yield names;
  for (const { index } of names.words.matchAll(/(?<=[\s,/&])[\p{L}]/gu)) {
    const words = names.words.slice(index);
    if (!new RegExp(`^${and}\\s`, 'u').test(words)) yield { ...names, start: names.start + index, words };
  }
}

export const partsOf = (words: string): string[] => words.split(parts).map((part) => part.trim()).filter((part) => part !== '');

/** Capitalised words before a year that are no author: "(March 2015)", "(Resolution 2014)". */
const noAuthor = new Set(
  ('january february march april may june july august september october november december spring summer autumn fall winter in since from until before after during by ' +
    'circa around late early mid between as vol volume no number issue page chapter figure fig table section article resolution act law version edition copyright ' +
    'established founded born died updated accessed published press').split(' '),
);
const organisation = /\b(?:of|for|the|and)\b|\b(?:United|World|Bank|Council|Committee|Commission|Group|Institute|Ministry|Department|Office|Organi[sz]ation|Agency|Union|Centre|Center|Network|Association|Foundation|Nations|Government|House|News|Press|Team|Consortium|Collaboration)\b|^\p{Lu}{2,}$/u;

/** Words that open a sentence before a name: "However", "Previously,", "Following". */
const opener = /^(?:(?:\p{L}{2,20}ly|however|moreover|furthermore|thus|hence|indeed|likewise|while|whereas|although|also|later|again|so|here|following|similar|recent|earlier|unlike|like|see|both|using|via|per|and|e\.g\.|cf\.),?\s|(?:of|for|the|on|and the)\s(?!\p{Lu}\p{Ll}+\s(?:of|for|the|on)\s))/iu;

/** The names of people, or the name of a body; null where the words can be no authors. */
export function authorsOf(words: string): CslName[] | null {
  const all = partsOf(words);
  if (words.split(/[\s,]+/u).some((word) => noAuthor.has(word.toLowerCase().replace(/[.’']/gu, '')) && word !== 'Press')) return null;
  if (all.length === 0 || all.some((part) => part.split(' ').length > 3 && !organisation.test(part))) return null;
  return all.map((part) => (organisation.test(part) ? { literal: part } : { family: part }));
}

/** Without what opens the sentence before them. */
export function withoutOpener(names: NamesBefore): NamesBefore {
  for (let rest = names; ; ) {
    const [first = ''] = rest.words.split(/,?\s/u, 1);
    const lead = opener.exec(rest.words)?.[0] ?? (nobody.has(fold(first)) && first !== 'the' ? /^\S+\s/u.exec(rest.words)?.[0] : undefined);
    if (!lead || lead.length >= rest.words.length) return rest;
    rest = { ...rest, start: rest.start + lead.length, words: rest.words.slice(lead.length) };
  }
}
