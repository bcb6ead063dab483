// The page on which a person settles what Ibid is unsure of, case by case: a list, the case with the source's own words, and what can be said of it by single keys.
import * as l10n from '@vscode/l10n';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { cslTypes } from '../../csl.js';
import { reviewKinds, type ClaimFault, type ReviewKind } from '../../language/reviewKinds.js';
import { fieldInWords, formOfField, readTyped, typeInWords } from '../../language/typedField.js';
import { sentences } from '../../text/sentences.js';
import { openChannel } from '../page.js';
import { stateSchema, toReviewSchema, type FromReview, type ShownCase, type State, type Surroundings, type ToReview } from './messages.js';

type CaseOf<Kind extends ReviewKind> = Extract<ShownCase, { kind: Kind }>;
type Message<Type extends ToReview['type']> = Extract<ToReview, { type: Type }>;

const language = document.documentElement.lang;
let cases: ShownCase[] = [];
const counts: Partial<Record<ReviewKind, number>> = {};
/** Answered here, and perhaps still told of by the editor, until it is written down. */
const answered = new Set<string>();
/** The case that an undo brings back, where the editor has yet to tell of it. */
let awaited = '';
const surroundings = new Map<string, Surroundings | null>();
let offered = '';
let said = '';
let isFault = false;
let helps = false;

const channel = openChannel<ToReview, FromReview, State>(toReviewSchema, stateSchema, (message) => {
  (receivers[message.type] as (given: ToReview) => void)(message);
  draw();
});
let { filter, selected, draft }: State = channel.state() ?? { filter: null, selected: '', draft: null };

const receivers: { [Type in ToReview['type']]: (message: Message<Type>) => void } = {
  cases: (message) => {
    const told = new Set<ReviewKind>(Object.keys(message.counts) as ReviewKind[]);
    const isTold = ({ kind }: ShownCase): boolean => told.has(kind);
    const place = shown().findIndex(({ id }) => id === selected);
    cases = [...cases.filter((one) => !isTold(one)), ...message.cases].sort((a, b) => reviewKinds.indexOf(a.kind) - reviewKinds.indexOf(b.kind));
    Object.assign(counts, message.counts);
    if (shown().some(({ id }) => id === awaited)) choose(awaited);
    else keepPlace(place);
  },
  filter: ({ kind }) => setFilter(kind),
  surroundings: ({ id, found }) => void surroundings.set(id, found),
  answered: (message) => {
    tell(message.said);
    if (message.like !== '') offered = message.like;
  },
  again: (message) => {
    for (const id of message.ids) answered.delete(id);
    if (message.said !== '') tell(message.said, message.isFault);
    const [id] = message.ids;
    if (id === undefined || message.isFault) return;
    if (shown().some((one) => one.id === id)) select(id);
    else awaited = id;
  },
};

function tell(words: string, fault = false): void {
  said = words;
  isFault = fault;
}

const shown = (): ShownCase[] => cases.filter(({ id, kind }) => (filter === null || kind === filter) && !answered.has(id));
const current = (): ShownCase | undefined => shown().find(({ id }) => id === selected);

function countOf(kind: ReviewKind): number {
  return Math.max(0, (counts[kind] ?? 0) - cases.filter((one) => one.kind === kind && answered.has(one.id)).length);
}

const total = (): number => (filter === null ? reviewKinds.reduce((sum, kind) => sum + countOf(kind), 0) : countOf(filter));

/** Where the case that was selected is gone, the one in its place is next. */
function keepPlace(place: number): void {
  const left = shown();
  if (left.some(({ id }) => id === selected)) return;
  select(left[Math.min(Math.max(place, 0), left.length - 1)]?.id ?? '');
}

function select(id: string): void {
  if (id !== selected) draft = null;
  selected = id;
  const one = current();
  if (one && (one.kind === 'claim' || one.kind === 'note') && !surroundings.has(id)) channel.post({ type: 'surroundings', id });
}

/** As a person does: they wait for no other case any more. */
function choose(id: string): void {
  awaited = '';
  select(id);
}

