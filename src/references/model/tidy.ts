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

const quotationMark = /^["“”„‟«»‘’‚‛‹›'`]$/;
const inward = /^(?:in|dans)$/i;
const capitalOrMark = /^[\p{Lu}\p{P}]/u;
/** How sure a field is whose edge marks and not the model drew. */
const byMarks = 0.8;

function relabel(tokens: readonly LabelledToken[], label: Label): void {
  for (const token of tokens) Object.assign(token, { label, confidence: Math.min(token.confidence, byMarks) });
}

/** Where quotation marks say what a title is, they are right: "‘Title’, in Container’", "Amnesty International, ”Title.”" */
function settleQuotedTitle(title: readonly LabelledToken[], labels: ReadonlySet<Label>): void {
  const open = title.findIndex(({ text }) => quotationMark.test(text));
  if (open < 0) return;
  if (open > 1 && title[open - 1]!.text === ',' && title.slice(-2).some(({ text }) => quotationMark.test(text)) && !labels.has('author')) {
    relabel(title.slice(0, open), 'author');
  }
  const isContainer = ({ text }: LabelledToken, index: number): boolean =>
    inward.test(text) && index > open + 2 && title.slice(index - 2, index).some((mark) => quotationMark.test(mark.text)) && capitalOrMark.test(title[index + 1]?.text ?? '');
  const container = labels.has('container-title') ? -1 : title.findIndex(isContainer);
  if (container > 0) relabel(title.slice(container), 'container-title');
}

const dash = /^[-‐‑–—−]$/;
const figure = /^\d{1,5}$/;

/** "Global Assemblages, 107–23, Oxford": a range of pages behind a comma is no part of a name. */
function settlePages(runs: readonly (readonly LabelledToken[])[]): void {
  if (runs.some(([first]) => first!.label === 'pages')) return;
  for (const run of runs) {
    if (!/^(?:container-title|title|publisher)$/.test(run[0]!.label)) continue;
    const tail = run.at(-1)!.text === ',' ? run.slice(-5, -1) : run.slice(-4);
    const [comma, from, to, last] = tail.map(({ text }) => text);
    if (comma === ',' && figure.test(from!) && dash.test(to!) && figure.test(last ?? '')) return relabel(tail.slice(1), 'pages');
  }
}

/** "(1993) 20 J. of Law and Society 56, 61": a second volume in front of a page is the first page. */
function settleFirstPage(runs: readonly (readonly LabelledToken[])[]): void {
  const second = runs.findIndex(([first, mark], index) => index > 0 && first!.label === 'volume' && figure.test(first!.text) && (mark?.text ?? ',') === ',' && runs[index + 1]?.[0]!.label === 'pages');
  if (second > 0 && runs.slice(0, second).some(([first]) => first!.label === 'volume')) relabel(runs[second]!, 'pages');
}

/** The tokens cut where their label changes. */
function runsOf(tokens: readonly LabelledToken[]): LabelledToken[][] {
  const runs: LabelledToken[][] = [];
  for (const token of tokens) {
    const last = runs.at(-1);
    if (last?.[0]!.label === token.label) last.push(token);
    else runs.push([token]);
  }
  return runs;
}

/** Makes fields of the model's labels that begin and end with their own words. */
export function tidied(tokens: readonly LabelledToken[]): LabelledToken[] {
  const result = tokens.map(({ text, label, start, end, confidence }) => ({ text, label, start, end, confidence }));
  result.forEach(settleAddress);
  const labels = new Set(result.map(({ label }) => label));
  const title = runsOf(result).find(([first]) => first!.label === 'title');
  if (title) settleQuotedTitle(title, labels);
  settlePages(runsOf(result));
  settleFirstPage(runsOf(result));
  runsOf(result).forEach(trimRun);
  return result;
}
