import type { CslName } from '../../csl.js';
import { givenNames } from '../dictionary.js';
import { folded, trimmed, withoutPoint } from './edges.js';
import { holds, isGiven, isInitial, isNoSuffix, isParticle, pointed, readChunks, withoutPoints, type Chunk, type Word } from './nameChunks.js';
import { holdsOrganisationWord, isOrganisation, officeAndPerson, organisationsIn } from './organisations.js';
import { withoutRoles } from './roles.js';
import { mended } from './title.js';

const textOf = ({ text }: Word): string => text;
const joined = (words: readonly Word[]): string => (words.length === 1 ? words[0]!.text : words.map(textOf).join(' '));

/** "JF" to "J. F.", "J-P" to "J.-P."; what has points or is a full name stays. */
function pointedName({ text, shape }: Word): string {
  if (shape === 'initials') return text.endsWith('.') ? text : `${text}.`;
  if (shape !== 'capitals' || givenNames.has(text.toLowerCase())) return text;
  const letters = withoutPoints(text);
  return /[-‐]/.test(letters) ? letters.replace(/\p{Lu}/gu, '$&.') : [...letters].map((letter) => `${letter}.`).join(' ');
}

const givenOf = (words: readonly Word[]): string => words.map(pointedName).join(' ');

const isSuffix = ({ shape }: Word): boolean => shape === 'suffix';
const isNoParticle = ({ shape }: Word): boolean => shape !== 'particle';
const withoutSuffixes = (words: readonly Word[]): readonly Word[] => (holds(words, 'suffix') ? words.filter(isNoSuffix) : words);

/** "van der Berg" to particle and family; CSL sorts by the rest. Particles and suffixes behind the given names go apart. */
function person(familyWords: readonly Word[], givenWords: readonly Word[]): CslName {
  const family = withoutSuffixes(familyWords);
  const all = withoutSuffixes(givenWords);
  const given = all.slice(0, all.findLastIndex(isNoParticle) + 1);
  let from = 0;
  while (from < family.length - 1 && family[from]!.shape === 'particle') from++;
  const name: CslName = { family: joined(family.slice(from)) };
  if (given.length > 0) name.given = givenOf(given);
  if (from > 0) name['non-dropping-particle'] = joined(family.slice(0, from));
  if (given.length < all.length) name['dropping-particle'] = joined(all.slice(given.length));
  if (family.length + all.length < familyWords.length + givenWords.length) name.suffix = joined([...familyWords, ...givenWords].filter(isSuffix));
  return name;
}

const isCapitals = ({ text, shape }: Word): boolean =>
  shape === 'name' && text.length > 1 && text === text.toUpperCase() && text !== text.toLowerCase();

/** Where the family name of "Bernard van Steenbergen", "George W. Bush", "A. M. Sheridan Smith" begins. */
function familyStart(words: readonly Word[]): number {
  const end = words.findLastIndex(isNoSuffix);
  const leads = (word: Word, index: number): boolean => index > 0 && index < end && isParticle(word) && !isInitial(words[index + 1]!);
  const particle = isInitial(words[0]!) ? -1 : words.findIndex(leads);
  if (particle > 0) return particle;
  const initial = words.findLastIndex((word, index) => index < end && isInitial(word));
  if (initial < 0) return end;
  // "I. William Zartman": a given name after an initial is not the family's first word.
  return initial + 1 < end && isGiven(words[initial + 1]) ? initial + 2 : initial + 1;
}

/** "BEHRENS Jörg", "Luciano GUERCI": capitals tell the family name where the given names have none. */
function byCapitals(words: readonly Word[]): CslName | null {
  const family = words.filter((word) => isCapitals(word) || word.shape === 'particle');
  const given = words.filter((word) => word.shape === 'name' && !isCapitals(word));
  return family.some(isCapitals) && given.length > 0 && family.length + given.length === words.length ? person(family, given) : null;
}

