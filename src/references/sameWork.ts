import { fold } from '../text/fold.js';
import { withoutMarkup, wordsOfWeight } from '../text/words.js';
import type { CslDate, CslFields, CslName } from '../csl.js';

/** Two readings from here on are one work. A wrong merge is worse than two items, so doubt keeps them apart. */
const sure = 0.84;

const someYear = /\d{3,4}/;

/** The year of a date, also where only its words are known: "c. 1850"; null where there is none. */
export function yearOf(date: CslDate | undefined): number | null {
  const year = date?.['date-parts']?.[0]?.[0];
  if (typeof year === 'number' && Number.isFinite(year)) return year;
  const words = someYear.exec(date?.literal ?? date?.raw ?? '');
  return words ? Number(words[0]) : null;
}

/** How well one part of two works agrees: 1 the same, 0 a contradiction that no other part outweighs. */
type Agreement = number;
const unknown: Agreement = 0.97;

const notLetters = /[^\p{L}\p{N}]+/gu;
const onlyLetters = (text: string): string => fold(withoutMarkup(text)).replace(notLetters, '');

function normalDoi(doi = ''): string {
  const start = doi.indexOf('10.');
  return start < 0 ? '' : doi.slice(start).trim().toLowerCase();
}

/** ISBN-13 of either kind, without its check digit, so that a slip there does not part two books. */
function normalIsbn(isbn = ''): string {
  const digits = isbn.replace(/[^0-9Xx]/g, '');
  if (digits.length === 13) return digits.slice(0, 12);
  return digits.length === 10 ? `978${digits.slice(0, 9)}` : '';
}

/** Host and path of a page; '' for a bare host, which names a site and not a work. */
function normalUrl(url = ''): string {
  const [address = ''] = url.trim().split('#');
  const [place = '', query = ''] = address.replace(/^[a-z]{2,8}:\/\/(?:www\.)?/i, '').split('?');
  const slash = place.indexOf('/');
  const path = slash < 0 ? '' : place.slice(slash).replace(/\/$/, '');
  const asked = query.split('&').filter((part) => part !== '' && !part.startsWith('utm_')).join('&');
  if (path === '' && asked === '') return '';
  return `${place.slice(0, slash < 0 ? undefined : slash).toLowerCase()}${path}${asked === '' ? '' : `?${asked}`}`;
}

const article = /^(?:the|an?|der|die|das|ein|eine|les?|la|il|lo|gli|el|los|las|un|une|una)\s+(?=\S)/i;

/** "The Sexual Contract" and "Sexual Contract" are one title. */
export const withoutArticle = (title: string): string => title.trimStart().replace(article, '');

const mainTitle = (title: string): string => title.split(/[:?!–—]|\.\s/, 1)[0]!;

/** A work as it is compared: its fields brought to one form, once. */
interface Compared {
  fields: CslFields;
  /** Letters and figures only; '' for none. */
  title: string;
  mainTitle: string;
  words: string[];
  names: { family: string; initial: string }[];
  doi: string;
  isbn: string;
  url: string;
}

function compared(fields: CslFields): Compared {
  const nameOf = (name: CslName): Compared['names'][number] => ({
    family: onlyLetters(name.family ?? name.literal ?? ''),
    initial: fold(name.given ?? '').charAt(0),
  });
  const { title: whole = '' } = fields;
  const title = withoutArticle(withoutMarkup(whole));
  return {
    fields,
    title: onlyLetters(title),
    mainTitle: onlyLetters(mainTitle(title)),
    words: wordsOfWeight(whole),
    names: (fields.author ?? fields.editor ?? []).slice(0, 2).map(nameOf),
    doi: normalDoi(fields.DOI),
    isbn: normalIsbn(fields.ISBN),
    url: normalUrl(fields.URL),
  };
}

/** The first names must be the same; so must the second, where both have one (the other may stop at "et al."). "J" and "Jonathan" agree. */
function names(a: Compared, b: Compared): Agreement {
  if (a.names.length === 0 || b.names.length === 0) return 0.9;
  const contradict = a.names.some((one, index) => {
    const other = b.names[index];
    return other && (one.family !== other.family || (one.initial !== '' && other.initial !== '' && one.initial !== other.initial));
  });
  return contradict ? 0 : 1;
}

/** Without names on both sides the title must say enough by itself: many chapters are an "Introduction". */
function namesOrTitle(a: Compared, b: Compared): Agreement {
  const named = names(a, b);
  return named < 1 && a.words.length < 3 ? 0 : named;
}

function dates(a: Compared, b: Compared): Agreement {
  const [ours, theirs] = [a.fields.issued, b.fields.issued];
  const [ourYear, theirYear] = [yearOf(ours), yearOf(theirs)];
  if (ourYear === null || theirYear === null) return unknown;
  if (ourYear !== theirYear) return 0;
  const [, ...ourDay] = ours?.['date-parts']?.[0] ?? [];
  const [, ...theirDay] = theirs?.['date-parts']?.[0] ?? [];
  return ourDay.every((part, index) => theirDay[index] === undefined || theirDay[index] === part) ? 1 : 0;
}

