import * as l10n from '@vscode/l10n';
import type { Locator } from '../csl.js';
import type { LibraryItem, LibraryView } from '../library/library.js';
import { parts } from '../references/pages.js';
import type { Problem, ProblemCode } from '../text/problem.js';
import { nameOfWork, textOf } from './brief.js';
import { everyWork, type Citation, type CitedWork } from './citations.js';
import type { DocumentCitations } from './documentCitations.js';
import { extentsMeet, extentsOf, locatorInWords, withDashes, type Extent } from './locators.js';
import { NearestKeys } from './nearestKeys.js';
import { missingFields } from './requiredFields.js';
import { standingOf, type Standing } from './standing.js';

/** What is told of a document's citations, and how grave it is unless a person has set it otherwise: `ibid.diagnostics`. */
export const severities = {
  'key-undefined': 'warning',
  'bibliography-unnamed': 'information',
  'field-missing': 'information',
  'page-outside': 'warning',
  'pinpoint-unsupported': 'hint',
  'work-retracted': 'warning',
  'work-superseded': 'warning',
} as const satisfies Partial<Record<ProblemCode, Severity>>;

export type Severity = 'error' | 'warning' | 'information' | 'hint';
export type DiagnosticCode = keyof typeof severities;

/** Something that is told of a citation, for the words between `start` and `end` of the document. */
export interface Diagnostic extends Problem {
  code: DiagnosticCode;
  /** The key as the document has it. */
  key: string;
}

/** How a document names its bibliographies: not at all, with all of them read, or with some that could not be; `unknown` where that can't be told. */
export type NamedBibliographies = 'none' | 'read' | 'missing' | 'unknown';

/** What of an item does not depend on who cites it. */
interface KnownWork {
  item: LibraryItem;
  missing: readonly string[];
  standing: Standing | null;
  /** The pages of a part of a whole; null for another work, and where they are not numbers from one to another. */
  pages: Extent | null;
  /** Where sources cite it, each place once. */
  cited: readonly Locator[];
  /** The same as far as it can be compared. */
  citedExtents: readonly Extent[];
  /** What is told of the pages that documents cite, by their words. */
  told: Map<string, Told | null>;
}

type Told = Pick<Diagnostic, 'code' | 'message'>;

/** So many undefined keys of a document are told with those that may be meant by them. */
const mostSuggested = 30;
const mostPagesNamed = 6;
/** So many pages of a work are remembered. */
const mostPagesTold = 1000;

/** A bare `@name` may be a person or a package; brackets and commands say that it is a citation. */
const isSurely = ({ manner, command }: Citation): boolean => manner !== 'within' || command !== undefined;

/** Tells what is doubtful about citations from one library, for any document that cites from it. What it learns of an item it keeps. */
export class Diagnoser {
  readonly nearest: NearestKeys;
  private readonly works = new Map<string, KnownWork | null>();

  constructor(private readonly library: LibraryView) {
    this.nearest = new NearestKeys(library);
  }

  /**
   * Learns what is to be known of the works that a document cites, and which keys may be meant by the first undefined ones, in steps: what has come
   * between may be done at each `yield`. What is not learnt before, `diagnose` learns, but for those keys.
   */
  *learn(document: DocumentCitations): Generator<void> {
    const unknown = new Set<string>();
    for (const { works } of document.all) {
      for (const { key: { key } } of works) {
        const isNew = !this.works.has(key);
        if (!this.workOf(key) && unknown.size < mostSuggested && !unknown.has(key)) {
          unknown.add(key);
          this.nearest.of(key);
          yield;
        } else if (isNew) yield;
      }
    }
  }

  /** In the order of the document. */
  diagnose(document: DocumentCitations, named: NamedBibliographies): Diagnostic[] {
    const citations = document.all;
    if (citations.length === 0 || !this.isCiting(citations, named)) return [];
    const told = new Set<string>();
    const unnamed = named === 'none' ? [this.bibliographyUnnamed(citations)] : [];
    if (this.library.size === 0 && named !== 'read') return unnamed;
    const found: (Diagnostic | null)[] = unnamed;
    for (const { works } of citations) for (const work of works) if (work.key.key !== everyWork) found.push(...this.ofWork(work, told, named));
    return found.filter((one) => one !== null);
  }

  /** Where nothing is known of what looks like keys, they may be none: `@octocat` in a README. */
  private isCiting(citations: readonly Citation[], named: NamedBibliographies): boolean {
    if (named === 'read' || named === 'missing') return true;
    return citations.some((citation) => isSurely(citation) || citation.works.some(({ key }) => this.workOf(key.key)));
  }

  private workOf(key: string): KnownWork | null {
    const known = this.works.get(key);
    if (known !== undefined) return known;
    const item = this.library.get(key);
    const work = item ? this.known(item) : null;
    this.works.set(key, work);
    return work;
  }

