import { boundsOf } from './camera.js';
import { weight, type Citation, type Shown, type Work } from './literature.js';

/** Where works are drawn: middles and diameters, in the same units. */
export interface Placed {
  x: number;
  y: number;
  size: number;
}
export type Places = ReadonlyMap<Work, Placed>;

const golden = Math.PI * (3 - Math.sqrt(5));
/** How much wider than high the whole is to be. */
const breadth = 1.5;
/** Around each work. */
const room = 5;
const arrangingSteps = 30;
const spreadingSteps = 8;
/** Of the sources of one work, so many are drawn to one another. */
const mostInCommon = 8;
/** What more sources cite lies between so many that it has no place of its own: such works are spread from the beginning. */
const mostTelling = 4;
/** A source is drawn to so many others, those with which it shares most. */
const mostBonds = 6;

export const sizeOf = (work: Work): number => (work.isSource ? Math.min(46, 16 + 1.6 * Math.sqrt(weight(work))) : Math.min(30, 6 + 2.8 * Math.sqrt(work.claims)));

interface Circle {
  x: number;
  y: number;
  radius: number;
}

/**
 * Places without waiting: what one source alone cites lies around it like the seeds of a sunflower (H. Vogel, "A better way to construct the sunflower head", 1979); sources
 * that share works are drawn to one another; what several cite lies between them. The same works always lie in the same places.
 */
export function graphLayout({ works, citations }: Shown): Places {
  const citing = citingOf(citations);
  const hubs = works.filter((work) => work.isSource);
  const seeds = new Map<Work, Work[]>(hubs.map((hub) => [hub, []]));
  const between: Work[] = [];
  for (const work of works) {
    if (work.isSource) continue;
    const sources = citing.get(work) ?? [];
    if (sources.length === 1) seeds.get(sources[0]!.source)?.push(work);
    else between.push(work);
  }
  const heads = new Map(hubs.map((hub) => [hub, sunflower(hub, seeds.get(hub)!)]));
  const discs = arrange(hubs, heads, citing, areaOf(between));
  const places = new Map<Work, Placed>();
  for (const hub of hubs) {
    const { x, y } = discs.get(hub)!;
    for (const [work, seed] of heads.get(hub)!.seeds) places.set(work, { x: x + seed.x, y: y + seed.y, size: sizeOf(work) });
  }
  for (const [work, { x, y }] of spread(between, citing, discs)) places.set(work, { x, y, size: sizeOf(work) });
  return places;
}

const areaOf = (works: readonly Work[]): number => works.reduce((sum, work) => sum + (sizeOf(work) + room) ** 2, 0);

/** A source in the middle of what only it cites, the most cited nearest to it. */
function sunflower(hub: Work, works: readonly Work[]): { seeds: Map<Work, { x: number; y: number }>; radius: number } {
  const seeds = new Map([[hub, { x: 0, y: 0 }]]);
  let area = Math.PI * (sizeOf(hub) / 2 + room) ** 2;
  works.forEach((work, index) => {
    const own = (sizeOf(work) + room) ** 2;
    const distance = Math.sqrt((area + own) / Math.PI) + sizeOf(work) / 2;
    seeds.set(work, { x: distance * Math.cos(index * golden), y: distance * Math.sin(index * golden) });
    area += own * 1.15;
  });
  return { seeds, radius: Math.sqrt(area / Math.PI) + room * 2 };
}

/** By works, who cites them how much. */
type Citing = ReadonlyMap<Work, { source: Work; much: number }[]>;

function citingOf(citations: readonly Citation[]): Citing {
  const citing = new Map<Work, { source: Work; much: number }[]>();
  for (const { from, to, claims } of citations) {
    let sources = citing.get(to);
    if (!sources) citing.set(to, (sources = []));
    // those of one source and work stand together
    const last = sources.at(-1);
    if (last?.source === from) last.much += 1 + claims;
    else sources.push({ source: from, much: 1 + claims });
  }
  return citing;
}

