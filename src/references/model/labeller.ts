import type { Label, LabelledToken } from '../labels.js';
import { marginals, type Marginals } from './decode.js';
import { readModel, type Model } from './model.js';
import { states } from './states.js';
import { modelTokens } from './words.js';

/** A token of a note with its label. `begins` marks the first word of a reference, `remark` words around references. */
export interface ModelLabel extends LabelledToken {
  begins: boolean;
  remark: boolean;
}

// Local: what is imported is looked up anew each time where modules are not bundled.
const all = states;

/** Labels each word and mark of a reference or of a whole note. Never throws; linear in the length of the text. */
export function labelWith(model: Model, text: string): ModelLabel[] {
  const tokens = modelTokens(text);
  const found = marginals(model, text, tokens);
  return tokens.map(({ text: words, start, end }, index) => {
    const { label, begins, name } = all[mostLikely(found, index)]!;
    return { text: words, label, begins, remark: name === 'remark', start, end, confidence: certainty(found, index, label) };
  });
}

/** The index of the likeliest state. */
function mostLikely({ starts, states, likely }: Marginals, token: number): number {
  let best = starts[token]!;
  for (let at = best + 1; at < starts[token + 1]!; at++) if (likely[at]! > likely[best]!) best = at;
  return states[best]!;
}

/** A label is as likely as all its states together. */
function certainty({ starts, states, likely }: Marginals, token: number, label: Label): number {
  let sum = 0;
  for (let at = starts[token]!; at < starts[token + 1]!; at++) if (all[states[at]!]!.label === label) sum += likely[at]!;
  return sum;
}

let model: Model | null = null;

/**
 * Gives the bytes of `media/reference-model.bin`, unpacked (the file is gzipped). Whoever has references read does so first.
 *
 * @throws {ModelError} when they are cut, or of another version.
 */
export function useReferenceModel(bytes: Uint8Array): void {
  model = readModel(bytes);
}

/** The model; null until it was given. */
export function referenceModel(): Model | null {
  return model;
}
