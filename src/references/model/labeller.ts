import type { Label, LabelledToken } from '../labels.js';
import { marginals } from './decode.js';
import { featuresOf } from './features.js';
import type { Model } from './model.js';
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
    const own = likely.subarray(index * all.length, (index + 1) * all.length);
    const { label, begins, name } = all[own.indexOf(Math.max(...own))]!;
    return { text: words, label, begins, remark: name === 'remark', start, end, confidence: certainty(own, label) };
  });
}

const all = states;

/** A label is as likely as all its states together. */
function certainty(likely: Float32Array, label: Label): number {
  return likely.reduce((sum, value, state) => (all[state]!.label === label ? sum + value : sum), 0);
}
