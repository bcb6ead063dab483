import type { Size } from './camera.js';
import { draw, groupOf, lettersOf, type Focus } from './drawing.js';
import { hitAt, type Hit } from './hits.js';
import { legendHeight, legendOf } from './legend.js';
import type { Citation, Shown, Work } from './literature.js';
import type { Format, State } from './messages.js';
import { placeNames, type Name } from './names.js';
import { GraphStage, spotOf, TimelineStage, type Line, type Stage } from './stage.js';
import type { Theme } from './theme.js';
import { described, told } from './words.js';
import { init, type Canvas, type Group } from './zrender.js';

/** What a person does in the picture. */
interface Acts {
  choose(chosen: Work | Citation | null): void;
  open(work: Work): void;
  /** The picture was moved or zoomed. */
  moved(place: Partial<Pick<State, 'place' | 'years'>>): void;
}

/** What is drawn, and how. */
export interface Drawing extends Pick<State, 'view' | 'place' | 'years'> {
  shown: Shown;
  theme: Theme;
}

const exportScale = 2;
/** After so many milliseconds, what was moved is at rest, and drawn as a whole. */
const restMilliseconds = 120;
/** Less is a click, in pixels. */
const leastDrag = 4;
/** How much one pixel of the wheel zooms, and one of a pinch, which browsers tell as a wheel with Ctrl. */
const wheelZoom = { turned: 0.0018, pinched: 0.01 };
const pixelsInLine = 16;

