// The page that shows a document's references as its style sets them, and follows what is written.
import * as l10n from '@vscode/l10n';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import { classMap } from 'lit-html/directives/class-map.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { richText } from '../../language/runs.js';
import { formatNumber } from '../../words.js';
import { openChannel } from '../page.js';
import { stateSchema, toPageSchema, type FromPage, type Shown, type ShownEntry, type State, type ToPage } from './messages.js';

type Place = ShownEntry['places'][number];
type Run = ShownEntry['runs'][number];

/** So many places of a work are shown before it is chosen. */
const fewPlaces = 4;

let shown: Shown | null = null;
let isTold = false;
/** The entry that the keyboard is at, and the one that the document's cursor is on. */
let active: string | null = null;
let current: string | null = null;
let isRestored = false;

const channel = openChannel<ToPage, FromPage, State>(toPageSchema, stateSchema, (message) => {
  if (message.type === 'current') current = message.key;
  else {
    shown = message.type === 'show' ? message : null;
    isTold = true;
  }
  draw();
  if (message.type === 'current' && message.key !== null) entryOf(message.key)?.scrollIntoView({ block: 'nearest' });
});

const entryOf = (key: string): HTMLElement | null => document.querySelector<HTMLElement>(`.entry[data-key="${CSS.escape(key)}"]`);

async function copy(): Promise<void> {
  if (!shown) return;
  const { html: rich, plain } = richText(shown.entries);
  const part = (type: string, text: string): Blob => new Blob([text], { type });
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'text/html': part('text/html', rich), 'text/plain': part('text/plain', plain) })]);
    channel.post({ type: 'copied', isRich: true });
  } catch {
    channel.post({ type: 'copied', isRich: false });
  }
}

