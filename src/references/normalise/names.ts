import type { CslName } from '../csl.js';
import { givenNames, nameParticles, offices, organisationWords, periodicals } from '../dictionary.js';
import { isCapitalised } from '../tokens.js';
import { folded, trimmed, withoutPoint } from './edges.js';
import { withoutRoles } from './roles.js';
import { mended } from './title.js';

/**
 * What a word of a name is by its shape: `initials` surely, as "J.", "J.-P." and "J"; `capitals` initials or a name, as "JF" and "LI"; a
 * `particle` in lower case; a `small` word is none of a person's name.
 */
type Shape = 'initials' | 'capitals' | 'particle' | 'suffix' | 'name' | 'small';

interface Word {
  text: string;
  shape: Shape;
}

/**
 * What stands between two separators:
 * - `given`: initials alone, "J. F."
 * - `family`: one name, with its particles, "van der Berg"
 * - `names`: several, "Audrey Kurth Cronin", "García Márquez"
 * - `given-first`: "J. F. Kennedy", "John F. Kennedy"
 * - `family-first`: "Kennedy JF", "de Foucault B."; also given names, "Edward W."
 * - `other`: no person by its words
 */
type Kind = 'given' | 'family' | 'names' | 'given-first' | 'family-first' | 'other' | 'suffix' | 'others';

interface Chunk {
  words: Word[];
  kind: Kind;
  /** "and", ";" or "/" stands before it, not a comma. */
  firm: boolean;
  text: string;
}

/** Words, each with its points and hyphens, and marks that separate. */
const piece = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.‐-]*|[,/&|…()[\]{}:]|(?<=\s)[-–—](?=\s)/gu;
/** "J.", "J.-P.", "Th."; "Li." is a name at the end of a sentence. */
const pointed = /^(?:(?:\p{Lu}|[CGKPSTWZ]h|Y[aeou]|J[uo]|I[uao]|Fr|Gy|Sz|Cz|Wl|St)\.[-‐]?){1,5}\p{Lu}?$/u;
const capitals = /^\p{Lu}(?:[-‐]?\p{Lu}){1,2}$/u;
const marks = new Set([...',/&|()[]{}:-–—']);
const firmMarks = new Set([...'/&|-–—']);
const suffix = /^(?:(?:Jr|Sr|Jnr|Snr|II|III|IV|2nd|3rd|3d)\.?|[JS]R\.)$/;
/** Words that are none of a name, in lower case and in capitals; "Al", "E" and "ET" may be. */
const between = new Map<string, 'and' | 'others'>(
  [
    ...['and', 'und', 'et', 'et.', 'y', 'e', 'och', 'og', 'a', 'with', 'mit', 'sowie'].map((one) => [one, 'and'] as const),
    ...['al', 'al.', 'others', 'others.', 'autres', 'andere', 'anderen', 'altri', 'otros', 'colleagues'].map((one) => [one, 'others'] as const),
  ].flatMap(([one, what]) => (one.length > 2 ? [[one, what], [one.toUpperCase(), what]] : [[one, what]])),
);
const caseless = /^[^\p{Lu}\p{Ll}\p{Lt}]+$/u;
/** Particles that are capitalised within a name: "Paolo Del Negro", "Van Gogh"; not those that are given names too. */
const capitalParticles = new Set(['van', 'von', 'de', 'del', 'della', 'delle', 'di', 'da', 'dal', 'du', 'des', 'dos', 'la', 'le', 'ter', 'ten', 'mac', 'ó', 'ní', 'st.', 'bin', 'ibn', 'el']);
const honours = new Set(['the', 'hon', 'mr', 'mrs', 'ms', 'sir', 'dame', 'lord', 'lady', 'dr', 'prof', 'professor', 'justice', 'president', 'rev']);

const withoutPoints = (text: string): string => text.replaceAll('.', '');

const plainName = /^[A-Z][a-z]{3,}$/;

