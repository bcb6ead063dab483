import type { ReadClaim } from '../citations/source.js';
import { digest } from './digest.js';
import type { Claim } from './library.js';

/** Ibid's own key for the item that has a cite key now. */
export type OwnKeyOf = (key: string) => string;

/**
 * The id that a claim has by what it says: readable, and a digest of everything but its place in the file and what only tells more of the same
 * words. A claim that no longer says what its id stands for was changed by a person.
 */
function idFor(claim: Claim, ownKeyOf: OwnKeyOf): string {
  const { reference, source } = claim;
  const cited = reference === null ? null : ownKeyOf(reference);
  const own = ownKeyOf(source.reference);
  const placeless = { ...source, reference: own, file: undefined, pageNumber: undefined, start: undefined, end: undefined };
  return `${cited ?? own}-${digest({ ...claim, id: undefined, function: undefined, part: undefined, reference: cited, source: placeless })}`;
}

/** Ids given to equal claims of one source are numbered: `x`, `x-2`, `x-3`. */
function isAsRead(claim: Claim, ownKeyOf: OwnKeyOf): boolean {
  const id = idFor(claim, ownKeyOf);
  return claim.id === id || (claim.id.startsWith(`${id}-`) && /^[0-9]{1,9}$/.test(claim.id.slice(id.length + 1)));
}

/** A claim as it goes to claims.json, but for its id. */
function rowOf(read: ReadClaim, reference: string | null, source: { reference: string; file: string }): Claim {
  return {
    id: '',
    reference,
    claim: read.claim,
    before: read.before,
    quotes: read.quotes,
    locator: read.locator && { label: read.locator.label, value: read.locator.value },
    marker: { kind: read.marker.kind, label: read.marker.label },
    ...(read.speaker === undefined ? {} : { speaker: read.speaker }),
    ...(read.signal === undefined ? {} : { signal: read.signal }),
    ...(read.function === undefined ? {} : { function: read.function }),
    ...(read.part === undefined ? {} : { part: read.part }),
    source: {
      reference: source.reference,
      file: source.file,
      ...(read.page === undefined ? {} : { page: read.page }),
      ...(read.pageNumber === undefined ? {} : { pageNumber: read.pageNumber }),
      start: read.start,
      end: read.end,
    },
    confidence: Math.round(read.confidence * 100) / 100,
  };
}

/** The claims read from one source, with what each refers to. */
export interface ClaimsOfSource {
  /** Cite key and file of the source as the library has them now. */
  reference: string;
  file: string;
  /** In the order of the source. `reference` is null for the source's own; `deleted` where the work was taken out of the library. */
  read: readonly { claim: ReadClaim; reference: string | null; deleted: boolean }[];
  /** The ids the library was given at the last import. */
  known: readonly string[];
}

function withIds(source: ClaimsOfSource, ownKeyOf: OwnKeyOf): { row: Claim; deleted: boolean }[] {
  const counts = new Map<string, number>();
  return source.read.map(({ claim, reference, deleted }) => {
    const row = rowOf(claim, reference, source);
    const id = idFor(row, ownKeyOf);
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return { row: { ...row, id: count === 1 ? id : `${id}-${count}` }, deleted };
  });
}

/**
 * The claims of one source after it was read again: what a person changed or took away stays so, what the source no longer says goes,
 * what it says now comes.
 *
 * @param held the claims that the library has of this source
 * @returns the claims, and the ids to remember for the next time
 */
export function mergeClaims(source: ClaimsOfSource, held: readonly Claim[], ownKeyOf: OwnKeyOf): { claims: Claim[]; known: string[] } {
  const standing = new Map(held.map((claim) => [claim.id, claim]));
  const remembered = new Set(source.known);
  const fresh = withIds(source, ownKeyOf);
  const claims: Claim[] = [];
  const known: string[] = [];
  for (const { row, deleted } of fresh) {
    const before = standing.get(row.id);
    if (!before && deleted) continue;
    known.push(row.id);
    if (!before && remembered.has(row.id)) continue;
    claims.push(before ? movedTo(before, row.source) : row);
    standing.delete(row.id);
  }
  for (const claim of standing.values()) {
    if (!isAsRead(claim, ownKeyOf)) claims.push(movedTo(claim, { ...claim.source, file: source.file }));
  }
  const now = new Set(fresh.map(({ row }) => row.id));
  const heldIds = new Set(held.map((claim) => claim.id));
  return { claims, known: [...known, ...source.known.filter((id) => !now.has(id) && !heldIds.has(id))] };
}

/** A claim that stands already, at the place where the source has it now. */
function movedTo(claim: Claim, { start, end, file, pageNumber }: Claim['source']): Claim {
  return { ...claim, source: { ...claim.source, file, ...(pageNumber === undefined ? {} : { pageNumber }), start, end } };
}