  private known(item: LibraryItem): KnownWork {
    const cited = this.library.claims(item.id).flatMap(({ reference, locator }) => (reference !== null && locator?.label === 'page' ? [locator] : []));
    const once = [...new Map(cited.map((locator) => [locator.value, locator])).values()];
    return {
      item,
      missing: missingFields(item),
      standing: standingOf(item),
      pages: parts.has(item.type) ? rangeOf(textOf(item, 'page')) : null,
      cited: once,
      citedExtents: once.flatMap(({ value }) => extentsOf(value)),
      told: new Map(),
    };
  }

  private ofWork(work: CitedWork, told: Set<string>, named: NamedBibliographies): (Diagnostic | null)[] {
    const known = this.workOf(work.key.key);
    // a key may stand in what could not be read
    if (!known) return named === 'missing' ? [] : [this.keyUndefined(work)];
    const isFirst = !told.has(known.item.id);
    told.add(known.item.id);
    return [standing(work, known), isFirst ? fieldMissing(work, known) : null, pinpoint(work, known)];
  }

  private keyUndefined(work: CitedWork): Diagnostic {
    const nearest = this.nearest.found(work.key.key) ?? [];
    const message = nearest.length === 0
      ? l10n.t('No entry has the key {0}.', work.key.key)
      : l10n.t('No entry has the key {0}. Did you mean {1}?', work.key.key, anyOf(nearest));
    return ofKey('key-undefined', work, message);
  }

  private bibliographyUnnamed(citations: readonly Citation[]): Diagnostic {
    const message = this.library.size === 0
      ? l10n.t('This document names no bibliography, and the library holds no works, so its keys lead nowhere. Name a bibliography, or import the sources you have read.')
      : l10n.t('This document names no bibliography: Ibid finds its works in the library, but what typesets the document will not.');
    return ofKey('bibliography-unnamed', citations[0]!.works[0]!, message);
  }
}

const ofKey = (code: DiagnosticCode, { key: { key, signed: { start, end } } }: CitedWork, message: string): Diagnostic => ({ code, message, key, start, end });

/** "vale2018cubs, powell2014talking or cronin2009terrorism" */
const anyOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : l10n.t('{0} or {1}', words.slice(0, -1).join(', '), words.at(-1)!);

function standing(work: CitedWork, { standing, item }: KnownWork): Diagnostic | null {
  if (!standing) return null;
  const message = standing.code === 'work-retracted'
    ? l10n.t('{0} was retracted or withdrawn: {1}.', nameOfWork(item), standing.because)
    : l10n.t('{0} was superseded: {1}.', nameOfWork(item), standing.because);
  return ofKey(standing.code, work, message);
}

function fieldMissing(work: CitedWork, { missing, item }: KnownWork): Diagnostic | null {
  if (missing.length === 0) return null;
  return ofKey('field-missing', work, l10n.t('The entry {0} has no {1}, which its reference needs.', item.id, anyOf(missing)));
}

function pinpoint(work: CitedWork, known: KnownWork): Diagnostic | null {
  const { locator, key: { key } } = work;
  if (locator?.label !== 'page') return null;
  const { value, start, end } = locator;
  const held = known.told.get(value);
  const told = held === undefined ? ofPages(value, known) : held;
  if (known.told.size >= mostPagesTold) known.told.clear();
  known.told.set(value, told);
  return told && { code: told.code, message: told.message, key, start, end };
}

/** What is to be told of pages that a document cites. */
function ofPages(value: string, { item, pages, cited, citedExtents }: KnownWork): Told | null {
  const given = extentsOf(value);
  if (pages && given.some((one) => one.kind === '' && !extentsMeet(one, pages))) {
    const message = l10n.t('{0} has the pages {1}, and {2} is not among them.', nameOfWork(item), withDashes(textOf(item, 'page'), '–'), withDashes(value, '–'));
    return { code: 'page-outside', message };
  }
  if (cited.length === 0 || given.length === 0 || given.some((one) => citedExtents.some((other) => extentsMeet(one, other)))) return null;
  return { code: 'pinpoint-unsupported', message: l10n.t('None of the sources in the library cites {0} there, but {1}.', nameOfWork(item), inWords(cited)) };
}

/** From one page to another, also where advertisements lie between: "235–41, 250". A first page alone says nothing of the others. */
function rangeOf(page: string): Extent | null {
  const extents = extentsOf(page).filter(({ kind }) => kind === '');
  if (!extents.some(({ first, last }) => last > first)) return null;
  return { kind: '', first: Math.min(...extents.map(({ first }) => first)), last: Math.max(...extents.map(({ last }) => last)) };
}

/** "pp. 12, 18–20, …" */
function inWords(cited: readonly Locator[]): string {
  const inOrder = [...cited].sort((a, b) => (extentsOf(a.value)[0]?.first ?? 0) - (extentsOf(b.value)[0]?.first ?? 0)).map(({ value }) => value);
  const value = [...inOrder.slice(0, mostPagesNamed), ...(inOrder.length > mostPagesNamed ? ['…'] : [])].join(', ');
  return locatorInWords({ label: 'page', value });
}
