import { conjunction } from './dictionary.js';
import { findLegalTitle } from './legal.js';
import { labelWith, referenceModel, type ModelLabel } from './model/labeller.js';

/**
 * Says of each word and mark of a note or reference what it is: the one place where words get their labels. All that follows works
 * from the labelled tokens alone.
 */
export function labelTokens(text: string): ModelLabel[] {
  const model = referenceModel();
  if (!model) throw new Error('References were to be read before the reference model was given. See useReferenceModel.');
  const tokens = labelWith(model, text);
  tokens.forEach((token, index) => {
    if (token.begins) settleBeginning(text, tokens, index);
  });
  return tokens;
}

/** No title of a law is longer. */
const longestLegal = 200;

/** Where a reference begins, rules know two things better than the model: what only joins it to the one before, and what laws look like. */
function settleBeginning(text: string, tokens: ModelLabel[], index: number): void {
  const token = tokens[index]!;
  const next = tokens[index + 1];
  if (conjunction.test(token.text) && next) {
    Object.assign(token, { label: 'signal', begins: false });
    next.begins = true;
    return;
  }
  const title = findLegalTitle(text.slice(token.start, token.start + longestLegal));
  if (!title) return;
  for (let at = index; at < tokens.length && tokens[at]!.end <= token.start + title.end; at++) {
    Object.assign(tokens[at]!, { label: 'title', begins: at === index, remark: false, confidence: 0.95 });
  }
}