/** The graph or the timeline, on a canvas. */
export class Picture {
  private readonly canvas: Canvas;
  private readonly hover = document.createElement('div');
  private drawing: Drawing | undefined;
  private stage: Stage | undefined;
  private group: Group | undefined;
  private names: Name[] = [];
  private chosen: Work | Citation | null = null;
  private pointed: Hit | null = null;
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly element: HTMLElement, private readonly acts: Acts) {
    this.canvas = init(element, { renderer: 'canvas' });
    this.hover.className = 'hover';
    this.hover.hidden = true;
    element.append(this.hover);
    element.addEventListener('pointerdown', (event) => this.press(event));
    element.addEventListener('pointermove', (event) => {
      if (event.buttons === 0) this.point(this.hit(event), event);
    });
    element.addEventListener('pointerleave', () => this.point(null));
    element.addEventListener('dblclick', (event) => {
      const hit = this.hit(event);
      if (hit && 'mark' in hit) acts.open(hit.mark.work);
    });
    element.addEventListener('wheel', (event) => this.turn(event), { passive: false });
    new ResizeObserver(() => this.resize()).observe(element);
  }

  /** Draws at once, so that the page knows when it has. */
  draw(drawing: Drawing): void {
    this.drawing = drawing;
    this.pointed = null;
    this.hover.hidden = true;
    const { view, shown, place, years } = drawing;
    this.stage = view === 'graph' ? new GraphStage(shown, this.size, place) : new TimelineStage(shown, this.size, years);
    this.rest();
    this.canvas.refreshImmediately();
  }

  /** Sets apart what is chosen, and what it is connected with. */
  choose(chosen: Work | Citation | null): void {
    this.chosen = chosen;
    this.rest();
  }

  zoom(factor: number): void {
    this.move({ factor });
  }

  /** What is seen now, with a legend, as a file. */
  async bytes(format: Format): Promise<Uint8Array> {
    const { width, height } = this.size;
    const { theme } = this.drawing!;
    const svg = format === 'svg';
    const whole = { width, height: height + legendHeight };
    const canvas = svg ? init(null, { renderer: 'svg', ssr: true, ...whole }) : init(document.createElement('div'), { renderer: 'canvas', devicePixelRatio: exportScale, ...whole });
    try {
      canvas.setBackgroundColor(theme.background);
      canvas.add(this.seen({ isMoving: false }));
      canvas.add(groupOf(legendOf(theme, { width, height })));
      if (svg) return new TextEncoder().encode(canvas.painter.renderToString!());
      canvas.refreshImmediately();
      return await pngOf(canvas);
    } finally {
      canvas.dispose();
    }
  }

  private get size(): Size {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  // --- what is drawn

  private seen({ isMoving }: { isMoving: boolean }): Group {
    const { theme } = this.drawing!;
    return draw(this.stage!, { theme, size: this.size, names: this.names, focus: this.focus(), isMoving });
  }

  private paint({ isMoving }: { isMoving: boolean }): void {
    if (this.group) this.canvas.remove(this.group);
    this.group = this.seen({ isMoving });
    this.canvas.add(this.group);
  }

  /** Draws all, with the names for which there is room as things stand. */
  private rest(): void {
    clearTimeout(this.resting);
    if (!this.stage) return;
    this.names = this.namesNow(this.stage);
    this.paint({ isMoving: false });
  }

  private namesNow(stage: Stage): Name[] {
    const { theme } = this.drawing!;
    const focus = this.focus();
    const marks = focus ? stage.marks.filter(({ work }) => focus.works.has(work)) : stage.marks;
    const centre = focus?.centre;
    const first = centre ? [...marks.filter(({ work }) => work === centre), ...marks.filter(({ work }) => work !== centre)] : marks;
    return placeNames(first.map((mark) => spotOf(stage, mark)), { inside: stage.inside, isCrowded: stage.isCrowded, letters: lettersOf(theme) });
  }

  /** What is pointed at comes before what is chosen. */
  private focus(): Focus | null {
    const { stage, pointed, chosen } = this;
    if (!stage) return null;
    if (pointed && 'line' in pointed) return focusOn([pointed.line], null);
    const work = pointed?.mark.work ?? (chosen && 'key' in chosen ? chosen : null);
    if (work) return stage.marks.some((mark) => mark.work === work) ? focusOn(stage.linesAt(work), work) : null;
    if (!chosen || 'key' in chosen) return null;
    const lines = stage.linesAt(chosen.from).filter(({ citation: { from, to } }) => from === chosen.from && to === chosen.to);
    return lines.length === 0 ? null : focusOn(lines, null);
  }

  // --- what a person does

  private hit({ clientX, clientY }: MouseEvent): Hit | null {
    if (!this.stage) return null;
    const { left, top } = this.element.getBoundingClientRect();
    return hitAt(this.stage, this.focus()?.lines ?? this.stage.lines, clientX - left, clientY - top);
  }

  private point(hit: Hit | null, event?: MouseEvent): void {
    if (isSame(hit, this.pointed)) return;
    this.pointed = hit;
    this.element.style.cursor = hit ? 'pointer' : 'default';
    this.rest();
    this.tell(hit, event);
  }

  /** Says what is pointed at, beside it. */
  private tell(hit: Hit | null, event?: MouseEvent): void {
    this.hover.hidden = hit === null;
    if (!hit || !event) return;
    this.hover.textContent = 'mark' in hit ? described(hit.mark.work) : told(hit.line.citation);
    const { left, top, width, height } = this.element.getBoundingClientRect();
    const x = Math.min(event.clientX - left + 14, width - this.hover.offsetWidth - 4);
    const y = event.clientY - top + 18;
    this.hover.style.transform = `translate(${Math.max(4, x)}px, ${y + this.hover.offsetHeight > height ? y - this.hover.offsetHeight - 30 : y}px)`;
  }

  /** A press is a click, or drags the picture, or one work of the graph. */
  private press(pressed: PointerEvent): void {
    if (pressed.button !== 0 || !this.stage) return;
    const hit = this.hit(pressed);
    const dragged = hit && 'mark' in hit && !this.stage.timeline ? hit.mark : null;
    let [before, isDragged] = [pressed, false];
    this.element.setPointerCapture(pressed.pointerId);
    const move = (event: PointerEvent): void => {
      if (!isDragged && Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) < leastDrag) return;
      isDragged = true;
      this.hover.hidden = true;
      const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY];
      before = event;
      if (!dragged) return this.move({ dx, dy });
      const { across, down } = this.stage!.camera;
      dragged.x += dx / across;
      dragged.y += dy / down;
      this.paintMoving();
    };
    const end = (): void => {
      this.element.removeEventListener('pointermove', move);
      this.element.removeEventListener('pointerup', end);
      this.element.removeEventListener('pointercancel', end);
      if (!isDragged) this.acts.choose(hit === null ? null : 'mark' in hit ? hit.mark.work : hit.line.citation);
    };
    this.element.addEventListener('pointermove', move);
    this.element.addEventListener('pointerup', end);
    this.element.addEventListener('pointercancel', end);
  }

  private turn(event: WheelEvent): void {
    event.preventDefault();
    const { left, top } = this.element.getBoundingClientRect();
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? pixelsInLine : 1);
    const factor = Math.exp(-pixels * (event.ctrlKey ? wheelZoom.pinched : wheelZoom.turned));
    this.move({ factor, about: { x: event.clientX - left, y: event.clientY - top } });
  }

  private move(motion: Parameters<Stage['move']>[0]): void {
    if (!this.stage) return;
    const moved = this.stage.move(motion);
    this.drawing = { ...this.drawing!, ...moved };
    this.paintMoving();
    this.acts.moved(moved);
  }

  private paintMoving(): void {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.rest(), restMilliseconds);
    this.paint({ isMoving: true });
  }

  private resize(): void {
    const { width, height } = this.size;
    if (width === this.canvas.getWidth() && height === this.canvas.getHeight()) return;
    this.canvas.resize();
    if (this.drawing) this.draw(this.drawing);
  }
}

/** @param centre whose lines they are; null where a line itself is meant */
const focusOn = (lines: readonly Line[], centre: Work | null): Focus => ({ centre, lines, works: new Set([...(centre ? [centre] : []), ...lines.flatMap(({ citation: { from, to } }) => [from, to])]) });

const isSame = (a: Hit | null, b: Hit | null): boolean =>
  a === b || (a !== null && b !== null && ('mark' in a ? 'mark' in b && a.mark === b.mark : 'line' in b && a.line.citation === b.line.citation));

async function pngOf({ painter }: Canvas): Promise<Uint8Array> {
  const { getRenderedCanvas } = painter as unknown as { getRenderedCanvas(options: { pixelRatio: number }): HTMLCanvasElement };
  const canvas = getRenderedCanvas.call(painter, { pixelRatio: exportScale });
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  return new Uint8Array(await blob!.arrayBuffer());
}
