// The picture of the literature, inside a webview: who cites whom and what for, as a graph or over the years, with a tree that says the same in words.
import { html, nothing, render, svg, type TemplateResult } from 'lit-html';
import * as l10n from '@vscode/l10n';
import { openMap, purposes, type Ends, type Purpose } from '../../language/literatureMap.js';
import { formatNumber } from '../../words.js';
import { openChannel } from '../page.js';
import { isThinned, Literature, mostLines, type Citation, type Shown, type Work } from './literature.js';
import { formats, stateSchema, toPageSchema, type Filter, type Format, type FromPage, type MapClaim, type State, type ToPage } from './messages.js';
import { Picture } from './picture.js';
import { mostArcs } from './stage.js';
import { dashes, onThemeChange, readTheme, type Theme } from './theme.js';
import { Tree } from './tree.js';
import { claimCount, purposeName, sourceCount, standing, workCount } from './words.js';

/** So many works are drawn at first; the control for more adds as many. */
const step = 300;
const first: State = {
  view: 'graph',
  filter: { words: '', source: '', least: 0, shared: false, hidden: [], most: step },
  chosen: null,
  place: null,
  years: null,
};

const channel = openChannel<ToPage, FromPage, State>(toPageSchema, stateSchema, (message) => receive(message));
let state = channel.state() ?? first;
let literature = new Literature({ works: [], citations: new Uint32Array() });
let shown: Shown = literature.shown(state.filter);
let loaded = false;
let claims: Extract<ToPage, { type: 'claims' }> | undefined;
let announced = '';
let theme: Theme = readTheme();
/** The list answers each keystroke; more works than so many are drawn, and what is left is said, once nobody has typed for a moment, in milliseconds. */
const mostAtOnce = 300;
const restMilliseconds = 120;
let resting: ReturnType<typeof setTimeout> | undefined;

const tree = new Tree({
  choose: (row) => choose(row.kind === 'work' ? endsOf(row.work) : row.connection.citations[0]!, { announce: false, go: false, follow: true }),
  show: (work) => channel.post({ type: 'show', key: work.key, focus: true }),
  changed: () => paint(),
});

function receive(message: ToPage): void {
  if (message.type === 'claims') {
    claims = message;
    paint();
    return;
  }
  literature = new Literature(openMap(message.map));
  loaded = true;
  claims = undefined;
  show();
  draw();
  measure('open');
  choose(state.chosen, { announce: false, go: true, follow: false });
  requestIdleCallback(() => literature.prepare());
}

/** How long something has taken, as the browser's tools and `npm run bench` read it. */
function measure(name: 'open' | 'filter'): void {
  if (performance.getEntriesByName(`${name}:start`).length > 0) performance.measure(name, `${name}:start`);
  performance.clearMarks(`${name}:start`);
}

function keep(changed: Partial<State>): void {
  state = { ...state, ...changed };
  channel.keep(state);
}

/** Shows what fits the filter now. */
function show(): void {
  shown = literature.shown(state.filter);
  tree.fill(shown);
  paint();
}

function draw(): void {
  picture.draw({ view: state.view, place: state.place, years: state.years, shown, theme });
}

function paint(): void {
  render(page(), document.body);
}

function filterBy(changed: Partial<Filter>): void {
  performance.mark('filter:start');
  keep({ filter: { ...state.filter, most: step, ...changed }, place: null });
  announced = '';
  show();
  const isDrawn = shown.works.length <= mostAtOnce;
  if (isDrawn) draw();
  measure('filter');
  clearTimeout(resting);
  resting = setTimeout(() => {
    if (!isDrawn) draw();
    announced = countInWords();
    paint();
  }, restMilliseconds);
}

function look(view: State['view']): void {
  keep({ view });
  paint();
  draw();
}

/** All that is shown, from edge to edge. */
function fit(): void {
  keep({ place: null, years: { start: 0, end: 100 } });
  draw();
}

/** A source is asked for what it cites unless it is cited itself. */
const endsOf = ({ key, claims: about, isSource }: Work): Ends => (isSource && about === 0 ? { from: key, to: null } : { from: null, to: key });

/** Who is told that something is chosen: a screen reader; the tree; the Library view, where it is seen. */
interface Chosen {
  announce: boolean;
  go: boolean;
  follow: boolean;
}

function choose(chosen: Ends | Citation | null, { announce, go, follow }: Chosen): void {
  const ends: Ends | null = chosen && 'purpose' in chosen ? { from: chosen.from.key, to: chosen.to.key } : chosen;
  const [from, to] = [literature.get(ends?.from ?? null), literature.get(ends?.to ?? null)];
  const work = to ?? from;
  keep({ chosen: work ? ends : null });
  const citation = from && to ? shown.citations.find((one) => one.from === from && one.to === to) : undefined;
  picture.choose(citation ?? work ?? null);
  if (go && work) tree.goTo(from && to ? from : work, from && to ? to : undefined);
  if (ends && work) channel.post({ type: 'claims', ends });
  if (work && follow) channel.post({ type: 'show', key: work.key, focus: false });
  if (announce) announced = work ? `${from && to ? `${from.name} → ${to.name}` : work.name}, ${standing(work)}` : l10n.t('Nothing chosen');
  paint();
}

