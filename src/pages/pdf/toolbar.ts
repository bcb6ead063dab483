import * as l10n from '@vscode/l10n';
import type { EventBus, PDFViewer } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';
import { formatNumber } from '../../words.js';
import { button, element } from './page.js';

/** pdf.js's names: as wide as there is room, "auto" up to 125 %. */
export const zoomAtFirst = 'auto';
const pageWidth = 'page-width';
/** The pages drawn already are stretched for so many milliseconds, so that several steps cost one drawing. */
const drawingDelay = 200;

/** Pages and zoom, by buttons and keys. */
export class Toolbar {
  private readonly page = element<HTMLInputElement>('page');

  constructor(private readonly viewer: PDFViewer, bus: EventBus) {
    button('previous', l10n.t('Previous Page (←)'), () => this.turn(-1));
    button('next', l10n.t('Next Page (→)'), () => this.turn(1));
    button('zoom-in', l10n.t('Zoom In (+)'), () => this.zoom(1));
    button('zoom-out', l10n.t('Zoom Out (−)'), () => this.zoom(-1));
    button('zoom', l10n.t('Fit Page Width, up to 125 % (0)'), () => this.zoomTo(zoomAtFirst));
    button('fit', l10n.t('Fit Page Width'), () => this.zoomTo(pageWidth));
    this.page.ariaLabel = l10n.t('Page');
    this.page.title = l10n.t('Go to Page');
    this.page.addEventListener('change', () => this.goTo(this.page.value));
    this.page.addEventListener('focus', () => this.page.select());
    bus.on('pagesinit', () => this.showPage());
    bus.on('pagechanging', () => this.showPage());
    bus.on('scalechanging', ({ scale }: { scale: number }) => (element('zoom').textContent = `${Math.round(scale * 100)} %`));
  }

  /** What a key does while the pages have the focus. */
  readonly keys: Record<string, () => void> = {
    ArrowLeft: () => this.turn(-1),
    ArrowRight: () => this.turn(1),
    '+': () => this.zoom(1),
    '=': () => this.zoom(1),
    '-': () => this.zoom(-1),
    '0': () => this.zoomTo(zoomAtFirst),
  };

  private zoom(steps: number): void {
    this.viewer.updateScale({ steps, drawingDelay });
  }

  /** About the pointer, which stays where it is on the page. */
  zoomByWheel({ deltaY, clientX, clientY }: WheelEvent): void {
    this.viewer.updateScale({ scaleFactor: Math.exp(-deltaY / 300), drawingDelay, origin: [clientX, clientY] });
  }

  private zoomTo(zoom: string): void {
    this.viewer.currentScaleValue = zoom;
  }

  private turn(pages: number): void {
    this.goTo(String(this.viewer.currentPageNumber + pages));
  }

  /** A page that there is not leaves all as it is. */
  private goTo(typed: string): void {
    const page = Number(typed);
    if (Number.isInteger(page) && page >= 1 && page <= this.viewer.pagesCount) this.viewer.currentPageNumber = page;
    this.showPage();
  }

  private showPage(): void {
    const { currentPageNumber, pagesCount } = this.viewer;
    this.page.value = String(currentPageNumber);
    this.page.style.width = `${String(pagesCount).length + 2}ch`;
    element('pages').textContent = l10n.t('of {0}', formatNumber(pagesCount));
    element<HTMLButtonElement>('previous').disabled = currentPageNumber <= 1;
    element<HTMLButtonElement>('next').disabled = currentPageNumber >= pagesCount;
  }
}
