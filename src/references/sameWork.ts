import type { CslFields, CslType } from '../csl.js';
import { fold } from '../text/fold.js';
import { append } from '../text/multimap.js';
import { ComparedWork, fromRoman, isWord, type ComparedName } from './comparedWork.js';

export { ComparedWork, withoutArticle, yearOf } from './comparedWork.js';

/** Two readings from here on are one work. A wrong merge is worse than two items, so doubt keeps them apart. */
const sure = 0.84;
/** From here on a person is asked. */
const doubtful = 0.5;

/** How well one part of two works agrees: 1 the same; what is below `doubtful` no other part outweighs by itself. */
type Agreement = number;
const unknown: Agreement = 0.97;

/** Kinds of works that are taken for one another, or are not. What is not named may be of any kind. */
const kinds: Partial<Record<CslType, 'part' | 'article' | 'paper' | 'thesis' | 'whole' | 'news'>> = {
  chapter: 'part', 'entry-encyclopedia': 'part', 'article-journal': 'article', 'paper-conference': 'paper', thesis: 'thesis', book: 'whole',
  'article-newspaper': 'news', 'article-magazine': 'news',
};

/** How well two kinds go together that are not the same; where they are said to stand in the same place, better. */
const kindsTogether: Readonly<Record<string, [elsewhere: Agreement, samePlace: Agreement]>> = {
  'part whole': [0.4, 0.4],
  'article part': [0.7, 0.95],
  'article paper': [0.6, 0.95],
  'paper part': [0.95, 1],
  'article whole': [0.6, 0.6],
  'news whole': [0.6, 0.6],
  'article news': [0.95, 1],
};
const kindsApart: [Agreement, Agreement] = [0.6, 0.8];

function kind(a: ComparedWork, b: ComparedWork): Agreement {
  const [ours, theirs] = [kinds[a.fields.type], kinds[b.fields.type]];
  if (ours === theirs || !ours || !theirs) return 1;
  const [elsewhere, samePlace] = kindsTogether[[ours, theirs].sort().join(' ')] ?? kindsApart;
  return container(a, b) === 1 ? samePlace : elsewhere;
}

/** Whether two words are one but for a slip: a letter more, less, another or two swapped, behind the first. Words of five letters and more. */
function isSlip(a: string, b: string): boolean {
  if (a.length > b.length) return isSlip(b, a);
  if (b.length < 5 || b.length - a.length > 1 || a[0] !== b[0] || hasFigure.test(a + b)) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return right.length <= 1 || (right.length === 2 && left.length === 2 && left[0] === right[1] && left[1] === right[0]);
}

const hasFigure = /\d/;

/** "JA" for "Jonathan Andrew". */
const initialsRunTogether = /^\p{Lu}{2,4}$/u;

/** "J." and "Jonathan" agree, "Jon" and "Jonathan" too; "Jonathan" and "James" hardly. */
function givenNames(a: string, b: string): Agreement {
  if (a === '' || b === '' || a === b) return 1;
  const [one, two] = [a, b].map((given) => fold(initialsRunTogether.test(given) ? given.charAt(0) : given).trim().split(/[\s.-]/, 1)[0]!) as [string, string];
  if (one.charAt(0) !== two.charAt(0)) return 0.6;
  return one.startsWith(two) || two.startsWith(one) || isSlip(one, two) ? 1 : 0.75;
}

const initialsOf = (words: readonly string[]): string => words.map((word) => word.charAt(0)).join('');

/** A name in one piece, "Jonathan Powell" or "World Health Organization", against "Powell, J." or "WHO". */
function nameInPiece(piece: ComparedName, words: readonly string[], other: ComparedName): Agreement {
  if (words.length > 1 && (other.whole === initialsOf(words) || other.whole === initialsOf(words.filter((word) => word.length > 3)))) return 1;
  if (other.words) return piece.whole.startsWith(other.whole) || other.whole.startsWith(piece.whole) ? 0.93 : 0;
  if (other.bare === words.at(-1)) return givenNames(words[0]!, other.given);
  return other.bare === words[0] ? givenNames(words[1] ?? '', other.given) : 0;
}

function name(a: ComparedName, b: ComparedName): Agreement {
  if (a.whole === b.whole || isWord(a.bare, b.bare)) return givenNames(a.given, b.given);
  const inPiece = Math.max(a.words ? nameInPiece(a, a.words, b) : 0, b.words ? nameInPiece(b, b.words, a) : 0);
  return isSlip(a.bare, b.bare) ? Math.max(inPiece, 0.9 * givenNames(a.given, b.given)) : inPiece;
}

