import type { CslName } from '../csl.js';
import { givenNames, nameParticles, offices, organisationWords, periodicals, places, proseWords, textWords } from '../dictionary.js';
import { capital, letter } from '../../text/letters.js';
import { isCapitalised } from '../tokens.js';

/** How a name is written; a list keeps to one way, but for what may follow "Family, Given". */
type Order =
  | 'initials-family' // J. F. Kennedy
  | 'family-comma-initials' // Kennedy, J. F.
  | 'family-initials' // Kennedy JF
  | 'given-family' // John F. Kennedy
  | 'family-comma-given' // Kennedy, John F.
  | 'family'; // Kennedy

interface Person {
  name: CslName;
  order: Order;
  end: number;
}

/** A list of names found in a text: where it ends, and who is in it. */
export interface NameList {
  names: CslName[];
  end: number;
  /** How sure it is that all of this, and no more, is names: 0..1. */
  confidence: number;
}

const particle = String.raw`(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]en|[Dd]er|[Dd]el|[Dd]ella|[Dd]elle|[Dd]i|[Dd]a|[Dd]al|[Dd]u|[Dd]es|[Dd]os|[Dd]as|[Ll]a|[Ll]e|[Tt]er|[Tt]en|[Zz]u|[Zz]ur|[Bb]in|[Ii]bn|[Aa]l|[Ee]l|af|av|y|St\.?|Ó|Ní|Nic|Uí|Mac|Mc)\s|[Dd]['’]\s?)`;
const capitalised = String.raw`(?:(?:[Aa]l|[Ee]l|[Uu]l)[-‐‑])?[${capital}][${letter}]*(?:[-‐‑'’][${letter}]+)*`;
const initial = String.raw`[${capital}]\p{Ll}?\.`;
const initials = String.raw`${initial}(?:[\s-]{0,2}${initial}){0,4}`;
const bareInitials = String.raw`[${capital}](?:[-.\s]{0,2}[${capital}]){0,2}`;
const family = String.raw`${particle}{0,3}${capitalised}(?:\s${capitalised}(?!\.))?`;
const given = String.raw`${capitalised}(?:\s(?=[${letter}][${letter}'’-])${capitalised})?(?:\s${initial}){0,3}`;
const honours = String.raw`(?:(?:The\s)?(?:Hon\.?|Mr\.?|Justice|Sir|Dame|Lord|Lady|Dr\.?|Prof\.?|Professor|President|Rev\.?)\s){0,3}`;

const sticky = (source: string): RegExp => new RegExp(source, 'uy');

const forms: readonly { order: Order; pattern: RegExp }[] = [
  { order: 'family-comma-initials', pattern: sticky(String.raw`(?<family>${family}),\s?(?<given>${initials})(?<particle>\s(?:van|von|de|den|der|du|di|da)(?:\s(?:den|der|la|le))?(?![${letter}]))?`) },
  { order: 'initials-family', pattern: sticky(String.raw`${honours}(?<given>${initials})\s?(?<family>${family})`) },
  { order: 'family-initials', pattern: sticky(String.raw`(?<family>${particle}{0,2}${capitalised}(?:\s[${capital}]\p{Ll}[${letter}-]*)?)\s(?<given>${bareInitials})(?:\.(?=[,;:]|$|\s(?:[(\d&]|and|et|und)\b)|(?![${letter}'’]|\.\s?[${capital}][${letter}'’-]*(?:[.,:(]|$|\s(?:and|&|et|und)\s|\s[${capital}])|\.\S))`) },
  { order: 'family-comma-given', pattern: sticky(String.raw`(?<family>${family}),\s(?<given>${given})(?<particle>\s(?:van|von|de|den|der|du|di|da)(?:\s(?:den|der|la|le))?(?![${letter}]))?(?![${letter}])`) },
  { order: 'given-family', pattern: sticky(String.raw`${honours}(?<given>${capitalised}(?:\s(?:${initial}|${capitalised})){0,3}?)\s(?<family>${particle}{1,3}${capitalised}|(?=[${letter}][${letter}'’-])${capitalised})(?!\s${capitalised}|\s${initial}|[${letter}])`) },
  { order: 'family', pattern: sticky(String.raw`(?<family>${particle}{0,3}(?=[${letter}][${letter}'’-])${capitalised}(?:\s(?=[${letter}][${letter}'’-])${capitalised})?)(?![${letter}])`) },
];

