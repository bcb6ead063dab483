import { append } from '../../text/multimap.js';
import { weight, type Shown, type Work } from './literature.js';

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
/** As much as sources take part in shaping the picture in a moment: pairs of them, over all steps. */
const mostPairs = 3_000_000;
const mostSteps = 150;
const spreadingSteps = 24;

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
  const citing = new Map<Work, Map<Work, number>>();
  for (const { from, to, claims } of citations) {
    const sources = citing.get(to) ?? new Map<Work, number>();
    citing.set(to, sources.set(from, (sources.get(from) ?? 0) + 1 + claims));
  }
  const hubs = works.filter((work) => work.isSource);
  const seeds = new Map<Work, Work[]>(hubs.map((hub) => [hub, []]));
  const between: Work[] = [];
  for (const work of works) {
    if (work.isSource) continue;
    const sources = [...(citing.get(work)?.keys() ?? [])];
    if (sources.length === 1) seeds.get(sources[0]!)?.push(work);
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

type Citing = ReadonlyMap<Work, ReadonlyMap<Work, number>>;

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
  const steps = Math.min(mostSteps, Math.ceil(mostPairs / Math.max(1, hubs.length ** 2)));
  for (let step = 0; step < steps; step++) {
    const warmth = 1 - step / steps;
    for (const { a, b, strength } of bonds) drawTogether(discs[a]!, discs[b]!, 0.08 * warmth * strength);
    for (const disc of discs) {
      disc.x *= 1 - 0.02 * warmth;
      disc.y *= 1 - 0.02 * breadth * warmth;
    }
    pushApart(discs);
  }
  return new Map(hubs.map((hub, index) => [hub, { ...discs[index]!, radius: discs[index]!.radius - gap }]));
}

interface Bond {
  a: number;
  b: number;
  /** 0 to 1 */
  strength: number;
}

/** How much pairs of sources have in common. A work that very many cite says little of any two of them. */
function bondsOf(hubs: readonly Work[], citing: Citing): Bond[] {
  const numbers = new Map(hubs.map((hub, index) => [hub, index]));
  const common = new Map<number, number>();
  for (const [work, sources] of citing) {
    const ends = [...sources.keys(), ...(work.isSource ? [work] : [])].flatMap((source) => numbers.get(source) ?? []).slice(0, 12);
    ends.forEach((one, index) => {
      for (const other of ends.slice(index + 1)) {
        const pair = Math.min(one, other) * hubs.length + Math.max(one, other);
        common.set(pair, (common.get(pair) ?? 0) + 1 / ends.length);
      }
    });
  }
  return [...common].map(([pair, much]) => ({ a: Math.floor(pair / hubs.length), b: pair % hubs.length, strength: much / (much + 1) }));
}

function drawTogether(one: Circle, other: Circle, share: number): void {
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  const distance = Math.hypot(dx, dy) || 1;
  const excess = Math.max(0, distance - one.radius - other.radius) / distance;
  one.x += dx * excess * share;
  one.y += dy * excess * share;
  other.x -= dx * excess * share;
  other.y -= dy * excess * share;
}

function pushApart(circles: readonly Circle[]): void {
  for (let a = 0; a < circles.length; a++) {
    for (let b = a + 1; b < circles.length; b++) part(circles[a]!, circles[b]!);
  }
}

/** Moves two circles from each other as far as they overlap. */
function part(one: Circle, other: Circle): void {
  const least = one.radius + other.radius;
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  if (Math.abs(dx) >= least || Math.abs(dy) >= least) return;
  const distance = Math.hypot(dx, dy) || 0.01;
  if (distance >= least) return;
  const half = (least - distance) / distance / 2;
  one.x -= (dx || 0.01) * half;
  one.y -= dy * half;
  other.x += (dx || 0.01) * half;
  other.y += dy * half;
}

/** Works between the sources that cite them, beside one another and outside the discs. */
function spread(works: readonly Work[], citing: Citing, discs: ReadonlyMap<Work, Circle>): Map<Work, Circle> {
  const fixed = [...discs.values()];
  const circles = works.map((work, index): Circle => {
    const middle = middleOf([...(citing.get(work) ?? [])].flatMap(([source, much]) => (discs.has(source) ? [{ at: discs.get(source)!, much }] : [])));
    // those of the same sources begin beside one another
    const turn = index * golden;
    const radius = (sizeOf(work) + room) / 2;
    return { x: middle.x + radius * Math.cos(turn), y: middle.y + radius * Math.sin(turn), radius };
  });
  const square = 2 * Math.max(1, ...circles.map(({ radius }) => radius));
  for (let step = 0; step < spreadingSteps; step++) {
    partNeighbours(circles, square);
    for (const circle of circles) for (const disc of fixed) putOutside(circle, disc);
  }
  return new Map(works.map((work, index) => [work, circles[index]!]));
}

function middleOf(ends: readonly { at: Circle; much: number }[]): { x: number; y: number } {
  const all = ends.reduce((sum, { much }) => sum + much, 0) || 1;
  return { x: ends.reduce((sum, { at, much }) => sum + at.x * much, 0) / all, y: ends.reduce((sum, { at, much }) => sum + at.y * much, 0) / all };
}

function putOutside(circle: Circle, disc: Circle): void {
  const least = circle.radius + disc.radius;
  const [dx, dy] = [circle.x - disc.x, circle.y - disc.y];
  if (Math.abs(dx) >= least || Math.abs(dy) >= least) return;
  const distance = Math.hypot(dx, dy) || 0.01;
  if (distance >= least) return;
  circle.x = disc.x + ((dx || 0.01) * least) / distance;
  circle.y = disc.y + (dy * least) / distance;
}

/** More rows of squares than any picture has. */
const mostRows = 2 ** 15;

/** Parts those that overlap, found in the squares of a grid. */
function partNeighbours(circles: readonly Circle[], square: number): void {
  const grid = new Map<number, Circle[]>();
  for (const circle of circles) {
    const place = Math.floor(circle.x / square) * mostRows + Math.floor(circle.y / square);
    for (let column = -1; column <= 1; column++) {
      for (let row = -1; row <= 1; row++) for (const other of grid.get(place + column * mostRows + row) ?? []) part(circle, other);
    }
    append(grid, place, circle);
  }
}