function setFilter(kind: ReviewKind | null): void {
  filter = kind;
  keepPlace(0);
}

function move(by: number): void {
  const left = shown();
  const place = left.findIndex(({ id }) => id === selected);
  const next = left[Math.min(Math.max(place + by, 0), left.length - 1)];
  if (next) choose(next.id);
}

/** What was answered goes from the list at once; it comes back where it could not be written. */
function done(id: string): void {
  const place = shown().findIndex((one) => one.id === id);
  answered.add(id);
  awaited = '';
  offered = '';
  draft = null;
  keepPlace(place);
}

function answer(does: Extract<FromReview, { type: 'answer' }>['does']): void {
  const one = current();
  if (!one) return;
  channel.post({ type: 'answer', id: one.id, does });
  if (does !== 'choose') done(one.id);
}

function correct(): void {
  const one = current();
  if (one?.kind === 'note') return answer('choose');
  if (one?.kind === 'field') draft = one.typed;
  if (one?.kind === 'claim') draft = one.claim;
}

function save(): void {
  const one = current();
  if (!one || draft === null || faultOf(one) !== '') return;
  channel.post({ type: 'correct', id: one.id, typed: draft });
  done(one.id);
  focusList();
}

function leave(): void {
  draft = null;
  focusList();
}

function answerLike(accept: boolean): void {
  if (offered === '') return;
  channel.post({ type: 'like', accept });
  offered = '';
  focusList();
}

function faultOf(one: ShownCase): string {
  if (one.kind !== 'field' || draft === null) return '';
  const typed = readTyped(one.field, draft, one.value, language);
  return 'fault' in typed ? typed.fault : '';
}

interface Action {
  /** As it is shown, and the keys that do it. */
  key: string;
  keys: readonly string[];
  label(): string;
  kinds: readonly ReviewKind[];
  can?(one: ShownCase): boolean;
  run(): void;
}

const hasSource = (one: ShownCase): boolean => one.kind !== 'works' && one.source !== null;

const actions: readonly Action[] = [
  { key: 'A', keys: ['a'], label: () => l10n.t('Accept'), kinds: ['field', 'claim'], run: () => answer('accept') },
  { key: 'S', keys: ['s'], label: () => l10n.t('Same Work'), kinds: ['works'], run: () => answer('same') },
  { key: 'N', keys: ['n'], label: () => l10n.t('Not the Same'), kinds: ['works'], run: () => answer('different') },
  { key: 'C', keys: ['c', 'Enter'], label: () => l10n.t('Correct'), kinds: ['field', 'claim'], run: correct },
  { key: 'C', keys: ['c', 'Enter'], label: () => l10n.t('Choose Work…'), kinds: ['note'], can: (one) => one.kind === 'note' && one.claim !== null, run: correct },
  { key: 'D', keys: ['d'], label: () => l10n.t('Dismiss'), kinds: ['field', 'note'], run: () => answer('dismiss') },
  { key: 'D', keys: ['d'], label: () => l10n.t('Delete Claim'), kinds: ['claim'], run: () => answer('dismiss') },
  { key: 'J', keys: ['j', 'ArrowDown'], label: () => l10n.t('Skip'), kinds: ['works'], run: () => move(1) },
  { key: 'O', keys: ['o'], label: () => l10n.t('Open Source'), kinds: ['field', 'note', 'claim'], can: hasSource, run: () => { if (selected) channel.post({ type: 'open', id: selected }); } },
];

const actionsOf = (one: ShownCase): Action[] => actions.filter(({ kinds, can }) => kinds.includes(one.kind) && (can?.(one) ?? true));

/** Keys that are the same whatever is asked. */
const moves: Record<string, () => void> = {
  j: () => move(1),
  ArrowDown: () => move(1),
  k: () => move(-1),
  ArrowUp: () => move(-1),
  Home: () => move(-Infinity),
  End: () => move(Infinity),
  u: () => channel.post({ type: 'undo' }),
  y: () => answerLike(true),
  '?': () => { helps = !helps; },
  Escape: () => { helps = false; if (offered !== '') answerLike(false); },
};