/** What may follow a name of each order in one list. */
const followers: Record<Order, readonly Order[]> = {
  'initials-family': ['initials-family', 'given-family'],
  'family-comma-initials': ['family-comma-initials', 'initials-family', 'given-family'],
  'family-initials': ['family-initials'],
  'given-family': ['given-family', 'initials-family'],
  'family-comma-given': ['given-family', 'initials-family', 'family-comma-given', 'family-comma-initials'],
  family: ['family'],
};

const suffix = /,?\s(?:Jr|Sr|JR|SR|Jnr|Snr|II|III|IV)\b\.?/y;
const others = /,?\s*(?:[&;]\s*)?(?:and\s|et\s|und\s)?(?:et\.? ?al\b\.?|al\.|others\b|u\. ?a\.|e altri\b|(?:…|\. ?\. ?\.)(?=\s*\p{Lu}))/uy;
const separator = /\s*(?:,\s*(?:(?:and|und|et|y|e)\s|&)?|;\s*(?:(?:and|und|et)\s|&)?|\s(?:and|und|et|y|e|with)\s|&|\/|\s[–-]\s|\.\s(?=\p{Lu}[\p{Ll}]+,\s\p{Lu}\.)|…\s?)\s*/uy;
const conjunction = /and|und|et|&|\by\b|\be\b|\//;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const isOrganisationWord = (word: string): boolean => organisationWords.has(word.toLowerCase());

function plausible(words: string): boolean {
  return words.split(/[\s-]+/).every((word) => {
    const bare = word.replace(/[.,]/g, '').toLowerCase();
    return !isOrganisationWord(bare) && !proseWords.has(bare) && !textWords.has(bare) && bare !== 'the' && bare !== 'in' && bare !== 'for';
  });
}

/** "van der Berg" to particle and family, "de la Cruz" likewise; CSL sorts by the rest. */
function withFamily(name: CslName, words: string): CslName {
  const parts = words.trim().split(/\s+/);
  let from = 0;
  while (from < parts.length - 1 && nameParticles.has(parts[from]!.toLowerCase()) && !isCapitalised(parts[from]!)) from++;
  const result: CslName = { family: parts.slice(from).join(' '), ...name };
  if (from > 0) result['non-dropping-particle'] = parts.slice(0, from).join(' ');
  return result;
}

/**
 * "I. William Zartman" and "Zartman, I. William": a given name after an initial is not the family's first word, nor the title's. Gives the
 * given names, the family name, and how many code units of `rest` are read in addition.
 */
