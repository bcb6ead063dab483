import { fold } from './fold.js';

/** Articles, prepositions, conjunctions and the like that carry no weight in a title: English, German, French, Italian, Spanish. */
const weightless = [
  'a an the of on in at by for from to into with without and or but nor as if not no than then is are was were be been it its this that these ' +
    'those how what why when where who whose which can could do does did has have had may might must shall should will would i we you he she ' +
    'they me us him her them my our your his their some any all more about against after before between over under upon towards toward through ' +
    'during among across s t',
  'der die das dem den des ein eine einer eines einem einen und oder von vom zu zum zur im in am an auf aus bei mit nach uber fur als wie durch gegen',
  'le la les un une des du de et ou au aux en dans sur par pour avec sans d l qu que qui',
  'il lo la le i gli un uno una di del dello della dei degli delle e ed o da dal dalla in nel nella nei con su sul sulla per tra fra che l d',
  'el la los las un una unos unas y o u de del al en con sin para por sobre entre como',
].map((words) => new Set(words.split(' ')));

const weightlessAnywhere = new Set(weightless.flatMap((list) => [...list]));

/** Whether a folded word carries no weight in one of the languages. */
export const isWeightless = (folded: string): boolean => weightlessAnywhere.has(folded);

/** The language whose weightless words a text has most of; without any, the first. */
function weightlessIn(folded: readonly string[]): ReadonlySet<string> {
  const hits = weightless.map((list) => folded.filter((word) => list.has(word)).length);
  return weightless[hits.indexOf(Math.max(...hits))]!;
}

const markup = /<[^<>]{0,60}>/g;
const genitive = /(\p{L})['’ʼ](?=s(?!\p{L}))/giu;
const word = /[\p{L}\p{N}]+/gu;
const lowerCase = /\p{Ll}/u;
const capitalsOnly = /^\p{Lu}{2,6}$/u;

/** CSL-JSON allows a few tags in titles: `<i>`, `<span class="nocase">`. */
export const withoutMarkup = (text: string): string => (text.includes('<') ? text.replace(markup, ' ') : text);

const written = (text: string): string[] => withoutMarkup(text).normalize('NFC').replace(genitive, '$1').match(word) ?? [];

/** Names that are written like weightless words: IS, US, UN, IT. In a text all of capitals they can't be told apart. */
export const isAcronym = (word: string, text: string): boolean => capitalsOnly.test(word) && lowerCase.test(text);

/** The words that carry a title's meaning as they are written, or all where none does ("What Is to Be Done?"). */
export function writtenWordsOfWeight(text: string): string[] {
  const all = written(text);
  const light = weightlessIn(all.map(fold));
  const heavy = all.filter((word) => !light.has(fold(word)) || isAcronym(word, text));
  return heavy.length > 0 ? heavy : all;
}

/** The words that carry a title's meaning, folded: `wordsOfWeight('<i>L’État</i> islamique')` is `['etat', 'islamique']`. */
export const wordsOfWeight = (text: string): string[] => writtenWordsOfWeight(text).map(fold);
