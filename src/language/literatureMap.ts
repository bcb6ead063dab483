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
  const met = new Meetings();
  for (const claim of claims) {
    if (claim.reference === null || claim.reference === claim.source.reference) continue;
    met.add(drawn.source(claim.source.reference), drawn.indexOf(claim.reference), purposeOfClaim(claim));
  }
  for (const item of items) {
    for (const source of drawn.sourcesListing(item)) met.add(source, drawn.indexOf(item.id), 'lists');
  }
  return { works: drawn.works, citations: met.rows(drawn.works.length) };
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

  /** The sources in whose references a work stands; one that has it twice may come twice. */
  sourcesListing(item: LibraryItem): number[] {
    const sources: number[] = [];
    for (const { file } of provenanceOf(item)?.from ?? []) {
      const source = this.sourceByFile.get(file);
      if (source !== undefined && this.works[source]!.key !== item.id) sources.push(source);
    }
    return sources;
  }
}

const drawnWork = (item: LibraryItem): MapWork => ({
  key: item.id,
  name: nameOfWork(item),
  title: textOf(item, 'title'),
  year: yearOf(item.issued),
  isSource: false,
});

const listed = purposes.indexOf('lists');

/** Each time that a source cites or lists a work; counted at the end, when they have been put in order. */
class Meetings {
  private readonly ends: number[] = [];

  add(source: number, work: number, purpose: Purpose): void {
    this.ends.push(source, work, purposes.indexOf(purpose));
  }

  /** @param works how many there are */
  rows(works: number): Uint32Array {
    const rows: number[] = [];
    let [before, pairBefore] = [-1, -1];
    for (const one of this.inOrder(works)) {
      const purpose = one % purposes.length;
      const pair = (one - purpose) / purposes.length;
      // those that are only listed come after all others of a pair
      if (purpose === listed ? pair !== pairBefore : one !== before) rows.push(Math.floor(pair / works), pair % works, purpose, 0);
      if (purpose !== listed) rows[rows.length - 1]!++;
      [before, pairBefore] = [one, pair];
    }
    return Uint32Array.from(rows);
  }

  /** As one number each: by source, work and purpose. */
  private inOrder(works: number): Float64Array {
    const { ends } = this;
    const numbers = new Float64Array(ends.length / 3);
    for (let at = 0; at < numbers.length; at++) numbers[at] = (ends[3 * at]! * works + ends[3 * at + 1]!) * purposes.length + ends[3 * at + 2]!;
    return numbers.sort();
  }
}

/** A map as it goes to a page in no time: its works as one text, of which `openMap` makes them again. */
export interface PackedMap {
  works: string;
  /** Of each source in turn: its index, and how many rows of the citations are its own. */
  sources: Uint32Array;
  /** Of each row the index of the work and that of the purpose, as one number. */
  cited: Uint32Array;
  /** Of each row how many; more than 65,535 count as that. */
  claims: Uint16Array;
}

type Row = [key: string, name: string, title: string, year: number | null, isSource: boolean];

export function packMap({ works, citations }: LiteratureMap): PackedMap {
  const rows = citations.length / rowLength;
  const sources: number[] = [];
  const [cited, claims] = [new Uint32Array(rows), new Uint16Array(rows)];
  for (let row = 0; row < rows; row++) {
    const at = rowLength * row;
    if (sources.at(-2) === citations[at]!) sources[sources.length - 1]!++;
    else sources.push(citations[at]!, 1);
    cited[row] = citations[at + 1]! * purposes.length + citations[at + 2]!;
    claims[row] = Math.min(citations[at + 3]!, 0xffff);
  }
  return { works: JSON.stringify(works.map(({ key, name, title, year, isSource }): Row => [key, name, title, year, isSource])), sources: Uint32Array.from(sources), cited, claims };
}

/** @param packed by `packMap` */
export function openMap({ works, sources, cited, claims }: PackedMap): LiteratureMap {
  const rows = JSON.parse(works) as Row[];
  const citations = new Uint32Array(rowLength * cited.length);
  let row = 0;
  for (let source = 0; source < sources.length; source += 2) {
    for (const end = row + sources[source + 1]!; row < end; row++) {
      const [at, purpose] = [rowLength * row, cited[row]! % purposes.length];
      citations[at] = sources[source]!;
      citations[at + 1] = (cited[row]! - purpose) / purposes.length;
      citations[at + 2] = purpose;
      citations[at + 3] = claims[row]!;
    }
  }
  return { works: rows.map(([key, name, title, year, isSource]) => ({ key, name, title, year, isSource })), citations };
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