function shapeOf(text: string): Shape {
  if (plainName.test(text)) return 'name';
  if (suffix.test(text)) return 'suffix';
  if (pointed.test(text) || (text.length === 1 && isCapitalised(text))) return 'initials';
  if (capitals.test(withoutPoints(text))) return 'capitals';
  if (/^\p{N}/u.test(text)) return 'small';
  if (isCapitalised(text) || caseless.test(text)) return 'name';
  if (nameParticles.has(text) || text === 'v.' || text === 'auf') return 'particle';
  return /^(?:(?:al|el|ul|d|l|ibn)[-‐'’]|(?:de|des|du|di|van|von|la|le|mac)\p{Lu}\p{Ll})/u.test(text) ? 'name' : 'small';
}

const isGiven = (word: Word | undefined): boolean => word !== undefined && givenNames.has(word.text.toLowerCase());
const isInitial = ({ shape }: Word): boolean => shape === 'initials' || shape === 'capitals';
const isParticle = ({ text, shape }: Word): boolean => shape === 'particle' || (shape === 'name' && capitalParticles.has(text.toLowerCase()));

function kindOf(words: readonly Word[]): Kind {
  const [first] = words;
  const last = words.findLast(({ shape }) => shape !== 'suffix');
  if (!last) return 'suffix';
  if (words.some(({ shape }) => shape === 'small') || (words.length === 1 && caseless.test(first!.text))) return 'other';
  const named = words.filter((word) => word.shape === 'name' && !isParticle(word)).length;
  if (named === 0) return kindWithoutNames(words);
  if (isInitial(first!)) return 'given-first';
  if (isInitial(last)) return 'family-first';
  if (words.some((word) => word.shape === 'initials')) return 'given-first';
  return named === 1 && !words.some(({ shape }) => shape === 'capitals') ? 'family' : 'names';
}

/** "J. F.", "J. W. von", but "LI Y" and "KIM JH" begin with a family name, and "LI" alone is one. */
function kindWithoutNames(words: readonly Word[]): Kind {
  const [first, ...rest] = words;
  if (first!.shape === 'capitals') return rest.length === 0 ? 'family' : 'family-first';
  if (words.some(({ shape }) => shape === 'initials')) return 'given';
  return words.every(isParticle) && isCapitalised(words.at(-1)!.text) ? 'family' : 'other';
}

/** "J.F.Kennedy" and, in Italian lists, "Arnaldi-M.": two words in one. */
const glued = /^((?:\p{Lu}\.[-‐]?){1,4})(\p{Lu}\p{Ll}[\p{L}'’‐-]+\.?)$/u;
const linked = /^(\p{Lu}\p{Ll}{2}[\p{L}'’]*)-(\p{Lu}\.)$/u;

/** The chunks of a list of names. */
class ChunkReader {
  private readonly chunks: Chunk[] = [];
  private words: Word[] = [];
  private firm = false;
  private start = 0;
  private end = 0;

  constructor(private readonly text: string) {}

  read(): Chunk[] {
    piece.lastIndex = 0;
    for (let match = piece.exec(this.text); match; match = piece.exec(this.text)) this.add(match[0], match.index);
    this.close(false);
    return this.chunks;
  }

  private add(text: string, at: number): void {
    const reserved = between.get(text);
    if (text === '…' || reserved === 'others') this.addOthers(text);
    else if (reserved === 'and') this.close(true);
    else if (marks.has(text)) this.close(firmMarks.has(text));
    else {
      const parts = text.includes('.') ? glued.exec(text) : null;
      const link = text.endsWith('.') && this.words.length > 0 && isInitial(this.words.at(-1)!) ? linked.exec(text) : null;
      if (this.words.length === 0) this.start = at;
      for (const part of parts?.slice(1) ?? [link?.[1] ?? text]) this.words.push({ text: part, shape: shapeOf(part) });
      this.end = at + text.length;
      if (!link) return;
      this.end = at + link[1]!.length;
      this.close(true);
      this.add(link[2]!, at + link[1]!.length + 1);
    }
  }

  /** "et al.", "and others", "u. a."; an ellipsis stands for names that were left out. */
  private addOthers(text: string): void {
    this.close(true);
    this.chunks.push({ words: [], kind: 'others', firm: true, text });
  }

  private close(firm: boolean): void {
    const words = this.words;
    this.words = [];
    if (words.length > 0) this.chunks.push(chunkOf(words, this.firm, this.text.slice(this.start, this.end)));
    this.firm = words.length > 0 ? firm : this.firm || firm;
  }
}

function chunkOf(words: Word[], firm: boolean, text: string): Chunk {
  let from = 0;
  while (from < words.length - 1 && words[from]!.shape !== 'capitals' && honours.has(withoutPoints(words[from]!.text).toLowerCase())) from++;
  const last = words.at(-1)!.text;
  // The point of a sentence: "Li.", "Camões, Luís de."
  if (/\p{L}{2}\.$/u.test(last) && /^(?:name|small)$/.test(shapeOf(last))) words[words.length - 1] = { text: last.slice(0, -1), shape: shapeOf(last.slice(0, -1)) };
  const person = words.slice(from);
  const kind = kindOf(person);
  return kind === 'other' ? { words, kind, firm, text } : { words: person, kind, firm, text };
}

const joined = (words: readonly Word[]): string => words.map(({ text }) => text).join(' ');

/** "JF" to "J. F.", "J-P" to "J.-P."; what has points or is a full name stays. */
function givenOf(words: readonly Word[]): string {
  return words
    .map(({ text, shape }) => {
      if (shape === 'initials') return text.endsWith('.') ? text : `${text}.`;
      if (shape !== 'capitals' || givenNames.has(text.toLowerCase())) return text;
      const letters = withoutPoints(text);
      return /[-‐]/.test(letters) ? letters.replace(/\p{Lu}/gu, '$&.') : [...letters].map((letter) => `${letter}.`).join(' ');
    })
    .join(' ');
}

/** "van der Berg" to particle and family, "de la Cruz" likewise; CSL sorts by the rest. Particles and suffixes behind the given names go apart. */
function person(familyWords: readonly Word[], givenWords: readonly Word[]): CslName {
  const family = familyWords.filter(({ shape }) => shape !== 'suffix');
  const all = givenWords.filter(({ shape }) => shape !== 'suffix');
  const given = all.slice(0, all.findLastIndex(({ shape }) => shape !== 'particle') + 1);
  const suffixes = [...familyWords, ...givenWords].filter(({ shape }) => shape === 'suffix');
  let from = 0;
  while (from < family.length - 1 && family[from]!.shape === 'particle') from++;
  const name: CslName = { family: joined(family.slice(from)) };
  if (given.length > 0) name.given = givenOf(given);
  if (from > 0) name['non-dropping-particle'] = joined(family.slice(0, from));
  if (given.length < all.length) name['dropping-particle'] = joined(all.slice(given.length));
  if (suffixes.length > 0) name.suffix = joined(suffixes);
  return name;
}

const isCapitals = ({ text, shape }: Word): boolean => shape === 'name' && text.length > 1 && text === text.toUpperCase() && text !== text.toLowerCase();

/** Where the family name of "Bernard van Steenbergen", "George W. Bush", "A. M. Sheridan Smith" begins. */
function familyStart(words: readonly Word[]): number {
  const end = words.findLastIndex(({ shape }) => shape !== 'suffix');
  const particle = isInitial(words[0]!) ? -1 : words.findIndex((word, index) => index > 0 && index < end && isParticle(word) && !isInitial(words[index + 1]!));
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

function givenFirst(words: readonly Word[]): CslName {
  const from = familyStart(words);
  return person(words.slice(from), words.slice(0, from));
}

function familyFirst(words: readonly Word[]): CslName {
  let from = words.length;
  while (from > 1 && (isInitial(words[from - 1]!) || words[from - 1]!.shape === 'suffix' || (words[from - 1]!.shape === 'particle' && from < words.length))) from--;
  return person(words.slice(0, from), words.slice(from));
}

/** Is `next` the given names of `chunk`: "Said, Edward W.", "García Márquez, Gabriel", not "Michael Peel, Andrew Lincoln"? */
function isInverted(chunk: Chunk, next: Chunk, alone: boolean): boolean {
  const [first] = next.words;
  if (next.kind === 'given') return true;
  if (next.kind === 'given-first') return chunk.kind === 'family' && isGiven(next.words.findLast(({ shape }) => shape !== 'suffix'));
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

const organisation = (text: string): boolean => text.split(/[\s,()]+/).some((word) => organisationWords.has(word.toLowerCase()));

/** The people of chunks, with the organisations among them. */
function peopleOf(chunks: readonly Chunk[]): CslName[] {
  const names: CslName[] = [];
  const families = areFamilies(chunks);
  for (let at = 0; at < chunks.length; at++) {
    const chunk = chunks[at]!;
    const next = chunks[at + 1];
    const last = names.at(-1);
    if (chunk.kind === 'others') {
      if (chunk.text !== '…') names.push({ literal: 'et al.' });
    } else if (chunk.kind === 'suffix' && last?.family !== undefined) last.suffix = joined(chunk.words);
    // "Bottke, Jr., W. F."
    else if (chunk.kind === 'given' && !chunk.firm && last?.suffix !== undefined && last.given === undefined) last.given = givenOf(chunk.words);
    // "Wulp, F. M., van der"
    else if (last?.given !== undefined && !chunk.firm && chunk.words.every(({ shape }) => shape === 'particle')) last['dropping-particle'] = joined(chunk.words);
    else if (next && !next.firm && !families && (chunk.kind === 'family' || chunk.kind === 'names') && isInverted(chunk, next, chunks.length === 2)) {
      names.push(person(chunk.words, next.words));
      at++;
    } else names.push(nameOf(chunk));
  }
  return names;
}

/** The name that one chunk is by itself. */
function nameOf({ words, kind, text }: Chunk): CslName {
  switch (kind) {
    case 'given-first':
      return givenFirst(words);
    case 'family-first':
      return familyFirst(words);
    case 'family':
      return person(words, []);
    case 'names':
      return organisation(text) && (!isGiven(words[0]) || isCapitals(words[0]!)) ? { literal: text } : isParticle(words[0]!) ? person(words, []) : (byCapitals(words) ?? givenFirst(words));
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
const collective = /^(?:A{1,2}\.? ?V{1,2}\.?|V{1,2}\.? ?A{1,2}\.?|Various(?: authors)?|Autori vari|Anon(?:ymous|ym|ymus)?\.?|Verschiedene|Idem|Eadem|Id\.?|Ead\.?|Ders\.?|Dies\.?|Ditto)$/i;
const acronym = /^\p{Lu}{2,6}$/u;
const smallWord = /^(?:of|the|for|and|on|in|to|de|des|du|la|le|les|et|der|die|das|für|und|del|della|di|e|a|&|\/|-)$/i;

/** Words within the names of bodies: "Centres for Disease Control". */
const ofBodies = new Set(['of', 'for', 'für', 'pour', 'per', 'para']);

/** "European Environment Agency (EEA)", "BBC News", "UNHCR": is all of this one name that is no person's? */
function isOrganisation(words: string, chunks: readonly Chunk[]): boolean {
  const [first] = chunks;
  if (!first || chunks.some(({ kind }) => kind === 'given' || kind === 'others')) return false;
  if (acronym.test(words) || periodicals.has(words.toLowerCase())) return true;
  const bodied = first.kind === 'other' && first.words.some(({ text }) => ofBodies.has(text));
  if (!bodied && !organisation(words)) return false;
  if (chunks.some(({ words: own, kind }) => kind !== 'other' && own.some((word) => isGiven(word) || (word.shape === 'initials' && word.text.includes('.'))))) return false;
  return chunks.length === 1 ? first.words.every(({ text }) => isCapitalised(text) || smallWord.test(text) || caseless.test(text)) : organisation(first.text) || first.kind === 'other' || first.words.length > 2;
}

/** "United Nations and World Bank" are two, "Department of Health and Social Care" is one: each must be a name by itself. */
function organisations(words: string): string[] {
  const parts = words.split(/\s(?:and|&|und|et)\s/u);
  const whole = (part: string): boolean => part.includes(' ') && organisation(part);
  return parts.length > 1 && parts.every(whole) ? parts : [words];
}

/** "United Nations Secretary-General Antonio Guterres": the office, and the person; null where the words name none. */
function officeAndPerson(words: string): { office: string; name: CslName } | null {
  const parts = words.split(' ');
  const office = parts.findLastIndex((part) => offices.has(part.toLowerCase()));
  const rest = parts.slice(office + 1);
  const isPerson = office > 0 && rest.length >= 2 && rest.length <= 4 && rest.every((part) => isCapitalised(part) && !organisationWords.has(part.toLowerCase()));
  return isPerson ? { office: parts.slice(0, office + 1).join(' '), name: { family: rest.at(-1)!, given: rest.slice(0, -1).join(' ') } } : null;
}

/** The office that stands before a person's name: "United Nations Secretary-General". Null where the names are something else. */
export function officeOf(text: string): string | null {
  return officeAndPerson(trimmed(folded(text), ' ,.', ' ,.'))?.office ?? null;
}

/** "by", "von", "di" before a name, where no word for a role told what it means. */
const preposition = /^(?:in:?|by|von|v\.|di|de|da|par|por) (?=(\p{L}[\p{L}'’-]*\.?))/iu;

function withoutPreposition(words: string): string {
  const match = preposition.exec(words);
  if (!match || /^V\./.test(words)) return words;
  const certain = /^(?:in:?|by) /i.test(words) || pointed.test(match[1]!) || givenNames.has(match[1]!.toLowerCase());
  return certain ? words.slice(match[0].length) : words;
}

/**
 * Names as an author or editor field has them, to CSL names: "Feisal al-Istrabadi & Sumit Ganguly", "Fisher, B. S., Cullen, F. T.",
 * "edited by J. Doe", "The Economist". "et al.", "u. a." and the like become `{ literal: 'et al.' }`. Words that are no name are kept as a
 * `literal`; text without a letter gives [].
 */
export function parseNames(text: string): CslName[] {
  const words = withoutRoles(plainMarks(mended(folded(text))));
  return words.split(';').flatMap((part) => namesIn(withoutPreposition(trimmed(part, ' ,:•*†‡·„“”"«»–-', ' ,:•*†‡·„“”"«»–-'))));
}

function namesIn(words: string): CslName[] {
  const chunks = new ChunkReader(words).read();
  if (chunks.length === 0) return [];
  if (collective.test(words)) return [{ literal: words }];
  const bare = trimmed(words, ' ', ' .');
  const official = chunks.length === 1 ? officeAndPerson(bare) : null;
  if (official) return [official.name];
  return isOrganisation(bare, chunks) ? organisations(bare).map((literal) => ({ literal })) : peopleOf(chunks);
}
