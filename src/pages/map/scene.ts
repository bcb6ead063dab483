import type { GraphSeriesOption, TooltipComponentOption, GridComponentOption, DataZoomComponentOption, GraphicComponentOption } from 'echarts';
import type { ComposeOption } from 'echarts/core';
import * as l10n from '@vscode/l10n';
import type { Placed, Places } from './layout.js';
import type { Citation, Work } from './literature.js';
import type { State } from './messages.js';
import { dashes, type Theme } from './theme.js';
import type { Timeline } from './timeline.js';
import { purposeName, standing } from './words.js';

export type Scene = ComposeOption<GraphSeriesOption | TooltipComponentOption | GridComponentOption | DataZoomComponentOption | GraphicComponentOption>;

/** Room around the timeline for its words, in pixels. */
export const frame = { left: 42, right: 20, top: 16, bottom: 30 };
/** Room around the graph for names. */
export const edges = { left: 60, right: 60, top: 36, bottom: 36 };
/** So many works may have their names beside them; of those that would overlap, the larger. */
const mostNames = 250;
/** Above so many lines, a timeline shows only those of the work that is chosen. */
const mostArcs = 250;
/** Above so many things, nothing moves by itself. */
const mostMoving = 600;
/** What is not drawn smaller, in pixels. */
const smallest = 4;

/** Above so many lines, each is thin, pale and whole: they are many to draw, and hide one another. */
const mostStrong = 400;

/** The works that are drawn, and the lines between them. */
export interface Drawn {
  works: readonly Work[];
  lines: readonly Citation[];
}

const longestName = 32;
/** In this last part of all years, names stand before their works. */
const nearEnd = 0.14;

interface Look {
  theme: Theme;
  /** Nothing moves by itself. */
  still: boolean;
}

/** Who cites whom. @param scale pixels for each unit of the places, when all is seen */
export function graphScene(drawn: Drawn, places: Places, { theme, still, scale, place }: Look & { scale: number; place: State['place'] }): Scene {
  const grown = Math.min(scale, 1.35);
  const data = drawn.works.map((work, index) => {
    const { x, y, size } = places.get(work)!;
    return { ...nodeOf(work, index, theme), x, y, symbolSize: Math.max(smallest, size * grown) };
  });
  return {
    ...common(theme, still || drawn.works.length > mostMoving),
    series: [
      {
        ...series(drawn, theme),
        id: 'graph',
        layout: 'none',
        preserveAspect: 'contain',
        ...edges,
        data,
        links: drawn.lines.map((citation, index) => lineOf(citation, { bend: bends(drawn.lines, index), many: drawn.lines.length, theme })),
        roam: true,
        scaleLimit: { min: 0.3, max: 40 },
        nodeScaleRatio: 0.75,
        draggable: true,
        ...(place ? { zoom: place.zoom, center: [...place.center] } : {}),
      },
    ],
  };
}

/** The same works by their years. */
export function timelineScene(drawn: Drawn, timeline: Timeline, { theme, still, years }: Look & { years: State['years'] }): Scene {
  const arcs = drawn.lines.length > mostArcs ? { opacity: 0, blurred: 0 } : { opacity: 0.35, blurred: 0.05 };
  const axis = { type: 'value' as const, min: timeline.first - 0.5, max: timeline.end };
  const label = { color: theme.muted, fontFamily: theme.font, fontSize: theme.fontSize - 1 };
  const quiet = { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } };
  return {
    ...common(theme, still || drawn.works.length > mostMoving),
    grid: { ...frame, show: false },
    xAxis: [
      {
        ...axis,
        ...quiet,
        minInterval: 1,
        axisLine: { onZero: true, lineStyle: { color: theme.muted } },
        splitLine: { lineStyle: { color: theme.foreground, opacity: 0.08 } },
        axisLabel: { ...label, hideOverlap: true, formatter: (year: number) => (year > timeline.last || !Number.isInteger(year) ? '' : String(year)) },
        position: 'bottom',
      },
      ...(timeline.undated === null ? [] : [{ ...axis, ...quiet, position: 'bottom' as const, axisLabel: { ...label, customValues: [timeline.undated], formatter: () => l10n.t('Undated') } }]),
    ],
    yAxis: {
      ...quiet,
      type: 'value',
      min: -timeline.below,
      max: timeline.above,
      axisLabel: { ...label, rotate: 90, customValues: [-timeline.below / 2, timeline.above / 2], formatter: (y: number) => (y < 0 ? l10n.t('Sources') : l10n.t('Cited works')) },
    },
    dataZoom: [{ type: 'inside', xAxisIndex: timeline.undated === null ? [0] : [0, 1], filterMode: 'none', ...(years ?? timeline.usual), minSpan: 2 }],
    series: [
      {
        ...series(drawn, theme),
        // another than the graph's, or ECharts would draw it moved and zoomed as that is
        id: 'timeline',
        coordinateSystem: 'cartesian2d',
        data: drawn.works.map((work, index) => {
          const { x, y, size } = timeline.places.get(work) as Placed;
          const node = nodeOf(work, index, theme);
          const position = work.isSource ? ('bottom' as const) : x > timeline.end - (timeline.end - timeline.first) * nearEnd ? ('left' as const) : ('right' as const);
          return { ...node, value: [x, y], symbolSize: size, label: { ...node.label, position, distance: 3 } };
        }),
        links: drawn.lines.map((citation, index) => {
          const bent = lineOf(citation, { bend: bends(drawn.lines, index) + 0.25, many: drawn.lines.length, theme });
          return { ...bent, lineStyle: { ...bent.lineStyle, opacity: arcs.opacity } };
        }),
        blur: { ...blurred, lineStyle: { opacity: arcs.blurred } },
      },
    ],
  };
}

