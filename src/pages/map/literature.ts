import { purposes, rowLength, type LiteratureMap, type MapWork, type Purpose } from '../../language/literatureMap.js';
import { fold } from '../../text/fold.js';
import { collator } from '../../words.js';
import type { Filter } from './messages.js';

/** A work of the map with what counts of it. */
export interface Work extends MapWork {
  index: number;
  /** How many claims there are about it, and how many sources cite it. */
  claims: number;
  citedBy: number;
  /** How many claims it makes of others. */
  makes: number;
}

/** A source cites a work for one purpose. */
export interface Citation {
  from: Work;
  to: Work;
  purpose: Purpose;
  claims: number;
}

/** What is drawn: works in their order, those that weigh most first, and the citations between them. */
export interface Shown {
  works: Work[];
  citations: Citation[];
  /** How many works are drawn because they are cited, and how many would be if all that fit the filter were. */
  cited: number;
  fitting: number;
}

/** What a work counts: all claims of it and by it, and that several sources have it. */
export const weight = ({ claims, makes, citedBy }: Work): number => claims + makes + citedBy;

/** Those that weigh most first, and of those that weigh the same the earlier. As numbers they are put in order many times as fast as by comparing. */
function byWeight(works: readonly Work[]): Work[] {
  const most = works.length;
  const numbers = Float64Array.from(works, (work, place) => place - weight(work) * most).sort();
  return Array.from(numbers, (number) => works[((number % most) + most) % most]!);
}

/** The whole map, asked for what fits a filter. */
export class Literature {
  readonly works: readonly Work[];
  readonly sources: readonly Work[];
  /** All works, those that weigh most first. */
  private readonly ranked: readonly Work[];
  private readonly citations: Citation[] = [];
  private readonly byKey: ReadonlyMap<string, Work>;
  private words: string[] | undefined;

  constructor({ works, citations }: LiteratureMap) {
    const known = works.map(({ key, name, title, year, isSource }, index): Work => ({ key, name, title, year, isSource, index, claims: 0, citedBy: 0, makes: 0 }));
    this.works = known;
    for (let row = 0; row + rowLength <= citations.length; row += rowLength) {
      const from = known[citations[row]!];
      const to = known[citations[row + 1]!];
      const purpose = purposes[citations[row + 2]!];
      if (from && to && purpose) this.citations.push({ from, to, purpose, claims: citations[row + 3]! });
    }
    count(this.citations);
    this.ranked = byWeight(known);
    const order = collator();
    this.byKey = new Map(known.map((work) => [work.key, work]));
    this.sources = known.filter(({ isSource }) => isSource).sort((a, b) => order.compare(a.name, b.name));
  }

  get(key: string | null): Work | undefined {
    return key === null ? undefined : this.byKey.get(key);
  }

  /** Makes the words ready that a filter asks, so that the first keystroke need not wait for them. */
  prepare(): void {
    this.words ??= fold(this.works.map(({ name, title, key }) => oneLine(`${name} ${title} ${key}`)).join('\n')).split('\n');
  }

  /** Works that fit, with the sources that cite them; sources that fit themselves. Linear in works and citations: it runs with every keystroke. */
  shown(filter: Filter): Shown {
    const fits = this.fitting(filter);
    const wanted = this.wanted(filter, fits);
    const cited = this.citedBy(wanted);
    const isDrawn = new Uint8Array(this.works.length);
    for (const { index } of cited.slice(0, filter.most)) isDrawn[index] = 1;
    const between = cited.length <= filter.most ? wanted : wanted.filter(({ to }) => isDrawn[to.index] === 1);
    for (const { from } of between) isDrawn[from.index] = 1;
    const isWhole = !filter.shared && filter.least === 0 && filter.source === '';
    if (isWhole) for (const { index } of this.sources) if (fits[index] === 1) isDrawn[index] = 1;
    return { works: this.ranked.filter(({ index }) => isDrawn[index] === 1), citations: between, cited: Math.min(cited.length, filter.most), fitting: cited.length };
  }