async function save(format: Format): Promise<void> {
  channel.post({ type: 'export', format, bytes: await picture.bytes(format) });
}

function page(): TemplateResult {
  return html`<header class="toolbar"><h1 class="unseen">${l10n.t('Literature Map')}</h1>${viewButtons()}${filters()}<span class="gap"></span>${placeButtons()}${exportButtons()}</header>
    <main>
      <section class="picture" aria-label=${l10n.t('Picture')}>
        <div id="canvas" role="img" aria-label=${pictureInWords()}></div>
        ${legend()}${notice()}
      </section>
      <aside aria-label=${l10n.t('Works and claims')}>
        <p class="counts muted">${countInWords()}${moreButton()}${linesInWords()}</p>
        ${tree.template()}${details()}
      </aside>
    </main>
    <div class="unseen" role="status" aria-live="polite">${announced}</div>`;
}

const viewNames = (): Record<State['view'], string> => ({ graph: l10n.t('Graph'), timeline: l10n.t('Timeline') });

const viewButtons = (): TemplateResult =>
  html`<span role="group" class="choice" aria-label=${l10n.t('View')}>${(Object.entries(viewNames()) as [State['view'], string][]).map(
    ([view, name]) => html`<button aria-pressed=${state.view === view} @click=${() => look(view)}>${name}</button>`,
  )}</span>`;

function filters(): TemplateResult {
  const { words, source, least, shared } = state.filter;
  const value = (event: Event): string => (event.target as HTMLInputElement).value;
  return html`<input id="words" type="search" .value=${words} placeholder=${l10n.t('Filter by words')} aria-label=${l10n.t('Filter by words')} @input=${(event: Event) => filterBy({ words: value(event) })} />
    <select aria-label=${l10n.t('Cited by')} .value=${source} @change=${(event: Event) => filterBy({ source: value(event) })}>
      <option value="" ?selected=${source === ''}>${l10n.t('All sources')}</option>
      ${literature.sources.map(({ key, name }) => html`<option value=${key} ?selected=${source === key}>${name}</option>`)}
    </select>
    <label>${l10n.t('Claims')} ≥ <input type="number" min="0" max="999" .value=${String(least)} aria-label=${l10n.t('Least number of claims')} @input=${(event: Event) => filterBy({ least: Math.max(0, Math.floor(Number(value(event))) || 0) })} /></label>
    <label><input type="checkbox" .checked=${shared} @change=${(event: Event) => filterBy({ shared: (event.target as HTMLInputElement).checked })} />${l10n.t('Two sources or more')}</label>`;
}

const icon = (path: string): TemplateResult => html`<svg viewBox="0 0 16 16" aria-hidden="true">${svg`<path d=${path} />`}</svg>`;
const iconButton = (name: string, path: string, act: () => void): TemplateResult => html`<button title=${name} aria-label=${name} @click=${act}>${icon(path)}</button>`;

const placeButtons = (): TemplateResult =>
  html`${iconButton(l10n.t('Zoom Out'), 'M3.5 8h9', () => picture.zoom(1 / 1.3))}${iconButton(l10n.t('Zoom In'), 'M3.5 8h9M8 3.5v9', () => picture.zoom(1.3))}${iconButton(
    l10n.t('Show All'),
    'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
    fit,
  )}`;

const exportButtons = (): TemplateResult[] =>
  formats.map((format) => html`<button aria-label=${l10n.t('Save as {0}…', format.toUpperCase())} title=${l10n.t('Save as {0}…', format.toUpperCase())} @click=${() => void save(format)}>${icon('M8 2.5v7M5 7l3 3 3-3M3 13.5h10')}${format.toUpperCase()}</button>`);

/** What lines and shapes mean; each kind of line can be taken out. */
function legend(): TemplateResult {
  return html`<div class="legend" role="group" aria-label=${l10n.t('Legend: what works are cited for')}>
    <span><span class="mark source"></span>${l10n.t('Source')}</span><span><span class="mark"></span>${l10n.t('Cited work')}</span>
    ${purposes.map((purpose) => html`<button aria-pressed=${!state.filter.hidden.includes(purpose)} @click=${() => toggle(purpose)}>${stroke(purpose)}${purposeName(purpose)}</button>`)}
  </div>`;
}

const stroke = (purpose: Purpose): TemplateResult =>
  html`<svg class="stroke" viewBox="0 0 26 8" aria-hidden="true">${svg`<line x1="0" y1="4" x2="26" y2="4" stroke=${theme.purposes[purpose]} stroke-width="2" stroke-dasharray=${dashes[purpose].join(' ') || nothing} />`}</svg>`;

