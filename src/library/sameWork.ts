import type { CslFields, CslName } from '../references/csl.js';
import { fold } from '../text/fold.js';
import { yearOf } from './citeKey.js';
import { words, wordsOfWeight } from './words.js';

/** Two readings from here on are one work. A wrong merge is worse than two items, so doubt keeps them apart. */
const sure = 0.84;

/** How well one part of two works agrees: 1 the same, 0 a contradiction that no other part outweighs. */
type Agreement = number;
const unknown: Agreement = 0.97;

const onlyLetters = (text: string): string => words(text).join('');

export function normalDoi(doi: string | undefined): string {
  const start = doi?.indexOf('10.') ?? -1;
  return start < 0 ? '' : doi!.slice(start).trim().toLowerCase();
}

/** ISBN-13 of either kind, without its check digit, so that a slip there does not part two books. */
export function normalIsbn(isbn: string | undefined): string {
  const digits = (isbn ?? '').replace(/[^0-9Xx]/g, '');
  if (digits.length === 13) return digits.slice(0, 12);
  return digits.length === 10 ? `978${digits.slice(0, 9)}` : '';
}

/** Host and path of a page; '' for a bare host, which names a site and not a work. */
export function normalUrl(url: string | undefined): string {
  const [address = ''] = (url ?? '').trim().split('#');
  const [place = '', query = ''] = address.replace(/^[a-z]{2,8}:\/\/(?:www\.)?/i, '').split('?');
  const slash = place.indexOf('/');
  const path = slash < 0 ? '' : place.slice(slash).replace(/\/$/, '');
  const asked = query.split('&').filter((part) => part !== '' && !part.startsWith('utm_')).join('&');
  if (path === '' && asked === '') return '';
  return `${place.slice(0, slash < 0 ? undefined : slash).toLowerCase()}${path}${asked === '' ? '' : `?${asked}`}`;
}

const family = (name: CslName | undefined): string => onlyLetters(name?.family ?? name?.literal ?? '');

/** "J" and "Jonathan" agree, "J" and "Colin" don't. */
function givenAgree(a: CslName, b: CslName): boolean {
  const [one, two] = [fold(a.given ?? ''), fold(b.given ?? '')];
  return one === '' || two === '' || one.charAt(0) === two.charAt(0);
}

/** The first names must be the same; so must the second, where both have one (the other may stop at "et al."). */
function names(a: CslFields, b: CslFields): Agreement {
  const [ours, theirs] = [a.author ?? a.editor ?? [], b.author ?? b.editor ?? []];
  if (ours.length === 0 || theirs.length === 0) return 0.9;
  for (const index of [0, 1]) {
    const [one, two] = [ours[index], theirs[index]];
    if (!one || !two) break;
    if (family(one) !== family(two) || !givenAgree(one, two)) return 0;
  }
  return 1;
}

/** Without names on both sides the title must say enough by itself: many chapters are an "Introduction". */
const namesOrTitle = (a: CslFields, b: CslFields): Agreement => {
  const named = names(a, b);
  return named < 1 && wordsOfWeight(a.title ?? '').length < 3 ? 0 : named;
};

function dates(a: CslFields, b: CslFields): Agreement {
  const [ours, theirs] = [yearOf(a.issued), yearOf(b.issued)];
  if (ours === null || theirs === null) return unknown;
  if (ours !== theirs) return 0;
  const [, ...oneDay] = a.issued?.['date-parts']?.[0] ?? [];
  const [, ...otherDay] = b.issued?.['date-parts']?.[0] ?? [];
  return oneDay.every((part, index) => otherDay[index] === undefined || otherDay[index] === part) ? 1 : 0;
}

const mainTitle = (title: string): string => title.split(/[:?!–—]|\.\s/, 1)[0]!;

