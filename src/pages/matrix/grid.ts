// The table itself: a grid as ARIA has it, of which only what is in sight is drawn. https://www.w3.org/WAI/ARIA/apg/patterns/grid/
// Places are set as the property `style`, since the page's policy admits no attribute of that name, which is what lit's styleMap begins with.
import * as l10n from '@vscode/l10n';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import { classMap } from 'lit-html/directives/class-map.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { factLabel, type FactColumn } from '../../language/matrixTable.js';
import { cellButton, claimsContent, headingContent, type Heading } from './cells.js';
import type { Claim, State, Table } from './messages.js';
import { claimsIn, headHeight, rowHeight, RowPlaces, type ShownColumn } from './shown.js';

/** What the grid shows. */
export interface Shown {
  table: Table;
  state: State;
  columns: readonly ShownColumn[];
  /** Above all others, and the others, by their numbers in the table. */
  pinned: readonly number[];
  rows: readonly number[];
  /** Of each column of the table, how many of the rows have something in it. */
  worksIn: ReadonlyMap<number, number>;
  /** The claims of rows that are known, by their columns. */
  cells: ReadonlyMap<number, ReadonlyMap<number, readonly Claim[]>>;
  note(row: number, column: number): string;
}

export interface Actions {
  sort(column: string): void;
  pinColumn(column: string): void;
  hideColumn(column: string): void;
  editTheme(name: string): void;
  removeTheme(name: string): void;
  pinRow(row: number): void;
  openRow(row: number, isOpen: boolean): void;
  openClaim(id: string): void;
  writeNote(row: number, column: number, note: string): void;
  /** Their cells are in sight, and not known. */
  wantCells(rows: readonly number[]): void;
  scrolled(left: number, top: number): void;
}

/** Where the focus stands: by what it stands on, so that it stays there when the order changes. `null` is the row of headings. */
interface Place {
  row: number | null;
  column: string;
}

const spare = 4;
const longestNote = 10_000;

export class Grid {
  private shown: Shown | undefined;
  private places = new RowPlaces([], new Map());
  private readonly heights = new Map<number, number>();
  private focus: Place = { row: null, column: 'author' };
  private edit: { row: number; column: number; text: string } | undefined;
  private drawing = 0;

  constructor(private readonly root: HTMLElement, private readonly actions: Actions) {
    root.addEventListener('scroll', () => {
      this.actions.scrolled(root.scrollLeft, root.scrollTop);
      this.drawSoon();
    });
    root.addEventListener('keydown', (event) => this.key(event));
    root.addEventListener('focusin', ({ target }) => this.follow(target as HTMLElement));
    new ResizeObserver(() => this.drawSoon()).observe(root);
  }

  show(shown: Shown): void {
    const before = this.shown?.table;
    this.shown = shown;
    if (before && before !== shown.table) this.carryOver(before, shown.table);
    this.draw();
  }

  scrollTo(left: number, top: number): void {
    this.root.scrollTo(left, top);
    this.draw();
  }

  /** Puts the focus where it stood. */
  takeFocus(): void {
    this.focusOn(this.focus);
  }

  /** Rows and columns of another table have other numbers; what is being written stays with its work. */
  private carryOver(before: Table, now: Table): void {
    const rowNow = (row: number): number => (before.keys[row] === now.keys[row] ? row : now.keys.indexOf(before.keys[row]!));
    if (this.focus.row !== null) this.focus = { ...this.focus, row: rowNow(this.focus.row) };
    if (this.focus.row === -1) this.focus = { ...this.focus, row: null };
    if (this.edit) {
      const { row, column, text } = this.edit;
      const edit = { row: rowNow(row), column: now.columns.findIndex(({ id }) => id === before.columns[column]!.id), text };
      this.edit = edit.row < 0 || edit.column < 0 ? undefined : edit;
    }
    this.heights.clear();
  }

  // --- drawing