document.addEventListener('keydown', (event) => {
  const target = event.target as HTMLElement;
  const isTyping = target.matches('input, textarea, select');
  if (isTyping) return typing(event);
  const isUndo = (event.ctrlKey || event.metaKey) && event.key === 'z';
  if ((event.ctrlKey || event.metaKey || event.altKey) && !isUndo) return;
  // a button does what it is for
  if (target.matches('button') && (event.key === 'Enter' || event.key === ' ')) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const one = current();
  const run = isUndo ? moves['u'] : (one && actionsOf(one).find(({ keys }) => keys.includes(key))?.run) ?? moves[key];
  if (!run) return;
  event.preventDefault();
  run();
  draw();
});

function typing(event: KeyboardEvent): void {
  const isText = (event.target as HTMLElement).matches('textarea');
  if (event.key === 'Enter' && (!isText || event.ctrlKey || event.metaKey)) save();
  else if (event.key === 'Escape') leave();
  else return;
  event.preventDefault();
  draw();
}

const kindNames: Record<ReviewKind, () => string> = {
  field: () => l10n.t('Fields'),
  works: () => l10n.t('Works'),
  note: () => l10n.t('Notes'),
  claim: () => l10n.t('Claims'),
};

const faultWords: Record<ClaimFault, () => string> = {
  unsure: () => l10n.t('It is not sure which work is meant.'),
  begins: () => l10n.t('It begins in the middle of a sentence.'),
  ends: () => l10n.t('It ends without the end of a sentence.'),
  unbalanced: () => l10n.t('A bracket or quotation is opened and not closed, or the other way round.'),
  short: () => l10n.t('It is very short.'),
  long: () => l10n.t('It is very long.'),
};

/** What is asked of a case, in a few words. */
function questionOf(one: ShownCase): string {
  switch (one.kind) {
    case 'field': return l10n.t('{0}: {1}', fieldInWords(one.field), one.shown);
    case 'works': return one.why;
    case 'note': return one.message;
    case 'claim': return one.claim;
  }
}

function filters(): TemplateResult {
  const tab = (kind: ReviewKind | null, label: string, count: number): TemplateResult => html`
    <button aria-pressed=${filter === kind} @click=${() => { setFilter(kind); draw(); }}>${label} <span class="count">${count.toLocaleString(language)}</span></button>`;
  const all = reviewKinds.reduce((sum, kind) => sum + countOf(kind), 0);
  return html`<div role="group" class="filters" aria-label=${l10n.t('Show')}>
    ${tab(null, l10n.t('All'), all)} ${reviewKinds.map((kind) => tab(kind, kindNames[kind](), countOf(kind)))}
  </div>`;
}

function row(one: ShownCase): TemplateResult {
  const pick = (): void => {
    choose(one.id);
    draw();
  };
  return html`<li id=${rowId(one.id)} role="option" aria-selected=${one.id === selected} class="row" @click=${pick}>
    <span class="name">${one.name}</span> <span class="kind muted">${kindNames[one.kind]()}</span>
    <span class="question">${questionOf(one)}</span>
  </li>`;
}

/** Ids of elements hold no spaces. */
const rowId = (id: string): string => `row-${encodeURIComponent(id)}`;

function list(left: readonly ShownCase[]): TemplateResult {
  const more = total() - left.length;
  return html`<div class="side">
    <ul role="listbox" tabindex="0" aria-label=${l10n.t('To review')} aria-activedescendant=${selected ? rowId(selected) : nothing}>${left.map(row)}</ul>
    ${more > 0 ? html`<p class="more muted">${more === 1 ? l10n.t('1 more follows as these are done.') : l10n.t('{0} more follow as these are done.', more.toLocaleString(language))}</p>` : nothing}
  </div>`;
}

const runs = (words: CaseOf<'field'>['words']): (string | TemplateResult)[] => words.map(({ text, marked }) => (marked ? html`<mark>${text}</mark>` : text));