/** The first names must agree; so must each further one that both have, since a list may stop at "et al." anywhere. */
function nameLists(a: readonly ComparedName[], b: readonly ComparedName[]): Agreement {
  const inOrder = a.slice(0, b.length).reduce((least, one, index) => Math.min(least, name(one, b[index]!)), 1);
  if (inOrder > 0 || a.length < 2 || a.length !== b.length) return inOrder;
  return a.every((one) => b.some((other) => name(one, other) === 1)) ? 0.9 : 0;
}

const unnamed: Agreement = 0.9;

/** Whoever a work is known by: its authors, or its editors where it has none. */
const names = ({ authors, editors }: ComparedWork): readonly ComparedName[] => (authors.length > 0 ? authors : editors);

function creators(a: ComparedWork, b: ComparedWork): Agreement {
  const [ours, theirs] = [names(a), names(b)];
  if (ours.length === 0 || theirs.length === 0) return unnamed;
  const agreement = nameLists(ours, theirs);
  if (agreement > 0 || (a.authors.length > 0) === (b.authors.length > 0)) return agreement;
  return nameLists(a.editors, b.editors) * (a.editors.length > 0 && b.editors.length > 0 ? 0.95 : 0);
}

/** Without names on both sides, the same ones, the title must say enough by itself: many chapters are an "Introduction". */
function creatorsOrTitle(a: ComparedWork, b: ComparedWork): Agreement {
  const agreement = creators(a, b);
  if (agreement === 1 || Math.min(a.words.length, b.words.length) > 2) return agreement;
  return names(a).length > 0 && names(b).length > 0 ? agreement * 0.85 : 0;
}

/** What comes out by the day, so that another day is another text. */
const isDaily = ({ fields: { type } }: ComparedWork): boolean => type === 'article-newspaper' || type === 'webpage' || type === 'post' || type === 'post-weblog';

/** Journals print what stood online the year before; a year more or less of anything else is for a person to judge. */
function date(a: ComparedWork, b: ComparedWork): Agreement {
  if (a.year === null || b.year === null) return unknown;
  const apart = Math.abs(a.year - b.year);
  if (apart === 0) return !isDaily(a) && !isDaily(b) || sameDay(a, b) ? 1 : 0.6;
  const inJournal = [a, b].every(({ fields: { type } }) => type === 'article-journal' || type === 'document') && container(a, b) === 1;
  if (apart === 1) return inJournal && Math.min(a.words.length, b.words.length) > 3 ? 0.86 : 0.7;
  if (atSamePlace(a, b)) return 0.65;
  const isReprint = kinds[a.fields.type] === 'whole' && kinds[b.fields.type] === 'whole' && a.edition === b.edition;
  return isReprint ? 0.55 : 0.3;
}

function sameDay({ fields: a }: ComparedWork, { fields: b }: ComparedWork): boolean {
  const [, ...ours] = a.issued?.['date-parts']?.[0] ?? [];
  const [, ...theirs] = b.issued?.['date-parts']?.[0] ?? [];
  return ours.every((part, index) => theirs[index] === undefined || theirs[index] === part);
}

/** A short form names little more than author and title; its title may break off anywhere. */
const isThin = ({ fields }: ComparedWork): boolean =>
  !fields.issued && !fields.publisher && !fields['container-title'] && !fields.URL && !fields.DOI;

/** What makes another work of a title, by itself or with a number: "Part II", "(2)", "A Reply". */
const sequels = new Set(
  ('part parts teil band bd vol volume tome tomo parte partie book number no series second third fourth revisited reply response continued ' +
    'addendum supplement appendix update').split(' '),
);
/** What makes another work of a title, whatever more is said: "Erratum: ...", "... : Comment on ...". */
const remarks = new Set('erratum errata corrigendum corrigenda correction corrections retraction comment comments reply rejoinder'.split(' '));

const isNumber = (word: string): boolean => hasFigure.test(word) || fromRoman(word) !== null;
const isSequel = (rest: readonly string[]): boolean => remarks.has(rest[0] ?? '') || (rest.length > 0 && rest.every((word) => sequels.has(word) || isNumber(word)));

