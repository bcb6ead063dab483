import type { CslFields, CslName } from '../references/csl.js';
import { sameWork, yearOf } from '../references/sameWork.js';
import { fold } from '../text/fold.js';
import { append } from '../text/multimap.js';
import type { AuthorDate } from './authorDate.js';
import type { Mention, Work } from './source.js';

/** What a reference was settled to. `several` where it fits more than one work as well. */
export type Settled = { work: number; confidence: number } | { several: number[] } | null;

const letters = (text: string | undefined): string => fold(text ?? '').replace(/[^\p{L}\p{N}]/gu, '');
const wordsOf = (text: string | undefined): string[] => fold(text ?? '').match(/[\p{L}\p{N}]{2,}/gu) ?? [];
const families = (item: CslFields): string[] =>
  [...(item.author ?? []), ...(item.editor ?? [])].map((name: CslName) => letters(name.family ?? name.literal)).filter((family) => family !== '');

/** Words by which works are looked up that may have the same title: the first four, and the main title's if they are fewer. */
function beginnings({ title }: CslFields): string[] {
  const first = wordsOf(title).slice(0, 4);
  const main = wordsOf(title?.split(':', 1)[0]).slice(0, 4);
  return [...new Set([first.join(' '), main.join(' ')])].filter((words) => words !== '');
}

/** From here on two full references are of one work. */
const same = 0.84;
/** A short form that fits less well than this fits nothing. */
const fits = 0.55;
/** Two works that fit a short form nearly as well leave it unsettled. */
const margin = 0.12;

/** The works of one source, each once, with every place that mentions it. */
export class Works {
  readonly list: Work[] = [];
  private readonly byFamily = new Map<string, number[]>();
  private readonly byTitle = new Map<string, number[]>();
  private readonly mentioned = new Set<string>();

  /** Adds a work, or finds it if it is there already; then what the new reference says more is put to it. */
  add(item: CslFields, confidence: Work['confidence'], mention: Mention): number {
    const known = this.findSame(item);
    if (known === null) return this.append({ item, confidence, mentions: [] }, mention);
    this.mention(known, mention);
    this.enrich(known, item, confidence);
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
    for (const family of families(work.item)) append(this.byFamily, family, index);
    for (const beginning of beginnings(work.item)) append(this.byTitle, beginning, index);
    return index;
  }

  private near(item: CslFields): Set<number> {
    const byFamily = families(item).flatMap((family) => this.byFamily.get(family) ?? []);
    const byTitle = beginnings(item).flatMap((beginning) => this.byTitle.get(beginning) ?? []);
    return new Set([...byFamily, ...byTitle]);
  }

  private findSame(item: CslFields): number | null {
    if (!item.title && !item.issued) return null;
    for (const index of this.near(item)) {
      const known = this.list[index]!.item;
      if (item.title || known.title ? sameWork(known, item) >= same : sameAuthorDate(known, item)) return index;
    }
    return null;
  }

  /** Fills what the first reference leaves out: a note cut by the extraction, a journal named only the second time. */
  private enrich(index: number, item: CslFields, confidence: Work['confidence']): void {
    const work = this.list[index]!;
    for (const [variable, value] of Object.entries(item) as [keyof CslFields, never][]) {
      if (work.item[variable] !== undefined) continue;
      work.item[variable] = value;
      const sure = confidence[variable];
      if (sure !== undefined) work.confidence[variable] = sure;
    }
  }

  /** The work a short form means: by its surname and the words of its title that it keeps. */
  settleShort(item: CslFields): Settled {
    const ranked = [...this.near(item)]
      .map((work) => ({ work, confidence: shortFit(item, this.list[work]!.item) }))
      .filter(({ confidence }) => confidence >= fits)
      .sort((a, b) => b.confidence - a.confidence || a.work - b.work);
    const [first, second] = ranked;
    if (!first) return null;
    if (second && first.confidence - second.confidence < margin) return { several: ranked.map(({ work }) => work) };
    return first;
  }

  /** Works by the authors and year of an author-date citation. */
  settleAuthorDate(authors: readonly CslName[], year: number, letter: string): Settled {
    const wanted = authors.map((name) => letters(name.family ?? name.literal));
    const found = (this.byFamily.get(wanted[0] ?? '') ?? []).filter((index) => {
      const { item } = this.list[index]!;
      const named = families(item);
      return yearOf(item.issued) === year && wanted.every((family) => named.includes(family)) && (wanted.length > 1 || named[0] === wanted[0]);
    });
    const lettered = letter === '' ? found : this.withLetter(found, letter);
    if (lettered.length > 1) return { several: lettered };
    const [work] = lettered;
    return work === undefined ? null : { work, confidence: 0.95 };
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
  addAuthorDate({ authors, more, year, letter, confidence }: AuthorDate, mention: Mention): number {
    const item: CslFields = { type: 'document', author: [...authors], issued: { 'date-parts': [[year]] } };
    if (letter !== '') item.note = citedAs(letter);
    return this.append({ item, confidence: { author: more ? 0.7 : confidence, issued: confidence, type: 0.1 }, mentions: [] }, mention);
  }
}

const citedAs = (letter: string): string => `Cited with the letter ${letter} after its year`;

/** Without titles, authors and year are all there is. */
function sameAuthorDate(left: CslFields, right: CslFields): boolean {
  return yearOf(left.issued) === yearOf(right.issued) && families(left).join('|') === families(right).join('|') && left.note === right.note;
}

/** How well a short form fits a work, 0..1: a surname in common, and its title's words in the work's, in order. */
function shortFit(short: CslFields, full: CslFields): number {
  const named = families(short);
  const authors = families(full);
  if (named.length > 0 && !named.some((family) => authors.some((author) => author === family || (author.length > 12 && author.startsWith(family))))) return 0;
  const kept = wordsOf(short.title);
  if (kept.length === 0) return named.length > 0 ? 0.7 : 0;
  const title = wordsOf(full.title);
  let at = 0;
  let held = 0;
  for (const word of kept) {
    const found = title.indexOf(word, at);
    if (found < 0) continue;
    held++;
    at = found + 1;
  }
  const share = held / kept.length;
  const begins = kept.every((word, index) => title[index] === word);
  const whole = letters(short.title) === letters(full.title);
  return share * (whole ? 1 : begins ? 0.97 : 0.85) * (named.length > 0 ? 1 : 0.9);
}
