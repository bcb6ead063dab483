import type { LabelledToken } from '../labels.js';
import { marginals } from './decode.js';
import { featuresOf } from './features.js';
import { stateCount, type Model } from './model.js';
import { states } from './states.js';
import { modelTokens } from './words.js';

/** A token of a note with its label. `begins` marks the first word of a reference, `remark` words around references. */
export interface ModelLabel extends LabelledToken {
  begins: boolean;
  remark: boolean;
}

/** Labels each word and mark of a reference or of a whole note. Never throws; linear in the length of the text. */
export function labelWith(model: Model, text: string): ModelLabel[] {
  const tokens = modelTokens(text);
  const likely = marginals(model, tokens, featuresOf(text, tokens));
  return tokens.map(({ text: words, start, end }, index) => {
    const state = states[mostLikely(likely, index * stateCount)]!;
    return { text: words, label: state.label, begins: state.begins, remark: state.name === 'remark', start, end, confidence: certainty(likely, index * stateCount, state.label) };
  });
}

function mostLikely(likely: Float32Array, base: number): number {
  let best = 0;
  for (let state = 1; state < stateCount; state++) if (likely[base + state]! > likely[base + best]!) best = state;
  return best;
}

/** A label is as likely as all its states together. */
function certainty(likely: Float32Array, base: number, label: string): number {
  let sum = 0;
  for (let state = 0; state < stateCount; state++) if (states[state]!.label === label) sum += likely[base + state]!;
  return sum;
}
