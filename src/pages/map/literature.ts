import { purposes, rowLength, type LiteratureMap, type MapWork, type Purpose } from '../../language/literatureMap.js';
import { fold } from '../../text/fold.js';
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
  /** How many cited works fit the filter, whether they are drawn or not. */
  fitting: number;
}

/** What a work counts: all claims of it and by it, and that several sources have it. */
export const weight = ({ claims, makes, citedBy }: Work): number => claims + makes + citedBy;

const byWeight = (a: Work, b: Work): number => weight(b) - weight(a) || a.index - b.index;

/** The whole map, asked for what fits a filter. */
export class Literature {
  readonly works: readonly Work[];
  readonly sources: readonly Work[];
  private readonly citations: Citation[];
  private readonly byKey: ReadonlyMap<string, Work>;
  private words: string[] | undefined;

  constructor({ works, citations }: LiteratureMap) {
    const known: Work[] = works.map((work, index) => ({ ...work, index, claims: 0, citedBy: 0, makes: 0 }));
    this.works = known;
    this.citations = [];
    for (let row = 0; row + rowLength <= citations.length; row += rowLength) {
      const [from, to, purpose] = [known[citations[row]!], known[citations[row + 1]!], purposes[citations[row + 2]!]];
      if (from && to && purpose) this.citations.push({ from, to, purpose, claims: citations[row + 3]! });
    }
    count(this.citations);
    this.byKey = new Map(known.map((work) => [work.key, work]));
    this.sources = known.filter(({ isSource }) => isSource).sort((a, b) => a.name.localeCompare(b.name));
  }

  get(key: string | null): Work | undefined {
    return key === null ? undefined : this.byKey.get(key);
  }

  /** Works that fit, with the sources that cite them; sources that fit themselves. */
  shown(filter: Filter): Shown {
    const fits = this.fitting(filter);
    const citations = this.citations.filter(({ from, to, purpose }) => fits(to) && (filter.source === '' || from.key === filter.source) && !filter.hidden.includes(purpose));
    const cited = [...new Set(citations.map(({ to }) => to))].sort(byWeight);
    const drawn = new Set(cited.slice(0, filter.most));
    const between = citations.filter(({ to }) => drawn.has(to));
    const alone = filter.shared || filter.least > 0 || filter.source !== '' ? [] : this.sources.filter(fits);
    const works = new Set([...drawn, ...between.map(({ from }) => from), ...alone]);
    return { works: [...works].sort(byWeight), citations: between, fitting: cited.length };
  }

  private fitting({ words, least, shared }: Filter): (work: Work) => boolean {
    const wanted = fold(words).split(/\s+/).filter((word) => word !== '');
    const said = wanted.length === 0 ? [] : (this.words ??= this.works.map(({ name, title, key }) => fold(`${name} ${title} ${key}`)));
    return ({ index, claims, citedBy }) => claims >= least && (!shared || citedBy > 1) && wanted.every((word) => said[index]!.includes(word));
  }
}

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
const mostLines = 600;

/** The citations that have a line of their own: of very many, those of a source and a work are one, for what there are most claims. */
export function linesOf({ citations }: Shown): Citation[] {
  if (citations.length <= mostLines) return citations;
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
  return [...found.values()].sort((a, b) => claimsIn(b) - claimsIn(a) || byWeight(a.other, b.other));
}

export const claimsIn = ({ citations }: Pick<Connection, 'citations'>): number => citations.reduce((sum, { claims }) => sum + claims, 0);