  private drawSoon(): void {
    cancelAnimationFrame(this.drawing);
    this.drawing = requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    const { shown, root } = this;
    if (!shown) return;
    const open = new Set(shown.state.expanded);
    for (const row of this.heights.keys()) if (!open.has(shown.table.keys[row] ?? '')) this.heights.delete(row);
    this.places = new RowPlaces(shown.rows, this.heights);
    const width = shown.columns.reduce((sum, column) => sum + column.width, 0);
    const columns = this.columnsInSight();
    const rows = this.rowsInSight();
    const hadFocus = root.contains(document.activeElement) && !(document.activeElement instanceof HTMLTextAreaElement);
    root.setAttribute('aria-rowcount', String(shown.rows.length + shown.pinned.length + 1));
    root.setAttribute('aria-colcount', String(shown.columns.length));
    render(
      html`
        <div role="rowgroup" class="head" .style=${`width:${width}px`}>
          <div role="row" class="row headings" aria-rowindex="1" .style=${`height:${headHeight}px`}>${repeat(columns, ({ id }) => id, (column) => this.heading(column))}</div>
          ${repeat(shown.pinned, (row) => row, (row, index) => this.row(row, index + 2, columns, null))}
        </div>
        <div role="rowgroup" class="body" .style=${`width:${width}px;height:${this.places.top(shown.rows.length)}px`}>
          ${repeat(rows, (index) => shown.rows[index], (index) => this.row(shown.rows[index]!, index + shown.pinned.length + 2, columns, this.places.top(index)))}
        </div>
      `,
      root,
    );
    const drawn = [...shown.pinned, ...rows.map((index) => shown.rows[index]!)];
    const unknown = drawn.filter((row) => !shown.cells.has(row) && shown.table.cellStarts[row]! < shown.table.cellStarts[row + 1]!);
    if (unknown.length > 0) this.actions.wantCells(unknown);
    if (this.measure(drawn, open)) this.drawSoon();
    if (hadFocus && !root.contains(document.activeElement)) this.elementAt(this.focus)?.focus({ preventScroll: true });
  }

  /** How high the opened rows have become; true where that is news. */
  private measure(rows: readonly number[], open: ReadonlySet<string>): boolean {
    let isNews = false;
    for (const row of rows) {
      if (!open.has(this.shown!.table.keys[row]!) || !this.shown!.cells.has(row)) continue;
      const element = this.root.querySelector<HTMLElement>(`[role=row][data-row="${row}"]`);
      // columns that come into sight may be higher; a row that then grew small again would jump
      const height = Math.max(this.heights.get(row) ?? rowHeight, ...[...(element?.children ?? [])].map((cell) => (cell.firstElementChild as HTMLElement).offsetHeight + 9));
      if (this.heights.get(row) === height) continue;
      this.heights.set(row, height);
      isNews = true;
    }
    return isNews;
  }

  private columnsInSight(): ShownColumn[] {
    const { columns } = this.shown!;
    const [from, to] = [this.root.scrollLeft + this.pinnedWidth, this.root.scrollLeft + this.root.clientWidth];
    return columns.filter(({ id, isPinned, left, width }) => isPinned || id === this.focus.column || (left + width > from - width && left < to + width));
  }

  /** Indices of rows; that of the focus with them, which would be lost if it were not drawn. */
  private rowsInSight(): number[] {
    const { rows } = this.shown!;
    if (rows.length === 0) return [];
    const first = Math.max(0, this.places.at(this.root.scrollTop) - spare);
    const last = Math.min(rows.length - 1, this.places.at(this.root.scrollTop + this.heightOfRows) + spare);
    const focused = this.focus.row === null ? -1 : rows.indexOf(this.focus.row);
    const inSight = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    if (focused < 0 || (focused >= first && focused <= last)) return inSight;
    return focused < first ? [focused, ...inSight] : [...inSight, focused];
  }

  private get pinnedWidth(): number {
    return this.shown!.columns.reduce((sum, { isPinned, width }) => (isPinned ? sum + width : sum), 0);
  }

  /** How much of the page is left below the headings and the pinned rows. */
  private get heightOfRows(): number {
    const pinned = this.shown!.pinned.reduce((sum, row) => sum + (this.heights.get(row) ?? rowHeight), 0);
    return this.root.clientHeight - headHeight - pinned;
  }