/** Given names that are family names as often: "Dylan Thomas". */
const alsoFamilies = new Set(
  (
    'alexander ali arnold charles dale douglas edgar francis franco franz george gordon graham gregory harold henry hugh ian james john ' +
    'joseph keith kim lawrence lee leonard lewis louis luca lynn marcel marion martin mitchell neil norman oscar patrick paul ralph richard ' +
    'robert roman rosa roy russell samuel scott simon stephan stuart ted thomas todd tom victor walter warren wayne william'
  ).split(' '),
);

/** "Porto Elena", as Italian lists have it: only the second word is surely a given name. */
function isReversed([first, second]: readonly Word[]): boolean {
  return isGiven(second) && !isGiven(first) && !alsoFamilies.has(second!.text.toLowerCase());
}

/** Are the names of a list given thus, as half of them show and none contradicts? */
function areReversed(chunks: readonly Chunk[]): boolean {
  const pairs = chunks.filter(({ kind }) => kind !== 'others');
  const shown = pairs.filter(({ words }) => isReversed(words)).length;
  if (shown === 0 || shown * 2 < pairs.length) return false;
  return pairs.every(({ words, kind }) => kind === 'names' && words.length === 2 && !words.some(isParticle) && (!isGiven(words[0]) || isGiven(words[1])));
}

function givenFirst(words: readonly Word[]): CslName {
  const from = familyStart(words);
  return person(words.slice(from), words.slice(0, from));
}

function familyFirst(words: readonly Word[]): CslName {
  const isOfGiven = (word: Word, index: number): boolean =>
    isInitial(word) || isSuffix(word) || (word.shape === 'particle' && index < words.length - 1);
  const last = words.findLastIndex((word, index) => index === 0 || !isOfGiven(word, index));
  return person(words.slice(0, last + 1), words.slice(last + 1));
}

/** Is `next` the given names of `chunk`: "Said, Edward W.", "García Márquez, Gabriel", not "Michael Peel, Andrew Lincoln"? */
function isInverted(chunk: Chunk, next: Chunk, alone: boolean): boolean {
  const [first] = next.words;
  if (next.kind === 'given') return true;
  if (next.kind === 'given-first') return chunk.kind === 'family' && isGiven(next.words.findLast(isNoSuffix));
  if (next.kind === 'family-first') return /\.$/.test(next.words.at(-1)!.text) && (chunk.kind === 'family' || !isGiven(chunk.words[0]));
  if (next.kind !== 'family' && next.kind !== 'names') return false;
  if (chunk.kind === 'family') return true;
  if (isParticle(chunk.words[0]!)) return true;
  if (next.kind === 'family') return isGiven(first) ? !isGiven(chunk.words[0]) : alone && !isGiven(chunk.words[0]);
  return alone && isGiven(first) && !isGiven(chunk.words[0]);
}

/** "Powell, Smith and Jones" are family names alone; "Deleuze, Gilles and Guattari, Félix" are two people. */
function areFamilies(chunks: readonly Chunk[]): boolean {
  const people = chunks.filter(({ kind }) => kind !== 'others');
  if (!people.every(({ kind }) => kind === 'family')) return false;
  const sizes: number[] = [];
  people.forEach(({ firm }, index) => (firm || index === 0 ? sizes.push(1) : sizes[sizes.length - 1]!++));
  if (sizes.every((size) => size === 2)) return false;
  return !people.some((chunk, index) => index > 0 && !chunk.firm && isGiven(chunk.words[0]) && !isGiven(people[index - 1]!.words[0]));
}

/** What a chunk adds to the name before it: "Bottke, Jr., W. F.", "Wulp, F. M., van der". False where it is a name of its own. */
function completes(chunk: Chunk, last: CslName | undefined): boolean {
  if (last?.family === undefined) return false;
  if (chunk.kind === 'suffix') last.suffix = joined(chunk.words);
  else if (chunk.firm) return false;
  else if (chunk.kind === 'given' && last.suffix !== undefined && last.given === undefined) last.given = givenOf(chunk.words);
  else if (last.given !== undefined && chunk.words.every(({ shape }) => shape === 'particle')) last['dropping-particle'] = joined(chunk.words);
  else return false;
  return true;
}