function toggle(purpose: Purpose): void {
  const { hidden } = state.filter;
  filterBy({ hidden: hidden.includes(purpose) ? hidden.filter((one) => one !== purpose) : [...hidden, purpose] });
}

/** Why nothing is seen. */
function notice(): TemplateResult | typeof nothing {
  if (!loaded) return html`<p class="notice muted">${l10n.t('Reading the library…')}</p>`;
  if (shown.works.length > 0) return nothing;
  return html`<p class="notice">${literature.works.length === 0 ? l10n.t('No source has been read yet. Import the articles you have read, and the works they cite are drawn here.') : l10n.t('Nothing fits. Take away some of the filters above.')}</p>`;
}

const pictureInWords = (): string =>
  l10n.t('{0}: {1}. The tree beside it says the same in words.', viewNames()[state.view], countInWords());

function countInWords(): string {
  const sources = shown.works.filter(({ isSource }) => isSource).length;
  const { cited } = shown;
  if (cited < shown.fitting) return l10n.t('The {0} most cited of {1}, and {2} sources', formatNumber(cited), workCount(shown.fitting), formatNumber(sources));
  return [workCount(shown.works.length), sourceCount(sources)].join(' · ');
}

function linesInWords(): TemplateResult | typeof nothing {
  const { citations } = shown;
  if (state.view === 'timeline' && citations.length > mostArcs) return html`<br />${l10n.t('Lines are drawn for the work that you point at.')}`;
  if (!isThinned(citations)) return nothing;
  return html`<br />${l10n.t('The {0} lines with the most claims are drawn; point at a work to see all of its lines.', formatNumber(mostLines))}`;
}

function moreButton(): TemplateResult | typeof nothing {
  const left = shown.fitting - shown.cited;
  return left <= 0 ? nothing : html` <button class="secondary" @click=${() => filterBy({ most: state.filter.most + step })}>${l10n.t('Show {0} More', formatNumber(Math.min(step, left)))}</button>`;
}

/** What is chosen, and its claims. */
function details(): TemplateResult {
  const { chosen } = state;
  const [from, to] = [literature.get(chosen?.from ?? null), literature.get(chosen?.to ?? null)];
  const work = to ?? from;
  if (!work) return html`<section class="details"><p class="muted">${l10n.t('Choose a work to see what it is cited for.')}</p></section>`;
  return html`<section class="details" aria-label=${l10n.t('Claims')}>
    <h2>${from && to ? html`${from.name} <span class="muted">→</span> ${to.name}` : work.name}</h2>
    ${work.title === '' ? nothing : html`<p class="title">${work.title}</p>`}
    <p class="muted">${standing(work)}</p>
    <p class="actions">
      <button class="secondary" @click=${() => channel.post({ type: 'show', key: work.key, focus: true })}>${l10n.t('Show in Library')}</button>
      <button class="secondary" @click=${() => channel.post({ type: 'entry', key: work.key })}>${l10n.t('Go to Entry')}</button>
      ${work.isSource ? html`<button class="secondary" @click=${() => channel.post({ type: 'source', key: work.key })}>${l10n.t('Open Source')}</button>` : nothing}
    </p>
    ${claimList(chosen!)}
  </section>`;
}

function claimList({ from, to }: Ends): TemplateResult | typeof nothing {
  if (!claims || claims.ends.from !== from || claims.ends.to !== to) return nothing;
  if (claims.total === 0) return html`<p class="muted">${l10n.t('It only stands among the references: no sentence was found that it supports.')}</p>`;
  return html`<ul class="claims">${claims.claims.map((claim) => html`<li>${claimTemplate(claim)}</li>`)}</ul>
    ${claims.total > claims.claims.length ? html`<p class="muted">${l10n.t('and {0}', claimCount(claims.total - claims.claims.length))}</p>` : nothing}`;
}

const claimTemplate = ({ id, text, where, of, purpose, signal }: MapClaim): TemplateResult =>
  html`<button class="claim" title=${l10n.t('Open the source at this sentence')} @click=${() => channel.post({ type: 'claim', id })}>
    <span class="purpose">${stroke(purpose)}${signal ?? purposeName(purpose)}</span>
    <span class="words">${text.map(({ text: words, aside }) => (aside ? html`<span class="muted">${words}</span>` : words))}</span>
    <span class="muted">${[of, where].filter((word) => word !== '').join(' · ')}</span>
  </button>`;

render(page(), document.body);
const picture = new Picture(document.getElementById('canvas')!, {
  choose: (chosen) => choose(chosen && 'key' in chosen ? endsOf(chosen) : chosen, { announce: true, go: true, follow: true }),
  open: ({ key }) => channel.post({ type: 'source', key }),
  moved: (moved) => keep(moved),
});
onThemeChange(() => {
  theme = readTheme();
  paint();
  draw();
});
performance.mark('open:start');
channel.post({ type: 'ready' });
