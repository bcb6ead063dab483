import type { Problem } from '../text/problem.js';
import type { Span } from '../text/span.js';
import type { Confidence, CslFields, Locator } from '../csl.js';

/**
 * How a reference points at its work.
 * - `full`: enough to make an item of.
 * - `short`: surname and shortened title, or a title alone: "Powell, Talking to Terrorists, p. 113".
 * - `ibid`: ibid., idem, ebd., loc. cit. with nothing but a locator.
 * - `cross-reference`: names another note: "Vale (n 12) 45", "Reiss, above, n. 10", "Cronin, op. cit."
 */
export type ReferenceForm = 'full' | 'short' | 'ibid' | 'cross-reference';

/** One work pointed at in a note, a bibliography entry or a loose string. Offsets are in the text that was parsed. */
export interface Reference extends Span {
  form: ReferenceForm;
  /** The words, from `start` to `end`. */
  text: string;
  /** What the words say of the work; for `ibid` only `type: 'document'`. */
  item: CslFields;
  confidence: Confidence;
  locator: Locator | null;
  /** The words that introduce it, as they stand: "For more details, see", "quoted in", "Cf.". */
  signal: string | null;
  /** The number of the note that a cross-reference names: "12" of "(n 12)". */
  note?: string;
  /** For "Eban, quoted in Powell …": "Abba Eban". No work of his is known, so no item is made of it. */
  quoted?: string;
}

/** What one note says. `remarks` are the words around the references, each kept. */
export interface ParsedNote {
  references: Reference[];
  remarks: Span[];
  problems: Problem[];
}