/** The people of chunks, with the organisations among them. */
function peopleOf(chunks: readonly Chunk[]): CslName[] {
  const names: CslName[] = [];
  const families = areFamilies(chunks);
  const reversed = areReversed(chunks);
  for (let at = 0; at < chunks.length; at++) {
    const chunk = chunks[at]!;
    const next = chunks[at + 1];
    const mayInvert = next && !next.firm && !families && (chunk.kind === 'family' || chunk.kind === 'names');
    if (chunk.kind === 'others') {
      if (chunk.text !== '…') names.push({ literal: 'et al.' });
    } else if (completes(chunk, names.at(-1))) continue;
    else if (mayInvert && isInverted(chunk, next, chunks.length === 2)) {
      names.push(person(chunk.words, next.words));
      at++;
    } else names.push(nameOf(chunk, reversed));
  }
  return names;
}

/** The name that one chunk is by itself; `reversed` where two words are family and given name. */
function nameOf({ words, kind, text }: Chunk, reversed: boolean): CslName {
  switch (kind) {
    case 'given-first':
      return givenFirst(words);
    case 'family-first':
      return familyFirst(words);
    case 'family':
      return person(words, []);
    case 'names':
      if (holdsOrganisationWord(text) && (!isGiven(words[0]) || isCapitals(words[0]!))) return { literal: text };
      if (isParticle(words[0]!)) return person(words, []);
      return byCapitals(words) ?? (reversed ? person(words.slice(0, 1), words.slice(1)) : givenFirst(words));
    default:
      return { literal: withoutPoint(text) };
  }
}

const underAnderem = /(?<!\p{L})(?:u\. ?a\.|ET\.? AL\.?)(?![\p{L}\p{N}])/gu;

/** With the names that are left out told in one way: "u. a.", "ET AL.", "...". */
function plainMarks(text: string): string {
  const words = text.includes('u.') || text.includes('ET') ? text.replace(underAnderem, 'et al.') : text;
  return words.replaceAll('...', '…').replaceAll(' .', '.');
}

/** Who can't be taken apart: several unnamed, or the one who was named last. */
const collective =
  /^(?:A{1,2}\.? ?V{1,2}\.?|V{1,2}\.? ?A{1,2}\.?|Various(?: authors)?|Autori vari|Anon(?:ymous|ym|ymus)?\.?|Verschiedene|I?d(?:em)?\.?|Ead(?:em)?\.?|Ders\.?|Dies\.?|Ditto)$/i;

/** "by", "von", "di" before a name, where no word for a role told what it means. */
const preposition = /^(?:in:?|by|von|v\.|di|de|da|par|por) (?=(\p{L}[\p{L}'’-]*\.?))/iu;

function withoutPreposition(words: string): string {
  const match = preposition.exec(words);
  if (!match || /^V\./.test(words)) return words;
  const certain = /^(?:in:?|by) /i.test(words) || pointed.test(match[1]!) || givenNames.has(match[1]!.toLowerCase());
  return certain ? words.slice(match[0].length) : words;
}

const aroundNames = ' ,:•*†‡·„“”"«»–-';

/**
 * Names as an author or editor field has them, to CSL names: "Feisal al-Istrabadi & Sumit Ganguly", "Fisher, B. S., Cullen, F. T.",
 * "edited by J. Doe", "The Economist". "et al.", "u. a." and the like become `{ literal: 'et al.' }`. Words that are no name are kept as a
 * `literal`; text without a letter gives [].
 */
export function parseNames(text: string): CslName[] {
  const words = withoutRoles(plainMarks(mended(folded(text))));
  return words.split(';').flatMap((part) => namesIn(withoutPreposition(trimmed(part, aroundNames, aroundNames))));
}

function namesIn(words: string): CslName[] {
  const chunks = readChunks(words);
  if (chunks.length === 0) return [];
  if (collective.test(words)) return [{ literal: words }];
  const bare = trimmed(words, ' ', ' .');
  const official = chunks.length === 1 ? officeAndPerson(bare) : null;
  if (official) return [official.name];
  return isOrganisation(bare, chunks) ? organisationsIn(bare) : peopleOf(chunks);
}
