import { conjunctions } from './dictionary.js';
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
  if (tokens.some(({ remark }) => remark)) settleEmbedded(text, tokens);
  return tokens;
}

/** "… is that offered by Geneva Call, “Deed of Commitment.” 2010": in a sentence, a name, a title in quotation marks and a year are a reference. */
const embedded = /\s(?:by|in|from|bei|von|aus)\s{1,3}(?<author>\p{Lu}[\p{L}.'’-]{0,30}(?:\s\p{Lu}[\p{L}.'’-]{0,30}){0,5}),\s{1,3}(?<title>[“"„‘][^“”"„]{8,200}[”"“’]),?\s{1,3}\(?(?<date>(?:1[5-9]|20)\d\d)\b/du;
/** How sure the parts of such a reference are. */
const byForm = 0.7;

function settleEmbedded(text: string, tokens: readonly ModelLabel[]): void {
  const parts = embedded.exec(text)?.indices?.groups;
  if (!parts) return;
  const [from, to] = [parts['author']![0], parts['date']![1]];
  const within = tokens.filter(({ start, end }) => start >= from && end <= to);
  if (!within[0]?.remark) return;
  for (const token of within) {
    const label = (['author', 'title', 'date'] as const).find((part) => token.start >= parts[part]![0] && token.end <= parts[part]![1]);
    Object.assign(token, { label: label ?? 'other', begins: token.start === from, remark: false, confidence: byForm });
  }
}

/** No title of a law is longer. */
const longestLegal = 200;

/** Where a reference begins, rules know two things better than the model: what only joins it to the one before, and what laws look like. */
function settleBeginning(text: string, tokens: ModelLabel[], index: number): void {
  const token = tokens[index]!;
  const next = tokens[index + 1];
  if (conjunctions.has(token.text) && next) {
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
