/** Works of which references are made: those of the tables in `works/` and of the gold, as they are and mixed with each other. */
import { readFileSync } from 'node:fs';
import type { CslName } from '../../src/csl.js';
import type { WorkRecord } from './records.js';
import type { Dice } from './random.js';

export const workLanguages = ['en', 'de', 'fr', 'it', 'es'] as const;
export type WorkLanguage = (typeof workLanguages)[number];

const lists = ['journals', 'publishers', 'places', 'series', 'organisations', 'given', 'family', 'nouns', 'titlestarts', 'titleends'] as const;
type Lists = Record<(typeof lists)[number], string[]>;

/** The table of a language: works, and lists of what works are made of. */
export interface Works extends Lists {
  records: WorkRecord[];
}

const files: Readonly<Record<WorkLanguage, string>> = { en: 'english', de: 'german', fr: 'french', it: 'italian', es: 'spanish' };
const kinds = new Set<string>(['article', 'chapter', 'book', 'thesis', 'report', 'newspaper', 'web', 'conference'] satisfies WorkRecord['kind'][]);

/** `Family, Given; {Organisation}`. */
function namesIn(text: string): CslName[] {
  return text.split(';').map((name) => name.trim()).filter(Boolean).map((name): CslName => {
    if (name.startsWith('{')) return { literal: name.replace(/[{}]/g, '') };
    const [family, given] = name.split(/,\s*/) as [string, string?];
    return given ? { family, given } : { literal: family };
  });
}

/** What stands in square brackets at the end of a field, such as "[trans. Mandelbaum, Allen]", and the field without it. */
function bracketed(field: string, opening: string): [rest: string, inside: string] {
  const at = field.indexOf(`[${opening}`);
  return at < 0 ? [field, ''] : [field.slice(0, at).trim(), field.slice(at + 1 + opening.length).replace(/\].*$/, '').trim()];
}

function recordIn(line: string): WorkRecord | null {
  const fields = line.split('|').map((field) => field.trim());
  const [kind, authors, titled, contained, edited, location, publisher, year, volume, issue, pages] = fields as [string, string, string, string, string, string, string, string, string, string, string];
  if (fields.length !== 11 || !kinds.has(kind) || titled === '') return null;
  const [title, edition] = bracketed(titled, '');
  const [container, seriesAndNumber] = bracketed(contained, 'Series:');
  const [editors, translators] = bracketed(edited, 'trans.');
  const [series, number] = /^(.*?)(?:,\s*(\d[^,]*))?$/.exec(seriesAndNumber)!.slice(1) as [string, string?];
  return {
    kind: kind as WorkRecord['kind'], title, container, location, publisher, year, volume, issue, pages, edition, series, number: number ?? '',
    authors: namesIn(authors), editors: namesIn(editors), translators: namesIn(translators),
  };
}

function readWorks(language: WorkLanguage): Works {
  const works: Works = { records: [], ...(Object.fromEntries(lists.map((name) => [name, []])) as unknown as Lists) };
  let list: string[] | null = null;
  for (const line of readFileSync(new URL(`works/${files[language]}.txt`, import.meta.url), 'utf8').split('\n').map((one) => one.trim())) {
    const heading = /^#(\w+)$/.exec(line)?.[1];
    if (heading !== undefined) list = works[heading as keyof Lists] ?? [];
    else if (line === '' || line.startsWith('#')) continue;
    else if (list) list.push(line);
    else works.records.push(...[recordIn(line)].filter((record) => record !== null));
  }
  return works;
}

/** "Journal of Political Economy" → "J. Polit. Econ." */
export function abbreviated(journal: string): string {
  const words = journal.split(' ').filter((word) => !/^(?:of|the|and|for|in|&|de|der|des|für|und|la|et|di|del|della)$/i.test(word));
  return words.length < 2 ? journal : words.map((word) => (word === 'Journal' ? 'J.' : word.length > 5 && /^\p{L}+$/u.test(word) ? `${word.slice(0, 3 + (word.length % 3)).replace(/[aeiou]+$/, '')}.` : word)).join(' ');
}

const initialsOnly = /^(?:\p{Lu}\p{Ll}?\.?[\s-]?){1,3}$/u;

/** Makes works: each a known one, of which parts are swapped for those of others. */
export class WorkMaker {
  private readonly works = Object.fromEntries(workLanguages.map((language) => [language, readWorks(language)])) as Record<WorkLanguage, Works>;

  /** `gold` are the records of the gold, most of them English. */
  constructor(private readonly gold: readonly WorkRecord[], private readonly dice: Dice) {}

  list(language: WorkLanguage, name: keyof Lists): readonly string[] {
    return this.works[language][name];
  }

  family(language: WorkLanguage): string {
    return this.dice.pick(this.works[language].family);
  }

  organisation(language: WorkLanguage): string {
    return this.dice.pick(this.works[language].organisations);
  }

