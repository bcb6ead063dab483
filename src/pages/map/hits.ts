import { curveOf, spotOf, type Line, type Mark, type Stage } from './stage.js';

/** What is under the pointer. */
export type Hit = { mark: Mark } | { line: Line };

/** Beside a mark and a line, in pixels. */
const near = { mark: 2, line: 4 };
/** A curve is asked as so many straight lines. */
const parts = 10;

/** The weightiest work under a point, or else the line nearest to it. @param lines those that are seen */
export function hitAt(stage: Pick<Stage, 'marks' | 'camera'>, lines: readonly Line[], x: number, y: number): Hit | null {
  const mark = stage.marks.find((one) => {
    const spot = spotOf(stage, one);
    return Math.hypot(spot.x - x, spot.y - y) <= spot.radius + near.mark;
  });
  if (mark) return { mark };
  let [found, least]: [Line | null, number] = [null, near.line];
  for (const line of lines) {
    const distance = distanceTo(curveOf(stage, line), x, y);
    if (distance < least) [found, least] = [line, distance];
  }
  return found && { line: found };
}

/** How far a point is from a quadratic curve, if it is anywhere near. */
function distanceTo([x1, y1, bentX, bentY, x2, y2]: ReturnType<typeof curveOf>, x: number, y: number): number {
  const isNear = x > Math.min(x1, bentX, x2) - near.line && x < Math.max(x1, bentX, x2) + near.line && y > Math.min(y1, bentY, y2) - near.line && y < Math.max(y1, bentY, y2) + near.line;
  if (!isNear) return Infinity;
  let least = Infinity;
  let [fromX, fromY] = [x1, y1];
  for (let part = 1; part <= parts; part++) {
    const t = part / parts;
    const [toX, toY] = [(1 - t) ** 2 * x1 + 2 * t * (1 - t) * bentX + t * t * x2, (1 - t) ** 2 * y1 + 2 * t * (1 - t) * bentY + t * t * y2];
    least = Math.min(least, distanceToLine(fromX, fromY, toX, toY, x, y));
    [fromX, fromY] = [toX, toY];
  }
  return least;
}

function distanceToLine(x1: number, y1: number, x2: number, y2: number, x: number, y: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}
