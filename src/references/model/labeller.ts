import type { Label, LabelledToken } from '../labels.js';
import { marginals, type Marginals } from './decode.js';
import { featuresOf } from './features.js';
import { readModel, type Model } from './model.js';
import { states } from './states.js';
import { modelTokens, type ModelToken } from './words.js';

/** A token of a note with its label. `begins` marks the first word of a reference, `remark` words around references. */
export interface ModelLabel extends LabelledToken {
  begins: boolean;
  remark: boolean;
}

// Local: what is imported is looked up anew each time where modules are not bundled.
const all = states;

/** The indices of a label's states. */
const statesOf: ReadonlyMap<Label, readonly number[]> = new Map(all.map(({ label }) => [label, all.flatMap((state, index) => (state.label === label ? [index] : []))]));

/**
 * Labels each word and mark of a reference or of a whole note. `hints` are what rules say of the text: where one is sure of itself, its
 * label counts for more. Never throws; linear in the length of the text.
 */
export function labelWith(model: Model, text: string, hints: readonly LabelledToken[] = []): ModelLabel[] {
  const tokens = modelTokens(text);
  const likely = marginals(model, tokens, featuresOf(text, tokens), hints.length > 0 ? hintFactors(tokens, hints) : undefined);
  return tokens.map(({ text: words, start, end }, index) => {
    const { label, begins, name } = all[mostLikely(likely, index)]!;
    return { text: words, label, begins, remark: name === 'remark', start, end, confidence: certainty(likely, index, label) };
  });
}

/** The index of the likeliest state. */
function mostLikely(likely: Marginals, token: number): number {
  const base = token * all.length;
  let best = 0;
  for (let state = 1; state < all.length; state++) if (likely[base + state]! > likely[base + best]!) best = state;
  return best;
}

/** A label is as likely as all its states together. */
function certainty(likely: Marginals, token: number, label: Label): number {
  return statesOf.get(label)!.reduce((sum, state) => sum + likely[token * all.length + state]!, 0);
}

/** A rule that is as sure as this gives a hint, and this much it weighs. */
const sureHint = 0.9;
const hintFactor = 3;

function hintFactors(tokens: readonly ModelToken[], hints: readonly LabelledToken[]): Float32Array {
  const factors = new Float32Array(tokens.length * all.length).fill(1);
  let at = 0;
  tokens.forEach(({ start, end }, index) => {
    while (at < hints.length - 1 && hints[at]!.end <= start) at++;
    const hint = hints[at]!;
    if (hint.start >= end || hint.end <= start || hint.confidence < sureHint || hint.label === 'other') return;
    for (const state of statesOf.get(hint.label) ?? []) factors[index * all.length + state] = hintFactor;
  });
  return factors;
}

let model: Model | null = null;

/**
 * Gives the bytes of `media/reference-model.bin`, which the editor or the terminal reads when it starts. Until then references are
 * labelled by rules.
 *
 * @throws {ModelError} when they are cut, or of another version.
 */
export function useReferenceModel(bytes: Uint8Array | null): void {
  model = bytes && readModel(bytes);
}

/** The model, once it was given. */
export function referenceModel(): Model | null {
  return model;
}
