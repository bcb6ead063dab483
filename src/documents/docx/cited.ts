import type { CslFields } from '../../csl.js';
import type { GivenTarget } from '../document.js';

/** A work that a reference manager put into the document with its citation. */
export interface CitedWork {
  target: GivenTarget;
  item: CslFields;
}

/** Longest pinpoint, and longest words before a citation. */
const longestWords = 100;

export function targetOf(id: string, { locator, signal }: { locator?: string | undefined; signal?: string | undefined }): GivenTarget {
  const lead = signal?.replace(/<[^>]{0,100}>/gu, '').trim().slice(0, longestWords);
  return { id, ...(locator ? { locator: locator.slice(0, longestWords) } : {}), ...(lead ? { signal: lead } : {}) };
}