/** Shares of the pairs of letters two strings have in common (Dice): 1 for equal strings. */
function letterPairs(a: string, b: string): number {
  const pairs = new Map<string, number>();
  for (let index = 1; index < a.length; index++) pairs.set(a.slice(index - 1, index + 1), (pairs.get(a.slice(index - 1, index + 1)) ?? 0) + 1);
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
function isThin(item: CslFields): boolean {
  return !item.issued && !item.publisher && !item['container-title'] && !item.URL && !item.DOI;
}

function titles(a: CslFields, b: CslFields): Agreement {
  if (!a.title || !b.title) return 0;
  const [one, two] = [onlyLetters(a.title), onlyLetters(b.title)];
  if (one === two) return 1;
  const [short, long] = one.length <= two.length ? [a, b] : [b, a];
  if (onlyLetters(mainTitle(long.title!)) === onlyLetters(short.title!)) return 0.96;
  const [shortWords, longWords] = [wordsOfWeight(short.title!), wordsOfWeight(long.title!)];
  const begins = shortWords.every((word, index) => longWords[index] === word);
  if (begins && (shortWords.length > 2 || isThin(short))) return 0.93;
  return letterPairs(one, two) > 0.95 && shortWords.length > 2 ? 0.9 : 0;
}

const partsOfWholes = new Set(['chapter', 'article-journal', 'entry-encyclopedia', 'paper-conference']);

function containers(a: CslFields, b: CslFields): Agreement {
  const [one, two] = [onlyLetters(a['container-title'] ?? ''), onlyLetters(b['container-title'] ?? '')];
  if (one === '' || two === '') return unknown;
  if (one.startsWith(two) || two.startsWith(one)) return 1;
  return partsOfWholes.has(a.type) || partsOfWholes.has(b.type) ? 0 : 0.9;
}

/** Editions, volumes and numbers that differ are different books. */
function editions(a: CslFields, b: CslFields): Agreement {
  const same = (['volume', 'edition', 'issue', 'number'] as const).every(
    (field) => !a[field] || !b[field] || onlyLetters(String(a[field])) === onlyLetters(String(b[field])),
  );
  return same ? 1 : 0;
}

/** A chapter has its book's ISBN and often its title's first words, but is another work. */
const isPart = (item: CslFields): boolean => item.type === 'chapter' || item.type === 'entry-encyclopedia';
const kinds = (a: CslFields, b: CslFields): Agreement => (isPart(a) === isPart(b) || a.type === 'document' || b.type === 'document' ? 1 : 0);

const titlesTouch = (a: CslFields, b: CslFields): boolean => {
  if (!a.title || !b.title) return true;
  const theirs = new Set(wordsOfWeight(b.title));
  return wordsOfWeight(a.title).some((word) => theirs.has(word));
};

/** An identifier that both have decides, unless the titles have nothing in common; undefined where they share no kind of identifier. */
function byIdentifier(a: CslFields, b: CslFields): Agreement | undefined {
  const [ourDoi, theirDoi] = [normalDoi(a.DOI), normalDoi(b.DOI)];
  if (ourDoi !== '' && theirDoi !== '') return ourDoi === theirDoi && titlesTouch(a, b) ? 1 : 0;
  const ourIsbn = normalIsbn(a.ISBN);
  if (ourIsbn !== '' && ourIsbn === normalIsbn(b.ISBN) && kinds(a, b) === 1 && !isPart(a) && titlesTouch(a, b)) return 1;
  const ourUrl = normalUrl(a.URL);
  if (ourUrl !== '' && ourUrl === normalUrl(b.URL) && titlesTouch(a, b) && names(a, b) > 0 && dates(a, b) > 0) return 0.99;
  return undefined;
}

/** The parts in the order of what they cost; a contradiction in one spares the rest. */
const parts = [kinds, dates, namesOrTitle, editions, containers, titles];

/** How surely two readings are of one work, 0..1. */
export function sameWork(a: CslFields, b: CslFields): number {
  const identified = byIdentifier(a, b);
  if (identified !== undefined) return identified;
  let score = 1;
  for (const agreement of parts) {
    score *= agreement(a, b);
    if (score < sure) return 0;
  }
  return score;
}

/** By what a work can be found: where works that may be the same meet, so that each is compared with a few and not with all. */
interface Places {
  /** Its own. */
  at: string[];
  /** Those where it looks for others. A work by nobody may be one by anybody; one with an author is not one by another author. */
  looks: string[];
}

function placesOf(item: CslFields): Places {
  const [first = '', second = ''] = wordsOfWeight(item.title ?? '');
  const author = family(item.author?.[0] ?? item.editor?.[0]);
  const shared = [`doi ${normalDoi(item.DOI)}`, `isbn ${normalIsbn(item.ISBN)}`, `url ${normalUrl(item.URL)}`].filter((place) => !place.endsWith(' '));
  if (first === '') return { at: shared, looks: shared };
  const [titled, unnamed] = [`titled ${first} ${second}`, `unnamed ${first} ${second}`];
  if (author === '') return { at: [...shared, titled, unnamed], looks: [...shared, titled] };
  const named = `author ${author} ${first}`;
  return { at: [...shared, titled, named], looks: [...shared, named, unnamed] };
}

/** So many are compared at one place; there are more only for titles such as "Introduction" without a name. */
const mostCompared = 100;

/** Works by what they can be found by. */
export class WorkIndex<Work> {
  private readonly places = new Map<string, { work: Work; fields: CslFields }[]>();

  /** A work can be added again, with other fields by which it can be found too. */
  add(work: Work, fields: CslFields): void {
    for (const place of placesOf(fields).at) {
      const held = this.places.get(place);
      if (held) held.push({ work, fields });
      else this.places.set(place, [{ work, fields }]);
    }
  }

  /** The work that `fields` are surely of, or null; of several, the likeliest, and of those the first added. */
  find(fields: CslFields): Work | null {
    let best: Work | null = null;
    let bestScore = sure;
    for (const place of placesOf(fields).looks) {
      for (const candidate of this.places.get(place)?.slice(0, mostCompared) ?? []) {
        const score = sameWork(fields, candidate.fields);
        if (score <= bestScore) continue;
        best = candidate.work;
        bestScore = score;
      }
    }
    return best;
  }
}