  private row(row: number, rowIndex: number, columns: readonly ShownColumn[], top: number | null): TemplateResult {
    const isOpen = this.shown!.state.expanded.includes(this.shown!.table.keys[row]!);
    const height = (isOpen ? this.heights.get(row) : undefined) ?? rowHeight;
    const style = `height:${height}px${top === null ? '' : `;top:${top}px`}`;
    return html`<div role="row" class=${classMap({ row: true, pinned: top === null, open: isOpen, odd: rowIndex % 2 === 1 })} data-row=${row} aria-rowindex=${rowIndex} .style=${style}>
      ${repeat(columns, ({ id }) => id, (column) => this.cell(row, column, isOpen))}
    </div>`;
  }

  /** What all cells have in common. Those that are not pinned stand in the row by their places. */
  private cellFrame(role: string, { row, column }: { row: number | null; column: ShownColumn }, content: unknown, sorted?: string): TemplateResult {
    const isFocused = this.focus.row === row && this.focus.column === column.id;
    const style = `left:${column.left}px;width:${column.width}px`;
    const index = this.shown!.columns.indexOf(column) + 1;
    const classes = classMap({ cell: true, pinned: column.isPinned, fact: column.number === null, number: column.id === 'claims' || column.id === 'year' });
    return html`<div role=${role} class=${classes} data-column=${column.id} aria-colindex=${index} aria-sort=${sorted ?? nothing} tabindex=${isFocused ? 0 : -1} .style=${style}>
      <div class="content">${content}</div>
    </div>`;
  }

  private heading(column: ShownColumn): TemplateResult {
    const { table, state, worksIn } = this.shown!;
    const { actions } = this;
    const divided = column.number === null ? undefined : table.columns[column.number]!;
    const sorted = state.sort.column === column.id ? (state.sort.descending ? 'descending' : 'ascending') : null;
    const heading: Heading = {
      label: divided?.label ?? factLabel(column.id as FactColumn),
      detail: divided?.detail ?? '',
      count: divided ? (worksIn.get(column.number!) ?? 0) : null,
      sorted,
      sort: () => actions.sort(column.id),
      buttons: [
        ...(table.division === 'theme' && divided
          ? [cellButton('edit', l10n.t('Edit Theme'), () => actions.editTheme(divided.label)), cellButton('remove', l10n.t('Delete Theme'), () => actions.removeTheme(divided.label))]
          : []),
        ...(column.id === 'author'
          ? []
          : [
              cellButton('pin', column.isPinned ? l10n.t('Unpin Column') : l10n.t('Pin Column'), () => actions.pinColumn(column.id), column.isPinned),
              cellButton('hide', l10n.t('Hide Column'), () => actions.hideColumn(column.id)),
            ]),
      ],
    };
    return this.cellFrame('columnheader', { row: null, column }, headingContent(heading), sorted ?? 'none');
  }

  private cell(row: number, column: ShownColumn, isOpen: boolean): TemplateResult {
    const { table } = this.shown!;
    switch (column.id) {
      case 'author': return this.cellFrame('rowheader', { row, column }, this.workContent(row, isOpen));
      case 'year': return this.cellFrame('gridcell', { row, column }, table.years[row]);
      case 'title': return this.cellFrame('gridcell', { row, column }, html`<div class="title" title=${table.titles[row]}>${table.titles[row]}</div>`);
      case 'claims': return this.cellFrame('gridcell', { row, column }, table.counts[row]);
      default: return this.cellFrame('gridcell', { row, column }, this.dividedContent(row, column.number!, isOpen));
    }
  }

  private workContent(row: number, isOpen: boolean): TemplateResult {
    const { table, state } = this.shown!;
    const isPinned = state.pinnedRows.includes(table.keys[row]!);
    return html`
      <div class="author">${table.authors[row]}</div>
      <div class="acts">
        ${cellButton(isOpen ? 'close' : 'open', isOpen ? l10n.t('Show Less') : l10n.t('Show All Claims'), () => this.actions.openRow(row, !isOpen))}
        ${cellButton('pin', isPinned ? l10n.t('Unpin Work') : l10n.t('Pin Work'), () => this.actions.pinRow(row), isPinned)}
      </div>
    `;
  }