  private wanted({ source, hidden }: Filter, fits: Uint8Array): Citation[] {
    const isHidden = new Set(hidden);
    const only = source === '' ? undefined : this.get(source);
    if (source === '' && hidden.length === 0 && !fits.includes(0)) return this.citations;
    return this.citations.filter(({ from, to, purpose }) => fits[to.index] === 1 && (source === '' || from === only) && !isHidden.has(purpose));
  }

  /** Those that weigh most first. */
  private citedBy(citations: readonly Citation[]): Work[] {
    const isCited = new Uint8Array(this.works.length);
    for (const { to } of citations) isCited[to.index] = 1;
    return this.ranked.filter(({ index }) => isCited[index] === 1);
  }

  /** By the works' indices: 1 for what fits. */
  private fitting({ words, least, shared }: Filter): Uint8Array {
    const wanted = fold(words).split(/\s+/).filter((word) => word !== '');
    if (wanted.length > 0) this.prepare();
    const fits = new Uint8Array(this.works.length);
    for (const { index, claims, citedBy } of this.works) {
      if (claims >= least && (!shared || citedBy > 1) && wanted.every((word) => this.words![index]!.includes(word))) fits[index] = 1;
    }
    return fits;
  }
}

const oneLine = (text: string): string => text.replaceAll('\n', ' ');

function count(citations: readonly Citation[]): void {
  // those of one source and work stand together
  let before: Citation | undefined;
  for (const citation of citations) {
    const { from, to, claims } = citation;
    to.claims += claims;
    from.makes += claims;
    if (before?.from !== from || before.to !== to) to.citedBy++;
    before = citation;
  }
}

/** As many lines are told apart by what they are for. */
const mostPurposes = 600;
/** More lines than that hide one another: those with the most claims are drawn, and those of a work once it is pointed at or chosen. */
export const mostLines = 2000;

/** The citations that have a line of their own, in their order: of very many, those of a source and a work are one, for what there are most claims. */
export function linesOf(citations: readonly Citation[]): Citation[] {
  const lines = citations.length <= mostPurposes ? [...citations] : onePerPair(citations);
  if (lines.length <= mostLines) return lines;
  const kept = new Set(lines.map((_line, index) => index).sort((a, b) => lines[b]!.claims - lines[a]!.claims || a - b).slice(0, mostLines));
  return lines.filter((_line, index) => kept.has(index));
}

/** Whether not all of them have a line. */
export const isThinned = (citations: readonly Citation[]): boolean => citations.length > mostLines && onePerPair(citations).length > mostLines;

function onePerPair(citations: readonly Citation[]): Citation[] {
  const lines: Citation[] = [];
  for (const citation of citations) {
    const before = lines.at(-1);
    if (before?.from !== citation.from || before.to !== citation.to) lines.push(citation);
    else if (citation.claims > before.claims) lines[lines.length - 1] = citation;
  }
  return lines;
}

/** One work at the other end of citations. */
export interface Connection {
  other: Work;
  /** The work that is asked about cites the other. */
  cites: boolean;
  citations: Citation[];
}

/** What a work cites and what it is cited by among what is shown, by how often. */
export function connectionsOf(work: Work, { citations }: Shown): Connection[] {
  const found = new Map<string, Connection>();
  for (const citation of citations) {
    const { from, to } = citation;
    if (from !== work && to !== work) continue;
    const [other, cites] = from === work ? [to, true] : [from, false];
    const id = `${other.index} ${cites}`;
    const known = found.get(id);
    if (known) known.citations.push(citation);
    else found.set(id, { other, cites, citations: [citation] });
  }
  return [...found.values()].sort((a, b) => claimsIn(b) - claimsIn(a) || weight(b.other) - weight(a.other) || a.other.index - b.other.index);
}

export const claimsIn = ({ citations }: Pick<Connection, 'citations'>): number => citations.reduce((sum, { claims }) => sum + claims, 0);
