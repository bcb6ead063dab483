import type { Confidence, CslFields, CslName, CslNameVariable, CslTextVariable, CslType, Locator } from '../csl.js';
import { readAccessed, readDates } from './dates.js';
import { Draft, isFiller } from './draft.js';
import type { Label, LabelledToken } from './labels.js';
import { parseArxiv, parseIdentifier } from './normalise/identifier.js';
import { normaliseEdition, normaliseImprint } from './normalise/imprint.js';
import { parseNames } from './normalise/names.js';
import { officeOf } from './normalise/organisations.js';
import { partsByRole } from './normalise/roles.js';
import { normaliseContainer, normaliseTitle } from './normalise/title.js';
import { parseDoi, parseUrl } from './normalise/url.js';
import { dividedVolume, isLabelledVolume, parseVolume } from './normalise/volume.js';
import { parts, readPages } from './pages.js';
import { Runs, type Run } from './runs.js';
import { namesOrganisation, namesThesis, typeOf, type TypeSigns } from './type.js';

/** What the labelled words of one reference say. */
export interface Reading {
  item: CslFields;
  confidence: Confidence;
  locator: Locator | null;
}

const nameLabels = ['author', 'editor', 'translator'] as const;
type NameLabel = (typeof nameLabels)[number];

/** "in: dies. (Hrsg.), …": the editor is the author. */
const sameAuthor = /^(?:in:?\s)?(?:dies|ders|id|idem)\.?\s?(?:\((?:Hrsg|Hg|eds?)\.?\))?[\s,:]*$/i;

/** A name that was kept whole, and is no organisation's. */
const isUnread = ({ literal }: CslName): boolean => literal !== undefined && literal !== 'et al.' && !namesOrganisation(literal);
/** How much less sure a list of names is that holds one. */
const withUnread = 0.8;

function readNames(draft: Draft): void {
  const { item, runs } = draft;
  for (const label of nameLabels) {
    for (const run of runs.of(label)) {
      for (const part of partsByRole(run.text)) {
        const names = item.author && sameAuthor.test(part.text) ? item.author : parseNames(part.text);
        if (names.length === 0) draft.keep(run, part.text);
        else draft.setNames(part.role ?? roleByPlace(runs, run, label), names, run.confidence * (names.some(isUnread) ? withUnread : 1));
      }
    }
  }
  const author = item.author?.length === 1 ? runs.first('author') : undefined;
  const office = author && officeOf(author.text);
  if (office) draft.set('authority', office, author.confidence);
}

/**
 * Where a work has its own authors, those behind "in" are the container's, and those behind the container its editors, though they be
 * labelled authors.
 */
function roleByPlace(runs: Runs, run: Run, label: NameLabel): CslNameVariable {
  const first = runs.first('author');
  if (label !== 'author' || run === first) return label;
  if (inBefore.test(runs.before(run, 12))) return 'container-author';
  const container = runs.first('container-title');
  return container && first!.start < container.start && run.start > container.start ? 'editor' : 'author';
}

