import * as z from 'zod/mini';
import { citationFunctions } from '../citations/source.js';
import type { CslFields } from '../csl.js';

/** Where the words of an item stand: which source, which note, which span of it. */
const reading = z.looseObject({
  file: z.string(),
  start: z.number(),
  end: z.number(),
  text: z.string(),
  note: z.optional(z.string()),
  /** The key of the entry, where the file is a bibliography that was taken over. */
  key: z.optional(z.string()),
});

/** An item as it stood before it was merged with another by a person, without what it was read from since. */
const itemBefore = z.looseObject({ id: z.string() });

/**
 * What Ibid keeps of an item beside its CSL fields, in CSL's own place for such things (`custom`), so that the file stays
 * valid CSL-JSON and a person's edit can be told from Ibid's reading without a second file.
 */
const provenance = z.looseObject({
  /** The key Ibid gave; the item is known by it even after a person renamed it. */
  key: z.string(),
  /** The key Ibid gave it later, when keys were made anew by another formula: no person's, so that it may be made anew again. */
  regenerated: z.optional(z.string()),
  /** How sure Ibid is of each field, 0..1. */
  confidence: z.record(z.string(), z.number()),
  /** A short digest of each field as Ibid last wrote it. A field that no longer matches is a person's, and stays; '' is that of one which a person accepted. */
  read: z.record(z.string(), z.string()),
  /** The words it came from, first those the fields were read from. */
  from: z.array(reading),
  /** Fields of which a person wants to be asked no more, though Ibid is not sure of them: a digest of each as they left it. */
  dismissed: z.optional(z.record(z.string(), z.string())),
  /** The source that gave a field, where it is not the first of `from`. */
  readIn: z.optional(z.record(z.string(), z.string())),
  /** The key under which references.bib was last given its entry: one that is gone from there since was deleted by a person. */
  bib: z.optional(z.string()),
  /** Keys of entries in the user's bibliography files, and of items, that a person said are this work, or another. */
  same: z.optional(z.array(z.string())),
  different: z.optional(z.array(z.string())),
  /** Items that a person said are this work: each as it was, this one as it was, and the claims that referred to it; so that it can be undone. */
  merged: z.optional(z.array(z.looseObject({ item: itemBefore, into: itemBefore, claims: z.array(z.string()) }))),
  /** The key of the item that this one was taken out of: claims read before bear it in their ids. */
  apart: z.optional(z.string()),
  /** For the item of a source: the keys and claims read from it, so that what a person deletes stays deleted. */
  source: z.optional(
    z.looseObject({
      file: z.string(),
      digest: z.string(),
      /** Which readers and model read it. */
      version: z.optional(z.string()),
      references: z.array(z.string()),
      claims: z.array(z.string()),
      /** What a person said of problems found in it, by `problemName`: the key of the work that is meant, or null where it is to be left. */
      settled: z.optional(z.record(z.string(), z.nullable(z.string()))),
    }),
  ),
});

export type Provenance = z.infer<typeof provenance>;

/** An item of the library: CSL-JSON with its cite key as `id`. Fields that Ibid does not know are kept as they are. */
export type LibraryItem = CslFields & { id: string; custom?: { ibid?: Provenance; biblatex?: Record<string, string> } };

export const provenanceSchema = provenance;

/** One row of claims.json. */
export const claimSchema = z.looseObject({
  id: z.string(),
  reference: z.nullable(z.string()),
  claim: z.string(),
  before: z.string(),
  quotes: z.array(z.string()),
  locator: z.nullable(z.looseObject({ label: z.string(), value: z.string() })),
  marker: z.looseObject({ kind: z.enum(['note', 'author-date', 'numeric', 'key', 'attribution']), label: z.string() }),
  speaker: z.optional(z.string()),
  signal: z.optional(z.string()),
  /** What the citation does, where the source's own words say so. */
  function: z.optional(z.enum(citationFunctions)),
  /** The words of the claim up to its marker, where several markers share a sentence. */
  part: z.optional(z.string()),
  source: z.looseObject({
    reference: z.string(),
    file: z.string(),
    page: z.optional(z.string()),
    /** Which page of the file it stands on, from 1, for a PDF. */
    pageNumber: z.optional(z.number()),
    start: z.number(),
    end: z.number(),
  }),
  confidence: z.number(),
  /** A person has looked at it, and found it right. */
  reviewed: z.optional(z.boolean()),
});

export type Claim = z.infer<typeof claimSchema>;

/** The items and claims of a workspace, as they stand in its files. */
export interface Library {
  items: LibraryItem[];
  claims: Claim[];
}

/** Keys to be preferred to others that fit a search as well, with how much, 0..1: what the document cites already, what was cited lately. */
export type Preferred = ReadonlyMap<string, number>;

/** The library as the editor asks of it: by key, and by search. Made once for each state of the files. */
export interface LibraryView {
  readonly size: number;
  /** The item of a key. An own item's key leads to the user's item where both are one work. */
  get(key: string): LibraryItem | undefined;
  /** The key of the item that `get` gives, without reading it; undefined for none. */
  keyOf(key: string): string | undefined;
  /** The file that an item stands in, from which paths in it start; null for none. */
  fileOf(key: string): string | null;
  /** The claims that `key` supports, then (for a source's own item) those it makes itself. */
  claims(key: string): readonly Claim[];
  /** How many these are, without reading them. */
  claimCount(key: string): number;
  claim(id: string): Claim | undefined;
  /**
   * Items that fit, best first, at most `limit`. An empty query gives the preferred, then the others in the order of their files.
   *
   * @param strict only what has all the words as they are typed, whole or begun
   */
  search(query: string, limit: number, preferred?: Preferred, strict?: boolean): readonly LibraryItem[];
  /** The keys of the items that `search` gives, without reading them. */
  searchKeys(query: string, limit: number): readonly string[];
}

export const libraryFiles = {
  references: 'references.json',
  bibtex: 'references.bib',
  claims: 'claims.json',
  problems: 'problems.json',
} as const;
