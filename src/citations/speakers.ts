import { capital as capitalLetter, letter } from '../text/letters.js';
import { nobody } from './people.js';

/** A capitalised word of a name: "Powell", "al-Qaeda’s" without its "al-", "U.S.". */
export const capital = `[${capitalLetter}][${letter}’'.-]{0,40}`;
/** Small words that names hold. */
export const link = String.raw`(?:of|the|for|de|von|van|der|al|el|bin|ibn|la|le|and|&|on)`;

const branch = '(?:military|government|army|police|intelligence|senior)';
const role = '(?:officials?|spokes(?:man|woman|person)|sources|investigators|researchers|commanders|leaders|negotiators|authorities|report|study|data)';
/** A run of capitalised words, joined by the small words that names hold, and a role behind it: "U.S. military officials". */
export const noun = String.raw`(?:(?:[Tt]he\s)?${capital}(?:\s(?:${link}\s){0,2}${capital}){0,7}(?:\sand others)?(?:\s(?:${branch}\s)?${role})?)`;
const pronoun = '(?:[Hh]e|[Ss]he)';
export const speaker = `(?:${noun}|${pronoun})`;

/** Words that bodies have in their names, and people do not. */
const bodyWords = new RegExp(
  String.raw`\b(?:the|of|for|and|officials?|report|study|data|spokes\w+|sources|investigators|researchers|commanders|leaders|authorities|` +
    'Institute|University|Council|Committee|Commission|Group|Center|Centre|Department|Ministry|Office|Organi[sz]ation|Agency|Union|Nations|States|' +
    String.raw`Government|House|News|Press|Times|Post|Guardian|Reuters|Bank|Pentagon|Network|Foundation|Association)\b|^\p{Lu}{2,}s?$`,
  'u',
);
export const isBody = (words: string): boolean => bodyWords.test(words);

const minister = '(?:Prime |Foreign |Defen[cs]e )?Minister';
const secretary = String.raw`(?:Defen[cs]e )?Secretary(?:-General| General)?(?: of \p{Lu}\p{L}+)?`;
const fellow = String.raw`Senior Fellow(?: at (?:the )?(?:\p{Lu}\p{L}+\s){1,3}?(?:Institute|Center|Centre|University|Council|Foundation))?`;
const rank = 'General|Colonel|Captain|Major|Senator|Ambassador|Chancellor|King|Queen|Pope|Sir|Lord|Dame|Dr\\.?|Mr\\.?|Mrs\\.?|Ms\\.?|Professor';
/** Offices before a name, that are no part of it. */
const office = new RegExp(String.raw`^(?:(?:former|then|late|senior|the)\s|(?:(?:Vice |Deputy )?President|${minister}|${secretary}|${fellow}|${rank})\s)+`, 'u');

/** "Washington Institute Aaron Zelin": the person stands last. */
const personBehindBody =
  /(?:Institute|University|Center|Centre|Council|Department|Ministry|Foundation)\s(\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'.-]+){1,2})$/u;

/** Whether the words name a person behind the body they belong to. */
export const endsInPerson = (words: string): boolean => personBehindBody.test(words);

/** A longer sentence is no prose, and nobody is looked for in it. */
export const longestSentence = 4000;

/** Longest name of a speaker, in characters. */
const longestName = 90;

/** Who is meant by the words before a verb. */
export interface Speaker {
  /** The name without office, sentence opener or article: "Powell", "she", "Pentagon officials". */
  label: string;
  kind: 'person' | 'body' | 'pronoun';
}

const isNobody = (words: string): boolean => nobody.has(words.toLowerCase().replace(/^the\s/u, ''));

/** Null where the words name no one. */
export function speakerIn(words: string): Speaker | null {
  if (new RegExp(`^${pronoun}$`, 'u').test(words)) return { label: words, kind: 'pronoun' };
  const bare = words.replace(/[’']s$/u, '').replace(/(?<=\p{Ll}{2})\.$/u, '').trim();
  const named = withoutOpeners(bare).replace(/^[Tt]he\s(?=\p{Lu})/u, '');
  const untitled = named.replace(office, '');
  const called = /^\p{Lu}/u.test(untitled) ? untitled : named;
  const label = personBehindBody.exec(called)?.[1] ?? called;
  if (label === '' || label.length > longestName || isNobody(label)) return null;
  return { label, kind: isBody(label) ? 'body' : 'person' };
}

/** "However Powell" → "Powell"; a capitalised "The" may belong to a name. */
function withoutOpeners(words: string): string {
  const [first = ''] = words.split(' ', 1);
  const isOpener = nobody.has(first.toLowerCase()) && words.includes(' ') && !/^the\s\p{Lu}/iu.test(words);
  return isOpener ? withoutOpeners(words.slice(first.length + 1)) : words;
}

/** "Gina Vale of the International Centre …" is Gina Vale; "Department of State" is a body. */
export function personIn(words: string): string {
  const [first = words] = words.split(/\sof\s/u, 1);
  return first.includes(' ') && !isBody(first) ? first : words;
}
