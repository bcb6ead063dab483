// The page that draws a PDF, inside a webview: pdf.js's viewer with a toolbar, a find bar and the sentence of a claim marked.
// pdf_viewer.mjs takes the library from the global object, so `load.js`, which imports it, goes first.
import { load, whyNot } from './load.js';
import * as l10n from '@vscode/l10n';
import { AnnotationEditorType, AnnotationMode, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { EventBus, LinkTarget, PDFFindController, PDFLinkService, PDFViewer } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';
import { formatNumber } from '../../words.js';
import { openChannel } from '../page.js';
import { FindBar } from './findBar.js';
import { highlight, removeHighlights } from './highlight.js';
import { stateSchema, toViewerSchema, type FromViewer, type Place, type State, type ToViewer } from './messages.js';
import { element, say } from './page.js';
import { findSentence, type PageText, type Stretch } from './sentence.js';
import { Toolbar, zoomAtFirst } from './toolbar.js';

const editor = openChannel<ToViewer, FromViewer, State>(toViewerSchema, stateSchema, receive);
const scroller = element<HTMLDivElement>('scroller');
const bus = new EventBus();
const linkService = new PDFLinkService({ eventBus: bus, externalLinkTarget: LinkTarget.BLANK });
const viewer = new PDFViewer({
  container: scroller,
  eventBus: bus,
  linkService,
  findController: new PDFFindController({ eventBus: bus, linkService }),
  annotationMode: AnnotationMode.ENABLE,
  annotationEditorMode: AnnotationEditorType.DISABLE,
  enableAutoLinking: false,
});
linkService.setViewer(viewer);
const toolbar = new Toolbar(viewer, bus);
const findBar = new FindBar(bus, () => scroller.focus());

/** What is to be shown as soon as there are pages. */
let wanted: Place | undefined;
/** Where the words of the place shown stand. */
let marked: readonly Stretch[] = [];
/** The marked page that is to be brought into view once it is drawn. */
let approached: number | undefined;

async function open(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const before = viewer.pdfDocument;
  element('progress').ariaLabel = l10n.t('Opening');
  element('progress').hidden = false;
  try {
    const document = await load(bytes);
    say('');
    viewer.setDocument(document);
    linkService.setDocument(document);
    void before?.destroy();
  } catch (error) {
    say(whyNot(error), { instead: before === undefined });
  }
  element('progress').hidden = true;
}

/** Goes to where one was, or to the place asked for. */
function begin(): void {
  takeFocus();
  const state = editor.state();
  viewer.currentScaleValue = state?.zoom ?? zoomAtFirst;
  if (wanted) void show(wanted);
  else if (state) {
    viewer.scrollPageIntoView({ pageNumber: state.page, destArray: [null, { name: 'XYZ' }, state.left, state.top, null], ignoreDestinationZoom: true });
  }
}

async function show(place: Place): Promise<void> {
  const { pdfDocument } = viewer;
  wanted = place;
  if (!pdfDocument || viewer.pagesCount === 0) return;
  wanted = undefined;
  const page = Math.min(place.page, viewer.pagesCount);
  viewer.scrollPageIntoView({ pageNumber: page });
  const texts = await textsOf(pdfDocument, page);
  marked = findSentence(place.words, texts);
  removeHighlights(scroller);
  approached = marked[0]?.page;
  for (const stretch of marked) mark(stretch);
  if (marked.length === 0) say(notFound(page, texts[0]!.text));
  else say('');
  editor.post({ type: 'shown' });
}

function notFound(page: number, text: string): string {
  return text.trim() === ''
    ? l10n.t('Page {0} is a picture without text, so the sentence can’t be marked.', formatNumber(page))
    : l10n.t('The sentence was not found on page {0}. If the file has changed, import it again.', formatNumber(page));
}

/** The texts of a page and the one after it, as their text layers have them. */
async function textsOf(pdfDocument: PDFDocumentProxy, first: number): Promise<PageText[]> {
  const pages = [first, first + 1].filter((page) => page <= pdfDocument.numPages);
  return Promise.all(pages.map(async (page) => {
    const { items } = await (await pdfDocument.getPage(page)).getTextContent({ disableNormalization: true });
    return { page, text: items.map((item) => ('str' in item ? item.str : '')).join('') };
  }));
}

/** Marks what stands on a page, if the page is drawn. */
function mark(stretch: Stretch): void {
  const layer = (viewer.getPageView(stretch.page - 1) as { textLayer?: { div: HTMLElement } } | undefined)?.textLayer?.div;
  if (!layer?.isConnected) return;
  const first = highlight(layer, stretch);
  if (stretch.page !== approached) return;
  approached = undefined;
  if (first) centre(first.getBoundingClientRect());
}

/** Brings what is in view or near it to the middle, and no further to the side than it must be. */
function centre({ left, top, right, bottom }: DOMRect): void {
  const view = scroller.getBoundingClientRect();
  const aside = Math.max(0, right - view.right) || Math.min(0, left - view.left);
  scroller.scrollBy(aside, (top + bottom) / 2 - (view.top + view.bottom) / 2);
}

function unmark(): void {
  marked = [];
  removeHighlights(scroller);
}

const answers: { [Type in ToViewer['type']]: (message: Extract<ToViewer, { type: Type }>) => void } = {
  open: ({ bytes }) => void open(bytes),
  failed: ({ message }) => say(message, { instead: true }),
  show: ({ place }) => void show(place),
};

function receive(message: ToViewer): void {
  (answers[message.type] as (given: ToViewer) => void)(message);
}

function pressed(event: KeyboardEvent): void {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f') findBar.open();
  else if (event.key === 'Escape') escape();
  else if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement || !toolbar.keys[event.key]) return;
  else toolbar.keys[event.key]!();
  event.preventDefault();
}

function escape(): void {
  if (findBar.isOpen) findBar.close();
  else unmark();
  scroller.focus();
}

/** Keys scroll the pages, as soon as the tab has the focus. */
function takeFocus(): void {
  if (document.hasFocus() && document.activeElement === document.body) scroller.focus();
}

/** What fits the width goes on fitting it. */
function refit(): void {
  const zoom = viewer.currentScaleValue;
  if (zoom && Number.isNaN(Number(zoom))) viewer.currentScaleValue = zoom;
  viewer.update();
}

function keep({ location }: { location: { pageNumber: number; left: number; top: number } }): void {
  editor.keep({ page: location.pageNumber, left: location.left, top: location.top, zoom: viewer.currentScaleValue });
}

bus.on('pagesinit', begin);
bus.on('updateviewarea', keep);
bus.on('textlayerrendered', ({ pageNumber, source }: { pageNumber: number; source: { div: HTMLElement } }) => {
  removeHighlights(source.div);
  for (const stretch of marked) if (stretch.page === pageNumber) mark(stretch);
});
new ResizeObserver(refit).observe(scroller);
scroller.addEventListener('wheel', (event) => {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  toolbar.zoomByWheel(event);
}, { passive: false });
window.addEventListener('keydown', pressed);
window.addEventListener('focus', takeFocus);
editor.post({ type: 'ready' });
