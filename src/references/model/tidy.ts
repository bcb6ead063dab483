import type { Label, LabelledToken } from '../labels.js';

/** Words that lead to a field and are no part of it: "in Handbook", "at https://…". */
const leading: Readonly<Partial<Record<Label, RegExp>>> = {
  'container-title': /^(?:in|dans)$/i,
  'collection-title': /^in$/i,
  publisher: /^(?:by|at)$/i,
  location: /^in$/i,
  date: /^in$/i,
  doi: /^at$/i,
  url: /^(?:at|from|online|available|see|url|retrieved|und|unter)$/i,
};

const openingMark = /^[([),.;:\]]$/;
const closingMark = /^[)\],;:(]$/;
const closingBracket = /^[)\]]$/;
/** These keep the marks around them. */
const whole: ReadonlySet<Label> = new Set<Label>(['title', 'note', 'other', 'signal', 'cross-reference', 'citation-number']);

/** Takes off the ends of a run of tokens of one label what only sets it off. */
function trimRun(run: readonly LabelledToken[]): void {
  const { label } = run[0]!;
  if (whole.has(label)) return;
  let [from, to] = [0, run.length];
  while (from < to && (openingMark.test(run[from]!.text) || leading[label]?.test(run[from]!.text))) from++;
  // "Pakistan (2009)": a closing bracket stays where the field opens one.
  const opened = run.some(({ text }, index) => index > from && /^[([]$/.test(text));
  // The point of "98-118)." goes with the bracket, that of "98 ff." stays.
  if (!opened && to - from > 1 && run[to - 1]!.text === '.' && closingBracket.test(run[to - 2]!.text)) to--;
  while (to > from && closingMark.test(run[to - 1]!.text) && !(opened && closingBracket.test(run[to - 1]!.text))) to--;
  for (const token of [...run.slice(0, from), ...run.slice(to)]) token.label = 'other';
}

/** An address is one, whatever stands around it; that of a DOI is a DOI. */
function settleAddress(token: LabelledToken): void {
  const isDoi = /^(?:doi:\s?)?10\.\d{4}|doi\.org\/10\./i.test(token.text);
  if (!isDoi && !/^(?:https?:\/\/|www\.)/i.test(token.text)) return;
  token.label = isDoi ? 'doi' : 'url';
  token.confidence = 0.98;
}

/** Makes fields of the model's labels that begin and end with their own words. */
export function tidied(tokens: readonly LabelledToken[]): LabelledToken[] {
  const result = tokens.map(({ text, label, start, end, confidence }) => ({ text, label, start, end, confidence }));
  result.forEach(settleAddress);
  for (let from = 0, to = 0; from < result.length; from = to) {
    while (to < result.length && result[to]!.label === result[from]!.label) to++;
    trimRun(result.slice(from, to));
  }
  return result;
}