function placeInWords(source: NonNullable<CaseOf<'field'>['source']>, kind: ReviewKind): string {
  if (source.note === '') return source.file;
  return kind === 'claim' ? l10n.t('{0}, p. {1}', source.file, source.note) : l10n.t('{0}, note {1}', source.file, source.note);
}

const ownWords = (source: CaseOf<'field'>['source'], kind: ReviewKind, words: unknown): TemplateResult =>
  html`<section aria-label=${l10n.t('The source’s own words')}><h3>${l10n.t('The source’s own words')}</h3>
    <blockquote tabindex="0">${words}</blockquote>${source ? html`<p class="muted place">${placeInWords(source, kind)}</p>` : nothing}</section>`;

/** Without the white of pages. */
const withoutGaps = (text: string): string => text.replace(/\s*\n\s*\n\s*/g, '\n\n');

function inSource(one: CaseOf<'claim'> | CaseOf<'note'>): TemplateResult {
  const found = surroundings.get(one.id);
  if (found === undefined) return ownWords(one.source, one.kind, html`<span class="muted">${l10n.t('Reading the source…')}</span>`);
  if (found === null) return ownWords(one.source, one.kind, html`<span class="muted">${l10n.t('The source can’t be read where it was. Import it again from where it is now.')}</span>`);
  return ownWords(one.source, one.kind, html`${withoutGaps(found.before).trimStart()}<mark>${withoutGaps(found.words)}</mark>${withoutGaps(found.after)}`);
}

function fieldBody(one: CaseOf<'field'>): TemplateResult {
  const words = one.words.length > 0 ? ownWords(one.source, 'field', runs(one.words)) : html`<p class="muted">${l10n.t('The source says this of itself, or of no one place.')}</p>`;
  return html`<p class="muted">${one.title}</p>
    ${draft === null ? html`<dl class="value"><dt>${fieldInWords(one.field)}</dt><dd>${one.shown || l10n.t('none')}</dd></dl>` : fieldForm(one, draft)} ${words}`;
}

const typedHints: Record<ReturnType<typeof formOfField>, () => string> = {
  names: () => l10n.t('Names as “Vale, Gina; Winter, Charlie”. An organisation has no comma.'),
  date: () => l10n.t('A date as 2018, 2018-03 or 2018-03-21; a range as 2018/2019.'),
  type: () => '',
  text: () => '',
};

const focused = ref((element) => {
  if (element instanceof HTMLElement && !element.dataset['met']) {
    element.dataset['met'] = 'yes';
    queueMicrotask(() => element.focus());
  }
});

const typed = (event: Event): void => {
  draft = (event.target as HTMLInputElement).value;
  draw();
};

function fieldForm(one: CaseOf<'field'>, value: string): TemplateResult {
  const read = readTyped(one.field, value, one.value, language);
  const fault = 'fault' in read ? read.fault : '';
  const became = 'fault' in read ? '' : read.value === undefined ? l10n.t('The field is taken out.') : l10n.t('It becomes: {0}', read.shown);
  const hint = typedHints[formOfField(one.field)]();
  const input = formOfField(one.field) === 'type'
    ? html`<select id="typed" ${focused} @change=${typed}>${cslTypes.map((type) => html`<option value=${type} ?selected=${type === value}>${typeInWords(type)}</option>`)}</select>`
    : html`<input id="typed" ${focused} .value=${value} aria-describedby="becomes" aria-invalid=${fault !== ''} spellcheck="false" @input=${typed} />`;
  return html`<div class="form"><label for="typed">${fieldInWords(one.field)}</label> ${input}
    <p id="becomes" class=${fault === '' ? 'muted' : 'fault'} aria-live="polite">${fault || became}</p>
    ${hint === '' ? nothing : html`<p class="muted">${hint}</p>`} ${formButtons(fault !== '')}</div>`;
}

const formButtons = (isFaulty: boolean): TemplateResult => html`<div class="actions">
  <button class="primary" ?disabled=${isFaulty} @click=${() => { save(); draw(); }}>${l10n.t('Save')} <kbd>Enter</kbd></button>
  <button class="secondary" @click=${() => { leave(); draw(); }}>${l10n.t('Cancel')} <kbd>Esc</kbd></button></div>`;