  private dividedContent(row: number, column: number, isOpen: boolean): unknown {
    const { table, cells, note } = this.shown!;
    if (this.edit?.row === row && this.edit.column === column) return this.noteEditor(this.edit);
    return claimsContent({
      count: claimsIn(table, row, column),
      claims: cells.get(row) ? (cells.get(row)!.get(column) ?? []) : undefined,
      note: note(row, column),
      isOpen,
      division: table.division,
      openClaim: (id) => this.actions.openClaim(id),
      openRow: () => this.actions.openRow(row, true),
      editNote: () => this.editNote(row, column),
    });
  }

  // --- notes

  private noteEditor({ text }: { text: string }): TemplateResult {
    const end = (isKept: boolean) => (): void => this.endNote(isKept);
    return html`<textarea class="editor" aria-label=${l10n.t('Note')} placeholder=${l10n.t('A note of your own. Enter keeps it, Escape does not.')} maxlength=${longestNote}
      .value=${text} @blur=${end(true)} @keydown=${(event: KeyboardEvent) => this.noteKey(event)}></textarea>`;
  }

  /** @param typed what the note begins with, in place of what it was */
  private editNote(row: number, column: number, typed?: string): void {
    this.edit = { row, column, text: typed ?? this.shown!.note(row, column) };
    this.focus = { row, column: this.shown!.table.columns[column]!.id };
    this.draw();
    const editor = this.root.querySelector('textarea');
    editor?.focus();
    editor?.setSelectionRange(editor.value.length, editor.value.length);
  }

  private noteKey(event: KeyboardEvent): void {
    event.stopPropagation();
    const isEnd = event.key === 'Escape' || event.key === 'Tab' || (event.key === 'Enter' && !event.shiftKey && !event.altKey && !event.isComposing);
    if (!isEnd) return;
    event.preventDefault();
    this.endNote(event.key !== 'Escape');
    this.takeFocus();
  }

  private endNote(isKept: boolean): void {
    const { edit } = this;
    const written = this.root.querySelector('textarea')?.value.trim() ?? '';
    // drawing takes the editor away, which ends it a second time
    this.edit = undefined;
    if (!edit) return;
    if (isKept && written !== this.shown!.note(edit.row, edit.column)) this.actions.writeNote(edit.row, edit.column, written);
    this.draw();
  }

  // --- focus and keys

  /** Rows as one goes through them: the headings, what is pinned, the others. */
  private get order(): (number | null)[] {
    const { pinned, rows } = this.shown!;
    return [null, ...pinned, ...rows];
  }

  private elementAt({ row, column }: Place): HTMLElement | null {
    const line = row === null ? '.headings' : `[role=row][data-row="${row}"]`;
    return this.root.querySelector<HTMLElement>(`${line} > [data-column="${CSS.escape(column)}"]`);
  }

  private placeOf(element: Element): Place | undefined {
    const cell = element.closest<HTMLElement>('[data-column]');
    const row = cell?.closest<HTMLElement>('[role=row]')?.dataset['row'];
    return cell ? { row: row === undefined ? null : Number(row), column: cell.dataset['column']! } : undefined;
  }

  /** The mouse has put the focus somewhere. */
  private follow(target: HTMLElement): void {
    const place = this.placeOf(target);
    if (!place || (place.row === this.focus.row && place.column === this.focus.column)) return;
    this.focus = place;
    this.draw();
  }

  private focusOn(place: Place): void {
    const { columns } = this.shown!;
    const column = columns.find(({ id }) => id === place.column) ?? columns[0];
    const row = place.row === null || this.order.includes(place.row) ? place.row : null;
    if (!column) return;
    this.focus = { row, column: column.id };
    this.reveal(row, column);
    this.draw();
    this.elementAt(this.focus)?.focus({ preventScroll: true });
  }

  private reveal(row: number | null, column: ShownColumn): void {
    const { root } = this;
    const { rows } = this.shown!;
    const { pinnedWidth } = this;
    if (!column.isPinned) {
      if (column.left - root.scrollLeft < pinnedWidth) root.scrollLeft = column.left - pinnedWidth;
      else if (column.left + column.width > root.scrollLeft + root.clientWidth) root.scrollLeft = Math.min(column.left - pinnedWidth, column.left + column.width - root.clientWidth);
    }
    const index = row === null ? -1 : rows.indexOf(row);
    if (index < 0) return;
    const [top, bottom] = [this.places.top(index), this.places.top(index + 1)];
    const height = this.heightOfRows;
    if (top < root.scrollTop) root.scrollTop = top;
    else if (bottom > root.scrollTop + height) root.scrollTop = Math.min(top, bottom - height);
  }

