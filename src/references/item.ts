import type { Confidence, CslDate, CslDateVariable, CslFields, CslName, CslNameVariable, CslTextVariable, Locator } from './csl.js';
import type { Span } from '../text/span.js';
import type { Label, LabelledToken } from './labels.js';
import { readDate, type DateReading } from './normalise/date.js';
import { folded, trimmed } from './normalise/edges.js';
import { parseArxiv, parseIdentifier } from './normalise/identifier.js';
import { normaliseEdition, normaliseImprint } from './normalise/imprint.js';
import { parseExtent, parseLocator, parsePages } from './normalise/locator.js';
import { officeOf, parseNames } from './normalise/names.js';
import { isOnlyRole, partsByRole } from './normalise/roles.js';
import { normaliseContainer, normaliseTitle } from './normalise/title.js';
import { parseDoi, parseUrl } from './normalise/url.js';
import { dividedVolume, isLabelledVolume, parseVolume } from './normalise/volume.js';
import { Runs, type Run } from './runs.js';
import { namesOrganisation, namesThesis, typeOf } from './type.js';

/** What the labelled words of one reference say. */
export interface Reading {
  item: CslFields;
  confidence: Confidence;
  locator: Locator | null;
}

/** Words that only join the pieces of a reference, or name the piece that follows: nothing is lost without them. */
const fillers = new Set(
  (
    'in dans en and und et e y of the at see on by with for from to via sur online available retrieved accessible accessed access url website verfügbar unter disponible abgerufen ' +
    'zuletzt letzter zugriff abruf last visited viewed date consulted consulté consultato consultado accesso ultimo am le il el ' +
    'here hier ici qui aquí pp p s S ss pages pag pagg pág págs vol vols voll bd band t tome tomo jg no nos nr n num núm numéro heft h fasc issue doi isbn issn ed eds hrsg hg dir cit'
  ).split(' '),
);
const word = /[\p{L}\p{N}]+/gu;

/** Do some words say nothing by themselves: "online at", "(eds)"? */
function isFiller(words: string): boolean {
  const own = words.match(word);
  return !own || own.every((one) => fillers.has(one.length > 1 ? one.toLowerCase() : one)) || isOnlyRole(words);
}

/** "in: dies. (Hrsg.), …": the editor is the author. */
const sameAuthor = /^(?:in:?\s)?(?:dies|ders|id|idem)\.?\s?(?:\((?:Hrsg|Hg|eds?)\.?\))?[\s,:]*$/i;

const accessWords = 'access|retriev|viewed|visit|abgeruf|abruf|zugriff|eingesehen|aufgerufen|consult|dernière|ultimo|última|letzt|zuletzt|cited|stand:';
const access = new RegExp(`(?<!\\p{L})(?:${accessWords})`, 'iu');
const accessBefore = new RegExp(`(?<!\\p{L})(?:${accessWords})[^).;]{0,20}$`, 'iu');

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

/** Words for the note. `whole` where they are all that stands between the two offsets. */
interface Kept extends Span {
  words: string;
  whole: boolean;
  confidence: number;
}

/** "Schriften, Bd. 12", "LNCS 1234", "Studi, vol. IV", not "Rote Reihe 1990". */
const numberedSeries = /^(.{3,200}?)[,;:]?\s(?:(?:bd|band|vol|volume|no|nr|n|heft|t)\b\.?\s?(\d{1,5}|[IVXLC]{1,8})|(?!(?:1[5-9]|20)\d\d$)(\d{1,5}))$/iu;

const round = (value: number): number => Math.round(value * 100) / 100;
const precision = ({ date }: DateReading): number => (date['date-parts']?.[0]?.length ?? 0) + (date.season === undefined ? 0 : 0.5);
const yearOf = ({ date }: DateReading): number | undefined => date['date-parts']?.[0]?.[0];

/** A name that was kept whole, and is no organisation's. */
const isUnread = ({ literal }: CslName): boolean => literal !== undefined && literal !== 'et al.' && !namesOrganisation(literal);

class ItemBuilder {
  readonly item: Omit<CslFields, 'type'> = {};
  readonly confidence: Confidence = {};
  private readonly kept: Kept[] = [];