/** How many words of `a` begin `b`, and with how many slips; null where they do not. A word may be two in the other: "post-war". */
function beginning(a: readonly string[], b: readonly string[]): { length: number; slips: number } | null {
  let [at, slips] = [0, 0];
  for (let index = 0; index < a.length; index++, at++) {
    const [ours, theirs] = [a[index]!, b[at] ?? ''];
    if (isWord(ours, theirs)) continue;
    if (ours === theirs + (b[at + 1] ?? '')) at++;
    else if (theirs === ours + (a[index + 1] ?? '')) index++;
    else if (isSlip(ours, theirs)) slips++;
    else return null;
  }
  return { length: at, slips };
}

/** One slip in so many words. */
const wordsASlip = 3;

function titles(a: ComparedWork, b: ComparedWork): Agreement {
  if (a.title === '' || b.title === '') return 0;
  if (a.title === b.title) return 1;
  const [short, long] = a.title.length <= b.title.length ? [a, b] : [b, a];
  const begins = beginning(short.words, long.words);
  if (!begins) return 0;
  const rest = long.words.slice(begins.length);
  if (isSequel(rest)) return 0.3;
  if (begins.slips > 0) return rest.length > 0 ? 0.3 : begins.slips * wordsASlip <= short.words.length ? 0.95 - 0.02 * begins.slips : 0.8;
  if (rest.length === 0) return 0.98;
  if (long.mainTitle === short.title) return 0.96;
  if (isThin(short) || (short.words.length > 2 && long.ends.includes(short.title.length))) return 0.93;
  return short.words.length > 2 ? 0.75 : 0;
}

/** "J. Polit. Econ." for "Journal of Political Economy": each word begins a word, in their order. */
function abbreviates(short: readonly string[], long: readonly string[]): boolean {
  let at = 0;
  for (const word of short) {
    while (at < long.length && !long[at]!.startsWith(word)) at++;
    if (at++ >= long.length) return false;
  }
  return short.length > 1 || short[0] === long[0] || long.length === 1;
}

const placedIn = new Set<CslType>(['chapter', 'article-journal', 'entry-encyclopedia']);

/** The journal, the book or the paper in which a work stands. */
function container(a: ComparedWork, b: ComparedWork): Agreement {
  const [ours, theirs] = [a.fields['container-title'], b.fields['container-title']];
  if (!ours || !theirs) return unknown;
  if (ours === theirs) return 1;
  const [short, long] = a.container.join('').length <= b.container.join('').length ? [a.container, b.container] : [b.container, a.container];
  const joined = short.join('');
  if (joined === '') return unknown;
  if (long.join('').startsWith(joined) || joined === initialsOf(long) || abbreviates(short, long)) return 1;
  if (short.some((word) => word.length > 3 && long.includes(word))) return 0.9;
  return placedIn.has(a.fields.type) || placedIn.has(b.fields.type) ? 0.6 : 0.87;
}

const counts = ['volume', 'edition', 'issue', 'number'] as const;

/** Editions, volumes and numbers that differ are different works; a volume of a book that only one of them names may be. */
function numbers(a: ComparedWork, b: ComparedWork): Agreement {
  if (counts.some((field) => a[field] !== '' && b[field] !== '' && a[field] !== b[field])) return 0.3;
  const isWhole = kinds[a.fields.type] === 'whole' || kinds[b.fields.type] === 'whole';
  const inSeries = a.fields['collection-title'] ?? b.fields['collection-title'];
  return isWhole && !inSeries && a.volume !== b.volume ? 0.8 : 1;
}

const isWithin = (page: string, { firstPage, lastPage }: ComparedWork): boolean => Number(page) >= Number(firstPage) && Number(page) <= Number(lastPage);

/** Where parts of wholes begin. A note may give the page it cites instead. */
function pages(a: ComparedWork, b: ComparedWork): Agreement {
  if (a.firstPage === '' || b.firstPage === '' || a.firstPage === b.firstPage) return 1;
  if (kinds[a.fields.type] === 'whole' || kinds[b.fields.type] === 'whole') return unknown;
  return isWithin(a.firstPage, b) || isWithin(b.firstPage, a) ? unknown : 0.65;
}

/** At the same page of the same volume stands one work, though one thing may be wrong that is said of it. */
const atSamePlace = (a: ComparedWork, b: ComparedWork): boolean =>
  a.firstPage !== '' && a.firstPage === b.firstPage && a.volume !== '' && a.volume === b.volume && container(a, b) === 1;

const titlesTouch = (a: ComparedWork, b: ComparedWork): boolean =>
  a.title === '' || b.title === '' || a.title === b.title || a.words.some((word) => word.length > 2 && b.words.includes(word));