  private key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const isTaken = target instanceof HTMLButtonElement ? this.keyInCell(event, target) : this.keyOnCell(event);
    if (isTaken) event.preventDefault();
  }

  /** Within a cell one goes from button to button; Escape leads out. */
  private keyInCell({ key }: KeyboardEvent, button: HTMLButtonElement): boolean {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    if (key === 'Escape') this.takeFocus();
    else if (key in steps) {
      const buttons = this.buttonsOf(button);
      buttons[(buttons.indexOf(button) + steps[key]! + buttons.length) % buttons.length]?.focus();
    } else return false;
    return true;
  }

  private buttonsOf(element: Element): HTMLButtonElement[] {
    return [...(element.closest('[data-column]')?.querySelectorAll('button') ?? [])];
  }

  private keyOnCell(event: KeyboardEvent): boolean {
    const { key } = event;
    const isCommand = event.ctrlKey || event.metaKey;
    const to = this.moved(key, isCommand);
    if (to) this.focusOn(to);
    else if (key === 'Enter') this.enter();
    else if (key === 'F2') this.edited();
    else if (key === 'Escape') this.closeRow();
    else if (key.length === 1 && key !== ' ' && !isCommand && !event.altKey) return this.typed(key);
    else return false;
    return true;
  }

  private moved(key: string, isCommand: boolean): Place | undefined {
    const { order } = this;
    const columns = this.shown!.columns.map(({ id }) => id);
    const [at, column] = [Math.max(0, order.indexOf(this.focus.row)), Math.max(0, columns.indexOf(this.focus.column))];
    const page = Math.max(1, Math.floor(this.heightOfRows / rowHeight) - 1);
    const [lastRow, lastColumn] = [order.length - 1, columns.length - 1];
    const moves: Record<string, readonly [row: number, column: number]> = {
      ArrowUp: [at - 1, column], ArrowDown: [at + 1, column], ArrowLeft: [at, column - 1], ArrowRight: [at, column + 1],
      PageUp: [at - page, column], PageDown: [at + page, column],
      Home: [isCommand ? 0 : at, 0], End: [isCommand ? lastRow : at, lastColumn],
    };
    const move = moves[key];
    if (!move) return undefined;
    const within = (index: number, last: number): number => Math.min(last, Math.max(0, index));
    return { row: order[within(move[0], lastRow)]!, column: columns[within(move[1], lastColumn)]! };
  }

  /** A heading sorts; a work is opened; into a cell one goes. */
  private enter(): void {
    const { row, column } = this.focus;
    if (row === null) this.actions.sort(column);
    else if (this.columnNumber === null) this.actions.openRow(row, !this.isOpen(row));
    else {
      if (!this.isOpen(row) && claimsIn(this.shown!.table, row, this.columnNumber) > 1) this.actions.openRow(row, true);
      this.elementAt(this.focus)?.querySelector('button')?.focus();
    }
  }

  private edited(): void {
    const { row } = this.focus;
    if (row !== null && this.columnNumber !== null) this.editNote(row, this.columnNumber);
    else this.elementAt(this.focus)?.querySelector('button')?.focus();
  }

  private closeRow(): void {
    if (this.focus.row !== null && this.isOpen(this.focus.row)) this.actions.openRow(this.focus.row, false);
  }

  private typed(key: string): boolean {
    const { row } = this.focus;
    if (row === null || this.columnNumber === null) return false;
    const held = this.shown!.note(row, this.columnNumber);
    this.editNote(row, this.columnNumber, held === '' ? key : `${held}${key}`);
    return true;
  }

  private isOpen(row: number): boolean {
    return this.shown!.state.expanded.includes(this.shown!.table.keys[row]!);
  }

  /** The number in the table of the column that has the focus; null for one that tells of the work itself. */
  private get columnNumber(): number | null {
    return this.shown!.columns.find(({ id }) => id === this.focus.column)?.number ?? null;
  }
}
