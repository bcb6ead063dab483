import { givenNames } from '../dictionary.js';
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

const shortestAddress = 5;

/** An address is one, whatever stands around it; that of a DOI is a DOI. */
function settleAddress(token: LabelledToken): void {
  if (token.text.length < shortestAddress) return;
  const isDoi = /^(?:doi:\s?)?10\.\d{4}|doi\.org\/10\./i.test(token.text);
  if (!isDoi && !/^(?:https?:\/\/|www\.)/i.test(token.text)) return;
  token.label = isDoi ? 'doi' : 'url';
  token.confidence = 0.98;
}

type Run = readonly LabelledToken[];
const labelOf = (run: Run | undefined): Label | undefined => run?.[0]!.label;
const certaintyOf = (run: Run): number => Math.min(...run.map(({ confidence }) => confidence));

const quotationMark = /^["“”„‟«»‘’‚‛‹›'`]$/;
const inward = /^(?:in|dans)$/i;
/** "He takes up their points in Max Abrahms, …" */
const leadingToName = /^(?:in|by|from|bei|von|aus)$/;
const capitalOrMark = /^[\p{Lu}\p{P}]/u;
/** How sure a field is whose edge marks and not the model drew. */
const byMarks = 0.8;

function relabel(tokens: Run, label: Label): void {
  for (const token of tokens) Object.assign(token, { label, confidence: Math.min(token.confidence, byMarks) });
}

/** Where quotation marks say what a title is, they are right: "‘Title’, in Container’", "Amnesty International, ”Title.”" */
function settleQuotedTitle(title: Run, labels: ReadonlySet<Label>): void {
  const open = title.findIndex(({ text }) => quotationMark.test(text));
  if (open < 0) return;
  if (open > 1 && title[open - 1]!.text === ',' && title.slice(-2).some(({ text }) => quotationMark.test(text)) && !labels.has('author')) {
    const name = title.slice(0, open).findLastIndex(({ text }) => leadingToName.test(text)) + 1;
    relabel(title.slice(0, name), 'note');
    relabel(title.slice(name, open), 'author');
  }
  const isContainer = ({ text }: LabelledToken, index: number): boolean =>
    inward.test(text) && index > open + 2 && title.slice(index - 2, index).some((mark) => quotationMark.test(mark.text)) && capitalOrMark.test(title[index + 1]?.text ?? '');
  const container = labels.has('container-title') ? -1 : title.findIndex(isContainer);
  if (container > 0) relabel(title.slice(container), 'container-title');
}

const initial = /^\p{Lu}(?:\p{Ll}?\.?)?$/u;
const capitalised = /^\p{Lu}/u;
/** Below this, rules of thumb know authors better than the model does. */
const unsure = 0.75;

/**
 * "Powell, Jonathan. Great Hatred, Little Room", "Roe, A Closed Road, op. cit.": names without a given name among them that anyone bears
 * are the title, or begin it.
 */
function settleLead(author: Run, next: Run | undefined, labels: ReadonlySet<Label>): void {
  const from = author.findIndex(({ confidence }) => confidence < unsure);
  const untitled = !labels.has('title') && /^(?:cross-reference|locator)$/.test(labelOf(next) ?? '');
  if (from < 2 || !(untitled || labelOf(next) === 'title') || !/^[.,]$/.test(author[from - 1]!.text)) return;
  const rest = author.slice(from);
  const words = rest.filter(({ text }) => /\p{L}/u.test(text));
  const isInitial = (text: string, index: number): boolean => initial.test(text) && !(text === 'A' && capitalised.test(words[index + 1]?.text ?? ''));
  const named = words.some(({ text }, index) => isInitial(text, index) || givenNames.has(text.toLowerCase()) || !capitalised.test(text));
  if (words.length > 1 && !named && rest.every(({ confidence }) => confidence < unsure)) relabel(rest, 'title');
}

/** "…, 1961), John F. Kennedy Presidential Library": no one wrote something behind its date, unless the model is sure. */
function settleLateAuthors(runs: readonly Run[]): void {
  const dated = runs.findIndex((run) => labelOf(run) === 'date');
  const written = runs.findIndex((run) => labelOf(run) === 'author');
  for (const [index, run] of runs.entries()) {
    const next = labelOf(runs[index + 1]);
    if (index > dated && dated > written && written >= 0 && labelOf(run) === 'author' && next && certaintyOf(run) < unsure) relabel(run, next);
  }
}

/** "Great Hatred (The Bodley Head, 2008)": what stands between a bracket and the date in it published the work. */
function settleImprint(runs: readonly Run[], labels: ReadonlySet<Label>): void {
  if (labels.has('publisher') || labels.has('location')) return;
  const title = runs.find((run, index) => labelOf(run) === 'title' && labelOf(runs[index + 1]) === 'date');
  const open = title?.findLastIndex(({ text }) => text === '(') ?? -1;
  if (!title || open < 2 || title.slice(open).some(({ text }) => text === ')') || title.at(-1)!.text !== ',') return;
  relabel(title.slice(open), 'publisher');
}

const dash = /^[-‐‑–—−]$/;
const figure = /^\d{1,5}$/;

/** "Global Assemblages, 107–23, Oxford": a range of pages behind a comma is no part of a name. */
function settlePages(runs: readonly Run[]): void {
  if (runs.some((run) => labelOf(run) === 'pages')) return;
  for (const run of runs) {
    if (!/^(?:container-title|title|publisher)$/.test(run[0]!.label)) continue;
    const tail = run.at(-1)!.text === ',' ? run.slice(-5, -1) : run.slice(-4);
    const [comma, from, to, last] = tail.map(({ text }) => text);
    if (comma === ',' && figure.test(from!) && dash.test(to!) && figure.test(last ?? '')) return relabel(tail.slice(1), 'pages');
  }
}

/** "(1993) 20 J. of Law and Society 56, 61": a second volume in front of a page is the first page. */
function settleFirstPage(runs: readonly Run[]): void {
  const isPage = ([first, mark]: Run): boolean => figure.test(first!.text) && (mark?.text ?? ',') === ',';
  const second = runs.findLastIndex((run, index) => labelOf(run) === 'volume' && isPage(run) && labelOf(runs[index + 1]) === 'pages');
  if (second > 0 && runs.slice(0, second).some((run) => labelOf(run) === 'volume')) relabel(runs[second]!, 'pages');
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

/** Makes fields of the model's labels that begin and end with their own words. Their offsets count from `from`. */
export function tidied(tokens: readonly LabelledToken[], from = 0): LabelledToken[] {
  const result = tokens.map(({ text, label, start, end, confidence }) => ({ text, label, start: start - from, end: end - from, confidence }));
  result.forEach(settleAddress);
  const labels = new Set(result.map(({ label }) => label));
  const runs = runsOf(result);
  const author = runs.findIndex((run) => labelOf(run) === 'author');
  const title = runs.find((run) => labelOf(run) === 'title');
  if (author >= 0) settleLead(runs[author]!, runs[author + 1], labels);
  settleLateAuthors(runs);
  if (title) settleQuotedTitle(title, labels);
  settleImprint(runs, labels);
  settlePages(runs);
  settleFirstPage(runs);
  runsOf(result).forEach(trimRun);
  return result;
}