/** Words of a source without what its lines and pages did to them. */
const inOneLine = (text: string): string => text.replace(/[-\u00ad]\s*\n\s*(?=\p{Ll})/gu, '').replace(/\s+/g, ' ').trim();

/** A claim with one sentence more or less at its start or its end. */
const bounds: { label(): string; change(claim: string, found: Surroundings): string }[] = [
  { label: () => l10n.t('Sentence Before'), change: (claim, { before }) => `${inOneLine(cutAt(before).at(-1) ?? '')} ${claim}`.trim() },
  { label: () => l10n.t('Sentence Behind'), change: (claim, { after }) => `${claim} ${inOneLine(cutAt(after)[0] ?? '')}`.trim() },
  { label: () => l10n.t('Without First Sentence'), change: (claim) => cutAt(claim).slice(1).join(' ') || claim },
  { label: () => l10n.t('Without Last Sentence'), change: (claim) => cutAt(claim).slice(0, -1).join(' ') || claim },
];

const cutAt = (text: string): string[] => sentences(text).map(({ start, end }) => text.slice(start, end).trim()).filter((words) => words !== '');

function claimForm(one: CaseOf<'claim'>, value: string): TemplateResult {
  const found = surroundings.get(one.id);
  const change = (bound: (typeof bounds)[number]): void => {
    if (found) draft = bound.change(value, found);
    draw();
  };
  return html`<div class="form"><label for="typed">${l10n.t('Claim')}</label>
    <textarea id="typed" rows="5" ${focused} .value=${value} @input=${typed}></textarea>
    <div class="bounds" role="group" aria-label=${l10n.t('Widen or narrow')}>
      ${bounds.map((bound) => html`<button class="secondary" ?disabled=${!found} @click=${() => change(bound)}>${bound.label()}</button>`)}
    </div>
    <div class="actions"><button class="primary" ?disabled=${value.trim() === ''} @click=${() => { save(); draw(); }}>${l10n.t('Save')} <kbd>Ctrl+Enter</kbd></button>
    <button class="secondary" @click=${() => { leave(); draw(); }}>${l10n.t('Cancel')} <kbd>Esc</kbd></button></div></div>`;
}

function claimBody(one: CaseOf<'claim'>): TemplateResult {
  return html`<ul class="faults">${one.faults.map((fault) => html`<li>${faultWords[fault]()}</li>`)}</ul>
    ${draft === null ? html`<p class="claim">${one.claim}</p>` : claimForm(one, draft)} ${inSource(one)}`;
}

function worksBody(one: CaseOf<'works'>): TemplateResult {
  const cell = (text: string, differs: boolean): TemplateResult => html`<td class=${differs ? 'differs' : ''}>${differs && text !== '' ? html`<mark>${text}</mark>` : text}</td>`;
  return html`<p class="muted">${l10n.t('What speaks against it: {0}.', one.why)}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${l10n.t('Both works')}><table>
      <thead><tr><td></td><th scope="col">${one.own}</th><th scope="col">${one.other}</th></tr></thead>
      <tbody>${one.rows.map(({ field, own, other, differs }) => html`<tr><th scope="row">${fieldInWords(field)}</th>${cell(own, differs)}${cell(other, differs)}</tr>`)}</tbody>
    </table></div>`;
}

function noteBody(one: CaseOf<'note'>): TemplateResult {
  return html`<p>${one.message}</p>${inSource(one)}
    ${one.claim ? html`<section><h3>${l10n.t('What it supports')}</h3><p class="claim">${one.claim.text}</p></section>` : nothing}`;
}

function body(one: ShownCase): TemplateResult {
  switch (one.kind) {
    case 'field': return fieldBody(one);
    case 'works': return worksBody(one);
    case 'note': return noteBody(one);
    case 'claim': return claimBody(one);
  }
}

const headings: Record<ReviewKind, (one: ShownCase) => string> = {
  field: ({ name }) => name,
  works: () => l10n.t('Are these one work?'),
  note: () => l10n.t('Which work is meant?'),
  claim: ({ name }) => l10n.t('Cited: {0}', name),
};