const icon = (path: string): TemplateResult => html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d=${path}></path></svg>`;
const lock = 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5';
const unlocked = 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 4.9-.7';
const chevron = 'M4.5 6.5 8 10l3.5-3.5';

function toolbar({ style, isPinned, entries }: Shown): TemplateResult {
  const isEmpty = entries.length === 0;
  const pinned = isPinned ? l10n.t('Follow the Document in Front') : l10n.t('Stay with This Document');
  return html`
    <header>
      <div class="toolbar" role="toolbar" aria-label=${l10n.t('Bibliography')}>
        <button id="style" @click=${() => channel.post({ type: 'chooseStyle' })} title=${l10n.t('Change Style')} aria-label=${l10n.t('Change Style: {0}', style)}>
          <span class="cut">${style}</span>${icon(chevron)}
        </button>
        <span class="gap"></span>
        <button id="insert" ?disabled=${isEmpty} @click=${() => channel.post({ type: 'insert' })} title=${l10n.t('Insert at the Cursor')}>${l10n.t('Insert')}</button>
        <button id="copy" ?disabled=${isEmpty} @click=${copy} title=${l10n.t('Copy with Italics')}>${l10n.t('Copy')}</button>
        <button id="copy-as" ?disabled=${isEmpty} @click=${() => channel.post({ type: 'copyAs' })}>${l10n.t('Copy As…')}</button>
        <button id="pin" aria-pressed=${isPinned} title=${pinned} aria-label=${l10n.t('Stay with This Document')} @click=${() => channel.post({ type: 'pin', isPinned: !isPinned })}>
          ${icon(isPinned ? lock : unlocked)}
        </button>
      </div>
    </header>
  `;
}

function run(entry: ShownEntry, { text, isLink, italic = false, bold = false, smallCaps = false, raised = false, lowered = false }: Run): TemplateResult {
  const classes = classMap({ italic, bold, smallCaps, raised, lowered, link: isLink === true });
  if (!isLink) return html`<span class=${classes}>${text}</span>`;
  const open = (event: Event): void => openLink(event, entry);
  return html`<a class=${classes} role="link" tabindex=${entry.key === active ? 0 : -1} @click=${open} @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && open(event)}>${text}</a>`;
}

function openLink(event: Event, { key }: ShownEntry): void {
  event.stopPropagation();
  channel.post({ type: 'openLink', key });
}

function placeButtons(key: string, places: readonly Place[], isReached: boolean): TemplateResult[] {
  const button = ({ line, words }: Place, index: number): TemplateResult => html`
    <button class="place" tabindex=${isReached ? 0 : -1} title=${words} aria-label=${l10n.t('Cited in line {0}: {1}', line, words)} @click=${(event: Event) => goTo(event, key, index)}>${line}</button>
  `;
  return places.map(button);
}

function goTo(event: Event, key: string, index: number): void {
  event.stopPropagation();
  channel.post({ type: 'goTo', key, index });
}

function entry(one: ShownEntry): TemplateResult {
  const { key, label, runs, places } = one;
  const isChosen = key === active || key === current;
  const left = isChosen ? 0 : Math.max(0, places.length - fewPlaces);
  return html`
    <li class=${classMap({ entry: true, current: key === current })} data-key=${key} aria-current=${key === current ? 'true' : 'false'} tabindex=${key === active ? 0 : -1}
      @focus=${() => activate(key)} @click=${(event: Event) => goTo(event, key, 0)}>
      ${label === '' ? nothing : html`<span class="label">${label}</span>`}
      <span class="words">${runs.map((each) => run(one, each))}</span>
      <span class="places">
        ${placeButtons(key, places.slice(0, places.length - left), key === active)}${left === 0 ? nothing : html`<span class="more" title=${l10n.t('Cited {0} times', places.length)}>+${left}</span>`}
      </span>
    </li>
  `;
}

function activate(key: string): void {
  if (active === key) return;
  active = key;
  draw();
}

const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, last) => last,
};

function pressed(event: KeyboardEvent): void {
  const step = steps[event.key];
  const entries = shown?.entries ?? [];
  if (step && entries.length > 0) {
    event.preventDefault();
    const { key } = entries[step(entries.findIndex((one) => one.key === active), entries.length - 1)]!;
    activate(key);
    entryOf(key)?.focus();
  } else if (event.key === 'Enter' && active !== null && event.target === entryOf(active)) goTo(event, active, 0);
}

function unknownWorks({ unknown }: Shown): TemplateResult | typeof nothing {
  if (unknown.length === 0) return nothing;
  return html`
    <section id="unknown" aria-labelledby="unknown-title">
      <h2 id="unknown-title">${l10n.t('Cited, and in No Library')}</h2>
      <ul>
        ${unknown.map(({ key, places }) => html`<li><code>${key}</code> ${placeButtons(key, places, true)}</li>`)}
      </ul>
    </section>
  `;
}

function summary({ entries, unknown, style }: Shown): string {
  const references = entries.length === 1 ? l10n.t('1 reference in {0}.', style) : l10n.t('{0} references in {1}.', formatNumber(entries.length), style);
  if (unknown.length === 0) return references;
  return `${references} ${unknown.length === 1 ? l10n.t('1 cited work is in no library.') : l10n.t('{0} cited works are in no library.', formatNumber(unknown.length))}`;
}

function references(list: Shown): TemplateResult {
  if (list.entries.length === 0) return html`<p class="muted">${l10n.t('Nothing that the library has is cited here so far.')}</p>`;
  return html`
    <ol id="entries" class=${classMap({ hanging: list.isHanging, labelled: list.entries[0]!.label !== '' })} lang=${list.language} aria-labelledby="references" @keydown=${pressed}>
      ${repeat(list.entries, ({ key }) => key, entry)}
    </ol>
  `;
}

function body(list: Shown): TemplateResult {
  return html`
    ${toolbar(list)}
    <main id="scroller">
      <article>
        <h1 class="unseen">${l10n.t('Bibliography of {0}', list.document)}</h1>
        ${list.notices.map((notice) => html`<p class="notice">${notice}</p>`)}
        <h2 id="references">${l10n.t('References')}</h2>
        ${references(list)} ${unknownWorks(list)}
      </article>
      <p class="unseen" role="status">${summary(list)}</p>
    </main>
  `;
}

const without = (): TemplateResult => html`
  <main id="scroller"><h1 class="unseen">${l10n.t('Bibliography')}</h1><p class="instead muted">${l10n.t('Open a document that cites works to see its references here.')}</p></main>
`;

function draw(): void {
  if (!isTold) return;
  const entries = shown?.entries ?? [];
  if (!entries.some(({ key }) => key === active)) active = entries[0]?.key ?? null;
  render(shown ? body(shown) : without(), document.body);
  restore();
}

/** Once: what is shown later stays where it is. */
function restore(): void {
  const scroller = document.getElementById('scroller');
  if (isRestored || !scroller || !shown) return;
  isRestored = true;
  scroller.scrollTop = channel.state()?.top ?? 0;
  scroller.addEventListener('scroll', () => channel.keep({ top: scroller.scrollTop }));
}

channel.post({ type: 'ready' });
