import { html, nothing, type TemplateResult } from 'lit-html';
import * as l10n from '@vscode/l10n';
import { connectionsOf, claimsIn, type Connection, type Shown, type Work } from './literature.js';
import { claimCount, purposesOf, standing } from './words.js';

/** A line of the tree: a work, or, below one that is open, a work that it is connected with. */
export type Row = { kind: 'work'; work: Work; open: boolean } | { kind: 'connection'; work: Work; connection: Connection; index: number; of: number };

/** As high as VS Code's own. In pixels; map.css has it too. */
const rowHeight = 22;
/** Rows beyond the edges that are there already when they are scrolled to. */
const beyond = 10;

interface Acts {
  /** A row was gone to, by keyboard or mouse. */
  choose(row: Row): void;
  /** What Enter or a click means. */
  show(work: Work): void;
  /** Draws the page anew. */
  changed(): void;
}

/**
 * The picture in words: works by their weight, below each what it cites and is cited by. Arrows up and down go from row to row; right opens a work,
 * then goes along a citation to the work at its other end; left goes the same way back. Only the rows in sight are in the page.
 */
export class Tree {
  private shown: Shown = { works: [], citations: [], cited: 0, fitting: 0 };
  private rows: Row[] = [];
  private opened: Work | undefined;
  private active = 0;
  private top = 0;
  private height = 400;
  /** The works one came from along citations. */
  private way: Work[] = [];

  constructor(private readonly acts: Acts) {}

  fill(shown: Shown): void {
    const before = this.rows[this.active]?.work;
    this.shown = shown;
    if (this.opened && !shown.works.includes(this.opened)) this.opened = undefined;
    this.list();
    this.active = Math.max(0, this.rows.findIndex((row) => row.kind === 'work' && row.work === before));
  }

  /** Goes to a work, or to one of its connections, that was chosen elsewhere. */
  goTo(work: Work, other?: Work): void {
    if (other) this.opened = work;
    this.list();
    const found = this.rows.findIndex((row) => row.work === work && (other ? row.kind === 'connection' && row.connection.other === other : row.kind === 'work'));
    if (found >= 0) this.active = found;
    this.reveal();
  }

  template(): TemplateResult {
    const first = Math.max(0, Math.floor(this.top / rowHeight) - beyond);
    const seen = this.rows.slice(first, first + Math.ceil(this.height / rowHeight) + 2 * beyond);
    return html`<div id="tree" role="tree" tabindex="0" aria-label=${l10n.t('Works, the most cited first')} aria-activedescendant=${this.rows.length === 0 ? nothing : `row-${this.active}`}
      @keydown=${(event: KeyboardEvent) => this.press(event)} @scroll=${(event: Event) => this.scroll(event.target as HTMLElement)}>
      ${space(first)}${seen.map((row, at) => this.rowTemplate(row, first + at))}${space(this.rows.length - first - seen.length)}
    </div>`;
  }

  private rowTemplate(row: Row, index: number): TemplateResult {
    const isWork = row.kind === 'work';
    const classes = `row${index === this.active ? ' active' : ''}${isWork ? '' : ' connection'}`;
    return html`<div id=${`row-${index}`} class=${classes} role="treeitem" aria-level=${isWork ? 1 : 2} aria-selected=${index === this.active}
      aria-expanded=${isWork ? row.open : nothing} aria-setsize=${isWork ? this.shown.works.length : row.of}
      aria-posinset=${isWork ? this.shown.works.indexOf(row.work) + 1 : row.index + 1}
      @click=${() => this.click(index)} @dblclick=${() => this.acts.show(other(row))}>${isWork ? workCells(row) : connectionCells(row.connection)}</div>`;
  }

  private click(index: number): void {
    const row = this.rows[index]!;
    if (row.kind === 'work') this.opened = row.open ? undefined : row.work;
    this.list();
    this.go(this.rows.findIndex((one) => one.work === row.work && (row.kind === 'work' ? one.kind === 'work' : one.kind === 'connection' && one.index === row.index)));
  }

