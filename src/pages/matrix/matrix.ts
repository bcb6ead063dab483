// The literature matrix: works in rows, what is said of them in columns. The editor gives the table; this page sorts it, leaves out what is not wanted, and draws it.
import * as l10n from '@vscode/l10n';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import { factColumns, factLabel, type MatrixDivision } from '../../language/matrixTable.js';
import { formatNumber } from '../../words.js';
import { openChannel } from '../page.js';
import { Grid, type Shown } from './grid.js';
import { stateSchema, toPageSchema, type Claim, type FromPage, type State, type Table, type ToPage } from './messages.js';
import { shownColumns, shownRows, usedColumns } from './shown.js';

const channel = openChannel<ToPage, FromPage, State>(toPageSchema, stateSchema, receive);
let state: State = channel.state() ?? {
  division: 'source', works: 'all', query: '', sort: { column: 'author', descending: false }, pinnedColumns: [], pinnedRows: [], hidden: [], expanded: [], left: 0, top: 0,
};

let held: { version: number; table: Table; problem: string | null } | undefined;
let found: { query: string; rows: ReadonlySet<number> } | null = null;
let cited: { name: string; rows: ReadonlySet<number> } | null = null;
let notes = new Map<string, string>();
/** The claims of rows, of the version before as long as those of this one are not here. */
const cells = new Map<number, ReadonlyMap<number, readonly Claim[]>>();
const wanted = new Set<number>();
let shown: Shown | undefined;
let isColumnsOpen = false;

render(
  html`
    <main>
      <h1 class="unseen">${l10n.t('Literature Matrix')}</h1>
      <div class="toolbar" role="group" aria-label=${l10n.t('What Is Shown')}></div>
      <div class="message" hidden></div>
      <div class="grid" role="grid" aria-label=${l10n.t('Works and their claims')} hidden></div>
      <div class="unseen" role="status"></div>
    </main>
  `,
  document.body,
);
const part = (selector: string): HTMLElement => document.querySelector<HTMLElement>(selector)!;
const [toolbar, message, root, status] = [part('.toolbar'), part('.message'), part('.grid'), part('[role=status]')];

const grid = new Grid(root, {
  sort: (column) => {
    // of numbers the greatest come first
    const isNumber = column === 'claims' || column.includes(':');
    change({ sort: state.sort.column === column ? { column, descending: !state.sort.descending } : { column, descending: isNumber } });
  },
  pinColumn: (column) => change({ pinnedColumns: turned(state.pinnedColumns, column) }),
  hideColumn: (column) => {
    change({ hidden: turned(state.hidden, column) });
    grid.takeFocus();
  },
  editTheme: (name) => channel.post({ type: 'theme', name }),
  removeTheme: (name) => channel.post({ type: 'removeTheme', name }),
  pinRow: (row) => {
    change({ pinnedRows: turned(state.pinnedRows, held!.table.keys[row]!) });
    grid.takeFocus();
  },
  openRow: (row, isOpen) => {
    const others = state.expanded.filter((key) => key !== held!.table.keys[row]);
    change({ expanded: isOpen ? [...others, held!.table.keys[row]!] : others });
  },
  openClaim: (claim) => channel.post({ type: 'open', claim }),
  writeNote: (row, column, note) => {
    notes.set(`${row} ${column}`, note);
    channel.post({ type: 'note', version: held!.version, row, column, note });
  },
  wantCells: (rows) => {
    const fresh = rows.filter((row) => !wanted.has(row));
    for (const row of fresh) wanted.add(row);
    if (fresh.length > 0) channel.post({ type: 'cells', version: held!.version, rows: fresh });
  },
  scrolled: (left, top) => {
    state = { ...state, left, top };
    channel.keep(state);
  },
});

const turned = (list: readonly string[], one: string): string[] => (list.includes(one) ? list.filter((other) => other !== one) : [...list, one]);

function change(changes: Partial<State>): void {
  state = { ...state, ...changes };
  channel.keep(state);
  show();
}

// --- what the editor tells

function receive(told: ToPage): void {
  if (told.type !== 'table' && told.version !== held?.version) return;
  switch (told.type) {
    case 'table': return takeTable(told);
    case 'facts':
      Object.assign(held!.table, { authors: told.authors, years: told.years, titles: told.titles });
      return draw();
    case 'cells':
      for (const { row, cells: inRow } of told.rows) cells.set(row, new Map(inRow.map(({ column, claims }) => [column, claims])));
      return draw();
    case 'found':
      if (told.query !== state.query) return;
      found = { query: told.query, rows: new Set(told.rows) };
      show();
      return measure('filter');
    case 'document':
      cited = told.document && { name: told.document.name, rows: new Set(told.document.rows) };
      return show();
  }
}

