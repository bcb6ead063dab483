import type { CslFields, CslName } from '../csl.js';
import type { Reference } from '../references/reference.js';
import { yearOf, withoutArticle } from '../references/sameWork.js';
import { fold } from '../text/fold.js';

/** What the words of a short form say of the work it means. */
export interface ShortForm {
  item: CslFields;
  /** "b" of "Luhmann 1980b"; '' for none. */
  letter: string;
  /** Its words. */
  text: string;
}

const lettered = /(?<!\d)(?<year>(?:1[4-9]|20)\d\d)(?<letter>[a-z])(?![\p{L}\d])/u;

/** What a reference says of its work. */
export function shortFormOf({ item, text }: Reference): ShortForm {
  const letter = lettered.exec(text)?.groups;
  return { item, letter: letter && Number(letter.year) === yearOf(item.issued) ? letter.letter! : '', text };
}

export const letters = (text: string | undefined): string => fold(text ?? '').replace(/[^\p{L}\p{N}]/gu, '');
export const wordsOf = (text: string | undefined): string[] => fold(text ?? '').match(/[\p{L}\p{N}]{2,}/gu) ?? [];
const familyOf = (name: CslName): string => letters(name.family ?? name.literal);
const others = new Set(['etal', 'ua', 'others', 'andere']);

/** The surnames of authors and editors, folded. */
export const families = (item: CslFields): string[] =>
  [...(item.author ?? []), ...(item.editor ?? [])].map(familyOf).filter((family) => family !== '' && !others.has(family));

/** Authors, or editors where there are none, as written, without given names. */
export function namesOf({ author = [], editor = [] }: CslFields): string[] {
  const named = author.length > 0 ? author : editor;
  return named.map(({ literal, family, 'non-dropping-particle': particle }) => literal ?? [particle, family].filter(Boolean).join(' '));
}

interface Named {
  family: string;
  initial: string;
  /** Of a name that could not be taken apart: "unter Mitarbeit von Ralf Rogowski". */
  words: string[];
}

const namedIn = (names: readonly CslName[] = []): Named[] =>
  names
    .map((name) => ({ family: familyOf(name), initial: letters(name.given).charAt(0), words: wordsOf(name.literal) }))
    .filter(({ family }) => family !== '' && !others.has(family));

/** A slip of the print in a long surname: one letter is another. */
export function isSlip(one: string, other: string): boolean {
  if (one.length !== other.length || one.length < 6) return false;
  let differing = 0;
  for (let at = 0; at < one.length && differing < 2; at++) if (one[at] !== other[at]) differing++;
  return differing === 1;
}

/** The surname as it stands or with a slip, the beginning of a long name of an organisation, or a word of a name kept whole. */
const isSameFamily = (short: string, full: Named): boolean =>
  short === full.family || (full.family.length > 12 && short.length > 2 && full.family.startsWith(short)) || isSlip(short, full.family) || full.words.includes(short);

const isSamePerson = (short: Named, full: Named): boolean =>
  isSameFamily(short.family, full) && (short.initial === '' || full.initial === '' || short.initial === full.initial);