  private press(event: KeyboardEvent): void {
    const row = this.rows[this.active];
    const act = row && !event.ctrlKey && !event.metaKey && !event.altKey ? this.keys[event.key] : undefined;
    if (!act) return;
    event.preventDefault();
    act(row!);
  }

  private readonly keys: Record<string, (row: Row) => void> = {
    ArrowDown: () => this.go(this.active + 1),
    ArrowUp: () => this.go(this.active - 1),
    PageDown: () => this.go(this.active + this.page),
    PageUp: () => this.go(this.active - this.page),
    Home: () => this.go(0),
    End: () => this.go(this.rows.length - 1),
    Enter: (row) => this.acts.show(other(row)),
    ArrowRight: (row) => this.along(row),
    ArrowLeft: (row) => this.back(row),
  };

  private get page(): number {
    return Math.max(1, Math.floor(this.height / rowHeight) - 1);
  }

  private go(index: number): void {
    this.active = Math.max(0, Math.min(this.rows.length - 1, index));
    this.reveal();
    this.acts.choose(this.rows[this.active]!);
  }

  private along(row: Row): void {
    if (row.kind === 'work' && row.open) return this.go(this.active + 1);
    if (row.kind === 'connection') this.way.push(row.work);
    this.open(other(row));
  }

  private back(row: Row): void {
    const before = row.kind === 'connection' ? row.work : row.open ? undefined : this.way.pop();
    if (row.kind === 'connection') return this.go(this.rows.findIndex((one) => one.kind === 'work' && one.work === before));
    this.opened = undefined;
    if (before) this.open(before);
    else this.open(row.work, false);
  }

  /** Goes to a work and shows what it is connected with. */
  private open(work: Work, opened = true): void {
    this.opened = opened ? work : undefined;
    this.list();
    this.go(this.rows.findIndex((row) => row.kind === 'work' && row.work === work));
  }

  private list(): void {
    this.rows = this.shown.works.flatMap((work): Row[] => {
      const open = work === this.opened;
      if (!open) return [{ kind: 'work', work, open }];
      const connections = connectionsOf(work, this.shown);
      return [{ kind: 'work', work, open }, ...connections.map((connection, index): Row => ({ kind: 'connection', work, connection, index, of: connections.length }))];
    });
  }

  private scroll(element: HTMLElement): void {
    this.top = element.scrollTop;
    this.height = element.clientHeight;
    this.acts.changed();
  }

  private reveal(): void {
    const element = document.getElementById('tree');
    if (!element) return;
    this.height = element.clientHeight;
    const at = this.active * rowHeight;
    if (at < element.scrollTop) element.scrollTop = at;
    else if (at + rowHeight > element.scrollTop + this.height) element.scrollTop = at + rowHeight - this.height;
    this.top = element.scrollTop;
  }
}

/** The work that a row stands for. */
const other = (row: Row): Work => (row.kind === 'work' ? row.work : row.connection.other);

/** As much room as rows take that are out of sight. */
const space = (rows: number): TemplateResult => html`<svg class="space" aria-hidden="true" width="1" height=${rows * rowHeight}></svg>`;

const mark = ({ isSource }: Work): TemplateResult => html`<span class=${isSource ? 'mark source' : 'mark'}></span>`;

const workCells = ({ work, open }: Extract<Row, { kind: 'work' }>): TemplateResult =>
  html`<svg class="twistie" viewBox="0 0 16 16" aria-hidden="true"><path d=${open ? 'M4 6l4 4 4-4' : 'M6 4l4 4-4 4'} /></svg>${mark(work)}<span class="name">${work.name}</span>
    <span class="title">${work.title}</span><span class="unseen">, ${standing(work)}</span><span class="count" aria-hidden="true">${work.isSource ? work.makes : work.claims}</span>`;

const connectionCells = (connection: Connection): TemplateResult =>
  html`<span class="direction" aria-hidden="true">${connection.cites ? '→' : '←'}</span>${mark(connection.other)}<span class="unseen">${connection.cites ? l10n.t('cites') : l10n.t('cited by')}</span>
    <span class="name">${connection.other.name}</span> <span class="title">${purposesOf(connection)}</span> <span class="count">${claimsIn(connection) > 0 ? claimCount(claimsIn(connection)) : ''}</span>`;