function takeTable({ version, table, problem }: ToPage & { type: 'table' }): void {
  const isFirst = held === undefined;
  const isSame = held !== undefined && sameList(held.table.keys, table.keys) && sameList(held.table.columns.map(({ id }) => id), table.columns.map(({ id }) => id));
  if (!isSame) {
    cells.clear();
    found = null;
    cited = null;
  }
  wanted.clear();
  held = { version, table, problem };
  notes = new Map(table.notes.map(({ row, column, note }) => [`${row} ${column}`, note]));
  if (state.query !== '') find();
  show();
  wantAgain();
  if (isFirst) grid.scrollTo(state.left, state.top);
  measure('open');
}

const sameList = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((one, index) => one === b[index]);

/** What is known of rows may be of the version before. */
function wantAgain(): void {
  const rows = [...cells.keys()].filter((row) => root.querySelector(`[data-row="${row}"]`));
  for (const row of rows) wanted.add(row);
  for (const row of [...cells.keys()]) if (!wanted.has(row)) cells.delete(row);
  if (rows.length > 0) channel.post({ type: 'cells', version: held!.version, rows });
}

/** How long something has taken, as the browser's tools and `npm run bench` read it. */
function measure(name: 'open' | 'filter'): void {
  if (performance.getEntriesByName(`${name}:start`).length > 0) performance.measure(name, `${name}:start`);
  performance.clearMarks(`${name}:start`);
}

// --- what a person does

function find(): void {
  if (state.query.trim() === '') {
    found = null;
    return show();
  }
  performance.mark('filter:start');
  channel.post({ type: 'find', version: held?.version ?? 0, query: state.query });
}

function ask(division: MatrixDivision): void {
  performance.mark('open:start');
  channel.post({ type: 'ready', division });
}

function chooseDivision(division: MatrixDivision): void {
  state = { ...state, division, left: 0 };
  channel.keep(state);
  ask(division);
}

function exportShown(): void {
  if (shown) channel.post({ type: 'export', version: held!.version, rows: [...shown.pinned, ...shown.rows], columns: shown.columns.map(({ id }) => id) });
}

document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f' && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    part('.filter').focus();
    (part('.filter') as HTMLInputElement).select();
  } else if (event.key === 'Escape' && isColumnsOpen) turnColumns(false);
});

document.addEventListener('pointerdown', ({ target }) => {
  if (isColumnsOpen && !(target as HTMLElement).closest('.columns')) turnColumns(false);
});

function turnColumns(isOpen: boolean): void {
  isColumnsOpen = isOpen;
  drawToolbar();
  if (isOpen) part('.columns input').focus();
  else part('.columns > button').focus();
}

function filterKey(event: KeyboardEvent): void {
  const isEmpty = state.query === '';
  if (event.key === 'Escape' && !isEmpty) filter('');
  else if ((event.key === 'Escape' || event.key === 'ArrowDown' || event.key === 'Enter') && shown) grid.takeFocus();
  else return;
  event.preventDefault();
}

function filter(query: string): void {
  state = { ...state, query };
  channel.keep(state);
  find();
  drawToolbar();
}

// --- what is shown

function show(): void {
  if (!held) return;
  const { table } = held;
  const { pinned, rows } = shownRows(table, state, { found: found?.rows ?? null, cited: cited?.rows ?? null });
  const all = [...pinned, ...rows];
  const used = usedColumns(table, all);
  shown = { table, state, columns: shownColumns(table, state, used), pinned, rows, worksIn: used, cells, note: (row, column) => notes.get(`${row} ${column}`) ?? '' };
  draw();
  drawToolbar();
  say();
}

function draw(): void {
  if (!shown) return;
  const lack = whatIsLacking();
  message.hidden = lack === null && held!.problem === null;
  render(html`${held!.problem === null ? nothing : html`<p class="problem">${held!.problem}</p>`}${lack ?? nothing}`, message);
  root.hidden = shown.rows.length + shown.pinned.length === 0;
  if (!root.hidden) grid.show(shown);
}

