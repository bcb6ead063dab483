import type { ReadClaim } from '../citations/source.js';
import { digest } from './digest.js';
import type { Claim } from './library.js';

/** Ibid's own keys for the item that has a cite key now: of one that was merged with another, or taken out of one, several; the present one first. */
export type OwnKeysOf = (key: string) => readonly string[];

/** Two figures in base 36 for a certainty from 0 to 1. */
const certainty = (confidence: number): string => Math.round(confidence * 100).toString(36).padStart(2, '0');

/** What a claim says: all but its place in the file, how sure Ibid is of it, and what only tells more of the same words. */
function contentOf(claim: Claim, cited: string | null, own: string): object {
  const source = { ...claim.source, reference: own, file: undefined, pageNumber: undefined, start: undefined, end: undefined };
  return { ...claim, id: undefined, function: undefined, part: undefined, confidence: undefined, reference: cited, source };
}

/**
 * A claim's name: the key of its work, a digest of what it says, and how sure Ibid is of it. A claim whose id tells something else was changed
 * by a person. Ids that were given before certainty stood apart have it within the digest (`before`).
 */
interface Name {
  key: string;
  digest: string;
  /** What the digest was with a certainty. */
  before: (confidence: number) => string;
}

/** The names a claim can have, by each of the keys that its work and its source go by. */
function namesOf(claim: Claim, ownKeysOf: OwnKeysOf): Name[] {
  const cited = claim.reference === null ? [null] : ownKeysOf(claim.reference);
  return cited.flatMap((work) => ownKeysOf(claim.source.reference).map((own): Name => {
    const content = contentOf(claim, work, own);
    return { key: work ?? own, digest: digest(content), before: (confidence) => digest({ ...content, confidence }) };
  }));
}

/** Equal claims of one source are numbered from the second on: `x`, `x-2`, `x-3`. */
const numbered = (name: string, count: number): string => (count === 1 ? name : `${name}-${count}`);

/** A claim's id without how sure Ibid was: the same when it is surer. */
const stemOf = (name: Name, count: number): string => numbered(`${name.key}-${name.digest}`, count);
const idOf = (name: Name, confidence: number, count: number): string => numbered(`${name.key}-${name.digest}${certainty(confidence)}`, count);
const idBefore = (name: Name, confidence: number, count: number): string => numbered(`${name.key}-${name.before(confidence)}`, count);

const idParts = /^(.*-[0-9a-z]{11})([0-9a-z]{2})?(?:-([0-9]{1,9}))?$/s;

/** The stem of an id as it is given now; null for one that was given before, whose certainty can't be told from what it says. */
function stemIn(id: string): string | null {
  const [, stem, sure, count = '1'] = idParts.exec(id) ?? [];
  return stem !== undefined && sure !== undefined ? numbered(stem, Number(count)) : null;
}

