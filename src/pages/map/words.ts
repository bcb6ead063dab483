import * as l10n from '@vscode/l10n';
import { formatNumber } from '../../words.js';
import type { Purpose } from '../../language/literatureMap.js';
import type { Citation, Connection, Work } from './literature.js';

/** What a line of a purpose stands for. */
export const purposeName = (purpose: Purpose): string =>
  ({
    supports: l10n.t('Supports'),
    quotes: l10n.t('Quoted'),
    reports: l10n.t('Reported'),
    contrasts: l10n.t('Contrasted'),
    points: l10n.t('Compared, see also'),
    lists: l10n.t('Only listed'),
  })[purpose];

export const claimCount = (count: number): string => (count === 1 ? l10n.t('1 claim') : l10n.t('{0} claims', formatNumber(count)));
export const workCount = (count: number): string => (count === 1 ? l10n.t('1 work') : l10n.t('{0} works', formatNumber(count)));
export const sourceCount = (count: number): string => (count === 1 ? l10n.t('1 source') : l10n.t('{0} sources', formatNumber(count)));

/** "Source, makes 12 claims of others, cited by 1 source": what counts of a work. */
export function standing({ isSource, makes, citedBy, claims }: Work): string {
  return [
    ...(isSource ? [l10n.t('Source')] : []),
    ...(makes > 0 ? [l10n.t('cites others for {0}', claimCount(makes))] : []),
    ...(citedBy > 0 ? [l10n.t('cited by {0} for {1}', sourceCount(citedBy), claimCount(claims))] : []),
  ].join(' · ');
}

/** "quoted 2, contrasted 1": what the citations between two works are for. */
export const purposesOf = ({ citations }: Pick<Connection, 'citations'>): string =>
  citations.map(({ purpose, claims }) => (claims === 0 ? purposeName(purpose) : `${purposeName(purpose)} ${formatNumber(claims)}`)).join(', ');

/** A work, in lines. */
export const described = (work: Work): string => [work.name, work.title, standing(work)].filter((line) => line !== '').join('\n');

/** A citation, in lines. */
export const told = ({ from, to, purpose, claims }: Citation): string => `${from.name} → ${to.name}\n${purposeName(purpose)}${claims > 0 ? ` · ${formatNumber(claims)}` : ''}`;
