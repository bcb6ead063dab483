import type { Confidence, CslDate, CslFields, CslTextVariable, CslVariable, Locator } from './csl.js';
import type { Label, LabelledToken } from './labels.js';
import { parseDate } from './normalise/date.js';
import { completeRange, parseLocator } from './normalise/locator.js';
import { officeOf, parseNames } from './normalise/names.js';
import { normaliseEdition, normalisePublisher, normaliseTitle, parseVolume } from './normalise/text.js';
import { normaliseDoi, normaliseUrl } from './normalise/url.js';
import { namesOrganisation, typeOf } from './type.js';

/** What the labelled words of one reference say. */
export interface Reading {
  item: CslFields;
  confidence: Confidence;
  locator: Locator | null;
}

/** Words in a row that bear one label, as the text has them. */
interface Run {
  label: Label;
  text: string;
  confidence: number;
  start: number;
  end: number;
}

function runsOf(text: string, tokens: readonly LabelledToken[]): Run[] {
  const runs: Run[] = [];
  let count = 0;
  for (const token of tokens) {
    const last = runs.at(-1);
    if (last?.label === token.label) {
      last.end = token.end;
      last.text = text.slice(last.start, last.end);
      last.confidence = (last.confidence * count + token.confidence) / (count + 1);
      count++;
    } else {
      runs.push({ label: token.label, text: token.text, confidence: token.confidence, start: token.start, end: token.end });
      count = 1;
    }
  }
  return runs;
}

/** Words of which only these stand is nothing worth keeping: "online at", "from". */
const emptyNote = /^[\s,.:;()]*(?:online|available|retrieved|accessible|accessed|from|at|url|see|verfügbar|unter|disponible|en|sur|via|on|[\s,.:;()])*$/i;

/** Words that only join the pieces of a reference. */
const joining = /(?<![\p{L}])(?:in|dans|and|und|et|of|the|at|see|on|by|with|for|from|to)(?![\p{L}])/giu;
const wordy = /\p{L}{2}/u;

/** "in: dies. (Hrsg.), …": the editor is the author. */
const sameAuthor = /^(?:in:?\s)?(?:dies|ders|id)\.\s?(?:\((?:Hrsg|Hg|eds?)\.?\))?$/i;

class ItemBuilder {
  readonly item: Omit<CslFields, 'type'> = {};
  readonly confidence: Confidence = {};
  private readonly runs: readonly Run[];

  constructor(
    private readonly text: string,
    tokens: readonly LabelledToken[],
  ) {
    this.runs = runsOf(text, tokens);
  }

  all(label: Label): Run[] {
    return this.runs.filter((run) => run.label === label);
  }

  first(label: Label): Run | undefined {
    return this.runs.find((run) => run.label === label);
  }

  set(variable: CslTextVariable, value: string | undefined, confidence: number): void {
    if (!value) return;
    this.item[variable] = value;
    this.confidence[variable] = round(confidence);
  }

  /** Keeps words that have no place of their own. */
  keep(words: string, confidence: number): void {
    const kept = words.replace(/\s+/g, ' ').replace(/^[\s,.;:()]+|[\s,;:()]+$/g, '');
    if (kept === '' || emptyNote.test(kept)) return;
    this.set('note', this.item.note ? `${this.item.note}; ${kept}` : kept, confidence);
  }

  setNames(variable: 'author' | 'editor' | 'translator', label: Label): void {
    const runs = this.all(label);
    const names = runs.flatMap((run) => (sameAuthor.test(run.text) ? (this.item.author ?? []) : parseNames(run.text)));
    if (names.length === 0) return;
    this.item[variable] = names;
    const literal = names.some((name) => name.literal !== undefined && name.literal !== 'et al.' && !namesOrganisation(name.literal));
    this.confidence[variable] = round(runs[0]!.confidence * (literal ? 0.8 : 1));
  }

  setDate(): void {
    const runs = this.all('date');
    if (runs.length === 0) return;
    const dates = runs.map((run) => parseDate(run.text));
    const fullest = dates.reduce((best, date) => (precision(date) > precision(best) ? date : best));
    this.item.issued = fullest;
    this.confidence.issued = round(runs[0]!.confidence * (fullest.literal === undefined ? 1 : 0.6));
  }