/** The stem of a claim that stands as it was read; null for one that a person changed. */
function stemAsRead(claim: Claim, ownKeysOf: OwnKeysOf): string | null {
  const count = Number(idParts.exec(claim.id)?.[3] ?? '1');
  const name = namesOf(claim, ownKeysOf).find((one) => claim.id === idOf(one, claim.confidence, count) || claim.id === idBefore(one, claim.confidence, count));
  return name ? stemOf(name, count) : null;
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

/** What the library knows of a source's claims: those that stand, and those that a person took away or changed. */
class KnownClaims {
  private readonly standing = new Map<string, Claim>();
  private readonly remembered = new Map<string, string>();
  /** Ids of before that say nothing by themselves of what the claim was. */
  private readonly opaque = new Set<string>();

  constructor(held: readonly Claim[], known: readonly string[], ownKeysOf: OwnKeysOf) {
    const ids = new Set(known);
    for (const claim of held) {
      const stem = stemAsRead(claim, ownKeysOf) ?? stemIn(claim.id);
      if (stem === null) this.opaque.add(claim.id);
      this.standing.set(stem ?? claim.id, claim);
      ids.delete(claim.id);
    }
    for (const id of ids) {
      const stem = stemIn(id);
      if (stem === null) this.opaque.add(id);
      else this.remembered.set(stem, id);
    }
  }

  /** Where a claim that is read now is known: by its stem or, of before, by its id at whatever certainty it had. */
  private placeOf(name: Name, count: number): string | null {
    const stem = stemOf(name, count);
    if (this.standing.has(stem) || this.remembered.has(stem)) return stem;
    if (this.opaque.size === 0) return null;
    for (let percent = 0; percent <= 100; percent++) {
      const id = idBefore(name, percent / 100, count);
      if (this.opaque.has(id)) return id;
    }
    return null;
  }

  /**
   * Takes out the claim that one of these names is of. Equal claims may have been those of two works that are one now, and so not be numbered.
   *
   * @returns what stands, null for nothing of one that is known, undefined for an unknown one
   */
  take(names: readonly Name[], count: number): Claim | null | undefined {
    for (let number = count; number > 0; number--) {
      const place = names.map((name) => this.placeOf(name, number)).find((one) => one !== null);
      if (place === undefined) continue;
      const claim = this.standing.get(place) ?? null;
      for (const places of [this.standing, this.remembered, this.opaque]) places.delete(place);
      return claim;
    }
    return undefined;
  }

  /** The claims that were not taken. */
  get left(): Iterable<Claim> {
    return this.standing.values();
  }

  /** The ids of claims that a person took away and that were not taken. */
  get leftIds(): Set<string> {
    return new Set([...this.remembered.values(), ...this.opaque]);
  }
}

/**
 * The claims of one source after it was read again: what a person changed or took away stays so, what the source no longer says goes,
 * what it says now comes.
 *
 * @param held the claims that the library has of this source
 * @returns the claims, and the ids to remember for the next time
 */
export function mergeClaims(source: ClaimsOfSource, held: readonly Claim[], ownKeysOf: OwnKeysOf): { claims: Claim[]; known: string[] } {
  const library = new KnownClaims(held, source.known, ownKeysOf);
  const counts = new Map<string, number>();
  const claims: Claim[] = [];
  const known: string[] = [];
  for (const { claim, reference, deleted } of source.read) {
    const row = rowOf(claim, reference, source);
    const names = namesOf(row, ownKeysOf);
    const stem = stemOf(names[0]!, 1);
    const count = (counts.get(stem) ?? 0) + 1;
    counts.set(stem, count);
    const before = library.take(names, count);
    if (!before && deleted) continue;
    const id = idOf(names[0]!, row.confidence, count);
    const now = before ? asReadNow(before, { ...row, id }, ownKeysOf) : { ...row, id };
    known.push(now.id);
    if (before !== null) claims.push(now);
  }
  for (const claim of library.left) {
    if (stemAsRead(claim, ownKeysOf) === null) claims.push(movedTo(claim, { ...claim.source, file: source.file }));
  }
  const heldIds = new Set(held.map((claim) => claim.id));
  const { leftIds } = library;
  return { claims, known: [...known, ...source.known.filter((id) => leftIds.has(id) && !heldIds.has(id))] };
}

/** A claim that stands already, where the source has it now; as sure as it is read now unless a person changed it. */
function asReadNow(before: Claim, row: Claim, ownKeysOf: OwnKeysOf): Claim {
  const isSurer = before.confidence !== row.confidence && stemAsRead(before, ownKeysOf) !== null;
  return movedTo(isSurer ? { ...before, id: row.id, confidence: row.confidence } : before, row.source);
}

/** A claim that stands already, at the place where the source has it now. */
function movedTo(claim: Claim, { start, end, file, pageNumber }: Claim['source']): Claim {
  return { ...claim, source: { ...claim.source, file, ...(pageNumber === undefined ? {} : { pageNumber }), start, end } };
}