/** Discs around sources: they do not overlap, and stand close where they share works. */
function arrange(hubs: readonly Work[], heads: ReadonlyMap<Work, { radius: number }>, citing: Citing, sharedArea: number): Map<Work, Circle> {
  const gap = 14 + 0.5 * Math.sqrt(sharedArea / Math.max(1, hubs.length));
  const discs: Circle[] = [];
  let area = 0;
  hubs.forEach((hub, index) => {
    const radius = heads.get(hub)!.radius + gap;
    const distance = index === 0 ? 0 : Math.sqrt((area * 1.4) / Math.PI) + radius * 0.6;
    discs.push({ x: distance * breadth * Math.cos(index * golden), y: distance * Math.sin(index * golden), radius });
    area += Math.PI * radius ** 2;
  });
  const bonds = bondsOf(hubs, citing);
  for (let step = 0; step < arrangingSteps; step++) {
    const warmth = 1 - step / arrangingSteps;
    for (const { a, b, strength } of bonds) drawTogether(discs[a]!, discs[b]!, 0.12 * warmth * strength);
    for (const disc of discs) {
      disc.x *= 1 - 0.03 * warmth;
      disc.y *= 1 - 0.03 * breadth * warmth;
    }
    partNeighbours(discs);
  }
  return new Map(hubs.map((hub, index) => [hub, { ...discs[index]!, radius: discs[index]!.radius - gap }]));
}

interface Bond {
  a: number;
  b: number;
  /** 0 to 1 */
  strength: number;
}

/** Draws each source to those with which it shares most. A work that very many cite says little of any two of them. */
function bondsOf(hubs: readonly Work[], citing: Citing): Bond[] {
  const numbers = new Map(hubs.map((hub, index) => [hub, index]));
  const common = hubs.map(() => new Map<number, number>());
  for (const [work, sources] of citing) {
    const ends = sources.slice(0, mostInCommon).map(({ source }) => numbers.get(source)!);
    if (work.isSource) ends.push(numbers.get(work)!);
    for (const one of ends) {
      for (const other of ends) if (one !== other) common[one]!.set(other, (common[one]!.get(other) ?? 0) + 1 / ends.length);
    }
  }
  return common.flatMap((shared, a) => strongest(shared).map(([b, much]): Bond => ({ a, b, strength: much / (much + 1) })));
}

/** Those with which there is most in common, as many as count. */
function strongest(shared: ReadonlyMap<number, number>): [number, number][] {
  const found: [number, number][] = [];
  for (const [hub, much] of shared) {
    if (found.length === mostBonds && much <= found.at(-1)![1]) continue;
    const place = found.findIndex(([, less]) => less < much);
    found.splice(place < 0 ? found.length : place, 0, [hub, much]);
    if (found.length > mostBonds) found.pop();
  }
  return found;
}

// What follows runs a hundred thousand times before the first picture stands: no pairs taken apart, which cost an array each until the browser has compiled them.

function drawTogether(one: Circle, other: Circle, share: number): void {
  const dx = other.x - one.x;
  const dy = other.y - one.y;
  const distance = Math.sqrt(dx * dx + dy * dy) || 1;
  const part = (Math.max(0, distance - one.radius - other.radius) / distance) * share;
  one.x += dx * part;
  one.y += dy * part;
  other.x -= dx * part;
  other.y -= dy * part;
}

/** Moves two circles from each other as far as they overlap. @param share of the way that the first one goes */
function part(one: Circle, other: Circle, share: number): void {
  const least = one.radius + other.radius;
  const dx = other.x - one.x || 0.01;
  const dy = other.y - one.y;
  const squared = dx * dx + dy * dy;
  if (squared >= least * least) return;
  const distance = Math.sqrt(squared);
  const excess = (least - distance) / distance;
  one.x -= dx * excess * share;
  one.y -= dy * excess * share;
  other.x += dx * excess * (1 - share);
  other.y += dy * excess * (1 - share);
}

