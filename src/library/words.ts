import { fold } from '../text/fold.js';

/** Articles, prepositions, conjunctions and the like that carry no weight in a title, in English, German, French, Italian and Spanish. */
const weightless = new Set(
  [
    'a an the of on in at by for from to into with without and or but nor as if not no than then is are was were be been it its this that',
    'these those how what why when where who whose which can could do does did has have had may might must shall should will would',
    'i we you he she they me us him her them my our your his their some any all more about against after before between over under upon',
    'towards toward through during among across',
    'der die das dem den des ein eine einer eines einem einen und oder von vom zu zum zur im am an auf aus bei mit nach uber fur als wie durch gegen',
    'le la les un une des du de et ou au aux en dans sur par pour avec sans d l qu que qui',
    'il lo i gli uno una di del dello della dei degli delle e ed o da dal dalla nel nella nei con su sul sulla per tra fra che',
    'el los las unos unas y u al sin para por sobre entre como s t',
  ].flatMap((words) => words.split(' ')),
);

const markup = /<[^<>]{0,60}>/g;
const genitive = /(\p{L})['’ʼ](?=s(?!\p{L}))/giu;
const word = /[\p{L}\p{N}]+/gu;
const lowerCase = /\p{Ll}/u;
const capitalsOnly = /^\p{Lu}{2,6}$/u;

const written = (text: string): string[] => text.normalize('NFC').replace(markup, ' ').replace(genitive, '$1').match(word) ?? [];

/** The words of a title, folded: `words('<i>L’État</i> islamique')` is `['l', 'etat', 'islamique']`. */
export const words = (text: string): string[] => written(text).map(fold);

/** Names that are written like weightless words: IS, US, UN, IT. In a text all of capitals they can't be told apart. */
export const isAcronym = (word: string, text: string): boolean => capitalsOnly.test(word) && lowerCase.test(text);

/** The words that carry a title's meaning as they are written, or all where none does ("What Is to Be Done?"). */
export function writtenWordsOfWeight(text: string): string[] {
  const all = written(text);
  const heavy = all.filter((word) => !weightless.has(fold(word)) || isAcronym(word, text));
  return heavy.length > 0 ? heavy : all;
}

/** The words that carry a title's meaning, folded. */
export const wordsOfWeight = (text: string): string[] => writtenWordsOfWeight(text).map(fold);