/** What to say in place of a table, or above one without columns; null where nothing lacks. */
function whatIsLacking(): TemplateResult | null {
  const { table, rows, pinned } = shown!;
  if (table.keys.length === 0) {
    return held!.problem === null ? html`<p>${l10n.t('No work of the library has a claim yet. Import the sources that you have read: what they cite, and what for, will stand here.')}</p>` : null;
  }
  if (table.division === 'theme' && table.columns.length === 0) {
    return html`<p>${l10n.t('A theme is a column of your own. It has a name and words, and holds the claims that say one of them.')}</p>
      <button class="primary" @click=${() => channel.post({ type: 'theme', name: null })}>${l10n.t('New Theme')}</button>`;
  }
  if (table.division === 'tag' && table.columns.length === 0) return html`<p>${l10n.t('No work has a tag. Tags are the keywords of your bibliography’s entries.')}</p>`;
  if (rows.length + pinned.length > 0) return null;
  if (state.query !== '') return html`<p>${l10n.t('No work fits “{0}”.', state.query)}</p>`;
  return html`<p>${cited ? l10n.t('{0} cites no work that has a claim.', cited.name) : l10n.t('No document is open that cites works.')}</p>`;
}

function inWords(): string {
  const { rows, pinned, columns } = shown!;
  const count = rows.length + pinned.length;
  const works = count === 1 ? l10n.t('1 work') : l10n.t('{0} works', formatNumber(count));
  const divided = columns.filter(({ number }) => number !== null).length;
  return `${works}, ${divided === 1 ? l10n.t('1 column') : l10n.t('{0} columns', formatNumber(divided))}`;
}

function say(): void {
  const words = inWords();
  if (status.textContent !== words) status.textContent = words;
}

function drawToolbar(): void {
  const divisions: Record<MatrixDivision, string> = { source: l10n.t('Sources'), tag: l10n.t('Tags'), theme: l10n.t('Themes') };
  const works: Record<State['works'], string> = { all: l10n.t('All works'), cited: cited ? l10n.t('Cited in {0}', cited.name) : l10n.t('Cited in the document') };
  render(
    html`
      <label><span class="muted">${l10n.t('Columns')}</span> ${choice(divisions, state.division, chooseDivision)}</label>
      <label><span class="muted">${l10n.t('Rows')}</span> ${choice(works, state.works, (chosen) => change({ works: chosen }))}</label>
      <input class="filter" type="search" aria-label=${l10n.t('Filter Works')} placeholder=${l10n.t('Filter: author, year, words of the title or of a claim')}
        .value=${state.query} @input=${(event: InputEvent) => filter((event.target as HTMLInputElement).value)} @keydown=${filterKey} />
      <span class="gap"></span>
      <span class="muted count">${shown ? inWords() : nothing}</span>
      ${state.division === 'theme' ? html`<button class="secondary" @click=${() => channel.post({ type: 'theme', name: null })}>${l10n.t('New Theme')}</button>` : nothing}
      <div class="columns">
        <button class="secondary" aria-expanded=${isColumnsOpen} @click=${() => turnColumns(!isColumnsOpen)}>${l10n.t('Choose Columns')}</button>
        ${isColumnsOpen && held ? columnList(held.table) : nothing}
      </div>
      <button class="secondary" ?disabled=${!shown || shown.rows.length + shown.pinned.length === 0} @click=${exportShown}>${l10n.t('Export…')}</button>
    `,
    toolbar,
  );
}

function choice<Name extends string>(labels: Record<Name, string>, chosen: Name, choose: (name: Name) => void): TemplateResult {
  const entries = Object.entries(labels) as [Name, string][];
  return html`<select .value=${chosen} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as Name)}>
    ${entries.map(([name, label]) => html`<option value=${name} ?selected=${name === chosen}>${label}</option>`)}
  </select>`;
}

/** Which columns are to be seen. The authors always are. */
function columnList({ columns }: Table): TemplateResult {
  const facts = factColumns.filter((id) => id !== 'author').map((id) => ({ id, label: factLabel(id) }));
  return html`<div class="list" role="group" aria-label=${l10n.t('Columns to Show')}>
    ${[...facts, ...columns].map(({ id, label }) => html`<label><input type="checkbox" .checked=${!state.hidden.includes(id)} @change=${() => change({ hidden: turned(state.hidden, id) })} /> <span>${label}</span></label>`)}
  </div>`;
}

drawToolbar();
ask(state.division);
