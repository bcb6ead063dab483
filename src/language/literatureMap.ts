import type { CitationFunction } from '../citations/source.js';
import type { Claim, Library, LibraryItem } from '../library/library.js';
import { provenanceOf } from '../library/readings.js';
import { yearOf } from '../references/sameWork.js';
import { nameOfWork, textOf } from './brief.js';

/**
 * What a source cites a work for, as far as a picture can tell it apart: a statement of its own is supported; the work's words are quoted, or told in other words;
 * it says otherwise; it is to be compared or seen; or it only stands among the source's references.
 */
export const purposes = ['supports', 'quotes', 'reports', 'contrasts', 'points', 'lists'] as const;
export type Purpose = (typeof purposes)[number];

const purposeOf: Record<CitationFunction, Purpose> = {
  quoted: 'quotes',
  paraphrased: 'reports',
  attributed: 'reports',
  'second-hand': 'reports',
  contrasted: 'contrasts',
  compared: 'points',
  example: 'points',
  see: 'points',
};

export const purposeOfClaim = ({ function: does }: Pick<Claim, 'function'>): Purpose => (does ? purposeOf[does] : 'supports');

export interface MapWork {
  key: string;
  /** "Vale 2018" */
  name: string;
  title: string;
  year: number | null;
  /** It has been read: a source. */
  isSource: boolean;
}

/** Who cites whom and what for. */
export interface LiteratureMap {
  works: MapWork[];
  /** A row of four for each source, work and purpose: the index of the source, that of the work, that of the purpose, and how many claims; 0 for what is only listed. */
  citations: Uint32Array;
}

/** The numbers of a row of `citations`. */
export const rowLength = 4;

/** The sources of a library and the works they cite, sources first, each once. */
export function literatureMap({ items, claims }: Library): LiteratureMap {
  const drawn = new Works(items);
  const citations = new Citations();
  for (const claim of claims) {
    if (claim.reference === null || claim.reference === claim.source.reference) continue;
    citations.add(drawn.source(claim.source.reference), drawn.indexOf(claim.reference), purposeOfClaim(claim));
  }
  for (const item of items) {
    for (const source of drawn.sourcesListing(item)) citations.list(source, drawn.indexOf(item.id));
  }
  return { works: drawn.works, citations: citations.rows() };
}

/** The works of a map by their keys, numbered as they are met. */
class Works {
  readonly works: MapWork[] = [];
  private readonly byKey = new Map<string, number>();
  private readonly items: ReadonlyMap<string, LibraryItem>;
  private readonly sourceByFile = new Map<string, number>();

  constructor(items: readonly LibraryItem[]) {
    this.items = new Map(items.map((item) => [item.id, item]));
    for (const item of items) {
      const file = provenanceOf(item)?.source?.file;
      if (file !== undefined) this.sourceByFile.set(file, this.source(item.id));
    }
  }

  indexOf(key: string): number {
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const item = this.items.get(key);
    this.byKey.set(key, this.works.length);
    return this.works.push(item ? drawnWork(item) : { key, name: key, title: '', year: null, isSource: false }) - 1;
  }

  /** The index of a work that has been read. */
  source(key: string): number {
    const index = this.indexOf(key);
    this.works[index]!.isSource = true;
    return index;
  }

  /** The sources in whose references a work stands. */
  sourcesListing(item: LibraryItem): number[] {
    const files = new Set((provenanceOf(item)?.from ?? []).map(({ file }) => file));
    return [...files].flatMap((file) => this.sourceByFile.get(file) ?? []).filter((source) => this.works[source]!.key !== item.id);
  }
}

const drawnWork = (item: LibraryItem): MapWork => ({
  key: item.id,
  name: nameOfWork(item),
  title: textOf(item, 'title'),
  year: yearOf(item.issued),
  isSource: false,
});

/** How often each source cites each work for what. */
class Citations {
  /** By source and work: where its counts begin. */
  private readonly places = new Map<number, Map<number, number>>();
  /** Of each source and work as many as there are purposes. */
  private readonly counts: number[] = [];

  add(source: number, work: number, purpose: Purpose): void {
    this.counts[this.placeOf(source, work) + purposes.indexOf(purpose)]!++;
  }

  /** Notes that a work stands among a source's references, whether there are claims or not. */
  list(source: number, work: number): void {
    this.placeOf(source, work);
  }

  rows(): Uint32Array {
    const rows: number[] = [];
    for (const [source, works] of this.places) {
      for (const [work, place] of works) {
        const before = rows.length;
        for (let purpose = 0; purpose < purposes.length; purpose++) {
          const count = this.counts[place + purpose]!;
          if (count > 0) rows.push(source, work, purpose, count);
        }
        if (rows.length === before) rows.push(source, work, purposes.indexOf('lists'), 0);
      }
    }
    return Uint32Array.from(rows);
  }

  private placeOf(source: number, work: number): number {
    const works = this.places.get(source) ?? new Map<number, number>();
    const known = works.get(work);
    if (known !== undefined) return known;
    const place = this.counts.length;
    this.places.set(source, works.set(work, place));
    for (let purpose = 0; purpose < purposes.length; purpose++) this.counts.push(0);
    return place;
  }
}

/** The keys of a source and of a work that it cites; null for any. */
export interface Ends {
  from: string | null;
  to: string | null;
}

export interface FoundClaims {
  claims: Claim[];
  /** How many there are, found or left out. */
  total: number;
}

/** The claims by which a source cites a work, of which one may be left open; at most so many. */
export function claimsBetween({ claims }: Library, { from, to }: Ends, most: number): FoundClaims {
  const found = claims.filter(({ reference, source }) => reference !== null && (to === null || reference === to) && (from === null || source.reference === from));
  return { claims: found.slice(0, most), total: found.length };
}