  constructor(
    private readonly text: string,
    private readonly runs: Runs,
  ) {}

  set(variable: CslTextVariable, value: string | undefined, confidence: number): void {
    if (!value) return;
    this.item[variable] = value;
    this.confidence[variable] = round(confidence);
  }

  /** Keeps words that have no place of their own, for the note. */
  private keep(run: Run, words = run.text): void {
    if (!isFiller(words)) this.kept.push({ start: run.start, end: run.end, words, whole: words === run.text, confidence: run.confidence });
  }

  /** The first run of a label, all others kept. */
  private only(label: Label): Run | undefined {
    const [first, ...more] = this.runs.of(label);
    for (const run of more) this.keep(run);
    return first;
  }

  setNames(): void {
    const of: Partial<Record<CslNameVariable, CslName[]>> = {};
    const runs = (['author', 'editor', 'translator'] as const).flatMap((label) => this.runs.of(label));
    for (const run of runs) {
      for (const part of partsByRole(run.text)) {
        const variable = part.role ?? this.roleByPlace(run);
        const names = of.author && sameAuthor.test(part.text) ? of.author : parseNames(part.text);
        if (names.length > 0) {
          of[variable] = [...(of[variable] ?? []), ...names];
          this.confidence[variable] = Math.min(this.confidence[variable] ?? 1, round(run.confidence * (names.some(isUnread) ? 0.8 : 1)));
        } else this.keep(run, part.text);
      }
    }
    Object.assign(this.item, of);
    const author = this.runs.first('author');
    const office = author && this.item.author?.length === 1 ? officeOf(author.text) : null;
    if (office) this.set('authority', office, author!.confidence);
  }

  /** Behind the container stand its editors, though they be labelled authors, where the work has its own. */
  private roleByPlace(run: Run): 'author' | 'editor' | 'translator' {
    if (run.label !== 'author') return run.label as 'editor' | 'translator';
    const container = this.runs.first('container-title');
    const first = this.runs.first('author')!;
    return container && first.start < container.start && run.start > container.start ? 'editor' : 'author';
  }

  private setDate(variable: CslDateVariable, date: CslDate, confidence: number): void {
    this.item[variable] = date;
    this.confidence[variable] = round(confidence * (date.literal === undefined ? 1 : 0.6));
  }

  setDates(): void {
    const readings = this.runs.of('date').map((run) => ({ run, ...readDate(run.text) }));
    const accessed = readings.find(({ run, date }) => date['date-parts'] !== undefined && accessBefore.test(this.text.slice(Math.max(0, run.start - 24), run.start)));
    if (accessed) this.setDate('accessed', accessed.date, accessed.run.confidence);
    const published = readings.filter((reading) => reading !== accessed);
    const issued = this.dateOfIssue(published);
    if (issued) this.setDate('issued', issued.date, issued.run.confidence);
    if (issued?.original) this.setDate('original-date', issued.original, issued.run.confidence);
    if (issued?.edition) this.set('edition', issued.edition, issued.run.confidence);
    for (const reading of readings) {
      if (!isFiller(reading.unread)) this.keep(reading.run);
      if (reading === issued || reading === accessed || !issued || !isFiller(reading.unread)) continue;
      const earlier = precision(reading) === 1 && yearOf(reading)! < (yearOf(issued) ?? 0);
      if (earlier && this.isReprint(reading.run, issued.run) && !this.item['original-date']) this.setDate('original-date', reading.date, reading.run.confidence);
      else if (yearOf(reading) !== yearOf(issued) || precision(reading) > precision(issued)) this.keep(reading.run);
    }
  }

  /** Of several dates the one behind the author, or that of the imprint, and of those of one year the fullest. */
  private dateOfIssue<Dated extends DateReading & { run: Run }>(readings: readonly Dated[]): Dated | undefined {
    const [first, ...more] = readings;
    if (!first || more.length === 0) return first;
    const last = more.findLast(({ date }) => date['date-parts'] !== undefined);
    const chosen = last && this.isReprint(first.run, last.run) ? last : (readings.find(({ date }) => date['date-parts'] !== undefined) ?? first);
    return readings.reduce((best, one) => (yearOf(one) === yearOf(chosen) && precision(one) > precision(best) ? one : best), chosen);
  }

