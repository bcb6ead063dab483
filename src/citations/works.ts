import type { CslFields, CslName } from '../csl.js';
import { WorkIndex, yearOf } from '../references/sameWork.js';
import type { AuthorDate } from './authorDate.js';
import { families, fitOf, letters, wordsOf, type ShortForm } from './shortForm.js';
import type { Mention, Work } from './source.js';

/** What a reference was settled to. `several` where it fits more than one work as well. */
export type Settled = { work: number; confidence: number } | { several: readonly number[] } | null;

const mainTitle = ({ title = '' }: CslFields): string => title.split(':', 1)[0]!;

/** Words by which works are looked up that may have the same title: the first four, and the main title's if they are fewer. */
function beginnings(item: CslFields): string[] {
  const first = wordsOf(item.title).slice(0, 4);
  const main = wordsOf(mainTitle(item)).slice(0, 4);
  return [...new Set([first.join(' '), main.join(' ')])].filter((words) => words !== '');
}

/** Titles of so many words and more are known again among others; by so many they are looked up. */
const knownAgain = [3, 4] as const;
const yearIn = /(?<!\d)(?:1[4-9]|20)\d\d(?!\d)/g;

/** So many words has a name by which a source says it will cite a work. */
const longestName = 8;
/** So many words of a title are looked up by one word. */
const indexedWords = 12;

/** A short form that fits less well than this fits nothing. */
const fits = 0.55;
/** No short form is as sure as a full reference. */
const surest = 0.97;
/** A work that was chosen among several, or found by its words alone, is less sure. */
const chosen = 0.85;
/** Two works that fit a short form nearly as well leave it unsettled. */
const margin = 0.12;

/** A surname is looked up by its beginning too, so that a slip of the print further on is forgiven. */
const familyBeginning = 5;
const lookups = (family: string): string[] => (family.length > familyBeginning ? [family, family.slice(0, familyBeginning)] : [family]);

function oneOf(works: readonly number[], fit = 1): Settled {
  if (works.length > 1) return { several: works };
  return works.length === 1 ? { work: works[0]!, confidence: Math.min(fit, chosen) } : null;
}

/** By what works are found, each at a place once. */
class Places {
  private readonly works = new Map<string, Set<number>>();

  add(place: string, work: number): void {
    const known = this.works.get(place);
    if (known) known.add(work);
    else this.works.set(place, new Set([work]));
  }

  at(place: string): ReadonlySet<number> {
    return this.works.get(place) ?? none;
  }
}

const none: ReadonlySet<number> = new Set();

/** The works of one source, each once, with every place that mentions it. */
export class Works {
  readonly list: Work[] = [];
  private readonly titled = new WorkIndex<number>();
  private readonly untitled = new Map<string, number>();
  private readonly byFamily = new Places();
  private readonly byTitle = new Places();
  private readonly byWord = new Places();
  private readonly byName = new Places();
  private readonly mentioned = new Set<string>();

  /** Adds a work, or finds it if it is there already; then what the new reference says more is put to it. */
  add(item: CslFields, confidence: Work['confidence'], mention: Mention): number {
    const known = this.findSame(item);
    if (known === null) return this.append({ item, confidence, mentions: [] }, mention);
    this.mention(known, mention);
    this.complete(known, item, confidence);
    return known;
  }

  mention(index: number, mention: Mention): void {
    const place = `${index} ${mention.start} ${mention.end}`;
    if (this.mentioned.has(place)) return;
    this.mentioned.add(place);
    this.list[index]!.mentions.push(mention);
  }

  private append(work: Work, mention: Mention): number {
    const index = this.list.push(work) - 1;
    this.mention(index, mention);
    this.index(index);
    return index;
  }

  /** Gives a work a name by which the source says it will cite it. */
  name(index: number, name: string): void {
    this.byName.add(letters(name), index);
  }

  private index(index: number): void {
    const { item } = this.list[index]!;
    if (item.title) this.titled.add(index, item);
    else this.untitled.set(authorsAndDate(item), index);
    for (const family of families(item).flatMap(lookups)) this.byFamily.add(family, index);
    for (const beginning of beginnings(item)) this.byTitle.add(beginning, index);
    for (const word of wordsOf(item.title).slice(0, indexedWords)) this.byWord.add(word, index);
  }

  /** Works that a short form may mean. */
  private within({ item }: ShortForm): Set<number> {
    const named = families(item);
    // What was taken for a title may be a lone surname, and a surname the word by which a case is known.
    const byFamily = [...named, letters(item.title)].flatMap(lookups).flatMap((family) => [...this.byFamily.at(family)]);
    const byWord = [...wordsOf(item.title), ...named].map((word) => this.byWord.at(word)).filter(({ size }) => size > 0);
    const rarest = byWord.reduce<ReadonlySet<number>>((fewest, one) => (fewest === none || one.size < fewest.size ? one : fewest), none);
    return new Set([...byFamily, ...rarest]);
  }

  private findSame(item: CslFields): number | null {
    if (item.title) return this.titled.find(item);
    return item.issued ? this.untitled.get(authorsAndDate(item)) ?? null : null;
  }

  /** Fills what is not known of a work yet: a note cut by the extraction, a journal named only the second time. */
  complete(index: number, item: CslFields, confidence: Work['confidence']): void {
    const work = this.list[index]!;
    const missing = (Object.entries(item) as [keyof CslFields, never][]).filter(([variable]) => work.item[variable] === undefined);
    for (const [variable, value] of missing) {
      work.item[variable] = value;
      const sure = confidence[variable];
      if (sure !== undefined) work.confidence[variable] = sure;
    }
    if (missing.length > 0) this.index(index);
  }