/** The word before a container, or before who wrote it. */
const inBefore = /\b(?:in|dans):?\s*["“‘„«]?\s*$/i;

const textFields: readonly [Label, CslTextVariable, (words: string) => string][] = [
  ['title', 'title', normaliseTitle],
  ['container-title', 'container-title', normaliseContainer],
  ['collection-title', 'collection-title', normaliseContainer],
  ['publisher', 'publisher', normaliseImprint],
  ['location', 'publisher-place', normaliseImprint],
  ['edition', 'edition', normaliseEdition],
  ['genre', 'genre', normaliseImprint],
  ['medium', 'medium', normaliseImprint],
];

function readTexts(draft: Draft): void {
  for (const [label, variable, normalise] of textFields) {
    const [first, ...more] = label === 'title' ? joinedTitle(draft.runs) : draft.runs.of(label);
    if (!first) continue;
    const value = normalise(first.text);
    draft.set(variable, value, first.confidence);
    for (const run of more) if (normalise(run.text) !== value) draft.keep(run);
  }
  readSeries(draft);
  settleTitleYear(draft);
}

/** A title that a mark divides is still one. */
function joinedTitle(runs: Runs): readonly Run[] {
  const { text } = runs;
  const [first, ...more] = runs.of('title');
  if (!first || more.length === 0) return first ? [first] : [];
  const joined = { ...first };
  const apart = more.filter((run) => {
    if (!/^[\s\p{P}]{0,4}$/u.test(text.slice(joined.end, Math.min(run.start, joined.end + 5)))) return true;
    const confidence = Math.min(joined.confidence, run.confidence);
    Object.assign(joined, { end: run.end, text: text.slice(joined.start, run.end), confidence });
    return false;
  });
  return [joined, ...apart];
}

/** "Title (1963": a year whose bracket the title took along. */
const unclosedYear = /^([^]*\S)\s[([]((?:1[5-9]|20)\d\d)$/;

function settleTitleYear(draft: Draft): void {
  const { item, confidence } = draft;
  const match = item.title?.includes(' (') || item.title?.includes(' [') ? unclosedYear.exec(item.title) : null;
  const issued = item.issued?.['date-parts']?.[0]?.[0] ?? Infinity;
  if (!match || issued <= Number(match[2])) return;
  draft.set('title', match[1], confidence.title!);
  draft.setDate(item.issued ? 'original-date' : 'issued', { 'date-parts': [[Number(match[2])]] }, confidence.title!);
}

/** "Schriften, Bd. 12", "LNCS 1234", "Studi, vol. IV", not "Rote Reihe 1990". */
const numberedSeries =
  /^(.{3,200}?)[,;:]?\s(?:(?:bd|band|vol|volume|no|nr|n|heft|t)\b\.?\s?(\d{1,5}|[IVXLC]{1,8})|(?!(?:1[5-9]|20)\d\d$)(\d{1,5}))$/iu;

function readSeries(draft: Draft): void {
  const series = draft.item['collection-title'];
  const match = series === undefined ? null : numberedSeries.exec(series);
  if (!match) return;
  const confidence = draft.confidence['collection-title']!;
  draft.set('collection-title', match[1], confidence);
  draft.set('collection-number', match[2] ?? match[3], confidence);
}

function readNumbers(draft: Draft): void {
  const [volume, ...volumes] = draft.runs.of('volume');
  const [issue, ...issues] = draft.runs.of('issue');
  for (const run of [...volumes, ...issues]) draft.keep(run);
  const [first, last] = [volume ?? issue, issue ?? volume];
  if (!first || !last) return;
  const parsed = parseVolume(volume?.text, issue?.text);
  draft.set('volume', parsed.volume, first.confidence);
  draft.set('issue', parsed.issue, last.confidence);
  draft.keep(first, parsed.unread);
}

function readIdentifiers(draft: Draft): void {
  for (const run of [...draft.runs.of('doi'), ...draft.runs.of('url')]) {
    const mayBeDoi = run.text.includes('10.') && (run.label === 'doi' || run.text.includes('doi.org'));
    const isDoi = mayBeDoi && setIdentifier(draft, run, 'DOI', parseDoi(wholeDoi(draft.runs.text, run)));
    if (!isDoi && !setIdentifier(draft, run, 'URL', parseUrl(run.text))) draft.keep(run);
  }
  for (const run of draft.runs.of('isbn')) {
    const found = parseIdentifier(run.text);
    if (!found || !setIdentifier(draft, run, found.variable, found)) draft.keep(run);
  }
  for (const run of draft.runs.of('archive')) if (!readPreprint(draft, run)) draft.keep(run);
}

/** A DOI with what was cut off it: its closing bracket, or what follows a space, "10.1021/ es304638h". */
function wholeDoi(text: string, { start, end }: Run): string {
  const doi = text.slice(start, end);
  if (/[-/_]$/.test(doi)) return doi + (/^ [a-z\d][^\s,;]{3,60}/i.exec(text.slice(end, end + 64))?.[0] ?? '');
  return text[end] === ')' && doi.lastIndexOf('(') > doi.lastIndexOf(')') ? `${doi})` : doi;
}

type IdentifierVariable = 'DOI' | 'URL' | 'ISBN' | 'ISSN';

/** False where there is none, or another one already. */
function setIdentifier(draft: Draft, run: Run, variable: IdentifierVariable, found: { value: string; unread: string } | null): boolean {
  if (!found || (draft.item[variable] ?? found.value) !== found.value) return false;
  draft.set(variable, found.value, run.confidence);
  draft.keep(run, found.unread);
  return true;
}

function readPreprint(draft: Draft, run: Run): boolean {
  const arxiv = parseArxiv(run.text);
  if (!arxiv || (draft.item.archive !== undefined && draft.item.archive_location !== arxiv.value)) return false;
  draft.set('archive', 'arXiv', run.confidence);
  draft.set('archive_location', arxiv.value, run.confidence);
  draft.keep(run, arxiv.unread);
  return true;
}

/** Remarks, and words that were not understood, stay as they are, unless they say themselves what they are. */
function readRemarks(draft: Draft): void {
  for (const run of draft.runs.of('note')) {
    if (!readAccessed(draft, run) && !readPreprint(draft, run) && !readByWords(draft, run)) draft.keep(run);
  }
  for (const run of draft.runs.of('other')) {
    if (!readByWords(draft, run)) draft.keep({ ...run, confidence: Math.max(run.confidence, 0.3) });
  }
}

/** "2nd ed.", "Bd. 1", "PhD thesis". */
function readByWords(draft: Draft, { text, confidence }: Run): boolean {
  if (text.length > 60 || isFiller(text)) return false;
  const { item } = draft;
  const edition = normaliseEdition(text);
  if (item.edition === undefined && /^\d+$/.test(edition) && /\p{L}/u.test(text)) draft.set('edition', edition, confidence);
  else if (item.volume === undefined && isLabelledVolume(text)) draft.set('volume', parseVolume(text, undefined).volume, confidence);
  else if (item.genre === undefined && namesThesis(text)) draft.set('genre', normaliseImprint(text), confidence);
  else return false;
  return true;
}

/** How the words are set that the type is told by. */
function signsOf(runs: Runs): TypeSigns {
  const container = runs.first('container-title') ?? runs.first('editor');
  return {
    within: container !== undefined && (inBefore.test(runs.before(container, 12)) || /^in:?\s/i.test(container.text)),
    quoted: /^["“”‘’'„«»]/.test(runs.first('title')?.text ?? ''),
  };
}

/** An edited volume by itself may be labelled as the container that it is to its chapters. */
function settleTitle(draft: Draft): void {
  const { item } = draft;
  const isWhole = item.title === undefined && item['container-title'] !== undefined && !item.volume && !item.issue;
  const hasImprint = item.publisher !== undefined || item['publisher-place'] !== undefined;
  if (isWhole && hasImprint && (item.author === undefined ? item.editor !== undefined : item.editor === undefined)) draft.move('container-title', 'title');
}

/** Moves words that turn out to be something else once the type is known. */
function settle(draft: Draft, type: CslType): void {
  const { item, confidence } = draft;
  const container = item['container-title'];
  if (type === 'report') settleReport(draft);
  if (type === 'speech' && item['publisher-place']) draft.move('publisher-place', 'event-place');
  if (container && /\b(?:Archives?|(?:Presidential|National|Public) Library)$/.test(container) && !item.volume && !parts.has(type)) draft.move('container-title', 'archive');
  else if (container && type === 'report' && !item.publisher && namesOrganisation(container)) draft.move('container-title', 'publisher');
  const divided = type === 'article-journal' && item.volume && !item.issue ? dividedVolume(item.volume) : null;
  if (!divided) return;
  draft.set('issue', divided.issue, confidence.volume!);
  draft.set('volume', divided.volume, confidence.volume!);
}

/** "Working Paper No. 12", "Tech Report #296": what it is, and which. */
const numberedGenre = /^(\p{L}[^\d#]{2,60}?),?\s(?:no\.?|nr\.?|n[°º]\.?|#)\s?(\d[\w./-]{0,20})$/iu;

/** Reports have numbers, periodicals issues: "Special Report No. 1". */
function settleReport(draft: Draft): void {
  const { item, confidence } = draft;
  if (item.issue && item.genre && !item['container-title']) return draft.move('issue', 'number');
  const numbered = numberedGenre.exec(item.genre ?? '');
  if (!numbered) return;
  draft.set('number', numbered[2], confidence.genre!);
  draft.set('genre', numbered[1], confidence.genre!);
}

/** "Security Council resolution 2140 (2014)": who, and which. */
const resolution =
  /^(?<authority>(?:UN\s)?(?:Security Council|General Assembly|Human Rights Council)|UNSC|UNGA)\s(?:resolution|res\.?)\s(?<number>[\d/]+)/i;

function readResolution(draft: Draft): void {
  const match = resolution.exec(draft.item.title ?? '');
  if (!match) return;
  draft.set('authority', match.groups!.authority, 0.95);
  draft.set('number', match.groups!.number, 0.95);
}

/** Makes a CSL item of the labelled words of one reference. Words that fit no variable go to `note`; none is dropped. */
export function readItem(text: string, tokens: readonly LabelledToken[]): Reading {
  const runs = new Runs(text, tokens);
  const draft = new Draft(runs);
  readNames(draft);
  readDates(draft);
  readTexts(draft);
  readNumbers(draft);
  readIdentifiers(draft);
  readRemarks(draft);
  readResolution(draft);
  settleTitle(draft);
  const { type, confidence } = typeOf(draft.item, signsOf(runs));
  const locator = readPages(draft, type);
  settle(draft, type);
  draft.finish();
  draft.item.type = type;
  draft.confidence.type = confidence;
  return { item: draft.item, confidence: draft.confidence, locator };
}