  /** "(1963; New York: Penguin, 1994)": between the two dates stands the imprint of the second; not so behind an author, "Vale 1998". */
  private isReprint(first: Run, second: Run): boolean {
    const before = this.runs.labelBefore(first);
    const imprint = [...this.runs.of('publisher'), ...this.runs.of('location')];
    return before !== 'author' && before !== 'editor' && imprint.some(({ start }) => start > first.start && start < second.start);
  }

  setTexts(): void {
    for (const [label, variable, normalise] of textFields) {
      const runs = variable === 'title' ? this.joinedTitle() : this.runs.of(label);
      const [first, ...more] = runs;
      if (!first) continue;
      const value = normalise(first.text);
      this.set(variable, value, first.confidence);
      if (variable === 'collection-title') this.setCollection(value, first.confidence);
      for (const run of more) if (normalise(run.text) !== value) this.keep(run);
    }
  }

  /** "(= Schriften, Bd. 12)": the series, and which of it. */
  private setCollection(value: string, confidence: number): void {
    const match = numberedSeries.exec(value);
    if (!match) return;
    this.set('collection-title', match[1], confidence);
    this.set('collection-number', match[2] ?? match[3], confidence);
  }

  /** A title that a mark divides is still one. */
  private joinedTitle(): readonly Run[] {
    const [first, ...more] = this.runs.of('title');
    if (!first || more.length === 0) return first ? [first] : [];
    const joined = { ...first };
    const apart = more.filter((run) => {
      if (!/^[\s\p{P}]{0,4}$/u.test(this.text.slice(joined.end, Math.min(run.start, joined.end + 5)))) return true;
      Object.assign(joined, { end: run.end, text: this.text.slice(joined.start, run.end), confidence: Math.min(joined.confidence, run.confidence) });
      return false;
    });
    return [joined, ...apart];
  }

  setNumbers(): void {
    const volume = this.only('volume');
    const issue = this.only('issue');
    const run = issue ?? volume;
    if (!run) return;
    const parsed = parseVolume(volume?.text, issue?.text);
    this.set('volume', parsed.volume, (volume ?? run).confidence);
    this.set('issue', parsed.issue, run.confidence);
    this.keep(volume ?? run, parsed.unread);
  }

  setIdentifiers(): void {
    for (const run of [...this.runs.of('doi'), ...this.runs.of('url')]) {
      const mayBeDoi = run.text.includes('10.') && (run.label === 'doi' || run.text.includes('doi.org'));
      const found = this.setIdentifier(run, 'DOI', mayBeDoi ? parseDoi(run.text) : null) || this.setIdentifier(run, 'URL', parseUrl(run.text));
      if (!found) this.keep(run);
    }
    for (const run of this.runs.of('isbn')) {
      const found = parseIdentifier(run.text);
      if (!found || !this.setIdentifier(run, found.variable, found)) this.keep(run);
    }
    for (const run of this.runs.of('archive')) if (!this.setPreprint(run)) this.keep(run);
  }

  private setIdentifier(run: Run, variable: 'DOI' | 'URL' | 'ISBN' | 'ISSN', found: { value: string; unread: string } | null): boolean {
    if (!found || (this.item[variable] !== undefined && this.item[variable] !== found.value)) return false;
    this.set(variable, found.value, run.confidence);
    this.keep(run, found.unread);
    return true;
  }

  private setPreprint(run: Run): boolean {
    const arxiv = parseArxiv(run.text);
    if (!arxiv || (this.item.archive !== undefined && this.item.archive_location !== arxiv.value)) return false;
    this.set('archive', 'arXiv', run.confidence);
    this.set('archive_location', arxiv.value, run.confidence);
    this.keep(run, arxiv.unread);
    return true;
  }

  /** "accessed 3 May 2019" is a date, "hep-ph/0109119" a preprint; the rest of the remarks stay as they are. */
  setNotes(): void {
    for (const run of this.runs.of('note')) if (!this.setAccessed(run) && !this.setPreprint(run) && !this.setByWords(run)) this.keep(run);
  }

