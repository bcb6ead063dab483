import type { Bounds } from './camera.js';
import type { Mark, Spot } from './stage.js';

/** A name beside a work: the middle of its left edge, in pixels from the work's middle. */
export interface Name {
  mark: Mark;
  text: string;
  dx: number;
  dy: number;
}

/** So many works may have their names beside them. */
const mostNames = 200;
const longestName = 32;
/** Between a work and its name, and around it, in pixels. */
const distance = 4;

/** Where a name stands that is so wide and high, from the middle of a work: the best places first. */
const sides: ((radius: number, width: number, height: number) => { dx: number; dy: number })[] = [
  (radius) => ({ dx: radius + distance, dy: 0 }),
  (radius, width) => ({ dx: -radius - distance - width, dy: 0 }),
  (radius, width, height) => ({ dx: -width / 2, dy: radius + height / 2 + 1 }),
  (radius, width, height) => ({ dx: -width / 2, dy: -radius - height / 2 - 1 }),
];

export interface Letters {
  /** Of a line, in pixels. */
  height: number;
  width(text: string, isSource: boolean): number;
}

interface Room {
  /** Where names may stand. */
  inside: Bounds;
  letters: Letters;
  /** Names may lie upon works that weigh less than theirs, unless these are sources. */
  isCrowded: boolean;
}

/** Names of those works that have room for them, the weightiest first: none lies on another, none beyond the edge. */
export function placeNames(spots: readonly Spot[], { inside, letters, isCrowded }: Room): Name[] {
  const taken: Bounds[] = [];
  const marks = spots.filter(({ x, y }) => x > inside.left && x < inside.right && y > inside.top && y < inside.bottom).map((spot) => ({ spot, box: boxOf(spot) }));
  return marks.slice(0, mostNames).flatMap(({ spot, box }, index) => {
    const text = shortened(spot.mark.work.name);
    const [width, height] = [letters.width(text, spot.mark.work.isSource), letters.height];
    const others = isCrowded ? marks.filter((one, at) => at < index || one.spot.mark.work.isSource) : marks;
    const free = sides.map((side) => side(spot.radius, width, height)).find(({ dx, dy }) => {
      const place = { left: spot.x + dx, right: spot.x + dx + width, top: spot.y + dy - height / 2, bottom: spot.y + dy + height / 2 };
      const isInside = place.left >= inside.left && place.right <= inside.right && place.top >= inside.top && place.bottom <= inside.bottom;
      if (!isInside || taken.some((one) => overlap(one, place)) || others.some((one) => one.box !== box && overlap(one.box, place))) return false;
      taken.push(place);
      return true;
    });
    return free ? [{ mark: spot.mark, text, ...free }] : [];
  });
}

const boxOf = ({ x, y, radius }: Spot): Bounds => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });

const overlap = (a: Bounds, b: Bounds): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Beside a work there is not room for every name as a whole. */
const shortened = (name: string): string => (name.length > longestName ? `${name.slice(0, longestName - 1).trimEnd()}…` : name);
