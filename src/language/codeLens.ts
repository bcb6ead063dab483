import * as l10n from '@vscode/l10n';
import type { EntryKey } from '../library/entryKeys.js';
import { formatNumber } from '../words.js';

/** What stands above an entry of a bibliography: how often its work is cited in the workspace, and how many claims of the sources there are about it. */
export interface EntryLens {
  key: string;
  /** Where its key stands. */
  start: number;
  /** "Cited 4 times here"; null where it is not cited. */
  cited: string | null;
  /** "7 claims"; null where there are none. */
  claims: string | null;
}

/** The editor makes room for each of them in its layout, so that more than this many would make a large file slow. */
const mostLenses = 2000;

/** The lenses of the entries of which there is something to tell: the first in the file, where they are very many. */
export function codeLens(entries: readonly EntryKey[], cited: ReadonlyMap<string, number>, claimCount: (key: string) => number): EntryLens[] {
  const lenses: EntryLens[] = [];
  for (const { key, start } of entries) {
    if (lenses.length === mostLenses) break;
    const [times, claims] = [cited.get(key) ?? 0, claimCount(key)];
    if (times > 0 || claims > 0) lenses.push({ key, start, cited: citedInWords(times), claims: claimsInWords(claims) });
  }
  return lenses;
}

function citedInWords(times: number): string | null {
  if (times === 0) return null;
  return times === 1 ? l10n.t('Cited once here') : l10n.t('Cited {0} times here', formatNumber(times));
}

function claimsInWords(claims: number): string | null {
  if (claims === 0) return null;
  return claims === 1 ? l10n.t('1 claim') : l10n.t('{0} claims', formatNumber(claims));
}
