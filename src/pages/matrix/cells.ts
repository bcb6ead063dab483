// What stands in the cells.
import * as l10n from '@vscode/l10n';
import { html, nothing, svg, type TemplateResult } from 'lit-html';
import { classMap } from 'lit-html/directives/class-map.js';
import { placeInWords, type MatrixDivision } from '../../language/matrixTable.js';
import { formatNumber } from '../../words.js';
import type { Claim } from './messages.js';

type Content = TemplateResult | typeof nothing;

const paths = {
  pin: 'M6 2h4M7 2v4L4.5 9h7L9 6V2M8 9v5',
  hide: 'M4 4l8 8M12 4l-8 8',
  edit: 'M10.5 3l2.5 2.5L6 12.5 3 13l.5-3z',
  remove: 'M3 4.5h10M6.5 4V2.5h3V4M4.5 4.5l.6 9h5.8l.6-9',
  open: 'M6 4l4 4-4 4',
  close: 'M4 6l4 4 4-4',
  up: 'M8 13V3M4 7l4-4 4 4',
  down: 'M8 3v10M4 9l4 4 4-4',
} as const;
export type Icon = keyof typeof paths;

export const icon = (name: Icon): TemplateResult => html`<svg viewBox="0 0 16 16" aria-hidden="true">${svg`<path d=${paths[name]}></path>`}</svg>`;

/** A button within a cell, which is reached from the cell and not by Tab. */
export const cellButton = (name: Icon, label: string, act: () => void, isPressed?: boolean): TemplateResult =>
  html`<button class="act" tabindex="-1" title=${label} aria-label=${label} aria-pressed=${isPressed ?? nothing} @click=${act}>${icon(name)}</button>`;

export interface Heading {
  label: string;
  detail: string;
  /** How many of the works shown have something in the column; null where all have. */
  count: number | null;
  sorted: 'ascending' | 'descending' | null;
  sort(): void;
  buttons: readonly TemplateResult[];
}

export const headingContent = ({ label, detail, count, sorted, sort, buttons }: Heading): TemplateResult => html`
  <div class="label" title=${detail === '' ? label : `${label} — ${detail}`} @click=${sort}>${label}${sorted ? icon(sorted === 'ascending' ? 'up' : 'down') : nothing}</div>
  ${count === null ? nothing : html`<div class="detail muted">${count === 1 ? l10n.t('1 work') : l10n.t('{0} works', formatNumber(count))}${detail === '' ? nothing : html` · ${detail}`}</div>`}
  ${buttons.length === 0 ? nothing : html`<div class="acts">${buttons}</div>`}
`;

export interface CellContent {
  /** How many claims it has; `claims` are undefined until they are known. */
  count: number;
  claims: readonly Claim[] | undefined;
  note: string;
  isOpen: boolean;
  division: MatrixDivision;
  openClaim(id: string): void;
  openRow(): void;
  editNote(): void;
}

/** The first of the claims, or all where the row is opened; then the note. */
export function claimsContent(cell: CellContent): Content {
  const { count, claims, note, isOpen } = cell;
  const shown = isOpen ? claims : claims?.slice(0, 1);
  return html`
    ${shown ? shown.map((claim) => claimContent(claim, cell, isOpen ? 0 : count - 1)) : count > 0 ? html`<div class="muted">${claimCount(count)}</div>` : nothing}
    ${note === '' ? nothing : html`<div class="note" @dblclick=${cell.editNote}>${icon('edit')}<span class="unseen">${l10n.t('Note:')}</span> <span>${note}</span></div>`}
    <div class="acts">${cellButton('edit', note === '' ? l10n.t('Write a Note') : l10n.t('Edit Note'), cell.editNote)}</div>
  `;
}

export const claimCount = (count: number): string => (count === 1 ? l10n.t('1 claim') : l10n.t('{0} claims', formatNumber(count)));

function claimContent(claim: Claim, { division, openClaim, openRow }: CellContent, more: number): TemplateResult {
  const where = placeInWords(claim, division);
  return html`
    <button class=${classMap({ claim: true, unsure: claim.uncertain !== null })} tabindex="-1" title=${l10n.t('Open the source at this sentence')} @click=${() => openClaim(claim.id)}>${claim.text}</button>
    <div class="where muted">
      <span>${where}</span>
      ${more > 0 ? html`<button class="more" tabindex="-1" title=${l10n.t('Show all {0} claims', more + 1)} @click=${openRow}>+${more}</button>` : nothing}
    </div>
  `;
}