/** What is not connected with the work that is chosen. */
const blurred = { itemStyle: { opacity: 0.25 }, lineStyle: { opacity: 0.05 }, label: { show: false } };

function common(theme: Theme, still: boolean): Scene {
  return {
    animation: !still,
    animationDurationUpdate: 300,
    stateAnimation: { duration: still ? 0 : 120 },
    textStyle: { fontFamily: theme.font, fontSize: theme.fontSize, color: theme.foreground },
    tooltip: {
      renderMode: 'richText',
      confine: true,
      backgroundColor: theme.hover.background,
      borderColor: theme.hover.border,
      borderWidth: 1,
      padding: [6, 9],
      textStyle: { color: theme.hover.foreground, fontFamily: theme.font, fontSize: theme.fontSize },
    },
  };
}

function series({ works, lines }: Drawn, theme: Theme): GraphSeriesOption {
  return {
    type: 'graph',
    tooltip: {
      formatter: (given) => {
        const { dataType, dataIndex } = given as { dataType?: string; dataIndex: number };
        return plain(dataType === 'edge' ? told(lines[dataIndex]!) : described(works[dataIndex]!));
      },
    },
    label: {
      position: 'right',
      distance: 4,
      color: theme.foreground,
      fontFamily: theme.font,
      fontSize: theme.fontSize - 2,
      textBorderColor: theme.background,
      textBorderWidth: 3,
      formatter: ({ dataIndex }) => shortened(works[dataIndex]!.name),
    },
    labelLayout: { hideOverlap: true },
    emphasis: { focus: 'adjacency', scale: 1.15, label: { show: true, fontWeight: 'bold' }, itemStyle: { borderColor: theme.focus, borderWidth: 3 }, lineStyle: { opacity: 1 } },
    blur: blurred,
  };
}

function nodeOf(work: Work, index: number, theme: Theme) {
  const { key, isSource } = work;
  return {
    id: key,
    name: work.name,
    symbol: isSource ? 'roundRect' : 'circle',
    itemStyle: { color: isSource ? theme.source : theme.work, borderColor: theme.background, borderWidth: 1 },
    label: { show: index < mostNames, ...(isSource ? { fontWeight: 'bold' as const, fontSize: theme.fontSize } : {}) },
    cursor: 'pointer',
  };
}

function lineOf({ from, to, purpose, claims }: Citation, { bend, many, theme }: { bend: number; many: number; theme: Theme }) {
  const strong = many <= mostStrong;
  const width = strong ? Math.min(5, 1 + 0.7 * Math.log2(Math.max(1, claims))) : 1;
  const opacity = (purpose === 'lists' ? 0.5 : 0.75) * Math.min(1, Math.sqrt(mostStrong / many) / (strong ? 1 : 1.6));
  return {
    source: from.key,
    target: to.key,
    symbol: to.isSource && strong ? ['none', 'arrow'] : ['none', 'none'],
    symbolSize: 7,
    lineStyle: { color: theme.purposes[purpose], type: strong && dashes[purpose].length > 0 ? [...dashes[purpose]] : ('solid' as const), width, opacity, curveness: bend },
    cursor: 'pointer',
  };
}

/** Lines between the same two works lie beside one another: the first straight, the others to its sides. */
function bends(citations: readonly Citation[], index: number): number {
  let beside = 0;
  while (citations[index - beside - 1]?.from === citations[index]!.from && citations[index - beside - 1]?.to === citations[index]!.to) beside++;
  return Math.ceil(beside / 2) * (beside % 2 === 0 ? -0.16 : 0.16);
}

const shortened = (name: string): string => (name.length > longestName ? `${name.slice(0, longestName - 1).trimEnd()}…` : name);

/** "{" begins a style in ECharts' words. */
const plain = (text: string): string => text.replace(/[{|}]/g, ' ');

const lineLength = 60;
/** In lines of some sixty letters: ECharts breaks none. */
const wrapped = (text: string): string => text.replace(new RegExp(`(.{1,${lineLength}})(?:\\s|$)`, 'g'), '$1\n').trimEnd();

const described = (work: Work): string => [work.name, wrapped(work.title), wrapped(standing(work))].filter((line) => line !== '').join('\n');
const told = ({ from, to, purpose, claims }: Citation): string => `${from.name} → ${to.name}\n${purposeName(purpose)}${claims > 0 ? ` · ${claims}` : ''}`;

