import { fold } from '../../text/fold.js';
import { givenNames, months, nameParticles, organisationWords, periodicals, places, proseWords, publisherWords } from '../dictionary.js';
import type { Token } from '../tokens.js';

/** What a token looks like, as transitions between labels depend on it. */
export const kinds = [
  'lower', 'capitalised', 'capitals', 'number', 'year', 'comma', 'point', 'colon', 'semicolon', 'opening', 'closing', 'quote', 'dash', 'in', 'mark', 'address', 'none',
] as const;

export const K = Object.fromEntries(kinds.map((name, index) => [name, index])) as Record<(typeof kinds)[number], number>;

/** What a token is by itself, wherever it stands. Hashes are of 32 bits, 0 where the word is too short for one. */
export interface Form {
  /** An index of `kinds`. */
  kind: number;
  word: number;
  shape: number;
  prefixes: readonly number[];
  suffixes: readonly number[];
  /** The dictionaries that hold it, a bit each. */
  listed: number;
  /** Prose is made of such words. */
  prose: boolean;
  /** Such words lead to another field, or introduce a reference. */
  cue: boolean;
  /** An address may begin with it. */
  opensAddress: boolean;
}

/** No more of a word is looked at. */
const longestWord = 40;

/** FNV-1a over UTF-16 code units. */
const seed = 0x811c9dc5 | 0;
const hashed = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);

function hashText(text: string, from = 0): number {
  let hash = seed;
  for (let at = from; at < text.length; at++) hash = hashed(hash, text.charCodeAt(at));
  return hash;
}

/** Prefixes and suffixes are taken up to this length. */
const longestAffix = 4;

function prefixHashes(text: string): number[] {
  const hashes = [0, 0, 0, 0];
  let hash = seed;
  for (let at = 0; at < longestAffix && at + 1 < text.length; at++) hashes[at] = hash = hashed(hash, text.charCodeAt(at));
  return hashes;
}

function suffixHashes(text: string): number[] {
  const hashes = [0, 0, 0, 0];
  for (let length = 1; length <= longestAffix && length < text.length; length++) hashes[length - 1] = hashText(text, text.length - length);
  return hashes;
}

const journalWords = new Set(`journal review zeitschrift quarterly annals archives archiv revue rivista proceedings transactions letters bulletin magazine studi
  law sociology science sciences research j rev proc trans lett int am ann acta atti annali quaderni bollettino archivio jahrbuch wochenschrift blatter yearbook
  economics psychology physics conference symposium workshop lecture notes handbook encyclopedia`.split(/\s+/));

const cues = new Set(`in ed eds edited editor editors hrsg hg herausgegeben by trans translated ubers vol vols volume bd band no nr issue heft pp p s seiten see vgl cf siehe
  cur cura dir vers ch chap op cit ibid ibidem id idem ebd ebenda above below supra n fn anm note loc university press verlag universita thesis dissertation
  report nach bei quoted also auch available accessed retrieved online under from http vom art sowie ebenso aao ders dies voir cfr vedi dans sous sur t tomo`.split(/\s+/));

const addressOpenings = new Set(['http', 'https', 'www', 'doi', '10']);

const folded = (list: Iterable<string>): Set<string> => new Set([...list].flatMap((entry) => fold(entry).split(/[\s.]+/)));
const lists: readonly Iterable<string>[] = [
  months.keys(), nameParticles, folded(givenNames), folded(organisationWords), folded(publisherWords), folded(places), folded(periodicals.keys()), journalWords,
];

/** For each word of a dictionary a bit for each that holds it. */
const listedBits = new Map<string, number>();
lists.forEach((list, index) => {
  for (const word of list) listedBits.set(word, (listedBits.get(word) ?? 0) | (1 << index));
});

/** Beside the bits of `Form.listed`, the one of a stretch of words that holds a number. */
export const holdsNumber = 1 << 9;

const markKinds: ReadonlyMap<string, number> = new Map([
  [',', K.comma], ['.', K.point], [':', K.colon], [';', K.semicolon], ...[...'([{'].map((mark) => [mark, K.opening] as const),
  ...[...')]}'].map((mark) => [mark, K.closing] as const), ...[...'"“”„‟«»‘’‚‛‹›\'`'].map((mark) => [mark, K.quote] as const),
  ...[...'-‐‑–—−'].map((mark) => [mark, K.dash] as const),
]);

const year = /^(?:1[4-9]|20)\d\d[a-z]?$/;

function wordKind(text: string): number {
  if (text.length === 2 && text.toLowerCase() === 'in') return K.in;
  const first = text.charAt(0);
  if (first === first.toLowerCase()) return K.lower;
  return text === text.toUpperCase() ? K.capitals : K.capitalised;
}

function kindOf(text: string, type: Token['kind'] | 'address'): number {
  if (type === 'address') return K.address;
  if (type === 'mark') return markKinds.get(text) ?? K.mark;
  return type === 'word' ? wordKind(text) : year.test(text) ? K.year : K.number;
}

function markOf(character: string): string {
  if (/\d/.test(character)) return '0';
  if (character !== character.toLowerCase()) return 'A';
  if (character !== character.toUpperCase()) return 'a';
  return /\p{L}/u.test(character) ? 'x' : character;
}

/** What stands for each character in a shape; the Basic Multilingual Plane has no more than 65,536. */
const shapeMarks = new Map<string, string>();

function shapeMark(character: string): string {
  const known = shapeMarks.get(character);
  if (known !== undefined) return known;
  const mark = markOf(character);
  if (character.length === 1) shapeMarks.set(character, mark);
  return mark;
}

/** "Zeitschrift" → "Aa", "McKay" → "AaAa", "1998a" → "0000a": runs of letters shortened, digits counted up to five. */
function shapeOf(text: string): string {
  let [shape, last, run] = ['', '', 0];
  for (const character of text) {
    const mark = shapeMark(character);
    run = mark === last ? run + 1 : 1;
    last = mark;
    if (run <= (mark === '0' ? 5 : mark === 'A' ? 3 : 1)) shape += mark;
  }
  return shape;
}

function formOf(text: string, type: Token['kind'] | 'address'): Form {
  const short = text.slice(0, longestWord);
  const lower = fold(short);
  return {
    kind: kindOf(text, type),
    word: hashText(lower),
    shape: hashText(shapeOf(short) + (lower.length > 3 ? '+' : '')),
    prefixes: prefixHashes(lower),
    suffixes: suffixHashes(lower),
    listed: listedBits.get(lower) ?? 0,
    prose: proseWords.has(short.toLowerCase()),
    cue: cues.has(lower),
    opensAddress: addressOpenings.has(lower),
  };
}

/** Forms of words met, kept between texts; emptied when full. */
const forms = new Map<string, Form>();
const mostForms = 1 << 16;

export function formFor(text: string, type: Token['kind'] | 'address'): Form {
  const known = forms.get(text);
  if (known) return known;
  const form = formOf(text, type);
  if (text.length > longestWord || type === 'address') return form;
  if (forms.size >= mostForms) forms.clear();
  forms.set(text, form);
  return form;
}

/** What stands before and behind a text. */
export const outside: Form = { kind: K.none, word: 1, shape: 2, prefixes: [0, 0, 0, 0], suffixes: [0, 0, 0, 0], listed: 0, prose: false, cue: false, opensAddress: false };
