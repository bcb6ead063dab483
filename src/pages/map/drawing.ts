// What is seen of a stage, as zrender draws it: few paths of many lines and marks each, as thousands of its elements would take too long with every frame.
import * as l10n from '@vscode/l10n';
import { append } from '../../text/multimap.js';
import { frame, type Size } from './camera.js';
import type { Work } from './literature.js';
import type { Letters, Name } from './names.js';
import { curveOf, spotOf, type Line, type Spot, type Stage } from './stage.js';
import { dashes, type Theme } from './theme.js';
import { extendShape, Group, Line as Stroke, Rect, Text, type Path, type Pen, type Style } from './zrender.js';

/** What is pointed at or chosen, with what it is connected with. */
export interface Focus {
  /** Whose lines they are; null where a line itself is meant. */
  centre: Work | null;
  works: ReadonlySet<Work>;
  lines: readonly Line[];
}

export interface Seen {
  theme: Theme;
  size: Size;
  names: readonly Name[];
  focus: Focus | null;
  /** Only the lines with the most claims, as it is being moved. */
  isMoving: boolean;
}

/** Above so many lines, each is thin, pale and whole: they are many to draw, and hide one another. */
const mostStrong = 400;
const mostMoving = 500;
/** How much is left of what is not connected with what is pointed at. */
const faded = { mark: 0.25, line: 0.08 };

export function draw(stage: Stage, { theme, size, names, focus, isMoving }: Seen): Group {
  const lines = isMoving && stage.lines.length > mostMoving ? strongest(stage.lines) : stage.lines;
  const spots = stage.marks.map((mark) => spotOf(stage, mark));
  const contents = groupOf([
    ...linePaths(stage, lines, theme, focus ? faded.line : 1),
    ...markPaths(spots, theme, focus ? { opacity: faded.mark } : {}),
    ...(focus ? focusPaths(stage, focus, { theme, spots }) : []),
    ...names.map((name) => nameText(stage, name, theme)),
  ]);
  if (!stage.timeline) return groupOf([contents]);
  contents.setClipPath(new Rect({ shape: { x: frame.left, y: 0, width: size.width - frame.left, height: size.height - frame.bottom } }));
  return groupOf([...axisOf(stage, { theme, size }), contents]);
}

export type Part = Path | Text | Group;

/** Nothing in it is asked what the pointer is upon: hits.ts tells that. */
export function groupOf(parts: readonly Part[]): Group {
  const group = new Group({ silent: true });
  // under exactOptionalPropertyTypes its shapes are not of its own type of elements
  for (const part of parts) group.add(part as Parameters<Group['add']>[0]);
  return group;
}

const strongest = (lines: readonly Line[]): Line[] => [...lines].sort((a, b) => b.citation.claims - a.citation.claims).slice(0, mostMoving);

// --- lines

/** Lines of one look in one path: six numbers each. */
const Curves = extendShape({
  shape: { points: [] as number[] },
  buildPath(path: Pen, { points }: { points: number[] }) {
    for (let at = 0; at < points.length; at += 6) {
      path.moveTo(points[at]!, points[at + 1]!);
      path.quadraticCurveTo(points[at + 2]!, points[at + 3]!, points[at + 4]!, points[at + 5]!);
    }
  },
});

const Arrows = extendShape({
  shape: { points: [] as number[] },
  buildPath(path: Pen, { points }: { points: number[] }) {
    for (let at = 0; at < points.length; at += 6) {
      path.moveTo(points[at]!, points[at + 1]!);
      path.lineTo(points[at + 2]!, points[at + 3]!);
      path.lineTo(points[at + 4]!, points[at + 5]!);
      path.closePath();
    }
  },
});

function linePaths(stage: Stage, lines: readonly Line[], theme: Theme, opacity: number): Path[] {
  const looks = new Map<string, Line[]>();
  const isStrong = lines.length <= mostStrong;
  for (const line of lines) append(looks, `${line.citation.purpose} ${isStrong ? Math.ceil(2 * widthOf(line)) : ''}`, line);
  return [...looks.values()].flatMap((alike) => {
    const { purpose } = alike[0]!.citation;
    const strength = (purpose === 'lists' ? 0.5 : 0.75) * (isStrong ? 1 : Math.sqrt(mostStrong / lines.length) / 1.6);
    const style: Style = { stroke: theme.purposes[purpose], fill: 'none', lineWidth: isStrong ? widthOf(alike[0]!) : 1, opacity: opacity * strength, lineDash: isStrong ? [...dashes[purpose]] : [] };
    const arrows = isStrong ? alike.filter(({ to }) => to.work.isSource) : [];
    return [
      new Curves({ style, shape: { points: alike.flatMap((line) => curveOf(stage, line)) } }),
      ...(arrows.length === 0 ? [] : [new Arrows({ style: { fill: theme.purposes[purpose], opacity: opacity * strength }, shape: { points: arrows.flatMap((line) => arrowOf(stage, line)) } })]),
    ];
  });
}

const widthOf = ({ citation: { claims } }: Line): number => Math.min(5, 1 + 0.7 * Math.log2(Math.max(1, claims)));

const arrowLength = 8;

/** The head of a line, at the edge of the work that it leads to. */
function arrowOf(stage: Stage, line: Line): number[] {
  const [, , bentX, bentY, x, y] = curveOf(stage, line);
  const distance = Math.hypot(x - bentX, y - bentY) || 1;
  const [dx, dy] = [(x - bentX) / distance, (y - bentY) / distance];
  const { radius } = spotOf(stage, line.to);
  const [tipX, tipY] = [x - dx * radius, y - dy * radius];
  const [backX, backY] = [tipX - dx * arrowLength, tipY - dy * arrowLength];
  const half = arrowLength / 2.4;
  return [tipX, tipY, backX - dy * half, backY + dx * half, backX + dy * half, backY - dx * half];
}