/** Share of the pairs of letters that two strings have in common (Dice): 1 for equal strings. */
function letterPairs(a: string, b: string): number {
  const pairs = new Map<string, number>();
  for (let index = 1; index < a.length; index++) {
    const pair = a.slice(index - 1, index + 1);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let shared = 0;
  for (let index = 1; index < b.length; index++) {
    const pair = b.slice(index - 1, index + 1);
    const left = pairs.get(pair) ?? 0;
    if (left > 0) shared++;
    pairs.set(pair, left - 1);
  }
  return (2 * shared) / Math.max(1, a.length + b.length - 2);
}

/** A short form names little more than author and title; its title may break off anywhere. */
const isThin = ({ fields }: Compared): boolean =>
  !fields.issued && !fields.publisher && !fields['container-title'] && !fields.URL && !fields.DOI;

/** Titles of one work differ by no more than this share of their length, where a slip is all that parts them. */
const slip = 0.1;

function titles(a: Compared, b: Compared): Agreement {
  if (a.title === '' || b.title === '') return 0;
  if (a.title === b.title) return 1;
  const [short, long] = a.title.length <= b.title.length ? [a, b] : [b, a];
  if (long.mainTitle === short.title) return 0.96;
  const begins = short.words.every((word, index) => long.words[index] === word);
  if (begins && (short.words.length > 2 || isThin(short))) return 0.93;
  const near = short.words.length > 2 && short.title.length >= long.title.length * (1 - slip);
  return near && letterPairs(a.title, b.title) > 0.95 ? 0.9 : 0;
}

const partsOfWholes = new Set(['chapter', 'article-journal', 'entry-encyclopedia', 'paper-conference']);

function containers({ fields: a }: Compared, { fields: b }: Compared): Agreement {
  const [one, two] = [onlyLetters(a['container-title'] ?? ''), onlyLetters(b['container-title'] ?? '')];
  if (one === '' || two === '') return unknown;
  if (one.startsWith(two) || two.startsWith(one)) return 1;
  return partsOfWholes.has(a.type) || partsOfWholes.has(b.type) ? 0 : 0.9;
}

/** Editions, volumes and numbers that differ are different books. */
function editions({ fields: a }: Compared, { fields: b }: Compared): Agreement {
  const same = (['volume', 'edition', 'issue', 'number'] as const).every(
    (field) => !a[field] || !b[field] || onlyLetters(a[field]) === onlyLetters(b[field]),
  );
  return same ? 1 : 0;
}

/** A chapter has its book's ISBN and often its title's first words, but is another work. */
const isPart = ({ fields }: Compared): boolean => fields.type === 'chapter' || fields.type === 'entry-encyclopedia';
const isUntyped = ({ fields }: Compared): boolean => fields.type === 'document';
const kinds = (a: Compared, b: Compared): Agreement => (isPart(a) === isPart(b) || isUntyped(a) || isUntyped(b) ? 1 : 0);

const titlesTouch = (a: Compared, b: Compared): boolean => a.title === '' || b.title === '' || a.words.some((word) => b.words.includes(word));

/** An identifier that both have decides, unless the titles have nothing in common; undefined where they share no kind of identifier. */
function byIdentifier(a: Compared, b: Compared): Agreement | undefined {
  if (a.doi !== '' && b.doi !== '') return a.doi === b.doi && titlesTouch(a, b) ? 1 : 0;
  if (a.isbn !== '' && a.isbn === b.isbn && kinds(a, b) === 1 && !isPart(a) && titlesTouch(a, b)) return 1;
  if (a.url !== '' && a.url === b.url && titlesTouch(a, b) && names(a, b) > 0 && dates(a, b) > 0) return 0.99;
  return undefined;
}

/** The parts in the order of what they cost; a contradiction in one spares the rest. */
const parts = [kinds, dates, namesOrTitle, editions, containers, titles];

/** How surely two works are one, 0..1. */
function likeness(a: Compared, b: Compared): number {
  const identified = byIdentifier(a, b);
  if (identified !== undefined) return identified;
  let score = 1;
  for (const agreement of parts) {
    score *= agreement(a, b);
    if (score < sure) return 0;
  }
  return score;
}

export const sameWork = (a: CslFields, b: CslFields): number => likeness(compared(a), compared(b));

/** By what a work can be found: where works that may be the same meet, so that each is compared with a few and not with all. */
interface Places {
  /** Its own. */
  at: string[];
  /** Those where it looks for others. A work by nobody may be one by anybody; one with an author is not one by another author. */
  looks: string[];
}

function placesOf({ words: [first, second = ''], names: [author], doi, isbn, url }: Compared): Places {
  const shared = [['doi', doi], ['isbn', isbn], ['url', url]].filter(([, value]) => value !== '').map((place) => place.join(' '));
  if (first === undefined) return { at: shared, looks: shared };
  const [titled, unnamed] = [`titled ${first} ${second}`, `unnamed ${first} ${second}`];
  if (!author) return { at: [...shared, titled, unnamed], looks: [...shared, titled] };
  const named = `author ${author.family} ${first}`;
  return { at: [...shared, titled, named], looks: [...shared, named, unnamed] };
}

/** So many are compared at one place; there are more only for titles such as "Introduction" without a name. */
const mostCompared = 100;

/** Works by what they can be found by. */
export class WorkIndex<Work> {
  private readonly places = new Map<string, { work: Work; known: Compared }[]>();

  /** A work can be added again, with other fields by which it can be found too. */
  add(work: Work, fields: CslFields): void {
    const known = compared(fields);
    for (const place of placesOf(known).at) {
      const held = this.places.get(place);
      if (held) held.push({ work, known });
      else this.places.set(place, [{ work, known }]);
    }
  }

  /** The work that `fields` are surely of, or null; of several, the likeliest, and of those the first added. */
  find(fields: CslFields): Work | null {
    const sought = compared(fields);
    let best: Work | null = null;
    let bestScore = sure;
    for (const place of placesOf(sought).looks) {
      for (const { work, known } of this.places.get(place)?.slice(0, mostCompared) ?? []) {
        const score = likeness(sought, known);
        if (score <= bestScore) continue;
        best = work;
        bestScore = score;
      }
    }
    return best;
  }
}
