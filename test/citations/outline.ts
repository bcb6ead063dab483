import { readSource } from '../../src/citations/read.js';
import type { ReadClaim, ReadSource } from '../../src/citations/source.js';
import { drawn } from '../documents/outline.js';

export const read = (text: string, file = 'source.txt'): Promise<ReadSource> => readSource(new TextEncoder().encode(drawn(text)), file);

/** A work in a few words: "Roe, A Closed Road", "Roe 2001". */
export function workIn({ works }: ReadSource, index: number | null): string {
  if (index === null) return '?';
  const { author, title, issued } = works[index]!.item;
  const name = author?.[0] ? (author[0].family ?? author[0].literal) : undefined;
  return title ? [name, title].filter(Boolean).join(', ') : `${name} ${issued?.['date-parts']?.[0]?.[0] ?? ''}`.trim();
}

/** A claim in a line: "1 -> Roe, A Closed Road (page 4): One road was closed." */
export function claimIn(source: ReadSource, { marker, work, locator, claim }: ReadClaim): string {
  return `${marker.label} -> ${workIn(source, work)}${locator ? ` (${locator.label} ${locator.value})` : ''}: ${claim}`;
}

export const claimsIn = (source: ReadSource): string[] => source.claims.map((claim) => claimIn(source, claim));
export const codesIn = (source: ReadSource): string[] => source.problems.map(({ code }) => code);