  private setAccessed(run: Run): boolean {
    const at = this.item.accessed ? -1 : run.text.search(access);
    const reading = at < 0 ? null : readDate(run.text.slice(at));
    if (!reading?.date['date-parts']) return false;
    this.setDate('accessed', reading.date, run.confidence);
    if (!isFiller(`${run.text.slice(0, at)} ${reading.unread}`)) this.keep(run);
    return true;
  }

  /** Words that say themselves what they are: "2nd ed.", "Bd. 1", "PhD thesis". */
  private setByWords({ text, confidence }: Run): boolean {
    if (text.length > 60 || isFiller(text)) return false;
    const edition = normaliseEdition(text);
    if (this.item.edition === undefined && /^\d+$/.test(edition) && /\p{L}/u.test(text)) this.set('edition', edition, confidence);
    else if (this.item.volume === undefined && isLabelledVolume(text)) this.set('volume', parseVolume(text, undefined).volume, confidence);
    else if (this.item.genre === undefined && namesThesis(text)) this.set('genre', normaliseImprint(text), confidence);
    else return false;
    return true;
  }

  /** Words that were not understood are kept as they are. */
  setRest(): void {
    for (const run of this.runs.of('other')) if (!this.setByWords(run)) this.keep({ ...run, confidence: Math.max(run.confidence, 0.3) });
  }

  setPages(type: string): Locator | null {
    const runs = [...this.runs.of('pages'), ...this.runs.of('locator')].sort((one, other) => one.start - other.start);
    const [first] = runs;
    if (!first) return null;
    const extent = parseExtent(first.text);
    if (extent !== null) {
      this.set('number-of-pages', extent, first.confidence);
      return this.joinedLocator(runs.slice(1));
    }
    if (!this.isPageOfPart(first, type)) return this.joinedLocator(runs);
    const pages = parsePages(first.text);
    this.set('page', pages.page, first.confidence);
    this.set('number-of-pages', pages.extent, first.confidence);
    return this.joinedLocator(pages.pinpoint === undefined ? runs.slice(1) : [{ ...first, text: pages.pinpoint }, ...runs.slice(1)]);
  }

  /** Are these the pages of an article or chapter, and not the page that is meant? */
  private isPageOfPart({ label, text }: Run, type: string): boolean {
    const known = this.item.title !== undefined || (this.item['container-title'] !== undefined && this.item.volume !== undefined);
    return label === 'pages' && parts.has(type) && known && !isPinpoint(text, type);
  }

  private joinedLocator(runs: readonly Run[]): Locator | null {
    let joined: Locator | null = null;
    for (const run of runs) {
      const next = parseLocator(run.text);
      if (!next) this.keep(run);
      else if (!joined) joined = next;
      else joined.value += `, ${next.label === joined.label ? next.value : trimmed(folded(run.text))}`;
    }
    return joined;
  }

  /** Puts what was kept into the note, in the order of the text; what stood side by side stays so. */
  finish(): void {
    if (this.kept.length === 0) return;
    const pieces: Kept[] = [];
    for (const one of this.kept.sort((before, after) => before.start - after.start)) {
      const last = pieces.at(-1);
      if (last?.whole && one.whole && /^[^\p{L}\p{N}]{0,4}$/u.test(this.text.slice(last.end, one.start))) {
        Object.assign(last, { words: this.text.slice(last.start, one.end), end: one.end });
      } else pieces.push({ ...one });
    }
    const words = pieces.map((piece) => withoutEdges(piece.words));
    this.set('note', [...new Set(words)].join('; '), Math.min(...this.kept.map(({ confidence }) => confidence)));
  }

