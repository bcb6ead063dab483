import type { Confidence, CslFields, Locator } from '../csl.js';
import type { Problem } from '../text/problem.js';
import type { Span } from '../text/span.js';

/** `key` is a label or cite key: "[Val18]", `\\cite{vale2018}`. */
export type MarkerKind = 'note' | 'author-date' | 'numeric' | 'key' | 'attribution';

/**
 * What a citation does, where the source's own words say so (CiTO's "citation function"): the claim's words are quoted from the work, paraphrased
 * from it or given to its author by name; the work says otherwise, is to be compared, is an example, only passes on what others say, or is named
 * for more on the matter.
 */
export const citationFunctions = ['quoted', 'paraphrased', 'attributed', 'contrasted', 'compared', 'example', 'second-hand', 'see'] as const;
export type CitationFunction = (typeof citationFunctions)[number];

/** One place where a source gives the words of a work: a note, a bibliography entry, a mention in the running text. */
export interface Mention extends Span {
  /** The words, mended where the extraction broke them. */
  text: string;
  /** The number of the note, or null. */
  note: string | null;
}

/** A work that a source cites. */
export interface Work {
  item: CslFields;
  confidence: Confidence;
  /** The first is the one the fields are read from. */
  mentions: Mention[];
}

/** A citation with the words it supports. Offsets are in the decoded source, in UTF-16 code units. */
export interface ReadClaim {
  /** Index into `works`; null where no work is meant or none could be settled: then the claim is the source's own. */
  work: number | null;
  claim: string;
  /** The sentence before, for context; '' at the start. */
  before: string;
  /** The words within `claim` that stand in quotation marks, without the marks. */
  quotes: string[];
  locator: Locator | null;
  marker: { kind: MarkerKind; label: string };
  /** Who says it, for attributed claims. */
  speaker?: string;
  /** The source's words that say how it is cited: "quoted in", "For more details, see". */
  signal?: string;
  function?: CitationFunction;
  /** The words of `claim` up to the marker, where several markers share a sentence. */
  part?: string;
  /** The label of the page it stands on, where the source tells. */
  page?: string;
  /** Which page of the file it stands on, from 1, for a PDF. */
  pageNumber?: number;
  start: number;
  end: number;
  confidence: number;
}

/** All that one source says. */
export interface ReadSource {
  /** As the library will name it: the path relative to the library's folder, with `/`. */
  file: string;
  /** SHA-256 of the bytes, hex. */
  digest: string;
  /** Which readers and model read it, where that is known. */
  version?: string;
  /** The source itself as an item. */
  item: CslFields;
  confidence: Confidence;
  works: Work[];
  claims: ReadClaim[];
  problems: Problem[];
}
