import { init, use, type EChartsType } from 'echarts/core';
import { GraphChart } from 'echarts/charts';
import { DataZoomInsideComponent, GraphicComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import { graphLayout, type Places } from './layout.js';
import { linesOf, type Citation, type Shown, type Work } from './literature.js';
import type { Format, State } from './messages.js';
import { legendOf, legendHeight } from './legend.js';
import { edges, frame, graphScene, timelineScene, type Scene } from './scene.js';
import { movesLittle, readTheme } from './theme.js';
import { timelineLayout } from './timeline.js';

use([GraphChart, GridComponent, TooltipComponent, DataZoomInsideComponent, GraphicComponent, LabelLayout, CanvasRenderer, SVGRenderer]);

/** What a person does in the picture. */
interface Acts {
  choose(chosen: Work | Citation | null): void;
  open(work: Work): void;
  /** The picture was moved or zoomed. */
  moved(place: Pick<State, 'place' | 'years'>): void;
}

/** What is drawn, and how. */
export interface Drawing extends Pick<State, 'view' | 'place' | 'years'> {
  shown: Shown;
}

const exportScale = 2;
const nothing: Shown = { works: [], citations: [], fitting: 0 };

/** The graph or the timeline, on a canvas. */
export class Picture {
  private readonly chart: EChartsType;
  private drawing: Drawing = { view: 'graph', place: null, years: null, shown: nothing };
  private lines: readonly Citation[] = [];
  private drawnView: State['view'] | undefined;
  private chosen: Work | Citation | null = null;
  /** Pixels for each unit of the graph as long as all of it is seen. */
  private unit = 1;

  constructor(private readonly element: HTMLElement, private readonly acts: Acts) {
    this.chart = init(element, null, { renderer: 'canvas' });
    this.chart.on('click', ({ dataType, dataIndex }) => acts.choose(this.at(dataType, dataIndex)));
    this.chart.on('dblclick', ({ dataType, dataIndex }) => {
      const work = this.at(dataType, dataIndex);
      if (work && 'key' in work) acts.open(work);
    });
    this.chart.getZr().on('click', ({ target }) => {
      if (!target) acts.choose(null);
    });
    this.chart.on('mouseout', () => this.mark());
    this.chart.on('graphroam', () => acts.moved({ place: this.placeNow(), years: this.drawing.years }));
    this.chart.on('datazoom', (event) => {
      const { batch: [zoomed] = [] } = event as { batch?: { start?: number; end?: number }[] };
      if (zoomed?.start !== undefined && zoomed.end !== undefined) this.lookAt(zoomed.start, zoomed.end);
    });
    new ResizeObserver(() => this.resize()).observe(element);
  }

  draw(drawing: Drawing): void {
    this.drawing = drawing;
    this.lines = linesOf(drawing.shown);
    this.chart.setOption(this.sceneFor(drawing), this.drawnView === drawing.view ? { replaceMerge: ['xAxis'] } : { notMerge: true });
    this.drawnView = drawing.view;
    this.mark();
  }

  /** Sets apart what is chosen, and what it is connected with. */
  choose(chosen: Work | Citation | null): void {
    this.chosen = chosen;
    this.mark();
  }

  zoom(factor: number): void {
    const { width, height } = this.size;
    if (this.drawing.view === 'graph') {
      this.chart.dispatchAction({ type: 'graphRoam', seriesId: 'graph', zoom: factor, originX: width / 2, originY: height / 2 });
      return;
    }
    const { start, end } = this.drawing.years ?? { start: 0, end: 100 };
    const [middle, half] = [(start + end) / 2, (end - start) / factor / 2];
    this.chart.dispatchAction({ type: 'dataZoom', start: Math.max(0, middle - half), end: Math.min(100, middle + half) });
  }

  /** All that is shown, from edge to edge. */
  fit(): void {
    this.acts.moved({ place: null, years: { start: 0, end: 100 } });
  }

  /** What is seen now, with a legend, as a file. */
  async bytes(format: Format): Promise<Uint8Array> {
    const { width, height } = this.size;
    const theme = readTheme();
    const svg = format === 'svg';
    const chart = svg
      ? init(null, null, { renderer: 'svg', ssr: true, width, height: height + legendHeight })
      : init(document.createElement('canvas') as unknown as HTMLDivElement, null, { renderer: 'canvas', devicePixelRatio: exportScale, width, height: height + legendHeight });
    try {
      const scene = this.sceneFor({ ...this.drawing, place: this.placeNow() });
      chart.setOption({ ...atTop(scene), animation: false, backgroundColor: theme.background, graphic: legendOf(theme, { width, height }) });
      return svg ? new TextEncoder().encode(chart.renderToSVGString()) : await pngOf(chart);
    } finally {
      chart.dispose();
    }
  }

  private get size(): { width: number; height: number } {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  private sceneFor({ view, shown, place, years }: Drawing): Scene {
    const [theme, still, { width, height }] = [readTheme(), movesLittle(), this.size];
    if (view === 'timeline') {
      const timeline = timelineLayout(shown, { width: width - frame.left - frame.right, height: height - frame.top - frame.bottom });
      return timelineScene({ works: shown.works, lines: this.lines }, timeline, { theme, still, years });
    }
    const places = graphLayout(shown);
    this.unit = scaleToFit(places, { width, height });
    return graphScene({ works: shown.works, lines: this.lines }, places, { theme, still, scale: this.unit, place });
  }

  private at(dataType: string | undefined, index: number): Work | Citation | null {
    return (dataType === 'edge' ? this.lines[index] : this.drawing.shown.works[index]) ?? null;
  }

  private mark(): void {
    const { chosen } = this;
    this.chart.dispatchAction({ type: 'downplay', seriesId: this.drawing.view });
    if (chosen === null) return;
    const [dataType, dataIndex] = 'key' in chosen ? ['node', this.drawing.shown.works.indexOf(chosen)] : ['edge', this.lines.findIndex(({ from, to }) => from === chosen.from && to === chosen.to)];
    if (dataIndex >= 0) this.chart.dispatchAction({ type: 'highlight', seriesId: this.drawing.view, dataType, dataIndex });
  }

  private lookAt(start: number, end: number): void {
    this.drawing = { ...this.drawing, years: { start, end } };
    this.acts.moved({ place: this.drawing.place, years: { start, end } });
  }

  /** Where the graph stands, from two of its points as they are seen. */
  private placeNow(): State['place'] {
    if (this.drawing.view !== 'graph' || this.drawing.shown.works.length === 0) return this.drawing.place;
    const { width, height } = this.size;
    const [x, y] = this.chart.convertFromPixel({ seriesId: 'graph' }, [width / 2, height / 2]) as [number, number];
    return { zoom: this.pixelsForUnit() / this.unit, center: [x, y] };
  }

  private pixelsForUnit(): number {
    const [left] = this.chart.convertFromPixel({ seriesId: 'graph' }, [0, 0]) as [number, number];
    const [right] = this.chart.convertFromPixel({ seriesId: 'graph' }, [100, 0]) as [number, number];
    return 100 / (right - left || 1);
  }

  private resize(): void {
    const { width, height } = this.size;
    if (width === this.chart.getWidth() && height === this.chart.getHeight()) return;
    this.chart.resize();
    if (this.drawing.shown.works.length > 0) this.draw(this.drawing);
  }
}

/** Pixels for each unit of the places, so that all of them are seen. */
function scaleToFit(places: Places, { width, height }: { width: number; height: number }): number {
  const across = extent([...places.values()].map(({ x }) => x));
  const down = extent([...places.values()].map(({ y }) => y));
  return Math.min((width - edges.left - edges.right) / across, (height - edges.top - edges.bottom) / down);
}

const extent = (values: readonly number[]): number => (values.length === 0 ? 1 : Math.max(...values) - Math.min(...values) || 1);

/** The same scene with room for a legend below it. */
function atTop(scene: Scene): Scene {
  const series = (Array.isArray(scene.series) ? scene.series : [scene.series]).map((one) => ({ ...one, bottom: edges.bottom + legendHeight }));
  return { ...scene, series, ...(scene.grid ? { grid: { ...frame, bottom: frame.bottom + legendHeight } } : {}) } as Scene;
}

async function pngOf(chart: EChartsType): Promise<Uint8Array> {
  const canvas = chart.renderToCanvas({ pixelRatio: exportScale });
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  return new Uint8Array(await blob!.arrayBuffer());
}
