import type { CslName } from '../../csl.js';
import { offices, organisationWords, periodicals } from '../dictionary.js';
import { isCapitalised } from '../tokens.js';
import { folded, trimmed } from './edges.js';
import { caseless, isGiven, type Chunk, type Word } from './nameChunks.js';

/** Is one of the words one that only organisations are named by? */
export function holdsOrganisationWord(text: string): boolean {
  return text.toLowerCase().split(/[\s,()]+/).some((word) => organisationWords.has(word));
}

const acronym = /^\p{Lu}{2,6}$/u;
/** Words within the names of bodies: "Centres for Disease Control". */
const ofBodies = new Set(['of', 'for', 'für', 'pour', 'per', 'para']);
const smallWords = new Set('of the for and on in to de des du la le les et der die das für und del della di e a & / -'.split(' '));

const tellsPerson = (word: Word): boolean => isGiven(word) || (word.shape === 'initials' && word.text.includes('.'));
const mayBelong = ({ text }: Word): boolean => isCapitalised(text) || smallWords.has(text.toLowerCase()) || caseless.test(text);

/** "European Environment Agency (EEA)", "BBC News", "UNHCR": is all of this one name that is no person's? */
export function isOrganisation(text: string, chunks: readonly Chunk[]): boolean {
  const [first] = chunks;
  if (!first || chunks.some(({ kind }) => kind === 'given' || kind === 'others')) return false;
  if (acronym.test(text) || periodicals.has(text.toLowerCase())) return true;
  const isBody = first.kind === 'other' && first.words.some((word) => ofBodies.has(word.text));
  if (!isBody && !holdsOrganisationWord(text)) return false;
  if (chunks.some(({ words, kind }) => kind !== 'other' && words.some(tellsPerson))) return false;
  if (chunks.length === 1) return first.words.every(mayBelong);
  return first.kind === 'other' || first.words.length > 2 || holdsOrganisationWord(first.text);
}

/** "United Nations and World Bank" are two, "Department of Health and Social Care" is one: each must be a name by itself. */
export function organisationsIn(text: string): CslName[] {
  const parts = text.split(/\s(?:and|&|und|et)\s/u);
  const whole = (part: string): boolean => part.includes(' ') && holdsOrganisationWord(part);
  return (parts.length > 1 && parts.every(whole) ? parts : [text]).map((literal) => ({ literal }));
}

/** "United Nations Secretary-General Antonio Guterres": the office, and the person; null where the words name none. */
export function officeAndPerson(text: string): { office: string; name: CslName } | null {
  const words = text.split(' ');
  const office = words.findLastIndex((word) => offices.has(word.toLowerCase()));
  const rest = words.slice(office + 1);
  if (office <= 0 || rest.length < 2 || rest.length > 4) return null;
  if (!rest.every((word) => isCapitalised(word) && !organisationWords.has(word.toLowerCase()))) return null;
  return { office: words.slice(0, office + 1).join(' '), name: { family: rest.at(-1)!, given: rest.slice(0, -1).join(' ') } };
}

/** The office that stands before a person's name: "United Nations Secretary-General". Null where the names are something else. */
export function officeOf(text: string): string | null {
  return officeAndPerson(trimmed(folded(text), ' ,.', ' ,.'))?.office ?? null;
}