// --- works

const Discs = extendShape({
  shape: { spots: [] as readonly Spot[] },
  buildPath(path: Pen, { spots }: { spots: readonly Spot[] }) {
    for (const { x, y, radius } of spots) {
      path.moveTo(x + radius, y);
      path.arc(x, y, radius, 0, 2 * Math.PI);
    }
  },
});

/** Of a side, that its corners are round. */
const rounding = 0.25;

const Boxes = extendShape({
  shape: { spots: [] as readonly Spot[] },
  buildPath(path: Pen, { spots }: { spots: readonly Spot[] }) {
    for (const spot of spots) roundedBox(path, spot);
  },
});

/** From corner to corner, with the sun. */
function roundedBox(path: Pen, { x, y, radius: half }: Spot): void {
  const straight = half - 2 * half * rounding;
  path.moveTo(x - straight, y - half);
  path.lineTo(x + straight, y - half);
  path.quadraticCurveTo(x + half, y - half, x + half, y - straight);
  path.lineTo(x + half, y + straight);
  path.quadraticCurveTo(x + half, y + half, x + straight, y + half);
  path.lineTo(x - straight, y + half);
  path.quadraticCurveTo(x - half, y + half, x - half, y + straight);
  path.lineTo(x - half, y - straight);
  path.quadraticCurveTo(x - half, y - half, x - straight, y - half);
  path.closePath();
}

function markPaths(spots: readonly Spot[], theme: Theme, style: Style): Path[] {
  const [sources, cited] = [spots.filter(({ mark }) => mark.work.isSource), spots.filter(({ mark }) => !mark.work.isSource)];
  const look: Style = { stroke: theme.background, lineWidth: 1, ...style };
  return [new Discs({ style: { fill: theme.work, ...look }, shape: { spots: cited } }), new Boxes({ style: { fill: theme.source, ...look }, shape: { spots: sources } })];
}

const fontOf = ({ font, fontSize }: Theme, isSource: boolean): string => `${isSource ? `bold ${fontSize}px` : `${fontSize - 2}px`} ${font}`;

const ruler = document.createElement('canvas').getContext('2d')!;
/** Of words in a font. */
const widths = new Map<string, number>();

/** How much room names take. */
export const lettersOf = (theme: Theme): Letters => ({
  height: theme.fontSize + 2,
  width(text, isSource) {
    const font = fontOf(theme, isSource);
    const known = widths.get(`${font} ${text}`);
    if (known !== undefined) return known;
    ruler.font = font;
    const { width } = ruler.measureText(text);
    widths.set(`${font} ${text}`, width);
    return width;
  },
});

function nameText(stage: Stage, { mark, text, dx, dy }: Name, theme: Theme): Text {
  const { x, y } = spotOf(stage, mark);
  const style = { text, fill: theme.foreground, stroke: theme.background, lineWidth: 3, font: fontOf(theme, mark.work.isSource), verticalAlign: 'middle' as const };
  return new Text({ x: x + dx, y: y + dy, style });
}

const focusPaths = (stage: Stage, { works, lines }: Focus, { theme, spots }: { theme: Theme; spots: readonly Spot[] }): Path[] => [
  ...linePaths(stage, lines, theme, 1),
  ...markPaths(spots.filter(({ mark }) => works.has(mark.work)), theme, { stroke: theme.focus, lineWidth: 2 }),
];

// --- years

const tickWidth = 56;

/** Years below the timeline, and what stands above and below its line. */
function axisOf(stage: Stage, { theme, size }: Pick<Seen, 'theme' | 'size'>): (Path | Text)[] {
  const { first, last, undated, above, below } = stage.timeline!;
  const { camera } = stage;
  const [left, right, foot] = [frame.left, size.width - frame.right, size.height - frame.bottom];
  const font = `${theme.fontSize - 1}px ${theme.font}`;
  const words = (text: string, place: { x: number; y: number; rotation?: number }): Text => new Text({ ...place, style: { text, fill: theme.muted, font, align: 'center', verticalAlign: 'middle' } });
  const line = (x1: number, y1: number, x2: number, y2: number, opacity: number): Path => new Stroke({ shape: { x1, y1, x2, y2 }, style: { stroke: theme.foreground, opacity, lineWidth: 1 }, subPixelOptimize: true });
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((years) => years * camera.across >= tickWidth) ?? 1000;
  const xOf = (year: number): number => camera.x + camera.across * year;
  const years = Array.from({ length: Math.floor((last - first) / step) + 2 }, (_, index) => (Math.ceil(first / step) + index) * step)
    .filter((year) => year <= last && xOf(year) >= left && xOf(year) <= right);
  return [
    ...years.flatMap((year) => [line(xOf(year), frame.top, xOf(year), foot, 0.08), words(String(year), { x: xOf(year), y: foot + frame.bottom / 2 })]),
    line(left, frame.top + above, right, frame.top + above, 0.7),
    ...(undated !== null && xOf(undated) <= right ? [words(l10n.t('Undated'), { x: xOf(undated), y: foot + frame.bottom / 2 })] : []),
    words(l10n.t('Cited works'), { x: left / 2, y: frame.top + above / 2, rotation: Math.PI / 2 }),
    words(l10n.t('Sources'), { x: left / 2, y: frame.top + above + below / 2, rotation: Math.PI / 2 }),
  ];
}