function detail(one: ShownCase): TemplateResult {
  const button = ({ key, label, run }: Action, index: number): TemplateResult => html`
    <button class=${index === 0 ? 'primary' : 'secondary'} aria-keyshortcuts=${key} @click=${() => { run(); draw(); }}>${label()} <kbd>${key}</kbd></button>`;
  return html`<article class="case" aria-label=${l10n.t('The case')}>
    <h2>${headings[one.kind](one)}</h2>
    ${body(one)} ${draft === null ? html`<div class="actions">${actionsOf(one).map(button)}</div>` : nothing}
  </article>`;
}

const keyRows: readonly [keys: string, what: () => string][] = [
  ['J K ↓ ↑', () => l10n.t('next, previous')],
  ['A', () => l10n.t('accept: it is right as it is')],
  ['C Enter', () => l10n.t('correct, or choose the work')],
  ['D', () => l10n.t('dismiss; of a claim: delete it')],
  ['S N', () => l10n.t('the same work, not the same')],
  ['O', () => l10n.t('open the source at the place')],
  ['Y', () => l10n.t('change the others too')],
  ['U Ctrl+Z', () => l10n.t('undo')],
  ['?', () => l10n.t('show or hide these keys')],
];

const help = (): TemplateResult => html`<section class="help" aria-label=${l10n.t('Keys')}><dl>
  ${keyRows.map(([keys, what]) => html`<div><dt>${keys.split(' ').map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${what()}</dd></div>`)}</dl></section>`;

const empty = (): TemplateResult => html`<div class="empty">
  <p class="big">${l10n.t('Nothing to review.')}</p>
  <p class="muted">${filter === null ? l10n.t('Ibid is sure of all it has read. What is doubtful in what you import next will be asked here.') : l10n.t('There is nothing of this kind.')}</p></div>`;

const likeBar = (): TemplateResult => html`<section class="like" aria-label=${l10n.t('Like cases')}><span>${offered}</span>
  <button class="primary" @click=${() => { answerLike(true); draw(); }}>${l10n.t('Change')} <kbd>Y</kbd></button>
  <button class="secondary" @click=${() => { answerLike(false); draw(); }}>${l10n.t('Leave')} <kbd>Esc</kbd></button></section>`;

function draw(): void {
  const left = shown();
  const one = current();
  channel.keep({ filter, selected, draft });
  render(html`
    <header class="toolbar"><h1 class="unseen">${l10n.t('Review')}</h1>${filters()}<span class="gap"></span>
      <button aria-keyshortcuts="U" @click=${() => channel.post({ type: 'undo' })}>${l10n.t('Undo')} <kbd>U</kbd></button>
      <button aria-keyshortcuts="?" aria-expanded=${helps} @click=${() => { helps = !helps; draw(); }}>${l10n.t('Keys')} <kbd>?</kbd></button></header>
    ${offered === '' ? nothing : likeBar()} ${helps ? help() : nothing}
    <main>${Object.keys(counts).length === 0 ? nothing : one ? html`${list(left)}${detail(one)}` : empty()}</main>
    <footer><p class=${isFault ? 'said fault' : 'said muted'} role=${isFault ? 'alert' : 'status'}>${said}</p></footer>`, document.body);
  document.getElementById(rowId(selected))?.scrollIntoView({ block: 'nearest' });
  showMarked();
}

/** The case whose words in question were brought into view. */
let shownMarked = '';

function showMarked(): void {
  const mark = document.querySelector<HTMLElement>('blockquote mark');
  if (!mark || shownMarked === selected) return;
  const quote = mark.parentElement!;
  shownMarked = selected;
  quote.scrollTop = mark.offsetTop - quote.offsetTop - quote.clientHeight / 3;
}

function focusList(): void {
  queueMicrotask(() => document.querySelector<HTMLElement>('[role=listbox]')?.focus());
}

channel.post({ type: 'ready' });
window.addEventListener('focus', () => {
  if (document.activeElement === document.body) focusList();
});
draw();