  setTexts(): void {
    const simple: readonly [Label, CslTextVariable, (words: string) => string][] = [
      ['title', 'title', normaliseTitle],
      ['container-title', 'container-title', normaliseTitle],
      ['collection-title', 'collection-title', normaliseTitle],
      ['publisher', 'publisher', normalisePublisher],
      ['location', 'publisher-place', normalisePublisher],
      ['edition', 'edition', normaliseEdition],
      ['genre', 'genre', normalisePublisher],
      ['medium', 'medium', normalisePublisher],
      ['url', 'URL', normaliseUrl],
      ['doi', 'DOI', normaliseDoi],
    ];
    for (const [label, variable, normalise] of simple) {
      const runs = this.all(label);
      if (runs.length === 0) continue;
      const [first, ...more] = variable === 'title' ? [this.whole(runs)] : runs;
      this.set(variable, normalise(first!.text), first!.confidence);
      for (const run of more) if (normalise(run.text) !== this.item[variable] && variable !== 'URL' && variable !== 'DOI') this.keep(run.text, run.confidence);
    }
  }

  /** A title that an identifier or a mark divides is still one. */
  private whole(runs: readonly Run[]): Run {
    const first = runs[0]!;
    const last = runs.at(-1)!;
    const near = runs.every((run, index) => index === 0 || /^[\s\p{P}]{0,4}$/u.test(this.text.slice(runs[index - 1]!.end, run.start)));
    return near ? { ...first, end: last.end, text: this.text.slice(first.start, last.end) } : first;
  }

  setNumbers(): void {
    const volume = this.first('volume');
    const issue = this.first('issue');
    const parsed = parseVolume(volume?.text, issue?.text);
    this.set('volume', parsed.volume, volume?.confidence ?? 0);
    this.set('issue', parsed.issue, (issue ?? volume)?.confidence ?? 0);
    const isbn = this.first('isbn');
    this.set('ISBN', isbn?.text.replace(/^ISBN(?:-1[03])?:?\s*/i, ''), isbn?.confidence ?? 0);
  }

  setArchive(): void {
    for (const { text, confidence } of this.all('archive')) {
      const arxiv = /arXiv\s?:?\s?([\w.\-/]+)/i.exec(text);
      if (arxiv) {
        this.set('archive', 'arXiv', confidence);
        this.set('archive_location', arxiv[1], confidence);
      } else this.keep(text, confidence);
    }
  }

  /** "accessed 3 May 2019" is a date; the rest of the remarks stay as they are. */
  setNotes(): void {
    for (const { text, confidence } of this.all('note')) {
      const date = /\d{4}|\d{1,2}\.\d{1,2}\.\d{2}/.test(text) && /access|retriev|view|visit|abgerufen|zuletzt|consult/i.test(text) ? parseDate(text.replace(/^\D*?(?=\d|\b\p{Lu}\p{Ll}{2,9}\.?\s\d)/u, '')) : null;
      if (date?.['date-parts']) {
        this.item.accessed = date;
        this.confidence.accessed = round(confidence);
      } else this.keep(text, confidence);
    }
  }

  /** Words that were not understood, and what stands a second time, are kept as they are. */
  setRest(): void {
    for (const { label, text, confidence } of this.runs) {
      if (label === 'other' && wordy.test(text.replace(joining, ''))) this.keep(text, Math.max(confidence, 0.3));
    }
    for (const label of ['volume', 'issue', 'url', 'doi', 'isbn'] as const) {
      for (const { text, confidence } of this.all(label).slice(1)) this.keep(text, confidence);
    }
  }