function withMiddleName(order: Order, given: string, family: string, rest: string): { given: string; family: string; more: number } {
  if (order === 'initials-family') {
    const [first, ...others] = family.split(' ');
    if (others.length === 1 && givenNames.has(first!.toLowerCase())) return { given: `${given} ${first}`, family: others[0]!, more: 0 };
  }
  const middle = order === 'family-comma-initials' ? /^\s(\p{Lu}[\p{L}-]{1,20})(?=[.,;]|\s?\(|$)/u.exec(rest) : null;
  if (middle && givenNames.has(middle[1]!.toLowerCase())) return { given: `${given} ${middle[1]}`, family, more: middle[0].length };
  return { given, family, more: 0 };
}

/** "JF" to "J. F."; what has points or is a full name stays. */
function givenOf(words: string): string {
  const bare = words.trim();
  if (/(?:^|[\s.])\p{Lu}$/u.test(bare)) return `${bare}.`;
  return /^\p{Lu}{2,3}$/u.test(bare) ? [...bare].map((letter) => `${letter}.`).join(' ') : bare;
}

function personAt(text: string, at: number, orders?: readonly Order[]): Person[] {
  const found: Person[] = [];
  for (const { order, pattern } of forms) {
    if (orders && !orders.includes(order)) continue;
    const match = matchAt(pattern, text, at);
    if (!match?.groups) continue;
    const { particle: dropped } = match.groups;
    let { family: familyWords, given: givenWords } = match.groups;
    if (!familyWords || !plausible(familyWords) || (givenWords && !plausible(givenWords.replace(/\p{Lu}\./gu, 'X')))) continue;
    let end = at + match[0].length;
    if (givenWords) {
      const whole = withMiddleName(order, givenWords.trim(), familyWords, text.slice(end, end + 30));
      ({ given: givenWords, family: familyWords } = whole);
      end += whole.more;
    }
    const name = withFamily(givenWords ? { given: givenOf(givenWords) } : {}, familyWords);
    if (dropped) name['dropping-particle'] = dropped.trim();
    const suffixed = matchAt(suffix, text, end);
    if (suffixed) {
      name.suffix = suffixed[0].replace(/^[,\s]+/, '');
      end += suffixed[0].length;
    }
    found.push({ name, order, end });
  }
  return found;
}

const ends = /\s*(?:$|[,.;:(["“”‘’'«»„‚»\]/]|(?:19|20|18|17)\d\d|\s[-–—]\s)/y;
const titleFollows = /^[\s,.:;]*(?:\((?:eds?|hrsg|hg)\.?\)[\s,.:]*)?(?:[([]?(?:(?:1[5-9]|20)\d\d[a-z]?|forthcoming|in press|n\.\s?d\.)[\])]?[\s,.:]*)?["'‘’“”«»„‚]*(?!(?:pp?|S|vol|n|nr|no)\.?\s?\d|https?:|[Oo]nline|in\s)[\p{L}\p{N}¿¡]/u;

/** Can a name end at `at`: before punctuation or a further name, or after the point of an initial? */
function mayEnd(text: string, at: number): boolean {
  return text[at - 1] === '.' || [ends, separator, others].some((pattern) => matchAt(pattern, text, at) !== null);
}

/** "Crimes (Sexual Assault) Act" begins with no name; "Clements (2020)" and "Haug (ed.)" do. */
function opensAside(person: Person, text: string): boolean {
  const aside = /^\s*[([]/.test(text.slice(person.end, person.end + 4));
  return aside && person.order === 'family' && !/^\s*[([](?:eds?|hrsg|hg|dirs?|trans|nn?|fn|note|\d{4}|forthcoming|in press)\b/i.test(text.slice(person.end, person.end + 20));
}

/** Is there a title after the names? It tells "Said, Edward. Orientalism" from "Said, Orientalism. London". */
function leavesTitle(text: string, at: number): boolean {
  const rest = text.slice(at, at + 60);
  const place = /^[\s.,:]*([\p{L}][\p{L} .-]*?)(?=[,:]|\.\s)/u.exec(rest);
  return titleFollows.test(rest) && !(place && places.has(place[1]!.toLowerCase()));
}

/** In "Family, Given" the second word may as well begin a title: "Powell, Talking to Terrorists". */
function givenIsCertain(person: Person, text: string): boolean {
  if (person.order !== 'family-comma-given') return true;
  const first = person.name.given!.split(/[\s-]/)[0]!.toLowerCase();
  const [family = '', ...more] = person.name.family!.split(' ');
  if (more.length > 0 && givenNames.has(family.toLowerCase())) return false;
  const next = text.slice(person.end, person.end + 50);
  if (givenNames.has(first) || /\p{Lu}\.$/u.test(person.name.given!)) return /^(?:[.,;(\s:]|$)/.test(next) && leavesTitle(text, person.end);
  return /^(?:\.\s|,?\s?\((?:\d{4}|eds?\b|forth)|,?\s(?:and|&|und|et)\s(?:\p{Lu}[\p{L}.]*\s\p{Lu}|\p{Lu}[\p{L}-]+,\s\p{Lu}[\p{L}.]*\s?[(.])|,\s\d{4})/u.test(next) && leavesTitle(text, person.end);
}

/** A further name after a comma may as well begin a title: "Jane Smith, Holy War". */
function continues(previous: Person, next: Person, link: string, text: string): boolean {
  if (!mayEnd(text, next.end)) return false;
  if (conjunction.test(link)) return next.order !== 'family' || previous.order === 'family';
  if (next.order === 'family') return false;
  if (next.order !== 'given-family' && next.order !== 'family-comma-given') return true;
  const rest = text.slice(next.end, next.end + 200);
  return /^(?:,\s[^,.(]{3,40}){0,6},?\s(?:and|&|und|et)\s\p{Lu}/u.test(rest) || /^,?\s(?:et al|\([^()]{1,12}\)[.,:]?\s["“‘«„]?\p{Lu})/u.test(rest);
}

/**
 * The list of people that begins at `from`: "J. Behrens and S. Parker", "Behrens, J., & Parker, S.", "Behrens J, Parker S, et al.",
 * "Behrens/Parker". Stops where the title begins. Null where no name does.
 */
export function scanPeople(text: string, from: number): NameList | null {
  const first = personAt(text, from).find(
    (person) => mayEnd(text, person.end) && !opensAside(person, text) && givenIsCertain(person, text) && (person.order === 'family' || !places.has(text.slice(from, person.end).toLowerCase())),
  );
  if (!first) return null;
  const names = [first.name];
  let last = first;
  for (;;) {
    const rest = matchAt(others, text, last.end);
    if (rest) {
      last = { ...last, end: last.end + rest[0].length };
      if (!/…|\. ?\. ?\./.test(rest[0])) return { names: [...names, { literal: 'et al.' }], end: last.end, confidence: 0.95 };
    }
    const link = rest ? { 0: '', length: 0 } : matchAt(separator, text, last.end);
    if (!link) break;
    const at = last.end + link[0].length + (rest ? /^\s*/.exec(text.slice(last.end, last.end + 3))![0].length : 0);
    const next = personAt(text, at, followers[last.order]).find((person) => continues(last, person, link[0], text));
    if (!next) break;
    names.push(next.name);
    last = { ...next, order: last.order === 'family-comma-given' && next.order === 'given-family' ? 'given-family' : next.order };
  }
  const confidence = first.order === 'family' || first.order === 'family-comma-given' ? 0.85 : 0.93;
  return { names, end: last.end, confidence };
}

const organisationChunk = /[^,.;:(["“”‘’«»„]{2,140}/y;
const smallWord = /^(?:of|the|for|and|on|in|to|de|des|du|la|le|les|et|der|die|das|für|und|del|della|di|e|a|&|\/)$/i;

/** The organisation that begins at `from`: "United Nations Security Council", "BBC News", "US Department of State". Null where none does. */
export function scanOrganisation(text: string, from: number): NameList | null {
  const chunk = matchAt(organisationChunk, text, from)?.[0].trimEnd();
  if (!chunk || !isCapitalised(chunk)) return null;
  const words = chunk.split(/\s+/);
  const named = words.some(isOrganisationWord) || periodicals.has(chunk.toLowerCase()) || /^\p{Lu}{2,6}$/u.test(chunk);
  if (!named || words.length > 16 || words.some((word) => !isCapitalised(word) && !smallWord.test(word))) return null;
  return { names: namesOfOffice(chunk), end: from + chunk.length, confidence: 0.9 };
}

/** "United Nations Secretary-General Antonio Guterres" is a person with an office; the rest are organisations. */
function namesOfOffice(words: string): CslName[] {
  const parts = words.split(/\s+/);
  const office = parts.findLastIndex((part) => offices.has(part.toLowerCase()));
  const person = parts.slice(office + 1);
  const isPerson = office >= 0 && person.length >= 2 && person.length <= 4 && plausible(person.join(' ')) && person.every(isCapitalised);
  return isPerson ? [{ family: person.at(-1)!, given: person.slice(0, -1).join(' ') }] : organisations(words).map((literal) => ({ literal }));
}

/** "United Nations and World Bank" are two, "Department of Health and Social Care" is one: each must be a name by itself. */
function organisations(words: string): string[] {
  const parts = words.split(/\s(?:and|&|und|et)\s/u);
  const whole = (part: string): boolean => part.split(' ').length >= 2 && part.split(' ').some(isOrganisationWord);
  return parts.length > 1 && parts.every(whole) ? parts : [words];
}

/** The office that stands before a person's name: "United Nations Secretary-General". Null where the names are something else. */
export function officeOf(text: string): string | null {
  const parts = text.trim().split(/\s+/);
  const office = parts.findLastIndex((part) => offices.has(part.toLowerCase()));
  return office > 0 && namesOfOffice(text.trim())[0]!.literal === undefined ? parts.slice(0, office + 1).join(' ') : null;
}

const roles = /(?:[,\s]*[([]?\b(?:eds?|editors?|edited|hrsg|hg|herausgeber|trans|transl|translators?|dirs?|a cura di|coord)\b\.?(?:\s+(?:by|von))?[\])]?[.,]?)/giu;
const introductions = /^\s*(?:(?:in|edited|ed|eds|hrsg|hg|trans|transl|translated|übers|herausgegeben|übersetzt|dir|a cura|sous la direction|compiled)\b\.?[,:]?\s*)*(?:(?:by|von|v\.|di|de|par)\s)?/iu;

/**
 * Names as an author or editor field has them, to CSL names: "Feisal al-Istrabadi & Sumit Ganguly", "Fisher, B. S., Cullen, F. T.",
 * "edited by J. Doe", "The Economist". "et al." becomes `{ literal: 'et al.' }`. Words that are no name are kept as a `literal`; empty text gives [].
 */
export function parseNames(text: string): CslName[] {
  const words = text.replace(introductions, '').replace(roles, ' ').replace(/\s+/g, ' ').replace(/^[\s,;:]+|[\s,;:]+$/g, '').replace(/\(\s*\)/g, '').trim();
  if (words === '') return [];
  const organisation = scanOrganisation(words, 0);
  if (organisation && organisation.end >= words.replace(/\.$/, '').length) return organisation.names;
  return peopleIn(words);
}

/** Every name of a text known to be nothing but names. */
function peopleIn(words: string): CslName[] {
  const names: CslName[] = [];
  let at = 0;
  let order: Order | undefined;
  while (at < words.length) {
    const rest = matchAt(others, words, at);
    if (rest) {
      if (!/…|\. ?\. ?\./.test(rest[0])) names.push({ literal: 'et al.' });
      at += rest[0].length;
      continue;
    }
    const person = choosePerson(words, at, order);
    if (person) {
      names.push(person.name);
      order = person.order;
      at = person.end;
    } else {
      const literal = /^[^,;&/]*/.exec(words.slice(at))![0];
      if (/[\p{L}\p{N}]/u.test(literal)) names.push({ literal: literal.replace(/[\s.]+$/, '') });
      at += Math.max(1, literal.length);
    }
    const link = matchAt(separator, words, at) ?? matchAt(/[\s.]+/y, words, at);
    if (link && matchAt(others, words, at) === null) at += link[0].length;
  }
  return names;
}

function choosePerson(words: string, at: number, order: Order | undefined): Person | undefined {
  const closes = (person: Person): boolean => /^\s*(?:$|\.?\s*$|[,;&/.…]|(?:and|und|et|y|e|with)\s|[–-]\s)/.test(words.slice(person.end, person.end + 8));
  const persons = personAt(words, at).filter(closes);
  // "Sawer, Marian" alone is one person; "Michael Peel, Andrew Lincoln" is two.
  const inOrder = order && persons.find((person) => followers[order].includes(person.order));
  return inOrder ?? persons.find((person) => person.order !== 'family-comma-given' || !person.name.family!.includes(' ') || /[ .-]/.test(person.name.given!) === false) ?? persons[0];
}