/** How many of the names are those of as many others: two Blankenburgs are not one. */
function matches(named: readonly Named[], heads: readonly Named[]): number {
  const left = [...heads];
  return named.filter((one) => {
    const at = left.findIndex((other) => isSamePerson(one, other));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
}

/** How well the names of a short form fit those of a work, 0..1. */
function namesFit(short: CslFields, full: CslFields, otherwiseFits: boolean): number {
  const named = namedIn([...(short.author ?? []), ...(short.editor ?? [])]);
  if (named.length === 0) return 0.9;
  const authors = namedIn(full.author);
  const heads = authors.length > 0 ? authors : namedIn(full.editor);
  if (heads.length === 0) return 0.6;
  const matched = matches(named, heads);
  // Whose chapter it is stands first; who edited its book may be named in their place.
  if (matched === 0) return heads === authors && named.every((one) => namedIn(full.editor).some((other) => isSamePerson(one, other))) ? 0.8 : 0;
  if (matched < named.length) return matched === heads.length && (matched > 1 || otherwiseFits) ? 0.85 : 0;
  const first = isSamePerson(named[0]!, heads[0]!) ? 1 : 0.7;
  const slips = named.some(({ family }) => heads.every((other) => other.family !== family) && heads.some((other) => isSlip(family, other.family)));
  const more = (short.author ?? []).some((name) => others.has(familyOf(name)));
  return (slips ? 0.85 : 1) * first * (matched === heads.length || (more && heads.length > 1) ? 1 : 0.85);
}

/** The words of a title, but for an article before them. */
const titleWords = (title: string): string[] => wordsOf(withoutArticle(title));

/** How well the words of a short title stand in the title of a work, in their order, 0..1. */
function titleFit(short: string, full: string): number {
  const kept = titleWords(short);
  const title = titleWords(full);
  let at = 0;
  let held = 0;
  for (const word of kept) {
    const found = title.findIndex((other, index) => index >= at && (other === word || (word.length > 4 && other.startsWith(word))));
    if (found < 0) continue;
    held++;
    at = found + 1;
  }
  if (kept.join() === title.join()) return 1;
  return (held / Math.max(1, kept.length)) * (kept.every((word, index) => title[index] === word) ? 0.97 : 0.85);
}

/** "Garcia" for "National Road Bank v. Garcia": a name may be a word of the title of what has no author. */
function namesOrCaseFit(short: CslFields, full: CslFields, otherwiseFits: boolean): number {
  const [named] = families(short);
  const isCase = named !== undefined && families(full).length === 0 && wordsOf(full.title).includes(named);
  return isCase ? 0.8 : namesFit(short, full, otherwiseFits);
}

/** How well years agree: two that differ are two works, unless the title says otherwise. */
function yearFit(short: number | null, full: number | null, sameTitle: boolean): number {
  if (short === null || short === full) return 1;
  if (full === null) return 0.85;
  return sameTitle ? 0.65 : 0;
}

/** The words of a lone surname may have been taken for a title. */
function withSurname(short: CslFields, full: CslFields): CslFields {
  const { title, ...rest } = short;
  const surname = title !== undefined && families(short).length === 0 && families(full).includes(letters(title));
  return surname ? { ...rest, author: [{ family: title }] } : short;
}

/** How well a short form fits a work, 0..1: by its names, its year and the words of its title. */
export function fitOf({ item }: ShortForm, full: CslFields): number {
  const short = withSurname(item, full);
  const [year, fullYear] = [yearOf(short.issued), yearOf(full.issued)];
  const dated = year !== null && year === fullYear;
  const named = families(short).length > 0;
  if (short.title === undefined) return named ? namesOrCaseFit(short, full, dated) * yearFit(year, fullYear, false) * (dated ? 1 : 0.9) : 0;
  if (full.title === undefined) return dated ? namesOrCaseFit(short, full, true) * 0.7 : 0;
  const title = titleFit(short.title, full.title);
  // A case within a longer title, with no name beside it, is the case and not the article on it.
  const alone = !named && title < 0.97 ? 0.6 : 1;
  return title * alone * namesOrCaseFit(short, full, dated || title > 0.9) * yearFit(year, fullYear, title === 1);
}

const announced = new RegExp(
  String.raw`(?<!\p{L})(?:here(?:in)?after|henceforth|im\sfolgenden|fortan|künftig|nachfolgend|ci-après|d[’']ora\sin\spoi|en\sadelante)` +
    String.raw`(?:\s(?:cited|quoted|abbreviated|referred\sto|zitiert|zit\.|abgekürzt|cité|citato|citado))?(?:\s(?:as|als|comme|come|como))?[:,]?` +
    String.raw`\s+["“‘'„«]?(?<name>\p{L}[^()[\]“”"„«»;.]{1,60}?)["”’'“»]?[)\].;]`,
  'giu',
);

/** The names that a note gives works for what follows, and where: "(hereafter cited as ‘Roads’)". */
export const announcedIn = (text: string): { name: string; at: number }[] =>
  Array.from(text.matchAll(announced), ({ groups, index }) => ({ name: groups!.name!, at: index }));