  /** Is the token before the container "in"? */
  within(): boolean {
    const container = this.first('container-title') ?? this.first('editor');
    return container !== undefined && (/\b(?:in|dans):?\s*["“‘„«]?\s*$/i.test(this.text.slice(0, container.start)) || /^in:?\s/i.test(container.text));
  }

  titleIsQuoted(): boolean {
    return /^["“”‘’'„«»]/.test(this.first('title')?.text ?? '');
  }

  locators(): Run[] {
    return this.runs.filter((run) => run.label === 'pages' || run.label === 'locator');
  }
}

const round = (value: number): number => Math.round(value * 100) / 100;
const precision = (date: CslDate): number => (date['date-parts']?.[0]?.length ?? 0) + (date.season === undefined ? 0 : 0.5);

/** Works in which pages are those of the part, so that they are its `page`; in others they are where the citation points. */
const parts: ReadonlySet<string> = new Set(['article-journal', 'article-magazine', 'article-newspaper', 'chapter', 'paper-conference', 'entry-encyclopedia']);
const extent = /^\s*\d{1,5}\s?(?:pp?|pages|S|Seiten|págs?)\b\.?\s*$/;
const labelledSingle = /^[\s,(]*(?:pp?|S|at|pages?)\b\.?\s?\w+(?:\s?ff?\.?)?[\s.)]*$/i;

/** Tells the pages of an article from the page that is meant: "(2017) 40 Studies 431, 440", "in Title (Press, 2015), pp. 70-75". */
function readPages(builder: ItemBuilder, type: string): Locator | null {
  const [first, ...rest] = builder.locators();
  if (!first) return null;
  if (extent.test(first.text)) {
    builder.set('number-of-pages', /\d+/.exec(first.text)![0], first.confidence);
    return rest[0] ? parseLocator(rest[0].text) : null;
  }
  const ofThePart = first.label === 'pages' && parts.has(type) && builder.item.title !== undefined && !isPinpoint(first.text, type);
  if (!ofThePart) return joined([first, ...rest]);
  const [pages, pinpoint] = first.text.split(/,\s?(?=\d)/, 2) as [string, string?];
  builder.set('page', completeRange(parseLocator(pages)?.value ?? normalisePublisher(pages)).replace(/[–—]/g, '-'), first.confidence);
  return pinpoint !== undefined ? parseLocator(pinpoint) : rest[0] ? parseLocator(rest[0].text) : null;
}

/** "p. 440" is a place in an article, "(1979) 27 Political Studies 183" its first page, "(1991) 77" in a book of chapters a place again. */
function isPinpoint(text: string, type: string): boolean {
  return labelledSingle.test(text) && !/[-–—]/.test(text) || (type === 'chapter' && !/[-–—]/.test(text)) || /\bff?\b/.test(text);
}

function joined(runs: readonly Run[]): Locator | null {
  const [first, ...rest] = runs.flatMap((run) => parseLocator(run.text) ?? []);
  if (!first) return null;
  const same = rest.filter((locator) => locator.label === first.label).map((locator) => locator.value);
  return { label: first.label, value: [first.value, ...same].join(', ') };
}

/** Moves words that turn out to be something else once the type is known. */
function settle(builder: ItemBuilder, type: string): void {
  const { item, confidence } = builder;
  const container = item['container-title'];
  const move = (from: CslVariable & CslTextVariable, to: CslTextVariable): void => {
    builder.set(to, item[from], confidence[from] ?? 0);
    Reflect.deleteProperty(item, from);
    Reflect.deleteProperty(confidence, from);
  };
  // "Special Report No. 1": reports have numbers, periodicals issues.
  if (type === 'report' && item.issue && item.genre && !item['container-title']) move('issue', 'number');
  if (type === 'speech' && item['publisher-place']) move('publisher-place', 'event-place');
  if (container && /\bArchives?$/.test(container) && !item.volume && parts.has(type) === false) move('container-title', 'archive');
  else if (container && type === 'report' && !item.publisher && namesOrganisation(container)) move('container-title', 'publisher');
}

/** "Security Council resolution 2140 (2014)": who, and which. */
function readResolution(builder: ItemBuilder): void {
  const match = /^(?<authority>(?:UN\s)?(?:Security Council|General Assembly|Human Rights Council)|UNSC|UNGA)\s(?:resolution|res\.?)\s(?<number>[\d/]+)/i.exec(builder.item.title ?? '');
  if (!match) return;
  builder.set('authority', match.groups!.authority, 0.95);
  builder.set('number', match.groups!.number, 0.95);
}

/** Makes a CSL item of the labelled words of one reference. Words that fit no variable go to `note`; none is dropped. */
export function readItem(text: string, tokens: readonly LabelledToken[]): Reading {
  const builder = new ItemBuilder(text, tokens);
  builder.setNames('author', 'author');
  builder.setNames('editor', 'editor');
  builder.setNames('translator', 'translator');
  builder.setDate();
  builder.setTexts();
  builder.setNumbers();
  builder.setArchive();
  builder.setNotes();
  builder.setRest();
  const author = builder.first('author');
  const office = author && officeOf(author.text.replace(/[\s,.]+$/, ''));
  if (office) builder.set('authority', office, author.confidence);
  readResolution(builder);
  const { type, confidence } = typeOf(builder.item, { quoted: builder.titleIsQuoted(), within: builder.within() });
  const locator = readPages(builder, type);
  settle(builder, type);
  return { item: { type, ...builder.item }, confidence: { type: confidence, ...builder.confidence }, locator };
}
