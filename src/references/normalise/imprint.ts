import { folded, trimmed, withoutPoint } from './edges.js';
import { mended } from './title.js';

const brokenMark = / ([,;:])(?=\S)/g;

/** A publisher, a place, or a kind of work, without what sets it off: "Princeton University Press", "Frankfurt a. M.", "PhD thesis". */
export function normaliseImprint(text: string): string {
  const words = trimmed(mended(folded(text)).replace(brokenMark, '$1 ').replace(' .', '.'), ' ,.;:([–—-»›', ' ,;:«‹');
  return withoutPoint(words.includes('(') || words.includes('[') ? words : trimmed(words, '', ' ,;:)]'));
}

/** "first", "zweite", "deuxième", "terza", "cuarta" to their numbers. */
const ordinals: ReadonlyMap<string, number> = new Map(
  [
    'first erste erst première prima primera',
    'second zweite deuxième seconda segunda seconde',
    'third dritte troisième terza tercera',
    'fourth vierte quatrième quarta cuarta',
    'fifth fünfte cinquième quinta',
    'sixth sechste sixième sesta sexta',
    'seventh siebte septième settima séptima',
    'eighth achte huitième ottava octava',
    'ninth neunte neuvième nona novena',
    'tenth zehnte dixième decima décima',
  ].flatMap((names, index) => names.split(' ').map((name): [string, number] => [name, index + 1])),
);

const editionWords = 'edn?|edition|ediz?|edizione|edición|edic|éd|édit|édition|aufl|auflage|a';
const numbered = new RegExp(
  String.raw`^(?:(\d{1,3})\s?(?:st|nd|rd|th|d|\.|ère|ème|er|e|a|o|ª|º|°)?|(\p{L}{4,10})),?\s?(?:${editionWords})?\.?$`,
  'iu',
);

/** "2nd ed." and "zweite Auflage" to "2"; an edition that says more keeps its words: "2., überarb. Aufl.", "Rev. ed.". */
export function normaliseEdition(text: string): string {
  const words = trimmed(folded(text), ' ,;:([', ' ,;:)]');
  const match = words.length < 40 ? numbered.exec(words) : null;
  return match?.[1] ?? ordinals.get(match?.[2]?.toLowerCase() ?? '')?.toString() ?? words;
}
