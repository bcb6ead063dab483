/** What people read in the example sources, and how far a reading agrees with it. */
import type { CslFields } from '../../src/csl.js';
import type { ReadClaim, ReadSource, Work } from '../../src/citations/source.js';

interface GoldWork extends CslFields {
  mentionedIn: string[];
  uncertain?: string[];
  optional?: boolean;
}

interface GoldClaim extends Pick<ReadClaim, 'claim' | 'before' | 'quotes' | 'locator' | 'marker' | 'speaker' | 'work'> {
  alsoRight?: string | string[];
  workAlsoRight?: (number | null)[];
  optional?: boolean;
}

/** A file of `test/fixtures/gold`; its README says what the rows mean. */
export interface Gold {
  works: GoldWork[];
  notes: { label: string; works: (number | null)[] }[];
  claims: GoldClaim[];
}

/** How many of how many are right, in the order in which the table shows them. */
export const measures = ['works', 'fields', 'notes', 'claims', 'locators', 'quotes', 'before', 'speakers'] as const;
export type Measure = (typeof measures)[number];

export interface Score extends Record<Measure, { right: number; of: number }> {
  /** Works and claims that no one finds in the source. */
  extra: { works: number; claims: number };
}

/** Fields of a gold work that are about the row, not of the work. */
const aboutRow = new Set(['mentionedIn', 'uncertain', 'optional', 'note']);

const folded = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim();
const withoutComma = (text: string): string => folded(text).replace(/[,;]$/, '');
const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const equal = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/** By its title a work is known; without one, by its authors and year. */
function nameOf(item: CslFields): string {
  if (item.title) return lettersOf(item.title).slice(0, 40);
  const authors = (item.author ?? []).map(({ family, literal }) => family ?? literal).join(' and ');
  return `${authors} ${item['container-title'] ?? item.issued?.['date-parts']?.[0]?.[0] ?? ''}`.trim();
}

/** Compares a reading with what people read; every difference is told to `report`. */
export function compare(gold: Gold, read: ReadSource, report: (difference: string) => void): Score {
  return new Comparison(gold, read, report).score();
}

class Comparison {
  /** By gold work: its place among the works read, or -1. */
  private readonly places: number[];
  private readonly result: Score = {
    ...(Object.fromEntries(measures.map((measure) => [measure, { right: 0, of: 0 }])) as Record<Measure, { right: number; of: number }>),
    extra: { works: 0, claims: 0 },
  };

  constructor(
    private readonly gold: Gold,
    private readonly read: ReadSource,
    private readonly report: (difference: string) => void,
  ) {
    const names = read.works.map(({ item }) => nameOf(item));
    this.places = gold.works.map((work) => names.indexOf(nameOf(work)));
  }

  score(): Score {
    this.works();
    this.notes();
    this.claims();
    return this.result;
  }

  private count(measure: Measure, right: boolean, difference: () => string): void {
    this.result[measure].of++;
    if (right) this.result[measure].right++;
    else this.report(`${measure}: ${difference()}`);
  }

  /** `found` against `wanted`, for one part of one row. */
  private countEqual(measure: Measure, row: string, found: unknown, wanted: unknown): void {
    this.count(measure, equal(found, wanted), () => `${row} ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
  }

  private works(): void {
    this.gold.works.forEach((work, index) => {
      const found = this.read.works[this.places[index]!];
      if (!found && work.optional) return;
      this.count('works', found !== undefined, () => `missing ${nameOf(work)}`);
      if (found) this.fields(work, found);
    });
    this.read.works.forEach(({ item }, place) => {
      if (this.places.includes(place)) return;
      this.result.extra.works++;
      this.report(`works: extra ${nameOf(item)} ${JSON.stringify(item)}`);
    });
  }

  private fields(work: GoldWork, { item }: Work): void {
    const left = new Set([...aboutRow, ...(work.uncertain ?? []), ...(work.type ? [] : ['type'])]);
    for (const variable of new Set([...Object.keys(work), ...Object.keys(item)]) as Set<keyof CslFields>) {
      if (!left.has(variable)) this.countEqual('fields', `${nameOf(work)} ${variable}`, item[variable], work[variable]);
    }
  }

  /** A note is settled if it is put to the works that it points to, and to no others. */
  private notes(): void {
    for (const note of this.gold.notes) {
      const wanted = new Set(note.works.filter((work) => work !== null).map((work) => this.places[work]!));
      const found = this.read.works.flatMap(({ mentions }, place) => (mentions.some(({ note: label }) => label === note.label) ? [place] : []));
      // A reference that people cannot settle may be put to some work, or to none.
      const unsettled = note.works.filter((work) => work === null).length;
      const surplus = found.filter((place) => !wanted.has(place)).length;
      const right = found.length - surplus === wanted.size && surplus <= unsettled;
      this.count('notes', right, () => `${note.label} put to ${found.map((place) => nameOf(this.read.works[place]!.item)).join('; ') || 'nothing'}`);
    }
  }

  private claims(): void {
    const used = new Set<ReadClaim>();
    for (const wanted of this.gold.claims) {
      const found = this.read.claims.find((claim) => !used.has(claim) && this.isClaim(claim, wanted));
      if (found) used.add(found);
      else if (wanted.optional) continue;
      this.count('claims', found !== undefined, () => `missing ${wanted.marker.kind} ${wanted.marker.label}: ${wanted.claim}`);
      if (found) this.parts(found, wanted);
    }
    for (const { marker, claim, work } of this.read.claims.filter((claim) => !used.has(claim))) {
      this.result.extra.claims++;
      this.report(`claims: extra ${marker.kind} ${marker.label} -> ${work === null ? 'no work' : nameOf(this.read.works[work]!.item)}: ${claim}`);
    }
  }

  private isClaim(claim: ReadClaim, wanted: GoldClaim): boolean {
    const works = [wanted.work, ...(wanted.workAlsoRight ?? [])].map((work) => (work === null ? null : this.places[work]!));
    const texts = [wanted.claim, ...[wanted.alsoRight ?? []].flat()].map(withoutComma);
    return claim.marker.kind === wanted.marker.kind && works.includes(claim.work) && texts.includes(withoutComma(claim.claim));
  }

  private parts(claim: ReadClaim, wanted: GoldClaim): void {
    const row = `${wanted.marker.kind} ${wanted.marker.label}`;
    this.countEqual('locators', row, claim.locator, wanted.locator);
    // Where another cut of the sentence is right too, its quotations are others.
    if (withoutComma(claim.claim) === withoutComma(wanted.claim)) this.countEqual('quotes', row, claim.quotes.map(folded), wanted.quotes.map(folded));
    this.countEqual('before', row, folded(claim.before), folded(wanted.before));
    if (wanted.speaker !== undefined || claim.speaker !== undefined) this.countEqual('speakers', row, claim.speaker, wanted.speaker);
  }
}