  /** Is the word before the container "in"? */
  within(): boolean {
    const container = this.runs.first('container-title') ?? this.runs.first('editor');
    return container !== undefined && (/\b(?:in|dans):?\s*["“‘„«]?\s*$/i.test(this.text.slice(Math.max(0, container.start - 12), container.start)) || /^in:?\s/i.test(container.text));
  }

  titleIsQuoted(): boolean {
    return /^["“”‘’'„«»]/.test(this.runs.first('title')?.text ?? '');
  }
}

/** "[hep-ph]." to "hep-ph"; a bracket within keeps its other half. */
function withoutEdges(words: string): string {
  const bare = trimmed(folded(words), ' ,.;:', ' ,;:');
  if (/^[([]/.test(bare) && !/[)\]](?!\.?$)/.test(bare)) return trimmed(bare, ' ([', ' .)]');
  return /[([]/.test(bare) ? bare : trimmed(bare, ' ,.;:)]', ' ,;:)]');
}

/** Works in which pages are those of the part, so that they are its `page`; in others they are where the citation points. */
const parts: ReadonlySet<string> = new Set(['article-journal', 'article-magazine', 'article-newspaper', 'chapter', 'paper-conference', 'entry-encyclopedia']);
const labelledSingle = /^[\s,(]*(?:pp?|S|at|pages?)\b\.?\s?\w+(?:\s?ff?\.?)?[\s.)]*$/i;

/** "p. 440" is a place in an article, "(1979) 27 Political Studies 183" its first page, "(1991) 77" in a book of chapters a place again. */
function isPinpoint(text: string, type: string): boolean {
  return labelledSingle.test(text) || (type === 'chapter' && !/[-–—]/.test(text)) || /\dff?\b|\bff?\b/.test(text);
}

/** "Working Paper No. 12", "Tech Report #296": what it is, and which. */
const numberedGenre = /^(\p{L}[^\d#]{2,60}?),?\s(?:no\.?|nr\.?|n[°º]\.?|#)\s?(\d[\w./-]{0,20})$/iu;

/** Moves words that turn out to be something else once the type is known. */
function settle(builder: ItemBuilder, type: string): void {
  const { item, confidence } = builder;
  const move = (from: CslTextVariable, to: CslTextVariable): void => {
    builder.set(to, item[from], confidence[from] ?? 0);
    Reflect.deleteProperty(item, from);
    Reflect.deleteProperty(confidence, from);
  };
  const container = item['container-title'];
  if (type === 'report') settleReport(builder, move);
  if (type === 'speech' && item['publisher-place']) move('publisher-place', 'event-place');
  if (container && /\bArchives?$/.test(container) && !item.volume && !parts.has(type)) move('container-title', 'archive');
  else if (container && type === 'report' && !item.publisher && namesOrganisation(container)) move('container-title', 'publisher');
  const divided = type === 'article-journal' && item.volume && !item.issue ? dividedVolume(item.volume) : null;
  if (!divided) return;
  builder.set('issue', divided.issue, confidence.volume ?? 0);
  builder.set('volume', divided.volume, confidence.volume ?? 0);
}

/** "Special Report No. 1": reports have numbers, periodicals issues. */
function settleReport(builder: ItemBuilder, move: (from: CslTextVariable, to: CslTextVariable) => void): void {
  const { item, confidence } = builder;
  if (item.issue && item.genre && !item['container-title']) return move('issue', 'number');
  const numbered = numberedGenre.exec(item.genre ?? '');
  if (!numbered) return;
  builder.set('number', numbered[2], confidence.genre ?? 0);
  builder.set('genre', numbered[1], confidence.genre ?? 0);
}

/** "Security Council resolution 2140 (2014)": who, and which. */
const resolution = /^(?<authority>(?:UN\s)?(?:Security Council|General Assembly|Human Rights Council)|UNSC|UNGA)\s(?:resolution|res\.?)\s(?<number>[\d/]+)/i;

function readResolution(builder: ItemBuilder): void {
  const match = resolution.exec(builder.item.title ?? '');
  if (!match) return;
  builder.set('authority', match.groups!.authority, 0.95);
  builder.set('number', match.groups!.number, 0.95);
}

/** Makes a CSL item of the labelled words of one reference. Words that fit no variable go to `note`; none is dropped. */
export function readItem(text: string, tokens: readonly LabelledToken[]): Reading {
  const builder = new ItemBuilder(text, new Runs(text, tokens));
  builder.setNames();
  builder.setDates();
  builder.setTexts();
  builder.setNumbers();
  builder.setIdentifiers();
  builder.setNotes();
  builder.setRest();
  readResolution(builder);
  const { type, confidence } = typeOf(builder.item, { quoted: builder.titleIsQuoted(), within: builder.within() });
  const locator = builder.setPages(type);
  settle(builder, type);
  builder.finish();
  return { item: { type, ...builder.item }, confidence: { type: confidence, ...builder.confidence }, locator };
}