/** Works between the sources that cite them, beside one another and outside the discs. */
function spread(works: readonly Work[], citing: Citing, discs: ReadonlyMap<Work, Circle>): Map<Work, Circle> {
  let area = 0;
  const circles = works.map((work, index): Circle => {
    const sources = citing.get(work) ?? [];
    const middle = middleOf(sources.map(({ source, much }) => ({ at: discs.get(source)!, much })));
    const radius = (sizeOf(work) + room) / 2;
    if (sources.length > mostTelling) area += (2 * radius) ** 2;
    // those of the same sources begin beside one another
    const distance = sources.length > mostTelling ? Math.sqrt(area / Math.PI) : radius;
    return { x: middle.x + distance * Math.cos(index * golden), y: middle.y + distance * Math.sin(index * golden), radius };
  });
  const hubs = [...discs.values()];
  const fixed = new Grid(hubs, largest(hubs) + largest(circles));
  for (let step = 0; step < spreadingSteps; step++) {
    partNeighbours(circles);
    for (const circle of circles) fixed.partFrom(circle, { share: 1, after: -1 });
  }
  return new Map(works.map((work, index) => [work, circles[index]!]));
}

function middleOf(ends: readonly { at: Circle; much: number }[]): { x: number; y: number } {
  const all = ends.reduce((sum, { much }) => sum + much, 0) || 1;
  return { x: ends.reduce((sum, { at, much }) => sum + at.x * much, 0) / all, y: ends.reduce((sum, { at, much }) => sum + at.y * much, 0) / all };
}

/** Parts those that overlap. */
function partNeighbours(circles: readonly Circle[]): void {
  const grid = new Grid(circles, 2 * largest(circles));
  // each pair once
  circles.forEach((circle, at) => grid.partFrom(circle, { share: 0.5, after: at }));
}

const largest = (circles: readonly Circle[]): number => circles.reduce((most, { radius }) => Math.max(most, radius), 1);

/** Circles by the squares in which their middles lie; those that touch lie in one square or in two beside one another. */
class Grid {
  private readonly left: number;
  private readonly top: number;
  private readonly columns: number;
  private readonly rows: number;
  /** The first circle of each square, and the one after each circle, by their places in the list; -1 for none. */
  private readonly first: Int32Array;
  private readonly next: Int32Array;

  /** @param side of a square, at least what two circles measure together from middle to middle when they touch */
  constructor(private readonly circles: readonly Circle[], private readonly side: number) {
    const { left, right, top, bottom } = boundsOf(circles);
    [this.left, this.top] = [left, top];
    [this.columns, this.rows] = [Math.floor((right - left) / side) + 1, Math.floor((bottom - top) / side) + 1];
    this.first = new Int32Array(this.columns * this.rows).fill(-1);
    this.next = new Int32Array(circles.length);
    circles.forEach((circle, at) => {
      const square = this.columnOf(circle) * this.rows + this.rowOf(circle);
      this.next[at] = this.first[square]!;
      this.first[square] = at;
    });
  }

  /** Parts a circle from those beside it. @param share of the way that it goes itself @param after only from those that come after this place in the list */
  partFrom(circle: Circle, { share, after }: { share: number; after: number }): void {
    const column = this.columnOf(circle);
    const row = this.rowOf(circle);
    for (let x = Math.max(0, column - 1); x <= Math.min(this.columns - 1, column + 1); x++) {
      for (let y = Math.max(0, row - 1); y <= Math.min(this.rows - 1, row + 1); y++) {
        for (let at = this.first[x * this.rows + y]!; at >= 0; at = this.next[at]!) if (at > after) part(circle, this.circles[at]!, share);
      }
    }
  }

  private columnOf({ x }: Circle): number {
    return Math.floor((x - this.left) / this.side);
  }

  private rowOf({ y }: Circle): number {
    return Math.floor((y - this.top) / this.side);
  }
}