/** What a comparison came to: how surely two works are one, 0..1, and the parts that speak against it. */
export interface Likeness {
  score: number;
  /** Names of parts in which the two differ: `date`, `names`, `title`, ... */
  differs: readonly Part[];
}

/** In the order of what they cost. */
const parts = { kind, date, numbers, pages, names: creatorsOrTitle, container, title: titles } as const;
export type Part = keyof typeof parts | 'DOI' | 'untitled';
const partNames = Object.keys(parts) as (keyof typeof parts)[];

const none: Likeness = { score: 0, differs: [] };
const same = (score: number): Likeness => ({ score, differs: [] });
/** What agrees less than this is told to a person. */
const agrees = 0.9;
/** So much of what is missing at agreement is made up for by the same page of the same volume. */
const madeUp = 0.6;
/** As much as one thing counts that is wrong of a work at the same place. */
const contradiction: Agreement = 0.3;

function byParts(a: ComparedWork, b: ComparedWork): Likeness {
  let placed = atSamePlace(a, b);
  const differs: Part[] = [];
  let score = 1;
  for (const part of partNames) {
    const agreement = Math.max(parts[part](a, b), placed ? contradiction : 0);
    score *= agreement;
    if (agreement < agrees) differs.push(part);
    if (score < doubtful && !placed) return none;
    placed &&= score > contradiction * doubtful;
  }
  const whole = placed ? 1 - (1 - score) * (1 - madeUp) : score;
  return whole < doubtful ? none : { score: whole, differs };
}

/** JSTOR gives an article a DOI of its own beside that of its publisher. */
const isJstor = (doi: string): boolean => doi.startsWith('10.2307/');
/** Of different DOIs are different works, or two versions of one. */
const otherDoi = 0.7;

const isPart = ({ fields }: ComparedWork): boolean => kinds[fields.type] === 'part';

/** An identifier that both have decides, unless what they are called says otherwise; null where they share none. */
function byIdentifier(a: ComparedWork, b: ComparedWork): Likeness | null {
  if (a.doi !== '' && a.doi === b.doi) {
    if (titles(a, b) > 0.5 || a.title === '' || b.title === '') return same(1);
    return titlesTouch(a, b) && !isPart(a) && !isPart(b) && titles(a, b) === 0 ? same(0.9) : { score: 0.6, differs: ['title'] };
  }
  if (a.isbns.some((isbn) => b.isbns.includes(isbn)) && !isPart(a) && kind(a, b) === 1 && numbers(a, b) > doubtful && titlesTouch(a, b)) {
    return titles(a, b) > 0.5 || a.title === '' || b.title === '' ? same(1) : { score: 0.7, differs: ['title'] };
  }
  const isPage = a.url !== '' && a.url === b.url && titlesTouch(a, b);
  return isPage && creators(a, b) > doubtful && date(a, b) > doubtful ? same(0.99) : null;
}

function likeness(a: ComparedWork, b: ComparedWork): Likeness {
  const identified = byIdentifier(a, b);
  if (identified) return identified;
  const found = byParts(a, b);
  const versions = a.doi !== '' && b.doi !== '' && a.doi !== b.doi && isJstor(a.doi) === isJstor(b.doi);
  return versions && found.score > otherDoi ? { score: otherDoi, differs: [...found.differs, 'DOI'] } : found;
}

/** How surely two works are one, 0..1. */
export const sameWork = (a: CslFields, b: CslFields): number => likeness(new ComparedWork(a), new ComparedWork(b)).score;

/** By what a work can be found: where works that may be the same meet, so that each is compared with a few and not with all. */
interface Places {
  /** Its own. */
  at: string[];
  /** Those where it looks for others. A work by nobody may be one by anybody. */
  looks: string[];
}

/** The names by which a work may be looked up: of one in one piece, also its first and last word. */
function familiesOf(work: ComparedWork): string[] {
  const [first] = names(work);
  if (!first) return [];
  return first.words && first.words.length > 1 ? [first.bare, first.words[0]!, first.words.at(-1)!] : [first.bare];
}

