import { fromTex } from '../bib/fromTex.js';
import type { GivenTarget } from '../document.js';
import type { TexSource } from './tex.js';

/** How a citation stands in its sentence. */
export type Manner =
  /** Behind what it supports, in brackets or raised: `\parencite`. */
  | 'behind'
  /** As part of the sentence: `\textcite`. */
  | 'within'
  | 'names'
  | 'year'
  | 'title'
  /** In a note of its own: `\footcite`. */
  | 'note'
  /** Not at all: `\nocite`. */
  | 'silent';

export interface CiteCommand {
  manner: Manner;
  /** Arguments in braces before the keys: the volume of `\volcite{2}[12]{vale2018}`. */
  before: number;
  /** `\cites(see)()[12]{vale2018}[3]{roe2019}` */
  repeats: boolean;
}

const list = (names: string): string[] => names.trim().split(/\s+/u);

/**
 * The commands of LaTeX, natbib (its manual, sections 2.3 to 2.5), biblatex (3.9 and 3.15, with those of its styles for Chicago and MLA), apacite (4), REVTeX,
 * and older packages: cite, chicago, harvard; each also starred and capitalised.
 */
const manners: [Manner, string[]][] = [
  ['behind', list(`cite citep citealt citealp citenum citen parencite smartcite supercite autocite fullcite bibentry citeNP citeyearpar citetalias citepalias
    shortcite onlinecite rcite volcite pvolcite svolcite avolcite notecite pnotecite headlesscite headlessfullcite fullciteNP shortciteNP citeaffixed
    maskcite maskciteNP maskfullcite maskfullciteNP maskshortcite maskshortciteNP`)],
  ['within', list(`citet textcite gentextcite citeA fullciteA shortciteA citeN shortciteN citeANP shortciteANP citeasnoun possessivecite citeposs newcite citeonline
    tvolcite maskciteA maskfullciteA maskshortciteA`)],
  ['names', list('citeauthor citefullauthor citeauthorNP fullciteauthor fullciteauthorNP shortciteauthor shortciteauthorNP maskciteauthor maskciteauthorNP')],
  ['year', list('citeyear citedate citeyearNP maskciteyear maskciteyearNP')],
  ['title', list('citetitle')],
  ['note', list('footcite footcitetext footfullcite fnotecite fvolcite ftvolcite')],
  ['silent', list('nocite masknocite nocitemeta shortcites surnocite defcitealias citeurl citefield citename citelist')],
];
const manyOf = new Set(list('cite gentextcite parencite footcite footcitetext textcite smartcite supercite autocite fullcite footfullcite volcite pvolcite fvolcite ftvolcite svolcite tvolcite avolcite'));

const commands = new Map(manners.flatMap(([manner, names]) => names.flatMap((name): [string, CiteCommand][] => {
  const before = name.includes('volcite') ? 1 : 0;
  const one: [string, CiteCommand] = [name, { manner, before, repeats: false }];
  return manyOf.has(name) ? [one, [`${name}s`, { manner, before, repeats: true }]] : [one];
})));

/** How a command cites, by its name without the backslash; undefined for one that does not. */
export const citeCommand = (name: string): CiteCommand | undefined => commands.get(name.charAt(0).toLowerCase() + name.slice(1));

const wordsOf = (tex: string): string => fromTex(tex).replace(/<\/?[a-z][^<>]{0,60}>/gu, '').trim();

/** The works that a cite command names, and what stands behind its arguments. Null where it has no keys. */
export function readCitation(source: TexSource, from: number, { before, repeats }: Pick<CiteCommand, 'before' | 'repeats'>): { targets: GivenTarget[]; next: number } | null {
  let at = source.text[from] === '*' ? from + 1 : from;
  const targets: GivenTarget[] = [];
  for (let count = 0; repeats && count < 2; count++) at = source.option(at, '()')?.next ?? at;
  do {
    const notes: string[] = [];
    let end = at;
    for (let count = 0; count < before; count++) end = source.group(end)?.next ?? end;
    for (let option = source.option(end); option && notes.length < 2; option = source.option(end)) {
      notes.push(wordsOf(source.slice(option)));
      end = option.next;
    }
    const keys = source.group(end);
    if (!keys) break;
    targets.push(...targetsOf(source.slice(keys), notes));
    at = keys.next;
  } while (repeats);
  return targets.length === 0 ? null : { targets, next: at };
}

/** One note is the pinpoint of the last work; of two the first leads to the first work. */
function targetsOf(keys: string, notes: readonly string[]): GivenTarget[] {
  const [signal, locator] = notes.length > 1 ? notes : ['', notes[0] ?? ''];
  const ids = keys.replace(/%[^\n]*\n?/gu, '').split(',').map((key) => key.trim()).filter((key) => key !== '' && key !== '*');
  return ids.map((id, index) => ({ id, ...(index === 0 && signal ? { signal } : {}), ...(index === ids.length - 1 && locator ? { locator } : {}) }));
}