  /** A known title, or one put together: of two halves, of nouns, or with the subtitle of another. */
  title(language: WorkLanguage): string {
    const { dice } = this;
    const { records, titlestarts, titleends, nouns } = this.works[language];
    const { title } = dice.pick(records);
    if (titlestarts.length > 0 && dice.chance(0.35)) return `${dice.pick(titlestarts)} ${dice.pick(titleends)}`;
    if (nouns.length > 0 && dice.chance(0.3)) return `${dice.pick(nouns)}${dice.pick([' und ', ' und ', ' – ', ' als ', ', '])}${dice.pick(nouns)}`;
    const [head, sub] = [title, dice.pick(records).title].map((one) => one.split(/(?<=\p{L}{3})[:.] /u)) as [string[], string[]];
    if (language === 'en' && dice.chance(0.08)) return `${head[0]} in ${dice.pick(this.works.en.places)}${sub.length > 1 ? `: ${sub.at(-1)}` : ''}`;
    return dice.chance(0.5) && sub.length > 1 ? `${head[0]}${dice.pick([':', ':', '.', ' –'])} ${sub.at(-1)}` : title;
  }

  record(language: WorkLanguage): WorkRecord {
    const { dice } = this;
    const own = this.works[language];
    const record = { ...dice.pick(dice.chance(language === 'en' ? 0.6 : language === 'it' ? 0.2 : 0.06) ? this.gold : own.records) };
    record.authors = record.kind !== 'article' && dice.chance(0.06) ? [{ literal: dice.pick(own.organisations) }] : this.people(record.authors, language, [1, 1, 1, 2, 2, 3]);
    if (record.kind === 'article' && dice.chance(0.25)) record.kind = 'chapter';
    if (record.kind === 'book' && dice.chance(0.4)) record.kind = dice.chance(0.6) ? 'article' : 'chapter';
    if (dice.chance(0.35)) record.title = this.title(language);
    if (record.kind === 'article' && (record.container === '' || dice.chance(0.6))) record.container = dice.pick(own.journals);
    if (record.kind === 'article' && dice.chance(language === 'en' ? 0.2 : 0.05)) record.container = abbreviated(record.container);
    if (record.kind === 'chapter' && (record.container === '' || dice.chance(0.4))) record.container = this.title(language);
    if (record.kind !== 'article') this.publish(record, own);
    if (record.kind === 'chapter' || dice.chance(0.2)) record.editors = this.people(record.editors.length > 0 ? record.editors : dice.pick(own.records).authors, language, [1, 1, 2, 2, 3]);
    if (dice.chance(0.3) || !/\d{4}/.test(record.year)) record.year = String(dice.chance(0.1) ? dice.number(1750, 1899) : dice.number(1900, 2023));
    this.count(record);
    return record;
  }

  private publish(record: WorkRecord, { publishers, places, series, records }: Works): void {
    const { dice } = this;
    if (record.publisher === '' || dice.chance(0.3)) record.publisher = dice.pick(publishers);
    if (record.location === '' || dice.chance(0.25)) record.location = dice.chance(0.5) ? dice.pick(places) : dice.pick(records).location || dice.pick(places);
    if (dice.chance(0.15)) record.series = dice.pick(series);
    if (record.series !== '' && dice.chance(0.75)) record.number = String(dice.number(1, 240));
  }

  /** Volume, issue and pages. */
  private count(record: WorkRecord): void {
    const { dice } = this;
    if (record.kind === 'article') {
      if (record.volume === '' || dice.chance(0.4)) record.volume = dice.chance(0.06) ? roman(dice.number(1, 90)) : String(dice.number(1, 150));
      if (record.issue === '' || dice.chance(0.4)) record.issue = dice.chance(0.06) ? dice.pick(['1/2', '3/4', '1-2', '3-4', '2–3']) : String(dice.number(1, 12));
    } else if (!dice.chance(0.2)) record.volume = '';
    if (!/\d/.test(record.pages) || dice.chance(0.5)) record.pages = this.pages();
  }

  private pages(): string {
    const { dice } = this;
    const first = dice.chance(0.15) ? dice.number(1000, 19999) : dice.number(1, 900);
    if (dice.chance(0.06)) return dice.pick([`${first}`, `${first}`, `${dice.pick('AELSe'.split(''))}${dice.number(1, 999)}`, `0${dice.number(10000, 99999)}`]);
    return `${first}${dice.pick(['-', '–'])}${first + dice.number(1, 45)}`;
  }

  /** So many of these people, some with other names; initials of which no more is known often become a given name. */
  private people(names: readonly CslName[], language: WorkLanguage, counts: readonly number[]): CslName[] {
    const { given, family } = this.works[language];
    const count = this.dice.pick(counts);
    const known = names.filter(({ literal }) => literal === undefined || this.dice.chance(0.6)).slice(0, count);
    while (known.length === 0 || (known.length < count && known[0]!.literal === undefined)) known.push({ family: this.dice.pick(family), given: this.dice.pick(given) });
    return known.map((name): CslName => {
      if (name.literal !== undefined) return name;
      const renamed = this.dice.chance(0.25) ? this.dice.pick(family) : name.family!;
      const first = name.given === undefined || (initialsOnly.test(name.given) && this.dice.chance(0.6)) || this.dice.chance(0.2) ? this.dice.pick(given) : name.given;
      return { family: renamed, given: this.dice.chance(0.08) ? `${first} ${this.dice.pick(given)}` : first };
    });
  }
}

const romanDigits: readonly (readonly [string, number])[] = [['C', 100], ['XC', 90], ['L', 50], ['XL', 40], ['X', 10], ['IX', 9], ['V', 5], ['IV', 4], ['I', 1]];

export function roman(number: number): string {
  const [digits, value] = romanDigits.find(([, least]) => number >= least) ?? ['', 0];
  return value === 0 ? '' : digits + roman(number - value);
}