  /** The work a short form means, by its surnames, its year, and the words of its title that it keeps; of `among` only, where that is given. */
  settleShort(short: ShortForm, among: Iterable<number> = this.within(short)): Settled {
    const announced = this.announced(short);
    if (announced !== null) return { work: announced, confidence: surest };
    const ranked = [...among]
      .map((work) => ({ work, fit: fitOf(short, this.list[work]!.item) }))
      .filter(({ fit }) => fit >= fits)
      .sort((a, b) => b.fit - a.fit || a.work - b.work);
    const [first] = ranked;
    if (!first) return null;
    const likely = ranked.filter(({ fit }) => first.fit - fit < margin).map(({ work }) => work);
    if (likely.length === 1) return { work: first.work, confidence: Math.min(first.fit, surest) };
    return oneOf(this.narrowed(likely, short.letter), first.fit);
  }

  /** The one work that the source said it would cite by the words with which a short form begins. */
  private announced({ text }: ShortForm): number | null {
    let begun = '';
    let found: number | null = null;
    for (const word of text.split(/\s+/, longestName)) {
      begun += letters(word);
      const [work, ...more] = this.byName.at(begun);
      if (work !== undefined && more.length === 0) found = work;
    }
    return found;
  }

  /** Of several works, the one of the letter; or those of the bibliography, for what a note makes of a work may be made of a slip. */
  private narrowed(likely: readonly number[], letter: string): readonly number[] {
    const narrow = letter === '' ? likely.filter((work) => this.isListed(work)) : this.withLetter([...likely].sort((a, b) => a - b), letter);
    return narrow.length > 0 ? narrow : likely;
  }

  private isListed(work: number): boolean {
    return this.list[work]!.mentions[0]!.note === null;
  }

  /** The work whose title, or whose authors and year, stand in the words of a reference that was not read aright. */
  settleWords(text: string): Settled {
    const words = wordsOf(text);
    const years = new Set(Array.from(text.matchAll(yearIn), ([year]) => Number(year)));
    const titled = this.titledIn(words);
    return oneOf(titled.length > 0 ? titled : this.writtenIn(new Set(words), years));
  }

  /** Works whose main title stands among the words. */
  private titledIn(words: readonly string[]): number[] {
    const found = words.flatMap((_, at) =>
      knownAgain.flatMap((length) => [...this.byTitle.at(words.slice(at, at + length).join(' '))]).filter((work) => {
        const title = wordsOf(mainTitle(this.list[work]!.item));
        return title.length >= knownAgain[0] && title.every((word, index) => words[at + index] === word);
      }));
    return [...new Set(found)];
  }

  /** Works of which every author stands among the words, and the year. */
  private writtenIn(words: ReadonlySet<string>, years: ReadonlySet<number>): number[] {
    const found = [...words].flatMap((word) => [...this.byFamily.at(word)]).filter((work) => {
      const { item } = this.list[work]!;
      const named = families({ type: item.type, author: item.author ?? item.editor ?? [] });
      return named.length > 0 && named.every((family) => words.has(family)) && years.has(yearOf(item.issued) ?? 0);
    });
    return [...new Set(found)];
  }

  /** Works by the authors and year of an author-date citation, where notes or earlier citations give them. */
  settleAuthorDate(authors: readonly CslName[], year: number, letter: string): readonly number[] {
    const wanted = authors.map((name) => letters(name.family ?? name.literal));
    const found = [...this.byFamily.at(wanted[0] ?? '')].filter((index) => {
      const { item } = this.list[index]!;
      const named = families(item);
      return yearOf(item.issued) === year && wanted.every((family) => named.includes(family)) && (wanted.length > 1 || named[0] === wanted[0]);
    });
    return letter === '' ? found : this.withLetter(found, letter);
  }

  /** "2018b" is the second work of that year in a bibliography, or the one that was cited so before. */
  private withLetter(found: readonly number[], letter: string): number[] {
    const cited = found.filter((index) => this.list[index]!.item.note === citedAs(letter));
    if (cited.length > 0) return cited;
    const listed = found.filter((index) => this.list[index]!.item.title !== undefined);
    if (listed.length === 1) return listed;
    const place = letter.charCodeAt(0) - 97;
    return listed.slice(place, place + 1);
  }

  /** A work of which only authors and year are known, since the source as extracted has no bibliography. */
  addAuthorDate({ authors, more, date: { year, letter, words }, confidence }: AuthorDate, mention: Mention): number {
    const item: CslFields = { type: 'document', author: [...authors], issued: year === null ? { literal: words } : { 'date-parts': [[year]] } };
    const known = year === null ? this.findSame(item) : null;
    if (known !== null) {
      this.mention(known, mention);
      return known;
    }
    if (letter !== '') item.note = citedAs(letter);
    return this.append({ item, confidence: { author: more ? 0.7 : confidence, issued: confidence, type: 0.1 }, mentions: [] }, mention);
  }
}

const citedAs = (letter: string): string => `Cited with the letter ${letter} after its year`;

/** Without a title, authors and year are all there is to know a work by. */
const authorsAndDate = (item: CslFields): string => [yearOf(item.issued), ...families(item), item.note].join('|');
