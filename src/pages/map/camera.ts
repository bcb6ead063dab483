import type { State } from './messages.js';
import type { Timeline } from './timeline.js';

/** How places become pixels. Across and down are apart, as years and heights are; marks grow less than the distances between them. */
export interface Camera {
  /** Where 0, 0 stands. */
  x: number;
  y: number;
  /** Pixels for each unit. */
  across: number;
  down: number;
  grown: number;
}

export interface Size {
  width: number;
  height: number;
}

export interface Bounds {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Room around the timeline for its words, in pixels. */
export const frame = { left: 42, right: 20, top: 16, bottom: 30 };
/** Room around the graph for names. */
const edges = { across: 60, down: 36 };
const zooms = { least: 0.3, most: 40 };
/** As much of a graph's zoom goes into its marks. */
const growth = 0.75;
const largestUnit = 1.35;
/** As few percent of all years are seen at least. */
const leastYears = 2;

/** Where points stand together. */
export function boundsOf(points: Iterable<{ x: number; y: number }>): Bounds {
  const bounds = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { x, y } of points) {
    bounds.left = Math.min(bounds.left, x);
    bounds.right = Math.max(bounds.right, x);
    bounds.top = Math.min(bounds.top, y);
    bounds.bottom = Math.max(bounds.bottom, y);
  }
  return bounds.left > bounds.right ? { left: 0, right: 0, top: 0, bottom: 0 } : bounds;
}

/** Pixels for each unit, so that all is seen. */
const unitOf = ({ left, right, top, bottom }: Bounds, { width, height }: Size): number =>
  Math.max(0.01, Math.min((width - 2 * edges.across) / (right - left || 1), (height - 2 * edges.down) / (bottom - top || 1)));

/** @param place null for all, from edge to edge */
export function graphCamera(bounds: Bounds, size: Size, place: State['place']): Camera {
  const unit = unitOf(bounds, size);
  const zoom = place?.zoom ?? 1;
  const [x, y] = place?.center ?? [(bounds.left + bounds.right) / 2, (bounds.top + bounds.bottom) / 2];
  const scale = unit * zoom;
  return { x: size.width / 2 - x * scale, y: size.height / 2 - y * scale, across: scale, down: scale, grown: Math.min(unit, largestUnit) * ((zoom - 1) * growth + 1) };
}

/** The place of a graph that a camera shows, moved by so many pixels, and zoomed about one of them. */
export function placeAfter(bounds: Bounds, size: Size, { camera, dx = 0, dy = 0, factor = 1, about }: Motion & { camera: Camera }): NonNullable<State['place']> {
  const unit = unitOf(bounds, size);
  const zoom = Math.min(zooms.most, Math.max(zooms.least, (camera.across / unit) * factor));
  const [before, after] = [camera.across, unit * zoom];
  const centre = (from: number, middle: number, fixed: number, moved: number): number => (fixed - from) / before + (middle - moved - fixed) / after;
  return { zoom, center: [centre(camera.x, size.width / 2, about?.x ?? size.width / 2, dx), centre(camera.y, size.height / 2, about?.y ?? size.height / 2, dy)] };
}

/** What a person does to the picture, in pixels. */
export interface Motion {
  dx?: number;
  dy?: number;
  factor?: number;
  /** What stays where it is while it is zoomed; the middle where nothing is said. */
  about?: { x: number; y: number };
}

/** @param years null for those in which nearly all works are */
export function timelineCamera(timeline: Timeline, { width }: Size, years: State['years']): Camera {
  const { start, end } = years ?? timeline.usual;
  const from = timeline.first - 0.5;
  const whole = timeline.end - from;
  const across = (width - frame.left - frame.right) / ((whole * (end - start)) / 100);
  return { x: frame.left - (from + (whole * start) / 100) * across, y: frame.top + timeline.above, across, down: -1, grown: 1 };
}

/** The part of all years that is seen then, in percent. */
export function yearsAfter({ usual }: Timeline, { width }: Size, years: State['years'], { dx = 0, factor = 1, about }: Motion): NonNullable<State['years']> {
  const { start, end } = years ?? usual;
  const across = width - frame.left - frame.right;
  const span = Math.min(100, Math.max(leastYears, (end - start) / factor));
  const part = ((about?.x ?? width / 2) - frame.left) / across;
  const moved = start + part * (end - start - span) - (dx / across) * span;
  const first = Math.min(100 - span, Math.max(0, moved));
  return { start: first, end: first + span };
}