function placesOf(work: ComparedWork): Places {
  const { words: [first, second = '', third = ''], doi, isbns, url, year, volume, firstPage } = work;
  const places = [doi && `doi ${doi}`, url && `url ${url}`, volume && firstPage && `page ${volume} ${firstPage}`, ...isbns.map((isbn) => `isbn ${isbn}`)];
  const families = familiesOf(work);
  if (year !== null) places.push(...families.map((family) => `dated ${family} ${year}`));
  const shared = places.filter((place) => place !== '');
  if (first === undefined) return { at: shared, looks: shared };
  shared.push(`begins ${first} ${second} ${third} ${year ?? ''}`);
  const [titled, unnamed] = [`titled ${first} ${second}`, `unnamed ${first} ${second}`];
  if (families.length === 0) return { at: [...shared, titled, unnamed], looks: [...shared, titled] };
  const named = families.map((family) => `author ${family} ${first}`);
  return { at: [...shared, titled, ...named], looks: [...shared, ...named, unnamed] };
}

/** So many are compared at one place; there are more only for titles such as "Introduction" without a name. */
const mostCompared = 100;

/** A work that is, or may be, the same. */
export interface Match<Work> extends Likeness {
  work: Work;
  /** Else it is for a person to judge. */
  isSure: boolean;
}

/** What is said of a work in one place fits, and in another not: it may have been taken for one with another before. */
const inDoubt = <Work>(match: Match<Work>): Match<Work> => ({ ...match, score: Math.min(match.score, sure), isSure: false });

/** Whether a work may be matched with the one that is sought. */
type Allowed<Work> = (work: Work) => boolean;
const anyWork = (): boolean => true;

/** Fields, or what was made of them by `new ComparedWork(fields)` to be compared more than once. */
type Sought = CslFields | ComparedWork;
const prepared = (sought: Sought): ComparedWork => (sought instanceof ComparedWork ? sought : new ComparedWork(sought));

/** Works by what they can be found by. */
export class WorkIndex<Work> {
  private readonly places = new Map<string, { work: Work; known: ComparedWork }[]>();

  /** A work can be added again, with other fields by which it can be found too. */
  add(work: Work, fields: Sought): void {
    const known = prepared(fields);
    for (const place of placesOf(known).at) append(this.places, place, { work, known });
  }

  /** The work that `fields` are surely of, or null; of several, the likeliest, and of those the first added. */
  find(fields: Sought, allowed: Allowed<Work> = anyWork): Work | null {
    const [best] = this.matches(fields, allowed);
    return best?.isSure ? best.work : null;
  }

  /** The works that `fields` may be of, likeliest first; none where they surely are of one. */
  doubtful(fields: Sought, allowed: Allowed<Work> = anyWork): Match<Work>[] {
    const matches = this.matches(fields, allowed);
    return matches[0]?.isSure ? [] : matches;
  }

  /** The works that `fields` are or may be of, likeliest first, of equal ones the first added. What was added as the very same `ComparedWork` is none. */
  matches(fields: Sought, allowed: Allowed<Work> = anyWork): Match<Work>[] {
    const sought = prepared(fields);
    const best = new Map<Work, Match<Work>>();
    const contradicted = new Set<Work>();
    // two meet at several places
    const compared = new Set([sought]);
    for (const place of placesOf(sought).looks) {
      for (const { work, known } of this.at(place)) {
        if (compared.has(known)) continue;
        compared.add(known);
        const { score, differs } = likeness(sought, known);
        if (score < doubtful) contradicted.add(work);
        else if (score > (best.get(work)?.score ?? 0) && allowed(work)) best.set(work, { work, score, differs, isSure: score > sure });
      }
    }
    if (best.size === 0) return sought.title === '' ? this.onlyOne(sought, allowed) : [];
    return [...best.values()].map((match) => (match.isSure && contradicted.has(match.work) ? inDoubt(match) : match)).sort((a, b) => b.score - a.score);
  }

  private at(place: string): readonly { work: Work; known: ComparedWork }[] {
    const held = this.places.get(place) ?? [];
    return held.length > mostCompared ? held.slice(0, mostCompared) : held;
  }

  /** "Vale 2018" may be the one work of hers of that year. */
  private onlyOne(sought: ComparedWork, allowed: Allowed<Work>): Match<Work>[] {
    const fitting = new Set<Work>();
    for (const place of placesOf(sought).looks.filter((one) => one.startsWith('dated '))) {
      for (const { work, known } of this.at(place)) {
        if (known.title !== '' && creators(sought, known) === 1 && allowed(work)) fitting.add(work);
      }
    }
    return fitting.size === 1 ? [...fitting].map((work) => ({ work, score: doubtful, differs: ['untitled'], isSure: false })) : [];
  }
}
