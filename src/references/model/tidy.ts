import { givenNames } from '../dictionary.js';
import type { Label, LabelledToken } from '../labels.js';

/** Words that lead to a field and are no part of it: "in Handbook", "at https://…". */
const leading: Readonly<Partial<Record<Label, ReadonlySet<string>>>> = {
  'container-title': new Set(['in', 'dans']),
  'collection-title': new Set(['in']),
  publisher: new Set(['by', 'at']),
  location: new Set(['in']),
  date: new Set(['in']),
  doi: new Set(['at']),
  url: new Set(['at', 'from', 'online', 'available', 'see', 'url', 'retrieved', 'und', 'unter']),
};

const isOneOf = (marks: string, { text }: LabelledToken): boolean => text.length === 1 && marks.includes(text);
const openingMarks = '([),.;:]';
const closingMarks = ')],;:(';
const openingBrackets = '([';
const closingBrackets = ')]';
/** These keep the marks around them. */
const whole: ReadonlySet<Label> = new Set<Label>(['title', 'note', 'other', 'signal', 'cross-reference', 'citation-number']);

/** Takes off the ends of a run of tokens of one label what only sets it off. */
function trimRun(run: readonly LabelledToken[]): void {
  const { label } = run[0]!;
  if (whole.has(label)) return;
  let [from, to] = [0, run.length];
  while (from < to && (isOneOf(openingMarks, run[from]!) || leading[label]?.has(run[from]!.text.toLowerCase()))) from++;
  // "Pakistan (2009)": a closing bracket stays where the field opens one.
  const opened = run.some((token, index) => index > from && isOneOf(openingBrackets, token));
  // The point of "98-118)." goes with the bracket, that of "98 ff." stays.
  if (!opened && to - from > 1 && run[to - 1]!.text === '.' && isOneOf(closingBrackets, run[to - 2]!)) to--;
  while (to > from && isOneOf(closingMarks, run[to - 1]!) && !(opened && isOneOf(closingBrackets, run[to - 1]!))) to--;
  run.forEach((token, index) => {
    if (index < from || index >= to) token.label = 'other';
  });
}

const shortestAddress = 5;

/** An address is one, whatever stands around it; that of a DOI is a DOI. */
function settleAddress(token: LabelledToken): void {
  const { text } = token;
  // No word holds these.
  if (text.length < shortestAddress || !(text.includes('.') || text.includes('/'))) return;
  const isDoi = /^(?:doi:\s?)?10\.\d{4}|doi\.org\/10\./i.test(text);
  if (!isDoi && !/^(?:https?:\/\/|www\.)/i.test(text)) return;
  token.label = isDoi ? 'doi' : 'url';
  token.confidence = 0.98;
}

type Run = readonly LabelledToken[];
const labelOf = (run: Run | undefined): Label | undefined => run?.[0]!.label;
const certaintyOf = (run: Run): number => Math.min(...run.map(({ confidence }) => confidence));

const isQuotationMark = (token: LabelledToken): boolean => isOneOf('"“”„‟«»‘’‚‛‹›\'`', token);
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
  const open = title.findIndex(isQuotationMark);
  if (open < 0) return;
  if (open > 1 && title[open - 1]!.text === ',' && title.slice(-2).some(isQuotationMark) && !labels.has('author')) {
    const name = title.slice(0, open).findLastIndex(({ text }) => leadingToName.test(text)) + 1;
    relabel(title.slice(0, name), 'note');
    relabel(title.slice(name, open), 'author');
  }
  const isContainer = ({ text }: LabelledToken, index: number): boolean =>
    inward.test(text) && index > open + 2 && title.slice(index - 2, index).some(isQuotationMark) && capitalOrMark.test(title[index + 1]?.text ?? '');
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
  const untitled = !labels.has('title') && (labelOf(next) === 'cross-reference' || labelOf(next) === 'locator');
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

const mayTakePages: ReadonlySet<Label> = new Set<Label>(['container-title', 'title', 'publisher']);

/** "Global Assemblages, 107–23, Oxford": a range of pages behind a comma is no part of a name. */
function settlePages(runs: readonly Run[], labels: ReadonlySet<Label>): void {
  if (labels.has('pages')) return;
  for (const run of runs) {
    if (!mayTakePages.has(run[0]!.label)) continue;
    const tail = run.at(-1)!.text === ',' ? run.slice(-5, -1) : run.slice(-4);
    const [comma, from, to, last] = tail;
    if (comma?.text === ',' && last && figure.test(from!.text) && dash.test(to!.text) && figure.test(last.text)) return relabel(tail.slice(1), 'pages');
  }
}

const isPage = ([first, mark]: Run): boolean => figure.test(first!.text) && (mark?.text ?? ',') === ',';

/** "(1993) 20 J. of Law and Society 56, 61": a second volume in front of a page is the first page. */
function settleFirstPage(runs: readonly Run[]): void {
  const second = runs.findLastIndex((run, index) => labelOf(run) === 'volume' && labelOf(runs[index + 1]) === 'pages' && isPage(run));
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
  settlePages(runs, labels);
  settleFirstPage(runs);
  runsOf(result).forEach(trimRun);
  return result;
}
