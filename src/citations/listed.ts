import type { CslFields } from '../csl.js';
import { yearOf } from '../references/sameWork.js';
import { append } from '../text/multimap.js';
import { isSlip, letters, namesOf, wordsOf } from './shortForm.js';

/** The works of the bibliography that names and a date fit best; `sure` where both fit as they should. */
export interface ListedFit {
  works: number[];
  sure: boolean;
}

interface Entry {
  work: number;
  /** Authors, or editors where there are none, folded. */
  names: string[];
  /** True where "et al." stands for more of them. */
  more: boolean;
  /** The words before its title, as far as can be told: names that were not read as such stand among them. */
  head: ReadonlySet<string>;
  /** "2018", "2018a", as its words have them. */
  years: ReadonlySet<string>;
  issued: number | null;
}

/** So many words of an entry may hold its authors. */
const headWords = 40;
/** So many words of an entry may be its author's name. */
const longestName = 7;
const yearsIn = /(?<!\d)(?:1[4-9]|20)\d\d[a-z]?(?![\d\p{L}])/gu;
const undated = /\bn\.\s?d\.|\bs\.\s?a\.|\bo\.\s?J\.|\bin press\b|forthcoming|\bim Druck|im Erscheinen|à paraître|en prensa/iu;

const others = /^(?:et al|u\. ?a|and others|others)\b/iu;

/** From here on a fit is one. */
const fits = 0.5;
const sure = 0.8;
/** Entries that fit nearly as well leave it open which is meant. */
const margin = 0.04;

const particles = /^(?:(?:van|von|vom|de|del|della|di|da|dos|du|la|le|den|der|ten|ter|zu|zur|al|el|bin|ibn|st)\s)+/u;
const withoutParticles = (name: string): string => letters(wordsOf(name).join(' ').replace(particles, ''));

/** "WHO" of "World Health Organization". */
const acronymOf = (words: string): string => letters(Array.from(words.matchAll(/(?<!\p{L})\p{Lu}/gu), ([capital]) => capital).join(''));

/** A date as a citation gives it. */
interface Dated {
  year: number | null;
  other: number | null;
  letter: string;
}

/** The bibliography of a source, as author-date citations ask it. */
export class Listed {
  private readonly byName = new Map<string, Entry[]>();
  size = 0;

  add(work: number, item: CslFields, text: string): void {
    const all = namesOf(item);
    const names = all.filter((name) => !others.test(name));
    const own = names[0] ?? '';
    const words = wordsOf(text.slice(0, 600)).slice(0, headWords);
    const entry: Entry = {
      work,
      names: names.map(letters),
      more: names.length < all.length,
      head: new Set(words),
      years: new Set(Array.from(text.matchAll(yearsIn), ([found]) => found)),
      issued: undated.test(text) ? null : yearOf(item.issued),
    };
    const begun = words.slice(0, longestName).map((_, index) => words.slice(0, index + 1).join(''));
    const abbreviated = /[([](\p{Lu}{2,10})[)\]]/u.exec(text.slice(0, 120))?.[1];
    const keys = [letters(own), withoutParticles(own), ...begun, own.includes(' ') ? acronymOf(own) : '', letters(wordsOf(own).at(-1)), letters(abbreviated)];
    for (const key of new Set(keys)) if (key.length > 1) append(this.byName, key, entry);
    this.size++;
  }

  /** What names and a date fit best. @param names as printed, "et al." apart */
  fit(names: readonly string[], more: boolean, date: Dated): ListedFit | null {
    const [first = ''] = names;
    const spellings = new Set([letters(first), withoutParticles(first)]);
    const entries = new Set([...spellings].flatMap((spelling) => this.byName.get(spelling) ?? []));
    const ranked = this.ranked([...entries], names, more, date);
    const [best] = ranked;
    if (!best) return slipOfYear([...entries], names, more);
    const likely = [...new Set(ranked.filter(({ fit }) => best.fit - fit < margin).map(({ work }) => work))];
    return { works: lettered(likely, date.letter, best.fit === 1), sure: best.fit >= sure };
  }

  private ranked(entries: readonly Entry[], names: readonly string[], more: boolean, date: Dated): { work: number; fit: number }[] {
    return entries
      .map((entry) => ({ work: entry.work, fit: namesFit(names, more, entry) * dateFit(date, entry) }))
      .filter(({ fit }) => fit >= fits)
      .sort((a, b) => b.fit - a.fit);
  }
}

/** Two authors or more who wrote one entry together, whatever its year: one of the two years is a slip. */
function slipOfYear(entries: readonly Entry[], names: readonly string[], more: boolean): ListedFit | null {
  if (names.length < 2 || more) return null;
  const same = entries.filter((entry) => entry.names.length === names.length && namesFit(names, more, entry) === 1);
  return same.length === 1 ? { works: [same[0]!.work], sure: false } : null;
}

/** "2018b" is the second of the works that fit, where the entries themselves have no letters. */
function lettered(works: number[], letter: string, named: boolean): number[] {
  if (letter === '' || works.length < 2 || named) return works;
  const place = [...works].sort((a, b) => a - b)[letter.charCodeAt(0) - 97];
  return place === undefined ? works : [place];
}

/** How well a date fits an entry: 1 with its letter, nearly so without. */
function dateFit({ year, other, letter }: Dated, { years, issued }: Entry): number {
  if (year === null) return issued === null ? 0.98 : 0.55;
  const own = (one: number): number => {
    if (letter !== '' && years.has(`${one}${letter}`)) return 1;
    const otherLetter = [...years].some((found) => found.length === 5 && found.startsWith(String(one)));
    if (otherLetter) return letter === '' ? 0.9 : 0;
    if (issued === one || (issued === null && years.has(String(one)))) return 0.98;
    return years.has(String(one)) ? 0.85 : 0;
  };
  const fit = Math.max(own(year), other === null ? 0 : own(other));
  if (fit > 0) return fit;
  // Years differ by one between a preprint and its journal, and "in press" comes out.
  return issued !== null && Math.abs(issued - year) === 1 && letter === '' ? 0.55 : 0;
}

/** How well cited names fit an entry's, the first of which they share. */
function namesFit(cited: readonly string[], more: boolean, { names, more: manyMore, head }: Entry): number {
  const rest = cited.slice(1);
  const missing = rest.filter((name) => !isAmong(name, names, head)).length;
  if (missing > 0 && (missing === rest.length || missing > 1)) return 0;
  const slip = missing > 0 ? 0.7 : 1;
  const [of, other] = [manyMore ? Infinity : names.length, cited.length];
  // Two authors are named both, as a rule, and three or more are "et al.".
  if (more) return slip * (of === 0 || of > other + 1 || (other > 1 && of > other) ? 1 : of > other ? 0.93 : 0.85);
  return slip * (of <= other ? 1 : 0.85);
}

function isAmong(name: string, names: readonly string[], head: ReadonlySet<string>): boolean {
  const spelling = letters(name);
  const bare = withoutParticles(name);
  if (names.some((other) => other === spelling || other.endsWith(bare) || isSlip(other, spelling))) return true;
  return wordsOf(name).every((word) => head.has(word));
}
