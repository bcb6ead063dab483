import { boundsOf, frame, graphCamera, placeAfter, timelineCamera, yearsAfter, type Bounds, type Camera, type Motion, type Size } from './camera.js';
import { graphLayout, type Places } from './layout.js';
import { linesOf, type Citation, type Shown, type Work } from './literature.js';
import type { State } from './messages.js';
import { timelineLayout, type Timeline } from './timeline.js';

/** A work where it is drawn: its middle and its diameter, in the units of the places. */
export interface Mark {
  work: Work;
  x: number;
  y: number;
  size: number;
}

export interface Line {
  citation: Citation;
  from: Mark;
  to: Mark;
  /** How far its middle lies to the side, as a part of its length. */
  bend: number;
}

/** A mark in pixels. */
export interface Spot {
  mark: Mark;
  x: number;
  y: number;
  radius: number;
}

/** Works where they stand, the lines between them, and what part of it is seen. */
export interface Stage {
  /** Those that weigh most first. */
  readonly marks: readonly Mark[];
  /** Those that are seen as long as nothing is pointed at. */
  readonly lines: readonly Line[];
  readonly camera: Camera;
  /** Names may lie upon lighter works that are no sources. */
  readonly isCrowded: boolean;
  readonly timeline: Timeline | null;
  /** Where there may be names, in pixels. */
  readonly inside: Bounds;
  /** All lines from and to a work. */
  linesAt(work: Work): Line[];
  /** What a person has moved is kept as this. */
  move(motion: Motion): Pick<State, 'place'> | Pick<State, 'years'>;
}

/** What is not drawn smaller, in pixels. */
const smallest = 4;

export function spotOf({ camera }: Pick<Stage, 'camera'>, mark: Mark): Spot {
  return { mark, x: camera.x + camera.across * mark.x, y: camera.y + camera.down * mark.y, radius: Math.max(smallest, mark.size * camera.grown) / 2 };
}

/** A quadratic curve: where it begins, what it bends to, where it ends. */
export function curveOf(stage: Pick<Stage, 'camera'>, { from, to, bend }: Line): [number, number, number, number, number, number] {
  const [a, b] = [spotOf(stage, from), spotOf(stage, to)];
  return [a.x, a.y, (a.x + b.x) / 2 - (a.y - b.y) * bend, (a.y + b.y) / 2 - (b.x - a.x) * bend, b.x, b.y];
}

/** Where lines of citations lie: those between the same two works beside one another, the first straight, the others to its sides. */
class Marked {
  readonly marks: readonly Mark[];
  private readonly byWork: ReadonlyMap<Work, Mark>;

  constructor(private readonly shown: Shown, places: Places, private readonly bend: number) {
    this.marks = shown.works.map((work) => ({ work, ...places.get(work)! }));
    this.byWork = new Map(this.marks.map((mark) => [mark.work, mark]));
  }

  linesOf(citations: readonly Citation[]): Line[] {
    let beside = 0;
    return linesOf(citations).map((citation, index, all) => {
      const before = all[index - 1];
      beside = before?.from === citation.from && before.to === citation.to ? beside + 1 : 0;
      return { citation, from: this.byWork.get(citation.from)!, to: this.byWork.get(citation.to)!, bend: this.bend + Math.ceil(beside / 2) * (beside % 2 === 0 ? -0.16 : 0.16) };
    });
  }

  linesAt(work: Work): Line[] {
    return this.linesOf(this.shown.citations.filter(({ from, to }) => from === work || to === work));
  }
}

/** Who cites whom. */
export class GraphStage extends Marked implements Stage {
  readonly lines: readonly Line[];
  readonly isCrowded = true;
  readonly timeline = null;
  private readonly bounds: Bounds;

  constructor(shown: Shown, private readonly size: Size, private place: State['place']) {
    super(shown, graphLayout(shown), 0);
    this.bounds = boundsOf(this.marks);
    this.lines = this.linesOf(shown.citations);
  }

  get inside(): Bounds {
    return { left: 0, right: this.size.width, top: 0, bottom: this.size.height };
  }

  get camera(): Camera {
    return graphCamera(this.bounds, this.size, this.place);
  }

  move(motion: Motion): Pick<State, 'place'> {
    this.place = placeAfter(this.bounds, this.size, { ...motion, camera: this.camera });
    return { place: this.place };
  }
}

/** Above so many lines, a timeline shows only those of the work that is pointed at. */
export const mostArcs = 250;
/** How much its lines are bent. */
const arched = 0.25;

/** The same works by their years. */
export class TimelineStage extends Marked implements Stage {
  readonly lines: readonly Line[];
  readonly isCrowded = false;
  readonly timeline: Timeline;

  constructor(shown: Shown, private readonly size: Size, private years: State['years']) {
    const timeline = timelineLayout(shown, { width: size.width - frame.left - frame.right, height: size.height - frame.top - frame.bottom });
    super(shown, timeline.places, arched);
    this.timeline = timeline;
    this.lines = shown.citations.length > mostArcs ? [] : this.linesOf(shown.citations);
  }

  get inside(): Bounds {
    return { left: frame.left, right: this.size.width, top: 0, bottom: this.size.height - frame.bottom };
  }

  get camera(): Camera {
    return timelineCamera(this.timeline, this.size, this.years);
  }

  move(motion: Motion): Pick<State, 'years'> {
    this.years = yearsAfter(this.timeline, this.size, this.years, motion);
    return { years: this.years };
  }
}
